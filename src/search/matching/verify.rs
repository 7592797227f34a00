//! Looks for all spellings of a word in one field at once.
//!
//! In: a trie, the units of a field, a floor. Out: the best match with more points than the floor.
//! Cost: one pass over the units; most of them are passed over by the first character or pair.
//! Invariant: what is passed over could not have beaten the floor.

use crate::japanese::normal::is_han;
use crate::search::answer::FieldKind;
use crate::search::index::alphabet::{BOUNDARY, LETTER, UNKNOWN};
use crate::search::index::fields::Index;
use crate::search::matching::score::{BEGINS, Place, SKIM, Scorer};
use crate::search::matching::trie::{NEVER, Pattern, Trie};
use crate::search::query::syntax::Anchor;

/// A match of a pattern in a field.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct PatternMatch {
    pub(crate) pattern: usize,
    /// First matched unit.
    pub(crate) start: usize,
    /// Number of matched units.
    pub(crate) length: usize,
    /// Points without the field's own.
    pub(crate) points: i32,
}

impl Trie {
    /// The best match in a field that has more than `floor` points; of equal ones the first.
    pub(crate) fn best(
        &self,
        index: &Index,
        scorer: &mut Scorer,
        field: u32,
        floor: i32,
    ) -> Option<PatternMatch> {
        let units = index.units(field);
        let heading = index.kind(field) != FieldKind::Body;
        let more = match heading {
            true => Place::coverage(self.longest(), units.len()) + BEGINS,
            false => 0,
        };
        let mut verifier = Verifier {
            trie: self,
            index,
            scorer,
            units,
            heading,
            more,
            best: None,
            floor,
            least: NEVER,
        };
        verifier.rise(floor);
        verifier.run();
        verifier.best
    }
}

/// Less than any match has.
pub(crate) const ANY: i32 = i32::MIN;

/// A look through one field.
struct Verifier<'a> {
    trie: &'a Trie,
    index: &'a Index,
    scorer: &'a mut Scorer,
    units: &'a [u16],
    /// The field is a title or name.
    heading: bool,
    /// How many points more than in a body a match may have here.
    more: i32,
    best: Option<PatternMatch>,
    /// What has no more points is not kept.
    floor: i32,
    /// What is worth no more than so many points in a body is not looked at.
    least: i16,
}

impl Verifier<'_> {
    fn run(&mut self) {
        let only_start = matches!(self.trie.anchor(), Anchor::Prefix | Anchor::Whole);
        let mut from = 0;
        while self.least < self.trie.highest()
            && let Some(start) = self.begins(from)
            && !(only_start && start > 0)
        {
            self.at(start);
            from = start + 1;
        }
    }

    /// The next unit at which a pattern may begin that is worth looking at.
    fn begins(&self, from: usize) -> Option<usize> {
        let rest = self.units.get(from..)?;
        let found = match self.trie.pairs() {
            // Most words have one spelling: its first two characters are looked for at once.
            [(a, b)] => pair(rest, *a, *b),
            pairs @ [_, ..] => pairs.iter().filter_map(|(a, b)| pair(rest, *a, *b)).min(),
            [] => rest
                .iter()
                .position(|unit| self.trie.most(*unit) > self.least),
        };
        found.map(|at| from + at)
    }

    /// Weighs the patterns that begin at that unit.
    fn at(&mut self, start: usize) {
        let (trie, units) = (self.trie, self.units);
        let only_end = matches!(trie.anchor(), Anchor::Suffix | Anchor::Whole);
        let starts = usize::from(units[start] & BOUNDARY != 0);
        let mut node = trie.root(units[start]);
        let mut at = start;
        while let Some(here) = node.filter(|node| node.most[starts] > self.least) {
            at += 1;
            if let Some(pattern) = here.pattern
                && (!only_end || at == units.len())
            {
                self.weigh(PatternMatch {
                    pattern,
                    start,
                    length: at - start,
                    points: 0,
                });
            }
            node = units.get(at).and_then(|unit| trie.next(here, *unit));
        }
    }

    /// Keeps a match if it is the best so far.
    fn weigh(&mut self, found: PatternMatch) {
        let pattern = &self.trie.patterns()[found.pattern];
        let place = self.place(found);
        let is_word = place.word_start && place.word_end;
        let as_word = if is_word { pattern.as_word } else { 0 };
        let in_place = pattern.points + as_word + place.points();
        let best = self.best.map_or(self.floor, |best| best.points);
        if in_place.saturating_add(SKIM) <= best
            || !pattern.counts_at(self.index, self.units, found.start)
        {
            return;
        }
        let points = in_place + self.skim(found);
        if points > best {
            self.best = Some(PatternMatch { points, ..found });
            self.rise(points);
        }
    }

    /// From now on only more points than these are of interest.
    fn rise(&mut self, points: i32) {
        self.least = i16::try_from(points.saturating_sub(self.more)).unwrap_or(NEVER);
    }

    fn place(&self, found: PatternMatch) -> Place {
        let pattern = &self.trie.patterns()[found.pattern];
        let end = found.start + found.length;
        Place {
            word_start: self.units[found.start] & BOUNDARY != 0,
            word_end: self.units.get(end).is_none_or(|u| u & BOUNDARY != 0),
            length: found.length,
            field: self.units.len(),
            heading: self.heading,
            first: found.start == 0 && pattern.read && !pattern.translated,
            read: pattern.read,
        }
    }

    fn skim(&mut self, found: PatternMatch) -> i32 {
        let (case, prefix) = before(self.index, self.units, found.start);
        if let Some(points) = self.scorer.remembered(found.pattern, case) {
            return points;
        }
        let ids = &self.trie.patterns()[found.pattern].ids;
        let mut window: Vec<u16> = prefix.into_iter().collect();
        window.extend(ids);
        let points = self.scorer.points(&self.index.alphabet, &window, ids);
        self.scorer.remember(found.pattern, case, points);
        points
    }
}

impl Pattern {
    /// Whether a match from that unit on is worth its points: with a typing error a few
    /// characters from inside a word are no more than chance, and half a syllable is none: こうふ
    /// is not 光フ before ァイバ.
    fn counts_at(&self, index: &Index, units: &[u16], start: usize) -> bool {
        let next = units.get(start + self.ids.len());
        if self.read && next.is_some_and(|unit| is_small(index.alphabet.letter(*unit))) {
            return false;
        }
        if self.starts && units[start] & BOUNDARY == 0 {
            return false;
        }
        let kanji = |at: usize| {
            let unit = units.get(at);
            unit.is_some_and(|unit| is_han(index.alphabet.letter(*unit)))
        };
        let end = start + self.ids.len();
        let is_within = |at: usize| units.get(at).is_some_and(|unit| unit & BOUNDARY == 0);
        // 保育 is not the end of 確保 and the beginning of 育成 with a sign between them.
        let is_over_sign = |at: usize| !is_within(at) && kanji(at - 1) && kanji(at);
        if is_within(start) && is_within(end) && (start + 1..end).any(is_over_sign) {
            return false;
        }
        if !self.error {
            return true;
        }
        if units[start] & BOUNDARY == 0 {
            return kanji(start) && !self.little;
        }
        // The end of an inflected word starts none: き方 in 働き方.
        let inflected = start > 0 && kanji(start - 1) && !kanji(start) && kanji(start + 1);
        !inflected
    }
}

/// Whether a kana makes one syllable with the one before it.
fn is_small(kana: char) -> bool {
    matches!(
        kana,
        'ぁ' | 'ぃ' | 'ぅ' | 'ぇ' | 'ぉ' | 'ゃ' | 'ゅ' | 'ょ' | 'ゎ'
    )
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

/// What stands before a match as Skim sees it: the case, below [`CASES`](crate::search::matching::score::CASES),
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
    use crate::search::matching::spelling::Spelling;
    use crate::search::tests::small;
    use proptest::prelude::*;

    /// The best match as it is found by weighing every pattern everywhere.
    fn weighed(index: &Index, trie: &Trie, field: u32) -> Option<PatternMatch> {
        let units = index.units(field);
        let mut scorer = Scorer::default();
        let mut best: Option<PatternMatch> = None;
        for start in 0..units.len() {
            let mut here: Vec<(usize, &Pattern)> = trie.patterns().iter().enumerate().collect();
            here.retain(|(_, p)| {
                let text = units.get(start..start + p.ids.len());
                text.is_some_and(|text| text.iter().map(|u| u & LETTER).eq(p.ids.iter().copied()))
            });
            here.sort_by_key(|(_, p)| p.ids.len());
            for (pattern, p) in here {
                let mut verifier = Verifier {
                    trie,
                    index,
                    scorer: &mut scorer,
                    units,
                    heading: index.kind(field) != FieldKind::Body,
                    more: 0,
                    best: None,
                    floor: ANY,
                    least: NEVER,
                };
                verifier.weigh(PatternMatch {
                    pattern,
                    start,
                    length: p.ids.len(),
                    points: 0,
                });
                if let Some(found) = verifier.best
                    && best.is_none_or(|b| found.points > b.points)
                {
                    best = Some(found);
                }
            }
        }
        best
    }

    proptest! {
        #[test]
        fn nothing_better_is_passed_over(
            spelled in proptest::collection::vec((0u32..40, 0usize..30, 1usize..4, 0i32..420), 1..60),
            typed in proptest::option::of((0u32..40, 0usize..30)),
            floor in 400i32..1200,
        ) {
            let library = small();
            let index = Index::new(&library);
            let fields = u32::try_from(index.len()).unwrap();
            let part = |field: u32, start: usize, length: usize| -> Vec<u16> {
                let units = index.units(field % fields);
                let start = start % units.len();
                units[start..(start + length).min(units.len())].iter().map(|u| u & LETTER).collect()
            };
            let typed = typed.map(|(field, start)| Pattern::exact(part(field, start, 2)));
            let list = typed.into_iter().chain(spelled.into_iter().map(|(field, start, length, cost)| {
                let ids = part(field, start, length);
                Pattern::read(&index.alphabet, Spelling { ids, cost, tail: None })
            })).collect();
            let trie = Trie::new(list, index.alphabet.len(), Anchor::Free);
            for field in 0..fields {
                let best = weighed(&index, &trie, field);
                let over = |floor| trie.best(&index, &mut Scorer::default(), field, floor);
                prop_assert_eq!(over(ANY), best);
                prop_assert_eq!(over(floor), best.filter(|best| best.points > floor));
            }
        }

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
