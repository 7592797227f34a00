//! Strips around the table: above it how its lines are spread along the column that they are in
//! order by, below it the line under the cursor in full.

use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive;

use crate::cite;
use crate::explorer::line::{Line, Role};
use crate::explorer::settings::{Glyphs, Settings};
use crate::explorer::state::State;
use crate::explorer::state::figures::{FEW, Money};
use crate::explorer::state::table::TableView;
use crate::explorer::view::bars::fraction;
use crate::explorer::view::crumbs::path_line;
use crate::explorer::view::money::{change_words, full_text, signed, unit_power};
use crate::explorer::view::tooth::{self, Bar};
use crate::explorer::words;
use crate::lang::Lang;
use crate::ledger::LineSort;
use crate::model::{Library, NodeId};
use crate::text::shown;

/// Columns before the strip, for what is counted.
const MARGIN: usize = 9;

/// What is measured along the strip, and its least amount: below it everything is nothing.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Along {
    Change,
    Request,
    Percent,
}

impl Along {
    const fn of(sort: LineSort) -> Self {
        match sort {
            LineSort::Request => Self::Request,
            LineSort::Percent => Self::Percent,
            LineSort::Document | LineSort::Change | LineSort::Rate | LineSort::Name => Self::Change,
        }
    }

    fn value(self, library: &Library, state: &State, id: NodeId) -> Option<Decimal> {
        let summary = state.figures.summary(library, id, state.settings.counting);
        match self {
            Self::Change => summary.change.map(|change| change.oku),
            Self::Percent => summary.change.and_then(|change| change.percent),
            Self::Request => summary.request.length(),
        }
    }

    /// The first mark of the axis beside nothing.
    const fn first(self) -> f64 {
        match self {
            Self::Change | Self::Request => 1.0,
            Self::Percent => 10.0,
        }
    }
}

/// The strip's axis: powers of ten to both sides of nothing.
struct Axis {
    columns: usize,
    along: Along,
    /// Powers of ten on each side of nothing, from a tenth of the first mark on.
    decades: f64,
    /// Whether there is anything below nothing.
    both: bool,
}

impl Axis {
    /// The column of a value.
    fn column(&self, value: f64) -> usize {
        let least = self.along.first() / 10.0;
        let power = (value.abs() / least).max(1.0).log10() / self.decades;
        let last = self.columns.saturating_sub(1) as f64;
        let place = match (self.both, value < 0.0) {
            (true, true) => 0.5 - power / 2.0,
            (true, false) => 0.5 + power / 2.0,
            (false, _) => power,
        };
        // At most a screen wide.
        (place.clamp(0.0, 1.0) * last).round() as usize
    }
}

/// The strip above the table: two rows of columns and their axis.
#[must_use]
pub fn rows(library: &Library, state: &State, columns: usize) -> Vec<Line> {
    let Some(table) = &state.table else {
        return Vec::new();
    };
    let sort = state.tree.arrangement.sort;
    let along = Along::of(sort);
    let by = (sort, state.settings.counting);
    let value = |id| along.value(library, state, id)?.to_f64();
    let Some(values) = state.figures.values_of_shown(&table.rows, by, value) else {
        return to_come(state);
    };
    let most = values
        .iter()
        .fold(along.first(), |most, v| most.max(v.abs()));
    let axis = Axis {
        columns: columns.saturating_sub(MARGIN + 2),
        along,
        decades: (most / along.first() * 10.0).log10().ceil().max(1.0),
        both: values.iter().any(|value| *value < 0.0),
    };
    let mut counts = vec![0_usize; axis.columns];
    let is_some = |value: &&f64| **value != 0.0 || axis.both;
    for value in values.iter().filter(is_some) {
        if let Some(count) = counts.get_mut(axis.column(*value)) {
            *count += 1;
        }
    }
    let mut out = bars(state, &counts, &axis);
    out.push(marks(library, state, table, &axis));
    out
}

/// The strip while its lines are being looked at: as high as it will be.
fn to_come(state: &State) -> Vec<Line> {
    let mut first = Line::of(" ".repeat(MARGIN), Role::Dim);
    first.push(words::ADDING_UP.get(state.settings.lang), Role::Dim);
    vec![first, Line::new(), Line::new()]
}

/// Looks at some more of the lines that the strip over a large table is drawn from.
pub fn look_on(library: &Library, state: &State) {
    let Some(table) = &state.table else { return };
    let sort = state.tree.arrangement.sort;
    let (along, by) = (Along::of(sort), (sort, state.settings.counting));
    let value = |id| along.value(library, state, id)?.to_f64();
    state.figures.work_on_values(&table.rows, by, value);
}

/// Two rows of columns as high as their counts, the largest with its number.
fn bars(state: &State, counts: &[usize], axis: &Axis) -> Vec<Line> {
    const EIGHTHS: [&str; 9] = [" ", "▁", "▂", "▃", "▄", "▅", "▆", "▇", "█"];
    let lang = state.settings.lang;
    let ruler = state.settings.ruler;
    // Where most lines are as they were, the others would be flat beside them: that column is
    // cut, and says how many it is.
    let (top, largest) = tallest(counts);
    let is_ascii = state.settings.glyphs() == Glyphs::Ascii;
    let middle = axis.column(0.0);
    let mut out = Vec::new();
    for row in 0..2 {
        let table = state.table.as_ref();
        let is_part = table.is_some_and(|table| table.rows.len() > FEW);
        let word = match row {
            0 => words::COUNTS.get(lang),
            _ if is_part => words::FIRST_LINES.get(lang),
            _ => "",
        };
        let mut line = Line::of(ruler.field(&format!(" {word}"), MARGIN), Role::Dim);
        for (column, count) in counts.iter().enumerate() {
            // Sixteen steps; what is there is seen.
            let height = (count * 16).div_ceil(largest).min(16);
            let part = if row == 0 {
                height.saturating_sub(8)
            } else {
                height.min(8)
            };
            let glyph = match (is_ascii, part) {
                (_, 0) => " ",
                (true, 1..=4) => ".",
                (true, _) => "#",
                (false, part) => EIGHTHS.get(part).copied().unwrap_or("█"),
            };
            let role = match column {
                _ if axis.along == Along::Request => Role::BaseBar,
                _ if axis.both && column < middle => Role::Fall,
                _ if axis.both && column == middle => Role::BaseBar,
                _ => Role::Rise,
            };
            line.push(glyph, role);
        }
        out.push(line);
    }
    // Beside the tallest its number, where nothing stands in its way.
    let number = counts.get(top).copied().unwrap_or_default().to_string();
    let is_free = |from: usize| {
        let cells = counts.iter().skip(from).take(number.len());
        cells.clone().count() == number.len() && cells.clone().all(|n| n * 16 <= largest * 8)
    };
    let before = top.checked_sub(number.len());
    let place = Some(top + 1).filter(|from| is_free(*from));
    let place = place.or(before.filter(|from| is_free(*from)));
    if let (Some(first), Some(from)) = (out.first_mut(), place) {
        for (at, digit) in number.chars().enumerate() {
            if let Some(part) = first.parts.get_mut(1 + from + at) {
                part.text = digit.to_string();
                part.role = Role::Dim;
            }
        }
    }
    out
}

/// The column with most lines, and the count of a full column: of the second where the first is
/// over twice as much.
fn tallest(counts: &[usize]) -> (usize, usize) {
    let top = (0..counts.len()).max_by_key(|at| counts.get(*at));
    let top = top.unwrap_or_default();
    let most = counts.get(top).copied().unwrap_or_default();
    let others = counts.iter().enumerate().filter(|(at, _)| *at != top);
    let second = others.map(|(_, count)| *count).max().unwrap_or_default();
    let full = if second > 0 && most > second * 2 {
        second
    } else {
        most
    };
    (top, full.max(1))
}

/// The axis with its marks and where the cursor is.
fn marks(library: &Library, state: &State, table: &TableView, axis: &Axis) -> Line {
    let settings = &state.settings;
    let mut cells = vec![" ".to_owned(); axis.columns];
    let mut taken = vec![false; axis.columns];
    let mut put = |column: usize, text: &str| {
        let width = settings.ruler.width(text);
        let start = column
            .saturating_sub(width / 2)
            .min(axis.columns.saturating_sub(width));
        let range = start.saturating_sub(1)..(start + width + 1).min(axis.columns);
        let is_free = taken
            .get(range)
            .is_some_and(|cells| cells.iter().all(|c| !c));
        if !is_free {
            return;
        }
        for (at, cell) in cells.iter_mut().enumerate().skip(start).take(width) {
            *cell = if at == start {
                text.to_owned()
            } else {
                String::new()
            };
        }
        for cell in taken.iter_mut().skip(start).take(width) {
            *cell = true;
        }
    };
    let here = table
        .selected()
        .and_then(|id| axis.along.value(library, state, id)?.to_f64());
    if let Some(here) = here {
        let mark = match settings.glyphs() {
            Glyphs::Blocks => "┃",
            Glyphs::Ascii => "^",
        };
        put(axis.column(here), mark);
    }
    put(axis.column(0.0), "0");
    let mut value = axis.along.first();
    let decades = axis.decades as usize;
    for power in (0..).take(decades) {
        let text = mark_text(power, axis.along, settings);
        let sign = if axis.along == Along::Request {
            ""
        } else {
            "+"
        };
        put(axis.column(value), &format!("{sign}{text}"));
        if axis.both {
            put(axis.column(-value), &format!("−{text}"));
        }
        value *= 10.0;
    }
    let mut line = Line::of(" ".repeat(MARGIN), Role::Dim);
    for cell in cells {
        let role = if matches!(cell.as_str(), "┃" | "^") {
            Role::Strong
        } else {
            Role::Dim
        };
        line.push(cell, role);
    }
    line
}

/// A mark of the axis in the unit of the settings; percentages as they are.
fn mark_text(power: i32, along: Along, settings: &Settings) -> String {
    match along {
        // A percentage's first mark is 10.
        Along::Percent => format!("1{}%", "0".repeat(power.unsigned_abs() as usize + 1)),
        Along::Change | Along::Request => tick_name(power + unit_power(settings), settings.lang),
    }
}

/// A power of ten as the axes have it: `0.1`, `1`, `10`, `百`, `千`, `万`, `十億`; `10M`, `1T`.
pub(super) fn tick_name(power: i32, lang: Lang) -> String {
    let zeros = power.unsigned_abs() as usize;
    if power < 0 {
        return format!("0.{}1", "0".repeat(zeros - 1));
    }
    let (places, names) = match lang {
        Lang::Ja => (4, ["", "万", "億", "兆", "京"]),
        Lang::En => (3, ["", "k", "M", "B", "T"]),
    };
    let group = (zeros / places).min(names.len() - 1);
    let rest = zeros - group * places;
    let name = names.get(group).copied().unwrap_or_default();
    match (lang, rest, group) {
        // Up to ten thousand figures are read as fast as letters.
        (Lang::En, ..) if zeros < 5 => format!("1{}", "0".repeat(zeros)),
        (Lang::En, ..) => format!("1{}{name}", "0".repeat(rest)),
        (Lang::Ja, 0, 0) => "1".to_owned(),
        (Lang::Ja, 1, 0) => "10".to_owned(),
        (Lang::Ja, 0, 1) => "万".to_owned(),
        (Lang::Ja, 0, _) => format!("1{name}"),
        (Lang::Ja, 1, _) => format!("十{name}"),
        (Lang::Ja, 2, _) => format!("百{name}"),
        (Lang::Ja, 3, _) => format!("千{name}"),
        (Lang::Ja, ..) => format!("1{}{name}", "0".repeat(rest)),
    }
}

/// The strip below the table: the line under the cursor, where it stands, how it changed.
#[must_use]
pub fn detail(library: &Library, state: &State, columns: usize) -> Vec<Line> {
    let Some(table) = &state.table else {
        return Vec::new();
    };
    let Some(id) = table.selected() else {
        return Vec::new();
    };
    let settings = &state.settings;
    let (ruler, lang) = (settings.ruler, settings.lang);
    let summary = state.figures.summary(library, id, settings.counting);
    let title = Line::of(format!(" {}  ", library.address(id)), Role::Label)
        .with(shown(&library.node(id).title), Role::Strong);
    let place = format!(" {}/{} ", table.place.cursor + 1, table.rows.len());
    let mut out = vec![title.with_right(Line::of(place, Role::Dim), columns, ruler)];
    let mut path = Line::of(" ", Role::Dim);
    let steps = path_line(library, state, id, columns.saturating_sub(2));
    path.parts.extend(steps.parts);
    out.push(path);
    out.push(measured(state, &summary, columns));
    let mut line = Line::of(" ", Role::Dim);
    if let Some(change) = summary
        .change
        .as_ref()
        .filter(|change| change.low != change.high)
    {
        let (low, high) = change.ends();
        let (low, high) = (signed(low, settings), signed(high, settings));
        line.push(
            match lang {
                Lang::Ja => format!("端数を考えた増減の幅 {low} から {high}"),
                Lang::En => format!("the true change lies between {low} and {high}"),
            },
            Role::Dim,
        );
    }
    let mut source = String::new();
    if let Some(page) = cite::page(library, id) {
        source.push_str(&format!("{}  ", cite::page_text(page, lang)));
    }
    if let Some((first, _)) = cite::source_lines(library, id) {
        let word = words::SOURCE_LINES.get(lang);
        source.push_str(&match lang {
            Lang::Ja => format!("{word} {first}行 "),
            Lang::En => format!("{word} line {first} "),
        });
    }
    out.push(line.with_right(Line::of(source, Role::Dim), columns, ruler));
    out
}

/// The bar of the line, and its two figures in words.
fn measured(
    state: &State,
    summary: &crate::explorer::state::figures::Summary,
    columns: usize,
) -> Line {
    let settings = &state.settings;
    let ruler = settings.ruler;
    let request = full_text(&summary.request, settings);
    let text = match (&summary.base, settings.lang) {
        (Money::Exact(base), Lang::Ja) => format!("{} から {request}", settings.bare(*base)),
        (Money::Exact(base), Lang::En) => format!("{} to {request}", settings.bare(*base)),
        _ => request,
    };
    let (change, role) = change_words(summary, settings);
    let mut figures = Line::of(format!("  {text}  "), Role::Amount);
    figures.push(format!("{change} "), role);
    let room = columns.saturating_sub(figures.width(ruler) + 1);
    let mut line = Line::of(" ", Role::Plain);
    let lengths = [summary.request.length(), summary.base.length()];
    let full = lengths.into_iter().flatten().max().unwrap_or_default();
    if !full.is_zero() && room >= 8 {
        let part = |oku: Decimal| fraction(oku, full, crate::explorer::settings::Scale::Linear);
        let bar = Bar {
            request: summary.request.length().map(part).unwrap_or_default(),
            base: match &summary.base {
                Money::Exact(base) => Some(part(*base)),
                _ => None,
            },
            whole: match &summary.request {
                Money::Within(_) => Some(Role::Hatch),
                _ if summary.is_new => Some(Role::Tag),
                _ => None,
            },
            broken: false,
        };
        line.parts.extend(tooth::draw(bar, room, settings).parts);
    }
    line.parts.extend(figures.parts);
    line.cut(columns, ruler)
}
