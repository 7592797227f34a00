//! The fields of a portion that are worth looking at, as bits.

use crate::search::postings::{List, Postings, Resolved};

/// How many fields could be looked at while those of a portion that meet one condition are
/// gathered.
pub(crate) const GATHERING: usize = 3;
/// How many words of 64 fields are a portion, gathered at once.
pub(crate) const PORTION: usize = 128;

/// Some fields of a portion.
pub(crate) struct Gathered([u64; PORTION]);

impl Gathered {
    /// Those of which the bits are set.
    pub(crate) fn of(bits: &[u64]) -> Self {
        let mut all = [0u64; PORTION];
        for (slot, word) in all.iter_mut().zip(bits) {
            *slot = *word;
        }
        Self(all)
    }

    /// Keeps those of which the bits are set.
    pub(crate) fn keep(&mut self, bits: &[u64]) {
        and(&mut self.0, bits);
    }

    /// How many there are.
    pub(crate) fn len(&self) -> usize {
        let ones = self.0.iter().map(|word| word.count_ones());
        ones.sum::<u32>() as usize
    }

    /// The fields that are in one of the two, in order, and in which ones they are; the portion
    /// begins with the field `first`.
    pub(crate) fn fields(
        &self,
        other: &Self,
        first: u32,
    ) -> impl Iterator<Item = (u32, [bool; 2])> {
        let words = self.0.iter().zip(&other.0);
        (first..)
            .step_by(64)
            .zip(words)
            .flat_map(|(first, (a, b))| {
                bits(a | b).map(move |bit| (first + bit, [a, b].map(|word| word >> bit & 1 == 1)))
            })
    }
}

impl Postings {
    /// The fields of a portion that may meet one of the conditions.
    pub(crate) fn gather(&self, wanted: &[Resolved], block: usize) -> Gathered {
        let mut union = [0u64; PORTION];
        if block < self.blocks() {
            let all = [!0u64; PORTION];
            for one in wanted {
                self.add_to(one, block, &all, &mut union);
            }
        }
        Gathered(union)
    }

    /// Adds the fields among `held` that meet the condition.
    fn add_to(
        &self,
        one: &Resolved,
        block: usize,
        held: &[u64; PORTION],
        union: &mut [u64; PORTION],
    ) {
        let mut held = *held;
        if one.lists.is_empty() {
            self.by_bits(one, block, &mut held);
        } else {
            self.by_list(one, block, &mut held);
        }
        let fields: u32 = held.iter().map(|word| word.count_ones()).sum();
        // A few fields are sooner looked at than asked for more.
        if one.below.is_empty() || fields as usize <= one.conditions * GATHERING {
            for (slot, word) in union.iter_mut().zip(held) {
                *slot |= word;
            }
        } else {
            for below in &one.below {
                self.add_to(below, block, &held, union);
            }
        }
    }

    fn by_bits(&self, one: &Resolved, block: usize, held: &mut [u64; PORTION]) {
        let from = block * PORTION;
        let to = (from + PORTION).min(self.words());
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
            let mut reached = vec![[0u64; PORTION]; one.least + 1];
            reached[0] = [!0; PORTION];
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

    /// Whether all of the lists have a field of the portion.
    fn in_lists(&self, lists: &[List], block: usize, field: usize) -> bool {
        let has = |list: &[u32]| list.binary_search_by_key(&field, |f| *f as usize).is_ok();
        lists.iter().all(|list| has(self.portion(*list, block)))
    }

    fn by_list(&self, one: &Resolved, block: usize, held: &mut [u64; PORTION]) {
        let among = std::mem::replace(held, [0; PORTION]);
        let has = |sets: &[u64], set: usize, field: usize| {
            sets[set + field / 64] >> (field % 64) & 1 == 1
        };
        let Some((first, others)) = one.lists.split_first() else {
            return;
        };
        let fields = self.portion(*first, block);
        for field in fields {
            let at = *field as usize;
            let (word, bit) = (at / 64 - block * PORTION, 1 << (at % 64));
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

/// Takes the bits away that are not set in the other.
fn and(held: &mut [u64], other: &[u64]) {
    for (slot, word) in held.iter_mut().zip(other) {
        *slot &= word;
    }
}

/// The number of each bit that is set.
pub(crate) fn bits(mut word: u64) -> impl Iterator<Item = u32> {
    std::iter::from_fn(move || {
        let bit = (word != 0).then(|| word.trailing_zeros());
        word &= word.wrapping_sub(1);
        bit
    })
}
