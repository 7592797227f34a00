//! The rulers of bars: how long a bar may be that is drawn whole.

use rust_decimal::Decimal;

use super::Summary;
use crate::explorer::settings::Scale;

/// A bar is cut where it is over so many times the next.
const GIANT: i64 = 5;
/// So many of the longest are looked at for a gap.
const TOP: usize = 8;
/// Of as many bars as that several may be cut: two years' documents have each giant twice.
const MOST_CUT: usize = 4;

/// Where a ruler ends, in 億円.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Length {
    /// The longest of all.
    pub longest: Decimal,
    /// The longest that is not cut, so that a giant does not press the others flat.
    pub uncut: Decimal,
}

impl Length {
    /// A ruler without giants.
    #[must_use]
    pub const fn whole(longest: Decimal) -> Self {
        Self {
            longest,
            uncut: longest,
        }
    }

    /// The amount of a full bar. By the logarithm nothing is pressed flat, and a share is of
    /// everything.
    #[must_use]
    pub const fn full(self, scale: Scale) -> Decimal {
        match scale {
            Scale::Linear => self.uncut,
            Scale::Logarithmic | Scale::Share => self.longest,
        }
    }

    /// The ruler on which the bars of both have room.
    fn or(self, other: Self) -> Self {
        Self {
            longest: self.longest.max(other.longest),
            uncut: self.uncut.max(other.uncut),
        }
    }
}

/// What the bars of a column have in common: one ruler for all of them.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Measure {
    /// Of requests and base years.
    pub request: Length,
    /// Of changes, up or down.
    pub change: Length,
}

impl Measure {
    /// The rulers on which the bars of both have room.
    pub(super) fn or(self, other: Self) -> Self {
        Self {
            request: self.request.or(other.request),
            change: self.change.or(other.change),
        }
    }

    /// The rulers of a node and what is directly below it: the node's own, but where something
    /// below is a giant, what is in it is cut too.
    pub(super) fn over(self, below: Self) -> Self {
        let over = |own: Length, below: Length| match below.uncut < below.longest {
            true => Length {
                longest: own.longest.max(below.longest),
                uncut: below.uncut,
            },
            false => own.or(below),
        };
        Self {
            request: over(self.request, below.request),
            change: over(self.change, below.change),
        }
    }
}

/// The longest bars of some rows, as far as these have been looked at.
#[derive(Clone, Copy, Debug, Default)]
pub struct Longest {
    request: Top,
    change: Top,
}

impl Longest {
    /// These and one row more.
    pub(super) fn with(mut self, summary: &Summary) -> Self {
        // What has no bar of its own has no tooth either.
        let [request, base] = summary.lengths();
        let length = request.map(|request| base.map_or(request, |base| base.max(request)));
        self.request.take(length.unwrap_or_default());
        let change = summary.change.filter(|_| !summary.out);
        self.change
            .take(change.map_or(Decimal::ZERO, |change| change.oku.abs()));
        self
    }

    /// The rulers for them.
    pub(super) fn measure(&self) -> Measure {
        Measure {
            request: self.request.length(),
            change: self.change.length(),
        }
    }
}

/// The largest of some amounts, largest first.
#[derive(Clone, Copy, Debug, Default)]
struct Top([Decimal; TOP]);

impl Top {
    fn take(&mut self, mut oku: Decimal) {
        for kept in &mut self.0 {
            if oku > *kept {
                std::mem::swap(kept, &mut oku);
            }
        }
    }

    fn length(&self) -> Length {
        let [longest, .., last] = self.0;
        let may_cut = if last.is_zero() { 1 } else { MOST_CUT };
        let pairs = self.0.iter().zip(self.0.iter().skip(1)).take(may_cut);
        let after = pairs.map(|(before, after)| (*before, *after)).find(|pair| {
            let far = pair.1.saturating_mul(Decimal::from(GIANT));
            !pair.1.is_zero() && pair.0 > far
        });
        Length {
            longest,
            uncut: after.map_or(longest, |(_, after)| after),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn length(amounts: &[i64]) -> (Decimal, Decimal) {
        let mut top = Top::default();
        for oku in amounts {
            top.take(Decimal::from(*oku));
        }
        let length = top.length();
        (length.longest, length.uncut)
    }

    fn pair(longest: i64, uncut: i64) -> (Decimal, Decimal) {
        (Decimal::from(longest), Decimal::from(uncut))
    }

    #[test]
    fn a_giant_is_over_five_times_the_next() {
        assert_eq!(length(&[]), pair(0, 0));
        assert_eq!(length(&[7]), pair(7, 7));
        assert_eq!(length(&[10, 2]), pair(10, 10));
        assert_eq!(length(&[2, 11]), pair(11, 2));
        assert_eq!(length(&[0, 11]), pair(11, 11), "nothing is no next one");
    }

    #[test]
    fn several_giants_are_cut_where_there_are_many_bars() {
        let many = [168_000, 841, 162_000, 600, 500, 400, 300, 200, 100];
        assert_eq!(length(&many), pair(168_000, 841));
        // Of three, two that are cut would leave nothing to compare.
        assert_eq!(length(&[60, 50, 1]), pair(60, 60));
    }

    #[test]
    fn what_holds_a_giant_is_cut_with_it() {
        let of = |own, below: Length| {
            let own = Measure {
                request: Length::whole(Decimal::from(own)),
                change: Length::default(),
            };
            let below = Measure {
                request: below,
                change: Length::default(),
            };
            own.over(below).request
        };
        let below = Length {
            longest: Decimal::from(90),
            uncut: Decimal::from(5),
        };
        assert_eq!(of(100, below).full(Scale::Linear), Decimal::from(5));
        assert_eq!(of(100, below).full(Scale::Logarithmic), Decimal::from(100));
        let even = Length::whole(Decimal::from(60));
        assert_eq!(of(100, even).full(Scale::Linear), Decimal::from(100));
    }
}
