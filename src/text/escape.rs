//! Making the document's text harmless and readable on a terminal.
//!
//! A control character in a document must never reach the terminal, where it could move the
//! cursor, change the title or hide text; it is shown instead.

use std::borrow::Cow;

/// The text with control characters, bidirectional overrides and invisible characters made
/// visible (`␛`, `<U+202E>`), and tabs turned into one space. Line feeds are made visible too:
/// pass one line at a time.
#[must_use]
pub fn shown(text: &str) -> Cow<'_, str> {
    if !text.chars().any(is_unsafe) {
        return Cow::Borrowed(text);
    }
    let mut out = String::with_capacity(text.len() + 16);
    for c in text.chars() {
        match c {
            '\t' => out.push(' '),
            '\u{7f}' => out.push('␡'),
            '\0'..='\u{1f}' => out.push(control_picture(c)),
            _ if is_unsafe(c) => out.push_str(&format!("<U+{:04X}>", u32::from(c))),
            _ => out.push(c),
        }
    }
    Cow::Owned(out)
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
