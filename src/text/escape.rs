//! Making the document's text harmless and readable on a terminal.
//!
//! A control character in a document must never reach the terminal, where it could move the
//! cursor, change the title or hide text; it is shown instead.

use std::borrow::Cow;
use std::fmt;

use unicode_width::UnicodeWidthChar;

/// Most marks that stay on one base: more than any script has, and few enough to draw.
pub const MOST_MARKS: usize = 8;

/// Text that a terminal shows and does not obey. What writes to a terminal takes this type, so
/// that no text gets there in another way.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Harmless<'a>(Cow<'a, str>);

impl<'a> Harmless<'a> {
    /// One line, made harmless as by [`shown`].
    #[must_use]
    pub fn line(text: &'a str) -> Self {
        Self(shown(text))
    }

    /// What stands in one cell of a screen, in the width that it has: what is not harmless has a
    /// sign in its place, and marks too many are left out.
    #[must_use]
    pub fn cell(symbol: &'a str) -> Self {
        if is_harmless(symbol) {
            return Self(Cow::Borrowed(symbol));
        }
        let seen = |c: char| if is_unsafe(c) { '\u{fffd}' } else { c };
        Self(symbol.chars().map(seen).take(1 + MOST_MARKS).collect())
    }

    /// The text.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for Harmless<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// The text with control characters, bidirectional overrides and invisible characters made
/// visible (`␛`, `<U+202E>`), and tabs turned into one space. Line feeds are made visible too:
/// pass one line at a time. Of more than [`MOST_MARKS`] marks on one letter the number of those
/// left out is shown: `<+92>`.
#[must_use]
pub fn shown(text: &str) -> Cow<'_, str> {
    if is_harmless(text) {
        return Cow::Borrowed(text);
    }
    let mut out = String::with_capacity(text.len().min(1 << 16) + 16);
    let mut marks = 0;
    for c in text.chars() {
        if is_mark(c) {
            marks += 1;
            if marks > MOST_MARKS {
                continue;
            }
        } else {
            push_left_out(marks, &mut out);
            marks = 0;
        }
        match c {
            '\t' => out.push(' '),
            '\u{7f}' => out.push('␡'),
            '\0'..='\u{1f}' => out.push(control_picture(c)),
            _ if is_unsafe(c) => out.push_str(&format!("<U+{:04X}>", u32::from(c))),
            _ => out.push(c),
        }
    }
    push_left_out(marks, &mut out);
    Cow::Owned(out)
}

fn push_left_out(marks: usize, out: &mut String) {
    if marks > MOST_MARKS {
        out.push_str(&format!("<+{}>", marks - MOST_MARKS));
    }
}

/// Whether [`shown`] leaves the text as it is.
fn is_harmless(text: &str) -> bool {
    let mut marks = 0;
    text.chars().all(|c| {
        // What nearly every character is.
        if matches!(c, ' '..='~' | '、'..='】' | 'ぁ'..='ゖ' | 'ァ'..='ー' | '一'..='鿿' | '─'..='▟') {
            marks = 0;
            return true;
        }
        marks = if is_mark(c) { marks + 1 } else { 0 };
        marks <= MOST_MARKS && !is_unsafe(c)
    })
}

/// Whether the character is drawn upon the one before it.
fn is_mark(c: char) -> bool {
    c >= '\u{300}' && !is_unsafe(c) && c.width() == Some(0)
}

fn control_picture(c: char) -> char {
    char::from_u32(0x2400 + u32::from(c)).unwrap_or('\u{fffd}')
}

/// Whether a terminal might act on the character, or hide it or its neighbours.
///
/// Variation selectors stay: Japanese names are written with them.
#[must_use]
pub const fn is_unsafe(c: char) -> bool {
    matches!(c,
        '\0'..='\u{1f}'
        | '\u{7f}'..='\u{9f}'
        | '\u{ad}' | '\u{61c}' | '\u{115f}' | '\u{1160}' | '\u{180e}'
        | '\u{200b}'..='\u{200f}'
        | '\u{2028}'..='\u{202e}'
        | '\u{2060}'..='\u{206f}'
        | '\u{3164}' | '\u{feff}' | '\u{ffa0}'
        | '\u{fff9}'..='\u{fffb}'
        | '\u{e0000}'..='\u{e007f}')
}

/// A source line as people read it: heading marks, bold marks and list markers taken off
/// (`- ・地域` and `- 地域` both become `・地域`), and made harmless as by [`shown`].
#[must_use]
pub fn plain_line(text: &str) -> String {
    let line = text.trim();
    let line = match line.strip_prefix('#') {
        Some(rest) => rest.trim_start_matches('#').trim_start(),
        None => line,
    };
    let line = line.replace("**", "");
    let line = line.trim();
    let body = ["- ", "* ", "+ "]
        .iter()
        .find_map(|marker| line.strip_prefix(marker))
        .map(str::trim_start);
    let plain = match body {
        None => line.to_owned(),
        Some(body) if starts_with_own_mark(body) => body.to_owned(),
        Some(body) => format!("・{body}"),
    };
    shown(&plain).into_owned()
}

/// Whether the item brings a mark of its own, so that a second bullet would be noise.
fn starts_with_own_mark(text: &str) -> bool {
    text.starts_with(|c: char| {
        matches!(
            c,
            '・' | '•' | '※' | '○' | '●' | '◆' | '◇' | '■' | '□' | '→' | '⇒' | '☞'
        ) || ('①'..='⑳').contains(&c)
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn escape_codes_are_shown_not_obeyed() {
        assert_eq!(shown("a\u{1b}[2Jb"), "a␛[2Jb");
        assert_eq!(shown("a\tb\r"), "a b␍");
        assert_eq!(shown("\u{9b}31m\u{202e}abc"), "<U+009B>31m<U+202E>abc");
        assert!(matches!(shown("地域おこし協力隊"), Cow::Borrowed(_)));
    }

    #[test]
    fn marks_too_many_are_counted_and_left_out() {
        let marks = |n| "\u{301}".repeat(n);
        let heap = format!("e{}a", marks(10_000));
        assert_eq!(shown(&heap), format!("e{}<+9992>a", marks(8)));
        let eight = format!("か\u{3099}e{}", marks(8));
        assert!(matches!(shown(&eight), Cow::Borrowed(_)));
        let once = shown(&heap).into_owned();
        assert_eq!(shown(&once), once);
        let alone = format!("e{}", marks(10_000));
        assert_eq!(Harmless::cell(&alone).as_str(), format!("e{}", marks(8)));
    }

    #[test]
    fn a_cell_keeps_its_width() {
        assert_eq!(Harmless::cell("地").as_str(), "地");
        assert_eq!(Harmless::cell("\u{1b}").as_str(), "\u{fffd}");
        assert_eq!(Harmless::cell("\u{2028}").as_str(), "\u{fffd}");
    }

    #[test]
    fn markup_is_taken_off() {
        for (line, plain) in [
            ("- ・地域課題の解決", "・地域課題の解決"),
            ("- 若者の意識", "・若者の意識"),
            ("## **【主な内容】**", "【主な内容】"),
            ("- ① 産業の振興", "① 産業の振興"),
            ("市場流通総額が**約30倍**", "市場流通総額が約30倍"),
            ("-5%", "-5%"),
            ("", ""),
        ] {
            assert_eq!(plain_line(line), plain);
        }
    }

    proptest! {
        #[test]
        fn nothing_unsafe_is_left(text in any::<String>()) {
            prop_assert!(!shown(&text).chars().any(is_unsafe));
            prop_assert!(!plain_line(&text).chars().any(is_unsafe));
        }
    }
}
