//! Sheets of one form for each programme: its name in one row, its amounts under heads of their own in another.

use super::head::is_head_word;
use super::value::is_numeric;
use super::words::joined;
use crate::source::{Grid, GridCell};

/// What the name of a programme is called on a form.
pub(super) const NAMES: [&str; 7] = [
    "事業名",
    "施策名",
    "事務事業名",
    "取組名",
    "事業名称",
    "施策・事業名",
    "事業の名称",
];

/// Most rows from a name to its amounts.
const FAR: usize = 8;

/// A form: which rows it has, its name, and the row of heads over its amounts.
struct Form<'a> {
    row: usize,
    name: &'a GridCell,
    heads: usize,
}

/// Two forms or more with the same heads, as one table with a row for each: `事業名 | 架空灯台` over
/// `事業費 | 令和9年度要求額 | 令和8年度予算額` and their figures. None for any other sheet.
pub(super) fn forms(grid: &Grid) -> Option<Grid> {
    let forms: Vec<Form<'_>> = (0..grid.rows.len())
        .filter_map(|row| form_at(grid, row))
        .collect();
    let [first, _, ..] = forms.as_slice() else {
        return None;
    };
    let heads = grid.rows.get(first.heads)?;
    let same = |form: &Form<'_>| {
        let own = grid.rows.get(form.heads);
        own.is_some_and(|own| texts(own).eq(texts(heads)))
    };
    if !forms.iter().all(same) {
        return None;
    }
    let words = |text: &str, like: &GridCell| GridCell {
        text: text.to_owned(),
        copied: false,
        ..like.clone()
    };
    let mut head = vec![words("事業名", first.name)];
    head.extend(heads.iter().cloned());
    head.extend(["区分", "内容"].map(|text| words(text, first.name)));
    let width = head.len();
    let mut rows = vec![head];
    let mut from = 0;
    for (n, form) in forms.iter().enumerate() {
        if let Some(cell) = heading_before(grid, from, form.row) {
            let mut row = vec![words("", cell); width];
            if let Some(first) = row.first_mut() {
                *first = cell.clone();
            }
            rows.push(row);
        }
        let end = forms.get(n + 1).map_or(grid.rows.len(), |next| next.row);
        let mut row = vec![form.name.clone()];
        row.extend(grid.rows.get(form.heads + 1)?.iter().cloned());
        row.push(words(&kind_of(grid, form), form.name));
        let below = (form.heads + 2..end).take_while(|row| !is_blank(grid, *row));
        let prose = below.filter_map(|row| grid.rows.get(row));
        let prose: Vec<&str> = prose.flat_map(|row| texts(row)).collect();
        row.push(words(&prose.join(" "), form.name));
        rows.push(row);
        from = form.heads + 2;
    }
    Some(Grid {
        caption: grid.caption.clone(),
        rows,
    })
}

/// The form whose name stands in that row.
fn form_at(grid: &Grid, row: usize) -> Option<Form<'_>> {
    let cells: Vec<&GridCell> = own(grid.rows.get(row)?).collect();
    let at = cells.iter().position(|cell| is_name_label(cell))?;
    let name = cells.get(at + 1)?;
    if !name.text.contains(char::is_alphabetic) || is_head_word(&name.text) {
        return None;
    }
    let heads = (row + 1..row + 1 + FAR).find(|row| is_over_figures(grid, *row))?;
    let between = grid.rows.get(row + 1..heads)?;
    let again = between.iter().any(|row| own(row).any(is_name_label));
    (!again).then_some(Form { row, name, heads })
}

/// Whether a cell says that a name stands behind it.
fn is_name_label(cell: &GridCell) -> bool {
    NAMES.contains(&label(cell).as_str())
}

/// What a cell says, without the blanks that set it wide: `事 業 名`.
fn label(cell: &GridCell) -> String {
    cell.text.chars().filter(|c| !c.is_whitespace()).collect()
}

/// Whether a row is two heads of money or more over a row of figures.
fn is_over_figures(grid: &Grid, row: usize) -> bool {
    let (Some(heads), Some(values)) = (grid.rows.get(row), grid.rows.get(row + 1)) else {
        return false;
    };
    let of_money = |cell: &&GridCell| {
        let text = joined(&cell.text);
        ["要求額", "予算額", "当初予算", "予算案"]
            .iter()
            .any(|word| text.contains(word))
    };
    let figures = own(values).filter(|cell| is_numeric(&cell.text)).count();
    let numbers = own(heads).any(|cell| is_numeric(&cell.text));
    own(heads).filter(of_money).count() >= 2 && !numbers && figures > 0
}

/// The last text that stands alone on its row between two forms: what the next ones belong to.
fn heading_before(grid: &Grid, from: usize, to: usize) -> Option<&GridCell> {
    (from..to).rev().find_map(|row| {
        let mut cells = own(grid.rows.get(row)?);
        let cell = cells.next()?;
        let alone = cells.next().is_none() && cell.text.chars().count() <= 40;
        (alone && cell.text.contains(char::is_alphabetic)).then_some(cell)
    })
}

/// 新規, 終了 and the like, from the rows around the name.
fn kind_of(grid: &Grid, form: &Form<'_>) -> String {
    let rows = grid.rows.get(form.row.saturating_sub(1)..form.heads);
    for row in rows.unwrap_or_default() {
        let cells: Vec<&GridCell> = own(row).collect();
        for pair in cells.windows(2) {
            if let [head, value] = pair
                && label(head) == "区分"
            {
                return value.text.clone();
            }
        }
    }
    String::new()
}

fn is_blank(grid: &Grid, row: usize) -> bool {
    grid.rows
        .get(row)
        .is_none_or(|row| own(row).next().is_none())
}

/// The cells of a row that are no copies and not empty.
fn own(row: &[GridCell]) -> impl Iterator<Item = &GridCell> {
    row.iter()
        .filter(|cell| !cell.copied && !cell.text.trim().is_empty())
}

fn texts(row: &[GridCell]) -> impl Iterator<Item = &str> {
    own(row).map(|cell| cell.text.as_str())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn grid(rows: &[&[&str]]) -> Grid {
        let cell = |text: &&str| GridCell {
            text: (*text).to_owned(),
            ..GridCell::default()
        };
        Grid {
            caption: String::new(),
            rows: rows
                .iter()
                .map(|row| row.iter().map(cell).collect())
                .collect(),
        }
    }

    #[test]
    fn a_form_is_a_row() {
        let sheet = grid(&[
            &["政策１　架空の港", "", ""],
            &["事 業 名", "架空灯台", ""],
            &["事業費（千円）", "令和9年度要求額", "令和8年度予算額"],
            &["", "300", "200"],
            &["概要", "灯を点す", ""],
            &["", "", ""],
            &["事 業 名", "架空桟橋", ""],
            &["事業費（千円）", "令和9年度要求額", "令和8年度予算額"],
            &["", "500", ""],
        ]);
        let table = forms(&sheet).unwrap();
        let text = |row: usize, n: usize| table.rows[row][n].text.clone();
        assert_eq!(table.rows.len(), 4);
        assert_eq!(text(1, 0), "政策１　架空の港");
        assert_eq!((text(2, 0), text(2, 2)), ("架空灯台".into(), "300".into()));
        assert_eq!(text(2, 5), "概要 灯を点す");
        assert_eq!((text(3, 0), text(3, 2)), ("架空桟橋".into(), "500".into()));
        assert!(forms(&grid(&[&["事業名", "予算額"], &["架空灯台", "3"]])).is_none());
    }
}
