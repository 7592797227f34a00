//! The pages of the screen for readers: what is listed, where the cursor is, what keys do.
//! Pure; knows no terminal.

use std::collections::BTreeMap;

use super::keys::{Ask, Turn, ask};
use super::paint::View;
use crate::explorer::keys::input::Input;
use crate::explorer::{Code, Key, ListCursor};
use crate::marks::Entry;
use crate::model::NodeId;
use crate::reading::{Command, ReadingState, Session, Verb, Verbosity};
use crate::text::{Ruler, shown};

mod rows;
mod typed;

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
    /// Lines of an answer; those that tell of a place can be opened.
    Told(Vec<(String, Option<NodeId>)>),
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

/// What is to be said a moment later than the page is drawn.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Owed {
    /// The selected row of the new page.
    Row,
    /// News.
    News(String),
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
    /// Whether the cursor stands behind the news instead of before it.
    at_end: bool,
    /// What is to be said once the reader has said the character at the cursor.
    owed: Option<Owed>,
    typed: Option<Input>,
    /// Whether what is typed is a place, not a search.
    placing: bool,
    size: (u16, u16),
    /// Whether amounts come before names whatever the width.
    braille: bool,
    /// How wide the terminal draws characters.
    ruler: Ruler,
}

impl Pages {
    /// Opens the page on which the place is a row.
    #[must_use]
    pub fn new(
        reading: &ReadingState<'_>,
        place: NodeId,
        marks: Vec<NodeId>,
        ruler: Ruler,
    ) -> Self {
        Self {
            page: page_with(reading, place),
            below: Vec::new(),
            session: Session::new(place, marks, Verbosity::Normal),
            results: None,
            note: String::new(),
            news: false,
            at_end: false,
            owed: None,
            typed: None,
            placing: false,
            size: (80, 24),
            braille: false,
            ruler,
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

    /// Says something at the bottom, before what is said there: a narrow line cuts its end.
    pub fn tell_first(&mut self, text: &str) {
        let said = std::mem::take(&mut self.note);
        let was_news = std::mem::take(&mut self.news);
        self.tell(text);
        if was_news && !said.is_empty() {
            self.tell(&said);
        }
    }

    /// Says something at the bottom in place of what stood there.
    pub(super) fn say(&mut self, text: impl Into<String>) {
        self.note = text.into();
        self.news = true;
    }

    /// The node of the selected row, or the one that the page is about.
    #[must_use]
    pub fn selected(&self, reading: &ReadingState<'_>) -> NodeId {
        let row = self.node_at(reading, self.page.place.cursor);
        row.unwrap_or(self.page.about)
    }

    /// The marked nodes.
    #[must_use]
    pub fn marks(&self) -> &[NodeId] {
        self.session.marks()
    }

    /// One sentence about the selected row.
    #[must_use]
    pub fn whereabouts(&self, reading: &ReadingState<'_>) -> String {
        let mut session = Session::new(self.selected(reading), Vec::new(), Verbosity::Normal);
        said(reading, &mut session, &Command::Plain(Verb::Where), None).concat()
    }

    /// Takes a new size of the screen; text is wrapped anew.
    pub fn resize(&mut self, reading: &ReadingState<'_>, columns: u16, rows: u16) {
        if self.size == (columns, rows) {
            return;
        }
        self.size = (columns, rows);
        if self.page.wrapped {
            let about = self.page.about;
            self.page.content = Content::Lines(self.text_of(reading, about));
            self.go_to_row(reading, self.page.place.cursor);
        }
        self.settle();
    }

    /// Takes place and marks back from the reading mode.
    pub fn take_over(&mut self, reading: &ReadingState<'_>, place: NodeId, marks: Vec<NodeId>) {
        let (size, results, braille) = (self.size, self.results.take(), self.braille);
        *self = Self {
            size,
            results,
            braille,
            ..Self::new(reading, place, marks, self.ruler)
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
            typed.insert(text);
        }
    }

    /// What is to be seen.
    #[must_use]
    pub fn view(&self, reading: &ReadingState<'_>) -> View {
        let page = &self.page;
        let last = (page.place.offset + self.height()).min(self.len(reading));
        let rows = (page.place.offset..last)
            .map(|at| self.row(reading, at))
            .collect();
        let (note, typing) = match &self.typed {
            Some(typed) => {
                let asked = match self.placing {
                    true => reading.say("番地: ", "Place: "),
                    false => reading.say("検索: ", "Search: "),
                };
                (format!("{asked}{}", typed.text()), true)
            }
            None => (self.note.clone(), false),
        };
        View {
            title: self.title(),
            rows,
            offset: page.place.offset,
            height: self.height(),
            cursor: page.place.row_on_screen(),
            on_note: typing || self.news,
            note,
            at_end: self.at_end,
            typing,
        }
    }

    /// Whether something is to be said by [`Self::pay`] after a moment: after an arrow to the side
    /// a reader says the character at the cursor, and then what is written.
    #[must_use]
    pub const fn owes(&self) -> bool {
        self.owed.is_some()
    }

    /// Says at the bottom what is owed, the cursor behind it. Where the user did not wait for it
    /// (`hurried`), only news: the row is said by the next key.
    pub fn pay(&mut self, reading: &ReadingState<'_>, hurried: bool) {
        match self.owed.take() {
            Some(Owed::News(text)) => self.say_at_end(text),
            Some(Owed::Row) if !hurried => self.say_row(reading),
            Some(Owed::Row) | None => {}
        }
    }

    /// Says the selected row at the bottom, the cursor behind it.
    fn say_row(&mut self, reading: &ReadingState<'_>) {
        // One cell is left for the stop that may be added.
        let row = self.row_within(reading, self.page.place.cursor, self.columns() - 1);
        if !row.is_empty() {
            self.say_at_end(row);
        }
    }

    /// Says it with the cursor behind it. It ends otherwise than what stood there before: of a
    /// changed line a terminal tells Orca what lies between the first and the last difference, and
    /// Orca says that where the cursor is at its end.
    fn say_at_end(&mut self, text: impl Into<String>) {
        let before = self.note.chars().next_back();
        self.say(text);
        self.at_end = true;
        if self.note.chars().next_back() != before {
            return;
        }
        match self.note.strip_suffix(['。', '.']) {
            Some(shorter) => self.note = shorter.to_owned(),
            None => self.note.push('.'),
        }
    }

    /// What a key does.
    pub fn press(&mut self, reading: &ReadingState<'_>, key: Key) -> Request {
        let before = std::mem::take(&mut self.news).then(|| self.note.clone());
        (self.owed, self.at_end) = (None, false);
        if self.typed.is_some() {
            return self.type_key(reading, key);
        }
        let pages = self.below.len();
        let (title, stood) = (self.page.title.clone(), self.note.clone());
        let asked = ask(key);
        let request = match asked {
            Some(ask) => self.perform(reading, ask),
            None => {
                let en = "That key does nothing; ? lists the keys.";
                self.say(reading.say("そのキーには働きがありません。? でキーの一覧。", en));
                Request::Nothing
            }
        };
        let is_new = pages != self.below.len() || title != self.page.title;
        // A new page is drawn anew, without what was said on the one before.
        if !self.news && is_new {
            self.note.clear();
        }
        // After these keys Orca and TDSR say the character at the cursor, not its line. A braille
        // display has the line already.
        let sideways = matches!(
            key.code,
            Code::Left | Code::Right | Code::Home | Code::End | Code::Esc | Code::Backspace
        );
        let to_end = matches!(asked, Some(Ask::First | Ask::Last));
        // TDSR is deaf to what is written after an arrow until the terminal has sent something.
        let deaf = matches!(key.code, Code::Left | Code::Right) && !self.braille;
        match (self.news, sideways) {
            (true, true) => {
                let said = std::mem::replace(&mut self.note, stood);
                if deaf {
                    self.news = false;
                    self.owed = Some(Owed::News(said));
                } else {
                    self.say_at_end(said);
                }
            }
            (true, false) => {}
            (false, _) if to_end && !self.braille => self.say_row(reading),
            (false, _) => {
                self.owed = (is_new && sideways && !self.braille).then_some(Owed::Row);
            }
        }
        // News that stays the same is not heard again unless something changes.
        if self.news && !self.at_end && before.as_ref() == Some(&self.note) {
            self.note.push('。');
        }
        request
    }

    fn perform(&mut self, reading: &ReadingState<'_>, ask: Ask) -> Request {
        match ask {
            Ask::Move(by) => self.step(reading, by),
            Ask::First => self.go_to_row(reading, 0),
            Ask::Last => self.go_to_row(reading, self.len(reading)),
            Ask::Page(down) => self.page(reading, down),
            Ask::Open => self.open(reading),
            Ask::Up => self.up(reading),
            Ask::Read => self.read(reading),
            Ask::Where => self.tell_where(reading),
            Ask::Mark => self.mark(reading),
            Ask::Marks => self.list_marks(reading),
            Ask::Budget(filter) => {
                let (title, ids) = reading.budget_list(self.selected(reading), filter);
                self.list(title, ids);
            }
            Ask::Original => self.original(reading),
            Ask::Why => self.why(reading),
            Ask::Changes => self.changes(reading),
            Ask::Compare => self.compare(reading),
            Ask::Became => self.became(reading),
            Ask::Sheets(turn) => return Request::Sheets(turn),
            Ask::Search | Ask::Place => {
                self.typed = Some(Input::default());
                self.placing = ask == Ask::Place;
                self.note.clear();
            }
            Ask::Results => self.list_results(reading),
            Ask::Top => self.replace(Page::items(
                reading,
                reading.library.document_of(self.selected(reading)).root,
            )),
            Ask::Help => self.help(reading),
            Ask::Text => return Request::Text,
            Ask::Reread => return Request::Reread,
            Ask::Redraw => return Request::Redraw,
            Ask::Suspend => return Request::Suspend,
            Ask::Quit => return Request::Quit,
        }
        Request::Nothing
    }
}
