//! A sheet that goes on under another name which no name tells: its figures do.

use std::collections::HashMap;
use std::sync::Arc;

use super::Yen;
use super::head::Head;
use super::name::alike;
use super::sheet::{Column, Origin, Reviews, Sheet};

/// The fewest years that both must tell.
const LEAST_YEARS: usize = 2;

/// Of one year above zero alone that much of the shorter name must be in the other, in percent.
const ALIKE: usize = 60;

/// JUDGIT prints most figures in whole million yen: those of two sources agree to that.
const MILLION: i64 = 1_000_000;

/// Whether two sheets print one figure.
pub(super) fn agree((one, a): (&Sheet, Yen), (other, b): (&Sheet, Yen)) -> bool {
    match one.origin == other.origin {
        true => a == b,
        false => a.0.abs_diff(b.0) < MILLION.unsigned_abs(),
    }
}

/// Whether a sheet prints for every year that both have the same figures as one before it: the initial budgets and what
/// was spent, where both are known. At least two years, with budgets above zero; of a programme that had one only in
/// its last year the names must be alike too.
pub(super) fn goes_on_as(old: &Sheet, new: &Sheet) -> bool {
    let (mut years, mut above) = (0, 0);
    let is_one_source = old.origin == new.origin;
    for figures in &old.years {
        let both = |column| figures.get(column).zip(new.get(figures.year, column));
        let initial = both(Column::Initial);
        // JUDGIT prints 0 also where nothing was filled in.
        let spent = both(Column::Executed).filter(|(a, _)| is_one_source || *a != Yen(0));
        let mut figures = [initial, spent].into_iter().flatten();
        if figures.any(|(a, b)| !agree((old, a), (new, b))) {
            return false;
        }
        years += usize::from(initial.is_some());
        above += usize::from(initial.is_some_and(|(yen, _)| yen > Yen(0)));
    }
    years >= LEAST_YEARS
        && (above >= LEAST_YEARS || above > 0 && alike(&old.name, &new.name, ALIKE))
}

/// Pairs of a later and an earlier group that are one programme by ministry, first year and figures; of two sources the
/// first year may be unknown, and years without sheets between them.
pub(super) fn heirs(reviews: &Reviews, heads: &[Head]) -> Vec<(usize, usize)> {
    let ended = Ended::of(reviews, heads);
    let mut joined = Vec::new();
    for later in heads {
        let Some(new) = reviews.sheets.get(later.oldest) else {
            continue;
        };
        let fitting = ended.before(later, new).into_iter().filter(|earlier| {
            let old = reviews.sheets.get(earlier.newest);
            old.is_some_and(|old| goes_on_as(old, new))
        });
        if let [one] = fitting.collect::<Vec<_>>()[..] {
            joined.push((later.group, one.group));
        }
    }
    joined
}

/// A budget year and its initial budget in whole million yen.
type Budget = (u16, i64);

/// Groups of JUDGIT's sheets, by what finds those that may go on.
struct Ended<'a> {
    /// By ministry, first year and the year after the last sheet.
    by_start: HashMap<(Arc<str>, u16, u16), Vec<&'a Head>>,
    /// By ministry and each budget of the last sheet.
    by_budget: HashMap<(Arc<str>, Budget), Vec<&'a Head>>,
}

impl<'a> Ended<'a> {
    fn of(reviews: &Reviews, heads: &'a [Head]) -> Self {
        let mut ended = Self {
            by_start: HashMap::new(),
            by_budget: HashMap::new(),
        };
        for head in heads.iter().filter(|head| head.is_all(Origin::Judgit)) {
            let (Some(ministry), Some(sheet)) =
                (head.ministries.last(), reviews.sheets.get(head.newest))
            else {
                continue;
            };
            if let Some(start) = head.start {
                let mark = (Arc::clone(ministry), start, head.last.saturating_add(1));
                ended.by_start.entry(mark).or_default().push(head);
            }
            for budget in budgets(sheet) {
                let mark = (Arc::clone(ministry), budget);
                ended.by_budget.entry(mark).or_default().push(head);
            }
        }
        ended
    }

    /// Those that the group may be.
    fn before(&self, later: &Head, sheet: &Sheet) -> Vec<&'a Head> {
        let Some(ministry) = later.ministries.last() else {
            return Vec::new();
        };
        if !later.is_all(Origin::Rs) {
            let mark = later
                .start
                .map(|start| (Arc::clone(ministry), start, later.first));
            let known = mark.and_then(|mark| self.by_start.get(&mark));
            return known.cloned().unwrap_or_default();
        }
        let mut found: Vec<&Head> = Vec::new();
        for (year, million) in budgets(sheet) {
            for million in [million - 1, million, million + 1] {
                let mark = (Arc::clone(ministry), (year, million));
                found.extend(self.by_budget.get(&mark).into_iter().flatten());
            }
        }
        found.retain(|head| head.last <= later.first && head.may_start_with(later));
        found.sort_by_key(|head| head.group);
        found.dedup_by_key(|head| head.group);
        found
    }
}

/// The initial budgets above zero that a sheet prints.
fn budgets(sheet: &Sheet) -> impl Iterator<Item = Budget> + '_ {
    sheet.years.iter().filter_map(|figures| {
        let yen = figures.get(Column::Initial)?;
        (yen > Yen(0)).then_some((figures.year, yen.0.div_euclid(MILLION)))
    })
}
