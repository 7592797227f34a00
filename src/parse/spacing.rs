//! Blanks that converters put between Japanese and Latin letters: `IT 人材` for `IT人材`.
//!
//! Word processors set a quarter of a blank where the scripts meet, and programs that draw text out of a page make a
//! whole one of it. Whether a text has them is told by the text: then nearly every such border is spaced.

use crate::model::{Base, Document, Request};

/// How many borders a text must have before they tell anything.
const ENOUGH: usize = 40;

/// Whether nearly every border between Japanese and Latin letters of a text is spaced. One pass.
#[must_use]
pub fn is_spaced(text: &str) -> bool {
    let bytes = text.as_bytes();
    let blanks = || memchr::memchr_iter(b' ', bytes);
    // One in ten may be close. Most texts have more than that of all their blanks, which are counted sooner than
    // looked at.
    let few = |spaced: usize| spaced < ENOUGH || has_close(bytes, spaced / 9 + 1);
    if few(blanks().count()) {
        return false;
    }
    let spaced = blanks().filter(|at| borders(bytes, *at, 1)).count();
    !few(spaced)
}

/// Whether so many borders are not spaced: no more are looked for.
fn has_close(bytes: &[u8], wanted: usize) -> bool {
    let (mut at, mut was_wide, mut seen) = (0, false, 0);
    while let Some(byte) = bytes.get(at) {
        let is_wide = *byte >= 0x80;
        // Scripts differ where one letter is of ASCII and the next is not, or the other way round.
        if is_wide != was_wide && borders(bytes, at, 0) {
            seen += 1;
            if seen == wanted {
                return true;
            }
        }
        was_wide = is_wide;
        at += match byte {
            0..0x80 => 1,
            0xe0..0xf0 => 3,
            0xf0.. => 4,
            _ => 2,
        };
    }
    false
}

/// Whether what ends before a place and what begins so many bytes behind it are letters of two scripts.
fn borders(bytes: &[u8], at: usize, behind: usize) -> bool {
    let (before, rest) = bytes.split_at_checked(at).unwrap_or_default();
    let rest = rest.get(behind..).unwrap_or_default();
    let latin = |byte: Option<&u8>| byte.is_some_and(|b| is_latin(*b));
    latin(rest.first()) && ends_japanese(before) || latin(before.last()) && begins_japanese(rest)
}

const fn is_latin(byte: u8) -> bool {
    // Nearly all bytes of a Japanese text go no further.
    byte < 0x80 && (byte.is_ascii_alphanumeric() || matches!(byte, b'#' | b'%'))
}

fn begins_japanese(bytes: &[u8]) -> bool {
    bytes.first_chunk().is_some_and(is_japanese)
}

fn ends_japanese(bytes: &[u8]) -> bool {
    bytes.last_chunk().is_some_and(is_japanese)
}

/// Whether three bytes are a letter of Japanese. The dot before an item is none.
fn is_japanese(bytes: &[u8; 3]) -> bool {
    bytes[0] >= 0xe3
        && std::str::from_utf8(bytes)
            .ok()
            .and_then(|text| text.chars().next())
            .is_some_and(|c| matches!(c, 'ぁ'..='ヺ' | 'ー' | '一'..='鿿' | '々'))
}

/// Takes those blanks out of the names of a document. The text of its nodes stays as it is printed.
pub fn close(document: &mut Document) {
    document.meta.title = closed(&document.meta.title);
    for node in &mut document.nodes {
        node.title = closed(&node.title);
        let Some(budget) = &mut node.budget else {
            continue;
        };
        if let Request::Parts(parts) = &mut budget.request {
            parts.iter_mut().for_each(|p| p.label = closed(&p.label));
        }
        if let Base::Parts(parts) = &mut budget.base {
            parts.iter_mut().for_each(|p| p.label = closed(&p.label));
        }
    }
}

fn closed(text: &str) -> String {
    let chars: Vec<char> = text.chars().collect();
    let between = |at: usize| {
        let before = at.checked_sub(1).and_then(|at| chars.get(at));
        before
            .zip(chars.get(at + 1))
            .is_some_and(|(a, b)| is_border(*a, *b))
    };
    let kept = chars.iter().enumerate();
    kept.filter(|(at, c)| **c != ' ' || !between(*at))
        .map(|(_, c)| *c)
        .collect()
}

/// Japanese on one side, a Latin letter or digit on the other.
fn is_border(a: char, b: char) -> bool {
    let japanese = |c: char| {
        let mut bytes = [0; 4];
        begins_japanese(c.encode_utf8(&mut bytes).as_bytes())
    };
    let latin = |c: char| u8::try_from(c).is_ok_and(is_latin);
    (japanese(a) && latin(b)) || (latin(a) && japanese(b))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_a_text_that_is_spaced_throughout_is_closed() {
        let spaced = "・IT 人材の育成 3 億円（2 億円）\n".repeat(20);
        assert!(is_spaced(&spaced));
        assert!(!is_spaced("・IT 人材の育成 3 億円"), "too little to tell");
        // One border in ten may be close, whichever side it has.
        let few = format!("{}{}", "A 港\n港 A\n".repeat(20), "港A\n".repeat(4));
        assert!(is_spaced(&few));
        assert!(!is_spaced(&format!("{few}A港\n")));
        assert!(
            !is_spaced(&"A 。\n。 A\nA  港\n・ A\n".repeat(40)),
            "no borders"
        );
        let by_hand = "・IT人材の育成 3億円（2億円）\n".repeat(20);
        assert!(!is_spaced(&by_hand));
        assert_eq!(
            closed("地域 IoT 実装 A B の #7119 化"),
            "地域IoT実装A Bの#7119化"
        );
    }
}
