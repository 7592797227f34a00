//! What happens inside a list or its field.

use super::moving::{step_of, stepped};
use super::{arrange, export, jump, marking, perform as perform_main, say, search};
use crate::explorer::keys::command::{Command, Effect};
use crate::explorer::line::Line;
use crate::explorer::state::layout::Pane;
use crate::explorer::state::listing::{ListKind, Listing, Target};
use crate::explorer::state::{Overlay, State};
use crate::explorer::view::{compare, entries, why};
use crate::explorer::words;
use crate::model::Library;

/// Opens the list that the command asks for.
pub(super) fn open(library: &Library, state: &mut State, command: Command) {
    let Some(here) = state.current() else { return };
    let kind = match command {
        Command::Help => ListKind::Help,
        Command::Palette => ListKind::Palette,
        Command::Marks if state.marks.is_empty() && state.lost.is_empty() => {
            return say(state, words::NO_MARKS);
        }
        Command::Marks => ListKind::Marks,
        Command::Filter => ListKind::Filter,
        Command::Why => ListKind::Why(here),
        Command::Elsewhere => ListKind::Places(here),
        Command::Compare if state.comparison.is_none() => return say(state, words::NO_COMPARISON),
        Command::Compare => ListKind::Compare,
        Command::Findings => ListKind::Findings,
        Command::Export | Command::Report => return export::open(library, state, command),
        _ => return,
    };
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
        (ListKind::Why(id), _) => why::head(library, state, id),
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

/// Does a command of a list.
pub(super) fn perform(library: &Library, state: &mut State, command: Command) -> Vec<Effect> {
    let rows = {
        let height = state.listing_area().map_or(10, |a| usize::from(a.height));
        state.listing().map_or(1, |l| l.rows_for_entries(height))
    };
    let Overlay::List(listing) = &mut state.overlay else {
        return Vec::new();
    };
    // Above the first result stand the earlier queries, as in a shell.
    if command == Command::Up && listing.kind == ListKind::Search && listing.cursor == 0 {
        older_query(library, state);
        return Vec::new();
    }
    if let Some(step) = step_of(command, rows) {
        listing.cursor = stepped(listing.cursor, listing.entries.len(), step);
        let at_end =
            listing.kind == ListKind::Search && listing.cursor + rows >= listing.entries.len();
        if at_end && search::fetch_more(library, state) {
            refill(library, state);
        }
        return Vec::new();
    }
    match command {
        Command::Escape => close(state),
        Command::Accept => return accept(library, state),
        Command::Pick => pick(library, state),
        Command::Note => note(state),
        Command::DeleteMark => return marking::delete(library, state),
        Command::UndoMark => return marking::undo_in_list(library, state),
        Command::OlderQuery => older_query(library, state),
        Command::Report => export::open(library, state, command),
        Command::Edit => return edit(library, state),
        Command::HitsTable => search::narrow_to_query(library, state, true),
        Command::HitsTree => search::narrow_to_query(library, state, false),
        _ => edit_field(library, state, command),
    }
    Vec::new()
}

fn close(state: &mut State) {
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

fn edit_field(library: &Library, state: &mut State, command: Command) {
    let Overlay::List(listing) = &mut state.overlay else {
        return;
    };
    let Some(field) = &mut listing.field else {
        return;
    };
    match command {
        Command::CaretLeft => return field.left(),
        Command::CaretRight => return field.right(),
        Command::CaretHome => return field.home(),
        Command::CaretEnd => return field.end(),
        // Backspace in an empty field leaves it, as in less and vi.
        Command::Erase => {
            if !field.backspace() && field.text().is_empty() {
                return close(state);
            }
        }
        Command::EraseNext => field.delete(),
        Command::EraseWord => field.delete_word(),
        Command::EraseAll => field.clear(),
        _ => return,
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
        listing.cursor = 0;
        listing.offset = 0;
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
        listing.cursor = listing.cursor.min(listing.entries.len().saturating_sub(1));
    }
}

pub(super) fn accept(library: &Library, state: &mut State) -> Vec<Effect> {
    let Some(listing) = state.listing() else {
        return Vec::new();
    };
    let (kind, row, node) = (listing.kind, listing.cursor, listing.node());
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
            open(library, state, Command::Marks);
            return effects;
        }
        ListKind::Filter => {
            state.overlay = Overlay::None;
            return Vec::new();
        }
        ListKind::Export | ListKind::Report => return export::accept(library, state),
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
            return perform_main(library, state, command);
        }
        Target::None if kind == ListKind::Palette => say(state, words::NO_ADDRESS),
        Target::None | Target::Facet(_) | Target::OnlyHits | Target::TakenOut(_) => {}
        Target::Lost(_) => say(state, words::LOST_KEPT),
    }
    Vec::new()
}

/// Opens the source at the line of the finding under the cursor.
fn edit(library: &Library, state: &State) -> Vec<Effect> {
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

fn note(state: &mut State) {
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
fn older_query(library: &Library, state: &mut State) {
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
