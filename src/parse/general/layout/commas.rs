//! Tables with commas or tabs between their cells: `事業名,予算額` over `架空灯台,"1,200"`.

use crate::parse::general::table::head::{self, is_head_word};
use crate::source::{Block, Grid, GridCell, Line};

/// Fewest lines of such a table, its head included.
const FEWEST: usize = 3;

/// Turns such tables into tables; all else stays as it is.
#[must_use]
pub fn read(blocks: Vec<Block>) -> Vec<Block> {
    let parted = |block: &Block| matches!(block, Block::Line(line) if has_commas(&line.text));
    if blocks.iter().filter(|block| parted(block)).count() < FEWEST {
        return blocks;
    }
    let mut out = Vec::with_capacity(blocks.len());
    let mut table: Vec<Line> = Vec::new();
    for block in blocks {
        match block {
            Block::Line(line) if has_commas(&line.text) => table.push(line),
            other => {
                finish(&mut table, &mut out);
                out.push(other);
            }
        }
    }
    finish(&mut table, &mut out);
    out
}

fn has_commas(text: &str) -> bool {
    if has_tabs(text) {
        return true;
    }
    // Columns by position have wide gaps, and commas in their numbers alone.
    let gaps = text.trim().contains("  ") || text.contains('\u{3000}');
    !gaps && text.len() < 4_000 && text.bytes().filter(|b| *b == b',').count() >= 2
}

fn has_tabs(text: &str) -> bool {
    text.len() < 4_000 && text.bytes().filter(|b| *b == b'\t').count() >= 2
}

/// One table of lines that stand together, where all have as many cells and the first has no number; else the lines.
fn finish(table: &mut Vec<Line>, out: &mut Vec<Block>) {
    let lines = std::mem::take(table);
    let tabs = lines.first().is_some_and(|line| has_tabs(&line.text));
    let of = |line: &Line| {
        if tabs {
            line.text
                .split('\t')
                .map(|cell| cell.trim().to_owned())
                .collect()
        } else {
            cells(&line.text)
        }
    };
    let mut rows: Vec<Vec<String>> = lines.iter().map(of).collect();
    let width = rows.first().map_or(0, Vec::len);
    // Tabs at the end of a line may be missing; tabs that only set words apart stand in rows.
    let set_apart = rows
        .first()
        .is_some_and(|head| head.iter().any(String::is_empty));
    if tabs && !set_apart {
        for row in rows
            .iter_mut()
            .filter(|row| row.len() < width && row.len() + 2 >= width)
        {
            row.resize(width, String::new());
        }
    }
    let number = |cell: &String| {
        cell.chars().any(|c| c.is_ascii_digit())
            && cell
                .chars()
                .all(|c| c.is_ascii_digit() || matches!(c, ',' | '.' | '-' | '△' | '▲'))
    };
    let has = |head: &[String], words: &[&str]| {
        head.iter()
            .any(|cell| words.iter().any(|word| cell.contains(word)))
    };
    let head = rows.first().is_some_and(|head| {
        !head.iter().any(number)
            && (has(head, &["名", "事項", "項目", "区分"])
                || head
                    .iter()
                    .any(|cell| is_head_word(cell) && head::names(cell)))
            && has(head, &["額", "年度", "予算", "要求"])
    });
    let numbers = rows
        .iter()
        .skip(1)
        .filter(|row| row.iter().any(number))
        .count();
    let whole = width >= 3 && rows.len() >= FEWEST && rows.iter().all(|row| row.len() == width);
    if !(whole && head && numbers * 2 > rows.len()) {
        out.extend(lines.into_iter().map(Block::Line));
        return;
    }
    let rows = rows.into_iter().zip(&lines).map(|(row, line)| {
        let cell = |text: String| GridCell {
            text,
            line: line.number,
            page: line.page,
            ..GridCell::default()
        };
        row.into_iter().map(cell).collect()
    });
    out.push(Block::Grid(Grid {
        caption: String::new(),
        rows: rows.collect(),
    }));
}

/// The cells of a line; quotes keep commas together.
fn cells(text: &str) -> Vec<String> {
    let mut cells = vec![String::new()];
    let mut quoted = false;
    let mut chars = text.trim().chars().peekable();
    while let Some(c) = chars.next() {
        match c {
            '"' if quoted && chars.peek() == Some(&'"') => {
                chars.next();
                push(&mut cells, '"');
            }
            '"' => quoted = !quoted,
            ',' if !quoted => cells.push(String::new()),
            _ => push(&mut cells, c),
        }
    }
    cells
}

fn push(cells: &mut [String], c: char) {
    if let Some(last) = cells.last_mut() {
        last.push(c);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::Hint;

    fn blocks(text: &str) -> Vec<Block> {
        let line = |(text, number): (&str, u32)| {
            Block::Line(Line {
                number,
                page: 0,
                text: text.to_owned(),
                hint: Hint::default(),
            })
        };
        text.lines().zip(1..).map(line).collect()
    }

    #[test]
    fn quoted_commas_stay_in_their_cell() {
        let read = read(blocks(
            "No,事業名,予算額\n1,架空灯台,\"1,200\"\n2,架空桟橋,300\n",
        ));
        let [Block::Grid(grid)] = read.as_slice() else {
            panic!("one table: {read:?}")
        };
        let second: Vec<&str> = grid
            .rows
            .iter()
            .flatten()
            .skip(3)
            .take(3)
            .map(|c| c.text.as_str())
            .collect();
        assert_eq!(second, ["1", "架空灯台", "1,200"]);
    }

    #[test]
    fn tabs_part_cells_where_the_head_is_whole() {
        let read = read(blocks(
            "番号\t事業名\t予算額（円）\t備考\n1\t架空灯台\t1,200\t３基\n2\t架空桟橋\t300\n",
        ));
        let [Block::Grid(grid)] = read.as_slice() else {
            panic!("one table: {read:?}")
        };
        assert_eq!(
            grid.rows.iter().map(Vec::len).collect::<Vec<_>>(),
            [4, 4, 4]
        );
    }

    #[test]
    fn lines_of_words_stay_lines() {
        let text = "a, b, c\nd, e, f\ng, h, i\n";
        assert_eq!(read(blocks(text)).len(), 3);
    }
}
