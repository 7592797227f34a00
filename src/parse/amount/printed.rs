//! One printed amount: digits, units, and what may stand before it.
//!
//! An amount is read whole or not at all: `2億1,130万円` is 2.113億円, and where a part of it is
//! not understood (`2億1千3百万円`, `8,1億円`), no other part of it may pass for the amount.

use rust_decimal::Decimal;

use super::Cursor;
use crate::model::{Amount, yen};

/// Most digits of an amount, its point among them: enough for what a decimal holds, so that longer runs need no look.
const MOST_DIGITS: usize = 30;

impl Cursor<'_> {
    /// `3,250.5` as a decimal, exactly as printed; commas only between groups of three digits.
    ///
    /// None too for a number that a decimal cannot hold without rounding.
    fn number(&mut self) -> Option<Decimal> {
        // As many digits as are read fit with room to spare.
        let (mut value, mut digits, mut scale) = (0_i128, 0_usize, 0_u32);
        let (mut fraction, mut comma) = (false, false);
        // Digits since the last comma, or since the beginning.
        let mut group = 0_usize;
        while let Some(c) = self.peek() {
            let after = self.chars.get(self.at + 1).copied();
            let next_is_digit = after.is_some_and(|c| c.is_ascii_digit());
            match c {
                '0'..='9' => {
                    value = value * 10 + i128::from(u32::from(c) - u32::from('0'));
                    digits += 1;
                    scale += u32::from(fraction);
                    group += 1;
                }
                ',' if next_is_digit && group > 0 && !fraction => {
                    if group > 3 || (comma && group != 3) {
                        return None;
                    }
                    (comma, group) = (true, 0);
                }
                '.' if next_is_digit && group > 0 && !fraction => {
                    if comma && group != 3 {
                        return None;
                    }
                    fraction = true;
                    digits += 1;
                }
                _ => break,
            }
            self.at += 1;
            if digits > MOST_DIGITS {
                return None;
            }
        }
        if comma && !fraction && group != 3 {
            return None;
        }
        if digits == 0 {
            return None;
        }
        Decimal::try_from_i128_with_scale(value, scale).ok()
    }

    /// `0.4億円`, `16.8兆円`, `870百万円`, `16兆8,000億円`, `2億1,130万円`; a blank before a unit
    /// or between the parts is fine. The parts fall, and only the last may have a fraction.
    pub(super) fn amount(&mut self) -> Option<Amount> {
        let mut sum: Option<Amount> = None;
        let mut above: Option<Decimal> = None;
        loop {
            self.blanks();
            let number = self.number()?;
            self.blanks();
            let bare = self.eat("円");
            let unit = if bare {
                // Yen alone are prices in running text; behind a larger part they end an amount.
                above?;
                yen::YEN.oku()
            } else {
                self.unit()?
            };
            let part = Amount::in_unit(number, unit)?;
            if above.is_some_and(|above| part.oku >= above) {
                return None;
            }
            let whole = match sum {
                None => part,
                Some(sum) => sum.with_lower_part(&part)?,
            };
            if bare || self.eat("円") {
                return Some(whole);
            }
            if number.scale() > 0 {
                return None;
            }
            (sum, above) = (Some(whole), Some(unit));
        }
    }

    /// A unit's worth in 億円.
    fn unit(&mut self) -> Option<Decimal> {
        if !self.peek().is_some_and(yen::begins_unit) {
            return None;
        }
        let unit = yen::UNITS.iter().find(|unit| self.eat(unit.word))?;
        Some(unit.oku())
    }
}

/// Whether an amount may begin with the digit at `at`: not inside a number, nor behind something
/// that makes it part of a larger amount, of a range, or a negative one.
pub(super) fn may_begin(chars: &[char], start: usize, at: usize) -> bool {
    let Some(before) = chars.get(start..at) else {
        return false;
    };
    let Some(last) = before.last() else {
        return true;
    };
    if last.is_ascii_digit()
        || matches!(last, '兆' | '億' | '万' | '千' | '百' | '十' | '約' | '数')
    {
        return false;
    }
    // Between blanks a dash parts the name from its amount.
    if matches!(last, '-' | '~' | '〜' | '+' | '×' | '±') || is_misread_digit(before) {
        return false;
    }
    let printed = before.iter().rposition(|c| *c != ' ');
    let Some(printed) = printed else { return true };
    let (Some(sign), Some(earlier)) = (before.get(printed), before.get(..printed)) else {
        return true;
    };
    let behind_digit = earlier
        .iter()
        .rfind(|c| **c != ' ')
        .is_some_and(char::is_ascii_digit);
    let apart = printed + 1 < before.len();
    let torn = match sign {
        '△' | '▲' | '約' => true,
        '.' | ',' => behind_digit || !apart,
        '-' | '~' | '〜' => behind_digit,
        _ => false,
    };
    !torn && !in_bracket(before) && !goes_on(chars, before, at)
}

/// `l.0億円`, `O.4億円`: a letter that looks like a digit, with nothing of a word before it.
fn is_misread_digit(before: &[char]) -> bool {
    let mut back = before.iter().rev();
    let letter = back.next().is_some_and(|c| "lI|OoＯ".contains(*c));
    letter
        && back
            .next()
            .is_none_or(|c| " ,.".contains(*c) || c.is_ascii_digit())
}

/// Whether what begins at `at` goes on an amount begun before it, of which something is not
/// understood: `2億 8.l万円`, `2億三1,130万円`; but not `留学生30万 1.0億円`.
fn goes_on(chars: &[char], before: &[char], at: usize) -> bool {
    let unit = before
        .iter()
        .rposition(|c| matches!(c, '兆' | '億' | '万' | '千'));
    let Some((unit, between)) = unit.and_then(|u| Some((u, before.get(u + 1..)?))) else {
        return false;
    };
    let begun = before
        .get(..unit)
        .and_then(|b| b.iter().rfind(|c| **c != ' '))
        .is_some_and(char::is_ascii_digit);
    let nothing_else = between
        .iter()
        .all(|c| " 一二三四五六七八九〇十百lI|OoB・、,.".contains(*c));
    let above = before.get(unit).copied().unwrap_or(' ');
    begun && nothing_else && is_lower_part(chars, at, above)
}

/// Whether the unit of what begins at `at` is below that one.
fn is_lower_part(chars: &[char], at: usize, above: char) -> bool {
    let place = |c: char| yen::UNITS.iter().position(|unit| unit.word.starts_with(c));
    let below = chars
        .iter()
        .skip(at)
        .find(|c| "兆億千百万円".contains(**c))
        .and_then(|c| place(*c));
    below.is_none_or(|below| place(above).is_some_and(|above| above < below))
}

/// Whether the words may be what an amount is called: the rest of another amount is no label,
/// and a sign or a 約 at its end would change the amount.
pub(super) fn may_label(label: &[char]) -> bool {
    let begins = matches!(label, ['兆' | '億' | '万' | '千' | '円' | '.', ..]);
    let ends = matches!(
        label,
        [.., '△' | '▲' | '-' | '~' | '〜' | '約' | '数' | '.']
    );
    !begins && !ends
}

/// The characters without blanks, as a text.
pub(super) fn text_of(chars: &[char]) -> String {
    let mut text = String::with_capacity(chars.iter().map(|c| c.len_utf8()).sum());
    for c in chars.iter().filter(|c| **c != ' ') {
        text.push(*c);
    }
    text
}

/// A bracket is still open: 「（うち 2.0億円」 is within what the programme asks for.
fn in_bracket(before: &[char]) -> bool {
    let count = |bracket| before.iter().filter(|c| **c == bracket).count();
    count('(') > count(')')
}

/// Whether the line prints an amount that cannot be read: digits with a unit of money that are
/// no amount, or none that fits.
#[must_use]
pub fn has_unread_amount(chars: &[char]) -> bool {
    let mut at = 0;
    while let Some(c) = chars.get(at) {
        if !c.is_ascii_digit() {
            at += 1;
            continue;
        }
        let mut cursor = Cursor::new(chars, at);
        if cursor.amount().is_some() {
            at = cursor.at;
            continue;
        }
        let (end, money) = printed_money(chars, at);
        if money {
            return true;
        }
        at = end;
    }
    false
}

const fn is_unit(c: char) -> bool {
    matches!(c, '兆' | '億' | '千' | '百' | '万')
}

/// Digits, separators and units from `at` on: where they end, and whether they are money.
fn printed_money(chars: &[char], at: usize) -> (usize, bool) {
    let run = chars
        .iter()
        .skip(at)
        .take_while(|c| c.is_ascii_digit() || matches!(c, ' ' | ',' | '.') || is_unit(**c));
    let (mut length, mut unit) = (0, false);
    for c in run {
        length += 1;
        unit |= is_unit(*c);
    }
    let end = at + length;
    (end, unit && chars.get(end) == Some(&'円'))
}
