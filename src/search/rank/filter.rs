//! What a query asks of nodes beside the words that make the list: facets, and words that must
//! not be there.
//!
//! In: nodes that have the words. Out: those that meet the conditions, and budget lines that
//! have the words around them. Cost: a look into a table for each node.

use crate::model::{Kind, Library, NodeId};
use crate::search::answer::{FieldKind, MatchRule, Via};
use crate::search::index::fields::Index;
use crate::search::query::syntax::{Atom, What};
use crate::search::rank::group::{Group, Scans, scan_of};
use crate::search::rank::top_k::{RankedNode, leap};

/// Points off for a word that stands in the text around a budget line.
const AROUND: i32 = 200;
/// More points off for each level that the word stands above.
const ABOVE: i32 = 40;

/// Atoms of which one must hold.
pub(crate) struct GroupFilter<'a> {
    atoms: Vec<Tested<'a>>,
}

/// An atom with the nodes that have its word.
struct Tested<'a> {
    atom: &'a Atom,
    own: Vec<NodeId>,
    /// Those that take it to the lines below them: of a word that must not be there, where lines are
    /// asked for.
    above: Vec<NodeId>,
}

impl<'a> GroupFilter<'a> {
    /// Takes note of which nodes have the words. Where lines are asked for, words that must not be
    /// there leave out by a rule what they would take in.
    pub(crate) fn new(
        library: &Library,
        index: &Index,
        atoms: &'a [Atom],
        scans: &Scans<'_>,
        rule: Option<MatchRule>,
    ) -> Self {
        let tested = |atom: &'a Atom| {
            let scan = scan_of(atom, scans);
            // A slip or an abbreviation takes nothing out.
            let counts =
                |field: u32| !atom.negated || scan.is_some_and(|scan| scan.as_typed(index, field));
            let hits = scan.map_or(&[][..], |scan| scan.hits()).iter();
            let hits = hits.filter(|hit| counts(hit.field));
            let mut own: Vec<NodeId> = hits.map(|hit| index.owner(hit.field)).collect();
            own.sort_unstable();
            own.dedup();
            let reaches = |rule: MatchRule, node: NodeId| {
                let kind = library.node(node).kind;
                let by = |field: u32| {
                    let via = Via::of(kind, index.kind(field) != FieldKind::Body)?;
                    rule.allows(via).then_some(field)
                };
                index.fields_of(node).filter_map(by).any(counts)
            };
            let above = rule.filter(|_| atom.negated).map_or_else(Vec::new, |rule| {
                let above = own.iter().copied();
                above.filter(|node| reaches(rule, *node)).collect()
            });
            Tested { atom, own, above }
        };
        Self {
            atoms: atoms.iter().map(tested).collect(),
        }
    }

    /// Whether the node meets it.
    pub(crate) fn holds(&self, library: &Library, index: &Index, node: NodeId) -> bool {
        let is_line = index.attributes.is(node, Kind::Budget);
        let is_below = |above: &[NodeId]| {
            let mut path = library.ancestors(node);
            is_line && !above.is_empty() && path.any(|node| above.binary_search(&node).is_ok())
        };
        self.atoms.iter().any(|Tested { atom, own, above }| {
            let holds = match &atom.what {
                What::Word(_) => own.binary_search(&node).is_ok() || is_below(above),
                What::Facet(facet) => index.attributes.hold(library, facet, node),
            };
            holds != atom.negated
        })
    }
}

/// Where a facet asks for budget lines, the words may stand around them: in the text of the
/// owner or in a title above. `rows` are the nodes that have the words themselves, in order.
pub(crate) fn add_lines_by_context(
    index: &Index,
    groups: &[Group<'_>],
    rows: &mut Vec<RankedNode>,
    holds: impl Fn(NodeId) -> bool,
) {
    let around: Vec<Vec<i32>> = groups.iter().map(|group| around(index, group)).collect();
    let (mut at, mut more) = (0, Vec::new());
    for ((budget, _), node) in index.attributes.each(Kind::Budget).zip((0..).map(NodeId)) {
        let scores = || around.iter().map(|around| around[node.index()]);
        if !budget || scores().any(|score| score <= NOWHERE) || !holds(node) {
            continue;
        }
        let rest = rows.get(at..).unwrap_or_default();
        at += leap(rest, |row| row.node < node);
        if rows.get(at).is_none_or(|row| row.node != node) {
            more.push(RankedNode::new(node, scores().sum(), None));
        }
    }
    rows.extend(more);
}

/// Stands for no score. Points may be taken off; it stays below [`NOWHERE`].
const NONE: i32 = i32::MIN / 2;
/// No score is so low.
const NOWHERE: i32 = NONE / 2;

/// For each node what the words of a group are worth that stand in it or above it.
fn around(index: &Index, group: &Group<'_>) -> Vec<i32> {
    let mut scores = group.scores(index.attributes.len(), NONE);
    for (n, (budget, parent)) in index.attributes.each(Kind::Budget).enumerate() {
        // What stands in the title of a document says nothing of its lines.
        let above = match parent {
            Some(parent) => scores[parent.index()],
            None => {
                scores[n] = NONE;
                continue;
            }
        };
        let less = if budget { AROUND } else { ABOVE };
        scores[n] = scores[n].max(above - less);
    }
    scores
}
