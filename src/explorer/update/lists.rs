//! What happens inside a list or its field.

use super::moving::Stride;
use super::{arrange, dispatch, export, jump, marking, say, search};
use crate::explorer::keys::command::{Command, Effect};
use crate::explorer::keys::input::Input;
use crate::explorer::line::Line;
use crate::explorer::state::layout::Pane;
use crate::explorer::state::list_cursor::ListCursor;
use crate::explorer::state::listing::{ListKind, Listing, Target};
use crate::explorer::state::{Overlay, State};
use crate::explorer::view::{compare, entries, pair, questions, why};
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

/// Opens what changed between the two documents, if two are compared.
pub(super) fn open_comparison(library: &Library, state: &mut State) {
    if state.current().is_some() && state.comparison.is_none() {
        return say(state, words::NO_COMPARISON);
    }
    open(library, state, ListKind::Compare);
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

/// Asks for the name of a file, if there is anything to write.
pub(super) fn open_export(library: &Library, state: &mut State, command: Command) {
    if state.current().is_some() {
        export::open(library, state, command);
    }
}

/// Opens a list; nothing where no node is selected.
pub(super) fn open(library: &Library, state: &mut State, kind: ListKind) {
    if state.current().is_none() {
        return;
    }
    let mut listing = Listing::new(kind);
    listing.head = head(library, state, kind);
    listing.entries = entries::entries(library, state, kind, "");
    match kind {
        ListKind::Places(_) if listing.entries.is_empty() => {
            return say(state, words::NOWHERE_ELSE);
        }
        ListKind::Findings if listing.entries.is_empty() => return say(state, words::NO_FINDINGS),
        _ => {}
    }
    state.overlay = Overlay::List(Box::new(listing));
}

/// What stands above the entries of a list and does not scroll.
fn head(library: &Library, state: &State, kind: ListKind) -> Vec<Line> {
    match (kind, &state.comparison) {
        (ListKind::Question(question), _) => questions::head(state, question),
        (ListKind::Why(id), _) => why::head(library, state, id),
        (ListKind::Pair(left, right), _) => pair::head(library, state, (left, right)),
        (ListKind::Compare, Some(comparison)) => compare::head(library, state, comparison),
        _ => Vec::new(),
    }
}

/// Fills the list on top from documents that were read anew; what is typed stays.
pub(super) fn anew(library: &Library, state: &mut State) {
    let Some((kind, typed)) = state.listing().map(|l| (l.kind, l.typed().to_owned())) else {
        return;
    };
    if kind == ListKind::Search {
        search::run(library, state, &typed);
    }
    let lines = head(library, state, kind);
    if let Overlay::List(listing) = &mut state.overlay
        && !listing.is_field_only()
    {
        listing.head = lines;
    }
    refill(library, state);
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
    if stride == Stride::Rows(-1) && listing.kind == ListKind::Search && listing.place.cursor == 0 {
        return older_query(library, state);
    }
    stride
        .step(rows)
        .take(&mut listing.place, listing.entries.len());
    let at_end =
        listing.kind == ListKind::Search && listing.place.cursor + rows >= listing.entries.len();
    if at_end && search::fetch_more(library, state) {
        refill(library, state);
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
    fill(library, state, kind, &typed);
    if let Overlay::List(listing) = &mut state.overlay {
        listing.place = ListCursor::default();
    }
}

fn fill(library: &Library, state: &mut State, kind: ListKind, typed: &str) {
    let entries = entries::entries(library, state, kind, typed);
    if let Overlay::List(listing) = &mut state.overlay {
        listing.entries = entries;
    }
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

pub(super) fn accept(library: &Library, state: &mut State) -> Vec<Effect> {
    let Some(listing) = state.listing() else {
        return Vec::new();
    };
    let (kind, row, node) = (listing.kind, listing.place.cursor, listing.node());
    let target = listing.entry().map(|e| e.target).unwrap_or_default();
    match kind {
        ListKind::Search => {
            search::accept(library, state, row, node);
            return Vec::new();
        }
        ListKind::Note(id) => {
            let note = listing.typed().trim().to_owned();
            let effects = marking::write_note(state, id, note);
            state.overlay = Overlay::None;
            open_marks(library, state);
            return effects;
        }
        ListKind::Filter => {
            state.overlay = Overlay::None;
            return Vec::new();
        }
        ListKind::Export | ListKind::Report | ListKind::Card(_) => {
            return export::accept(library, state);
        }
        _ => {}
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
            return dispatch::perform(library, state, command);
        }
        Target::Question(question) => {
            state.overlay = Overlay::None;
            open(library, state, ListKind::Question(question));
        }
        Target::None if kind == ListKind::Palette => say(state, words::NO_ADDRESS),
        Target::None | Target::Facet(_) | Target::OnlyHits | Target::TakenOut(_) => {}
        Target::Lost(_) => say(state, words::LOST_KEPT),
    }
    Vec::new()
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

pub(super) fn pick(library: &Library, state: &mut State) {
    let target = state.listing().and_then(|l| l.entry()).map(|e| e.target);
    match target {
        Some(Target::Facet(facet)) => arrange::toggle_facet(library, state, facet),
        Some(Target::TakenOut(node)) => arrange::toggle_out(library, state, node),
        Some(Target::OnlyHits) => arrange::toggle_only_hits(library, state),
        _ => return,
    }
    refill(library, state);
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
    type_anew(library, state, &query);
}

/// Puts another text into the field of the list on top.
pub(super) fn type_anew(library: &Library, state: &mut State, text: &str) {
    if let Overlay::List(listing) = &mut state.overlay
        && let Some(field) = &mut listing.field
    {
        field.clear();
        field.insert(text);
    }
    refresh(library, state);
}
