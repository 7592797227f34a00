//! A typed word as a graph: what each stretch of it may stand for.
//!
//! Latin letters are letters, romaji or an English word that Japanese writes in katakana; kana
//! are kana; kanji are themselves and, on request, their readings. The lattice walks the graph
//! and the words of the library side by side.

use unicode_normalization::UnicodeNormalization;

use super::loanwords::loanwords;
use crate::japanese::normal::{self, is_han, is_kana};
use crate::japanese::readings::{Dictionary, kana_of};
use crate::japanese::romaji::{self, Romaji};
use crate::search::expand::typos::{Steps, Typo, typos_at};

/// What a stretch of the typed word stands for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Stands {
    /// For the character itself.
    Letter(char),
    /// For these kana, be they written or read; nothing at all where empty.
    Kana(Vec<char>),
    /// For these kana where they are written: ひつ迫 for 逼迫.
    Written(Vec<char>),
}

/// A stretch of the typed word.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Edge {
    /// The place where the stretch ends.
    pub(crate) to: usize,
    pub(crate) stands: Stands,
    /// Points off for the interpretation.
    pub(crate) cost: i32,
    /// A last syllable or word of which only the beginning is typed.
    unfinished: bool,
}

/// The script of a typed letter.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Typed {
    Kanji,
    Kana,
    Latin,
}

impl Typed {
    fn of(letter: char) -> Self {
        match letter {
            c if is_han(c) => Self::Kanji,
            c if is_kana(c) => Self::Kana,
            _ => Self::Latin,
        }
    }

    /// Whether a letter typed by error may have been meant to be that one.
    pub(crate) fn may_be(self, meant: char) -> bool {
        match self {
            // 取組 and 取り組み: kanji and kana take turns.
            Self::Kanji => !meant.is_ascii(),
            Self::Kana | Self::Latin => Self::of(meant) == self,
        }
    }
}

/// The typed word; places are numbered from 0 to [`Graph::end`].
#[derive(Clone, Debug, Default)]
pub(crate) struct Graph {
    edges: Vec<Vec<Edge>>,
    /// The place behind the last letter.
    end: usize,
    scripts: Vec<Typed>,
    /// Romaji or kana: something that a reading can answer.
    spoken: bool,
}

/// Points off for reading Latin letters as an English word.
const ENGLISH: i32 = 12;
/// Points off for a kanji that stands for its sound.
const HOMOPHONE: i32 = 90;
/// How much is typed where a word with a typing error may be unfinished as well, in Latin letters.
const CLEAR: usize = 10;
/// Points off for a last kana of which the voiced mark is not typed yet.
const VOICED: i32 = 6;
/// More points off where a last consonant may be the first of two.
const DOUBLED: i32 = 4;
/// Points off for a last syllable of which only some letters are typed.
const TAIL: i32 = 24;

impl Graph {
    /// The graph of a word as typed. With `sounds` kanji stand for their readings, too.
    pub(crate) fn new(text: &str, sounds: bool) -> Self {
        let mut graph = Self::of_letters(&typed(text), sounds);
        // Half-width kana get their voiced mark with the next key.
        let last = text.chars().next_back();
        let half_width = last.is_some_and(|c| matches!(c, '\u{ff66}'..='\u{ff9d}'));
        if let Some(at) = graph.end.checked_sub(1).filter(|_| half_width) {
            let voiced = graph
                .edges(at)
                .iter()
                .filter_map(|edge| match &edge.stands {
                    Stands::Kana(kana) => kana.first().copied(),
                    Stands::Letter(_) | Stands::Written(_) => None,
                });
            let voiced: Vec<char> = voiced.flat_map(may_be_voiced).collect();
            for kana in voiced {
                graph.push(at, at + 1, Stands::Kana(vec![kana]), VOICED);
            }
        }
        graph
    }

    /// The graph of an English word: what Japanese writes in katakana, and no romaji.
    pub(crate) fn english(text: &str) -> Self {
        let letters = typed(text);
        let mut graph = Self {
            edges: vec![Vec::new(); letters.len() + 1],
            end: letters.len(),
            scripts: letters.iter().map(|c| Typed::of(*c)).collect(),
            spoken: false,
        };
        graph.add_english(&letters, 0);
        graph
    }

    /// The graph of letters that [`typed`] gave, or of the romaji of a word.
    pub(crate) fn of_letters(letters: &[char], sounds: bool) -> Self {
        let mut graph = Self {
            edges: vec![Vec::new(); letters.len() + 1],
            end: letters.len(),
            scripts: letters.iter().map(|c| Typed::of(*c)).collect(),
            spoken: false,
        };
        for at in 0..letters.len() {
            graph.add(letters, at, sounds);
        }
        graph
    }

    /// The graph of romaji with exactly one Latin letter wrong, missing, too many or exchanged
    /// with the next, or with one kana too many or exchanged with the next; each such stretch
    /// costs `error` points. None for what is too short.
    ///
    /// It has the word twice: an error leads from the first copy into the second.
    pub(crate) fn mistyped(letters: &[char], error: i32) -> Option<Self> {
        let latin = letters.iter().filter(|c| c.is_ascii_alphabetic()).count();
        let kana = letters.iter().filter(|c| is_kana(**c)).count();
        if latin.max(kana) < 4 || letters.len() > 40 {
            return None;
        }
        let typos: Vec<Vec<Typo>> = (0..letters.len()).map(|at| typos_at(letters, at)).collect();
        // What is meant by a slip is said in steps: a word may end between two of them.
        let mut rests: Vec<(usize, Steps)> = typos
            .iter()
            .flatten()
            .flat_map(|typo| (1..typo.steps.len()).map(|n| (typo.to, typo.steps[n..].to_vec())))
            .collect();
        rests.sort_by(|a, b| b.1.len().cmp(&a.1.len()).then_with(|| a.cmp(b)));
        rests.dedup();
        let mut graph = Self::of_letters(letters, false);
        if !clear(letters) {
            let finished = |e: &Edge| !e.unfinished;
            graph
                .edges
                .iter_mut()
                .for_each(|edges| edges.retain(finished));
        }
        let between = graph.edges.len();
        let shift = between + rests.len();
        let second: Vec<Vec<Edge>> = graph
            .edges
            .iter()
            .map(|edges| {
                let moved = |e: &Edge| Edge {
                    to: e.to + shift,
                    ..e.clone()
                };
                edges.iter().map(moved).collect()
            })
            .collect();
        graph.edges.resize(shift, Vec::new());
        graph.edges.extend(second);
        let place = |to: usize, steps: &[Vec<char>]| {
            let rest = |(t, s): &(usize, Steps)| *t == to && s.as_slice() == steps;
            rests.iter().position(rest).map(|n| between + n)
        };
        let ways = typos.iter().enumerate().flat_map(|(at, typos)| {
            typos
                .iter()
                .map(move |typo| (at, typo.to, &typo.steps, error))
        });
        let onwards = rests
            .iter()
            .enumerate()
            .map(|(n, (to, steps))| (between + n, *to, steps, 0));
        for (at, to, steps, cost) in ways.chain(onwards) {
            let (first, rest) = match steps.split_first() {
                Some((first, rest)) => (first.clone(), rest),
                None => (Vec::new(), &[][..]),
            };
            let next = place(to, rest).unwrap_or(to + shift);
            graph.push(at, next, Stands::Kana(first), cost);
        }
        Some(graph)
    }

    fn add(&mut self, letters: &[char], at: usize, sounds: bool) {
        let rest = letters.get(at..).unwrap_or_default();
        let Some(first) = rest.first().copied() else {
            return;
        };
        match first {
            // Signs of romaji spelling may also stand for nothing: `wi-fi`, `e-stat`.
            '\'' => self.push(at, at + 1, Stands::Kana(Vec::new()), 0),
            'ー' if at > 0 && letters.get(at - 1).is_some_and(char::is_ascii_alphanumeric) => {
                self.push(at, at + 1, Stands::Kana(Vec::new()), 2);
                self.push(at, at + 1, Stands::Kana(vec!['ー']), 0);
            }
            c if is_kana(c) => {
                self.spoken = true;
                self.push(at, at + 1, Stands::Kana(vec![c]), 0);
            }
            c => {
                self.push(at, at + 1, Stands::Letter(c), 0);
                if is_han(c) {
                    if sounds {
                        self.add_sounds(rest, at);
                    }
                } else if c.is_alphabetic() {
                    self.add_romaji(rest, at);
                    self.add_doubled(letters, at);
                    let starts =
                        at == 0 || !letters.get(at - 1).is_some_and(|c| c.is_ascii_alphabetic());
                    if starts {
                        self.add_english(rest, at);
                    }
                }
            }
        }
    }

    fn add_romaji(&mut self, rest: &[char], at: usize) {
        for reading in Romaji::get().read(rest) {
            self.spoken = true;
            let kana = reading.kana.chars().collect();
            let to = at + reading.letters;
            self.push_part(at, to, Stands::Kana(kana), 0, reading.unfinished);
        }
    }

    /// A last consonant may be the first of two: `kes` on the way to `kessai`.
    fn add_doubled(&mut self, letters: &[char], at: usize) {
        if let [.., before, last] = letters
            && at + 1 == letters.len()
            && romaji::is_consonant(*last)
            && romaji::is_vowel(*before)
        {
            self.push_part(at, at + 1, Stands::Kana(vec!['っ']), DOUBLED, true);
        }
    }

    fn add_english(&mut self, rest: &[char], at: usize) {
        let run = rest.iter().take_while(|c| c.is_ascii_alphabetic()).count();
        let typed: String = rest.iter().take(run).collect();
        // Two letters say enough where they begin no syllable: `cl` for cloud, クラウド.
        let least = match Romaji::get().read(rest).is_empty() {
            true => 2,
            false => 3,
        };
        for (english, kana) in loanwords() {
            let whole = typed.starts_with(english);
            let begun = run >= least && run == rest.len() && english.starts_with(&typed);
            if whole || begun {
                self.spoken = true;
                let to = at + run.min(english.len());
                let kana = Stands::Kana(kana.chars().collect());
                self.push_part(at, to, kana, ENGLISH, !whole);
            }
        }
    }

    fn add_sounds(&mut self, rest: &[char], at: usize) {
        let Some(dictionary) = Dictionary::get() else {
            return;
        };
        self.spoken = true;
        // People convert whole words: 恐竜 is no 恐 and no 竜, unless one is written in kana.
        let words = dictionary.prefixes(rest);
        let longest = words.iter().map(|(length, _)| *length).max().unwrap_or(1);
        for (length, place) in words {
            for reading in Dictionary::at(place).take(3) {
                let kana: Vec<char> = reading.kana.iter().map(|b| kana_of(*b)).collect();
                let stands = match kana.len() {
                    _ if length > 1 || longest == 1 => Stands::Kana(kana),
                    // A single kana is most often a particle.
                    0 | 1 => continue,
                    _ => Stands::Written(kana),
                };
                self.push(at, at + length, stands, HOMOPHONE);
            }
        }
    }

    fn push(&mut self, at: usize, to: usize, stands: Stands, cost: i32) {
        self.push_part(at, to, stands, cost, false);
    }

    fn push_part(&mut self, at: usize, to: usize, stands: Stands, cost: i32, unfinished: bool) {
        let cost = if unfinished { cost + TAIL } else { cost };
        if let Some(edges) = self.edges.get_mut(at) {
            edges.push(Edge {
                to,
                stands,
                cost,
                unfinished,
            });
        }
    }

    /// The stretches that begin at a place.
    pub(crate) fn edges(&self, at: usize) -> &[Edge] {
        self.edges.get(at).map_or(&[], Vec::as_slice)
    }

    /// In which script the letter at a place is typed.
    pub(crate) fn script(&self, at: usize) -> Option<Typed> {
        self.scripts.get(at).copied()
    }

    /// The place behind the last letter.
    pub(crate) fn end(&self) -> usize {
        self.end
    }

    /// How many places there are.
    pub(crate) fn places(&self) -> usize {
        self.edges.len()
    }

    /// Whether the word ends at that place.
    pub(crate) fn is_end(&self, at: usize) -> bool {
        at == self.end || at + 1 == self.edges.len()
    }

    /// Whether some stretch can be answered by a reading.
    pub(crate) fn spoken(&self) -> bool {
        self.spoken
    }
}

/// What a kana becomes with a voiced or half-voiced mark; nothing for one that takes none.
fn may_be_voiced(kana: char) -> impl Iterator<Item = char> {
    let with = |mark: char| {
        let mut both = [kana, mark].into_iter().nfc();
        both.next().filter(|_| both.next().is_none())
    };
    [with('\u{3099}'), with('\u{309a}')].into_iter().flatten()
}

/// The letters of a word as typed: its normal form, with the dashes and apostrophes that mean
/// something between Latin letters (`sa-bisu`, `hon'yaku`).
pub(crate) fn typed(text: &str) -> Vec<char> {
    let raw: Vec<char> = text.chars().collect();
    let mut out = Vec::with_capacity(raw.len());
    let mut at = 0;
    for unit in normal::normal(text) {
        let signs = raw.get(at..unit.start as usize).unwrap_or_default();
        push_signs(&mut out, signs);
        out.push(unit.letter);
        at = unit.end as usize;
    }
    push_signs(&mut out, raw.get(at..).unwrap_or_default());
    out
}

fn push_signs(out: &mut Vec<char>, signs: &[char]) {
    if !out.last().is_some_and(char::is_ascii_alphabetic) {
        return;
    }
    for sign in signs {
        match sign {
            '-' | 'ー' | '－' | '‐' | '―' | '−' | '–' | '—' => out.push('ー'),
            '\'' | '’' | '＇' => out.push('\''),
            _ => {}
        }
    }
}

/// Whether so much is typed that a word with a typing error may be unfinished as well.
pub(crate) fn clear(letters: &[char]) -> bool {
    let worth = |c: &char| match Typed::of(*c) {
        Typed::Kanji => 3,
        Typed::Kana => 2,
        Typed::Latin => 1,
    };
    letters.iter().map(worth).sum::<usize>() >= CLEAR
}

#[cfg(test)]
mod tests;
