//! Text of values parted by commas or tabs, as open data is published: `事業名,"9,120",…`.

use super::spread::MOST_COLUMNS;
use super::{Block, Grid, GridCell, Hint, Line, Source};

/// Fewest rows and columns of a table.
const LEAST: usize = 3;

/// Most values, as many as of a sheet.
const MOST_VALUES: usize = 1_000_000;

/// Reads such a text; none where it has more values than a sheet may have, or its lines have not the same number of values, nearly all of them.
#[must_use]
pub fn read(text: &str) -> Option<Source> {
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    let first = text.lines().find(|line| !line.trim().is_empty())?;
    // The cheap question first: no other text has so many commas in its first line.
    if first.matches(',').count() + 1 < LEAST {
        return None;
    }
    let mut reader = csv::ReaderBuilder::new()
        .has_headers(false)
        .flexible(true)
        .from_reader(text.as_bytes());
    let mut rows: Vec<(u32, csv::StringRecord)> = Vec::new();
    let mut values = 0;
    for record in reader.records() {
        let record = record.ok()?;
        values += record.len();
        if values > MOST_VALUES {
            return None;
        }
        let line = record.position().map_or(0, csv::Position::line);
        rows.push((u32::try_from(line).unwrap_or(u32::MAX), record));
    }
    let width = rows.first()?.1.len();
    let even = rows.iter().filter(|(_, row)| row.len() == width).count();
    if !(LEAST..=MOST_COLUMNS).contains(&width) || rows.len() <= LEAST || even * 10 < rows.len() * 9
    {
        return None;
    }
    let mut source = Source::default();
    let mut table: Vec<Vec<GridCell>> = Vec::new();
    for (number, row) in rows {
        let mut filled = row.iter().filter(|value| !value.trim().is_empty());
        match (filled.next(), filled.next()) {
            (None, _) => {}
            // A title or a note in its own row.
            (Some(only), None) => {
                end(&mut table, &mut source.blocks);
                source.blocks.push(Block::Line(Line {
                    number,
                    page: 0,
                    text: only.trim().to_owned(),
                    hint: Hint::default(),
                }));
            }
            _ => {
                let mut cells: Vec<GridCell> =
                    row.iter().map(|value| cell(value, number)).collect();
                cells.resize_with(width, || cell("", number));
                table.push(cells);
            }
        }
    }
    end(&mut table, &mut source.blocks);
    Some(source)
}

fn cell(value: &str, line: u32) -> GridCell {
    GridCell {
        text: value.trim().to_owned(),
        line,
        ..GridCell::default()
    }
}

fn end(table: &mut Vec<Vec<GridCell>>, blocks: &mut Vec<Block>) {
    let rows = std::mem::take(table);
    if !rows.is_empty() {
        blocks.push(Block::Grid(Grid {
            caption: String::new(),
            rows,
        }));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn even_rows_of_values_are_a_table_under_their_title() {
        let text =
            "架空の一覧,,\n番号,事業名,予算額（千円）\n1,架空灯台,\"9,120\"\n2,架空桟橋,840\n";
        let source = read(text).unwrap();
        let [Block::Line(title), Block::Grid(grid)] = source.blocks.as_slice() else {
            panic!("{:?}", source.blocks)
        };
        assert_eq!(title.text, "架空の一覧");
        let row = grid.rows.get(1).unwrap();
        let texts: Vec<&str> = row.iter().map(|cell| cell.text.as_str()).collect();
        assert_eq!(texts, ["1", "架空灯台", "9,120"]);
        assert_eq!(row.first().map(|cell| cell.line), Some(3));
    }

    #[test]
    fn other_texts_are_none() {
        assert!(read("架空,港,灯台の\n話である。\nそれだけ,だ。\n以上。\n").is_none());
        assert!(read("架空の港\n1,200\n").is_none());
    }
}
