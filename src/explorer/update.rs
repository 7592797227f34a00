//! What each action does to the state.

mod arrange;
pub mod arrivals;
mod copy;
mod counterparts;
mod dispatch;
mod export;
mod lists;
mod marking;
mod mouse;
mod moving;
mod narrowing;
mod opening;
pub mod pour;
pub mod rearrange;
mod refound;
pub mod reread;
mod search;
mod sheets;
mod toggles;

use crate::explorer::keys::command::{Action, Effect};
use crate::explorer::keys::key::{Code, Key};
use crate::explorer::keys::keymap::Context;
use crate::explorer::state::layout::Pane;
use crate::explorer::state::listing::ListKind;
use crate::explorer::state::map::MapShown;
use crate::explorer::state::{Overlay, PanelMode, State};
use crate::explorer::view::panel;
use crate::explorer::words;
use crate::lang::Text;
use crate::model::{Library, NodeId};

/// Most places kept in the history.
const LONGEST_HISTORY: usize = 200;

/// Changes the state by one action and returns what the terminal edge has to do.
pub fn update(library: &Library, state: &mut State, action: Action) -> Vec<Effect> {
    let before = state.current();
    let is_users = match &action {
        Action::Key(_) | Action::Do(_) | Action::Mouse(_) | Action::Paste(_) | Action::Go(_) => {
            true
        }
        // Somebody who has gone elsewhere by ear stays there.
        Action::TakeOver { place, .. } => before != Some(*place),
        _ => false,
    };
    if let Some(loading) = &mut state.loading {
        loading.is_untouched &= !is_users;
    }
    if let Some(narrowing) = &mut state.narrowing {
        narrowing.is_touched |= is_users;
    }
    let effects = match action {
        Action::Key(key) => on_key(library, state, key),
        Action::Do(command) => dispatch::perform(library, state, command),
        Action::Resize(columns, rows) => {
            state.size = (columns, rows);
            // Their texts are broken where the screen ends.
            let kind = state.listing().map(|listing| listing.kind);
            if matches!(
                kind,
                Some(ListKind::Help | ListKind::Palette | ListKind::Compare)
            ) {
                opening::refill(library, state);
            }
            Vec::new()
        }
        Action::Start(columns, rows) => {
            state.size = (columns, rows);
            let rows = state.left_rows();
            state.tree.open_as_fits(library, &state.figures, rows);
            Vec::new()
        }
        Action::Mouse(mouse) => mouse::on_mouse(library, state, mouse),
        Action::Paste(text) => {
            lists::typed(library, state, &text);
            Vec::new()
        }
        Action::Go(node) => {
            jump(library, state, node);
            Vec::new()
        }
        Action::TakeOver { place, marks } => {
            marking::take_over(library, state, place, &marks);
            Vec::new()
        }
        Action::Work => {
            let is_other = narrowing::work(library, state)
                || arrange::survey(library, state)
                || search::work(library, state);
            if is_other {
                opening::refill(library, state);
            }
            Vec::new()
        }
        Action::Measure(ruler) => {
            state.settings.ruler = ruler;
            Vec::new()
        }
        Action::Tell(text) => {
            state.message = Some(text);
            Vec::new()
        }
    };
    if state.current() != before {
        state.panel_offset = 0;
        // `settle` finds the first step of the new node.
        state.panel_cursor = 0;
        state.asked = None;
    }
    settle(library, state);
    effects
}

fn on_key(library: &Library, state: &mut State, key: Key) -> Vec<Effect> {
    state.message = None;
    let contexts = state.contexts();
    if let Some(command) = state.keys.lookup(contexts, key) {
        if state
            .hint
            .is_some_and(|hint| hint.followed(command).is_done())
        {
            state.hint = None;
        }
        state.hint = state.hint.map(|hint| hint.followed(command));
        return dispatch::perform(library, state, command);
    }
    match key.code {
        Code::Char(c) if !key.ctrl && contexts.contains(&Context::Field) => {
            lists::typed(library, state, c.encode_utf8(&mut [0; 4]));
        }
        _ if matches!(state.overlay, Overlay::Copying) => state.overlay = Overlay::None,
        _ => {}
    }
    Vec::new()
}

/// One step back; it never quits.
fn escape(library: &Library, state: &mut State) {
    if state.hint.take().is_some() || state.narrowing.take().is_some() {
        return;
    }
    if state.is_full_map() {
        state.map = MapShown::Strip;
    } else if state.focus == Pane::Right {
        state.focus = Pane::Left;
        // What has the keys is what is left: nobody looks at steps from the other pane.
        state.panel_mode = PanelMode::Overview;
    } else if state.panel_mode != PanelMode::Overview {
        state.panel_mode = PanelMode::Overview;
    } else if state.table.is_some() {
        state.table = None;
    } else if state.is_filtered() {
        arrange::clear_filter(library, state);
        say(state, words::FILTER_OFF);
    } else if !state.search.hits.is_empty() {
        search::forget_hits(state);
    }
}

fn say(state: &mut State, text: Text) {
    let text = text.get(state.settings.lang);
    state.message = Some(state.keys.filled(text));
}

/// Goes to a node and remembers the place left.
fn jump(library: &Library, state: &mut State, node: NodeId) {
    if let Some(here) = state.selected()
        && here != node
    {
        state.history.back.push(here);
        state.history.forward.clear();
        let over = state.history.back.len().saturating_sub(LONGEST_HISTORY);
        state.history.back.drain(..over);
    }
    go(library, state, node);
}

/// Goes to a node; a filter that hides it is taken off.
fn go(library: &Library, state: &mut State, node: NodeId) {
    if library.get(node).is_none() {
        return;
    }
    if let Some(table) = &mut state.table {
        if let Some(row) = table.rows.iter().position(|id| *id == node) {
            table.place.cursor = row;
            return;
        }
        state.table = None;
    }
    if !state.tree.reveal(library, &state.figures, node) {
        arrange::clear_filter(library, state);
        state.tree.reveal(library, &state.figures, node);
        say(state, words::FILTER_OFF);
    }
}

fn back(library: &Library, state: &mut State) {
    match (state.history.back.pop(), state.selected()) {
        (Some(node), here) => {
            state.history.forward.extend(here);
            go(library, state, node);
        }
        (None, _) => say(state, words::NO_BACK),
    }
}

fn forward(library: &Library, state: &mut State) {
    match (state.history.forward.pop(), state.selected()) {
        (Some(node), here) => {
            state.history.back.extend(here);
            go(library, state, node);
        }
        (None, _) => say(state, words::NO_FORWARD),
    }
}

/// How many rows of the table, or else of the tree, the screen shows; none while something else
/// stands there. What nobody sees is not scrolled, so that it is found as it was left.
fn rows_on_screen(state: &State) -> Option<usize> {
    let body = state.layout()?.left_body()?;
    let is_covered = state.searching().is_some();
    (!is_covered).then_some(usize::from(body.height))
}

/// The end of every change: keeps every cursor on the screen and the panel within its text.
pub(super) fn settle(library: &Library, state: &mut State) {
    state.changed();
    let rows = rows_on_screen(state);
    match (&mut state.table, rows) {
        (Some(table), Some(rows)) => table.scroll_to_cursor(rows),
        (None, Some(rows)) => state.tree.scroll_to_cursor(rows),
        (_, None) => {}
    }
    let rows = rows.unwrap_or(1);
    state.tree.order_shown(library, &state.figures, rows);
    let height = state.listing_area().map_or(1, |a| usize::from(a.height));
    if let Overlay::List(listing) = &mut state.overlay {
        let rows = listing.rows_for_entries(height);
        listing.scroll_to_cursor(rows);
    }
    if state.panel_mode == PanelMode::Waterfall {
        moving::settle_step(library, state);
    }
    if state.panel_offset > 0 {
        let lines = panel::lines(library, state).len();
        let last = lines.saturating_sub(state.panel_rows());
        state.panel_offset = state.panel_offset.min(last);
    }
}
