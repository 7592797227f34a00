//! Opening lists over the panes, and filling them anew.

use super::say;
use crate::explorer::line::Line;
use crate::explorer::state::facets::MANY;
use crate::explorer::state::list_cursor::ListCursor;
use crate::explorer::state::listing::{Entry, ListKind, Listing, Rest};
use crate::explorer::state::{Overlay, State};
use crate::explorer::view::{compare, dots, entries, findings, pair, questions, why};
use crate::explorer::words;
use crate::model::{Library, NodeId};

/// Opens a list about the current node.
pub(super) fn open_here(
    library: &Library,
    state: &mut State,
    kind: impl FnOnce(NodeId) -> ListKind,
) {
    if let Some(here) = state.current() {
        open(library, state, kind(here));
    }
}

/// Opens the list of marks, if there is any.
pub(super) fn open_marks(library: &Library, state: &mut State) {
    if state.current().is_some() && state.marks.is_empty() && state.lost.is_empty() {
        return say(state, words::NO_MARKS);
    }
    open(library, state, ListKind::Marks);
}

/// Opens what changed between the two documents, if two are compared; else the two years of the
/// one that the cursor is in.
pub(super) fn open_comparison(library: &Library, state: &mut State) {
    let Some(here) = state.current() else { return };
    if state.comparison.is_some() {
        return open(library, state, ListKind::Compare);
    }
    open(
        library,
        state,
        ListKind::Years(library.document_of(here).root),
    );
}

/// Takes the current node as the first of two, or sets it beside the first.
pub(super) fn pair(library: &Library, state: &mut State) {
    let Some(here) = state.current() else { return };
    match state.paired.take() {
        None => {
            state.paired = Some(here);
            say(state, words::PAIR_FIRST);
        }
        Some(first) if first == here => say(state, words::PAIR_NONE),
        Some(first) => open(library, state, ListKind::Pair(first, here)),
    }
}

/// Opens a list; nothing where no node is selected.
pub(super) fn open(library: &Library, state: &mut State, kind: ListKind) {
    if state.current().is_none() {
        return;
    }
    if kind == ListKind::Filter && library.len() > MANY {
        state.facets_of_lines.get_or_insert_default();
    }
    let mut listing = Listing::new(kind);
    listing.head = head(library, state, kind);
    (listing.entries, listing.rest) = made(library, state, kind, "");
    match kind {
        ListKind::Places(_) if listing.entries.is_empty() => {
            return say(state, words::NOWHERE_ELSE);
        }
        ListKind::Years(_) if listing.entries.is_empty() => {
            return say(state, words::NO_COMPARISON);
        }
        ListKind::Findings if listing.entries.is_empty() => return say(state, words::NO_FINDINGS),
        _ => {}
    }
    listing.land(true);
    state.overlay = Overlay::List(Box::new(listing));
}

/// What stands above the entries of a list and does not scroll.
pub(super) fn head(library: &Library, state: &State, kind: ListKind) -> Vec<Line> {
    match (kind, &state.comparison) {
        (ListKind::Question(question), _) => questions::head(state, question),
        (ListKind::Why(id), _) => why::head(library, state, id),
        (ListKind::Pair(left, right), _) => pair::head(library, state, (left, right)),
        (ListKind::Years(root), _) => dots::head(library, state, root),
        (ListKind::Findings, _) => findings::head(library, state),
        (ListKind::Compare, Some(comparison)) => compare::head(library, state, comparison),
        _ => Vec::new(),
    }
}

/// Fills the list on top for what is typed.
pub(super) fn fill(library: &Library, state: &mut State, kind: ListKind, typed: &str) {
    let made = made(library, state, kind, typed);
    if let Overlay::List(listing) = &mut state.overlay {
        (listing.entries, listing.rest) = made;
    }
}

/// The entries of a list; of a long one the first, and what is to follow.
fn made(library: &Library, state: &State, kind: ListKind, typed: &str) -> (Vec<Entry>, Rest) {
    if kind != ListKind::Findings {
        let entries = entries::entries(library, state, kind, typed);
        return (entries, Rest::default());
    }
    let mut rest = findings::order(library);
    let first = findings::part(library, state, &mut rest);
    (first, rest)
}

/// Lists some more of a long list; false where nothing is left.
pub(super) fn list_on(library: &Library, state: &mut State) -> bool {
    if !state.is_listing() {
        return false;
    }
    let Overlay::List(listing) = &mut state.overlay else {
        return false;
    };
    let mut rest = std::mem::take(&mut listing.rest);
    let more = findings::part(library, state, &mut rest);
    if let Overlay::List(listing) = &mut state.overlay {
        listing.entries.extend(more);
        listing.rest = rest;
    }
    true
}

/// Fills the list anew and keeps the cursor's row.
pub(super) fn refill(library: &Library, state: &mut State) {
    let Some((kind, typed)) = state.listing().map(|l| (l.kind, l.typed().to_owned())) else {
        return;
    };
    fill(library, state, kind, &typed);
    if let Overlay::List(listing) = &mut state.overlay {
        listing.step(0);
    }
}

/// Fills the list on top for what its field holds now, from its first row on.
pub(super) fn fill_from_top(library: &Library, state: &mut State) {
    let Some((kind, typed)) = state.listing().map(|l| (l.kind, l.typed().to_owned())) else {
        return;
    };
    fill(library, state, kind, &typed);
    if let Overlay::List(listing) = &mut state.overlay {
        listing.place = ListCursor::default();
        listing.land(true);
    }
}
