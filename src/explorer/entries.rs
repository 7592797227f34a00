//! What the lists are made of.

use super::compare;
use super::figures::Summary;
use super::finder::Found;
use super::keymap::{self, Context};
use super::line::{Line, Role, highlighted};
use super::listing::{Entry, ListKind, Target};
use super::money::{change_text, request_text};
use super::places;
use super::rows::{NUMBER_COLUMNS, tags};
use super::state::State;
use super::words;
use crate::ledger::LineFilter;
use crate::model::{Library, NodeId};
use crate::text::shown;

/// The entries of a list, for what has been typed into its field.
#[must_use]
pub fn entries(library: &Library, state: &State, kind: ListKind, typed: &str) -> Vec<Entry> {
    match kind {
        ListKind::Search => state
            .search
            .hits
            .iter()
            .map(|hit| search_entry(library, state, hit))
            .collect(),
        ListKind::Help => help(state, typed),
        ListKind::Palette => palette(library, state, typed),
        ListKind::Marks => marks(library, state),
        ListKind::Note(_) | ListKind::Export | ListKind::Report => Vec::new(),
        ListKind::Filter => filters(library, state),
        ListKind::Why(id) => super::why::entries(library, state, id),
        ListKind::Places(id) => places(library, state, id),
        ListKind::Compare => state
            .comparison
            .as_ref()
            .map(|comparison| compare::entries(library, state, comparison))
            .unwrap_or_default(),
    }
}

/// A node with its address, title and figures.
#[must_use]
pub fn node_entry(library: &Library, state: &State, id: NodeId, note: &str) -> Entry {
    let settings = &state.settings;
    let node = library.node(id);
    let mut line = Line::of(format!("{} ", library.address(id)), Role::Label);
    line.push(shown(&node.title), Role::Plain);
    if !note.is_empty() {
        line.push(format!("  {}", shown(note)), Role::Dim);
    }
    let summary = state.figures.summary(library, id, settings.counting);
    Entry {
        line,
        right: figures(state, &summary),
        target: Target::Node(id),
    }
}

fn figures(state: &State, summary: &Summary) -> Line {
    let settings = &state.settings;
    let mut right = Line::new();
    for tag in tags(summary, settings.lang) {
        right.push(format!(" {tag}"), Role::Tag);
    }
    for (text, role) in [
        request_text(summary, settings),
        change_text(summary, settings),
    ] {
        right.push(" ", Role::Plain);
        right.push(settings.ruler.pad_left(&text, NUMBER_COLUMNS), role);
    }
    right
}

fn search_entry(library: &Library, state: &State, hit: &Found) -> Entry {
    let node = library.node(hit.node);
    let mut line = Line::of(format!("{} ", library.address(hit.node)), Role::Label);
    line.parts.extend(highlighted(
        &shown(&node.title),
        &hit.title_matches,
        Role::Plain,
    ));
    if hit.title_matches.is_empty()
        && let Some(snippet) = &hit.snippet
    {
        line.push("  ", Role::Plain);
        line.parts
            .extend(highlighted(&shown(snippet), &hit.matches, Role::Dim));
    }
    let summary = state
        .figures
        .summary(library, hit.node, state.settings.counting);
    let (request, role) = request_text(&summary, &state.settings);
    let request = state.settings.ruler.pad_left(&request, NUMBER_COLUMNS);
    let mut right = Line::new();
    if let Some(tier) = hit.tier.heading() {
        right.push(format!(" {}", tier.get(state.settings.lang)), Role::Tag);
    }
    for told in hit.reached.told(state.settings.lang) {
        right.push(format!(" {told}"), Role::Tag);
    }
    right.push(format!(" {request}"), role);
    Entry {
        line,
        right,
        target: Target::Node(hit.node),
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
            out.push(Entry {
                line: Line::of(text.get(lang), Role::Dim),
                ..Entry::default()
            });
        }
    }
    for context in [
        Context::Main,
        Context::Copying,
        Context::List,
        Context::Marks,
        Context::Field,
    ] {
        let rows: Vec<Entry> = state
            .keys
            .rows()
            .iter()
            .filter(|row| row.binding.context == context && !row.keys.is_empty())
            .filter(|row| mentions(state, row, typed))
            .map(|row| {
                let keys = state.settings.ruler.field(&row.key_names(), 18);
                Entry {
                    line: Line::of(format!("  {keys} "), Role::Label)
                        .with(row.binding.text.get(lang), Role::Plain),
                    right: Line::new(),
                    target: Target::None,
                }
            })
            .collect();
        if !rows.is_empty() {
            out.push(Entry {
                line: Line::of(keymap::heading(context).get(lang), Role::Strong),
                ..Entry::default()
            });
            out.extend(rows);
        }
    }
    out
}

/// Whether the key table's row has what was typed: a key, its word, or its description.
fn mentions(state: &State, row: &keymap::Row, typed: &str) -> bool {
    let binding = row.binding;
    let typed = typed.trim();
    if typed.is_empty() {
        return true;
    }
    let is_key = row.keys.iter().any(|key| key.to_string() == typed);
    let words = [binding.word, binding.text.ja, binding.text.en];
    let lower = typed.to_lowercase();
    is_key
        || words.iter().any(|text| {
            text.contains(&lower)
                || (lower.chars().count() > 2 && state.finder.fuzzy(text, &lower).is_some())
        })
}

fn palette(library: &Library, state: &State, typed: &str) -> Vec<Entry> {
    let typed = typed.trim();
    let lang = state.settings.lang;
    let mut out = Vec::new();
    if let Some(node) = address_typed(library, state, typed) {
        out.push(node_entry(library, state, node, ""));
    }
    let mut scored: Vec<(i64, Entry)> = state
        .keys
        .rows()
        .iter()
        .filter(|row| matches!(row.binding.context, Context::Main | Context::Copying))
        .filter_map(|row| {
            let b = row.binding;
            let texts = [b.word, b.text.ja, b.text.en];
            let best = texts
                .iter()
                .filter_map(|text| state.finder.fuzzy(text, typed));
            let exact = i64::from(b.word == typed) * 10_000;
            let score = if typed.is_empty() {
                0
            } else {
                best.max()? + exact
            };
            let word = state.settings.ruler.field(b.word, 18);
            Some((
                score,
                Entry {
                    line: Line::of(format!("{word} "), Role::Label)
                        .with(b.text.get(lang), Role::Plain),
                    right: Line::of(format!(" {}", row.key_names()), Role::Dim),
                    target: Target::Command(b.command),
                },
            ))
        })
        .collect();
    scored.sort_by_key(|(score, _)| std::cmp::Reverse(*score));
    out.extend(scored.into_iter().map(|(_, entry)| entry));
    out
}

/// The node of a typed address, in the selected node's document first.
#[must_use]
pub fn address_typed(library: &Library, state: &State, typed: &str) -> Option<NodeId> {
    let address = typed.parse().ok()?;
    let here = state.selected().map(|id| library.document_of(id).root);
    here.and_then(|root| library.find_in(root, &address))
        .or_else(|| library.find(&address))
}

fn marks(library: &Library, state: &State) -> Vec<Entry> {
    state
        .marks
        .iter()
        .map(|mark| node_entry(library, state, mark.node, &mark.note))
        .collect()
}

fn filters(library: &Library, state: &State) -> Vec<Entry> {
    let lang = state.settings.lang;
    let tick = |on: bool| if on { "[x] " } else { "[ ] " };
    let lines: Vec<NodeId> = library
        .documents()
        .iter()
        .flat_map(|d| library.budget_lines(d.root))
        .collect();
    let count = |facet: LineFilter| {
        lines
            .iter()
            .filter(|id| facet.matches(library, **id))
            .count()
    };
    let unit = words::LINES.get(lang);
    let mut out: Vec<Entry> = LineFilter::ALL
        .into_iter()
        .map(|facet| Entry {
            line: Line::of(tick(state.facets.contains(&facet)), Role::Label)
                .with(words::filter(facet).get(lang), Role::Plain),
            right: Line::of(format!("{}{unit}", count(facet)), Role::Dim),
            target: Target::Facet(facet),
        })
        .collect();
    let query = state.narrowed.as_ref().unwrap_or(&state.search.query);
    if !query.is_empty() {
        out.push(Entry {
            line: Line::of(tick(state.narrowed.is_some()), Role::Label)
                .with(words::FILTER_HITS.get(lang), Role::Plain)
                .with(format!(" ({})", shown(query)), Role::Dim),
            right: Line::new(),
            target: Target::OnlyHits,
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
