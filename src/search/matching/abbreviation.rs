//! Abbreviations: the characters in order with others between them, 地協隊 in 地域おこし協力隊.
//!
//! In: the characters, the units of a field. Out: the shortest stretch that has them in order, with
//! points for how closely they stand. Cost: one pass over the units for each character of a field
//! that occurs in the abbreviation.

use crate::japanese::normal::is_han;
use crate::search::answer::FieldKind;
use crate::search::index::alphabet::{Alphabet, BOUNDARY, LETTER};
use crate::search::index::fields::Index;
use crate::search::index::postings::Condition;
use crate::search::matching::score::{ABBREVIATED, COVERAGE, Place, Scorer};

/// Points for each share of the characters that begin a word or follow the one before.
const TOGETHER: i32 = 90;
/// Points off for each character in between.
const GAP: i32 = 5;

/// Most characters that an abbreviation has.
const MOST: usize = 24;
/// Up to so many characters say too little unless a word starts where they do.
const FEW: usize = 3;

/// The characters of an abbreviation.
#[derive(Clone, Debug)]
pub(crate) struct Abbreviation {
    pub(crate) ids: Vec<u16>,
    /// Points off, for an abbreviation that was typed by its sound.
    cost: i32,
    /// Most stretches that the characters may be torn into.
    stretches: usize,
    /// It has kanji only.
    kanji: bool,
    /// Pairs of neighbours of which one must stand together: a lone kana between kanji says
    /// nothing.
    beside: Vec<(usize, usize)>,
}

/// Where an abbreviation stands in a field.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct AbbreviationMatch {
    /// Matched units in order.
    pub(crate) places: Vec<usize>,
    /// Points without the field's own.
    pub(crate) points: i32,
}

impl Abbreviation {
    /// The most points that any match has, those of its field not counted.
    pub(crate) const MOST_POINTS: i32 =
        ABBREVIATED + TOGETHER + Place::most_points(true, false) + COVERAGE;

    /// None for what is too short to be an abbreviation.
    pub(crate) fn new(alphabet: &Alphabet, ids: Vec<u16>, cost: i32) -> Option<Self> {
        let han = ids
            .iter()
            .filter(|id| is_han(alphabet.letter(**id)))
            .count();
        let n = ids.len();
        if !(2..=MOST).contains(&n) || han == 0 && n < 3 {
            return None;
        }
        // Kanji stand for words; kana and letters mean something only in stretches.
        let stretches = han + (n - han).div_ceil(2);
        let beside = if han == 0 {
            Vec::new()
        } else {
            (0..n)
                .filter(|k| !is_han(alphabet.letter(ids[*k])))
                .map(|k| (k.saturating_sub(1), k.min(n - 2)))
                .collect()
        };
        Some(Self {
            ids,
            cost,
            stretches,
            kanji: han == n,
            beside,
        })
    }

    /// What a field must have to match.
    pub(crate) fn condition(&self) -> Condition {
        Condition {
            letters: self.ids.clone(),
            least: self.ids.len().saturating_sub(self.stretches),
            beside: self.beside.clone(),
            ..Condition::default()
        }
    }

    /// The closest match in a field, unless it is torn too far.
    pub(crate) fn best(
        &self,
        index: &Index,
        scorer: &mut Scorer,
        field: u32,
    ) -> Option<AbbreviationMatch> {
        let units = index.units(field);
        let heading = index.kind(field) != FieldKind::Body;
        let n = self.ids.len();
        let reach = match (n, heading) {
            (2, _) => 5,
            (_, true) => 4 * n + 4,
            (_, false) => 3 * n + 2,
        };
        let places = closest(units, &self.ids, n <= FEW).or_else(|| {
            self.kanji
                .then(|| first_of_twos(units, &self.ids))
                .flatten()
        })?;
        let (first, last) = (*places.first()?, *places.last()?);
        let span = last - first + 1;
        if span > reach {
            return None;
        }
        let stretches = 1 + places.windows(2).filter(|w| w[1] != w[0] + 1).count();
        let word_start = units[first] & BOUNDARY != 0;
        let together = |pair: usize| places[pair] + 1 == places[pair + 1];
        let lone = self
            .beside
            .iter()
            .any(|(a, b)| !together(*a) && !together(*b));
        if stretches > self.stretches || lone {
            return None;
        }
        let held = places
            .iter()
            .enumerate()
            .filter(|(k, at)| units[**at] & BOUNDARY != 0 || *k > 0 && places[k - 1] + 1 == **at)
            .count();
        let from = first.saturating_sub(1);
        let window: Vec<u16> = units[from..=last].iter().map(|u| u & LETTER).collect();
        let skim = scorer.points(&index.alphabet, &window, &self.ids);
        let place = Place {
            word_start,
            word_end: units.get(last + 1).is_none_or(|u| u & BOUNDARY != 0),
            length: n,
            field: units.len(),
            heading,
            // 国調 is not what 国の調査 begins with.
            first: false,
            read: false,
        };
        let share = i32::try_from(held).unwrap_or(0) * TOGETHER / i32::try_from(n).unwrap_or(1);
        let gaps = i32::try_from(span - n).unwrap_or(0) * GAP;
        Some(AbbreviationMatch {
            points: ABBREVIATED + skim + share + place.points() - gaps - self.cost,
            places,
        })
    }
}

/// The shortest stretch that has the characters in order, the first of the shortest: its
/// matched units. With `words` it begins where a word may start.
fn closest(units: &[u16], ids: &[u16], words: bool) -> Option<Vec<usize>> {
    // For each number of characters the latest start of a stretch that has them and ends here.
    let mut starts = [usize::MAX; MOST];
    let starts = starts.get_mut(..ids.len())?;
    let wanted = ids.iter().fold(0u64, |mask, id| mask | 1 << (id & 63));
    let mut best: Option<(usize, usize)> = None;
    for (at, unit) in units.iter().enumerate() {
        let id = unit & LETTER;
        if wanted >> (id & 63) & 1 == 0 {
            continue;
        }
        for k in (0..ids.len()).rev().filter(|k| ids[*k] == id) {
            starts[k] = match k.checked_sub(1) {
                Some(before) => starts[before],
                None if words && unit & BOUNDARY == 0 => starts[0],
                None => at,
            };
        }
        let start = starts[ids.len() - 1];
        let ends_here = ids.last() == Some(&id) && start != usize::MAX;
        if ends_here && best.is_none_or(|(s, e)| at - start < e - s) {
            best = Some((start, at));
        }
    }
    let (start, _) = best?;
    let mut places = Vec::with_capacity(ids.len());
    let mut at = start;
    for id in ids {
        at += units.get(at..)?.iter().position(|u| u & LETTER == *id)?;
        places.push(at);
        at += 1;
    }
    Some(places)
}

/// The first kanji of words of two that stand one after another, 特交 in 復興特別交付税: inside a
/// row of kanji no word is seen to start, so nothing else tells them from loose characters.
fn first_of_twos(units: &[u16], ids: &[u16]) -> Option<Vec<usize>> {
    let start = units.windows(2 * ids.len()).position(|row| {
        let one_row = row.iter().skip(1).all(|unit| unit & BOUNDARY == 0);
        let firsts = row.iter().step_by(2).map(|unit| unit & LETTER);
        one_row && firsts.eq(ids.iter().copied())
    })?;
    Some((0..ids.len()).map(|n| start + 2 * n).collect())
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn the_shortest_stretch_wins() {
        assert_eq!(
            closest(&[1, 9, 9, 2, 1, 2, 3], &[1, 2, 3], false),
            Some(vec![4, 5, 6])
        );
        assert_eq!(closest(&[1, 2, 9], &[1, 2, 3], false), None);
        assert_eq!(
            closest(&[1 | BOUNDARY, 9, 2, 1, 2], &[1, 2], true),
            Some(vec![0, 2])
        );
    }

    #[test]
    fn words_of_two_inside_a_row() {
        let row = [7 | BOUNDARY, 8, 1, 9, 2, 9, 5];
        assert_eq!(first_of_twos(&row, &[1, 2]), Some(vec![2, 4]));
        assert_eq!(first_of_twos(&row, &[8, 2]), None);
        assert_eq!(first_of_twos(&[1, 9, 2 | BOUNDARY, 9], &[1, 2]), None);
    }

    proptest! {
        #[test]
        fn no_shorter_stretch_has_them(
            units in proptest::collection::vec(1u16..6, 0..20),
            ids in proptest::collection::vec(1u16..6, 1..5),
        ) {
            let holds = |from: usize, to: usize| {
                let mut rest = ids.iter();
                let mut next = rest.next();
                for unit in &units[from..to] {
                    if next == Some(unit) {
                        next = rest.next();
                    }
                }
                next.is_none()
            };
            let shortest = (0..units.len())
                .flat_map(|from| (from + 1..=units.len()).map(move |to| (from, to)))
                .filter(|(from, to)| holds(*from, *to))
                .map(|(from, to)| to - from)
                .min();
            let found = closest(&units, &ids, false);
            let span = found.as_ref().map(|p| p[p.len() - 1] - p[0] + 1);
            prop_assert_eq!(span, shortest);
            if let Some(places) = found {
                prop_assert!(places.iter().zip(&ids).all(|(at, id)| units[*at] == *id));
            }
        }
    }
}
