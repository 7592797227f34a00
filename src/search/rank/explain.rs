//! How the hits that are shown came to be hits; words that were found only otherwise than typed.
//!
//! In: a node, or the scan of a word. Out: how it is like what was typed, and through which node
//! above. Cost: the fields of the node and of those above it are matched again; bounded for a
//! word. Invariant: the nearest way counts.

use std::cmp::Reverse;

use crate::japanese::normal;
use crate::japanese::yomi;
use crate::model::{Library, NodeId};
use crate::search::answer::{FieldKind, Match, Reached, Unwritten, Via};
use crate::search::index::fields::Index;
use crate::search::matching::targets::FieldMatch;
use crate::search::rank::snippet::spans;
use crate::search::rank::weight::QueryWeight;
use crate::search::scan::term::TermScan;

/// How many hits of a word are asked at most whether they have it as typed, before it is said
/// that nothing has.
const ASKED: usize = 5000;
/// How many of the best hits of a word are looked at for what was found instead.
const LOOKED_AT: usize = 200;
/// A spelling that is so many times rarer than the most frequent one is not told.
const RARE: usize = 10;
/// How many other spellings are told.
const TOLD: usize = 3;

impl QueryWeight<'_> {
    /// How a node came to be a hit: by the field that is shown or another of its own, else by
    /// the nearest node above that has the words.
    pub(crate) fn reached(&self, library: &Library, node: NodeId, shown: Option<u32>) -> Reached {
        self.groups
            .iter()
            .filter_map(|group| self.reached_by(library, group, node, shown))
            .reduce(Reached::and)
            .unwrap_or_default()
    }

    fn reached_by(
        &self,
        library: &Library,
        group: &[&TermScan],
        node: NodeId,
        shown: Option<u32>,
    ) -> Option<Reached> {
        let by = |field: u32| {
            let found = group
                .iter()
                .filter_map(|s| how(library, self.index, s, field));
            found.min()
        };
        if let Some(how) = shown.and_then(by) {
            return Some(Reached {
                how,
                ..Reached::default()
            });
        }
        let path = std::iter::once(node).chain(library.ancestors(node));
        let found = path.flat_map(|here| {
            let kind = library.node(here).kind;
            let each = self.index.fields_of(here);
            each.filter_map(move |field| {
                let title = self.index.kind(field) != FieldKind::Body;
                let via = match here == node {
                    true => Via::Own,
                    false => Via::of(kind, title)?,
                };
                Some((here, field, via))
            })
        });
        // The title of a measure is nearer than the text of a sub-measure.
        let mut nearest: Option<Reached> = None;
        for (here, field, via) in found {
            if nearest.is_some_and(|known| known.via <= via) {
                continue;
            }
            if let Some(how) = by(field) {
                let through = (here != node).then_some(here);
                nearest = Some(Reached { how, via, through });
            }
        }
        nearest
    }
}

/// How a field matches a word.
fn how(library: &Library, index: &Index, scan: &TermScan, field: u32) -> Option<Match> {
    let seen = scan.field_match(index, field)?;
    Some(exact_form(library, index, scan, field, &seen).0)
}

/// How a field matches, more exactly than by the form that texts are compared in, and what it
/// has there.
fn exact_form(
    library: &Library,
    index: &Index,
    scan: &TermScan,
    field: u32,
    seen: &FieldMatch,
) -> (Match, String) {
    let written = cited(library, index, field, &seen.units);
    let typed = &scan.word().text;
    let how = match seen.how {
        Match::Exact if written.to_lowercase() != typed.to_lowercase() => Match::Variant,
        // A kanji may share one of its readings with another: 格 and 向. The words do not.
        Match::Reading if seen.sounded && yomi(&written) != yomi(typed) => Match::Typo,
        how => how,
    };
    (how, written)
}

/// What stands in a field from the first to the last of some units.
fn cited(library: &Library, index: &Index, field: u32, units: &[usize]) -> String {
    let text = index.slot(field).text(library, index.owner(field));
    let spans = spans(&normal::normal(text), units);
    let (Some((from, _)), Some((_, to))) = (spans.first(), spans.last()) else {
        return String::new();
    };
    text.chars().skip(*from).take(to - from).collect()
}

/// A word that was found, but not as it was typed, and what was found instead; none for a word
/// that something has as typed.
pub(crate) fn unwritten(library: &Library, index: &Index, scan: &TermScan) -> Option<Unwritten> {
    // Titles come first, and are enough to tell where there are very many.
    let some = scan.hits().get(..ASKED).unwrap_or(scan.hits());
    let as_typed = scan.takes_as_typed() && some.iter().any(|hit| scan.as_typed(index, hit.field));
    if as_typed || some.is_empty() {
        return None;
    }
    let mut best = some.to_vec();
    best.sort_by_key(|hit| (Reverse(hit.score), hit.field));
    let mut found: Vec<(Match, String, usize)> = Vec::new();
    for hit in best.iter().take(LOOKED_AT) {
        let Some(seen) = scan.field_match(index, hit.field) else {
            continue;
        };
        let (how, text) = exact_form(library, index, scan, hit.field, &seen);
        let known = found.iter_mut().find(|(h, t, _)| *h == how && *t == text);
        match known {
            _ if !seen.sure => {}
            Some((_, _, times)) => *times += 1,
            None => found.push((how, text, 1)),
        }
    }
    let how = found.iter().map(|(how, ..)| *how).min();
    let how = how.unwrap_or(Match::Typo);
    found.retain(|(other, ..)| *other == how);
    // The most frequent first; what stands there once in a while does so by chance.
    found.sort_by_key(|(_, _, times)| Reverse(*times));
    let most = found.first().map_or(0, |(_, _, times)| *times);
    let instead = found
        .into_iter()
        .filter(|(_, _, times)| times * RARE >= most);
    Some(Unwritten {
        typed: scan.word().text.clone(),
        instead: instead.map(|(_, text, _)| text).take(TOLD).collect(),
        how,
    })
}
