//! Bars as text: their lengths by the chosen scale, with eighths of a column.
//!
//! A bar's length is a drawing, not a figure, so floating point is good enough here and nowhere
//! else in the explorer.

use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive;

use crate::explorer::line::{Line, Role};
use crate::explorer::settings::{Glyphs, Scale};
use crate::ledger::{Change, Direction};

/// The amount, in 億円, that a bar of no length stands for on the logarithmic scale.
pub const LOG_START: f64 = 0.05;

/// What a bar stands for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum BarKind {
    /// A requested amount.
    Request,
    /// The base year's amount.
    Base,
    /// An upper bound.
    Within,
}

/// The part of a full bar that the amount takes, 0 to 1.
#[must_use]
pub fn fraction(oku: Decimal, full: Decimal, scale: Scale) -> f64 {
    let (value, full) = (
        oku.to_f64().unwrap_or_default(),
        full.to_f64().unwrap_or_default(),
    );
    if value <= 0.0 || full <= 0.0 {
        return 0.0;
    }
    let part = match scale {
        Scale::Linear | Scale::Share => value / full,
        Scale::Logarithmic if full <= LOG_START => 1.0,
        Scale::Logarithmic => (value / LOG_START).ln() / (full / LOG_START).ln(),
    };
    part.clamp(0.0, 1.0)
}

/// A bar of at most `columns` columns, with the columns it takes. An amount above zero is never
/// drawn as nothing.
#[must_use]
pub fn bar(part: f64, columns: usize, kind: BarKind, glyphs: Glyphs) -> Line {
    let eighths = eighths(part, columns);
    let role = match kind {
        BarKind::Request => Role::Bar,
        BarKind::Base => Role::BaseBar,
        BarKind::Within => Role::Hatch,
    };
    let text = match (glyphs, kind) {
        // The year before it and the role tell request and base apart: shade and hatching have
        // whole columns only, and equal amounts must be equally long.
        (Glyphs::Blocks, BarKind::Request | BarKind::Base) => blocks("█", eighths),
        (Glyphs::Blocks, BarKind::Within) => blocks("╱", eighths),
        (Glyphs::Ascii, BarKind::Request) => "#".repeat(eighths.div_ceil(8)),
        (Glyphs::Ascii, BarKind::Base) => "=".repeat(eighths.div_ceil(8)),
        (Glyphs::Ascii, BarKind::Within) => "/".repeat(eighths.div_ceil(8)),
    };
    Line::of(text, role)
}

/// The length of a part of so many columns, in eighths of one; never nothing above zero.
fn eighths(part: f64, columns: usize) -> usize {
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        clippy::cast_precision_loss,
        reason = "a fraction of a screen's width"
    )]
    let eighths = (part * (columns * 8) as f64).round() as usize;
    if part > 0.0 { eighths.max(1) } else { 0 }
}

/// A bar of that fill with its last column in eighths, which only solid blocks have.
#[must_use]
fn blocks(fill: &str, eighths: usize) -> String {
    const PARTS: [&str; 8] = ["", "▏", "▎", "▍", "▌", "▋", "▊", "▉"];
    let mut text = fill.repeat(eighths / 8);
    text.push_str(PARTS.get(eighths % 8).copied().unwrap_or_default());
    text
}

/// What a diverging bar shows; the parts are of half its length, 0 to 1.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Swing {
    /// Nothing to compare.
    None,
    /// Neither more nor less.
    Unchanged,
    /// Rounding alone could make the change.
    Rounding,
    /// More than in the base year.
    Rise(f64),
    /// Less than in the base year.
    Fall(f64),
    /// New: a rise from nothing, drawn as what it is.
    New(f64),
}

impl Swing {
    /// The swing of a change on a scale whose full half is `longest` 億円.
    #[must_use]
    pub fn of(change: Option<&Change>, is_new: bool, longest: Decimal, scale: Scale) -> Self {
        let Some(change) = change else {
            return Self::None;
        };
        let part = fraction(change.oku.abs(), longest, scale);
        match change.direction() {
            Direction::Unchanged => Self::Unchanged,
            _ if change.is_within_rounding() => Self::Rounding,
            Direction::Increased if is_new => Self::New(part),
            Direction::Increased => Self::Rise(part),
            Direction::Decreased => Self::Fall(part),
        }
    }
}

/// A bar from the middle of `columns`: to the right for a rise, to the left for a fall, a sign
/// in the middle where rounding alone could make the change. Always exactly `columns` wide.
///
/// Rises end in eighths of a column. There are no right-hand eighths but one and four, so that
/// falls end in the nearest of these.
#[must_use]
pub fn diverging(swing: Swing, columns: usize, glyphs: Glyphs) -> Line {
    let half = columns.saturating_sub(1) / 2;
    let (left, middle, right) = match swing {
        Swing::None => return Line::of(" ".repeat(columns), Role::Plain),
        Swing::Unchanged => (None, false, None),
        Swing::Rounding => (None, true, None),
        Swing::Rise(part) => (None, false, Some((eighths(part, half), Role::Rise))),
        Swing::New(part) => (None, false, Some((eighths(part, half), Role::Tag))),
        Swing::Fall(part) => (Some(eighths(part, half)), false, None),
    };
    let left = left.map_or_else(String::new, |n| falling(n, glyphs));
    let middle = match (middle, glyphs) {
        (true, Glyphs::Blocks) => "≈",
        (true, Glyphs::Ascii) => "~",
        (false, Glyphs::Blocks) => "│",
        (false, Glyphs::Ascii) => "|",
    };
    let (right, role) = right.map_or((String::new(), Role::Plain), |(n, role)| {
        let text = match (role, glyphs) {
            (Role::Tag, Glyphs::Blocks) => blocks("▒", n),
            (Role::Tag, Glyphs::Ascii) => "+".repeat(n.div_ceil(8)),
            (_, Glyphs::Blocks) => blocks("█", n),
            (_, Glyphs::Ascii) => "#".repeat(n.div_ceil(8)),
        };
        (text, role)
    });
    // Every sign here is one column wide: where blocks are not, ASCII is drawn.
    let (taken_left, taken_right) = (left.chars().count(), right.chars().count());
    let mut line = Line::of(" ".repeat(half - taken_left), Role::Plain);
    line.push(left, Role::Fall);
    line.push(middle, Role::Dim);
    line.push(right, role);
    line.push(" ".repeat(columns - half - 1 - taken_right), Role::Plain);
    line
}

/// A bar that ends on its left.
fn falling(eighths: usize, glyphs: Glyphs) -> String {
    if glyphs == Glyphs::Ascii {
        return "#".repeat(eighths.div_ceil(8));
    }
    let end = match eighths % 8 {
        0 => "",
        1 | 2 => "▕",
        3..=5 => "▐",
        _ => "█",
    };
    format!("{end}{}", "█".repeat(eighths / 8))
}

/// A request's bar in exactly `columns`, with a tick where the base year's would end.
#[must_use]
pub fn with_tick(line: &Line, base: Option<f64>, columns: usize, glyphs: Glyphs) -> Line {
    let role = line.parts.first().map_or(Role::Plain, |part| part.role);
    let mut cells: Vec<char> = line.text().chars().collect();
    cells.resize(columns, ' ');
    let Some(part) = base else {
        return Line::of(String::from_iter(cells), role);
    };
    let at = (eighths(part, columns) / 8).min(columns.saturating_sub(1));
    let tick = match glyphs {
        Glyphs::Blocks => "│",
        Glyphs::Ascii => "|",
    };
    let text = |range: &[char]| String::from_iter(range);
    Line::of(text(cells.get(..at).unwrap_or_default()), role)
        .with(tick, Role::Label)
        .with(text(cells.get(at + 1..).unwrap_or_default()), role)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::Ruler;

    fn dec(text: &str) -> Decimal {
        text.parse().unwrap()
    }

    #[test]
    fn lengths_follow_the_scale() {
        let half = fraction(dec("5"), dec("10"), Scale::Linear);
        assert!((half - 0.5).abs() < 1e-9);
        let log = fraction(dec("0.5"), dec("5"), Scale::Logarithmic);
        assert!((log - 0.5).abs() < 1e-9);
        assert!(fraction(dec("0"), dec("5"), Scale::Linear).abs() < 1e-9);
    }

    #[test]
    fn bars_have_eighths_and_are_never_nothing() {
        assert_eq!(bar(0.5, 5, BarKind::Request, Glyphs::Blocks).text(), "██▌");
        assert_eq!(
            bar(0.000_1, 5, BarKind::Request, Glyphs::Blocks).text(),
            "▏"
        );
        assert_eq!(bar(0.5, 5, BarKind::Request, Glyphs::Ascii).text(), "###");
        assert_eq!(bar(0.0, 5, BarKind::Base, Glyphs::Ascii).text(), "");
        assert_eq!(bar(1.0, 3, BarKind::Within, Glyphs::Blocks).text(), "╱╱╱");
    }

    #[test]
    fn equal_amounts_are_equally_long_whatever_they_are() {
        let solid = |bar: &Line| {
            let text = bar.text();
            text.replace(['╱', '▒'], "█")
        };
        for eighth in 0..=40 {
            let part = f64::from(eighth) / 40.0;
            for glyphs in [Glyphs::Blocks, Glyphs::Ascii] {
                let of = |kind| bar(part, 5, kind, glyphs);
                let width = of(BarKind::Request).width(Ruler::default());
                for kind in [BarKind::Base, BarKind::Within] {
                    assert_eq!(of(kind).width(Ruler::default()), width, "{part}");
                    if glyphs == Glyphs::Blocks {
                        assert_eq!(solid(&of(kind)), of(BarKind::Request).text());
                    }
                }
            }
            let swing = |swing| solid(&diverging(swing, 11, Glyphs::Blocks));
            assert_eq!(swing(Swing::New(part)), swing(Swing::Rise(part)));
        }
    }

    fn swing(oku: &str, is_new: bool) -> Swing {
        let change = Change::between(dec(oku), Decimal::ZERO, Decimal::ZERO);
        Swing::of(Some(&change), is_new, dec("10"), Scale::Linear)
    }

    #[test]
    fn a_diverging_bar_keeps_its_width() {
        for oku in ["3", "-3", "0", "10", "-10", "-0.1", "0.1"] {
            for (glyphs, is_new) in [(Glyphs::Blocks, false), (Glyphs::Ascii, true)] {
                let line = diverging(swing(oku, is_new), 13, glyphs);
                assert_eq!(line.width(Ruler::default()), 13, "{oku}");
            }
        }
    }

    #[test]
    fn a_diverging_bar_shows_each_change_as_what_it_is() {
        let drawn = |swing, glyphs| diverging(swing, 9, glyphs).text();
        let text = |oku, is_new| drawn(swing(oku, is_new), Glyphs::Blocks);
        assert_eq!(text("10", false), "    │████");
        assert_eq!(text("-10", false), "████│    ");
        assert_eq!(text("4.1", false), "    │█▋  ");
        assert_eq!(text("-3.7", false), "  ▐█│    ");
        assert_eq!(text("-0.1", false), "   ▕│    ");
        assert_eq!(text("5", true), "    │▒▒  ");
        assert_eq!(text("0", false), "    │    ");
        assert_eq!(drawn(Swing::None, Glyphs::Blocks), "         ");
        assert_eq!(drawn(Swing::Rounding, Glyphs::Blocks), "    ≈    ");
        assert_eq!(drawn(Swing::Rounding, Glyphs::Ascii), "    ~    ");
        assert_eq!(drawn(swing("-10", false), Glyphs::Ascii), "####|    ");
        assert_eq!(drawn(swing("5", true), Glyphs::Ascii), "    |++  ");
    }

    #[test]
    fn a_change_that_rounding_could_make_is_no_bar() {
        let change = Change::between(dec("0.2"), dec("0.1"), dec("0.1"));
        let swing = Swing::of(Some(&change), false, dec("10"), Scale::Linear);
        assert_eq!(swing, Swing::Rounding);
    }

    #[test]
    fn the_tick_stands_where_the_base_year_ends() {
        let line = bar(0.75, 8, BarKind::Request, Glyphs::Blocks);
        let ticked = with_tick(&line, Some(0.5), 8, Glyphs::Blocks);
        assert_eq!(ticked.text(), "████│█  ");
        let ticked = with_tick(&line, Some(1.0), 8, Glyphs::Ascii);
        assert_eq!(ticked.text(), "██████ |");
        assert_eq!(with_tick(&line, None, 8, Glyphs::Blocks).text(), "██████  ");
    }
}
