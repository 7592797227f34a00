//! Two nodes side by side: their figures, and their largest lines on one ruler.

use rust_decimal::Decimal;

use super::paper::{At, Paper, part};
use super::{Ground, NO_FIGURE, left_out, sums_note, titled, total_of};
use crate::cite;
use crate::lang::{Lang, Text};
use crate::ledger::{self, Counting};
use crate::model::{Base, Library, NodeId};
use crate::output::labels::Labels;
use crate::output::{Look, words};

const WIDTH: f64 = 960.0;
const HALF: f64 = WIDTH / 2.0;
const BARS: f64 = 110.0;
const ROW: f64 = 24.0;
const TOP: f64 = 200.0;
const MOST_LINES: usize = 16;
/// Top and height of a bar in its row.
const WHOLE: (f64, f64) = (2.0, 13.0);
/// A shorter bar has no tooth.
const LEAST_TOOTH: f64 = 8.0;

const REQUEST: Text = Text::new("要求額", "request");
const BASE_YEAR: Text = Text::new("比べられる前年度", "comparable base");
const CHANGE: Text = Text::new("増減", "change");
const LINES: Text = Text::new("合算した件数", "lines added up");
const LARGEST: Text = Text::new("大きい順", "largest first");

/// The two as SVG.
pub(super) fn svg(
    look: &Look,
    library: &Library,
    (left, right): (NodeId, NodeId),
    ground: Ground,
) -> String {
    let sides = [left, right]
        .map(|id| Counting::Once.largest(library, library.budget_lines(id), MOST_LINES));
    let rows = sides.iter().map(Vec::len).max().unwrap_or_default();
    let height = TOP + rows as f64 * ROW + 66.0;
    let titles = [titled(library, left), titled(library, right)];
    let title = titles.join(" / ");
    let mut paper = Paper::new(ground, look.ruler, (WIDTH, height), &title, &title);
    let (ink, dim) = (paper.inks.ink, paper.inks.dim);
    for (x, title) in [(16.0, &titles[0]), (HALF + 16.0, &titles[1])] {
        paper.bold((x, 34.0), 17.0, title, HALF - 32.0);
    }
    // Figures of the right side end under each other, as those of the left do.
    let widths = (0..4).map(|row| look.ruler.width(&figure(look, library, right, row)));
    let end = HALF + 90.0 + widths.max().unwrap_or_default() as f64 * 7.4;
    let labels = Labels::of(look.lang, library, left);
    let labels = match labels.is_of_sheets() {
        true => vec![labels.request(""), labels.base("")],
        false => Vec::new(),
    };
    for (row, label) in [REQUEST, BASE_YEAR, CHANGE, LINES].into_iter().enumerate() {
        let y = 66.0 + row as f64 * 24.0;
        let label = labels.get(row).map_or(look.text(label), String::as_str);
        let middle = HALF - look.ruler.width(label) as f64 * 3.25;
        paper.text((middle, y), 13.0, dim, label, (At::Start, 160.0));
        let (a, b) = (
            figure(look, library, left, row),
            figure(look, library, right, row),
        );
        paper.text((HALF - 90.0, y), 14.0, ink, &a, (At::End, 280.0));
        paper.text((end, y), 14.0, ink, &b, (At::End, 280.0));
    }
    let lines = sides.iter().flatten();
    let ends = lines.flat_map(|(id, oku)| [Some(*oku), base(library, *id)]);
    let full = ends.flatten().max().unwrap_or_default();
    let ruler = format!("{}  0–{}", look.text(LARGEST), look.oku(full));
    paper.text((16.0, TOP - 16.0), 13.0, dim, &ruler, (At::Start, HALF));
    for row in 0..rows {
        let y = TOP + row as f64 * ROW;
        for (side, lines) in sides.iter().enumerate() {
            if let Some((id, oku)) = lines.get(row) {
                line(&mut paper, look, library, (*id, *oku), (full, y, side == 0));
            }
        }
    }
    paper.foot(height - 34.0, &note(look, library, left, right));
    paper.finished()
}

/// What is in neither total, and where both are from.
fn note(look: &Look, library: &Library, left: NodeId, right: NodeId) -> String {
    let [a, b] = [left, right].map(|id| cite::document(library, id, look.lang));
    let source = match (a == b, look.lang) {
        (true, _) => a,
        (false, Lang::Ja) => format!("{a}、{b}"),
        (false, Lang::En) => format!("{a}; {b}"),
    };
    let out = left_out(library, left) + left_out(library, right);
    sums_note(look, out, &source)
}

fn figure(look: &Look, library: &Library, id: NodeId, row: usize) -> String {
    let totals = ledger::totals(library, id);
    match row {
        0 => total_of(look, &totals),
        1 | 2 if totals.comparable.lines == 0 => NO_FIGURE.to_owned(),
        1 => look.oku(totals.comparable.base),
        2 => words::change_brief(look, &totals.comparable.change()),
        _ => totals.counts.counted.to_string(),
    }
}

/// A line on its side; bars grow from the middle outward.
fn line(
    paper: &mut Paper,
    look: &Look,
    library: &Library,
    (id, oku): (NodeId, Decimal),
    (full, y, is_left): (Decimal, f64, bool),
) {
    let inks = paper.inks;
    let name = words::heading(library, id);
    let figure = look.oku(oku);
    let room = HALF - BARS - 130.0;
    bar(paper, library, (id, oku), (full, y, is_left));
    if is_left {
        paper.text((16.0, y + 13.0), 13.0, inks.ink, &name, (At::Start, room));
        paper.text(
            (HALF - BARS - 14.0, y + 13.0),
            13.0,
            inks.ink,
            &figure,
            (At::End, 110.0),
        );
    } else {
        let x = HALF + BARS + 14.0;
        paper.text((x, y + 13.0), 13.0, inks.ink, &name, (At::Start, room));
        paper.text(
            (WIDTH - 16.0, y + 13.0),
            13.0,
            inks.ink,
            &figure,
            (At::End, 110.0),
        );
    }
}

/// The base year's amount of a line that is surely more or less than it.
fn base(library: &Library, id: NodeId) -> Option<Decimal> {
    let line = library.budget(id)?;
    let change = ledger::change(line)?;
    match &line.base {
        Base::Amount(amount) if !change.is_within_rounding() => Some(amount.oku),
        _ => None,
    }
}

/// What was carried over in grey, the growth in colour, the loss as a line at the foot, with a
/// tooth where last year ended; from the middle outward.
fn bar(
    paper: &mut Paper,
    library: &Library,
    (id, oku): (NodeId, Decimal),
    (full, y, is_left): (Decimal, f64, bool),
) {
    let inks = paper.inks;
    let x = |oku: Decimal| part(oku, full) * BARS;
    let mut rect = |from: f64, to: f64, (top, height): (f64, f64), fill| {
        let left = if is_left {
            HALF - 6.0 - to
        } else {
            HALF + 6.0 + from
        };
        paper.rect((left, y + top), (to - from, height), fill);
    };
    let is_new = library
        .budget(id)
        .is_some_and(|line| matches!(line.base, Base::New));
    let before = base(library, id);
    let kept = x(before.map_or(oku, |before| before.min(oku)));
    rect(0.0, kept, WHOLE, if is_new { inks.new } else { inks.stock });
    let Some(before) = before.map(x) else { return };
    let now = x(oku);
    if now > before {
        rect(before, now, WHOLE, inks.rise);
    } else {
        rect(now, before, (12.0, 3.0), inks.fall);
    }
    // Teeth that stand close to the foot of their bars would pile up.
    if before.max(now) > LEAST_TOOTH {
        rect(before - 1.0, before + 1.0, (-1.0, 16.0), inks.ink);
    }
}
