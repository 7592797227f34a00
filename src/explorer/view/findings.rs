//! What the reading of the open documents found, as a list: grouped by kind, the worst first.

use crate::cite;
use crate::explorer::line::{Line, Role};
use crate::explorer::state::State;
use crate::explorer::state::listing::{Entry, ListKind, Rest, Target};
use crate::explorer::words;
use crate::lang::{Lang, Text};
use crate::model::{Diagnostic, Library, NodeId, Severity};
use crate::names;
use crate::text::{shown, wrap_with};

/// Columns of a line number.
const LINE_COLUMNS: usize = 8;
/// Rows of one finding, at most.
const MOST_ROWS: usize = 4;

/// A finding, and the document that it is of.
type Found<'a> = (usize, &'a Diagnostic);

/// Findings listed in one part.
const PART: usize = 200;

/// One entry for each finding under the heading of its kind: money that was not read first, then
/// by severity; of a kind by line.
#[must_use]
pub fn entries(library: &Library, state: &State) -> Vec<Entry> {
    let (mut rest, mut out) = (order(library), Vec::new());
    while rest.is_left() {
        out.extend(part(library, state, &mut rest));
    }
    out
}

/// The findings in the order of the list, by document and place in it: none is listed yet.
#[must_use]
pub fn order(library: &Library) -> Rest {
    let documents = library.documents().iter().enumerate();
    let keyed = documents.flat_map(|(document, info)| {
        let found = info.diagnostics.iter().enumerate();
        found.map(move |(at, found)| {
            let weight = std::cmp::Reverse((found.is_unread(), found.severity));
            let key = (weight, meaning(found, Lang::Ja), document, found.line);
            (key, (document, at))
        })
    });
    let mut keyed: Vec<_> = keyed.collect();
    keyed.sort_unstable();
    Rest::of(keyed.into_iter().map(|(_, place)| place).collect())
}

/// The entries of some more findings, and the headings between them.
pub fn part(library: &Library, state: &State, rest: &mut Rest) -> Vec<Entry> {
    let lang = state.settings.lang;
    let found = |place: &(usize, usize)| -> Option<Found<'_>> {
        let info = library.documents().get(place.0)?;
        Some((place.0, info.diagnostics.get(place.1)?))
    };
    let is_same = |a: Found<'_>, b: Found<'_>| {
        a.1.severity == b.1.severity && meaning(a.1, lang) == meaning(b.1, lang)
    };
    let from = rest.take(PART);
    let all = rest.order();
    let mut before = from.start.checked_sub(1).and_then(|at| found(all.get(at)?));
    let mut out = Vec::new();
    for at in from {
        let Some(one) = all.get(at).and_then(found) else {
            continue;
        };
        if !before.is_some_and(|before| is_same(before, one)) {
            let own = all.iter().skip(at).filter_map(found);
            let count = own.take_while(|other| is_same(one, *other)).count();
            out.push(heading(state, one.1, count));
        }
        before = Some(one);
        let node = library.node_at_line(one.0, one.1.line);
        out.extend(rows(library, state, (one.0, node), one.1));
    }
    out
}

fn all(library: &Library) -> Vec<Found<'_>> {
    let documents = library.documents().iter().enumerate();
    documents
        .flat_map(|(n, document)| document.diagnostics.iter().map(move |found| (n, found)))
        .collect()
}

/// What was found in a few words; for want of them the code.
fn meaning(found: &Diagnostic, lang: Lang) -> &'static str {
    names::meaning(found.code).map_or(found.code, |text| text.get(lang))
}

/// How many findings of each severity, and what became of every amount.
#[must_use]
pub fn head(library: &Library, state: &State) -> Vec<Line> {
    let lang = state.settings.lang;
    let found = all(library);
    let mut line = Line::new();
    for (severity_of, role) in [
        (Severity::Error, Role::Warning),
        (Severity::Warning, Role::Warning),
        (Severity::Info, Role::Dim),
    ] {
        let count = found.iter().filter(|(_, f)| f.severity == severity_of);
        let count = count.count();
        if count > 0 {
            line.push(
                format!("{} {count}  ", severity(severity_of).get(lang)),
                role,
            );
        }
    }
    let covered = library.documents().iter().filter_map(|d| d.coverage);
    let (mut all, mut programmes, mut text, mut unread) = (0, 0, 0, 0);
    for coverage in covered {
        all += coverage.amounts();
        programmes += coverage.programmes;
        text += coverage.text + coverage.subtotals;
        unread += coverage.unread;
    }
    if all > 0 {
        let told = match lang {
            Lang::Ja => {
                format!("金額{all}個: 事業{programmes}、文章・小計など{text}、読めない{unread}")
            }
            Lang::En => format!(
                "{all} amounts: {programmes} of programmes, {text} in text and subtotals, {unread} not read"
            ),
        };
        line.push(told, Role::Dim);
    }
    if found.is_empty() {
        return Vec::new();
    }
    vec![line]
}

fn heading(state: &State, found: &Diagnostic, count: usize) -> Entry {
    let lang = state.settings.lang;
    let (sign, role) = match found.severity {
        Severity::Error | Severity::Warning => ("!", Role::Warning),
        Severity::Info => ("i", Role::Dim),
    };
    let line = Line::of(format!("{sign} "), role)
        .with(format!("{} ", severity(found.severity).get(lang)), role)
        .with(format!(" {}", meaning(found, lang)), Role::Strong)
        .with(format!("  {}", found.code), Role::Dim);
    let count = match lang {
        Lang::Ja => format!(" {count}{}", words::LINES.get(lang)),
        Lang::En => format!(" {count}"),
    };
    Entry::heading(line, Line::of(count, Role::Dim))
}

/// The finding with its line and page; what it says is broken into rows, so that the mend at its
/// end can be read.
fn rows(
    library: &Library,
    state: &State,
    (document, node): (usize, Option<NodeId>),
    found: &Diagnostic,
) -> Vec<Entry> {
    let (lang, ruler) = (state.settings.lang, state.settings.ruler);
    let page = node.and_then(|id| cite::page(library, id));
    let page = page.map(|page| format!(" {}", cite::page_text(page, lang)));
    let mut right = page.unwrap_or_default();
    if library.documents().len() > 1
        && let Some(info) = library.documents().get(document)
    {
        right.push_str(&format!(" {}", shown(&info.meta.source)));
    }
    let number = ruler.pad_left(&line_text(found.line, lang), LINE_COLUMNS);
    let columns = usize::from(state.listing_columns(ListKind::Findings));
    let columns = columns.saturating_sub(3 + LINE_COLUMNS + ruler.width(&right));
    let mut pieces = wrap_with(&shown(&found.message), columns.max(10), ruler).into_iter();
    let first = pieces.next().unwrap_or_default();
    let entry = Entry {
        line: Line::of(format!("{number} "), Role::Label).with(first, Role::Plain),
        right: Line::of(right, Role::Dim),
        target: Target::Line {
            document,
            line: found.line,
        },
        ..Entry::default()
    };
    let more = pieces.take(MOST_ROWS - 1).map(|piece| {
        let line = Line::of(" ".repeat(LINE_COLUMNS + 1), Role::Plain);
        Entry::under(line.with(piece, Role::Plain))
    });
    std::iter::once(entry).chain(more).collect()
}

const fn severity(severity: Severity) -> Text {
    match severity {
        Severity::Error => words::ERROR,
        Severity::Warning => words::WARNING,
        Severity::Info => words::INFO,
    }
}

fn line_text(line: u32, lang: Lang) -> String {
    match lang {
        Lang::Ja => format!("{line}行"),
        Lang::En => format!("line {line}"),
    }
}
