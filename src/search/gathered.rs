//! Fields of a portion as bits.

/// How many words of 64 fields are a portion, gathered at once.
pub(super) const PORTION: usize = 128;

/// Some fields of a portion.
pub(super) struct Gathered(pub(super) [u64; PORTION]);

impl Gathered {
    /// Those of which the bits are set.
    pub(super) fn of(bits: &[u64]) -> Self {
        let mut all = [0u64; PORTION];
        for (slot, word) in all.iter_mut().zip(bits) {
            *slot = *word;
        }
        Self(all)
    }

    /// Keeps those of which the bits are set.
    pub(super) fn keep(&mut self, bits: &[u64]) {
        and(&mut self.0, bits);
    }

    /// How many there are.
    pub(super) fn len(&self) -> usize {
        let ones = self.0.iter().map(|word| word.count_ones());
        ones.sum::<u32>() as usize
    }

    /// The fields that are in one of the two, in order, and in which ones they are; the portion
    /// begins with the field `first`.
    pub(super) fn fields(
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
pub(super) fn and(held: &mut [u64], other: &[u64]) {
    for (slot, word) in held.iter_mut().zip(other) {
        *slot &= word;
    }
}

/// The number of each bit that is set.
pub(super) fn bits(mut word: u64) -> impl Iterator<Item = u32> {
    std::iter::from_fn(move || {
        let bit = (word != 0).then(|| word.trailing_zeros());
        word &= word.wrapping_sub(1);
        bit
    })
}
