//! What sums are of: every budget line, or only those that a filter lets through, less what was
//! taken out by hand.

use std::ops::Range;

use super::totals::{Totals, totals_of};
use crate::model::{Library, NodeId};

/// Which budget lines count into sums. Every sum of one view goes by one scope, so that they all
/// are of the same lines.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Scope {
    /// The only lines that count, in document order; none where all do.
    only: Option<Vec<NodeId>>,
    /// Nodes taken out, in document order; none of them stands below another.
    without: Vec<NodeId>,
}

/// The scope of every budget line, for those who have none of their own.
pub static EVERYTHING: Scope = Scope::all();

impl Scope {
    /// Every budget line.
    #[must_use]
    pub const fn all() -> Self {
        Self {
            only: None,
            without: Vec::new(),
        }
    }

    /// The lines `only`, or all where it is none, less all that is at or below the nodes
    /// `without`.
    #[must_use]
    pub fn new(library: &Library, only: Option<Vec<NodeId>>, without: &[NodeId]) -> Self {
        let only = only.map(|mut lines| {
            lines.sort_unstable();
            lines.dedup();
            lines
        });
        let mut scope = Self {
            only,
            without: Vec::new(),
        };
        for id in without {
            scope.take_out(library, *id);
        }
        scope
    }

    /// The nodes taken out, in document order.
    #[must_use]
    pub fn without(&self) -> &[NodeId] {
        &self.without
    }

    /// Whether only some lines count because a filter or a query chose them.
    #[must_use]
    pub const fn is_narrowed(&self) -> bool {
        self.only.is_some()
    }

    /// Whether every line counts.
    #[must_use]
    pub const fn is_all(&self) -> bool {
        self.only.is_none() && self.without.is_empty()
    }

    /// Takes a node out, with all that stands below it.
    pub fn take_out(&mut self, library: &Library, id: NodeId) {
        let above = |other: &NodeId| span(library, *other).contains(&id);
        if self.without.iter().any(above) {
            return;
        }
        let own = span(library, id);
        self.without.retain(|other| !own.contains(other));
        let at = self.without.partition_point(|other| *other < id);
        self.without.insert(at, id);
    }

    /// Puts a node back that was taken out itself.
    pub fn put_back(&mut self, id: NodeId) {
        self.without.retain(|other| *other != id);
    }

    /// The taken-out node that the node stands at or below, or whose money it lists again: the
    /// same money is in no sum under another heading either.
    #[must_use]
    pub fn taken_out_by(&self, library: &Library, id: NodeId) -> Option<NodeId> {
        if self.without.is_empty() {
            return None;
        }
        let original = library.budget(id).and_then(|line| line.original);
        std::iter::once(id)
            .chain(original)
            .find_map(|node| self.holder(library, node))
    }

    fn holder(&self, library: &Library, id: NodeId) -> Option<NodeId> {
        // None stands below another, so that only the last one that begins here or before can.
        let after = self.without.partition_point(|other| *other <= id);
        let last = self.without.get(after.checked_sub(1)?)?;
        span(library, *last).contains(&id).then_some(*last)
    }

    /// The lines at or below the node that the filter lets through, in document order; those
    /// taken out among them.
    pub fn chosen<'a>(
        &'a self,
        library: &'a Library,
        id: NodeId,
    ) -> impl Iterator<Item = NodeId> + 'a {
        let some = self.only.as_deref().map(|lines| below(library, lines, id));
        let all = some.is_none().then(|| library.budget_lines(id));
        let some = some.unwrap_or_default().iter().copied();
        some.chain(all.into_iter().flatten())
    }

    /// The lines at or below the node that sums are of, in document order. Whether each of them
    /// is added is for [`plain_request`](super::plain_request) to say.
    pub fn lines<'a>(
        &'a self,
        library: &'a Library,
        id: NodeId,
    ) -> impl Iterator<Item = NodeId> + 'a {
        self.chosen(library, id)
            .filter(move |line| self.taken_out_by(library, *line).is_none())
    }

    /// Whether sums are of this budget line.
    #[must_use]
    pub fn counts(&self, library: &Library, line: NodeId) -> bool {
        let chosen = |lines: &Vec<NodeId>| lines.binary_search(&line).is_ok();
        self.only.as_ref().is_none_or(chosen) && self.taken_out_by(library, line).is_none()
    }

    /// These lines without those taken out.
    #[must_use]
    pub fn kept(&self, library: &Library, lines: &[NodeId]) -> Vec<NodeId> {
        let kept = |id: &NodeId| self.taken_out_by(library, *id).is_none();
        lines.iter().copied().filter(kept).collect()
    }

    /// How many lines at or below the node were taken out.
    #[must_use]
    pub fn taken_out(&self, library: &Library, id: NodeId) -> usize {
        if self.without.is_empty() {
            return 0;
        }
        self.chosen(library, id)
            .filter(|line| self.taken_out_by(library, *line).is_some())
            .count()
    }

    /// Whether every line at or below the node counts, so that its sum is the one that a document
    /// prints for it.
    #[must_use]
    pub fn is_whole(&self, library: &Library, id: NodeId) -> bool {
        self.is_all() || self.lines(library, id).count() == library.budget_lines(id).count()
    }

    /// Totals at or below the node of the lines in scope. 億円.
    #[must_use]
    pub fn totals(&self, library: &Library, id: NodeId) -> Totals {
        totals_of(library, self.lines(library, id))
    }
}

fn span(library: &Library, id: NodeId) -> Range<NodeId> {
    id..library.node(id).end
}

/// Of lines in document order those at or below the node.
fn below<'a>(library: &Library, lines: &'a [NodeId], id: NodeId) -> &'a [NodeId] {
    let Range { start, end } = span(library, id);
    let first = lines.partition_point(|line| *line < start);
    let last = lines.partition_point(|line| *line < end);
    lines.get(first..last).unwrap_or_default()
}

#[cfg(test)]
mod tests;
