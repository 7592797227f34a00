//! Which characters stand side by side in some field: most of what could be spelled is not there.

use crate::search::gathered::bits;
use crate::search::index::{Index, LETTER, UNKNOWN};

/// Which two and which three neighbouring characters some field has. May say yes wrongly,
/// never no.
#[derive(Debug)]
pub(crate) struct Neighbours {
    pairs: Vec<u64>,
    triples: Vec<u64>,
    shift: u32,
}

impl Neighbours {
    /// Room for so many units of fields, none of which is read yet.
    pub(crate) fn new(units: usize) -> Self {
        let log = units
            .saturating_mul(4)
            .max(1)
            .next_power_of_two()
            .trailing_zeros()
            .clamp(20, 23);
        Self {
            pairs: vec![0; 1 << (log - 6)],
            triples: vec![0; 1 << (log - 6)],
            shift: 64 - log,
        }
    }

    /// Reads a field.
    pub(crate) fn add(&mut self, units: &[u16]) {
        let (mut before, mut last) = (UNKNOWN, UNKNOWN);
        for unit in units {
            let id = unit & LETTER;
            if last != UNKNOWN {
                let (word, bit) = self.place(UNKNOWN, last, id);
                self.pairs[word] |= bit;
            }
            if before != UNKNOWN {
                let (word, bit) = self.place(before, last, id);
                self.triples[word] |= bit;
            }
            (before, last) = (last, id);
        }
    }

    fn place(&self, a: u16, b: u16, c: u16) -> (usize, u64) {
        let key = u64::from(a) << 30 | u64::from(b) << 15 | u64::from(c);
        let hash = key.wrapping_mul(0x9e37_79b9_7f4a_7c15) >> self.shift;
        ((hash >> 6) as usize, 1 << (hash & 63))
    }

    /// Whether some field may have `a` directly before `b`.
    pub(crate) fn has(&self, a: u16, b: u16) -> bool {
        let (word, bit) = self.place(UNKNOWN, a, b);
        self.pairs[word] & bit != 0
    }

    /// Whether some field may have these characters one after another, `before` being as many
    /// as are known of those that come first.
    pub(crate) fn goes_on(&self, before: &[u16], id: u16) -> bool {
        match before {
            [] => id != UNKNOWN,
            [.., a, b] => {
                let (word, bit) = self.place(*a, *b, id);
                self.has(*b, id) && self.triples[word] & bit != 0
            }
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
        (self.pairs.capacity() + self.triples.capacity()) * 8
    }
}

/// The characters that may follow one, as a bit set.
pub(crate) struct Followers(Vec<u64>);

impl Followers {
    /// Those of a character, any at the beginning.
    pub(crate) fn new(index: &Index, last: u16) -> Self {
        let letters = index.alphabet.len();
        let mut bits = vec![0u64; letters.div_ceil(64)];
        for id in 1..u16::try_from(letters).unwrap_or(u16::MAX) {
            if last == UNKNOWN || index.neighbours.has(last, id) {
                bits[usize::from(id) / 64] |= 1 << (id % 64);
            }
        }
        Self(bits)
    }

    /// Whether a character is one of them.
    pub(crate) fn have(&self, id: u16) -> bool {
        let word = self.0.get(usize::from(id) / 64);
        word.is_some_and(|word| word >> (id % 64) & 1 == 1)
    }

    /// All of them, in order.
    pub(crate) fn each(&self) -> impl Iterator<Item = u16> + '_ {
        (0u16..)
            .step_by(64)
            .zip(&self.0)
            .flat_map(|(first, word)| bits(*word).map(move |bit| first + bit as u16))
    }
}
