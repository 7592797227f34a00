//! Tables that are none: their cells say by themselves what they hold, as lines do.

use super::lines_of_heads::is_head;
use super::value::is_numeric;
use super::words;
use crate::japanese::fold::folded;
use crate::parse::general::amount::moneys;
use crate::source::{Grid, GridCell, Hint, Line};

/// Marks of the lines of a list within a cell.
const MARKS: [char; 14] = [
    '・', '○', '〇', '●', '◎', '◇', '◆', '□', '■', '★', '☆', '▽', '▼', '※',
];

/// Level of the heading that the label of such a list is: below all that a text has.
const LABEL: u8 = 6;

/// A table of which one cell of each row is a list of entries with their own money, and the others say what that is of:
/// `住まい | ・架空灯台　2,840万円〔3,160万円〕⏎・架空桟橋　5,500万円`. As lines, the labels as headings. None for any other.
#[must_use]
pub fn lists_in_cells(grid: &Grid) -> Option<Vec<Line>> {
    if grid.rows.len() > 500 {
        return None;
    }
    let mut lines = Vec::new();
    let (mut entries, mut lists) = (0_usize, 0_usize);
    for row in grid.rows.iter().filter(|row| !is_head(row)) {
        let mut list = None;
        let mut label = None;
        for cell in row.iter().filter(|cell| !cell.text.trim().is_empty()) {
            let found = entries_of(&cell.text);
            if found > 0 {
                if list.replace((cell, found)).is_some() {
                    return None;
                }
            } else if is_numeric(&cell.text) || !moneys(&folded(&cell.text)).is_empty() {
                return None;
            } else if list.is_none() {
                label = Some(cell);
            }
        }
        let Some((cell, found)) = list else {
            continue;
        };
        entries += found;
        lists += usize::from(found > 1);
        if let Some(label) = label.filter(|label| !label.copied) {
            let text = words::joined(&label.text);
            lines.push(line_of(
                label,
                text.trim(),
                Hint {
                    level: Some(LABEL),
                    ..Hint::default()
                },
            ));
        }
        for text in cell.text.lines().filter(|text| !text.trim().is_empty()) {
            let item = text.trim_start().starts_with(MARKS);
            lines.push(line_of(
                cell,
                text,
                Hint {
                    item,
                    ..Hint::default()
                },
            ));
        }
    }
    (entries > 2 && lists > 0).then_some(lines)
}

/// How many lines of a cell have a mark and money of their own.
fn entries_of(text: &str) -> usize {
    let entry = |line: &&str| {
        let line = line.trim_start();
        line.starts_with(MARKS) && !line.starts_with('※') && !moneys(&folded(line)).is_empty()
    };
    text.lines().filter(entry).count()
}

fn line_of(cell: &GridCell, text: &str, hint: Hint) -> Line {
    Line {
        number: cell.line,
        page: cell.page,
        text: text.to_owned(),
        hint,
    }
}

/// A table without a head whose cells say by themselves what they hold, as lines: `架空灯台 | 1億円 | （前年度：9千万円）`. None for any other.
#[must_use]
pub fn as_lines(grid: &Grid) -> Option<Vec<Line>> {
    if grid.rows.first()?.len() > 4
        || grid.rows.len() > 200
        || grid.rows.iter().any(|row| is_head(row))
    {
        return None;
    }
    let mut lines = Vec::with_capacity(grid.rows.len());
    let mut told = false;
    for row in &grid.rows {
        let mut cells = row.iter().filter(|cell| !cell.text.trim().is_empty());
        let first = cells.next()?;
        let own = |cell: &GridCell| !moneys(&folded(&cell.text)).is_empty();
        let label = |cell: &GridCell| cell.text.trim().starts_with(['（', '(']) && own(cell);
        let mut text = words::joined(&first.text);
        let mut money = false;
        if own(first) || row.iter().any(|cell| cell.copied) {
            return None;
        }
        for cell in cells {
            // Bare numbers need a head.
            if is_numeric(&cell.text) && !own(cell) {
                return None;
            }
            money |= own(cell);
            told |= label(cell);
            text.push_str("\u{3000}\u{3000}");
            text.push_str(&words::joined(&cell.text));
        }
        if !money {
            return None;
        }
        lines.push(Line {
            number: first.line,
            page: first.page,
            text,
            hint: Hint {
                item: true,
                ..Hint::default()
            },
        });
    }
    told.then_some(lines)
}

/// The cells of a table of one row as a line.
#[must_use]
pub fn one_row(grid: &Grid) -> Option<Line> {
    let row = grid.rows.first()?;
    let first = row.first()?;
    let cells = row.iter().filter(|cell| !cell.copied);
    let texts: Vec<String> = cells.map(|cell| words::joined(&cell.text)).collect();
    Some(Line {
        number: first.line,
        page: first.page,
        text: texts.join("  ").trim().to_owned(),
        hint: Hint::default(),
    })
}
