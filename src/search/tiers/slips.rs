//! What may have been meant by a word that is typed by its sound and is a word as it is: ふこう is 不幸,
//! and may be a slip for 復興.
//!
//! In: the only word of a query. Out: the smallest headings that have what was meant, the likeliest
//! first. Such a word is never mended in an answer; this stands below it, marked. Cost: a search for
//! typing errors.

use rustc_hash::FxHashSet;

use super::units::unit_of;
use crate::model::{Library, NodeId};
use crate::search::answer::{Hit, Match, Reached, Tier};
use crate::search::engine::Engine;
use crate::search::index::alphabet::LETTER;
use crate::search::index::fields::Index;
use crate::search::query::syntax::{Anchor, Word};
use crate::search::rank::snippet::{ShownField, render_field};
use crate::search::scan::hit::NodeHit;
use crate::search::scan::term::TermScan;

/// The most of them: who made no slip is not to be bothered.
const MOST: usize = 5;

/// The headings that have what may have been meant by a word, but for those in `seen`.
pub(super) fn slips(
    engine: &Engine,
    library: &Library,
    index: &Index,
    text: &str,
    seen: &FxHashSet<NodeId>,
) -> Vec<Hit> {
    let word = Word {
        text: text.to_owned(),
        anchor: Anchor::Free,
    };
    let vocabulary = || engine.vocabulary(library);
    let mut scan = TermScan::as_slip(&word);
    scan.begin(index, None);
    while !scan.done() {
        scan.step(index, vocabulary, usize::MAX, engine.threads());
    }
    let mut found = scan.by_node(index).into_owned();
    found.sort_by_key(|hit| (-hit.score, hit.node));
    let mut told = seen.clone();
    let units = found.into_iter().filter_map(|hit| {
        let unit = unit_of(library, hit.node)?;
        told.insert(unit).then_some((unit, hit))
    });
    // Of each word that may have been meant the best heading, then more of them.
    let mut words: FxHashSet<Vec<u16>> = FxHashSet::default();
    let is_first = |(_, hit): &(NodeId, NodeHit)| {
        let seen = scan.field_match(index, hit.field);
        let units = index.units(hit.field);
        let places = seen.iter().flat_map(|seen| &seen.units);
        let letters = places
            .filter_map(|at| units.get(*at))
            .map(|unit| unit & LETTER);
        words.insert(letters.collect())
    };
    let (first, more): (Vec<_>, Vec<_>) = units.partition(is_first);
    let units = first.into_iter().chain(more);
    let shown = units.take(MOST).map(|(unit, hit)| {
        let chosen = ShownField {
            node: unit,
            field: hit.field,
            score: i64::from(hit.score),
            reached: Reached {
                how: Match::Typo,
                ..Reached::default()
            },
            tier: Tier::Slip,
        };
        render_field(library, index, &[&scan], chosen)
    });
    shown.collect()
}
