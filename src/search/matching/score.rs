//! What a match is worth, in points.
//!
//! The order of importance: how it matched (as typed, by reading, scattered, with an error),
//! which field, whether it is a whole word, how much of the field it is. `SkimMatcherV2` judges
//! each distinct window of text; what it cannot see in Japanese is added here.
//!
//! In: a match and its place. Out: points. Cost: a window is judged once and remembered.

use fuzzy_matcher::FuzzyMatcher;
use fuzzy_matcher::skim::SkimMatcherV2;
use rustc_hash::FxHashMap;

use crate::search::index::alphabet::Alphabet;

/// Spelled as typed.
pub(crate) const EXACT: i32 = 1000;
/// Read as typed.
pub(crate) const READ: i32 = 950;
/// The characters in order, with others between them.
pub(crate) const ABBREVIATED: i32 = 600;
/// A spelling with fewer points for itself and its place is there by chance.
pub(crate) const CHANCE: i32 = 500;
/// Points off for a typing error.
pub(crate) const ERROR: i32 = 300;
/// The best that Skim can say of a window.
pub(crate) const SKIM: i32 = 60;
/// A word starts, or ends, where the match does.
const WORD_START: i32 = 40;
const WORD_END: i32 = 30;
/// A title or name begins with what is read as typed: who types a name by its sound begins at its
/// beginning.
pub(crate) const BEGINS: i32 = 25;
/// A match that is the whole of a title or name.
pub(crate) const COVERAGE: i32 = 120;
/// A reading that starts inside a word.
const INSIDE: i32 = 45;

/// Where a match lies in its field, as far as points go.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Place {
    /// A word starts where it does.
    pub(crate) word_start: bool,
    /// A word ends where it does.
    pub(crate) word_end: bool,
    /// Matched characters.
    pub(crate) length: usize,
    /// Characters of the field.
    pub(crate) field: usize,
    /// The field is a title or name.
    pub(crate) heading: bool,
    /// The field begins with it, as it is read.
    pub(crate) first: bool,
    /// The match came through a reading.
    pub(crate) read: bool,
}

impl Place {
    /// The points for the place.
    pub(crate) fn points(self) -> i32 {
        let mut points = 0;
        if self.word_start {
            points += WORD_START;
        } else if self.read {
            points -= INSIDE;
        }
        if self.word_end {
            points += WORD_END;
        }
        if self.heading {
            points += Self::coverage(self.length, self.field);
            points += if self.first { BEGINS } else { 0 };
        }
        points
    }

    /// The points for how much of a title or name is matched.
    pub(crate) fn coverage(length: usize, field: usize) -> i32 {
        let share = length.min(field) * usize::try_from(COVERAGE).unwrap_or(0) / field.max(1);
        i32::try_from(share).unwrap_or(0)
    }

    /// The most points that a match in a body has for its place and by Skim.
    pub(crate) const fn most_points(word_start: bool, read: bool) -> i32 {
        let start = match (word_start, read) {
            (true, _) => WORD_START,
            (false, true) => -INSIDE,
            (false, false) => 0,
        };
        SKIM + start + WORD_END
    }
}

/// `SkimMatcherV2` with a memory: each distinct window is judged once. Good for one list of
/// patterns only.
pub(crate) struct Scorer {
    skim: SkimMatcherV2,
    /// Points by window and pattern.
    memory: FxHashMap<Vec<u16>, i32>,
    perfect: FxHashMap<Vec<u16>, i64>,
    /// Points by number of the pattern and what stands before the match.
    of_pattern: Vec<[Option<i16>; CASES]>,
    key: Vec<u16>,
}

/// How many cases there are of what stands before a match.
pub(crate) const CASES: usize = 5;

impl Default for Scorer {
    fn default() -> Self {
        Self {
            skim: SkimMatcherV2::default().smart_case(),
            memory: FxHashMap::default(),
            perfect: FxHashMap::default(),
            of_pattern: Vec::new(),
            key: Vec::new(),
        }
    }
}

impl Scorer {
    /// What was remembered for a pattern, by its number, in that case.
    pub(crate) fn remembered(&self, pattern: usize, case: usize) -> Option<i32> {
        self.of_pattern.get(pattern)?[case].map(i32::from)
    }

    /// Remembers points for a pattern in that case.
    pub(crate) fn remember(&mut self, pattern: usize, case: usize, points: i32) {
        if self.of_pattern.len() <= pattern {
            self.of_pattern.resize(pattern + 1, [None; CASES]);
        }
        self.of_pattern[pattern][case] = i16::try_from(points).ok();
    }

    /// Points of `pattern` in `window`, both of which the alphabet can spell. A window that
    /// begins with [`crate::search::index::alphabet::UNKNOWN`] begins behind a word boundary.
    pub(crate) fn points(&mut self, alphabet: &Alphabet, window: &[u16], pattern: &[u16]) -> i32 {
        self.key.clear();
        self.key.extend(window);
        self.key.push(u16::MAX);
        self.key.extend(pattern);
        if let Some(points) = self.memory.get(self.key.as_slice()) {
            return *points;
        }
        let spell = |ids: &[u16]| -> String {
            ids.iter()
                .map(|id| match alphabet.letter(*id) {
                    '\0' => ' ',
                    c => c,
                })
                .collect()
        };
        let wanted = spell(pattern);
        let skim = &self.skim;
        let perfect = *self
            .perfect
            .entry(pattern.to_vec())
            .or_insert_with(|| skim.fuzzy_match(&wanted, &wanted).unwrap_or(1).max(1));
        let score = skim.fuzzy_match(&spell(window), &wanted).unwrap_or(0);
        let points = i32::try_from(score * i64::from(SKIM) / perfect)
            .unwrap_or(0)
            .clamp(-SKIM, SKIM);
        self.memory.insert(self.key.clone(), points);
        points
    }
}
