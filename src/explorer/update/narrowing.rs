//! Narrowing to a query in a library of very many nodes: its lines are chosen in parts between key
//! presses. The tree stands meanwhile as it was, and the status line says what is under way.

use super::{arrange, search};
use crate::explorer::state::State;
use crate::explorer::state::finder::PORTION;
use crate::explorer::state::working::Narrowing;
use crate::model::Library;

/// Does another step; true where something else is in the list on top, false also where there is
/// nothing to do.
pub(super) fn work(library: &Library, state: &mut State) -> bool {
    let Some(narrowing) = state.narrowing.take() else {
        return false;
    };
    if narrowing.is_chosen {
        if !search::fetch_on(library, state, &narrowing.query, PORTION) {
            state.narrowing = Some(narrowing);
        }
        return false;
    }
    let rule = state.match_rule;
    if !state.finder.lines_on(library, &narrowing.query, rule) {
        state.narrowing = Some(narrowing);
        return false;
    }
    let query = narrowing.query.clone();
    let is_still_there = !narrowing.is_touched;
    if state.finder.lines(library, &query, rule).is_empty() && is_still_there {
        // The search says why, and what could be had instead.
        search::open(state);
        search::type_anew(library, state, &query);
        if !search::take_in(library, state, &query, narrowing.table) {
            arrange::narrow(library, state, query);
        }
        return false;
    }
    if !arrange::narrow(library, state, query) {
        return false;
    }
    if is_still_there {
        search::order_as_answered(library, state);
        search::go_to_lines(library, state, narrowing.table);
    }
    state.narrowing = Some(Narrowing {
        is_chosen: true,
        ..narrowing
    });
    false
}
