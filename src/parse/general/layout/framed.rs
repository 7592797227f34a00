//! Tables of plain text whose rows stand between pipes, without the rule below the head that Markdown has.
//!
//! ```text
//! | 事業名          | 本年度   | 前年度   |
//! | 防災行政無線    |   3,186  |   3,186  |
//! |   戸別受信機    |          |          |
//! ```

use std::collections::HashMap;

use super::spaced;
use crate::parse::general::table::words::close_up;
use crate::source::{Block, Grid, GridCell, Line};

/// Fewest rows of one width: fewer pipes are no table.
const FEWEST: usize = 4;

/// Fewest cells of a row.
const FEWEST_CELLS: usize = 3;

/// Most cells of a row.
const MOST_CELLS: usize = 30;

/// Makes tables of such lines; all else stays as it is.
#[must_use]
pub fn read(blocks: Vec<Block>) -> Vec<Block> {
    let mut counts: HashMap<usize, usize> = HashMap::new();
    for block in &blocks {
        if let Block::Line(line) = block
            && let Some(cells) = cells(&line.text)
        {
            *counts.entry(cells.len()).or_default() += 1;
        }
    }
    counts.retain(|_, count| *count >= FEWEST);
    if counts.is_empty() {
        return blocks;
    }
    let mut out = Vec::with_capacity(blocks.len());
    let mut rows: Vec<Row> = Vec::new();
    for block in blocks {
        match block {
            Block::Line(line) => {
                let row = cells(&line.text).filter(|cells| counts.contains_key(&cells.len()));
                let Some(cells) = row else {
                    finish(&mut rows, &mut out);
                    out.push(Block::Line(line));
                    continue;
                };
                if rows
                    .last()
                    .is_some_and(|last| last.cells.len() != cells.len())
                {
                    finish(&mut rows, &mut out);
                }
                rows.push(Row::new(&line, &cells));
            }
            other => {
                finish(&mut rows, &mut out);
                out.push(other);
            }
        }
    }
    finish(&mut rows, &mut out);
    out
}

/// The cells between the pipes that a line begins and ends with.
fn cells(text: &str) -> Option<Vec<&str>> {
    let pipe = ['|', '｜', '│'];
    // The cheap question first.
    let own = text.trim();
    let inner = own.strip_prefix(pipe)?.strip_suffix(pipe)?;
    let cells: Vec<&str> = inner.split(pipe).collect();
    let drawn = |cell: &&str| {
        cell.chars()
            .all(|c| matches!(c, '-' | '=' | ':' | '─' | '━'))
    };
    let rule = cells.iter().all(drawn);
    (!rule && (FEWEST_CELLS..=MOST_CELLS).contains(&cells.len())).then_some(cells)
}

struct Row {
    cells: Vec<GridCell>,
    /// Blanks before the words of the first cell.
    indent: usize,
}

impl Row {
    fn new(line: &Line, cells: &[&str]) -> Self {
        let first = cells.first().copied().unwrap_or_default();
        let cell = |text: &&str| {
            let own = Line {
                text: text.trim().to_owned(),
                ..line.clone()
            };
            GridCell {
                text: close_up(spaced::closed(&own).text.trim()),
                line: line.number,
                page: line.page,
                ..GridCell::default()
            }
        };
        Self {
            cells: cells.iter().map(cell).collect(),
            indent: first.chars().take_while(|c| c.is_whitespace()).count(),
        }
    }

    fn has_figures(&self) -> bool {
        let rest = self.cells.iter().skip(1);
        rest.into_iter()
            .any(|cell| cell.text.chars().any(|c| c.is_numeric()))
    }

    /// Words of the first cell alone.
    fn is_name_alone(&self) -> bool {
        let mut cells = self.cells.iter();
        let named = cells.next().is_some_and(|cell| !cell.text.is_empty());
        named && cells.all(|cell| cell.text.is_empty())
    }
}

/// Ends the table: a name alone that is set in below a row with figures goes on with the name of that row.
fn finish(rows: &mut Vec<Row>, out: &mut Vec<Block>) {
    if rows.is_empty() {
        return;
    }
    let mut table: Vec<Row> = Vec::with_capacity(rows.len());
    for row in rows.drain(..) {
        let goes_on = row.is_name_alone();
        match table.last_mut() {
            Some(last) if goes_on && last.has_figures() && row.indent > last.indent => {
                if let (Some(name), Some(more)) = (last.cells.first_mut(), row.cells.first()) {
                    name.text.push_str(&more.text);
                }
            }
            _ => table.push(row),
        }
    }
    out.push(Block::Grid(Grid {
        caption: String::new(),
        rows: table.into_iter().map(|row| row.cells).collect(),
    }));
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn framed_lines_are_tables_and_names_go_on_where_they_are_set_in() {
        let text = "| 事 業 名 | 本年度 | 前年度 |\n| 架 空 灯 台 | 14, 208 | 3 |\n|   の 改 修 | | |\n| 架空橋 | 5 | － |\n架空の港";
        let blocks = (1..).zip(text.lines()).map(|(number, text)| {
            Block::Line(Line {
                number,
                text: text.to_owned(),
                ..Line::default()
            })
        });
        let read = read(blocks.collect());
        let [Block::Grid(grid), Block::Line(_)] = read.as_slice() else {
            panic!("{read:?}");
        };
        let texts: Vec<Vec<&str>> = grid
            .rows
            .iter()
            .map(|row| row.iter().map(|cell| cell.text.as_str()).collect())
            .collect();
        assert_eq!(
            texts,
            [
                ["事業名", "本年度", "前年度"],
                ["架空灯台の改修", "14,208", "3"],
                ["架空橋", "5", "－"]
            ]
        );
    }
}
