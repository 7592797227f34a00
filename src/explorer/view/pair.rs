//! Two nodes side by side: their figures, and their largest lines on one ruler.

use rust_decimal::Decimal;

use crate::explorer::line::{Line, Role};
use crate::explorer::settings::Scale;
use crate::explorer::state::State;
use crate::explorer::state::figures::Money;
use crate::explorer::state::listing::{Entry, Target};
use crate::explorer::view::bars::fraction;
use crate::explorer::view::columns::figure;
use crate::explorer::view::money::{aligned, change_role, change_sign, change_text};
use crate::explorer::view::tooth::{self, Bar};
use crate::explorer::words;
use crate::model::{Library, NodeId};
use crate::text::number::{percent_text, share_of};
use crate::text::{shown, year_text};

/// Most lines of a side.
const MOST_LINES: usize = 500;
/// Columns of the words between the two.
const WORDS: usize = 20;
const FIGURE: usize = 9;
/// Fewest rows of a screen that has room for all figures.
const SMALL: u16 = 18;
/// From this many columns on rows have bars, and from so many the change too.
const WITH_BARS: usize = 68;
const WITH_CHANGE: usize = 76;

/// Titles and figures of both, the words for them between.
#[must_use]
pub fn head(library: &Library, state: &State, (left, right): (NodeId, NodeId)) -> Vec<Line> {
    let settings = &state.settings;
    let (ruler, lang) = (settings.ruler, settings.lang);
    let columns = columns(state);
    let half = columns / 2;
    let title = |id: NodeId| {
        let node = library.node(id);
        let text = format!("{} {}", shown(&node.label), shown(&node.title));
        Line::of(ruler.cut(text.trim(), half.saturating_sub(2)), Role::Strong)
    };
    let mut out = vec![title(left).beside(title(right), half, ruler)];
    let sides = [left, right].map(|id| lines(library, state, id));
    let [a, b] = &sides;
    let all = [
        figures(library, state, left, a),
        figures(library, state, right, b),
    ];
    let names = [
        words::REQUEST,
        words::BASE,
        words::CHANGE,
        words::PERCENT,
        words::PAIR_LINES,
        words::NEW,
        words::steps::MEDIAN,
        words::PAIR_LARGEST,
    ];
    // On a small screen the lines need the rows.
    let shown_rows = if state.size.1 >= SMALL {
        names.len()
    } else {
        3
    };
    // Digits of the right side stand under each other as those of the left do.
    let widths = all[1].iter().take(shown_rows);
    let widest = widths.map(|(text, _)| ruler.width(text)).max();
    let base = base_name(library, state, left, right);
    for (row, name) in names.into_iter().enumerate().take(shown_rows) {
        let name = match name {
            words::REQUEST => figure(library, Some(left), lang),
            words::BASE => base.as_str(),
            name => name.get(lang),
        };
        let [a, b] = all
            .each_ref()
            .map(|rows| rows.get(row).cloned().unwrap_or_default());
        let side = half.saturating_sub(WORDS / 2);
        let mut line = Line::of(ruler.pad_left(&a.0, side), a.1);
        let gap = WORDS.saturating_sub(ruler.width(name));
        let before = " ".repeat(gap / 2);
        line.push(
            format!("{before}{name}{}", " ".repeat(gap - gap / 2)),
            Role::Dim,
        );
        line.push(ruler.pad_left(&b.0, widest.unwrap_or_default()), b.1);
        out.push(line.cut(columns, ruler));
    }
    let full = settings.bare(longest(library, state, &sides));
    let ruler_of = format!("{} 0–{full}", words::BAR.get(lang));
    out.push(Line::of(ruler_of, Role::Dim));
    out
}

fn columns(state: &State) -> usize {
    // One column of air on both sides.
    usize::from(state.size.0).saturating_sub(2)
}

fn figures(
    library: &Library,
    state: &State,
    id: NodeId,
    lines: &[(NodeId, Decimal)],
) -> Vec<(String, Role)> {
    let settings = &state.settings;
    let totals = state.figures.totals(library, id, settings.counting);
    let none = || ("−".to_owned(), Role::Dim);
    let change = (totals.comparable.lines > 0).then(|| totals.comparable.change());
    let share = lines
        .first()
        .and_then(|(_, oku)| Some((share_of(*oku, totals.request_total)?, Role::Plain)));
    // A whole number, with its digits under those before the point.
    let whole = |text: String| aligned(text, settings, FIGURE * 2);
    let new = lines.iter().filter(|(id, _)| {
        let summary = state.figures.summary(library, *id, settings.counting);
        summary.is_new
    });
    let sum = new
        .clone()
        .try_fold(Decimal::ZERO, |sum, line| sum.checked_add(line.1));
    let count = new.count();
    // Of more lines than these the middle is not known.
    let is_all = lines.len() < MOST_LINES;
    let unit = words::LINES.get(settings.lang);
    let new = sum.filter(|_| is_all && count > 0).map(|sum| {
        (
            format!("{count}{unit} {}", whole(settings.bare(sum))),
            Role::Tag,
        )
    });
    let median = median(lines).filter(|_| is_all);
    let median = median.map(|oku| (whole(settings.bare(oku)), Role::Plain));
    vec![
        (whole(settings.bare(totals.request_total)), Role::Strong),
        change.map_or_else(none, |_| (settings.bare(totals.comparable.base), Role::Dim)),
        change
            .as_ref()
            .map_or_else(none, |c| (change_sign(c, settings), change_role(c))),
        change
            .as_ref()
            .and_then(|c| Some((percent_text(c.percent?), change_role(c))))
            .unwrap_or_else(none),
        (whole(totals.counts.counted.to_string()), Role::Plain),
        new.unwrap_or_else(none),
        median.unwrap_or_else(none),
        share.unwrap_or_else(none),
    ]
}

/// The amount in the middle of ranked lines; of an even number what is between the two. 億円.
fn median(lines: &[(NodeId, Decimal)]) -> Option<Decimal> {
    let (_, upper) = lines.get(lines.len().checked_sub(1)? / 2)?;
    let (_, lower) = lines.get(lines.len() / 2)?;
    if upper == lower {
        return Some(*upper);
    }
    upper.checked_add(*lower)?.checked_div(Decimal::TWO)
}

/// What the base year of both is called; the general word where that is not the same.
fn base_name(library: &Library, state: &State, left: NodeId, right: NodeId) -> String {
    let lang = state.settings.lang;
    let [a, b] = [left, right].map(|id| library.document_of(id).meta.base_year.as_deref());
    match a.filter(|_| a == b) {
        Some(name) => year_text(name, lang).into_owned(),
        None => words::BASE.get(lang).to_owned(),
    }
}

/// The lines that a total counts, the largest first. 億円.
fn lines(library: &Library, state: &State, id: NodeId) -> Vec<(NodeId, Decimal)> {
    let lines = state.figures.scope().lines(library, id);
    let counting = state.settings.counting;
    counting.largest(library, lines, MOST_LINES)
}

/// The end of the ruler of both sides, in 億円: the longest bar, or where last year's is longer
/// its tooth, so that no tooth stands beyond it.
fn longest(library: &Library, state: &State, sides: &[Vec<(NodeId, Decimal)>; 2]) -> Decimal {
    let first = sides.iter().filter_map(|lines| lines.first());
    let longest = first.map(|(_, oku)| *oku).max().unwrap_or_default();
    let bases = sides
        .iter()
        .flatten()
        .filter_map(|(id, _)| base(library, state, *id));
    bases.fold(longest, Decimal::max)
}

/// The base year's amount of a line that is surely more or less than it; what rounding alone could
/// have made has no tooth.
fn base(library: &Library, state: &State, id: NodeId) -> Option<Decimal> {
    let summary = state.figures.summary(library, id, state.settings.counting);
    let change = summary.change.as_ref()?;
    match &summary.base {
        Money::Exact(base) if !change.is_within_rounding() => Some(*base),
        _ => None,
    }
}

/// The column of a row, from the left edge of the screen, on which its right side begins: the
/// cursor's mark stands there.
#[must_use]
pub const fn right_side(columns: u16) -> u16 {
    columns.saturating_sub(2) / 2
}

/// Rows of the two sides' lines, each with the node of either side.
#[must_use]
pub fn entries(library: &Library, state: &State, (left, right): (NodeId, NodeId)) -> Vec<Entry> {
    let ruler = state.settings.ruler;
    let sides = [left, right].map(|id| lines(library, state, id));
    let full = longest(library, state, &sides);
    let half = columns(state) / 2;
    let rows = sides.iter().map(Vec::len).max().unwrap_or_default();
    let at = |side: usize, row: usize| sides.get(side).and_then(|lines| lines.get(row)).copied();
    (0..rows)
        .map(|row| {
            let (a, b) = (at(0, row), at(1, row));
            let line = |side| side_line(library, state, side, full, half.saturating_sub(2));
            let left = a.map(line).unwrap_or_default();
            let right = b.map(line).unwrap_or_default();
            Entry {
                line: left.beside(right, half, ruler),
                target: a.map_or(Target::None, |(id, _)| Target::Node(id)),
                beside: b.map(|(id, _)| id),
                ..Entry::default()
            }
        })
        .collect()
}

/// Name, bar and figures of a line in so many columns.
fn side_line(
    library: &Library,
    state: &State,
    (id, oku): (NodeId, Decimal),
    full: Decimal,
    columns: usize,
) -> Line {
    let settings = &state.settings;
    let ruler = settings.ruler;
    let summary = state.figures.summary(library, id, settings.counting);
    let (change, role) = change_text(&summary, settings);
    let mut figures = Line::of(" ", Role::Plain);
    let figure = aligned(settings.bare(oku), settings, FIGURE);
    figures.push(ruler.pad_left(&figure, FIGURE), Role::Amount);
    if columns * 2 >= WITH_CHANGE {
        let change = aligned(change, settings, FIGURE);
        figures.push(format!(" {}", ruler.pad_left(&change, FIGURE)), role);
    }
    let rest = columns.saturating_sub(figures.width(ruler));
    let bar_columns = if columns * 2 >= WITH_BARS {
        (rest / 3).min(24)
    } else {
        0
    };
    let name = rest.saturating_sub(bar_columns + usize::from(bar_columns > 0));
    let title = ruler.cut(&shown(&library.node(id).title), name);
    let mut line = Line::of(ruler.field(&title, name), Role::Plain);
    if bar_columns > 0 {
        let base = base(library, state, id);
        let bar = Bar {
            request: fraction(oku, full, Scale::Linear),
            base: base.map(|base| fraction(base, full, Scale::Linear)),
            whole: summary.is_new.then_some(Role::Tag),
            ..Bar::default()
        };
        line.push(" ", Role::Plain);
        line.parts
            .extend(tooth::draw(bar, bar_columns, settings).parts);
    }
    line.parts.extend(figures.parts);
    line
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_middle_of_an_even_number_is_between_two() {
        let lines = |amounts: &[i64]| -> Vec<(NodeId, Decimal)> {
            let amounts = amounts.iter();
            amounts
                .map(|tenths| (NodeId(0), Decimal::new(*tenths, 1)))
                .collect()
        };
        assert_eq!(median(&lines(&[])), None);
        assert_eq!(median(&lines(&[90, 30, 10])), Some(Decimal::new(30, 1)));
        assert_eq!(median(&lines(&[110, 70])), Some(Decimal::new(9, 0)));
    }
}
