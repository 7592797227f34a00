//! The fields that a later word of a query is looked for in: those of the nodes that the earlier
//! words found.

use crate::search::gathered::PORTION;
use crate::search::index::Index;
use crate::search::term::TermScan;

/// Some of the fields, those of a node all or none.
#[derive(Debug)]
pub(crate) struct Within {
    /// A bit for each field.
    fields: Vec<u64>,
}

impl Within {
    /// The fields of nodes with a hit in each of the groups, in whichever of its words.
    pub(crate) fn new(index: &Index, groups: &[Vec<&TermScan>]) -> Self {
        let mut nodes = vec![!0u64; index.facts.len().div_ceil(64)];
        for group in groups {
            let mut found = vec![0u64; nodes.len()];
            for hit in group.iter().flat_map(|scan| scan.hits()) {
                let node = index.owner(hit.field).index();
                found[node / 64] |= 1 << (node % 64);
            }
            for (slot, word) in nodes.iter_mut().zip(found) {
                *slot &= word;
            }
        }
        let has = |owner: u32| nodes[owner as usize / 64] >> (owner % 64) & 1;
        let fields = index.owners().chunks(64).map(|owners| {
            let each = owners.iter().enumerate();
            each.fold(0, |word, (bit, owner)| word | has(*owner) << bit)
        });
        Self {
            fields: fields.collect(),
        }
    }

    /// The bits of a portion of the fields.
    pub(crate) fn portion(&self, number: usize) -> &[u64] {
        let from = (number * PORTION).min(self.fields.len());
        let to = (from + PORTION).min(self.fields.len());
        &self.fields[from..to]
    }
}
