//! What a node adds up to, what its total leaves out, and money that is in no total.

use super::Page;
use crate::explorer::line::Role;
use crate::explorer::settings::Settings;
use crate::explorer::state::figures::Summary;
use crate::explorer::view::money::{change_words, parts_text};
use crate::explorer::view::rows::counting_word;
use crate::explorer::view::status;
use crate::explorer::words;
use crate::lang::Lang;
use crate::ledger::Counting;
use crate::model::{Library, NodeId, Printed};
use crate::text::shown;

/// `原文の計 8億円 (✓ 事業の計と一致)`, `原文の計 8億円 (事業の計との差 −1億円)`.
pub(in crate::explorer) fn printed_text(
    library: &Library,
    node: NodeId,
    printed: &Printed,
    settings: &Settings,
) -> String {
    let lang = settings.lang;
    let verdict = if printed.agrees {
        words::AGREES.get(lang).to_owned()
    } else {
        let ours = crate::ledger::totals(library, node).request_total;
        let off = printed.amount.oku.checked_sub(ours).unwrap_or_default();
        format!("{} {}", words::DIFFERS.get(lang), settings.amount(off))
    };
    let sum = settings.amount(printed.amount.oku);
    format!("{} {sum} ({verdict})", words::PRINTED.get(lang))
}

impl Page<'_> {
    /// What the sums are of, where that is not everything.
    pub(super) fn scope(&mut self) {
        let said = status::scope(self.library, self.state);
        for text in &said {
            self.wrapped(text, Role::Tag, 2);
        }
        if !said.is_empty() {
            self.blank();
        }
    }

    pub(super) fn totals(&mut self) {
        let settings = &self.state.settings;
        let totals = self.node_totals();
        if totals.counts.lines == 0 && self.taken_out(self.node) == 0 {
            return;
        }
        let counted = totals.counts.counted;
        let unit = self.word(words::LINES);
        // A sum of nothing is no sum: what the node has instead is said.
        let text = if counted == 0 {
            let has = self.outside(self.node).join(self.comma());
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
        self.printed();
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

    /// The sum that the issuer printed for the node, and whether the lines below it add up to it.
    fn printed(&mut self) {
        let Some(printed) = &self.library.node(self.node).printed else {
            return;
        };
        let text = printed_text(self.library, self.node, printed, &self.state.settings);
        self.wrapped(
            &text,
            if printed.agrees {
                Role::Plain
            } else {
                Role::Tag
            },
            2,
        );
    }

    pub(super) const fn comma(&self) -> &'static str {
        match self.lang {
            Lang::Ja => "、",
            Lang::En => ", ",
        }
    }

    /// How many of the lines at or below the node were taken out of the sums.
    fn taken_out(&self, id: NodeId) -> usize {
        let scope = self.state.figures.scope();
        scope.taken_out(self.library, id)
    }

    /// What the total of a node leaves out, one text for each reason.
    pub(super) fn outside(&self, id: NodeId) -> Vec<String> {
        let settings = &self.state.settings;
        let figures = &self.state.figures;
        let totals = figures.totals(self.library, id, settings.counting);
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
            (words::TAKEN_OUT, self.taken_out(id)),
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
        if totals.counts.lines == 0 && self.taken_out(self.node) == 0 {
            return;
        }
        let parts = self.outside(self.node);
        let text = if parts.is_empty() {
            self.word(words::NOTHING_LEFT_OUT).to_owned()
        } else {
            format!(
                "{}{}: {}",
                self.word(words::LEFT_OUT),
                self.key("why"),
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

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "a test stops at what it did not expect")]

    use super::*;

    #[test]
    fn a_printed_sum_is_ticked_where_the_lines_add_up_to_it() {
        let text = |sum: &str| {
            let document = format!(
                "令和9年度予算\n\n１　架空港　{sum}億円\n・架空岸壁　5億円\n・架空桟橋　3億円\n\n２　架空島　2億円\n・架空灯台　1億円\n・架空浮標　1億円\n"
            );
            let read = crate::parse::parse("made-up", &document).unwrap();
            let library = Library::new(vec![read]);
            let node = (0..20)
                .map(NodeId)
                .find(|id| library.node(*id).title == "架空港");
            let node = node.unwrap();
            let printed = library.node(node).printed.clone().unwrap();
            printed_text(&library, node, &printed, &Settings::default())
        };
        assert!(text("8").contains('✓'), "{}", text("8"));
        assert!(!text("12").contains('✓'), "{}", text("12"));
        assert!(text("12").contains('4'), "{}", text("12"));
    }
}
