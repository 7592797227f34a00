//! What a node adds up to, what its total leaves out, and money that is in no total.

use super::Page;
use crate::explorer::figures::{Counting, Summary};
use crate::explorer::line::Role;
use crate::explorer::money::{change_words, parts_text};
use crate::explorer::rows::counting_word;
use crate::explorer::words;
use crate::lang::Lang;
use crate::ledger::Totals;
use crate::model::NodeId;
use crate::text::shown;

impl Page<'_> {
    pub(super) fn totals(&mut self) {
        let settings = &self.state.settings;
        let totals = self.node_totals();
        if totals.counts.lines == 0 {
            return;
        }
        let counted = totals.counts.counted;
        let unit = self.word(words::LINES);
        // A sum of nothing is no sum: what the node has instead is said.
        let text = if counted == 0 {
            let has = self.outside(&totals).join(self.comma());
            format!("{}: {has}", self.word(words::NO_TOTAL))
        } else {
            format!(
                "{} {}  ({counted}{unit}{}{})",
                self.word(words::TOTAL),
                settings.amount(totals.request_total),
                self.comma(),
                counting_word(settings),
            )
        };
        self.wrapped(&text, Role::Amount, 2);
        if totals.comparable.lines > 0 {
            let (year, base_year) = self.years();
            let change = totals.comparable.change();
            let summary = Summary {
                change: Some(change),
                ..self.summary(self.node)
            };
            let text = format!(
                "{} ({}{unit}): {base_year} {} → {year} {}",
                self.word(words::COMPARABLE),
                totals.comparable.lines,
                settings.amount(totals.comparable.base),
                settings.amount(totals.comparable.request),
            );
            self.wrapped(&text, Role::Plain, 2);
            let (text, role) = change_words(&summary, settings);
            self.wrapped(&text, role, 2);
        }
        self.blank();
    }

    pub(super) const fn comma(&self) -> &'static str {
        match self.lang {
            Lang::Ja => "、",
            Lang::En => ", ",
        }
    }

    /// What a total leaves out, one text for each reason.
    pub(super) fn outside(&self, totals: &Totals) -> Vec<String> {
        let settings = &self.state.settings;
        let counts = totals.counts;
        let unit = self.word(words::LINES);
        let relisted = match settings.counting {
            Counting::Once => counts.relisted,
            Counting::AsPrinted => 0,
        };
        let mut parts: Vec<String> = [
            (words::RELISTED, relisted),
            (words::WITHIN, counts.within),
            (words::UNSPECIFIED, counts.unspecified),
            (words::FILP, counts.filp),
        ]
        .into_iter()
        .filter(|(_, n)| *n > 0)
        .map(|(word, n)| format!("{} {n}{unit}", self.word(word)))
        .collect();
        if !totals.filp_parts.is_empty() {
            parts.push(parts_text(&totals.filp_parts, settings));
        }
        parts
    }

    /// What the total leaves out, and the key that lists it.
    pub(super) fn left_out(&mut self) {
        let totals = self.node_totals();
        if totals.counts.lines == 0 {
            return;
        }
        let parts = self.outside(&totals);
        let text = if parts.is_empty() {
            self.word(words::NOTHING_LEFT_OUT).to_owned()
        } else {
            format!(
                "{} [w]: {}",
                self.word(words::LEFT_OUT),
                parts.join(self.comma())
            )
        };
        self.wrapped(&text, Role::Dim, 2);
        self.blank();
    }

    /// The supplementary budget of a line, which stands beside its figures and is in no total.
    pub(super) fn supplementary(&mut self, id: NodeId, indent: usize) {
        let settings = &self.state.settings;
        let line = self.library.budget(id);
        let Some(part) = line.and_then(|line| line.supplementary.as_ref()) else {
            return;
        };
        let text = format!(
            "{}{} {} ({})",
            " ".repeat(indent),
            shown(&part.label),
            settings.amount(part.amount.oku),
            self.word(words::NOT_ADDED),
        );
        self.wrapped(&text, Role::Plain, indent + 2);
    }
}
