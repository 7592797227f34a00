//! Bars as text: their lengths by the chosen scale, and bars to two sides.
//!
//! A bar's length is a drawing, not a figure, so floating point is good enough here and nowhere
//! else in the explorer.

use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive;

use crate::explorer::line::{Line, Role};
use crate::explorer::settings::{Glyphs, Scale, Settings};
use crate::explorer::view::tooth;
use crate::ledger::{Change, Direction};

/// The amount, in 億円, that a bar of no length stands for on the logarithmic scale.
pub const LOG_START: f64 = 0.05;

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

/// What a diverging bar shows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Side {
    /// Nothing to compare.
    None,
    /// Neither more nor less.
    Unchanged,
    /// Rounding alone could make the change.
    Rounding,
    /// More than in the base year.
    Rise,
    /// Less than in the base year.
    Fall,
    /// New: a rise from nothing, drawn as what it is.
    New,
}

/// A change as a bar to one of two sides.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Swing {
    side: Side,
    /// The part of half the bar that it takes, 0 to 1.
    part: f64,
    /// The change goes beyond the ruler.
    is_broken: bool,
}

impl Swing {
    /// The swing of a change on a scale whose full half is `longest` 億円.
    #[must_use]
    pub fn of(change: Option<&Change>, is_new: bool, longest: Decimal, scale: Scale) -> Self {
        let oku = change.map_or(Decimal::ZERO, |change| change.oku.abs());
        let side = match change {
            None => Side::None,
            Some(change) => match change.direction() {
                Direction::Unchanged => Side::Unchanged,
                _ if change.is_within_rounding() => Side::Rounding,
                Direction::Increased if is_new => Side::New,
                Direction::Increased => Side::Rise,
                Direction::Decreased => Side::Fall,
            },
        };
        Self {
            side,
            part: fraction(oku, longest, scale),
            is_broken: oku > longest,
        }
    }
}

/// The sign between the sides of such bars, one column wide everywhere.
#[must_use]
pub const fn axis(settings: &Settings) -> &'static str {
    match settings.glyphs() {
        Glyphs::Blocks => "┊",
        Glyphs::Ascii => "|",
    }
}

/// A bar from the middle of `columns`: to the right for a rise, to the left for a fall, a sign
/// in the middle where rounding alone could make the change. Always exactly `columns` wide.
#[must_use]
pub fn diverging(swing: Swing, columns: usize, settings: &Settings) -> Line {
    let half = columns.saturating_sub(1) / 2;
    let right = columns.saturating_sub(half + 1);
    let blank = |columns| Line::of(" ".repeat(columns), Role::Plain);
    let side = |role, columns| match swing.is_broken {
        true => tooth::broken(role, columns, settings),
        false => tooth::side(swing.part, columns, role, settings),
    };
    let (left, right) = match swing.side {
        Side::None => return blank(columns),
        Side::Unchanged | Side::Rounding => (blank(half), blank(right)),
        Side::Rise => (blank(half), side(Role::Rise, half)),
        Side::New => (blank(half), side(Role::Tag, half)),
        Side::Fall => (side(Role::Fall, half), blank(right)),
    };
    let middle = match (swing.side, settings.glyphs()) {
        (Side::Rounding, Glyphs::Blocks) => "≈",
        (Side::Rounding, Glyphs::Ascii) => "~",
        _ => axis(settings),
    };
    let line = left.with(middle, Role::Dim).and(right.parts);
    // Both sides are as long, whatever is over.
    let over = columns.saturating_sub(half * 2 + 1);
    match swing.side {
        Side::Rise | Side::New => line.with(" ".repeat(over), Role::Plain),
        _ => line,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::Ruler;

    fn dec(text: &str) -> Decimal {
        text.parse().unwrap()
    }

    fn ascii() -> Settings {
        Settings {
            ascii: true,
            ..Settings::default()
        }
    }

    #[test]
    fn lengths_follow_the_scale() {
        let half = fraction(dec("5"), dec("10"), Scale::Linear);
        assert!((half - 0.5).abs() < 1e-9);
        let log = fraction(dec("0.5"), dec("5"), Scale::Logarithmic);
        assert!((log - 0.5).abs() < 1e-9);
        assert!(fraction(dec("0"), dec("5"), Scale::Linear).abs() < 1e-9);
    }

    fn swing(oku: &str, is_new: bool) -> Swing {
        let change = Change::between(dec(oku), Decimal::ZERO, Decimal::ZERO);
        Swing::of(Some(&change), is_new, dec("10"), Scale::Linear)
    }

    #[test]
    fn a_diverging_bar_keeps_its_width() {
        let wide = Settings {
            ruler: Ruler {
                ambiguous_wide: true,
            },
            ..Settings::default()
        };
        for oku in ["3", "-3", "0", "10", "-10", "-0.1", "0.1", "90", "-90"] {
            for (settings, is_new) in [
                (Settings::default(), false),
                (ascii(), true),
                (wide, false),
                (wide, true),
            ] {
                for columns in [9, 13, 14, 21] {
                    let line = diverging(swing(oku, is_new), columns, &settings);
                    assert_eq!(line.width(settings.ruler), columns, "{oku}");
                }
            }
        }
    }

    #[test]
    fn a_diverging_bar_shows_each_change_as_what_it_is() {
        let drawn = |swing, settings: &Settings| diverging(swing, 9, settings).text();
        let text = |oku, is_new| drawn(swing(oku, is_new), &Settings::default());
        assert_eq!(text("10", false), "    ┊▄▄▄▄");
        assert_eq!(text("-10", false), "▄▄▄▄┊    ");
        assert_eq!(text("4.1", false), "    ┊▄▖  ");
        assert_eq!(text("-3.7", false), "  ▗▄┊    ");
        assert_eq!(text("-0.1", false), "   ▗┊    ");
        assert_eq!(text("5", true), "    ┊▄▄  ");
        assert_eq!(text("0", false), "    ┊    ");
        let none = Swing::of(None, false, dec("10"), Scale::Linear);
        assert_eq!(drawn(none, &Settings::default()), "         ");
        assert_eq!(drawn(swing("-10", false), &ascii()), "----|    ");
        assert_eq!(drawn(swing("7", false), &ascii()), "    |+++ ");
        assert_eq!(drawn(swing("5", true), &ascii()), "    |**  ");
    }

    #[test]
    fn a_change_beyond_the_ruler_is_cut_and_said_to_be() {
        let drawn = |oku| diverging(swing(oku, false), 13, &Settings::default()).text();
        assert_eq!(drawn("90"), "      ┊▄▄▄//▄");
        assert_eq!(drawn("-90"), "▄▄▄//▄┊      ");
    }

    #[test]
    fn a_change_that_rounding_could_make_is_no_bar() {
        let change = Change::between(dec("0.2"), dec("0.1"), dec("0.1"));
        let swing = Swing::of(Some(&change), false, dec("10"), Scale::Linear);
        let text = |settings: &Settings| diverging(swing, 9, settings).text();
        assert_eq!(text(&Settings::default()), "    ≈    ");
        assert_eq!(text(&ascii()), "    ~    ");
    }
}
