//! Whether the same money, printed twice, counts twice.

use std::cmp::Reverse;

use rust_decimal::Decimal;

use super::totals::{Totals, plain_request};
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

impl Counting {
    /// Whether the line counts nothing because it lists earlier money again.
    #[must_use]
    pub fn leaves_out(self, library: &Library, id: NodeId) -> bool {
        match self {
            Self::Once => library.node(id).relisted,
            Self::AsPrinted => false,
        }
    }

    /// What the node's own line adds to a sum, in 億円; none for a line that is not added and for
    /// a node without a line.
    #[must_use]
    pub fn request(self, library: &Library, id: NodeId) -> Option<Decimal> {
        let amount = plain_request(library.budget(id)?, self.leaves_out(library, id))?;
        Some(amount.oku)
    }

    /// Those of the lines that a sum counts, each with what it adds, in 億円.
    pub fn requests(
        self,
        library: &Library,
        lines: impl Iterator<Item = NodeId>,
    ) -> impl Iterator<Item = (NodeId, Decimal)> {
        lines.filter_map(move |line| Some((line, self.request(library, line)?)))
    }

    /// The same, the largest first, at most `most`; equal ones in document order.
    #[must_use]
    pub fn largest(
        self,
        library: &Library,
        lines: impl Iterator<Item = NodeId>,
        most: usize,
    ) -> Vec<(NodeId, Decimal)> {
        let mut counted: Vec<(NodeId, Decimal)> = self.requests(library, lines).collect();
        counted.sort_by_key(|(id, oku)| (Reverse(*oku), *id));
        counted.truncate(most);
        counted
    }

    /// The line that a map of these lines cuts, with its 億円: above half of the total and over
    /// five times the next; none where the others have nothing.
    #[must_use]
    pub fn giant(
        self,
        library: &Library,
        lines: impl Iterator<Item = NodeId>,
        total: Decimal,
    ) -> Option<(NodeId, Decimal)> {
        const TIMES: Decimal = Decimal::from_parts(5, 0, 0, false, 0);
        let [first, second] = self.largest(library, lines, 2).try_into().ok()?;
        let others = total.saturating_sub(first.1);
        let is_far_above = first.1 > others && first.1 > second.1.saturating_mul(TIMES);
        (is_far_above && !others.is_zero()).then_some(first)
    }
}

/// Totals of these lines, relisted money counted as is said. 億円.
#[must_use]
pub fn counted(
    library: &Library,
    lines: impl IntoIterator<Item = NodeId>,
    counting: Counting,
) -> Totals {
    let mut totals = Totals::default();
    add_counted(&mut totals, library, lines, counting);
    totals
}

/// Adds these lines to the totals of others.
pub fn add_counted(
    totals: &mut Totals,
    library: &Library,
    lines: impl IntoIterator<Item = NodeId>,
    counting: Counting,
) {
    for id in lines {
        if let Some(line) = library.budget(id) {
            let is_relisted = library.node(id).relisted;
            totals.add(line, is_relisted && counting == Counting::Once);
            let is_printed = is_relisted && counting == Counting::AsPrinted;
            totals.counts.relisted += usize::from(is_printed);
        }
    }
}
