//! The lines of the flat table and the place in it.

use super::figures::{Figures, Measure};
use super::list_cursor::ListCursor;
use crate::ledger::{Counting, LineSort, sort_lines_turned};
use crate::model::{Library, NodeId};

/// The lines of the table and the place in it.
#[derive(Clone, Debug, Default)]
pub struct TableView {
    /// Budget lines that pass the filter, in order.
    pub rows: Vec<NodeId>,
    /// The selected row and the first one on the screen.
    pub place: ListCursor,
    /// The scale of the rows' bars, the same for all of them.
    pub measure: Measure,
}

impl TableView {
    /// The lines that the filter lets through, in that order; the cursor stays on its line. Bars
    /// are on the scale of those in `scope`.
    #[must_use]
    pub fn new(
        library: &Library,
        passes: impl Fn(NodeId) -> bool,
        figures: &Figures,
        (sort, turned): (LineSort, bool),
        stay: Option<NodeId>,
    ) -> Self {
        let mut rows: Vec<NodeId> = library
            .documents()
            .iter()
            .flat_map(|document| library.budget_lines(document.root))
            .filter(|id| passes(*id))
            .collect();
        let names = |id| figures.name_key(library, id);
        sort_lines_turned(library, &mut rows, sort, turned, &names);
        let below =
            |id: &NodeId| stay.is_some_and(|stay| (stay..library.node(stay).end).contains(id));
        let cursor = rows.iter().position(below).unwrap_or(0);
        // What a line itself says is the same however lines are counted.
        let kept = figures.scope().kept(library, &rows);
        let measure = figures.measure(library, kept.into_iter(), Counting::AsPrinted);
        Self {
            rows,
            place: ListCursor { cursor, offset: 0 },
            measure,
        }
    }

    /// The selected line.
    #[must_use]
    pub fn selected(&self) -> Option<NodeId> {
        self.rows.get(self.place.cursor).copied()
    }

    /// Scrolls so that the cursor is among `height` rows.
    pub fn scroll_to_cursor(&mut self, height: usize) {
        self.place.settle(height, self.rows.len());
    }
}
