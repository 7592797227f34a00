//! Where an entry ends although its line goes on: at the next entry, at a remark.

use super::sign::{is_mark_sign, is_sign, leaders};
use super::token::{Label, Lens, Token, is_close, token_at};
use crate::japanese::fold::is_blank;

/// Most characters of a bracket, or of a remark, that is passed over.
pub(super) const REMARK: usize = 60;

/// Whether words count something that is no money: `2署`, `27年度で完了`, `延べ120台を置く`.
fn is_count(words: &[char]) -> bool {
    let digits = words.iter().take_while(|c| c.is_ascii_digit()).count();
    let counter = words.get(digits).copied().unwrap_or(' ');
    let money = |c: &char| matches!(c, '円' | '億' | '兆' | '万' | '千' | '百' | '→' | '⇒');
    let again = |pair: &[char]| matches!(pair, [' ' | '(' | '[', digit] if digit.is_ascii_digit());
    digits > 0
        && counter.is_alphabetic()
        && words.len() <= REMARK
        && !words.iter().any(money)
        && !words.windows(2).any(again)
}

/// Past a sign that parts the request from the year before it, where that year's label and figure follow:
/// `要求額　86.4億円　／　前年度予算額　71.2億円`, `5億円、前年度4億円`.
pub(super) fn base_behind(fold: &[char], at: usize, lens: Lens) -> Option<usize> {
    // Of a run of blanks the first has looked past all of them.
    if at > 0 && fold.get(at - 1).is_some_and(|c| is_blank(*c)) {
        return None;
    }
    let blanks = |from: usize| fold.iter().skip(from).take_while(|c| is_blank(**c)).count();
    let parts = at + blanks(at);
    if !matches!(fold.get(parts), Some('、' | '/' | '／' | '|' | ',' | ';')) {
        return None;
    }
    let from = parts + 1 + blanks(parts + 1);
    let mut place = from;
    let mut before = false;
    // A label and `予算額`, `当初` behind it.
    for _ in 0..4 {
        let (token, end) = token_at(fold, place, lens, 0)?;
        match token {
            Token::Label(Label::Previous | Label::Year(_)) => before = true,
            Token::Label(Label::Plain) if before => {}
            Token::Money { .. } | Token::Dash | Token::Unspecified if before => return Some(from),
            _ => return None,
        }
        let colon = usize::from(fold.get(end) == Some(&':'));
        place = end + colon + blanks(end + colon);
    }
    None
}

/// Whether an entry ends here although the line goes on, and where the next one begins.
pub(super) fn entry_end(printed: &[char], fold: &[char], at: usize, marked: bool) -> Option<usize> {
    let c = fold.get(at).copied().unwrap_or(' ');
    if matches!(c, '、' | ';' | '。' | '／') {
        return Some(at + 1);
    }
    for word in ["ほか", "など", "等", "他"] {
        let ends = word.chars().zip(at..).all(|(w, i)| fold.get(i) == Some(&w));
        if ends {
            let end = at + word.chars().count();
            let rest = fold.get(end).copied().unwrap_or(' ');
            return matches!(rest, ' ' | '、' | '。').then_some(end + usize::from(rest != ' '));
        }
    }
    // `▽架空橋（3億円）▽架空道（5億円）`
    let closed = at
        .checked_sub(1)
        .and_then(|i| fold.get(i))
        .is_some_and(|c| is_close(*c) || *c == '円');
    let next = fold.get(at + 1);
    let word = next.is_some_and(|c| c.is_alphabetic() || matches!(c, '〈' | '【' | '<' | '['));
    if closed && word && is_mark_sign(c) && !matches!(c, '※' | '・' | '→' | '⇒' | '➡' | '×' | '&')
    {
        return Some(at);
    }
    // `▼架空灯台【760万円】灯室を直す。`
    let before = at.checked_sub(1).and_then(|i| fold.get(i));
    let dots = c == '・' && fold.get(at + 1) == Some(&'・');
    if marked && (dots || matches!(before, Some('】' | '》' | '〉')) && c.is_alphabetic()) {
        return Some(fold.len());
    }
    if c != ' ' {
        return None;
    }
    let blanks = fold.iter().skip(at).take_while(|c| **c == ' ').count();
    let next = fold.get(at + blanks).copied()?;
    // `架空桟橋 3億円 ／ 架空灯台 5億円`
    let after = fold.get(at + blanks + 1).copied().unwrap_or('x');
    if matches!(next, '/' | '／' | '|') && after == ' ' {
        return Some(at + blanks + 1);
    }
    let wide = blanks > 1
        || printed
            .get(at)
            .is_some_and(|c| matches!(c, '\u{3000}' | '\t'));
    let sign = is_mark_sign(next);
    let word = next.is_alphabetic() && !"前令平元補増事新皆同廃再".contains(next);
    // `R8 4,200 → R9 4,650`: an arrow before a figure leads to it.
    let after = fold.iter().skip(at + blanks + 1).find(|c| !is_blank(**c));
    let leads = matches!(next, '→' | '⇒' | '➡')
        && after.is_some_and(|c| {
            let label = matches!(c, 'R' | 'H' | '令' | '元' | '―' | '—' | '[' | '(' | '【');
            c.is_ascii_digit() || is_sign(*c) || label
        });
    if sign && !leads && !leaders(fold, at + blanks) {
        return Some(at + blanks);
    }
    // `R9：512百万円　　R8：498百万円`: a year is the label of the figures behind it.
    let year = crate::parse::general::year::year_at(fold, at + blanks, None).is_some();
    if wide && word && !year {
        return Some(at + blanks);
    }
    // A few words without digits after the amount of a marked line: a remark.
    let rest: Vec<char> = fold.iter().skip(at + blanks).copied().collect();
    if marked && wide && closed && is_count(&rest) {
        return Some(fold.len());
    }
    // `▽架空館 1億円 屋根の改修、庭の整備など`: a list of what it is for.
    let list = rest.len() <= 50
        && !rest.first().is_some_and(|c| matches!(c, 'ぁ'..='ん'))
        && !["す", "る", "た"]
            .iter()
            .any(|end| rest.iter().collect::<String>().trim_end().ends_with(end));
    let remark = marked
        && word
        && (rest.len() <= 16 || list)
        && rest
            .iter()
            .all(|c| !c.is_ascii_digit() && *c != '。' && *c != '円');
    remark.then_some(fold.len())
}
