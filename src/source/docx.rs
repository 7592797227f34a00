//! Word documents → lines and tables.
//!
//! The archive is opened with `zip`, its parts are walked with `quick-xml`: both are in the tree already
//! (the one under the spreadsheet writer, the other under the spreadsheet reader), and a document reader
//! that needs paragraphs, tabs and tables has no use for a model of all of Word.

mod style;
#[cfg(test)]
mod tests;

use super::SourceError;
use super::archive::Archive;
use super::block::{Block, GridCell, Hint, Line, Source};
use super::spread::{Room, Spread};
use super::xml::{Attributes, Step, Steps};
use style::{Numbers, Styles};

/// Reads a docx document.
///
/// # Errors
/// Where the archive is broken or too large, or has no text part.
pub fn read(bytes: &[u8]) -> Result<Source, SourceError> {
    let mut archive = Archive::open(bytes)?;
    let text = archive
        .text("word/document.xml")
        .ok_or(SourceError::Broken("docx"))?;
    let numbers = archive
        .text("word/numbering.xml")
        .map(|text| Numbers::read(&text));
    let mut body = Body {
        styles: archive
            .text("word/styles.xml")
            .map(|text| Styles::read(&text))
            .unwrap_or_default(),
        numbers: numbers.unwrap_or_default(),
        ..Body::default()
    };
    body.source.title = archive
        .text("docProps/core.xml")
        .and_then(|text| title_of(&text));
    let mut steps = Steps::new(&text);
    for step in steps.by_ref() {
        body.step(step);
    }
    if steps.broken() {
        body.source
            .notices
            .push((body.line, "文書の内容が途中で壊れています".to_owned()));
    }
    while !body.tables.is_empty() {
        body.end_table();
    }
    body.end_paragraph();
    if body.room.full() {
        body.source.notices.push((body.line, Room::notice()));
    }
    Ok(body.source)
}

/// The document's own title. Office programs put their template's name there when nobody set one.
fn title_of(core: &str) -> Option<String> {
    let mut within = false;
    let mut title = String::new();
    for step in Steps::new(core) {
        match step {
            Step::Open(name, _) => within = name == "title",
            Step::Close(_) => within = false,
            Step::Text(text) if within => title.push_str(&text),
            Step::Text(_) => {}
        }
    }
    let title = title.trim().to_owned();
    let foreign = title.is_ascii() || title.is_empty();
    (!foreign).then_some(title)
}

#[derive(Default)]
struct Body {
    source: Source,
    styles: Styles,
    numbers: Numbers,
    line: u32,
    paragraph: Option<Paragraph>,
    /// Open tables, the outermost first.
    tables: Vec<Table>,
    room: Room,
    /// Depth of elements whose text is not the paper's: deleted text, fallbacks, text boxes' copies.
    hidden: u32,
    in_run: bool,
    in_text: bool,
}

#[derive(Default)]
struct Paragraph {
    text: String,
    style: String,
    level: Option<u8>,
    number: Option<(String, usize)>,
    run_bold: Option<bool>,
    bold: bool,
    plain: bool,
}

#[derive(Default)]
struct Table {
    spread: Spread,
    /// Cells that go on below (`vMerge`), by column: text so far.
    above: Vec<Option<GridCell>>,
    column: usize,
    cell: Cell,
    own_text: bool,
}

#[derive(Default)]
struct Cell {
    open: bool,
    lines: Vec<String>,
    line: u32,
    span: usize,
    merge: Merge,
    bold: bool,
}

#[derive(Clone, Copy, Default, PartialEq)]
enum Merge {
    #[default]
    None,
    Begins,
    GoesOn,
}

impl Body {
    fn step(&mut self, step: Step) {
        match step {
            Step::Open(name, attributes) => self.open(&name, &attributes),
            Step::Close(name) => self.close(&name),
            Step::Text(text) => {
                if self.in_text && self.hidden == 0 {
                    self.write(&text);
                }
            }
        }
    }

    fn open(&mut self, name: &str, attributes: &Attributes) {
        if hides(name) {
            self.hidden += 1;
        }
        if self.hidden > 0 {
            return;
        }
        match name {
            "p" => {
                self.end_paragraph();
                self.paragraph = Some(Paragraph::default());
            }
            "r" => {
                self.in_run = true;
                if let Some(paragraph) = &mut self.paragraph {
                    paragraph.run_bold = None;
                }
            }
            "t" => self.in_text = true,
            "tab" if self.in_run => self.write("\t"),
            "br" | "cr" => self.write("\n"),
            "noBreakHyphen" => self.write("-"),
            "lastRenderedPageBreak" => {}
            "tbl" => {
                self.end_paragraph();
                self.tables.push(Table::default());
            }
            "tr" => {
                if let Some(table) = self.tables.last_mut() {
                    table.spread.next_row(&mut self.room);
                    table.column = 0;
                }
            }
            "tc" => {
                if let Some(table) = self.tables.last_mut() {
                    table.cell = Cell {
                        open: true,
                        span: 1,
                        ..Cell::default()
                    };
                }
            }
            _ => self.property(name, attributes),
        }
    }

    fn property(&mut self, name: &str, attributes: &Attributes) {
        let value = attributes.get("val");
        if let Some(table) = self.tables.last_mut() {
            match name {
                "gridSpan" => table.cell.span = attributes.number("val").unwrap_or(1),
                "vMerge" => {
                    let begins = value == Some("restart");
                    table.cell.merge = if begins { Merge::Begins } else { Merge::GoesOn };
                }
                _ => {}
            }
        }
        let Some(paragraph) = &mut self.paragraph else {
            return;
        };
        match name {
            "pStyle" => value.unwrap_or_default().clone_into(&mut paragraph.style),
            "outlineLvl" => paragraph.level = style::outline_level(attributes),
            "numId" => {
                let at = paragraph.number.take().map_or(0, |(_, level)| level);
                paragraph.number = Some((value.unwrap_or_default().to_owned(), at));
            }
            "ilvl" => {
                let id = paragraph
                    .number
                    .take()
                    .map_or_else(String::new, |(id, _)| id);
                paragraph.number = Some((id, attributes.number("val").unwrap_or(0)));
            }
            "b" if self.in_run => paragraph.run_bold = Some(style::is_on(value)),
            _ => {}
        }
    }

    fn write(&mut self, text: &str) {
        let Some(paragraph) = &mut self.paragraph else {
            return;
        };
        paragraph.text.push_str(text);
        if !text.trim().is_empty() {
            let bold = paragraph.run_bold.unwrap_or_else(|| {
                self.styles
                    .get(&paragraph.style)
                    .is_some_and(|style| style.bold)
            });
            paragraph.bold |= bold;
            paragraph.plain |= !bold;
        }
    }

    fn close(&mut self, name: &str) {
        if hides(name) {
            self.hidden = self.hidden.saturating_sub(1);
            return;
        }
        if self.hidden > 0 {
            return;
        }
        match name {
            "r" => self.in_run = false,
            "t" => self.in_text = false,
            "p" => self.end_paragraph(),
            "tc" => self.end_cell(),
            "tbl" => self.end_table(),
            _ => {}
        }
    }

    fn end_paragraph(&mut self) {
        let Some(paragraph) = self.paragraph.take() else {
            return;
        };
        self.line += 1;
        let style = self
            .styles
            .get(&paragraph.style)
            .cloned()
            .unwrap_or_default();
        let number = paragraph.number.or(style.number);
        let label = number
            .as_ref()
            .filter(|_| !paragraph.text.trim().is_empty());
        let label = label.and_then(|(id, level)| self.numbers.next(id, *level));
        let item = label.is_some() || style.list;
        let mut text = paragraph.text.trim_end().to_owned();
        if let Some(label) = label.filter(|label| !label.is_empty()) {
            text = format!("{label} {text}");
        }
        let bold = paragraph.bold && !paragraph.plain;
        if let Some(table) = self.tables.last_mut() {
            if !text.trim().is_empty() {
                if table.cell.lines.is_empty() {
                    table.cell.bold = bold;
                    table.cell.line = self.line;
                }
                table
                    .cell
                    .lines
                    .extend(text.lines().map(|line| line.trim().to_owned()));
            }
            return;
        }
        let hint = Hint {
            level: paragraph.level.or(style.level),
            bold,
            item,
            depth: number
                .as_ref()
                .map_or(0, |(_, level)| u8::try_from(*level).unwrap_or(8)),
        };
        let mut first = true;
        for part in text.split('\n') {
            let hint = if first {
                hint
            } else {
                Hint {
                    item: false,
                    ..hint
                }
            };
            if !first {
                self.line += 1;
            }
            first = false;
            self.source.blocks.push(Block::Line(Line {
                number: self.line,
                page: 0,
                text: part.to_owned(),
                hint,
            }));
        }
    }

    fn end_cell(&mut self) {
        self.end_paragraph();
        let here = self.line;
        let Some(table) = self.tables.last_mut() else {
            return;
        };
        let cell = std::mem::take(&mut table.cell);
        let at = table.column;
        let span = cell.span.clamp(1, super::spread::MOST_COLUMNS);
        table.column += span;
        let mut made = GridCell {
            text: cell.lines.join("\n"),
            line: if cell.line == 0 {
                here.max(1)
            } else {
                cell.line
            },
            bold: cell.bold,
            ..GridCell::default()
        };
        if table.above.len() <= at && at < super::spread::MOST_COLUMNS {
            table.above.resize(at + 1, None);
        }
        if let Some(above) = table.above.get_mut(at) {
            match cell.merge {
                Merge::GoesOn => {
                    if let Some(copy) = above {
                        made = GridCell {
                            copied: true,
                            ..copy.clone()
                        };
                    }
                }
                Merge::Begins => *above = Some(made.clone()),
                Merge::None => *above = None,
            }
        }
        table.own_text |= !made.text.is_empty();
        table.spread.cell(made, 1, span, &mut self.room);
    }

    fn end_table(&mut self) {
        if self.tables.last().is_some_and(|table| table.cell.open) {
            self.end_cell();
        }
        self.end_paragraph();
        let Some(table) = self.tables.pop() else {
            return;
        };
        let grid = table.spread.finish(&mut self.room);
        if grid.rows.is_empty() {
            return;
        }
        if let Some(outer) = self.tables.last_mut() {
            // A table within a cell: its texts are lines of that cell.
            let texts = grid.rows.into_iter().flatten().filter(|cell| !cell.copied);
            outer
                .cell
                .lines
                .extend(texts.map(|cell| cell.text).filter(|text| !text.is_empty()));
            return;
        }
        self.source.blocks.push(Block::Grid(grid));
    }
}

/// Elements whose text is no text of the paper, or a second copy of it.
fn hides(name: &str) -> bool {
    matches!(
        name,
        "del"
            | "moveFrom"
            | "Fallback"
            | "instrText"
            | "rt"
            | "delText"
            | "pPrChange"
            | "rPrChange"
    )
}
