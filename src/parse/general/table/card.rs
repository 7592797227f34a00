//! A form of one programme, labels and values side by side: `施策名 | 架空灯台`, `要求額 | 2,140百万円 | 前年度予算額 | 1,875百万円`.

use super::forms::NAMES;
use super::head;
use super::value::is_number_like;
use super::words::joined;
use crate::japanese::fold::folded;
use crate::source::{Grid, GridCell};

/// Most rows of a form.
const MOST_ROWS: usize = 24;

/// The form as a table of one row under its labels. None for any other table, and for one of two programmes or more.
pub(super) fn row_of(grid: &Grid) -> Option<Grid> {
    if grid.rows.len() > MOST_ROWS {
        return None;
    }
    let mut name: Option<(GridCell, GridCell)> = None;
    let mut money: Vec<(GridCell, GridCell)> = Vec::new();
    for row in &grid.rows {
        let own: Vec<&GridCell> = row
            .iter()
            .filter(|cell| !cell.copied && !cell.text.trim().is_empty())
            .collect();
        let figures = own.iter().filter(|cell| is_figure(cell)).count();
        for pair in own.windows(2) {
            let [label, value] = pair else { continue };
            let words = plain(&label.text);
            if NAMES.contains(&words.as_str()) {
                // The head of a list has another label beside it.
                let listed = head::is_head_word(&value.text);
                if listed || name.is_some() {
                    return None;
                }
                name = Some(((*label).clone(), (*value).clone()));
            } else if head::tells_money(&label.text) && is_figure(value) {
                money.push(((*label).clone(), (*value).clone()));
            }
        }
        // Two figures behind one label are a row of a table.
        if figures > own.len().div_ceil(2) {
            return None;
        }
    }
    let (label, value) = name?;
    if money.is_empty() || money.len() > 6 {
        return None;
    }
    let (heads, values): (Vec<GridCell>, Vec<GridCell>) =
        std::iter::once((label, value)).chain(money).unzip();
    Some(Grid {
        caption: grid.caption.clone(),
        rows: vec![heads, values],
    })
}

fn plain(text: &str) -> String {
    folded(&joined(text))
        .into_iter()
        .filter(|c| *c != ' ')
        .collect()
}

fn is_figure(cell: &GridCell) -> bool {
    let text = plain(&cell.text);
    let own = text.split(['(', '[']).next().unwrap_or_default();
    is_number_like(&text) || is_number_like(own)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn grid(text: &str) -> Grid {
        let cell = |text: &str| GridCell {
            text: text.to_owned(),
            ..GridCell::default()
        };
        let rows = text.lines().map(|line| line.split('|').map(cell).collect());
        Grid {
            caption: String::new(),
            rows: rows.collect(),
        }
    }

    #[test]
    fn a_form_becomes_a_row_and_a_list_does_not() {
        let form = "施策番号|1|担当課室|港湾課\n施 策 名|架空灯台の改修||\n令和９年度 要 求 額|2,140百万円|令和８年度 当初予算額|－（新規）\n概要|灯室 12基を直す。||";
        let made = row_of(&grid(form)).unwrap_or_default();
        let texts: Vec<Vec<&str>> = made
            .rows
            .iter()
            .map(|row| row.iter().map(|cell| cell.text.as_str()).collect())
            .collect();
        assert_eq!(
            texts,
            [
                ["施 策 名", "令和９年度 要 求 額", "令和８年度 当初予算額"],
                ["架空灯台の改修", "2,140百万円", "－（新規）"]
            ]
        );
        assert_eq!(
            row_of(&grid("事業名|要求額|予算額\n架空灯台|12|10\n架空橋|3|4")),
            None
        );
    }
}
