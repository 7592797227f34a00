//! What the terminal is told of a cell's style, in as few bytes as that takes.

use ratatui::buffer::Cell;
use ratatui::style::{Color, Modifier};

/// The style of a cell as far as the terminal is told.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Style {
    pub(super) fg: Color,
    pub(super) bg: Color,
    pub(super) modifier: Modifier,
}

/// The attributes that are told, and their codes.
const ATTRIBUTES: [(Modifier, &str); 5] = [
    (Modifier::BOLD, "1"),
    (Modifier::DIM, "2"),
    (Modifier::ITALIC, "3"),
    (Modifier::UNDERLINED, "4"),
    (Modifier::REVERSED, "7"),
];

impl Style {
    pub(super) const fn of(cell: &Cell) -> Self {
        Self {
            fg: cell.fg,
            bg: cell.bg,
            modifier: cell.modifier,
        }
    }

    /// Whether a blank looks the same in both: it has no strokes whose colour could be seen.
    pub(super) fn is_same_for_blanks(self, other: Self) -> bool {
        let lines = Modifier::UNDERLINED | Modifier::REVERSED;
        let has_none = |style: Self| !style.modifier.intersects(lines);
        self == other || (self.bg == other.bg && has_none(self) && has_none(other))
    }

    /// Changes the terminal from `before` to this style. An attribute that has to go goes with all
    /// others, so that none lingers where a terminal knows no code to end it.
    pub(super) fn write(self, before: Self, out: &mut String) {
        if self == before {
            return;
        }
        if self == Self::default() {
            out.push_str("\x1b[m");
            return;
        }
        let mut codes: Vec<String> = Vec::new();
        let mut known = before;
        if !self.modifier.contains(before.modifier) {
            codes.push("0".to_owned());
            known = Self::default();
        }
        let is_due =
            |flag: Modifier| self.modifier.contains(flag) && !known.modifier.contains(flag);
        let due = ATTRIBUTES.iter().filter(|(flag, _)| is_due(*flag));
        codes.extend(due.map(|(_, code)| (*code).to_owned()));
        if self.fg != known.fg {
            codes.push(color(self.fg, 30));
        }
        if self.bg != known.bg {
            codes.push(color(self.bg, 40));
        }
        // An attribute that is never told may be all that differs.
        if !codes.is_empty() {
            out.push_str("\x1b[");
            out.push_str(&codes.join(";"));
            out.push('m');
        }
    }
}

/// The SGR code of a colour; `base` is 30 for the foreground and 40 for the background.
fn color(color: Color, base: u8) -> String {
    let plain = |n: u8| (base + n).to_string();
    let bright = |n: u8| (base + 60 + n).to_string();
    match color {
        Color::Reset => plain(9),
        Color::Black => plain(0),
        Color::Red => plain(1),
        Color::Green => plain(2),
        Color::Yellow => plain(3),
        Color::Blue => plain(4),
        Color::Magenta => plain(5),
        Color::Cyan => plain(6),
        Color::Gray => plain(7),
        Color::DarkGray => bright(0),
        Color::LightRed => bright(1),
        Color::LightGreen => bright(2),
        Color::LightYellow => bright(3),
        Color::LightBlue => bright(4),
        Color::LightMagenta => bright(5),
        Color::LightCyan => bright(6),
        Color::White => bright(7),
        Color::Indexed(n) => format!("{};5;{n}", base + 8),
        Color::Rgb(r, g, b) => format!("{};2;{r};{g};{b}", base + 8),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn told(style: Style, before: Style) -> String {
        let mut out = String::new();
        style.write(before, &mut out);
        out
    }

    #[test]
    fn a_style_does_not_linger_and_only_what_changes_is_told() {
        let plain = Style::default();
        let bold = Style {
            modifier: Modifier::BOLD | Modifier::REVERSED,
            fg: Color::Indexed(9),
            bg: Color::Reset,
        };
        let red = Style {
            fg: Color::Red,
            ..bold
        };
        let dim = Style {
            modifier: Modifier::DIM,
            ..red
        };
        assert_eq!(told(bold, plain), "\x1b[1;7;38;5;9m");
        assert_eq!(told(red, bold), "\x1b[31m");
        assert_eq!(told(dim, red), "\x1b[0;2;31m");
        assert_eq!(told(plain, dim), "\x1b[m");
        assert_eq!(
            told(
                Style {
                    fg: Color::Reset,
                    ..red
                },
                red
            ),
            "\x1b[39m"
        );
        assert_eq!(told(bold, bold), "");
    }
}
