//! The change of a node step by step: from the base year's sum over the largest rises and
//! falls, the rest summed up, to the request.

use rust_decimal::Decimal;

use super::Page;
use crate::explorer::line::{Line, Role};
use crate::explorer::settings::{Glyphs, Scale};
use crate::explorer::view::bars::{BarKind, bar, fraction};
use crate::explorer::view::columns::NUMBER_COLUMNS;
use crate::explorer::view::money::signed;
use crate::explorer::words;
use crate::model::NodeId;
use crate::text::shown;

/// Most steps shown on their own.
const MOST_STEPS: usize = 12;

/// One step: where it starts and what it changes, in 億円.
struct Step {
    node: Option<NodeId>,
    name: String,
    from: Decimal,
    change: Decimal,
}

impl Step {
    /// Where it ends.
    fn to(&self) -> Decimal {
        self.from.saturating_add(self.change)
    }
}

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
        let (year, base_year) = self.years();
        self.level(&base_year, base, floor, most);
        for step in steps {
            self.step(&step, floor, most);
        }
        self.level(&year, request, floor, most);
    }

    /// The comparable lines with a change, largest first, the rest as one.
    fn steps(&self, base: Decimal) -> Vec<Step> {
        let library = self.library;
        let counting = self.state.settings.counting;
        let scope = self.state.figures.scope();
        let mut changes: Vec<(Decimal, NodeId)> = scope
            .lines(library, self.node)
            .filter_map(|id| {
                let line = library.budget(id)?;
                counting.request(library, id)?;
                Some((crate::ledger::change(line)?.oku, id))
            })
            .filter(|(change, _)| !change.is_zero())
            .collect();
        changes.sort_by_key(|(change, id)| (std::cmp::Reverse(change.abs()), *id));
        let rest = changes.split_off(changes.len().min(MOST_STEPS));
        let mut from = base;
        let mut steps: Vec<Step> = Vec::new();
        let mut add = |node, name: String, change| {
            steps.push(Step {
                node,
                name,
                from,
                change,
            });
            from = from.saturating_add(change);
        };
        for (change, id) in changes {
            let title = shown(&library.node(id).title).into_owned();
            add(Some(id), title, change);
        }
        if !rest.is_empty() {
            let changes = rest.iter().map(|(change, _)| *change);
            let sum = changes.fold(Decimal::ZERO, Decimal::saturating_add);
            let name = format!(
                "{} {}{}",
                self.word(words::OTHERS),
                rest.len(),
                self.word(words::LINES)
            );
            add(None, name, sum);
        }
        steps
    }

    fn room(&self) -> usize {
        self.columns.saturating_sub(NUMBER_COLUMNS + 3).max(4)
    }

    /// A sum: its name and a bar from the floor.
    fn level(&mut self, name: &str, oku: Decimal, floor: Decimal, most: Decimal) {
        let settings = &self.state.settings;
        let room = self.room();
        let part = match fraction(
            oku.saturating_sub(floor),
            most.saturating_sub(floor),
            Scale::Linear,
        ) {
            // At the start of an axis that begins above zero an amount is still something.
            none if none <= 0.0 && !oku.is_zero() => f64::MIN_POSITIVE,
            part => part,
        };
        let level = bar(part, room, BarKind::Base, settings.glyphs());
        let mut bar = Line::of("  ", Role::Plain);
        bar.parts.extend(level.parts);
        let figure = Line::of(format!(" {}", settings.bare(oku)), Role::Amount);
        let line = bar.with_right(figure, self.columns, settings.ruler);
        self.out.push(Line::of(name, Role::Strong));
        self.out.push(line);
    }

    /// A step: its name and a bar from where the one before ended.
    fn step(&mut self, step: &Step, floor: Decimal, most: Decimal) {
        let settings = &self.state.settings;
        let ruler = settings.ruler;
        let room = self.room();
        let start = columns_of(
            step.from.min(step.to()).saturating_sub(floor),
            most.saturating_sub(floor),
            room,
        );
        let end = columns_of(
            step.from.max(step.to()).saturating_sub(floor),
            most.saturating_sub(floor),
            room,
        );
        let role = if step.change.is_sign_negative() {
            Role::Fall
        } else {
            Role::Rise
        };
        let solid = solid(settings.glyphs());
        let bar = Line::of(" ".repeat(2 + start), Role::Plain)
            .with(solid.repeat((end - start).max(1)), role);
        let figure = Line::of(format!(" {}", signed(step.change, settings)), role);
        let name = ruler.cut(&step.name, self.columns);
        let mut lines = [
            Line::of(name, Role::Plain),
            bar.with_right(figure, self.columns, ruler),
        ];
        for line in &mut lines {
            line.target = step.node;
        }
        self.out.extend(lines);
    }
}

const fn solid(glyphs: Glyphs) -> &'static str {
    match glyphs {
        Glyphs::Blocks => "█",
        Glyphs::Ascii => "#",
    }
}

fn columns_of(value: Decimal, full: Decimal, room: usize) -> usize {
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        clippy::cast_precision_loss,
        reason = "a fraction of a screen's width"
    )]
    let columns = (fraction(value, full, Scale::Linear) * room as f64).round() as usize;
    columns.min(room)
}
