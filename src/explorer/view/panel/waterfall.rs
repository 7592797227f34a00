//! The change of a node step by step: from the base year's sum over the largest rises and
//! falls, the rest summed up, to the request.

use rust_decimal::Decimal;

use super::Page;
use crate::explorer::line::{Line, Role};
use crate::explorer::settings::Scale;
use crate::explorer::state::figures::Money;
use crate::explorer::view::bars::fraction;
use crate::explorer::view::columns::NUMBER_COLUMNS;
use crate::explorer::view::money::{aligned, change_parts, change_role, full_text, signed};
use crate::explorer::view::tooth::{self, Bar};
use crate::explorer::words;
use crate::ledger::{self, Step};
use crate::text::shown;

/// Most steps shown on their own.
const MOST_STEPS: usize = 12;

impl Page<'_> {
    /// The waterfall of the node.
    pub(super) fn waterfall(&mut self) {
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
        let axis = Axis {
            floor,
            most,
            columns: self.waterfall_columns(most, &steps),
        };
        self.marks(&axis);
        let (year, base_year) = self.years();
        self.level(&base_year, base, &axis);
        for step in &steps {
            self.step(step, &axis);
        }
        self.level(&year, request, &axis);
        self.blank();
        self.sums_of_steps();
        if steps.iter().any(|step| step.is_undecided) {
            self.blank();
            self.wrapped(self.word(words::steps::ROUNDED), Role::Dim, 0);
        }
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
        let change = self.node_totals().comparable.change();
        let (_, figure, rest) = change_parts(&change, settings);
        let text = format!("{} {figure}{rest}", self.word(words::CHANGE));
        self.wrapped(&text, change_role(&change), 2);
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
        let mut undecided = false;
        for id in others {
            let summary = self.summary(id);
            let ruler = self.state.settings.ruler;
            let mut what = full_text(&summary.request, &self.state.settings);
            if let Money::Exact(base) | Money::Within(base) = &summary.base {
                let base = settings.bare(*base);
                what.push_str(&format!("  {} {base}", self.years().1));
            }
            undecided |= summary.request == Money::Unspecified;
            let room = self.columns.saturating_sub(ruler.width(&what) + 2);
            let title = ruler.cut(&shown(&library.node(id).title), room);
            let line = Line::of(title, Role::Plain);
            let line = line.with_right(Line::of(what, Role::Tag), self.columns, ruler);
            self.out.push(line.to(id));
        }
        if undecided {
            self.wrapped(self.word(words::steps::UNDECIDED), Role::Dim, 0);
        }
    }

    /// The axis over the bars: the amounts that it is marked with stand where a bar of as much
    /// would end. No two touch, and the last is whole.
    fn marks(&mut self, axis: &Axis) {
        let settings = &self.state.settings;
        let ruler = settings.ruler;
        let (name_columns, bar_columns, _) = axis.columns;
        let order = ruler.cut(self.word(words::steps::ORDER), name_columns);
        let mut line = Line::of(ruler.field(&order, name_columns + 1), Role::Dim);
        let mut end = 0;
        for mark in axis.marks() {
            let text = settings.bare(mark);
            // At most a screen wide.
            let place = (axis.part(mark) * bar_columns as f64).round() as usize;
            let width = ruler.width(&text);
            let start = place.saturating_sub(width / 2);
            if (end > 0 && start < end + 1) || start + width > bar_columns + 1 {
                continue;
            }
            line.push(" ".repeat(start - end), Role::Dim);
            line.push(text, Role::Dim);
            end = start + width;
        }
        self.out.push(line);
    }

    /// Columns of names, bars and figures: a figure is never cut.
    fn waterfall_columns(&self, most: Decimal, steps: &[Step]) -> (usize, usize, usize) {
        let settings = &self.state.settings;
        let widths = steps
            .iter()
            .map(|step| settings.ruler.width(&self.step_figure(step)));
        let figure = settings
            .ruler
            .width(&settings.bare(most))
            .max(NUMBER_COLUMNS)
            .max(widths.max().unwrap_or_default());
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

    fn is_new(&self, step: &Step) -> bool {
        step.node.is_some_and(|id| self.summary(id).is_new)
    }

    /// The change of a step, with what it is where that is not a rise or a fall: `新規 +0.2`.
    fn step_figure(&self, step: &Step) -> String {
        let sign = if step.is_undecided { "≈" } else { "" };
        let figure = format!("{sign}{}", signed(step.change, &self.state.settings));
        match self.is_new(step) {
            true => format!("{} {figure}", self.word(words::NEW)),
            false => figure,
        }
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
        let is_new = self.is_new(step);
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
        let text = aligned(self.step_figure(step), settings, figure);
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
    /// Round amounts along the axis: one, two or five of a power of ten apart, the axis' own
    /// start where that is not nothing.
    fn marks(&self) -> Vec<Decimal> {
        const MOST: u8 = 5;
        let span = self.most.saturating_sub(self.floor);
        let mut step = Decimal::new(1, 2);
        let factors = [Decimal::TWO, Decimal::new(25, 1), Decimal::TWO];
        for factor in factors.into_iter().cycle().take(60) {
            if step.saturating_mul(Decimal::from(MOST)) >= span {
                break;
            }
            step = step.saturating_mul(factor).normalize();
        }
        let before = self.floor.checked_div(step).unwrap_or_default().ceil();
        let first = before.saturating_mul(step);
        (0..=MOST)
            .map(|n| {
                first
                    .saturating_add(step.saturating_mul(Decimal::from(n)))
                    .normalize()
            })
            .filter(|mark| *mark <= self.most)
            .collect()
    }

    /// The place of an amount on the axis, 0 to 1.
    fn part(&self, oku: Decimal) -> f64 {
        let above = oku.saturating_sub(self.floor);
        fraction(above, self.most.saturating_sub(self.floor), Scale::Linear)
    }
}
