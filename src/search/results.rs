//! From hits in fields to ranked nodes: and, or, not, facets.

use std::cmp::Ordering;
use std::ops::Range;

use super::facet::Facet;
use super::index::Index;
use super::query::{Atom, Query, What, Word};
use super::session::looked_for;
use super::sweep::TermHit;
use super::term::TermScan;
use crate::model::{Kind, Library, NodeId};

/// A node and why it is there.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Ranked {
    pub(super) node: NodeId,
    pub(super) score: i32,
    /// The field to show; none where no word is asked for or the words match around the node.
    pub(super) field: Option<u32>,
}

/// Points off for a word that stands in another field of the node than the one shown.
const ELSEWHERE: i32 = 120;
/// Points off for a word that stands in the text around a budget line.
const AROUND: i32 = 200;
/// More points off for each level that the word stands above.
const ABOVE: i32 = 40;
/// With more hits than one for so many nodes, each node has its place for the best one.
const MANY: usize = 8;
/// Up to this many nodes all fields are weighed against each other.
const CAREFUL: usize = 20_000;

/// The nodes that answer a query, best first.
#[derive(Debug)]
pub(super) struct Results {
    rows: Vec<Ranked>,
    /// How many of them are in order.
    sorted: usize,
}

impl Results {
    pub(super) fn total(&self) -> usize {
        self.rows.len()
    }

    /// The rows of those ranks.
    pub(super) fn rows(&mut self, ranks: Range<usize>) -> &[Ranked] {
        let end = ranks.end.min(self.rows.len());
        if end > self.sorted {
            // Nobody looks at all of a hundred thousand rows: order as many as are asked for.
            let wanted = (end * 2).max(256).min(self.rows.len());
            if wanted < self.rows.len() {
                self.rows.select_nth_unstable_by_key(wanted, order);
            }
            if let Some(head) = self.rows.get_mut(..wanted) {
                head.sort_unstable_by_key(order);
            }
            self.sorted = wanted;
        }
        self.rows.get(ranks.start.min(end)..end).unwrap_or_default()
    }

    pub(super) fn nodes(&self) -> Vec<NodeId> {
        let mut nodes: Vec<NodeId> = self.rows.iter().map(|row| row.node).collect();
        nodes.sort_unstable();
        nodes
    }
}

fn order(row: &Ranked) -> (i32, NodeId) {
    (-row.score, row.node)
}

/// Brings the hits of all words together.
pub(super) fn rank(
    library: &Library,
    index: &Index,
    query: &Query,
    scans: &[(&Word, &TermScan)],
) -> Results {
    let mut groups: Vec<Group<'_>> = query
        .groups()
        .iter()
        .map(|atoms| Group::new(library, index, atoms, scans))
        .collect();
    if let [only] = groups.as_mut_slice()
        && only.asks()
    {
        let rows = std::mem::take(&mut only.best);
        return Results { rows, sorted: 0 };
    }
    let asked: Vec<&Group<'_>> = groups.iter().filter(|g| g.asks()).collect();
    let holds = |node: NodeId| {
        groups
            .iter()
            .filter(|g| !g.asks())
            .all(|g| g.holds(library, node))
    };
    let mut rows: Vec<Ranked> = match asked.split_first() {
        None if groups.is_empty() => Vec::new(),
        None => all_nodes(library)
            .filter(|node| library.node(*node).kind != Kind::Document)
            .map(|node| Ranked {
                node,
                score: 0,
                field: None,
            })
            .collect(),
        Some((only, [])) => only.best.clone(),
        Some(_) => together(index, &asked),
    };
    rows.retain(|row| holds(row.node));
    if !asked.is_empty() && groups.iter().any(Group::wants_budget) {
        add_by_surroundings(library, &asked, &mut rows, holds);
    }
    Results { rows, sorted: 0 }
}

fn all_nodes(library: &Library) -> impl Iterator<Item = NodeId> + use<> {
    (0..u32::try_from(library.len()).unwrap_or(u32::MAX)).map(NodeId)
}

/// Conditions of which one must hold.
struct Group<'a> {
    atoms: &'a [Atom],
    /// The hits of each atom that is a word.
    hits: Vec<Option<&'a [TermHit]>>,
    /// The best hit of each node that has one, nodes in order.
    best: Vec<Ranked>,
}

impl<'a> Group<'a> {
    fn new(
        library: &Library,
        index: &Index,
        atoms: &'a [Atom],
        scans: &[(&Word, &'a TermScan)],
    ) -> Self {
        let hits: Vec<Option<&[TermHit]>> = atoms
            .iter()
            .map(|atom| {
                let What::Word(word) = &atom.what else {
                    return None;
                };
                let word = looked_for(word, atom.negated);
                let scan = scans.iter().find(|(w, _)| **w == word);
                Some(scan.map_or(&[][..], |(_, scan)| scan.hits()))
            })
            .collect();
        let found: Vec<&[TermHit]> = hits.iter().flatten().copied().collect();
        let best = if found.iter().map(|hits| hits.len()).sum::<usize>() > library.len() / MANY {
            of_many(library, index, &found)
        } else {
            found
                .into_iter()
                .flat_map(|hits| runs(index, hits))
                .reduce(|all, run| merged(&all, &run))
                .unwrap_or_default()
        };
        Self { atoms, hits, best }
    }

    /// Whether it asks for words and nothing else, so that its hits make the list.
    fn asks(&self) -> bool {
        self.atoms
            .iter()
            .all(|a| !a.negated && matches!(a.what, What::Word(_)))
    }

    fn wants_budget(&self) -> bool {
        self.atoms.iter().any(|a| match &a.what {
            What::Facet(facet) => facet.of_budget() || *facet == Facet::Kind(Kind::Budget),
            What::Word(_) => false,
        })
    }

    /// Whether a node meets one of the conditions.
    fn holds(&self, library: &Library, node: NodeId) -> bool {
        let has_word = self.best(node).is_some();
        self.atoms.iter().any(|atom| {
            let holds = match &atom.what {
                What::Word(_) => has_word,
                What::Facet(facet) => facet.holds(library, node),
            };
            holds != atom.negated
        })
    }

    fn best(&self, node: NodeId) -> Option<(i32, u32)> {
        let at = self.best.binary_search_by_key(&node, |b| b.node).ok()?;
        let best = self.best.get(at)?;
        Some((best.score, best.field?))
    }

    /// The points of one field.
    fn at(&self, field: u32) -> Option<i32> {
        self.hits
            .iter()
            .flatten()
            .filter_map(|hits| {
                let at = hits.binary_search_by_key(&field, |h| h.field).ok()?;
                Some(hits[at].score)
            })
            .max()
    }
}

/// The best hit of each node, for each kind of field: within a kind the owners come in order.
fn runs(index: &Index, hits: &[TermHit]) -> Vec<Vec<Ranked>> {
    hits.chunk_by(|a, b| index.kind(a.field) == index.kind(b.field))
        .map(|same| {
            let mut run: Vec<Ranked> = Vec::with_capacity(same.len());
            for hit in same {
                let node = index.owner(hit.field);
                match run.last_mut() {
                    Some(last) if last.node == node => {
                        if hit.score > last.score {
                            (last.score, last.field) = (hit.score, Some(hit.field));
                        }
                    }
                    _ => run.push(Ranked {
                        node,
                        score: hit.score,
                        field: Some(hit.field),
                    }),
                }
            }
            run
        })
        .collect()
}

/// The best hit of each node where a good part of all nodes have one.
fn of_many(library: &Library, index: &Index, found: &[&[TermHit]]) -> Vec<Ranked> {
    const NONE: TermHit = TermHit {
        field: 0,
        score: i32::MIN,
    };
    let mut best = vec![NONE; library.len()];
    for hit in found.iter().copied().flatten() {
        if let Some(known) = best.get_mut(index.owner(hit.field).0 as usize)
            && hit.score > known.score
        {
            *known = *hit;
        }
    }
    all_nodes(library)
        .zip(best)
        .filter(|(_, hit)| hit.score != NONE.score)
        .map(|(node, hit)| Ranked {
            node,
            score: hit.score,
            field: Some(hit.field),
        })
        .collect()
}

/// Two runs as one; on equal points that of the first is kept.
fn merged(all: &[Ranked], run: &[Ranked]) -> Vec<Ranked> {
    let mut out = Vec::with_capacity(all.len() + run.len());
    let (mut left, mut right) = (all.iter().peekable(), run.iter().peekable());
    while let (Some(a), Some(b)) = (left.peek(), right.peek()) {
        match a.node.cmp(&b.node) {
            Ordering::Less => out.extend(left.next()),
            Ordering::Greater => out.extend(right.next()),
            Ordering::Equal => {
                out.push(if b.score > a.score { **b } else { **a });
                left.next();
                right.next();
            }
        }
    }
    out.extend(left);
    out.extend(right);
    out
}

/// Nodes that have every word, each in some field.
fn together(index: &Index, groups: &[&Group<'_>]) -> Vec<Ranked> {
    let Some(fewest) = groups.iter().min_by_key(|g| g.best.len()) else {
        return Vec::new();
    };
    let nodes: Vec<NodeId> = fewest
        .best
        .iter()
        .map(|best| best.node)
        .filter(|node| groups.iter().all(|g| g.best(*node).is_some()))
        .collect();
    let careful = nodes.len() <= CAREFUL;
    nodes
        .into_iter()
        .filter_map(|node| {
            let best: Vec<(i32, u32)> = groups.iter().filter_map(|g| g.best(node)).collect();
            let fields: Vec<u32> = if careful {
                index.fields_of(node).collect()
            } else {
                best.iter().map(|(_, field)| *field).collect()
            };
            let of_field = |field: u32| -> i32 {
                groups
                    .iter()
                    .zip(&best)
                    .map(|(g, (score, _))| g.at(field).unwrap_or(i32::MIN).max(score - ELSEWHERE))
                    .sum()
            };
            let (score, field) = fields
                .into_iter()
                .filter(|field| groups.iter().any(|g| g.at(*field).is_some()))
                .map(|field| (of_field(field), std::cmp::Reverse(field)))
                .max()?;
            Some(Ranked {
                node,
                score,
                field: Some(field.0),
            })
        })
        .collect()
}

/// Where a facet asks for budget lines, the words may stand around them: in the text of the
/// owner or in a title above.
fn add_by_surroundings(
    library: &Library,
    groups: &[&Group<'_>],
    rows: &mut Vec<Ranked>,
    holds: impl Fn(NodeId) -> bool,
) {
    let found: std::collections::HashSet<NodeId> = rows.iter().map(|row| row.node).collect();
    for node in all_nodes(library) {
        let budget = library.node(node).kind == Kind::Budget;
        if !budget || found.contains(&node) || !holds(node) {
            continue;
        }
        let scores: Option<Vec<i32>> = groups
            .iter()
            .map(|group| {
                let own = group.best(node).map(|(score, _)| score);
                let around = library
                    .ancestors(node)
                    .take_while(|n| library.node(*n).kind != Kind::Document)
                    .zip(0..)
                    .filter_map(|(above, level)| {
                        let (score, _) = group.best(above)?;
                        Some(score - AROUND - level * ABOVE)
                    })
                    .max();
                own.max(around)
            })
            .collect();
        if let Some(scores) = scores {
            rows.push(Ranked {
                node,
                score: scores.iter().sum(),
                field: None,
            });
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::tests::small;
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn many_hits_are_ranked_as_few(
            scores in proptest::collection::vec(proptest::option::of(0i32..9), 40),
        ) {
            let library = small();
            let index = Index::new(&library);
            let hits: Vec<TermHit> = (0u32..)
                .zip(scores)
                .take(index.len())
                .filter_map(|(field, score)| score.map(|score| TermHit { field, score }))
                .collect();
            let few = runs(&index, &hits)
                .into_iter()
                .reduce(|all, run| merged(&all, &run))
                .unwrap_or_default();
            prop_assert_eq!(of_many(&library, &index, &[&hits]), few);
        }
    }
}
