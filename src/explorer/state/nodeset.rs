//! A set of nodes as bits, so that a million of them cost 125 kB.

use crate::model::NodeId;

/// A set of nodes.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct NodeSet {
    words: Vec<u64>,
}

impl NodeSet {
    const fn place(id: NodeId) -> (usize, u64) {
        (id.index() / 64, 1 << (id.index() % 64))
    }

    /// Whether the node is in the set.
    #[must_use]
    pub fn contains(&self, id: NodeId) -> bool {
        let (word, bit) = Self::place(id);
        self.words.get(word).is_some_and(|w| w & bit != 0)
    }

    /// Puts the node in; true if it was not there before.
    pub fn insert(&mut self, id: NodeId) -> bool {
        let (word, bit) = Self::place(id);
        if self.words.len() <= word {
            self.words.resize(word + 1, 0);
        }
        let fresh = self.words.get(word).is_some_and(|w| w & bit == 0);
        if let Some(w) = self.words.get_mut(word) {
            *w |= bit;
        }
        fresh
    }

    /// Takes the node out; true if it was there.
    pub fn remove(&mut self, id: NodeId) -> bool {
        let (word, bit) = Self::place(id);
        match self.words.get_mut(word) {
            Some(w) if *w & bit != 0 => {
                *w &= !bit;
                true
            }
            _ => false,
        }
    }

    /// Takes every node out.
    pub fn clear(&mut self) {
        self.words.clear();
    }

    /// The nodes in ascending order.
    pub fn iter(&self) -> impl Iterator<Item = NodeId> + '_ {
        self.words.iter().enumerate().flat_map(|(i, word)| {
            (0..64u32)
                .filter(move |bit| word >> bit & 1 == 1)
                .filter_map(move |bit| Some(NodeId(u32::try_from(i * 64).ok()? + bit)))
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nodes_go_in_and_out() {
        let mut set = NodeSet::default();
        assert!(set.insert(NodeId(130)));
        assert!(!set.insert(NodeId(130)));
        assert!(set.insert(NodeId(2)));
        assert_eq!(set.iter().collect::<Vec<_>>(), [NodeId(2), NodeId(130)]);
        assert!(set.remove(NodeId(130)));
        assert!(!set.contains(NodeId(130)));
        assert!(!set.remove(NodeId(1000)));
    }
}
