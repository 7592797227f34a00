//! Rows and cells that are no programmes.

use super::super::head::Column;
use super::super::value::{Value, value};
use super::super::words::joined;
use crate::japanese::fold::folded;
use crate::parse::general::amount::moneys;
use crate::parse::general::figure::{Fate, Figures, TextReason, UnreadReason};
use crate::parse::general::piece::{Piece, Role};
use crate::source::GridCell;

/// Amounts in the prose of a row belong to no programme of it.
pub(super) fn prose(cell: &GridCell, figures: &mut Figures) {
    prose_as(cell, Fate::Text(TextReason::Sentence), figures);
}

/// The amounts with a unit in a cell, all with that fate.
pub(super) fn prose_as(cell: &GridCell, fate: Fate, figures: &mut Figures) {
    for money in moneys(&folded(&cell.text)) {
        let printed: String = cell
            .text
            .chars()
            .skip(money.start)
            .take(money.end.saturating_sub(money.start))
            .collect();
        let id = figures.add(cell.line, cell.page, printed);
        figures.set(id, fate);
    }
}

/// A bare number among words in a column of money that nothing explains is said to be unread: `1,200（一部）`. A date or a count
/// (`3月`, `2か所`) is none.
pub(super) fn unread_number(cell: &GridCell, role: Column, figures: &mut Figures) {
    let chars = folded(&cell.text);
    let money = matches!(role, Column::Request | Column::Base) && moneys(&chars).is_empty();
    let digits = chars
        .iter()
        .take_while(|c| c.is_ascii_digit() || matches!(c, ',' | ' ' | '△' | '▲'));
    let grouped = digits.clone().filter(|c| c.is_ascii_digit()).count();
    let next = chars.get(digits.count());
    if money && grouped >= 2 && next.is_none_or(|c| !c.is_alphabetic() && *c != '%') {
        let id = figures.add(cell.line, cell.page, joined(&cell.text));
        figures.set(id, Fate::Unread(UnreadReason::Ambiguous));
    }
}

pub(super) fn text_of(row: &[GridCell], (line, page): (u32, u32)) -> Piece {
    let texts: Vec<String> = row
        .iter()
        .filter(|cell| !cell.copied)
        .map(|cell| joined(&cell.text))
        .collect();
    let texts: Vec<String> = texts.into_iter().filter(|text| !text.is_empty()).collect();
    Piece::new(Role::Text, &texts.join(" "), line, page)
}

/// A row of text; amounts with a unit in it are running text.
pub(in super::super) fn text(
    row: &[GridCell],
    line: u32,
    page: u32,
    figures: &mut Figures,
) -> Piece {
    for cell in row.iter().filter(|cell| !cell.copied) {
        prose(cell, figures);
    }
    text_of(row, (line, page))
}

/// A row of a table whose columns nobody can tell: its figures are said to be unread.
pub(in super::super) fn unread(row: &[GridCell], figures: &mut Figures) -> Piece {
    let place = row.first().map_or((0, 0), |cell| (cell.line, cell.page));
    let about = row
        .iter()
        .map(|cell| joined(&cell.text))
        .find(|text| text.chars().any(char::is_alphabetic));
    for cell in row.iter().filter(|cell| !cell.copied) {
        if matches!(
            value(&cell.text, None),
            Value::Amount { .. } | Value::NoUnit(_)
        ) {
            let id = figures.add(cell.line, cell.page, joined(&cell.text));
            figures.about(id, about.as_deref().unwrap_or_default());
            figures.set(id, Fate::Unread(UnreadReason::Table));
        } else {
            prose(cell, figures);
        }
    }
    text_of(row, place)
}
