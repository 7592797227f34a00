//! Sheets of one name and ministry that are of several programmes: of which two or more stand in one year, so that first
//! year and office tell nothing, or whose first year changes. Which of a year goes on as which of the next is told by the
//! figures that both print.

use std::collections::BTreeMap;

use super::Yen;
use super::sheet::{Column, Reviews, Sheet};

/// Sheets that look like one programme, as programmes that have no year twice. Work grows with the square of
/// how many stand in one year.
pub(super) fn untangled(reviews: &Reviews, sheets: Vec<usize>) -> Vec<Vec<usize>> {
    let mut by_year: BTreeMap<_, Vec<usize>> = BTreeMap::new();
    for at in &sheets {
        if let Some(sheet) = reviews.sheets.get(*at) {
            let own = by_year.entry((sheet.origin, sheet.year)).or_default();
            own.push(*at);
        }
    }
    if by_year.values().all(|own| own.len() < 2) {
        return vec![sheets];
    }
    let mut chains: Vec<Vec<usize>> = Vec::new();
    for mut own in by_year.into_values() {
        let mut free: Vec<usize> = (0..chains.len()).collect();
        while let Some((chain, sheet)) = likest(reviews, &chains, &free, &own) {
            free.retain(|at| *at != chain);
            own.retain(|at| *at != sheet);
            if let Some(chain) = chains.get_mut(chain) {
                chain.push(sheet);
            }
        }
        chains.extend(own.into_iter().map(|sheet| vec![sheet]));
    }
    chains
}

/// Sheets that stand one in each year, parted where the first year of the programme changes and no figure says that it
/// is still the same one: another programme of the same name, years later. Work in proportion to their number, times
/// how often that happens.
pub(super) fn told_apart(reviews: &Reviews, mut sheets: Vec<usize>) -> Vec<Vec<usize>> {
    let sheet = |at: &usize| reviews.sheets.get(*at);
    if sheets
        .iter()
        .any(|at| sheet(at).is_none_or(|s| s.id.is_some()))
    {
        return vec![sheets];
    }
    sheets.sort_by_key(|at| sheet(at).map(|s| s.year));
    let mut chains: Vec<Vec<usize>> = Vec::new();
    for at in sheets {
        let own = sheet(&at);
        let goes_on = |chain: &Vec<usize>| {
            let last = chain.last().and_then(sheet);
            last.zip(own).is_some_and(|(last, own)| {
                let starts = last.start.zip(own.start);
                starts.is_none_or(|(a, b)| a == b) || !contradict(last, own)
            })
        };
        match chains.iter_mut().rfind(|chain| goes_on(chain)) {
            Some(chain) => chain.push(at),
            None => chains.push(vec![at]),
        }
    }
    chains
}

/// Whether an earlier sheet tells money of the years that both tell, and the later one none of any. What is but revised,
/// or came in the course of the year, contradicts nothing.
fn contradict(earlier: &Sheet, later: &Sheet) -> bool {
    let years = earlier.years.iter();
    let both: Vec<_> = years
        .filter_map(|old| Some((old, later.figures(old.year)?)))
        .collect();
    both.iter().any(|(old, _)| old.has_budget_money())
        && !both.iter().any(|(_, new)| new.has_budget_money())
}

/// The chain that is free and the sheet of a year that print the same figures most often; of several, and
/// where no figure tells, the first. None where no chain or no sheet is left.
fn likest(
    reviews: &Reviews,
    chains: &[Vec<usize>],
    free: &[usize],
    own: &[usize],
) -> Option<(usize, usize)> {
    let mut best: Option<(usize, (usize, usize))> = None;
    for at in free {
        let last = chains.get(*at).and_then(|chain| chain.last());
        let last = last.and_then(|at| reviews.sheets.get(*at))?;
        for sheet in own {
            let agree = agreeing(last, reviews.sheets.get(*sheet)?);
            if best.is_none_or(|(most, _)| agree > most) {
                best = Some((agree, (*at, *sheet)));
            }
        }
    }
    best.map(|(_, pair)| pair)
}

/// Figures above zero that both sheets print alike.
fn agreeing(one: &Sheet, other: &Sheet) -> usize {
    let columns = [Column::Initial, Column::Executed];
    let years = one.years.iter().flat_map(|f| columns.map(|c| (f.year, c)));
    years
        .filter(|(year, column)| {
            let figure = one.get(*year, *column);
            figure.is_some_and(|yen| yen > Yen(0)) && figure == other.get(*year, *column)
        })
        .count()
}
