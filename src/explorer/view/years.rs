//! The years of review sheets: a line of one figure, a table of several, and a sparkline.

use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive;

use crate::explorer::line::{Line, Role};
use crate::explorer::settings::{Glyphs, Settings};
use crate::explorer::state::State;
use crate::explorer::state::figures::Summary;
use crate::explorer::view::columns;
use crate::explorer::words;
use crate::lang::Text;
use crate::ledger::LineSort;
use crate::model::{Library, NodeId};
use crate::review::{Column, Sums, Yen};
use crate::text::number::{share_text, signed};

/// Most years of a sparkline, the newest: a row has to be read too.
const MOST_YEARS: usize = 8;
/// From this width on a row has a sparkline.
const WITH_SPARK: usize = 56;

/// Whether the sums on the screen leave nothing out, so that the years of a heading are what its row shows.
pub(super) fn is_whole(library: &Library, state: &State, id: NodeId) -> bool {
    library.budget(id).is_some() || (!state.is_filtered() && state.taken_out.is_empty())
}

fn years_of(library: &Library, state: &State, id: NodeId) -> Vec<(u16, Sums)> {
    let sheets = state.sheets.as_ref();
    let sheets = sheets.filter(|_| is_whole(library, state, id));
    sheets.map_or_else(Vec::new, |sheets| sheets.years(library, id))
}

/// Columns of the sparkline of a row of that width; none where there is no room or nothing to show.
#[must_use]
pub fn spark_columns(library: &Library, state: &State, columns: usize) -> Option<usize> {
    let sheets = state.sheets.as_ref()?;
    let here = state.current()?;
    let is_own = library.document_index(here) == sheets.document;
    let years = sheets.data.years.len().min(MOST_YEARS);
    let cell = state.settings.ruler.width(ticks(&state.settings)[0]);
    (is_own && columns >= WITH_SPARK && years > 1).then_some(years * cell)
}

/// From nothing to the most of a row's years. No tick fills its cell, so that rows do not merge.
fn ticks(settings: &Settings) -> [&'static str; 7] {
    match settings.glyphs() {
        Glyphs::Blocks => ["▁", "▂", "▃", "▄", "▅", "▆", "▇"],
        Glyphs::Ascii => ["0", "1", "2", "3", "5", "7", "9"],
    }
}

/// The chosen figure of each year, the newest at the right, in exactly `columns`; a year that is not known is a
/// dot. Each row has its own scale.
#[must_use]
pub fn spark(library: &Library, state: &State, id: NodeId, columns: usize) -> Line {
    let (ruler, ticks) = (state.settings.ruler, ticks(&state.settings));
    let empty = || Line::of(" ".repeat(columns), Role::Dim);
    let Some(sheets) = &state.sheets else {
        return empty();
    };
    let known = years_of(library, state, id);
    let skipped = sheets.data.years.len().saturating_sub(MOST_YEARS);
    let view = sheets.view();
    let is_rate = view.column == Column::Rate;
    let figures: Vec<(u16, Option<Yen>)> = sheets
        .data
        .years
        .iter()
        .skip(skipped)
        .map(|year| {
            let sums = known.iter().find(|(known, _)| known == year);
            let figure = sums.and_then(|(_, sums)| match is_rate {
                true => sums.rate().and_then(permille),
                false => sums.get(view.column),
            });
            (*year, figure)
        })
        .collect();
    let most = match is_rate {
        // All rates have one scale.
        true => figures
            .iter()
            .any(|(_, yen)| yen.is_some())
            .then_some(Yen(1000)),
        false => figures.iter().filter_map(|(_, yen)| *yen).max(),
    };
    let Some(most) = most.filter(|most| *most > Yen(0)) else {
        return empty();
    };
    let mut line = Line::new();
    let dot = ruler.pad_left(".", ruler.width(ticks[0]));
    for (year, yen) in figures {
        let role = if year == view.year {
            Role::Strong
        } else {
            Role::Dim
        };
        let tick = yen.map_or(dot.as_str(), |yen| {
            // Above nothing there is always something to see.
            let step = yen.0.max(0).saturating_mul(6).div_euclid(most.0.max(1));
            let least = i64::from(yen > Yen(0));
            let at = usize::try_from(step.max(least)).unwrap_or(0);
            ticks.get(at).copied().unwrap_or("")
        });
        line.push(tick, role);
    }
    let gap = columns.saturating_sub(line.width(ruler));
    Line::of(" ".repeat(gap), Role::Dim).and(line.parts)
}

/// A rate in percent as a whole number of thousandths.
fn permille(rate: Decimal) -> Option<Yen> {
    rate.checked_mul(Decimal::TEN)?.to_i64().map(Yen)
}

/// Columns of a rate in the rows.
pub const RATE_COLUMNS: usize = 7;

/// Whether the rows have a rate: where what was executed is shown, and there is room.
#[must_use]
pub fn has_rate(state: &State, columns: usize) -> bool {
    let sheets = state.sheets.as_ref();
    let is_executed = sheets.is_some_and(|s| s.view().column == Column::Executed);
    is_executed && columns >= WITH_SPARK
}

/// Whether the figure of the rows of that node's document is the rate of execution.
#[must_use]
pub fn shows_rate(library: &Library, state: &State, id: Option<NodeId>) -> bool {
    let sheets = state.sheets.as_ref();
    let own = sheets.filter(|sheets| sheets.view().column == Column::Rate);
    let is_of = |document| id.is_none_or(|id| library.document_index(id) == document);
    own.is_some_and(|sheets| is_of(sheets.document))
}

/// `98.8%`; nothing where it is not known.
#[must_use]
pub fn rate_text(summary: &Summary) -> String {
    let rate = summary.spending.now.rate();
    rate.map_or_else(String::new, share_text)
}

/// By how many points the rate is higher than that of the year before: `+1.2pt`.
#[must_use]
pub fn rate_change(summary: &Summary) -> String {
    let change = summary.spending.change();
    change.map_or_else(String::new, |points| format!("{}pt", signed(points)))
}

/// What the figures of the rows are, with their year, and the order that goes by them: `2022 執行率`.
#[must_use]
pub fn dated_figure(library: &Library, state: &State, id: Option<NodeId>) -> (String, LineSort) {
    let lang = state.settings.lang;
    let sheets = state.sheets.as_ref();
    match sheets.filter(|_| shows_rate(library, state, id)) {
        Some(sheets) => {
            let view = sheets.view();
            let name = view.column.name().get(lang);
            (format!("{} {name}", view.year), LineSort::Rate)
        }
        None => (columns::dated_figure(library, id, lang), LineSort::Request),
    }
}

/// The chosen figure of all years in one text, the year that is shown in brackets; none of another document.
#[must_use]
pub fn line_of_years(library: &Library, state: &State, id: NodeId) -> Option<String> {
    let settings = &state.settings;
    let view = state.sheets.as_ref()?.view();
    let years = years_of(library, state, id);
    let told: Vec<String> = years
        .iter()
        .filter_map(|(year, sums)| {
            let figure = match view.column {
                Column::Rate => share_text(sums.rate()?),
                column => figure(sums.get(column)?, settings),
            };
            Some(if *year == view.year {
                format!("[{year}] {figure}")
            } else {
                format!("{year} {figure}")
            })
        })
        .collect();
    (!told.is_empty()).then(|| {
        let name = view.column.name().get(settings.lang);
        format!("{name}  {}", told.join("  "))
    })
}

/// A figure for people, to a hundredth of 億円.
fn figure(yen: Yen, settings: &Settings) -> String {
    settings.bare(yen.hundredths())
}

/// Heads of the table of years, with what each has of a year.
const HEADS: [(Text, Column); 5] = [
    (Text::new("当初", "initial"), Column::Initial),
    (Text::new("補正", "suppl."), Column::Supplementary),
    (Text::new("現額", "total"), Column::Total),
    (Text::new("執行", "executed"), Column::Executed),
    (Text::new("翌年要求", "request"), Column::NextRequest),
];
const FIGURE: usize = 9;
const RATE: usize = 7;

/// A row for each year with its figures, as many columns as fit; nothing of another document. What is not known
/// is a dash.
#[must_use]
pub fn table(library: &Library, state: &State, id: NodeId, columns: usize) -> Vec<Line> {
    let settings = &state.settings;
    let (ruler, lang) = (settings.ruler, settings.lang);
    let years = years_of(library, state, id);
    let Some(view) = state.sheets.as_ref().map(|sheets| sheets.view()) else {
        return Vec::new();
    };
    if years.is_empty() {
        return Vec::new();
    }
    let figures = years.iter().flat_map(|(_, sums)| {
        HEADS
            .iter()
            .filter_map(|(_, column)| sums.get(*column).map(|yen| figure(yen, settings)))
    });
    let room = figures
        .map(|text| ruler.width(&text) + 1)
        .fold(FIGURE, usize::max);
    // What could be spent and the supplementary budget give way first.
    let fits = |wanted: usize| 5 + wanted * room + RATE <= columns;
    let heads: Vec<(Text, Column)> = HEADS
        .into_iter()
        .filter(|(_, column)| match column {
            Column::Supplementary => fits(5),
            Column::Total => fits(4),
            Column::NextRequest => fits(3),
            _ => true,
        })
        .collect();
    let mut head = Line::of(ruler.field(words::YEAR.get(lang), 5), Role::Dim);
    for (name, column) in &heads {
        let role = if *column == view.column {
            Role::Strong
        } else {
            Role::Dim
        };
        head.push(ruler.pad_left(name.get(lang), room), role);
        if *column == Column::Executed {
            let role = if view.column == Column::Rate {
                Role::Strong
            } else {
                Role::Dim
            };
            head.push(ruler.pad_left(words::RATE.get(lang), RATE), role);
        }
    }
    let mut out = vec![head];
    for (year, sums) in &years {
        let is_here = *year == view.year;
        let mark = if is_here { ">" } else { " " };
        let role = if is_here { Role::Strong } else { Role::Plain };
        let mut line = Line::of(format!("{mark}{year}"), role);
        for (_, column) in &heads {
            let text = sums.get(*column);
            let text = text.map_or_else(|| "-".to_owned(), |yen| figure(yen, settings));
            line.push(ruler.pad_left(&text, room), role);
            if *column == Column::Executed {
                let rate = sums.rate().map_or_else(|| "-".to_owned(), share_text);
                line.push(ruler.pad_left(&rate, RATE), role);
            }
        }
        out.push(line.cut(columns, ruler));
    }
    out
}
