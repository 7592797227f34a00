//! From hits of single words to nodes that meet the whole query: and, or, not, facets.
//!
//! In: a query and the scans of its words. Out: nodes, not in order yet. Cost: one pass over the
//! shortest list of hits, with growing leaps through the others. Invariant: the nodes are those
//! that meet every group of the query.

use super::filter::{GroupFilter, add_lines_by_context};
use super::group::{Group, Scans};
use super::top_k::{RankedNode, RankedNodes, leap};
use crate::model::{Kind, Library, NodeId};
use crate::search::index::fields::Index;
use crate::search::query::syntax::{Query, asks_for_words, needs_budget_lines};

/// Brings the hits of all words intersection.
pub(crate) fn rank(
    library: &Library,
    index: &Index,
    query: &Query,
    scans: &Scans<'_>,
) -> RankedNodes {
    let (asked, others): (Vec<_>, Vec<_>) = query
        .groups()
        .iter()
        .partition(|atoms| asks_for_words(atoms));
    let asked: Vec<Group<'_>> = asked
        .into_iter()
        .map(|atoms| Group::new(index, atoms, scans))
        .collect();
    let by_context = query.groups().iter().any(|atoms| needs_budget_lines(atoms));
    let rule = Some(query.leaves_out()).filter(|_| by_context);
    let conditions: Vec<GroupFilter<'_>> = others
        .into_iter()
        .map(|atoms| GroupFilter::new(library, index, atoms, scans, rule))
        .collect();
    let hold = |node: NodeId| conditions.iter().all(|c| c.holds(library, index, node));
    let mut rows = match asked.as_slice() {
        [] if conditions.is_empty() => Vec::new(),
        [] => {
            let nodes = all_nodes(library);
            return RankedNodes::new(
                nodes
                    .filter(|node| !index.attributes.is(*node, Kind::Document) && hold(*node))
                    .map(|node| RankedNode::new(node, 0, None))
                    .collect(),
            );
        }
        [only] => only.best.iter().map(RankedNode::from).collect(),
        several => intersection(several),
    };
    if !conditions.is_empty() {
        rows.retain(|row| hold(row.node));
    }
    if by_context {
        add_lines_by_context(index, &asked, &mut rows, hold);
    }
    RankedNodes::new(rows)
}

fn all_nodes(library: &Library) -> impl Iterator<Item = NodeId> + use<> {
    (0..u32::try_from(library.len()).unwrap_or(u32::MAX)).map(NodeId)
}

/// Nodes that have every word, each in some field; what they are worth is open.
fn intersection(groups: &[Group<'_>]) -> Vec<RankedNode> {
    let Some(fewest) = groups.iter().min_by_key(|g| g.best.len()) else {
        return Vec::new();
    };
    let mut places = vec![0; groups.len()];
    let mut rows = Vec::new();
    for one in fewest.best.iter() {
        let mut score = 0;
        let all = groups.iter().zip(&mut places).all(|(group, at)| {
            let rest = group.best.get(*at..).unwrap_or_default();
            *at += leap(rest, |best| best.node < one.node);
            let best = group.best.get(*at).filter(|best| best.node == one.node);
            score += best.map_or(0, |best| best.score);
            best.is_some()
        });
        if all {
            rows.push(RankedNode {
                score,
                open: true,
                ..RankedNode::from(one)
            });
        }
    }
    rows
}
