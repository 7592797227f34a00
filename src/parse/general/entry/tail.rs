//! The tail of a line: the rest from the earliest place where there are only figures. Everything rests on
//! this test: what has no tail is running text or a name.

use super::end::{REMARK, base_behind, entry_end};
use super::sign::{is_sign, leaders};
use super::token::{Label, Lens, Tag, Token, bracketed_tags, closing, is_close, token_at};
use crate::japanese::fold::is_blank;

/// Most characters of a bracket that is looked into.
const BRACKET: usize = 160;

/// The figures at the end of an entry.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Tail {
    /// Where it begins.
    pub start: usize,
    /// Where the next entry of the line begins, or the line ends.
    pub end: usize,
    /// Its words.
    pub tokens: Vec<Token>,
}

impl Tail {
    /// Whether it says any money.
    #[must_use]
    pub fn has_value(&self) -> bool {
        self.tokens
            .iter()
            .any(|t| matches!(t, Token::Money { .. } | Token::Unspecified | Token::Dash))
    }
}

/// The earliest tail at or after a place. `printed` are the same characters as printed, for wide blanks.
#[must_use]
pub fn find(
    printed: &[char],
    fold: &[char],
    from: usize,
    lens: Lens,
    marked: bool,
) -> Option<Tail> {
    let first = fold.iter().skip(from).take_while(|c| **c == ' ').count() + from;
    (first..fold.len())
        .filter(|at| may_begin(fold, *at, first))
        .filter(|at| !changed_in_name(fold, *at, first))
        .find_map(|at| tail_at(printed, fold, at, lens, marked).filter(Tail::has_value))
}

/// A whole text that is only figures, labels, arrows, tags, with or without a value.
#[must_use]
pub fn only(printed: &[char], fold: &[char], lens: Lens) -> Option<Tail> {
    let first = fold.iter().take_while(|c| **c == ' ').count();
    let tail = tail_at(printed, fold, first, lens, false)?;
    let rest = fold.iter().skip(tail.end).all(|c| *c == ' ');
    (rest && !tail.tokens.is_empty()).then_some(tail)
}

/// A tail begins at a border: not within a number, nor within a word that only looks like a label.
fn may_begin(fold: &[char], at: usize, first: usize) -> bool {
    let c = fold.get(at).copied().unwrap_or(' ');
    if c == ' ' {
        return false;
    }
    if at == first {
        return true;
    }
    let before = fold.get(at - 1).copied().unwrap_or(' ');
    if closing(c).is_some() || matches!(c, '▲' | '△' | '+' | '⇒' | '→' | '※' | '-' | '―' | '—')
    {
        return true;
    }
    // Numerals that go on with a number: 三円 in `0.01億三円`.
    let is_numeral = "〇一二三四五六七八九十百千".contains(c);
    if is_numeral
        && (before.is_ascii_digit() || "〇一二三四五六七八九十百千万億兆".contains(before))
    {
        return false;
    }
    if c.is_ascii_digit() {
        return !(before.is_ascii_alphanumeric()
            || matches!(before, ',' | '.' | '~' | '〜')
            || "〇一二三四五六七八九十百千万億兆第".contains(before)
            || is_sign(before));
    }
    let border = matches!(
        before,
        ' ' | '。'
            | ')'
            | ']'
            | '】'
            | '〉'
            | '》'
            | ':'
            | '・'
            | '.'
            | '…'
            | '‥'
            | '='
            | '」'
            | '>'
    );
    border
        || "〇一二三四五六七八九十百千".contains(c)
        || c == '事' && fold.get(at + 1) == Some(&'項')
}

/// Whether a signed amount in a bracket there closes up with a name before the amount of the entry: `祝い金の増額(+5万円)  1.5億円`.
fn changed_in_name(fold: &[char], at: usize, first: usize) -> bool {
    let sign = fold.get(at) == Some(&'(') && fold.get(at + 1).is_some_and(|c| is_sign(*c));
    let glued = at > first && fold.get(at - 1).is_some_and(|c| c.is_alphabetic());
    let Some(close) = close_of(fold, at).filter(|_| sign && glued) else {
        return false;
    };
    let blanks = fold.iter().skip(close).take_while(|c| **c == ' ').count();
    let next = fold.get(close + blanks);
    blanks > 0 && next.is_some_and(char::is_ascii_digit)
}

fn tail_at(printed: &[char], fold: &[char], at: usize, lens: Lens, marked: bool) -> Option<Tail> {
    let mut tail = Tail {
        start: at,
        end: fold.len(),
        tokens: Vec::new(),
    };
    let mut open: Vec<usize> = Vec::new();
    let mut before = None;
    let mut i = at;
    while i < fold.len() {
        let c = fold.get(i).copied().unwrap_or(' ');
        if open.is_empty()
            && tail.has_value()
            && let Some(next) = base_behind(fold, i, lens)
        {
            i = next;
            continue;
        }
        if open.is_empty()
            && tail.has_value()
            && let Some(end) = entry_end(printed, fold, i, marked)
        {
            tail.end = end;
            return Some(tail);
        }
        if is_filler(c) || leaders(fold, i) {
            i += 1;
            continue;
        }
        if !open.is_empty() && matches!(c, '、' | ',' | '・' | '/' | ';' | '。' | '~') {
            i += 1;
            continue;
        }
        if open.is_empty()
            && let Some((tags, end)) = bracketed_tags(fold, i)
        {
            tail.tokens.extend(tags.into_iter().map(Token::Tag));
            i = end;
            continue;
        }
        let part = || relisted_part(fold, i);
        let fund = || tail.has_value() && of_fund(fold, i);
        if closing(c).is_some() && (memo(fold, i) || open.is_empty() && (fund() || part())) {
            let end = close_of(fold, i)?;
            if part() {
                tail.tokens.push(Token::Tag(Tag::PartlyRelisted));
            }
            tail.tokens.push(Token::Skipped((i, end)));
            i = end;
            continue;
        }
        let Some((token, end)) = token_at(fold, i, lens, open.len()) else {
            // A bracket of other words behind the figures of an entry is a remark on them.
            let (from, kept) = (open.first().copied()?, before?);
            tail.tokens.truncate(kept);
            let end = close_of(fold, from)?;
            let inner: String = fold.get(from..end).unwrap_or_default().iter().collect();
            let part = [
                "含む",
                "含み",
                "除く",
                "充当",
                "当たり",
                "あたり",
                "単価",
                "上限",
                "限度",
                "につき",
            ]
            .iter()
            .any(|w| inner.contains(w));
            let money = !part
                && fold
                    .get(from..end)
                    .is_some_and(|b| b.iter().any(|c| matches!(c, '円' | '億' | '兆')));
            if !tail.has_value() || money || end - from > REMARK {
                return None;
            }
            tail.tokens.push(Token::Skipped((from, end)));
            open.clear();
            i = end;
            continue;
        };
        if token == Token::Open && open.is_empty() {
            before = Some(tail.tokens.len());
        }
        match token {
            Token::Open => open.push(i),
            Token::Close => {
                open.pop();
            }
            _ => {}
        }
        if open.first().is_some_and(|from| i - from > BRACKET) {
            return None;
        }
        let added = token == Token::Open && lens.added == Some(c);
        tail.tokens.push(token);
        if added {
            tail.tokens.push(Token::Label(Label::Supplementary));
        }
        i = end;
    }
    open.is_empty().then_some(tail)
}

/// A bracket of a part that the figure before it holds already: （うち…）, 【内 …】.
fn memo(fold: &[char], at: usize) -> bool {
    let words: String = fold
        .iter()
        .skip(at + 1)
        .filter(|c| **c != ' ')
        .take(3)
        .collect();
    [
        "うち",
        "補正後",
        "補正前",
        "内、",
        "内訳",
        "ただし",
        "総事業",
        "参考",
        "別途",
        "ほか",
    ]
    .iter()
    .any(|w| words.starts_with(w))
}

/// A bracket of the funds that pay for the figure before it: `（一般財源 100万円）`.
fn of_fund(fold: &[char], at: usize) -> bool {
    let inner = fold.iter().skip(at + 1).filter(|c| **c != ' ');
    let words: String = inner.take(3).collect();
    [
        "一般財",
        "特定財",
        "財源",
        "国庫",
        "国費",
        "県費",
        "県債",
        "市債",
        "地方債",
        "起債",
        "債務負",
        "総額",
    ]
    .iter()
    .any(|w| words.starts_with(w))
}

/// A bracket that says how much of the figure before it is listed elsewhere: `（再掲：1.1億円）`.
fn relisted_part(fold: &[char], at: usize) -> bool {
    let inner = fold.iter().skip(at + 1).take(24);
    let words: String = inner
        .filter(|c| **c != ' ')
        .take_while(|c| !is_close(**c))
        .collect();
    let rest = ["一部再掲", "うち再掲", "再掲分", "再掲"]
        .iter()
        .find_map(|word| words.strip_prefix(word));
    rest.is_some_and(|rest| rest.chars().any(|c| c.is_ascii_digit()))
}

/// Past the bracket that closes the one that opens there.
fn close_of(fold: &[char], at: usize) -> Option<usize> {
    let open = *fold.get(at)?;
    let close = closing(open)?;
    let mut depth = 0_usize;
    for (i, c) in fold.iter().enumerate().skip(at).take(BRACKET) {
        if *c == open {
            depth += 1;
        } else if *c == close {
            depth = depth.saturating_sub(1);
            if depth == 0 {
                return Some(i + 1);
            }
        }
    }
    None
}

/// Blanks and the marks that lead from a name to its amount.
fn is_filler(c: char) -> bool {
    is_blank(c) || matches!(c, ':' | '…' | '‥' | '｜' | '|' | '=' | '･' | '_')
}
