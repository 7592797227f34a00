//! The change of a node step by step: from the base year's sum over the largest rises and
//! falls, the rest summed up, to the request.

use rust_decimal::Decimal;

use super::Page;
use crate::explorer::line::{Line, Role};
use crate::explorer::settings::Scale;
use crate::explorer::view::bars::fraction;
use crate::explorer::view::columns::NUMBER_COLUMNS;
use crate::explorer::view::money::{aligned, full_text, signed};
use crate::explorer::view::tooth::{self, Bar};
use crate::explorer::words;
use crate::ledger::{self, Step};
use crate::text::shown;

/// Most steps shown on their own.
const MOST_STEPS: usize = 12;

impl Page<'_> {
    /// The waterfall of the node.
    pub(super) fn waterfall(&mut self) {
        let settings = &self.state.settings;
        let totals = self.node_totals();
        if totals.comparable.lines == 0 {
            let text = self.word(words::NO_CHANGE_BELOW);
            self.wrapped(text, Role::Dim, 0);
            return;
        }
        let (base, request) = (totals.comparable.base, totals.comparable.request);
        let steps = self.steps(base);
        let ends = steps.iter().map(|s| s.from.max(s.to()));
        let most = ends.max().unwrap_or(base).max(base);
        let starts = steps.iter().map(|s| s.from.min(s.to()));
        let least = starts.min().unwrap_or(base).min(request).min(base);
        // The axis starts below the least value, so that small steps on a large sum show.
        let floor = if most.saturating_sub(least).saturating_mul(Decimal::from(4)) < most {
            least
        } else {
            Decimal::ZERO
        };
        let label = self.word(words::SCALE);
        let text = format!(
            "{label}: {}  {} … {}",
            self.word(words::LINEAR),
            settings.bare(floor),
            settings.amount(most)
        );
        self.wrapped(&text, Role::Dim, 2);
        let axis = Axis {
            floor,
            most,
            columns: self.waterfall_columns(most),
        };
        let (year, base_year) = self.years();
        self.level(&base_year, base, &axis);
        for step in steps {
            self.step(&step, &axis);
        }
        self.level(&year, request, &axis);
        self.blank();
        self.sums_of_steps();
    }

    /// What all steps come to, and what there is no step of.
    fn sums_of_steps(&mut self) {
        let settings = &self.state.settings;
        let (library, counting) = (self.library, settings.counting);
        let (mut rises, mut falls, mut same) = (Decimal::ZERO, Decimal::ZERO, 0_usize);
        let mut others = Vec::new();
        for id in self.state.figures.scope().lines(library, self.node) {
            let change = library.budget(id).and_then(crate::ledger::change);
            match change.filter(|_| counting.request(library, id).is_some()) {
                Some(change) if change.oku.is_zero() => same += 1,
                Some(change) if change.oku.is_sign_negative() => {
                    falls = falls.saturating_add(change.oku);
                }
                Some(change) => rises = rises.saturating_add(change.oku),
                // A line that is listed again is compared where it stands first.
                None if !library.node(id).relisted => others.push(id),
                None => {}
            }
        }
        let comma = self.comma();
        let text = format!(
            "{} {}{comma}{} {}{comma}{} {same}{}",
            self.word(words::RISES_SUM),
            signed(rises, settings),
            self.word(words::FALLS_SUM),
            signed(falls, settings),
            self.word(words::UNCHANGED_LINES),
            self.word(words::LINES),
        );
        self.wrapped(&text, Role::Dim, 2);
        if others.is_empty() {
            return;
        }
        self.blank();
        let head = Line::of(self.word(words::NOT_COMPARED), Role::Strong);
        self.out.push(head);
        for id in others {
            let summary = self.summary(id);
            let ruler = self.state.settings.ruler;
            let what = full_text(&summary.request, &self.state.settings);
            let room = self.columns.saturating_sub(ruler.width(&what) + 2);
            let title = ruler.cut(&shown(&library.node(id).title), room);
            let line = Line::of(title, Role::Plain);
            let line = line.with_right(Line::of(what, Role::Tag), self.columns, ruler);
            self.out.push(line.to(id));
        }
    }

    /// Columns of names, bars and figures: a figure is never cut.
    fn waterfall_columns(&self, most: Decimal) -> (usize, usize, usize) {
        let settings = &self.state.settings;
        let figure = settings
            .ruler
            .width(&settings.bare(most))
            .max(NUMBER_COLUMNS);
        let rest = self.columns.saturating_sub(figure + 2);
        let bar = (rest * 3 / 5).max(4).min(rest);
        (rest - bar, bar, figure)
    }

    /// The comparable lines with a change, largest first, the rest as one.
    fn steps(&self, base: Decimal) -> Vec<Step> {
        let lines = self.state.figures.scope().lines(self.library, self.node);
        let counting = self.state.settings.counting;
        ledger::steps(self.library, lines, counting, base, MOST_STEPS)
    }

    fn step_name(&self, step: &Step) -> String {
        match step.node {
            Some(id) => shown(&self.library.node(id).title).into_owned(),
            None => format!(
                "{} {}{}",
                self.word(words::OTHERS),
                step.lines,
                self.word(words::LINES)
            ),
        }
    }

    /// A sum: its name and a bar from the floor.
    fn level(&mut self, name: &str, oku: Decimal, axis: &Axis) {
        let settings = &self.state.settings;
        let ruler = settings.ruler;
        let (name_columns, bar_columns, figure) = axis.columns;
        // At the start of an axis that begins above zero an amount is still something.
        let part = match axis.part(oku) {
            none if none <= 0.0 && !oku.is_zero() => f64::MIN_POSITIVE,
            part => part,
        };
        let bar = Bar {
            request: part,
            ..Bar::default()
        };
        let name = ruler.field(&ruler.cut(name, name_columns), name_columns);
        let mut line = Line::of(name, Role::Strong).with(" ", Role::Plain);
        line.parts
            .extend(tooth::draw(bar, bar_columns, settings).parts);
        let text = aligned(settings.bare(oku), settings, figure);
        line.push(format!(" {}", ruler.pad_left(&text, figure)), Role::Strong);
        self.out.push(line);
    }

    /// A step: its name and a bar from where the one before ended.
    fn step(&mut self, step: &Step, axis: &Axis) {
        let settings = &self.state.settings;
        let ruler = settings.ruler;
        let (name_columns, bar_columns, figure) = axis.columns;
        let is_new = step.node.is_some_and(|id| self.summary(id).is_new);
        let role = match () {
            () if step.is_undecided => Role::BaseBar,
            () if is_new => Role::Tag,
            () if step.change.is_sign_negative() => Role::Fall,
            () => Role::Rise,
        };
        let (from, to) = (axis.part(step.from), axis.part(step.to()));
        let name = ruler.cut(&self.step_name(step), name_columns);
        let name = ruler.field(&name, name_columns);
        let mut line = Line::of(name, Role::Plain).with(" ", Role::Plain);
        line.parts
            .extend(tooth::step(from, to, bar_columns, role, settings).parts);
        let sign = if step.is_undecided { "≈" } else { "" };
        let text = format!("{sign}{}", signed(step.change, settings));
        let text = aligned(text, settings, figure);
        let role = if step.is_undecided { Role::Dim } else { role };
        line.push(format!(" {}", ruler.pad_left(&text, figure)), role);
        line.target = step.node;
        self.out.push(line);
    }
}

/// What all bars of a waterfall share: where the axis starts and ends, in 億円, and the columns
/// of names, bars and figures.
struct Axis {
    floor: Decimal,
    most: Decimal,
    columns: (usize, usize, usize),
}

impl Axis {
    /// The place of an amount on the axis, 0 to 1.
    fn part(&self, oku: Decimal) -> f64 {
        let above = oku.saturating_sub(self.floor);
        fraction(above, self.most.saturating_sub(self.floor), Scale::Linear)
    }
}
