//! What happens inside a list or its field.

use super::moving::Stride;
use super::{arrange, export, jump, marking, opening, say, search};
use crate::explorer::keys::command::{Command, Effect};
use crate::explorer::keys::input::Input;
use crate::explorer::state::layout::Pane;
use crate::explorer::state::listing::{ListKind, Listing, Target};
use crate::explorer::state::{Overlay, State};
use crate::explorer::words;
use crate::model::Library;

/// Fills the list on top from documents that were read anew; what is typed stays.
pub(super) fn anew(library: &Library, state: &mut State) {
    let Some((kind, typed)) = state.listing().map(|l| (l.kind, l.typed().to_owned())) else {
        return;
    };
    if kind == ListKind::Search {
        search::run(library, state, &typed);
    }
    let lines = opening::head(library, state, kind);
    if let Overlay::List(listing) = &mut state.overlay
        && !listing.is_field_only()
    {
        listing.head = lines;
    }
    opening::refill(library, state);
}

/// Moves the cursor of the list up or down.
pub(super) fn stride(library: &Library, state: &mut State, stride: Stride) {
    let rows = {
        let height = state.listing_area().map_or(10, |a| usize::from(a.height));
        state.listing().map_or(1, |l| l.rows_for_entries(height))
    };
    let Overlay::List(listing) = &mut state.overlay else {
        return;
    };
    // Above the first result stand the earlier queries, as in a shell.
    let is_first = listing.count(listing.place.cursor) == 0;
    if stride == Stride::Rows(-1) && listing.kind == ListKind::Search && is_first {
        return older_query(library, state);
    }
    let before = listing.place.cursor;
    stride
        .step(rows)
        .take(&mut listing.place, listing.entries.len());
    listing.land(listing.place.cursor >= before);
    let at_end =
        listing.kind == ListKind::Search && listing.place.cursor + rows >= listing.entries.len();
    if at_end && search::fetch_more(library, state) {
        opening::refill(library, state);
    }
}

/// Closes the list; a search gives way to the one before it.
pub(super) fn close(state: &mut State) {
    match state.listing().map(|l| l.kind) {
        Some(ListKind::Search) => search::cancel(state),
        _ => state.overlay = Overlay::None,
    }
}

/// Text typed or pasted into the field; without a field it means nothing.
pub(super) fn typed(library: &Library, state: &mut State, text: &str) {
    if let Overlay::List(listing) = &mut state.overlay
        && let Some(field) = &mut listing.field
    {
        field.insert(text);
        refresh(library, state);
    }
}

/// The field of the list on top, if it has one.
const fn field(state: &mut State) -> Option<&mut Input> {
    match &mut state.overlay {
        Overlay::List(listing) => listing.field.as_mut(),
        Overlay::None | Overlay::Copying => None,
    }
}

/// Moves the caret of the field.
pub(super) fn move_caret(state: &mut State, by: impl FnOnce(&mut Input)) {
    if let Some(field) = field(state) {
        by(field);
    }
}

/// Changes what the field holds.
pub(super) fn edit_field(library: &Library, state: &mut State, change: impl FnOnce(&mut Input)) {
    if let Some(field) = field(state) {
        change(field);
        refresh(library, state);
    }
}

/// Deletes the character before the caret. Backspace in an empty field leaves it, as in less and
/// vi.
pub(super) fn erase(library: &Library, state: &mut State) {
    let Some(field) = field(state) else { return };
    if !field.backspace() && field.text().is_empty() {
        return close(state);
    }
    refresh(library, state);
}

/// Fills the list anew for what the field holds now.
fn refresh(library: &Library, state: &mut State) {
    let Some((kind, typed)) = state.listing().map(|l| (l.kind, l.typed().to_owned())) else {
        return;
    };
    if kind == ListKind::Search {
        search::run(library, state, &typed);
    }
    opening::fill_from_top(library, state);
}

/// What choosing a row leads to.
pub(super) enum Accepted {
    /// It is done, but for what the terminal edge has to do.
    Done(Vec<Effect>),
    /// To a command of the palette.
    Perform(Command),
}

/// Takes the row under the cursor, or what the field holds.
pub(super) fn accept(library: &Library, state: &mut State) -> Accepted {
    let Some(listing) = state.listing() else {
        return Accepted::Done(Vec::new());
    };
    let (kind, node) = (listing.kind, listing.node());
    let target = listing.target();
    match kind {
        ListKind::Search => {
            search::accept(library, state, node);
            return Accepted::Done(Vec::new());
        }
        ListKind::Note(id) => {
            let note = listing.typed().trim().to_owned();
            let effects = marking::write_note(state, id, note);
            state.overlay = Overlay::None;
            opening::open_marks(library, state);
            return Accepted::Done(effects);
        }
        ListKind::Filter => {
            state.overlay = Overlay::None;
            return Accepted::Done(Vec::new());
        }
        ListKind::Export => return Accepted::Done(export::accept_lines(library, state)),
        ListKind::Report => return Accepted::Done(export::accept_marks(library, state)),
        ListKind::Card(node) => return Accepted::Done(export::accept_card(state, node)),
        ListKind::Help
        | ListKind::Palette
        | ListKind::Marks
        | ListKind::Why(_)
        | ListKind::Places(_)
        | ListKind::Compare
        | ListKind::Findings
        | ListKind::Question(_)
        | ListKind::Years(_)
        | ListKind::Pair(..) => {}
    }
    match target {
        Target::Node(id) => {
            state.overlay = Overlay::None;
            state.focus = Pane::Left;
            jump(library, state, id);
        }
        Target::Line { document, line } => {
            state.overlay = Overlay::None;
            state.focus = Pane::Left;
            if let Some(id) = library.node_at_line(document, line) {
                jump(library, state, id);
            }
        }
        Target::Command(command) => {
            state.overlay = Overlay::None;
            return Accepted::Perform(command);
        }
        Target::Question(question) => {
            state.overlay = Overlay::None;
            opening::open(library, state, ListKind::Question(question));
        }
        Target::None if kind == ListKind::Palette => say(state, words::NO_ADDRESS),
        Target::None | Target::Facet(_) | Target::OnlyHits | Target::TakenOut(_) => {}
        Target::Lost(_) => say(state, words::LOST_KEPT),
    }
    Accepted::Done(Vec::new())
}

/// Opens the source at the line of the finding under the cursor.
pub(super) fn edit(library: &Library, state: &State) -> Vec<Effect> {
    let target = state.listing().and_then(|l| l.entry()).map(|e| e.target);
    let Some(Target::Line { document, line }) = target else {
        return Vec::new();
    };
    let source = library.documents().get(document).map(|d| &d.meta.source);
    source
        .map(|source| Effect::OpenEditor {
            source: source.clone(),
            line,
        })
        .into_iter()
        .collect()
}

/// Switches what the row under the cursor switches; false where it is no switch.
pub(super) fn pick(library: &Library, state: &mut State) -> bool {
    let target = state.listing().and_then(|l| l.entry()).map(|e| e.target);
    match target {
        Some(Target::Facet(facet)) => arrange::toggle_facet(library, state, facet),
        Some(Target::TakenOut(node)) => arrange::toggle_out(library, state, node),
        Some(Target::OnlyHits) => arrange::toggle_only_hits(library, state),
        _ => return false,
    }
    opening::refill(library, state);
    true
}

pub(super) fn note(state: &mut State) {
    let Some(node) = state.listing().and_then(Listing::node) else {
        return;
    };
    let old = state.marks.iter().find(|m| m.node == node);
    let mut listing = Listing::new(ListKind::Note(node));
    if let (Some(field), Some(mark)) = (&mut listing.field, old) {
        field.insert(&mark.note);
    }
    state.overlay = Overlay::List(Box::new(listing));
}

/// The cursor goes to the other side of rows that have two.
pub(super) fn other_side(state: &mut State) {
    if let Overlay::List(listing) = &mut state.overlay
        && matches!(listing.kind, ListKind::Pair(..))
    {
        listing.on_right = !listing.on_right;
    }
}

/// Puts an earlier query into the search field, the newest first.
pub(super) fn older_query(library: &Library, state: &mut State) {
    let Overlay::List(listing) = &mut state.overlay else {
        return;
    };
    if listing.kind != ListKind::Search {
        return;
    }
    let past = &state.search.past;
    let older = listing.older;
    let Some(query) = past.len().checked_sub(older + 1).and_then(|i| past.get(i)) else {
        listing.older = 0;
        return say(state, words::QUERIES);
    };
    listing.older += 1;
    let query = query.clone();
    search::type_anew(library, state, &query);
}
