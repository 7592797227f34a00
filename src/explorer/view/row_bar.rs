//! The bar of a row of the tree or the table: whether there is room, and what it shows.

use crate::explorer::line::{Line, Role};
use crate::explorer::settings::{Glyphs, RowBars, Scale, Settings};
use crate::explorer::state::figures::{Measure, Money, Summary};
use crate::explorer::view::bars::{BarKind, Swing, bar, diverging, fraction, with_tick};
use crate::explorer::view::digits::{self, Fineness};
use crate::explorer::words;

/// Columns of the bar of a row of the tree in which titles have to be read too; none where
/// there is no room or no bar is wanted.
#[must_use]
pub const fn in_tree(settings: &Settings, columns: usize) -> Option<usize> {
    if matches!(settings.row_bars, RowBars::Digits) {
        return digits_in(columns);
    }
    wanted(
        settings,
        match columns {
            0..64 => 0,
            64..84 => 9,
            84..110 => 13,
            _ => 21,
        },
    )
}

/// The same for a row of the table, which has more figures.
#[must_use]
pub const fn in_table(settings: &Settings, columns: usize) -> Option<usize> {
    if matches!(settings.row_bars, RowBars::Digits) {
        return digits_in(columns.saturating_sub(18));
    }
    wanted(
        settings,
        match columns {
            0..90 => 0,
            90..130 => 9,
            _ => 13,
        },
    )
}

const fn digits_in(columns: usize) -> Option<usize> {
    match Fineness::in_columns(columns) {
        Some(fineness) => Some(fineness.columns()),
        None => None,
    }
}

/// The fineness of a digit bar of that many columns.
const fn fineness(columns: usize) -> Fineness {
    if columns >= Fineness::Thirds.columns() {
        Fineness::Thirds
    } else {
        Fineness::Halves
    }
}

const fn wanted(settings: &Settings, columns: usize) -> Option<usize> {
    match (settings.row_bars, columns) {
        (RowBars::None, _) | (_, 0) => None,
        _ => Some(columns),
    }
}

/// The head above such bars, in exactly `columns`.
#[must_use]
pub fn head(settings: &Settings, columns: usize) -> Line {
    let lang = settings.lang;
    let ruler = settings.ruler;
    let text = match settings.row_bars {
        RowBars::Change => {
            let half = columns.saturating_sub(1) / 2;
            let middle = match settings.glyphs() {
                Glyphs::Blocks => "│",
                Glyphs::Ascii => "|",
            };
            let fall = ruler.pad_left(words::FALL_SIDE.get(lang), half);
            format!("{fall}{middle}{}", words::RISE_SIDE.get(lang))
        }
        RowBars::Digits => return digits::head(settings, fineness(columns)),
        RowBars::Request | RowBars::None => String::new(),
    };
    Line::of(ruler.field(&text, columns), Role::Dim)
}

/// The bar of one row, in exactly `columns`.
#[must_use]
pub fn draw(summary: &Summary, measure: Measure, settings: &Settings, columns: usize) -> Line {
    let glyphs = settings.glyphs();
    let scale = settings.scale;
    if summary.out {
        return Line::of(" ".repeat(columns), Role::Plain);
    }
    match settings.row_bars {
        RowBars::Digits => digits::draw(summary, settings, fineness(columns)),
        RowBars::Change => {
            // A change has no parent that it would be a share of.
            let scale = match scale {
                Scale::Share => Scale::Linear,
                other => other,
            };
            let change = summary.change.as_ref();
            let swing = Swing::of(change, summary.is_new, measure.change, scale);
            diverging(swing, columns, glyphs)
        }
        RowBars::Request => {
            let kind = match summary.request {
                Money::Within(_) => BarKind::Within,
                _ => BarKind::Request,
            };
            let part = |money: &Money| {
                let oku = money.length()?;
                Some(fraction(oku, measure.request, scale))
            };
            let request = part(&summary.request).unwrap_or_default();
            let line = bar(request, columns, kind, glyphs);
            with_tick(&line, part(&summary.base), columns, glyphs)
        }
        RowBars::None => Line::of(" ".repeat(columns), Role::Plain),
    }
}
