//! Money that two programmes tell and one of them counts.
//!
//! The sheets of the last years tell earlier years too: a programme that was split into others, or went with another into
//! one, tells the same money as they do. And where both sources have the sheets of one year, a sheet of JUDGIT that no
//! name and no figure leads to one of the RS system is still one of those.

use std::collections::{BTreeMap, HashMap};
use std::sync::Arc;

use super::Yen;
use super::name::alike;
use super::programme::Programme;
use super::sheet::{Column, Origin, Reviews};

/// Percent of the letter pairs of the shorter name that the other one has.
const ALIKE: usize = 40;

/// The figures of two sources agree to the million yen; of two sheets added up to two.
const NEAR: i64 = 2_000_000;

/// Programmes whose money went on in others, as the initial budgets of two years show.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Parted {
    /// The one that was split, or the two that were merged, as places in [`super::Programmes::all`].
    pub earlier: Vec<usize>,
    /// The two that it was split into, or the one.
    pub later: Vec<usize>,
    /// Year of the first sheets of those.
    pub since: u16,
    /// Year of the last sheets of the earlier.
    pub last: u16,
    /// The first budget year that the later tell.
    pub from: u16,
}

/// A programme whose sheets begin or end in a year.
struct Member<'a> {
    at: usize,
    programme: &'a Programme,
    origin: Origin,
    /// The initial budgets of the last year of those that ended, and of the one before.
    had: [Yen; 2],
}

/// What was split or merged. Work grows with the square of the programmes that began in one year in one ministry.
pub(super) fn parted(reviews: &Reviews, all: &[Programme]) -> Vec<Parted> {
    let mut ministries: BTreeMap<&Arc<str>, Vec<usize>> = BTreeMap::new();
    for (at, programme) in all.iter().enumerate() {
        ministries.entry(&programme.ministry).or_default().push(at);
    }
    let mut found = Vec::new();
    for own in ministries.values() {
        let mut ends: BTreeMap<u16, Vec<usize>> = BTreeMap::new();
        let mut begins: BTreeMap<u16, Vec<usize>> = BTreeMap::new();
        let mut years: Vec<u16> = Vec::new();
        for at in own {
            let sheets = all.get(*at).into_iter().flat_map(|p| &p.sheets);
            let sheets = sheets
                .filter_map(|at| reviews.sheets.get(*at))
                .map(|s| s.year);
            let (Some(first), Some(last)) = (sheets.clone().min(), sheets.clone().max()) else {
                continue;
            };
            years.extend(sheets);
            ends.entry(last).or_default().push(*at);
            begins.entry(first).or_default().push(*at);
        }
        for (last, ended) in ends {
            let Some(since) = years.iter().copied().filter(|year| *year > last).min() else {
                continue;
            };
            let of = |places: &[usize]| members(reviews, all, places, last);
            let begun = begins.get(&since).map_or(&[][..], Vec::as_slice);
            found.extend(between(&of(&ended), &of(begun), (last, since)));
        }
    }
    found
}

/// Those that had money in both years.
fn members<'a>(
    reviews: &Reviews,
    all: &'a [Programme],
    places: &[usize],
    last: u16,
) -> Vec<Member<'a>> {
    let known = places.iter().filter_map(|at| {
        let programme = all.get(*at)?;
        let before = last.checked_sub(1)?;
        let had = [last, before].map(|year| programme.get(year, Column::Initial));
        Some(Member {
            at: *at,
            programme,
            origin: programme.newest(reviews)?.origin,
            had: [had[0].filter(|yen| *yen > Yen(0))?, had[1]?],
        })
    });
    known.collect()
}

/// What of the ended went on in what began: only where one answer is there.
fn between(ended: &[Member], begun: &[Member], (last, since): (u16, u16)) -> Vec<Parted> {
    let made = |earlier: Vec<&Member>, later: Vec<&Member>| {
        let years = later.iter().flat_map(|m| &m.programme.years);
        let told = years.filter(|f| f.get(Column::Initial).is_some_and(|yen| yen > Yen(0)));
        let places = |members: &[&Member]| {
            let mut places: Vec<usize> = members.iter().map(|m| m.at).collect();
            places.sort_unstable();
            places
        };
        Parted {
            from: told.map(|f| f.year).min().unwrap_or(last),
            earlier: places(&earlier),
            later: places(&later),
            since,
            last,
        }
    };
    let mut found: Vec<Parted> = Vec::new();
    for own in ended.iter().filter(|own| own.had[1] > Yen(0)) {
        for (one, other) in adding(begun, own) {
            found.push(made(vec![own], vec![one, other]));
        }
    }
    for own in begun.iter().filter(|own| own.had[1] > Yen(0)) {
        for (one, other) in adding(ended, own) {
            found.push(made(vec![one, other], vec![own]));
        }
    }
    let mut times: HashMap<usize, usize> = HashMap::new();
    for part in &found {
        for at in part.earlier.iter().chain(&part.later) {
            *times.entry(*at).or_default() += 1;
        }
    }
    let is_only = |part: &Parted| {
        let mut of = part.earlier.iter().chain(&part.later);
        of.all(|at| times.get(at) == Some(&1))
    };
    found.retain(is_only);
    found
}

/// Pairs whose budgets of both years add up to those of the whole and whose names are like its name.
fn adding<'m, 'a>(
    parts: &'m [Member<'a>],
    whole: &Member,
) -> Vec<(&'m Member<'a>, &'m Member<'a>)> {
    let mut sorted: Vec<&Member> = parts.iter().collect();
    sorted.sort_by_key(|part| part.had[0]);
    let mut found = Vec::new();
    for (n, one) in sorted.iter().enumerate() {
        let near = if one.origin == whole.origin { 0 } else { NEAR };
        let Some(rest) = whole.had[0].minus(one.had[0]) else {
            continue;
        };
        let from = sorted.partition_point(|part| part.had[0].0 < rest.0 - near);
        for other in sorted.iter().skip(from.max(n + 1)) {
            if other.had[0].0 > rest.0 + near {
                break;
            }
            let before = one.had[1].plus(other.had[1]);
            let adds =
                before.is_some_and(|sum| sum.0.abs_diff(whole.had[1].0) <= near.unsigned_abs());
            let is_like = |part: &Member| alike(&part.programme.name, &whole.programme.name, ALIKE);
            if adds && is_like(one) && is_like(other) {
                found.push((*one, *other));
            }
        }
    }
    found
}

/// Where the RS system has the sheets of a ministry and year, JUDGIT's of that year that are joined to none of them
/// count only for the years before those that the RS system tells.
pub(super) fn same_year(reviews: &Reviews, all: &mut [Programme]) {
    let mut told: HashMap<(Arc<str>, u16), u16> = HashMap::new();
    for sheet in reviews.sheets.iter().filter(|s| s.origin == Origin::Rs) {
        let known = sheet.years.iter().filter(|figures| figures.has_budget());
        if let Some(first) = known.map(|figures| figures.year).min() {
            let mark = (Arc::clone(&sheet.ministry), sheet.year);
            let kept = told.entry(mark).or_insert(first);
            *kept = first.min(*kept);
        }
    }
    for programme in all {
        let newest = programme.newest(reviews);
        let newest = newest.filter(|sheet| sheet.origin == Origin::Judgit);
        let first = newest.and_then(|s| told.get(&(Arc::clone(&s.ministry), s.year)));
        if let Some(first) = first {
            programme.count_until(*first);
        }
    }
}
