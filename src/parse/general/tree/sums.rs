//! Which node a printed sum is of, and whether what is below that adds up to it.

use rust_decimal::Decimal;

use super::{Difference, Tree};
use crate::model::{Amount, NodeId, Printed};
use crate::parse::general::accounts::agrees;

/// What a printed sum is of, by where it stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Of {
    /// The heading that carries it.
    Heading,
    /// What it stands behind, or anything around that: 小計, 合計.
    Row,
    /// Anything around a table of sums. It may count what the document does not list, so it is no fault where nothing adds up to it.
    Summary,
}

/// A printed sum at the node where it stands.
pub(super) struct PrintedSum {
    /// The node.
    pub(super) id: NodeId,
    /// Printed sum.
    pub(super) amount: Amount,
    /// 1-based source line.
    pub(super) line: u32,
    /// 1-based page, or 0.
    pub(super) page: u32,
    /// What the sum is of.
    pub(super) name: String,
    /// Where it stands.
    pub(super) of: Of,
}

impl Tree<'_> {
    /// Gives each printed sum to the nearest node whose lines add up to it, and to all nodes around that have no other lines; or says that
    /// none do.
    pub(super) fn printed(&mut self) -> Vec<Difference> {
        let mut differences = Vec::new();
        for sum in std::mem::take(&mut self.sums) {
            let found = self.adding_up(&sum);
            if found.is_none() && sum.of == Of::Summary {
                continue;
            }
            let target = found.unwrap_or(sum.id);
            self.give(target, &sum, found.is_some());
            if found.is_none() {
                differences.push(Difference {
                    line: sum.line,
                    page: sum.page,
                    printed: sum.amount,
                    sum: self.sum_of(target),
                    name: sum.name,
                });
            } else if sum.of != Of::Heading {
                let mut at = target;
                while let Some(around) = self.around_alone(at) {
                    self.give(around, &sum, true);
                    at = around;
                }
            }
        }
        differences
    }

    /// The nearest node at or around a sum whose lines add up to it.
    fn adding_up(&self, sum: &PrintedSum) -> Option<NodeId> {
        let mut place = Some(sum.id);
        while let Some(at) = place {
            let parts = self.parts(at);
            if !parts.is_empty() && agrees(sum.amount, &parts) {
                return Some(at);
            }
            place = (sum.of != Of::Heading).then(|| self.parent(at)).flatten();
        }
        None
    }

    fn parent(&self, id: NodeId) -> Option<NodeId> {
        self.nodes.get(id.index())?.parent
    }

    /// The node around another, where it has no more lines that count.
    fn around_alone(&self, id: NodeId) -> Option<NodeId> {
        let parent = self.parent(id)?;
        (self.parts(parent).len() == self.parts(id).len()).then_some(parent)
    }

    fn sum_of(&self, id: NodeId) -> Decimal {
        let parts = self.parts(id);
        parts
            .iter()
            .fold(Decimal::ZERO, |a, b| a.checked_add(b.oku).unwrap_or(a))
    }

    /// A sum that agrees stands before one that does not.
    fn give(&mut self, id: NodeId, sum: &PrintedSum, agrees: bool) {
        if let Some(node) = self.node(id)
            && node.printed.as_ref().is_none_or(|p| agrees && !p.agrees)
        {
            node.printed = Some(Box::new(Printed {
                amount: sum.amount,
                agrees,
                line: sum.line,
            }));
        }
    }
}
