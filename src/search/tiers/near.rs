//! Words of a like meaning: 軍人 lies near 恩給, 景気 near 経済.
//!
//! In: a word in normal form. Out: other words of the shipped table with how alike they are, the
//! nearest first. The table (`assets/near`) gives each word a row of four-bit numbers, its place
//! among words that are used alike; two are as alike as their directions (the cosine). Cost: one
//! pass over the rows and one over the words for a query; nothing of it is read before it is asked.

use std::sync::OnceLock;

use fst::{Map, Streamer};

use crate::japanese::readings::prefixes;

const WORDS: &[u8] = include_bytes!("../../../assets/near/words.fst");
const VECTORS: &[u8] = include_bytes!("../../../assets/near/vectors.bin");

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

/// The shipped table of words.
pub(super) struct Words {
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
        let likenesses: Vec<Vec<f32>> = words.iter().map(|word| self.likenesses(word)).collect();
        let mut near: Vec<Vec<NearWord>> = vec![Vec::new(); words.len()];
        let mut all = self.map.stream();
        while let Some((word, row)) = all.next() {
            for (likenesses, near) in likenesses.iter().zip(&mut near) {
                let likeness = usize::try_from(row)
                    .ok()
                    .and_then(|row| likenesses.get(row));
                let Some(likeness) = likeness.filter(|likeness| **likeness >= LEAST) else {
                    continue;
                };
                near.push(NearWord {
                    text: String::from_utf8_lossy(word).into_owned(),
                    likeness: *likeness,
                });
            }
        }
        for (near, word) in near.iter_mut().zip(words) {
            let own = |one: &NearWord| one.text != *word;
            near.sort_by(|a, b| b.likeness.total_cmp(&a.likeness).then(own(a).cmp(&own(b))));
        }
        near
    }

    /// How alike each row is to a word's; empty where the table does not have the word.
    fn likenesses(&self, word: &str) -> Vec<f32> {
        let row = self.map.get(word).and_then(|row| usize::try_from(row).ok());
        let Some(own) = row.and_then(|row| Self::rows().get(row)) else {
            return Vec::new();
        };
        let own = self.place(own);
        let alike = |row| {
            let place = self.place(row);
            own.iter().zip(&place).map(|(a, b)| a * b).sum()
        };
        Self::rows().iter().map(alike).collect()
    }

    fn rows() -> &'static [[u8; DIMENSIONS / 2]] {
        let rows = VECTORS.get(DIMENSIONS * REACH..).unwrap_or_default();
        rows.as_chunks().0
    }

    /// A row's numbers, brought to length 1.
    fn place(&self, row: &[u8; DIMENSIONS / 2]) -> [f32; DIMENSIONS] {
        let mut place = [0.0; DIMENSIONS];
        let steps = row.iter().flat_map(|two| [two & 15, two >> 4]);
        for ((number, step), reach) in place.iter_mut().zip(steps).zip(&self.reach) {
            *number = (f32::from(step) / STEPS * 2.0 - 1.0) * reach;
        }
        let length = place.iter().map(|n| n * n).sum::<f32>().sqrt();
        place.map(|number| number / length.max(f32::MIN_POSITIVE))
    }
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
