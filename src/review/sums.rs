//! Figures of several programmes added up.

use rust_decimal::Decimal;

use super::Yen;
use super::sheet::{Column, Figures};

/// Figures added up.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Sums {
    /// Programmes that have a budget figure of the year.
    pub programmes: usize,
    known: [Option<Yen>; 8],
    /// What could be spent by those of whom it is known what was.
    spendable: Option<Yen>,
}

impl Sums {
    /// The sum of what is known; none where nothing is.
    #[must_use]
    pub fn get(&self, column: Column) -> Option<Yen> {
        self.known.get(column as usize).copied().flatten()
    }

    /// 執行率 in percent to one decimal, of the programmes of which both are known; none of nothing, and none where
    /// more was spent than there was.
    #[must_use]
    pub fn rate(&self) -> Option<Decimal> {
        let (spent, could) = (self.get(Column::Executed)?, self.spendable?);
        spent.percent_of(could).filter(|_| spent <= could)
    }

    /// Adds one programme's year.
    pub fn add(&mut self, figures: &Figures) {
        self.programmes += usize::from(figures.has_budget());
        if let (Some(could), Some(_)) = (figures.get(Column::Total), figures.get(Column::Executed))
        {
            self.spendable = self.spendable.unwrap_or_default().plus(could);
        }
        for column in Column::ALL {
            let Some(figure) = figures.get(column) else {
                continue;
            };
            if let Some(sum) = self.known.get_mut(column as usize) {
                *sum = sum.unwrap_or_default().plus(figure);
            }
        }
    }
}
