//! Widths of columns that tree, table and lists share.

use crate::explorer::state::forest::Arrangement;
use crate::explorer::words;
use crate::lang::{Lang, Text};
use crate::ledger::LineSort;
use crate::model::{Library, NodeId};
use crate::text::{Ruler, shown};

/// Columns of one figure.
pub const NUMBER_COLUMNS: usize = 8;
/// Columns of a request, which for a total may have six digits.
pub const REQUEST_COLUMNS: usize = 9;
/// Columns of the mark before a row: selected or marked.
pub const GUTTER: usize = 1;

/// What the figures of a node's document are: 要求額, or of review sheets 執行額 and the like.
#[must_use]
pub fn figure(library: &Library, id: Option<NodeId>, lang: Lang) -> &'static str {
    let document = id.map(|id| library.document_of(id));
    let document = document.or_else(|| library.documents().first());
    match (document.and_then(|d| d.meta.figure.as_ref()), lang) {
        (None, _) => words::REQUEST.get(lang),
        (Some(name), Lang::Ja) => name.ja,
        (Some(name), Lang::En) => name.en,
    }
}

/// The same with the year, where figures of several years may be asked for: `2022 執行額`.
#[must_use]
pub fn dated_figure(library: &Library, id: Option<NodeId>, lang: Lang) -> String {
    let name = figure(library, id, lang);
    let document = id.map(|id| library.document_of(id));
    let document = document.or_else(|| library.documents().first());
    let meta = document.map(|d| &d.meta).filter(|m| m.figure.is_some());
    let year = meta.and_then(|meta| meta.fiscal_year.as_deref());
    year.map_or_else(
        || name.to_owned(),
        |year| format!("{} {name}", shown(year.trim_end_matches("年度"))),
    )
}

/// The name of a column with an arrow where rows are in its order.
#[must_use]
pub fn named(name: Text, sort: LineSort, arrangement: &Arrangement, lang: Lang) -> String {
    named_as(name.get(lang), sort, arrangement)
}

/// The same of a column that is called otherwise in each document.
#[must_use]
pub fn named_as(name: &str, sort: LineSort, arrangement: &Arrangement) -> String {
    let arrow = match (arrangement.sort == sort, arrangement.turned) {
        _ if sort == LineSort::Document => "",
        (false, _) => "",
        // Names go from the first on.
        (true, turned) if turned != (sort == LineSort::Name) => "↑",
        (true, _) => "↓",
    };
    format!("{name}{arrow}")
}

/// The order that a click on a head asks for: that of the column whose name stands there. `figure` is what
/// the figures are called in the head, and their order.
#[must_use]
pub fn sort_of(head: &str, (figure, sort): (&str, LineSort), lang: Lang) -> Option<LineSort> {
    let name = head.trim_end_matches(['↑', '↓']);
    if name == figure {
        return Some(sort);
    }
    [
        (words::REQUEST, LineSort::Request),
        (words::CHANGE, LineSort::Change),
        (words::PERCENT, LineSort::Percent),
        (words::RATE, LineSort::Rate),
        (words::NAME, LineSort::Name),
        (words::ADDRESS, LineSort::Document),
        (words::TREE, LineSort::Document),
    ]
    .into_iter()
    .find(|(word, _)| word.get(lang) == name)
    .map(|(_, sort)| sort)
}

/// Most columns of a file's name beside a line.
const MOST_OF_A_FILE: usize = 16;

/// Columns of the names of the open files; none of one alone, which needs no name.
#[must_use]
pub fn documents(library: &Library, ruler: Ruler) -> Option<usize> {
    let documents = library.documents();
    let names = documents.iter().map(|d| ruler.width(&d.meta.source));
    let widest = names.max()?.min(MOST_OF_A_FILE);
    (documents.len() > 1).then_some(widest)
}
