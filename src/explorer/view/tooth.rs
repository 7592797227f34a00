//! One bar a row: the request, with a tooth where the base year's amount ends. What was carried
//! over is grey, growth and loss have colours of their own, and a giant is cut, never hidden.

use crate::explorer::line::{Line, Role};
use crate::explorer::settings::{Glyphs, Settings};
use crate::explorer::words;
use crate::lang::Lang;
use crate::ledger::Direction;

/// Up to so many half columns a bar has no tooth: teeth would pile up.
const NO_TOOTH: usize = 6;
/// Up to so many half columns growth has no colour: it would lie.
const NO_GROWTH: usize = 2;

/// What a bar shows. Lengths are parts of a full bar, 0 to 1.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Bar {
    /// The request.
    pub request: f64,
    /// The base year's amount; none where there is nothing to compare with.
    pub base: Option<f64>,
    /// What the whole bar has in place of grey: a new line, an upper bound, a change.
    pub whole: Option<Role>,
    /// The amount goes beyond the ruler.
    pub broken: bool,
}

/// The bar in exactly that many columns.
#[must_use]
pub fn draw(bar: Bar, columns: usize, settings: &Settings) -> Line {
    if bar.broken {
        return broken(bar.whole.unwrap_or(Role::BaseBar), columns, settings);
    }
    let full = halves(bar.request, columns);
    let base = bar.base.filter(|_| bar.whole.is_none());
    let base = base.map(|part| halves(part, columns));
    // Where only rounding may have made a difference nothing stands out.
    let tooth = base.filter(|end| full.max(*end) > NO_TOOTH && *end > 0);
    let mut line = Line::new();
    for cell in 0..columns {
        let first = cell * 2;
        let solid = full.saturating_sub(first).min(2);
        let tooth_side = tooth.map(|end| end - 1).filter(|at| at / 2 == cell);
        let lost = base.is_some_and(|end| end > full && end > first);
        let grown = base.is_some_and(|end| first >= end) && full > NO_GROWTH;
        let role = match bar.whole {
            Some(role) => role,
            None if solid == 0 && lost => Role::Fall,
            None if grown => Role::Rise,
            None => Role::BaseBar,
        };
        let glyph = match (solid, tooth_side.map(|at| at % 2)) {
            (0, None) if lost => Mark::Foot,
            (0, None) => Mark::Blank,
            (0, Some(0)) => Mark::LeftTooth,
            (0, Some(_)) => Mark::RightTooth,
            (1, None) => Mark::Half,
            (_, None) => Mark::Full,
            (_, Some(0)) => Mark::FullLeftTooth,
            (_, Some(_)) => Mark::FullRightTooth,
        };
        line.push(glyph.sign(settings, role), role);
    }
    line
}

/// What the parts of a bar mean: `▄▄ 元年度から  ▟ 元年度  ▄▄ 増  ▁▌ 減`.
#[must_use]
pub fn legend(base_year: &str, settings: &Settings) -> Line {
    let lang = settings.lang;
    let pair =
        |a: Mark, b: Mark, role| format!("{}{}", a.sign(settings, role), b.sign(settings, role));
    let from = match lang {
        Lang::Ja => format!(" {base_year}から  "),
        Lang::En => format!(" from {base_year}  "),
    };
    let stock = Role::BaseBar;
    Line::of(pair(Mark::Full, Mark::Full, stock), stock)
        .with(from, Role::Dim)
        .with(Mark::FullRightTooth.sign(settings, stock), stock)
        .with(format!(" {base_year}  "), Role::Dim)
        .with(pair(Mark::Full, Mark::Full, Role::Rise), Role::Rise)
        .with(
            format!(" {}  ", words::direction(Direction::Increased).get(lang)),
            Role::Dim,
        )
        .with(pair(Mark::Foot, Mark::LeftTooth, Role::Fall), Role::Fall)
        .with(
            format!(" {}", words::direction(Direction::Decreased).get(lang)),
            Role::Dim,
        )
}

/// A step of a waterfall in exactly that many columns: from where the last one ended, which is a
/// full-height tooth, to where it ends itself. Both are parts of the whole axis, 0 to 1.
#[must_use]
pub fn step(from: f64, to: f64, columns: usize, role: Role, settings: &Settings) -> Line {
    let most = (columns * 2).saturating_sub(1);
    let at = |part: f64| ((part.clamp(0.0, 1.0) * (columns * 2) as f64).round() as usize).min(most);
    let (from, to) = (at(from), at(to));
    // A rise starts at the tooth, a fall ends at it.
    let (first, end, tooth) = if to >= from {
        (from, to.max(from + 1), from)
    } else {
        (to, from, from - 1)
    };
    let mut line = Line::new();
    for cell in 0..columns {
        let is_in = |half: usize| (first..end).contains(&half);
        let tooth_side = (tooth / 2 == cell).then_some(tooth % 2);
        let mark = match (is_in(cell * 2), is_in(cell * 2 + 1), tooth_side) {
            (true, true, Some(0)) => Mark::FullLeftTooth,
            (true, true, Some(_)) => Mark::FullRightTooth,
            (true, true, None) => Mark::Full,
            (true, false, None) => Mark::Half,
            (false, true, None) => Mark::RightHalf,
            (true, false, Some(_)) => Mark::LeftTooth,
            (false, true, Some(_)) => Mark::RightTooth,
            (false, false, _) => Mark::Blank,
        };
        line.push(mark.sign(settings, role), role);
    }
    line
}

/// A bar to one side of an axis, in exactly that many columns: a fall grows from the right, all
/// else from the left.
#[must_use]
pub fn side(part: f64, columns: usize, role: Role, settings: &Settings) -> Line {
    let halves = halves(part, columns);
    let full = Mark::Full.sign(settings, role).repeat(halves / 2);
    let blank = " ".repeat(columns.saturating_sub(halves.div_ceil(2)));
    let is_fall = role == Role::Fall;
    let half = match (halves % 2, is_fall) {
        (0, _) => "",
        (_, true) => Mark::RightHalf.sign(settings, role),
        (_, false) => Mark::Half.sign(settings, role),
    };
    match is_fall {
        true => Line::of(blank, Role::Plain).with(format!("{half}{full}"), role),
        false => Line::of(format!("{full}{half}"), role).with(blank, Role::Plain),
    }
}

/// A bar cut with `//` three quarters along.
#[must_use]
pub fn broken(role: Role, columns: usize, settings: &Settings) -> Line {
    let before = columns.saturating_sub(2) * 3 / 4;
    let after = columns.saturating_sub(before + 2);
    let full = Mark::Full.sign(settings, role);
    Line::of(full.repeat(before), role)
        .with("//", Role::Plain)
        .with(full.repeat(after), role)
}

/// Whether so small a part of a bar is seen at all.
#[must_use]
pub fn is_seen(part: f64, columns: usize) -> bool {
    (part * (columns * 2) as f64).round() >= 1.0
}

/// Half columns of a part; an amount above zero is never drawn as nothing.
fn halves(part: f64, columns: usize) -> usize {
    if part <= 0.0 {
        return 0;
    }
    let whole = columns * 2;
    // At most a screen wide.
    let length = (part * whole as f64).round();
    (length as usize).clamp(1, whole)
}

/// The signs of a bar.
#[derive(Clone, Copy)]
enum Mark {
    Blank,
    Half,
    RightHalf,
    Full,
    FullLeftTooth,
    FullRightTooth,
    LeftTooth,
    RightTooth,
    Foot,
}

impl Mark {
    const fn sign(self, settings: &Settings, role: Role) -> &'static str {
        match (settings.bar_glyphs(), settings.ruler.ambiguous_wide) {
            (Glyphs::Ascii, _) => match (self, role) {
                (Self::Blank, _) => " ",
                (Self::Foot, _) => ".",
                (Self::Half | Self::RightHalf | Self::Full, Role::Rise) => "+",
                (Self::Half | Self::RightHalf | Self::Full, Role::Fall) => "-",
                (Self::Half | Self::RightHalf | Self::Full, Role::Tag) => "*",
                (Self::Half | Self::RightHalf | Self::Full, Role::Hatch) => ":",
                (Self::Half | Self::RightHalf | Self::Full, _) => "=",
                _ => "|",
            },
            (Glyphs::Blocks, _) if matches!(role, Role::Hatch) => match self {
                Self::Blank => " ",
                _ => ":",
            },
            (Glyphs::Blocks, true) => match self {
                Self::Blank => " ",
                Self::Half => "⡄",
                Self::RightHalf => "⢠",
                Self::Full => "⣤",
                Self::FullLeftTooth => "⣧",
                Self::FullRightTooth => "⣼",
                Self::LeftTooth => "⡇",
                Self::RightTooth => "⢸",
                Self::Foot => "⣀",
            },
            (Glyphs::Blocks, false) => match self {
                Self::Blank => " ",
                Self::Half => "▖",
                Self::RightHalf => "▗",
                Self::Full => "▄",
                Self::FullLeftTooth => "▙",
                Self::FullRightTooth => "▟",
                Self::LeftTooth => "▌",
                Self::RightTooth => "▐",
                Self::Foot => "▁",
            },
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn text(request: f64, base: f64, columns: usize) -> String {
        let bar = Bar {
            request,
            base: Some(base),
            ..Bar::default()
        };
        draw(bar, columns, &Settings::default()).text()
    }

    #[test]
    fn the_tooth_stands_where_last_year_ended() {
        assert_eq!(text(1.0, 0.95, 10), "▄▄▄▄▄▄▄▄▄▙");
        assert_eq!(text(1.0, 0.5, 10), "▄▄▄▄▟▄▄▄▄▄");
        assert_eq!(text(0.5, 1.0, 10), "▄▄▄▄▄▁▁▁▁▐");
        assert_eq!(text(0.1, 0.05, 10), "▄         ", "no tooth on a stub");
    }

    #[test]
    fn the_legend_has_the_signs_of_the_bars() {
        let plain = legend("元年度", &Settings::default()).text();
        assert_eq!(plain, "▄▄ 元年度から  ▟ 元年度  ▄▄ 増  ▁▌ 減");
        let ascii = Settings {
            ascii: true,
            ..Settings::default()
        };
        let ascii = legend("元年度", &ascii).text();
        assert_eq!(ascii, "== 元年度から  | 元年度  ++ 増  .| 減");
    }

    #[test]
    fn a_giant_is_cut_and_said_to_be() {
        let bar = Bar {
            broken: true,
            whole: Some(Role::Rise),
            ..Bar::default()
        };
        let line = draw(bar, 10, &Settings::default());
        assert_eq!(line.text(), "▄▄▄▄▄▄//▄▄");
    }

    #[test]
    fn growth_is_blue_and_what_was_carried_over_is_grey() {
        let bar = Bar {
            request: 1.0,
            base: Some(0.5),
            ..Bar::default()
        };
        let line = draw(bar, 10, &Settings::default());
        let roles: Vec<Role> = line.parts.iter().map(|part| part.role).collect();
        assert_eq!(roles.iter().filter(|r| **r == Role::BaseBar).count(), 5);
        assert_eq!(roles.iter().filter(|r| **r == Role::Rise).count(), 5);
    }
}
