//! Tables with one cell a line, as plain converters leave them: the words of the head one below the other,
//! then a name and as many numbers as there are columns of numbers.

use super::is_blank;
use crate::japanese::fold::folded;
use crate::parse::general::amount::{is_unit_word, unit_in};
use crate::parse::general::table::head::{self, Column, is_head_word};
use crate::parse::general::table::row::marked;
use crate::parse::general::table::value::is_numeric;
use crate::parse::general::table::words::{close_up, joined};
use crate::source::{Grid, GridCell, Line};

/// Most cells of a head.
const MOST_HEAD: usize = 12;

/// A cell: the lines between two blank ones, or a line.
struct Cell {
    text: String,
    line: u32,
    page: u32,
    /// Lines up to its end.
    end: usize,
    /// Which group of lines between blank ones it stands in.
    group: usize,
}

pub(super) fn grid_of(lines: &[&Line]) -> Option<(Grid, usize)> {
    // The cheap question first: it is asked of every line of a document.
    let first = lines.first()?;
    let unit = is_unit_word(&folded(first.text.trim())) || first.text.contains("単位");
    if unit || !is_head_word(&first.text) || first.text.chars().count() > 24 {
        return None;
    }
    let parted = lines.get(1..8)?.iter().any(|line| is_blank(line));
    let mut cells = cells(lines, parted);
    // `（単位：千円）` below the head is of the whole table.
    let told = |cell: &Cell| cell.text.contains("単位") && unit_in(&folded(&cell.text)).is_some();
    let unit = cells.iter().take(MOST_HEAD).position(told);
    let caption = unit.map_or_else(String::new, |at| cells.remove(at).text);
    let heads = cells
        .iter()
        .take(MOST_HEAD)
        .take_while(|cell| is_head_word(&cell.text) && !is_numeric(&cell.text))
        .count();
    // The last word before the first number names the first row: `架空灯台の改修事業` may read as a word of heads.
    let named = cells.get(heads).is_some_and(|cell| is_numeric(&cell.text));
    let heads = heads.saturating_sub(usize::from(named));
    if heads < 2 {
        return None;
    }
    let head: Vec<String> = cells
        .iter()
        .take(heads)
        .map(|cell| cell.text.clone())
        .collect();
    let columns = head::columns(&head, &vec![true; heads])?;
    let numbers: Vec<usize> = (0..heads)
        .filter(|n| {
            columns
                .roles
                .get(*n)
                .is_some_and(|role| role.is_money() || *role == Column::Rate)
        })
        .collect();
    // A year or budget that is neither the request nor the base has its column as well.
    let between = |n: &usize| {
        let other = columns.roles.get(*n) == Some(&Column::Other);
        let year = head.get(*n).is_some_and(|text| {
            head::year_in(text).is_some() && ["予算", "決算", "額"].iter().any(|w| text.contains(w))
        });
        other && year
    };
    let numbers: Vec<usize> = (0..heads)
        .filter(|n| numbers.contains(n) || between(n))
        .collect();
    let name = (0..heads).find(|n| !numbers.contains(n))?;
    // A title above a head is no column: `令和9年度予算要求一覧`.
    if numbers.len() < 2 || numbers.contains(&0) {
        return None;
    }
    let remark = columns.roles.iter().position(|r| *r == Column::Remark);
    let blank = |cell: &Cell| {
        vec![
            GridCell {
                line: cell.line,
                page: cell.page,
                ..GridCell::default()
            };
            heads
        ]
    };
    let mut rows: Vec<Vec<GridCell>> = Vec::new();
    let mut header = blank(cells.first()?);
    for (to, text) in header.iter_mut().zip(&head) {
        to.text.clone_from(text);
    }
    rows.push(header);
    let (mut at, mut taken, mut found) = (heads, 0, 0);
    while let Some(cell) = cells.get(at) {
        if is_numeric(&cell.text) || stops(&cell.text) {
            break;
        }
        let values: Vec<&Cell> = cells
            .iter()
            .skip(at + 1)
            .take(numbers.len())
            .take_while(|cell| is_numeric(&cell.text) || tag(&cell.text))
            .collect();
        let mut row = blank(cell);
        if values.len() == numbers.len() {
            set(&mut row, name, &cell.text);
            for (slot, value) in numbers.iter().zip(&values) {
                set(&mut row, *slot, &value.text);
            }
            found += 1;
        } else if values.is_empty() {
            // A heading, or the first part of a name: only rows tell.
            let next = cells.get(at + 1)?;
            let follows = cells
                .iter()
                .skip(at + 2)
                .take(numbers.len())
                .filter(|cell| is_numeric(&cell.text))
                .count();
            let heading =
                marked(&cell.text).0.is_some() || cell.text.starts_with(['【', '《', '〈']);
            if !heading && follows < numbers.len() || stops(&next.text) {
                break;
            }
            set(&mut row, name, &cell.text);
        } else {
            // Fewer numbers than columns: nobody can tell which.
            for (slot, value) in numbers.iter().zip(&values) {
                set(&mut row, *slot, &value.text);
            }
        }
        let count = values.len();
        // A remark behind the numbers, in the same group of lines.
        let beside = cells.get(at + 1 + count).filter(|next| {
            parted && count > 0 && next.group == cell.group && !is_numeric(&next.text)
        });
        if let (Some(next), Some(slot)) = (beside, remark) {
            set(&mut row, slot, &next.text);
            at += 1;
        }
        at += 1 + count;
        taken = cells.get(at - 1).map_or(taken, |cell| cell.end);
        rows.push(row);
    }
    (found > 0).then_some((Grid { caption, rows }, taken))
}

fn set(row: &mut [GridCell], at: usize, text: &str) {
    if let Some(cell) = row.get_mut(at) {
        text.clone_into(&mut cell.text);
    }
}

fn tag(text: &str) -> bool {
    matches!(text.trim(), "皆増" | "皆減" | "新規" | "廃止" | "事項要求")
}

/// Sentences and notes end a table.
fn stops(text: &str) -> bool {
    text.contains('。')
        || text.trim_start().starts_with(['※', '注', '＊'])
        || text.chars().count() > 80
}

fn cells(lines: &[&Line], parted: bool) -> Vec<Cell> {
    let mut cells: Vec<Cell> = Vec::new();
    let mut open = false;
    let mut group = 0;
    // A whole head in one group of lines: 事業名, 前年度予算額, 要求額, one below the other.
    let together = |n: usize| {
        let group = lines.iter().skip(n).take_while(|line| !is_blank(line));
        let mut count = 0;
        let heads = group.take(MOST_HEAD).all(|line| {
            count += 1;
            is_head_word(&line.text) && line.text.trim().chars().count() <= 12
        });
        heads && count >= 3
    };
    let mut apart = false;
    for (n, line) in lines.iter().enumerate() {
        if is_blank(line) {
            open = false;
            continue;
        }
        if !open {
            group += 1;
            // Where the head's words stand in groups of their own, one group is one word of it.
            apart = group == 1 && together(n);
        }
        let text = close_up(line.text.trim());
        match cells.last_mut() {
            Some(last)
                if parted && open && !apart && !is_numeric(&last.text) && !is_numeric(&text) =>
            {
                last.text = joined(&format!("{}\n{text}", last.text));
                last.end = n + 1;
            }
            _ => cells.push(Cell {
                text,
                line: line.number,
                page: line.page,
                end: n + 1,
                group,
            }),
        }
        open = true;
        if cells.len() > 4_000 {
            break;
        }
    }
    cells
}
