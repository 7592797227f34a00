//! Draws the map strip.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Modifier;

use super::canvas::{View, put_text};
use super::theme::Plane;
use crate::explorer::line::Role;
use crate::explorer::state::layout::Area;
use crate::explorer::state::map::{Block, Ground};
use crate::explorer::view::map;

/// Draws the rows of the map into their area.
pub fn draw(view: View<'_>, area: Area, buffer: &mut Buffer) {
    if area.height == 0 {
        return;
    }
    let rows = map::rows(view.library, view.state);
    let lit = map::lit(view.library, view.state);
    for (y, row) in (area.y..area.y + area.height).zip(rows.iter()) {
        for block in row {
            let is_lit = block.node.is_some_and(|node| lit.contains(&node));
            draw_block(view, block, (area.x, y), is_lit, buffer);
        }
    }
}

/// The row of the current node on a map of the whole screen: the innermost that is on it.
pub fn cursor_row(view: View<'_>, area: Area) -> u16 {
    let rows = map::rows(view.library, view.state);
    let lit = map::lit(view.library, view.state);
    let found = lit.iter().rev().find_map(|node| {
        rows.iter()
            .position(|row| row.iter().any(|block| block.node == Some(*node)))
    });
    let row = u16::try_from(found.unwrap_or(0)).unwrap_or(0);
    area.y + row.min(area.height.saturating_sub(1))
}

fn draw_block(view: View<'_>, block: &Block, (x, y): (u16, u16), lit: bool, buffer: &mut Buffer) {
    let column = |n: usize| u16::try_from(n).unwrap_or(u16::MAX);
    let (x, width) = (
        x.saturating_add(column(block.column)),
        column(block.columns),
    );
    let place = Rect::new(x, y, width, 1).intersection(*buffer.area());
    if place.is_empty() {
        return;
    }
    let has_planes = view.theme.has_planes();
    let (plane, role) = match block.ground {
        Ground::Stub => (Some(Plane::Stub), Role::Plain),
        Ground::Change(step) => (Some(Plane::Change(step)), change_role(step)),
        Ground::Caption => (None, Role::Dim),
    };
    let style = match plane {
        Some(plane) => view.theme.style(Role::Plain).patch(view.theme.plane(plane)),
        None => view.theme.style(role),
    };
    // Without grounds a bar of the change's colour stands behind what is not written on; that of
    // the legend as well.
    let is_block = matches!(block.ground, Ground::Change(_));
    let is_ascii = view.state.settings.ascii;
    let is_map = block.node.is_some();
    // Signs that are letters too have no colour there: in the legend they would say nothing.
    if is_block && !has_planes && (is_map || !is_ascii) {
        let sign = match (is_ascii, view.state.settings.ruler.ambiguous_wide) {
            (true, _) => "_",
            (false, true) => "⣀",
            (false, false) => "▁",
        };
        let bar = sign.repeat(block.columns.saturating_sub(1));
        put_text(
            buffer,
            x.saturating_add(1),
            y,
            &bar,
            view.theme.part(&bar, role),
            view,
        );
    }
    // The bar keeps its colour where the block has none.
    if !is_block || has_planes {
        buffer.set_style(place, style);
    }
    let edge = if is_ascii { "|" } else { "▏" };
    let text_at = if is_map { x.saturating_add(1) } else { x };
    if is_map && !view.state.settings.ruler.ambiguous_wide {
        // Siblings are parted by the paper, which shows through.
        let paper = view.theme.paper(style);
        buffer.set_string(x, y, edge, paper);
    }
    if lit {
        let inner = Rect::new(text_at, y, width.saturating_sub(1).max(1), 1);
        let inner = inner.intersection(*buffer.area());
        buffer.set_style(inner, view.theme.base().add_modifier(Modifier::REVERSED));
        let style = view
            .theme
            .base()
            .add_modifier(Modifier::REVERSED | Modifier::BOLD);
        put_text(buffer, text_at, y, &block.text, style, view);
        return;
    }
    // Letters do not take the colour of the bar that they stand on.
    let style = if is_block && !has_planes {
        view.theme.base().patch(style)
    } else {
        style
    };
    if is_block && !is_map && !has_planes {
        put_text(
            buffer,
            x.saturating_add(1),
            y,
            block.text.trim(),
            style,
            view,
        );
        return;
    }
    put_text(buffer, text_at, y, &block.text, style, view);
}

/// The role of a change where grounds have no colour.
const fn change_role(step: u8) -> Role {
    match step {
        0..=2 => Role::Fall,
        3 => Role::BaseBar,
        _ => Role::Bar,
    }
}
