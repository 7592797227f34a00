//! Rows of the sections of a budget, whose number and title stand in the columns left of the names: `2款 | 総務費 | | 474,780`.

use super::head;
use super::words::joined;
use crate::japanese::fold::folded;
use crate::source::{Grid, GridCell};

/// Fewest such rows.
const FEWEST: usize = 2;

/// The table with the titles of such rows, number and all, in the column of the names. None where it has no such rows, or no head
/// that says where its names are.
pub(super) fn titled(grid: &Grid) -> Option<Grid> {
    let names = |cell: &GridCell| head::names(&joined(&cell.text));
    let name = grid
        .rows
        .iter()
        .take(8)
        .find_map(|row| row.iter().rposition(names))?;
    let found: Vec<(usize, usize)> = grid
        .rows
        .iter()
        .enumerate()
        .filter_map(|(at, row)| section_at(row, name).map(|column| (at, column)))
        .collect();
    if found.len() < FEWEST {
        return None;
    }
    let mut grid = grid.clone();
    for (at, column) in found {
        let Some(row) = grid.rows.get_mut(at) else {
            continue;
        };
        let text = |n: usize| row.get(n).map_or(String::new(), |cell| joined(&cell.text));
        let title = format!("{}\u{3000}{}", text(column).trim(), text(column + 1).trim());
        for cell in row.iter_mut().take(name).skip(column) {
            cell.text.clear();
        }
        if let Some(cell) = row.get_mut(name) {
            (cell.text, cell.copied) = (title, false);
        }
    }
    Some(grid)
}

/// Where the number of a section stands, with its title in the next column, and no name but that.
fn section_at(row: &[GridCell], name: usize) -> Option<usize> {
    let column = row.iter().position(|cell| !cell.text.trim().is_empty())?;
    let number: String = folded(row.get(column)?.text.trim()).into_iter().collect();
    let digits = number.strip_suffix(['款', '項', '目'])?;
    let counted = !digits.is_empty() && digits.chars().all(|c| c.is_ascii_digit());
    let title = row.get(column + 1)?;
    let words = title.text.chars().any(char::is_alphabetic);
    let free = row
        .get(column + 2..=name)
        .unwrap_or_default()
        .iter()
        .all(|cell| cell.copied || cell.text.trim().is_empty());
    (counted && words && column < name && free).then_some(column)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_title_of_a_section_goes_to_the_names() {
        let text = "款項|番号|事業名|前年度|本年度\n2款|総務費||5|6\n1項|総務管理費||5|6\n|02-01|架空灯台|5|6";
        let cell = |text: &str| GridCell {
            text: text.to_owned(),
            ..GridCell::default()
        };
        let rows = text.lines().map(|line| line.split('|').map(cell).collect());
        let grid = Grid {
            caption: String::new(),
            rows: rows.collect(),
        };
        let names: Vec<String> = titled(&grid)
            .unwrap_or_default()
            .rows
            .iter()
            .filter_map(|row| row.get(2))
            .map(|cell| cell.text.clone())
            .collect();
        assert_eq!(
            names,
            [
                "事業名",
                "2款\u{3000}総務費",
                "1項\u{3000}総務管理費",
                "架空灯台"
            ]
        );
    }
}
