//! What the lists are made of.

use crate::explorer::keys::keymap::{self, Context};
use crate::explorer::keys::phrasebook;
use crate::explorer::keys::synonyms::FREQUENT;
use crate::explorer::line::{Line, Role};
use crate::explorer::state::listing::{Entry, ListKind, Target};
use crate::explorer::state::{State, goto};
use crate::explorer::view::node_entry::node_entry;
use crate::explorer::view::{compare, pair, places, questions};
use crate::explorer::words;
use crate::lang::Text;
use crate::ledger::LineFilter;
use crate::marks;
use crate::model::{Library, NodeId};
use crate::search::SYNTAX;
use crate::text::{shown, wrap_with};

/// The entries of a list, for what has been typed into its field.
#[must_use]
pub fn entries(library: &Library, state: &State, kind: ListKind, typed: &str) -> Vec<Entry> {
    match kind {
        ListKind::Search => crate::explorer::view::hits::entries(library, state),
        ListKind::Help => help(state, typed),
        ListKind::Palette => palette(library, state, typed),
        ListKind::Marks => marks(library, state),
        ListKind::Note(_) | ListKind::Export | ListKind::Report | ListKind::Card(_) => Vec::new(),
        ListKind::Pair(left, right) => pair::entries(library, state, (left, right)),
        ListKind::Years(root) => crate::explorer::view::dots::entries(library, state, root),
        ListKind::Filter => filters(library, state),
        ListKind::Question(question) => questions::entries(library, state, question),
        ListKind::Why(id) => crate::explorer::view::why::entries(library, state, id),
        ListKind::Places(id) => places(library, state, id),
        ListKind::Findings => crate::explorer::view::findings::entries(library, state),
        ListKind::Compare => state
            .comparison
            .as_ref()
            .map(|comparison| compare::entries(library, state, comparison))
            .unwrap_or_default(),
    }
}

fn help(state: &State, typed: &str) -> Vec<Entry> {
    let lang = state.settings.lang;
    let mut out = Vec::new();
    if typed.trim().is_empty() {
        let notes = [
            words::HELP_READER,
            words::HELP_READER_KEPT,
            words::HELP_SIGNS,
            words::HELP_ROUNDING,
        ];
        for text in notes {
            let text = Line::of(state.keys.filled(text.get(lang)), Role::Dim);
            out.extend(whole(
                state,
                ListKind::Help,
                Line::new(),
                text,
                Entry::default(),
            ));
        }
    }
    let typed = typed.trim();
    let ranks = phrasebook::ranks(typed);
    let rank = |row: &keymap::Row| match typed {
        "" => Some(0),
        _ if is_key(row, typed) => Some(0),
        _ => ranks.get(row.binding.word).map(|rank| rank + 1),
    };
    let mut section = |heading: Text, mut rows: Vec<(usize, &keymap::Row)>| {
        rows.sort_by_key(|(rank, _)| *rank);
        if rows.is_empty() {
            return;
        }
        out.push(Entry {
            line: Line::of(state.keys.filled(heading.get(lang)), Role::Strong),
            ..Entry::default()
        });
        out.extend(
            rows.into_iter()
                .flat_map(|(_, row)| key_entries(state, row)),
        );
    };
    let rows = || state.keys.rows().iter().filter(|row| !row.keys.is_empty());
    if typed.is_empty() {
        let frequent = rows().map(|row| (phrasebook::place(row.binding.word), row));
        section(
            words::FREQUENT,
            frequent
                .filter(|(place, _)| *place < FREQUENT.len())
                .collect(),
        );
    }
    for context in [
        Context::Main,
        Context::Copying,
        Context::List,
        Context::Marks,
        Context::Findings,
        Context::Field,
    ] {
        let own = rows().filter(|row| row.binding.context == context);
        section(
            keymap::heading(context),
            own.filter_map(|row| Some((rank(row)?, row))).collect(),
        );
    }
    if typed.is_empty() {
        out.extend(query_language(state));
    }
    out
}

/// What may be typed into the search field.
fn query_language(state: &State) -> Vec<Entry> {
    let lang = state.settings.lang;
    let head = Entry {
        line: Line::of(words::QUERY_LANGUAGE.get(lang), Role::Strong),
        ..Entry::default()
    };
    let rows = SYNTAX.iter().flat_map(|(example, text)| {
        let example = state.settings.ruler.field(example, 18);
        let lead = Line::of(format!("  {example} "), Role::Label);
        let text = Line::of(text.get(lang), Role::Plain);
        whole(state, ListKind::Help, lead, text, Entry::default())
    });
    std::iter::once(head).chain(rows).collect()
}

fn key_entries(state: &State, row: &keymap::Row) -> Vec<Entry> {
    let keys = state.settings.ruler.field(&row.key_names(), 18);
    let text = state.keys.filled(row.binding.text.get(state.settings.lang));
    let lead = Line::of(format!("  {keys} "), Role::Label);
    let text = Line::of(text, Role::Plain);
    whole(state, ListKind::Help, lead, text, Entry::default())
}

/// Columns that the further rows of an entry stand in from its first.
const UNDER_INDENT: usize = 4;

/// An entry with its text behind `lead`, and under it what has no room there: nowhere else could it
/// be read.
fn whole(state: &State, kind: ListKind, lead: Line, text: Line, entry: Entry) -> Vec<Entry> {
    let ruler = state.settings.ruler;
    // A column of air on both sides.
    let columns = usize::from(state.listing_columns(kind)).saturating_sub(2);
    let taken = lead.width(ruler) + entry.right.width(ruler);
    let role = text.parts.first().map_or(Role::Plain, |part| part.role);
    let text = text.text();
    let first = wrap_with(&text, columns.saturating_sub(taken), ruler);
    let first = first.into_iter().next().unwrap_or_default();
    let rest = text.strip_prefix(first.as_str()).unwrap_or_default();
    let indent = " ".repeat(UNDER_INDENT);
    let line = lead.with(first, role);
    let mut out = vec![Entry { line, ..entry }];
    if !rest.trim().is_empty() {
        let rows = wrap_with(
            rest.trim_start(),
            columns.saturating_sub(UNDER_INDENT),
            ruler,
        );
        let row = |row| Entry::under(Line::of(&indent, Role::Plain).with(row, role));
        out.extend(rows.into_iter().map(row));
    }
    out
}

/// Whether the key itself was typed.
fn is_key(row: &keymap::Row, typed: &str) -> bool {
    row.keys.iter().any(|key| key.to_string() == typed)
}

/// The keys that do it from the tree: those after the copy key with it before them.
fn keys_from_main(state: &State, row: &keymap::Row) -> String {
    match row.binding.context {
        Context::Copying => state.keys.filled("{copy} ") + &row.key_names(),
        _ => row.key_names(),
    }
}

fn palette(library: &Library, state: &State, typed: &str) -> Vec<Entry> {
    let typed = typed.trim();
    let lang = state.settings.lang;
    let mut out: Vec<Entry> = goto::places(library, state, typed)
        .into_iter()
        .map(|(node, note)| node_entry(library, state, node, &note))
        .collect();
    let ranks = phrasebook::ranks(typed);
    let mut scored: Vec<(usize, Vec<Entry>)> = state
        .keys
        .rows()
        .iter()
        .filter(|row| matches!(row.binding.context, Context::Main | Context::Copying))
        .filter_map(|row| {
            let b = row.binding;
            let rank = match typed {
                "" => phrasebook::place(b.word),
                word if word == b.word => 0,
                _ => ranks.get(b.word)? + 1,
            };
            let word = state.settings.ruler.field(b.word, 18);
            let lead = Line::of(format!("{word} "), Role::Label);
            let text = Line::of(state.keys.filled(b.text.get(lang)), Role::Plain);
            let entry = Entry {
                right: Line::of(format!(" {}", keys_from_main(state, row)), Role::Dim),
                target: Target::Command(b.command),
                ..Entry::default()
            };
            Some((rank, whole(state, ListKind::Palette, lead, text, entry)))
        })
        .collect();
    scored.sort_by_key(|(rank, _)| *rank);
    // A question that is called by its word goes before what is merely like it.
    let (called, others): (Vec<_>, Vec<_>) = questions::offered(state, typed)
        .into_iter()
        .partition(|(_, is_called)| *is_called);
    let entry = |(entry, _)| entry;
    out.extend(called.into_iter().map(entry));
    out.extend(scored.into_iter().flat_map(|(_, entries)| entries));
    out.extend(others.into_iter().map(entry));
    out
}

fn marks(library: &Library, state: &State) -> Vec<Entry> {
    let found = state.marks.iter();
    let found = found.map(|mark| node_entry(library, state, mark.node, &mark.note));
    let lost = state.lost.iter().enumerate();
    found
        .chain(lost.map(|(at, entry)| lost_entry(state, at, entry)))
        .collect()
}

/// A kept mark that the documents do not have.
fn lost_entry(state: &State, at: usize, entry: &marks::Entry) -> Entry {
    let word = words::LOST.get(state.settings.lang);
    let name = &entry.name;
    let mut line = Line::of(format!("{word} "), Role::Dim);
    line.push(format!("{} ", shown(&name.address)), Role::Label);
    line.push(shown(&name.title), Role::Plain);
    if !entry.note.is_empty() {
        line.push(format!("  {}", shown(&entry.note)), Role::Dim);
    }
    Entry {
        line,
        target: Target::Lost(at),
        ..Entry::default()
    }
}

fn filters(library: &Library, state: &State) -> Vec<Entry> {
    let lang = state.settings.lang;
    let tick = |on: bool| if on { "[x] " } else { "[ ] " };
    let kept = state.facets_of_lines.as_ref();
    let lines: Vec<NodeId> = match kept {
        Some(_) => Vec::new(),
        None => {
            let documents = library.documents().iter();
            let lines = documents.flat_map(|document| library.budget_lines(document.root));
            lines.collect()
        }
    };
    let count = |facet: LineFilter| match kept {
        // How many of all is said when all have been looked at.
        Some(facets) if !facets.is_complete() => "…".to_owned(),
        Some(facets) => facets.count(facet).to_string(),
        None => {
            let passing = lines.iter().filter(|id| facet.matches(library, **id));
            passing.count().to_string()
        }
    };
    let unit = words::LINES.get(lang);
    let note = |facet: LineFilter| match words::filter_note(facet) {
        Some(note) => format!("  {}", note.get(lang)),
        None => String::new(),
    };
    let mut out: Vec<Entry> = LineFilter::ALL
        .into_iter()
        .map(|facet| Entry {
            line: Line::of(tick(state.facets.contains(&facet)), Role::Label)
                .with(words::filter(facet).get(lang), Role::Plain)
                .with(note(facet), Role::Dim),
            right: Line::of(format!("{}{unit}", count(facet)), Role::Dim),
            target: Target::Facet(facet),
            ..Entry::default()
        })
        .collect();
    out.extend(state.figures.scope().without().iter().map(|id| {
        let title = format!("{}: {}", words::TAKEN_OUT.get(lang), library.address(*id));
        Entry {
            line: Line::of(tick(true), Role::Label)
                .with(title, Role::Plain)
                .with(format!(" {}", shown(&library.node(*id).title)), Role::Plain),
            target: Target::TakenOut(*id),
            ..Entry::default()
        }
    }));
    let query = state.narrowed.as_ref().unwrap_or(&state.search.query);
    if !query.is_empty() {
        out.push(Entry {
            line: Line::of(tick(state.narrowed.is_some()), Role::Label)
                .with(words::FILTER_HITS.get(lang), Role::Plain)
                .with(format!(" ({})", shown(query)), Role::Dim),
            target: Target::OnlyHits,
            ..Entry::default()
        });
    }
    out
}

fn places(library: &Library, state: &State, id: NodeId) -> Vec<Entry> {
    let lang = state.settings.lang;
    places::of(library, id)
        .into_iter()
        .map(|(place, relation)| node_entry(library, state, place, relation.text().get(lang)))
        .collect()
}
