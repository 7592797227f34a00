//! The lines of the flat table and the place in it.

use rust_decimal::Decimal;

use super::figures::Figures;
use super::list_cursor::ListCursor;
use crate::ledger::{Counting, LineSort, NameKey, Scope, sort_lines_turned};
use crate::model::{Library, NodeId};

/// What the bars of a list have in common: one scale for all of them.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Measure {
    /// 億円: the largest request or base.
    pub request: Decimal,
    /// 億円: the largest change, up or down.
    pub change: Decimal,
}

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
        scope: &Scope,
        (sort, turned): (LineSort, bool),
        names: NameKey<'_>,
        stay: Option<NodeId>,
    ) -> Self {
        let mut rows: Vec<NodeId> = library
            .documents()
            .iter()
            .flat_map(|document| library.budget_lines(document.root))
            .filter(|id| passes(*id))
            .collect();
        sort_lines_turned(library, &mut rows, sort, turned, names);
        let below =
            |id: &NodeId| stay.is_some_and(|stay| (stay..library.node(stay).end).contains(id));
        let cursor = rows.iter().position(below).unwrap_or(0);
        let measure = measure(library, &scope.kept(library, &rows));
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

/// The largest figures among these lines, in 億円.
fn measure(library: &Library, rows: &[NodeId]) -> Measure {
    let figures = Figures::default();
    let mut measure = Measure::default();
    for id in rows {
        let summary = figures.summary(library, *id, Counting::AsPrinted);
        for money in [&summary.request, &summary.base] {
            measure.request = measure.request.max(money.length().unwrap_or_default());
        }
        let change = summary.change.map(|c| c.oku.abs());
        measure.change = measure.change.max(change.unwrap_or_default());
    }
    measure
}
