//! Sentences about nodes: the line of an item, what is said on opening it, where it stands.

use super::command::Verbosity;
use super::speech::{Years, amount_words, base_words, change_short, change_words, request_words};
use super::state::{ReadingState, kind_word};
use crate::lang::Lang;
use crate::ledger::change;
use crate::model::{Base, BudgetLine, Kind, NodeId, Request};

/// Cells of a name that a row keeps before it leaves money out.
const LEAST_NAME: usize = 16;
/// Cells of a name that a row keeps in any case.
const SHORTEST_NAME: usize = 6;

/// Which of how many: `20章中13章目`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Position {
    /// 1-based.
    pub place: usize,
    /// Of how many.
    pub of: usize,
    /// What is counted; none counts `件`.
    pub kind: Option<Kind>,
}

impl ReadingState<'_> {
    /// The node's name for the ear.
    #[must_use]
    pub fn name(&self, id: NodeId) -> String {
        self.heard(&self.library.node(id).title)
    }

    /// How the node's document calls its years.
    #[must_use]
    pub fn years(&self, id: NodeId) -> Years {
        Years::of(&self.library.document_of(id).meta, self.lang)
    }

    /// The number that a list calls the node by: a chapter's own, else its place in the list.
    #[must_use]
    pub fn number(&self, id: NodeId, place: usize) -> u32 {
        let node = self.library.node(id);
        match node.kind {
            Kind::Chapter | Kind::Pillar => node.ordinal,
            _ => u32::try_from(place).unwrap_or(u32::MAX),
        }
    }

    /// Where the node stands among its siblings.
    #[must_use]
    pub fn position(&self, id: NodeId) -> Position {
        let siblings = self.siblings(id);
        let kind = self.library.node(id).kind;
        Position {
            place: siblings
                .iter()
                .position(|s| *s == id)
                .map_or(1, |at| at + 1),
            of: siblings.len(),
            kind: matches!(kind, Kind::Chapter | Kind::Pillar).then_some(kind),
        }
    }

    /// `20章中13章目`, `5件中2件目`; `13 of 20`.
    #[must_use]
    pub fn position_words(&self, position: Position) -> String {
        let Position { place, of, kind } = position;
        let counter = kind.map_or("件", |kind| kind_word(kind, Lang::Ja));
        match self.lang {
            Lang::Ja => format!("{of}{counter}中{place}{counter}目"),
            Lang::En => format!("{place} of {of}"),
        }
    }

    /// One item of a list: number, name, state, position.
    #[must_use]
    pub fn item(
        &self,
        id: NodeId,
        number: u32,
        position: Option<Position>,
        marked: bool,
        verbosity: Verbosity,
    ) -> String {
        self.item_as(number.to_string(), id, position, marked, verbosity)
    }

    /// The same under another label than a number.
    #[must_use]
    pub fn item_as(
        &self,
        label: String,
        id: NodeId,
        position: Option<Position>,
        marked: bool,
        verbosity: Verbosity,
    ) -> String {
        let mut parts = vec![label, self.name(id)];
        parts.extend(self.state(id, marked, verbosity));
        if let Some(position) = position.filter(|_| verbosity != Verbosity::Brief) {
            parts.push(self.position_words(position));
        }
        self.join(&parts)
    }

    /// One row of at most `columns` cells: number, name, state, position, of which the name is
    /// cut first and the money left out last.
    #[must_use]
    pub fn row(
        &self,
        id: NodeId,
        place: usize,
        position: Position,
        marked: bool,
        columns: usize,
    ) -> String {
        let number = self.number(id, place).to_string();
        let mut tail: Vec<String> = Vec::new();
        if marked {
            tail.push(self.say("印あり", "marked").to_owned());
        }
        if self.library.node(id).relisted {
            tail.push(self.say("再掲", "listed again").to_owned());
        }
        let fixed = tail.len();
        tail.extend(self.short_money(id));
        tail.push(self.position_words(position));
        let ruler = crate::text::Ruler::default();
        let comma = crate::text::width(self.comma());
        let room = |tail: &[String]| {
            let taken: usize = tail
                .iter()
                .map(|part| comma + crate::text::width(part))
                .sum();
            columns.saturating_sub(crate::text::width(&number) + comma + taken)
        };
        while room(&tail) < LEAST_NAME && tail.len() > fixed + 1 {
            tail.remove(tail.len() - 2);
        }
        // The position is never cut: on a very narrow display the state goes too.
        while room(&tail) < SHORTEST_NAME && tail.len() > 1 {
            tail.remove(tail.len() - 2);
        }
        let name = ruler.cut(&self.name(id), room(&tail).max(SHORTEST_NAME));
        let mut parts = vec![number, name];
        parts.append(&mut tail);
        ruler.fit(&self.join(&parts), columns).to_owned()
    }

    fn short_money(&self, id: NodeId) -> Vec<String> {
        let Some(line) = self.library.budget(id) else {
            return Vec::new();
        };
        let mut out = vec![match &line.request {
            Request::Unspecified => self.say("事項要求", "no amount").to_owned(),
            request => request_words(request, self.lang),
        }];
        match (change(line), &line.base) {
            (_, Base::New) => out.push(self.say("新規", "new").to_owned()),
            (Some(change), _) => out.push(change_short(&change, self.lang)),
            (None, _) => {}
        }
        out
    }

    /// The money of a node in a list, and what else sets it apart.
    #[must_use]
    pub fn state(&self, id: NodeId, marked: bool, verbosity: Verbosity) -> Vec<String> {
        let mut parts = Vec::new();
        if self.library.node(id).relisted {
            parts.push(self.say("再掲", "listed again").to_owned());
        }
        if marked {
            parts.push(self.say("印あり", "marked").to_owned());
        }
        match self.library.budget(id) {
            Some(line) => {
                parts.push(self.request(id, line));
                if verbosity != Verbosity::Brief {
                    parts.extend(self.change(id, line));
                }
            }
            None => parts.extend(self.sum(id, verbosity)),
        }
        if verbosity == Verbosity::Full {
            parts.extend(self.page(id));
        }
        parts
    }

    /// `令和2年度、15億3千万円`.
    pub(super) fn request(&self, id: NodeId, line: &BudgetLine) -> String {
        let request = request_words(&line.request, self.lang);
        self.join(&[self.years(id).request, request])
    }

    /// The change in words, or the base year's figure where there is none.
    fn change(&self, id: NodeId, line: &BudgetLine) -> Option<String> {
        let years = self.years(id);
        match (change(line), &line.base) {
            (_, Base::New) => Some(self.say("新規", "new").to_owned()),
            (Some(change), _) => Some(change_words(&change, &years.base, self.lang)),
            (None, base) => base_words(base, &years.base, self.lang),
        }
    }

    fn sum(&self, id: NodeId, verbosity: Verbosity) -> Vec<String> {
        let mut parts = Vec::new();
        let totals = self.sums.totals(self.library, id);
        if verbosity != Verbosity::Brief {
            let children = self.children_words(id);
            parts.extend((!children.is_empty()).then_some(children));
        }
        if totals.counts.counted > 0 {
            let amount = amount_words(totals.request_total, self.lang);
            let year = self.years(id).request;
            parts.push(match self.lang {
                Lang::Ja => format!("{year}、合計{amount}"),
                Lang::En => format!("{year}, {amount} in all"),
            });
        }
        if self.sums.taken_out(self.library, id) > 0 {
            let en = "part of it taken out";
            parts.push(self.say("一部を除外", en).to_owned());
        }
        parts
    }

    /// `テーマ5件、施策1件`; empty for a leaf.
    #[must_use]
    pub fn children_words(&self, id: NodeId) -> String {
        let children: Vec<Kind> = self
            .library
            .children(id)
            .map(|child| self.library.node(child).kind)
            .collect();
        let mut parts: Vec<String> = [
            Kind::Pillar,
            Kind::Theme,
            Kind::Measure,
            Kind::Sub,
            Kind::Budget,
        ]
        .into_iter()
        .filter_map(|kind| {
            let count = children.iter().filter(|child| **child == kind).count();
            (count > 0).then(|| self.count(kind, count))
        })
        .collect();
        let chapters = match self.library.node(id).kind {
            Kind::Document | Kind::Pillar => self
                .items(id)
                .iter()
                .filter(|item| self.library.node(**item).kind == Kind::Chapter)
                .count(),
            _ => 0,
        };
        if chapters > 0 {
            parts.push(self.count(Kind::Chapter, chapters));
        }
        self.join(&parts)
    }

    /// `施策3件`, `20章`; `3 measures`.
    #[must_use]
    pub fn count(&self, kind: Kind, count: usize) -> String {
        let word = kind_word(kind, self.lang);
        match (self.lang, kind) {
            (Lang::Ja, Kind::Pillar | Kind::Chapter) => format!("{count}{word}"),
            (Lang::Ja, _) => format!("{word}{count}件"),
            (Lang::En, _) if count == 1 => format!("1 {word}"),
            (Lang::En, _) => format!("{count} {word}s"),
        }
    }

    pub(super) fn page(&self, id: NodeId) -> Option<String> {
        let theme = self.library.enclosing(id, Kind::Theme)?;
        let page = self.library.node(theme).page?;
        Some(match self.lang {
            Lang::Ja => format!("資料{page}ページ"),
            Lang::En => format!("page {page} of the document"),
        })
    }
}
