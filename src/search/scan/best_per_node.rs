//! From hits in fields to the best one of each node.
//!
//! In: lists of hits, each in field order. Out: one hit a node, nodes in order. Cost: one pass;
//! where a good part of all nodes have hits, one place for each node instead of merging.
//! Invariant: of equal scores the first field stands.

use std::cmp::Ordering;

use crate::model::NodeId;
use crate::search::index::fields::Index;
use crate::search::scan::hit::{NodeHit, TermHit};

/// With more hits than one for so many nodes, each node has its place for the best one.
const MANY: usize = 8;

/// The best hit of each node that has one, nodes in order; the hits of each list in field order.
pub(crate) fn best_per_node(index: &Index, found: &[&[TermHit]]) -> Vec<NodeHit> {
    let count: usize = found.iter().map(|hits| hits.len()).sum();
    if count > index.attributes.len() / MANY {
        return of_many(index, found);
    }
    let runs = found.iter().flat_map(|hits| runs(index, hits));
    runs.reduce(|all, run| merged(&all, &run))
        .unwrap_or_default()
}

/// The best hit of each node, for each kind of field: within a kind the owners come in order.
fn runs(index: &Index, hits: &[TermHit]) -> Vec<Vec<NodeHit>> {
    hits.chunk_by(|a, b| index.kind(a.field) == index.kind(b.field))
        .map(|same| {
            let mut run: Vec<NodeHit> = Vec::with_capacity(same.len());
            for hit in same {
                let node = index.owner(hit.field);
                match run.last_mut() {
                    Some(last) if last.node == node => {
                        if hit.score > last.score {
                            (last.score, last.field) = (hit.score, hit.field);
                        }
                    }
                    _ => run.push(node_hit(node, *hit)),
                }
            }
            run
        })
        .collect()
}

/// The best hit of each node where a good part of all nodes have one.
fn of_many(index: &Index, found: &[&[TermHit]]) -> Vec<NodeHit> {
    const NONE: TermHit = TermHit {
        field: 0,
        score: i32::MIN,
    };
    let mut best = vec![NONE; index.attributes.len()];
    for hit in found.iter().copied().flatten() {
        if let Some(known) = best.get_mut(index.owner(hit.field).0 as usize)
            && hit.score > known.score
        {
            *known = *hit;
        }
    }
    (0u32..)
        .map(NodeId)
        .zip(best)
        .filter(|(_, hit)| hit.score != NONE.score)
        .map(|(node, hit)| node_hit(node, hit))
        .collect()
}

const fn node_hit(node: NodeId, hit: TermHit) -> NodeHit {
    NodeHit {
        node,
        score: hit.score,
        field: hit.field,
    }
}

/// Two runs as one; on equal points that of the first is kept.
fn merged(all: &[NodeHit], run: &[NodeHit]) -> Vec<NodeHit> {
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::search::tests::small;
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
            prop_assert_eq!(of_many(&index, &[&hits]), few);
        }
    }
}
