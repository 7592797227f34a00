//! Workbooks (xlsx by `calamine`, ods by `ods`) → one table a sheet.
//!
//! Numbers are printed exactly as the decimals that the cells show a person who widens the column;
//! formulas count by the value that was stored with them.

mod number;
pub mod ods;
#[cfg(test)]
mod tests;

use std::collections::BTreeMap;
use std::io::Cursor;

use calamine::{DataRef, Dimensions, Reader, SheetVisible, Xlsx};

use super::SourceError;
use super::archive::Archive;
use super::block::{Block, Grid, GridCell, Hint, Line, Source};
use super::spread::MOST_COLUMNS;

/// Most cells with something in them, of all sheets together.
pub const MOST_CELLS: usize = 1_000_000;

/// What a sheet holds, before it becomes a grid: cells by row and column from 0.
#[derive(Default)]
pub(super) struct Cells {
    cells: BTreeMap<(u32, u32), (String, bool)>,
    merged: Vec<Dimensions>,
}

/// Reads an xlsx workbook.
///
/// # Errors
/// Where the archive is broken or too large, or holds no sheet.
pub fn read(bytes: &[u8]) -> Result<Source, SourceError> {
    Archive::open(bytes)?;
    let mut book: Xlsx<_> = Xlsx::new(Cursor::new(bytes)).map_err(|why| match why {
        calamine::XlsxError::Password => SourceError::Encrypted,
        _ => SourceError::Broken("xlsx"),
    })?;
    let mut source = Source::default();
    let mut left = MOST_CELLS;
    let visible: Vec<String> = book
        .sheets_metadata()
        .iter()
        .filter(|sheet| sheet.visible == SheetVisible::Visible)
        .map(|sheet| sheet.name.clone())
        .collect();
    let mut line = 0;
    for name in visible {
        let merged = book.merge_cells_by_sheet_name(&name).unwrap_or_default();
        let mut sheet = Cells {
            merged,
            ..Cells::default()
        };
        if !fill(&mut book, &name, &mut sheet, &mut left) {
            let text = format!("シート「{name}」は途中までしか読めませんでした");
            source.notices.push((line + 1, text));
        }
        push(&mut source, &name, sheet, &mut line);
    }
    Ok(source)
}

/// Reads the cells of a sheet; false where it broke off or the bound was met.
fn fill<R: std::io::Read + std::io::Seek>(
    book: &mut Xlsx<R>,
    name: &str,
    sheet: &mut Cells,
    left: &mut usize,
) -> bool {
    let Ok(mut cells) = book.worksheet_cells_reader(name) else {
        return false;
    };
    loop {
        match cells.next_cell_with_style_id() {
            Ok(Some((cell, style))) => {
                let style = cells.styles().get(style);
                let percent = style
                    .and_then(|style| style.number_format.as_ref())
                    .is_some_and(|format| format.format_code.contains('%'));
                let bold = style
                    .and_then(|style| style.font.as_ref())
                    .is_some_and(calamine::Font::is_bold);
                let text = text_of(cell.get_value(), percent);
                if !sheet.put(cell.get_position(), text, bold, left) {
                    return false;
                }
            }
            Ok(None) => return true,
            Err(_) => return false,
        }
    }
}

fn text_of(value: &DataRef<'_>, percent: bool) -> String {
    match value {
        DataRef::Int(n) => n.to_string(),
        DataRef::Float(n) if percent => format!("{}%", number::plain(*n * 100.0)),
        DataRef::Float(n) => number::plain(*n),
        DataRef::String(text) => text.clone(),
        DataRef::SharedString(text) => (*text).to_owned(),
        DataRef::DateTime(when) if when.is_datetime() => {
            let (year, month, day, ..) = when.to_ymd_hms_milli();
            format!("{year}年{month}月{day}日")
        }
        DataRef::DateTimeIso(text) | DataRef::DurationIso(text) => text.clone(),
        // An error value is no amount, but a person is to see that something stands there.
        DataRef::Error(why) => why.to_string(),
        DataRef::DateTime(_) | DataRef::Bool(_) | DataRef::Empty => String::new(),
    }
}

impl Cells {
    /// Puts a text at a place; false where the bound is met.
    pub(super) fn put(
        &mut self,
        at: (u32, u32),
        text: String,
        bold: bool,
        left: &mut usize,
    ) -> bool {
        if text.trim().is_empty() {
            return true;
        }
        if *left == 0 {
            return false;
        }
        if (at.1 as usize) < MOST_COLUMNS {
            *left -= 1;
            self.cells.insert(at, (text, bold));
        }
        true
    }

    /// Adds a merged area.
    pub(super) fn merge(&mut self, start: (u32, u32), end: (u32, u32)) {
        self.merged.push(Dimensions::new(start, end));
    }

    /// The grid without its empty edges. Rows that are empty in between are kept as one.
    fn into_grid(mut self, line: &mut u32) -> Grid {
        let copies = self.spread();
        let places = self.cells.keys().chain(copies.keys());
        let first = places.clone().map(|(_, column)| *column).min().unwrap_or(0);
        let last = places.map(|(_, column)| *column).max().unwrap_or(0);
        let mut rows: Vec<Vec<GridCell>> = Vec::new();
        let mut filled: Vec<u32> = self.cells.keys().map(|(row, _)| *row).collect();
        filled.dedup();
        let mut before = None;
        for row in filled {
            if before.is_some_and(|before: u32| before + 1 < row) {
                *line += 1;
                rows.push(blank_row(first, last, *line));
            }
            before = Some(row);
            *line += 1;
            let cell = |column: u32| {
                let own = self
                    .cells
                    .get(&(row, column))
                    .map(|(text, bold)| (text, *bold, false));
                let found = own.or_else(|| {
                    let from = copies.get(&(row, column))?;
                    self.cells.get(from).map(|(text, bold)| (text, *bold, true))
                });
                found.map_or_else(GridCell::default, |(text, bold, copied)| GridCell {
                    text: text.trim().replace("\r\n", "\n"),
                    copied,
                    bold,
                    ..GridCell::default()
                })
            };
            rows.push(
                (first..=last)
                    .map(|column| GridCell {
                        line: *line,
                        ..cell(column)
                    })
                    .collect(),
            );
        }
        Grid {
            caption: String::new(),
            rows,
        }
    }

    /// For each place that a merged area covers, the place that it shows. Bounded like the cells.
    fn spread(&mut self) -> BTreeMap<(u32, u32), (u32, u32)> {
        let mut copies = BTreeMap::new();
        let last_row = self.cells.keys().next_back().map_or(0, |(row, _)| *row);
        let most = MOST_COLUMNS as u32 - 1;
        for area in std::mem::take(&mut self.merged) {
            if !self.cells.contains_key(&area.start) || copies.len() > MOST_CELLS {
                continue;
            }
            for row in area.start.0..=area.end.0.min(last_row) {
                for column in area.start.1..=area.end.1.min(most) {
                    if (row, column) != area.start && copies.len() <= MOST_CELLS {
                        copies.insert((row, column), area.start);
                    }
                }
            }
        }
        copies
    }
}

fn blank_row(first: u32, last: u32, line: u32) -> Vec<GridCell> {
    (first..=last)
        .map(|_| GridCell {
            line,
            ..GridCell::default()
        })
        .collect()
}

/// Adds a sheet to the document. A sheet without cells is not named. Rows of one cell before the table are lines: title,
/// ministry, unit.
pub(super) fn push(source: &mut Source, name: &str, sheet: Cells, line: &mut u32) {
    let mut grid = sheet.into_grid(line);
    if grid.rows.is_empty() {
        return;
    }
    source.blocks.push(Block::Sheet(name.to_owned()));
    let own = |row: &[GridCell]| {
        let own = row.iter().filter(|c| !c.copied && !c.text.is_empty());
        own.count()
    };
    let above = grid.rows.iter().take_while(|row| own(row) <= 1).count();
    if above < grid.rows.len() {
        let rows = grid.rows.drain(..above);
        source.blocks.extend(rows.flat_map(lines_of));
    }
    source.blocks.push(Block::Grid(grid));
}

/// The lines of the only cell of a row.
fn lines_of(row: Vec<GridCell>) -> Vec<Block> {
    let number = row.first().map_or(0, |cell| cell.line);
    let cell = row.into_iter().find(|cell| !cell.text.is_empty());
    let cell = cell.unwrap_or_default();
    let line = |text: &str| {
        Block::Line(Line {
            number,
            page: 0,
            text: text.to_owned(),
            hint: Hint {
                bold: cell.bold,
                ..Hint::default()
            },
        })
    };
    cell.text.split('\n').map(line).collect()
}
