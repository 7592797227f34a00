//! The year before: what is new against it.

use std::collections::HashMap;

use super::super::Programme;
use super::super::sheet::{Origin, Reviews};

/// The first budget year that sheets of a source and year tell.
pub(super) type FirstTold = HashMap<(Origin, u16), u16>;

/// The first budget year that sheets of a source and year tell.
pub(super) fn first_told(reviews: &Reviews) -> FirstTold {
    let mut told = HashMap::new();
    for sheet in reviews.sheets.iter() {
        let known = sheet.years.iter().filter(|figures| figures.has_budget());
        if let Some(first) = known.map(|figures| figures.year).min() {
            let kept = told.entry((sheet.origin, sheet.year)).or_insert(first);
            *kept = first.min(*kept);
        }
    }
    told
}

/// Whether the programme had nothing before that year: by its first year, or, where no sheet says that, as its
/// sheets could tell the year before and do not.
pub(super) fn is_new(
    programme: &Programme,
    reviews: &Reviews,
    first_told: &FirstTold,
    year: u16,
) -> bool {
    if programme.all_years().any(|figures| figures.year < year) {
        return false;
    }
    let sheets = programme.sheets.iter();
    let mut sheets = sheets.filter_map(|at| reviews.sheets.get(*at));
    match sheets.clone().find_map(|sheet| sheet.start) {
        Some(start) => start >= year,
        None => sheets.any(|sheet| {
            let first = first_told.get(&(sheet.origin, sheet.year));
            first.is_some_and(|first| *first < year)
        }),
    }
}
