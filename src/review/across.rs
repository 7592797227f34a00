//! Programmes of the two sources that bear one name in one ministry.
//!
//! Of sheets of one year both sources may have all: one programme and year then counts once. Where a name stands twice
//! the figures that both print tell which is which.

use std::collections::{HashMap, HashSet};
use std::sync::Arc;

use super::Yen;
use super::head::Head;
use super::heir::agree;
use super::sheet::{Column, Origin, Reviews, Sheet};

/// Two groups that may be one programme.
#[derive(Clone, Copy)]
struct Pair {
    later: usize,
    earlier: usize,
    /// Figures above zero that both print alike.
    alike: usize,
    /// And differently.
    differ: usize,
}

/// Pairs of a group of the RS system and one of JUDGIT that are one programme. Work grows with the square of how
/// often a name stands in a ministry.
pub(super) fn one_name(reviews: &Reviews, heads: &[Head]) -> Vec<(usize, usize)> {
    let mut named: HashMap<(&Arc<str>, &str), Vec<&Head>> = HashMap::new();
    for head in heads.iter().filter(|head| head.is_all(Origin::Judgit)) {
        for mark in marks(head) {
            named.entry(mark).or_default().push(head);
        }
    }
    // Groups that are linked by names, over however many of them, are told apart together.
    let mut pairs: Vec<Pair> = Vec::new();
    for later in heads.iter().filter(|head| head.is_all(Origin::Rs)) {
        let known = marks(later).filter_map(|mark| named.get(&mark)).flatten();
        let mut fitting: Vec<&Head> = known
            .copied()
            .filter(|earlier| later.may_start_with(earlier))
            .collect();
        fitting.sort_by_key(|head| head.group);
        fitting.dedup_by_key(|head| head.group);
        pairs.extend(fitting.iter().filter_map(|earlier| {
            let old = reviews.sheets.get(earlier.newest)?;
            let (alike, differ) = compared(old, reviews.sheets.get(later.oldest)?);
            let (later, earlier) = (later.group, earlier.group);
            Some(Pair {
                later,
                earlier,
                alike,
                differ,
            })
        }));
    }
    chosen(pairs)
}

fn marks(head: &Head) -> impl Iterator<Item = (&Arc<str>, &str)> {
    let ministries = head.ministries.iter();
    ministries.flat_map(|ministry| head.names.iter().map(move |name| (ministry, name.as_str())))
}

/// First those that are alone with each other; then, where a name stands several times, those that print most figures
/// alike. What then is alone with each other is one too, and so are those that contradict each other nowhere.
fn chosen(mut pairs: Vec<Pair>) -> Vec<(usize, usize)> {
    let mut found = Vec::new();
    pairs.sort_by_key(|pair| (std::cmp::Reverse(pair.alike), pair.differ));
    loop {
        let (mut later, mut earlier) = (HashMap::new(), HashMap::new());
        for pair in &pairs {
            *later.entry(pair.later).or_insert(0) += 1;
            *earlier.entry(pair.earlier).or_insert(0) += 1;
        }
        let is_alone = |pair: &Pair| {
            later.get(&pair.later) == earlier.get(&pair.earlier)
                && later.get(&pair.later) == Some(&1)
        };
        let mut taken: Vec<Pair> = pairs.iter().copied().filter(is_alone).collect();
        if taken.is_empty() {
            let told = pairs.iter().find(|pair| pair.alike > 0);
            let told = told.or_else(|| pairs.iter().find(|pair| pair.differ == 0));
            taken.extend(told);
        }
        if taken.is_empty() {
            return found;
        }
        found.extend(taken.iter().map(|one| (one.later, one.earlier)));
        let later: HashSet<usize> = taken.iter().map(|one| one.later).collect();
        let earlier: HashSet<usize> = taken.iter().map(|one| one.earlier).collect();
        pairs.retain(|pair| !later.contains(&pair.later) && !earlier.contains(&pair.earlier));
    }
}

/// How many figures above zero both sheets print alike, and how many differently.
pub(super) fn compared(old: &Sheet, new: &Sheet) -> (usize, usize) {
    let (mut alike, mut differ) = (0, 0);
    for figures in &old.years {
        for column in [Column::Initial, Column::Executed] {
            let both = figures.get(column).zip(new.get(figures.year, column));
            match both.filter(|(a, _)| *a > Yen(0)) {
                Some((a, b)) if agree((old, a), (new, b)) => alike += 1,
                Some(_) => differ += 1,
                None => {}
            }
        }
    }
    (alike, differ)
}
