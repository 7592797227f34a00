//! Moving: lists, opening, siblings, up, top, back, original, where.

use super::line::Line;
use super::listing::{Current, Item, ListKind};
use super::operand::Verbosity;
use super::relisted::originals;
use super::session::{Once, Session};
use super::state::ReadingState;
use crate::lang::Lang;
use crate::model::{Address, Kind};

impl Session {
    pub(super) fn list(&mut self, reading: &ReadingState<'_>) -> Vec<Line> {
        let items = reading.listed(self.place);
        if items.is_empty() {
            let en = "There is nothing below this place. For its text, type read.";
            let words = "ここから下に項目はありません。本文は、読む、または read。";
            return vec![reading.say(words, en).into()];
        }
        let place = match reading.library.node(self.place).kind {
            Kind::Document => reading.name(self.place),
            _ => reading.address(self.place),
        };
        let what = reading.children_words(self.place);
        let head = match reading.lang {
            Lang::Ja => format!("{place}の一覧。{what}。"),
            Lang::En => format!("{place}: {what}."),
        };
        let items = items.iter().enumerate().map(|(at, id)| Item {
            node: *id,
            number: reading.number(*id, at + 1),
            state: None,
            note: String::new(),
        });
        let list = Current {
            items: items.collect(),
            ..Current::of(ListKind::Items, head, Vec::new())
        };
        self.tell_current(reading, Vec::new(), list)
    }

    pub(super) fn step(&mut self, reading: &ReadingState<'_>, forward: bool) -> Vec<Line> {
        if let Some(lines) = self.walk(reading, forward) {
            return lines;
        }
        let siblings = reading.siblings(self.place);
        let at = siblings.iter().position(|id| *id == self.place);
        let to = at.and_then(|at| {
            let at = if forward {
                at.checked_add(1)
            } else {
                at.checked_sub(1)
            };
            siblings.get(at?).copied()
        });
        if let Some(id) = to {
            self.go(id);
            return self.tell_place(reading);
        }
        // The document has no sibling: `next` there goes on into it, as reading does.
        let inside = reading.library.node(self.place).kind == Kind::Document;
        if let Some(first) = reading
            .items(self.place)
            .first()
            .filter(|_| forward && inside)
        {
            self.go(*first);
            return self.tell_place(reading);
        }
        vec![self.end_of_row(reading, forward)]
    }

    /// That there is no next or previous one.
    fn end_of_row(&self, reading: &ReadingState<'_>, forward: bool) -> Line {
        let kind = reading.kind_word(self.place);
        let position = reading.position_words(reading.position(self.place));
        Line::Ear(match (reading.lang, forward) {
            (Lang::Ja, true) => format!("最後の{kind}です。{position}。"),
            (Lang::Ja, false) => format!("最初の{kind}です。{position}。"),
            (Lang::En, true) => format!("This is the last {kind}, {position}."),
            (Lang::En, false) => format!("This is the first {kind}, {position}."),
        })
    }

    pub(super) fn up(&mut self, reading: &ReadingState<'_>) -> Vec<Line> {
        match reading.library.parent(self.place) {
            Some(parent) => {
                self.leave_for(parent);
                self.tell_opened(reading)
            }
            None if reading.library.documents().len() > 1 => self.documents(reading),
            None => {
                let en = "This is the top already.";
                vec![reading.say("ここが先頭です。", en).into()]
            }
        }
    }

    pub(super) fn top(&mut self, reading: &ReadingState<'_>) -> Vec<Line> {
        self.leave_for(reading.library.document_of(self.place).root);
        self.tell_opened(reading)
    }

    pub(super) fn back(&mut self, reading: &ReadingState<'_>) -> Vec<Line> {
        match self.trail.pop() {
            Some(id) => {
                self.list = None;
                self.place = id;
                self.tell_opened(reading)
            }
            None => {
                let en = "There is no place to go back to.";
                vec![reading.say("戻る場所はありません。", en).into()]
            }
        }
    }

    /// The open documents.
    fn documents(&mut self, reading: &ReadingState<'_>) -> Vec<Line> {
        let (head, noted) = reading.open_documents();
        let list = Current::of(ListKind::Places, head, noted);
        self.tell_current(reading, Vec::new(), list)
    }

    pub(super) fn open_number(&mut self, reading: &ReadingState<'_>, number: u32) -> Vec<Line> {
        if let Some(lines) = self.open_listed(reading, number) {
            return lines;
        }
        let places = self.list.as_ref();
        let places = places.filter(|list| list.kind != ListKind::Items);
        let items = reading.items(self.place);
        let mut numbered = items.iter().enumerate().filter(|_| places.is_none());
        let found = numbered.find(|(at, id)| reading.number(**id, at + 1) == number);
        let found = found.map(|(_, id)| *id);
        let count = places.map_or(items.len(), |list| list.items.len());
        if let Some(id) = found {
            self.leave_for(id);
            return self.tell_opened(reading);
        }
        let root = reading.library.document_of(self.place).root;
        let chapter = Address::Path(vec![number], None);
        let is_chapter = reading.library.find_in(root, &chapter).is_some();
        let mut said = match (reading.lang, count) {
            (Lang::Ja, 0) => format!("{number}番はありません。ここから下に項目はありません。"),
            (Lang::En, 0) => format!("There is no {number}: nothing is below this place."),
            (Lang::Ja, count) => format!("{number}番はありません。いまの一覧は{count}件です。"),
            (Lang::En, count) => format!("There is no {number} in this list of {count}."),
        };
        if is_chapter {
            said.push_str(&match reading.lang {
                Lang::Ja => format!("章へは、第{number}章、のように打ちます。"),
                Lang::En => format!(" For the chapter, type chapter {number}."),
            });
        }
        vec![Line::Ear(said)]
    }

    pub(super) fn open_address(
        &mut self,
        reading: &ReadingState<'_>,
        address: &Address,
    ) -> Vec<Line> {
        let root = reading.library.document_of(self.place).root;
        let found = reading.library.find_in(root, address);
        if let Some(id) = found.or_else(|| reading.library.find(address)) {
            self.leave_for(id);
            return self.tell_opened(reading);
        }
        let spelled = reading.spelled(address);
        vec![Line::Ear(match reading.lang {
            Lang::Ja => format!("{spelled}という番地はありません。"),
            Lang::En => format!("There is no place {spelled}."),
        })]
    }

    /// What is said on arriving by a step: the place as an item of its row, then its figures.
    fn tell_place(&mut self, reading: &ReadingState<'_>) -> Vec<Line> {
        let position = reading.position(self.place);
        let number = reading.number(self.place, position.place).to_string();
        let marked = self.marks.contains(&self.place);
        let item = reading.item(number, self.place, Some(position), marked, self.telling());
        let mut out: Vec<Line> = vec![item.into()];
        if self.verbosity == Verbosity::Full {
            out.extend(reading.reference(self.place).into_iter().map(Line::Ear));
        }
        out.extend(self.hints(reading));
        out
    }

    /// What is said on opening: success, name, position; then figures.
    pub(super) fn tell_opened(&mut self, reading: &ReadingState<'_>) -> Vec<Line> {
        let id = self.place;
        let address = reading.address(id);
        let name = reading.name(id);
        let mut parts = Vec::new();
        if self.verbosity != Verbosity::Brief {
            if self.marks.contains(&id) {
                parts.push(reading.say("印あり", "marked").to_owned());
            }
            parts.push(reading.children_words(id));
            if reading.library.node(id).kind != Kind::Document && self.telling().position {
                parts.push(reading.position_words(reading.position(id)));
            }
        }
        let state = reading.join(&parts);
        let stop = |text: &str| match (text.is_empty(), reading.lang) {
            (true, _) => String::new(),
            (false, Lang::Ja) => format!("{text}。"),
            (false, Lang::En) => format!(" {text}."),
        };
        let mut out: Vec<Line> = vec![Line::Ear(match reading.lang {
            Lang::Ja => format!("{address}を開きました。{}{}", stop(&name), stop(&state)),
            Lang::En => format!("Opened {address}.{}{}", stop(&name), stop(&state)),
        })];
        out.extend(
            reading
                .figures(id, self.verbosity)
                .into_iter()
                .map(Line::Ear),
        );
        if self.verbosity == Verbosity::Full {
            out.extend(reading.reference(id).into_iter().map(Line::Ear));
        }
        out.extend(self.hints(reading));
        out
    }

    /// What may help here and has not been said in this visit.
    fn hints(&mut self, reading: &ReadingState<'_>) -> Vec<Line> {
        let mut out = Vec::new();
        let years = reading.years(self.place);
        if self.verbosity == Verbosity::Full && years.western.is_some() && self.once(Once::Era) {
            out.extend(years.western.map(Line::Ear));
        }
        if self.verbosity == Verbosity::Brief {
            return out;
        }
        let node = reading.library.node(self.place);
        let relisted = !originals(reading.library, self.place).is_empty();
        let has_items = !reading.items(self.place).is_empty();
        if relisted && self.once(Once::OriginalHint) {
            let en = "To go to the original, type original.";
            out.push(reading.say("元へは、再掲元、または original。", en).into());
        } else if has_items && self.once(Once::ListHint) {
            let en = "To hear the items, type list; to open one, its number.";
            let ja = "項目は、一覧、または list。番号を打つと開きます。";
            out.push(reading.say(ja, en).into());
        } else if !node.text.is_empty() && self.once(Once::ReadHint) {
            let en = "To hear the text, type read.";
            out.push(reading.say("本文は、読む、または read。", en).into());
        }
        out
    }

    pub(super) fn whereabouts(&self, reading: &ReadingState<'_>) -> Vec<Line> {
        let path: Vec<String> = reading
            .library
            .path(self.place)
            .into_iter()
            .filter(|id| reading.library.node(*id).kind != Kind::Document || *id == self.place)
            .map(|id| {
                let name = reading.name(id);
                match reading.library.node(id).kind {
                    Kind::Document => name,
                    Kind::Pillar | Kind::Chapter => format!("{} {name}", reading.address(id)),
                    _ => format!("{} {name}", reading.kind_word(id)),
                }
            })
            .collect();
        let hits = self.results.as_ref().map_or(0, |(_, found)| found.total);
        let mut parts = path;
        if reading.library.node(self.place).kind != Kind::Document {
            parts.push(reading.position_words(reading.position(self.place)));
        }
        parts.push(reading.children_words(self.place));
        if self.marks.contains(&self.place) {
            parts.push(reading.say("印あり", "marked").to_owned());
        }
        parts.push(match (reading.lang, self.results.is_some()) {
            (_, false) => String::new(),
            (Lang::Ja, true) => format!("検索結果{hits}件"),
            (Lang::En, true) => format!("{hits} search hits"),
        });
        vec![Line::Ear(format!(
            "{}{}",
            reading.join(&parts),
            reading.say("。", ".")
        ))]
    }

    pub(super) fn open_result(&mut self, reading: &ReadingState<'_>, number: u32) -> Vec<Line> {
        let Some((_, found)) = &self.results else {
            return self.tell_results(reading);
        };
        let count = found.hits.len();
        let hits = self.list.as_ref().map(|list| list.kind) == Some(ListKind::Hits);
        if !hits {
            self.take_results(reading);
        }
        if let Some(lines) = self.open_listed(reading, number) {
            return lines;
        }
        vec![Line::Ear(match reading.lang {
            Lang::Ja => format!("結果に{number}番はありません。結果は{count}件です。"),
            Lang::En => format!("There is no hit {number}; there are {count}."),
        })]
    }
}
