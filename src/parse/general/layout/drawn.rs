//! Tables drawn with characters: `│ 架空灯台 │ 1,200 │` between lines of `├──┼──┤`.

use crate::source::{Block, Grid, GridCell, Line};

/// Turns tables drawn with characters into tables; all else stays as it is.
#[must_use]
pub fn read(blocks: Vec<Block>) -> Vec<Block> {
    let drawn = |block: &Block| matches!(block, Block::Line(line) if is_drawn(&line.text));
    if blocks.iter().filter(|block| drawn(block)).count() < 3 {
        return blocks;
    }
    let mut out = Vec::with_capacity(blocks.len());
    let mut table: Vec<Line> = Vec::new();
    for block in blocks {
        match block {
            Block::Line(line) if is_drawn(&line.text) => table.push(line),
            other => {
                finish(&mut table, &mut out);
                out.push(other);
            }
        }
    }
    finish(&mut table, &mut out);
    out
}

const fn is_upright(c: char) -> bool {
    matches!(c, '│' | '┃' | '║' | '｜' | '|')
}

const fn is_rule_char(c: char) -> bool {
    matches!(
        c,
        '\u{2500}'..='\u{257f}' | '―' | '—' | '-' | '+' | '=' | ' ' | '\u{3000}'
    ) && !is_upright(c)
}

/// A line of nothing but rules.
fn is_rule(text: &str) -> bool {
    let drawn = |c: char| matches!(c, '\u{2500}'..='\u{257f}');
    text.chars().any(drawn) && text.chars().all(|c| is_rule_char(c) || is_upright(c))
}

fn is_drawn(text: &str) -> bool {
    let line = text
        .chars()
        .filter(|c| matches!(c, '│' | '┃' | '║'))
        .count();
    line >= 2 || is_rule(text)
}

fn cells(text: &str) -> Vec<&str> {
    let mut cells: Vec<&str> = text.trim().split(is_upright).collect();
    // The frame at both sides holds nothing.
    if cells.first().is_some_and(|cell| cell.trim().is_empty()) {
        cells.remove(0);
    }
    if cells.last().is_some_and(|cell| cell.trim().is_empty()) {
        cells.pop();
    }
    cells
}

/// One table of the lines that stand together: rows end at rules where nearly every row has one, else at each line.
fn finish(table: &mut Vec<Line>, out: &mut Vec<Block>) {
    let lines = std::mem::take(table);
    let width = |line: &Line| cells(&line.text).len();
    let body: Vec<&Line> = lines.iter().filter(|line| !is_rule(&line.text)).collect();
    let most = body.iter().map(|line| width(line)).max().unwrap_or(0);
    let rules = lines.len() - body.len();
    if most < 2 || body.len() < 2 {
        out.extend(body.into_iter().cloned().map(Block::Line));
        return;
    }
    let ruled = rules > 3 && rules * 2 > body.len();
    let mut rows: Vec<Vec<GridCell>> = Vec::new();
    let mut open = false;
    let mut above: Option<&Line> = None;
    for line in &lines {
        if is_rule(&line.text) {
            open = false;
            above = None;
            continue;
        }
        let row = row_of(line, most);
        let goes_on = above
            .replace(line)
            .is_some_and(|above| goes_on(above, &row));
        match rows.last_mut() {
            Some(last) if ruled && open || goes_on => {
                for (cell, more) in last.iter_mut().zip(row) {
                    if !more.text.is_empty() {
                        if !cell.text.is_empty() {
                            cell.text.push('\n');
                        }
                        cell.text.push_str(&more.text);
                    }
                }
            }
            _ => rows.push(row),
        }
        open = true;
    }
    out.push(Block::Grid(Grid {
        caption: String::new(),
        rows,
    }));
}

/// Whether a row of one text goes on from a cell above that has no room left: `テロ対策と大規模災害│` over `  への備え    │`.
fn goes_on(above: &Line, row: &[GridCell]) -> bool {
    let mut filled = row
        .iter()
        .enumerate()
        .filter(|(_, cell)| !cell.text.is_empty());
    let (Some((at, _)), None) = (filled.next(), filled.next()) else {
        return false;
    };
    let full = |cell: &&str| !cell.trim().is_empty() && !cell.ends_with([' ', '\u{3000}']);
    let above = cells(&above.text);
    above.get(at).is_some_and(full)
}

fn row_of(line: &Line, width: usize) -> Vec<GridCell> {
    let mut row: Vec<GridCell> = cells(&line.text)
        .iter()
        .map(|text| GridCell {
            text: text.trim().to_owned(),
            line: line.number,
            page: line.page,
            ..GridCell::default()
        })
        .collect();
    row.resize_with(width, || GridCell {
        line: line.number,
        page: line.page,
        ..GridCell::default()
    });
    row
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::Hint;

    #[test]
    fn drawn_rows_are_rows_of_a_table() {
        let text = "┌──┬──┐\n│事業│金額│\n├──┼──┤\n│灯台│ 5 │\n│桟橋│ 3 │\n└──┴──┘";
        let lines = text.lines().zip(1_u32..).map(|(text, number)| {
            Block::Line(Line {
                number,
                page: 0,
                text: text.to_owned(),
                hint: Hint::default(),
            })
        });
        let blocks = read(lines.collect());
        let [Block::Grid(grid)] = blocks.as_slice() else {
            panic!("one table: {blocks:?}")
        };
        let texts: Vec<Vec<&str>> = grid
            .rows
            .iter()
            .map(|row| row.iter().map(|cell| cell.text.as_str()).collect())
            .collect();
        assert_eq!(texts, [["事業", "金額"], ["灯台", "5"], ["桟橋", "3"]]);
    }
}
