//! The words of a query weighed against each other on one node, field by field.
//!
//! In: a node that has every word in some field. Out: its score and the field to show. Cost: each
//! field of the node is looked at for each word; done only for rows near those that are shown.

use super::group::{Scans, scans_of};
use crate::model::NodeId;
use crate::search::index::fields::Index;
use crate::search::query::syntax::{Query, asks_for_words};
use crate::search::scan::term::TermScan;

/// Points off for a word that stands in another field of the node than the one shown.
const ELSEWHERE: i32 = 120;

/// The words of a query, to be weighed against each other.
pub(crate) struct QueryWeight<'a> {
    pub(crate) index: &'a Index,
    /// Of each group one must be there.
    pub(crate) groups: Vec<Vec<&'a TermScan>>,
}

impl<'a> QueryWeight<'a> {
    /// For the words that make the list.
    pub(crate) fn new(index: &'a Index, query: &Query, scans: &Scans<'a>) -> Self {
        let asked = query.groups().iter().filter(|atoms| asks_for_words(atoms));
        Self {
            index,
            groups: asked.map(|atoms| scans_of(atoms, scans)).collect(),
        }
    }

    /// The score of a node by its best field: a word that stands in another field of the node
    /// counts less. Gives the field too.
    pub(crate) fn weigh(&self, node: NodeId) -> Option<(i32, u32)> {
        let index = self.index;
        let fields: Vec<u32> = index.fields_of(node).collect();
        let mut sums = vec![(0, false); fields.len()];
        for group in &self.groups {
            let at = |field: &u32| {
                let scores = group.iter().map(|scan| scan.score(index, *field));
                scores.max().flatten()
            };
            let scores: Vec<Option<i32>> = fields.iter().map(at).collect();
            let best = scores.iter().flatten().max()?;
            for ((sum, some), score) in sums.iter_mut().zip(&scores) {
                *sum += score.map_or(i32::MIN, |score| score).max(best - ELSEWHERE);
                *some |= score.is_some();
            }
        }
        let some = sums.iter().zip(fields).filter(|((_, some), _)| *some);
        // Of equal ones the first field.
        some.map(|((sum, _), field)| (*sum, field))
            .max_by_key(|(sum, field)| (*sum, std::cmp::Reverse(*field)))
    }
}
