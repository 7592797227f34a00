//! The tree as it stands on the screen: what is open, in which order, and the flat list of
//! visible nodes.
//!
//! The list is kept between key presses: a move touches nothing but an index, opening one node
//! splices its rows in, and only a new filter or order builds the whole list again. In a large
//! library an order is made document by document, as each comes on the screen: its rows take the
//! same places whatever their order.

use rust_decimal::Decimal;

use crate::explorer::state::figures::Figures;
use crate::explorer::state::list_cursor::ListCursor;
use crate::explorer::state::nodeset::NodeSet;
use crate::ledger::{Counting, LineSort, ranked};
use crate::model::{Kind, Library, NodeId, Shift};

/// What decides the order of siblings and which of them are shown.
#[derive(Clone, Debug, Default)]
pub struct Arrangement {
    /// Order of siblings.
    pub sort: LineSort,
    /// Whether that order is turned round: smallest first, the document from its end.
    pub turned: bool,
    /// How relisted money counts in that order.
    pub counting: Counting,
    /// The nodes to show; none means all.
    pub shown: Option<NodeSet>,
}

impl Arrangement {
    /// Whether siblings stand as printed.
    #[must_use]
    pub fn is_document_order(&self) -> bool {
        self.sort == LineSort::Document && !self.turned
    }
}

/// Up to so many nodes an order is made at once.
const FEW: usize = 20_000;

/// The visible tree.
#[derive(Clone, Debug, Default)]
pub struct Forest {
    open: NodeSet,
    rows: Vec<NodeId>,
    /// By document, whether its rows stand as printed and are still to be put in order; empty
    /// where no order is left for later.
    due: Vec<bool>,
    /// The selected row and the first one on the screen.
    pub place: ListCursor,
    /// Order and filter.
    pub arrangement: Arrangement,
}

impl Forest {
    /// The tree with its roots open.
    #[must_use]
    pub fn new(library: &Library, figures: &Figures) -> Self {
        let mut forest = Self::default();
        for document in library.documents() {
            forest.open.insert(document.root);
        }
        forest.rebuild(library, figures);
        forest
    }

    /// Visible nodes from top to bottom.
    #[must_use]
    pub fn rows(&self) -> &[NodeId] {
        &self.rows
    }

    /// Index of the selected row.
    #[must_use]
    pub const fn cursor(&self) -> usize {
        self.place.cursor
    }

    /// The selected node; none only in an empty tree.
    #[must_use]
    pub fn selected(&self) -> Option<NodeId> {
        self.rows.get(self.place.cursor).copied()
    }

    /// Whether the node is open.
    #[must_use]
    pub fn is_open(&self, id: NodeId) -> bool {
        self.open.contains(id)
    }

    /// The open nodes, for keeping.
    pub fn open_nodes(&self) -> impl Iterator<Item = NodeId> + '_ {
        self.open.iter()
    }

    /// Whether the node has children that the filter lets through.
    #[must_use]
    pub fn can_open(&self, library: &Library, id: NodeId) -> bool {
        match &self.arrangement.shown {
            None => library.has_children(id),
            Some(shown) => library.children(id).any(|child| shown.contains(child)),
        }
    }

    /// Depth for indenting. The root of a single document stands at the margin with its pillars.
    #[must_use]
    pub fn depth(library: &Library, id: NodeId) -> usize {
        let above = library.ancestors(id).count();
        if library.documents().len() == 1 {
            above.saturating_sub(1)
        } else {
            above
        }
    }

    /// Puts the cursor on that row, or on the last one.
    pub fn set_cursor(&mut self, row: usize) {
        self.place.go_to(row, self.rows.len());
    }

    /// Scrolls so that the cursor is among `height` rows.
    pub fn scroll_to_cursor(&mut self, height: usize) {
        self.place.settle(height, self.rows.len());
    }

    /// Puts the documents of the first `height` rows on the screen in order.
    pub fn order_shown(&mut self, library: &Library, figures: &Figures, height: usize) {
        if self.due.is_empty() {
            return;
        }
        let rows = self.rows.iter().skip(self.place.offset).take(height.max(1));
        let shown = rows.chain(self.rows.get(self.place.cursor));
        let mut documents: Vec<usize> = shown.map(|id| library.document_index(*id)).collect();
        documents.dedup();
        for document in documents {
            self.order_document(library, figures, document);
        }
    }

    /// Puts the rows of one document in order, if they are not yet. The row under the cursor may
    /// be that of another node then.
    fn order_document(&mut self, library: &Library, figures: &Figures, document: usize) {
        let is_due = self.due.get_mut(document).map(std::mem::take);
        let Some(info) = library.documents().get(document) else {
            return;
        };
        if is_due != Some(true) || !self.open.contains(info.root) {
            return;
        }
        let first = self.rows.partition_point(|row| *row <= info.root);
        let mut ordered = Vec::new();
        self.collect_in_order(library, figures, info.root, &mut ordered);
        let rows = self.rows.iter_mut().skip(first);
        for (row, id) in rows.zip(ordered) {
            *row = id;
        }
    }

    fn order_document_of(&mut self, library: &Library, figures: &Figures, id: NodeId) {
        if !self.due.is_empty() {
            self.order_document(library, figures, library.document_index(id));
        }
    }

    /// The row of a node, if it is visible.
    #[must_use]
    pub fn row_of(&self, id: NodeId) -> Option<usize> {
        if self.arrangement.is_document_order() {
            return self.rows.binary_search(&id).ok();
        }
        self.rows.iter().position(|row| *row == id)
    }

    /// Opens a node; true if that changed anything.
    pub fn open(&mut self, library: &Library, figures: &Figures, id: NodeId) -> bool {
        self.order_document_of(library, figures, id);
        if !self.can_open(library, id) || !self.open.insert(id) {
            return false;
        }
        if let Some(row) = self.row_of(id) {
            let mut below = Vec::new();
            self.collect_below(library, figures, id, &mut below);
            if row < self.place.cursor {
                self.place.cursor += below.len();
            }
            self.rows.splice(row + 1..row + 1, below);
        }
        true
    }

    /// Closes a node; the cursor moves to it from below. True if that changed anything.
    pub fn close(&mut self, library: &Library, id: NodeId) -> bool {
        if Self::is_fixed(library, id) || !self.open.remove(id) {
            return false;
        }
        if let Some(row) = self.row_of(id) {
            let end = library.node(id).end;
            let inside = |node: &NodeId| (id..end).contains(node);
            let rest = self.rows.get(row + 1..).unwrap_or_default();
            let count = rest.iter().take_while(|node| inside(node)).count();
            self.rows.drain(row + 1..row + 1 + count);
            if self.place.cursor > row + count {
                self.place.cursor -= count;
            } else if self.place.cursor > row {
                self.place.cursor = row;
            }
        }
        true
    }

    /// The root of a single document cannot be closed: there would be nothing left.
    #[must_use]
    pub fn is_fixed(library: &Library, id: NodeId) -> bool {
        library.documents().len() == 1 && library.node(id).kind == Kind::Document
    }

    /// Opens the tree down to `level` (1 pillars … 6 budget lines) and closes it below.
    pub fn open_to_level(&mut self, library: &Library, figures: &Figures, level: u8) {
        let deepest = match level {
            0 | 1 => Kind::Document,
            2 => Kind::Pillar,
            3 => Kind::Chapter,
            4 => Kind::Theme,
            5 => Kind::Measure,
            _ => Kind::Sub,
        };
        let spans = library.spans().iter();
        self.open = NodeSet::of_bits(spans.map(|span| span.kind <= deepest));
        self.rebuild(library, figures);
    }

    /// Opens the tree to the deepest level that fits whole into so many rows; where not even the
    /// chapters do, the pillars that still fit, fewest chapters first.
    pub fn open_as_fits(&mut self, library: &Library, figures: &Figures, rows: usize) {
        let deepest = (1..=6).rev().find(|level| {
            self.open_to_level(library, figures, *level);
            self.rows.len() <= rows
        });
        match deepest {
            // Half a level deeper down would look like a choice of the user's.
            Some(2..) => return,
            Some(_) => {}
            None => self.open_to_level(library, figures, 1),
        }
        let mut closed: Vec<(usize, NodeId)> = self
            .rows
            .iter()
            .filter(|id| !self.is_open(**id) && self.can_open(library, **id))
            .map(|id| (library.children(*id).count(), *id))
            .collect();
        closed.sort_unstable();
        for (_, id) in closed {
            self.open(library, figures, id);
            if self.rows.len() > rows {
                self.close(library, id);
                self.rebuild(library, figures);
            }
        }
    }

    /// Opens or closes the node and everything below it.
    pub fn set_below(&mut self, library: &Library, figures: &Figures, id: NodeId, open: bool) {
        for node in library.subtree(id) {
            let has_children = library.has_children(node);
            if open && has_children {
                self.open.insert(node);
            } else if !open && !Self::is_fixed(library, node) {
                self.open.remove(node);
            }
        }
        self.rebuild(library, figures);
    }

    /// Opens everything above the node and puts the cursor on it; false if the filter hides it.
    pub fn reveal(&mut self, library: &Library, figures: &Figures, id: NodeId) -> bool {
        self.order_document_of(library, figures, id);
        let above: Vec<NodeId> = library.path(id);
        for node in above {
            if node != id {
                self.open(library, figures, node);
            }
        }
        match self.row_of(id) {
            Some(row) => {
                self.place.cursor = row;
                true
            }
            None => false,
        }
    }

    /// Sets which nodes are open, for a restored state.
    pub fn restore(
        &mut self,
        library: &Library,
        figures: &Figures,
        open: impl IntoIterator<Item = NodeId>,
    ) {
        self.open.clear();
        for id in open {
            self.open.insert(id);
        }
        for document in library.documents() {
            if Self::is_fixed(library, document.root) {
                self.open.insert(document.root);
            }
        }
        self.rebuild(library, figures);
    }

    /// Puts the tree on nodes that have other numbers now, and stand in the same order.
    pub(in crate::explorer) fn moved(&mut self, shift: &Shift) {
        for row in &mut self.rows {
            *row = shift.of(*row);
        }
        let sets = [Some(&mut self.open), self.arrangement.shown.as_mut()];
        for set in sets.into_iter().flatten() {
            let mut moved = NodeSet::default();
            for id in set.iter() {
                moved.insert(shift.of(id));
            }
            *set = moved;
        }
    }

    /// Builds the list anew, keeping the cursor on its node or the nearest one still visible
    /// above it.
    pub fn rebuild(&mut self, library: &Library, figures: &Figures) {
        let kept = self.selected();
        // Mostly there are as many as before.
        let mut rows = Vec::with_capacity(self.rows.len());
        let documents = library.documents();
        // The rows of a single document are all one.
        let is_for_later =
            !self.arrangement.is_document_order() && library.len() > FEW && documents.len() > 1;
        for document in documents {
            rows.push(document.root);
            if !self.open.contains(document.root) {
                continue;
            }
            if is_for_later {
                self.collect_in_document_order(library, document.root, &mut rows);
            } else {
                self.collect_below(library, figures, document.root, &mut rows);
            }
        }
        self.rows = rows;
        self.due = vec![true; if is_for_later { documents.len() } else { 0 }];
        if let Some(kept) = kept.filter(|id| library.get(*id).is_some()) {
            self.order_document_of(library, figures, kept);
        }
        let near = kept.and_then(|id| {
            std::iter::once(id)
                .chain(library.ancestors(id))
                .find_map(|node| self.row_of(node))
        });
        self.set_cursor(near.unwrap_or(self.place.cursor));
    }

    fn collect_below(
        &self,
        library: &Library,
        figures: &Figures,
        id: NodeId,
        rows: &mut Vec<NodeId>,
    ) {
        if self.arrangement.is_document_order() {
            self.collect_in_document_order(library, id, rows);
        } else {
            self.collect_in_order(library, figures, id, rows);
        }
    }

    /// At most six levels deep, so that recursion is safe.
    fn collect_in_order(
        &self,
        library: &Library,
        figures: &Figures,
        id: NodeId,
        rows: &mut Vec<NodeId>,
    ) {
        for child in self.sorted_children(library, figures, id) {
            rows.push(child);
            if self.open.contains(child) {
                self.collect_in_order(library, figures, child, rows);
            }
        }
    }

    fn collect_in_document_order(&self, library: &Library, id: NodeId, rows: &mut Vec<NodeId>) {
        let end = library.node(id).end;
        let mut next = NodeId(id.0 + 1);
        while next < end {
            let Some(node) = library.spans().get(next.index()) else {
                break;
            };
            if node.implied {
                next = NodeId(next.0 + 1);
                continue;
            }
            let shown = self.arrangement.shown.as_ref();
            if shown.is_some_and(|shown| !shown.contains(next)) {
                next = node.end;
                continue;
            }
            rows.push(next);
            next = if self.open.contains(next) {
                NodeId(next.0 + 1)
            } else {
                node.end
            };
        }
    }

    fn sorted_children(&self, library: &Library, figures: &Figures, id: NodeId) -> Vec<NodeId> {
        let Arrangement {
            sort,
            turned,
            counting,
            shown,
        } = &self.arrangement;
        let key = |child| figures.summary(library, child, *counting).sort_key(*sort);
        let mut keyed: Vec<(Option<Decimal>, NodeId)> = library
            .children(id)
            .filter(|child| shown.as_ref().is_none_or(|shown| shown.contains(*child)))
            .map(|child| (key(child), child))
            .collect();
        keyed.sort_by(|a, b| match sort {
            LineSort::Document if *turned => b.1.cmp(&a.1),
            LineSort::Name => figures.by_name(library, a.1, b.1, *turned),
            _ => ranked(a.0, b.0, *turned).then(a.1.cmp(&b.1)),
        });
        keyed.into_iter().map(|(_, child)| child).collect()
    }
}
