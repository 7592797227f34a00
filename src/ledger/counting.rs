//! Whether the same money, printed twice, counts twice.

use super::totals::{Totals, totals_of};
use crate::model::{Library, NodeId};

/// Whether relisted money counts.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Counting {
    /// The same money once: relisted lines count nothing.
    #[default]
    Once,
    /// Every printed line, relisted ones too.
    AsPrinted,
}

/// Totals of these lines, relisted money counted as is said. 億円.
#[must_use]
pub fn counted(
    library: &Library,
    lines: impl IntoIterator<Item = NodeId>,
    counting: Counting,
) -> Totals {
    if counting == Counting::Once {
        return totals_of(library, lines);
    }
    let mut totals = Totals::default();
    for id in lines {
        if let Some(line) = library.budget(id) {
            totals.add(line, false);
            totals.counts.relisted += usize::from(library.node(id).relisted);
        }
    }
    totals
}
