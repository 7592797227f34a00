//! What stands below the nodes that have every word of a query: nodes that have some of them.
//!
//! In: a query that fewer than [`ENOUGH`] nodes answer. Out: measures and sub-measures, the best
//! first, none of which the answer has already. The query is cut into pieces (`pieces`): words of
//! the dictionary, and where the documents lack one the longest stretches of it that they have.
//! A unit is worth the sum of the weights of its pieces, a rare piece more than a frequent one.
//! Cost: one scan by spelling a piece; nothing is done where the answer is long enough. The
//! order and the members of the answer itself do not change.

mod pieces;
mod units;

use rustc_hash::{FxHashMap, FxHashSet};

use self::pieces::{Piece, pieces};
use self::units::{Counted, unit_of};
use crate::model::{Library, NodeId};
use crate::search::answer::{Hit, Match, Reached, Tier};
use crate::search::engine::Engine;
use crate::search::index::fields::Index;
use crate::search::query::syntax::{Anchor, Query, What, Word};
use crate::search::rank::snippet::{ShownField, render_field};
use crate::search::scan::term::TermScan;

/// With so many hits an answer needs nothing below it.
pub(crate) const ENOUGH: usize = 3;
/// So many units are weighed by how often they have the pieces.
const WEIGHED: usize = 300;
/// A unit that has less than this part of the best unit's worth is noise.
const FLOOR: f64 = 0.22;

/// What a search for a text by its spelling found.
#[derive(Default)]
struct Scanned {
    scan: Option<TermScan>,
    /// The best field of each unit that has it.
    units: FxHashMap<NodeId, u32>,
}

/// A piece that some unit has.
struct Found {
    piece: Piece,
    scan: TermScan,
    /// The best field of each unit that has it.
    units: FxHashMap<NodeId, u32>,
}

impl Engine {
    /// What stands below an answer: units that have some of the words of the query and are not
    /// in the answer, the best first, at most `limit`. `total` is how many hits the answer has,
    /// of which `answer` are the best.
    ///
    /// Empty where the answer is long enough or the query asks for more than words.
    #[must_use]
    pub fn below(
        &self,
        library: &Library,
        query: &Query,
        answer: &[Hit],
        total: usize,
        limit: usize,
    ) -> Vec<Hit> {
        let typed = plain_words(query).filter(|_| total < ENOUGH);
        let Some(typed) = typed else {
            return Vec::new();
        };
        let index = self.index(library);
        // What was looked for to see whether it is there is not looked for again.
        let mut seen: FxHashMap<String, Scanned> = FxHashMap::default();
        let pieces = pieces(&typed, |text| {
            let known = seen.entry(text.to_owned());
            let scanned = known.or_insert_with(|| self.look_for(library, index, text));
            !scanned.units.is_empty()
        });
        let found: Vec<Found> = pieces
            .into_iter()
            .filter_map(|piece| {
                let Scanned { scan, units } = seen.remove(&piece.text)?;
                Some(Found {
                    piece,
                    scan: scan?,
                    units,
                })
            })
            .collect();
        let answered: FxHashSet<NodeId> = answer
            .iter()
            .filter_map(|hit| unit_of(library, hit.node))
            .collect();
        let mut ranked = weigh(library, index, &found);
        ranked.retain(|(unit, _)| !answered.contains(unit));
        let floor = ranked.first().map_or(0.0, |(_, worth)| worth * FLOOR);
        ranked
            .iter()
            .filter(|(_, worth)| *worth >= floor)
            .take(limit)
            .filter_map(|(unit, worth)| shown(library, index, &found, *unit, *worth))
            .collect()
    }

    fn look_for(&self, library: &Library, index: &Index, text: &str) -> Scanned {
        if !index.may_have(text) {
            return Scanned::default();
        }
        let word = Word {
            text: text.to_owned(),
            anchor: Anchor::Exact,
        };
        let vocabulary = || self.vocabulary(library);
        let mut scan = TermScan::new(index, vocabulary, &word);
        scan.begin(index, None);
        while !scan.done() {
            scan.step(index, vocabulary, usize::MAX, self.threads());
        }
        let mut units: FxHashMap<NodeId, u32> = FxHashMap::default();
        for hit in scan.hits() {
            let Some(unit) = unit_of(library, index.owner(hit.field)) else {
                continue;
            };
            let field = units.entry(unit).or_insert(hit.field);
            // Titles come before names, and names before text.
            *field = (*field).min(hit.field);
        }
        Scanned {
            scan: Some(scan),
            units,
        }
    }
}

/// The words of a query that asks for nothing else: no condition, nothing excluded, no anchor.
fn plain_words(query: &Query) -> Option<Vec<&str>> {
    let mut words = Vec::new();
    for atom in query.groups().iter().flatten() {
        match &atom.what {
            What::Word(word) if !atom.negated && word.anchor == Anchor::Free => {
                words.push(word.text.as_str());
            }
            _ => return None,
        }
    }
    (!words.is_empty()).then_some(words)
}

/// The units with what they are worth, the best first, equal ones in document order.
///
/// Which units have which pieces puts them in a first order; the first of them are then weighed
/// by how often and where they have them.
fn weigh(library: &Library, index: &Index, found: &[Found]) -> Vec<(NodeId, f64)> {
    let all = units::count(library).max(1);
    let weights: Vec<f64> = found
        .iter()
        .map(|one| one.piece.share * rarity(one.units.len(), all))
        .collect();
    let mut worth: FxHashMap<NodeId, f64> = FxHashMap::default();
    for (one, weight) in found.iter().zip(&weights) {
        for unit in one.units.keys() {
            *worth.entry(*unit).or_default() += weight;
        }
    }
    let mut ranked: Vec<(NodeId, f64)> = worth.into_iter().collect();
    in_order(&mut ranked);
    ranked.truncate(WEIGHED);
    let letters: Vec<Vec<u16>> = found.iter().map(|one| index.ids(&one.piece.text)).collect();
    let pieces: Vec<(&[u16], f64)> = letters
        .iter()
        .map(Vec::as_slice)
        .zip(weights.iter().copied())
        .collect();
    for (unit, worth) in &mut ranked {
        *worth = Counted::of(library, index, *unit, &pieces).worth(&pieces);
    }
    in_order(&mut ranked);
    ranked
}

fn in_order(ranked: &mut [(NodeId, f64)]) {
    ranked.sort_by(|a, b| b.1.total_cmp(&a.1).then(a.0.cmp(&b.0)));
}

/// How much it tells that a unit has something that so many of all units have (the inverse
/// document frequency of BM25).
fn rarity(having: usize, all: usize) -> f64 {
    let number = |n: usize| f64::from(u32::try_from(n).unwrap_or(u32::MAX));
    let (having, all) = (number(having), number(all.max(having)));
    (1.0 + (all - having + 0.5) / (having + 0.5)).ln()
}

/// The unit as a hit, by the field of its most telling piece.
fn shown(
    library: &Library,
    index: &Index,
    found: &[Found],
    unit: NodeId,
    worth: f64,
) -> Option<Hit> {
    let having: Vec<&Found> = found
        .iter()
        .filter(|one| one.units.contains_key(&unit))
        .collect();
    let field = having.iter().filter_map(|one| one.units.get(&unit)).min()?;
    let scans: Vec<&TermScan> = having.iter().map(|one| &one.scan).collect();
    let chosen = ShownField {
        node: unit,
        field: *field,
        #[expect(clippy::cast_possible_truncation, reason = "a score of some hundreds")]
        score: (worth * 100.0) as i64,
        reached: Reached {
            how: Match::Exact,
            ..Reached::default()
        },
        tier: Tier::Some,
    };
    Some(render_field(library, index, &scans, chosen))
}
