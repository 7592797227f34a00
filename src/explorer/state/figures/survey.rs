//! What is worked out of many lines together, in parts of a few milliseconds: the rulers of their
//! bars, what they add up to, and another order of them.

use std::cmp::Reverse;
use std::collections::BinaryHeap;
use std::rc::Rc;

use super::measure::Longest;
use super::{Figures, Measure};
use crate::ledger::{Counting, LineKey, LineSort, Totals, line_key};
use crate::model::{Library, NodeId};

/// Lines looked at in one part.
const PART: usize = 4096;
/// The same where they are put in order by their names, whose readings take longer.
const PART_OF_NAMES: usize = 512;
/// Lines put in order in one part.
const MERGED: usize = 16_384;

/// A line and what it is put in order by.
type Keyed = (LineKey, NodeId);

/// The work, as far as it is.
#[derive(Clone, Debug)]
pub struct Survey {
    order: (LineSort, bool),
    /// The rulers, where they are known already, and the sums with them.
    known: Option<Measure>,
    /// How many lines have been looked at.
    seen: usize,
    longest: Longest,
    once: Totals,
    as_printed: Totals,
    /// Lines in order, a part of them in each; the first ones last, so that they can be taken off.
    runs: Vec<Vec<Keyed>>,
    /// The next line of each run, smallest first.
    next: BinaryHeap<Reverse<(Keyed, usize)>>,
    ordered: Vec<NodeId>,
}

impl Survey {
    /// The beginning, for that order, which is turned round if that is said. The scale is given where
    /// it is known, with the sums, so that nothing but the order is left to do.
    #[must_use]
    pub fn new(order: (LineSort, bool), known: Option<Measure>) -> Self {
        Self {
            order,
            known,
            seen: 0,
            longest: Longest::default(),
            once: Totals::default(),
            as_printed: Totals::default(),
            runs: Vec::new(),
            next: BinaryHeap::new(),
            ordered: Vec::new(),
        }
    }

    /// Whether the lines are put in another order than that of the documents.
    pub(in crate::explorer) const fn is_ordering(&self) -> bool {
        !matches!(self.order, (LineSort::Document, false))
    }

    /// The rulers of the lines' bars, as far as they have been looked at.
    #[must_use]
    pub fn measure(&self) -> Measure {
        self.known.unwrap_or_else(|| self.longest.measure())
    }

    /// One part of the work on these lines, which stand in document order; true when it is done.
    pub fn work(&mut self, library: &Library, figures: &Figures, lines: &[NodeId]) -> bool {
        let part = match self.order.0 {
            LineSort::Name => PART_OF_NAMES,
            _ => PART,
        };
        let rest = lines.get(self.seen..).unwrap_or_default();
        if rest.is_empty() {
            return !self.is_ordering() || self.merge();
        }
        let part = rest.get(..part).unwrap_or(rest);
        self.seen += part.len();
        if self.known.is_none() {
            self.look_at(library, figures, part);
        }
        if self.is_ordering() {
            let names = |id| figures.name_key(library, id);
            let key = |id: &NodeId| (line_key(library, *id, self.order, &names), *id);
            let mut run: Vec<Keyed> = part.iter().map(key).collect();
            run.sort_unstable_by(|a, b| b.cmp(a));
            let first = run.pop().map(|first| Reverse((first, self.runs.len())));
            self.next.extend(first);
            self.runs.push(run);
        }
        false
    }

    fn look_at(&mut self, library: &Library, figures: &Figures, part: &[NodeId]) {
        // What a line itself says is the same however lines are counted.
        let kept = part.iter().copied();
        let kept: Vec<NodeId> = kept
            .filter(|id| figures.scope().taken_out_by(library, *id).is_none())
            .collect();
        for id in &kept {
            if figures.counts(library, *id) {
                let summary = figures.summary(library, *id, Counting::AsPrinted);
                self.longest = self.longest.with(&summary);
            }
        }
        for id in kept {
            if let Some(line) = library.budget(id) {
                let is_relisted = Counting::Once.leaves_out(library, id);
                self.once.add(line, is_relisted);
                self.as_printed.add(line, false);
                self.as_printed.counts.relisted += usize::from(is_relisted);
            }
        }
    }

    fn merge(&mut self) -> bool {
        for _ in 0..MERGED {
            let Some(Reverse(((_, id), run))) = self.next.pop() else {
                return true;
            };
            self.ordered.push(id);
            let following = self.runs.get_mut(run).and_then(Vec::pop);
            self.next.extend(following.map(|line| Reverse((line, run))));
        }
        self.next.is_empty()
    }

    /// Leaves what was worked out of all so many lines to the figures; their new order, if there
    /// is one.
    pub fn end(self, figures: &Figures, lines: usize) -> Option<Rc<Vec<NodeId>>> {
        let is_ordering = self.is_ordering();
        let totals = [
            (Counting::Once, self.once),
            (Counting::AsPrinted, self.as_printed),
        ];
        if self.known.is_none() {
            figures.surveyed(lines, self.longest.measure(), totals);
        }
        if !is_ordering {
            return None;
        }
        let rows = Rc::new(self.ordered);
        figures.keep_order(self.order, &rows);
        Some(rows)
    }
}
