//! The hits of a group of words of which a node must have one.

use std::borrow::Cow;

use crate::search::index::fields::Index;
use crate::search::query::plan::looked_for;
use crate::search::query::syntax::{Atom, What, Word};
use crate::search::scan::best_per_node::best_per_node;
use crate::search::scan::hit::{NodeHit, TermHit};
use crate::search::scan::term::TermScan;

/// The searches for the words of a query.
pub(crate) type Scans<'a> = [(&'a Word, &'a TermScan)];

/// Words of which one must be there.
pub(crate) struct Group<'a> {
    /// The best hit of each node that has one, nodes in order.
    pub(crate) best: Cow<'a, [NodeHit]>,
}

impl<'a> Group<'a> {
    /// The hits of the words among the atoms.
    pub(crate) fn new(index: &Index, atoms: &[Atom], scans: &Scans<'a>) -> Self {
        let scans = scans_of(atoms, scans);
        let best = match scans.as_slice() {
            [only] => only.by_node(index),
            _ => {
                let hits: Vec<&[TermHit]> = scans.iter().map(|scan| scan.hits()).collect();
                Cow::Owned(best_per_node(index, &hits))
            }
        };
        Self { best }
    }

    /// The score of the best hit of each of so many nodes, `none` where there is no hit.
    pub(crate) fn scores(&self, nodes: usize, none: i32) -> Vec<i32> {
        let mut scores = vec![none; nodes];
        for best in self.best.iter() {
            if let Some(score) = scores.get_mut(best.node.index()) {
                *score = best.score;
            }
        }
        scores
    }
}

/// The search for a word.
pub(crate) fn scan_of<'a>(atom: &Atom, scans: &Scans<'a>) -> Option<&'a TermScan> {
    let What::Word(word) = &atom.what else {
        return None;
    };
    let word = looked_for(word, atom.negated);
    let scan = scans.iter().find(|(w, _)| **w == word);
    scan.map(|(_, scan)| *scan)
}

/// The searches for the words among some atoms.
pub(crate) fn scans_of<'a>(atoms: &[Atom], scans: &Scans<'a>) -> Vec<&'a TermScan> {
    atoms
        .iter()
        .filter_map(|atom| scan_of(atom, scans))
        .collect()
}
