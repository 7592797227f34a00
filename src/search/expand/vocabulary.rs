//! The words of the dictionary that a library's fields may have, sorted by reading.
//!
//! Found by walking the dictionary along pairs of characters that occur, so the cost goes with
//! the dictionary and not with the size of the library.

use std::sync::Arc;

use fst::raw::{CompiledAddr, Fst, Node, Output};

use crate::japanese::numerals;
use crate::japanese::readings::{Class, Dictionary, byte_of};
use crate::search::index::alphabet::{Alphabet, UNKNOWN};
use crate::search::index::fields::Index;
use crate::search::index::ngram_filter::NgramFilter;

/// Names of letters and digits: the character, its readings, and behind a bar foreign ones.
static LETTER_NAMES: &str = include_str!("../../../assets/readings/letters.txt");

/// Points off for a letter that is called by its name, for a digit that is by its English one,
/// and for an English word.
const LETTER_NAME: u16 = 50;
const FOREIGN_NAME: u16 = 150;
const ENGLISH: u16 = 30;
/// Points off for digits that are called as one number.
const NUMBER: u16 = 20;

/// One reading of one surface.
#[derive(Clone, Copy, Debug)]
struct Entry {
    reading: (u32, u8),
    surface: (u32, u8),
    cost: u16,
}

/// The words, as one sorted table that is walked like a trie.
#[derive(Debug, Default)]
pub(crate) struct Vocabulary {
    entries: Vec<Entry>,
    readings: Vec<u8>,
    surfaces: Vec<u16>,
}

/// A node of the trie: the entries whose readings share a beginning.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(crate) struct Range {
    from: u32,
    to: u32,
    /// How many kana they share.
    pub(crate) depth: u32,
}

/// An entry as the lattice sees it.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Known<'a> {
    pub(crate) surface: &'a [u16],
    pub(crate) reading: &'a [u8],
    /// How unlikely the reading is, in points.
    pub(crate) cost: i32,
}

/// A vocabulary that is made when first asked for.
pub(crate) type VocabularyRef = Arc<Vocabulary>;

impl Vocabulary {
    /// The words that may occur in the index.
    pub(crate) fn new(index: &Index) -> Self {
        let mut vocabulary = Self::default();
        vocabulary.add_letter_names(&index.alphabet);
        vocabulary.add_english(index);
        vocabulary.add_numbers(index);
        if let Some(dictionary) = Dictionary::get() {
            let mut walk = Walk {
                alphabet: &index.alphabet,
                ngrams: &index.ngrams,
                fst: dictionary.automaton(),
                surface: Vec::new(),
                vocabulary: &mut vocabulary,
            };
            walk.follow(&walk.fst.root(), Output::zero());
        }
        vocabulary.sort();
        vocabulary
    }

    /// Sorts the entries by reading, those of one reading as they came.
    fn sort(&mut self) {
        let readings = &self.readings;
        // Most readings differ in their first kana, which are compared as one number.
        let first = |reading: &[u8]| {
            let mut head = [0; 8];
            let length = reading.len().min(head.len());
            head[..length].copy_from_slice(&reading[..length]);
            u64::from_be_bytes(head)
        };
        let keyed = self.entries.iter().zip(0_u32..);
        let mut keyed: Vec<(u64, u32, Entry)> = keyed
            .map(|(entry, n)| (first(slice(readings, entry.reading)), n, *entry))
            .collect();
        keyed.sort_unstable_by(|(a, n, entry), (b, m, other)| {
            let whole = || slice(readings, entry.reading).cmp(slice(readings, other.reading));
            a.cmp(b).then_with(whole).then(n.cmp(m))
        });
        self.entries = keyed.into_iter().map(|(_, _, entry)| entry).collect();
    }

    fn add_letter_names(&mut self, alphabet: &Alphabet) {
        for line in LETTER_NAMES.lines() {
            let mut words = line.split_whitespace();
            let Some(letter) = words.next().and_then(|w| w.chars().next()) else {
                continue;
            };
            let id = alphabet.id(letter);
            if id == UNKNOWN {
                continue;
            }
            let mut cost = LETTER_NAME;
            for name in words {
                if name == "|" {
                    cost = FOREIGN_NAME;
                    continue;
                }
                let bytes: Vec<u8> = name.chars().filter_map(byte_of).collect();
                self.push(&[id], &bytes, cost);
            }
        }
    }

    /// English words that the library writes in Latin letters: ねっと for Net.
    fn add_english(&mut self, index: &Index) {
        for (english, kana) in super::loanwords::loanwords() {
            if let Some(ids) = ids_of(index, english) {
                self.push_kana(&ids, kana, ENGLISH);
            }
        }
    }

    /// Numbers in digits that are called as numbers: ひゃくじゅうきゅう for 119.
    fn add_numbers(&mut self, index: &Index) {
        for number in numerals::called() {
            let digits = number.to_string();
            if let Some(ids) = ids_of(index, &digits) {
                self.push_kana(&ids, &numerals::said(number), NUMBER);
            }
        }
    }

    fn push_kana(&mut self, surface: &[u16], kana: &str, cost: u16) {
        let bytes: Vec<u8> = kana.chars().filter_map(byte_of).collect();
        self.push(surface, &bytes, cost);
    }

    fn push(&mut self, surface: &[u16], reading: &[u8], cost: u16) {
        let place =
            |at: usize, length: usize| Some((u32::try_from(at).ok()?, u8::try_from(length).ok()?));
        if let (Some(r), Some(s)) = (
            place(self.readings.len(), reading.len()),
            place(self.surfaces.len(), surface.len()),
        ) {
            self.readings.extend(reading);
            self.surfaces.extend(surface);
            self.entries.push(Entry {
                reading: r,
                surface: s,
                cost,
            });
        }
    }

    /// The root of the trie.
    pub(crate) fn root(&self) -> Range {
        Range {
            from: 0,
            to: u32::try_from(self.entries.len()).unwrap_or(u32::MAX),
            depth: 0,
        }
    }

    fn in_range(&self, range: Range) -> &[Entry] {
        &self.entries[range.from as usize..range.to as usize]
    }

    fn next_kana(&self, entry: &Entry, depth: u32) -> Option<u8> {
        slice(&self.readings, entry.reading)
            .get(depth as usize)
            .copied()
    }

    /// The entries whose reading goes on with that kana.
    pub(crate) fn advance(&self, range: Range, kana: u8) -> Option<Range> {
        let entries = self.in_range(range);
        let low = entries.partition_point(|e| self.next_kana(e, range.depth) < Some(kana));
        let rest = entries.get(low..)?;
        let high = low + rest.partition_point(|e| self.next_kana(e, range.depth) <= Some(kana));
        (high > low).then(|| Range {
            from: range.from + u32::try_from(low).unwrap_or(0),
            to: range.from + u32::try_from(high).unwrap_or(0),
            depth: range.depth + 1,
        })
    }

    /// The last kana that the readings of the range share.
    pub(crate) fn shared(&self, range: Range) -> Option<u8> {
        let entry = self.in_range(range).first()?;
        self.next_kana(entry, range.depth.checked_sub(1)?)
    }

    /// The kana that readings of the range may go on with.
    pub(crate) fn branches(&self, range: Range) -> Vec<u8> {
        let mut out: Vec<u8> = self
            .in_range(range)
            .iter()
            .filter_map(|e| self.next_kana(e, range.depth))
            .collect();
        out.dedup();
        out
    }

    /// Entries of the range whose reading ends here.
    pub(crate) fn complete(&self, range: Range) -> impl Iterator<Item = Known<'_>> {
        self.in_range(range)
            .iter()
            .take_while(move |e| u32::from(e.reading.1) == range.depth)
            .map(|e| self.known(e))
    }

    /// Entries of the range whose reading goes on.
    pub(crate) fn longer(&self, range: Range) -> impl Iterator<Item = Known<'_>> {
        self.in_range(range)
            .iter()
            .skip_while(move |e| u32::from(e.reading.1) == range.depth)
            .map(|e| self.known(e))
    }

    fn known(&self, entry: &Entry) -> Known<'_> {
        let (at, length) = (entry.surface.0 as usize, usize::from(entry.surface.1));
        Known {
            surface: self.surfaces.get(at..at + length).unwrap_or_default(),
            reading: slice(&self.readings, entry.reading),
            cost: i32::from(entry.cost),
        }
    }

    /// How many readings there are.
    pub(crate) fn len(&self) -> usize {
        self.entries.len()
    }

    /// Bytes of memory held.
    pub(crate) fn bytes(&self) -> usize {
        self.entries.capacity() * size_of::<Entry>()
            + self.readings.capacity()
            + self.surfaces.capacity() * 2
    }
}

/// The characters of something that is no word of the dictionary, where it may occur.
fn ids_of(index: &Index, written: &str) -> Option<Vec<u16>> {
    let mut ids: Vec<u16> = Vec::with_capacity(written.len());
    for c in written.chars() {
        let id = index.alphabet.id(c);
        if !index.ngrams.goes_on(&ids, id) {
            return None;
        }
        ids.push(id);
    }
    Some(ids)
}

fn slice(readings: &[u8], (at, length): (u32, u8)) -> &[u8] {
    readings
        .get(at as usize..at as usize + usize::from(length))
        .unwrap_or_default()
}

/// A walk through the dictionary along characters and pairs that occur.
struct Walk<'a> {
    alphabet: &'a Alphabet,
    ngrams: &'a NgramFilter,
    fst: &'a Fst<&'static [u8]>,
    surface: Vec<u16>,
    vocabulary: &'a mut Vocabulary,
}

impl Walk<'_> {
    /// Goes on from a place between two characters.
    fn follow(&mut self, node: &Node<'_>, output: Output) {
        if node.is_final() {
            self.add(output.cat(node.final_output()).value());
        }
        for transition in node.transitions() {
            let (code, left) = first_bits(transition.inp);
            self.complete(code, left, transition.addr, output.cat(transition.out));
        }
    }

    /// Goes on within a character of which some bits are known and so many bytes are left.
    fn complete(&mut self, code: u32, left: u8, to: CompiledAddr, output: Output) {
        if left == 0 {
            let id = char::from_u32(code).map_or(UNKNOWN, |c| self.alphabet.id(c));
            // Most characters stand nowhere behind those before them.
            if id != UNKNOWN && self.ngrams.goes_on(&self.surface, id) {
                self.surface.push(id);
                self.follow(&self.fst.node(to), output);
                self.surface.pop();
            }
            return;
        }
        // Of the last byte the block is known: most have no character that stands behind those before.
        if left == 1 && !self.ngrams.may_go_on_in(&self.surface, code) {
            return;
        }
        for transition in self.fst.node(to).transitions() {
            let code = code << 6 | u32::from(transition.inp & 0x3f);
            self.complete(code, left - 1, transition.addr, output.cat(transition.out));
        }
    }

    fn add(&mut self, place: u64) {
        let alone = if self.surface.len() == 1 { 24 } else { 0 };
        for (rank, reading) in Dictionary::at(place).enumerate() {
            let class = match reading.class {
                Class::Word => 0,
                Class::Name => 20,
                Class::On => 34,
                Class::Kun => 50,
            };
            let rank = u16::try_from(rank).unwrap_or(u16::MAX).saturating_mul(4);
            self.vocabulary
                .push(&self.surface, reading.kana, 8 + alone + class + rank);
        }
    }
}

/// What the first byte of a character in UTF-8 says of it: its first bits, and how many bytes are
/// still to come.
const fn first_bits(byte: u8) -> (u32, u8) {
    let (mask, left) = match byte {
        0..=0x7f => (0x7f, 0),
        0x80..=0xdf => (0x1f, 1),
        0xe0..=0xef => (0x0f, 2),
        _ => (0x07, 3),
    };
    ((byte & mask) as u32, left)
}
