//! Where a node is in its arena.

/// Index of a node in its [`Library`](super::Library) (or, before that, its document).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct NodeId(pub u32);

impl NodeId {
    /// The id as a vector index.
    #[must_use]
    pub const fn index(self) -> usize {
        self.0 as usize
    }
}
