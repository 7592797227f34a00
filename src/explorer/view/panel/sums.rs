//! What a node adds up to, what its total leaves out, and money that is in no total.

use rust_decimal::Decimal;

use super::Page;
use super::short::Telling;
use crate::explorer::line::{Line, Role};
use crate::explorer::settings::Settings;
use crate::explorer::state::State;
use crate::explorer::view::columns;
use crate::explorer::view::money::{change_parts, change_role, parts_text, signed};
use crate::explorer::view::rows::counting_word;
use crate::explorer::view::{status, years};
use crate::explorer::words;
use crate::lang::{Lang, Text, lines_text};
use crate::ledger::{Change, Counting, in_no_change};
use crate::model::yen::hundredths;
use crate::model::{Library, NodeId, Printed};
use crate::text::{shown, wrap_with, year_text};

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

/// `160件で`: of how many lines a change is.
fn compared_of(lines: usize, lang: Lang) -> String {
    match lang {
        Lang::Ja => format!("{lines}件で"),
        Lang::En => format!("of {lines}"),
    }
}

/// What the document's sums leave out and how sure their change is, for the rows that the tree
/// leaves free.
#[must_use]
pub fn footnote(library: &Library, state: &State, columns: usize) -> Vec<Line> {
    let Some(here) = state.selected() else {
        return Vec::new();
    };
    let root = library.document_of(here).root;
    let page = Page {
        columns,
        ..Page::new(library, state, root)
    };
    let settings = &state.settings;
    let lang = settings.lang;
    let totals = page.node_totals();
    let mut out = Vec::new();
    let parts = page.left_out_counts(root);
    if !parts.is_empty() {
        let left = format!(
            "{}: {}",
            words::LEFT_OUT.get(lang),
            parts.join(page.comma())
        );
        let key = Line::of(state.keys.filled(" {why} "), Role::Strong);
        let line = Line::of(left, Role::Dim);
        out.push(line.with_right(key, columns, settings.ruler));
    }
    if !totals.filp_parts.is_empty() {
        let parts = parts_text(&totals.filp_parts, settings);
        let text = match lang {
            Lang::Ja => format!("財政投融資(合計の外): {parts}"),
            Lang::En => format!("fiscal loans, outside the total: {parts}"),
        };
        let rows = wrap_with(&text, columns, settings.ruler);
        out.extend(rows.into_iter().map(|row| Line::of(row, Role::Dim)));
    }
    let change = totals.comparable.change();
    if totals.comparable.lines > 0 && change.low != change.high {
        let (low, high) = change.ends();
        let (low, high) = (signed(low, settings), signed(high, settings));
        let text = match lang {
            Lang::Ja => format!("端数を考えた増減の幅: {low} から {high}"),
            Lang::En => format!("the true change lies between {low} and {high}"),
        };
        out.push(Line::of(text, Role::Dim).cut(columns, settings.ruler));
    }
    out
}

impl Page<'_> {
    /// The year names of the document: `令和2年度` and `元年度`, or the general words.
    pub(super) fn years(&self) -> (String, String) {
        let meta = &self.library.document_of(self.node).meta;
        let name = |year: &Option<String>, word: Text| {
            let year = year.as_deref();
            let year = year.map(|year| year_text(year, self.lang).into_owned());
            year.unwrap_or_else(|| self.word(word).to_owned())
        };
        let (request, base) = (
            name(&meta.fiscal_year, words::REQUEST),
            name(&meta.base_year, words::BASE),
        );
        match (&meta.figure, self.lang) {
            (None, _) => (request, base),
            (Some(figure), Lang::Ja) => (format!("{request} {}", figure.ja), base),
            (Some(figure), Lang::En) => (format!("{request} {}", figure.en), base),
        }
    }

    /// The note of the node's mark.
    pub(super) fn note(&mut self) {
        let mark = self.state.marks.iter().find(|m| m.node == self.node);
        if let Some(mark) = mark.filter(|mark| !mark.note.is_empty()) {
            let text = format!("* {}", shown(&mark.note));
            self.wrapped(&text, Role::Link, 2);
        }
    }

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

    /// What the node adds up to and how that changed: two figures under each other.
    pub(super) fn totals(&mut self) {
        let totals = self.node_totals();
        if totals.counts.lines == 0 && self.taken_out(self.node) == 0 {
            return;
        }
        for line in self.key_figures(Telling::Whole) {
            self.fitted(line);
        }
        self.printed();
        if totals.comparable.lines > 0 {
            let settings = &self.state.settings;
            let (year, base_year) = self.years();
            let text = format!(
                "{base_year} {} {} {year} {}",
                settings.bare(totals.comparable.base),
                settings.glyphs().arrow(),
                settings.bare(totals.comparable.request),
            );
            self.wrapped(&text, Role::Dim, 2);
            self.gone(totals.comparable.base);
        }
        self.blank();
    }

    /// Of review sheets what of the year before is in no change: of programmes that have no figure in this one.
    fn gone(&mut self, compared: Decimal) {
        if !years::is_whole(self.library, self.state, self.node) {
            return;
        }
        let Some(gone) = in_no_change(self.library, self.node, compared) else {
            return;
        };
        let settings = &self.state.settings;
        let (base, gone) = (self.years().1, settings.amount(gone));
        let text = match self.lang {
            Lang::Ja => format!("{base}にだけここに額がある事業の {gone} は増減に入れない"),
            Lang::En => {
                format!("{gone} of programmes that are here in {base} alone is in no change")
            }
        };
        self.wrapped(&text, Role::Dim, 2);
    }

    /// The sum and its change, each with its label, the figures under each other.
    pub(super) fn key_figures(&self, telling: Telling) -> Vec<Line> {
        let settings = &self.state.settings;
        let ruler = settings.ruler;
        let totals = self.node_totals();
        // A sum of nothing is no sum: what the node has instead is said.
        if totals.counts.counted == 0 {
            let has = self.outside(self.node).join(self.comma());
            let text = format!("{}: {has}", self.word(words::NO_TOTAL));
            return vec![Line::of(text, Role::Amount)];
        }
        let figure = columns::dated_figure(self.library, Some(self.node), self.lang);
        let label = match (&self.library.document_of(self.node).meta.figure, self.lang) {
            (None, _) => self.word(words::TOTAL).to_owned(),
            (Some(_), Lang::Ja) => format!("{figure}の合計"),
            (Some(_), Lang::En) => format!("Total {figure}"),
        };
        let label = label.as_str();
        let is_exact = self.library.document_of(self.node).meta.figure.is_some();
        let told = |oku| match telling {
            Telling::Rounded | Telling::Bare if is_exact => hundredths(oku),
            _ => oku,
        };
        let sum = settings.amount(told(totals.request_total));
        let mut counted = format!("  {}", lines_text(totals.counts.counted, self.lang));
        if settings.counting == Counting::AsPrinted {
            counted.push_str(&format!("{}{}", self.comma(), counting_word(settings)));
        }
        let first = Line::of(format!("{label} "), Role::Dim).with(&sum, Role::Strong);
        let mut out = vec![match telling {
            Telling::Bare => first,
            Telling::Whole | Telling::Rounded => first.with(counted, Role::Dim),
        }];
        if totals.comparable.lines == 0 {
            return out;
        }
        let change = totals.comparable.change();
        let role = change_role(&change);
        let oku = told(change.oku);
        let (word, figure, rest) = change_parts(&Change { oku, ..change }, settings);
        let base = self.years().1;
        let against = match self.lang {
            Lang::Ja => format!("{base}{}", self.word(words::AGAINST)),
            Lang::En => self.word(words::AGAINST).to_owned(),
        };
        let room = ruler.width(label) + 1 + ruler.width(&sum);
        let gap = room.saturating_sub(ruler.width(&against));
        let mut line = Line::of(against, Role::Dim);
        line.push(ruler.pad_left(&format!(" {figure}"), gap), role);
        // What rounding alone could make is neither more nor less.
        let word = if change.is_within_rounding() {
            String::new()
        } else {
            format!(" {word}")
        };
        line.push(format!(" {word}{rest}"), role);
        let compared = totals.comparable.lines;
        if compared != totals.counts.counted {
            line.push(format!("  {}", compared_of(compared, self.lang)), Role::Dim);
        }
        out.push(line);
        out
    }

    /// The sum that the issuer printed for the node, and whether the lines below it add up to it.
    pub(super) fn printed(&mut self) {
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
        let mut parts = self.left_out_counts(id);
        let settings = &self.state.settings;
        let totals = self
            .state
            .figures
            .totals(self.library, id, settings.counting);
        if !totals.filp_parts.is_empty() {
            parts.push(parts_text(&totals.filp_parts, settings));
        }
        parts
    }

    /// How many lines the total of a node leaves out, one text for each reason.
    fn left_out_counts(&self, id: NodeId) -> Vec<String> {
        let settings = &self.state.settings;
        let figures = &self.state.figures;
        let totals = figures.totals(self.library, id, settings.counting);
        let counts = totals.counts;
        let unit = self.word(words::LINES);
        let relisted = match settings.counting {
            Counting::Once => counts.relisted,
            Counting::AsPrinted => 0,
        };
        [
            (words::RELISTED, relisted),
            (words::WITHIN_TAG, counts.within),
            (words::UNSPECIFIED, counts.unspecified),
            (words::FILP_TAG, counts.filp),
            (words::TAKEN_OUT, self.taken_out(id)),
        ]
        .into_iter()
        .filter(|(_, n)| *n > 0)
        .map(|(word, n)| format!("{} {n}{unit}", self.word(word)))
        .collect()
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
