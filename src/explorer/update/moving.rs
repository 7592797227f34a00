//! Moving in the tree, the table and the panel; opening and closing.

use super::{arrange, jump, opening, say};
use crate::explorer::state::layout::Pane;
use crate::explorer::state::list_cursor::ListCursor;
use crate::explorer::state::listing::ListKind;
use crate::explorer::state::map::MapShown;
use crate::explorer::state::{PanelMode, State};
use crate::explorer::view::panel;
use crate::explorer::words;
use crate::model::{Library, NodeId};

/// How far a vertical command goes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Stride {
    /// That many rows, up if negative.
    Rows(isize),
    /// That many half pages.
    Halves(isize),
    /// That many pages.
    Pages(isize),
    /// To the first row.
    First,
    /// To the last row.
    Last,
}

impl Stride {
    /// The step that it is where a page has that many rows.
    pub(super) fn step(self, rows: usize) -> Step {
        let page = isize::try_from(rows.saturating_sub(1).max(1)).unwrap_or(1);
        let half = isize::try_from((rows / 2).max(1)).unwrap_or(1);
        match self {
            Self::Rows(by) => Step::By(by),
            Self::Halves(by) => Step::By(by.saturating_mul(half)),
            Self::Pages(by) => Step::By(by.saturating_mul(page)),
            Self::First => Step::First,
            Self::Last => Step::Last,
        }
    }
}

/// How many rows a vertical move goes, or to which end.
#[derive(Clone, Copy)]
pub(super) enum Step {
    By(isize),
    First,
    Last,
}

impl Step {
    /// Moves the cursor among `len` rows.
    pub(super) fn take(self, place: &mut ListCursor, len: usize) {
        match self {
            Self::By(by) => place.step(by, len),
            Self::First => place.go_to(0, len),
            Self::Last => place.go_to(usize::MAX, len),
        }
    }
}

/// Moves up or down in the pane that has the focus.
pub(super) fn stride(library: &Library, state: &mut State, stride: Stride) {
    match state.focus {
        _ if state.is_full_map() => {
            let rows = state.layout().map_or(1, |layout| layout.map.height);
            move_cursor(state, stride.step(usize::from(rows)));
        }
        Pane::Left => move_cursor(state, stride.step(state.left_rows())),
        Pane::Right if state.panel_mode == PanelMode::Waterfall => {
            move_step(library, state, stride.step(state.panel_rows()));
        }
        Pane::Right => scroll_panel(state, stride.step(state.panel_rows())),
    }
}

/// Opens the tree down to that level, in the table's place if need be.
pub(super) fn open_to_level(library: &Library, state: &mut State, level: u8) {
    state.table = None;
    state.tree.open_to_level(library, &state.figures, level);
}

/// Opens or closes everything below the selected node.
pub(super) fn set_below(library: &Library, state: &mut State, open: bool) {
    if let Some(id) = state.tree.selected() {
        state.tree.set_below(library, &state.figures, id, open);
    }
}

/// Moves the cursor of the table or the tree.
pub(super) fn move_cursor(state: &mut State, step: Step) {
    match &mut state.table {
        Some(table) => step.take(&mut table.place, table.rows.len()),
        None => {
            let len = state.tree.rows().len();
            step.take(&mut state.tree.place, len);
        }
    }
}

/// Moves among the steps of the waterfall.
fn move_step(library: &Library, state: &mut State, step: Step) {
    let steps = steps(library, state);
    let at = steps.iter().position(|row| *row >= state.panel_cursor);
    let mut place = ListCursor {
        cursor: at.unwrap_or(0),
        offset: 0,
    };
    step.take(&mut place, steps.len());
    if steps.is_empty() {
        return scroll_panel(state, step);
    }
    stand_on(state, &steps, place.cursor);
}

/// The rows of the panel that the cursor may be on: those that lead to a node.
fn steps(library: &Library, state: &State) -> Vec<usize> {
    let lines = panel::lines(library, state);
    let steps = lines.iter().enumerate();
    let steps = steps.filter(|(_, line)| line.target.is_some());
    steps.map(|(row, _)| row).collect()
}

/// Puts the cursor on a step where it is on none: the lines are others after another node, width
/// or filter.
pub(super) fn settle_step(library: &Library, state: &mut State) {
    let steps = steps(library, state);
    if steps.contains(&state.panel_cursor) {
        return;
    }
    let after = steps.iter().position(|row| *row >= state.panel_cursor);
    stand_on(
        state,
        &steps,
        after.unwrap_or(steps.len().saturating_sub(1)),
    );
}

/// Puts the cursor on one of the steps and scrolls the panel so that it is seen.
fn stand_on(state: &mut State, steps: &[usize], at: usize) {
    let Some(row) = steps.get(at).copied() else {
        return;
    };
    state.panel_cursor = row;
    let height = state.panel_rows();
    // What stands above the first step and below the last is seen with it.
    state.panel_offset = match () {
        () if at == 0 => 0,
        () if at + 1 == steps.len() => usize::MAX / 2,
        () => state
            .panel_offset
            .min(row)
            .max((row + 1).saturating_sub(height)),
    };
}

/// Goes to the line of the step under the cursor.
fn take_step(library: &Library, state: &mut State) {
    let lines = panel::lines(library, state);
    let target = lines.get(state.panel_cursor).and_then(|line| line.target);
    if let Some(node) = target {
        state.focus = Pane::Left;
        state.panel_mode = PanelMode::Overview;
        jump(library, state, node);
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

pub(super) fn sibling(library: &Library, state: &mut State, next: bool) {
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
pub(super) fn step_in(library: &Library, state: &mut State) -> bool {
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

pub(super) fn enter(library: &Library, state: &mut State) {
    if state.is_full_map() {
        state.map = MapShown::Strip;
        return;
    }
    if state.focus == Pane::Right && state.panel_mode == PanelMode::Waterfall {
        take_step(library, state);
        return;
    }
    if state.table.is_some() && state.focus == Pane::Left {
        arrange::leave_table(library, state);
        return;
    }
    if state.focus == Pane::Left && !step_in(library, state) {
        state.focus = Pane::Right;
    }
}

pub(super) fn step_out(library: &Library, state: &mut State) {
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

pub(super) fn toggle(library: &Library, state: &mut State) {
    if state.table.is_some() {
        return;
    }
    if let Some(id) = state.tree.selected()
        && !state.tree.open(library, &state.figures, id)
    {
        state.tree.close(library, id);
    }
}

/// Goes to the original of a relisted line, or to its relisting; several are listed.
pub(super) fn follow(library: &Library, state: &mut State) {
    let Some(here) = state.current() else { return };
    // A relisted measure leads where its first relisted line leads.
    let line = library
        .budget_lines(here)
        .find(|id| library.budget(*id).is_some_and(|b| b.original.is_some()))
        .unwrap_or(here);
    if let Some(original) = library.budget(line).and_then(|b| b.original) {
        let kind = library.node(here).kind;
        let target = library.enclosing(original, kind).unwrap_or(original);
        // Of a node that holds both, all places are listed.
        if target == here {
            return opening::open_here(library, state, ListKind::Places);
        }
        return jump(library, state, target);
    }
    // An original measure leads to the measure that lists its lines again, a line to its line.
    let kind = library.node(here).kind;
    let mut targets: Vec<NodeId> = library
        .budget_lines(here)
        .flat_map(|line| library.relistings(line))
        .map(|again| library.enclosing(*again, kind).unwrap_or(*again))
        .collect();
    targets.sort_unstable();
    targets.dedup();
    match targets.as_slice() {
        [] => say(state, words::NOT_RELISTED),
        [only] if *only != here => jump(library, state, *only),
        _ => opening::open_here(library, state, ListKind::Places),
    }
}
