//! Rows and cells that are no programmes.

use super::super::head::Column;
use super::super::value::{Value, is_numeric, run_of_numbers, value};
use super::super::words::{counts, joined};
use crate::japanese::fold::folded;
use crate::parse::general::amount::moneys;
use crate::parse::general::figure::{Fate, FigureId, Figures, TextReason, UnreadReason};
use crate::parse::general::piece::{Piece, Role};
use crate::source::GridCell;

/// Amounts in the prose of a row belong to no programme of it.
pub(super) fn prose(cell: &GridCell, figures: &mut Figures) {
    prose_as(cell, Fate::Text(TextReason::Sentence), figures);
}

/// The amounts with a unit in a cell, all with that fate.
pub(super) fn prose_as(cell: &GridCell, fate: Fate, figures: &mut Figures) -> Vec<FigureId> {
    let mut ids = Vec::new();
    for money in moneys(&folded(&cell.text)) {
        let printed: String = cell
            .text
            .chars()
            .skip(money.start)
            .take(money.end.saturating_sub(money.start))
            .collect();
        let id = figures.add(cell.line, cell.page, printed);
        figures.set(id, fate);
        ids.push(id);
    }
    ids
}

/// A bare number among words in a column of money that nothing explains is said to be unread: `1,200（一部）`. A date or a count
/// (`3月`, `2か所`) is none.
pub(super) fn unread_number(
    cell: &GridCell,
    role: Column,
    figures: &mut Figures,
) -> Option<FigureId> {
    let chars = folded(&cell.text);
    let money = matches!(role, Column::Request | Column::Base) && moneys(&chars).is_empty();
    let digits = chars
        .iter()
        .take_while(|c| c.is_ascii_digit() || matches!(c, ',' | ' ' | '△' | '▲'));
    let grouped = digits.clone().filter(|c| c.is_ascii_digit()).count();
    let next = chars.get(digits.count());
    let large = money && chars.iter().any(|c| matches!(c, '兆' | '億'));
    // Four digits and words behind them: a cell that has lost its border.
    let glued = |c: &char| c.is_alphabetic() && (grouped < 4 || *c == '年');
    let plain = money && grouped >= 2 && next.is_none_or(|c| !glued(c) && *c != '%');
    (plain || large && grouped > 0).then(|| {
        let id = figures.add(cell.line, cell.page, joined(&cell.text));
        figures.set(id, Fate::Unread(UnreadReason::Ambiguous));
        id
    })
}

/// Numbers that a name ends in, where the columns of its row hold none: `架空灯台 0 312` has lost its cells. Whether there are any.
pub(super) fn swallowed(name: &str, place: (u32, u32), figures: &mut Figures) -> bool {
    let mut words = name.split([' ', '\u{3000}']).rev();
    let numbers: Vec<&str> = words
        .by_ref()
        .take_while(|word| {
            let grouped = word.contains([',', '，']) || word.chars().count() > 2;
            grouped && is_numeric(word)
        })
        .collect();
    let named = name.chars().any(char::is_alphabetic);
    // `架空灯台 86 88 83 ▲5`: small ones are told by standing together.
    let run = run_of_numbers(&folded(name));
    let numbers: Vec<String> = match run.is_empty() {
        true => numbers.iter().rev().map(|n| (*n).to_owned()).collect(),
        false => run,
    };
    if numbers.is_empty() || !named {
        return false;
    }
    for number in numbers {
        let id = figures.add(place.0, place.1, number);
        figures.about(id, name);
        figures.set(id, Fate::Unread(UnreadReason::Table));
    }
    true
}

/// Whether a cell is a number in brackets alone: `（437）`.
pub(in super::super) fn is_bracketed(text: &str) -> bool {
    let chars = folded(text.trim());
    let open = chars.first().is_some_and(|c| matches!(c, '(' | '['));
    let close = chars.last().is_some_and(|c| matches!(c, ')' | ']'));
    let inner = chars
        .get(1..chars.len().saturating_sub(1))
        .unwrap_or_default();
    open && close
        && inner.iter().any(char::is_ascii_digit)
        && inner
            .iter()
            .all(|c| !matches!(c, '(' | '[' | '▲' | '△' | '+' | ')' | ']'))
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
        // The columns that they stood in are lost.
        for number in run_of_numbers(&folded(&cell.text)) {
            let id = figures.add(cell.line, cell.page, number);
            figures.about(id, &joined(&cell.text));
            figures.set(id, Fate::Unread(UnreadReason::Table));
        }
    }
    text_of(row, (line, page))
}

/// A row of a table whose columns nobody can tell: its figures are said to be unread, but for those under a head that counts something
/// else (`要求（人）`).
pub(in super::super) fn unread(
    row: &[GridCell],
    heads: &[GridCell],
    figures: &mut Figures,
) -> Piece {
    let place = row.first().map_or((0, 0), |cell| (cell.line, cell.page));
    let about = row
        .iter()
        .map(|cell| joined(&cell.text))
        .find(|text| text.chars().any(char::is_alphabetic));
    for (column, cell) in row.iter().enumerate().filter(|(_, cell)| !cell.copied) {
        let counted = heads.get(column).is_some_and(|head| counts(&head.text));
        if !counted
            && matches!(
                value(&cell.text, None),
                Value::Amount { .. } | Value::NoUnit(_)
            )
        {
            let id = figures.add(cell.line, cell.page, joined(&cell.text));
            figures.about(id, about.as_deref().unwrap_or_default());
            figures.set(id, Fate::Unread(UnreadReason::Table));
        } else {
            prose(cell, figures);
        }
    }
    text_of(row, place)
}
