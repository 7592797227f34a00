//! Which rows of a table are heads.

use super::head::is_head_word;
use super::row;
use super::value::is_numeric;
use crate::japanese::fold::folded;
use crate::parse::general::amount::{is_unit_word, unit_in};
use crate::parse::general::piece::Style;
use crate::source::GridCell;

/// Whether a number stands before a title.
pub(super) fn numbered(title: &str) -> bool {
    matches!(row::marked(title).0, Some(style) if !matches!(style, Style::Sign(_)))
}

/// Whether a text tells the unit and nothing else: `千円`, `（単位：千円）`.
pub(super) fn is_unit(text: &str) -> bool {
    let chars = folded(text);
    let told = || {
        let mut inner = chars.iter().filter(|c| !matches!(c, '(' | '[' | ' '));
        chars.len() <= 16 && inner.next() == Some(&'単') && inner.next() == Some(&'位')
    };
    is_unit_word(&chars) || told() && unit_in(&chars).is_some()
}

/// The texts of a row, each once.
pub(super) fn distinct(row: &[GridCell]) -> Vec<&str> {
    let mut texts: Vec<&str> = Vec::new();
    let mut last = None;
    for cell in row {
        let text = cell.text.trim();
        let again = cell.copied && last == Some(text);
        if !text.is_empty() && !again {
            texts.push(text);
        }
        last = Some(text);
    }
    texts
}

/// Whether the first row is the upper one of a head whose words alone do not tell it: it has a cell of money over several cells of the next
/// row, and that one is a head.
pub(super) fn is_over_head(rows: &[Vec<GridCell>]) -> bool {
    let [first, second, ..] = rows else {
        return false;
    };
    let texts = distinct(first);
    let short = |text: &&str| text.chars().count() <= 24 && !text.contains('。');
    let spans = first.windows(2).zip(second.windows(2)).any(|pair| {
        let ([over, copy], [left, right]) = pair else {
            return false;
        };
        let apart = |cell: &GridCell| !cell.copied && !cell.text.trim().is_empty();
        copy.copied
            && copy.text == over.text
            && unit_in(&folded(&over.text)).is_some()
            && apart(left)
            && apart(right)
    });
    texts.len() >= 3
        && spans
        && texts.iter().all(short)
        && !texts.iter().any(|text| is_numeric(text))
        && !is_head(first)
        && is_head(second)
}

/// The texts of a row without those of cells that reach down from the row above, where two others at least are left.
fn own_texts(row: &[GridCell]) -> Vec<&str> {
    let own: Vec<&str> = row
        .iter()
        .filter(|cell| !cell.copied)
        .map(|cell| cell.text.trim())
        .filter(|text| !text.is_empty())
        .collect();
    if own.len() >= 2 { own } else { distinct(row) }
}

/// Most texts are words of heads, none is a number.
pub(super) fn is_head(row: &[GridCell]) -> bool {
    let texts = own_texts(row);
    let words = texts.iter().filter(|text| is_head_word(text)).count();
    let numbers = texts
        .iter()
        .any(|text| is_numeric(text) && !is_unit_word(&folded(text)));
    let unit_only = texts.iter().all(|text| is_unit_word(&folded(text)));
    texts.len() >= 2 && !numbers && !unit_only && words * 10 >= texts.len() * 6
}
