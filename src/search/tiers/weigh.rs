//! What units are worth for the pieces that they have.

use rustc_hash::FxHashMap;

use super::lookup::Found;
use super::units::{self, Counted};
use crate::model::{Library, NodeId};
use crate::search::index::fields::Index;

/// So many units are weighed by how often they have the pieces.
const WEIGHED: usize = 300;
/// What each further word of one meaning counts beside the one before it.
const FURTHER: f64 = 0.5;
/// What words of a like meaning count beside the words of the query, in units that have both.
const BESIDE: f64 = 0.3;

/// A unit and what it is worth.
pub(super) type Weighed = (NodeId, f64);

/// The units with what they are worth, the best first, equal ones in document order.
///
/// The pieces of a group stand for one thing that was asked: the best of them counts whole, each
/// further one half of the one before. The groups are added. Which units have which pieces puts
/// them in a first order; the first of them are then weighed by how often and where they have
/// them (BM25F). A unit that lacks some of the groups counts by the root of the part that it has.
pub(super) fn weigh(library: &Library, index: &Index, groups: &[&[Found]]) -> Vec<Weighed> {
    let all = units::count(library).max(1);
    let weight = |one: &Found| one.piece.share * rarity(one.scanned.units.len(), all);
    let mut worth: FxHashMap<NodeId, f64> = FxHashMap::default();
    for group in groups {
        let mut best: FxHashMap<NodeId, f64> = FxHashMap::default();
        for one in *group {
            let weight = weight(one);
            for unit in one.scanned.units.keys() {
                let best = best.entry(*unit).or_default();
                *best = best.max(weight);
            }
        }
        for (unit, best) in best {
            *worth.entry(unit).or_default() += best;
        }
    }
    let mut ranked: Vec<Weighed> = worth.into_iter().collect();
    sort(&mut ranked);
    ranked.truncate(WEIGHED);

    let found = || groups.iter().flat_map(|group| group.iter());
    let letters: Vec<Vec<u16>> = found().map(|one| index.ids(&one.piece.text)).collect();
    let pieces: Vec<(&[u16], f64)> = letters
        .iter()
        .map(Vec::as_slice)
        .zip(found().map(weight))
        .collect();
    for (unit, worth) in &mut ranked {
        let counted = Counted::of(library, index, *unit, &pieces);
        let mut parts = counted.parts(&pieces);
        let each: Vec<f64> = groups
            .iter()
            .map(|group| together(parts.by_ref().take(group.len()).collect()))
            .collect();
        let having = each.iter().filter(|worth| **worth > 0.0).count();
        let asked = number(groups.len().max(1));
        *worth = each.iter().sum::<f64>() * (number(having) / asked).sqrt();
    }
    sort(&mut ranked);
    ranked
}

/// What the pieces of one group are worth together.
fn together(mut parts: Vec<f64>) -> f64 {
    parts.sort_by(|a, b| b.total_cmp(a));
    parts
        .iter()
        .rev()
        .fold(0.0, |further, part| part + FURTHER * further)
}

/// Leaves out what is worth less than a part of the best.
pub(super) fn keep_best(ranked: &mut Vec<Weighed>, part: f64) {
    let least = ranked.first().map_or(0.0, |(_, best)| best * part);
    ranked.retain(|(_, worth)| *worth >= least);
}

/// Sorts units anew by what they are worth in both lists, each measured by its best.
pub(super) fn add(ranked: &mut [Weighed], other: &[Weighed]) {
    let best = |list: &[Weighed]| {
        list.first()
            .map_or(1.0, |(_, best)| best.max(f64::MIN_POSITIVE))
    };
    let (own, others) = (best(ranked), best(other));
    let other: FxHashMap<NodeId, f64> = other.iter().copied().collect();
    for (unit, worth) in ranked.iter_mut() {
        *worth = *worth / own + BESIDE * other.get(unit).unwrap_or(&0.0) / others;
    }
    sort(ranked);
}

fn sort(ranked: &mut [Weighed]) {
    ranked.sort_by(|a, b| b.1.total_cmp(&a.1).then(a.0.cmp(&b.0)));
}

/// How much it tells that a unit has something that so many of all units have (the inverse
/// document frequency of BM25).
fn rarity(having: usize, all: usize) -> f64 {
    let (having, all) = (number(having), number(all.max(having)));
    (1.0 + (all - having + 0.5) / (having + 0.5)).ln()
}

fn number(n: usize) -> f64 {
    f64::from(u32::try_from(n).unwrap_or(u32::MAX))
}
