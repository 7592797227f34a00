//! The budget lines that a query is about: what its sum is of, and what a table of "just these"
//! shows.
//!
//! A word counts where it stands as typed (see [`TermScan::as_typed`]): in the line's own name,
//! or, as far as the rule goes, above it; one that must not be there leaves out just those lines.
//! Conditions are those of the line itself.
//!
//! Cost: one pass over all nodes for each word, and a second look at the fields that were hits; in
//! parts where somebody waits ([`Choice`]).

use fixedbitset::FixedBitSet;

use crate::model::{Kind, Library, NodeId};
use crate::search::answer::{FieldKind, MatchRule, Via};
use crate::search::index::fields::Index;
use crate::search::query::facet::Facet;
use crate::search::query::plan::looked_for;
use crate::search::query::syntax::{Atom, Query, What, Word};
use crate::search::rank::group::Scans;
use crate::search::scan::term::TermScan;

/// What a query asks of budget lines.
pub(crate) enum Asked {
    /// Of the lines themselves.
    Lines(Query),
    /// Of nodes of another kind; the lines are those below them.
    Below(Query),
}

impl Asked {
    /// Sorts a query by whom it asks.
    pub(crate) fn of(query: &Query) -> Self {
        let names_kind = |atom: &Atom| {
            let kind = |facet: &Facet| matches!(facet, Facet::Kind(kind) if *kind != Kind::Budget);
            !atom.negated && matches!(&atom.what, What::Facet(facet) if kind(facet))
        };
        if query.groups().iter().flatten().any(names_kind) {
            Self::Below(query.clone())
        } else {
            Self::Lines(query.narrowed_to(&[Kind::Budget]))
        }
    }

    /// The query as it is looked for.
    pub(crate) const fn query(&self) -> &Query {
        match self {
            Self::Lines(query) | Self::Below(query) => query,
        }
    }
}

/// The lines that a query is about, as far as they have been chosen: in parts, so that keys can be
/// handled between them.
pub(crate) struct Choice {
    asked: Asked,
    rule: MatchRule,
    /// The heading that is named: all that stands below it is meant.
    named: Option<NodeId>,
    words: Vec<Chosen>,
}

/// The nodes that have a word of the query, as far as they are known.
struct Chosen {
    word: Word,
    typed: Typed,
    /// All of them, once hits have been looked at.
    reached: Option<FixedBitSet>,
}

impl Choice {
    /// The beginning.
    pub(crate) fn new(asked: Asked, rule: MatchRule, named: Option<NodeId>) -> Self {
        let mut words: Vec<Chosen> = Vec::new();
        for atom in asked.query().groups().iter().flatten() {
            let word = match &atom.what {
                What::Word(word) => looked_for(word, atom.negated),
                What::Facet(_) => continue,
            };
            if words.iter().all(|known| known.word != word) {
                words.push(Chosen {
                    word,
                    typed: Typed::default(),
                    reached: None,
                });
            }
        }
        Self {
            asked,
            rule,
            named,
            words,
        }
    }

    /// One part of the work, by the complete scans of the query's words: so many of their hits, or
    /// one pass over all nodes. In the end the budget lines that the query is about, in document
    /// order.
    pub(crate) fn step(
        &mut self,
        library: &Library,
        index: &Index,
        scans: &Scans<'_>,
        quota: usize,
    ) -> Option<Vec<NodeId>> {
        if let Some(named) = self.named {
            return Some(library.budget_lines(named).collect());
        }
        let filter = LineFilter {
            library,
            index,
            rule: self.rule,
            inherits: matches!(self.asked, Asked::Lines(_)),
        };
        if let Some(next) = self.words.iter_mut().find(|word| word.reached.is_none()) {
            let scan = scans.iter().find(|(word, _)| **word == next.word);
            let scan = scan.map(|(_, scan)| *scan);
            let scan = scan.filter(|scan| scan.takes_as_typed());
            if scan.is_none_or(|scan| next.typed.look_on(&filter, scan, quota)) {
                let typed = std::mem::take(&mut next.typed);
                next.reached = Some(filter.reached(&typed.nodes));
            }
            return None;
        }
        Some(self.lines(&filter))
    }

    fn lines(&self, filter: &LineFilter<'_>) -> Vec<NodeId> {
        let test = |atom| filter.test(atom, &self.words);
        let groups = self.asked.query().groups().iter();
        let groups = groups.map(|atoms| atoms.iter().map(test).collect());
        let groups: Vec<Vec<Test<'_>>> = groups.collect();
        let holds = |node: &NodeId| {
            let mut groups = groups.iter();
            groups.all(|tests| tests.iter().any(|test| filter.holds(test, *node)))
        };
        let nodes = filter.nodes().filter(holds);
        match self.asked {
            Asked::Lines(_) => nodes.collect(),
            Asked::Below(_) => below(filter.library, nodes),
        }
    }
}

/// The budget lines at or below some nodes, which come in document order.
fn below(library: &Library, nodes: impl Iterator<Item = NodeId>) -> Vec<NodeId> {
    let mut lines: Vec<NodeId> = Vec::new();
    for node in nodes {
        // In document order a node's lines follow those of the nodes before it; what stands
        // below an earlier node is there already.
        let last = lines.last().copied();
        let more = library.budget_lines(node);
        lines.extend(more.filter(|line| last.is_none_or(|last| *line > last)));
    }
    lines
}

/// One condition, with the nodes that have its word.
enum Test<'a> {
    /// Nodes that have the word as far as the rule goes; negated, all others.
    Word(&'a FixedBitSet, bool),
    /// A word that has not been looked for, which no node has: whether that will do.
    Always(bool),
    /// A facet that must hold, or, negated, must not.
    Facet(&'a Facet, bool),
}

/// How nodes are asked.
struct LineFilter<'a> {
    library: &'a Library,
    index: &'a Index,
    rule: MatchRule,
    /// Budget lines are asked, and have what stands above them; else every node is, and has
    /// what stands in itself.
    inherits: bool,
}

impl LineFilter<'_> {
    /// The nodes that are asked, in document order.
    fn nodes(&self) -> impl Iterator<Item = NodeId> {
        let all = self.index.attributes.each(Kind::Budget).zip(0..);
        let asked = all.filter(|((budget, parent), _)| match self.inherits {
            true => *budget,
            false => parent.is_some(),
        });
        asked.map(|(_, number)| NodeId(number))
    }

    fn test<'q>(&self, atom: &'q Atom, words: &'q [Chosen]) -> Test<'q> {
        let word = match &atom.what {
            What::Facet(facet) => return Test::Facet(facet, atom.negated),
            What::Word(word) => looked_for(word, atom.negated),
        };
        let nodes = words.iter().find(|known| known.word == word);
        match nodes.and_then(|known| known.reached.as_ref()) {
            Some(nodes) => Test::Word(nodes, atom.negated),
            None => Test::Always(atom.negated),
        }
    }

    fn holds(&self, test: &Test<'_>, node: NodeId) -> bool {
        match test {
            Test::Word(nodes, negated) => nodes.contains(node.index()) != *negated,
            Test::Always(holds) => *holds,
            Test::Facet(facet, negated) => {
                self.index.attributes.hold(self.library, facet, node) != *negated
            }
        }
    }

    /// For each node whether it has a word as far as the rule goes; given is whether its title and
    /// its text have it, of none where nothing has.
    fn reached(&self, typed: &[(bool, bool)]) -> FixedBitSet {
        let nodes = self.index.attributes.len();
        if typed.is_empty() {
            return FixedBitSet::with_capacity(nodes);
        }
        let allowed = |via: Option<Via>| via.is_some_and(|via| self.rule.allows(via));
        if !self.inherits {
            let own = typed.iter().map(|has| match has {
                (true, _) => Some(Via::Own),
                (false, true) => Some(Via::MeasureText),
                (false, false) => None,
            });
            return set(own.map(allowed));
        }
        // How the lines below each node have the word, the nearest way.
        let mut below: Vec<Option<Via>> = vec![None; nodes];
        for (at, (budget, parent)) in self.index.attributes.each(Kind::Budget).enumerate() {
            let above = parent.and_then(|parent| below.get(parent.index()).copied().flatten());
            let (title, text) = typed.get(at).copied().unwrap_or_default();
            let own = match budget {
                true => title.then_some(Via::Own),
                false => self.through(at, title, text),
            };
            if let Some(slot) = below.get_mut(at) {
                *slot = own.into_iter().chain(above).min();
            }
        }
        set(below.into_iter().map(allowed))
    }

    /// How lines have a word that stands in the title or the text of a node above them.
    fn through(&self, node: usize, title: bool, text: bool) -> Option<Via> {
        let kind = self.library.nodes().get(node)?.kind;
        let by = |by_title: bool| Via::of(kind, by_title);
        match (title, text) {
            (true, _) => by(true),
            (false, true) => by(false),
            (false, false) => None,
        }
    }
}

/// For each node whether its title and, as far as it matters, its text have a word as typed.
#[derive(Default)]
struct Typed {
    nodes: Vec<(bool, bool)>,
    looked_at: FixedBitSet,
    /// So many hits have been looked at.
    seen: usize,
}

impl Typed {
    /// Looks at so many hits more; true where they were the last.
    fn look_on(&mut self, filter: &LineFilter<'_>, scan: &TermScan, quota: usize) -> bool {
        let index = filter.index;
        if self.nodes.is_empty() {
            self.nodes = vec![(false, false); index.attributes.len()];
            self.looked_at = FixedBitSet::with_capacity(self.nodes.len());
        }
        let hits = scan.hits().iter().skip(self.seen).take(quota);
        self.seen = self.seen.saturating_add(quota);
        for node in hits.map(|hit| index.owner(hit.field)) {
            let Some(has) = self.nodes.get_mut(node.index()) else {
                continue;
            };
            if self.looked_at.put(node.index()) {
                continue;
            }
            // The hits hold the best field of each node at least: others may have it, too.
            for field in index.fields_of(node) {
                let title = index.kind(field) != FieldKind::Body;
                // Titles come first; of the rules only the widest asks for more.
                if has.0 || has.1 || !title && filter.rule != MatchRule::All {
                    break;
                }
                if scan.as_typed(index, field) {
                    match title {
                        true => has.0 = true,
                        false => has.1 = true,
                    }
                }
            }
        }
        self.seen >= scan.hits().len()
    }
}

/// The numbers of those that are true.
fn set(each: impl Iterator<Item = bool>) -> FixedBitSet {
    let true_ones = each.enumerate().filter(|(_, holds)| *holds);
    true_ones.map(|(number, _)| number).collect()
}
