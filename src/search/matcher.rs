//! Looks for many spellings in a field at once.

use super::FieldKind;
use super::index::{Alphabet, BOUNDARY, Index, LETTER, UNKNOWN};
use super::lattice::{ERROR, Spelling, Tail};
use super::normal::is_han;
use super::postings::Wanted;
use super::query::Anchor;
use super::rank::{EXACT, Judge, Place, READ};
use super::readings::Dictionary;

/// A spelling to look for.
#[derive(Clone, Debug)]
pub(super) struct Pattern {
    pub(super) ids: Vec<u16>,
    /// What a match is worth before its place is looked at.
    pub(super) points: i32,
    /// The last word is read in part.
    pub(super) tail: Option<Tail>,
    read: bool,
    /// It has a typing error.
    error: bool,
    /// It is so little that it says something only where a word starts.
    little: bool,
}

impl Pattern {
    /// The spelling that was typed.
    pub(super) fn exact(ids: Vec<u16>) -> Self {
        Self {
            ids,
            points: EXACT,
            tail: None,
            read: false,
            error: false,
            little: false,
        }
    }

    /// A spelling that the typed word stands for.
    pub(super) fn read(alphabet: &Alphabet, spelling: Spelling) -> Self {
        let word = || -> String { spelling.ids.iter().map(|id| alphabet.letter(*id)).collect() };
        let known = |word: &str| Dictionary::get().is_some_and(|d| d.of(word).next().is_some());
        Self {
            little: spelling.ids.len() <= 2 && !known(&word()),
            ids: spelling.ids,
            points: READ - spelling.cost,
            tail: spelling.tail,
            read: true,
            error: spelling.cost >= ERROR,
        }
    }

    /// Whether a match from that unit on is worth its points: with a typing error a few
    /// characters from inside a word are no more than chance.
    fn counts_at(&self, index: &Index, units: &[u16], start: usize) -> bool {
        if !self.error {
            return true;
        }
        let kanji = |at: usize| {
            let unit = units.get(at);
            unit.is_some_and(|unit| is_han(index.alphabet.letter(*unit)))
        };
        if units[start] & BOUNDARY == 0 {
            return kanji(start) && !self.little;
        }
        // The end of an inflected word starts none: き方 in 働き方.
        let inflected = start > 0 && kanji(start - 1) && !kanji(start) && kanji(start + 1);
        !inflected
    }
}

/// A match of a pattern in a field.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Match {
    pub(super) pattern: usize,
    /// First matched unit.
    pub(super) start: usize,
    /// Number of matched units.
    pub(super) length: usize,
    /// Points without the field's own.
    pub(super) points: i32,
}

/// Patterns as a trie over units.
#[derive(Clone, Debug, Default)]
pub(super) struct Patterns {
    list: Vec<Pattern>,
    /// Node for each first character; 0 is none.
    first: Vec<u32>,
    nodes: Vec<TrieNode>,
    /// The first two characters of each pattern where all have two and few differ; else empty.
    pairs: Vec<(u16, u16)>,
    anchor: Anchor,
}

/// Up to so many first pairs are looked for one by one.
const FEW_PAIRS: usize = 4;

#[derive(Clone, Debug, Default)]
struct TrieNode {
    children: Vec<(u16, u32)>,
    /// The pattern that ends here, plus one.
    pattern: u32,
}

impl Patterns {
    /// Patterns over an alphabet of that many characters.
    pub(super) fn new(list: Vec<Pattern>, letters: usize, anchor: Anchor) -> Self {
        let mut patterns = Self {
            list: Vec::with_capacity(list.len()),
            first: vec![0; letters],
            nodes: vec![TrieNode::default()],
            pairs: Vec::new(),
            anchor,
        };
        for pattern in list {
            patterns.insert(pattern);
        }
        patterns.pairs = patterns.first_pairs().unwrap_or_default();
        patterns
    }

    fn first_pairs(&self) -> Option<Vec<(u16, u16)>> {
        let mut pairs = Vec::new();
        for pattern in &self.list {
            let pair = (*pattern.ids.first()?, *pattern.ids.get(1)?);
            if !pairs.contains(&pair) {
                pairs.push(pair);
            }
            if pairs.len() > FEW_PAIRS {
                return None;
            }
        }
        Some(pairs)
    }

    fn insert(&mut self, pattern: Pattern) {
        let Some((first, rest)) = pattern.ids.split_first() else {
            return;
        };
        let Some(slot) = self.first.get_mut(usize::from(*first)) else {
            return;
        };
        if *slot == 0 {
            *slot = u32::try_from(self.nodes.len()).unwrap_or(0);
            self.nodes.push(TrieNode::default());
        }
        let mut node = *slot as usize;
        for id in rest {
            let known = self.nodes[node].children.iter().find(|(c, _)| c == id);
            node = match known {
                Some((_, next)) => *next as usize,
                None => {
                    let next = self.nodes.len();
                    self.nodes.push(TrieNode::default());
                    let link = (*id, u32::try_from(next).unwrap_or(0));
                    self.nodes[node].children.push(link);
                    next
                }
            };
        }
        let end = &mut self.nodes[node].pattern;
        match end.checked_sub(1) {
            Some(known) => {
                let known = &mut self.list[known as usize];
                if pattern.points > known.points {
                    *known = pattern;
                }
            }
            None => {
                *end = u32::try_from(self.list.len() + 1).unwrap_or(0);
                self.list.push(pattern);
            }
        }
    }

    /// The patterns.
    pub(super) fn list(&self) -> &[Pattern] {
        &self.list
    }

    /// What a field must have to match.
    pub(super) fn wanted(&self) -> Vec<Wanted> {
        let mut sorted: Vec<&[u16]> = self.list.iter().map(|p| p.ids.as_slice()).collect();
        sorted.sort_unstable();
        // A field with 地方 has 地 as well: what another pattern begins adds nothing.
        let mut kept: Vec<&[u16]> = Vec::new();
        for ids in sorted {
            if !kept.last().is_some_and(|shorter| ids.starts_with(shorter)) {
                kept.push(ids);
            }
        }
        kept.into_iter().map(Wanted::together).collect()
    }

    /// The best match in a field.
    pub(super) fn best(&self, index: &Index, judge: &mut Judge, field: u32) -> Option<Match> {
        let units = index.units(field);
        let heading = index.kind(field) != FieldKind::Body;
        let only_start = matches!(self.anchor, Anchor::Prefix | Anchor::Whole);
        let mut best: Option<Match> = None;
        let mut from = 0;
        while let Some(start) = self.begins(units, from) {
            if only_start && start > 0 {
                break;
            }
            self.at(index, judge, units, start, heading, &mut best);
            from = start + 1;
        }
        best
    }

    /// The next unit at which a pattern may begin.
    fn begins(&self, units: &[u16], from: usize) -> Option<usize> {
        let rest = units.get(from..)?;
        let found = match self.pairs.as_slice() {
            // Most words have one spelling: its first two characters are looked for at once.
            [(a, b)] => pair(rest, *a, *b),
            [_, ..] => self
                .pairs
                .iter()
                .filter_map(|(a, b)| pair(rest, *a, *b))
                .min(),
            [] => rest
                .iter()
                .position(|unit| self.first[usize::from(unit & LETTER)] != 0),
        };
        found.map(|at| from + at)
    }

    /// The patterns that begin at that unit.
    fn at(
        &self,
        index: &Index,
        judge: &mut Judge,
        units: &[u16],
        start: usize,
        heading: bool,
        best: &mut Option<Match>,
    ) {
        let only_end = matches!(self.anchor, Anchor::Suffix | Anchor::Whole);
        let mut node = self.first[usize::from(units[start] & LETTER)] as usize;
        let mut at = start;
        while node != 0 {
            at += 1;
            let ended = self.nodes[node].pattern;
            let counts = |ended: u32| {
                self.list[ended as usize - 1].counts_at(index, units, start)
                    && (!only_end || at == units.len())
            };
            if ended != 0 && counts(ended) {
                let found = Match {
                    pattern: ended as usize - 1,
                    start,
                    length: at - start,
                    points: 0,
                };
                let points = self.points(index, judge, units, found, heading);
                if best.is_none_or(|b| points > b.points) {
                    *best = Some(Match { points, ..found });
                }
            }
            let Some(next) = units.get(at).map(|u| u & LETTER) else {
                break;
            };
            let children = &self.nodes[node].children;
            node = children
                .iter()
                .find(|(c, _)| *c == next)
                .map_or(0, |(_, n)| *n as usize);
        }
    }

    fn points(
        &self,
        index: &Index,
        judge: &mut Judge,
        units: &[u16],
        found: Match,
        heading: bool,
    ) -> i32 {
        let Match {
            pattern,
            start,
            length,
            ..
        } = found;
        let number = pattern;
        let pattern = &self.list[number];
        let end = start + length;
        let (case, prefix) = before(index, units, start);
        let skim = judge.remembered(number, case).unwrap_or_else(|| {
            let mut window: Vec<u16> = prefix.into_iter().collect();
            window.extend(&pattern.ids);
            let points = judge.points(&index.alphabet, &window, &pattern.ids);
            judge.remember(number, case, points);
            points
        });
        let place = Place {
            word_start: units[start] & BOUNDARY != 0,
            word_end: units.get(end).is_none_or(|u| u & BOUNDARY != 0),
            length,
            field: units.len(),
            heading,
            read: pattern.read,
        };
        pattern.points + skim + place.points()
    }
}

/// How many units are compared at once.
const STRIDE: usize = 16;

/// Where the two characters first stand side by side.
fn pair(units: &[u16], a: u16, b: u16) -> Option<usize> {
    let seconds = units.get(1..)?;
    let firsts = &units[..seconds.len()];
    let is = |(x, y): (&u16, &u16)| (x & LETTER == a) & (y & LETTER == b);
    // No early way out within a stride: so it becomes a handful of vector instructions.
    let any = |at: usize| {
        let range = at..at + STRIDE;
        let (x, y) = (&firsts[range.clone()], &seconds[range]);
        x.iter().zip(y).fold(false, |found, pair| found | is(pair))
    };
    let mut at = 0;
    while at + STRIDE <= firsts.len() && !any(at) {
        at += STRIDE;
    }
    // What is left over is looked at once more with some of what came before it.
    let left = firsts.len() - at;
    if left < STRIDE && firsts.len() >= STRIDE && !any(firsts.len() - STRIDE) {
        return None;
    }
    let (x, y) = (&firsts[at..], &seconds[at..]);
    x.iter().zip(y).position(is).map(|found| at + found)
}

/// What stands before a match as Skim sees it: the case, below [`CASES`](super::rank::CASES),
/// and the character to show it.
fn before(index: &Index, units: &[u16], start: usize) -> (usize, Option<u16>) {
    if start == 0 {
        return (0, None);
    }
    if units[start] & BOUNDARY != 0 {
        return (1, Some(UNKNOWN));
    }
    let id = units[start - 1] & LETTER;
    let case = match index.alphabet.letter(id) {
        c if c.is_ascii_digit() => 2,
        c if c.is_ascii() => 3,
        _ => 4,
    };
    (case, Some(id))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn a_pair_is_found_where_it_stands(units in proptest::collection::vec(0u16..4, 0..80)) {
            let expected = units.windows(2).position(|w| w == [1, 2]);
            let marked: Vec<u16> = units.iter().enumerate()
                .map(|(n, u)| if n % 3 == 0 { u | BOUNDARY } else { *u })
                .collect();
            prop_assert_eq!(pair(&units, 1, 2), expected);
            prop_assert_eq!(pair(&marked, 1, 2), expected);
        }
    }
}
