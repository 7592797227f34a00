//! Two documents side by side, as data.

use std::collections::HashMap;

use crate::diff::{DiffEntry, DiffKind, diff};
use crate::model::{Library, NodeId};

/// The comparison of two open documents, made once when they are opened.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Comparison {
    /// Root of the earlier document.
    pub old: NodeId,
    /// Root of the later one.
    pub new: NodeId,
    /// Every programme, as [`diff`] gives them.
    pub entries: Vec<DiffEntry>,
    /// Where in the entries a line of either document is.
    places: HashMap<NodeId, usize>,
}

impl Comparison {
    /// Compares the document with the root `old` with the one with the root `new`.
    #[must_use]
    pub fn new(library: &Library, old: NodeId, new: NodeId) -> Self {
        let entries = diff(library, old, new);
        let places = (0..)
            .zip(&entries)
            .flat_map(|(at, entry)| {
                entry
                    .old
                    .into_iter()
                    .chain(entry.new)
                    .map(move |id| (id, at))
            })
            .collect();
        Self {
            old,
            new,
            entries,
            places,
        }
    }

    /// What happened to the programme of a line of either document; none for relisted lines.
    #[must_use]
    pub fn of(&self, line: NodeId) -> Option<&DiffEntry> {
        self.entries.get(*self.places.get(&line)?)
    }

    /// How many programmes are of that kind.
    #[must_use]
    pub fn count(&self, kind: DiffKind) -> usize {
        self.entries.iter().filter(|e| e.kind == kind).count()
    }
}
