//! The one current list: what numbers, Enter, `next` and `previous` mean after an answer that
//! listed something.

use super::announced::{Position, Telling};
use super::line::Line;
use super::listing::{Current, ListKind};
use super::session::Session;
use super::state::ReadingState;
use crate::lang::Lang;

impl Session {
    /// How much of items is told.
    pub(super) fn telling(&self) -> Telling {
        let usual = Telling::of(self.verbosity);
        Telling {
            position: usual.position && !self.without_position,
            ..usual
        }
    }

    /// Tells the list, the years with its first item that has any, and makes it the current one.
    pub(super) fn tell_current(
        &mut self,
        reading: &ReadingState<'_>,
        mut head: Vec<Line>,
        list: Current,
    ) -> Vec<Line> {
        head.insert(0, Line::Ear(list.head.clone()));
        if list.items.is_empty() {
            return head;
        }
        let mut years = true;
        let mut body = Vec::new();
        for at in 0..list.items.len() {
            body.extend(self.item_line(reading, &list, at, years).map(Line::Ear));
            let said = list
                .items
                .get(at)
                .is_some_and(|item| item.state.is_none() && reading.says_year(item.node));
            years = years && !said;
        }
        let ten = list.kind == ListKind::Hits;
        self.list = Some(list);
        self.deliver(reading, head, body, ten)
    }

    /// One line of the list.
    pub(super) fn item_line(
        &self,
        reading: &ReadingState<'_>,
        list: &Current,
        at: usize,
        years: bool,
    ) -> Option<String> {
        let item = list.items.get(at)?;
        let telling = Telling {
            years,
            change: self.telling().change || list.changes,
            ..self.telling()
        };
        let mut position = reading.position(item.node);
        if list.kind != ListKind::Items || position.kind.is_none() {
            position = Position {
                place: at + 1,
                of: list.items.len(),
                kind: None,
            };
        }
        let marked = self.marks.contains(&item.node);
        let mut label = vec![item.number.to_string()];
        if list.addresses {
            label.push(reading.other_document(item.node, self.place));
            label.push(reading.address(item.node));
        }
        let mut state = match &item.state {
            Some(own) => own.clone(),
            None => reading.state(item.node, marked, telling),
        };
        state.push(item.note.clone());
        let label = reading.join(&label);
        Some(reading.item_with(label, item.node, state, Some(position), telling))
    }

    /// A step on the current list; none where there is no list.
    pub(super) fn walk(&mut self, reading: &ReadingState<'_>, forward: bool) -> Option<Vec<Line>> {
        let mut list = self.list.take()?;
        let next = match (list.at, forward) {
            (None, true) => Some(0),
            (Some(at), true) => Some(at + 1).filter(|at| *at < list.items.len()),
            (at, false) => at.and_then(|at| at.checked_sub(1)),
        };
        let lines = match next.and_then(|at| Some((at, list.items.get(at)?.node))) {
            Some((at, node)) => {
                list.at = Some(at);
                self.go(node);
                let line = self.item_line(reading, &list, at, false);
                line.map(Line::Ear).into_iter().collect()
            }
            None => vec![end_of_list(reading, &list, forward)],
        };
        self.list = Some(list);
        Some(lines)
    }

    /// Opens the item that was heard with that number; none where the list has no such number.
    pub(super) fn open_listed(
        &mut self,
        reading: &ReadingState<'_>,
        number: u32,
    ) -> Option<Vec<Line>> {
        let list = self.list.as_ref()?;
        let at = list.items.iter().position(|item| item.number == number)?;
        let node = list.items.get(at)?.node;
        let mut list = self.list.take();
        self.go(node);
        if let Some(list) = list.as_mut() {
            list.at = Some(at);
        }
        self.list = list.filter(|list| list.kind != ListKind::Items);
        Some(self.tell_opened(reading))
    }

    /// Forgets the current list.
    pub(super) fn close(&mut self, reading: &ReadingState<'_>) -> Vec<Line> {
        let place = reading.address(self.place);
        let words = match (self.list.take(), reading.lang) {
            (None, Lang::Ja) => format!("開いている一覧はありません。いまの場所は、{place}です。"),
            (None, Lang::En) => format!("No list is open; this is {place}."),
            (Some(list), Lang::Ja) => {
                let count = list.items.len();
                format!("{count}件の一覧を閉じました。いまの場所は、{place}です。")
            }
            (Some(list), Lang::En) => {
                let count = list.items.len();
                format!("Closed the list of {count}; this is {place}.")
            }
        };
        vec![Line::Ear(words)]
    }
}

/// That the list goes no further.
fn end_of_list(reading: &ReadingState<'_>, list: &Current, forward: bool) -> Line {
    let (of, place) = (list.items.len(), list.at.map_or(0, |at| at + 1));
    Line::Ear(match (reading.lang, forward) {
        (Lang::Ja, true) => {
            format!("一覧の最後です。{of}件中{place}件目。一覧を離れるには、閉じる、または close。")
        }
        (Lang::Ja, false) => format!("一覧の最初です。{of}件。次へは、次、または next。"),
        (Lang::En, true) => {
            format!("This is the end of the list, {place} of {of}. To leave it, type close.")
        }
        (Lang::En, false) => format!("This is the beginning of the list of {of}."),
    })
}
