//! What a topic is looked for in: the smallest headings, each with its text and its programmes.

use crate::model::{Kind, Library, NodeId};

/// The unit that a node belongs to: itself where no heading stands below it, for a budget line
/// what it stands in. None for headings above the units.
pub(super) fn unit_of(library: &Library, node: NodeId) -> Option<NodeId> {
    let heading = match library.node(node).kind {
        Kind::Budget => library.parent(node)?,
        Kind::Document => return None,
        _ => node,
    };
    if is_unit(library, heading) {
        return Some(heading);
    }
    // A measure's own text is about all of its sub-measures; the first stands for them.
    let is_measure = library.node(heading).kind == Kind::Measure;
    let first = library.children(heading).find(|child| is_unit(library, *child));
    first.filter(|_| is_measure)
}

/// Whether no heading stands below it.
fn is_unit(library: &Library, node: NodeId) -> bool {
    let kind = library.node(node).kind;
    kind != Kind::Budget
        && kind != Kind::Document
        && library
            .children(node)
            .all(|child| library.node(child).kind == Kind::Budget)
}

/// How many units there are.
pub(super) fn count(library: &Library) -> usize {
    let nodes = library.documents().iter().flat_map(|d| library.subtree(d.root));
    nodes.filter(|node| is_unit(library, *node)).count()
}
