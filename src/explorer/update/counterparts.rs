//! Which node of one reading is which of another: level by level, by label and title first, then by place.

use std::collections::HashMap;

use crate::model::{Library, NodeId};

/// For each node of one library its counterpart in another.
#[derive(Clone, Debug)]
pub struct Counterparts<'a> {
    old: &'a Library,
    of: Vec<Option<NodeId>>,
}

impl<'a> Counterparts<'a> {
    /// Finds the counterparts. Documents correspond by their place in the library. Takes time in
    /// proportion to the number of nodes.
    #[must_use]
    pub fn new(old: &'a Library, new: &Library) -> Self {
        Self::told(old, new, (NodeId(0), &[]))
    }

    /// The same where somebody knows better those of one document, from its root on: titles say little where many are
    /// alike. Nothing is looked for there; with an empty list it is as everywhere.
    #[must_use]
    pub fn told(
        old: &'a Library,
        new: &Library,
        (root, told): (NodeId, &[Option<NodeId>]),
    ) -> Self {
        let mut of = vec![None; old.len()];
        let own = of.iter_mut().skip(root.index());
        own.zip(told).for_each(|(slot, told)| *slot = *told);
        for (a, b) in old.documents().iter().zip(new.documents()) {
            if !told.is_empty() && a.root == root {
                continue;
            }
            let mut pairs = vec![(a.root, b.root)];
            while let Some((a, b)) = pairs.pop() {
                if let Some(slot) = of.get_mut(a.index()) {
                    *slot = Some(b);
                }
                pairs.extend(children(old, new, a, b));
            }
        }
        Self { old, of }
    }

    /// The counterpart itself; none where the node is gone.
    #[must_use]
    pub fn of(&self, id: NodeId) -> Option<NodeId> {
        self.of.get(id.index()).copied().flatten()
    }

    /// The counterpart of the node, or of the nearest one above it that has one.
    #[must_use]
    pub fn near(&self, id: NodeId) -> Option<NodeId> {
        self.old.get(id)?;
        std::iter::once(id)
            .chain(self.old.ancestors(id))
            .find_map(|node| self.of(node))
    }
}

/// The children of two counterparts that correspond. The n-th child of a kind, label and title
/// is that of the same kind, label and title; of the rest, those of one kind in their order
/// where both sides have as many of them, so that a mended title is no other node.
fn children(old: &Library, new: &Library, a: NodeId, b: NodeId) -> Vec<(NodeId, NodeId)> {
    let mut waiting: HashMap<_, Vec<NodeId>> = HashMap::new();
    for child in new.children(b) {
        let node = new.node(child);
        let key = (node.kind, node.label.as_str(), node.title.as_str());
        waiting.entry(key).or_default().push(child);
    }
    waiting.values_mut().for_each(|nodes| nodes.reverse());
    let (mut pairs, mut rest) = (Vec::new(), Vec::new());
    for child in old.children(a) {
        let node = old.node(child);
        let key = (node.kind, node.label.as_str(), node.title.as_str());
        match waiting.get_mut(&key).and_then(Vec::pop) {
            Some(same) => pairs.push((child, same)),
            None => rest.push(child),
        }
    }
    let mut left: Vec<NodeId> = waiting.into_values().flatten().collect();
    left.sort_unstable();
    if rest.len() == left.len() {
        let both = rest.into_iter().zip(left);
        pairs.extend(both.filter(|(a, b)| old.node(*a).kind == new.node(*b).kind));
    }
    pairs
}
