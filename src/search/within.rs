//! The nodes that a later word of a query is looked for in: those that the earlier words found.

use super::index::Index;
use super::term::TermScan;
use crate::model::NodeId;

/// With fewer nodes than one of so many their fields are listed.
const FEW: usize = 8;

/// Some of the nodes, and their fields where they are few.
#[derive(Debug)]
pub(super) struct Within {
    /// A bit for each node.
    nodes: Vec<u64>,
    /// In order.
    fields: Option<Vec<u32>>,
}

impl Within {
    /// The nodes with a hit in each of the groups, in whichever of its words.
    pub(super) fn new(index: &Index, groups: &[Vec<&TermScan>]) -> Self {
        let mut nodes = vec![!0u64; index.nodes().div_ceil(64)];
        for group in groups {
            let mut found = vec![0u64; nodes.len()];
            for hit in group.iter().flat_map(|scan| scan.hits()) {
                let node = index.owner(hit.field).0 as usize;
                found[node / 64] |= 1 << (node % 64);
            }
            for (slot, word) in nodes.iter_mut().zip(found) {
                *slot &= word;
            }
        }
        let count: u32 = nodes.iter().map(|word| word.count_ones()).sum();
        let few = (count as usize) < index.nodes() / FEW;
        let mut within = Self {
            nodes,
            fields: None,
        };
        if few {
            let mut section = index.walk();
            let mut fields: Vec<u32> = within.nodes().flat_map(|n| section.fields_of(n)).collect();
            fields.sort_unstable();
            within.fields = Some(fields);
        }
        within
    }

    fn nodes(&self) -> impl Iterator<Item = NodeId> + '_ {
        let bits = |word: u64| (0..64).filter(move |bit| word >> bit & 1 == 1);
        (0u32..)
            .zip(&self.nodes)
            .filter(|(_, word)| **word != 0)
            .flat_map(move |(n, word)| bits(*word).map(move |bit| NodeId(n * 64 + bit)))
    }

    /// Whether the node is one of them.
    pub(super) fn has(&self, node: NodeId) -> bool {
        let word = self.nodes.get(node.0 as usize / 64);
        word.is_some_and(|word| word >> (node.0 % 64) & 1 == 1)
    }

    /// Their fields from one up to another, if they are listed.
    pub(super) fn listed(&self, from: u32, to: u32) -> Option<&[u32]> {
        let fields = self.fields.as_deref()?;
        let at = |end: u32| fields.partition_point(|field| *field < end);
        fields.get(at(from)..at(to))
    }
}
