//! The pages themselves: what their rows say, moving on them, opening and leaving them.

use super::super::keys;
use super::{Content, MOST_ROWS, Page, Pages};
use crate::explorer::ListCursor;
use crate::lang::Lang;
use crate::model::{Kind, NodeId};
use crate::reading::{
    Command, Part, Position, ReadingState, RowLayout, Session, Shape, Verb, Verbosity, originals,
    render,
};
use crate::text::{Ruler, wrap_words_with};

/// Below so many columns amounts come before names, which may be cut.
const NARROW: usize = 60;

/// The answer of the reading mode as lines for the screen, wrapped where it has so many columns.
pub(super) fn said(
    reading: &ReadingState<'_>,
    session: &mut Session,
    command: &Command,
    columns: Option<(usize, Ruler)>,
) -> Vec<String> {
    let (columns, ruler) = columns.unzip();
    let shape = Shape {
        lang: reading.lang,
        columns,
        ruler: ruler.unwrap_or_default(),
        yomi: reading.yomi,
    };
    let answer = session.answer(reading, command);
    answer
        .iter()
        .flat_map(|line| render(line, &shape))
        .collect()
}

/// Whether the document is made of review sheets, of which the pillars are ministries: people know these, and no number of
/// a bureau.
fn is_of_sheets(reading: &ReadingState<'_>, place: NodeId) -> bool {
    reading.library.document_of(place).meta.figure.is_some()
}

/// The rows of a place: of review sheets the ministries, then what is below them.
fn items(reading: &ReadingState<'_>, place: NodeId) -> Vec<NodeId> {
    match is_of_sheets(reading, place) {
        true => reading.listed(place),
        false => reading.items(place),
    }
}

/// The page of the place's row, with the cursor on it.
pub(super) fn page_with(reading: &ReadingState<'_>, place: NodeId) -> Page {
    let root = reading.library.document_of(place).root;
    let above = match reading.library.node(place).kind {
        Kind::Document => return Page::items(reading, root),
        Kind::Pillar if is_of_sheets(reading, root) => root,
        Kind::Pillar => return Page::items(reading, root),
        Kind::Chapter if !is_of_sheets(reading, root) => root,
        _ => reading.library.parent(place).unwrap_or(root),
    };
    let mut page = Page::items(reading, above);
    let items = items(reading, above);
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
    pub(super) fn items(reading: &ReadingState<'_>, place: NodeId) -> Self {
        let name = reading.name(place);
        let title = match reading.library.node(place).kind {
            Kind::Document => name,
            _ => reading.join(&[reading.address(place), name]),
        };
        Self::new(title, Content::Items(place), place)
    }
}

impl Pages {
    pub(super) fn height(&self) -> usize {
        // The title, a blank line, and the line at the bottom.
        usize::from(self.size.1)
            .saturating_sub(self.title().len() + 2)
            .clamp(1, MOST_ROWS)
    }

    /// The title in as many lines as it needs, at most a third of the screen.
    pub(super) fn title(&self) -> Vec<String> {
        let most = usize::from(self.size.1) / 3;
        let mut lines = crate::text::wrap_words(&self.page.title, self.columns());
        let rest = lines.split_off(most.max(1).min(lines.len()));
        // What has no room even there is cut off by the painter.
        if let Some(last) = lines.last_mut() {
            last.push_str(&rest.concat());
        }
        lines
    }

    pub(super) fn columns(&self) -> usize {
        usize::from(self.size.0).saturating_sub(1).max(10)
    }

    pub(super) fn len(&self, reading: &ReadingState<'_>) -> usize {
        match &self.page.content {
            Content::Items(place) => items(reading, *place).len(),
            Content::Nodes(ids) | Content::Hits(ids) => ids.len(),
            Content::Lines(lines) => lines.len(),
            Content::Told(lines) => lines.len(),
        }
    }

    pub(super) fn node_at(&self, reading: &ReadingState<'_>, at: usize) -> Option<NodeId> {
        match &self.page.content {
            Content::Items(place) => items(reading, *place).get(at).copied(),
            Content::Nodes(ids) | Content::Hits(ids) => ids.get(at).map(|(id, _)| *id),
            Content::Told(lines) => lines.get(at).and_then(|(_, id)| *id),
            Content::Lines(_) => None,
        }
    }

    pub(super) fn row(&self, reading: &ReadingState<'_>, at: usize) -> String {
        self.row_within(reading, at, self.columns())
    }

    /// The row in so many cells.
    pub(super) fn row_within(
        &self,
        reading: &ReadingState<'_>,
        at: usize,
        columns: usize,
    ) -> String {
        if let Content::Lines(lines) = &self.page.content {
            return lines.get(at).cloned().unwrap_or_default();
        }
        if let Content::Told(lines) = &self.page.content {
            return lines
                .get(at)
                .map_or(String::new(), |(line, _)| line.clone());
        }
        let Some(id) = self.node_at(reading, at) else {
            return String::new();
        };
        let of = self.len(reading);
        let position = match reading.library.node(id).kind {
            Kind::Chapter
                if matches!(self.page.content, Content::Items(_)) && !is_of_sheets(reading, id) =>
            {
                reading.position(id)
            }
            _ => Position {
                place: at + 1,
                of,
                kind: None,
            },
        };
        let marked = self.session.marks().contains(&id);
        let note = match &self.page.content {
            Content::Nodes(ids) | Content::Hits(ids) => ids.get(at).map_or("", |(_, note)| note),
            Content::Items(_) | Content::Lines(_) | Content::Told(_) => "",
        };
        let layout = RowLayout {
            columns,
            ruler: self.ruler,
            address: matches!(self.page.content, Content::Hits(_)),
            amount_first: self.braille || self.columns() < NARROW,
            marked,
            note,
        };
        reading.row(id, at + 1, position, layout)
    }

    /// Keeps the cursor on the screen, scrolling no further than needed.
    pub(super) fn settle(&mut self) {
        let height = self.height();
        self.page.place.reveal(height);
    }

    pub(super) fn step(&mut self, reading: &ReadingState<'_>, by: isize) {
        let to = self.page.place.cursor.checked_add_signed(by);
        let last = self.len(reading).saturating_sub(1);
        match to.filter(|to| *to <= last) {
            Some(to) => {
                self.page.place.cursor = to;
                self.settle();
            }
            None => self.say(self.end(reading, by > 0)),
        }
    }

    /// That there is no next or previous row.
    pub(super) fn end(&self, reading: &ReadingState<'_>, last: bool) -> String {
        let of = self.len(reading);
        let place = self.page.place.cursor + 1;
        match (reading.lang, last) {
            (Lang::Ja, true) => format!("最後です。{of}件中{place}件目。"),
            (Lang::Ja, false) => format!("最初です。{of}件中{place}件目。"),
            (Lang::En, true) => format!("This is the last, {place} of {of}."),
            (Lang::En, false) => format!("This is the first, {place} of {of}."),
        }
    }

    pub(super) fn go_to_row(&mut self, reading: &ReadingState<'_>, row: usize) {
        self.page.place.go_to(row, self.len(reading));
        self.settle();
    }

    /// The page keys bring a whole new page of rows, its first row selected.
    pub(super) fn page(&mut self, reading: &ReadingState<'_>, down: bool) {
        let height = self.height();
        let to = if down {
            self.page.place.offset + height
        } else {
            self.page.place.offset.saturating_sub(height)
        };
        let at_edge = if down {
            to >= self.len(reading)
        } else {
            self.page.place.offset == 0
        };
        if at_edge {
            self.say(self.end(reading, down));
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

    pub(super) fn open(&mut self, reading: &ReadingState<'_>) {
        let Some(id) = self.node_at(reading, self.page.place.cursor) else {
            self.say(reading.say("開く項目はありません。", "There is nothing to open."));
            return;
        };
        if reading.items(id).is_empty() {
            self.read(reading);
            return;
        }
        self.push(Page::items(reading, id));
    }

    pub(super) fn up(&mut self, reading: &ReadingState<'_>) {
        if let Some(page) = self.below.pop() {
            self.page = page;
            self.settle();
            return;
        }
        match (&self.page.content, self.page.about) {
            (Content::Items(place), _) if reading.library.node(*place).parent.is_some() => {
                let mut page = page_with(reading, *place);
                std::mem::swap(&mut self.page, &mut page);
                self.settle();
            }
            (Content::Items(place), _) if reading.library.documents().len() > 1 => {
                let place = *place;
                let (title, documents) = reading.open_documents();
                let at = documents.iter().position(|(root, _)| *root == place);
                self.page = Page::new(title, Content::Nodes(documents), place);
                self.go_to_row(reading, at.unwrap_or(0));
            }
            _ => self.say(reading.say("ここが先頭です。", "This is the top.")),
        }
    }

    /// The text of a place as lines of the screen.
    pub(super) fn text_of(&self, reading: &ReadingState<'_>, id: NodeId) -> Vec<String> {
        // Page and source lines too: there is no other place for them on this screen.
        let mut session = Session::new(id, Vec::new(), Verbosity::Full);
        let command = Command::Read(Part::All);
        said(
            reading,
            &mut session,
            &command,
            Some((self.columns(), self.ruler)),
        )
    }

    pub(super) fn read(&mut self, reading: &ReadingState<'_>) {
        let at = self.page.place.cursor;
        if matches!(self.page.content, Content::Lines(_) | Content::Told(_))
            && self.node_at(reading, at).is_none()
        {
            self.say(reading.say("もう本文です。", "This is the text."));
            return;
        }
        let id = self.selected(reading);
        let lines = self.text_of(reading, id);
        let address = reading.address(id);
        let count = lines.len();
        let title = match reading.lang {
            Lang::Ja => format!("{address}の本文、{count}行"),
            Lang::En => format!("Text of {address}, {count} lines"),
        };
        self.push(Page {
            wrapped: true,
            ..Page::new(title, Content::Lines(lines), id)
        });
    }

    /// In the line at the bottom where it fits, else as a page of its own.
    pub(super) fn tell_where(&mut self, reading: &ReadingState<'_>) {
        let sentence = self.whereabouts(reading);
        if self.ruler.width(&sentence) <= self.columns() {
            self.say(sentence);
            return;
        }
        let lines = wrap_words_with(&sentence, self.columns(), self.ruler);
        let title = reading.say("いまの場所", "Where this is").to_owned();
        let about = self.selected(reading);
        self.push(Page::new(title, Content::Lines(lines), about));
    }

    pub(super) fn mark(&mut self, reading: &ReadingState<'_>) {
        let mut session = self.session.at(self.selected(reading));
        let answer = said(reading, &mut session, &Command::Plain(Verb::Mark), None).concat();
        self.session = session;
        self.say(answer);
    }

    pub(super) fn list(&mut self, title: String, ids: Vec<NodeId>) {
        let noted = ids.into_iter().map(|id| (id, String::new()));
        self.list_noted(title, noted.collect());
    }

    pub(super) fn list_hits(&mut self, title: String, hits: Vec<(NodeId, String)>) {
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

    pub(super) fn list_marks(&mut self, reading: &ReadingState<'_>) {
        let marks = self.session.marks().iter();
        let marks: Vec<_> = marks.map(|id| (*id, String::new())).collect();
        // They are of all chapters, so that each carries its address.
        self.list_hits(reading.marks_words(marks.len()), marks);
    }

    pub(super) fn original(&mut self, reading: &ReadingState<'_>) {
        let here = self.selected(reading);
        match originals(reading.library, here).first() {
            Some(original) => self.push(page_with(reading, *original)),
            None => self.say(reading.no_original(here)),
        }
    }

    /// What the total of the row holds and leaves out.
    pub(super) fn why(&mut self, reading: &ReadingState<'_>) {
        let here = self.selected(reading);
        self.tell_lines(reading, here, &Command::Plain(Verb::Why));
    }

    /// What became of the money below the row.
    pub(super) fn became(&mut self, reading: &ReadingState<'_>) {
        let here = self.selected(reading);
        self.tell_lines(reading, here, &Command::Plain(Verb::Trace));
    }

    /// The largest changes below the row.
    pub(super) fn changes(&mut self, reading: &ReadingState<'_>) {
        let here = self.selected(reading);
        self.tell_lines(reading, here, &Command::Plain(Verb::Changes));
    }

    /// What became of the programmes of an earlier document.
    pub(super) fn compare(&mut self, reading: &ReadingState<'_>) {
        let here = self.selected(reading);
        self.tell_lines(reading, here, &Command::Plain(Verb::Compare));
    }

    /// An answer of the reading mode as a page; one line of it as news.
    fn tell_lines(&mut self, reading: &ReadingState<'_>, about: NodeId, command: &Command) {
        let mut session = Session::new(about, Vec::new(), Verbosity::Normal);
        let shape = Shape {
            lang: reading.lang,
            columns: Some(self.columns()),
            ruler: self.ruler,
            yomi: reading.yomi,
        };
        let told = session.answer_of(reading, command);
        let mut lines = told.iter().flat_map(|(line, node)| {
            let rendered = render(line, &shape);
            rendered.into_iter().map(|line| (line, *node))
        });
        let title = lines.next();
        let rest: Vec<(String, Option<NodeId>)> = lines.collect();
        match title {
            Some((only, _)) if rest.is_empty() => self.say(only),
            Some((title, _)) => self.push(Page::new(title, Content::Told(rest), about)),
            None => {}
        }
    }

    pub(super) fn help(&mut self, reading: &ReadingState<'_>) {
        let lines = keys::help(reading.lang);
        let title = reading.say("キーの一覧", "The keys").to_owned();
        self.push(Page::new(title, Content::Lines(lines), self.page.about));
    }
}
