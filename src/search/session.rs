//! A search that goes on while somebody types.
//!
//! Each key gives a new query to [`Session::start`]; [`Session::step`] then does a measured part
//! of the work, so that the caller can draw a first part and see to other keys between steps.
//! Words that the new query shares with the last one are not looked for again.

use std::ops::Range;
use std::sync::Arc;

use crate::model::{Library, NodeId};
use crate::search::index::Index;
use crate::search::query::{Anchor, Query, What, Word};
use crate::search::ranked::Results as Ranking;
use crate::search::render::render;
use crate::search::results::{Scale, asks, rank, wants_budget};
use crate::search::term::TermScan;
use crate::search::within::Within;
use crate::search::{Engine, Hit};

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

/// The search for one word of a query.
struct Task {
    word: Word,
    /// Only nodes that all of these groups of words found are looked at.
    after: Vec<Vec<Word>>,
    scan: TermScan,
}

/// The state of a search; see the module's description.
#[derive(Default)]
pub struct Session {
    query: Query,
    /// The words of the query have no tasks yet: the library is still to be read.
    waits: bool,
    /// How many of the tasks are the query's.
    used: usize,
    /// The words of the query in their order, then those of earlier queries.
    tasks: Vec<Task>,
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
        self.used = 0;
        self.waits = true;
        if engine.is_prepared() {
            self.set_out(engine, library);
        }
    }

    /// Gives each word of the query its task.
    fn set_out(&mut self, engine: &Engine, library: &Library) {
        self.waits = false;
        let words = words(&self.query);
        for (word, after) in words.iter().rev() {
            // A word that was looked for everywhere need not be looked for again.
            let known = self
                .tasks
                .iter()
                .position(|t| t.word == *word && (t.after.is_empty() || t.after == *after));
            let task = match known {
                Some(at) => self.tasks.remove(at),
                None => {
                    let index = engine.index(library);
                    Task {
                        scan: TermScan::new(index, || engine.vocabulary(library), word),
                        word: word.clone(),
                        after: after.clone(),
                    }
                }
            };
            self.tasks.insert(0, task);
        }
        self.used = words.len();
        self.tasks.truncate(self.used.max(REMEMBERED));
    }

    /// Looks at up to `quota` fields more. Some 24,000 fields take a few milliseconds. The first
    /// steps of the first search read the library.
    pub fn step(&mut self, engine: &Engine, library: &Library, quota: usize) -> Progress {
        let mut left = engine.prepare_some(library, quota);
        if self.waits {
            if !engine.is_prepared() || left < quota / 2 {
                return Progress::default();
            }
            self.set_out(engine, library);
        }
        let index = engine.index(library);
        for at in 0..self.used {
            let (before, rest) = self.tasks.split_at_mut(at);
            let Some(task) = rest.first_mut() else {
                break;
            };
            if !task.scan.begun() {
                task.begin(index, before);
            }
            while !task.scan.done() && left > 0 {
                let vocabulary = || engine.vocabulary(library);
                let looked = task.scan.step(index, vocabulary, left, engine.threads());
                left = left.saturating_sub(looked.max(1));
            }
            if !task.scan.done() {
                break;
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

    /// The searches for the words of the query.
    pub(crate) fn scans(&self) -> Vec<(&Word, &TermScan)> {
        scans(self.current())
    }

    fn current(&self) -> &[Task] {
        self.tasks.get(..self.used).unwrap_or_default()
    }

    /// How many hits the words of the query have by now.
    fn found(&self) -> usize {
        let scans = self.current().iter().map(|task| &task.scan);
        scans.map(|scan| scan.hits().len()).sum()
    }

    fn complete(&self) -> bool {
        !self.waits && self.current().iter().all(|task| task.scan.done())
    }

    fn ranked(&mut self, engine: &Engine, library: &Library) {
        if self.ranking.is_none() && !self.waits {
            let index = engine.index(library);
            let scans = scans(self.current());
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
        let index = engine.index(library);
        let tasks = self.tasks.get(..self.used).unwrap_or_default();
        let scale = Scale::new(index, &self.query, &scans(tasks));
        let rows = ranking.rows(ranks, |node| scale.weigh(node));
        let scans: Vec<&TermScan> = tasks.iter().map(|task| &task.scan).collect();
        rows.iter()
            .map(|row| render(library, &scale, &scans, *row))
            .collect()
    }

    /// Every node that answers the query, in document order.
    pub fn nodes(&mut self, engine: &Engine, library: &Library) -> Vec<NodeId> {
        self.ranked(engine, library);
        self.ranking.as_ref().map_or_else(Vec::new, Ranking::nodes)
    }
}

/// The searches of some tasks.
fn scans(tasks: &[Task]) -> Vec<(&Word, &TermScan)> {
    tasks.iter().map(|t| (&t.word, &t.scan)).collect()
}

impl Task {
    /// Begins the search where the tasks before it found something.
    fn begin(&mut self, index: &Index, before: &[Self]) {
        let scan = |word: &Word| before.iter().find(|t| t.word == *word).map(|t| &t.scan);
        let group = |words: &Vec<Word>| words.iter().filter_map(scan).collect();
        let groups: Vec<Vec<&TermScan>> = self.after.iter().map(group).collect();
        let within = (!groups.is_empty()).then(|| Arc::new(Within::new(index, &groups)));
        self.scan.begin(index, within);
    }
}

/// The words that a query looks for, as they are looked for, without repeats; with each the
/// groups of words of which a node must have one before it is worth looking at. A word that must
/// not be there is looked for by its spelling only.
fn words(query: &Query) -> Vec<(Word, Vec<Vec<Word>>)> {
    let mut out: Vec<(Word, Vec<Vec<Word>>)> = Vec::new();
    let mut before = Vec::new();
    for atoms in query.groups() {
        let mut group = Vec::new();
        for atom in atoms {
            if let What::Word(word) = &atom.what {
                let word = looked_for(word, atom.negated);
                group.push(word.clone());
                if out.iter().all(|(known, _)| *known != word) {
                    out.push((word, before.clone()));
                }
            }
        }
        // Words may stand around a budget line; what only excludes says nothing of where to look.
        if asks(atoms) && !query.groups().iter().any(|atoms| wants_budget(atoms)) {
            before.push(group);
        }
    }
    out
}

/// A word as it is looked for.
pub(crate) fn looked_for(word: &Word, negated: bool) -> Word {
    let mut word = word.clone();
    if negated && word.anchor == Anchor::Free {
        word.anchor = Anchor::Exact;
    }
    word
}
