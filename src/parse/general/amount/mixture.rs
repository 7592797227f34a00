//! Numbers and units that make one amount.

use rust_decimal::Decimal;

use super::section::Section;
use super::{Money, Sign};
use crate::model::{Amount, yen};

/// No amount is as large, in yen.
const LARGEST: u64 = 10_000_000_000_000_000;

/// Numbers and units that make one amount: `1億2,000万円`.
pub(super) struct Mixture {
    yen: Decimal,
    /// Yen of the last printed place.
    place: Decimal,
    /// The unit that the next one must be smaller than.
    pub(super) below: u64,
    parts: usize,
    /// The number and unit of a mixture of one part, which keeps its printed scale.
    single: Option<(Decimal, Decimal)>,
    explicit: bool,
    /// Its digits are kanji: `212億三円` is no amount.
    kanji: Option<bool>,
    /// The last part has decimals.
    fraction: bool,
}

impl Default for Mixture {
    fn default() -> Self {
        Self {
            yen: Decimal::ZERO,
            place: Decimal::ONE,
            below: u64::MAX,
            parts: 0,
            single: None,
            explicit: false,
            kanji: None,
            fraction: false,
        }
    }
}

impl Mixture {
    pub(super) fn add(&mut self, section: &Section, unit: u64) -> Option<()> {
        let unit_yen = Decimal::from(unit);
        // `2億11,130万円`, `1.5億2,000万円`: no one writes a sum so.
        let room = || Decimal::from(self.below / unit);
        if self.parts > 0 && (self.fraction || section.value >= room()) {
            return None;
        }
        if let (Some(own), Some(new)) = (self.kanji, section.kanji)
            && own != new
        {
            return None;
        }
        self.kanji = self.kanji.or(section.kanji);
        self.fraction = section.place < Decimal::ONE;
        let part = section.value.checked_mul(unit_yen)?;
        self.yen = if self.parts == 0 {
            part
        } else {
            self.yen.checked_add(part)?
        };
        self.place = section.place.checked_mul(unit_yen)?;
        self.below = unit;
        self.parts += 1;
        self.explicit |= section.explicit;
        self.single = section
            .single
            .filter(|_| self.parts == 1)
            .and_then(|(n, small)| Some((n, small.checked_mul(unit_yen)?)));
        Some(())
    }

    pub(super) fn money(&self, start: usize, end: usize) -> Option<Money> {
        // Parts of a yen and sums that no budget has are misreadings.
        if !self.explicit || !is_whole(self.yen) || self.yen >= Decimal::from(LARGEST) {
            return None;
        }
        let amount = match self.single {
            Some((value, unit)) => amount_of(value, unit)?,
            None => Amount {
                oku: self.yen.checked_mul(Decimal::new(1, 8))?.normalize(),
                half_unit: self.place.checked_mul(Decimal::new(5, 9))?.normalize(),
            },
        };
        Some(Money {
            start,
            end,
            sign: Sign::None,
            amount,
        })
    }
}

/// `printed` counted in a unit of so many yen, as an amount that keeps the printed scale in 億円.
pub(super) fn amount_of(printed: Decimal, unit_yen: Decimal) -> Option<Amount> {
    let unit = match u64::try_from(unit_yen.mantissa()) {
        Ok(whole) if unit_yen.scale() == 0 => yen::oku_of(whole),
        _ => unit_yen.checked_mul(yen::YEN.oku())?.normalize(),
    };
    Amount::in_unit(printed, unit)
}

/// Whether nothing but zeros stands behind the point.
fn is_whole(value: Decimal) -> bool {
    let places = 10_i64.checked_pow(value.scale());
    match places.zip(i64::try_from(value.mantissa()).ok()) {
        Some((places, mantissa)) => mantissa % places == 0,
        None => value.fract().is_zero(),
    }
}
