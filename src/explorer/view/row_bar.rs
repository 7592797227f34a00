//! The bar of a row of the tree or the table: whether there is room, and what it shows.

use rust_decimal::Decimal;

use crate::explorer::line::{Line, Role};
use crate::explorer::settings::{RowBars, Scale, Settings};
use crate::explorer::state::figures::{Length, Measure, Money, Summary};
use crate::explorer::view::bars::{self, Swing, fraction};
use crate::explorer::view::digits::{self, Fineness};
use crate::explorer::view::tooth::{self, Bar};
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
            0..56 => 0,
            56..64 => 7,
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
            0..74 => 0,
            74..130 => 9,
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

/// Whether the bars of the rows go by a ruler that has to be worked out.
#[must_use]
pub const fn needs_rulers(settings: &Settings) -> bool {
    matches!(settings.row_bars, RowBars::Change | RowBars::Request)
}

/// What the bars of a column are measured with.
#[derive(Clone, Copy, Debug)]
pub struct Rulers {
    /// Where they end.
    pub measure: Measure,
    /// Whether a share is one of the total of what a row stands below.
    pub of_parent: bool,
}

/// The head above such bars: their one ruler, over the right end of the bars, whole at any width.
/// No ruler where it is still being worked out.
#[must_use]
pub fn head(settings: &Settings, columns: usize, rulers: Option<Rulers>) -> Line {
    let text = match (settings.row_bars, rulers) {
        (RowBars::Digits, _) => return digits::head(settings, fineness(columns)),
        (RowBars::Change, Some(rulers)) => change_ruler(settings, rulers.measure.change, columns),
        (RowBars::Request, Some(rulers)) => request_ruler(settings, rulers),
        (RowBars::None, _) | (_, None) => String::new(),
    };
    Line::of(settings.ruler.pad_left(&text, columns), Role::Dim)
}

/// `0–2,942.4`, `対数 0.05–173,665.4`, `親=100%`.
fn request_ruler(settings: &Settings, rulers: Rulers) -> String {
    let full = rulers.measure.request.full(scale_of(settings, rulers));
    match scale_of(settings, rulers) {
        Scale::Share => words::PARENT_IS_WHOLE.get(settings.lang).to_owned(),
        _ if full.is_zero() => String::new(),
        Scale::Linear => format!("0–{}", settings.bare(full)),
        Scale::Logarithmic => {
            let (name, start) = (words::LOG_SHORT.get(settings.lang), Decimal::new(5, 2));
            format!("{name} {}–{}", settings.bare(start), settings.bare(full))
        }
    }
}

/// `−703.6┊+703.6` where both ends have room at their places, or else `増減 0–703.6`.
fn change_ruler(settings: &Settings, change: Length, columns: usize) -> String {
    let (lang, ruler) = (settings.lang, settings.ruler);
    let scale = change_scale(settings);
    let full = change.full(scale);
    if full.is_zero() {
        return String::new();
    }
    let (name, end) = (words::CHANGE.get(lang), settings.bare(full));
    if scale == Scale::Logarithmic {
        let (log, start) = (words::LOG_SHORT.get(lang), Decimal::new(5, 2));
        return format!("{name} {log} {}–{end}", settings.bare(start));
    }
    let half = columns.saturating_sub(1) / 2;
    if ruler.width(&end) >= half {
        return format!("{name} 0–{end}");
    }
    let (fall, rise) = (format!("−{end}"), format!("+{end}"));
    let axis = bars::axis(settings);
    let left = ruler.field(&fall, half);
    let right = columns.saturating_sub(half + 1);
    format!("{left}{axis}{}", ruler.pad_left(&rise, right))
}

/// A change has no parent that it would be a share of.
const fn change_scale(settings: &Settings) -> Scale {
    match settings.scale {
        Scale::Share => Scale::Linear,
        scale => scale,
    }
}

/// The scale that the bars of requests are drawn by: where a row has no parent that it would be a
/// share of, its length is in proportion.
const fn scale_of(settings: &Settings, rulers: Rulers) -> Scale {
    match settings.scale {
        Scale::Share if !rulers.of_parent => Scale::Linear,
        scale => scale,
    }
}

/// The bar of one row, in exactly `columns`.
#[must_use]
pub fn draw(summary: &Summary, rulers: Rulers, settings: &Settings, columns: usize) -> Line {
    if summary.out {
        return Line::of(" ".repeat(columns), Role::Plain);
    }
    match settings.row_bars {
        RowBars::Digits => digits::draw(summary, settings, fineness(columns)),
        RowBars::Change => {
            let change = summary.change.as_ref();
            let scale = change_scale(settings);
            let full = rulers.measure.change.full(scale);
            let swing = Swing::of(change, summary.is_new, full, scale);
            bars::diverging(swing, columns, settings)
        }
        RowBars::Request => request_bar(summary, rulers, settings, columns),
        RowBars::None => Line::of(" ".repeat(columns), Role::Plain),
    }
}

/// The request with a tooth where the base year's amount ends, where the two may be compared.
fn request_bar(summary: &Summary, rulers: Rulers, settings: &Settings, columns: usize) -> Line {
    let scale = scale_of(settings, rulers);
    let full = rulers.measure.request.full(scale);
    let Some(request) = summary.request.length() else {
        return Line::of(" ".repeat(columns), Role::Plain);
    };
    let change = summary.change.as_ref();
    let is_sure = change.is_some_and(|change| !change.is_within_rounding());
    // A sum has a tooth where what cannot be compared is too little to be seen.
    let beyond = fraction(summary.beyond, full, scale);
    let is_small = scale != Scale::Logarithmic && !tooth::is_seen(beyond, columns);
    let base = match &summary.base {
        Money::Exact(base) if is_sure && (is_small || summary.beyond.is_zero()) => Some(*base),
        _ => None,
    };
    let whole = match &summary.request {
        Money::Within(_) => Some(Role::Hatch),
        _ if summary.is_new => Some(Role::Tag),
        _ => None,
    };
    let bar = Bar {
        request: fraction(request, full, scale),
        base: base.map(|base| fraction(base, full, scale)),
        whole,
        broken: scale == Scale::Linear && request > full,
    };
    tooth::draw(bar, columns, settings)
}
