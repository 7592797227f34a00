//! Looking pieces of a query up in the documents, as they are spelled.

use std::rc::Rc;

use rustc_hash::FxHashMap;

use super::near;
use super::pieces::{Piece, words_of};
use super::units::unit_of;
use crate::model::{Library, NodeId};
use crate::search::answer::Match;
use crate::search::engine::Engine;
use crate::search::index::alphabet::LETTER;
use crate::search::index::fields::Index;
use crate::search::query::syntax::{Anchor, Word};
use crate::search::scan::term::TermScan;

/// So many words of a like meaning are looked at for each word of a query.
const NEAR_WORDS: usize = 24;
/// The power of its likeness that a word of a like meaning counts by: one half as alike is worth
/// much less than half.
const LIKENESS: i32 = 3;

/// What a search for a text by its spelling found.
#[derive(Default)]
pub(super) struct Scanned {
    /// None where the index tells at once that nothing has it.
    pub(super) scan: Option<TermScan>,
    /// The best field of each unit that has it.
    pub(super) units: FxHashMap<NodeId, u32>,
}

/// A piece that some unit has.
pub(super) struct Found {
    pub(super) piece: Piece,
    pub(super) scanned: Rc<Scanned>,
}

impl Found {
    pub(super) fn new(piece: Piece, scanned: Rc<Scanned>) -> Self {
        Self { piece, scanned }
    }
}

/// Looks texts up in the documents, each once.
pub(super) struct Lookup<'a> {
    engine: &'a Engine,
    library: &'a Library,
    index: &'a Index,
    /// What was looked for to see whether it is there is not looked for again.
    seen: FxHashMap<String, Rc<Scanned>>,
}

impl<'a> Lookup<'a> {
    pub(super) fn new(engine: &'a Engine, library: &'a Library, index: &'a Index) -> Self {
        Self {
            engine,
            library,
            index,
            seen: FxHashMap::default(),
        }
    }

    /// Where the documents have a text as it is spelled.
    pub(super) fn scan(&mut self, text: &str) -> Rc<Scanned> {
        if let Some(known) = self.seen.get(text) {
            return Rc::clone(known);
        }
        let scanned = Rc::new(self.look_for(text));
        self.seen.insert(text.to_owned(), Rc::clone(&scanned));
        scanned
    }

    /// The pieces that some unit has, each with where.
    pub(super) fn found(&mut self, pieces: Vec<Piece>) -> Vec<Found> {
        let each = pieces.into_iter().map(|piece| {
            let scanned = self.scan(&piece.text);
            Found::new(piece, scanned)
        });
        each.filter(|found| !found.scanned.units.is_empty())
            .collect()
    }

    /// What the documents have that reads as some kana do, as it is written there; none where
    /// nothing reads so.
    pub(super) fn heard(&self, kana: &str) -> Option<String> {
        let index = self.index;
        let word = Word {
            text: kana.to_owned(),
            anchor: Anchor::Free,
        };
        let vocabulary = || self.engine.vocabulary(self.library);
        let mut scan = TermScan::as_read(index, vocabulary, &word);
        scan.begin(index, None);
        while !scan.done() {
            scan.step(index, vocabulary, usize::MAX, self.engine.threads());
        }
        let best = scan.hits().iter().max_by_key(|hit| hit.score)?;
        let seen = scan.field_match(index, best.field)?;
        let units = index.units(best.field);
        let letters = seen.units.iter().filter_map(|at| units.get(*at));
        let text: String = letters
            .map(|unit| index.alphabet.letter(unit & LETTER))
            .collect();
        (seen.how <= Match::Reading && seen.sure).then_some(text)
    }

    fn look_for(&self, text: &str) -> Scanned {
        let (library, index) = (self.library, self.index);
        if !index.may_have(text) {
            return Scanned::default();
        }
        let word = Word {
            text: text.to_owned(),
            anchor: Anchor::Exact,
        };
        let vocabulary = || self.engine.vocabulary(library);
        let mut scan = TermScan::new(index, vocabulary, &word);
        scan.begin(index, None);
        while !scan.done() {
            scan.step(index, vocabulary, usize::MAX, self.engine.threads());
        }
        let mut units: FxHashMap<NodeId, u32> = FxHashMap::default();
        for hit in scan.hits() {
            let Some(unit) = unit_of(library, index.owner(hit.field)) else {
                continue;
            };
            let field = units.entry(unit).or_insert(hit.field);
            // Titles come before names, and names before text.
            *field = (*field).min(hit.field);
        }
        Scanned {
            scan: Some(scan),
            units,
        }
    }

    /// For each word of the query the words of a like meaning that the documents have. The word
    /// itself is among them: a unit that has both tells more of the matter.
    pub(super) fn near(&mut self, typed: &[&str]) -> Vec<Vec<Found>> {
        let Some(table) = near::Words::get() else {
            return Vec::new();
        };
        let words = words_of(typed, |letters| table.lengths(letters));
        if words.is_empty() {
            return Vec::new();
        }
        let mut groups = Vec::new();
        for near in table.near(&words) {
            let mut group: Vec<Found> = Vec::new();
            for word in near {
                if group.len() == NEAR_WORDS {
                    break;
                }
                let scan = self.scan(&word.text);
                if scan.units.is_empty() {
                    continue;
                }
                let share = f64::from(word.likeness).powi(LIKENESS);
                let text = word.text;
                group.push(Found::new(Piece { text, share }, scan));
            }
            groups.push(group);
        }
        groups
    }
}
