//! For each character the fields that have it: a bit set where many do, else a sorted list. For
//! each pair of neighbours a bit set that it shares with some other pairs.
//!
//! In: the units of all fields. Out: where the sets for a condition lie ([`ConditionPlan`]). Cost:
//! a bit or four bytes for each character of each field, and 32 bytes a field for the pairs.
//! Invariant: lists are in order; a pair's set has every field that has the pair.

use crate::search::index::alphabet::{LETTER, UNKNOWN};
use crate::search::index::block::WORDS;

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
pub(crate) struct List {
    from: usize,
    to: usize,
    /// From where on in the marks it is said where each block of the list begins; a list
    /// shorter than there are blocks has none.
    marks: Option<usize>,
}

/// The fields that have each character.
#[derive(Debug)]
pub(crate) struct Postings {
    places: Vec<Place>,
    pub(crate) bits: Vec<u64>,
    lists: Vec<u32>,
    /// Where in the lists the blocks of the long ones begin, and where the last ends.
    marks: Vec<u32>,
    pub(crate) pairs: Vec<u64>,
    fields: usize,
}

impl Postings {
    /// Room for so many fields, none of which is read yet; `counts` tells how many of them have
    /// each character.
    pub(crate) fn new(fields: usize, counts: &[usize]) -> Self {
        let words = fields.div_ceil(64);
        let mut places = Vec::with_capacity(counts.len());
        let (mut sets, mut listed) = (0, 0);
        for count in counts {
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
        Self {
            places,
            bits: vec![0u64; sets],
            lists: vec![0u32; listed],
            marks: Vec::new(),
            pairs: vec![0u64; words * BUCKETS],
            fields,
        }
    }

    /// Reads a field; they come in order. `seen` is the same for all of them.
    pub(crate) fn add(&mut self, field: usize, units: &[u16], seen: &mut LetterMarks) {
        let number = u32::try_from(field).unwrap_or(u32::MAX);
        let (word, bit) = (field / 64, 1 << (field % 64));
        seen.each_once(number, units, |letter| match &mut self.places[letter] {
            Place::Bits(from, _) => self.bits[*from + word] |= bit,
            Place::List(list) => {
                self.lists[list.to] = number;
                list.to += 1;
            }
        });
        let words = self.words();
        for pair in units.windows(2) {
            self.pairs[bucket(pair[0] & LETTER, pair[1] & LETTER) * words + word] |= bit;
        }
    }

    /// Marks the blocks of long lists, once all fields are read.
    pub(crate) fn mark(&mut self) {
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
                let before = |field: &&u32| (**field as usize) < block * WORDS * 64;
                at += fields[at..].iter().take_while(before).count();
                self.marks
                    .push(u32::try_from(list.from + at).unwrap_or(u32::MAX));
            }
        }
    }

    /// The fields of a list that are in a block.
    pub(crate) fn list_in_block(&self, list: List, block: usize) -> &[u32] {
        let range = match list.marks {
            Some(marks) => {
                let marks = &self.marks[marks + block..=marks + block + 1];
                marks[0] as usize..marks[1] as usize
            }
            None => {
                let fields = &self.lists[list.from..list.to];
                let from = |block: usize| {
                    let first = block * WORDS * 64;
                    list.from + fields.partition_point(|field| (*field as usize) < first)
                };
                from(block)..from(block + 1)
            }
        };
        &self.lists[range]
    }

    /// How many words of 64 fields there are.
    pub(crate) fn words(&self) -> usize {
        self.fields.div_ceil(64)
    }

    /// How many blocks the fields are collected in.
    pub(crate) fn blocks(&self) -> usize {
        self.words().div_ceil(WORDS)
    }

    /// The first field of a block.
    pub(crate) fn first_of(&self, block: usize) -> u32 {
        u32::try_from(block * WORDS * 64).unwrap_or(u32::MAX)
    }

    /// At most so many fields have all of these characters.
    pub(crate) fn at_most(&self, letters: &[u16]) -> usize {
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
    pub(crate) fn plan(&self, condition: &Condition) -> Option<ConditionPlan> {
        let mut letters: Vec<u16> = condition.letters.iter().map(|unit| unit & LETTER).collect();
        letters.sort_unstable();
        letters.dedup();
        if letters.is_empty() || letters.contains(&UNKNOWN) {
            return None;
        }
        let mut plan = ConditionPlan::default();
        for letter in letters {
            match self.places.get(usize::from(letter))? {
                Place::Bits(from, _) => plan.bits.push(*from),
                Place::List(list) => plan.lists.push(*list),
            }
        }
        plan.lists.sort_by_key(|list| list.to - list.from);
        let words = self.words();
        plan.pairs = condition
            .letters
            .windows(2)
            .map(|pair| bucket(pair[0] & LETTER, pair[1] & LETTER) * words)
            .collect();
        plan.least = condition.least.min(plan.pairs.len());
        plan.beside = condition.beside.clone();
        let below = condition.below.iter();
        plan.below = below.filter_map(|one| self.plan(one)).collect();
        plan.conditions = plan.below.iter().map(ConditionPlan::count).sum();
        let none_left = plan.below.is_empty() && !condition.below.is_empty();
        (!none_left).then_some(plan)
    }

    /// Bytes of memory held.
    pub(crate) fn bytes(&self) -> usize {
        self.places.capacity() * size_of::<Place>()
            + (self.bits.capacity() + self.pairs.capacity()) * 8
            + (self.lists.capacity() + self.marks.capacity()) * 4
    }
}

/// What a field must have to be looked at.
#[derive(Clone, Debug, Default)]
pub(crate) struct Condition {
    /// Every one of these characters.
    pub(crate) letters: Vec<u16>,
    /// At least so many of the pairs of neighbours among them.
    pub(crate) least: usize,
    /// Of each two of these pairs, counted from the first, one.
    pub(crate) beside: Vec<(usize, usize)>,
    /// If there are any, one of these too.
    pub(crate) below: Vec<Condition>,
}

impl Condition {
    /// The characters one after another.
    pub(crate) fn together(letters: &[u16]) -> Self {
        Self {
            letters: letters.to_vec(),
            least: letters.len().saturating_sub(1),
            ..Self::default()
        }
    }
}

/// A condition and where its sets are.
#[derive(Clone, Debug, Default)]
pub(crate) struct ConditionPlan {
    pub(crate) bits: Vec<usize>,
    pub(crate) lists: Vec<List>,
    pub(crate) pairs: Vec<usize>,
    pub(crate) least: usize,
    pub(crate) beside: Vec<(usize, usize)>,
    pub(crate) below: Vec<ConditionPlan>,
    /// How many conditions there are below.
    pub(crate) conditions: usize,
}

impl ConditionPlan {
    /// How many conditions it is made of.
    pub(crate) const fn count(&self) -> usize {
        1 + self.conditions
    }
}

/// The bit set that two neighbours share with others.
fn bucket(a: u16, b: u16) -> usize {
    let key = u32::from(a) << 15 | u32::from(b);
    (key.wrapping_mul(0x9e37_79b1) >> 24) as usize % BUCKETS
}

/// Which characters a field was seen to have.
#[derive(Debug)]
pub(crate) struct LetterMarks {
    /// The last field that each had.
    fields: Vec<u32>,
}

impl LetterMarks {
    /// None of so many characters.
    pub(crate) fn new(letters: usize) -> Self {
        Self {
            fields: vec![u32::MAX; letters],
        }
    }

    /// Calls back once for each character of a field.
    pub(crate) fn each_once(&mut self, field: u32, units: &[u16], mut call: impl FnMut(usize)) {
        for unit in units {
            let letter = usize::from(unit & LETTER);
            if self.fields[letter] != field {
                self.fields[letter] = field;
                call(letter);
            }
        }
    }
}

#[cfg(test)]
pub(crate) fn of_fields(fields: &[Vec<u16>], letters: usize) -> Postings {
    let mut counts = vec![0; letters];
    let mut seen = LetterMarks::new(letters);
    for (field, n) in fields.iter().zip(0..) {
        seen.each_once(n, field, |letter| counts[letter] += 1);
    }
    let mut postings = Postings::new(fields.len(), &counts);
    let mut seen = LetterMarks::new(letters);
    for (n, field) in fields.iter().enumerate() {
        postings.add(n, field, &mut seen);
    }
    postings.mark();
    postings
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn candidates(fields: &[Vec<u16>], condition: &Condition) -> Vec<u32> {
        let postings = of_fields(fields, 40);
        let plan: Vec<ConditionPlan> = postings.plan(condition).into_iter().collect();
        let mut out = Vec::new();
        for block in 0..postings.blocks() {
            let candidates = postings.candidates(&plan, block);
            let fields = candidates.fields(&candidates, postings.first_of(block));
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
            let condition = Condition { letters, ..Condition::default() };
            prop_assert_eq!(candidates(&fields, &condition), expected);
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
            let condition = Condition {
                letters: letters.clone(), least, beside: vec![(0, last)], ..Condition::default()
            };
            let found = candidates(&fields, &condition);
            prop_assert!(expected.iter().all(|f| found.contains(f)));
            prop_assert!(found.iter().all(|f| has(&fields[*f as usize], &letters)));
        }
    }
}
