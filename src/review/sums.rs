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
    /// Of those of which both are known.
    spent: Spent,
}

impl Sums {
    /// The sum of what is known; none where nothing is.
    #[must_use]
    pub fn get(&self, column: Column) -> Option<Yen> {
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
            if let Some(sum) = self.known.get_mut(column as usize) {
                *sum = sum.unwrap_or_default().plus(figure);
            }
        }
    }
}
