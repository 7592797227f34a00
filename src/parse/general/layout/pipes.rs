//! Tables of a web page as converters without tables leave them: each cell ends in a pipe, and a row may go on over lines.

use crate::source::{Block, Grid, GridCell, Line};

/// Fewest lines that end in a pipe and do not begin with one.
const FEWEST: usize = 3;

/// Most columns.
const MOST_COLUMNS: usize = 30;

/// Turns such lines into tables where a head says how many cells a row has, else into lines with wide gaps; all else stays as it is.
#[must_use]
pub fn read(blocks: Vec<Block>) -> Vec<Block> {
    let open = |block: &Block| matches!(block, Block::Line(line) if is_open(&line.text));
    if blocks.iter().filter(|block| open(block)).count() < FEWEST {
        return blocks;
    }
    let mut out = Vec::with_capacity(blocks.len());
    let mut table: Vec<Line> = Vec::new();
    for block in blocks {
        match block {
            Block::Line(line) if is_open(&line.text) || is_empty(&line.text) => table.push(line),
            other => {
                finish(&mut table, &mut out);
                out.push(other);
            }
        }
    }
    finish(&mut table, &mut out);
    out
}

/// Ends in a pipe and does not begin with one.
fn is_open(text: &str) -> bool {
    let text = text.trim();
    text.ends_with('|') && !text.starts_with('|')
}

/// Pipes alone: empty cells.
fn is_empty(text: &str) -> bool {
    let text = text.trim();
    !text.is_empty() && text.chars().all(|c| matches!(c, '|' | ' '))
}

fn cells(text: &str) -> Vec<&str> {
    let text = text.trim();
    let text = text.strip_suffix('|').unwrap_or(text);
    text.split('|').map(str::trim).collect()
}

/// Whether cells are a head that names the rows and their money.
fn is_head(cells: &[&str]) -> bool {
    let plain: Vec<String> = cells
        .iter()
        .map(|cell| cell.chars().filter(|c| !c.is_whitespace()).collect())
        .collect();
    let has = |words: &[&str]| {
        plain
            .iter()
            .any(|cell| cell.chars().count() <= 16 && words.iter().any(|word| cell.contains(word)))
    };
    (3..=MOST_COLUMNS).contains(&cells.len())
        && has(&["名", "事項", "項目", "区分"])
        && has(&["額", "年度", "予算", "要求"])
}

fn finish(table: &mut Vec<Line>, out: &mut Vec<Block>) {
    let lines = std::mem::take(table);
    let head = lines.iter().position(|line| is_head(&cells(&line.text)));
    let head = head.unwrap_or(lines.len());
    let (before, below) = lines.split_at_checked(head).unwrap_or((&lines, &[]));
    out.extend(before.iter().map(as_line));
    match rows(below) {
        Some(rows) => out.push(Block::Grid(Grid {
            caption: String::new(),
            rows,
        })),
        None => out.extend(below.iter().map(as_line)),
    }
}

/// The rows of lines below a head, each of as many cells as it, ended with a line. None where the cells do not come out even.
fn rows(lines: &[Line]) -> Option<Vec<Vec<GridCell>>> {
    let width = cells(&lines.first()?.text).len();
    let mut rows = Vec::new();
    let mut row: Vec<GridCell> = Vec::new();
    for line in lines {
        row.extend(cells(&line.text).into_iter().map(|text| GridCell {
            text: text.to_owned(),
            line: line.number,
            page: line.page,
            ..GridCell::default()
        }));
        if row.len() > width {
            return None;
        }
        if row.len() == width {
            rows.push(std::mem::take(&mut row));
        }
    }
    (row.is_empty() && rows.len() >= FEWEST).then_some(rows)
}

/// The line with wide gaps between its cells.
fn as_line(line: &Line) -> Block {
    let cells: Vec<&str> = cells(&line.text)
        .into_iter()
        .filter(|cell| !cell.is_empty())
        .collect();
    Block::Line(Line {
        text: cells.join("\u{3000}\u{3000}"),
        ..line.clone()
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read_text(text: &str) -> Vec<Block> {
        let line = |(text, number): (&str, u32)| {
            Block::Line(Line {
                number,
                text: text.to_owned(),
                ..Line::default()
            })
        };
        read(text.lines().zip(1..).map(line).collect())
    }

    #[test]
    fn rows_go_on_over_lines_up_to_the_cells_of_the_head() {
        let blocks = read_text(
            "(単位:千円) |\n事 項 名 | 予 算 額 | 説 明 |\n1 港 |\n||\n・架空灯台 |\n61,800 | ・灯室 |\n・架空橋 | 500 | 床 |",
        );
        let Some(Block::Grid(grid)) = blocks.get(1) else {
            unreachable!("{blocks:?}");
        };
        let texts: Vec<Vec<&str>> = grid
            .rows
            .iter()
            .map(|row| row.iter().map(|cell| cell.text.as_str()).collect())
            .collect();
        assert_eq!(texts.get(1), Some(&vec!["1 港", "", ""]));
        assert_eq!(texts.get(2), Some(&vec!["・架空灯台", "61,800", "・灯室"]));
        // Without a head they are lines.
        let blocks = read_text("・架空灯台 | 19( 18) |\n・架空橋 | 5( 4) |\n港 |");
        assert!(
            matches!(blocks.first(), Some(Block::Line(line)) if line.text == "・架空灯台　　19( 18)")
        );
    }
}
