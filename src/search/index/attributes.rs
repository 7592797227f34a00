//! Which of the simple facets hold for each node, and where it stands: asked of all nodes they
//! are answered without a look at the nodes themselves.
//!
//! In: a library. Out: two bytes, the parent and the amount of each node. Cost: a facet is one
//! look into a table, but for chapters and for amounts that agree in whole 百万円.

use std::cmp::Ordering;

use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive;

use crate::ledger::LineFilter;
use crate::model::{Kind, Library, Node, NodeId, Request};
use crate::search::query::facet::Facet;

const NEW: u16 = 1;
const INCREASED: u16 = 1 << 1;
const DECREASED: u16 = 1 << 2;
const RELISTED: u16 = 1 << 3;
const WITHIN: u16 = 1 << 4;
const UNSPECIFIED: u16 = 1 << 5;
const FILP: u16 = 1 << 6;
const INCOMPARABLE: u16 = 1 << 7;
/// The level of the node is in the bits from here on.
const KIND: u16 = 8;

/// Where it is kept that a line is of that sort.
const fn bit(filter: LineFilter) -> u16 {
    match filter {
        LineFilter::New => NEW,
        LineFilter::Increased => INCREASED,
        LineFilter::Decreased => DECREASED,
        LineFilter::Relisted => RELISTED,
        LineFilter::Within => WITHIN,
        LineFilter::Unspecified => UNSPECIFIED,
        LineFilter::Filp => FILP,
    }
}

/// Two bytes and the parent for each node.
#[derive(Debug)]
pub(crate) struct Attributes {
    of: Vec<u16>,
    /// The number of the node itself where it has none.
    parents: Vec<u32>,
    /// The plain request of budget lines in 百万円, cut to whole ones.
    millions: Vec<Option<i32>>,
}

impl Attributes {
    /// Room for so many nodes.
    pub(crate) fn with_capacity(nodes: usize) -> Self {
        Self {
            of: Vec::with_capacity(nodes),
            parents: Vec::with_capacity(nodes),
            millions: Vec::with_capacity(nodes),
        }
    }

    /// Reads the next node of the library.
    pub(crate) fn add(&mut self, library: &Library, id: NodeId) {
        let node = library.node(id);
        let mut fact = (node.kind as u16) << KIND;
        if node.relisted {
            fact |= RELISTED;
        }
        if node.kind == Kind::Budget {
            for filter in LineFilter::ALL {
                if filter.matches(library, id) {
                    fact |= bit(filter);
                }
            }
            if Facet::Incomparable.holds(library, id) {
                fact |= INCOMPARABLE;
            }
        }
        self.of.push(fact);
        self.parents
            .push(library.parent(id).map_or(id.0, |parent| parent.0));
        self.millions.push(request(node));
    }

    /// Whether the node is of that kind.
    pub(crate) fn is(&self, node: NodeId, kind: Kind) -> bool {
        let fact = self.of.get(node.0 as usize);
        fact.is_some_and(|fact| fact >> KIND == kind as u16)
    }

    /// Whether the node is of that kind, and its parent, for all nodes in order.
    pub(crate) fn each(&self, kind: Kind) -> impl Iterator<Item = (bool, Option<NodeId>)> + '_ {
        let nodes = self.of.iter().zip((0u32..).zip(&self.parents));
        nodes.map(move |(fact, (n, parent))| {
            let parent = (*parent != n).then_some(NodeId(*parent));
            (fact >> KIND == kind as u16, parent)
        })
    }

    /// Whether the facet holds for a node of the library.
    pub(crate) fn hold(&self, library: &Library, facet: &Facet, node: NodeId) -> bool {
        let bit = match facet {
            Facet::Kind(kind) => return self.is(node, *kind),
            Facet::Line(filter) => bit(*filter),
            Facet::Relisted => RELISTED,
            Facet::Incomparable => INCOMPARABLE,
            Facet::Amount(comparison, limit) => {
                let Some(Some(request)) = self.millions.get(node.index()) else {
                    return false;
                };
                return match request.cmp(&millions(*limit)) {
                    // What was cut off decides.
                    Ordering::Equal => facet.holds(library, node),
                    clear => comparison.allows(clear),
                };
            }
            Facet::Chapter(_)
            | Facet::Place(_)
            | Facet::Printed(_)
            | Facet::Invested
            | Facet::Guaranteed
            | Facet::Supplementary
            | Facet::Ended => return facet.holds(library, node),
        };
        let fact = self.of.get(node.0 as usize);
        fact.is_some_and(|fact| fact & bit != 0)
    }

    /// How many nodes there are.
    pub(crate) fn len(&self) -> usize {
        self.of.len()
    }

    /// Bytes of memory held.
    pub(crate) fn bytes(&self) -> usize {
        self.of.capacity() * 2 + self.parents.capacity() * 4 + self.millions.capacity() * 8
    }
}

/// The plain request of a budget line in whole 百万円.
fn request(node: &Node) -> Option<i32> {
    match &node.budget.as_ref()?.request {
        Request::Amount(amount) => Some(millions(amount.oku)),
        _ => None,
    }
}

/// 億円 in whole 百万円, the farthest there is for what is beyond.
fn millions(oku: Decimal) -> i32 {
    let far = if oku.is_sign_negative() {
        i32::MIN
    } else {
        i32::MAX
    };
    let all = oku.checked_mul(Decimal::ONE_HUNDRED);
    all.and_then(|all| all.floor().to_i32()).unwrap_or(far)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::search::index::fields::Index;
    use crate::search::query::facet::Comparison;
    use crate::search::tests::seeds;

    #[test]
    fn facts_say_what_the_nodes_say() {
        let library = seeds();
        let index = Index::new(&library);
        let attributes = &index.attributes;
        let kinds = [Kind::Document, Kind::Chapter, Kind::Measure, Kind::Budget];
        let facets: Vec<Facet> = kinds
            .into_iter()
            .map(Facet::Kind)
            .chain(LineFilter::ALL.map(Facet::Line))
            // Asked of any node, not of lines alone.
            .filter(|facet| *facet != Facet::Line(LineFilter::Relisted))
            .chain([Facet::Relisted, Facet::Chapter(3), Facet::Incomparable])
            .chain(amounts())
            .collect();
        for facet in facets {
            let held: Vec<bool> = (0..u32::try_from(library.len()).unwrap())
                .map(|n| {
                    let holds = facet.holds(&library, NodeId(n));
                    assert_eq!(
                        attributes.hold(&library, &facet, NodeId(n)),
                        holds,
                        "{facet:?}"
                    );
                    holds
                })
                .collect();
            assert!(held.contains(&true) && held.contains(&false), "{facet:?}");
        }
    }

    /// Limits between and at the amounts of the document.
    fn amounts() -> impl Iterator<Item = Facet> {
        let limits = ["10", "1.1", "1.3", "1.305", "5.6", "16.8", "1678.9"];
        let limits = limits.map(|oku| oku.parse().unwrap());
        limits.into_iter().flat_map(|limit: Decimal| {
            [
                Facet::Amount(Comparison::More, limit),
                Facet::Amount(Comparison::AtLeast, limit),
                Facet::Amount(Comparison::Less, limit),
                Facet::Amount(Comparison::AtMost, limit),
            ]
        })
    }
}
