//! Programmes of two rows each, the amounts of the year before below those asked for: `上段：要求額、下段：前年度予算額`.

use super::value::is_number_like;
use super::words::joined;
use crate::source::{Grid, GridCell};

/// Fewest programmes of two rows.
const FEWEST: usize = 2;

/// Whether a line tells that the lower of two rows is of the year before.
#[must_use]
pub fn tells(text: &str) -> bool {
    let behind = text.split("下段").nth(1).unwrap_or_default();
    let behind: String = behind.chars().take(24).collect();
    ["前年", "当初予算", "昨年", "今年度"]
        .iter()
        .any(|word| behind.contains(word))
}

/// The table with each lower row as the brackets of the row above. None where no rows stand so.
pub(super) fn bracketed(grid: &Grid) -> Option<Grid> {
    let lower: Vec<usize> = (1..grid.rows.len())
        .filter(|at| {
            let rows = grid.rows.get(at - 1).zip(grid.rows.get(*at));
            rows.is_some_and(|(above, row)| goes_on(above, row))
        })
        .collect();
    // Three rows or more of one name are none of a pair.
    let paired = lower
        .windows(2)
        .all(|pair| matches!(pair, [a, b] if b - a > 1));
    if lower.len() < FEWEST || !paired {
        return None;
    }
    let mut rows: Vec<Vec<GridCell>> = Vec::with_capacity(grid.rows.len());
    for (at, row) in grid.rows.iter().enumerate() {
        match rows.last_mut() {
            Some(above) if lower.binary_search(&at).is_ok() => {
                for (cell, below) in above.iter_mut().zip(row) {
                    let text = below.text.trim();
                    if !below.copied && is_number_like(text) && is_number_like(&cell.text) {
                        let inner = text.trim_matches(['(', ')', '（', '）']);
                        cell.text = format!("{}（{inner}）", cell.text.trim());
                    }
                }
            }
            _ => rows.push(row.clone()),
        }
    }
    Some(Grid {
        caption: grid.caption.clone(),
        rows,
    })
}

/// Whether a row has nothing of its own but figures below those of the row above.
pub(super) fn goes_on(above: &[GridCell], row: &[GridCell]) -> bool {
    let words =
        |cell: &GridCell| cell.text.chars().any(char::is_alphabetic) && !is_number_like(&cell.text);
    let named = row.iter().any(|cell| cell.copied && words(cell));
    let own = row
        .iter()
        .filter(|cell| !cell.copied && !cell.text.trim().is_empty());
    let same = above
        .iter()
        .zip(row)
        .all(|(above, cell)| !cell.copied || joined(&above.text) == joined(&cell.text));
    let mut figures = own.peekable();
    named && same && figures.peek().is_some() && figures.all(|cell| is_number_like(&cell.text))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lower_rows_become_brackets() {
        assert!(tells(
            "（注）上段は令和9年度要求額、下段は令和8年度当初予算額"
        ));
        assert!(!tells("下段の写真は灯台"));
        let cell = |text: &str| GridCell {
            text: text.trim_start_matches('<').to_owned(),
            copied: text.starts_with('<'),
            ..GridCell::default()
        };
        let text = "事業名|要求額\n灯台|214\n<灯台|186\n橋|15\n<橋|（－）";
        let grid = Grid {
            caption: String::new(),
            rows: text
                .lines()
                .map(|line| line.split('|').map(cell).collect())
                .collect(),
        };
        let made: Vec<String> = bracketed(&grid)
            .unwrap_or_default()
            .rows
            .iter()
            .filter_map(|row| row.get(1))
            .map(|cell| cell.text.clone())
            .collect();
        assert_eq!(made, ["要求額", "214（186）", "15（－）"]);
    }
}
