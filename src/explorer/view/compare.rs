//! Two documents side by side: what changed from the earlier one to the later.

use rust_decimal::Decimal;

use crate::diff::{DiffEntry, DiffKind, gap_note, same_note};
use crate::explorer::line::{Line, Role};
use crate::explorer::state::State;
use crate::explorer::state::compare::Comparison;
use crate::explorer::state::listing::{Entry, ListKind, Target};
use crate::explorer::view::columns::{GUTTER, NUMBER_COLUMNS};
use crate::explorer::view::money::{change_role, change_sign, signed};
use crate::explorer::words;
use crate::ledger::plain_request;
use crate::model::{Library, NodeId, Request};
use crate::text::{shown, wrap_with, year_text};

/// What stands before a row that belongs to the one above it.
const UNDER: &str = "    ";

/// From this many columns on a row has both requests besides their difference.
const WIDE: u16 = 80;

/// The head of the list: the two documents, and how many programmes there are of each kind.
#[must_use]
pub fn head(library: &Library, state: &State, comparison: &Comparison) -> Vec<Line> {
    let settings = &state.settings;
    let lang = settings.lang;
    let document = |root: NodeId| {
        let meta = &library.document_of(root).meta;
        let total = state.figures.totals(library, root, settings.counting);
        let year = meta.fiscal_year.as_deref().unwrap_or_default();
        format!(
            "{} {} {}",
            year_text(year, lang),
            shown(&meta.source),
            settings.amount(total.request_total)
        )
    };
    let counts: Vec<String> = DiffKind::ALL
        .into_iter()
        .map(|kind| format!("{} {}", kind.text().get(lang), comparison.count(kind)))
        .collect();
    vec![
        Line::of(document(comparison.old), Role::Plain)
            .with(" -> ", Role::Dim)
            .with(document(comparison.new), Role::Plain),
        Line::of(counts.join("  "), Role::Label)
            .with(same_note(&comparison.entries, lang), Role::Dim),
    ]
}

/// The programmes that differ: changed and renamed ones, then new, then dropped ones, within
/// each the largest difference first, then those whose base year is told differently.
#[must_use]
pub fn entries(library: &Library, state: &State, comparison: &Comparison) -> Vec<Entry> {
    let mut differing: Vec<&DiffEntry> = comparison
        .entries
        .iter()
        .filter(|entry| entry.differs())
        .collect();
    differing.sort_by_key(|entry| {
        let rank = match entry.kind {
            DiffKind::Changed | DiffKind::Renamed => 0,
            DiffKind::New => 1,
            DiffKind::Dropped => 2,
            DiffKind::Unchanged => 3,
        };
        (rank, std::cmp::Reverse(weight(library, entry)))
    });
    differing
        .into_iter()
        .flat_map(|entry| rows(library, state, entry))
        .collect()
}

/// What the difference comes to, for the order. 億円.
fn weight(library: &Library, entry: &DiffEntry) -> Decimal {
    let alone = entry.new.or(entry.old);
    match (&entry.change, entry.kind) {
        (Some(change), _) => change.oku.abs(),
        (None, DiffKind::New | DiffKind::Dropped) => {
            alone.and_then(|id| plain(library, id)).unwrap_or_default()
        }
        _ => Decimal::ZERO,
    }
}

fn plain(library: &Library, line: NodeId) -> Option<Decimal> {
    plain_request(library.budget(line)?, false).map(|amount| amount.oku)
}

/// The programme's row. What has to be said of the join stands behind the name, or, where that has no room,
/// in rows of its own below.
fn rows(library: &Library, state: &State, entry: &DiffEntry) -> Vec<Entry> {
    let Some(mut own) = row(library, state, entry) else {
        return Vec::new();
    };
    let ruler = state.settings.ruler;
    let notes = notes(library, state, entry);
    let columns = usize::from(state.listing_columns(ListKind::Compare)).saturating_sub(GUTTER);
    let taken = own.line.width(ruler) + own.right.width(ruler);
    let wanted: usize = notes.iter().map(|note| ruler.width(note) + 2).sum();
    if taken + wanted <= columns {
        for note in notes {
            own.line.push(format!("  {note}"), Role::Dim);
        }
        return vec![own];
    }
    let room = columns.saturating_sub(UNDER.len() + 1).max(10);
    let under = notes.iter().flat_map(|note| wrap_with(note, room, ruler));
    let under = under.map(|text| Entry::under(Line::of(format!("{UNDER}{text}"), Role::Dim)));
    std::iter::once(own).chain(under).collect()
}

fn row(library: &Library, state: &State, entry: &DiffEntry) -> Option<Entry> {
    let settings = &state.settings;
    let ruler = settings.ruler;
    let id = entry.new.or(entry.old)?;
    let kind = entry.kind.text().get(settings.lang);
    let line = Line::of(format!("[{kind}] "), Role::Tag)
        .with(format!("{} ", library.address(id)), Role::Label)
        .with(shown(&library.node(id).title), Role::Plain);
    let request = |line: Option<NodeId>| line.map_or("-".to_owned(), |id| said(library, state, id));
    let mut right = Line::new();
    if state.size.0 >= WIDE {
        let both = [request(entry.old), request(entry.new)]
            .map(|text| ruler.pad_left(&text, NUMBER_COLUMNS));
        right.push(format!(" {} -> {}", both[0], both[1]), Role::Plain);
    }
    let (change, role) = match (&entry.change, entry.kind) {
        (Some(change), _) => (change_sign(change, settings), change_role(change)),
        (None, DiffKind::New) => (format!("+{}", request(entry.new)), Role::Rise),
        (None, DiffKind::Dropped) => (format!("−{}", request(entry.old)), Role::Fall),
        (None, _) => (
            words::INCOMPARABLE_SHORT.get(settings.lang).to_owned(),
            Role::Dim,
        ),
    };
    right.push(" ", Role::Plain);
    right.push(ruler.pad_left(&change, NUMBER_COLUMNS), role);
    Some(Entry {
        line,
        right,
        target: Target::Node(id),
        ..Entry::default()
    })
}

/// A request for a column: the figure, or in a word why there is none.
fn said(library: &Library, state: &State, line: NodeId) -> String {
    let settings = &state.settings;
    match (
        plain(library, line),
        library.budget(line).map(|b| &b.request),
    ) {
        (Some(oku), _) => settings.bare(oku),
        (None, Some(Request::Within(_))) => words::WITHIN_TAG.get(settings.lang).to_owned(),
        (None, Some(Request::Unspecified)) => words::UNSPECIFIED.get(settings.lang).to_owned(),
        (None, _) => words::FILP_TAG.get(settings.lang).to_owned(),
    }
}

/// What has to be said about the join: the earlier name and how alike the names are, and a base
/// year that the earlier document told differently.
fn notes(library: &Library, state: &State, entry: &DiffEntry) -> Vec<String> {
    let lang = state.settings.lang;
    let mut out = Vec::new();
    if let (Some(evidence), Some(old)) = (entry.evidence, entry.old) {
        let old = shown(&library.node(old).title);
        out.push(format!("({})", evidence.note(&old, lang)));
    }
    if let Some(gap) = &entry.base_gap {
        let gap = signed(gap.oku, &state.settings);
        out.push(format!("({})", gap_note(&gap, lang)));
    }
    out.extend(entry.mark.map(|mark| format!("({})", mark.note(lang))));
    out
}

/// For the panel: what became of the programme of a line; empty where nothing is compared.
#[must_use]
pub fn became(library: &Library, state: &State, line: NodeId) -> Vec<(String, Role)> {
    let Some(entry) = state.comparison.as_ref().and_then(|c| c.of(line)) else {
        return Vec::new();
    };
    let settings = &state.settings;
    let mut text = format!(
        "{}: {}",
        words::COMPARED.get(settings.lang),
        entry.kind.text().get(settings.lang)
    );
    if let (Some(old), Some(new)) = (entry.old, entry.new) {
        text.push_str(&format!(
            "  {} -> {}",
            said(library, state, old),
            said(library, state, new)
        ));
    }
    let role = entry.change.as_ref().map_or(Role::Plain, change_role);
    if let Some(change) = &entry.change {
        text.push_str(&format!("  {}", change_sign(change, settings)));
    }
    let notes = notes(library, state, entry);
    std::iter::once((text, role))
        .chain(notes.into_iter().map(|note| (note, Role::Dim)))
        .collect()
}
