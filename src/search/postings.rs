//! For each character the fields that have it: a bit set where many do, else a sorted list.

use super::index::{LETTER, UNKNOWN};

/// Where the fields of one character are kept.
#[derive(Clone, Copy, Debug)]
enum Place {
    /// Words from this one in the bit sets.
    Bits(usize),
    /// This range of the lists.
    List(usize, usize),
}

/// The fields that have each character.
#[derive(Debug)]
pub(super) struct Postings {
    places: Vec<Place>,
    bits: Vec<u64>,
    lists: Vec<u32>,
    fields: usize,
}

impl Postings {
    /// Reads fields: `starts` holds where each begins in `units` and, last, the end.
    pub(super) fn new(units: &[u16], starts: &[u32], letters: usize) -> Self {
        let fields = starts.len().saturating_sub(1);
        let mut counts = vec![0usize; letters];
        each_once(units, starts, letters, |letter, _| counts[letter] += 1);
        let words = fields.div_ceil(64);
        let mut places = Vec::with_capacity(letters);
        let (mut sets, mut listed) = (0, 0);
        for count in &counts {
            if *count * 32 > fields {
                places.push(Place::Bits(sets));
                sets += words;
            } else {
                places.push(Place::List(listed, listed));
                listed += count;
            }
        }
        let mut bits = vec![0u64; sets];
        let mut lists = vec![0u32; listed];
        each_once(units, starts, letters, |letter, field| {
            match &mut places[letter] {
                Place::Bits(from) => bits[*from + field / 64] |= 1 << (field % 64),
                Place::List(_, end) => {
                    lists[*end] = u32::try_from(field).unwrap_or(u32::MAX);
                    *end += 1;
                }
            }
        });
        Self {
            places,
            bits,
            lists,
            fields,
        }
    }

    /// How many fields have the character, at least and at most within a factor of two.
    fn rarity(&self, letter: u16) -> usize {
        match self.places.get(usize::from(letter)) {
            Some(Place::List(from, to)) => to - from,
            _ => self.fields,
        }
    }

    fn words(&self) -> usize {
        self.fields.div_ceil(64)
    }

    fn bit_set(&self, from: usize) -> &[u64] {
        &self.bits[from..from + self.words()]
    }

    /// The fields that have every one of these characters, in order.
    pub(super) fn all(&self, letters: &[u16]) -> Set {
        let mut letters: Vec<u16> = letters.iter().map(|unit| unit & LETTER).collect();
        letters.sort_unstable();
        letters.dedup();
        if letters.is_empty() || letters.contains(&UNKNOWN) {
            return Set::List(Vec::new());
        }
        letters.sort_by_key(|letter| self.rarity(*letter));
        let mut set: Option<Set> = None;
        for letter in letters {
            let place = self.places.get(usize::from(letter)).copied();
            let next = match (set, place) {
                (_, None) => Set::List(Vec::new()),
                (None, Some(Place::List(from, to))) => Set::List(self.lists[from..to].to_vec()),
                (None, Some(Place::Bits(from))) => Set::Bits(self.bit_set(from).to_vec()),
                (Some(Set::List(mut list)), Some(Place::Bits(from))) => {
                    let bits = self.bit_set(from);
                    list.retain(|f| bits[*f as usize / 64] >> (f % 64) & 1 == 1);
                    Set::List(list)
                }
                (Some(Set::List(list)), Some(Place::List(from, to))) => {
                    Set::List(both(&list, &self.lists[from..to]))
                }
                (Some(Set::Bits(mut bits)), Some(Place::Bits(from))) => {
                    for (word, other) in bits.iter_mut().zip(self.bit_set(from)) {
                        *word &= other;
                    }
                    Set::Bits(bits)
                }
                (Some(Set::Bits(bits)), Some(Place::List(..))) => Set::Bits(bits),
            };
            set = Some(next);
        }
        set.unwrap_or(Set::List(Vec::new()))
    }

    /// Bytes of memory held.
    pub(super) fn bytes(&self) -> usize {
        self.places.capacity() * size_of::<Place>()
            + self.bits.capacity() * 8
            + self.lists.capacity() * 4
    }
}

/// Calls back once for each character of each field, fields in order.
fn each_once(units: &[u16], starts: &[u32], letters: usize, mut call: impl FnMut(usize, usize)) {
    let mut seen = vec![u32::MAX; letters];
    for (field, ends) in starts.windows(2).enumerate() {
        let mark = u32::try_from(field).unwrap_or(u32::MAX);
        for unit in &units[ends[0] as usize..ends[1] as usize] {
            let letter = usize::from(unit & LETTER);
            if seen[letter] != mark {
                seen[letter] = mark;
                call(letter, field);
            }
        }
    }
}

/// What two sorted lists share.
fn both(few: &[u32], many: &[u32]) -> Vec<u32> {
    let mut out = Vec::new();
    let mut rest = many;
    for field in few {
        let skip = rest.partition_point(|other| other < field);
        rest = &rest[skip..];
        if rest.first() == Some(field) {
            out.push(*field);
        }
    }
    out
}

/// A set of fields.
#[derive(Clone, Debug)]
pub(super) enum Set {
    /// One bit for each field.
    Bits(Vec<u64>),
    /// Sorted.
    List(Vec<u32>),
}

impl Set {
    /// Adds the fields of another set.
    pub(super) fn join(self, other: Self, fields: usize) -> Self {
        match (self, other) {
            (Self::Bits(mut bits), Self::Bits(more)) => {
                for (word, other) in bits.iter_mut().zip(more) {
                    *word |= other;
                }
                Self::Bits(bits)
            }
            (Self::Bits(mut bits), Self::List(list)) | (Self::List(list), Self::Bits(mut bits)) => {
                for field in list {
                    bits[field as usize / 64] |= 1 << (field % 64);
                }
                Self::Bits(bits)
            }
            (Self::List(a), Self::List(b)) if (a.len() + b.len()) * 32 > fields => {
                let bits = Self::Bits(vec![0; fields.div_ceil(64)]);
                bits.join(Self::List(a), fields).join(Self::List(b), fields)
            }
            (Self::List(mut a), Self::List(b)) => {
                a.extend(b);
                a.sort_unstable();
                a.dedup();
                Self::List(a)
            }
        }
    }

    /// The fields in order.
    pub(super) fn into_list(self) -> Vec<u32> {
        match self {
            Self::List(list) => list,
            Self::Bits(bits) => {
                let count = bits.iter().map(|word| word.count_ones() as usize).sum();
                let mut list = Vec::with_capacity(count);
                for (n, word) in bits.into_iter().enumerate() {
                    let mut word = word;
                    while word != 0 {
                        let at = n * 64 + word.trailing_zeros() as usize;
                        list.push(u32::try_from(at).unwrap_or(u32::MAX));
                        word &= word - 1;
                    }
                }
                list
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn the_same_as_looking_at_every_field(
            fields in proptest::collection::vec(proptest::collection::vec(1u16..40, 0..12), 1..200),
            wanted in proptest::collection::vec(1u16..40, 1..4),
        ) {
            let mut units = Vec::new();
            let mut starts = vec![0u32];
            for field in &fields {
                units.extend(field);
                starts.push(units.len() as u32);
            }
            let postings = Postings::new(&units, &starts, 40);
            let expected: Vec<u32> = (0..fields.len() as u32)
                .filter(|f| wanted.iter().all(|w| fields[*f as usize].contains(w)))
                .collect();
            prop_assert_eq!(postings.all(&wanted).into_list(), expected);
        }
    }
}
