//! Figures of several programmes added up.

use super::Yen;
use super::sheet::{Column, Figures};

/// Figures added up.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Sums {
    /// Programmes that have a budget figure of the year.
    pub programmes: usize,
    known: [Option<Yen>; 8],
}

impl Sums {
    /// The sum of what is known; none where nothing is.
    #[must_use]
    pub fn get(&self, column: Column) -> Option<Yen> {
        self.known.get(column as usize).copied().flatten()
    }

    /// Adds one programme's year.
    pub fn add(&mut self, figures: &Figures) {
        self.programmes += usize::from(figures.has_budget());
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
