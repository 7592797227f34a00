//! What is still being worked out between key presses.

use super::State;
use super::table::TableView;

impl State {
    /// Whether a search is still under way, or being made ready for, or something is worked out of
    /// very many lines, so that [`Action::Work`](crate::explorer::Action::Work) would bring it on.
    #[must_use]
    pub fn is_working(&self) -> bool {
        let is_searching =
            self.searching().is_some() && (self.is_searching() || !self.finder.is_ready());
        is_searching || self.is_surveying()
    }

    /// Whether something is worked out of very many lines: the table, a sum, or their filters.
    #[must_use]
    pub fn is_surveying(&self) -> bool {
        let facets = self.facets_of_lines.as_ref();
        self.table.as_ref().is_some_and(TableView::is_working)
            || self.is_adding_up()
            || facets.is_some_and(|facets| !facets.is_complete())
    }

    /// Whether what a filter shows is still to be added up; the table does so for itself.
    pub(in crate::explorer) fn is_adding_up(&self) -> bool {
        self.table.is_none() && self.is_filtered() && self.figures.is_to_add_up(self.passing.len())
    }

    /// Whether there may be more to find.
    #[must_use]
    pub const fn is_searching(&self) -> bool {
        !self.search.progress.complete || self.search.is_below_due
    }
}
