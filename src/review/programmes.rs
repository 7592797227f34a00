//! All programmes of the sheets.

use super::elsewhere::{Parted, parted, same_year};
use super::groups::groups;
use super::programme::{Programme, programme};
use super::retold::retold;
use super::sheet::Reviews;

/// All programmes, in the order of their newest sheets.
#[derive(Clone, Debug, Default)]
pub struct Programmes {
    /// The programmes.
    pub all: Vec<Programme>,
    /// The year of the newest sheets.
    pub newest: u16,
    /// What was split into others or merged with others into one, as the budgets show.
    pub parted: Vec<Parted>,
}

impl Programmes {
    /// Joins the sheets. Work in proportion to their number.
    #[must_use]
    pub fn of(reviews: &Reviews) -> Self {
        let newest = reviews.sheets.iter().map(|s| s.year).max();
        let mut all: Vec<Programme> = groups(reviews)
            .into_iter()
            .filter_map(|sheets| programme(reviews, sheets))
            .collect();
        all.sort_by_key(|programme| programme.sheets.first().copied());
        let parted = parted(reviews, &all);
        for part in &parted {
            for at in &part.earlier {
                if let Some(programme) = all.get_mut(*at) {
                    programme.count_until(part.from);
                }
            }
        }
        same_year(reviews, &mut all);
        retold(reviews, &mut all, &parted);
        Self {
            all,
            newest: newest.unwrap_or_default(),
            parted,
        }
    }
}
