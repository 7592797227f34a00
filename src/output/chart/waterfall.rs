//! The change of a node step by step.

use rust_decimal::{Decimal, RoundingStrategy};

use super::paper::{At, Paper, part};
use super::{Ground, described, foot_note, titled};
use crate::lang::{Lang, Text};
use crate::ledger::{self, Counting, Step};
use crate::model::{Library, NodeId};
use crate::output::labels::Labels;
use crate::output::{Look, words};

const MOST_STEPS: usize = 20;
const WIDTH: f64 = 960.0;
const NAMES: f64 = 360.0;
const BARS: f64 = 470.0;
const ROW: f64 = 26.0;
const TOP: f64 = 84.0;

const HEAD: Text = Text::new(
    "増減の内訳（変わり方の大きい順）",
    "Change step by step, largest first",
);
const NOTHING: Text = Text::new(
    "比べられる予算事業がありません",
    "no comparable budget line here",
);
const BASE: Text = Text::new("前年度", "base year");
const REQUEST: Text = Text::new("要求", "request");

/// The axis: the amount at its start, and that of its length.
struct Axis {
    floor: Decimal,
    length: Decimal,
}

impl Axis {
    fn x(&self, oku: Decimal) -> f64 {
        let above = oku.saturating_sub(self.floor);
        NAMES + part(above, self.length) * BARS
    }
}

/// The waterfall as SVG.
pub(super) fn svg(look: &Look, library: &Library, id: NodeId, ground: Ground) -> String {
    let totals = ledger::totals(library, id);
    let (base, request) = (totals.comparable.base, totals.comparable.request);
    let lines = library.budget_lines(id);
    let steps = ledger::steps(library, lines, Counting::Once, base, MOST_STEPS);
    let count = steps.len() as f64;
    let height = TOP + (count + 2.0) * ROW + 62.0;
    let title = titled(library, id);
    let described = described(look, library, id);
    let mut paper = Paper::new(ground, look.ruler, (WIDTH, height), &title, &described);
    paper.bold((16.0, 32.0), 18.0, &title, WIDTH - 32.0);
    let dim = paper.inks.dim;
    paper.text((16.0, 58.0), 13.0, dim, look.text(HEAD), (At::Start, WIDTH));
    if totals.comparable.lines == 0 {
        let text = look.text(NOTHING);
        paper.text((16.0, TOP + 18.0), 13.0, dim, text, (At::Start, WIDTH));
        paper.foot(height - 34.0, &foot_note(look, library, id));
        return paper.finished();
    }
    let axis = axis(&steps, base, request);
    if !axis.floor.is_zero() {
        let text = match look.lang {
            Lang::Ja => format!("横軸は {} から", look.oku(axis.floor)),
            Lang::En => format!("the axis starts at {}", look.oku(axis.floor)),
        };
        paper.text((WIDTH - 16.0, 58.0), 13.0, dim, &text, (At::End, 300.0));
    }
    let meta = &library.document_of(id).meta;
    let labels = Labels::of(look.lang, library, id);
    let name = |year: &Option<String>, word: Text| {
        year.clone().unwrap_or_else(|| look.text(word).to_owned())
    };
    let mut y = TOP;
    level(
        &mut paper,
        look,
        &labels.base(&name(&meta.base_year, BASE)),
        base,
        &axis,
        y,
    );
    for step in &steps {
        y += ROW;
        draw(&mut paper, look, library, step, &axis, y);
    }
    y += ROW;
    level(
        &mut paper,
        look,
        &labels.request(&name(&meta.fiscal_year, REQUEST)),
        request,
        &axis,
        y,
    );
    paper.foot(height - 34.0, &foot_note(look, library, id));
    paper.finished()
}

/// The axis starts below the least value where the steps would be too small to see.
fn axis(steps: &[Step], base: Decimal, request: Decimal) -> Axis {
    let ends = steps.iter().flat_map(|step| [step.from, step.to()]);
    let ends: Vec<Decimal> = ends.chain([base, request]).collect();
    let most = ends.iter().copied().fold(base, Decimal::max);
    let least = ends.iter().copied().fold(base, Decimal::min);
    let spread = most.saturating_sub(least);
    let floor = if spread.saturating_mul(Decimal::from(4)) < most {
        let floor = least.saturating_sub(spread.checked_div(Decimal::TEN).unwrap_or_default());
        // A round figure at the start of the axis; below it nothing begins.
        let places = match spread {
            spread if spread >= Decimal::TEN => 0,
            spread if spread >= Decimal::ONE => 1,
            _ => floor.scale(),
        };
        floor.round_dp_with_strategy(places, RoundingStrategy::ToNegativeInfinity)
    } else {
        Decimal::ZERO
    };
    Axis {
        floor,
        length: most.saturating_sub(floor),
    }
}

fn level(paper: &mut Paper, look: &Look, name: &str, oku: Decimal, axis: &Axis, y: f64) {
    paper.bold((16.0, y + 15.0), 13.0, name, NAMES - 30.0);
    let width = (axis.x(oku) - NAMES).max(1.0);
    let stock = paper.inks.stock;
    paper.rect((NAMES, y + 4.0), (width, 14.0), stock);
    let figure = look.oku(oku);
    let ink = paper.inks.ink;
    paper.text(
        (WIDTH - 16.0, y + 15.0),
        13.0,
        ink,
        &figure,
        (At::End, 120.0),
    );
}

fn draw(paper: &mut Paper, look: &Look, library: &Library, step: &Step, axis: &Axis, y: f64) {
    let inks = paper.inks;
    let is_new = step
        .node
        .and_then(|id| library.budget(id))
        .is_some_and(|line| matches!(line.base, crate::model::Base::New));
    let colour = match () {
        () if step.is_undecided || step.change.is_zero() => inks.stock,
        () if is_new => inks.new,
        () if step.change.is_sign_negative() => inks.fall,
        () => inks.rise,
    };
    let name = match (step.node, look.lang) {
        (Some(id), _) => words::heading(library, id),
        (None, Lang::Ja) => format!("そのほか {}件", step.lines),
        (None, Lang::En) => format!("{} others", step.lines),
    };
    paper.text(
        (16.0, y + 15.0),
        13.0,
        inks.ink,
        &name,
        (At::Start, NAMES - 30.0),
    );
    let (from, to) = (axis.x(step.from), axis.x(step.to()));
    // The line down from where the step before ended.
    paper.rect((from - 0.75, y - 8.0), (1.5, 26.0), inks.dim);
    paper.rect(
        (from.min(to), y + 4.0),
        ((to - from).abs().max(1.0), 14.0),
        colour,
    );
    let mut figure = String::new();
    if is_new {
        figure.push_str(look.text(words::NEW));
        figure.push(' ');
    }
    if step.is_undecided {
        figure.push_str(look.about());
    }
    figure.push_str(&look.signed(step.change));
    let is_neither = step.is_undecided || step.change.is_zero();
    let colour = if is_neither { inks.dim } else { colour };
    paper.text(
        (WIDTH - 16.0, y + 15.0),
        13.0,
        colour,
        &figure,
        (At::End, 130.0),
    );
}
