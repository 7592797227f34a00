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

    /// The nodes for which it is said, in ascending order, that they are in it.
    pub fn of_bits(bits: impl Iterator<Item = bool>) -> Self {
        let (mut words, mut word, mut at) = (Vec::new(), 0_u64, 0_u32);
        for bit in bits {
            word |= u64::from(bit) << at;
            at += 1;
            if at == u64::BITS {
                words.push(word);
                (word, at) = (0, 0);
            }
        }
        if word != 0 {
            words.push(word);
        }
        Self { words }
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
            let first = u32::try_from(i * 64).unwrap_or(u32::MAX);
            std::iter::successors(Some(*word), |left| Some(left & left.wrapping_sub(1)))
                .take_while(|left| *left != 0)
                .map(move |left| NodeId(first.saturating_add(left.trailing_zeros())))
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
        let odd = NodeSet::of_bits((0..131).map(|n| n % 2 == 1));
        assert_eq!(odd.iter().count(), 65);
        assert!(odd.contains(NodeId(129)) && !odd.contains(NodeId(130)));
    }
}
