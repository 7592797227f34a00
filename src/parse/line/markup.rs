//! What is printed for the layout and is no word: `#`, list marks, bold marks, 再掲.

use std::borrow::Cow;

use crate::japanese::fold::{fold_char, is_blank, trimmed};
use crate::parse::letters::Letters;

/// Number of `#`, whether it is a list item, and the words behind.
pub(super) fn parts(text: &str) -> (u8, bool, &str) {
    // What no heading and no item begins with.
    if !matches!(
        text.as_bytes().first(),
        Some(b'#' | b'-' | b'*' | b'+' | 0xe2 | 0xe3 | 0xef)
    ) {
        return (0, false, text);
    }
    let marks = text.bytes().take_while(|byte| *byte == b'#').count();
    let depth = u8::try_from(marks).unwrap_or(u8::MAX);
    // A line begins with no blank, but behind its marks there may be some.
    let rest = match text.get(marks..) {
        Some(rest) if marks > 0 => rest.trim_start_matches(is_blank),
        _ => text,
    };
    let unmarked = strip_list_mark(rest);
    (depth, unmarked.is_some(), unmarked.unwrap_or(rest))
}

/// Without bold marks.
pub(super) fn without_bold(text: &str, letters: Letters) -> Cow<'_, str> {
    let pair = |pair: &[u8]| matches!(pair, b"**" | b"__");
    if !letters.has(Letters::BOLD) || !text.as_bytes().windows(2).any(pair) {
        return Cow::Borrowed(text);
    }
    // Most are bold from end to end, or to where the next line goes on.
    let inner = text.strip_prefix("**").unwrap_or(text);
    let inner = inner.strip_suffix("**").unwrap_or(inner);
    if memchr::memchr2(b'*', b'_', inner.as_bytes()).is_none() {
        return Cow::Borrowed(trimmed(inner));
    }
    let words = text.replace("**", "").replace("__", "");
    let kept = trimmed(&words);
    Cow::Owned(if kept.len() == words.len() {
        words
    } else {
        kept.to_owned()
    })
}

fn strip_list_mark(text: &str) -> Option<&str> {
    // ・, • and ● and ○, and the last begin with these bytes.
    if !matches!(
        text.as_bytes(),
        [b'-' | b'*' | b'+' | 0xe2 | 0xef, ..] | [0xe3, 0x83, 0xbb, ..]
    ) {
        return None;
    }
    if let Some(rest) = text.strip_prefix(['-', '*', '+']) {
        let is_mark = rest.starts_with(is_blank);
        return is_mark.then(|| rest.trim_start_matches(is_blank));
    }
    // The last is the bullet of symbol fonts, as it comes out of a PDF.
    text.strip_prefix(['・', '•', '●', '○', '\u{f0b7}'])
        .map(|rest| rest.trim_start_matches(is_blank))
}

/// Takes the 再掲 mark off a heading or name; tells whether there was one.
#[must_use]
pub fn take_relisted_mark(text: &str) -> (String, bool) {
    if !text.contains('再') {
        return (trimmed(text).to_owned(), false);
    }
    let chars: Vec<char> = text.chars().collect();
    let mut out = String::with_capacity(text.len());
    let (mut i, mut found) = (0, false);
    while let Some(c) = chars.get(i) {
        if let Some(length) = relisted_mark_at(&chars, i) {
            found = true;
            i += length;
        } else {
            out.push(*c);
            i += 1;
        }
    }
    let mut out = trimmed(&out).to_owned();
    if let Some(rest) = out.strip_suffix("再掲")
        && rest.ends_with(is_blank)
    {
        out = rest.trim_end_matches(is_blank).to_owned();
        found = true;
    }
    (out, found)
}

/// Length in characters of a bracketed 再掲 that starts here.
fn relisted_mark_at(chars: &[char], at: usize) -> Option<usize> {
    let close = match fold_char(*chars.get(at)?) {
        '(' => ')',
        '【' => '】',
        '[' => ']',
        _ => return None,
    };
    let rest = chars.iter().skip(at + 1).take(7).map(|c| fold_char(*c));
    let end = rest.clone().position(|c| c == close)?;
    let inner = rest.take(end).filter(|c| *c != ' ');
    inner.eq("再掲".chars()).then_some(end + 2)
}
