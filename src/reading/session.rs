//! The state of one visit, and the answer to each command. No input or output here.

use std::collections::{BTreeMap, BTreeSet};

use super::command::Command;
use super::line::Line;
use super::listing::{Current, ListKind, More};
use super::mistakes::{bad_operand, missing_operand, unknown};
use super::operand::{Part, Setting, Target, Verbosity};
use super::state::{Found, ReadingState};

use super::verb::Verb;
use crate::lang::Lang;
use crate::marks::Entry;
use crate::model::{NodeId, Shift};

/// Whether the visit goes on.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Ending {
    /// It goes on.
    #[default]
    None,
    /// `quit`.
    Quit,
    /// `screen`: back to the full-screen explorer at this place.
    Screen,
}

/// Things that are said once in a visit.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Once {
    /// How to hear the items of a place.
    ListHint,
    /// How to hear the text.
    ReadHint,
    /// How to follow a relisting.
    OriginalHint,
    /// The western years.
    Era,
}

/// Place, history, marks, results and settings of one visit.
#[derive(Clone, Debug)]
pub struct Session {
    pub(super) place: NodeId,
    pub(super) trail: Vec<NodeId>,
    pub(super) marks: Vec<NodeId>,
    /// Notes of marks, also of those taken off in this visit.
    notes: BTreeMap<NodeId, String>,
    /// Kept marks that the documents do not have.
    lost: Vec<Entry>,
    /// The marked place with a note that was asked about: the same command takes the mark off.
    asked: Option<NodeId>,
    pub(super) results: Option<(String, Found)>,
    /// The list that was told last, until it is closed or left.
    pub(super) list: Option<Current>,
    pub(super) verbosity: Verbosity,
    /// Whether the position is left out whatever the verbosity.
    pub(super) without_position: bool,
    /// Whether the base year is called the year before instead of by its name.
    pub(super) year_before: bool,
    pub(super) last: Vec<Line>,
    /// What `more` goes on with.
    pub(super) more: Option<More>,
    /// How many lines of a long text have been told, where it was broken off.
    pub(super) reached: BTreeMap<NodeId, usize>,
    pub(super) said: BTreeSet<Once>,
    pub(super) ending: Ending,
}

/// Places remembered for `back`; older ones are forgotten.
const TRAIL_LENGTH: usize = 1000;

impl Session {
    /// A visit that starts at `place`.
    #[must_use]
    pub fn new(place: NodeId, marks: Vec<NodeId>, verbosity: Verbosity) -> Self {
        Self {
            place,
            trail: Vec::new(),
            marks,
            notes: BTreeMap::new(),
            lost: Vec::new(),
            asked: None,
            results: None,
            list: None,
            verbosity,
            without_position: false,
            year_before: false,
            last: Vec::new(),
            more: None,
            reached: BTreeMap::new(),
            said: BTreeSet::new(),
            ending: Ending::None,
        }
    }

    /// The same visit, the base year called the year before or by its name.
    #[must_use]
    pub const fn with_year_before(mut self, year_before: bool) -> Self {
        self.year_before = year_before;
        self
    }

    /// The same visit with the notes of marks, and with kept marks that are not found.
    #[must_use]
    pub fn with_notes(mut self, notes: BTreeMap<NodeId, String>, lost: Vec<Entry>) -> Self {
        (self.notes, self.lost) = (notes, lost);
        self
    }

    /// The same visit at another place, without its list.
    #[must_use]
    pub fn at(&self, place: NodeId) -> Self {
        let verbosity = self.verbosity;
        let notes = self.notes.clone();
        Self {
            asked: self.asked,
            ..Self::new(place, self.marks.clone(), verbosity)
        }
        .with_notes(notes, self.lost.clone())
    }

    /// The same visit on nodes that have other numbers now.
    pub(super) fn moved(&mut self, shift: &Shift) {
        let to = |id: &mut NodeId| *id = shift.of(*id);
        to(&mut self.place);
        self.trail.iter_mut().for_each(to);
        self.marks.iter_mut().for_each(to);
        self.asked.iter_mut().for_each(to);
        if let Some((_, found)) = &mut self.results {
            found.hits.iter_mut().for_each(|(id, _)| to(id));
            found.lines.iter_mut().for_each(to);
        }
        if let Some(list) = &mut self.list {
            list.items.iter_mut().for_each(|item| to(&mut item.node));
        }
        if let Some(More::Text(id)) = &mut self.more {
            to(id);
        }
        let notes = std::mem::take(&mut self.notes).into_iter();
        self.notes = notes.map(|(id, note)| (shift.of(id), note)).collect();
        let reached = std::mem::take(&mut self.reached).into_iter();
        self.reached = reached.map(|(id, line)| (shift.of(id), line)).collect();
    }

    /// Where the visit is.
    #[must_use]
    pub const fn place(&self) -> NodeId {
        self.place
    }

    /// The marked nodes, in the order in which they were marked.
    #[must_use]
    pub fn marks(&self) -> &[NodeId] {
        &self.marks
    }

    /// How much is told.
    #[must_use]
    pub const fn verbosity(&self) -> Verbosity {
        self.verbosity
    }

    /// Whether the visit goes on.
    #[must_use]
    pub const fn ending(&self) -> Ending {
        self.ending
    }

    /// The answer to a command. The first line is the news.
    pub fn answer(&mut self, reading: &ReadingState<'_>, command: &Command) -> Vec<Line> {
        let before = ReadingState {
            // A screen says so for all its answers, a visit for its own.
            year_before: self.year_before || reading.year_before,
            ..*reading
        };
        let reading = &before;
        let lines = match command {
            Command::Plain(Verb::Again) => return self.again(reading),
            Command::Plain(Verb::More) => self.tell_more(reading),
            Command::Unknown(typed) => match self.searched(reading, typed) {
                Some(lines) => lines,
                None => return unknown(reading, typed),
            },
            Command::BadOperand(verb, operand) => {
                return bad_operand(reading, *verb, operand);
            }
            _ => self.perform(reading, command),
        };
        self.last.clone_from(&lines);
        lines
    }

    /// The same, with the node of each line that is an item of a list, so that a screen can open
    /// it. The reading must not tell a long answer in portions.
    pub fn answer_of(
        &mut self,
        reading: &ReadingState<'_>,
        command: &Command,
    ) -> Vec<(Line, Option<NodeId>)> {
        self.list = None;
        let lines = self.answer(reading, command);
        let items = self.list.as_ref().map_or(&[][..], |list| &list.items);
        let heads = lines.len().saturating_sub(items.len());
        let nodes = std::iter::repeat_n(None, heads);
        let nodes = nodes.chain(items.iter().map(|item| Some(item.node)));
        lines.into_iter().zip(nodes).collect()
    }

    fn perform(&mut self, reading: &ReadingState<'_>, command: &Command) -> Vec<Line> {
        if *command != Command::Plain(Verb::Mark) {
            self.asked = None;
        }
        match command {
            Command::Plain(verb) => self.plain(reading, *verb),
            Command::Open(target) => self.open(reading, target),
            Command::Read(part) => self.read(reading, *part),
            Command::Budget(filter) => self.budget(reading, Some(*filter)),
            Command::Changes(filter, top) => self.changes(reading, *filter, *top),
            Command::Compare(only) => self.compare(reading, Some(*only)),
            Command::Search(words) => self.search(reading, words),
            Command::Result(number) => self.open_result(reading, *number),
            Command::ResultLines => self.result_lines(reading),
            Command::Verbosity(telling) => self.set_telling(reading, *telling),
            Command::Help(verb) => super::help::command(reading, *verb),
            Command::Unknown(_) | Command::BadOperand(..) => Vec::new(),
        }
    }

    fn plain(&mut self, reading: &ReadingState<'_>, verb: Verb) -> Vec<Line> {
        match verb {
            Verb::List => self.list(reading),
            Verb::Next => self.step(reading, true),
            Verb::Previous => self.step(reading, false),
            Verb::Up => self.up(reading),
            Verb::Top => self.top(reading),
            Verb::Where => self.whereabouts(reading),
            Verb::Read => self.read(reading, Part::All),
            Verb::Budget => self.budget(reading, None),
            Verb::Results => self.tell_results(reading),
            Verb::Why => self.why(reading),
            Verb::Changes => self.changes(reading, None, None),
            Verb::Compare => self.compare(reading, None),
            Verb::Trace => super::trace::told(reading, self.place),
            Verb::Close => self.close(reading),
            Verb::Original => self.original(reading),
            Verb::Back => self.back(reading),
            Verb::Mark => self.mark(reading),
            Verb::Marks => self.tell_marks(reading),
            Verb::Verbosity => self.tell_verbosity(reading),
            Verb::Help => super::help::all(reading),
            Verb::Screen => self.screen(reading),
            Verb::Quit => {
                self.ending = Ending::Quit;
                vec![reading.say("終わります。", "Leaving.").into()]
            }
            Verb::Open | Verb::Search => missing_operand(reading, verb),
            Verb::Again | Verb::More => Vec::new(),
        }
    }

    fn again(&mut self, reading: &ReadingState<'_>) -> Vec<Line> {
        if self.last.is_empty() {
            let en = "Nothing has been said yet.";
            return vec![reading.say("まだ何も言っていません。", en).into()];
        }
        self.last.clone()
    }

    /// Goes to a place and remembers the one left.
    pub(super) fn go(&mut self, id: NodeId) {
        if id != self.place {
            if self.trail.len() >= TRAIL_LENGTH {
                self.trail.remove(0);
            }
            self.trail.push(self.place);
        }
        self.place = id;
    }

    /// Goes to a place that is none of the current list, which ends.
    pub(super) fn leave_for(&mut self, id: NodeId) {
        self.list = None;
        self.go(id);
    }

    /// Whether this is the first time.
    pub(super) fn once(&mut self, what: Once) -> bool {
        self.said.insert(what)
    }

    fn open(&mut self, reading: &ReadingState<'_>, target: &Target) -> Vec<Line> {
        match target {
            Target::Number(number) => self.open_number(reading, *number),
            Target::Address(address) => self.open_address(reading, address),
        }
    }

    fn mark(&mut self, reading: &ReadingState<'_>) -> Vec<Line> {
        let name = reading.name(self.place);
        let address = reading.address(self.place);
        let asked = self.asked.take() == Some(self.place);
        let note = self.notes.get(&self.place).filter(|note| !note.is_empty());
        if let Some(note) = note.filter(|_| !asked && self.marks.contains(&self.place)) {
            let note = reading.heard(note);
            let question = match reading.lang {
                Lang::Ja => {
                    format!("覚え書きがあります。{note}。印を覚え書きごと外すには、もう一度、印。")
                }
                Lang::En => format!("It has a note: {note}. To take both off, type mark again."),
            };
            self.asked = Some(self.place);
            return vec![question.into()];
        }
        let note = note.map(|note| reading.heard(note));
        let before = self.marks.len();
        self.marks.retain(|id| *id != self.place);
        let removed = self.marks.len() < before;
        if !removed {
            self.marks.push(self.place);
        }
        let count = self.marks.len();
        let mut lines = vec![Line::Ear(match (reading.lang, removed) {
            (Lang::Ja, false) => {
                format!("印を付けました。{address}、{name}。印は{count}件です。")
            }
            (Lang::Ja, true) => {
                format!("印を外しました。{address}、{name}。印は{count}件です。")
            }
            (Lang::En, false) => {
                format!("Marked {address}, {name}. Marks: {count}.")
            }
            (Lang::En, true) => {
                format!("Mark taken off {address}, {name}. Marks: {count}.")
            }
        })];
        if let Some(note) = note {
            lines.push(Line::Ear(match (reading.lang, removed) {
                (Lang::Ja, false) => format!("覚え書きも戻りました。{note}。"),
                (Lang::Ja, true) => "もう一度付けると、覚え書きも戻ります。".to_owned(),
                (Lang::En, false) => format!("Its note is back: {note}."),
                (Lang::En, true) => "Marked again it has its note again.".to_owned(),
            }));
        }
        lines
    }

    fn tell_marks(&mut self, reading: &ReadingState<'_>) -> Vec<Line> {
        let marks = self.marks.clone();
        let head = reading.marks_words(marks.len());
        let noted = marks.into_iter().map(|id| (id, String::new())).collect();
        let list = Current {
            addresses: true,
            ..Current::of(ListKind::Places, head, noted)
        };
        self.tell_current(reading, self.lost_words(reading), list)
    }

    /// Kept marks that the documents do not have: how many, and the first of them.
    fn lost_words(&self, reading: &ReadingState<'_>) -> Vec<Line> {
        if self.lost.is_empty() {
            return Vec::new();
        }
        let count = self.lost.len();
        let mut lines = vec![Line::Ear(match reading.lang {
            Lang::Ja => format!("ほかに、この文書に見つからない印が{count}件残してあります。"),
            Lang::En => format!("Kept marks that are not found in this document: {count}."),
        })];
        for entry in self.lost.iter().take(reading.page.max(1)) {
            let parts = [&entry.name.address, &entry.name.title, &entry.note];
            let parts = parts.into_iter().filter(|part| !part.is_empty());
            let parts: Vec<String> = parts.map(|part| reading.heard(part)).collect();
            lines.push(Line::Ear(reading.join(&parts)));
        }
        lines
    }

    fn set_telling(&mut self, reading: &ReadingState<'_>, setting: Setting) -> Vec<Line> {
        match setting {
            Setting::Verbosity(verbosity) => self.verbosity = verbosity,
            Setting::Position(is_said) => self.without_position = !is_said,
            Setting::YearBefore(before) => self.year_before = before,
        }
        self.tell_verbosity(reading)
    }

    fn tell_verbosity(&self, reading: &ReadingState<'_>) -> Vec<Line> {
        let words = match self.verbosity {
            Verbosity::Brief => reading.say(
                "詳しさは、短く、です。名前と金額を言います。",
                "Verbosity is brief: name and amount.",
            ),
            Verbosity::Normal if self.without_position => reading.say(
                "詳しさは、普通、です。名前、金額、増減を言い、位置は言いません。",
                "Verbosity is normal: name, amount and change, without the position.",
            ),
            Verbosity::Normal => reading.say(
                "詳しさは、普通、です。名前、金額、増減、位置を言います。",
                "Verbosity is normal: name, amount, change and position.",
            ),
            Verbosity::Full => reading.say(
                "詳しさは、詳しく、です。ページ、番地、原文の行も言います。",
                "Verbosity is full: page, address and source lines too.",
            ),
        };
        let before = self.year_before.then(|| {
            let en = "The base year is called the year before.";
            Line::from(reading.say("比べる年度は、前年度、と言います。", en))
        });
        std::iter::once(words.into()).chain(before).collect()
    }

    fn screen(&mut self, reading: &ReadingState<'_>) -> Vec<Line> {
        if !reading.has_screen {
            let en = "There is no full screen to return to.";
            return vec![reading.say("戻る画面がありません。", en).into()];
        }
        self.ending = Ending::Screen;
        let en = "Returning to the full screen.";
        vec![reading.say("画面の表示に戻ります。", en).into()]
    }
}
