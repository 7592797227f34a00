//! Money that sheets tell again which other programmes' sheets told before.
//!
//! Every programme has a sheet in every year. What a programme tells of a year before its first sheet therefore stood
//! in a sheet of another programme, where all of the ministry's sheets of that time are there: it was cut anew without
//! a name or a figure that says out of which. In: all programmes. Out: such years are counted elsewhere. Cost: one pass
//! over the sheets and one over the programmes.

use std::collections::{BTreeMap, HashMap, HashSet};

use super::elsewhere::Parted;
use super::programme::Programme;
use super::sheet::{Origin, Reviews, Sheet};

/// So many sheets of a ministry and year are not a few that somebody picked out, but all.
const WHOLE: usize = 20;
/// The same of a year's sheets of all ministries.
const WHOLE_YEAR: usize = 10 * WHOLE;

/// How many sheets there are.
#[derive(Default)]
struct Published<'a> {
    /// Of each ministry by year.
    of: HashMap<&'a str, BTreeMap<u16, usize>>,
    /// Of each year by ministry.
    in_year: BTreeMap<u16, HashMap<&'a str, usize>>,
    /// Ministries and years of which JUDGIT has sheets.
    judgit: HashSet<(&'a str, u16)>,
}

impl<'a> Published<'a> {
    fn of(reviews: &'a Reviews) -> Self {
        let mut published = Self::default();
        for sheet in reviews.sheets.iter() {
            let (ministry, year) = (&*sheet.ministry, sheet.year);
            let years = published.of.entry(ministry).or_default();
            *years.entry(year).or_default() += 1;
            let all = published.in_year.entry(year).or_default();
            *all.entry(ministry).or_default() += 1;
            if sheet.origin == Origin::Judgit {
                published.judgit.insert((ministry, year));
            }
        }
        published
    }

    /// The last year before that of a sheet of which all of its ministry's sheets are there. Those of a ministry that is
    /// new were other ministries': they are there where most ministries of its year have sheets of an earlier one.
    fn before(&self, sheet: &Sheet) -> Option<u16> {
        let own = self.of.get(&*sheet.ministry)?;
        if let Some((year, count)) = own.range(..sheet.year).next_back() {
            return (*count >= WHOLE).then_some(*year);
        }
        let now = self.in_year.get(&sheet.year)?;
        let (year, earlier) = self.in_year.range(..sheet.year).next_back()?;
        let both = now
            .keys()
            .filter(|ministry| earlier.contains_key(*ministry));
        let is_whole = earlier.values().sum::<usize>() >= WHOLE_YEAR;
        (is_whole && both.count() * 2 > now.len()).then_some(*year)
    }
}

/// Counts elsewhere what programmes tell of years before their first sheets. What others were split into or went into
/// counts as those say.
pub(super) fn retold(reviews: &Reviews, all: &mut [Programme], parted: &[Parted]) {
    let published = Published::of(reviews);
    let is_part: HashSet<usize> = parted
        .iter()
        .flat_map(|p| p.later.iter().copied())
        .collect();
    for (at, programme) in all.iter_mut().enumerate() {
        let sheets = programme.sheets.iter();
        let sheets = sheets.filter_map(|at| reviews.sheets.get(*at));
        let Some(first) = sheets.min_by_key(|sheet| sheet.year) else {
            continue;
        };
        // Where both sources have the year, the older one gives way.
        let mark = (&*first.ministry, first.year);
        let gives_way = first.origin == Origin::Rs && published.judgit.contains(&mark);
        if is_part.contains(&at) || gives_way {
            continue;
        }
        if let Some(before) = published.before(first) {
            programme.count_from(before);
        }
    }
}
