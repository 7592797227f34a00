//! Units of yen as documents print them: their words and what each is worth, the only place where
//! that stands.

use rust_decimal::{Decimal, RoundingStrategy};

/// Decimal places between 円 and 億円.
pub const OKU_PLACES: u32 = 8;

/// A unit in which yen are counted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct YenUnit {
    /// Its name: `百万円`.
    pub name: &'static str,
    /// The word before 円: `百万`.
    pub word: &'static str,
    /// What it is worth in yen.
    pub yen: u64,
}

/// 兆円.
pub const CHO: YenUnit = unit("兆円", "兆", 1_000_000_000_000);
/// 億円.
pub const OKU: YenUnit = unit("億円", "億", 100_000_000);
/// 百万円.
pub const MILLION: YenUnit = unit("百万円", "百万", 1_000_000);
/// 万円.
pub const MAN: YenUnit = unit("万円", "万", 10_000);
/// 千円.
pub const THOUSAND: YenUnit = unit("千円", "千", 1_000);
/// 円.
pub const YEN: YenUnit = unit("円", "", 1);

/// All of more than a yen, the largest first. No word begins with one that stands before it, so
/// that the first which fits is the whole word.
pub const UNITS: [YenUnit; 6] = [
    CHO,
    OKU,
    unit("千万円", "千万", 10_000_000),
    MILLION,
    MAN,
    THOUSAND,
];

/// Whether one of [`UNITS`] begins with this character: the cheap question before the whole one,
/// since hardly any line of a document has such a character and every line is asked.
#[must_use]
#[inline]
pub const fn begins_unit(c: char) -> bool {
    matches!(c, '兆' | '億' | '百' | '千' | '万')
}

/// An amount in 億円 to a hundredth, half away from zero as all that is rounded; what has fewer places
/// is left as it is.
#[must_use]
pub fn hundredths(oku: Decimal) -> Decimal {
    oku.round_dp_with_strategy(2, RoundingStrategy::MidpointAwayFromZero)
}

const fn unit(name: &'static str, word: &'static str, yen: u64) -> YenUnit {
    YenUnit { name, word, yen }
}

/// So many yen in 億円, exact and without idle zeros.
#[must_use]
pub const fn oku_of(mut yen: u64) -> Decimal {
    let mut places = OKU_PLACES;
    while places > 0 && yen.is_multiple_of(10) {
        yen /= 10;
        places -= 1;
    }
    // A decimal is made of its words.
    Decimal::from_parts(yen as u32, (yen >> 32) as u32, 0, false, places)
}

impl YenUnit {
    /// What it is worth in 億円, exact and without idle zeros: 0.01 for 百万円.
    #[must_use]
    pub const fn oku(self) -> Decimal {
        oku_of(self.yen)
    }

    /// The unit whose name with 円 a text begins with, and what stands behind it.
    #[must_use]
    pub fn at_start(text: &str) -> Option<(Self, &str)> {
        UNITS.into_iter().chain([YEN]).find_map(|unit| {
            let rest = text.strip_prefix(unit.name)?;
            Some((unit, rest))
        })
    }

    /// The unit of that name: `百万円`.
    #[must_use]
    pub fn named(name: &str) -> Option<Self> {
        let (unit, rest) = Self::at_start(name)?;
        rest.is_empty().then_some(unit)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn units_fall_and_each_is_found_by_its_whole_word() {
        for pair in UNITS.windows(2) {
            assert!(pair[0].yen > pair[1].yen);
        }
        for unit in UNITS.into_iter().chain([YEN]) {
            assert_eq!(YenUnit::named(unit.name), Some(unit));
            assert_eq!(unit.name, format!("{}円", unit.word));
        }
        assert_eq!(YenUnit::named("百円"), None);
        assert_eq!(YenUnit::at_start("千円未満"), Some((THOUSAND, "未満")));
    }

    #[test]
    fn worth_in_oku() {
        let oku = UNITS.map(|unit| unit.oku().to_string());
        let worth = ["10000", "1", "0.1", "0.01", "0.0001", "0.00001"];
        assert_eq!(oku, worth);
        assert_eq!(YEN.oku().to_string(), "0.00000001");
        assert_eq!(oku_of(0), Decimal::ZERO);
        let most = Decimal::from(u64::MAX) / Decimal::from(OKU.yen);
        assert_eq!(oku_of(u64::MAX), most);
    }

    #[test]
    fn every_unit_begins_with_a_character_that_may_begin_one() {
        for unit in UNITS {
            assert!(unit.word.starts_with(begins_unit), "{}", unit.name);
        }
        assert!(!"円予算1".contains(begins_unit));
    }
}
