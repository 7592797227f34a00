//! Whole yen, exact.

use rust_decimal::prelude::ToPrimitive;
use rust_decimal::{Decimal, RoundingStrategy};

use crate::model::yen::{OKU_PLACES, hundredths};

/// No figure of a sheet is this large: 1000 兆円. The sum of nine thousand such fits.
const LIMIT: u64 = 1_000_000_000_000_000;

/// An amount of money in whole yen; negative where a budget was cut.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Yen(pub i64);

impl Yen {
    /// A figure of the RS system: whole yen, also written `50617000.0`, with blanks around or a
    /// thousands separator. None where it is no such figure.
    #[must_use]
    pub fn from_yen(printed: &str) -> Option<Self> {
        Self::scaled(&plain(printed), 0)
    }

    /// A figure in million yen, such as JUDGIT's: the noise of floats beyond a yen is rounded away.
    #[must_use]
    pub fn from_million(printed: &str) -> Option<Self> {
        Self::scaled(&plain(printed), 6)
    }

    fn scaled(plain: &str, places: u32) -> Option<Self> {
        let value = plain
            .parse::<Decimal>()
            .or_else(|_| Decimal::from_scientific(plain))
            .ok()?;
        let yen = value
            .round_dp(places)
            .checked_mul(10_i64.pow(places).into())?;
        let exact = places > 0 || value.fract().is_zero();
        let yen = yen.trunc().to_i64().filter(|_| exact)?;
        (yen.unsigned_abs() < LIMIT).then_some(Self(yen))
    }

    /// In 億円, exact, without trailing zeros.
    #[must_use]
    pub fn oku(self) -> Decimal {
        Decimal::new(self.0, OKU_PLACES).normalize()
    }

    /// In 億円 for people: to a hundredth, half away from zero, without trailing zeros.
    #[must_use]
    pub fn hundredths(self) -> Decimal {
        hundredths(self.oku()).normalize()
    }

    /// The same, but exact where a hundredth would make nothing of it.
    #[must_use]
    pub fn brief(self) -> Decimal {
        let rounded = self.hundredths();
        if rounded.is_zero() {
            self.oku()
        } else {
            rounded
        }
    }

    /// The sum; none where it does not fit.
    #[must_use]
    pub fn plus(self, other: Self) -> Option<Self> {
        self.0.checked_add(other.0).map(Self)
    }

    /// The difference; none where it does not fit.
    #[must_use]
    pub fn minus(self, other: Self) -> Option<Self> {
        self.0.checked_sub(other.0).map(Self)
    }

    /// This as a share of a whole in percent, to one place; none of a whole that is not above zero.
    #[must_use]
    pub fn percent_of(self, whole: Self) -> Option<Decimal> {
        (whole.0 > 0).then(|| {
            let share = Decimal::from(self.0) * Decimal::ONE_HUNDRED / Decimal::from(whole.0);
            let mut share = share.round_dp_with_strategy(1, RoundingStrategy::MidpointAwayFromZero);
            // 45.0, not 45: a column of rates has one form.
            share.rescale(1);
            share
        })
    }
}

/// The digits without blanks, separators and full-width forms.
fn plain(printed: &str) -> String {
    let kept = printed.chars().filter_map(|c| match c {
        '０'..='９' | '．' | '－' | '＋' => char::from_u32(u32::from(c) - 0xfee0),
        '−' | '▲' | '△' => Some('-'),
        ',' | '，' => None,
        c if c.is_whitespace() => None,
        c => Some(c),
    });
    kept.collect()
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "a test stops at what it did not expect")]

    use super::*;

    #[test]
    fn yen_are_read_as_they_are_written() {
        for (printed, yen) in [
            ("50617000.0", 50_617_000),
            (" 1200000000 ", 1_200_000_000),
            ("-50,000", -50_000),
            ("１２", 12),
            ("18900000000000", 18_900_000_000_000),
        ] {
            assert_eq!(Yen::from_yen(printed), Some(Yen(yen)), "{printed}");
        }
        for wrong in [
            "",
            "1.5",
            "abc",
            "9999999999999999999",
            "1000000000000000",
            "-9223372036854775808",
            "NaN",
        ] {
            assert_eq!(Yen::from_yen(wrong), None, "{wrong}");
        }
    }

    #[test]
    fn million_yen_lose_only_the_noise() {
        for (printed, yen) in [
            ("4642.215999999999", 4_642_216_000),
            ("12.04", 12_040_000),
            ("1e3", 1_000_000_000),
            ("-0.5", -500_000),
            ("206800000.0", 206_800_000_000_000),
        ] {
            assert_eq!(Yen::from_million(printed), Some(Yen(yen)), "{printed}");
        }
        assert_eq!(Yen(1_540_000_000).oku().to_string(), "15.4");
    }

    #[test]
    fn hundredths_are_rounded_half_away_from_zero() {
        for (yen, hundredths) in [
            (12_500_000, "0.13"),
            (-12_500_000, "-0.13"),
            (13_500_000, "0.14"),
            (100_499_999, "1"),
            (1_540_000_000, "15.4"),
        ] {
            assert_eq!(Yen(yen).hundredths().to_string(), hundredths);
        }
        let brief = [10_000, -10_000, 0, 12_500_000].map(|yen| Yen(yen).brief().to_string());
        assert_eq!(brief, ["0.0001", "-0.0001", "0", "0.13"]);
    }

    #[test]
    fn rates_have_one_place_whatever_they_are() {
        for (part, whole, rate) in [
            (45, 100, "45.0"),
            (0, 3, "0.0"),
            (1, 16, "6.3"),
            (-5, 2, "-250.0"),
        ] {
            let said = Yen(part).percent_of(Yen(whole)).unwrap();
            assert_eq!(said.to_string(), rate);
        }
        assert_eq!(Yen(1).percent_of(Yen(0)), None);
    }
}
