//! The fields that a later word of a query is looked for in: those of the nodes that the earlier
//! words found.
//!
//! In: the hits of the earlier words. Out: a bit for each field. Cost: one pass over the owners
//! of all fields. Invariant: of a node all fields are in the mask or none.

use fixedbitset::FixedBitSet;

use super::hit::TermHit;
use crate::search::index::block;
use crate::search::index::fields::Index;

/// Some of the nodes.
#[derive(Debug)]
pub(crate) struct NodeSet(FixedBitSet);

impl NodeSet {
    /// The nodes that have one of the hits.
    pub(crate) fn of<'a>(index: &Index, hits: impl Iterator<Item = &'a TermHit>) -> Self {
        let mut nodes = FixedBitSet::with_capacity(index.attributes.len());
        for hit in hits {
            nodes.insert(index.owner(hit.field).index());
        }
        Self(nodes)
    }

    /// The nodes that are in both.
    pub(crate) fn and(mut self, other: Self) -> Self {
        self.0.intersect_with(&other.0);
        self
    }
}

/// Some of the fields.
#[derive(Debug)]
pub(crate) struct CandidateMask {
    /// A bit for each field, as a [block] has them.
    fields: Vec<u64>,
}

impl CandidateMask {
    /// The fields of those nodes.
    pub(crate) fn new(index: &Index, nodes: &NodeSet) -> Self {
        let fields = index.owners().chunks(64).map(|owners| {
            let each = owners.iter().enumerate();
            each.fold(0, |word, (bit, owner)| {
                word | u64::from(nodes.0.contains(*owner as usize)) << bit
            })
        });
        Self {
            fields: fields.collect(),
        }
    }

    /// The bits of a block of the fields.
    pub(crate) fn block(&self, number: usize) -> &[u64] {
        let from = (number * block::WORDS).min(self.fields.len());
        let to = (from + block::WORDS).min(self.fields.len());
        &self.fields[from..to]
    }
}
