//! Tables: rows with their money.

use super::amount::{Unit, is_dash, moneys, number_at};
use super::evidence::Evidence;
use super::figure::{Fate, Figures, UnreadReason};
use super::piece::{Piece, Role};
use crate::parse::fold::folded;
use crate::source::{Grid, Line};

/// What stands around a table.
#[derive(Clone, Copy, Debug)]
pub struct Around<'a> {
    /// What the document says of itself.
    pub evidence: &'a Evidence,
    /// Unit of the last line that names one alone (`（単位：千円）`), if any.
    pub unit: Option<Unit>,
    /// The heading above, for a table without a title of its own.
    pub heading: &'a str,
    /// Number of the table in the document.
    pub number: u32,
}

/// Reads a table with known cells. Every amount in it is taken into `figures`; the pieces come in the order
/// of the rows, category cells as headings of style [`Style::Column`](super::piece::Style::Column).
#[must_use]
pub fn read_grid(grid: &Grid, around: &Around<'_>, figures: &mut Figures) -> Vec<Piece> {
    let _ = around;
    let mut pieces = Vec::new();
    for row in &grid.rows {
        let text: Vec<&str> = row
            .iter()
            .filter(|c| !c.copied)
            .map(|c| c.text.as_str())
            .collect();
        let Some(first) = row.first() else { continue };
        for cell in row.iter().filter(|c| !c.copied) {
            let chars = folded(&cell.text);
            let blank = chars.iter().all(|c| *c == ' ' || is_dash(*c));
            if !blank && (number_at(&chars, 0).is_some() || !moneys(&chars).is_empty()) {
                let id = figures.add(cell.line, cell.page, cell.text.clone());
                figures.about(id, text.first().copied().unwrap_or_default());
                figures.set(id, Fate::Unread(UnreadReason::Table));
            }
        }
        pieces.push(Piece::new(
            Role::Text,
            &text.join(" "),
            first.line,
            first.page,
        ));
    }
    pieces
}

/// Reads a table whose columns are only places on lines, if one begins with the first of `lines`: its pieces and
/// how many lines it takes. None where no table begins there.
#[must_use]
pub fn read_lines(
    lines: &[&Line],
    around: &Around<'_>,
    figures: &mut Figures,
) -> Option<(Vec<Piece>, usize)> {
    let _ = (lines, around, figures);
    None
}
