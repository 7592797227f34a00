//! The lines of the flat table and the place in it.
//!
//! Of a large library the table is there at once, in the order of the documents; scale of the
//! bars, sum and another order are worked out in parts between key presses.

use std::rc::Rc;

use super::figures::survey::Survey;
use super::figures::{FEW, Figures, Measure};
use super::list_cursor::ListCursor;
use crate::ledger::LineSort;
use crate::model::{Library, NodeId};

/// The lines of the table and the place in it.
#[derive(Clone, Debug, Default)]
pub struct TableView {
    /// Budget lines that pass the filter, in order.
    pub rows: Rc<Vec<NodeId>>,
    /// The selected row and the first one on the screen.
    pub place: ListCursor,
    /// The scale of the rows' bars, the same for all of them; none as long as it is being worked
    /// out.
    pub measure: Option<Measure>,
    /// What is still to be worked out.
    survey: Option<Box<Survey>>,
    /// Where the cursor goes with the new order, as long as the user has not moved it: to a line
    /// at or below this node, else to the first.
    stay: Option<NodeId>,
    /// Where the cursor was put last.
    put: usize,
}

impl TableView {
    /// The lines that a filter lets through, or all where there is none, in that order; the cursor
    /// stays on its line. Bars are on the scale of those in scope.
    #[must_use]
    pub fn new(
        library: &Library,
        passing: Option<&[NodeId]>,
        figures: &Figures,
        order: (LineSort, bool),
        stay: Option<NodeId>,
    ) -> Self {
        let mut table = Self {
            rows: figures.in_document_order(library, passing),
            stay,
            ..Self::default()
        };
        let count = table.rows.len();
        let ordered = figures.ordered(count, order);
        table.measure = figures.measure_of_shown(count);
        match ordered.filter(|_| table.measure.is_some()) {
            Some(rows) => table.rows = rows,
            None => table.survey = Some(Box::new(Survey::new(order, table.measure))),
        }
        while count <= FEW && !table.work(library, figures) {}
        table.put_cursor(library);
        table
    }

    /// Whether scale, sum or order are still being worked out.
    #[must_use]
    pub const fn is_working(&self) -> bool {
        self.survey.is_some()
    }

    /// Whether another order is being made.
    #[must_use]
    pub fn is_being_ordered(&self) -> bool {
        let survey = self.survey.as_ref();
        survey.is_some_and(|survey| survey.is_ordering())
    }

    /// Works on for a few milliseconds; true when nothing is left to do.
    pub fn work(&mut self, library: &Library, figures: &Figures) -> bool {
        let Some(survey) = &mut self.survey else {
            return true;
        };
        if !survey.work(library, figures, &self.rows) {
            return false;
        }
        let Some(survey) = self.survey.take() else {
            return true;
        };
        self.measure = Some(survey.measure());
        let here = self.selected();
        let is_moved = self.place.cursor != self.put;
        if let Some(rows) = survey.end(figures, self.rows.len()) {
            self.rows = rows;
            if is_moved {
                self.stay = here;
            }
            self.put_cursor(library);
        }
        true
    }

    /// The cursor on the first row, and in a new order on what is first then.
    pub const fn to_top(&mut self) {
        self.place.cursor = 0;
        self.put = 0;
        self.stay = None;
    }

    fn put_cursor(&mut self, library: &Library) {
        let own = self.stay.map(|stay| stay..library.node(stay).end);
        let below = |id: &NodeId| own.as_ref().is_some_and(|own| own.contains(id));
        self.put = self.rows.iter().position(below).unwrap_or(0);
        self.place.cursor = self.put;
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
