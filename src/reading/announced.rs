//! Sentences about nodes: the line of an item, what is said on opening it, where it stands.

use super::operand::Verbosity;
use super::speech::{
    Years, amount_words, base_words, change_short, change_with_rate, change_words, request_words,
};
use super::state::ReadingState;
use crate::lang::Lang;
use crate::ledger::change;
use crate::model::{Base, BudgetLine, Kind, NodeId, Presence, Request};
use crate::names;
use crate::text::Ruler;

/// Cells of a name that a row keeps in any case.
const SHORTEST_NAME: usize = 6;

/// How a row of the screen for readers is laid out.
#[derive(Clone, Copy, Debug)]
pub struct RowLayout<'a> {
    /// Its widest, in cells.
    pub columns: usize,
    /// What cells are counted with.
    pub ruler: Ruler,
    /// Whether the address stands behind the number.
    pub address: bool,
    /// Whether the money stands before the name, where a braille display shows it first.
    pub amount_first: bool,
    /// Whether the node is marked.
    pub marked: bool,
    /// What is said behind the rest; empty for nothing.
    pub note: &'a str,
}

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

/// How much of an item is told.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Telling {
    /// How much in general.
    pub verbosity: Verbosity,
    /// Whether the years are named: once a list is enough.
    pub years: bool,
    /// Whether the change is told even where little is, because the list goes by it.
    pub change: bool,
    /// Whether the position is told.
    pub position: bool,
}

impl Telling {
    /// Everything that belongs to that verbosity.
    #[must_use]
    pub fn of(verbosity: Verbosity) -> Self {
        Self {
            verbosity,
            years: true,
            change: verbosity != Verbosity::Brief,
            position: verbosity != Verbosity::Brief,
        }
    }
}

impl ReadingState<'_> {
    /// The node's name for the ear; of a document that is not there its file's, and why.
    #[must_use]
    pub fn name(&self, id: NodeId) -> String {
        let node = self.library.node(id);
        if node.kind != Kind::Document || !node.title.is_empty() {
            let heard = self.heard(&node.title);
            // Signs alone are not read out, but something has that name.
            return match (heard.is_empty(), node.title.is_empty()) {
                (true, false) => self.say("記号だけの題", "signs only").to_owned(),
                _ => heard,
            };
        }
        let document = self.library.document_of(id);
        let why = match document.presence {
            Presence::Here => return String::new(),
            Presence::Coming => self.say("読み込み中", "being read"),
            Presence::Unreadable => self.say("読めません", "cannot be read"),
        };
        self.join(&[self.file(&document.meta.source), why.to_owned()])
    }

    /// How the node's document calls its years.
    #[must_use]
    pub fn years(&self, id: NodeId) -> Years {
        let mut years = Years::of(&self.library.document_of(id).meta, self.lang);
        if self.year_before {
            years.base = self.say("前年度", "the year before").to_owned();
        }
        years
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
            kind: matches!(kind, Kind::Chapter | Kind::Pillar)
                .then_some(kind)
                .filter(|_| self.level(id, kind).is_none()),
        }
    }

    /// `20章中13章目`, `5件中2件目`; `13 of 20`.
    #[must_use]
    pub fn position_words(&self, position: Position) -> String {
        let Position { place, of, kind } = position;
        let counter = kind.map_or("件", |kind| names::counted(kind).get(Lang::Ja));
        match self.lang {
            Lang::Ja => format!("{of}{counter}中{place}{counter}目"),
            Lang::En => format!("{place} of {of}"),
        }
    }

    /// One item of a list: number (and what else is to be heard before the name), name, state,
    /// position.
    #[must_use]
    pub fn item(
        &self,
        label: String,
        id: NodeId,
        position: Option<Position>,
        marked: bool,
        telling: Telling,
    ) -> String {
        let state = self.state(id, marked, telling);
        self.item_with(label, id, state, position, telling)
    }

    /// The same with another state than the node's own.
    #[must_use]
    pub fn item_with(
        &self,
        label: String,
        id: NodeId,
        state: Vec<String>,
        position: Option<Position>,
        telling: Telling,
    ) -> String {
        let mut fields = vec![self.join(&[label, self.name(id)])];
        fields.extend(state);
        let fields_text = self.fields(&fields);
        let position = position.filter(|_| telling.position);
        self.join(&[
            fields_text,
            position.map(|p| self.position_words(p)).unwrap_or_default(),
        ])
    }

    /// Fields as one line, apart by more than what stands inside each of them.
    #[must_use]
    pub fn fields(&self, fields: &[String]) -> String {
        let fields_text = fields.iter().map(String::as_str).filter(|f| !f.is_empty());
        fields_text.collect::<Vec<_>>().join(self.say("。", ", "))
    }

    /// One row of at most `layout.columns` cells: number, name, state, position, of which the
    /// name is cut first, then the change, the address, the amount. Money that finds no room is not
    /// left out without a word.
    #[must_use]
    pub fn row(
        &self,
        id: NodeId,
        place: usize,
        position: Position,
        layout: RowLayout<'_>,
    ) -> String {
        let mut number = self.number(id, place).to_string();
        if layout.address {
            number = self.join(&[place.to_string(), self.address(id)]);
        }
        let mut state: Vec<String> = Vec::new();
        if layout.marked {
            state.push(self.say("印あり", "marked").to_owned());
        }
        if self.library.node(id).relisted {
            state.push(names::RELISTED.get(self.lang).to_owned());
        }
        let mut money = self.short_money(id);
        let position = self.position_words(position);
        let ruler = layout.ruler;
        let comma = ruler.width(self.comma());
        let room = |number: &str, money: &[String], state: &[String]| {
            let others = money.iter().chain(state).map(String::as_str);
            let others = others.chain([number, position.as_str(), layout.note]);
            let taken = others.filter(|part| !part.is_empty());
            let taken: usize = taken.map(|part| comma + ruler.width(part)).sum();
            layout.columns.saturating_sub(taken)
        };
        // What is missing; it is heard with r.
        let (mut missing, mut has_address) = (None, layout.address);
        while room(&number, &money, &state) < SHORTEST_NAME && !money.is_empty() {
            // The amount stays longer than the address, which is heard on opening.
            if money.len() == 1 && has_address {
                number = place.to_string();
                has_address = false;
                continue;
            }
            money.pop();
            missing = Some(match money.is_empty() {
                true => self.say("金額略", "amount cut"),
                false => self.say("増減略", "change cut"),
            });
        }
        let words = missing
            .into_iter()
            .flat_map(|word| [word, self.say("略", "cut")]);
        let spare = room(&number, &money, &state).saturating_sub(SHORTEST_NAME + comma);
        let mut words = words.filter(|word| ruler.width(word) <= spare);
        money.extend(words.next().map(str::to_owned));
        while room(&number, &money, &state) < SHORTEST_NAME && !state.is_empty() {
            state.pop();
        }
        let name = room(&number, &money, &state).max(SHORTEST_NAME);
        let name = ruler.cut(&self.name(id), name);
        let mut parts = vec![number];
        if layout.amount_first {
            parts.append(&mut money);
        }
        parts.push(name);
        parts.append(&mut state);
        parts.append(&mut money);
        parts.extend([layout.note.to_owned(), position]);
        ruler.fit(&self.join(&parts), layout.columns).to_owned()
    }

    fn short_money(&self, id: NodeId) -> Vec<String> {
        let Some(line) = self.library.budget(id) else {
            let totals = self.sums.totals(self.library, id);
            let counted = Some(&totals).filter(|t| t.counts.counted > 0);
            let amount = counted.map(|t| amount_words(t.request_total, self.lang));
            let compared = counted.map(|t| &t.comparable).filter(|c| c.lines > 0);
            let change = compared.map(|c| change_short(&c.change(), self.lang));
            return match amount {
                Some(amount) => std::iter::once(amount).chain(change).collect(),
                // Why there is no amount.
                None => Some(self.beside(&totals))
                    .filter(|beside| !beside.is_empty())
                    .into_iter()
                    .collect(),
            };
        };
        let mut out = vec![match &line.request {
            Request::Unspecified => names::UNSPECIFIED.get(self.lang).to_owned(),
            request => request_words(request, self.lang),
        }];
        match (change(line), &line.base) {
            (_, Base::New) => out.push(names::NEW.get(self.lang).to_owned()),
            (Some(change), _) => out.push(change_short(&change, self.lang)),
            (None, _) => {}
        }
        out
    }

    /// The money of a node in a list, and what else sets it apart.
    #[must_use]
    pub fn state(&self, id: NodeId, marked: bool, telling: Telling) -> Vec<String> {
        let mut parts = Vec::new();
        if self.library.node(id).relisted {
            parts.push(names::RELISTED.get(self.lang).to_owned());
        }
        if marked {
            parts.push(self.say("印あり", "marked").to_owned());
        }
        match self.library.budget(id) {
            Some(line) => {
                let request = request_words(&line.request, self.lang);
                parts.push(match telling.years {
                    true => self.join(&[self.years(id).request, request]),
                    false => request,
                });
                if telling.change {
                    parts.extend(self.change(id, line, telling.years));
                }
            }
            None => parts.extend(self.sum(id, telling)),
        }
        parts.extend(self.rate(id));
        if telling.verbosity == Verbosity::Full {
            parts.extend(self.page(id));
        }
        parts
    }

    /// `執行率98.8パーセント`, where the figures are what was spent and it is known.
    fn rate(&self, id: NodeId) -> Option<String> {
        let figure = self.library.document_of(id).meta.figure.as_ref();
        figure.filter(|figure| figure.is_spent)?;
        let spending = match self.library.budget(id) {
            Some(line) => line.spending.as_deref().copied()?,
            None => self.sums.totals(self.library, id).spending,
        };
        let rate = spending.now.rate()?;
        Some(match self.lang {
            Lang::Ja => format!("執行率{rate}パーセント"),
            Lang::En => format!("{rate} percent executed"),
        })
    }

    /// `令和2年度、15億3千万円`.
    pub(super) fn request(&self, id: NodeId, line: &BudgetLine) -> String {
        let request = request_words(&line.request, self.lang);
        self.join(&[self.years(id).request, request])
    }

    /// The change in words, or the base year's figure where there is none.
    fn change(&self, id: NodeId, line: &BudgetLine, years: bool) -> Option<String> {
        let base_year = self.years(id).base;
        match (change(line), &line.base) {
            (_, Base::New) => Some(names::NEW.get(self.lang).to_owned()),
            (Some(change), _) if years => Some(change_words(&change, &base_year, self.lang)),
            (Some(change), _) => Some(change_with_rate(&change, self.lang)),
            (None, base) => base_words(base, &base_year, self.lang),
        }
    }

    fn sum(&self, id: NodeId, telling: Telling) -> Vec<String> {
        let mut parts = Vec::new();
        let totals = self.sums.totals(self.library, id);
        if telling.verbosity != Verbosity::Brief {
            parts.push(self.children_words(id));
        }
        if totals.counts.counted > 0 {
            let amount = amount_words(totals.request_total, self.lang);
            let year = match telling.years {
                true => self.years(id).request,
                false => String::new(),
            };
            let amount = match self.lang {
                Lang::Ja => format!("合計{amount}"),
                Lang::En => format!("{amount} in all"),
            };
            parts.push(self.join(&[year, amount]));
            let compared = Some(&totals.comparable).filter(|c| c.lines > 0 && telling.change);
            parts.extend(compared.map(|c| change_short(&c.change(), self.lang)));
        } else {
            // Why there is no amount.
            parts.push(self.beside(&totals));
        }
        if self.sums.taken_out(self.library, id) > 0 {
            let en = "part of it taken out";
            parts.push(self.say("一部を除外", en).to_owned());
        }
        parts
    }

    /// Whether the node's state names the years.
    pub(super) fn says_year(&self, id: NodeId) -> bool {
        let counted = || self.sums.totals(self.library, id).counts.counted > 0;
        self.library.budget(id).is_some() || counted()
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
            (count > 0).then(|| self.count_at(id, kind, count))
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
            parts.push(self.count_at(id, Kind::Chapter, chapters));
        }
        self.join(&parts)
    }

    pub(super) fn page(&self, id: NodeId) -> Option<String> {
        let theme = self.library.enclosing(id, Kind::Theme)?;
        let page = self.library.node(theme).page?;
        Some(match self.lang {
            Lang::Ja => format!("文書{page}ページ"),
            Lang::En => format!("page {page} of the document"),
        })
    }
}
