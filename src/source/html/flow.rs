//! What open and close tags do to the lines and tables of a page.

use super::badge;
use super::element::{heading, hides, is_block, is_void};
use super::unseen::{After, Unseen};
use crate::source::block::{Block, GridCell, Hint, Line, Source};
use crate::source::spread::{Room, Spread};

/// The page as far as it has been read.
#[derive(Default)]
pub(super) struct Flow {
    source: Source,
    /// 1-based line of the page's text.
    here: u32,
    now: Text,
    /// A line of one word that may be set over the name of what it is said of: `新規`.
    badge: Option<Line>,
    title: Option<String>,
    /// What hides the text now.
    hidden: Option<Unseen>,
    level: Option<u8>,
    item: bool,
    /// Lists that are open.
    lists: u8,
    bold: u32,
    pre: bool,
    table: Option<Table>,
    /// Tables that are open but only lay out the page.
    frames: u32,
    room: Room,
}

/// The line (or cell) that is being gathered.
#[derive(Default)]
struct Text {
    text: String,
    /// Where the innermost element within the line began.
    inner: usize,
    began: u32,
    plain: bool,
    bold: bool,
}

#[derive(Default)]
struct Table {
    spread: Spread,
    /// Spans of the open cell.
    cell: Option<(usize, usize, bool)>,
    in_caption: bool,
}

impl Flow {
    pub(super) const fn at(&mut self, line: u32) {
        self.here = line;
    }

    pub(super) fn text(&mut self, text: &str) {
        if let Some(title) = &mut self.title {
            title.push_str(text);
            return;
        }
        if self.hidden.is_some() {
            return;
        }
        let mut line = self.here;
        // The tokenizer names the line on which a run of text ends.
        let feeds = text.matches('\n').count();
        line = line
            .saturating_sub(u32::try_from(feeds).unwrap_or(0))
            .max(1);
        for c in text.chars() {
            match c {
                '\n' if self.pre => {
                    self.end_line();
                    line += 1;
                    continue;
                }
                '\n' => line += 1,
                _ => {}
            }
            let blank = matches!(c, ' ' | '\t' | '\n' | '\r' | '\x0c');
            if blank && !self.pre {
                if !self.now.text.is_empty() && !self.now.text.ends_with([' ', '\n']) {
                    self.now.text.push(' ');
                }
                continue;
            }
            if !c.is_whitespace() {
                if self.now.text.trim().is_empty() && self.now.began == 0 {
                    self.now.began = line;
                }
                if self.bold > 0 {
                    self.now.bold = true;
                } else {
                    self.now.plain = true;
                }
            }
            self.now.text.push(if c == '\u{a0}' { ' ' } else { c });
        }
    }

    pub(super) fn open(
        &mut self,
        name: &str,
        span: (Option<usize>, Option<usize>),
        (hidden, beside): (bool, bool),
    ) {
        if let Some(unseen) = &mut self.hidden {
            if !unseen.ends_before(name) {
                return;
            }
            self.hidden = None;
        }
        if hides(name) || (hidden || beside) && !is_void(name) {
            self.hide(name, hidden);
            return;
        }
        match name {
            "title" if self.source.title.is_none() => self.title = Some(String::new()),
            "b" | "strong" => {
                self.bold += 1;
                self.now.inner = self.now.text.len();
            }
            "span" | "small" | "mark" | "em" | "i" | "u" | "font" | "label" => {
                self.now.inner = self.now.text.len();
            }
            "br" => self.break_line(),
            "pre" => {
                self.end_line();
                self.pre = true;
            }
            "table" => self.open_table(),
            "caption" => {
                self.end_line();
                if let Some(table) = &mut self.table {
                    table.in_caption = true;
                }
            }
            "tr" => {
                self.end_cell();
                if let Some(table) = &mut self.table {
                    table.spread.next_row(&mut self.room);
                }
            }
            "td" | "th" => {
                self.end_cell();
                self.bold = 0;
                if let Some(table) = &mut self.table {
                    let (rows, columns) = (span.0.unwrap_or(1), span.1.unwrap_or(1));
                    table.cell = Some((rows, columns, name == "th"));
                } else {
                    self.end_line();
                }
            }
            "li" | "dt" => {
                self.end_line();
                self.bold = 0;
                self.item = true;
            }
            _ if is_block(name) => {
                self.end_line();
                if matches!(name, "ul" | "ol") {
                    self.lists = self.lists.saturating_add(1);
                }
                if let Some(level) = heading(name) {
                    self.level = Some(level);
                    self.item = false;
                    // A list that nobody closed ends before the next heading.
                    self.lists = 0;
                }
            }
            _ => {}
        }
    }

    /// What is open ends as it would before an element that is seen.
    fn hide(&mut self, name: &str, told: bool) {
        match name {
            "tr" | "td" | "th" => self.end_cell(),
            _ if is_block(name) => self.end_line(),
            _ => {}
        }
        self.hidden = Some(Unseen::new(name, told));
    }

    pub(super) fn close(&mut self, name: &str) {
        if name == "title"
            && let Some(title) = self.title.take()
        {
            let title = title.split_whitespace().collect::<Vec<_>>().join(" ");
            self.source.title = (!title.is_empty()).then_some(title);
            return;
        }
        if let Some(unseen) = &mut self.hidden {
            match unseen.close(name) {
                After::Hidden => return,
                After::Seen => {
                    self.hidden = None;
                    return;
                }
                After::SeenBefore => self.hidden = None,
            }
        }
        match name {
            "b" | "strong" => {
                self.bold = self.bold.saturating_sub(1);
                badge::set_apart(&mut self.now.text, self.now.inner);
            }
            "span" | "small" | "mark" | "em" | "i" | "u" | "font" | "label" => {
                badge::set_apart(&mut self.now.text, self.now.inner)
            }
            "pre" => {
                self.end_line();
                self.pre = false;
            }
            "table" => self.close_table(),
            "caption" => {
                if let Some(table) = &mut self.table {
                    table.in_caption = false;
                    let text = std::mem::take(&mut self.now).text;
                    text.trim().clone_into(table.spread.caption());
                }
            }
            "td" | "th" | "tr" => self.end_cell(),
            _ if is_block(name) => {
                self.end_line();
                if heading(name).is_some() {
                    self.level = None;
                }
                if matches!(name, "li" | "dt") {
                    self.item = false;
                }
                if matches!(name, "ul" | "ol") {
                    self.lists = self.lists.saturating_sub(1);
                }
            }
            _ => {}
        }
    }

    fn open_table(&mut self) {
        if self.table.is_some() {
            // A table within a cell: the outer one only lays out the page.
            self.end_cell();
            if let Some(outer) = self.table.take() {
                self.frames += 1;
                for cell in outer
                    .spread
                    .finish(&mut self.room)
                    .rows
                    .into_iter()
                    .flatten()
                {
                    if !cell.copied {
                        self.push_lines(&cell.text, cell.line, Hint::default());
                    }
                }
            }
        }
        self.end_line();
        self.end_badge();
        self.table = Some(Table::default());
    }

    fn close_table(&mut self) {
        self.end_cell();
        match self.table.take() {
            Some(table) => {
                let grid = table.spread.finish(&mut self.room);
                if !grid.rows.is_empty() {
                    self.source.blocks.push(Block::Grid(grid));
                }
            }
            None => self.frames = self.frames.saturating_sub(1),
        }
    }

    fn end_cell(&mut self) {
        let Some(table) = &mut self.table else {
            self.end_line();
            return;
        };
        let now = std::mem::take(&mut self.now);
        let Some((rows, columns, head)) = table.cell.take() else {
            return;
        };
        let cell = GridCell {
            text: tidy(&now.text),
            copied: false,
            line: if now.began == 0 { self.here } else { now.began },
            page: 0,
            bold: head || (now.bold && !now.plain),
        };
        table.spread.cell(cell, rows, columns, &mut self.room);
        self.bold = 0;
        self.item = false;
        self.level = None;
    }

    /// The end of a line within a paragraph or a cell.
    fn break_line(&mut self) {
        if self.table.is_some() {
            self.now.text.push('\n');
        } else {
            self.end_line();
        }
    }

    fn end_line(&mut self) {
        if let Some(table) = &self.table {
            if (table.cell.is_some() || table.in_caption) && !self.now.text.trim().is_empty() {
                self.now.text.push('\n');
            }
            return;
        }
        let now = std::mem::take(&mut self.now);
        let text = now.text.trim_end();
        if text.trim().is_empty() {
            return;
        }
        let hint = Hint {
            level: self.level,
            bold: now.bold && !now.plain,
            item: std::mem::take(&mut self.item),
            depth: self.lists.saturating_sub(1),
        };
        let mut line = Line {
            number: now.began.max(1),
            page: 0,
            text: text.to_owned(),
            hint,
        };
        if let Some(badge) = self.badge.take() {
            // The name of a card: `<span>新規</span><h3>架空灯台</h3>`.
            if hint.level.is_some() {
                line.text = format!("【{}】{}", badge.text.trim(), line.text.trim_start());
            } else {
                self.source.blocks.push(Block::Line(badge));
            }
        }
        if hint.level.is_none() && badge::is_badge(&line.text) {
            self.badge = Some(line);
        } else {
            self.source.blocks.push(Block::Line(line));
        }
    }

    /// The word that no name followed is a line of its own.
    fn end_badge(&mut self) {
        let badge = self.badge.take();
        self.source.blocks.extend(badge.map(Block::Line));
    }

    fn push_lines(&mut self, text: &str, number: u32, hint: Hint) {
        for text in text.lines().filter(|line| !line.trim().is_empty()) {
            self.source.blocks.push(Block::Line(Line {
                number,
                page: 0,
                text: text.to_owned(),
                hint,
            }));
        }
    }

    /// A page whose tables have that room.
    pub(super) fn within(room: Room) -> Self {
        Self {
            room,
            ..Self::default()
        }
    }

    /// Closes what the page left open: the page, the room that is left, and the page's last line.
    pub(super) fn finish(mut self) -> (Source, Room, u32) {
        if let Some(by) = self.hidden.as_ref().and_then(Unseen::raw) {
            let text = format!("<{by}> が閉じられていないため、その後は読めません");
            self.source.notices.push((self.here, text));
        }
        self.hidden = None;
        self.close_table();
        self.end_line();
        self.end_badge();
        (self.source, self.room, self.here)
    }
}

/// Text of a cell: blanks at the ends of its lines go, empty lines too.
fn tidy(text: &str) -> String {
    let lines: Vec<&str> = text
        .lines()
        .map(str::trim)
        .filter(|line| !line.is_empty())
        .collect();
    lines.join("\n")
}
