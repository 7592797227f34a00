//! Fields of the index in blocks: sets of fields as bits, as many as are handled at once.
//!
//! In: bits of 64 fields a word. Out: the numbers of the fields. Cost: a few instructions a word.
//! The words are plain, and not of a library's bit set, because sets lie side by side in one
//! vector and are joined block by block: this is where most of the time of a search goes.

/// How many words, of 64 fields each, are a block.
pub(crate) const WORDS: usize = 128;

/// Some of the fields of one block, a bit each.
pub(crate) struct Block(pub(crate) [u64; WORDS]);

impl Block {
    /// Those of which the bits are set.
    pub(crate) fn of(bits: &[u64]) -> Self {
        let mut all = [0u64; WORDS];
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

    /// The fields that are in one of the two, in order, and in which ones they are; the block
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
/// Takes the bits away that are not set in the other.
pub(crate) fn and(held: &mut [u64], other: &[u64]) {
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
