//! Moving: lists, opening, siblings, up, top, back, original, where.

use super::line::Line;
use super::listing::{Current, Item, ListKind};
use super::operand::Verbosity;
use super::relisted::originals;
use super::session::{Once, Session};
use super::state::{ReadingState, kind_word};
use crate::lang::Lang;
use crate::model::{Address, Kind};

impl Session {
    pub(super) fn list(&mut self, desk: &ReadingState<'_>) -> Vec<Line> {
        let items = desk.listed(self.place);
        if items.is_empty() {
            let en = "There is nothing below this place. For its text, type read.";
            let words = "ここから下に項目はありません。本文は、読む、または read。";
            return vec![desk.say(words, en).into()];
        }
        let place = match desk.library.node(self.place).kind {
            Kind::Document => desk.name(self.place),
            _ => desk.address(self.place),
        };
        let what = desk.children_words(self.place);
        let head = match desk.lang {
            Lang::Ja => format!("{place}の一覧。{what}。"),
            Lang::En => format!("{place}: {what}."),
        };
        let items = items.iter().enumerate().map(|(at, id)| Item {
            node: *id,
            number: desk.number(*id, at + 1),
            state: None,
            note: String::new(),
        });
        let list = Current {
            items: items.collect(),
            ..Current::of(ListKind::Items, head, Vec::new())
        };
        self.tell_current(desk, Vec::new(), list)
    }

    pub(super) fn step(&mut self, desk: &ReadingState<'_>, forward: bool) -> Vec<Line> {
        if let Some(lines) = self.walk(desk, forward) {
            return lines;
        }
        let siblings = desk.siblings(self.place);
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
            return self.tell_place(desk);
        }
        // The document has no sibling: `next` there goes on into it, as reading does.
        let inside = desk.library.node(self.place).kind == Kind::Document;
        if let Some(first) = desk.items(self.place).first().filter(|_| forward && inside) {
            self.go(*first);
            return self.tell_place(desk);
        }
        vec![self.end_of_row(desk, forward)]
    }

    /// That there is no next or previous one.
    fn end_of_row(&self, desk: &ReadingState<'_>, forward: bool) -> Line {
        let kind = kind_word(desk.library.node(self.place).kind, desk.lang);
        let position = desk.position_words(desk.position(self.place));
        Line::Ear(match (desk.lang, forward) {
            (Lang::Ja, true) => format!("最後の{kind}です。{position}。"),
            (Lang::Ja, false) => format!("最初の{kind}です。{position}。"),
            (Lang::En, true) => format!("This is the last {kind}, {position}."),
            (Lang::En, false) => format!("This is the first {kind}, {position}."),
        })
    }

    pub(super) fn up(&mut self, desk: &ReadingState<'_>) -> Vec<Line> {
        match desk.library.parent(self.place) {
            Some(parent) => {
                self.leave_for(parent);
                self.tell_opened(desk)
            }
            None if desk.library.documents().len() > 1 => self.documents(desk),
            None => {
                let en = "This is the top already.";
                vec![desk.say("ここが先頭です。", en).into()]
            }
        }
    }

    pub(super) fn top(&mut self, desk: &ReadingState<'_>) -> Vec<Line> {
        self.leave_for(desk.library.document_of(self.place).root);
        self.tell_opened(desk)
    }

    pub(super) fn back(&mut self, desk: &ReadingState<'_>) -> Vec<Line> {
        match self.trail.pop() {
            Some(id) => {
                self.list = None;
                self.place = id;
                self.tell_opened(desk)
            }
            None => {
                let en = "There is no place to go back to.";
                vec![desk.say("戻る場所はありません。", en).into()]
            }
        }
    }

    /// The open documents.
    fn documents(&mut self, desk: &ReadingState<'_>) -> Vec<Line> {
        let (head, noted) = desk.open_documents();
        let list = Current::of(ListKind::Told, head, noted);
        self.tell_current(desk, Vec::new(), list)
    }

    pub(super) fn open_number(&mut self, desk: &ReadingState<'_>, number: u32) -> Vec<Line> {
        if let Some(lines) = self.open_listed(desk, number) {
            return lines;
        }
        let told = self.list.as_ref();
        let told = told.filter(|list| list.kind != ListKind::Items);
        let items = desk.items(self.place);
        let mut numbered = items.iter().enumerate().filter(|_| told.is_none());
        let found = numbered.find(|(at, id)| desk.number(**id, at + 1) == number);
        let found = found.map(|(_, id)| *id);
        let count = told.map_or(items.len(), |list| list.items.len());
        if let Some(id) = found {
            self.leave_for(id);
            return self.tell_opened(desk);
        }
        let root = desk.library.document_of(self.place).root;
        let chapter = Address::Path(vec![number], None);
        let is_chapter = desk.library.find_in(root, &chapter).is_some();
        vec![Line::Ear(match (desk.lang, count) {
            (Lang::Ja, 0) if is_chapter => format!(
                "{number}番はありません。ここから下に項目はありません。章へは、第{number}章、のように打ちます。"
            ),
            (Lang::Ja, 0) => {
                format!("{number}番はありません。ここから下に項目はありません。")
            }
            (Lang::En, 0) if is_chapter => format!(
                "There is no {number}: nothing is below this place. For the chapter, type chapter {number}."
            ),
            (Lang::Ja, count) => format!(
                "{number}番はありません。いまの一覧は{count}件です。章へは、第{number}章、のように打ちます。"
            ),
            (Lang::En, 0) => format!("There is no {number}: nothing is below this place."),
            (Lang::En, count) => format!(
                "There is no {number} in this list of {count}. For a chapter, type chapter {number}."
            ),
        })]
    }

    pub(super) fn open_address(&mut self, desk: &ReadingState<'_>, address: &Address) -> Vec<Line> {
        let root = desk.library.document_of(self.place).root;
        let found = desk.library.find_in(root, address);
        if let Some(id) = found.or_else(|| desk.library.find(address)) {
            self.leave_for(id);
            return self.tell_opened(desk);
        }
        let spelled = address.to_string().replace('.', desk.say("の", "."));
        vec![Line::Ear(match desk.lang {
            Lang::Ja => format!("{spelled}という番地はありません。"),
            Lang::En => format!("There is no place {spelled}."),
        })]
    }

    /// What is said on arriving by a step: the place as an item of its row, then its figures.
    fn tell_place(&mut self, desk: &ReadingState<'_>) -> Vec<Line> {
        let position = desk.position(self.place);
        let number = desk.number(self.place, position.place).to_string();
        let marked = self.marks.contains(&self.place);
        let item = desk.item(number, self.place, Some(position), marked, self.telling());
        let mut out: Vec<Line> = vec![item.into()];
        if self.verbosity == Verbosity::Full {
            out.extend(desk.reference(self.place).into_iter().map(Line::Ear));
        }
        out.extend(self.hints(desk));
        out
    }

    /// What is said on opening: success, name, position; then figures.
    pub(super) fn tell_opened(&mut self, desk: &ReadingState<'_>) -> Vec<Line> {
        let id = self.place;
        let address = desk.address(id);
        let name = desk.name(id);
        let mut parts = Vec::new();
        if self.verbosity != Verbosity::Brief {
            if self.marks.contains(&id) {
                parts.push(desk.say("印あり", "marked").to_owned());
            }
            parts.push(desk.children_words(id));
            if desk.library.node(id).kind != Kind::Document && self.telling().position {
                parts.push(desk.position_words(desk.position(id)));
            }
        }
        let state = desk.join(&parts);
        let stop = |text: &str| match (text.is_empty(), desk.lang) {
            (true, _) => String::new(),
            (false, Lang::Ja) => format!("{text}。"),
            (false, Lang::En) => format!(" {text}."),
        };
        let mut out: Vec<Line> = vec![Line::Ear(match desk.lang {
            Lang::Ja => format!("{address}を開きました。{}{}", stop(&name), stop(&state)),
            Lang::En => format!("Opened {address}.{}{}", stop(&name), stop(&state)),
        })];
        out.extend(desk.figures(id, self.verbosity).into_iter().map(Line::Ear));
        if self.verbosity == Verbosity::Full {
            out.extend(desk.reference(id).into_iter().map(Line::Ear));
        }
        out.extend(self.hints(desk));
        out
    }

    /// What may help here and has not been said in this visit.
    fn hints(&mut self, desk: &ReadingState<'_>) -> Vec<Line> {
        let mut out = Vec::new();
        let years = desk.years(self.place);
        if self.verbosity == Verbosity::Full && years.western.is_some() && self.once(Once::Era) {
            out.extend(years.western.map(Line::Ear));
        }
        if self.verbosity == Verbosity::Brief {
            return out;
        }
        let node = desk.library.node(self.place);
        let relisted = !originals(desk.library, self.place).is_empty();
        let has_items = !desk.items(self.place).is_empty();
        if relisted && self.once(Once::OriginalHint) {
            let en = "To go to the original, type original.";
            out.push(desk.say("元へは、再掲元、または original。", en).into());
        } else if has_items && self.once(Once::ListHint) {
            let en = "To hear the items, type list; to open one, its number.";
            let ja = "項目は、一覧、または list。番号を打つと開きます。";
            out.push(desk.say(ja, en).into());
        } else if !node.text.is_empty() && self.once(Once::ReadHint) {
            let en = "To hear the text, type read.";
            out.push(desk.say("本文は、読む、または read。", en).into());
        }
        out
    }

    pub(super) fn whereabouts(&self, desk: &ReadingState<'_>) -> Vec<Line> {
        let path: Vec<String> = desk
            .library
            .path(self.place)
            .into_iter()
            .filter(|id| desk.library.node(*id).kind != Kind::Document || *id == self.place)
            .map(|id| {
                let name = desk.name(id);
                match desk.library.node(id).kind {
                    Kind::Document => name,
                    Kind::Pillar | Kind::Chapter => format!("{} {name}", desk.address(id)),
                    kind => format!("{} {name}", kind_word(kind, desk.lang)),
                }
            })
            .collect();
        let hits = self.results.as_ref().map_or(0, |(_, found)| found.total);
        let mut parts = path;
        if desk.library.node(self.place).kind != Kind::Document {
            parts.push(desk.position_words(desk.position(self.place)));
        }
        parts.push(desk.children_words(self.place));
        if self.marks.contains(&self.place) {
            parts.push(desk.say("印あり", "marked").to_owned());
        }
        parts.push(match (desk.lang, self.results.is_some()) {
            (_, false) => String::new(),
            (Lang::Ja, true) => format!("検索結果{hits}件"),
            (Lang::En, true) => format!("{hits} search hits"),
        });
        vec![Line::Ear(format!(
            "{}{}",
            desk.join(&parts),
            desk.say("。", ".")
        ))]
    }

    pub(super) fn open_result(&mut self, desk: &ReadingState<'_>, number: u32) -> Vec<Line> {
        let Some((_, found)) = &self.results else {
            return self.tell_results(desk);
        };
        let count = found.hits.len();
        let hits = self.list.as_ref().map(|list| list.kind) == Some(ListKind::Hits);
        if !hits {
            self.take_results(desk);
        }
        if let Some(lines) = self.open_listed(desk, number) {
            return lines;
        }
        vec![Line::Ear(match desk.lang {
            Lang::Ja => format!("結果に{number}番はありません。結果は{count}件です。"),
            Lang::En => format!("There is no hit {number}; there are {count}."),
        })]
    }
}
