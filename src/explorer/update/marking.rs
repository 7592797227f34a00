//! Marks and notes: setting, noting, taking off, and undoing each of these.

use super::{jump, opening, say};
use crate::explorer::keys::command::Effect;
use crate::explorer::state::listing::Target;
use crate::explorer::state::{Overlay, State};
use crate::explorer::words;
use crate::marks::Mark;
use crate::model::{Library, NodeId};

/// Most changes that can be undone.
const MOST_CHANGES: usize = 100;

/// Sets a mark or takes it off; one with a note only when asked for twice.
pub(super) fn toggle(library: &Library, state: &mut State) -> Vec<Effect> {
    let Some(node) = state.current() else {
        return Vec::new();
    };
    let asked = state.asked.take() == Some(node);
    let Some(mark) = state.marks.iter().find(|mark| mark.node == node) else {
        remember(state);
        state.marks.push(Mark::new(library, node));
        say(state, words::MARKED);
        return vec![Effect::Save];
    };
    let noted = !mark.note.is_empty();
    if noted && !asked {
        state.asked = Some(node);
        say(state, words::NOTED);
        return Vec::new();
    }
    remember(state);
    state.marks.retain(|mark| mark.node != node);
    say_taken_off(state, noted);
    vec![Effect::Save]
}

fn say_taken_off(state: &mut State, noted: bool) {
    say(
        state,
        if noted {
            words::UNMARKED_NOTED
        } else {
            words::UNMARKED
        },
    );
}

/// Writes the note of a mark.
pub(super) fn write_note(state: &mut State, node: NodeId, note: String) -> Vec<Effect> {
    let mark = state.marks.iter().position(|mark| mark.node == node);
    let Some(at) = mark.filter(|at| state.marks.get(*at).is_some_and(|m| m.note != note)) else {
        return Vec::new();
    };
    remember(state);
    if let Some(mark) = state.marks.get_mut(at) {
        mark.note = note;
    }
    vec![Effect::Save]
}

/// Takes off the mark under the cursor of the list.
pub(super) fn delete(library: &Library, state: &mut State) -> Vec<Effect> {
    let target = state.listing().and_then(|list| list.entry());
    let noted = match target.map(|entry| entry.target) {
        Some(Target::Node(node)) => {
            let Some(at) = state.marks.iter().position(|mark| mark.node == node) else {
                return Vec::new();
            };
            remember(state);
            !state.marks.remove(at).note.is_empty()
        }
        Some(Target::Lost(at)) if at < state.lost.len() => {
            remember(state);
            !state.lost.remove(at).note.is_empty()
        }
        _ => return Vec::new(),
    };
    say_taken_off(state, noted);
    if state.marks.is_empty() && state.lost.is_empty() {
        state.overlay = Overlay::None;
    } else {
        opening::refill(library, state);
    }
    vec![Effect::Save]
}

/// Marks and notes as they were before the last change.
pub(super) fn undo(state: &mut State) -> Vec<Effect> {
    let Some((marks, lost)) = state.marks_before.pop() else {
        say(state, words::NO_UNDO);
        return Vec::new();
    };
    (state.marks, state.lost) = (marks, lost);
    state.asked = None;
    say(state, words::MARKS_UNDONE);
    vec![Effect::Save]
}

/// The same while the marks are listed.
pub(super) fn undo_in_list(library: &Library, state: &mut State) -> Vec<Effect> {
    let effects = undo(state);
    if state.marks.is_empty() && state.lost.is_empty() {
        state.overlay = Overlay::None;
    } else {
        opening::refill(library, state);
    }
    effects
}

/// Shows what another front end did: marks that it took away go, those that stay keep their
/// notes, one that it took off and set again has its note again, and the place that it left is a
/// jump away from the one it came from.
pub(super) fn take_over(library: &Library, state: &mut State, place: NodeId, marks: &[NodeId]) {
    let same = state.marks.iter().map(|mark| &mark.node).eq(marks);
    if !same {
        remember(state);
        let mark_of = |node: NodeId| {
            let earlier = state.marks_before.iter().rev();
            let known = earlier.flat_map(|(marks, _)| marks);
            let mark = known.into_iter().find(|mark| mark.node == node);
            mark.cloned().unwrap_or_else(|| Mark::new(library, node))
        };
        state.marks = marks.iter().map(|node| mark_of(*node)).collect();
    }
    if state.selected() != Some(place) {
        jump(library, state, place);
    }
}

/// Keeps the marks as they are now, for [`undo`], before they are changed.
fn remember(state: &mut State) {
    if state.marks_before.len() >= MOST_CHANGES {
        state.marks_before.remove(0);
    }
    let now = (state.marks.clone(), state.lost.clone());
    state.marks_before.push(now);
}
