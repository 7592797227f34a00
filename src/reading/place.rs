//! A place by document and address, which lasts longer than a node.

use crate::model::{Address, Library, NodeId};

/// A place that the reading mode and the full-screen explorer hand to each other.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Place {
    /// Index of the document in the library.
    pub document: usize,
    /// Where in it.
    pub address: Address,
}

impl Place {
    /// The place of a node.
    #[must_use]
    pub fn of(library: &Library, id: NodeId) -> Self {
        Self {
            document: library.document_index(id),
            address: library.address(id),
        }
    }

    /// The node at the place, if the library still has it.
    #[must_use]
    pub fn node(&self, library: &Library) -> Option<NodeId> {
        let info = library.documents().get(self.document)?;
        library.find_in(info.root, &self.address)
    }
}
