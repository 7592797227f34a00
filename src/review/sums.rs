//! Sums by ministry and budget year, each programme's year once.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::sheet::{Column, Figures};
use super::{Programme, Programmes, Yen};

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

/// The sums of each ministry by budget year. `of` says which name of a programme's ministry counts: the one
/// of policy, or the finer body.
#[must_use]
pub fn by_ministry<'a>(
    programmes: &'a Programmes,
    of: impl Fn(&'a Programme) -> &'a Arc<str>,
) -> BTreeMap<Arc<str>, BTreeMap<u16, Sums>> {
    let mut sums: BTreeMap<Arc<str>, BTreeMap<u16, Sums>> = BTreeMap::new();
    for programme in &programmes.all {
        let years = sums.entry(Arc::clone(of(programme))).or_default();
        for figures in &programme.years {
            years.entry(figures.year).or_default().add(figures);
        }
    }
    sums
}
