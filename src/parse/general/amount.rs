//! Finds every amount of money in a text, with its place. One pass from left to right: number, unit,
//! number, unit, and the units must fall. No backtracking, so that hostile text costs no more than other text.
//!
//! Texts come as folded characters ([`fold`](crate::japanese::fold::folded)): one for each printed character, so
//! that places hold in the printed text as well.

mod unit;

mod numerals;

mod section;

mod mixture;

use self::mixture::{Mixture, amount_of};
use self::numerals::small;
use self::section::section;
use rust_decimal::Decimal;

pub use self::numerals::kanji_digit;
pub use unit::{is_dash, is_minus, is_unit_word, unit_in};

use crate::model::{Amount, yen};
pub use crate::parse::reading_choice::Unit;

/// Longest amount that is read, in characters.
const LONGEST: usize = 40;

/// Most digits of one number.
const MOST_DIGITS: usize = 15;

/// Sign printed before an amount. The triangles mean minus in Japanese public finance.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Sign {
    /// Nothing is printed.
    None,
    /// `＋`.
    Plus,
    /// `▲`, `△`, `▼`, `－`.
    Minus,
}

/// An amount with its own unit.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Money {
    /// First character, the sign included.
    pub start: usize,
    /// Character after the last.
    pub end: usize,
    /// The sign before it; `amount` itself is never negative.
    pub sign: Sign,
    /// How much.
    pub amount: Amount,
}

/// A number that has no unit of its own.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Number {
    /// First character, the sign included.
    pub start: usize,
    /// Character after the last.
    pub end: usize,
    /// The sign before it.
    pub sign: Sign,
    /// The number at its printed scale, never negative.
    pub value: Decimal,
}

impl Number {
    /// The amount that it is in that unit; none where that does not fit a decimal.
    #[must_use]
    pub fn in_unit(&self, unit: Unit) -> Option<Amount> {
        amount_of(self.value, Decimal::from(unit.yen))
    }
}

/// All amounts with a unit, from left to right, none overlapping.
#[must_use]
pub fn moneys(chars: &[char]) -> Vec<Money> {
    let mut found = Vec::new();
    let mut at = 0;
    while at < chars.len() {
        if starts_number(chars, at) {
            if let Some(money) = unsigned_money(chars, at) {
                let (start, sign) = sign_before(chars, at);
                at = money.end;
                found.push(Money {
                    start,
                    sign,
                    ..money
                });
                continue;
            }
            // What is glued to a number that is no amount is none either: 三円 in `9.33650479億三円`.
            at = past_number(chars, at);
            while chars.get(at).is_some_and(|c| is_glued(*c)) {
                at += 1;
            }
        } else {
            at += 1;
        }
    }
    found
}

/// Whether a character goes on with a number: a digit, a unit, a comma, a point.
fn is_glued(c: char) -> bool {
    c.is_ascii_digit()
        || kanji_digit(c).is_some()
        || small(c).is_some()
        || big(c).is_some()
        || matches!(c, '円' | ',' | '.')
}

/// The amount with a unit that begins there, its sign included.
#[must_use]
pub fn money_at(chars: &[char], at: usize) -> Option<Money> {
    let (from, sign) = sign_at(chars, at);
    let money = unsigned_money(chars, from)?;
    Some(Money {
        start: at,
        sign,
        ..money
    })
}

/// The bare number that begins there, its sign included; none where a unit of money follows.
#[must_use]
pub fn number_at(chars: &[char], at: usize) -> Option<Number> {
    let (from, sign) = sign_at(chars, at);
    if !chars.get(from)?.is_ascii_digit() || unsigned_money(chars, from).is_some() {
        return None;
    }
    let read = number(chars, from)?;
    Some(Number {
        start: at,
        end: read.end,
        sign,
        value: read.value,
    })
}

/// Past the digits that begin there, however many.
fn past_number(chars: &[char], at: usize) -> usize {
    let digits = chars
        .iter()
        .skip(at)
        .take_while(|c| c.is_ascii_digit())
        .count();
    number(chars, at).map_or(at + digits.max(1), |n| n.end.max(at + 1))
}

fn starts_number(chars: &[char], at: usize) -> bool {
    chars.get(at).is_some_and(|c| is_numeral(*c))
}

/// Whether a number may begin with a character: a digit, or a kanji of a number below 万.
#[must_use]
pub const fn is_numeral(c: char) -> bool {
    c.is_ascii_digit() || kanji_digit(c).is_some() || small(c).is_some()
}

/// The sign that begins there and where the number then begins.
fn sign_at(chars: &[char], at: usize) -> (usize, Sign) {
    let blanks = chars.iter().skip(at + 1).take(4).take_while(|c| **c == ' ');
    let from = at + 1 + blanks.count();
    match chars.get(at) {
        Some('+') => (from, Sign::Plus),
        // `－ 28,944`: a dash of one column, and the number of the next.
        Some(c) if is_minus(*c) && (*c != '-' || from == at + 1) => (from, Sign::Minus),
        _ => (at, Sign::None),
    }
}

/// The sign that stands before a number.
fn sign_before(chars: &[char], at: usize) -> (usize, Sign) {
    let mut i = at;
    while i > 0 && at - i < 4 && chars.get(i - 1) == Some(&' ') {
        i -= 1;
    }
    let Some(place) = i.checked_sub(1) else {
        return (at, Sign::None);
    };
    match chars.get(place) {
        Some('+') => (place, Sign::Plus),
        Some('▲' | '△' | '▼') => (place, Sign::Minus),
        // A hyphen joins as often as it subtracts: only one that touches the number and nothing before it.
        Some('-')
            if i == at
                && place
                    .checked_sub(1)
                    .and_then(|p| chars.get(p))
                    .is_none_or(|c| matches!(c, ' ' | '(' | '[')) =>
        {
            (place, Sign::Minus)
        }
        _ => (at, Sign::None),
    }
}

struct Digits {
    value: Decimal,
    end: usize,
}

/// One run of digits: `1,234.5`, `一二三四`, `三・五`.
fn number(chars: &[char], at: usize) -> Option<Digits> {
    let kanji = kanji_digit(*chars.get(at)?).is_some();
    let digit = |i: usize| {
        let c = chars.get(i)?;
        if kanji {
            kanji_digit(*c)
        } else {
            c.to_digit(10)
        }
    };
    let mut value = 0_i64;
    let mut digits = 0;
    // Digits since the last comma: a first group has at most three.
    let mut group = 0;
    let mut scale = 0;
    let mut point = false;
    let mut i = at;
    loop {
        if let Some(d) = digit(i) {
            digits += 1;
            group += 1;
            if digits <= MOST_DIGITS {
                value = value * 10 + i64::from(d);
                scale += u32::from(point);
            }
            i += 1;
            continue;
        }
        let mark = chars.get(i).copied().unwrap_or(' ');
        let comma = mark == ','
            && !point
            && !kanji
            && (1..=3).contains(&group)
            && value != 0
            && thousands(chars, i + 1);
        let decimal = !point && if kanji { mark == '・' } else { mark == '.' } && digits > 0;
        if comma || (decimal && digit(i + 1).is_some()) {
            point |= decimal;
            group = 0;
            i += 1;
            continue;
        }
        break;
    }
    if digits == 0 || digits > MOST_DIGITS {
        return None;
    }
    let value = Decimal::try_new(value, scale).ok()?;
    Some(Digits { value, end: i })
}

/// Three digits and then no fourth.
fn thousands(chars: &[char], at: usize) -> bool {
    let digit = |i| chars.get(i).is_some_and(char::is_ascii_digit);
    digit(at) && digit(at + 1) && digit(at + 2) && !digit(at + 3)
}

/// A mixture of numbers and units up to 円, or up to 兆 or 億 where 円 is left out.
fn unsigned_money(chars: &[char], at: usize) -> Option<Money> {
    let mut mixture = Mixture::default();
    let mut i = at;
    while i - at <= LONGEST {
        let Some(section) = section(chars, i) else {
            break;
        };
        let next = unit_place(chars, section.end);
        let mark = chars.get(next).copied().unwrap_or(' ');
        if let Some(unit) = big(mark).filter(|u| *u < mixture.below) {
            mixture.add(&section, unit)?;
            i = next + 1;
            if chars.get(unit_place(chars, i)) == Some(&'円') {
                return mixture.money(at, unit_place(chars, i) + 1);
            }
            i = past_padding(chars, i);
            continue;
        }
        if mark == '円' {
            mixture.add(&section, 1)?;
            return mixture.money(at, next + 1);
        }
        break;
    }
    let trillions = [yen::OKU.yen, yen::CHO.yen].contains(&mixture.below);
    (trillions && ends_unit(chars, i)).then(|| mixture.money(at, i))?
}

/// Whether a character may stand right behind a number that is an amount.
#[must_use]
pub const fn ends_number(c: char) -> bool {
    matches!(
        c,
        ' ' | '('
            | ')'
            | '['
            | ']'
            | '、'
            | '+'
            | '→'
            | '⇒'
            | '【'
            | '】'
            | '・'
            | '〈'
            | '〉'
            | '<'
            | '>'
            | '《'
            | '》'
    )
}

/// Whether an amount may end here without 円.
fn ends_unit(chars: &[char], at: usize) -> bool {
    let Some(c) = chars.get(at) else {
        return true;
    };
    let words: String = chars.iter().skip(at).take(3).collect();
    if *c == '・' && chars.get(at + 1).is_some_and(char::is_ascii_digit) {
        return false;
    }
    ends_number(*c)
        || matches!(c, '。' | ',')
        || ["の内数", "ほか", "など", "の増", "の減"]
            .iter()
            .any(|w| words.starts_with(w))
}

/// Past the blanks that set the rest of an amount under that of other lines: `１２億　　５００万円`. All but one of them, and only
/// where 万円 ends it.
fn past_padding(chars: &[char], at: usize) -> usize {
    let blanks = chars.iter().skip(at).take_while(|c| **c == ' ').count();
    if !(2..=6).contains(&blanks) {
        return at;
    }
    let ends = || {
        let rest = section(chars, at + blanks)?;
        let unit = unit_place(chars, rest.end);
        let man = chars.get(unit) == Some(&'万');
        (man && chars.get(unit_place(chars, unit + 1)) == Some(&'円')).then_some(())
    };
    if ends().is_some() {
        at + blanks - 1
    } else {
        at
    }
}

/// Past the blanks before a unit (at most three of them).
fn unit_place(chars: &[char], at: usize) -> usize {
    let blanks = chars.iter().skip(at).take_while(|c| **c == ' ').count();
    let next = chars.get(at + blanks).copied().unwrap_or(' ');
    if blanks <= 3 && (next == '円' || big(next).is_some() || small(next).is_some()) {
        at + blanks
    } else {
        at
    }
}

const fn big(c: char) -> Option<u64> {
    match c {
        '兆' => Some(yen::CHO.yen),
        '億' => Some(yen::OKU.yen),
        '万' => Some(yen::MAN.yen),
        _ => None,
    }
}

#[cfg(test)]
mod tests;
