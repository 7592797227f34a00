//! Keys as the explorer knows them, free of any terminal library.

use std::fmt;
use std::str::FromStr;

use crate::japanese::width::key_of;

/// Which key was pressed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Code {
    /// A character as typed: upper case and signs are characters of their own.
    Char(char),
    /// Enter, Return.
    Enter,
    /// Escape.
    Esc,
    /// Tab.
    Tab,
    /// Shift-Tab.
    BackTab,
    /// Backspace.
    Backspace,
    /// Delete.
    Delete,
    /// Cursor up.
    Up,
    /// Cursor down.
    Down,
    /// Cursor left.
    Left,
    /// Cursor right.
    Right,
    /// Home.
    Home,
    /// End.
    End,
    /// Page up.
    PageUp,
    /// Page down.
    PageDown,
    /// A function key by its number.
    F(u8),
}

/// One key press.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Key {
    /// The key.
    pub code: Code,
    /// Whether Control was held.
    pub ctrl: bool,
}

impl Key {
    /// A key without Control.
    #[must_use]
    pub const fn plain(code: Code) -> Self {
        Self { code, ctrl: false }
    }

    /// A character key.
    #[must_use]
    pub const fn char(c: char) -> Self {
        Self::plain(Code::Char(c))
    }

    /// Control with a letter.
    #[must_use]
    pub const fn ctrl(c: char) -> Self {
        Self {
            code: Code::Char(c),
            ctrl: true,
        }
    }

    /// The key that arrives in this one's place: a terminal sends the same byte for both, and we
    /// ask for no keyboard protocol that would tell them apart.
    #[must_use]
    pub const fn arrives_as(self) -> Option<Self> {
        match self.code {
            Code::Char('i') if self.ctrl => Some(Self::plain(Code::Tab)),
            Code::Char('m' | 'j') if self.ctrl => Some(Self::plain(Code::Enter)),
            _ => None,
        }
    }

    /// The key as its half-width twin, where an input method sent a full-width form (`ｊ`,
    /// `／`) or kana that romaji input completes at once (a lone
    /// `い` stands for `i`).
    #[must_use]
    pub fn folded(self) -> Self {
        match self.code {
            Code::Char(c) => Self {
                code: Code::Char(key_of(c)),
                ..self
            },
            _ => self,
        }
    }
}

impl fmt::Display for Key {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.ctrl {
            f.write_str("Ctrl-")?;
        }
        match self.code {
            Code::Char(' ') => f.write_str("Space"),
            Code::Char(c) => write!(f, "{c}"),
            Code::Enter => f.write_str("Enter"),
            Code::Esc => f.write_str("Esc"),
            Code::Tab => f.write_str("Tab"),
            Code::BackTab => f.write_str("Shift-Tab"),
            Code::Backspace => f.write_str("Backspace"),
            Code::Delete => f.write_str("Delete"),
            Code::Up => f.write_str("Up"),
            Code::Down => f.write_str("Down"),
            Code::Left => f.write_str("Left"),
            Code::Right => f.write_str("Right"),
            Code::Home => f.write_str("Home"),
            Code::End => f.write_str("End"),
            Code::PageUp => f.write_str("PgUp"),
            Code::PageDown => f.write_str("PgDn"),
            Code::F(n) => write!(f, "F{n}"),
        }
    }
}

/// The names of keys without a character; the first of each key is the one shown.
const NAMES: &[(&str, Code)] = &[
    ("Space", Code::Char(' ')),
    ("Enter", Code::Enter),
    ("Return", Code::Enter),
    ("Esc", Code::Esc),
    ("Escape", Code::Esc),
    ("Tab", Code::Tab),
    ("Shift-Tab", Code::BackTab),
    ("BackTab", Code::BackTab),
    ("Backspace", Code::Backspace),
    ("Delete", Code::Delete),
    ("Del", Code::Delete),
    ("Up", Code::Up),
    ("Down", Code::Down),
    ("Left", Code::Left),
    ("Right", Code::Right),
    ("Home", Code::Home),
    ("End", Code::End),
    ("PgUp", Code::PageUp),
    ("PageUp", Code::PageUp),
    ("PgDn", Code::PageDown),
    ("PageDown", Code::PageDown),
];

/// The text names no key.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NoKey;

impl FromStr for Key {
    type Err = NoKey;

    /// Reads a key as it is shown: `q`, `Ctrl-d`, `Space`, `PgUp`, `F1`. Names may be written
    /// in small letters, Control also as `C-d` or `^d`.
    fn from_str(text: &str) -> Result<Self, NoKey> {
        if let Some(c) = only_char(text) {
            return Ok(Self::char(c));
        }
        let with_control = ["Ctrl-", "ctrl-", "CTRL-", "Control-", "C-", "^"];
        if let Some(rest) = with_control.iter().find_map(|p| text.strip_prefix(p)) {
            // Terminals send the same for both cases of a letter.
            let c = only_char(rest).filter(char::is_ascii_alphabetic);
            return c.map(|c| Self::ctrl(c.to_ascii_lowercase())).ok_or(NoKey);
        }
        if let Some((_, code)) = NAMES.iter().find(|(n, _)| n.eq_ignore_ascii_case(text)) {
            return Ok(Self::plain(*code));
        }
        let number = text.strip_prefix(['F', 'f']).and_then(|n| n.parse().ok());
        match number {
            Some(n @ 1..=24) => Ok(Self::plain(Code::F(n))),
            _ => Err(NoKey),
        }
    }
}

fn only_char(text: &str) -> Option<char> {
    let mut chars = text.chars();
    let first = chars.next().filter(|c| !c.is_control())?;
    chars.next().is_none().then_some(first)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_of_an_input_method_fold_to_half_width() {
        for (typed, key) in [
            ('ｊ', 'j'),
            ('ｋ', 'k'),
            ('／', '/'),
            ('？', '?'),
            ('ｑ', 'q'),
            ('Ｇ', 'G'),
            ('い', 'i'),
            ('・', '/'),
            ('j', 'j'),
            ('　', ' '),
        ] {
            assert_eq!(Key::char(typed).folded(), Key::char(key));
        }
    }

    #[test]
    fn keys_have_names() {
        assert_eq!(Key::ctrl('d').to_string(), "Ctrl-d");
        assert_eq!(Key::char(' ').to_string(), "Space");
    }

    #[test]
    fn a_key_is_read_as_it_is_shown() {
        let shown = NAMES.iter().map(|(_, code)| Key::plain(*code));
        let more = [
            Key::char('q'),
            Key::char('？'),
            Key::ctrl('d'),
            Key::plain(Code::F(12)),
        ];
        for key in shown.chain(more) {
            assert_eq!(key.to_string().parse(), Ok(key));
        }
        for (text, key) in [
            ("ctrl-D", Key::ctrl('d')),
            ("C-d", Key::ctrl('d')),
            ("^d", Key::ctrl('d')),
            ("^", Key::char('^')),
            ("pageup", Key::plain(Code::PageUp)),
            (" ", Key::char(' ')),
        ] {
            assert_eq!(text.parse(), Ok(key), "{text}");
        }
        for text in [
            "",
            "qq",
            "Ctrl-",
            "Ctrl-Enter",
            "F0",
            "F99",
            "Alt-x",
            "\u{1b}",
        ] {
            assert_eq!(text.parse::<Key>(), Err(NoKey), "{text:?}");
        }
    }
}
