//! Words of a like meaning: 軍人 lies near 恩給, 景気 near 経済.
//!
//! In: a word in normal form. Out: other words of the shipped table with how alike they are, the
//! nearest first. The table (`assets/near`) gives each word a row of four-bit numbers, its place
//! among words that are used alike; two are as alike as their directions (the cosine). Cost: one
//! pass over the rows and one over the numbers of the words' rows for a word that is asked for, and
//! the spelling of those that are near; nothing of it is read before it is asked.

use std::sync::OnceLock;

use fst::Map;

use crate::japanese::lexicon::WORDS;
use crate::japanese::readings::prefixes;

static ROWS: &[u8] = include_bytes!("../../../assets/near/rows.bin");
static VECTORS: &[u8] = include_bytes!("../../../assets/near/vectors.bin");

/// Numbers of a row.
const DIMENSIONS: usize = 40;
/// Bytes of a number's reach, which stand before the rows.
const REACH: usize = size_of::<f32>();
/// The steps of a number of four bits.
const STEPS: f32 = 15.0;
/// Words less alike than this are noise.
const LEAST: f32 = 0.68;

/// A word that means nearly the same as another.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct NearWord {
    /// Its characters in normal form.
    pub(super) text: String,
    /// How alike it is, up to 1 for the word itself.
    pub(super) likeness: f32,
}

/// A row: two numbers a byte.
type Row = [u8; DIMENSIONS / 2];

/// The shipped table of words.
pub(super) struct Words {
    /// The words in order, each with its number.
    map: Map<&'static [u8]>,
    /// How far the numbers of each dimension reach.
    reach: [f32; DIMENSIONS],
}

impl Words {
    /// The table of this program; none only if its file were damaged.
    pub(super) fn get() -> Option<&'static Self> {
        static TABLE: OnceLock<Option<Words>> = OnceLock::new();
        TABLE.get_or_init(Self::read).as_ref()
    }

    fn read() -> Option<Self> {
        let map = Map::new(WORDS).ok()?;
        let mut reach = [0.0; DIMENSIONS];
        let (heads, _) = VECTORS.as_chunks::<REACH>();
        for (reach, bytes) in reach.iter_mut().zip(heads) {
            *reach = f32::from_le_bytes(*bytes);
        }
        Some(Self { map, reach })
    }

    /// The lengths of the words that the letters begin with.
    pub(super) fn lengths(&self, letters: &[char]) -> Vec<usize> {
        let found = prefixes(self.map.as_fst(), letters);
        found.into_iter().map(|(length, _)| length).collect()
    }

    /// The words near each of some words, the nearest first; the word itself is the first of its
    /// own. None for a word that the table does not have.
    pub(super) fn near(&self, words: &[String]) -> Vec<Vec<NearWord>> {
        words.iter().map(|word| self.near_to(word)).collect()
    }

    fn near_to(&self, word: &str) -> Vec<NearWord> {
        let likenesses = self.likenesses(word);
        let near = |(number, row): (u64, &[u8; 2])| {
            let likeness = likenesses.get(usize::from(u16::from_le_bytes(*row)))?;
            (*likeness >= LEAST).then_some((number, *likeness))
        };
        let rows = (0..).zip(ROWS.as_chunks().0);
        let mut found: Vec<NearWord> = rows
            .filter_map(near)
            .filter_map(|(number, likeness)| {
                let text = self.map.as_fst().get_key(number)?;
                let text = String::from_utf8(text).ok()?;
                Some(NearWord { text, likeness })
            })
            .collect();
        let own = |one: &NearWord| one.text != word;
        found.sort_by(|a, b| b.likeness.total_cmp(&a.likeness).then(own(a).cmp(&own(b))));
        found
    }

    /// How alike each row is to a word's; empty where the table does not have the word.
    fn likenesses(&self, word: &str) -> Vec<f32> {
        let place = self.map.get(word).and_then(|n| usize::try_from(n).ok());
        let row = place.and_then(|place| ROWS.as_chunks().0.get(place));
        let row = row.map(|row| usize::from(u16::from_le_bytes(*row)));
        let Some(own) = row.and_then(|row| Self::rows().get(row)) else {
            return Vec::new();
        };
        // What each byte adds, its two numbers taken together: to the product with the word's own
        // row, and to the square of a row's length.
        let own = self.place(own);
        let length = own.iter().map(|n| n * n).sum::<f32>().sqrt();
        let adds: Vec<[(f32, f32); 256]> = own
            .chunks(2)
            .zip(self.reach.chunks(2))
            .map(|(own, reach)| {
                std::array::from_fn(|byte| {
                    let [a, b] = steps(u8::try_from(byte).unwrap_or(0));
                    let numbers = [a, b].into_iter().zip(reach);
                    let mut sums = (0.0, 0.0);
                    for ((step, reach), own) in numbers.zip(own) {
                        let number = number(step, *reach);
                        sums.0 += number * own / length.max(f32::MIN_POSITIVE);
                        sums.1 += number * number;
                    }
                    sums
                })
            })
            .collect();
        let alike = |row: &Row| {
            let mut sums = (0.0, 0.0);
            for (adds, byte) in adds.iter().zip(row) {
                let (product, square) = adds[usize::from(*byte)];
                sums.0 += product;
                sums.1 += square;
            }
            sums.0 / sums.1.sqrt().max(f32::MIN_POSITIVE)
        };
        Self::rows().iter().map(alike).collect()
    }

    fn rows() -> &'static [Row] {
        let rows = VECTORS.get(DIMENSIONS * REACH..).unwrap_or_default();
        rows.as_chunks().0
    }

    /// A row's numbers.
    fn place(&self, row: &Row) -> [f32; DIMENSIONS] {
        let mut place = [0.0; DIMENSIONS];
        let steps = row.iter().flat_map(|two| steps(*two));
        for ((place, step), reach) in place.iter_mut().zip(steps).zip(&self.reach) {
            *place = number(step, *reach);
        }
        place
    }
}

/// The two steps of a byte.
const fn steps(two: u8) -> [u8; 2] {
    [two & 15, two >> 4]
}

/// The number that a step stands for in a dimension of that reach.
fn number(step: u8, reach: f32) -> f32 {
    (f32::from(step) / STEPS * 2.0 - 1.0) * reach
}

#[cfg(test)]
mod tests {
    use super::*;

    fn near(word: &str) -> Vec<NearWord> {
        let table = Words::get().expect("the shipped table");
        table.near(&[word.to_owned()]).swap_remove(0)
    }

    #[test]
    fn a_word_is_nearest_to_itself() {
        let words = near("災害");
        assert_eq!(words[0].text, "災害");
        assert!(words[0].likeness > 0.999);
        assert!(words.iter().any(|word| word.text == "天災"), "{words:?}");
        assert!(words.iter().all(|word| word.text != "郵便"));
    }

    #[test]
    fn a_word_that_is_not_there_is_near_to_nothing() {
        assert!(near("ぬりぬり壁").is_empty());
    }
}
