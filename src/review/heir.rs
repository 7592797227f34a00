//! A sheet that goes on under another name which no name tells: its figures do.

use super::Yen;
use super::name::alike;
use super::sheet::{Column, Sheet};

/// The fewest years that both must tell.
const LEAST_YEARS: usize = 2;

/// Of one year above zero alone that much of the shorter name must be in the other, in percent.
const ALIKE: usize = 60;

/// Whether a sheet prints for every year that both have the same figures as one of the year before it: the initial
/// budgets and what was spent, where both are known. At least two years, with budgets above zero; of a programme
/// that had one only in its last year the names must be alike too.
pub(super) fn goes_on_as(old: &Sheet, new: &Sheet) -> bool {
    let (mut years, mut above) = (0, 0);
    for figures in &old.years {
        let both = |column| figures.get(column).zip(new.get(figures.year, column));
        let initial = both(Column::Initial);
        let spent = both(Column::Executed);
        if [initial, spent].into_iter().flatten().any(|(a, b)| a != b) {
            return false;
        }
        years += usize::from(initial.is_some());
        above += usize::from(initial.is_some_and(|(yen, _)| yen > Yen(0)));
    }
    years >= LEAST_YEARS
        && (above >= LEAST_YEARS || above > 0 && alike(&old.name, &new.name, ALIKE))
}
