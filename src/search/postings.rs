//! For each character the fields that have it: a bit set where many do, else a sorted list. For
//! each pair of neighbours a bit set that it shares with some other pairs.

use super::gathered::{Gathered, PORTION, and};
use super::index::{LETTER, UNKNOWN};

/// How many bit sets the pairs of neighbours share.
const BUCKETS: usize = 256;
/// Where the fields of one character are kept.
#[derive(Clone, Copy, Debug)]
enum Place {
    /// Words from this one in the bit sets, and how many fields they name.
    Bits(usize, usize),
    List(List),
}

/// A range of the lists.
#[derive(Clone, Copy, Debug)]
struct List {
    from: usize,
    to: usize,
    /// From where on in the marks it is said where each portion of the list begins; a list
    /// shorter than there are portions has none.
    marks: Option<usize>,
}

/// The fields that have each character.
#[derive(Debug)]
pub(super) struct Postings {
    places: Vec<Place>,
    bits: Vec<u64>,
    lists: Vec<u32>,
    /// Where in the lists the portions of the long ones begin, and where the last ends.
    marks: Vec<u32>,
    pairs: Vec<u64>,
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
                places.push(Place::Bits(sets, *count));
                sets += words;
            } else {
                places.push(Place::List(List {
                    from: listed,
                    to: listed,
                    marks: None,
                }));
                listed += count;
            }
        }
        let mut bits = vec![0u64; sets];
        let mut lists = vec![0u32; listed];
        each_once(units, starts, letters, |letter, field| {
            match &mut places[letter] {
                Place::Bits(from, _) => bits[*from + field / 64] |= 1 << (field % 64),
                Place::List(list) => {
                    lists[list.to] = u32::try_from(field).unwrap_or(u32::MAX);
                    list.to += 1;
                }
            }
        });
        let mut postings = Self {
            places,
            bits,
            lists,
            marks: Vec::new(),
            pairs: pairs(units, starts),
            fields,
        };
        postings.mark();
        postings
    }

    /// Marks the portions of long lists.
    fn mark(&mut self) {
        let blocks = self.blocks();
        for place in &mut self.places {
            let Place::List(list) = place else {
                continue;
            };
            let fields = &self.lists[list.from..list.to];
            if fields.len() <= blocks {
                continue;
            }
            list.marks = Some(self.marks.len());
            let mut at = 0;
            for block in 0..=blocks {
                let before = |field: &&u32| (**field as usize) < block * PORTION * 64;
                at += fields[at..].iter().take_while(before).count();
                self.marks
                    .push(u32::try_from(list.from + at).unwrap_or(u32::MAX));
            }
        }
    }

    /// The fields of a list that are in a portion.
    fn portion(&self, list: List, block: usize) -> &[u32] {
        let range = match list.marks {
            Some(marks) => {
                let marks = &self.marks[marks + block..=marks + block + 1];
                marks[0] as usize..marks[1] as usize
            }
            None => {
                let fields = &self.lists[list.from..list.to];
                let from = |block: usize| {
                    let first = block * PORTION * 64;
                    list.from + fields.partition_point(|field| (*field as usize) < first)
                };
                from(block)..from(block + 1)
            }
        };
        &self.lists[range]
    }

    fn words(&self) -> usize {
        self.fields.div_ceil(64)
    }

    /// How many portions the fields are gathered in.
    pub(super) fn blocks(&self) -> usize {
        self.words().div_ceil(PORTION)
    }

    /// The first field of a portion.
    pub(super) fn first_of(&self, block: usize) -> u32 {
        u32::try_from(block * PORTION * 64).unwrap_or(u32::MAX)
    }

    /// At most so many fields have all of these characters.
    pub(super) fn at_most(&self, letters: &[u16]) -> usize {
        letters
            .iter()
            .map(|letter| match self.places.get(usize::from(*letter)) {
                Some(Place::Bits(_, count)) => *count,
                Some(Place::List(list)) => list.to - list.from,
                None => 0,
            })
            .min()
            .unwrap_or(self.fields)
    }

    /// Finds out where to look; none where no field can answer.
    pub(super) fn resolve(&self, wanted: &Wanted) -> Option<Resolved> {
        let mut letters: Vec<u16> = wanted.letters.iter().map(|unit| unit & LETTER).collect();
        letters.sort_unstable();
        letters.dedup();
        if letters.is_empty() || letters.contains(&UNKNOWN) {
            return None;
        }
        let mut resolved = Resolved::default();
        for letter in letters {
            match self.places.get(usize::from(letter))? {
                Place::Bits(from, _) => resolved.bits.push(*from),
                Place::List(list) => resolved.lists.push(*list),
            }
        }
        resolved.lists.sort_by_key(|list| list.to - list.from);
        let words = self.words();
        resolved.pairs = wanted
            .letters
            .windows(2)
            .map(|pair| bucket(pair[0] & LETTER, pair[1] & LETTER) * words)
            .collect();
        resolved.least = wanted.least.min(resolved.pairs.len());
        resolved.beside = wanted.beside.clone();
        let below = wanted.below.iter();
        resolved.below = below.filter_map(|one| self.resolve(one)).collect();
        let none_left = resolved.below.is_empty() && !wanted.below.is_empty();
        (!none_left).then_some(resolved)
    }

    /// The fields of a portion that may meet one of the conditions.
    pub(super) fn gather(&self, wanted: &[Resolved], block: usize) -> Gathered {
        let mut union = [0u64; PORTION];
        if block < self.blocks() {
            let all = [!0u64; PORTION];
            for one in wanted {
                self.add(one, block, &all, &mut union);
            }
        }
        Gathered(union)
    }

    /// Adds the fields among `held` that meet the condition.
    fn add(&self, one: &Resolved, block: usize, held: &[u64; PORTION], union: &mut [u64; PORTION]) {
        let mut held = *held;
        if one.lists.is_empty() {
            self.by_bits(one, block, &mut held);
        } else {
            self.by_list(one, block, &mut held);
        }
        if one.below.is_empty() {
            for (slot, word) in union.iter_mut().zip(held) {
                *slot |= word;
            }
        } else if held.iter().any(|word| *word != 0) {
            for below in &one.below {
                self.add(below, block, &held, union);
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

    /// Bytes of memory held.
    pub(super) fn bytes(&self) -> usize {
        self.places.capacity() * size_of::<Place>()
            + (self.bits.capacity() + self.pairs.capacity()) * 8
            + (self.lists.capacity() + self.marks.capacity()) * 4
    }
}

/// What a field must have to be looked at.
#[derive(Clone, Debug, Default)]
pub(super) struct Wanted {
    /// Every one of these characters.
    pub(super) letters: Vec<u16>,
    /// At least so many of the pairs of neighbours among them.
    pub(super) least: usize,
    /// Of each two of these pairs, counted from the first, one.
    pub(super) beside: Vec<(usize, usize)>,
    /// If there are any, one of these too.
    pub(super) below: Vec<Wanted>,
}

impl Wanted {
    /// The characters one after another.
    pub(super) fn together(letters: &[u16]) -> Self {
        Self {
            letters: letters.to_vec(),
            least: letters.len().saturating_sub(1),
            ..Self::default()
        }
    }
}

/// A condition and where its sets are.
#[derive(Clone, Debug, Default)]
pub(super) struct Resolved {
    bits: Vec<usize>,
    lists: Vec<List>,
    pairs: Vec<usize>,
    least: usize,
    beside: Vec<(usize, usize)>,
    below: Vec<Resolved>,
}

impl Resolved {
    /// How many conditions it is made of.
    pub(super) fn count(&self) -> usize {
        1 + self.below.iter().map(Self::count).sum::<usize>()
    }
}

/// The bit set that two neighbours share with others.
fn bucket(a: u16, b: u16) -> usize {
    let key = u32::from(a) << 15 | u32::from(b);
    (key.wrapping_mul(0x9e37_79b1) >> 24) as usize % BUCKETS
}

fn pairs(units: &[u16], starts: &[u32]) -> Vec<u64> {
    let words = starts.len().saturating_sub(1).div_ceil(64);
    let mut sets = vec![0u64; words * BUCKETS];
    for (field, ends) in starts.windows(2).enumerate() {
        let (word, bit) = (field / 64, 1 << (field % 64));
        for pair in units[ends[0] as usize..ends[1] as usize].windows(2) {
            sets[bucket(pair[0] & LETTER, pair[1] & LETTER) * words + word] |= bit;
        }
    }
    sets
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

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn gathered(fields: &[Vec<u16>], wanted: &Wanted) -> Vec<u32> {
        let mut units = Vec::new();
        let mut starts = vec![0u32];
        for field in fields {
            units.extend(field);
            starts.push(u32::try_from(units.len()).unwrap());
        }
        let postings = Postings::new(&units, &starts, 40);
        let resolved: Vec<Resolved> = postings.resolve(wanted).into_iter().collect();
        let mut out = Vec::new();
        for block in 0..postings.blocks() {
            let gathered = postings.gather(&resolved, block);
            let fields = gathered.fields(&gathered, postings.first_of(block));
            out.extend(fields.map(|(field, _)| field));
        }
        out
    }

    fn has(field: &[u16], letters: &[u16]) -> bool {
        letters.iter().all(|l| field.contains(l))
    }

    proptest! {
        #[test]
        fn all_letters_and_nothing_else(
            fields in proptest::collection::vec(proptest::collection::vec(1u16..40, 0..12), 1..200),
            letters in proptest::collection::vec(1u16..40, 1..4),
        ) {
            let expected: Vec<u32> = (0u32..).zip(&fields)
                .filter(|(_, f)| has(f, &letters)).map(|(n, _)| n).collect();
            let wanted = Wanted { letters, ..Wanted::default() };
            prop_assert_eq!(gathered(&fields, &wanted), expected);
        }

        #[test]
        fn no_field_that_answers_is_left_out(
            fields in proptest::collection::vec(proptest::collection::vec(1u16..9, 0..9), 1..300),
            letters in proptest::collection::vec(1u16..9, 2..5),
            least in 0usize..4,
        ) {
            let side = |f: &[u16], n: usize| f.windows(2).any(|w| w == &letters[n..n + 2]);
            let least = least.min(letters.len() - 1);
            let expected: Vec<u32> = (0u32..).zip(&fields)
                .filter(|(_, f)| has(f, &letters)
                    && (0..letters.len() - 1).filter(|n| side(f, *n)).count() >= least
                    && (side(f, 0) || side(f, letters.len() - 2)))
                .map(|(n, _)| n).collect();
            let last = letters.len() - 2;
            let wanted = Wanted {
                letters: letters.clone(), least, beside: vec![(0, last)], ..Wanted::default()
            };
            let found = gathered(&fields, &wanted);
            prop_assert!(expected.iter().all(|f| found.contains(f)));
            prop_assert!(found.iter().all(|f| has(&fields[*f as usize], &letters)));
        }
    }
}
