//! Keys as the explorer knows them, free of any terminal library.

use std::fmt;

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

    /// The key as its half-width twin, where an input method sent a full-width form (`ｊ`,
    /// `／`) or kana that romaji input completes at once (a lone
    /// `い` stands for `i`).
    #[must_use]
    pub fn folded(self) -> Self {
        match self.code {
            Code::Char(c) => Self {
                code: Code::Char(half_width(c)),
                ..self
            },
            _ => self,
        }
    }
}

/// Full-width ASCII, the ideographic space, Japanese punctuation of the sign keys, and the
/// vowels that romaji input completes at once. Consonant keys arrive full-width (`ｊ`).
const fn half_width(c: char) -> char {
    match c {
        '\u{3000}' => ' ',
        '・' => '/',
        '、' => ',',
        '。' => '.',
        '「' => '[',
        '」' => ']',
        'ー' => '-',
        'あ' => 'a',
        'い' => 'i',
        'う' => 'u',
        'え' => 'e',
        'お' => 'o',
        'ん' => 'n',
        '’' => '\'',
        _ if c as u32 >= 0xff01 && c as u32 <= 0xff5e => match char::from_u32(c as u32 - 0xfee0) {
            Some(half) => half,
            None => c,
        },
        _ => c,
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
}
