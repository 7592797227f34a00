//! Amounts in 億円 (100 million yen) that remember how exactly they were printed.

use rust_decimal::Decimal;

/// A published amount.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Amount {
    /// 億円, at the printed scale: `4` stays `4`, `20.0` stays `20.0`, `16.8兆円` is `168000`.
    pub oku: Decimal,
    /// Half a unit of the last printed place, in 億円: 0.05 for `0.4億円`, 500 for `16.8兆円`.
    /// The true figure lies within this distance.
    pub half_unit: Decimal,
}

/// No amount is this large, in 億円: a figure beyond is a misprint. With [`FINEST`] it keeps
/// every sum of a document, and of its half units, within what a decimal holds exactly.
const LIMIT: i64 = 1_000_000_000_000;

/// Most decimal places in 億円: a yen.
const FINEST: u32 = 8;

impl Amount {
    /// An amount printed in 億円 as it stands. For figures from outside use [`Amount::in_unit`],
    /// which refuses what does not fit.
    #[must_use]
    pub fn from_oku(oku: Decimal) -> Self {
        Self {
            oku,
            half_unit: half_of_last_place(oku),
        }
    }

    /// `printed` counted in a unit worth `unit_oku` 億円 (兆円: 10000).
    ///
    /// None where it is no amount of money that can be added up exactly: a trillion 億円 or
    /// more, or finer than a yen.
    #[must_use]
    pub fn in_unit(printed: Decimal, unit_oku: Decimal) -> Option<Self> {
        let exact = Self::from_oku(printed);
        if unit_oku == Decimal::ONE {
            return exact.fits();
        }
        Self {
            oku: product(printed, unit_oku)?,
            half_unit: product(exact.half_unit, unit_oku)?,
        }
        .fits()
    }

    /// This and a lower part of the same amount: `2億` and `1,130万`. The last part printed says
    /// how exact the whole is.
    #[must_use]
    pub fn with_lower_part(&self, part: &Self) -> Option<Self> {
        Self {
            oku: self.oku.checked_add(part.oku)?,
            half_unit: part.half_unit,
        }
        .fits()
    }

    fn fits(self) -> Option<Self> {
        // Most are small without their places being looked at.
        let small = self.oku.mantissa().unsigned_abs() < u128::from(LIMIT.unsigned_abs())
            || self.oku.abs() < Decimal::from(LIMIT);
        (small && self.oku.scale() <= FINEST).then_some(self)
    }
}

/// The product without idle zeros, where nothing of it is rounded away.
fn product(a: Decimal, b: Decimal) -> Option<Decimal> {
    if let Some(product) = short_product(a, b) {
        return Some(product);
    }
    let (a, b) = (a.normalize(), b.normalize());
    // Zero has no places to lose.
    if a.is_zero() || b.is_zero() {
        return Some(Decimal::ZERO);
    }
    let product = a.checked_mul(b)?;
    (product.scale() == a.scale() + b.scale()).then(|| product.normalize())
}

/// The same of figures that are short, as nearly all are.
fn short_product(a: Decimal, b: Decimal) -> Option<Decimal> {
    let short = |d: Decimal| i64::try_from(d.mantissa()).ok();
    let mut product = short(a)?.checked_mul(short(b)?)?;
    let mut scale = a.scale() + b.scale();
    while scale > 0 && product % 10 == 0 {
        product /= 10;
        scale -= 1;
    }
    Decimal::try_new(product, scale).ok()
}

fn half_of_last_place(value: Decimal) -> Decimal {
    Decimal::new(5, (value.scale() + 1).min(Decimal::MAX_SCALE))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn dec(text: &str) -> Decimal {
        text.parse().unwrap()
    }

    #[test]
    fn half_unit_follows_the_printed_form() {
        assert_eq!(Amount::from_oku(dec("0.4")).half_unit, dec("0.05"));
        assert_eq!(Amount::from_oku(dec("20")).half_unit, dec("0.5"));
        let trillion = Amount::in_unit(dec("16.8"), dec("10000")).unwrap();
        assert_eq!(trillion.oku.to_string(), "168000");
        assert_eq!(trillion.half_unit, dec("500"));
    }

    #[test]
    fn what_cannot_be_added_up_exactly_is_no_amount() {
        let one = |text| Amount::in_unit(dec(text), Decimal::ONE);
        for text in [
            "0.0000000000000000000000000001",
            "0.000000001",
            "1000000000000",
            "79228162514264337593543950335",
        ] {
            assert_eq!(one(text), None, "{text}");
        }
        assert!(one("999999999999.99999999").is_some());
        let trillion = dec("10000");
        assert_eq!(Amount::in_unit(Decimal::MAX, trillion), None);
        assert_eq!(Amount::in_unit(dec("0.1"), Decimal::new(1, 28)), None);
        // However it came about, asking how exact it is does no harm.
        assert!(Amount::from_oku(Decimal::new(1, 28)).half_unit > Decimal::ZERO);
    }

    #[test]
    fn the_printed_scale_is_kept() {
        assert_eq!(Amount::from_oku(dec("20.0")).oku.to_string(), "20.0");
        assert_eq!(Amount::from_oku(dec("4")).oku.to_string(), "4");
    }
}
