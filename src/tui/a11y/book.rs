//! The pages of the screen for readers: what is listed, where the cursor is, what keys do.
//! Pure; knows no terminal.

use super::keys::{Ask, HELP, ask};
use super::paint::View;
use crate::explorer::{Code, Key};
use crate::lang::Lang;
use crate::model::{Kind, NodeId};
use crate::reading::{
    Command, Desk, Outcome, Part, Position, Session, Shape, Verb, Verbosity, render,
};

/// Rows of a page: hearing more than ten at once helps nobody.
const MOST_ROWS: usize = 10;

/// What only the terminal edge can do.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Wish {
    /// Nothing more.
    Nothing,
    /// Draw everything anew.
    Redraw,
    /// Suspend to the shell.
    Suspend,
    /// Go to the reading mode.
    Text,
    /// Leave.
    Quit,
}

/// What a page lists.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Content {
    /// The items of a place.
    Items(NodeId),
    /// Hits, budget lines or marks.
    Nodes(Vec<NodeId>),
    /// Lines of text about a place.
    Lines(Vec<String>),
}

/// One page and the cursor on it.
#[derive(Clone, Debug)]
struct Sheet {
    title: String,
    content: Content,
    /// The place that the page is about.
    about: NodeId,
    cursor: usize,
    offset: usize,
    /// Whether its lines are wrapped to the width of the screen.
    wrapped: bool,
}

/// All open pages, the marks, the search.
#[derive(Debug)]
pub struct Book {
    sheet: Sheet,
    below: Vec<Sheet>,
    session: Session,
    results: Option<(String, Vec<NodeId>)>,
    note: String,
    typed: Option<String>,
    size: (u16, u16),
}

impl Book {
    /// Opens the page on which the place is a row.
    #[must_use]
    pub fn new(desk: &Desk<'_>, place: NodeId, marks: Vec<NodeId>) -> Self {
        Self {
            sheet: sheet_with(desk, place),
            below: Vec::new(),
            session: Session::new(place, marks, Verbosity::Normal),
            results: None,
            note: String::new(),
            typed: None,
            size: (80, 24),
        }
    }

    /// The node of the selected row, or the one that the page is about.
    #[must_use]
    pub fn selected(&self, desk: &Desk<'_>) -> NodeId {
        let row = self.node_at(desk, self.sheet.cursor);
        row.unwrap_or(self.sheet.about)
    }

    /// The marked nodes.
    #[must_use]
    pub fn marks(&self) -> &[NodeId] {
        self.session.marks()
    }

    /// One sentence about the selected row.
    #[must_use]
    pub fn whereabouts(&self, desk: &Desk<'_>) -> String {
        let mut session = Session::new(self.selected(desk), Vec::new(), Verbosity::Normal);
        said(desk, &mut session, &Command::Plain(Verb::Where), None).concat()
    }

    /// Takes a new size of the screen; text is wrapped anew.
    pub fn resize(&mut self, desk: &Desk<'_>, columns: u16, rows: u16) {
        if self.size == (columns, rows) {
            return;
        }
        self.size = (columns, rows);
        if self.sheet.wrapped {
            let about = self.sheet.about;
            self.sheet.content = Content::Lines(self.text_of(desk, about));
            self.go_to_row(desk, self.sheet.cursor);
        }
        self.settle();
    }

    /// Takes place and marks back from the reading mode.
    pub fn take_over(&mut self, desk: &Desk<'_>, outcome: &Outcome) {
        let marks = outcome.marks.iter();
        let marks = marks.filter_map(|place| place.node(desk.library)).collect();
        let place = outcome.place.as_ref().and_then(|p| p.node(desk.library));
        let place = place.unwrap_or_else(|| self.selected(desk));
        let (size, results) = (self.size, self.results.take());
        *self = Self {
            size,
            results,
            ..Self::new(desk, place, marks)
        };
        self.settle();
    }

    /// Text was pasted into the search line.
    pub fn paste(&mut self, text: &str) {
        if let Some(typed) = &mut self.typed {
            typed.extend(text.chars().filter(|c| !c.is_control()));
        }
    }

    /// What is to be seen.
    #[must_use]
    pub fn view(&self, desk: &Desk<'_>) -> View {
        let sheet = &self.sheet;
        let last = (sheet.offset + self.height()).min(self.len(desk));
        let rows = (sheet.offset..last).map(|at| self.row(desk, at)).collect();
        let (note, typing) = match &self.typed {
            Some(typed) => (format!("{}{typed}", desk.say("検索: ", "Search: ")), true),
            None => (self.note.clone(), false),
        };
        View {
            title: sheet.title.clone(),
            rows,
            offset: sheet.offset,
            height: self.height(),
            cursor: sheet.cursor - sheet.offset,
            on_note: !note.is_empty(),
            note,
            typing,
        }
    }

    /// What a key does.
    pub fn press(&mut self, desk: &Desk<'_>, key: Key) -> Wish {
        let before = std::mem::take(&mut self.note);
        if self.typed.is_some() {
            self.type_key(desk, key);
            return Wish::Nothing;
        }
        let Some(ask) = ask(key) else {
            self.note = desk
                .say(
                    "その鍵には働きがありません。? で鍵の一覧。",
                    "That key does nothing; ? lists the keys.",
                )
                .to_owned();
            return Wish::Nothing;
        };
        let wish = self.obey(desk, ask);
        // News that stays the same is not heard again unless something changes.
        if !before.is_empty() && self.note == before {
            self.note.push('。');
        }
        wish
    }

    fn obey(&mut self, desk: &Desk<'_>, ask: Ask) -> Wish {
        match ask {
            Ask::Move(by) => self.step(desk, by),
            Ask::First => self.go_to_row(desk, 0),
            Ask::Last => self.go_to_row(desk, self.len(desk)),
            Ask::Page(down) => self.page(desk, down),
            Ask::Open => self.open(desk),
            Ask::Up => self.up(desk),
            Ask::Read => self.read(desk),
            Ask::Where => self.tell_where(desk),
            Ask::Mark => self.mark(desk),
            Ask::Marks => self.list_marks(desk),
            Ask::Budget(filter) => {
                let (title, ids) = desk.budget_list(self.selected(desk), filter);
                self.list(title, ids);
            }
            Ask::Original => self.original(desk),
            Ask::Search => self.typed = Some(String::new()),
            Ask::Results => self.list_results(desk),
            Ask::Top => self.replace(Sheet::items(
                desk,
                desk.library.document_of(self.selected(desk)).root,
            )),
            Ask::Help => self.help(desk),
            Ask::Text => return Wish::Text,
            Ask::Redraw => return Wish::Redraw,
            Ask::Suspend => return Wish::Suspend,
            Ask::Quit => return Wish::Quit,
        }
        Wish::Nothing
    }
}

/// The answer of the reading mode as lines for the screen.
fn said(
    desk: &Desk<'_>,
    session: &mut Session,
    command: &Command,
    columns: Option<usize>,
) -> Vec<String> {
    let shape = Shape {
        lang: desk.lang,
        columns,
        yomi: desk.yomi,
    };
    let answer = session.answer(desk, command);
    answer
        .iter()
        .flat_map(|line| render(line, &shape))
        .collect()
}

/// The page of the place's row, with the cursor on it.
fn sheet_with(desk: &Desk<'_>, place: NodeId) -> Sheet {
    let root = desk.library.document_of(place).root;
    let above = match desk.library.node(place).kind {
        Kind::Document | Kind::Pillar => return Sheet::items(desk, root),
        Kind::Chapter => root,
        _ => desk.library.node(place).parent.unwrap_or(root),
    };
    let mut sheet = Sheet::items(desk, above);
    let items = desk.items(above);
    sheet.cursor = items.iter().position(|item| *item == place).unwrap_or(0);
    sheet
}

impl Sheet {
    fn new(title: String, content: Content, about: NodeId) -> Self {
        Self {
            title,
            content,
            about,
            cursor: 0,
            offset: 0,
            wrapped: false,
        }
    }

    /// The items of a place.
    fn items(desk: &Desk<'_>, place: NodeId) -> Self {
        let name = desk.name(place);
        let title = match desk.library.node(place).kind {
            Kind::Document => name,
            _ => desk.join(&[desk.address(place), name]),
        };
        Self::new(title, Content::Items(place), place)
    }
}

impl Book {
    fn height(&self) -> usize {
        // The title, a blank line, and the line at the bottom.
        usize::from(self.size.1)
            .saturating_sub(3)
            .clamp(1, MOST_ROWS)
    }

    fn columns(&self) -> usize {
        usize::from(self.size.0).saturating_sub(1).max(10)
    }

    fn len(&self, desk: &Desk<'_>) -> usize {
        match &self.sheet.content {
            Content::Items(place) => desk.items(*place).len(),
            Content::Nodes(ids) => ids.len(),
            Content::Lines(lines) => lines.len(),
        }
    }

    fn node_at(&self, desk: &Desk<'_>, at: usize) -> Option<NodeId> {
        match &self.sheet.content {
            Content::Items(place) => desk.items(*place).get(at).copied(),
            Content::Nodes(ids) => ids.get(at).copied(),
            Content::Lines(_) => None,
        }
    }

    fn row(&self, desk: &Desk<'_>, at: usize) -> String {
        if let Content::Lines(lines) = &self.sheet.content {
            return lines.get(at).cloned().unwrap_or_default();
        }
        let Some(id) = self.node_at(desk, at) else {
            return String::new();
        };
        let of = self.len(desk);
        let position = match desk.library.node(id).kind {
            Kind::Chapter if matches!(self.sheet.content, Content::Items(_)) => desk.position(id),
            _ => Position {
                place: at + 1,
                of,
                kind: None,
            },
        };
        let marked = self.session.marks().contains(&id);
        desk.row(id, at + 1, position, marked, self.columns())
    }

    /// Keeps the cursor on the screen, scrolling no further than needed.
    fn settle(&mut self) {
        let height = self.height();
        let sheet = &mut self.sheet;
        sheet.offset = sheet
            .offset
            .min(sheet.cursor)
            .max((sheet.cursor + 1).saturating_sub(height));
    }

    fn step(&mut self, desk: &Desk<'_>, by: isize) {
        let to = self.sheet.cursor.checked_add_signed(by);
        let last = self.len(desk).saturating_sub(1);
        match to.filter(|to| *to <= last) {
            Some(to) => {
                self.sheet.cursor = to;
                self.settle();
            }
            None => self.note = self.end(desk, by > 0),
        }
    }

    /// That there is no next or previous row.
    fn end(&self, desk: &Desk<'_>, last: bool) -> String {
        let of = self.len(desk);
        let place = self.sheet.cursor + 1;
        match (desk.lang, last) {
            (Lang::Ja, true) => format!("最後です。{of}件中{place}件目。"),
            (Lang::Ja, false) => format!("最初です。{of}件中{place}件目。"),
            (Lang::En, true) => format!("This is the last, {place} of {of}."),
            (Lang::En, false) => format!("This is the first, {place} of {of}."),
        }
    }

    fn go_to_row(&mut self, desk: &Desk<'_>, row: usize) {
        self.sheet.cursor = row.min(self.len(desk).saturating_sub(1));
        self.settle();
    }

    /// The page keys bring a whole new page of rows, its first row selected.
    fn page(&mut self, desk: &Desk<'_>, down: bool) {
        let height = self.height();
        let to = if down {
            self.sheet.offset + height
        } else {
            self.sheet.offset.saturating_sub(height)
        };
        let at_edge = if down {
            to >= self.len(desk)
        } else {
            self.sheet.offset == 0
        };
        if at_edge {
            self.note = self.end(desk, down);
            return;
        }
        self.sheet.offset = to;
        self.sheet.cursor = to;
    }

    fn replace(&mut self, sheet: Sheet) {
        self.below.clear();
        self.sheet = sheet;
        self.settle();
    }

    fn push(&mut self, sheet: Sheet) {
        self.below.push(std::mem::replace(&mut self.sheet, sheet));
    }

    fn open(&mut self, desk: &Desk<'_>) {
        let Some(id) = self.node_at(desk, self.sheet.cursor) else {
            self.note = desk
                .say("開く項目はありません。", "There is nothing to open.")
                .to_owned();
            return;
        };
        if desk.items(id).is_empty() {
            self.read(desk);
            return;
        }
        self.push(Sheet::items(desk, id));
    }

    fn up(&mut self, desk: &Desk<'_>) {
        if let Some(sheet) = self.below.pop() {
            self.sheet = sheet;
            self.settle();
            return;
        }
        match (&self.sheet.content, self.sheet.about) {
            (Content::Items(place), _) if desk.library.node(*place).parent.is_some() => {
                let mut sheet = sheet_with(desk, *place);
                std::mem::swap(&mut self.sheet, &mut sheet);
                self.settle();
            }
            _ => self.note = desk.say("ここが先頭です。", "This is the top.").to_owned(),
        }
    }

    /// The text of a place as lines of the screen.
    fn text_of(&self, desk: &Desk<'_>, id: NodeId) -> Vec<String> {
        let mut session = Session::new(id, Vec::new(), Verbosity::Normal);
        let command = Command::Read(Part::All);
        said(desk, &mut session, &command, Some(self.columns()))
    }

    fn read(&mut self, desk: &Desk<'_>) {
        if matches!(self.sheet.content, Content::Lines(_)) {
            self.note = desk.say("もう本文です。", "This is the text.").to_owned();
            return;
        }
        let id = self.selected(desk);
        let lines = self.text_of(desk, id);
        let address = desk.address(id);
        let count = lines.len();
        let title = match desk.lang {
            Lang::Ja => format!("{address}の本文、{count}行"),
            Lang::En => format!("Text of {address}, {count} lines"),
        };
        self.push(Sheet {
            wrapped: true,
            ..Sheet::new(title, Content::Lines(lines), id)
        });
    }

    /// In the line at the bottom where it fits, else as a page of its own.
    fn tell_where(&mut self, desk: &Desk<'_>) {
        let sentence = self.whereabouts(desk);
        if crate::text::width(&sentence) <= self.columns() {
            self.note = sentence;
            return;
        }
        let lines = crate::text::wrap(&sentence, self.columns());
        let title = desk.say("いまの場所", "Where this is").to_owned();
        let about = self.selected(desk);
        self.push(Sheet::new(title, Content::Lines(lines), about));
    }

    fn mark(&mut self, desk: &Desk<'_>) {
        let mut session = Session::new(
            self.selected(desk),
            self.session.marks().to_vec(),
            Verbosity::Normal,
        );
        self.note = said(desk, &mut session, &Command::Plain(Verb::Mark), None).concat();
        self.session = session;
    }

    fn list(&mut self, title: String, ids: Vec<NodeId>) {
        if ids.is_empty() {
            self.note = title;
            return;
        }
        let about = self.sheet.about;
        self.push(Sheet::new(title, Content::Nodes(ids), about));
    }

    fn list_marks(&mut self, desk: &Desk<'_>) {
        let marks = self.session.marks().to_vec();
        let count = marks.len();
        let title = match desk.lang {
            Lang::Ja => format!("印は{count}件です。"),
            Lang::En => format!("Marks: {count}."),
        };
        self.list(title, marks);
    }

    fn original(&mut self, desk: &Desk<'_>) {
        let line = desk.library.budget(self.selected(desk));
        match line.and_then(|line| line.original) {
            Some(original) => self.push(sheet_with(desk, original)),
            None => {
                let en = "This is not a relisted line with an original.";
                self.note = desk.say("元のある再掲ではありません。", en).to_owned();
            }
        }
    }

    fn help(&mut self, desk: &Desk<'_>) {
        let lines = HELP
            .iter()
            .map(|(_, ja, en)| desk.say(ja, en).to_owned())
            .collect();
        let title = desk.say("鍵の一覧", "The keys").to_owned();
        self.push(Sheet::new(title, Content::Lines(lines), self.sheet.about));
    }

    fn type_key(&mut self, desk: &Desk<'_>, key: Key) {
        let Some(mut typed) = self.typed.take() else {
            return;
        };
        match (key.code, key.ctrl) {
            (Code::Esc, _) | (Code::Char('c'), true) => return,
            (Code::Enter, _) => {
                self.search(desk, typed.trim());
                return;
            }
            (Code::Backspace, _) | (Code::Char('h'), true) => drop(typed.pop()),
            (Code::Char('u'), true) => typed.clear(),
            (Code::Char(c), false) => typed.push(c),
            _ => {}
        }
        self.typed = Some(typed);
    }

    fn search(&mut self, desk: &Desk<'_>, words: &str) {
        if words.is_empty() {
            return;
        }
        let found = desk.finder.find(desk.library, words, desk.lang);
        let count = found.total;
        let words = desk.heard(words);
        let title = match (found.fault, desk.lang) {
            (Some(fault), _) => fault,
            (None, Lang::Ja) => format!("{words}の検索は、{count}件。"),
            (None, Lang::En) => format!("{words}: {count} hits."),
        };
        if !found.hits.is_empty() {
            self.results = Some((title.clone(), found.hits.clone()));
        }
        self.list(title, found.hits);
    }

    fn list_results(&mut self, desk: &Desk<'_>) {
        match self.results.clone() {
            Some((title, ids)) => self.list(title, ids),
            None => {
                let en = "Nothing has been searched yet.";
                self.note = desk.say("まだ検索していません。", en).to_owned();
            }
        }
    }
}
