//! What is typed at the bottom of the screen for readers: a search, or a place to go to.

use super::rows::page_with;
use super::{Pages, Request};
use crate::explorer::{Code, Key};
use crate::lang::Lang;
use crate::reading::{Command, ReadingState, Target};

impl Pages {
    pub(super) fn type_key(&mut self, reading: &ReadingState<'_>, key: Key) -> Request {
        let Some(mut typed) = self.typed.take() else {
            return Request::Nothing;
        };
        let text = typed.text().trim();
        match (key.code, key.ctrl) {
            (Code::Esc, _) | (Code::Char('c'), true) => return Request::Nothing,
            (Code::Enter, _) if self.placing => return self.go_to(reading, text),
            (Code::Enter, _) => {
                self.search(reading, text);
                return Request::Nothing;
            }
            (Code::Backspace, _) | (Code::Char('h'), true) => _ = typed.backspace(),
            (Code::Char('u'), true) => typed.clear(),
            (Code::Char(c), false) => typed.insert(c.encode_utf8(&mut [0; 4])),
            _ => {}
        }
        self.typed = Some(typed);
        Request::Nothing
    }

    /// The page with the row of a place that was typed, by the spellings of the reading mode; a
    /// number alone is a chapter.
    fn go_to(&mut self, reading: &ReadingState<'_>, typed: &str) -> Request {
        if matches!(typed, "text" | "ｔｅｘｔ" | "読み上げ") {
            return Request::Text;
        }
        let root = reading.library.document_of(self.selected(reading)).root;
        let found = match Command::parse(typed) {
            Command::Open(Target::Address(address)) => reading.library.find_in(root, &address),
            Command::Open(Target::Number(number)) => {
                let mut items = reading.items(root).into_iter().enumerate();
                let found = items.find(|(at, id)| reading.number(*id, at + 1) == number);
                found.map(|(_, id)| id)
            }
            _ => None,
        };
        match found {
            Some(place) => self.push(page_with(reading, place)),
            None if typed.is_empty() => {}
            None => {
                let typed = reading.heard(typed);
                self.say(match reading.lang {
                    Lang::Ja => format!("{typed}という番地はありません。"),
                    Lang::En => format!("There is no place {typed}."),
                });
            }
        }
        Request::Nothing
    }

    pub(super) fn search(&mut self, reading: &ReadingState<'_>, words: &str) {
        if words.is_empty() {
            let en = "No words were typed; nothing was searched.";
            self.say(reading.say("言葉がないので、検索しませんでした。", en));
            return;
        }
        let found = reading.finder.find(reading.library, words, reading.lang);
        let words = reading.heard(words);
        let told = reading.hits_words(&words, &found);
        let sum = reading.sum_found(&found).unwrap_or_default();
        let title = found.fault.unwrap_or(told);
        let whole = format!("{title}{sum}");
        let title = match self.ruler.width(&whole) <= self.columns() {
            true => whole,
            // What is cut off is how the hits were counted, never the sum.
            false => format!("{sum}{title}"),
        };
        if !found.hits.is_empty() {
            self.results = Some((title.clone(), found.hits.clone()));
        }
        self.list_hits(title, found.hits);
    }

    pub(super) fn list_results(&mut self, reading: &ReadingState<'_>) {
        match self.results.clone() {
            Some((title, ids)) => self.list_hits(title, ids),
            None => {
                let en = "Nothing has been searched yet.";
                self.say(reading.say("まだ検索していません。", en));
            }
        }
    }
}
