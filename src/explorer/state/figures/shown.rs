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

/// Which figures of rows: those that go with that order, counted in that way.
type Along = (LineSort, Counting);

/// Rows whose figures are looked at in one part.
const VALUES: usize = 4096;

/// Figures of the first of these rows, as far as they have been looked at.
#[derive(Clone, Debug)]
struct Values {
    rows: Rc<Vec<NodeId>>,
    by: Along,
    seen: usize,
    values: Rc<Vec<f64>>,
}

impl Values {
    fn is_of(&self, rows: &Rc<Vec<NodeId>>, by: Along) -> bool {
        Rc::ptr_eq(&self.rows, rows) && self.by == by
    }
}

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
    /// rows, order and counting are the same, or else what `work` gives of the first rows. Of very
    /// many rows they are worked out between key presses, and none until then.
    pub fn values_of_shown(
        &self,
        rows: &Rc<Vec<NodeId>>,
        by: Along,
        work: impl Fn(NodeId) -> Option<f64>,
    ) -> Option<Rc<Vec<f64>>> {
        if rows.len() <= FEW && self.known_values(rows, by).is_none() {
            while !self.work_on_values(rows, by, &work) {}
        }
        self.known_values(rows, by)
    }

    /// Those of the last time, where they are all known.
    pub(in crate::explorer) fn known_values(
        &self,
        rows: &Rc<Vec<NodeId>>,
        by: Along,
    ) -> Option<Rc<Vec<f64>>> {
        let shown = self.shown.borrow();
        let values = shown.values.as_ref().filter(|known| known.is_of(rows, by));
        let whole = values.filter(|known| known.seen >= rows.len().min(FEW));
        whole.map(|known| Rc::clone(&known.values))
    }

    /// A part of the work on the figures of the first rows; true when it is done.
    pub fn work_on_values(
        &self,
        rows: &Rc<Vec<NodeId>>,
        by: Along,
        work: impl Fn(NodeId) -> Option<f64>,
    ) -> bool {
        let begun = self.shown.borrow_mut().values.take();
        let known = begun.filter(|known| known.is_of(rows, by));
        let mut values = known.unwrap_or_else(|| Values {
            rows: Rc::clone(rows),
            by,
            seen: 0,
            values: Rc::default(),
        });
        let part = rows.iter().take(FEW).skip(values.seen).take(VALUES);
        Rc::make_mut(&mut values.values).extend(part.filter_map(|id| work(*id)));
        values.seen += VALUES;
        let is_done = values.seen >= rows.len().min(FEW);
        self.shown.borrow_mut().values = Some(values);
        is_done
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
        let mut survey = begun.unwrap_or_else(|| Survey::new((LineSort::Document, false), None));
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

    /// The lines that are shown in the order of the documents: those that a filter lets through, or
    /// all.
    pub(in crate::explorer) fn in_document_order(
        &self,
        library: &Library,
        passing: Option<&[NodeId]>,
    ) -> Rc<Vec<NodeId>> {
        let order = (LineSort::Document, false);
        let known = match passing {
            Some(lines) => self.ordered(lines.len(), order),
            None => self.known_order(|_| true, order),
        };
        known.unwrap_or_else(|| {
            let lines = passing.map_or_else(|| library.all_lines(), <[NodeId]>::to_vec);
            let rows = Rc::new(lines);
            self.keep_order(order, &rows);
            rows
        })
    }

    /// So many lines that are shown in that order, if they have been put in it.
    pub(in crate::explorer) fn ordered(
        &self,
        lines: usize,
        order: (LineSort, bool),
    ) -> Option<Rc<Vec<NodeId>>> {
        self.known_order(|count| count == lines, order)
    }

    fn known_order(
        &self,
        is_of: impl Fn(usize) -> bool,
        order: (LineSort, bool),
    ) -> Option<Rc<Vec<NodeId>>> {
        let shown = self.shown.borrow();
        let mut known = shown.orders.iter();
        let found = known.find(|(known, rows)| *known == order && is_of(rows.len()));
        found.map(|(_, rows)| Rc::clone(rows))
    }

    pub(super) fn keep_order(&self, order: (LineSort, bool), rows: &Rc<Vec<NodeId>>) {
        let mut shown = self.shown.borrow_mut();
        shown.orders.push((order, Rc::clone(rows)));
    }
}
