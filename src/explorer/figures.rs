//! The money of a node as it is shown: totals, cached as they are first asked for.

use std::cell::RefCell;
use std::collections::HashMap;
use std::rc::Rc;

use rust_decimal::Decimal;

use crate::ledger::{self, Change, Totals};
use crate::model::{Account, Base, Kind, Library, NodeId, Part, Request};

/// Whether relisted money counts.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Counting {
    /// The same money once: relisted lines count nothing.
    #[default]
    Once,
    /// Every printed line, relisted ones too.
    AsPrinted,
}

/// One side of a node's money.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Money {
    /// Nothing is printed, or nothing below counts.
    None,
    /// 億円, a plain amount or a sum of plain amounts.
    Exact(Decimal),
    /// 億円, inside a larger sum: at most this, never added.
    Within(Decimal),
    /// Requested without an amount.
    Unspecified,
    /// There was none: new.
    New,
    /// Labelled parts of fiscal loans, never added.
    Parts(Vec<Part>),
}

impl Money {
    /// The length that a bar for it shows, in 億円.
    #[must_use]
    pub const fn length(&self) -> Option<Decimal> {
        match self {
            Self::Exact(oku) | Self::Within(oku) => Some(*oku),
            Self::None | Self::Unspecified | Self::New | Self::Parts(_) => None,
        }
    }
}

/// What a row or a pair of bars shows of a node.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Summary {
    /// The request: a budget line's own, or the total below.
    pub request: Money,
    /// The base year's: a budget line's own, or that of the comparable lines below.
    pub base: Money,
    /// Request − base of the line, or of the comparable lines below.
    pub change: Option<Change>,
    /// 億円 in `request` that have no comparable base; zero for a budget line.
    pub beyond: Decimal,
    /// A budget line that is new.
    pub is_new: bool,
    /// A budget line that lists earlier money again.
    pub relisted: bool,
    /// A budget line of the fiscal loans.
    pub filp: bool,
}

/// Totals of nodes, computed when first asked for and kept.
#[derive(Debug, Default)]
pub struct Figures {
    totals: RefCell<HashMap<(NodeId, Counting), Rc<Totals>>>,
    longest: RefCell<HashMap<(NodeId, Counting), Decimal>>,
    changes: RefCell<HashMap<(NodeId, Counting), Decimal>>,
    requests: RefCell<HashMap<(NodeId, Counting), Decimal>>,
}

impl Figures {
    /// Totals at or below the node. 億円.
    #[must_use]
    pub fn totals(&self, library: &Library, id: NodeId, counting: Counting) -> Rc<Totals> {
        if let Some(found) = self.totals.borrow().get(&(id, counting)) {
            return Rc::clone(found);
        }
        let totals = Rc::new(compute(library, id, counting));
        self.totals
            .borrow_mut()
            .insert((id, counting), Rc::clone(&totals));
        totals
    }

    /// What a row shows of the node.
    #[must_use]
    pub fn summary(&self, library: &Library, id: NodeId, counting: Counting) -> Summary {
        let node = library.node(id);
        let Some(line) = &node.budget else {
            return group_summary(&self.totals(library, id, counting));
        };
        Summary {
            request: match &line.request {
                Request::Amount(amount) => Money::Exact(amount.oku),
                Request::Within(amount) => Money::Within(amount.oku),
                Request::Unspecified => Money::Unspecified,
                Request::Parts(parts) => Money::Parts(parts.clone()),
            },
            base: match &line.base {
                Base::Amount(amount) => Money::Exact(amount.oku),
                Base::Within(amount) => Money::Within(amount.oku),
                Base::New => Money::New,
                Base::Parts(parts) => Money::Parts(parts.clone()),
                Base::None => Money::None,
            },
            change: ledger::change(line),
            beyond: Decimal::ZERO,
            is_new: line.base == Base::New,
            relisted: node.relisted,
            filp: line.account == Account::Filp,
        }
    }

    /// The longest bar among what the node and its siblings show in the panel, in 億円, so
    /// that the scale stays the same while moving among siblings.
    #[must_use]
    pub fn longest_among_siblings(
        &self,
        library: &Library,
        id: NodeId,
        counting: Counting,
    ) -> Decimal {
        let scope = library.parent(id).unwrap_or(id);
        remembered(&self.longest, (scope, counting), || {
            let siblings = std::iter::once(scope).chain(library.children(scope));
            let shown = siblings.flat_map(|sibling| library.children(sibling));
            self.longest_bar(library, shown, counting)
        })
    }

    /// The longest bar, of request or base, among the nodes, in 億円.
    fn longest_bar(
        &self,
        library: &Library,
        nodes: impl Iterator<Item = NodeId>,
        counting: Counting,
    ) -> Decimal {
        nodes
            .map(|node| self.summary(library, node, counting))
            .flat_map(|summary| [summary.request, summary.base])
            .filter_map(|money| money.length())
            .fold(Decimal::ZERO, Decimal::max)
    }

    /// The largest request or base among the node and its siblings, in 億円.
    #[must_use]
    pub fn largest_among_siblings(
        &self,
        library: &Library,
        id: NodeId,
        counting: Counting,
    ) -> Decimal {
        let scope = library.parent(id).unwrap_or(id);
        remembered(&self.requests, (scope, counting), || {
            self.longest_bar(library, library.children(scope), counting)
        })
    }

    /// The largest change, up or down, among the node and its siblings, in 億円.
    #[must_use]
    pub fn largest_change_among_siblings(
        &self,
        library: &Library,
        id: NodeId,
        counting: Counting,
    ) -> Decimal {
        let scope = library.parent(id).unwrap_or(id);
        remembered(&self.changes, (scope, counting), || {
            library
                .children(scope)
                .filter_map(|child| self.summary(library, child, counting).change)
                .map(|change| change.oku.abs())
                .fold(Decimal::ZERO, Decimal::max)
        })
    }
}

/// What is kept under a key; found when first asked for.
fn remembered(
    kept: &RefCell<HashMap<(NodeId, Counting), Decimal>>,
    key: (NodeId, Counting),
    find: impl FnOnce() -> Decimal,
) -> Decimal {
    if let Some(found) = kept.borrow().get(&key) {
        return *found;
    }
    let found = find();
    kept.borrow_mut().insert(key, found);
    found
}

fn compute(library: &Library, id: NodeId, counting: Counting) -> Totals {
    match counting {
        Counting::Once => ledger::totals(library, id),
        Counting::AsPrinted => {
            let mut totals = Totals::default();
            for line in library.budget_lines(id) {
                if let Some(budget) = library.budget(line) {
                    totals.add(budget, false);
                    totals.counts.relisted += usize::from(library.node(line).relisted);
                }
            }
            totals
        }
    }
}

fn group_summary(totals: &Totals) -> Summary {
    let some = totals.counts.counted > 0;
    let compared = totals.comparable.lines > 0;
    Summary {
        request: if some {
            Money::Exact(totals.request_total)
        } else if totals.counts.unspecified > 0 {
            Money::Unspecified
        } else if totals.filp_parts.is_empty() {
            Money::None
        } else {
            Money::Parts(totals.filp_parts.clone())
        },
        base: if compared {
            Money::Exact(totals.comparable.base)
        } else {
            Money::None
        },
        change: compared.then(|| totals.comparable.change()),
        beyond: totals.request_total - totals.comparable.request,
        is_new: false,
        relisted: false,
        filp: false,
    }
}

/// What an order of siblings goes by; largest first, nodes without one last.
#[must_use]
pub fn sort_key(
    figures: &Figures,
    library: &Library,
    id: NodeId,
    sort: ledger::LineSort,
    counting: Counting,
) -> Option<Decimal> {
    // Totals of single lines are not worth keeping.
    let summary = if library.node(id).kind == Kind::Budget {
        Figures::default().summary(library, id, counting)
    } else {
        figures.summary(library, id, counting)
    };
    match sort {
        ledger::LineSort::Document | ledger::LineSort::Name => None,
        ledger::LineSort::Request => summary.request.length(),
        ledger::LineSort::Change => summary.change.map(|c| c.oku),
        ledger::LineSort::Percent => summary.change.and_then(|c| c.percent),
    }
}
