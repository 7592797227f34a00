//! Finds the spellings in the library that a typed word may stand for.
//!
//! The typed graph and the words of the library are walked together; pairs of characters that
//! no field has cut a way off at once. What comes out are spellings, `地方` for `tihou`, which
//! the matcher then looks for as if they had been typed.

use std::collections::HashMap;

use super::graph::{Edge, Graph, Stands};
use super::index::{Index, UNKNOWN};
use super::readings::byte_of;
use super::vocabulary::{Range, Vocabulary};

/// A spelling that a typed word may stand for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Spelling {
    /// Characters as the index numbers them.
    pub(super) ids: Vec<u16>,
    /// How unlikely it is meant, in points.
    pub(super) cost: i32,
    /// The last word is read to that many kana only.
    pub(super) tail: Option<Tail>,
}

/// The last word of a spelling of which the beginning only is typed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Tail {
    /// Where in the spelling the word begins.
    pub(super) from: usize,
    /// Its whole reading, one byte a kana.
    pub(super) reading: Vec<u8>,
    /// How many kana of it are typed.
    pub(super) typed: usize,
}

/// Points off for a typing error.
pub(super) const ERROR: i32 = 300;
/// Points off for a long vowel that is not typed.
const LONG: i32 = 14;
/// Points off for a long vowel that is written another way.
const OTHER_LONG: i32 = 2;
/// How much worse than the best way to a place another is still followed, in points: a better
/// way may turn out to lead to characters that are neighbours nowhere in this order.
const SLACK: i32 = 70;
/// How much work one word may cost, in places visited.
const WORK: usize = 60_000;
/// How many spellings are kept.
const MOST: usize = 4_000;

/// A walk over the graph of one word.
pub(super) struct Lattice<'a> {
    index: &'a Index,
    vocabulary: &'a Vocabulary,
    graph: &'a Graph,
    surface: Vec<u16>,
    found: HashMap<Vec<u16>, Spelling>,
    /// The least cost at which a place was reached, and whether that led anywhere.
    reached: HashMap<Between, Reached>,
    reached_in_word: HashMap<Inside, Reached>,
    work: usize,
}

/// Between words: the place, the character before it, the errors still allowed.
type Between = (usize, u16, u8);
/// Inside a word that is read.
type Inside = (usize, Range, u16, u8);

/// What is known of a place that was reached before.
#[derive(Clone, Copy, Debug)]
struct Reached {
    cost: i32,
    dead: bool,
}

impl Reached {
    /// Whether it is of no use to go there again at that cost.
    fn settles(self, cost: i32) -> bool {
        self.dead || cost > self.cost + SLACK
    }
}

impl<'a> Lattice<'a> {
    /// The spellings of the typed word, with at most that many typing errors.
    pub(super) fn spellings(
        index: &'a Index,
        vocabulary: &'a Vocabulary,
        graph: &'a Graph,
        errors: u8,
    ) -> Vec<Spelling> {
        let mut lattice = Self {
            index,
            vocabulary,
            graph,
            surface: Vec::new(),
            found: HashMap::new(),
            reached: HashMap::new(),
            reached_in_word: HashMap::new(),
            work: WORK,
        };
        lattice.walk(0, 0, errors);
        lattice.found.into_values().collect()
    }

    fn last(&self) -> u16 {
        self.surface.last().copied().unwrap_or(UNKNOWN)
    }

    fn joins(&self, id: u16) -> bool {
        id != UNKNOWN && (self.surface.is_empty() || self.index.pairs.has(self.last(), id))
    }

    fn spend(&mut self) -> bool {
        self.work = self.work.saturating_sub(1);
        self.work > 0 && self.found.len() < MOST
    }

    /// From a place between words. Whether anything was found.
    fn walk(&mut self, at: usize, cost: i32, errors: u8) -> bool {
        if self.graph.is_end(at) {
            self.keep(cost, None);
            return true;
        }
        let key = (at, self.last(), errors);
        let known = self.reached.get(&key).copied();
        if !self.spend() || known.is_some_and(|r| r.settles(cost)) {
            return known.is_some_and(|r| !r.dead);
        }
        let least = known.map_or(cost, |r| r.cost.min(cost));
        self.reached.insert(
            key,
            Reached {
                cost: least,
                dead: false,
            },
        );
        let mut any = false;
        let graph = self.graph;
        // Words before single characters: the likely ways first make the others needless.
        for edge in graph.edges(at) {
            any |= match &edge.stands {
                Stands::Kana(kana) if kana.is_empty() => {
                    self.walk(edge.to, cost + edge.cost, errors)
                }
                Stands::Kana(_) => {
                    let root = self.vocabulary.root();
                    self.read_edge(edge, root, cost + edge.cost, errors)
                }
                Stands::Letter(_) => false,
            };
        }
        for edge in graph.edges(at) {
            any |= match &edge.stands {
                Stands::Letter(c) => {
                    let id = self.index.alphabet.id(*c);
                    self.with(id, |s| s.walk(edge.to, cost + edge.cost, errors))
                }
                Stands::Kana(kana) if !kana.is_empty() => {
                    self.literal(edge, kana, cost + edge.cost, errors)
                }
                Stands::Kana(_) => false,
            };
        }
        // A long vowel that the text has and the typed word lacks.
        let long = self.index.alphabet.id('ー');
        if self.last() != long && is_kana_id(self, self.last()) {
            any |= self.with(long, |s| s.walk(at, cost + LONG, errors));
        }
        if errors > 0 {
            any |= self.mistyped(at, cost + ERROR, errors - 1);
        }
        if !any && self.work > 0 {
            self.reached.insert(
                key,
                Reached {
                    cost: least,
                    dead: true,
                },
            );
        }
        any
    }

    /// Goes on with one more character of the text, where it can stand there.
    fn with(&mut self, id: u16, go_on: impl FnOnce(&mut Self) -> bool) -> bool {
        if !self.joins(id) {
            return false;
        }
        self.surface.push(id);
        let found = go_on(self);
        self.surface.pop();
        found
    }

    /// Kana that are written as kana.
    fn literal(&mut self, edge: &Edge, kana: &[char], cost: i32, errors: u8) -> bool {
        let Some((first, rest)) = kana.split_first() else {
            return self.walk(edge.to, cost, errors);
        };
        let before = self.index.alphabet.letter(self.last());
        let mut any = false;
        for (other, extra) in ways(before, *first) {
            let id = self.index.alphabet.id(other);
            any |= self.with(id, |s| s.literal(edge, rest, cost + extra, errors));
        }
        any
    }

    /// The kana of an edge as part of a reading.
    fn read_edge(&mut self, edge: &Edge, range: Range, cost: i32, errors: u8) -> bool {
        let Stands::Kana(kana) = &edge.stands else {
            return false;
        };
        let mut states = vec![(range, 0, last_of(self.vocabulary, range))];
        for c in kana {
            let mut next = Vec::new();
            for (range, extra, before) in states {
                for (other, more) in ways(before, *c) {
                    let advanced = byte_of(other).and_then(|b| self.vocabulary.advance(range, b));
                    if let Some(range) = advanced {
                        next.push((range, extra + more, other));
                    }
                }
            }
            states = next;
        }
        let mut any = false;
        for (range, extra, _) in states {
            any |= self.in_word(edge.to, range, cost + extra, errors);
        }
        any
    }

    /// From a place inside a word that is read.
    fn in_word(&mut self, at: usize, range: Range, cost: i32, errors: u8) -> bool {
        let key = (at, range, self.last(), errors);
        let known = self.reached_in_word.get(&key).copied();
        if !self.spend() || known.is_some_and(|r| r.settles(cost)) {
            return known.is_some_and(|r| !r.dead);
        }
        let least = known.map_or(cost, |r| r.cost.min(cost));
        self.reached_in_word.insert(
            key,
            Reached {
                cost: least,
                dead: false,
            },
        );
        let vocabulary = self.vocabulary;
        let mut any = false;
        if self.graph.is_end(at) {
            any |= self.unfinished(range, cost);
        } else {
            let graph = self.graph;
            for edge in graph.edges(at) {
                any |= match &edge.stands {
                    Stands::Kana(kana) if kana.is_empty() => {
                        self.in_word(edge.to, range, cost + edge.cost, errors)
                    }
                    _ => self.read_edge(edge, range, cost + edge.cost, errors),
                };
            }
        }
        let before = last_of(vocabulary, range);
        for (long, extra) in lengthenings(before) {
            if let Some(next) = byte_of(long).and_then(|b| vocabulary.advance(range, b)) {
                any |= self.in_word(at, next, cost + extra, errors);
            }
        }
        for known in vocabulary.complete(range) {
            any |= self.word(known.surface, |s| s.walk(at, cost + known.cost, errors));
        }
        if errors > 0 {
            any |= self.misread(at, range, cost + ERROR, errors - 1);
        }
        if !any && self.work > 0 {
            self.reached_in_word.insert(
                key,
                Reached {
                    cost: least,
                    dead: true,
                },
            );
        }
        any
    }

    fn word(&mut self, surface: &[u16], go_on: impl FnOnce(&mut Self) -> bool) -> bool {
        let Some(first) = surface.first() else {
            return false;
        };
        if !self.joins(*first) {
            return false;
        }
        let before = self.surface.len();
        self.surface.extend(surface);
        let found = go_on(self);
        self.surface.truncate(before);
        found
    }

    /// Words that only begin with what is typed.
    fn unfinished(&mut self, range: Range, cost: i32) -> bool {
        let vocabulary = self.vocabulary;
        let typed = range.depth as usize;
        let mut any = false;
        for known in vocabulary.longer(range) {
            let missing = i32::try_from(known.reading.len() - typed).unwrap_or(0);
            let tail = Tail {
                from: self.surface.len(),
                reading: known.reading.to_vec(),
                typed,
            };
            let cost = cost + known.cost + 4 + (3 * missing).min(24);
            any |= self.word(known.surface, |s| {
                s.keep(cost, Some(tail));
                true
            });
        }
        any
    }

    fn keep(&mut self, cost: i32, tail: Option<Tail>) {
        if self.surface.is_empty() {
            return;
        }
        let better = self.found.get(&self.surface).is_none_or(|s| cost < s.cost);
        if better {
            let spelling = Spelling {
                ids: self.surface.clone(),
                cost,
                tail,
            };
            self.found.insert(self.surface.clone(), spelling);
        }
    }

    /// One typing error in what is written: a character too many, too few or another.
    fn mistyped(&mut self, at: usize, cost: i32, errors: u8) -> bool {
        let graph = self.graph;
        let mut any = false;
        for edge in graph.edges(at).iter().filter(|e| e.to == at + 1) {
            any |= self.walk(edge.to, cost + edge.cost + 20, errors);
        }
        for (first, second, to) in exchanged(graph, at) {
            let (first, second) = (
                self.index.alphabet.id(first),
                self.index.alphabet.id(second),
            );
            any |= self.with(second, |s| s.with(first, |s| s.walk(to, cost, errors)));
        }
        // Another character, or one that is missing: whatever may stand there and goes on with
        // what is typed behind it.
        let letters = u16::try_from(self.index.alphabet.len()).unwrap_or(u16::MAX);
        for (skip, extra) in [(1, 0), (0, 10)] {
            let next: Vec<u16> = graph
                .edges(at + skip)
                .iter()
                .filter_map(|e| match &e.stands {
                    Stands::Letter(c) => Some(self.index.alphabet.id(*c)),
                    Stands::Kana(k) => k.first().map(|c| self.index.alphabet.id(*c)),
                })
                .filter(|id| *id != UNKNOWN)
                .collect();
            if at + skip > graph.end() || next.is_empty() && at + skip < graph.end() {
                continue;
            }
            if self.surface.is_empty() || at + skip == graph.end() && skip == 0 {
                // At the very ends anything would do: nothing holds the guess on one side.
                continue;
            }
            for id in 1..letters {
                let goes_on =
                    at + skip == graph.end() || next.iter().any(|n| self.index.pairs.has(id, *n));
                if goes_on {
                    any |= self.with(id, |s| s.walk(at + skip, cost + extra, errors));
                }
            }
        }
        any
    }

    /// One typing error inside a word that is read.
    fn misread(&mut self, at: usize, range: Range, cost: i32, errors: u8) -> bool {
        let (vocabulary, graph) = (self.vocabulary, self.graph);
        let mut any = false;
        for edge in graph.edges(at) {
            if matches!(&edge.stands, Stands::Kana(k) if k.len() == 1) {
                // One kana too many.
                any |= self.in_word(edge.to, range, cost + 20, errors);
            }
        }
        // Two kana exchanged.
        for (first, second, to) in exchanged(graph, at) {
            let next = [second, first].into_iter().try_fold(range, |range, kana| {
                byte_of(kana).and_then(|b| vocabulary.advance(range, b))
            });
            if let Some(next) = next {
                any |= self.in_word(to, next, cost, errors);
            }
        }
        for kana in vocabulary.branches(range) {
            let Some(next) = vocabulary.advance(range, kana) else {
                continue;
            };
            // One kana missing.
            any |= self.in_word(at, next, cost + 10, errors);
            for edge in graph.edges(at) {
                if matches!(&edge.stands, Stands::Kana(k) if !k.is_empty() && k.len() <= 2) {
                    // Another kana.
                    any |= self.in_word(edge.to, next, cost, errors);
                }
            }
        }
        any
    }
}

/// Two neighbouring characters at a place, and where they end.
fn exchanged(graph: &Graph, at: usize) -> Vec<(char, char, usize)> {
    let single = |edge: &Edge| match &edge.stands {
        Stands::Letter(c) => Some(*c),
        Stands::Kana(kana) if kana.len() == 1 => kana.first().copied(),
        Stands::Kana(_) => None,
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

fn is_kana_id(lattice: &Lattice<'_>, id: u16) -> bool {
    super::normal::is_kana(lattice.index.alphabet.letter(id))
}

/// The last kana that the readings of a range share.
fn last_of(vocabulary: &Vocabulary, range: Range) -> char {
    vocabulary
        .shared(range)
        .map_or('\0', super::readings::kana_of)
}

/// The row of a kana by its vowel: あ い う え お.
fn vowel(kana: char) -> Option<char> {
    const ROWS: [(&str, char); 5] = [
        ("あかさたなはまやらわがざだばぱぁゃゎ", 'あ'),
        ("いきしちにひみりぎじぢびぴぃゐ", 'い'),
        ("うくすつぬふむゆるぐずづぶぷぅゅゔ", 'う'),
        ("えけせてねへめれげぜでべぺぇゑ", 'え'),
        ("おこそとのほもよろをごぞどぼぽぉょ", 'お'),
    ];
    ROWS.iter()
        .find(|(row, _)| row.contains(kana))
        .map(|(_, vowel)| *vowel)
}

/// The kana that may stand where this one is typed, and the points each costs.
fn ways(before: char, typed: char) -> Vec<(char, i32)> {
    let mut out = vec![(typed, 0)];
    let mut also = |kana: char, cost: i32| {
        if !out.iter().any(|(k, _)| *k == kana) {
            out.push((kana, cost));
        }
    };
    let row = vowel(before);
    let lengthens = match (row, typed) {
        (Some(_), 'ー') => true,
        (Some('お'), 'う') | (Some('え'), 'い') => true,
        (Some(v), t) => t == v,
        _ => false,
    };
    if lengthens {
        for (kana, _) in lengthenings(before) {
            also(kana, OTHER_LONG);
        }
    }
    match typed {
        'ず' => also('づ', 4),
        'づ' => also('ず', 4),
        'じ' => also('ぢ', 4),
        'ぢ' => also('じ', 4),
        'を' => also('お', 4),
        'お' => also('を', 4),
        'わ' => also('は', 6),
        'え' => also('へ', 6),
        _ => {}
    }
    out
}

/// The kana that may lengthen the one before, and the points for leaving it out.
fn lengthenings(before: char) -> Vec<(char, i32)> {
    match vowel(before) {
        Some('お') => vec![('う', LONG), ('ー', LONG), ('お', LONG + 4)],
        Some('え') => vec![('い', LONG), ('ー', LONG), ('え', LONG + 4)],
        Some(v) => vec![('ー', LONG), (v, LONG + 4)],
        None => Vec::new(),
    }
}
