//! Tables of which one column holds names and, below each on lines of their own, its amounts.

use super::words;
use crate::japanese::fold::folded;
use crate::parse::general::amount::moneys;
use crate::source::{Grid, GridCell};

/// Fewest rows that show such a column.
const FEWEST: usize = 2;

/// A table whose names have their amounts below them in one cell, as a table with the two in columns of their own:
/// `架空灯台の改修⏎（架空課）⏎214千円⏎（180千円）` is `架空灯台の改修（架空課）` and `214千円（180千円）`. None for any other.
pub(super) fn parted(grid: &Grid) -> Option<Grid> {
    let column = (0..grid.rows.first()?.len()).find(|column| is_both(grid, *column))?;
    let rows = grid.rows.iter().map(|row| {
        let mut row = row.clone();
        let Some(cell) = row.get_mut(column) else {
            return row;
        };
        let (name, amount) = match split(&cell.text) {
            Some(parts) => parts,
            None if !cell.text.contains(char::is_numeric) && of_head(&cell.text) => {
                ("事業名".to_owned(), "予算額".to_owned())
            }
            None => (cell.text.clone(), String::new()),
        };
        let amount = GridCell {
            text: amount,
            ..cell.clone()
        };
        cell.text = name;
        row.insert(column + 1, amount);
        row
    });
    Some(Grid {
        caption: grid.caption.clone(),
        rows: rows.collect(),
    })
}

/// Whether the head of such a column says that it holds names and amounts: `事業名（所管課）・予算額`.
fn of_head(text: &str) -> bool {
    let text = words::joined(text);
    text.contains('名') && (text.contains('額') || text.contains("予算"))
}

/// Whether a column is of names with their amounts below: all cells but heads and empty ones.
fn is_both(grid: &Grid, column: usize) -> bool {
    let cells = grid.rows.iter().filter_map(|row| row.get(column));
    let own = cells.filter(|cell| !cell.copied && !cell.text.trim().is_empty());
    let texts: Vec<&GridCell> = own.filter(|cell| !of_head(&cell.text)).collect();
    texts.len() >= FEWEST && texts.iter().all(|cell| split(&cell.text).is_some())
}

/// A cell's name and its amounts, each on one line. None where a line of the name has money, or one behind it has none.
fn split(text: &str) -> Option<(String, String)> {
    let lines: Vec<&str> = text
        .lines()
        .map(str::trim)
        .filter(|l| !l.is_empty())
        .collect();
    let first = lines.iter().position(|line| is_amount(line))?;
    let (name, amounts) = lines.split_at_checked(first)?;
    let last = amounts.iter().skip(1).all(|line| is_bracket(line));
    let named = name
        .first()
        .is_some_and(|line| !line.starts_with(['・', '(']))
        && amounts.len() < 4;
    let bare = name.iter().all(|line| moneys(&folded(line)).is_empty());
    (last && named && bare).then(|| (name.concat(), amounts.concat()))
}

/// Whether a line is an amount and nothing else, perhaps with a bracket of another: `214千円（180千円）`.
fn is_amount(line: &str) -> bool {
    let chars = folded(line);
    let open = chars
        .iter()
        .position(|c| matches!(c, '(' | '[' | '〔' | '〈'));
    let own = chars.get(..open.unwrap_or(chars.len())).unwrap_or_default();
    let Some(money) = moneys(own).first().copied() else {
        return false;
    };
    let alone = own.iter().skip(money.end).all(|c| *c == ' ')
        && own.iter().position(|c| *c != ' ') == Some(money.start);
    let rest: String = chars.iter().skip(own.len()).collect();
    alone && (rest.is_empty() || is_bracket(&rest))
}

/// Whether a line is a bracket of an amount, of none, or of a word for it: `（180千円）`, `（－）`, `（前年同額）`.
fn is_bracket(line: &str) -> bool {
    let chars = folded(line);
    let inner = match chars.as_slice() {
        ['(', inner @ .., ')']
        | ['[', inner @ .., ']']
        | ['〔', inner @ .., '〕']
        | ['〈', inner @ .., '〉'] => inner,
        _ => return false,
    };
    let text: String = inner.iter().filter(|c| **c != ' ').collect();
    !moneys(inner).is_empty()
        || matches!(
            text.as_str(),
            "-" | "－" | "―" | "0" | "皆増" | "新規" | "前年同額" | "同額"
        )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_with_their_amounts_below() {
        let parts = |text: &str| split(text);
        let two = |a: &str, b: &str| Some((a.to_owned(), b.to_owned()));
        assert_eq!(
            parts("架空灯台の改修\n（架空課）\n214千円\n（180千円）"),
            two("架空灯台の改修（架空課）", "214千円（180千円）")
        );
        assert_eq!(
            parts("架空桟橋\n3億円（－）"),
            two("架空桟橋", "3億円（－）")
        );
        assert_eq!(parts("架空桟橋\n3億円を計上"), None);
        assert_eq!(parts("架空桟橋 3億円\n4億円"), None);
        assert_eq!(parts("架空桟橋"), None);
    }
}
