//! Sentences about nodes: the line of an item, what is said on opening it, where it stands.

use super::command::Verbosity;
use super::desk::{Desk, kind_word};
use super::speech::{
    Years, amount_words, base_words, change_short, change_words, interval_words, request_words,
};
use crate::lang::Lang;
use crate::ledger::{Totals, change, totals};
use crate::model::{Account, Base, BudgetLine, Kind, NodeId, RelistedOn, Request};

/// Cells of a name that a row keeps before it leaves money out.
const LEAST_NAME: usize = 16;

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

impl Desk<'_> {
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
        let mut parts = vec![number.to_string(), self.name(id)];
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
        let name = ruler.cut(&self.name(id), room(&tail).max(4));
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
    fn request(&self, id: NodeId, line: &BudgetLine) -> String {
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
        let totals = totals(self.library, id);
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

    fn page(&self, id: NodeId) -> Option<String> {
        let theme = self.library.enclosing(id, Kind::Theme)?;
        let page = self.library.node(theme).page?;
        Some(match self.lang {
            Lang::Ja => format!("資料{page}ページ"),
            Lang::En => format!("page {page} of the document"),
        })
    }

    /// All figures of a place, one thought a line.
    #[must_use]
    pub fn figures(&self, id: NodeId, verbosity: Verbosity) -> Vec<String> {
        match self.library.budget(id) {
            Some(line) => self.budget_figures(id, line, verbosity),
            None => self.total_figures(id, verbosity),
        }
    }

    fn budget_figures(&self, id: NodeId, line: &BudgetLine, verbosity: Verbosity) -> Vec<String> {
        let full_stop = |text: String| format!("{text}{}", self.say("。", "."));
        let years = self.years(id);
        let mut out = vec![full_stop(self.request(id, line))];
        if verbosity == Verbosity::Brief {
            return out;
        }
        let change = change(line);
        let base = base_words(&line.base, &years.base, self.lang);
        out.extend(base.map(|base| match &change {
            Some(change) if line.base != Base::New => {
                let change = change_words(change, &years.base, self.lang);
                full_stop(self.join(&[change, base]))
            }
            _ => full_stop(base),
        }));
        if change.is_none() && line.base != Base::None {
            out.push(match self.lang {
                Lang::Ja => format!("{}とは比べられません。", years.base),
                Lang::En => format!("It cannot be compared with {}.", years.base),
            });
        }
        if let Some(part) = &line.supplementary {
            let words = super::speech::parts_words(std::slice::from_ref(part), self.lang);
            out.push(full_stop(format!(
                "{}{words}",
                self.say("ほかに、", "Besides, ")
            )));
        }
        if line.account == Account::Filp {
            let words = "財政投融資で、合計には入りません。";
            let en = "A fiscal loan, left out of totals.";
            out.push(self.say(words, en).to_owned());
        }
        out.extend(self.relisting(id, line));
        if verbosity == Verbosity::Full {
            let change = change.filter(|_| line.base != Base::New);
            out.extend(change.map(|change| interval_words(&change, self.lang)));
        }
        out
    }

    fn relisting(&self, id: NodeId, line: &BudgetLine) -> Vec<String> {
        let mut out = Vec::new();
        if self.library.node(id).relisted {
            let on = match line.relisted_on {
                RelistedOn::None | RelistedOn::Budget => self.say("再掲です", "Listed again"),
                RelistedOn::Measure => self.say("施策ごと再掲です", "Its measure is listed again"),
                RelistedOn::Theme => self.say("テーマごと再掲です", "Its theme is listed again"),
            };
            out.push(match (line.original, self.lang) {
                (Some(original), Lang::Ja) => format!("{on}。元は{}。", self.address(original)),
                (Some(original), Lang::En) => {
                    format!("{on}; the original is {}.", self.address(original))
                }
                (None, Lang::Ja) => format!("{on}。元の予算は見つかりません。"),
                (None, Lang::En) => format!("{on}; no original was found."),
            });
        }
        let again = self.library.relistings(id);
        if !again.is_empty() {
            let places: Vec<String> = again.iter().map(|id| self.address(*id)).collect();
            let places = self.join(&places);
            out.push(match self.lang {
                Lang::Ja => format!("同じ予算が、{places}に再掲されています。"),
                Lang::En => format!("The same money is listed again at {places}."),
            });
        }
        out
    }

    fn total_figures(&self, id: NodeId, verbosity: Verbosity) -> Vec<String> {
        let years = self.years(id);
        let sum = totals(self.library, id);
        if sum.counts.lines == 0 {
            let en = "There is no budget line here.";
            return vec![self.say("ここに予算はありません。", en).to_owned()];
        }
        let amount = amount_words(sum.request_total, self.lang);
        let counted = sum.counts.counted;
        let mut out = vec![match self.lang {
            Lang::Ja => format!("{}の要求は、予算{counted}件、合計{amount}。", years.request),
            Lang::En => {
                let lines = self.count(Kind::Budget, counted);
                format!("{}: {lines}, {amount} in all.", years.request)
            }
        }];
        if verbosity == Verbosity::Brief {
            return out;
        }
        if sum.comparable.lines > 0 {
            let change = sum.comparable.change();
            let words = change_words(&change, &years.base, self.lang);
            let lines = sum.comparable.lines;
            out.push(match self.lang {
                Lang::Ja => format!("比べられる{lines}件では、{words}。"),
                Lang::En => format!("Of {lines} that can be compared: {words}."),
            });
            if verbosity == Verbosity::Full {
                out.push(interval_words(&change, self.lang));
            }
        }
        out.extend(self.left_out(&sum));
        out
    }

    /// What stands beside a total without being in it.
    fn left_out(&self, sum: &Totals) -> Option<String> {
        let counts = &sum.counts;
        let parts: Vec<String> = [
            (counts.unspecified, "事項要求", "without an amount"),
            (counts.within, "内数", "within larger sums"),
            (counts.filp, "財政投融資", "fiscal loans"),
            (counts.relisted, "再掲", "listed again"),
        ]
        .into_iter()
        .filter(|(count, _, _)| *count > 0)
        .map(|(count, ja, en)| match self.lang {
            Lang::Ja => format!("{ja}{count}件"),
            Lang::En => format!("{count} {en}"),
        })
        .collect();
        let list = self.join(&parts);
        (!list.is_empty()).then(|| match self.lang {
            Lang::Ja => format!("合計に入れないものは、{list}。"),
            Lang::En => format!("Left out of the total: {list}."),
        })
    }

    /// Page, address, body title and source lines, for those who want to quote.
    #[must_use]
    pub fn reference(&self, id: NodeId) -> Vec<String> {
        let node = self.library.node(id);
        let mut parts = vec![self.address(id)];
        parts.extend(self.page(id));
        let lines = node.lines.filter(|_| node.budget.is_none());
        parts.extend(lines.map(|lines| match self.lang {
            Lang::Ja => format!("原文は{}行から{}行", lines.first, lines.last),
            Lang::En => format!("source lines {} to {}", lines.first, lines.last),
        }));
        parts.extend(node.budget.as_ref().map(|line| match self.lang {
            Lang::Ja => format!("原文は{}行", line.line),
            Lang::En => format!("source line {}", line.line),
        }));
        let mut out = vec![format!("{}{}", self.join(&parts), self.say("。", "."))];
        if let Some(title) = &node.body_title {
            let title = self.heard(title);
            out.push(match self.lang {
                Lang::Ja => format!("本文での題は、{title}。"),
                Lang::En => format!("Its title in the body: {title}."),
            });
        }
        out
    }
}
