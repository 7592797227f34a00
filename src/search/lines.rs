//! The budget lines that a query is about: what a table of "just these" shows.

use super::query::{Atom, Query, What};
use super::session::Session;
use super::{Engine, Facet};
use crate::model::{Kind, Library, NodeId};

/// What a query asks of budget lines.
enum Asked {
    /// Of the lines themselves; words may stand around a line, in the titles above it too.
    Lines(Query),
    /// Of nodes of another kind; the lines are those below them.
    Below(Query),
}

impl Asked {
    fn of(query: &Query) -> Self {
        let names_kind = |atom: &Atom| {
            let kind = |facet: &Facet| matches!(facet, Facet::Kind(kind) if *kind != Kind::Budget);
            !atom.negated && matches!(&atom.what, What::Facet(facet) if kind(facet))
        };
        if query.groups().iter().flatten().any(names_kind) {
            Self::Below(query.clone())
        } else {
            Self::Lines(query.narrowed_to(Kind::Budget))
        }
    }
}

impl Session {
    /// The budget lines that the query is about, in document order: lines that meet its
    /// conditions, its words standing in their names or around them. A query for another kind
    /// of node means the lines below those nodes; an empty one means none.
    pub fn lines(&mut self, engine: &Engine, library: &Library, query: &Query) -> Vec<NodeId> {
        if query.is_empty() {
            return Vec::new();
        }
        match Asked::of(query) {
            Asked::Lines(query) => self.all(engine, library, &query),
            Asked::Below(query) => {
                let mut lines: Vec<NodeId> = Vec::new();
                for node in self.all(engine, library, &query) {
                    // In document order a node's lines follow those of the nodes before it;
                    // what stands below an earlier hit is there already.
                    let last = lines.last().copied();
                    lines.extend(
                        library
                            .budget_lines(node)
                            .filter(|line| last.is_none_or(|last| *line > last)),
                    );
                }
                lines
            }
        }
    }

    fn all(&mut self, engine: &Engine, library: &Library, query: &Query) -> Vec<NodeId> {
        self.start(engine, library, query);
        while !self.step(engine, library, usize::MAX).complete {}
        self.nodes(engine, library)
    }
}

impl Engine {
    /// The budget lines that the query is about; see [`Session::lines`].
    #[must_use]
    pub fn lines(&self, library: &Library, query: &Query) -> Vec<NodeId> {
        Session::default().lines(self, library, query)
    }
}
