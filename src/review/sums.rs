//! Figures of several programmes added up.

use rust_decimal::Decimal;

use super::Yen;
use super::sheet::{Column, Figures};
use crate::model::Spent;

/// Figures added up.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Sums {
    /// Programmes that have a budget figure of the year.
    pub programmes: usize,
    known: [Option<Yen>; 8],
    /// Of what no sum is told: it does not fit.
    lost: [bool; 8],
    /// Of those of which both are known.
    spent: Spent,
}

impl Sums {
    /// The sum of what is known; none where nothing is, and where it does not fit.
    #[must_use]
    pub fn get(&self, column: Column) -> Option<Yen> {
        if self.lost.get(column as usize) == Some(&true) {
            return None;
        }
        self.known.get(column as usize).copied().flatten()
    }

    /// 執行率 in percent to one decimal, by the rule of [`Spent::rate`], of the programmes of which it is known both
    /// what could be spent and what was.
    #[must_use]
    pub fn rate(&self) -> Option<Decimal> {
        self.spent.rate()
    }

    /// That a figure is not known after all.
    pub(super) fn forget(&mut self, column: Column) {
        if let Some(sum) = self.known.get_mut(column as usize) {
            *sum = None;
        }
    }

    /// Adds one programme's year.
    pub fn add(&mut self, figures: &Figures) {
        self.programmes += usize::from(figures.has_budget());
        self.spent = self.spent.with(figures.spent().unwrap_or_default());
        for column in Column::ALL {
            let Some(figure) = figures.get(column) else {
                continue;
            };
            let at = column as usize;
            if let (Some(sum), Some(lost)) = (self.known.get_mut(at), self.lost.get_mut(at)) {
                *sum = sum.unwrap_or_default().plus(figure);
                *lost |= sum.is_none();
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_sum_that_does_not_fit_is_none_and_does_not_begin_anew() {
        let mut sums = Sums::default();
        let mut figures = Figures::new(2022);
        figures.set(Column::Initial, Some(Yen(i64::MAX / 2)));
        for known in [true, true, false, false] {
            sums.add(&figures);
            assert_eq!(sums.get(Column::Initial).is_some(), known);
        }
        assert_eq!(sums.get(Column::Executed), None);
    }
}
