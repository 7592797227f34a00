//! The digit bar: one ruler for amounts from 0.1 to a million, so that rows of every level may be
//! compared. A segment is a decade, and the full segments are the digits before the point.
//!
//! A bar's length is a drawing, not a figure, so floating point is good enough here.

use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive;

use crate::explorer::line::{Line, Role};
use crate::explorer::settings::{Glyphs, Settings};
use crate::explorer::state::figures::{Money, Summary};
use crate::lang::Lang;
use crate::text::Unit;

/// Segments of a bar: from 0.1 to a million 億円.
const SEGMENTS: usize = 7;
/// The amount, in 億円, at which the first segment starts.
const START: f64 = 0.1;

/// How finely a decade is drawn.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fineness {
    /// Three marks and a gap: two columns.
    Thirds,
    /// Two marks: one column.
    Halves,
}

impl Fineness {
    /// The fineness for so many columns of a row; none where a bar would take the title's room.
    #[must_use]
    pub const fn in_columns(columns: usize) -> Option<Self> {
        match columns {
            0..56 => None,
            56..72 => Some(Self::Halves),
            _ => Some(Self::Thirds),
        }
    }

    /// Columns of a bar.
    #[must_use]
    pub const fn columns(self) -> usize {
        SEGMENTS * self.segment()
    }

    const fn segment(self) -> usize {
        match self {
            Self::Thirds => 2,
            Self::Halves => 1,
        }
    }

    const fn marks(self) -> usize {
        match self {
            Self::Thirds => 3,
            Self::Halves => 2,
        }
    }
}

/// The ruler above such bars, in exactly as many columns: how much the second, fourth and sixth
/// segment begin with, in the unit of the figures.
#[must_use]
pub fn head(settings: &Settings, fineness: Fineness) -> Line {
    let words = match (settings.lang, settings.unit) {
        (Lang::Ja, Unit::Oku) => ["1", "百", "万"],
        (Lang::Ja, Unit::Million) => ["百", "万", "百万"],
        (Lang::Ja, Unit::Yen) => ["億", "百億", "兆"],
        (Lang::En, Unit::Oku) => ["0.1", "10", "1k"],
        (Lang::En, Unit::Million) => ["100", "10k", "1m"],
        (Lang::En, Unit::Yen) => ["100m", "10b", "1t"],
    };
    let step = fineness.segment();
    let ruler = settings.ruler;
    let mut text = String::new();
    for (word, segment) in words.into_iter().zip([1, 3, 5]) {
        // Two words side by side would read as one number.
        let is_middle = segment == 3;
        if fineness == Fineness::Halves && is_middle {
            continue;
        }
        let at = segment * step;
        let gap = at.saturating_sub(ruler.width(&text));
        if gap == 0 && !text.is_empty() {
            continue;
        }
        text.push_str(&" ".repeat(gap));
        text.push_str(word);
    }
    Line::of(ruler.field(&text, fineness.columns()), Role::Dim)
}

/// How many marks an amount has, of so many to a decade; an amount above zero has one at least.
fn marks(oku: Decimal, to_a_decade: usize) -> usize {
    let value = oku.to_f64().unwrap_or_default();
    if value <= 0.0 {
        return 0;
    }
    let decades = (value / START).log10();
    // A hair more, since the logarithm of a power of ten may fall short of a whole number.
    steps(decades, to_a_decade).clamp(1, SEGMENTS * to_a_decade)
}

fn steps(decades: f64, to_a_decade: usize) -> usize {
    let per_decade = u32::try_from(to_a_decade).unwrap_or(1);
    let steps = (decades * f64::from(per_decade) + 1e-9).floor().max(0.0);
    steps.to_usize().unwrap_or_default()
}

/// What a bar shows beside its length.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
struct Growth {
    /// Everything is new.
    is_new: bool,
    /// Marks of growth, at the end of the bar.
    up: usize,
    /// Marks of loss, after it.
    down: usize,
}

impl Growth {
    fn of(summary: &Summary, to_a_decade: usize) -> Self {
        let is_sure = summary
            .change
            .as_ref()
            .is_some_and(|change| !change.is_within_rounding());
        let (Money::Exact(request), Money::Exact(base)) = (&summary.request, &summary.base) else {
            return Self {
                is_new: summary.is_new,
                ..Self::default()
            };
        };
        if !is_sure {
            return Self::default();
        }
        let compared = request.saturating_sub(summary.beyond);
        let (now, before) = (
            compared.to_f64().unwrap_or_default(),
            base.to_f64().unwrap_or_default(),
        );
        if before <= 0.0 {
            return Self {
                is_new: now > 0.0,
                ..Self::default()
            };
        }
        let ratio = (now.max(START / 10.0) / before).log10();
        Self {
            is_new: false,
            up: steps(ratio, to_a_decade),
            down: steps(-ratio, to_a_decade),
        }
    }
}

/// The bar of one row, in exactly as many columns.
#[must_use]
pub fn draw(summary: &Summary, settings: &Settings, fineness: Fineness) -> Line {
    let per_decade = fineness.marks();
    let is_within = matches!(summary.request, Money::Within(_));
    let full = match summary.request.length() {
        Some(oku) if !summary.out => marks(oku, per_decade),
        _ => 0,
    };
    let growth = Growth::of(summary, per_decade);
    let feet = if full > 0 { growth.down } else { 0 };
    let end = (full + feet).min(SEGMENTS * per_decade);
    let mut line = Line::new();
    for segment in 0..SEGMENTS {
        for cell in 0..fineness.segment() {
            let first = segment * per_decade + cell * 2;
            // The last cell of a segment in thirds has one mark and a gap.
            let room = if fineness == Fineness::Thirds && cell == 1 {
                1
            } else {
                2
            };
            let count = |until: usize| until.saturating_sub(first).min(room);
            let (solid, both) = (count(full), count(end));
            let role = if growth.is_new {
                Role::Tag
            } else if is_within {
                Role::Hatch
            } else if first + solid > full - growth.up.min(full) && solid > 0 {
                Role::Rise
            } else {
                Role::BaseBar
            };
            match (solid, both) {
                (0, 0) => line.push(" ", Role::Plain),
                (0, _) => line.push(foot(settings), Role::Fall),
                _ => line.push(mark(settings, solid, role), role),
            }
        }
    }
    line
}

fn mark(settings: &Settings, marks: usize, role: Role) -> &'static str {
    match (settings.bar_glyphs(), settings.ruler.ambiguous_wide) {
        (Glyphs::Ascii, _) => match role {
            Role::Rise => "+",
            Role::Tag => "*",
            Role::Hatch => ":",
            _ => "=",
        },
        (Glyphs::Blocks, _) if role == Role::Hatch => ":",
        (Glyphs::Blocks, true) if marks == 1 => "⡄",
        (Glyphs::Blocks, true) => "⣤",
        (Glyphs::Blocks, false) if marks == 1 => "▖",
        (Glyphs::Blocks, false) => "▄",
    }
}

fn foot(settings: &Settings) -> &'static str {
    match (settings.bar_glyphs(), settings.ruler.ambiguous_wide) {
        (Glyphs::Ascii, _) => ".",
        (Glyphs::Blocks, true) => "⣀",
        (Glyphs::Blocks, false) => "▁",
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ledger::Change;
    use rust_decimal::Decimal;
    use std::str::FromStr;

    fn summary(request: &str, base: &str) -> Summary {
        let (request, base) = (
            Decimal::from_str(request).unwrap(),
            Decimal::from_str(base).unwrap(),
        );
        Summary {
            request: Money::Exact(request),
            base: Money::Exact(base),
            change: Some(Change::between(request, base, Decimal::new(1, 1))),
            beyond: Decimal::ZERO,
            is_new: false,
            relisted: false,
            filp: false,
            spending: crate::model::Spending::default(),
            out: false,
        }
    }

    fn drawn(request: &str, base: &str, fineness: Fineness) -> String {
        let line = draw(&summary(request, base), &Settings::default(), fineness);
        line.text().trim_end().to_owned()
    }

    #[test]
    fn full_segments_are_the_digits_before_the_point() {
        for (request, bar) in [
            ("0.1", "▖"),
            ("0.7", "▄"),
            ("1.0", "▄▖"),
            ("9.9", "▄▖▄"),
            ("12.5", "▄▖▄▖"),
            ("42.0", "▄▖▄▖▖"),
            ("1000", "▄▖▄▖▄▖▄▖"),
            ("2942.4", "▄▖▄▖▄▖▄▖▖"),
            ("173665.4", "▄▖▄▖▄▖▄▖▄▖▄▖"),
        ] {
            assert_eq!(drawn(request, request, Fineness::Thirds), bar, "{request}");
        }
        assert_eq!(drawn("12.5", "12.5", Fineness::Halves), "▄▄");
        assert_eq!(drawn("89.2", "89.2", Fineness::Halves), "▄▄▖");
        assert_eq!(drawn("0", "0", Fineness::Halves), "");
    }

    #[test]
    fn growth_colours_the_end_and_loss_puts_feet_after_it() {
        let settings = Settings::default();
        let roles = |line: &Line| line.parts.iter().map(|part| part.role).collect::<Vec<_>>();
        let grown = draw(&summary("2942.4", "1051.5"), &settings, Fineness::Thirds);
        assert_eq!(
            roles(&grown)
                .into_iter()
                .filter(|r| *r == Role::Rise)
                .count(),
            1
        );
        let fallen = draw(&summary("10.0", "50.0"), &settings, Fineness::Thirds);
        assert_eq!(fallen.text().trim_end(), "▄▖▄▖▁");
        assert!(roles(&fallen).contains(&Role::Fall));
        let same = draw(&summary("10.0", "10.0"), &settings, Fineness::Thirds);
        assert!(!roles(&same).contains(&Role::Rise) && !roles(&same).contains(&Role::Fall));
    }

    #[test]
    fn the_ruler_never_reads_as_another_number() {
        let settings = Settings::default();
        assert_eq!(head(&settings, Fineness::Thirds).text(), "  1   百  万  ");
        assert_eq!(head(&settings, Fineness::Halves).text(), " 1   万");
    }
}
