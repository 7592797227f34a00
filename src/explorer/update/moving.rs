//! Moving in the tree, the table and the panel; opening and closing.

use super::arrange;
use crate::explorer::keys::command::Command;
use crate::explorer::state::State;
use crate::explorer::state::layout::Pane;
use crate::model::{Library, NodeId};

/// Does the command if it is a move; false if it is none.
pub(super) fn perform(library: &Library, state: &mut State, command: Command) -> bool {
    if let Some(step) = vertical(state, command) {
        if state.focus == Pane::Right {
            scroll_panel(state, step);
        } else {
            move_cursor(state, step);
        }
        return true;
    }
    match command {
        Command::NextSibling => sibling(library, state, true),
        Command::PreviousSibling => sibling(library, state, false),
        Command::In => {
            step_in(library, state);
        }
        Command::Enter => enter(library, state),
        Command::Out => step_out(library, state),
        Command::Toggle => toggle(library, state),
        Command::Level(level) => {
            state.table = None;
            state.tree.open_to_level(library, &state.figures, level);
        }
        Command::OpenBelow | Command::CloseBelow => {
            if let Some(id) = state.tree.selected() {
                let open = command == Command::OpenBelow;
                state.tree.set_below(library, &state.figures, id, open);
            }
        }
        _ => return false,
    }
    true
}

/// How many rows a vertical move goes, or to which end.
#[derive(Clone, Copy)]
pub(super) enum Step {
    By(isize),
    First,
    Last,
}

/// The step of a vertical command in the pane that has the focus.
fn vertical(state: &State, command: Command) -> Option<Step> {
    let rows = match state.focus {
        Pane::Left => state.left_rows(),
        Pane::Right => state.panel_rows(),
    };
    step_of(command, rows)
}

/// The step of a vertical command where a page has that many rows.
pub(super) fn step_of(command: Command, rows: usize) -> Option<Step> {
    let page = isize::try_from(rows.saturating_sub(1).max(1)).unwrap_or(1);
    let half = isize::try_from((rows / 2).max(1)).unwrap_or(1);
    Some(match command {
        Command::Up => Step::By(-1),
        Command::Down => Step::By(1),
        Command::HalfUp => Step::By(-half),
        Command::HalfDown => Step::By(half),
        Command::PageUp => Step::By(-page),
        Command::PageDown => Step::By(page),
        Command::First => Step::First,
        Command::Last => Step::Last,
        _ => return None,
    })
}

/// Where a step leads among `len` rows.
pub(super) fn stepped(cursor: usize, len: usize, step: Step) -> usize {
    let last = len.saturating_sub(1);
    match step {
        Step::By(by) => cursor.saturating_add_signed(by).min(last),
        Step::First => 0,
        Step::Last => last,
    }
}

fn move_cursor(state: &mut State, step: Step) {
    match &mut state.table {
        Some(table) => table.cursor = stepped(table.cursor, table.rows.len(), step),
        None => {
            let row = stepped(state.tree.cursor(), state.tree.rows().len(), step);
            state.tree.set_cursor(row);
        }
    }
}

/// Scrolls the panel; the end is found when the state settles.
pub(super) fn scroll_panel(state: &mut State, step: Step) {
    state.panel_offset = match step {
        Step::By(by) => state.panel_offset.saturating_add_signed(by),
        Step::First => 0,
        Step::Last => usize::MAX / 2,
    };
}

fn sibling(library: &Library, state: &mut State, next: bool) {
    if state.table.is_some() {
        move_cursor(state, Step::By(if next { 1 } else { -1 }));
        return;
    }
    let Some(here) = state.tree.selected() else {
        return;
    };
    let parent = library.parent(here);
    let cursor = state.tree.cursor();
    let rows = state.tree.rows();
    let is_sibling = |id: &NodeId| library.parent(*id) == parent;
    // Siblings stand with only their own subtrees between them.
    let inside =
        |id: &NodeId| parent.is_none_or(|p| (p..library.node(p).end).contains(id) && *id != p);
    let found = if next {
        let after = rows.iter().enumerate().skip(cursor + 1);
        after
            .take_while(|(_, id)| inside(id))
            .find(|(_, id)| is_sibling(id))
    } else {
        let before = rows.iter().enumerate().take(cursor).rev();
        before
            .take_while(|(_, id)| inside(id))
            .find(|(_, id)| is_sibling(id))
    };
    if let Some((row, _)) = found {
        state.tree.set_cursor(row);
    }
}

/// Opens a closed node, steps into an open one; a leaf stays.
fn step_in(library: &Library, state: &mut State) -> bool {
    if state.focus == Pane::Right {
        return false;
    }
    if state.table.is_some() {
        state.focus = Pane::Right;
        return true;
    }
    let Some(id) = state.tree.selected() else {
        return false;
    };
    if !state.tree.can_open(library, id) {
        return false;
    }
    if !state.tree.open(library, &state.figures, id) {
        state.tree.set_cursor(state.tree.cursor() + 1);
    }
    true
}

fn enter(library: &Library, state: &mut State) {
    if state.table.is_some() && state.focus == Pane::Left {
        arrange::leave_table(library, state);
        return;
    }
    if state.focus == Pane::Left && !step_in(library, state) {
        state.focus = Pane::Right;
    }
}

fn step_out(library: &Library, state: &mut State) {
    if state.focus == Pane::Right {
        state.focus = Pane::Left;
        return;
    }
    if state.table.is_some() {
        return;
    }
    let Some(id) = state.tree.selected() else {
        return;
    };
    if state.tree.can_open(library, id) && state.tree.close(library, id) {
        return;
    }
    if let Some(row) = library.parent(id).and_then(|p| state.tree.row_of(p)) {
        state.tree.set_cursor(row);
    }
}

fn toggle(library: &Library, state: &mut State) {
    if state.table.is_some() {
        return;
    }
    if let Some(id) = state.tree.selected()
        && !state.tree.open(library, &state.figures, id)
    {
        state.tree.close(library, id);
    }
}
