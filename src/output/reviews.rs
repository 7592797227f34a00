//! Answers of review sheets: what became of a line, who else does this, ready questions, sums, rows.

mod ask;
mod outcome;
mod sums;
mod tally;
mod traced;
mod years;

pub use ask::{Questions, Similar, questions, similar};
pub use sums::totals;
pub use traced::Traced;
pub use years::{SheetLines, rows, whole};

use std::io::{self, Write};

use rust_decimal::Decimal;

use super::Look;
use super::rows::Cells;

use crate::review::Yen;

/// Form of an answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Shape {
    /// For people.
    Text,
    /// One JSON value.
    Json,
    /// One JSON value a line.
    Jsonl,
    /// A table with a head line.
    Csv,
}

/// Form of the rows of sheets.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RowShape {
    /// One JSON value a line.
    Jsonl,
    /// A table with a head line.
    Table(Cells),
    /// The same for other programs.
    Parquet,
}

/// Writes what became of lines in that form.
///
/// # Errors
/// What `out` says.
pub fn trace(
    out: &mut dyn Write,
    look: &Look,
    traced: &Traced<'_>,
    shape: Shape,
) -> io::Result<()> {
    match shape {
        Shape::Text => outcome::text(out, look, traced),
        _ => traced::data(out, traced, shape),
    }
}

/// The sums of the lines, by the ledger's rules, for people who have the lines themselves as data; none of one line.
#[must_use]
pub fn sums_of(look: &Look, traced: &Traced<'_>) -> Option<String> {
    let [_, sums] = tally::told(traced, look);
    (traced.traces.len() > 1).then_some(sums)
}

/// A figure in 億円 as data has it; none where it is not known.
fn oku(yen: Option<Yen>) -> Option<String> {
    yen.map(|yen| yen.oku().to_string())
}

/// The figure as a cell: empty where it is not known.
fn cell(yen: Option<Yen>) -> String {
    oku(yen).unwrap_or_default()
}

/// A figure for people, to a hundredth of 億円; exact where that is no loss.
fn shown_oku(yen: Yen) -> Decimal {
    yen.hundredths()
}
