//! Widths of columns that tree, table and lists share.

use crate::explorer::state::forest::Arrangement;
use crate::explorer::words;
use crate::lang::{Lang, Text};
use crate::ledger::LineSort;

/// Columns of one figure.
pub const NUMBER_COLUMNS: usize = 8;
/// Columns of a request, which for a total may have six digits.
pub const REQUEST_COLUMNS: usize = 9;
/// Columns of the mark before a row: selected or marked.
pub const GUTTER: usize = 1;

/// The name of a column with an arrow where rows are in its order.
#[must_use]
pub fn named(name: Text, sort: LineSort, arrangement: &Arrangement, lang: Lang) -> String {
    let arrow = match (arrangement.sort == sort, arrangement.turned) {
        _ if sort == LineSort::Document => "",
        (false, _) => "",
        // Names go from the first on.
        (true, turned) if turned != (sort == LineSort::Name) => "↑",
        (true, _) => "↓",
    };
    format!("{}{arrow}", name.get(lang))
}

/// The order that a click on a head asks for: that of the column whose name stands there.
#[must_use]
pub fn sort_of(head: &str, lang: Lang) -> Option<LineSort> {
    let name = head.trim_end_matches(['↑', '↓']);
    [
        (words::REQUEST, LineSort::Request),
        (words::CHANGE, LineSort::Change),
        (words::PERCENT, LineSort::Percent),
        (words::NAME, LineSort::Name),
        (words::ADDRESS, LineSort::Document),
        (words::TREE, LineSort::Document),
    ]
    .into_iter()
    .find(|(word, _)| word.get(lang) == name)
    .map(|(_, sort)| sort)
}
