//! The best sure hit of each node so far: a line of text that cannot be better need not be
//! looked at.

use std::sync::atomic::{AtomicI16, Ordering};

use crate::model::NodeId;

/// Scores by node, shared by threads. They only rise, so that a late look at one is no error.
#[derive(Debug, Default)]
pub(crate) struct NodeThresholds {
    scores: Vec<AtomicI16>,
}

impl NodeThresholds {
    /// For so many nodes, none of which has a hit.
    pub(crate) fn new(nodes: usize) -> Self {
        Self {
            scores: (0..nodes).map(|_| AtomicI16::new(i16::MIN)).collect(),
        }
    }

    /// The best score of a node, if it has a hit.
    pub(crate) fn of(&self, node: NodeId) -> Option<i32> {
        let score = self.scores.get(node.0 as usize)?.load(Ordering::Relaxed);
        (score != i16::MIN).then(|| i32::from(score))
    }

    /// Takes a hit into account.
    pub(crate) fn raise(&self, node: NodeId, score: i32) {
        if let Some(best) = self.scores.get(node.0 as usize) {
            let score = i16::try_from(score).unwrap_or(i16::MAX);
            best.fetch_max(score, Ordering::Relaxed);
        }
    }
}
