//! A search that goes on while somebody types.
//!
//! Each key gives a new query to [`Session::start`]; [`Session::step`] then does a measured part
//! of the work, so that the caller can draw a first part and see to other keys between steps.
//! Words that the new query shares with the last one are not looked for again.

use std::ops::Range;

use super::query::{Anchor, Query, What, Word};
use super::render::render;
use super::results::{Ranked, Results as Ranking, rank};
use super::term::TermScan;
use super::{Engine, Hit};
use crate::model::{Library, NodeId};

/// How far a search has come.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Progress {
    /// Nodes that answer the query, as far as is known.
    pub total: usize,
    /// Whether every field was looked at.
    pub complete: bool,
}

/// A ranking is made again once there are more hits by one in so many.
const WORTH: usize = 2;
/// How many words are remembered.
const REMEMBERED: usize = 12;

/// The state of a search; see the module's description.
#[derive(Default)]
pub struct Session {
    query: Query,
    /// The words of the query and those of earlier ones, newest first.
    scans: Vec<(Word, TermScan)>,
    ranking: Option<Ranking>,
    /// How many hits the ranking is made of, and whether those are all.
    ranked: (usize, bool),
}

impl Session {
    /// Begins to answer a query; whatever was under way is dropped, what it found is kept where
    /// the new query can use it.
    pub fn start(&mut self, engine: &Engine, library: &Library, query: &Query) {
        self.query = query.clone();
        self.ranking = None;
        self.ranked = (0, false);
        for word in words(&self.query) {
            let known = self.scans.iter().position(|(w, _)| *w == word);
            let entry = match known {
                Some(at) => self.scans.remove(at),
                None => {
                    let index = engine.index(library);
                    let scan = TermScan::new(index, || engine.vocabulary(library), &word);
                    (word, scan)
                }
            };
            self.scans.insert(0, entry);
        }
        let used = words(&self.query).len();
        self.scans.truncate(used.max(REMEMBERED));
    }

    /// Looks at up to `quota` fields more. Some 16,000 fields take a few milliseconds.
    pub fn step(&mut self, engine: &Engine, library: &Library, quota: usize) -> Progress {
        let index = engine.index(library);
        let mut left = quota;
        let used = words(&self.query).len();
        for (_, scan) in self.scans.iter_mut().take(used) {
            while !scan.done() && left > 0 {
                let looked =
                    scan.step(index, || engine.vocabulary(library), left, engine.threads());
                left = left.saturating_sub(looked.max(1));
            }
        }
        // Ranking takes time with all that is found: it is not worth it for a few hits more.
        let complete = self.complete();
        let (before, all) = self.ranked;
        if complete && !all || self.found() > before + before / WORTH {
            self.ranking = None;
        }
        self.ranked(engine, library);
        Progress {
            total: self.total(),
            complete,
        }
    }

    /// How many hits the words of the query have by now.
    fn found(&self) -> usize {
        let used = words(&self.query).len();
        let scans = self.scans.iter().take(used);
        scans.map(|(_, scan)| scan.hits().len()).sum()
    }

    fn complete(&self) -> bool {
        let used = words(&self.query).len();
        self.scans.iter().take(used).all(|(_, scan)| scan.done())
    }

    fn ranked(&mut self, engine: &Engine, library: &Library) {
        if self.ranking.is_none() {
            let index = engine.index(library);
            let scans: Vec<(&Word, &TermScan)> =
                self.scans.iter().map(|(word, scan)| (word, scan)).collect();
            self.ranking = Some(rank(library, index, &self.query, &scans));
            self.ranked = (self.found(), self.complete());
        }
    }

    /// How many nodes answer the query, as far as is known.
    #[must_use]
    pub fn total(&self) -> usize {
        self.ranking.as_ref().map_or(0, Ranking::total)
    }

    /// The query being answered.
    #[must_use]
    pub const fn query(&self) -> &Query {
        &self.query
    }

    /// The hits of those ranks, best first, with snippets and matches.
    pub fn hits(&mut self, engine: &Engine, library: &Library, ranks: Range<usize>) -> Vec<Hit> {
        self.ranked(engine, library);
        let Some(ranking) = &mut self.ranking else {
            return Vec::new();
        };
        let rows: Vec<Ranked> = ranking.rows(ranks).to_vec();
        let index = engine.index(library);
        let used = words(&self.query);
        let mut scans: Vec<&mut TermScan> = self
            .scans
            .iter_mut()
            .filter(|(word, _)| used.contains(word))
            .map(|(_, scan)| scan)
            .collect();
        rows.into_iter()
            .map(|row| render(library, index, &mut scans, row))
            .collect()
    }

    /// Every node that answers the query, in document order.
    pub fn nodes(&mut self, engine: &Engine, library: &Library) -> Vec<NodeId> {
        self.ranked(engine, library);
        self.ranking.as_ref().map_or_else(Vec::new, Ranking::nodes)
    }
}

/// The words that a query looks for, as they are looked for, without repeats. A word that must
/// not be there is looked for by its spelling only.
pub(super) fn words(query: &Query) -> Vec<Word> {
    let mut out: Vec<Word> = Vec::new();
    for atom in query.groups().iter().flatten() {
        if let What::Word(word) = &atom.what {
            let word = looked_for(word, atom.negated);
            if !out.contains(&word) {
                out.push(word);
            }
        }
    }
    out
}

/// A word as it is looked for.
pub(super) fn looked_for(word: &Word, negated: bool) -> Word {
    let mut word = word.clone();
    if negated && word.anchor == Anchor::Free {
        word.anchor = Anchor::Exact;
    }
    word
}
