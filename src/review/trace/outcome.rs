//! What the sheets of a link tell: granted, spent, asked for again, still there.

use std::collections::{BTreeMap, HashSet};

use super::{Link, Relation};
use crate::review::name::key;
use crate::review::sheet::{Column, Figures, PayeeKind, Reviews, Sheet};
use crate::review::sums::Sums;
use crate::review::{Programme, Programmes, Yen};

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
    /// All of it has come to an end, by [`crate::review::Programme::has_ended`].
    pub ended: bool,
    /// The name of its newest sheet where that is another one than it had in the year asked for.
    pub called: Option<Box<str>>,
    /// The last year that has an initial budget or spending above zero.
    pub last_money: Option<u16>,
    /// Year of its last sheet.
    pub last: Option<u16>,
    /// The year in which the payees were paid.
    pub paid_in: Option<u16>,
    /// The largest payees by name, of the year asked for; where no sheet has them, of the newest sheet that has any.
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
    let told: Vec<&Programme> = of().collect();
    let years = summed(&told);
    let get = |year: u16, column| years.get(&year).and_then(|sums| sums.get(column));
    let last = of()
        .filter_map(|programme| programme.newest(reviews).map(|sheet| sheet.year))
        .max();
    let has = |figures: &Figures, column| figures.get(column).is_some_and(|yen: Yen| yen > Yen(0));
    let with_money = of()
        .flat_map(Programme::all_years)
        .filter(|figures| has(figures, Column::Initial) || has(figures, Column::Executed));
    let last_money = with_money.map(|figures| figures.year).max();
    // A sheet has the payees of the year before its own.
    let paid: Vec<&Sheet> = of()
        .filter_map(|p| paying(p, reviews, year.saturating_add(1)))
        .collect();
    let own = paid
        .iter()
        .map(|sheet| sheet.year)
        .find(|of| *of == year.saturating_add(1));
    let paid_by = own.or_else(|| paid.iter().map(|sheet| sheet.year).max());
    Some(Outcome {
        granted: get(year, Column::Initial),
        supplementary: get(year, Column::Supplementary),
        before: year
            .checked_sub(1)
            .and_then(|y| get(y, Column::Supplementary)),
        carried: get(year, Column::Carried),
        executed: get(year, Column::Executed),
        ended: of().all(|programme| programme.has_ended(reviews, programmes.newest)),
        last,
        called: called(link, year, reviews, programmes),
        last_money,
        paid_in: paid_by.and_then(|year| year.checked_sub(1)),
        payees: payees(paid.into_iter().filter(|s| Some(s.year) == paid_by)),
        years: years.into_iter().collect(),
    })
}

/// The figures of each year that any of them tells. Of several a figure is known only where every one tells it: a part
/// of what was granted is not what was.
fn summed(programmes: &[&Programme]) -> BTreeMap<u16, Sums> {
    let mut years: BTreeMap<u16, Sums> = BTreeMap::new();
    for figures in programmes.iter().flat_map(|p| p.all_years()) {
        years.entry(figures.year).or_default().add(figures);
    }
    for (year, sums) in &mut years {
        for column in Column::ALL {
            if programmes.iter().any(|p| p.get(*year, column).is_none()) {
                sums.forget(column);
            }
        }
    }
    years
}

/// The sheets of a link: of each programme that of the year asked for, or else the nearest.
#[must_use]
pub fn sheets<'a>(
    link: &Link,
    year: u16,
    reviews: &'a Reviews,
    programmes: &'a Programmes,
) -> Vec<(&'a Sheet, &'a Programme)> {
    let of = link
        .programmes
        .iter()
        .filter_map(|at| programmes.all.get(*at));
    of.filter_map(|programme| {
        let sheets = || {
            programme
                .sheets
                .iter()
                .filter_map(|at| reviews.sheets.get(*at))
        };
        // The one that first tells the year's budget.
        let own = sheets().find(|sheet| sheet.year == year);
        let own = own.or_else(|| sheets().rfind(|sheet| sheet.year > year));
        Some((own.or_else(|| sheets().next())?, programme))
    })
    .collect()
}

fn called(link: &Link, year: u16, reviews: &Reviews, programmes: &Programmes) -> Option<Box<str>> {
    let [(then, programme)] = &sheets(link, year, reviews, programmes)[..] else {
        return None;
    };
    let now = programme.newest(reviews)?;
    (key(&now.name) != key(&then.name)).then(|| now.name.clone())
}

/// The sheet of that year where it names payees, else the newest that does.
fn paying<'a>(programme: &Programme, reviews: &'a Reviews, year: u16) -> Option<&'a Sheet> {
    let sheets = programme.sheets.iter();
    let sheets = sheets.filter_map(|at| reviews.sheets.get(*at));
    let mut sheets = sheets.filter(|sheet| has_bodies(sheet));
    let own = sheets.clone().find(|sheet| sheet.year == year);
    own.or_else(|| sheets.next())
}

fn has_bodies(sheet: &Sheet) -> bool {
    let mut kinds = sheet.payees.iter().map(|payee| payee.kind);
    kinds.any(|kind| kind == PayeeKind::Body)
}

/// The largest of all these sheets. Blocks are paid out of blocks: one that stands in several has the money of its largest.
fn payees<'a>(sheets: impl Iterator<Item = &'a Sheet>) -> Vec<(Box<str>, Option<Yen>)> {
    let mut bodies: Vec<(Box<str>, Option<Yen>)> = sheets
        .flat_map(|sheet| &sheet.payees)
        .filter(|payee| payee.kind == PayeeKind::Body)
        .map(|payee| (payee.name.clone(), payee.paid))
        .collect();
    bodies.sort_by_key(|(_, paid)| std::cmp::Reverse(*paid));
    let mut seen: HashSet<Box<str>> = HashSet::new();
    bodies.retain(|(name, _)| seen.insert(name.clone()));
    bodies.truncate(MOST_PAYEES);
    bodies
}
