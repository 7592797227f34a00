//! The words that may be read from a place of the typed word on.
//!
//! In: the typed graph, a place in it, the vocabulary. Out: words, each with the place where its
//! reading ends and the points off. Cost: at most [`WORK`] steps a place.

use rustc_hash::FxHashMap;

use crate::japanese::long_vowels::{lengthenings, ways};
use crate::japanese::readings::{byte_of, kana_of};
use crate::search::expand::graph::{Edge, Graph, Stands};
use crate::search::expand::vocabulary::{Range, Vocabulary};
use crate::search::matching::score::ERROR;

/// A word that is read from a place on.
#[derive(Clone, Debug)]
pub(crate) struct WordStep {
    /// The place where its reading ends.
    pub(crate) to: usize,
    /// Its characters.
    pub(crate) ids: Vec<u16>,
    /// Points off.
    pub(crate) cost: i32,
    /// Typing errors in it.
    pub(crate) errors: u8,
    /// Where the typed word ends first: the whole reading, and how many kana of it are typed.
    pub(crate) tail: Option<(Vec<u8>, usize)>,
}

/// How much work the words of one place may cost, in steps.
const WORK: usize = 20_000;

/// Every word that may be read from that place on.
pub(crate) fn words_at(
    vocabulary: &Vocabulary,
    graph: &Graph,
    at: usize,
    errors: u8,
) -> Vec<WordStep> {
    let mut reader = WordReader {
        vocabulary,
        graph,
        least: FxHashMap::default(),
        steps: Vec::new(),
        work: WORK,
    };
    let root = vocabulary.root();
    reader.edges(at, root, 0, errors, errors);
    reader.steps
}

struct WordReader<'a> {
    vocabulary: &'a Vocabulary,
    graph: &'a Graph,
    /// The least cost at which a place in the typed word and in the readings was reached.
    least: FxHashMap<(usize, Range, u8), i32>,
    steps: Vec<WordStep>,
    work: usize,
}

impl WordReader<'_> {
    /// Goes on from a place in the typed word and in the readings.
    fn edges(&mut self, at: usize, range: Range, cost: i32, left: u8, allowed: u8) {
        let graph = self.graph;
        for edge in graph.edges(at) {
            let Stands::Kana(kana) = &edge.stands else {
                continue;
            };
            let mut states = vec![(range, cost + edge.cost, self.last(range))];
            for c in kana {
                let mut next = Vec::new();
                for (range, cost, before) in states {
                    for (other, extra) in ways(before, *c) {
                        if let Some(range) = self.advance(range, other) {
                            next.push((range, cost + extra, other));
                        }
                    }
                }
                states = next;
            }
            for (range, cost, _) in states {
                self.reach(edge.to, range, cost, left, allowed);
            }
        }
        if left > 0 && (range.depth > 0 || at > 0) {
            self.misread(at, range, cost + ERROR, left - 1, allowed);
        }
    }

    fn advance(&self, range: Range, kana: char) -> Option<Range> {
        self.vocabulary.advance(range, byte_of(kana)?)
    }

    fn last(&self, range: Range) -> char {
        self.vocabulary.shared(range).map_or('\0', kana_of)
    }

    fn reach(&mut self, at: usize, range: Range, cost: i32, left: u8, allowed: u8) {
        let least = self.least.entry((at, range, left)).or_insert(i32::MAX);
        if cost >= *least || self.work == 0 {
            return;
        }
        *least = cost;
        self.work -= 1;
        if range.depth > 0 {
            self.give(at, range, cost, allowed - left);
        }
        if self.graph.is_end(at) && range.depth > 0 {
            self.give_unfinished(at, range, cost, allowed - left);
        } else {
            self.edges(at, range, cost, left, allowed);
        }
        for (long, extra) in lengthenings(self.last(range)) {
            if let Some(next) = self.advance(range, long) {
                self.reach(at, next, cost + extra, left, allowed);
            }
        }
    }

    fn give(&mut self, to: usize, range: Range, cost: i32, errors: u8) {
        for known in self.vocabulary.complete(range) {
            self.steps.push(WordStep {
                to,
                ids: known.surface.to_vec(),
                cost: cost + known.cost,
                errors,
                tail: None,
            });
        }
    }

    /// Words that only begin with what is typed.
    fn give_unfinished(&mut self, to: usize, range: Range, cost: i32, errors: u8) {
        let typed = range.depth as usize;
        for known in self.vocabulary.longer(range) {
            let missing = i32::try_from(known.reading.len() - typed).unwrap_or(0);
            self.steps.push(WordStep {
                to,
                ids: known.surface.to_vec(),
                cost: cost + known.cost + 4 + (3 * missing).min(24),
                errors,
                tail: Some((known.reading.to_vec(), typed)),
            });
        }
    }

    /// One typing error inside a word: a kana too many, too few, another, or two exchanged.
    fn misread(&mut self, at: usize, range: Range, cost: i32, left: u8, allowed: u8) {
        let (vocabulary, graph) = (self.vocabulary, self.graph);
        for edge in graph.edges(at) {
            if matches!(&edge.stands, Stands::Kana(k) if k.len() == 1) && range.depth > 0 {
                self.reach(edge.to, range, cost + 20, left, allowed);
            }
        }
        for (first, second, to) in exchanged(graph, at) {
            let next = self
                .advance(range, second)
                .and_then(|r| self.advance(r, first));
            if let Some(next) = next {
                self.reach(to, next, cost, left, allowed);
            }
        }
        for kana in vocabulary.branches(range) {
            let Some(next) = vocabulary.advance(range, kana) else {
                continue;
            };
            self.reach(at, next, cost + 10, left, allowed);
            for edge in graph.edges(at) {
                if matches!(&edge.stands, Stands::Kana(k) if (1..=2).contains(&k.len())) {
                    self.reach(edge.to, next, cost, left, allowed);
                }
            }
        }
    }
}

/// Two neighbouring characters at a place, and where they end.
pub(crate) fn exchanged(graph: &Graph, at: usize) -> Vec<(char, char, usize)> {
    let single = |edge: &Edge| match &edge.stands {
        Stands::Letter(c) => Some(*c),
        Stands::Kana(kana) if kana.len() == 1 => kana.first().copied(),
        Stands::Kana(_) | Stands::Written(_) => None,
    };
    let mut out = Vec::new();
    for first in graph.edges(at) {
        for second in graph.edges(first.to) {
            if let (Some(a), Some(b)) = (single(first), single(second))
                && a != b
            {
                out.push((a, b, second.to));
            }
        }
    }
    out
}
