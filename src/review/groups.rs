//! Which sheets are of one programme.
//!
//! Sheets of the RS system belong together by 予算事業ID; those of JUDGIT, whose numbers say nothing over the
//! years, by ministry and name, and by first year, office and figures where a name stands twice. Then programmes of
//! the two sources by ministry and name, and by figures where a name stands twice; a name that says what it was
//! called before leads to that one, and a name that stands in one other ministry alone has moved. Last what the
//! figures alone tell.

use std::collections::{HashMap, HashSet};
use std::sync::Arc;

use super::across::{compared, one_name};
use super::doubled::{told_apart, untangled};
use super::head::Head;
use super::heir::heirs;
use super::name::key;
use super::sheet::{Origin, Reviews, Sheet};

/// What JUDGIT's sheets of one programme share.
type Mark = (Arc<str>, String, Option<u16>, Option<Arc<str>>);

/// The things that stand twice in one year.
fn twice<T: std::hash::Hash + Eq + Copy>(all: impl Iterator<Item = (u16, T)>) -> HashSet<T> {
    let mut seen = HashSet::new();
    all.filter(|one| !seen.insert(*one))
        .map(|(_, thing)| thing)
        .collect()
}

/// The sheets of each programme, as places. Work in proportion to their number.
pub(super) fn groups(reviews: &Reviews) -> Vec<Vec<usize>> {
    let mut groups = Groups::default();
    groups.gather(reviews);
    groups.join_names(reviews);
    groups.sheets.retain(|sheets| !sheets.is_empty());
    groups.sheets
}

/// Groups of sheets, some empty after they went into another.
#[derive(Default)]
struct Groups {
    sheets: Vec<Vec<usize>>,
}

impl Groups {
    fn gather(&mut self, reviews: &Reviews) {
        let names: Vec<String> = reviews.sheets.iter().map(|s| key(&s.name)).collect();
        let judgit = |(sheet, _): &(&Sheet, &String)| sheet.origin == Origin::Judgit;
        let named = || reviews.sheets.iter().zip(&names).filter(judgit);
        // A name that stands twice in a year is told by the first year, and where that is the same by the office.
        let by_name = twice(named().map(|(s, name)| (s.year, (&*s.ministry, name.as_str()))));
        let by_start =
            twice(named().map(|(s, name)| (s.year, (&*s.ministry, name.as_str(), s.start))));
        let (mut ids, mut marks) = (HashMap::new(), HashMap::<Mark, usize>::new());
        for (at, sheet) in reviews.sheets.iter().enumerate() {
            let fresh = self.sheets.len();
            let group = if let Some(id) = sheet.id {
                *ids.entry(id).or_insert(fresh)
            } else {
                let name = names.get(at).cloned().unwrap_or_default();
                let doubled = by_name.contains(&(&*sheet.ministry, name.as_str()));
                let start = sheet.start.filter(|_| doubled);
                let alike = by_start.contains(&(&*sheet.ministry, name.as_str(), sheet.start));
                let office = alike.then(|| Arc::clone(&sheet.office));
                let mark = (Arc::clone(&sheet.ministry), name, start, office);
                *marks.entry(mark).or_insert(fresh)
            };
            if group == fresh {
                self.sheets.push(Vec::new());
            }
            if let Some(sheets) = self.sheets.get_mut(group) {
                sheets.push(at);
            }
        }
        // Each sheet with a number of its own counts, also where nothing but the number tells it apart.
        let tangled = std::mem::take(&mut self.sheets).into_iter();
        self.sheets = tangled
            .flat_map(|sheets| untangled(reviews, sheets))
            .flat_map(|sheets| told_apart(reviews, sheets))
            .collect();
    }

    /// Joins what names lead to: first the same name in the same ministry of the other source, then the
    /// earlier name that a name tells, then the one other ministry that has the name, and the same
    /// name whose first year was mended; last what the figures alone tell.
    fn join_names(&mut self, reviews: &Reviews) {
        let heads = self.heads(reviews);
        self.join(&one_name(reviews, &heads));
        for rule in [Rule::Former, Rule::Moved, Rule::Start] {
            let heads = self.heads(reviews);
            let mut by_name: HashMap<String, Vec<usize>> = HashMap::new();
            for head in &heads {
                for name in &head.names {
                    let known = by_name.entry(name.clone()).or_default();
                    if known.last() != Some(&head.group) {
                        known.push(head.group);
                    }
                }
            }
            let of: HashMap<usize, &Head> = heads.iter().map(|head| (head.group, head)).collect();
            let mut joined = Vec::new();
            for head in &heads {
                let wanted = rule.wanted(head);
                let earlier = wanted
                    .iter()
                    .flat_map(|name| by_name.get(name).into_iter().flatten());
                let mut fitting: Vec<usize> = earlier
                    .copied()
                    .filter(|other| {
                        of.get(other)
                            .is_some_and(|other| rule.fits(reviews, head, other))
                    })
                    .collect();
                fitting.sort_unstable();
                fitting.dedup();
                if let [one] = fitting[..] {
                    joined.push((head.group, one));
                }
            }
            self.join(&joined);
        }
        let heads = self.heads(reviews);
        self.join(&heirs(reviews, &heads));
    }

    fn join(&mut self, joined: &[(usize, usize)]) {
        let mut taken: HashMap<usize, usize> = HashMap::new();
        for (_, earlier) in joined {
            *taken.entry(*earlier).or_default() += 1;
        }
        // What went into another takes its own earlier ones there.
        let mut into: HashMap<usize, usize> = HashMap::new();
        for (later, earlier) in joined {
            // Two that lead to one earlier programme were cut out of it: its figures are neither's.
            if taken.get(earlier) != Some(&1) || later == earlier {
                continue;
            }
            let end = |mut at: usize| {
                while let Some(next) = into.get(&at) {
                    at = *next;
                }
                at
            };
            let (later, earlier) = (end(*later), *earlier);
            if later == earlier {
                continue;
            }
            into.insert(earlier, later);
            let moved = self.sheets.get_mut(earlier).map(std::mem::take);
            if let (Some(sheets), Some(moved)) = (self.sheets.get_mut(later), moved) {
                sheets.extend(moved);
            }
        }
    }

    fn heads(&self, reviews: &Reviews) -> Vec<Head> {
        let groups = self.sheets.iter().enumerate();
        groups
            .filter(|(_, sheets)| !sheets.is_empty())
            .map(|(group, sheets)| Head::of(group, sheets, reviews))
            .collect()
    }
}

#[derive(Clone, Copy)]
enum Rule {
    Former,
    Moved,
    /// The first year is another by one: it was mended, where the name stands twice and is told by it.
    Start,
}

impl Rule {
    fn wanted(self, head: &Head) -> &[String] {
        match self {
            Self::Start | Self::Moved => &head.names,
            Self::Former => &head.former,
        }
    }

    /// Whether the other may be the earlier part of this one.
    fn fits(self, reviews: &Reviews, later: &Head, earlier: &Head) -> bool {
        if later.group == earlier.group {
            return false;
        }
        let share = later
            .ministries
            .iter()
            .any(|m| earlier.ministries.contains(m));
        let starts = later.may_start_with(earlier);
        let other_source = later.is_all(Origin::Rs) && !earlier.origins.1;
        match self {
            Self::Start => {
                let starts = later.start.zip(earlier.start);
                let agree = || {
                    let old = reviews.sheets.get(earlier.newest);
                    let both = old.zip(reviews.sheets.get(later.oldest));
                    both.is_some_and(|(old, new)| compared(old, new).1 == 0)
                };
                share
                    && later.is_all(Origin::Judgit)
                    && earlier.is_all(Origin::Judgit)
                    && earlier.last < later.first
                    && starts.is_some_and(|(a, b)| a.abs_diff(b) == 1)
                    && agree()
            }
            Self::Former => share && earlier.last <= later.first + u16::from(other_source) * 10,
            Self::Moved => !share && starts && (other_source || earlier.last < later.first),
        }
    }
}
