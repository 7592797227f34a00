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

impl Amount {
    /// An amount printed in 億円 as it stands.
    #[must_use]
    pub fn from_oku(oku: Decimal) -> Self {
        Self {
            oku,
            half_unit: half_of_last_place(oku),
        }
    }

    /// `printed` counted in a unit worth `unit_oku` 億円 (兆円: 10000).
    ///
    /// None where the product does not fit a decimal.
    #[must_use]
    pub fn in_unit(printed: Decimal, unit_oku: Decimal) -> Option<Self> {
        if unit_oku == Decimal::ONE {
            return Some(Self::from_oku(printed));
        }
        Some(Self {
            oku: printed.checked_mul(unit_oku)?.normalize(),
            half_unit: half_of_last_place(printed)
                .checked_mul(unit_oku)?
                .normalize(),
        })
    }
}

fn half_of_last_place(value: Decimal) -> Decimal {
    Decimal::new(5, value.scale() + 1)
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
    fn the_printed_scale_is_kept() {
        assert_eq!(Amount::from_oku(dec("20.0")).oku.to_string(), "20.0");
        assert_eq!(Amount::from_oku(dec("4")).oku.to_string(), "4");
    }
}
