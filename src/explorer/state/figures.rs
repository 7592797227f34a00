//! The money of a node as it is shown: totals, cached as they are first asked for.

use std::cell::RefCell;
use std::cmp::Ordering;
use std::collections::HashMap;
use std::rc::Rc;

use rust_decimal::Decimal;

use crate::japanese::gojuon;
use crate::ledger::{self, Change, Counting, Scope, Totals, counted};
use crate::model::{Account, Base, Library, NodeId, Part, Request};

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
    /// Taken out of the sums by hand, itself or with what it stands below.
    pub out: bool,
}

impl Summary {
    /// The lengths in 億円 that bars for request and base show; what was taken out has no bar.
    #[must_use]
    pub const fn lengths(&self) -> [Option<Decimal>; 2] {
        if self.out {
            return [None, None];
        }
        [self.request.length(), self.base.length()]
    }
}

/// The one view of the money that everything on the screen asks: totals of nodes within the
/// scope of the sums, computed when first asked for and kept.
#[derive(Debug, Default)]
pub struct Figures {
    scope: Scope,
    revision: u64,
    totals: RefCell<HashMap<(NodeId, Counting), Rc<Totals>>>,
    longest: RefCell<HashMap<(NodeId, Counting), Decimal>>,
    changes: RefCell<HashMap<(NodeId, Counting), Decimal>>,
    requests: RefCell<HashMap<(NodeId, Counting), Decimal>>,
    names: RefCell<HashMap<NodeId, Rc<str>>>,
}

impl Figures {
    /// What the sums are of.
    #[must_use]
    pub const fn scope(&self) -> &Scope {
        &self.scope
    }

    /// Another number after each change of the scope.
    #[must_use]
    pub const fn revision(&self) -> u64 {
        self.revision
    }

    /// Makes all sums be of this; forgets those computed before.
    pub fn set_scope(&mut self, scope: Scope) {
        if scope == self.scope {
            return;
        }
        *self = Self {
            scope,
            revision: self.revision + 1,
            ..Self::default()
        };
    }

    /// Whether a budget line is shown and not taken out; other nodes always are, as their sums
    /// are of such lines alone.
    #[must_use]
    pub fn counts(&self, library: &Library, id: NodeId) -> bool {
        library.budget(id).is_none() || self.scope.counts(library, id)
    }

    /// Totals at or below the node, of the lines in scope. 億円.
    /// What the node's title is put in order by: its reading, worked out when first asked for.
    #[must_use]
    pub fn name_key(&self, library: &Library, id: NodeId) -> Rc<str> {
        if let Some(kept) = self.names.borrow().get(&id) {
            return Rc::clone(kept);
        }
        let key: Rc<str> = gojuon(&library.node(id).title).into();
        self.names.borrow_mut().insert(id, Rc::clone(&key));
        key
    }

    /// The order of two nodes by the reading of their titles.
    #[must_use]
    pub fn by_name(&self, library: &Library, a: NodeId, b: NodeId, turned: bool) -> Ordering {
        let (x, y) = (self.name_key(library, a), self.name_key(library, b));
        ledger::by_name((&x, a), (&y, b), turned)
    }

    /// Totals at or below the node. 億円.
    #[must_use]
    pub fn totals(&self, library: &Library, id: NodeId, counting: Counting) -> Rc<Totals> {
        if let Some(found) = self.totals.borrow().get(&(id, counting)) {
            return Rc::clone(found);
        }
        let totals = Rc::new(counted(library, self.scope.lines(library, id), counting));
        self.totals
            .borrow_mut()
            .insert((id, counting), Rc::clone(&totals));
        totals
    }

    /// What a row shows of the node.
    #[must_use]
    pub fn summary(&self, library: &Library, id: NodeId, counting: Counting) -> Summary {
        let node = library.node(id);
        let out = self.scope.taken_out_by(library, id).is_some();
        let Some(line) = &node.budget else {
            return Summary {
                out,
                ..group_summary(&self.totals(library, id, counting))
            };
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
            out,
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

    /// The length of a full bar where these nodes are shown on one ruler, in 億円: one that is over
    /// five times the next is cut, so that it does not press the others flat.
    #[must_use]
    pub fn ruler_of(&self, library: &Library, nodes: &[NodeId], counting: Counting) -> Decimal {
        uncut(nodes.iter().map(|id| {
            let alone = std::iter::once(*id);
            self.longest_bar(library, alone, counting)
        }))
    }

    /// The longest bar, of request or base, among the nodes, in 億円.
    fn longest_bar(
        &self,
        library: &Library,
        nodes: impl Iterator<Item = NodeId>,
        counting: Counting,
    ) -> Decimal {
        nodes
            .filter(|node| self.counts(library, *node))
            .flat_map(|node| self.summary(library, node, counting).lengths())
            .flatten()
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
                .filter(|child| self.counts(library, *child))
                .filter_map(|child| self.summary(library, child, counting).change)
                .map(|change| change.oku.abs())
                .fold(Decimal::ZERO, Decimal::max)
        })
    }
}

/// The longest of some bars that is not cut: the second where the first is over five times that.
fn uncut(bars: impl Iterator<Item = Decimal>) -> Decimal {
    const GIANT: i64 = 5;
    let (mut first, mut second) = (Decimal::ZERO, Decimal::ZERO);
    for bar in bars {
        if bar > first {
            (first, second) = (bar, first);
        } else {
            second = second.max(bar);
        }
    }
    let is_giant = first > second.saturating_mul(Decimal::from(GIANT));
    if is_giant && !second.is_zero() {
        second
    } else {
        first
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
        beyond: totals
            .request_total
            .saturating_sub(totals.comparable.request),
        is_new: false,
        relisted: false,
        filp: false,
        out: false,
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
    let summary = figures.summary(library, id, counting);
    match sort {
        ledger::LineSort::Document | ledger::LineSort::Name => None,
        ledger::LineSort::Request => summary.request.length(),
        ledger::LineSort::Change => summary.change.map(|c| c.oku),
        ledger::LineSort::Percent => summary.change.and_then(|c| c.percent),
    }
}
