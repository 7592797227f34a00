//! Two documents compared, for the ear: what is new, dropped, renamed, risen, fallen.

use rust_decimal::Decimal;

use super::became::Became;
use super::line::Line;
use super::listing::{Current, Item, ListKind};
use super::session::Session;
use super::speech::{amount_words, change_words, request_words};
use super::state::ReadingState;
use crate::diff::{DiffEntry, diff, gap_note};
use crate::lang::Lang;
use crate::ledger::totals;
use crate::model::{NodeId, Request};

/// A programme that differs: a line of either document, and what is said of it.
pub type Difference = (NodeId, Vec<String>);

impl Session {
    pub(super) fn compare(
        &mut self,
        reading: &ReadingState<'_>,
        only: Option<Became>,
    ) -> Vec<Line> {
        let Some((head, items)) = reading.compared(only) else {
            return vec![Line::Ear(reading.nothing_to_compare().to_owned())];
        };
        let items = (1..).zip(items).map(|(number, (node, state))| Item {
            node,
            number,
            state: Some(state),
            note: String::new(),
        });
        let (head, more) = head
            .split_first()
            .map_or((String::new(), &[][..]), |(h, m)| (h.clone(), m));
        let list = Current {
            items: items.collect(),
            addresses: true,
            ..Current::of(ListKind::Places, head, Vec::new())
        };
        let more = more.iter().cloned().map(Line::Ear).collect();
        self.tell_current(reading, more, list)
    }
}

impl ReadingState<'_> {
    /// How to have something to compare.
    #[must_use]
    pub const fn nothing_to_compare(&self) -> &'static str {
        self.say(
            "比べる文書が開いていません。shisaku --compare 前の文書 後の文書 --text で開きます。",
            "No document to compare with is open; start with --compare OLD NEW --text.",
        )
    }

    /// The comparison: what it is of and how many programmes became what, then each programme
    /// that differs, the largest difference first within each sort; none where nothing is
    /// compared.
    #[must_use]
    pub fn compared(&self, only: Option<Became>) -> Option<(Vec<String>, Vec<Difference>)> {
        let (old, new) = self.compare?;
        let entries = diff(self.library, old, new);
        let mut sorted: Vec<(Became, &DiffEntry)> = entries
            .iter()
            .filter_map(|entry| Some((Became::of(entry)?, entry)))
            .collect();
        let count = |sort| sorted.iter().filter(|(became, _)| *became == sort).count();
        let counts: Vec<String> = Became::ALL
            .into_iter()
            .filter(|sort| count(*sort) > 0)
            .map(|sort| match self.lang {
                Lang::Ja => format!("{}{}件", sort.text().get(Lang::Ja), count(sort)),
                Lang::En => format!("{} {}", count(sort), sort.text().get(Lang::En)),
            })
            .collect();
        let stop = self.say("。", ".");
        let counts = match counts.is_empty() {
            true => self.say("違いはありません", "no difference").to_owned(),
            false => self.join(&counts),
        };
        let head = vec![
            format!("{}{stop}", self.sides(old, new)),
            format!("{counts}{stop}"),
        ];
        sorted.retain(|(became, _)| only.is_none_or(|only| only == *became));
        sorted.sort_by_key(|(became, entry)| {
            let rank = Became::ALL.iter().position(|sort| sort == became);
            (rank, std::cmp::Reverse(self.weight(entry)))
        });
        let items = sorted.into_iter().filter_map(|(became, entry)| {
            let node = entry.new.or(entry.old)?;
            Some((node, self.became(became, entry)))
        });
        Some((head, items.collect()))
    }

    /// Both documents with what they request.
    fn sides(&self, old: NodeId, new: NodeId) -> String {
        let side = |root: NodeId| {
            let years = self.years(root);
            let amount = amount_words(totals(self.library, root).request_total, self.lang);
            let name = self.name(root);
            match self.lang {
                Lang::Ja => format!("{name}、{}、合計{amount}", years.request),
                Lang::En => format!("{name}, {}, {amount}", years.request),
            }
        };
        let (old, new) = (side(old), side(new));
        match self.lang {
            Lang::Ja => format!("比較です。前は{old}。後は{new}"),
            Lang::En => format!("Compared: before, {old}; after, {new}"),
        }
    }

    fn weight(&self, entry: &DiffEntry) -> Decimal {
        if let Some(change) = &entry.change {
            return change.oku.abs();
        }
        let alone = entry.new.or(entry.old);
        match alone
            .and_then(|id| self.library.budget(id))
            .map(|line| &line.request)
        {
            Some(Request::Amount(amount)) => amount.oku,
            _ => Decimal::ZERO,
        }
    }

    fn became(&self, became: Became, entry: &DiffEntry) -> Vec<String> {
        let request = |id: Option<NodeId>| {
            let line = id.and_then(|id| self.library.budget(id));
            line.map(|line| request_words(&line.request, self.lang))
                .unwrap_or_default()
        };
        let word = match became {
            Became::Other => self.say("変更", "changed"),
            _ => became.text().get(self.lang),
        };
        let mut out = vec![word.to_owned()];
        if let (Became::Renamed, Some(old)) = (became, entry.old) {
            let old = self.name(old);
            out.push(match self.lang {
                Lang::Ja => format!("前の名前は、{old}"),
                Lang::En => format!("was {old}"),
            });
        }
        let (old, new) = (request(entry.old), request(entry.new));
        out.push(
            match (entry.old.is_some(), entry.new.is_some(), self.lang) {
                (true, true, Lang::Ja) => format!("前は{old}、後は{new}"),
                (true, true, Lang::En) => format!("from {old} to {new}"),
                (true, false, Lang::Ja) => format!("前は{old}"),
                (true, false, Lang::En) => format!("was {old}"),
                _ => new,
            },
        );
        let before = self.say("前", "before");
        let change = entry.change.as_ref();
        out.extend(change.map(|change| change_words(change, before, self.lang)));
        if let Some(gap) = &entry.base_gap {
            let gap = super::speech::change_short(gap, self.lang);
            out.push(gap_note(&gap, self.lang));
        }
        out.extend(entry.mark.map(|mark| mark.note(self.lang).to_owned()));
        out
    }
}
