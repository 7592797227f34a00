//! Which characters stand side by side in some field: most of what could be spelled is not there.
//!
//! In: the units of every field. Out: whether some characters may follow others anywhere. Cost:
//! 128 kB to 1 MB for each of two bit sets, 8 bytes for a character; an answer is one look. Invariant: never no for what
//! some field has; a wrong yes only costs time.

use fixedbitset::FixedBitSet;

use super::alphabet::{Alphabet, LETTER, UNKNOWN};

/// Which two and which three neighbouring characters some field has. May say yes wrongly,
/// never no.
#[derive(Debug)]
pub(crate) struct NgramFilter {
    pairs: FixedBitSet,
    triples: FixedBitSet,
    shift: u32,
    /// By the number of a character, which blocks of 64 code points those are of that follow it
    /// somewhere, a bit for every 64th block.
    blocks: Vec<u64>,
}

/// The bit of a block of 64 code points.
const fn block_bit(block: u32) -> u64 {
    1 << (block & 63)
}

impl NgramFilter {
    /// Room for so many units of fields, none of which is read yet.
    pub(crate) fn new(units: usize) -> Self {
        let log = units
            .saturating_mul(4)
            .max(1)
            .next_power_of_two()
            .trailing_zeros()
            .clamp(20, 23);
        Self {
            pairs: FixedBitSet::with_capacity(1 << log),
            triples: FixedBitSet::with_capacity(1 << log),
            shift: 64 - log,
            blocks: Vec::new(),
        }
    }

    /// Reads a field.
    pub(crate) fn add(&mut self, units: &[u16], alphabet: &Alphabet) {
        self.blocks.resize(alphabet.len(), 0);
        let (mut before, mut last) = (UNKNOWN, UNKNOWN);
        for unit in units {
            let id = unit & LETTER;
            if last != UNKNOWN {
                self.pairs.insert(self.place(UNKNOWN, last, id));
                if let Some(blocks) = self.blocks.get_mut(usize::from(last)) {
                    *blocks |= block_bit(u32::from(alphabet.letter(id)) >> 6);
                }
            }
            if before != UNKNOWN {
                self.triples.insert(self.place(before, last, id));
            }
            (before, last) = (last, id);
        }
    }

    fn place(&self, a: u16, b: u16, c: u16) -> usize {
        let key = u64::from(a) << 30 | u64::from(b) << 15 | u64::from(c);
        (key.wrapping_mul(0x9e37_79b9_7f4a_7c15) >> self.shift) as usize
    }

    /// Whether some field may have a character of that block of 64 code points directly behind the
    /// last of those before it.
    pub(crate) fn may_go_on_in(&self, before: &[u16], block: u32) -> bool {
        let blocks = before
            .last()
            .map(|last| self.blocks.get(usize::from(*last)));
        blocks.is_none_or(|blocks| blocks.is_some_and(|known| known & block_bit(block) != 0))
    }

    /// Whether some field may have `a` directly before `b`.
    pub(crate) fn has(&self, a: u16, b: u16) -> bool {
        self.pairs.contains(self.place(UNKNOWN, a, b))
    }

    /// Whether some field may have these characters one after another, `before` being as many
    /// as are known of those that come first.
    pub(crate) fn goes_on(&self, before: &[u16], id: u16) -> bool {
        match before {
            [] => id != UNKNOWN,
            [.., a, b] => self.has(*b, id) && self.triples.contains(self.place(*a, *b, id)),
            [b] => self.has(*b, id),
        }
    }

    /// Whether the characters may follow those before them.
    pub(crate) fn go_on(&self, before: &[u16], ids: &[u16]) -> bool {
        match ids {
            [] => true,
            [only] => self.goes_on(before, *only),
            [first, second, ..] => {
                self.goes_on(before, *first)
                    && before
                        .last()
                        .is_none_or(|b| self.goes_on(&[*b, *first], *second))
            }
        }
    }

    /// Bytes of memory held.
    pub(crate) fn bytes(&self) -> usize {
        (self.pairs.len() + self.triples.len()) / 8 + self.blocks.capacity() * 8
    }
}

/// The characters that may follow one.
pub(crate) struct Followers(FixedBitSet);

impl Followers {
    /// Those of a character in an alphabet of so many, any at the beginning.
    pub(crate) fn new(ngrams: &NgramFilter, letters: usize, last: u16) -> Self {
        let mut followers = FixedBitSet::with_capacity(letters);
        for id in 1..u16::try_from(letters).unwrap_or(u16::MAX) {
            if last == UNKNOWN || ngrams.has(last, id) {
                followers.insert(usize::from(id));
            }
        }
        Self(followers)
    }

    /// Whether a character is one of them.
    pub(crate) fn have(&self, id: u16) -> bool {
        self.0.contains(usize::from(id))
    }

    /// All of them, in order.
    pub(crate) fn each(&self) -> impl Iterator<Item = u16> + '_ {
        self.0.ones().filter_map(|id| u16::try_from(id).ok())
    }
}
