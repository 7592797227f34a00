//! What looks like a budget entry and could not be read as one: figures with a slip in them and
//! words that are nearly a budget mark. Whatever stands here is in no sum, so it is told.

use super::letters::Letters;
use super::line::Line;
use crate::japanese::fold::{fold_char, folded};
use crate::model::yen;

/// Brackets that a mark stands in, also those that a scan makes of them.
const fn opens(c: char) -> bool {
    matches!(c, '【' | '[' | '〔' | '(' | '「' | '『' | '{' | '<')
}

const fn closes(c: char) -> bool {
    matches!(c, '】' | ']' | '〕' | ')' | '」' | '』' | '}' | '>')
}

/// Words of their own that are one character from 予算: no slip unless money stands beside them.
const WORDS: [&str; 20] = [
    "予定", "予測", "予報", "予約", "予防", "予備", "予想", "予告", "予選", "決算", "試算", "計算",
    "換算", "積算", "概算", "精算", "清算", "暗算", "合算", "加算",
];

/// Characters that a scan takes for digits, or digits for them.
fn like_digit(c: char) -> bool {
    c.is_ascii_digit()
        || matches!(
            c,
            'l' | 'I' | '|' | 'O' | 'o' | 'S' | 'B' | 'Z' | '〇' | '○'
        )
}

/// The piece of a line that looks like an amount of money and is none, else the first amount, as printed: `8.l億円`, `0.5億`,
/// `3,250億円`. Digits that begin a word (`10万円給付`, `1億総活躍`) are none.
#[must_use]
pub fn amount_like(words: &str) -> Option<String> {
    let original: Vec<char> = words.chars().collect();
    let chars = folded(words);
    let (from, to) = worst(&chars, pieces(&chars))?;
    Some(original.get(from..to)?.iter().collect())
}

/// The first of the pieces that is no proper amount, or else the first.
fn worst(chars: &[char], pieces: impl Iterator<Item = (usize, usize)>) -> Option<(usize, usize)> {
    let proper = |(from, to): &(usize, usize)| {
        let mut piece = chars.iter().skip(*from).take(to - from);
        let number = |c: &&char| c.is_ascii_digit() || matches!(c, '.' | ',' | ' ');
        piece.clone().next_back() == Some(&'円')
            && !piece.any(|c| !number(&c) && !"兆億百千万円".contains(*c))
    };
    let mut first = None;
    for piece in pieces {
        if !proper(&piece) {
            return Some(piece);
        }
        first = first.or(Some(piece));
    }
    first
}

/// Where pieces that look like amounts start and end, in characters.
fn pieces(chars: &[char]) -> impl Iterator<Item = (usize, usize)> + '_ {
    let units = chars
        .iter()
        .enumerate()
        .filter(|(_, c)| yen::begins_unit(**c));
    units.filter_map(move |(at, _)| {
        let after = unit_end(chars, at)?;
        let next = chars.get(after).copied();
        // A unit inside a word is no unit.
        if next.is_some_and(|c| c.is_alphabetic() && !"のをがはとにで等再内増減要程".contains(c))
        {
            return None;
        }
        let start = number_before(chars, at)?;
        Some((start, after))
    })
}

/// The end of the unit of money that starts here.
fn unit_end(chars: &[char], at: usize) -> Option<usize> {
    yen::UNITS.iter().find_map(|unit| {
        let end = at + unit.word.chars().count();
        let here = chars.get(at..end)?;
        if !unit.word.chars().eq(here.iter().copied()) {
            return None;
        }
        match chars.get(end) {
            Some('円') => Some(end + 1),
            _ => (unit.yen >= yen::OKU.yen).then_some(end),
        }
    })
}

/// Where the number that ends before `end` starts; it has a digit, or a point between slips.
fn number_before(chars: &[char], end: usize) -> Option<usize> {
    let before = chars.get(..end)?;
    let blanks = before.iter().rev().take_while(|c| **c == ' ').count();
    let number: Vec<char> = before
        .iter()
        .rev()
        .skip(blanks)
        .take_while(|c| like_digit(**c) || matches!(c, '.' | ','))
        .copied()
        .collect();
    let digit = number.iter().any(char::is_ascii_digit);
    let point = number.len() > 2 && number.contains(&'.');
    (digit || point).then(|| end - blanks - number.len())
}

/// Whether a name, folded, holds what looks like an amount: then a part of the figures was not read.
#[must_use]
pub fn holds_amount(name: &[char]) -> bool {
    pieces(name).next().is_some()
}

/// [`entry_like`] of a line whose letters are known.
#[must_use]
pub fn entry_like_of(line: &Line) -> Option<String> {
    let may_be = line.letters.has_any(Letters::LARGE.and(Letters::SMALL));
    may_be.then(|| entry_like(&line.words)).flatten()
}

/// What a line behind a budget entry has that looks like the figures of one more: an amount in
/// a bracket with a year, or an amount that ends the line.
#[must_use]
pub fn entry_like(words: &str) -> Option<String> {
    let chars = folded(words);
    let first = *chars.first()?;
    if chars.contains(&'。') || "<※☞⇒→".contains(first) {
        return None;
    }
    if !chars.iter().any(|c| yen::begins_unit(*c)) {
        return None;
    }
    let original: Vec<char> = words.chars().collect();
    let text = |(from, to): (usize, usize)| original.get(from..to).map(|c| c.iter().collect());
    let in_bracket = |(from, _): &(usize, usize)| {
        let before: String = chars.iter().take(*from).collect();
        let bracket = before.rsplit_once('(').map(|(_, inside)| inside);
        bracket.is_some_and(|inside| inside.contains("年度") && !inside.contains(')'))
    };
    if pieces(&chars).any(|piece| in_bracket(&piece)) {
        return text(worst(&chars, pieces(&chars))?);
    }
    let last = pieces(&chars).last()?;
    let rest: String = chars.iter().skip(last.1).collect();
    let ends = matches!(
        rest.trim(),
        "" | "の内数" | "(の内数)" | "(再掲)" | "(新規)" | "【新規】" | "【再掲】"
    );
    let name: String = chars.iter().take(last.0).collect();
    let vague = [
        "約",
        "総額",
        "最大",
        "上限",
        "合計",
        "小計",
        "事業費",
        "計",
        ":",
        "うち",
    ];
    let stated = vague.iter().any(|word| name.trim_end().ends_with(word));
    (ends && !stated && !name.trim().is_empty()).then(|| text(last))?
}

/// [`near_mark`] of a line whose letters are known.
#[must_use]
pub fn near_mark_of(line: &Line) -> Option<String> {
    // Any word in 【】 may be one, in other brackets only 予算.
    let may_be =
        line.letters.has(Letters::MARK) || line.letters.has(Letters::OPEN.and(Letters::BUDGET));
    may_be.then(|| near_mark(&line.words)).flatten()
}

/// A word in brackets that is one character from a budget mark, brackets included, as printed.
/// With money on its line a mark inside the line counts as well: it opens no entry there.
#[must_use]
pub fn near_mark(words: &str) -> Option<String> {
    let money = || pieces(&folded(words)).next().is_some();
    let mut at_start = true;
    let mut rest = words.char_indices();
    while let Some((from, printed)) = rest.next() {
        // What nearly every character is: no bracket, blank or dot.
        if matches!(printed, 'ぁ'..='ヺ' | 'ー'..='鿿') {
            at_start = false;
            continue;
        }
        let open = fold_char(printed);
        let stands_at_start = at_start;
        at_start &= matches!(open, ' ' | '・');
        if !opens(open) {
            continue;
        }
        // In other brackets than 【 nothing but 予算 itself is suspected.
        let begun = || rest.clone().map(|(_, c)| c).find(|c| fold_char(*c) != ' ');
        if open != '【' && begun() != Some('予') {
            continue;
        }
        let Some((word, close, length)) = bracketed(rest.as_str()) else {
            continue;
        };
        let proper = open == '【' && close == '】';
        if !proper && word != "予算" {
            continue;
        }
        let suspected = match word.as_str() {
            "予算" => (!proper && stands_at_start || proper && !stands_at_start) && money(),
            known if WORDS.contains(&known) => proper && stands_at_start && money(),
            other => proper && one_slip(other, "予算") && (stands_at_start || money()),
        };
        if suspected {
            let end = rest.offset() + length;
            return words.get(from..end).map(str::to_owned);
        }
    }
    None
}

/// The word up to a closing bracket near by, without blanks; the bracket; and where it ends, in bytes.
fn bracketed(inside: &str) -> Option<(String, char, usize)> {
    let (end, close) = inside
        .char_indices()
        .take(12)
        .find(|(_, c)| closes(fold_char(*c)))?;
    let word = inside.chars().map(fold_char).take_while(|c| !closes(*c));
    let word = word.filter(|c| *c != ' ').collect();
    Some((word, fold_char(close), end + close.len_utf8()))
}

/// Whether one character put in, left out or exchanged makes `b` of `a`.
fn one_slip(a: &str, b: &str) -> bool {
    let (a, b): (Vec<char>, Vec<char>) = (a.chars().collect(), b.chars().collect());
    if a == b || a.len() < 2 || a.len().abs_diff(b.len()) > 1 {
        return false;
    }
    let common =
        |x: &mut dyn Iterator<Item = (&char, &char)>| x.take_while(|(p, q)| p == q).count();
    let head = common(&mut a.iter().zip(&b));
    let tail = common(&mut a.iter().rev().zip(b.iter().rev()));
    head + tail + 1 >= a.len().max(b.len())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn amounts_are_seen_with_their_slips_and_words_are_none() {
        for (words, seen) in [
            ("壊れた事業 8.l億円（元年度 5.1億円）", Some("8.l億円")),
            ("円なし事業 ０．５億", Some("０．５億")),
            ("3.O 億円", Some("3.O 億円")),
            ("2億1,130万円", Some("2億")),
            ("10万円給付事業", None),
            ("1億総活躍社会", None),
            ("予算なし", None),
            ("兆円", None),
        ] {
            assert_eq!(amount_like(words).as_deref(), seen, "{words}");
        }
    }

    #[test]
    fn a_line_like_an_entry_is_told_from_running_text() {
        for (words, seen) in [
            ("乙事業 3.O億円（元年度 0.5億円）", Some("3.O億円")),
            ("（元年度 0.l億円）", Some("0.l億円")),
            ("丙事業 8.l億円", Some("8.l億円")),
            ("市場規模は約30兆円", None),
            ("事業費 500億円", None),
            ("2020年に500億円に増加", None),
            ("※ 3.0億円（元年度 1.0億円）", None),
        ] {
            assert_eq!(entry_like(words).as_deref(), seen, "{words}");
        }
    }

    #[test]
    fn a_mark_with_one_slip_is_near_and_other_words_are_not() {
        for (words, seen) in [
            ("【予箅】 誤植事業 2.0億円", Some("【予箅】")),
            ("・【子算】", Some("【子算】")),
            ("【予 算額】 事業 1.0億円", Some("【予 算額】")),
            ("〔予算〕 事業 1.0億円", Some("〔予算〕")),
            ("誤植事業 【予算】 2.0億円", Some("【予算】")),
            ("【決算】 事業 1.0億円", Some("【決算】")),
            ("【予定】", None),
            ("【主な経費】 1.0億円", None),
            ("（予算）を組む", None),
            ("【新規】", None),
        ] {
            assert_eq!(near_mark(words).as_deref(), seen, "{words}");
        }
    }
}
