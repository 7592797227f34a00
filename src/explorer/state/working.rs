//! What is still being worked out between key presses.

use super::State;
use super::figures::FEW;
use super::table::TableView;
use crate::ledger::Totals;

/// The query whose lines tree or table will be narrowed to, of very many documents, while those are
/// chosen.
#[derive(Clone, Debug)]
pub struct Narrowing {
    /// The query.
    pub query: String,
    /// Whether the table of the lines was asked for.
    pub table: bool,
    /// Whether the user has done something since: then the cursor stays.
    pub is_touched: bool,
    /// Whether they are chosen, and the first hits of the query are still to be fetched.
    pub is_chosen: bool,
}

/// How far the sum of the lines of a search is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Adding {
    /// The lines are still to be chosen.
    Choosing,
    /// So many of them have been added up.
    Lines(usize, Box<Totals>),
    /// All there is to do is done; of very many lines what they add up to.
    Done(Option<Box<Totals>>),
}

impl Default for Adding {
    fn default() -> Self {
        Self::Done(None)
    }
}

impl State {
    /// Whether a search is still under way, or being made ready for, or something is worked out of
    /// very many lines, so that [`Action::Work`](crate::explorer::Action::Work) would bring it on.
    #[must_use]
    pub fn is_working(&self) -> bool {
        let is_searching = self.is_searching() || self.is_summing_hits() || !self.finder.is_ready();
        let is_searching = self.searching().is_some() && is_searching;
        is_searching || self.narrowing.is_some() || self.is_surveying()
    }

    /// Whether something is worked out of very many lines: the table and what stands over it, a
    /// sum, their filters, or how wide figures are.
    #[must_use]
    pub fn is_surveying(&self) -> bool {
        let facets = self.facets_of_lines.as_ref();
        self.table.as_ref().is_some_and(TableView::is_working)
            || self.is_strip_due()
            || self.is_adding_up()
            || facets.is_some_and(|facets| !facets.is_complete())
            || self.figures.widths().borrow().is_due
            || self.is_listing()
    }

    /// Whether more of a long list is to follow.
    pub(in crate::explorer) fn is_listing(&self) -> bool {
        self.listing().is_some_and(|listing| listing.rest.is_left())
    }

    /// Whether what the strip over a table of very many lines is drawn from is to be worked out.
    pub(in crate::explorer) fn is_strip_due(&self) -> bool {
        let by = (self.tree.arrangement.sort, self.settings.counting);
        let table = self.table.as_ref();
        let table = table.filter(|table| table.rows.len() > FEW);
        table.is_some_and(|table| self.figures.known_values(&table.rows, by).is_none())
    }

    /// Whether what a filter shows is still to be added up; the table does so for itself.
    pub(in crate::explorer) fn is_adding_up(&self) -> bool {
        self.table.is_none() && self.is_filtered() && self.figures.is_to_add_up(self.passing.len())
    }

    /// Whether the lines of the search are still being chosen or added up.
    pub(in crate::explorer) const fn is_summing_hits(&self) -> bool {
        !matches!(self.search.sum, Adding::Done(_))
    }

    /// Whether there may be more to find.
    #[must_use]
    pub const fn is_searching(&self) -> bool {
        !self.search.progress.complete || self.search.is_below_due
    }
}
