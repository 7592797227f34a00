//! Request − base, its percentage, and the interval that the printed rounding leaves open.

use rust_decimal::{Decimal, RoundingStrategy};

use crate::model::{Base, BudgetLine, Request};

/// Which way the printed figures go.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Direction {
    /// More than in the base year.
    Increased,
    /// Less than in the base year.
    Decreased,
    /// The same printed figure.
    Unchanged,
}

impl Direction {
    /// Which way a change in 億円 goes.
    fn of(oku: Decimal) -> Self {
        if oku.is_zero() {
            Self::Unchanged
        } else if oku.is_sign_negative() {
            Self::Decreased
        } else {
            Self::Increased
        }
    }
}

/// A change in 億円 between two published, hence rounded, figures.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Change {
    /// Request − base by the printed figures.
    pub oku: Decimal,
    /// Percent of the base to one decimal, half away from zero; none where the base is 0.
    pub percent: Option<Decimal>,
    /// The least that the true change can be.
    pub low: Decimal,
    /// The most that the true change can be.
    pub high: Decimal,
}

impl Change {
    /// The change from `base` to `request`, each known to within its half unit.
    #[must_use]
    pub fn between(request: Decimal, base: Decimal, slack: Decimal) -> Self {
        let oku = less(request, base);
        let trim = |value: Decimal| {
            let mut value = value;
            let shortest = value.normalize();
            value = shortest;
            if shortest.scale() < oku.scale() {
                value.rescale(oku.scale());
            }
            value
        };
        Self {
            oku,
            percent: percent(oku, base),
            low: trim(less(oku, slack)),
            high: trim(oku.saturating_add(slack)),
        }
    }

    /// The least and the most that the true change can be, for people: to one place more than the change
    /// itself has, and never narrower than what is proved.
    #[must_use]
    pub fn ends(&self) -> (Decimal, Decimal) {
        let places = self.oku.scale().saturating_add(1);
        let to = |end: Decimal, strategy| {
            let rounded = end.round_dp_with_strategy(places, strategy);
            // What does not touch zero is not said to.
            if rounded.is_zero() { end } else { rounded }
        };
        (
            to(self.low, RoundingStrategy::ToNegativeInfinity),
            to(self.high, RoundingStrategy::ToPositiveInfinity),
        )
    }

    /// Which way the printed figures go.
    #[must_use]
    pub fn direction(&self) -> Direction {
        Direction::of(self.oku)
    }

    /// The change in seven steps: 0 for a fall of half and more, 3 for under 1 % or what rounding
    /// alone could make, 6 for a rise of half and more or from nothing.
    #[must_use]
    pub fn step(&self) -> u8 {
        if self.is_within_rounding() {
            return 3;
        }
        let Some(percent) = self.percent else {
            return if self.oku.is_sign_negative() { 0 } else { 6 };
        };
        let reached = [1_i64, 10, 50]
            .into_iter()
            .filter(|least| percent.abs() >= Decimal::from(*least));
        let steps = u8::try_from(reached.count()).unwrap_or_default();
        if percent.is_sign_negative() {
            3 - steps
        } else {
            3 + steps
        }
    }

    /// Whether rounding alone could have made it: the interval touches zero, shown as `≈`. Figures that nobody
    /// has rounded have no interval.
    #[must_use]
    pub fn is_within_rounding(&self) -> bool {
        self.low <= Decimal::ZERO && self.high >= Decimal::ZERO && self.low != self.high
    }
}

/// `a − b`, or the farthest there is. Amounts of a document always fit ([`Amount::in_unit`](crate::model::Amount::in_unit)
/// refuses others); this keeps any other figure from ending the program.
fn less(a: Decimal, b: Decimal) -> Decimal {
    a.saturating_sub(b)
}

/// The change of one line; none unless both figures are plain amounts or the line is new.
#[must_use]
pub fn change(line: &BudgetLine) -> Option<Change> {
    let Request::Amount(request) = &line.request else {
        return None;
    };
    match &line.base {
        Base::Amount(base) => Some(Change::between(
            request.oku,
            base.oku,
            request.half_unit.saturating_add(base.half_unit),
        )),
        Base::New => Some(Change::between(
            request.oku,
            Decimal::ZERO,
            request.half_unit,
        )),
        Base::Within(_) | Base::Parts(_) | Base::None => None,
    }
}

/// Which way one line goes, and whether it can be compared at all: as [`change`], without the
/// cost of its percentage and its interval.
#[must_use]
pub fn direction(line: &BudgetLine) -> Option<Direction> {
    let Request::Amount(request) = &line.request else {
        return None;
    };
    let base = match &line.base {
        Base::Amount(base) => base.oku,
        Base::New => Decimal::ZERO,
        Base::Within(_) | Base::Parts(_) | Base::None => return None,
    };
    Some(Direction::of(less(request.oku, base)))
}

/// `change` in percent of `base`, to one decimal, half away from zero. None of a base that is not above nothing: a rise from a
/// cut of last year would be a fall by its sign.
#[must_use]
pub(super) fn percent(change: Decimal, base: Decimal) -> Option<Decimal> {
    if base <= Decimal::ZERO {
        return None;
    }
    let ratio = change
        .checked_mul(Decimal::ONE_HUNDRED)?
        .checked_div(base)?;
    let mut rounded = ratio.round_dp_with_strategy(1, RoundingStrategy::MidpointAwayFromZero);
    rounded.rescale(1);
    Some(rounded)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Account, Amount, RelistedOn};

    fn dec(text: &str) -> Decimal {
        text.parse().unwrap()
    }

    fn line(request: &str, base: Base) -> BudgetLine {
        BudgetLine {
            request: Request::Amount(Amount::from_oku(dec(request))),
            base,
            supplementary: None,
            account: Account::General,
            relisted_on: RelistedOn::None,
            original: None,
            line: 1,
            source_lines: vec![1],
            spending: None,
        }
    }

    fn shown(change: Change) -> [String; 4] {
        [
            change.oku.to_string(),
            change.percent.map_or("null".into(), |p| p.to_string()),
            change.low.to_string(),
            change.high.to_string(),
        ]
    }

    fn against(request: &str, base: &str) -> [String; 4] {
        shown(change(&line(request, Base::Amount(Amount::from_oku(dec(base))))).unwrap())
    }

    #[test]
    fn no_percent_of_a_base_below_nothing() {
        let up = Change::between(dec("-0.25"), dec("-0.5"), Decimal::ZERO);
        assert_eq!((up.oku, up.percent), (dec("0.25"), None));
        assert_eq!(up.step(), 6);
    }

    #[test]
    fn a_change_carries_its_rounding_interval() {
        assert_eq!(against("8.1", "5.1"), ["3.0", "58.8", "2.9", "3.1"]);
        assert_eq!(against("0.2", "0.1"), ["0.1", "100.0", "0.0", "0.2"]);
        assert_eq!(against("4", "1.8"), ["2.2", "122.2", "1.65", "2.75"]);
        assert_eq!(against("0.4", "0.0"), ["0.4", "null", "0.3", "0.5"]);
    }

    #[test]
    fn a_new_line_grows_from_exactly_zero() {
        let change = change(&line("20", Base::New)).unwrap();
        assert_eq!(shown(change), ["20", "null", "19.5", "20.5"]);
    }

    #[test]
    fn trillions_are_rounded_to_their_own_place() {
        let trillion = |t| Amount::in_unit(dec(t), dec("10000")).unwrap();
        let mut wide = line("1", Base::Amount(trillion("16.2")));
        wide.request = Request::Amount(trillion("16.8"));
        assert_eq!(
            shown(change(&wide).unwrap()),
            ["6000", "3.7", "5000", "7000"]
        );
    }

    #[test]
    fn an_interval_that_touches_zero_is_no_rise() {
        let touching = change(&line("0.2", Base::Amount(Amount::from_oku(dec("0.1"))))).unwrap();
        assert!(touching.is_within_rounding());
        assert_eq!(touching.direction(), Direction::Increased);
    }

    #[test]
    fn percent_rounds_half_away_from_zero() {
        assert_eq!(percent(dec("-0.05"), dec("40")), Some(dec("-0.1")));
        assert_eq!(percent(dec("0.05"), dec("100")), Some(dec("0.1")));
    }

    #[test]
    fn sums_within_others_are_not_compared() {
        let base = Base::Within(Amount::from_oku(dec("1.5")));
        assert_eq!(change(&line("2.0", base)), None);
        assert_eq!(change(&line("2.0", Base::None)), None);
    }

    #[test]
    fn the_ends_are_told_to_one_place_more_than_the_change() {
        for (change, slack, low, high) in [
            ("52.34", "0.08006002", "52.259", "52.421"),
            ("3.0", "0.1", "2.9", "3.1"),
            // What does not touch zero is not said to.
            ("0.1", "0.09999", "0.00001", "0.20"),
        ] {
            let told = Change::between(dec(change), Decimal::ZERO, dec(slack)).ends();
            assert_eq!(told, (dec(low), dec(high)), "{change}");
        }
    }
}
