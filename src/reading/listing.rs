//! The list that was told last, and what of a long answer has not been told yet.

use super::line::Line;
use crate::model::NodeId;

/// One item of a list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Item {
    pub(super) node: NodeId,
    /// The number that it is heard with.
    pub(super) number: u32,
    /// What is said in place of its own state.
    pub(super) state: Option<Vec<String>>,
    /// What is said behind it.
    pub(super) note: String,
}

/// What a list is of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum ListKind {
    /// The items of a place. Opening one goes into it, and its own items are next.
    Items,
    /// Hits, budget lines, marks, differences: one is opened after the other.
    Places,
    /// Hits of a search, of which `why` tells the sum.
    Hits,
}

/// The list that was told last.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Current {
    /// Its first line, to say what is closed.
    pub(super) head: String,
    pub(super) kind: ListKind,
    pub(super) items: Vec<Item>,
    /// Where in it the listener is; none before the first step.
    pub(super) at: Option<usize>,
    /// Whether items are told with their address.
    pub(super) addresses: bool,
    /// Whether their change is told in any case, because the list goes by it.
    pub(super) changes: bool,
}

impl Current {
    /// A list of nodes, numbered from 1.
    pub(super) fn of(kind: ListKind, head: String, nodes: Vec<(NodeId, String)>) -> Self {
        let items = (1..).zip(nodes).map(|(number, (node, note))| Item {
            node,
            number,
            state: None,
            note,
        });
        Self {
            head,
            kind,
            items: items.collect(),
            at: None,
            addresses: kind == ListKind::Hits,
            changes: false,
        }
    }
}

/// What `more` goes on with.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum More {
    /// The rest of a list.
    Lines(Vec<Line>),
    /// The text of a node.
    Text(NodeId),
}
