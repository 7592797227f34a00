//! What a scan finds: hits of fields, and of nodes by their best field.

use crate::model::NodeId;

/// A field that matches.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct TermHit {
    pub(crate) field: u32,
    /// Points, the field's own included.
    pub(crate) score: i32,
}

/// The best field of a node that matches.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct NodeHit {
    pub(crate) node: NodeId,
    /// The score of the field.
    pub(crate) score: i32,
    pub(crate) field: u32,
}
