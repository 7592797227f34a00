//! What the sheets of a link tell: granted, spent, asked for again, still there.

use std::collections::BTreeMap;

use super::{Link, Relation};
use crate::review::sheet::{Column, Figures, PayeeKind, Reviews};
use crate::review::sums::Sums;
use crate::review::{Programmes, Yen};

/// Most payees named.
const MOST_PAYEES: usize = 5;

/// What became of the money of a line that is wholly one or several programmes.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Outcome {
    /// Initial budget of the year asked for.
    pub granted: Option<Yen>,
    /// Supplementary budgets of that year.
    pub supplementary: Option<Yen>,
    /// Supplementary budgets of the year before, which often pay what was asked for.
    pub before: Option<Yen>,
    /// Carried over into the year.
    pub carried: Option<Yen>,
    /// Spent in the year.
    pub executed: Option<Yen>,
    /// Each budget year that is known: initial, spent, next request.
    pub years: Vec<(u16, Sums)>,
    /// No sheet of the newest year is of it.
    pub ended: bool,
    /// Year of its last sheet.
    pub last: Option<u16>,
    /// The largest payees by name, of the newest sheet that has any.
    pub payees: Vec<(Box<str>, Option<Yen>)>,
}

/// What became of it; none for a part, whose money no sheet tells.
#[must_use]
pub fn outcome(
    link: &Link,
    year: u16,
    reviews: &Reviews,
    programmes: &Programmes,
) -> Option<Outcome> {
    if link.relation == Relation::Part {
        return None;
    }
    let of = || {
        link.programmes
            .iter()
            .filter_map(|at| programmes.all.get(*at))
    };
    let mut years: BTreeMap<u16, Sums> = BTreeMap::new();
    for figures in of().flat_map(|programme| &programme.years) {
        let figures: &Figures = figures;
        years.entry(figures.year).or_default().add(figures);
    }
    let get = |year: u16, column| years.get(&year).and_then(|sums| sums.get(column));
    let last = of()
        .filter_map(|programme| programme.newest(reviews).map(|sheet| sheet.year))
        .max();
    Some(Outcome {
        granted: get(year, Column::Initial),
        supplementary: get(year, Column::Supplementary),
        before: year
            .checked_sub(1)
            .and_then(|y| get(y, Column::Supplementary)),
        carried: get(year, Column::Carried),
        executed: get(year, Column::Executed),
        ended: last.is_some_and(|last| last < programmes.newest),
        last,
        payees: of()
            .filter_map(|p| payees(p, reviews))
            .flatten()
            .take(MOST_PAYEES)
            .collect(),
        years: years.into_iter().collect(),
    })
}

fn payees(
    programme: &crate::review::Programme,
    reviews: &Reviews,
) -> Option<Vec<(Box<str>, Option<Yen>)>> {
    let mut sheets = programme
        .sheets
        .iter()
        .filter_map(|at| reviews.sheets.get(*at));
    let sheet = sheets.find(|sheet| !sheet.payees.is_empty())?;
    let mut bodies: Vec<(Box<str>, Option<Yen>)> = sheet
        .payees
        .iter()
        .filter(|payee| payee.kind == PayeeKind::Body)
        .map(|payee| (payee.name.clone(), payee.paid))
        .collect();
    bodies.sort_by_key(|(_, paid)| std::cmp::Reverse(*paid));
    bodies.dedup_by(|a, b| a.0 == b.0);
    bodies.truncate(MOST_PAYEES);
    Some(bodies)
}
