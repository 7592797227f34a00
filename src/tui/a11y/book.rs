//! The pages of the screen for readers: what is listed, where the cursor is, what keys do.
//! Pure; knows no terminal.

use std::collections::BTreeMap;

use super::keys::{Ask, ask};
use super::paint::View;
use crate::explorer::Key;
use crate::marks::Entry;
use crate::model::NodeId;
use crate::reading::{Command, Desk, Session, Verb, Verbosity};
use crate::text::escape::is_unsafe;
use crate::text::shown;

mod pages;

use pages::{said, sheet_with};

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
    /// Read the documents anew.
    Reread,
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
    /// Hits, budget lines or marks; with each what is to be said behind it.
    Nodes(Vec<(NodeId, String)>),
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
    results: Option<(String, Vec<(NodeId, String)>)>,
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

    /// Takes the notes of marks, and kept marks that are not found.
    pub fn take_notes(&mut self, notes: BTreeMap<NodeId, String>, lost: Vec<Entry>) {
        self.session = self.session.clone().with_notes(notes, lost);
    }

    /// Says something at the bottom, after what is said there.
    pub fn tell(&mut self, text: &str) {
        if !self.note.is_empty() {
            self.note.push(' ');
        }
        self.note.push_str(&shown(text));
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
    pub fn take_over(&mut self, desk: &Desk<'_>, place: NodeId, marks: Vec<NodeId>) {
        let (size, results) = (self.size, self.results.take());
        *self = Self {
            size,
            results,
            ..Self::new(desk, place, marks)
        };
        self.settle();
    }

    /// Says something at the bottom in place of what is said there.
    pub fn tell_alone(&mut self, text: &str) {
        self.note.clear();
        self.tell(text);
    }

    /// Whether a search is being typed.
    #[must_use]
    pub const fn is_typing(&self) -> bool {
        self.typed.is_some()
    }

    /// Text was pasted into the search line.
    pub fn paste(&mut self, text: &str) {
        if let Some(typed) = &mut self.typed {
            typed.extend(text.chars().filter(|c| !is_unsafe(*c)));
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
            Ask::Reread => return Wish::Reread,
            Ask::Redraw => return Wish::Redraw,
            Ask::Suspend => return Wish::Suspend,
            Ask::Quit => return Wish::Quit,
        }
        Wish::Nothing
    }
}
