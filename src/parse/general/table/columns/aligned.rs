//! Under which measure the columns of a table meet.

use std::collections::BTreeMap;

use super::{Positions, chunks, is_numeric};

impl Positions<'_> {
    /// How many numbers of the rows end where another one ends, or begin where another one begins, if the table sets them so; then how many
    /// words begin so.
    pub(super) fn aligned(&self) -> (usize, usize) {
        let mut edges: [BTreeMap<usize, usize>; 2] = Default::default();
        let mut words: BTreeMap<usize, usize> = BTreeMap::new();
        for line in self.lines.iter().skip(self.head_lines).take(60) {
            for chunk in &chunks(&line.text, self.wide) {
                if !is_numeric(&chunk.text) {
                    *words.entry(chunk.left).or_default() += 1;
                    continue;
                }
                for (edge, at) in edges.iter_mut().zip([chunk.left, chunk.right]) {
                    *edge.entry(at).or_default() += 1;
                }
            }
        }
        let met = |edge: &BTreeMap<usize, usize>| edge.values().filter(|count| **count > 1).sum();
        (edges.iter().map(met).max().unwrap_or(0), met(&words))
    }
}
