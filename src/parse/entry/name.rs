//! Where a programme's name ends, and whether a line goes on.

use std::borrow::Cow;

use crate::japanese::fold::{fold_char, is_blank, trimmed};
use crate::parse::line::take_relisted_mark;

/// A name without what ends it, and whether it carried 再掲.
pub(super) fn clean_name(name: &str) -> (Cow<'_, str>, bool) {
    let end = |c| is_blank(c) || matches!(c, '・' | '：' | ':' | '…' | '‥');
    // Most names have no 再掲 in them.
    if !name.contains('再') {
        return (name.trim_matches(end).into(), false);
    }
    let (name, relisted) = take_relisted_mark(trimmed(name));
    (name.trim_matches(end).to_owned().into(), relisted)
}

/// What stands between two places, in characters.
pub(super) fn slice(text: &str, start: usize, end: usize) -> &str {
    let behind = |text: &str, count: usize| {
        let mut chars = text.chars();
        match count.checked_sub(1) {
            Some(last) => chars
                .nth(last)
                .map_or(text.len(), |_| text.len() - chars.as_str().len()),
            None => 0,
        }
    };
    let rest = text.get(behind(text, start)..).unwrap_or_default();
    let length = behind(rest, end.saturating_sub(start));
    rest.get(..length).unwrap_or_default()
}

/// The line ends within figures: `（元年度 2.2億` of `（元年度 2.2億円）`, or within a bracket: `1.0億円【新` of `1.0億円【新規】`.
pub(super) fn is_cut(text: &str) -> bool {
    let open = |opens: char, closes: char| {
        let at = |c: char| text.chars().rev().position(|own| fold_char(own) == c);
        at(opens).is_some_and(|open| at(closes).is_none_or(|close| open < close))
    };
    let last = text.chars().next_back().map(fold_char);
    open('(', ')')
        || open('【', '】')
        || open('[', ']')
        || last.is_some_and(|c| c.is_ascii_digit() || "兆億百千万.,".contains(c))
}

/// An opening bracket waits for its closing one, or the line ends in a comma.
pub(super) fn unbalanced(text: &str) -> bool {
    // Most have no bracket; one of full width begins with this byte.
    if memchr::memchr2(b'(', 0xef, text.as_bytes()).is_none() {
        return text.ends_with('、');
    }
    let mut depth = 0_i32;
    for c in text.chars().map(fold_char) {
        match c {
            '(' => depth += 1,
            ')' => depth -= 1,
            _ => {}
        }
    }
    depth > 0 || text.ends_with('、')
}
