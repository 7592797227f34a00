//! Word documents → lines and tables.
//!
//! The archive is opened with `zip`, its parts are walked with `quick-xml`: both are in the tree already
//! (the one under the spreadsheet writer, the other under the spreadsheet reader), and a document reader
//! that needs paragraphs, tabs and tables has no use for a model of all of Word.

mod properties;
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
        .and_then(|text| properties::title_of(&text));
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
    while !body.outer.is_empty() {
        body.end_box();
    }
    body.end_paragraph();
    if body.room.full() {
        body.source.notices.push((body.line, Room::notice()));
    }
    Ok(body.source)
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
    /// Whether the run's text is one that nobody sees.
    unseen: bool,
    /// Paragraphs that wait while a text box within them is read, the outermost first.
    outer: Vec<Outer>,
}

/// A paragraph with a text box in it. Its text goes on behind the box, and stands before it.
struct Outer {
    paragraph: Option<Paragraph>,
    in_run: bool,
    /// Where its lines go among the blocks.
    at: usize,
    /// The line that is kept for it.
    line: u32,
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
    /// Where its lines go among the blocks and the line kept for it, if a text box stood within it.
    kept: Option<(usize, u32)>,
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
                self.unseen = false;
                if let Some(paragraph) = &mut self.paragraph {
                    paragraph.run_bold = None;
                }
            }
            "t" => self.in_text = true,
            "tab" if self.in_run => self.write("\t"),
            "br" | "cr" => self.write("\n"),
            "txbxContent" => {
                self.line += 1;
                self.outer.push(Outer {
                    paragraph: self.paragraph.take(),
                    in_run: std::mem::take(&mut self.in_run),
                    at: self.source.blocks.len(),
                    line: self.line,
                });
            }
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
            "vanish" if self.in_run => self.unseen = style::is_on(value),
            "b" if self.in_run => paragraph.run_bold = Some(style::is_on(value)),
            _ => {}
        }
    }

    fn write(&mut self, text: &str) {
        let Some(paragraph) = &mut self.paragraph else {
            return;
        };
        if self.unseen {
            return;
        }
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
            "txbxContent" => self.end_box(),
            "tc" => self.end_cell(),
            "tbl" => self.end_table(),
            _ => {}
        }
    }

    fn end_box(&mut self) {
        self.end_paragraph();
        let Some(outer) = self.outer.pop() else {
            return;
        };
        self.in_run = outer.in_run;
        self.paragraph = outer.paragraph;
        if let Some(paragraph) = &mut self.paragraph {
            paragraph.kept = paragraph.kept.or(Some((outer.at, outer.line)));
        }
    }

    fn end_paragraph(&mut self) {
        let Some(paragraph) = self.paragraph.take() else {
            return;
        };
        let (mut at, mut line) = if let Some(kept) = paragraph.kept {
            kept
        } else {
            self.line += 1;
            (self.source.blocks.len(), self.line)
        };
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
                    table.cell.line = line;
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
            if !first && paragraph.kept.is_none() {
                self.line += 1;
                line = self.line;
            }
            first = false;
            let part = Block::Line(Line {
                number: line,
                page: 0,
                text: part.to_owned(),
                hint,
            });
            self.source.blocks.insert(at, part);
            at += 1;
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
