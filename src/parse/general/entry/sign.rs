//! Signs before entries and amounts, and the dots that lead from one to the other.

use super::token::closing;
use crate::japanese::fold::is_blank;

pub(super) const fn is_sign(c: char) -> bool {
    matches!(c, '▲' | '△' | '+' | '-')
}

pub(super) fn leaders(fold: &[char], at: usize) -> bool {
    let c = fold.get(at).copied().unwrap_or(' ');
    let same = |i: Option<usize>| i.and_then(|i| fold.get(i)) == Some(&c);
    matches!(c, '・' | '.' | '─' | '―' | '-' | '—')
        && (same(Some(at + 1)) || same(at.checked_sub(1)))
}

/// A sign that may stand before an entry: no letter, digit, bracket or sign of amounts.
#[must_use]
pub fn is_mark_sign(c: char) -> bool {
    !(c.is_alphanumeric()
        || is_blank(c)
        || closing(c).is_some()
        || matches!(
            c,
            ')' | ']'
                | '】'
                | '〉'
                | '》'
                | '>'
                | '≫'
                | '」'
                | '、'
                | '。'
                | ','
                | '.'
                | ':'
                | ';'
                | '+'
                | '-'
                | '▲'
                | '△'
                | '▼'
                | '…'
                | '‥'
                | '%'
                | '~'
                | '='
                | '|'
                | '／'
                | '/'
                | '『'
                | '』'
                | '"'
                | '\''
                | '“'
                | '”'
                | '!'
                | '?'
                | '\u{ff5e}'
                | '〜'
                | '々'
                | 'ー'
                | '⇒'
                | '_'
                | '´'
                | '’'
                | '‘'
                | '\u{3099}'
                | '\u{309a}'
                | '―'
                | '—'
                | '─'
        ))
}
