//! What a field is worth whatever is looked for: the sort of text, the level of its node, its length.

use super::fields::Slot;
use crate::model::Kind;

/// What a field is worth before anything is matched.
pub(crate) fn weight(kind: Kind, slot: Slot, relisted: bool, length: usize) -> i16 {
    let field = match slot {
        Slot::Title if kind == Kind::Budget => 105,
        Slot::Title => 140,
        Slot::BodyTitle => 132,
        Slot::Line(_) => 0,
    };
    let level = match kind {
        Kind::Measure => 14,
        Kind::Sub => 12,
        Kind::Budget => 8,
        Kind::Theme => 6,
        Kind::Chapter => 3,
        Kind::Pillar => 1,
        Kind::Document => -80,
    };
    let again = if relisted { -30 } else { 0 };
    field + level + again - short(length)
}

/// Points off for the length of a field, about 25 times its natural logarithm.
fn short(length: usize) -> i16 {
    let length = u32::try_from(length.max(1)).unwrap_or(u32::MAX);
    // 25·ln(n) = 17.33·log2(n), the fraction of the logarithm taken from the leading bits.
    let whole = length.ilog2();
    let fraction = (length - (1 << whole)) * 16 / (1 << whole).max(1);
    i16::try_from((whole * 16 + fraction) * 13 / 12).unwrap_or(i16::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn longer_fields_are_worth_less() {
        let worth = |n| weight(Kind::Measure, Slot::Title, false, n);
        assert!(worth(5) > worth(10));
        assert!(worth(10) > worth(11));
        assert!(worth(40) > worth(200));
    }

    #[test]
    fn on_equal_text_a_measure_comes_first_and_a_relisting_last() {
        let of = |kind, relisted| weight(kind, Slot::Title, relisted, 12);
        assert!(of(Kind::Measure, false) > of(Kind::Sub, false));
        assert!(of(Kind::Sub, false) > of(Kind::Theme, false));
        assert!(of(Kind::Theme, false) > of(Kind::Chapter, false));
        assert!(of(Kind::Chapter, false) > of(Kind::Measure, true));
    }
}
