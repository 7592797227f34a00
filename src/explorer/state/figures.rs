//! The money of a node as it is shown: totals, cached as they are first asked for.

mod measure;
mod shown;
pub mod survey;

use std::cell::RefCell;
use std::cmp::Ordering;
use std::collections::HashMap;
use std::rc::Rc;

use rust_decimal::Decimal;

use self::measure::Longest;
pub use self::measure::{Length, Measure};
pub(in crate::explorer) use self::shown::FEW;
use self::shown::Shown;
use crate::explorer::settings::Settings;
use crate::explorer::state::nodeset::NodeSet;
use crate::japanese::gojuon;
use crate::ledger::{self, Change, Counting, LineSort, Scope, Totals, counted};
use crate::model::{Account, Base, Library, NodeId, Part, Request, Shift, Spending};

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
    /// Of review sheets what was spent: of the line, or of those below that count.
    pub spending: Spending,
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

    /// What an order of siblings goes by, largest first; nodes without one are last.
    #[must_use]
    pub fn sort_key(&self, sort: LineSort) -> Option<Decimal> {
        match sort {
            LineSort::Document | LineSort::Name => None,
            LineSort::Request => self.request.length(),
            LineSort::Change => self.change.map(|c| c.oku),
            LineSort::Percent => self.change.and_then(|c| c.percent),
            LineSort::Rate => self.spending.now.rate(),
        }
    }
}

/// The one view of the money that everything on the screen asks: totals of nodes within the
/// scope of the sums, computed when first asked for and kept.
#[derive(Debug, Default)]
pub struct Figures {
    scope: Scope,
    revision: u64,
    totals: RefCell<HashMap<(NodeId, Counting), Rc<Totals>>>,
    measures: RefCell<HashMap<(NodeId, Counting), Measure>>,
    tree: RefCell<HashMap<Counting, Measure>>,
    names: RefCell<HashMap<NodeId, Rc<str>>>,
    widths: RefCell<Widths>,
    shown: RefCell<Shown>,
    /// What was known of all lines before a filter chose some: it is asked for again when the
    /// filter goes.
    of_all: Option<Box<Self>>,
}

/// The widest figures of the documents' rows, as far as documents have been looked at.
#[derive(Debug, Default)]
pub(in crate::explorer) struct Widths {
    /// How the figures are shown.
    pub(in crate::explorer) settings: Option<Settings>,
    /// The documents looked at.
    pub(in crate::explorer) seen: NodeSet,
    /// Before this place all documents have been looked at, as far as they are there.
    pub(in crate::explorer) next: usize,
    /// Whether there are more to look at, which is done between key presses.
    pub(in crate::explorer) is_due: bool,
    /// Columns of request and change.
    pub(in crate::explorer) columns: (usize, usize),
}

impl Figures {
    /// What is known of the widths of the documents' figures.
    pub(in crate::explorer) const fn widths(&self) -> &RefCell<Widths> {
        &self.widths
    }

    /// Forgets what is known of one document: by its place and its nodes.
    pub(in crate::explorer) fn forget(&mut self, document: usize, first: NodeId, nodes: usize) {
        let is_kept = |id: &NodeId| {
            let at = id.index().checked_sub(first.index());
            at.is_none_or(|at| at >= nodes)
        };
        self.totals.get_mut().retain(|(id, _), _| is_kept(id));
        self.names.get_mut().retain(|id, _| is_kept(id));
        self.tree.get_mut().clear();
        let place = NodeId(u32::try_from(document).unwrap_or(u32::MAX));
        let widths = self.widths.get_mut();
        widths.seen.remove(place);
        widths.next = widths.next.min(document);
        self.of_all = None;
    }

    /// Keeps what is known, on the nodes as they are after documents have come.
    pub(in crate::explorer) fn moved(&mut self, shift: &Shift, scope: Scope) {
        if !scope.is_all() || !self.scope.is_all() {
            let revision = self.revision + 1;
            *self = Self {
                scope,
                revision,
                ..Self::default()
            };
            return;
        }
        self.revision += 1;
        let totals = std::mem::take(self.totals.get_mut()).into_iter();
        // A document that was not there yet has no totals worth keeping.
        let known = totals.filter(|(_, totals)| totals.counts.lines > 0);
        let known = known.map(|((id, counting), totals)| ((shift.of(id), counting), totals));
        *self.totals.get_mut() = known.collect();
        let names = std::mem::take(self.names.get_mut()).into_iter();
        *self.names.get_mut() = names.map(|(id, name)| (shift.of(id), name)).collect();
        self.measures.get_mut().clear();
        self.tree.get_mut().clear();
        *self.shown.get_mut() = Shown::default();
        self.widths.get_mut().next = 0;
        self.of_all = None;
    }

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

    /// Makes all sums be of this; forgets those computed before, but for those of all lines.
    pub fn set_scope(&mut self, scope: Scope) {
        if scope == self.scope {
            return;
        }
        let revision = self.revision + 1;
        let known = self.of_all.take();
        let (back, known) = match known {
            Some(known) if known.scope == scope => (Some(*known), None),
            known => (None, known),
        };
        let fresh = back.unwrap_or_else(|| Self {
            scope,
            ..Self::default()
        });
        let earlier = std::mem::replace(self, fresh);
        self.revision = revision;
        self.of_all = match earlier.scope.is_narrowed() {
            true => known,
            false => Some(Box::new(earlier)),
        };
    }

    /// Whether a budget line is shown and not taken out; other nodes always are, as their sums
    /// are of such lines alone.
    #[must_use]
    pub fn counts(&self, library: &Library, id: NodeId) -> bool {
        library.budget(id).is_none() || self.scope.counts(library, id)
    }

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

    /// Totals at or below the node, of the lines in scope. 億円.
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
            spending: line.spending.as_deref().copied().unwrap_or_default(),
            out,
        }
    }

    /// The longest bars of these nodes; of those alone that count.
    fn longest(
        &self,
        library: &Library,
        nodes: impl Iterator<Item = NodeId>,
        counting: Counting,
    ) -> Longest {
        let counted = nodes.filter(|node| self.counts(library, *node));
        counted.fold(Longest::default(), |longest, node| {
            longest.with(&self.summary(library, node, counting))
        })
    }

    /// The rulers of these nodes' bars; of those alone that count.
    #[must_use]
    pub fn measure(
        &self,
        library: &Library,
        nodes: impl Iterator<Item = NodeId>,
        counting: Counting,
    ) -> Measure {
        self.longest(library, nodes, counting).measure()
    }

    /// The rulers of all rows of the tree, whatever is open: those of the documents and of what is
    /// directly below them. Looks at every document, once.
    #[must_use]
    pub fn tree_measure(&self, library: &Library, counting: Counting) -> Measure {
        if let Some(found) = self.tree.borrow().get(&counting) {
            return *found;
        }
        let documents = library.documents().iter().map(|document| document.root);
        let found = documents.fold(Measure::default(), |all, root| {
            let own = self.measure(library, std::iter::once(root), counting);
            let below = self.measure(library, library.children(root), counting);
            all.or(own.over(below))
        });
        self.tree.borrow_mut().insert(counting, found);
        found
    }

    /// The rulers of the bars of what is directly below a node and its siblings, so that they stay
    /// the same while moving among siblings.
    #[must_use]
    pub fn shared_measure(&self, library: &Library, id: NodeId, counting: Counting) -> Measure {
        let above = library.parent(id).unwrap_or(id);
        let key = (above, counting);
        if let Some(found) = self.measures.borrow().get(&key) {
            return *found;
        }
        let shown = std::iter::once(above).chain(library.children(above));
        let shown = shown.flat_map(|node| library.children(node));
        let found = self.measure(library, shown, counting);
        self.measures.borrow_mut().insert(key, found);
        found
    }

    /// The length of a full bar where these nodes are shown on one ruler, in 億円: one that is over
    /// five times the next is cut, so that it does not press the others flat.
    #[must_use]
    pub fn ruler_of(&self, library: &Library, nodes: &[NodeId], counting: Counting) -> Decimal {
        let measure = self.measure(library, nodes.iter().copied(), counting);
        measure.request.uncut
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
        beyond: totals
            .request_total
            .saturating_sub(totals.comparable.request),
        is_new: false,
        relisted: false,
        filp: false,
        spending: totals.spending,
        out: false,
    }
}
