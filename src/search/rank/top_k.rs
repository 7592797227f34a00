//! Rows of an answer, put in order as far as somebody looks.
//!
//! In: nodes with scores, of which some are upper bounds only (`open`). Out: the rows of some
//! ranks. Cost: in proportion to the rows asked for, not to the answer. Invariant: the order is
//! the one that weighing every row would give.

use std::ops::Range;

use crate::model::NodeId;
use crate::search::scan::hit::NodeHit;

/// A node and why it is there.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct RankedNode {
    pub(crate) node: NodeId,
    pub(crate) score: i32,
    /// The field to show; none where no word is asked for or the words match around the node.
    pub(crate) field: Option<u32>,
    /// The score is the most that it may be: the words were not weighed against each other yet.
    pub(crate) open: bool,
}

impl RankedNode {
    /// A node with a score that is known.
    pub(crate) fn new(node: NodeId, score: i32, field: Option<u32>) -> Self {
        Self {
            node,
            score,
            field,
            open: false,
        }
    }
}

impl From<&NodeHit> for RankedNode {
    fn from(hit: &NodeHit) -> Self {
        Self::new(hit.node, hit.score, Some(hit.field))
    }
}

/// At least so many rows are put in order at once.
const ROWS: usize = 256;

/// The nodes that answer a query, best first.
#[derive(Debug)]
pub(crate) struct RankedNodes {
    rows: Vec<RankedNode>,
    /// How many of them are in order.
    sorted: usize,
    /// How many of the first are weighed.
    weighed: usize,
}

impl RankedNodes {
    /// The rows in any order.
    pub(crate) fn new(rows: Vec<RankedNode>) -> Self {
        Self {
            rows,
            sorted: 0,
            weighed: 0,
        }
    }

    /// How many there are.
    pub(crate) fn total(&self) -> usize {
        self.rows.len()
    }

    /// The rows of those ranks; `weigh` gives score and field of a node that has several words.
    pub(crate) fn rows(
        &mut self,
        ranks: Range<usize>,
        mut weigh: impl FnMut(NodeId) -> Option<(i32, u32)>,
    ) -> &[RankedNode] {
        let end = ranks.end.min(self.rows.len());
        while self.sorted < end {
            // Nobody looks at all of a hundred thousand rows: order as many as are asked for.
            let wanted = (end * 2).max(self.weighed * 2).max(ROWS);
            let wanted = wanted.min(self.rows.len());
            if wanted < self.rows.len() {
                self.rows.select_nth_unstable_by_key(wanted, order);
            }
            let (head, tail) = self.rows.split_at_mut(wanted);
            for row in head.iter_mut().filter(|row| row.open) {
                row.open = false;
                if let Some((score, field)) = weigh(row.node) {
                    (row.score, row.field) = (score, Some(field));
                }
            }
            head.sort_unstable_by_key(order);
            // One of the others may be better than those that were found to be worth less.
            let next = tail.first().map(order);
            self.sorted = head.partition_point(|row| next.is_none_or(|next| order(row) < next));
            self.weighed = wanted;
        }
        self.rows.get(ranks.start.min(end)..end).unwrap_or_default()
    }

    /// Their nodes, in document order.
    pub(crate) fn nodes(&self) -> Vec<NodeId> {
        let mut nodes: Vec<NodeId> = self.rows.iter().map(|row| row.node).collect();
        nodes.sort_unstable();
        nodes
    }
}

fn order(row: &RankedNode) -> (i32, NodeId) {
    (-row.score, row.node)
}

/// How many items at the beginning meet a condition that none meets after the first that does
/// not, found in growing leaps: it is mostly few.
pub(crate) fn leap<T>(items: &[T], mut meets: impl FnMut(&T) -> bool) -> usize {
    let (mut from, mut step) = (0, 1);
    while items.get(from + step).is_some_and(&mut meets) {
        from += step;
        step *= 2;
    }
    let to = (from + step + 1).min(items.len());
    from + items[from..to].partition_point(meets)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn rows_come_in_order_though_few_are_weighed(
            scores in proptest::collection::vec((0i32..50, 0i32..40), 1..900),
            from in 0usize..900,
        ) {
            let open = |(n, (score, _)): (u32, &(i32, i32))| {
                RankedNode { open: true, ..RankedNode::new(NodeId(n), *score, None) }
            };
            let exact = |node: NodeId| {
                let (most, less) = scores[node.0 as usize];
                Some((most - less, 7))
            };
            let mut results = RankedNodes::new((0u32..).zip(&scores).map(open).collect());
            let mut expected: Vec<(i32, u32)> = (0u32..).zip(&scores)
                .map(|(n, (most, less))| (less - most, n)).collect();
            expected.sort_unstable();
            for ranks in [0..5, from..from + 20, 0..scores.len()] {
                let rows = results.rows(ranks.clone(), exact);
                let found: Vec<(i32, u32)> = rows.iter().map(|r| (-r.score, r.node.0)).collect();
                let end = ranks.end.min(scores.len());
                prop_assert_eq!(found, &expected[ranks.start.min(end)..end]);
            }
        }
    }
}
