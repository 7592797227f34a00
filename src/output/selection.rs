//! The part of a document that is asked for: what stands below an address, of it perhaps only
//! some budget lines.

use crate::ledger::Scope;
use crate::model::{Library, NodeId};

/// A part of a document.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Selection {
    /// The node whose subtree it lies in.
    pub scope: NodeId,
    /// Which of the budget lines there are wanted; sums are of these.
    sums: Scope,
}

impl Selection {
    /// Everything at or below the node.
    #[must_use]
    pub const fn all(scope: NodeId) -> Self {
        Self::of(scope, Scope::all())
    }

    /// Of what is at or below the node these budget lines and what stands above them.
    #[must_use]
    pub fn only(library: &Library, scope: NodeId, lines: Vec<NodeId>) -> Self {
        Self::of(scope, Scope::new(library, Some(lines), &[]))
    }

    /// Of what is at or below the node the lines that `sums` are of, and what stands above them;
    /// nothing of what was taken out.
    #[must_use]
    pub const fn of(scope: NodeId, sums: Scope) -> Self {
        Self { scope, sums }
    }

    /// What was taken out of the sums.
    #[must_use]
    pub fn without(&self) -> &[NodeId] {
        self.sums.without()
    }

    /// The budget lines, in document order.
    #[must_use]
    pub fn lines(&self, library: &Library) -> Vec<NodeId> {
        self.lines_below(library, self.scope)
    }

    /// The wanted budget lines at or below a node.
    #[must_use]
    pub fn lines_below(&self, library: &Library, id: NodeId) -> Vec<NodeId> {
        self.sums.lines(library, id).collect()
    }

    /// Whether the node belongs to it: on the path to the scope, or below it and, where only
    /// some lines are wanted, one of them or above one. What was taken out does not.
    #[must_use]
    pub fn keeps(&self, library: &Library, id: NodeId) -> bool {
        let at_or_below = |above: NodeId, id| (above..library.node(above).end).contains(&id);
        if !at_or_below(self.scope, id) && !at_or_below(id, self.scope) {
            return false;
        }
        if self.sums.taken_out_by(library, id).is_some() {
            return false;
        }
        !self.sums.is_narrowed() || self.sums.lines(library, id).next().is_some()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::explorer::tests::support::{SEED, node};

    #[test]
    fn what_is_kept() {
        let at = |address| node(&SEED, address);
        let some = Selection::only(&SEED, at("14"), vec![at("14.1.5.2#6"), at("14.1.1#1")]);
        for (address, kept) in [
            (".", true),
            ("IV", true),
            ("14", true),
            ("14.1.5", true),
            ("14.1.5.2#6", true),
            ("14.1.5.2#1", false),
            ("14.2", false),
            ("15", false),
        ] {
            assert_eq!(some.keeps(&SEED, at(address)), kept, "{address}");
        }
        let all = Selection::all(at("14.2"));
        assert!(all.keeps(&SEED, at("14")) && all.keeps(&SEED, at("14.2.1")));
        assert!(!all.keeps(&SEED, at("14.1")));
        assert_eq!(some.lines_below(&SEED, at("14.1.5")), [at("14.1.5.2#6")]);
        let less = Scope::new(&SEED, None, &[at("14.1")]);
        let less = Selection::of(at("14"), less);
        assert!(less.keeps(&SEED, at("14")) && less.keeps(&SEED, at("14.2.1")));
        assert!(!less.keeps(&SEED, at("14.1")) && !less.keeps(&SEED, at("14.1.1#1")));
    }
}
