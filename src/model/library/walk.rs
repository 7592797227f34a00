//! Walking the tree: what it needs of each node stands close together, so that a walk over a million
//! of them reads eight megabytes instead of a hundred.

use super::Library;
use crate::model::{Kind, Node, NodeId};

/// What walking needs of a node.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Span {
    /// The id after the last node of its subtree.
    pub end: NodeId,
    /// Its level.
    pub kind: Kind,
    /// Whether its children stand in its place.
    pub implied: bool,
}

impl Span {
    const fn of(node: &Node) -> Self {
        Self {
            end: node.end,
            kind: node.kind,
            implied: node.implied,
        }
    }
}

impl Library {
    /// What walking needs of all nodes; a [`NodeId`] is an index into them.
    #[must_use]
    pub fn spans(&self) -> &[Span] {
        &self.spans
    }

    /// Every budget line of all documents, in document order: one pass over the spans.
    #[must_use]
    pub fn all_lines(&self) -> Vec<NodeId> {
        let is_line = |span: &Span| span.kind == Kind::Budget && !span.implied;
        let spans = (0..).map(NodeId).zip(&self.spans);
        let lines = spans.filter(|(_, span)| is_line(span));
        lines.map(|(id, _)| id).collect()
    }

    /// Whether the node is of that kind.
    pub(super) fn is_of(&self, id: NodeId, kind: Kind) -> bool {
        let span = self.spans.get(id.index());
        span.is_some_and(|span| span.kind == kind)
    }

    /// Makes what walking needs anew for the nodes from that one on.
    pub(super) fn keep_spans(&mut self, from: usize) {
        self.spans.truncate(from);
        let nodes = self.nodes.get(from..).unwrap_or_default();
        self.spans.extend(nodes.iter().map(Span::of));
    }
}

impl<'a> Children<'a> {
    pub(super) fn of(spans: &'a [Span], id: NodeId) -> Self {
        Self {
            spans,
            next: id.0.saturating_add(1),
            end: spans.get(id.index()).map_or(0, |span| span.end.0),
            implied: false,
        }
    }

    /// Implied ones are given, instead of their children.
    pub(super) const fn with_implied(mut self) -> Self {
        self.implied = true;
        self
    }
}

/// Iterator over direct children; see [`Library::children`].
#[derive(Clone, Debug)]
pub struct Children<'a> {
    spans: &'a [Span],
    next: u32,
    end: u32,
    /// Whether implied nodes are given, instead of their children.
    implied: bool,
}

impl Iterator for Children<'_> {
    type Item = NodeId;

    fn next(&mut self) -> Option<NodeId> {
        while self.next < self.end {
            let id = NodeId(self.next);
            let span = self.spans.get(id.index())?;
            if !span.implied || self.implied {
                self.next = span.end.0;
                return Some(id);
            }
            // Its children follow it directly, and its subtree ends where the last of them does.
            self.next += 1;
        }
        None
    }
}
