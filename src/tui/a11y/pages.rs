//! The pages of the screen for readers: what is listed, where the cursor is, what keys do.
//! Pure; knows no terminal.

use std::collections::BTreeMap;

use super::keys::{Ask, Turn, ask};
use super::paint::View;
use crate::explorer::{Key, ListCursor};
use crate::marks::Entry;
use crate::model::NodeId;
use crate::reading::{Command, ReadingState, Session, Verb, Verbosity};
use crate::text::escape::is_unsafe;
use crate::text::shown;

mod rows;

use rows::{page_with, said};

/// Rows of a page: hearing more than ten at once helps nobody.
const MOST_ROWS: usize = 10;

/// What only the terminal edge can do.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Request {
    /// Nothing more.
    Nothing,
    /// Draw everything anew.
    Redraw,
    /// Suspend to the shell.
    Suspend,
    /// Read the documents anew.
    Reread,
    /// Show other review data.
    Sheets(Turn),
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
    /// Hits, which carry their address.
    Hits(Vec<(NodeId, String)>),
    /// Lines of text about a place.
    Lines(Vec<String>),
}

/// One page and the cursor on it.
#[derive(Clone, Debug)]
struct Page {
    title: String,
    content: Content,
    /// The place that the page is about.
    about: NodeId,
    place: ListCursor,
    /// Whether its lines are wrapped to the width of the screen.
    wrapped: bool,
}

/// All open pages, the marks, the search.
#[derive(Debug)]
pub struct Pages {
    page: Page,
    below: Vec<Page>,
    session: Session,
    results: Option<(String, Vec<(NodeId, String)>)>,
    /// What is said at the bottom. It stays there until the page changes: to take it off would
    /// write a line, and a reader would say that instead of the row.
    note: String,
    /// Whether it is news, so that the cursor stands on it.
    news: bool,
    typed: Option<String>,
    /// Whether what is typed is a place, not a search.
    placing: bool,
    size: (u16, u16),
    /// Whether amounts come before names whatever the width.
    braille: bool,
}

impl Pages {
    /// Opens the page on which the place is a row.
    #[must_use]
    pub fn new(desk: &ReadingState<'_>, place: NodeId, marks: Vec<NodeId>) -> Self {
        Self {
            page: page_with(desk, place),
            below: Vec::new(),
            session: Session::new(place, marks, Verbosity::Normal),
            results: None,
            note: String::new(),
            news: false,
            typed: None,
            placing: false,
            size: (80, 24),
            braille: false,
        }
    }

    /// The same for a braille display: amounts come before names.
    #[must_use]
    pub fn for_braille(mut self, braille: bool) -> Self {
        self.braille = braille;
        self
    }

    /// Takes the notes of marks, and kept marks that are not found.
    pub fn take_notes(&mut self, notes: BTreeMap<NodeId, String>, lost: Vec<Entry>) {
        self.session = self.session.clone().with_notes(notes, lost);
    }

    /// Says something at the bottom, after what is said there.
    pub fn tell(&mut self, text: &str) {
        if !self.news {
            self.note.clear();
        }
        if !self.note.is_empty() {
            self.note.push(' ');
        }
        self.note.push_str(&shown(text));
        self.news = true;
    }

    /// Says something at the bottom in place of what stood there.
    pub(super) fn say(&mut self, text: impl Into<String>) {
        self.note = text.into();
        self.news = true;
    }

    /// The node of the selected row, or the one that the page is about.
    #[must_use]
    pub fn selected(&self, desk: &ReadingState<'_>) -> NodeId {
        let row = self.node_at(desk, self.page.place.cursor);
        row.unwrap_or(self.page.about)
    }

    /// The marked nodes.
    #[must_use]
    pub fn marks(&self) -> &[NodeId] {
        self.session.marks()
    }

    /// One sentence about the selected row.
    #[must_use]
    pub fn whereabouts(&self, desk: &ReadingState<'_>) -> String {
        let mut session = Session::new(self.selected(desk), Vec::new(), Verbosity::Normal);
        said(desk, &mut session, &Command::Plain(Verb::Where), None).concat()
    }

    /// Takes a new size of the screen; text is wrapped anew.
    pub fn resize(&mut self, desk: &ReadingState<'_>, columns: u16, rows: u16) {
        if self.size == (columns, rows) {
            return;
        }
        self.size = (columns, rows);
        if self.page.wrapped {
            let about = self.page.about;
            self.page.content = Content::Lines(self.text_of(desk, about));
            self.go_to_row(desk, self.page.place.cursor);
        }
        self.settle();
    }

    /// Takes place and marks back from the reading mode.
    pub fn take_over(&mut self, desk: &ReadingState<'_>, place: NodeId, marks: Vec<NodeId>) {
        let (size, results, braille) = (self.size, self.results.take(), self.braille);
        *self = Self {
            size,
            results,
            braille,
            ..Self::new(desk, place, marks)
        };
        self.settle();
    }

    /// Says something at the bottom in place of what is said there.
    pub fn tell_alone(&mut self, text: &str) {
        self.say(shown(text));
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
    pub fn view(&self, desk: &ReadingState<'_>) -> View {
        let page = &self.page;
        let last = (page.place.offset + self.height()).min(self.len(desk));
        let rows = (page.place.offset..last)
            .map(|at| self.row(desk, at))
            .collect();
        let (note, typing) = match &self.typed {
            Some(typed) if self.placing => {
                (format!("{}{typed}", desk.say("番地: ", "Place: ")), true)
            }
            Some(typed) => (format!("{}{typed}", desk.say("検索: ", "Search: ")), true),
            None => (self.note.clone(), false),
        };
        View {
            title: page.title.clone(),
            rows,
            offset: page.place.offset,
            height: self.height(),
            cursor: page.place.row_on_screen(),
            on_note: typing || self.news,
            note,
            typing,
        }
    }

    /// What a key does.
    pub fn press(&mut self, desk: &ReadingState<'_>, key: Key) -> Request {
        let before = std::mem::take(&mut self.news).then(|| self.note.clone());
        if self.typed.is_some() {
            return self.type_key(desk, key);
        }
        let pages = self.below.len();
        let title = self.page.title.clone();
        let request = match ask(key) {
            Some(ask) => self.perform(desk, ask),
            None => {
                let en = "That key does nothing; ? lists the keys.";
                self.say(desk.say("その鍵には働きがありません。? で鍵の一覧。", en));
                Request::Nothing
            }
        };
        // A new page is drawn anew, without what was said on the one before.
        if !self.news && (pages != self.below.len() || title != self.page.title) {
            self.note.clear();
        }
        // News that stays the same is not heard again unless something changes.
        if self.news && before.as_ref() == Some(&self.note) {
            self.note.push('。');
        }
        request
    }

    fn perform(&mut self, desk: &ReadingState<'_>, ask: Ask) -> Request {
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
            Ask::Why => self.why(desk),
            Ask::Changes => self.changes(desk),
            Ask::Compare => self.compare(desk),
            Ask::Became => self.became(desk),
            Ask::Sheets(turn) => return Request::Sheets(turn),
            Ask::Search | Ask::Place => {
                self.typed = Some(String::new());
                self.placing = ask == Ask::Place;
                self.note.clear();
            }
            Ask::Results => self.list_results(desk),
            Ask::Top => self.replace(Page::items(
                desk,
                desk.library.document_of(self.selected(desk)).root,
            )),
            Ask::Help => self.help(desk),
            Ask::Text => return Request::Text,
            Ask::Reread => return Request::Reread,
            Ask::Redraw => return Request::Redraw,
            Ask::Suspend => return Request::Suspend,
            Ask::Quit => return Request::Quit,
        }
        Request::Nothing
    }
}
