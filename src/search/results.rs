//! From hits in fields to ranked nodes: and, or, not, facets.

use std::borrow::Cow;

use crate::model::{Kind, Library, NodeId};
use crate::search::by_node::by_node;
use crate::search::conditions::{Condition, add_by_surroundings};
use crate::search::facet::Facet;
use crate::search::index::Index;
use crate::search::query::{Atom, Query, What, Word};
use crate::search::ranked::{Ranked, Results, leap};
use crate::search::session::looked_for;
use crate::search::sweep::TermHit;
use crate::search::term::TermScan;

/// Points off for a word that stands in another field of the node than the one shown.
const ELSEWHERE: i32 = 120;
/// The searches for the words of a query.
pub(crate) type Scans<'a> = [(&'a Word, &'a TermScan)];

/// Brings the hits of all words together.
pub(crate) fn rank(library: &Library, index: &Index, query: &Query, scans: &Scans<'_>) -> Results {
    let (asked, others): (Vec<_>, Vec<_>) = query.groups().iter().partition(|atoms| asks(atoms));
    let mut asked: Vec<Group<'_>> = asked
        .into_iter()
        .map(|atoms| Group::new(index, atoms, scans))
        .collect();
    let conditions: Vec<Condition<'_>> = others
        .into_iter()
        .map(|atoms| Condition::new(index, atoms, scans))
        .collect();
    let hold = |node: NodeId| conditions.iter().all(|c| c.holds(library, index, node));
    let by_surroundings = query.groups().iter().any(|atoms| wants_budget(atoms));
    let mut rows = match asked.as_mut_slice() {
        [] if conditions.is_empty() => Vec::new(),
        [] => {
            let nodes = all_nodes(library);
            return Results::new(
                nodes
                    .filter(|node| !index.facts.is(*node, Kind::Document) && hold(*node))
                    .map(|node| Ranked::new(node, 0, None))
                    .collect(),
            );
        }
        [only] if !by_surroundings => std::mem::take(&mut only.best).into_owned(),
        [only] => only.best.to_vec(),
        several => together(several),
    };
    if !conditions.is_empty() {
        rows.retain(|row| hold(row.node));
    }
    if by_surroundings {
        add_by_surroundings(index, &asked, &mut rows, hold);
    }
    Results::new(rows)
}

fn all_nodes(library: &Library) -> impl Iterator<Item = NodeId> + use<> {
    (0..u32::try_from(library.len()).unwrap_or(u32::MAX)).map(NodeId)
}

/// Words of which one must be there.
pub(crate) struct Group<'a> {
    /// The best hit of each node that has one, nodes in order.
    best: Cow<'a, [Ranked]>,
}

impl<'a> Group<'a> {
    fn new(index: &Index, atoms: &[Atom], scans: &Scans<'a>) -> Self {
        let scans = scans_of(atoms, scans);
        let best = match scans.as_slice() {
            [only] => only.by_node(index),
            _ => {
                let hits: Vec<&[TermHit]> = scans.iter().map(|scan| scan.hits()).collect();
                Cow::Owned(by_node(index, &hits))
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

/// Whether the conditions ask for words and nothing else, so that hits make the list.
pub(crate) fn asks(atoms: &[Atom]) -> bool {
    atoms
        .iter()
        .all(|a| !a.negated && matches!(a.what, What::Word(_)))
}

/// Whether one of the conditions is one of budget lines.
pub(crate) fn wants_budget(atoms: &[Atom]) -> bool {
    atoms.iter().any(|a| match &a.what {
        What::Facet(facet) => facet.of_budget() || *facet == Facet::Kind(Kind::Budget),
        What::Word(_) => false,
    })
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
fn scans_of<'a>(atoms: &[Atom], scans: &Scans<'a>) -> Vec<&'a TermScan> {
    atoms
        .iter()
        .filter_map(|atom| scan_of(atom, scans))
        .collect()
}

/// Nodes that have every word, each in some field; what they are worth is open.
fn together(groups: &[Group<'_>]) -> Vec<Ranked> {
    let Some(fewest) = groups.iter().min_by_key(|g| g.best.len()) else {
        return Vec::new();
    };
    let mut places = vec![0; groups.len()];
    let mut rows = Vec::new();
    for one in fewest.best.iter() {
        let mut score = 0;
        let all = groups.iter().zip(&mut places).all(|(group, at)| {
            let rest = group.best.get(*at..).unwrap_or_default();
            *at += leap(rest, |best| best.node < one.node);
            let best = group.best.get(*at).filter(|best| best.node == one.node);
            score += best.map_or(0, |best| best.score);
            best.is_some()
        });
        if all {
            let open = true;
            rows.push(Ranked {
                score,
                open,
                ..*one
            });
        }
    }
    rows
}

/// The words of a query, to be weighed against each other.
pub(crate) struct Scale<'a> {
    pub(crate) index: &'a Index,
    /// Of each group one must be there.
    pub(crate) groups: Vec<Vec<&'a TermScan>>,
}

impl<'a> Scale<'a> {
    /// For the words that make the list.
    pub(crate) fn new(index: &'a Index, query: &Query, scans: &Scans<'a>) -> Self {
        let asked = query.groups().iter().filter(|atoms| asks(atoms));
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
