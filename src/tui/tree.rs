//! The tree pane, drawn by `tui-tree-widget`.
//!
//! The truth is in the explorer's state: the widget gets only the rows on the screen, as
//! leaves that carry their own indent and marker, so that a frame costs the same whether the
//! tree has a hundred nodes or a million. Its own key handling is never used.

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};
use ratatui::style::Style;
use ratatui::text::{Line as TextLine, Span};
use ratatui::widgets::StatefulWidget;
use tui_tree_widget::{Tree, TreeItem, TreeState};

use super::canvas::{View, cells, rect, relight, turn_back};
use super::theme::Plane;
use crate::explorer::state::layout::{Area, Pane};
use crate::explorer::view::rows;
use crate::model::{Kind, NodeId};

/// Draws the visible rows; the cursor belongs on the first column of the selected one.
pub fn draw(view: View<'_>, area: Area, buffer: &mut Buffer) -> Position {
    let forest = &view.state.tree;
    let columns = usize::from(area.width).saturating_sub(crate::explorer::view::columns::GUTTER);
    let window = forest.rows().iter().skip(forest.place.offset);
    let room = rows::FigureColumns::of(view.library, view.state);
    let items: Vec<TreeItem<'static, NodeId>> = window
        .take(usize::from(area.height))
        .map(|id| TreeItem::new_leaf(*id, text(view, *id, columns, room)))
        .collect();
    let mut widget_state = TreeState::default();
    if let Some(id) = forest.selected() {
        widget_state.select(vec![id]);
    }
    let mut highlight = view.theme.selected();
    if view.state.focus != Pane::Left {
        highlight = Style::new().add_modifier(ratatui::style::Modifier::BOLD);
    }
    // Ids are unique, since each row stands once in the visible list.
    if let Ok(widget) = Tree::new(&items) {
        let widget = widget
            .node_no_children_symbol("")
            .highlight_style(highlight);
        widget.render(rect(area), buffer, &mut widget_state);
    }
    draw_bands(view, area, buffer);
    let row = forest.place.row_on_screen();
    let row = u16::try_from(row).unwrap_or(0).min(area.height);
    let edge = Rect::new(area.x, area.y.saturating_add(row), 1, 1);
    if view.state.focus == Pane::Left && row < area.height {
        turn_back(
            view,
            buffer,
            Rect {
                width: area.width,
                ..edge
            },
        );
        if let Some(id) = forest.selected() {
            let line = rows::row(view.library, view.state, id, columns, room);
            let place = Area {
                x: area.x + 1,
                width: area.width.saturating_sub(1),
                ..area
            };
            relight(view, buffer, place, row, &line);
        }
        buffer.set_style(edge, view.theme.edge());
    }
    Position::new(area.x, area.y + row)
}

/// An open pillar's row is a band over what is below it.
fn draw_bands(view: View<'_>, area: Area, buffer: &mut Buffer) {
    let forest = &view.state.tree;
    let band = view.theme.plane(Plane::Band);
    let shown = forest.rows().iter().skip(forest.place.offset);
    for (y, id) in (area.y..area.y + area.height).zip(shown) {
        let is_pillar = view.library.node(*id).kind == Kind::Pillar;
        if is_pillar && forest.is_open(*id) && forest.selected() != Some(*id) {
            buffer.set_style(Rect::new(area.x, y, area.width, 1), band);
        }
    }
}

fn text(
    view: View<'_>,
    id: NodeId,
    columns: usize,
    room: rows::FigureColumns,
) -> TextLine<'static> {
    let state = view.state;
    let settings = &state.settings;
    let selected = state.tree.selected() == Some(id);
    let line = rows::row(view.library, state, id, columns, room);
    let gutter = Span::raw(rows::gutter(state, id, selected));
    let parts = line.parts.into_iter().map(|part| {
        let style = view.theme.part(&part.text, part.role);
        let text = cells(&part.text, settings.ascii, settings.ruler).into_owned();
        Span::styled(text, style)
    });
    TextLine::from_iter(std::iter::once(gutter).chain(parts))
}
