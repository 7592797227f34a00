//! Which filters each budget line passes, worked out once for many lines and in parts between key
//! presses, so that the list of filters and a filter itself need not ask every line.

use crate::ledger::LineFilter;
use crate::model::{Library, NodeId};

/// From so many nodes on filters go by what is kept here, and lines of a query are chosen in parts.
pub const MANY: usize = 60_000;
/// Lines looked at in one part.
const PART: usize = 8192;

/// The filters of the budget lines, as far as they have been looked at.
#[derive(Clone, Debug, Default)]
pub struct Facets {
    lines: Vec<NodeId>,
    /// For each line a bit for each filter that it passes, in the order of [`LineFilter::ALL`].
    passed: Vec<u8>,
    counts: [usize; LineFilter::ALL.len()],
    /// How many documents have been looked at.
    seen: usize,
    is_complete: bool,
}

impl Facets {
    /// Whether all lines have been looked at.
    #[must_use]
    pub const fn is_complete(&self) -> bool {
        self.is_complete
    }

    /// Looks at some more documents; true when that were the last.
    pub fn work(&mut self, library: &Library) -> bool {
        let until = self.lines.len() + PART;
        while self.lines.len() < until {
            let Some(document) = library.documents().get(self.seen) else {
                self.is_complete = true;
                return true;
            };
            self.seen += 1;
            for id in library.budget_lines(document.root) {
                let mut passed = 0;
                for (bit, (filter, count)) in
                    LineFilter::ALL.iter().zip(&mut self.counts).enumerate()
                {
                    if filter.matches(library, id) {
                        passed |= 1 << bit;
                        *count += 1;
                    }
                }
                self.lines.push(id);
                self.passed.push(passed);
            }
        }
        false
    }

    /// How many lines pass the filter.
    #[must_use]
    pub fn count(&self, filter: LineFilter) -> usize {
        let at = LineFilter::ALL.iter().position(|other| *other == filter);
        at.and_then(|at| self.counts.get(at).copied()).unwrap_or(0)
    }

    /// The lines that pass any of the filters, in document order; all where there is none.
    pub fn passing<'a>(&'a self, filters: &[LineFilter]) -> impl Iterator<Item = NodeId> + 'a {
        let wanted = LineFilter::ALL.iter().enumerate();
        let wanted = wanted.filter(|(_, filter)| filters.contains(filter));
        let wanted = wanted.fold(0_u8, |bits, (bit, _)| bits | 1 << bit);
        let lines = self.lines.iter().zip(&self.passed);
        let some = lines.filter(move |(_, passed)| wanted == 0 || *passed & wanted != 0);
        some.map(|(id, _)| *id)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::parse::parse;

    #[test]
    fn what_is_kept_is_what_each_line_says() {
        let text = include_str!("../../../seeds/000_3bd7bf674129a828.txt");
        let library = Library::new(vec![parse("seed", text).unwrap(); 60]);
        let mut facets = Facets::default();
        let mut parts = 1;
        while !facets.work(&library) {
            parts += 1;
        }
        assert!(parts > 1 && facets.is_complete());
        let lines = || {
            let documents = library.documents().iter();
            documents.flat_map(|document| library.budget_lines(document.root))
        };
        for filter in LineFilter::ALL {
            let passing: Vec<NodeId> = lines().filter(|id| filter.matches(&library, *id)).collect();
            assert_eq!(facets.passing(&[filter]).collect::<Vec<_>>(), passing);
            assert_eq!(facets.count(filter), passing.len());
        }
        let two = [LineFilter::New, LineFilter::Within];
        let either = |id: &NodeId| two.iter().any(|filter| filter.matches(&library, *id));
        let either: Vec<NodeId> = lines().filter(either).collect();
        assert_eq!(facets.passing(&two).collect::<Vec<_>>(), either);
        assert_eq!(facets.passing(&[]).count(), lines().count());
    }
}
