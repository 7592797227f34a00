//! What the mouse does, by the same layout that is drawn.

use super::moving::{Step, move_cursor, scroll_panel};
use super::{arrange, dispatch, jump, lists, rows_on_screen};
use crate::explorer::keys::command::{Effect, Mouse, MouseKind};
use crate::explorer::state::layout::{Area, Pane};
use crate::explorer::state::listing::ListKind;
use crate::explorer::state::{Overlay, State};
use crate::explorer::view::{columns, crumbs, map, pair, panel, rows, status, table, years};
use crate::model::Library;

/// Rows that one notch of the wheel scrolls.
const WHEEL_ROWS: isize = 3;

pub(super) fn on_mouse(library: &Library, state: &mut State, mouse: Mouse) -> Vec<Effect> {
    let Some(layout) = state.layout() else {
        return Vec::new();
    };
    let is_press = mouse.kind == MouseKind::Press;
    if is_press {
        // What was said before is not about what is done now.
        state.message = None;
    }
    if is_press && layout.status.contains(mouse.column, mouse.row) {
        return click_status(library, state, mouse.column);
    }
    // As any key but one of its own does.
    if matches!(state.overlay, Overlay::Copying) {
        state.overlay = Overlay::None;
    }
    if let Some(area) = state.listing_area() {
        let in_list = area.contains(mouse.column, mouse.row);
        let is_search = state.searching().is_some();
        // What can be seen beside a list leads where it leads without it.
        let above = [layout.map, layout.breadcrumb];
        let is_above = above.iter().any(|a| a.contains(mouse.column, mouse.row));
        if is_press && is_above && !in_list && !is_search {
            state.overlay = Overlay::None;
        } else if in_list || !is_search {
            return on_list(library, state, mouse, area);
        }
    }
    let step = match mouse.kind {
        MouseKind::WheelUp => Some(-WHEEL_ROWS),
        MouseKind::WheelDown => Some(WHEEL_ROWS),
        MouseKind::Press => None,
    };
    let hits = |area: Option<Area>| area.filter(|a| a.contains(mouse.column, mouse.row));
    if let Some(by) = step {
        // The strips are of the rows beside them: they go with them.
        let strips = [layout.left, layout.chart, layout.detail, Some(layout.map)];
        if hits(layout.right).is_some() {
            scroll_panel(state, Step::By(by));
        } else if strips.into_iter().any(|area| hits(area).is_some()) {
            scroll_left(state, by);
        }
        return Vec::new();
    }
    if layout.breadcrumb.contains(mouse.column, mouse.row) {
        click_breadcrumb(library, state, mouse.column);
    } else if layout.map.contains(mouse.column, mouse.row) {
        let place = (
            usize::from(mouse.column),
            usize::from(mouse.row - layout.map.y),
        );
        if let Some(word) = map::key_at(library, state, place) {
            return perform_word(library, state, word);
        }
        if let Some(node) = map::node_at(library, state, place.0, place.1) {
            jump(library, state, node);
        }
    } else if let Some(area) = hits(layout.left) {
        state.focus = Pane::Left;
        click_left(library, state, mouse, area);
    } else if let Some(area) = hits(layout.right) {
        state.focus = Pane::Right;
        click_panel(library, state, mouse, area);
    }
    Vec::new()
}

/// Scrolls the rows; the cursor is taken along at the edge, and alone where they are not seen.
fn scroll_left(state: &mut State, by: isize) {
    let Some(height) = rows_on_screen(state) else {
        return move_cursor(state, Step::By(by));
    };
    if let Some(table) = &mut state.table {
        table.place.scroll(by, height, table.rows.len());
    } else {
        let len = state.tree.rows().len();
        state.tree.place.scroll(by, height, len);
    }
}

fn click_breadcrumb(library: &Library, state: &mut State, column: u16) {
    let columns = usize::from(state.size.0);
    let column = usize::from(column);
    let ruler = state.settings.ruler;
    let clicked = crumbs::breadcrumb(library, state, columns)
        .into_iter()
        .find(|crumb| (crumb.column..crumb.column + ruler.width(&crumb.text)).contains(&column));
    if let Some(crumb) = clicked {
        state.overlay = Overlay::None;
        jump(library, state, crumb.node);
    }
}

/// Does what the hint under the pointer says.
fn click_status(library: &Library, state: &mut State, column: u16) -> Vec<Effect> {
    let columns = usize::from(state.size.0);
    let word = status::hint_at(library, state, columns, usize::from(column));
    state.message = None;
    word.map_or_else(Vec::new, |word| perform_word(library, state, word))
}

/// Does what the action of that word does.
fn perform_word(library: &Library, state: &mut State, word: &str) -> Vec<Effect> {
    let mut rows = state.keys.rows().iter();
    let row = rows.find(|row| row.binding.word == word);
    match row.map(|row| row.binding.command) {
        Some(command) => dispatch::perform(library, state, command),
        None => Vec::new(),
    }
}

/// Puts the rows in the order of the column whose head was clicked.
fn click_head(library: &Library, state: &mut State, column: u16, area: Area) {
    let columns = usize::from(area.width);
    let settings = &state.settings;
    let head = match &state.table {
        Some(_) => table::head(library, state, columns),
        None => rows::head(library, state, columns),
    };
    let column = usize::from(column.saturating_sub(area.x));
    let part = head.part_at(column, settings.ruler);
    let (figure, sort) = years::dated_figure(library, state, state.current());
    let sort = part.and_then(|part| columns::sort_of(part, (&figure, sort), settings.lang));
    if let Some(sort) = sort {
        arrange::order_by(library, state, sort);
    }
}

fn click_left(library: &Library, state: &mut State, mouse: Mouse, area: Area) {
    let body = state.layout().and_then(|layout| layout.left_body());
    let body = body.unwrap_or(area);
    if mouse.row < body.y {
        return click_head(library, state, mouse.column, area);
    }
    let Some(row) = mouse.row.checked_sub(body.y).map(usize::from) else {
        return;
    };
    if let Some(table) = &mut state.table {
        let at = table.place.offset + row;
        if at < table.rows.len() {
            table.place.cursor = at;
        }
        return;
    }
    let at = state.tree.place.offset + row;
    let Some(id) = state.tree.rows().get(at).copied() else {
        return;
    };
    state.tree.set_cursor(at);
    let marker = rows::marker_column(library, id, usize::from(area.width));
    let column = usize::from(mouse.column - area.x);
    if (marker..marker + 2).contains(&column) && !state.tree.open(library, &state.figures, id) {
        state.tree.close(library, id);
    }
}

fn click_panel(library: &Library, state: &mut State, mouse: Mouse, area: Area) {
    let Some(row) = mouse.row.checked_sub(area.body().y).map(usize::from) else {
        return;
    };
    let lines = panel::lines(library, state);
    // One column of air on the left.
    let column = usize::from(mouse.column.saturating_sub(area.x + 1));
    let line = lines.get(state.panel_offset + row);
    let target = line.and_then(|line| line.target_at(column));
    if let Some(node) = target {
        state.focus = Pane::Left;
        state.overlay = Overlay::None;
        jump(library, state, node);
    }
}

fn on_list(library: &Library, state: &mut State, mouse: Mouse, area: Area) -> Vec<Effect> {
    let inside = area.contains(mouse.column, mouse.row);
    let Overlay::List(listing) = &mut state.overlay else {
        return Vec::new();
    };
    match mouse.kind {
        MouseKind::WheelUp => listing.step(-WHEEL_ROWS),
        MouseKind::WheelDown => listing.step(WHEEL_ROWS),
        // A click beside a list closes it.
        MouseKind::Press if !inside => state.overlay = Overlay::None,
        MouseKind::Press => {
            let above = area.y + u16::try_from(listing.rows_above()).unwrap_or(u16::MAX);
            let Some(row) = mouse.row.checked_sub(above).map(usize::from) else {
                return Vec::new();
            };
            let Some(at) = listing.row_meant(listing.place.offset + row) else {
                return Vec::new();
            };
            listing.place.cursor = at;
            if matches!(listing.kind, ListKind::Pair(..)) {
                listing.on_right = mouse.column >= pair::right_side(area.width);
            }
            let is_help = listing.kind == ListKind::Help;
            if !lists::pick(library, state) && !is_help {
                return dispatch::accept(library, state);
            }
        }
    }
    Vec::new()
}
