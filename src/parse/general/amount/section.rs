//! What stands before a big unit.

use rust_decimal::Decimal;

use super::numerals::{kanji_digit, small};
use super::{is_numeral, number, unit_place};

/// What stands before a big unit: `543`, `26百`, `三千百二十五`.
pub(super) struct Section {
    pub(super) value: Decimal,
    pub(super) place: Decimal,
    pub(super) single: Option<(Decimal, Decimal)>,
    pub(super) explicit: bool,
    /// Whether its digits are kanji; none where it has none.
    pub(super) kanji: Option<bool>,
    pub(super) end: usize,
}

pub(super) fn section(chars: &[char], at: usize) -> Option<Section> {
    // Between two parts of one amount a single blank may stand.
    let first = at + usize::from(at > 0 && chars.get(at) == Some(&' '));
    chars.get(first).filter(|c| is_numeral(**c))?;
    let mut read = Section {
        value: Decimal::ZERO,
        place: Decimal::ONE,
        single: None,
        explicit: false,
        kanji: None,
        end: at,
    };
    let mut below: u64 = 10_000;
    let mut parts = 0;
    // The last part has decimals, or is more than a digit before its unit.
    let mut whole = false;
    let mut i = first;
    loop {
        let digits = number(chars, i);
        let after = digits.as_ref().map_or(i, |d| unit_place(chars, d.end));
        let unit = chars
            .get(after)
            .and_then(|c| small(*c))
            .filter(|u| *u < below);
        if digits.is_none() && unit.is_none() {
            break;
        }
        let value = digits.as_ref().map_or(Decimal::ONE, |d| d.value);
        let size = unit.unwrap_or(1);
        let times = |d: Decimal| match size {
            1 => Some(d),
            size => d.checked_mul(Decimal::from(size)),
        };
        // `99.44千99億`, `612,762千814,078百万円`, `3千5000万円`: what goes on behind a fraction
        // or a full number is no amount, and its parts fall.
        // Both are powers of ten.
        if parts > 0 && (whole || value >= Decimal::from(below / size)) {
            return None;
        }
        whole = value.scale() > 0 || value.mantissa() >= 10;
        let part = times(value)?;
        read.value = if parts == 0 {
            part
        } else {
            read.value.checked_add(part)?
        };
        read.place = times(Decimal::new(1, value.scale()))?;
        if digits.is_some() {
            let kanji = chars.get(i).is_some_and(|c| kanji_digit(*c).is_some());
            if read.kanji.is_some_and(|known| known != kanji) {
                return None;
            }
            read.kanji = Some(kanji);
        }
        read.explicit |= digits.is_some();
        parts += 1;
        read.single = (parts == 1).then_some((value, Decimal::from(size)));
        i = digits.as_ref().map_or(i, |d| d.end);
        let Some(unit) = unit else { break };
        below = unit;
        i = after + 1;
    }
    read.end = i;
    (parts > 0).then_some(read)
}
