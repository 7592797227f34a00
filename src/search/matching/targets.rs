//! Everything that a word is looked for as: its spellings and abbreviations, weighed on one field.
//!
//! In: a field, and which of the two it may have. Out: the points of the best match, or what is
//! to be highlighted. Cost: in proportion to the field. Invariant: a field has points
//! exactly where it has a [`FieldMatch`].

use super::abbreviation::Abbreviation;
use super::alignment;
use super::score::{ABBREVIATED, CHANCE, EXACT, READ, Scorer};
use super::trie::Trie;
use super::verify::ANY;
use crate::search::answer::Match;
use crate::search::index::fields::Index;

/// What is looked for: spellings and abbreviations.
#[derive(Clone, Debug, Default)]
pub(crate) struct Targets {
    pub(crate) trie: Trie,
    pub(crate) abbreviations: Vec<Abbreviation>,
}

/// A hit by reading with at least these points for the spelling is sure.
const SURE: i32 = READ - 120;
/// An abbreviation of a title with at least these points is as good as a sure hit.
const GOOD_ABBREVIATION: i32 = ABBREVIATED + 80;

/// A field to look at.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Candidate {
    pub(crate) field: u32,
    /// It may have one of the spellings.
    pub(crate) spelled: bool,
    /// It may have one of the abbreviations.
    pub(crate) abbreviated: bool,
}

impl Targets {
    /// The most points of a match in a line of text, those of the line not counted.
    pub(crate) fn most(&self) -> i32 {
        let spelled = i32::from(self.trie.highest());
        let abbreviated = self.abbreviations.iter().map(|_| Abbreviation::MOST_POINTS);
        abbreviated.fold(spelled, i32::max)
    }

    /// The points of a field without its own, if they are more than `floor`, and whether it is
    /// meant beyond doubt.
    pub(crate) fn points(
        &self,
        index: &Index,
        scorer: &mut Scorer,
        candidate: &Candidate,
        floor: i32,
    ) -> Option<(i32, bool)> {
        let field = candidate.field;
        let spelled = candidate.spelled.then(|| {
            let found = self.trie.best(index, scorer, field, floor)?;
            let spelled = self.trie.patterns()[found.pattern].points;
            let sure = spelled >= SURE || spelled == EXACT;
            (found.points >= CHANCE).then_some((found.points, sure))
        });
        let best = spelled.flatten();
        let least = best.map_or(floor, |(points, _)| points);
        if !candidate.abbreviated || least >= Abbreviation::MOST_POINTS {
            return best;
        }
        self.abbreviations
            .iter()
            .filter_map(|s| s.best(index, scorer, field))
            .map(|abbreviated| abbreviated.points)
            .max()
            .filter(|points| *points > least)
            .map(|points| (points, points >= GOOD_ABBREVIATION))
            .or(best)
    }

    /// The points of a field without its own, found by looking at it.
    pub(crate) fn points_of(&self, index: &Index, scorer: &mut Scorer, field: u32) -> Option<i32> {
        let candidate = Candidate {
            field,
            spelled: true,
            abbreviated: true,
        };
        let found = self.points(index, scorer, &candidate, ANY);
        found.map(|(points, _)| points)
    }

    /// How a field matches and its matched units, in order; none where it does not.
    pub(crate) fn field_match(
        &self,
        index: &Index,
        scorer: &mut Scorer,
        field: u32,
    ) -> Option<FieldMatch> {
        let found = self
            .trie
            .best(index, scorer, field, ANY)
            .filter(|found| found.points >= CHANCE);
        let abbreviated = self
            .abbreviations
            .iter()
            .filter_map(|s| s.best(index, scorer, field))
            .max_by_key(|abbreviated| abbreviated.points)
            // A typing error may have found less than an abbreviation.
            .filter(|abbreviated| found.is_none_or(|f| abbreviated.points > f.points));
        match (abbreviated, found) {
            (Some(abbreviated), _) => Some(FieldMatch {
                how: Match::Abbreviation,
                sounded: false,
                sure: true,
                units: abbreviated.places,
            }),
            (None, Some(found)) => {
                let pattern = &self.trie.patterns()[found.pattern];
                let highlighted = alignment::highlighted(index, pattern).min(found.length);
                Some(FieldMatch {
                    how: pattern.how(),
                    sounded: pattern.sounded,
                    sure: pattern.tail.is_none()
                        && (pattern.points >= SURE || pattern.error || pattern.sounded),
                    units: (found.start..found.start + highlighted).collect(),
                })
            }
            (None, None) => None,
        }
    }

    /// Whether a field has a spelling that is meant beyond doubt, and that nothing was guessed
    /// for.
    pub(crate) fn has(&self, index: &Index, scorer: &mut Scorer, field: u32) -> bool {
        self.trie
            .best(index, scorer, field, ANY)
            .is_some_and(|found| {
                let pattern = &self.trie.patterns()[found.pattern];
                let sure = pattern.points >= SURE && found.points >= CHANCE;
                sure && !pattern.error && !pattern.sounded && !pattern.translated
            })
    }
}

/// How a field matches.
#[derive(Clone, Debug)]
pub(crate) struct FieldMatch {
    pub(crate) how: Match,
    /// It was guessed from the sound of what was typed.
    pub(crate) sounded: bool,
    /// It is whole words, and no far-fetched reading of what was typed.
    pub(crate) sure: bool,
    /// The matched units, in order.
    pub(crate) units: Vec<usize>,
}
