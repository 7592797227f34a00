//! ods workbooks. Read here, not by `calamine`: that lays repeated rows and cells out in full, and
//! a file of a kilobyte can repeat a cell 17 thousand million times.

use std::collections::HashSet;

use super::{Cells, push};
use crate::source::SourceError;
use crate::source::archive::Archive;
use crate::source::block::Source;
use crate::source::spread::Room;
use crate::source::xml::{Attributes, Step, Steps};

/// Most times that a repeated row or cell is laid out.
const MOST_REPEATED: usize = 64;

/// Reads an ods workbook.
///
/// # Errors
/// Where the archive is broken or too large, or has no contents.
pub fn read(bytes: &[u8]) -> Result<Source, SourceError> {
    let mut archive = Archive::open(bytes)?;
    if archive
        .text("META-INF/manifest.xml")
        .is_some_and(|text| text.contains("encryption-data"))
    {
        return Err(SourceError::Encrypted);
    }
    let text = archive
        .text("content.xml")
        .ok_or(SourceError::Broken("ods"))?;
    let mut workbook = Workbook {
        left: super::MOST_CELLS,
        ..Workbook::default()
    };
    let mut steps = Steps::new(&text);
    for step in steps.by_ref() {
        workbook.step(step);
    }
    if steps.broken() {
        workbook
            .source
            .notices
            .push((workbook.line, "表計算の内容が途中で壊れています".to_owned()));
    }
    workbook.end_sheet();
    if workbook.room.full() {
        workbook
            .source
            .notices
            .push((workbook.line, Room::notice()));
    }
    Ok(workbook.source)
}

#[derive(Default)]
struct Workbook {
    source: Source,
    line: u32,
    left: usize,
    sheet: Option<(String, Cells)>,
    row: u32,
    column: u32,
    row_repeat: usize,
    row_cells: Vec<(u32, String)>,
    cell: Option<Cell>,
    note: u32,
    room: Room,
    full: bool,
    /// The table style that is being read.
    style: String,
    /// Table styles whose sheets a person does not see.
    hiding: HashSet<String>,
}

struct Cell {
    text: String,
    value: Option<String>,
    repeat: usize,
    rows: usize,
    columns: usize,
}

impl Workbook {
    fn step(&mut self, step: Step) {
        match step {
            Step::Open(name, attributes) => self.open(&name, &attributes),
            Step::Close(name) => self.close(&name),
            Step::Text(text) => {
                if self.note == 0
                    && let Some(cell) = &mut self.cell
                {
                    cell.text.push_str(&text);
                }
            }
        }
    }

    fn open(&mut self, name: &str, attributes: &Attributes) {
        match name {
            "annotation" => self.note += 1,
            "style" => attributes
                .get("name")
                .unwrap_or_default()
                .clone_into(&mut self.style),
            "table-properties" if attributes.get("display") == Some("false") => {
                self.hiding.insert(std::mem::take(&mut self.style));
            }
            "table" => {
                self.end_sheet();
                let name = attributes.get("name").unwrap_or_default().to_owned();
                let style = attributes.get("style-name").unwrap_or_default();
                let hidden = self.hiding.contains(style);
                self.sheet = (!hidden).then(|| (name, Cells::default()));
                self.row = 0;
            }
            "table-row" => {
                self.column = 0;
                self.row_repeat = attributes
                    .number("number-rows-repeated")
                    .unwrap_or(1)
                    .max(1);
            }
            "table-cell" | "covered-table-cell" => self.cell = Some(Cell::new(attributes)),
            "p" => {
                if let Some(cell) = &mut self.cell
                    && !cell.text.is_empty()
                    && self.note == 0
                {
                    cell.text.push('\n');
                }
            }
            "s" => {
                if let Some(cell) = &mut self.cell {
                    cell.text.push(' ');
                }
            }
            _ => {}
        }
    }

    fn close(&mut self, name: &str) {
        match name {
            "annotation" => self.note = self.note.saturating_sub(1),
            "table" => self.end_sheet(),
            "table-row" => self.end_row(),
            "table-cell" | "covered-table-cell" => self.end_cell(),
            _ => {}
        }
    }

    fn end_cell(&mut self) {
        let Some(cell) = self.cell.take() else { return };
        let text = cell.value.unwrap_or(cell.text);
        if !text.trim().is_empty() {
            for n in 0..cell.repeat.min(MOST_REPEATED) {
                let at = self
                    .column
                    .saturating_add(u32::try_from(n).unwrap_or(u32::MAX));
                self.row_cells.push((at, text.clone()));
            }
            let spans = cell.rows > 1 || cell.columns > 1;
            if spans && let Some((_, sheet)) = &mut self.sheet {
                let end = |from: u32, more: usize| {
                    from.saturating_add(u32::try_from(more.saturating_sub(1)).unwrap_or(u32::MAX))
                };
                let at = (self.row, self.column);
                sheet.merge(at, (end(at.0, cell.rows), end(at.1, cell.columns)));
            }
        }
        let repeat = u32::try_from(cell.repeat).unwrap_or(u32::MAX);
        self.column = self.column.saturating_add(repeat);
    }

    fn end_row(&mut self) {
        let cells = std::mem::take(&mut self.row_cells);
        let Some((_, sheet)) = &mut self.sheet else {
            return;
        };
        if !cells.is_empty() {
            for n in 0..self.row_repeat.min(MOST_REPEATED) {
                let row = self
                    .row
                    .saturating_add(u32::try_from(n).unwrap_or(u32::MAX));
                for (column, text) in &cells {
                    self.full |= !sheet.put((row, *column), text.clone(), false, &mut self.left);
                }
            }
        }
        let repeat = u32::try_from(self.row_repeat).unwrap_or(u32::MAX);
        self.row = self.row.saturating_add(repeat);
    }

    fn end_sheet(&mut self) {
        self.end_row();
        if let Some((name, sheet)) = self.sheet.take() {
            if std::mem::take(&mut self.full) {
                let text = format!("シート「{name}」は途中までしか読めませんでした");
                self.source.notices.push((self.line + 1, text));
            }
            push(
                &mut self.source,
                &name,
                sheet,
                &mut self.line,
                &mut self.room,
            );
        }
    }
}

impl Cell {
    fn new(attributes: &Attributes) -> Self {
        let number = || {
            let value: f64 = attributes.get("value")?.parse().ok()?;
            match attributes.get("value-type")? {
                "float" | "currency" => Some(super::number::plain(value)),
                "percentage" => Some(format!("{}%", super::number::plain(value * 100.0))),
                _ => None,
            }
        };
        Self {
            text: String::new(),
            value: number(),
            repeat: attributes
                .number("number-columns-repeated")
                .unwrap_or(1)
                .max(1),
            rows: attributes.number("number-rows-spanned").unwrap_or(1),
            columns: attributes.number("number-columns-spanned").unwrap_or(1),
        }
    }
}
