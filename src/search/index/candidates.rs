//! Which fields of a block may meet a condition: the first, coarse part of a search.
//!
//! In: plans of conditions. Out: the fields of a block worth looking at. Cost: one pass over the
//! words of each character's set, less where a rare character has a list. Invariant: no field
//! that meets a condition is left out.

use super::block::{Block, WORDS, and};
use crate::search::index::postings::{ConditionPlan, List, Postings};

/// What finding the fields of a block that meet one condition costs: the time in which so many
/// fields could be looked at.
pub(crate) const CONDITION_COST: usize = 3;

impl Postings {
    /// The fields of a block that may meet one of the conditions.
    pub(crate) fn candidates(&self, plans: &[ConditionPlan], block: usize) -> Block {
        let mut union = [0u64; WORDS];
        if block < self.blocks() {
            let all = [!0u64; WORDS];
            for one in plans {
                self.add_to(one, block, &all, &mut union);
            }
        }
        Block(union)
    }

    /// Adds the fields among `held` that meet the condition.
    fn add_to(
        &self,
        one: &ConditionPlan,
        block: usize,
        held: &[u64; WORDS],
        union: &mut [u64; WORDS],
    ) {
        let mut held = *held;
        if one.lists.is_empty() {
            self.by_bits(one, block, &mut held);
        } else {
            self.by_list(one, block, &mut held);
        }
        let fields: u32 = held.iter().map(|word| word.count_ones()).sum();
        // A few fields are sooner looked at than asked for more.
        if one.below.is_empty() || fields as usize <= one.conditions * CONDITION_COST {
            for (slot, word) in union.iter_mut().zip(held) {
                *slot |= word;
            }
        } else {
            for below in &one.below {
                self.add_to(below, block, &held, union);
            }
        }
    }

    fn by_bits(&self, one: &ConditionPlan, block: usize, held: &mut [u64; WORDS]) {
        let from = block * WORDS;
        let to = (from + WORDS).min(self.words());
        let (held, beyond) = held.split_at_mut(to - from);
        beyond.fill(0);
        for set in &one.bits {
            and(held, &self.bits[set + from..set + to]);
        }
        let pair = |n: usize| &self.pairs[one.pairs[n] + from..one.pairs[n] + to];
        if one.least == one.pairs.len() {
            (0..one.least).for_each(|n| and(held, pair(n)));
        } else if one.least > 0 {
            // Bit by bit: whether at least so many of the pairs seen so far are there.
            let mut reached = vec![[0u64; WORDS]; one.least + 1];
            reached[0] = [!0; WORDS];
            for n in 0..one.pairs.len() {
                for k in (1..=one.least.min(n + 1)).rev() {
                    let (below, above) = reached.split_at_mut(k);
                    let steps = below[k - 1].iter().zip(pair(n));
                    for (slot, (before, word)) in above[0].iter_mut().zip(steps) {
                        *slot |= before & word;
                    }
                }
            }
            and(held, &reached[one.least]);
        }
        for (a, b) in &one.beside {
            for (slot, (x, y)) in held.iter_mut().zip(pair(*a).iter().zip(pair(*b))) {
                *slot &= x | y;
            }
        }
    }

    /// Whether all of the lists have a field of the block.
    fn in_lists(&self, lists: &[List], block: usize, field: usize) -> bool {
        let has = |list: &[u32]| list.binary_search_by_key(&field, |f| *f as usize).is_ok();
        lists
            .iter()
            .all(|list| has(self.list_in_block(*list, block)))
    }

    fn by_list(&self, one: &ConditionPlan, block: usize, held: &mut [u64; WORDS]) {
        let among = std::mem::replace(held, [0; WORDS]);
        let has = |sets: &[u64], set: usize, field: usize| {
            sets[set + field / 64] >> (field % 64) & 1 == 1
        };
        let Some((first, others)) = one.lists.split_first() else {
            return;
        };
        let fields = self.list_in_block(*first, block);
        for field in fields {
            let at = *field as usize;
            let (word, bit) = (at / 64 - block * WORDS, 1 << (at % 64));
            let holds = among[word] & bit != 0
                && one.bits.iter().all(|set| has(&self.bits, *set, at))
                && (one.least == 0
                    || one
                        .pairs
                        .iter()
                        .filter(|p| has(&self.pairs, **p, at))
                        .count()
                        >= one.least)
                && one.beside.iter().all(|(a, b)| {
                    has(&self.pairs, one.pairs[*a], at) || has(&self.pairs, one.pairs[*b], at)
                })
                && self.in_lists(others, block, at);
            if holds {
                held[word] |= bit;
            }
        }
    }
}
