//! Amounts as people read them. Everything is decimal arithmetic; nothing is ever a float.
//!
//! The printed scale is kept: `20.0` stays `20.0`. A rise is `+3.0` and a fall `−3.0` (U+2212);
//! the triangles that mean minus in Japanese public finance are never used.

use std::fmt;

use rust_decimal::{Decimal, RoundingStrategy};

use crate::lang::Lang;
use crate::model::yen::{self, YenUnit};

/// The unit that amounts are shown in. The document's own unit is [`Unit::Oku`].
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Unit {
    /// 億円 (100 million yen); in English billions of yen.
    #[default]
    Oku,
    /// 百万円 (million yen).
    Million,
    /// 円 (yen).
    Yen,
}

/// Minus sign of falls, U+2212.
pub const MINUS: char = '−';

/// An amount of `oku` 億円 with its unit: `8.1億円`, `168,000億円`; in English `¥0.81 billion`.
#[must_use]
pub fn oku_text(oku: Decimal, lang: Lang, unit: Unit) -> String {
    with_unit(&grouped(in_unit(oku, lang, unit)), lang, unit)
}

/// A change of `oku` 億円 with sign and unit: `+3.0億円`, `−3.0億円`, `±0.0億円`.
#[must_use]
pub fn signed_oku_text(oku: Decimal, lang: Lang, unit: Unit) -> String {
    let number = grouped(in_unit(oku.abs(), lang, unit));
    format!("{}{}", sign(oku), with_unit(&number, lang, unit))
}

/// The number alone in that unit, for columns whose head names the unit.
#[must_use]
pub fn bare(oku: Decimal, lang: Lang, unit: Unit) -> String {
    grouped(in_unit(oku, lang, unit))
}

/// The change alone in that unit, for columns whose head names the unit.
#[must_use]
pub fn signed_bare(oku: Decimal, lang: Lang, unit: Unit) -> String {
    signed(in_unit(oku, lang, unit))
}

/// A rounded change as [`signed_bare`], with the sign of the exact one: `+0.00` is a rise too small
/// to be seen.
#[must_use]
pub fn signed_as(exact: Decimal, rounded: Decimal, lang: Lang, unit: Unit) -> String {
    let number = grouped(in_unit(rounded.abs(), lang, unit));
    format!("{}{number}", sign(exact))
}

/// The unit's name: `億円`, `百万円`, `円`; in English `¥ billion`, `¥ million`, `¥`.
#[must_use]
pub const fn unit_name(lang: Lang, unit: Unit) -> &'static str {
    match (lang, unit) {
        (Lang::Ja, Unit::Oku) => "億円",
        (Lang::Ja, Unit::Million) => "百万円",
        (Lang::Ja, Unit::Yen) => "円",
        (Lang::En, Unit::Oku) => "¥ billion",
        (Lang::En, Unit::Million) => "¥ million",
        (Lang::En, Unit::Yen) => "¥",
    }
}

/// A number with its sign and thousands separators: `+3.0`, `−1,234.5`, `±0.0`.
#[must_use]
pub fn signed(value: Decimal) -> String {
    format!("{}{}", sign(value), grouped(value.abs()))
}

/// A percentage with its sign: `+58.8%`.
#[must_use]
pub fn percent_text(percent: Decimal) -> String {
    format!("{}%", signed(percent))
}

/// A share or a rate in percent, which has no sign: `58.8%`.
#[must_use]
pub fn share_text(percent: impl fmt::Display) -> String {
    format!("{percent}%")
}

/// What part of a whole something is, in percent to one decimal, rounded half away from zero: `12.3%`. None where
/// the whole is nothing.
#[must_use]
pub fn share_of(part: Decimal, whole: Decimal) -> Option<String> {
    let percent = part
        .checked_mul(Decimal::ONE_HUNDRED)
        .and_then(|hundredfold| hundredfold.checked_div(whole))?;
    let mut percent = percent.round_dp_with_strategy(1, RoundingStrategy::MidpointAwayFromZero);
    percent.rescale(1);
    // A share that is there is not nothing.
    Some(match percent.is_zero() && !part.is_zero() {
        true => "<0.1%".to_owned(),
        false => share_text(percent),
    })
}

/// A number with thousands separators at its own scale: `168,000`, `−1,234.50`.
#[must_use]
pub fn grouped(value: Decimal) -> String {
    let digits = value.abs().to_string();
    let (whole, fraction) = digits.split_once('.').unwrap_or((&digits, ""));
    let mut out = String::with_capacity(digits.len() + 8);
    if value.is_sign_negative() && !value.is_zero() {
        out.push(MINUS);
    }
    let count = whole.chars().count();
    for (i, digit) in whole.chars().enumerate() {
        if i > 0 && (count - i) % 3 == 0 {
            out.push(',');
        }
        out.push(digit);
    }
    if !fraction.is_empty() {
        out.push('.');
        out.push_str(fraction);
    }
    out
}

const fn sign(value: Decimal) -> char {
    if value.is_zero() {
        '±'
    } else if value.is_sign_negative() {
        MINUS
    } else {
        '+'
    }
}

fn with_unit(number: &str, lang: Lang, unit: Unit) -> String {
    match lang {
        Lang::Ja => format!("{number}{}", unit_name(lang, unit)),
        Lang::En => match unit {
            Unit::Oku => format!("¥{number} billion"),
            Unit::Million => format!("¥{number} million"),
            Unit::Yen => format!("¥{number}"),
        },
    }
}

/// Moves the decimal point from 億円 to the unit; a value too large to be moved stays in 億円.
fn in_unit(oku: Decimal, lang: Lang, unit: Unit) -> Decimal {
    match (lang, unit) {
        (Lang::Ja, Unit::Oku) => oku,
        (Lang::En, Unit::Oku) => to_billions(oku),
        (_, Unit::Million) => counted_in(oku, yen::MILLION),
        (_, Unit::Yen) => counted_in(oku, yen::YEN),
    }
}

fn counted_in(oku: Decimal, unit: YenUnit) -> Decimal {
    let factor = Decimal::from(yen::OKU.yen / unit.yen);
    let moved = oku.checked_mul(factor).unwrap_or(oku);
    let whole = moved.normalize();
    if whole.scale() == 0 { whole } else { moved }
}

/// One more decimal place keeps the printed precision; round figures lose their idle zero.
fn to_billions(oku: Decimal) -> Decimal {
    let mut billions = oku;
    if oku.scale() == 0 && (oku % Decimal::TEN).is_zero() {
        return (oku / Decimal::TEN).trunc();
    }
    match billions.set_scale(oku.scale() + 1) {
        Ok(()) => billions,
        Err(_) => oku / Decimal::TEN,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn dec(text: &str) -> Decimal {
        text.parse().unwrap()
    }

    #[test]
    fn amounts_keep_their_printed_scale() {
        for (oku, ja, en) in [
            ("8.1", "8.1億円", "¥0.81 billion"),
            ("4", "4億円", "¥0.4 billion"),
            ("20.0", "20.0億円", "¥2.00 billion"),
            ("168000", "168,000億円", "¥16,800 billion"),
            ("0.0", "0.0億円", "¥0.00 billion"),
        ] {
            assert_eq!(oku_text(dec(oku), Lang::Ja, Unit::Oku), ja);
            assert_eq!(oku_text(dec(oku), Lang::En, Unit::Oku), en);
        }
    }

    #[test]
    fn other_units_move_the_point() {
        assert_eq!(oku_text(dec("8.1"), Lang::Ja, Unit::Million), "810百万円");
        assert_eq!(oku_text(dec("0.4"), Lang::Ja, Unit::Yen), "40,000,000円");
        assert_eq!(
            oku_text(dec("8.1"), Lang::En, Unit::Million),
            "¥810 million"
        );
    }

    #[test]
    fn signs_are_plus_and_minus() {
        assert_eq!(signed(dec("3.0")), "+3.0");
        assert_eq!(signed(dec("-3.0")), "−3.0");
        assert_eq!(signed(dec("0.0")), "±0.0");
        assert_eq!(grouped(dec("-1234567.50")), "−1,234,567.50");
        assert_eq!(
            signed_oku_text(dec("-6000"), Lang::Ja, Unit::Oku),
            "−6,000億円"
        );
        assert_eq!(percent_text(dec("58.8")), "+58.8%");
        assert_eq!(share_text(dec("98.8")), "98.8%");
        assert_eq!(share_of(dec("1"), dec("8")).as_deref(), Some("12.5%"));
        assert_eq!(share_of(dec("1"), dec("16")).as_deref(), Some("6.3%"));
        assert_eq!(
            share_of(dec("0.1"), dec("168000")).as_deref(),
            Some("<0.1%")
        );
        assert_eq!(share_of(dec("1"), dec("0")), None);
    }
}
