//! Bars as text: their lengths by the chosen scale, with eighths of a column.
//!
//! A bar's length is a drawing, not a figure, so floating point is good enough here and nowhere
//! else in the explorer.

use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive;

use super::line::{Line, Role};
use super::settings::{Glyphs, Scale};
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
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        clippy::cast_precision_loss,
        reason = "a fraction of a screen's width"
    )]
    let eighths = (part * (columns * 8) as f64).round() as usize;
    let eighths = if part > 0.0 { eighths.max(1) } else { 0 };
    let role = match kind {
        BarKind::Request => Role::Bar,
        BarKind::Base => Role::BaseBar,
        BarKind::Within => Role::Hatch,
    };
    let text = match (glyphs, kind) {
        (Glyphs::Blocks, BarKind::Request) => blocks(eighths),
        (Glyphs::Blocks, BarKind::Base) => "▒".repeat(eighths.div_ceil(8)),
        (Glyphs::Blocks, BarKind::Within) => "╱".repeat(eighths.div_ceil(8)),
        (Glyphs::Ascii, BarKind::Request) => "#".repeat(eighths.div_ceil(8)),
        (Glyphs::Ascii, BarKind::Base) => "=".repeat(eighths.div_ceil(8)),
        (Glyphs::Ascii, BarKind::Within) => "/".repeat(eighths.div_ceil(8)),
    };
    Line::of(text, role)
}

/// A solid bar with its last column in eighths.
#[must_use]
fn blocks(eighths: usize) -> String {
    const PARTS: [&str; 8] = ["", "▏", "▎", "▍", "▌", "▋", "▊", "▉"];
    let mut text = "█".repeat(eighths / 8);
    text.push_str(PARTS.get(eighths % 8).copied().unwrap_or_default());
    text
}

/// A bar from the middle of `columns`: to the right for a rise, to the left for a fall, only
/// the middle where there is no change or none to show. Always exactly `columns` wide.
#[must_use]
pub fn diverging(
    change: Option<&Change>,
    longest: Decimal,
    columns: usize,
    glyphs: Glyphs,
) -> Line {
    let half = columns.saturating_sub(1) / 2;
    let middle = match glyphs {
        Glyphs::Blocks => "│",
        Glyphs::Ascii => "|",
    };
    let solid = match glyphs {
        Glyphs::Blocks => "█",
        Glyphs::Ascii => "#",
    };
    let mut line = Line::new();
    let Some(change) = change else {
        return Line::of(" ".repeat(columns), Role::Plain);
    };
    let part = fraction(change.oku.abs(), longest, Scale::Linear);
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        clippy::cast_precision_loss,
        reason = "a fraction of a screen's width"
    )]
    let length = ((part * half as f64).ceil() as usize).min(half);
    let (left, right) = match change.direction() {
        Direction::Increased => (0, length),
        Direction::Decreased => (length, 0),
        Direction::Unchanged => (0, 0),
    };
    line.push(" ".repeat(half - left), Role::Plain);
    line.push(solid.repeat(left), Role::Fall);
    line.push(middle, Role::Dim);
    line.push(solid.repeat(right), Role::Rise);
    line.push(" ".repeat(columns - half - 1 - right), Role::Plain);
    line
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
    fn a_diverging_bar_keeps_its_width() {
        for oku in ["3", "-3", "0", "10", "-0.1"] {
            let change = Change::between(dec(oku), Decimal::ZERO, Decimal::ZERO);
            for glyphs in [Glyphs::Blocks, Glyphs::Ascii] {
                let line = diverging(Some(&change), dec("10"), 13, glyphs);
                assert_eq!(line.width(Ruler::default()), 13, "{oku}");
            }
        }
    }
}
