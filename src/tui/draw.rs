//! One frame: the panes, the lines around them, the list on top, and the cursor.

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};
use ratatui::style::Style;

use super::canvas::{View, put, put_text, rect, select};
use super::theme::Plane;
use super::{map, overlay, tree};
use crate::explorer::line::Role;
use crate::explorer::state::layout::{Area, Layout, Pane};
use crate::explorer::state::{Overlay, PanelMode};
use crate::explorer::view::{
    copied, crumbs, empty, excerpt, first, panel, rows, spread, status, summary, table,
};
use crate::explorer::words;

/// Draws the whole screen and says where the terminal's cursor belongs. A screen without a cell,
/// as a window manager may ask for, is drawn as nothing.
#[must_use]
pub fn draw(view: View<'_>, buffer: &mut Buffer) -> Position {
    if buffer.area().is_empty() {
        return Position::ORIGIN;
    }
    buffer.set_style(*buffer.area(), view.theme.base());
    let Some(layout) = view.state.layout() else {
        return too_small(view, buffer);
    };
    draw_frame(view, layout, buffer);
    let mut cursor = Position::new(0, layout.map.y.min(layout.status.y));
    if view.state.is_full_map() {
        cursor.y = map::cursor_row(view, layout.map);
    }
    if let Some(area) = layout.left {
        cursor = draw_left(view, area, buffer);
    }
    if let Some(area) = layout.right {
        let first = draw_panel(view, area, buffer);
        if view.state.focus == Pane::Right || layout.left.is_none() {
            cursor = first;
        }
    }
    draw_hint(view, layout, buffer);
    if matches!(view.state.overlay, Overlay::Copying) {
        draw_copying(view, layout, buffer);
    }
    if let (Some(listing), Some(area)) = (view.state.listing(), view.state.listing_area()) {
        cursor = overlay::draw(view, listing, area, buffer);
        if let Some(area) = view.state.beside_listing() {
            draw_beside(view, area, buffer);
        }
    }
    cursor
}

/// The keys to begin with, at the foot of the panel.
fn draw_hint(view: View<'_>, layout: Layout, buffer: &mut Buffer) {
    let Some(area) = layout.right else { return };
    let columns = usize::from(area.width.saturating_sub(2));
    let lines = first::lines(view.library, view.state, columns, usize::from(area.height));
    let height = u16::try_from(lines.len()).unwrap_or_default();
    let foot = Area {
        y: area.y + area.height.saturating_sub(height),
        height,
        ..area
    };
    if lines.is_empty() {
        return;
    }
    lay(view, foot, Plane::Band, buffer);
    let inner = Area {
        x: foot.x + 1,
        width: foot.width.saturating_sub(2),
        ..foot
    };
    for (row, line) in (0..height).zip(&lines) {
        put(view, buffer, inner, row, line);
    }
}

/// An empty plane over whatever stands there.
fn lay(view: View<'_>, area: Area, plane: Plane, buffer: &mut Buffer) {
    overlay::clear(buffer, rect(area));
    buffer.set_style(rect(area), view.theme.base());
    buffer.set_style(rect(area), view.theme.plane(plane));
}

/// What is told beside a list of its entry.
fn draw_beside(view: View<'_>, area: Area, buffer: &mut Buffer) {
    lay(view, area, Plane::Panel, buffer);
    let inner = Area {
        x: area.x + 2,
        width: area.width.saturating_sub(3),
        ..area
    };
    let lines = excerpt::lines(view.library, view.state, usize::from(inner.width));
    for (row, line) in (0..area.height).zip(&lines) {
        put(view, buffer, inner, row, line);
    }
}

/// The keys that copy, over the last rows: at once, since whoever waits for a hint has pressed
/// the key already.
fn draw_copying(view: View<'_>, layout: Layout, buffer: &mut Buffer) {
    let lines = copied::rows(view.library, view.state, usize::from(layout.status.width));
    let height = u16::try_from(lines.len()).unwrap_or_default();
    let area = Area {
        y: layout.status.y.saturating_sub(height),
        height,
        ..layout.status
    };
    lay(view, area, Plane::Stub, buffer);
    for (row, line) in (0..height).zip(&lines) {
        put(view, buffer, area, row, line);
    }
}

fn too_small(view: View<'_>, buffer: &mut Buffer) -> Position {
    let text = words::TOO_SMALL.get(view.state.settings.lang);
    let area = *buffer.area();
    let text = view.state.settings.ruler.cut(text, usize::from(area.width));
    put_text(buffer, area.x, area.y, &text, Style::new(), view);
    Position::new(0, 0)
}

fn draw_frame(view: View<'_>, layout: Layout, buffer: &mut Buffer) {
    let columns = usize::from(layout.status.width);
    let top = crumbs::breadcrumb_line(view.library, view.state, columns);
    buffer.set_style(rect(layout.breadcrumb), view.theme.bar());
    put(view, buffer, layout.breadcrumb, 0, &top);
    let bottom = status::status_line(view.library, view.state, columns);
    buffer.set_style(rect(layout.status), view.theme.status());
    put(view, buffer, layout.status, 0, &bottom);
    if let Some(area) = layout.right.filter(|_| layout.left.is_some()) {
        buffer.set_style(rect(area), view.theme.plane(Plane::Panel));
    }
    map::draw(view, layout.map, buffer);
    if let Some(area) = layout.chart {
        let lines = spread::rows(view.library, view.state, columns);
        for (row, line) in (0..area.height).zip(&lines) {
            put(view, buffer, area, row, line);
        }
    }
    if let Some(area) = layout.detail {
        buffer.set_style(rect(area), view.theme.plane(Plane::Panel));
        let lines = match area.height {
            1 => vec![summary::line(view.library, view.state, columns)],
            _ => spread::detail(view.library, view.state, columns),
        };
        for (row, line) in (0..area.height).zip(&lines) {
            put(view, buffer, area, row, line);
        }
    }
    // The planes are told apart by their grounds; where there are none, by a rule.
    if let Some(x) = layout.divider.filter(|_| !view.theme.has_panel()) {
        let glyph = view.state.settings.glyphs().divider();
        let top = layout.left.map_or(1, |area| area.y);
        let rows = layout.left.map_or(0, |area| area.height);
        for y in top..top + rows {
            buffer.set_string(x, y, glyph, view.theme.style(Role::Dim));
        }
    }
}

/// Tree or table with its head. The cursor is on the first column of the selected row.
fn draw_left(view: View<'_>, area: Area, buffer: &mut Buffer) -> Position {
    let (library, state) = (view.library, view.state);
    let columns = usize::from(area.width);
    let focused = state.focus == Pane::Left;
    let body = state.layout().and_then(|layout| layout.left_body());
    let body = body.unwrap_or(area);
    let Some(view_of_table) = &state.table else {
        if body.y > area.y {
            let head = rows::head(library, state, columns);
            put(view, buffer, area.head(), 0, &head);
            buffer.set_style(rect(area.head()), view.theme.head(focused));
        }
        draw_footnote(view, body, buffer);
        draw_nothing(view, body, buffer);
        return tree::draw(view, body, buffer);
    };
    let inner = columns.saturating_sub(crate::explorer::view::columns::GUTTER);
    let head = table::head(view.library, state, columns);
    put(view, buffer, area.head(), 0, &head);
    buffer.set_style(rect(area.head()), view.theme.head(focused));
    let shown = view_of_table.rows.iter().enumerate();
    let shown = shown
        .skip(view_of_table.place.offset)
        .take(usize::from(body.height));
    let mut cursor = Position::new(body.x, body.y);
    let room = table::Columns::of(library, state, inner);
    for (y, (i, id)) in (body.y..).zip(shown) {
        let selected = i == view_of_table.place.cursor;
        let line = table::row(library, state, *id, room);
        let gutter = rows::gutter(state, *id, selected);
        put_text(buffer, body.x, y, gutter, Style::new(), view);
        let row = Area {
            x: body.x + 1,
            y,
            width: body.width.saturating_sub(1),
            height: 1,
        };
        put(view, buffer, row, 0, &line);
        if selected {
            cursor = Position::new(body.x, y);
            select(view, buffer, Rect::new(body.x, y, body.width, 1));
            buffer.set_style(Rect::new(body.x, y, 1, 1), view.theme.edge());
        }
    }
    cursor
}

/// Below the last row of the tree, where there is room: what the sums leave out.
fn draw_footnote(view: View<'_>, body: Area, buffer: &mut Buffer) {
    const INDENT: u16 = 4;
    let forest = &view.state.tree;
    let taken = forest.rows().len().saturating_sub(forest.place.offset);
    let taken = u16::try_from(taken).unwrap_or(u16::MAX);
    let columns = body.width.saturating_sub(INDENT + 1);
    // Nodes move it about while they open and close; in a small pane that would be all there is.
    let room = body.height.saturating_sub(taken);
    if room < 4 || columns < 60 {
        return;
    }
    let lines = panel::footnote(view.library, view.state, usize::from(columns));
    let rows = u16::try_from(lines.len()).unwrap_or(u16::MAX).min(room - 1);
    let area = Area {
        x: body.x + INDENT,
        y: body.y + taken + 1,
        width: columns,
        height: rows,
    };
    if !lines.is_empty() {
        let word = words::FOOTNOTE.get(view.state.settings.lang);
        let style = view.theme.style(Role::Strong);
        put_text(buffer, body.x + 1, area.y, word, style, view);
    }
    for (row, line) in (0..rows).zip(&lines) {
        put(view, buffer, area, row, line);
    }
}

/// Below the last row of the tree: why there is no money, and the key that shows more.
fn draw_nothing(view: View<'_>, body: Area, buffer: &mut Buffer) {
    let taken = view.state.tree.rows().len();
    let taken = u16::try_from(taken).unwrap_or(u16::MAX);
    let room = body.height.saturating_sub(taken);
    let lines = empty::left_pane(view.library, view.state);
    let count = u16::try_from(lines.len()).unwrap_or_default();
    // A blank row keeps them apart where there is one.
    let gap = u16::from(room > count);
    let area = Area {
        x: body.x + 1,
        y: body.y + taken.min(body.height) + gap,
        width: body.width.saturating_sub(1),
        height: room.saturating_sub(gap),
    };
    for (row, line) in (0..area.height).zip(&lines) {
        put(view, buffer, area, row, line);
    }
}

/// The panel with its head. Returns the place of its first line.
fn draw_panel(view: View<'_>, area: Area, buffer: &mut Buffer) -> Position {
    let state = view.state;
    let head = panel::head(view.library, state, usize::from(area.width));
    put(view, buffer, area.head(), 0, &head);
    let focused = state.focus == Pane::Right;
    buffer.set_style(rect(area.head()), view.theme.head(focused));
    let body = area.body();
    let mut cursor = Position::new(body.x, body.y);
    let lines = panel::lines(view.library, state);
    let shown = lines.iter().skip(state.panel_offset);
    for (row, line) in (0..body.height).zip(shown) {
        let inner = Area {
            x: body.x + 1,
            width: body.width.saturating_sub(1),
            ..body
        };
        put(view, buffer, inner, row, line);
        let at = state.panel_offset + usize::from(row);
        if focused && state.panel_mode == PanelMode::Waterfall && at == state.panel_cursor {
            let place = Rect::new(body.x, body.y + row, body.width, 1);
            select(view, buffer, place);
            let mark = state.settings.glyphs().cursor();
            put_text(buffer, body.x, body.y + row, mark, Style::new(), view);
            cursor = Position::new(body.x, body.y + row);
        }
    }
    cursor
}
