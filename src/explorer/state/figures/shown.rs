//! What is known of the lines that are shown, all together: worked out once and not for each frame,
//! of many lines in parts between key presses.

use std::rc::Rc;

use super::survey::Survey;
use super::{Figures, Measure};
use crate::ledger::{Counting, LineSort, Totals, counted};
use crate::model::{Library, NodeId};

/// Up to so many lines all that is asked for is worked out at once.
pub(in crate::explorer) const FEW: usize = 20_000;

/// An order, turned round or not, and the lines in it.
type Ordered = ((LineSort, bool), Rc<Vec<NodeId>>);

/// Figures of rows in that order, counted in that way.
type Values = (Rc<Vec<NodeId>>, (LineSort, Counting), Rc<Vec<f64>>);

/// What is known of the lines that are shown; they are the same as long as the scope is, and there
/// are as many of them.
#[derive(Debug, Default)]
pub(super) struct Shown {
    /// How many there are, how they are counted, and what they add up to.
    totals: Vec<((usize, Counting), Rc<Totals>)>,
    measure: Option<(usize, Measure)>,
    orders: Vec<Ordered>,
    /// What the strip over the table is drawn from, and of which rows.
    values: Option<Values>,
    /// What is being worked out of those that a filter shows.
    survey: Option<Survey>,
}

impl Figures {
    /// Totals of all lines that are shown, given in any order: added up once and not for each
    /// frame. They are the same as long as the scope is, and counted in the same way. None as long
    /// as many are being added up.
    #[must_use]
    pub fn of_shown(
        &self,
        library: &Library,
        shown: &[NodeId],
        counting: Counting,
    ) -> Option<Rc<Totals>> {
        let known = self.known_total(shown.len(), counting);
        if known.is_some() || shown.len() > FEW {
            return known;
        }
        let kept = self.scope.kept(library, shown);
        let totals = Rc::new(counted(library, kept, counting));
        let key = (shown.len(), counting);
        self.shown
            .borrow_mut()
            .totals
            .push((key, Rc::clone(&totals)));
        Some(totals)
    }

    /// Figures of these rows that are looked at for each frame: those of the last time where
    /// rows, order and counting are the same, or else what `work` gives.
    pub fn values_of_shown(
        &self,
        rows: &Rc<Vec<NodeId>>,
        by: (LineSort, Counting),
        work: impl FnOnce() -> Vec<f64>,
    ) -> Rc<Vec<f64>> {
        if let Some((known, how, values)) = &self.shown.borrow().values
            && Rc::ptr_eq(known, rows)
            && *how == by
        {
            return Rc::clone(values);
        }
        let values = Rc::new(work());
        self.shown.borrow_mut().values = Some((Rc::clone(rows), by, Rc::clone(&values)));
        values
    }

    fn known_total(&self, lines: usize, counting: Counting) -> Option<Rc<Totals>> {
        let shown = self.shown.borrow();
        let mut known = shown.totals.iter();
        let found = known.find(|(known, _)| *known == (lines, counting));
        found.map(|(_, totals)| Rc::clone(totals))
    }

    /// Whether so many lines that are shown are still to be added up in parts.
    #[must_use]
    pub fn is_to_add_up(&self, lines: usize) -> bool {
        lines > FEW && self.known_total(lines, Counting::Once).is_none()
    }

    /// A part of the work of adding up the lines that are shown, given in document order; true when
    /// it is done.
    pub fn add_up(&self, library: &Library, lines: &[NodeId]) -> bool {
        let begun = self.shown.borrow_mut().survey.take();
        let mut survey = begun.unwrap_or_else(|| Survey::new((LineSort::Document, false)));
        if survey.work(library, self, lines) {
            survey.end(self, lines.len());
            return true;
        }
        self.shown.borrow_mut().survey = Some(survey);
        false
    }

    /// Keeps what was worked out of so many lines that are shown.
    pub(super) fn surveyed(&self, lines: usize, measure: Measure, totals: [(Counting, Totals); 2]) {
        let mut shown = self.shown.borrow_mut();
        shown.measure = Some((lines, measure));
        for (counting, totals) in totals {
            shown.totals.push(((lines, counting), Rc::new(totals)));
        }
    }

    /// The scale of so many lines that are shown, if it is known.
    pub(in crate::explorer) fn measure_of_shown(&self, lines: usize) -> Option<Measure> {
        let known = self.shown.borrow().measure;
        known.filter(|(of, _)| *of == lines).map(|(_, known)| known)
    }

    /// So many lines that are shown in that order, if they have been put in it.
    pub(in crate::explorer) fn ordered(
        &self,
        lines: usize,
        order: (LineSort, bool),
    ) -> Option<Rc<Vec<NodeId>>> {
        let shown = self.shown.borrow();
        let mut known = shown.orders.iter();
        let found = known.find(|(known, rows)| *known == order && rows.len() == lines);
        found.map(|(_, rows)| Rc::clone(rows))
    }

    pub(super) fn keep_order(&self, order: (LineSort, bool), rows: &Rc<Vec<NodeId>>) {
        let mut shown = self.shown.borrow_mut();
        shown.orders.push((order, Rc::clone(rows)));
    }
}
