//! The pages themselves: what their rows say, moving on them, opening and leaving them.

use super::super::keys::HELP;
use super::{Content, MOST_ROWS, Page, Pages, Request};
use crate::explorer::{Code, Key, ListCursor};
use crate::lang::Lang;
use crate::model::{Kind, NodeId};
use crate::reading::{
    Command, Part, Position, ReadingState, RowLayout, Session, Shape, Target, Verb, Verbosity,
    originals, render,
};

/// Below so many columns amounts come before names, which may be cut.
const NARROW: usize = 60;

/// The answer of the reading mode as lines for the screen.
pub(super) fn said(
    desk: &ReadingState<'_>,
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
pub(super) fn page_with(desk: &ReadingState<'_>, place: NodeId) -> Page {
    let root = desk.library.document_of(place).root;
    let above = match desk.library.node(place).kind {
        Kind::Document | Kind::Pillar => return Page::items(desk, root),
        Kind::Chapter => root,
        _ => desk.library.parent(place).unwrap_or(root),
    };
    let mut page = Page::items(desk, above);
    let items = desk.items(above);
    page.place.cursor = items.iter().position(|item| *item == place).unwrap_or(0);
    page
}

impl Page {
    pub(super) fn new(title: String, content: Content, about: NodeId) -> Self {
        Self {
            title,
            content,
            about,
            place: ListCursor::default(),
            wrapped: false,
        }
    }

    /// The items of a place.
    pub(super) fn items(desk: &ReadingState<'_>, place: NodeId) -> Self {
        let name = desk.name(place);
        let title = match desk.library.node(place).kind {
            Kind::Document => name,
            _ => desk.join(&[desk.address(place), name]),
        };
        Self::new(title, Content::Items(place), place)
    }
}

impl Pages {
    pub(super) fn height(&self) -> usize {
        // The title, a blank line, and the line at the bottom.
        usize::from(self.size.1)
            .saturating_sub(3)
            .clamp(1, MOST_ROWS)
    }

    pub(super) fn columns(&self) -> usize {
        usize::from(self.size.0).saturating_sub(1).max(10)
    }

    pub(super) fn len(&self, desk: &ReadingState<'_>) -> usize {
        match &self.page.content {
            Content::Items(place) => desk.items(*place).len(),
            Content::Nodes(ids) | Content::Hits(ids) => ids.len(),
            Content::Lines(lines) => lines.len(),
        }
    }

    pub(super) fn node_at(&self, desk: &ReadingState<'_>, at: usize) -> Option<NodeId> {
        match &self.page.content {
            Content::Items(place) => desk.items(*place).get(at).copied(),
            Content::Nodes(ids) | Content::Hits(ids) => ids.get(at).map(|(id, _)| *id),
            Content::Lines(_) => None,
        }
    }

    pub(super) fn row(&self, desk: &ReadingState<'_>, at: usize) -> String {
        if let Content::Lines(lines) = &self.page.content {
            return lines.get(at).cloned().unwrap_or_default();
        }
        let Some(id) = self.node_at(desk, at) else {
            return String::new();
        };
        let of = self.len(desk);
        let position = match desk.library.node(id).kind {
            Kind::Chapter if matches!(self.page.content, Content::Items(_)) => desk.position(id),
            _ => Position {
                place: at + 1,
                of,
                kind: None,
            },
        };
        let marked = self.session.marks().contains(&id);
        let note = match &self.page.content {
            Content::Nodes(ids) | Content::Hits(ids) => ids.get(at).map_or("", |(_, note)| note),
            Content::Items(_) | Content::Lines(_) => "",
        };
        let layout = RowLayout {
            columns: self.columns(),
            address: matches!(self.page.content, Content::Hits(_)),
            amount_first: self.braille || self.columns() < NARROW,
            marked,
            note,
        };
        desk.row(id, at + 1, position, layout)
    }

    /// Keeps the cursor on the screen, scrolling no further than needed.
    pub(super) fn settle(&mut self) {
        let height = self.height();
        self.page.place.reveal(height);
    }

    pub(super) fn step(&mut self, desk: &ReadingState<'_>, by: isize) {
        let to = self.page.place.cursor.checked_add_signed(by);
        let last = self.len(desk).saturating_sub(1);
        match to.filter(|to| *to <= last) {
            Some(to) => {
                self.page.place.cursor = to;
                self.settle();
            }
            None => self.say(self.end(desk, by > 0)),
        }
    }

    /// That there is no next or previous row.
    pub(super) fn end(&self, desk: &ReadingState<'_>, last: bool) -> String {
        let of = self.len(desk);
        let place = self.page.place.cursor + 1;
        match (desk.lang, last) {
            (Lang::Ja, true) => format!("最後です。{of}件中{place}件目。"),
            (Lang::Ja, false) => format!("最初です。{of}件中{place}件目。"),
            (Lang::En, true) => format!("This is the last, {place} of {of}."),
            (Lang::En, false) => format!("This is the first, {place} of {of}."),
        }
    }

    pub(super) fn go_to_row(&mut self, desk: &ReadingState<'_>, row: usize) {
        self.page.place.go_to(row, self.len(desk));
        self.settle();
    }

    /// The page keys bring a whole new page of rows, its first row selected.
    pub(super) fn page(&mut self, desk: &ReadingState<'_>, down: bool) {
        let height = self.height();
        let to = if down {
            self.page.place.offset + height
        } else {
            self.page.place.offset.saturating_sub(height)
        };
        let at_edge = if down {
            to >= self.len(desk)
        } else {
            self.page.place.offset == 0
        };
        if at_edge {
            self.say(self.end(desk, down));
            return;
        }
        self.page.place = ListCursor {
            cursor: to,
            offset: to,
        };
    }

    pub(super) fn replace(&mut self, page: Page) {
        self.below.clear();
        self.page = page;
        self.settle();
    }

    pub(super) fn push(&mut self, page: Page) {
        self.below.push(std::mem::replace(&mut self.page, page));
        self.note.clear();
        self.settle();
    }

    pub(super) fn open(&mut self, desk: &ReadingState<'_>) {
        let Some(id) = self.node_at(desk, self.page.place.cursor) else {
            self.say(desk.say("開く項目はありません。", "There is nothing to open."));
            return;
        };
        if desk.items(id).is_empty() {
            self.read(desk);
            return;
        }
        self.push(Page::items(desk, id));
    }

    pub(super) fn up(&mut self, desk: &ReadingState<'_>) {
        if let Some(page) = self.below.pop() {
            self.page = page;
            self.settle();
            return;
        }
        match (&self.page.content, self.page.about) {
            (Content::Items(place), _) if desk.library.node(*place).parent.is_some() => {
                let mut page = page_with(desk, *place);
                std::mem::swap(&mut self.page, &mut page);
                self.settle();
            }
            _ => self.say(desk.say("ここが先頭です。", "This is the top.")),
        }
    }

    /// The text of a place as lines of the screen.
    pub(super) fn text_of(&self, desk: &ReadingState<'_>, id: NodeId) -> Vec<String> {
        // Page and source lines too: there is no other place for them on this screen.
        let mut session = Session::new(id, Vec::new(), Verbosity::Full);
        let command = Command::Read(Part::All);
        said(desk, &mut session, &command, Some(self.columns()))
    }

    pub(super) fn read(&mut self, desk: &ReadingState<'_>) {
        if matches!(self.page.content, Content::Lines(_)) {
            self.say(desk.say("もう本文です。", "This is the text."));
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
        self.push(Page {
            wrapped: true,
            ..Page::new(title, Content::Lines(lines), id)
        });
    }

    /// In the line at the bottom where it fits, else as a page of its own.
    pub(super) fn tell_where(&mut self, desk: &ReadingState<'_>) {
        let sentence = self.whereabouts(desk);
        if crate::text::width(&sentence) <= self.columns() {
            self.say(sentence);
            return;
        }
        let lines = crate::text::wrap(&sentence, self.columns());
        let title = desk.say("いまの場所", "Where this is").to_owned();
        let about = self.selected(desk);
        self.push(Page::new(title, Content::Lines(lines), about));
    }

    pub(super) fn mark(&mut self, desk: &ReadingState<'_>) {
        let mut session = self.session.at(self.selected(desk));
        let told = said(desk, &mut session, &Command::Plain(Verb::Mark), None).concat();
        self.session = session;
        self.say(told);
    }

    pub(super) fn list(&mut self, title: String, ids: Vec<NodeId>) {
        let noted = ids.into_iter().map(|id| (id, String::new()));
        self.list_noted(title, noted.collect());
    }

    fn list_hits(&mut self, title: String, hits: Vec<(NodeId, String)>) {
        if hits.is_empty() {
            self.say(title);
            return;
        }
        let about = self.page.about;
        self.push(Page::new(title, Content::Hits(hits), about));
    }

    fn list_noted(&mut self, title: String, ids: Vec<(NodeId, String)>) {
        if ids.is_empty() {
            self.say(title);
            return;
        }
        let about = self.page.about;
        self.push(Page::new(title, Content::Nodes(ids), about));
    }

    pub(super) fn list_marks(&mut self, desk: &ReadingState<'_>) {
        let marks = self.session.marks().to_vec();
        self.list(desk.marks_words(marks.len()), marks);
    }

    pub(super) fn original(&mut self, desk: &ReadingState<'_>) {
        let here = self.selected(desk);
        match originals(desk.library, here).first() {
            Some(original) => self.push(page_with(desk, *original)),
            None => self.say(desk.no_original(here)),
        }
    }

    /// What the total of the row holds and leaves out.
    pub(super) fn why(&mut self, desk: &ReadingState<'_>) {
        let here = self.selected(desk);
        self.tell_lines(desk, here, &Command::Plain(Verb::Why));
    }

    /// What became of the money below the row.
    pub(super) fn became(&mut self, desk: &ReadingState<'_>) {
        let here = self.selected(desk);
        self.tell_lines(desk, here, &Command::Plain(Verb::Trace));
    }

    /// The largest changes below the row.
    pub(super) fn changes(&mut self, desk: &ReadingState<'_>) {
        let here = self.selected(desk);
        self.tell_lines(desk, here, &Command::Plain(Verb::Changes));
    }

    /// What became of the programmes of an earlier document.
    pub(super) fn compare(&mut self, desk: &ReadingState<'_>) {
        let here = self.selected(desk);
        self.tell_lines(desk, here, &Command::Plain(Verb::Compare));
    }

    /// An answer of the reading mode as a page; one line of it as news.
    fn tell_lines(&mut self, desk: &ReadingState<'_>, about: NodeId, command: &Command) {
        let mut session = Session::new(about, Vec::new(), Verbosity::Normal);
        let lines = said(desk, &mut session, command, Some(self.columns()));
        match lines.split_first() {
            Some((only, [])) => self.say(only.clone()),
            Some((title, rest)) => {
                let page = Page::new(title.clone(), Content::Lines(rest.to_vec()), about);
                self.push(page);
            }
            None => {}
        }
    }

    pub(super) fn help(&mut self, desk: &ReadingState<'_>) {
        let lines = HELP
            .iter()
            .map(|(_, ja, en)| desk.say(ja, en).to_owned())
            .collect();
        let title = desk.say("鍵の一覧", "The keys").to_owned();
        self.push(Page::new(title, Content::Lines(lines), self.page.about));
    }

    pub(super) fn type_key(&mut self, desk: &ReadingState<'_>, key: Key) -> Request {
        let Some(mut typed) = self.typed.take() else {
            return Request::Nothing;
        };
        match (key.code, key.ctrl) {
            (Code::Esc, _) | (Code::Char('c'), true) => return Request::Nothing,
            (Code::Enter, _) if self.placing => return self.go_to(desk, typed.trim()),
            (Code::Enter, _) => {
                self.search(desk, typed.trim());
                return Request::Nothing;
            }
            (Code::Backspace, _) | (Code::Char('h'), true) => drop(typed.pop()),
            (Code::Char('u'), true) => typed.clear(),
            (Code::Char(c), false) => typed.push(c),
            _ => {}
        }
        self.typed = Some(typed);
        Request::Nothing
    }

    /// The page with the row of a place that was typed, by the spellings of the reading mode; a
    /// number alone is a chapter.
    fn go_to(&mut self, desk: &ReadingState<'_>, typed: &str) -> Request {
        if matches!(typed, "text" | "ｔｅｘｔ" | "読み上げ") {
            return Request::Text;
        }
        let root = desk.library.document_of(self.selected(desk)).root;
        let found = match Command::parse(typed) {
            Command::Open(Target::Address(address)) => desk.library.find_in(root, &address),
            Command::Open(Target::Number(number)) => {
                let mut items = desk.items(root).into_iter().enumerate();
                let found = items.find(|(at, id)| desk.number(*id, at + 1) == number);
                found.map(|(_, id)| id)
            }
            _ => None,
        };
        match found {
            Some(place) => self.push(page_with(desk, place)),
            None if typed.is_empty() => {}
            None => {
                let typed = desk.heard(typed);
                self.say(match desk.lang {
                    Lang::Ja => format!("{typed}という番地はありません。"),
                    Lang::En => format!("There is no place {typed}."),
                });
            }
        }
        Request::Nothing
    }

    pub(super) fn search(&mut self, desk: &ReadingState<'_>, words: &str) {
        if words.is_empty() {
            return;
        }
        let found = desk.finder.find(desk.library, words, desk.lang);
        let words = desk.heard(words);
        let told = desk.hits_words(&words, &found);
        let title = found.fault.unwrap_or(told);
        let sum = desk.sum_words(&found.lines).unwrap_or_default();
        let whole = format!("{title}{sum}");
        let title = match crate::text::width(&whole) <= self.columns() {
            true => whole,
            // What is cut off is how the hits were counted, never the sum.
            false => format!("{sum}{title}"),
        };
        if !found.hits.is_empty() {
            self.results = Some((title.clone(), found.hits.clone()));
        }
        self.list_hits(title, found.hits);
    }

    pub(super) fn list_results(&mut self, desk: &ReadingState<'_>) {
        match self.results.clone() {
            Some((title, ids)) => self.list_hits(title, ids),
            None => {
                let en = "Nothing has been searched yet.";
                self.say(desk.say("まだ検索していません。", en));
            }
        }
    }
}
