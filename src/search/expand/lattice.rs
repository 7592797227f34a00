//! Finds the spellings in the library that a typed word may stand for.
//!
//! The typed graph and the words of the library are walked together; pairs of characters that
//! no field has cut a way off at once. What comes out are spellings, `地方` for `tihou`, which
//! `matching` then looks for as if they had been typed.
//!
//! Cost: each place of the word keeps the best few beginnings for each last character; bounded by
//! constants. Invariant: of two ways to one spelling the likelier counts.

use std::rc::Rc;

use rustc_hash::FxHashMap;

use crate::japanese::long_vowels::{LONG, written_ways};
use crate::japanese::normal::is_kana;
use crate::japanese::readings::Dictionary;
use crate::search::expand::graph::{Edge, Graph, Stands};
use crate::search::expand::vocabulary::Vocabulary;
use crate::search::expand::word_reader::{WordStep, exchanged, words_at};
use crate::search::index::alphabet::UNKNOWN;
use crate::search::index::fields::Index;
use crate::search::index::ngram_filter::Followers;
use crate::search::matching::score::{BEGINS, CHANCE, COVERAGE, ERROR, Place, READ};
use crate::search::matching::spelling::{Spelling, Tail};

/// Points off for two kanji of one word that are read each for itself.
const TORN: i32 = 200;
/// A reading of a single kanji that is no word of its own costs at least so much.
const NO_WORD: i32 = 66;
/// Points off for a kanji that is no word and is read by itself before a longer word: 援機密 is
/// not what `enk` begins.
const NOT_A_WORD_YET: i32 = 60;
/// Points off for two kanji that are no word and are read each for itself.
const LOOSE: i32 = 30;
/// Points off for a character too many, beyond the error's own.
const TOO_MANY: i32 = 20;
/// Points off for a missing character, beyond the error's own.
const MISSING: i32 = 10;
/// Kana that join words and are easily left out.
pub(super) const PARTICLES: [char; 10] =
    ['の', 'を', 'に', 'と', 'へ', 'が', 'は', 'で', 'や', 'な'];
/// How much worse than the best beginning another is still followed, in points: the better may
/// turn out to be made of neighbours that are nowhere neighbours in this order.
const SLACK: i32 = 80;
/// How many beginnings with the same last character are followed.
const KEPT: usize = 12;
/// A spelling that is so many points worse than what is typed never counts as a match.
const WORTHLESS: i32 = READ + Place::most_points(true, true) + COVERAGE + BEGINS - CHANCE;
/// How many spellings are given.
const MOST: usize = 4_000;

/// The spellings of the typed word, with at most that many typing errors.
pub(crate) fn spellings(
    index: &Index,
    vocabulary: &Vocabulary,
    graph: &Graph,
    errors: u8,
) -> Vec<Spelling> {
    let mut lattice = Lattice {
        index,
        graph,
        cells: (0..graph.places()).map(|_| FxHashMap::default()).collect(),
        found: FxHashMap::default(),
        followers: FxHashMap::default(),
    };
    lattice.cells[0].insert((UNKNOWN, errors), vec![Beginning::default()]);
    for at in 0..graph.places() {
        let cells = std::mem::take(&mut lattice.cells[at]);
        if graph.is_end(at) {
            for beginning in cells.into_values().flatten() {
                lattice.keep(beginning.ids, beginning.cost, None);
            }
        } else if !cells.is_empty() {
            let words = words_at(vocabulary, graph, at, errors);
            for ((last, left), beginnings) in cells {
                lattice.go_on(at, last, left, beginnings, &words);
            }
        }
    }
    lattice.found.into_values().collect()
}

/// The beginning of a spelling.
#[derive(Clone, Debug, Default)]
struct Beginning {
    ids: Vec<u16>,
    cost: i32,
    /// The last word is a single character that was read.
    alone: bool,
}

/// The ways through the graph, by place, last character and errors still allowed.
struct Lattice<'a> {
    index: &'a Index,
    graph: &'a Graph,
    cells: Vec<FxHashMap<(u16, u8), Vec<Beginning>>>,
    found: FxHashMap<Vec<u16>, Spelling>,
    followers: FxHashMap<u16, Rc<Followers>>,
}

impl Lattice<'_> {
    fn joins(&self, before: &[u16], id: u16) -> bool {
        id != UNKNOWN && self.index.ngrams.goes_on(before, id)
    }

    fn go_on(
        &mut self,
        at: usize,
        last: u16,
        left: u8,
        mut beginnings: Vec<Beginning>,
        words: &[WordStep],
    ) {
        let ngrams = &self.index.ngrams;
        let followers = self.followers(last);
        for step in words.iter().filter(|step| step.errors <= left) {
            let first = step.ids.first().copied().unwrap_or(UNKNOWN);
            if !followers.have(first) {
                continue;
            }
            for beginning in &beginnings {
                if ngrams.go_on(&beginning.ids, &step.ids) {
                    self.take(beginning, step, left);
                }
            }
        }
        // A long vowel that the text has and the typed word lacks.
        let long = self.index.alphabet.id('ー');
        let lengthens = last != long && is_kana(self.index.alphabet.letter(last));
        if lengthens {
            let mut longer = beginnings.clone();
            longer.retain(|b| self.joins(&b.ids, long));
            for beginning in &mut longer {
                beginning.ids.push(long);
                beginning.cost += LONG;
            }
            beginnings.extend(longer);
        }
        let graph = self.graph;
        let guesses = if left > 0 {
            self.guesses(last, at, &followers)
        } else {
            Vec::new()
        };
        for beginning in &beginnings {
            for edge in graph.edges(at) {
                self.write(beginning, edge, left);
            }
            if left > 0 {
                self.mistyped(beginning, at, left - 1, &guesses);
                self.particle_missing(beginning, at, left - 1, words);
            }
        }
    }

    /// What may follow a character.
    fn followers(&mut self, last: u16) -> Rc<Followers> {
        let index = self.index;
        let known = self.followers.entry(last);
        Rc::clone(
            known.or_insert_with(|| {
                Rc::new(Followers::new(&index.ngrams, index.alphabet.len(), last))
            }),
        )
    }

    /// Whether the last two characters are one word of the dictionary: 音声 is no ね and こえ.
    fn torn(&self, ids: &[u16]) -> bool {
        let [.., a, b] = ids else {
            return false;
        };
        let word: String = [*a, *b]
            .map(|id| self.index.alphabet.letter(id))
            .into_iter()
            .collect();
        Dictionary::get().is_some_and(|d| d.of(&word).next().is_some())
    }

    fn take(&mut self, beginning: &Beginning, step: &WordStep, left: u8) {
        let mut ids = beginning.ids.clone();
        ids.extend_from_slice(&step.ids);
        let mut cost = beginning.cost + step.cost;
        if step.ids.len() == 1 && beginning.alone {
            cost += if self.torn(&ids) { TORN } else { LOOSE };
        } else if beginning.alone && beginning.cost >= NO_WORD && beginning.ids.len() == 1 {
            cost += NOT_A_WORD_YET;
        }
        match &step.tail {
            Some((reading, typed)) => {
                let tail = Tail {
                    from: beginning.ids.len(),
                    reading: reading.clone(),
                    typed: *typed,
                };
                self.keep(ids, cost, Some(tail));
            }
            None => {
                let alone = step.ids.len() == 1;
                self.add(step.to, Beginning { ids, cost, alone }, left - step.errors);
            }
        }
    }

    /// What is written as it is typed.
    fn write(&mut self, beginning: &Beginning, edge: &Edge, left: u8) {
        let start = Beginning {
            ids: beginning.ids.clone(),
            cost: beginning.cost + edge.cost,
            alone: false,
        };
        let ends = match &edge.stands {
            Stands::Letter(c) => self.followed_by(&[start], *c, false),
            Stands::Kana(kana) | Stands::Written(kana) => kana
                .iter()
                .fold(vec![start], |starts, c| self.followed_by(&starts, *c, true)),
        };
        for end in ends {
            self.add(edge.to, end, left);
        }
    }

    fn followed_by(&self, starts: &[Beginning], typed: char, kana: bool) -> Vec<Beginning> {
        let alphabet = &self.index.alphabet;
        let mut out = Vec::new();
        for start in starts {
            let last = start.ids.last().copied().unwrap_or(UNKNOWN);
            let others = if kana {
                written_ways(alphabet.letter(last), typed)
            } else {
                vec![(typed, 0)]
            };
            for (other, extra) in others {
                let id = alphabet.id(other);
                if self.joins(&start.ids, id) {
                    let mut next = start.clone();
                    next.ids.push(id);
                    next.cost += extra;
                    out.push(next);
                }
            }
        }
        out
    }

    fn add(&mut self, at: usize, beginning: Beginning, left: u8) {
        if beginning.cost > WORTHLESS {
            return;
        }
        let last = beginning.ids.last().copied().unwrap_or(UNKNOWN);
        let kept = if self.graph.is_end(at) { MOST } else { KEPT };
        let Some(cell) = self.cells.get_mut(at) else {
            return;
        };
        let list = cell.entry((last, left)).or_default();
        match list.iter().position(|b| b.ids == beginning.ids) {
            Some(known) if list[known].cost <= beginning.cost => return,
            Some(known) => drop(list.remove(known)),
            None => {}
        }
        let place = list.partition_point(|b| b.cost <= beginning.cost);
        let too_dear = list
            .first()
            .is_some_and(|b| beginning.cost > b.cost + SLACK);
        if place < kept && !too_dear {
            list.insert(place, beginning);
            list.truncate(kept);
        }
    }

    fn keep(&mut self, ids: Vec<u16>, cost: i32, tail: Option<Tail>) {
        let better = self
            .found
            .get(&ids)
            .map_or(self.found.len() < MOST, |s| cost < s.cost);
        if better && !ids.is_empty() && cost <= WORTHLESS {
            self.found.insert(ids.clone(), Spelling { ids, cost, tail });
        }
    }

    /// Characters that may have been meant by the one at a place, or before it, after another;
    /// with each the place where it goes on. At the very beginning nothing would hold a guess, so
    /// none is made there.
    fn guesses(&self, last: u16, at: usize, followers: &Followers) -> Vec<(u16, usize)> {
        let (graph, index) = (self.graph, self.index);
        let mut guesses = Vec::new();
        let Some(script) = graph.script(at).filter(|_| last != UNKNOWN) else {
            return guesses;
        };
        let followers: Vec<u16> = followers
            .each()
            .filter(|id| script.may_be(index.alphabet.letter(*id)))
            .collect();
        for to in [at + 1, at] {
            let next = first_ids(index, graph, to);
            let open = to == graph.end() && to > at;
            if next.is_empty() && !open {
                continue;
            }
            let fits = |id: u16| {
                open || PARTICLES.contains(&index.alphabet.letter(id))
                    || next.iter().any(|n| index.ngrams.goes_on(&[last, id], *n))
            };
            guesses.extend(followers.iter().filter(|id| fits(**id)).map(|id| (*id, to)));
        }
        guesses
    }

    /// One typing error in what is written: a character too many, too few, another, or two
    /// exchanged.
    fn mistyped(&mut self, beginning: &Beginning, at: usize, left: u8, guesses: &[(u16, usize)]) {
        let (graph, index) = (self.graph, self.index);
        let cost = beginning.cost + ERROR;
        let with = |ids: &[u16], extra: i32| {
            let mut next = beginning.clone();
            next.ids.extend_from_slice(ids);
            next.cost = cost + extra;
            next
        };
        for edge in graph.edges(at).iter().filter(|e| e.to == at + 1) {
            self.add(edge.to, with(&[], edge.cost + TOO_MANY), left);
        }
        for (first, second, to) in exchanged(graph, at) {
            let (first, second) = (index.alphabet.id(first), index.alphabet.id(second));
            if self.joins(&beginning.ids, second) && self.joins(&[second], first) {
                self.add(to, with(&[second, first], 0), left);
            }
        }
        for (id, to) in guesses {
            if !index.ngrams.goes_on(&beginning.ids, *id) {
                continue;
            }
            if *to > at {
                self.add(*to, with(&[*id], 0), left);
            } else {
                // What is typed here must follow at once.
                let guess = with(&[*id], MISSING);
                for edge in graph.edges(at) {
                    self.write(&guess, edge, left);
                }
            }
        }
    }

    /// A kana missing before a word: ちいきかつせいか for 地域の活性化.
    fn particle_missing(&mut self, beginning: &Beginning, at: usize, left: u8, words: &[WordStep]) {
        let index = self.index;
        if beginning.ids.is_empty() || at == self.graph.end() {
            return;
        }
        for particle in PARTICLES {
            let id = index.alphabet.id(particle);
            if !self.joins(&beginning.ids, id) {
                continue;
            }
            let mut guess = beginning.clone();
            guess.ids.push(id);
            guess.cost += ERROR + MISSING;
            for step in words.iter().filter(|step| step.errors == 0) {
                if index.ngrams.go_on(&guess.ids, &step.ids) {
                    self.take(&guess, step, left);
                }
            }
        }
    }
}

/// The characters that what is typed at a place may be written with first.
fn first_ids(index: &Index, graph: &Graph, at: usize) -> Vec<u16> {
    let mut ids: Vec<u16> = graph
        .edges(at)
        .iter()
        .filter_map(|edge| match &edge.stands {
            Stands::Letter(c) => Some(*c),
            Stands::Kana(kana) | Stands::Written(kana) => kana.first().copied(),
        })
        .map(|c| index.alphabet.id(c))
        .filter(|id| *id != UNKNOWN)
        .collect();
    ids.dedup();
    ids
}
