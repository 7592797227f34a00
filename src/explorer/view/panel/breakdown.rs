//! Pairs of bars: request and base of each budget line or child, on one printed scale.

use rust_decimal::Decimal;

use super::Page;
use crate::explorer::line::{Line, Role};
use crate::explorer::settings::Scale;
use crate::explorer::state::figures::{BarsOf, Money, Summary};
use crate::explorer::view::bars::{BarKind, bar, fraction};
use crate::explorer::view::money::{change_text, change_words, parts_text};
use crate::explorer::view::rows::tags;
use crate::explorer::view::tooth::{self, Bar};
use crate::explorer::words;
use crate::lang::Lang;
use crate::ledger::{LineSort, ranked};
use crate::model::{Kind, NodeId};
use crate::text::number::percent_text;
use crate::text::shown;

/// Columns of the year's name before a bar.
const YEAR_COLUMNS: usize = 10;
/// Fewest columns of a bar, and columns that its figures may take.
const LEAST_BAR: usize = 6;
const LONGEST_FIGURES: usize = 22;
/// Most columns of a bar.
const LONGEST_BAR: usize = 60;

impl Page<'_> {
    /// The breakdown of the node, or of a budget line alone, with the scale in use.
    pub(super) fn breakdown(&mut self) {
        let items = self.items();
        if items.is_empty() {
            return;
        }
        let full = self.full_length();
        let is_line = self.library.node(self.node).kind == Kind::Budget;
        if !is_line {
            let head = self.word(words::BREAKDOWN);
            let (order, turned) = self.order();
            let mut order = words::sort(order).get(self.lang).to_owned();
            if turned {
                order.push_str(words::TURNED.get(self.lang));
            }
            let line = Line::of(format!(" {head} "), Role::Strong).with(order, Role::Dim);
            self.out.push(line);
        }
        // Where nothing has a bar there is nothing to measure.
        if !full.is_zero() {
            self.scale_line(full);
        }
        let axis = self.axis(&items, full);
        for (id, summary) in items {
            self.item(id, &summary, axis, !is_line);
        }
        self.blank();
    }

    /// What all bars of the breakdown share. Figures get the room of the longest, so that bars of
    /// one length are of one amount, also while moving among siblings.
    fn axis(&self, items: &[(NodeId, Summary)], full: Decimal) -> Axis {
        let settings = &self.state.settings;
        let width = |oku: Decimal| settings.ruler.width(&settings.bare(oku));
        let shown = items
            .iter()
            .flat_map(|(_, summary)| [summary.request.length(), summary.base.length()]);
        let longest = shown.flatten().map(width).max().unwrap_or_default();
        let taken = 2 + YEAR_COLUMNS + 1 + 1 + longest.max(width(full));
        Axis {
            full,
            room: self.columns.saturating_sub(taken).min(LONGEST_BAR),
        }
    }

    /// The order of the children: that of the tree, or where that is the document's, by money.
    fn order(&self) -> (LineSort, bool) {
        let arrangement = &self.state.tree.arrangement;
        if arrangement.sort == LineSort::Document {
            (LineSort::Request, false)
        } else {
            (arrangement.sort, arrangement.turned)
        }
    }

    /// What is drawn: the line itself, or the children with money, ranked.
    fn items(&self) -> Vec<(NodeId, Summary)> {
        let library = self.library;
        if library.node(self.node).kind == Kind::Budget {
            return vec![(self.node, self.summary(self.node))];
        }
        let figures = &self.state.figures;
        let (sort, turned) = self.order();
        let mut items: Vec<(NodeId, Summary)> = library
            .children(self.node)
            .filter(|id| figures.scope().chosen(library, *id).next().is_some())
            .map(|id| (id, self.summary(id)))
            .collect();
        items.sort_by(|a, b| match sort {
            LineSort::Name => figures.by_name(library, a.0, b.0, turned),
            _ => ranked(a.1.sort_key(sort), b.1.sort_key(sort), turned).then(a.0.cmp(&b.0)),
        });
        items
    }

    /// The amount of a full bar, in 億円.
    fn full_length(&self) -> Decimal {
        let settings = &self.state.settings;
        match settings.scale {
            Scale::Share => {
                let whole = self.whole();
                let totals = self
                    .state
                    .figures
                    .totals(self.library, whole, settings.counting);
                totals.request_total
            }
            Scale::Linear | Scale::Logarithmic => {
                let figures = &self.state.figures;
                let (counting, bars) = (settings.counting, BarsOf::WhatIsBelow);
                figures
                    .shared_measure(self.library, self.node, counting, bars)
                    .request
            }
        }
    }

    /// The node whose total is the whole of a share: this node, or a budget line's parent.
    fn whole(&self) -> NodeId {
        let node = self.library.node(self.node);
        match node.kind {
            Kind::Budget => self.library.parent(self.node).unwrap_or(self.node),
            _ => self.node,
        }
    }

    fn scale_line(&mut self, full: Decimal) {
        let settings = &self.state.settings;
        let name = self.word(match settings.scale {
            Scale::Linear => words::LINEAR,
            Scale::Logarithmic => words::LOGARITHMIC,
            Scale::Share => words::SHARE,
        });
        let start = match settings.scale {
            Scale::Logarithmic => settings.bare(Decimal::new(5, 2)),
            Scale::Linear | Scale::Share => "0".to_owned(),
        };
        let end = settings.amount(full);
        let range = match settings.scale {
            Scale::Share => format!("100% = {end}"),
            Scale::Linear | Scale::Logarithmic => {
                format!("{start} … {end} ({})", self.word(words::SHARED_SCALE))
            }
        };
        let label = self.word(words::SCALE);
        let key = self.key("scale");
        self.wrapped(&format!("{label}{key}: {name}  {range}"), Role::Dim, 2);
    }

    fn item(&mut self, id: NodeId, summary: &Summary, axis: Axis, named: bool) {
        let start = self.out.len();
        if named {
            self.item_name(id, summary);
        }
        self.share(id, summary);
        if named && self.one_bar(id, summary, axis) {
            self.supplementary(id, 2);
            self.beyond(summary);
            for line in self.out.iter_mut().skip(start) {
                line.target = Some(id);
            }
            return;
        }
        let (year, base_year) = self.years();
        self.money_bar(&year, &summary.request, BarKind::Request, axis);
        if !matches!(summary.base, Money::New | Money::None) {
            self.money_bar(&base_year, &summary.base, BarKind::Base, axis);
        }
        if named {
            self.supplementary(id, 2);
        }
        if named && summary.request == Money::None {
            self.no_figure(id);
        } else if named {
            let (text, role) = change_words(summary, &self.state.settings);
            self.wrapped(&format!("  {text}"), role, 4);
        }
        self.beyond(summary);
        if named {
            for line in self.out.iter_mut().skip(start) {
                line.target = Some(id);
            }
        }
    }

    /// The part of a request that has no comparable base.
    fn beyond(&mut self, summary: &Summary) {
        if summary.beyond.is_zero() || summary.change.is_none() {
            return;
        }
        let text = format!(
            "  {} {}",
            self.word(words::BEYOND),
            self.state.settings.amount(summary.beyond)
        );
        self.wrapped(&text, Role::Dim, 4);
    }

    /// Request and change of a child in one row, with a tooth where the base year ended; false
    /// where it has no plain figures.
    fn one_bar(&mut self, _id: NodeId, summary: &Summary, axis: Axis) -> bool {
        let Money::Exact(request) = &summary.request else {
            return false;
        };
        let settings = &self.state.settings;
        let ruler = settings.ruler;
        let (change, change_role) = change_text(summary, settings);
        let percent = summary.change.as_ref().and_then(|change| change.percent);
        let mut figures = Line::of(format!(" {}", settings.bare(*request)), Role::Amount);
        figures.push(format!("  {change}"), change_role);
        if let Some(percent) = percent.filter(|_| !summary.is_new) {
            let text = format!(" {}", percent_text(percent));
            // Left out rather than cut.
            if figures.width(ruler) + ruler.width(&text) + LEAST_BAR + 2 <= self.columns {
                figures.push(text, change_role);
            }
        }
        // One length for all bars, whatever figures follow.
        let room = self
            .columns
            .saturating_sub(LONGEST_FIGURES + 2)
            .clamp(LEAST_BAR, LONGEST_BAR);
        let is_sure = summary
            .change
            .as_ref()
            .is_some_and(|c| !c.is_within_rounding());
        let base = match &summary.base {
            Money::Exact(base) if is_sure && summary.beyond.is_zero() => {
                Some(fraction(*base, axis.full, settings.scale))
            }
            _ => None,
        };
        let bar = Bar {
            request: fraction(*request, axis.full, settings.scale),
            base,
            whole: summary.is_new.then_some(Role::Tag),
            broken: false,
        };
        let mut line = Line::of("  ", Role::Plain);
        line.parts.extend(tooth::draw(bar, room, settings).parts);
        let line = line.with_right(figures, self.columns, ruler);
        self.out.push(line);
        true
    }

    /// Says why a child has no figure: all its lines are relisted, or only inside larger sums.
    fn no_figure(&mut self, id: NodeId) {
        let parts = self.outside(id).join(self.comma());
        self.wrapped(&format!("  {parts}"), Role::Dim, 4);
    }

    /// The share of what counts in the whole, at the right edge of the name or, for a line
    /// alone, below its scale; of what does not count there is none.
    fn share(&mut self, id: NodeId, summary: &Summary) {
        let (library, counting) = (self.library, self.state.settings.counting);
        let counts = library.budget(id).is_none()
            || counting.request(library, id).is_some() && self.state.figures.counts(library, id);
        let whole = self
            .state
            .figures
            .totals(library, self.whole(), counting)
            .request_total;
        let share = match &summary.request {
            Money::Exact(oku) if counts => percent_of(*oku, whole),
            _ => None,
        };
        let Some(share) = share else { return };
        let ruler = self.state.settings.ruler;
        let is_line = id == self.node;
        let text = if is_line {
            format!(" {} {share}", self.word(words::SHARE))
        } else {
            format!(" {}{share}", self.word(words::SHARE_SHORT))
        };
        let right = Line::of(text, Role::Amount);
        let room = self.columns.saturating_sub(right.width(ruler));
        // After the end of the name where there is room, else on a line of its own.
        let name = match self.out.last() {
            Some(name) if !is_line && name.width(ruler) <= room => self.out.pop(),
            _ => None,
        };
        let line = name
            .unwrap_or_default()
            .with_right(right, self.columns, ruler);
        self.out.push(line);
    }

    fn item_name(&mut self, id: NodeId, summary: &Summary) {
        let node = self.library.node(id);
        let mut text = match node.kind {
            Kind::Budget => "・".to_owned(),
            _ if node.label.is_empty() => "・".to_owned(),
            _ => format!("{} ", shown(&node.label)),
        };
        text.push_str(&shown(&node.title));
        let mut words = tags(summary, self.lang);
        if summary.is_new && !words.contains(&words::NEW.get(self.lang)) {
            words.push(words::NEW.get(self.lang));
        }
        for word in words {
            match self.lang {
                Lang::Ja => text.push_str(&format!("【{word}】")),
                Lang::En => text.push_str(&format!(" [{word}]")),
            }
        }
        self.wrapped(&text, Role::Plain, 2);
    }

    /// One bar with its year before and its figure after it, or the word for what has no bar.
    fn money_bar(&mut self, year: &str, money: &Money, kind: BarKind, axis: Axis) {
        let settings = &self.state.settings;
        let ruler = settings.ruler;
        let mut line = Line::of("  ", Role::Plain);
        line.push(ruler.field(year, YEAR_COLUMNS), Role::Dim);
        line.push(" ", Role::Plain);
        let oku = match money {
            Money::Exact(oku) | Money::Within(oku) => *oku,
            Money::Unspecified => {
                line.push(self.word(words::UNSPECIFIED), Role::Tag);
                self.out.push(line);
                return;
            }
            Money::Parts(parts) => {
                let text = format!("  {year} {}", parts_text(parts, settings));
                self.wrapped(&text, Role::Tag, 4);
                return;
            }
            Money::None | Money::New => return,
        };
        let kind = match money {
            Money::Within(_) => BarKind::Within,
            _ => kind,
        };
        let part = fraction(oku, axis.full, settings.scale);
        line.parts
            .extend(bar(part, axis.room, kind, settings.glyphs()).parts);
        line.push(format!(" {}", settings.bare(oku)), Role::Amount);
        // The hatching says it already where there is no room for the word.
        let within = format!(" {}", self.word(words::WITHIN));
        let fits = line.width(ruler) + ruler.width(&within) <= self.columns;
        if kind == BarKind::Within && fits {
            line.push(within, Role::Tag);
        }
        self.out.push(line);
    }
}

/// What the bars of one breakdown share.
#[derive(Clone, Copy)]
struct Axis {
    /// 億円 of a full bar.
    full: Decimal,
    /// Columns of a full bar.
    room: usize,
}

/// The share in percent to one decimal: `12.3%`.
fn percent_of(oku: Decimal, whole: Decimal) -> Option<String> {
    let percent = oku
        .checked_mul(Decimal::ONE_HUNDRED)
        .and_then(|hundredfold| hundredfold.checked_div(whole));
    percent.map(|p| {
        let mut p =
            p.round_dp_with_strategy(1, rust_decimal::RoundingStrategy::MidpointAwayFromZero);
        p.rescale(1);
        // A share that is there is not nothing.
        if p.is_zero() && !oku.is_zero() {
            return "<0.1%".to_owned();
        }
        format!("{p}%")
    })
}
