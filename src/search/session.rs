//! A search in steps, so that keys can be handled between them.
//!
//! In: a query for each key that changes it ([`Session::start`]), then steps of a bounded cost
//! ([`Session::step`]). Out: what is found so far, and in the end the whole answer. Cost: a step
//! looks at as many fields as it is told to, and ranks anew only where that changes much.
//! Invariants: the answer of a complete search does not depend on how it was cut into steps; a
//! word that the next query shares with the last one is not looked for again.

use std::ops::Range;
use std::sync::Arc;

use crate::model::{Library, NodeId};
use crate::search::answer::{Hit, MatchRule, Progress, Results, Unwritten};
use crate::search::engine::Engine;
use crate::search::index::fields::Index;
use crate::search::query::plan::{PlannedWord, plan};
use crate::search::query::syntax::{Query, Word};
use crate::search::rank::budget_lines::{Asked, Choice};
use crate::search::rank::explain::unwritten;
use crate::search::rank::merge::rank;
use crate::search::rank::named::named;
use crate::search::rank::snippet::render;
use crate::search::rank::top_k::{RankedNode, RankedNodes};
use crate::search::rank::weight::QueryWeight;
use crate::search::scan::candidate_mask::{CandidateMask, NodeSet};
use crate::search::scan::term::TermScan;

/// The ranking is made again once there are half as many hits more.
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

/// What a ranking was made of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct RankedFrom {
    /// So many hits of single words.
    hits: usize,
    /// Those are all.
    complete: bool,
}

/// The state of a search; see the module's description.
#[derive(Default)]
pub struct Session {
    query: Query,
    /// The words of the query have no tasks yet: the library is still to be read.
    is_waiting: bool,
    /// How many of the tasks are the query's.
    used: usize,
    /// The words of the query in their order, then those of earlier queries.
    tasks: Vec<Task>,
    ranking: Option<(RankedNodes, RankedFrom)>,
    /// The nodes that answer the query in the order of its answer, once that was asked for.
    arranged: Option<Vec<RankedNode>>,
    /// The lines that the query is about, where they are being chosen.
    choice: Option<Choice>,
}

impl Session {
    /// Begins to answer a query; whatever was under way is dropped, what it found is kept where
    /// the new query can use it.
    pub fn start(&mut self, engine: &Engine, library: &Library, query: &Query) {
        self.query = query.clone();
        self.ranking = None;
        self.arranged = None;
        self.choice = None;
        self.used = 0;
        self.is_waiting = true;
        if engine.is_prepared() {
            self.plan(engine, library);
        }
    }

    /// Gives each word of the query its task.
    fn plan(&mut self, engine: &Engine, library: &Library) {
        self.is_waiting = false;
        let words = plan(&self.query);
        self.used = words.len();
        for PlannedWord { word, after } in words.into_iter().rev() {
            // A word that was looked for everywhere need not be looked for again.
            let known = self
                .tasks
                .iter()
                .position(|t| t.word == word && (t.after.is_empty() || t.after == after));
            let task = match known {
                Some(at) => self.tasks.remove(at),
                None => {
                    let index = engine.index(library);
                    Task {
                        scan: TermScan::new(index, || engine.vocabulary(library), &word),
                        word,
                        after,
                    }
                }
            };
            self.tasks.insert(0, task);
        }
        self.tasks.truncate(self.used.max(REMEMBERED));
    }

    /// Looks at up to `quota` fields more; 24,000 of them take a few milliseconds. The first
    /// steps of the first search read the library.
    pub fn step(&mut self, engine: &Engine, library: &Library, quota: usize) -> Progress {
        if !self.look_on(engine, library, quota) {
            return Progress::default();
        }
        // Ranking takes time with all that is found: it is not worth it for a few hits more.
        let now = self.ranked_from();
        if self.ranking.as_ref().is_some_and(|(_, made)| {
            now.complete && !made.complete || now.hits > made.hits + made.hits / WORTH
        }) {
            self.ranking = None;
            self.arranged = None;
        }
        self.ensure_ranking(engine, library);
        Progress {
            total: self.total(),
            complete: now.complete,
        }
    }

    /// Looks at up to so many fields more, without an order of what is found; false as long as the
    /// library is being read.
    fn look_on(&mut self, engine: &Engine, library: &Library, quota: usize) -> bool {
        let left = engine.prepare_some(library, quota);
        if self.is_waiting {
            if !engine.is_prepared() || left < quota / 2 {
                return false;
            }
            self.plan(engine, library);
        }
        self.scan(engine, library, left);
        true
    }

    /// Goes on with the words of the query, one after another, until that many fields were
    /// looked at.
    fn scan(&mut self, engine: &Engine, library: &Library, mut left: usize) {
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
    }

    /// Answers the query to its end.
    fn finish(&mut self, engine: &Engine, library: &Library) {
        while !self.step(engine, library, usize::MAX).complete {}
    }

    fn current(&self) -> &[Task] {
        self.tasks.get(..self.used).unwrap_or_default()
    }

    /// What a ranking would be made of now.
    fn ranked_from(&self) -> RankedFrom {
        let scans = || self.current().iter().map(|task| &task.scan);
        RankedFrom {
            hits: scans().map(|scan| scan.hits().len()).sum(),
            complete: !self.is_waiting && scans().all(TermScan::done),
        }
    }

    fn ensure_ranking(&mut self, engine: &Engine, library: &Library) {
        if self.ranking.is_none() && !self.is_waiting {
            let index = engine.index(library);
            let ranking = rank(library, index, &self.query, &scans(self.current()));
            self.ranking = Some((ranking, self.ranked_from()));
        }
    }

    /// How many nodes answer the query, as far as is known.
    #[must_use]
    pub fn total(&self) -> usize {
        self.ranking.as_ref().map_or(0, |(nodes, _)| nodes.total())
    }

    /// The query being answered.
    #[must_use]
    pub const fn query(&self) -> &Query {
        &self.query
    }

    /// The hits of those ranks, best first, with snippets and matches.
    pub fn hits(&mut self, engine: &Engine, library: &Library, ranks: Range<usize>) -> Vec<Hit> {
        self.rendered(engine, library, |ranking, weight, _| {
            ranking.rows(ranks, |node| weight.weigh(node)).to_vec()
        })
    }

    /// The same in another order than the best first; they are put in it once for a query. To be
    /// arranged are the nodes, each with its rank.
    pub fn hits_in_order(
        &mut self,
        engine: &Engine,
        library: &Library,
        ranks: Range<usize>,
        arrange: impl FnOnce(&mut [(NodeId, usize)]),
    ) -> Vec<Hit> {
        self.rendered(engine, library, |ranking, weight, arranged| {
            let total = ranking.total();
            let rows = arranged.get_or_insert_with(|| {
                let rows = ranking.rows(0..total, |node| weight.weigh(node));
                let nodes = rows.iter().map(|row| row.node).zip(0..);
                let mut nodes: Vec<(NodeId, usize)> = nodes.collect();
                arrange(&mut nodes);
                let arranged = nodes.iter().filter_map(|(_, rank)| rows.get(*rank));
                arranged.copied().collect()
            });
            let rows = rows.iter().skip(ranks.start).take(ranks.len());
            rows.copied().collect()
        })
    }

    /// The hits of the rows that are chosen of the ranking, or of what was arranged of it.
    fn rendered(
        &mut self,
        engine: &Engine,
        library: &Library,
        choose: impl FnOnce(
            &mut RankedNodes,
            &QueryWeight<'_>,
            &mut Option<Vec<RankedNode>>,
        ) -> Vec<RankedNode>,
    ) -> Vec<Hit> {
        self.ensure_ranking(engine, library);
        let Some((ranking, _)) = &mut self.ranking else {
            return Vec::new();
        };
        let index = engine.index(library);
        let tasks = self.tasks.get(..self.used).unwrap_or_default();
        let weight = QueryWeight::new(index, &self.query, &scans(tasks));
        let rows = choose(ranking, &weight, &mut self.arranged);
        let scans: Vec<&TermScan> = tasks.iter().map(|task| &task.scan).collect();
        rows.iter()
            .map(|row| render(library, &weight, &scans, *row))
            .collect()
    }

    /// Every node that answers the query, in document order.
    pub fn nodes(&mut self, engine: &Engine, library: &Library) -> Vec<NodeId> {
        self.ensure_ranking(engine, library);
        let ranking = self.ranking.as_ref();
        ranking.map_or_else(Vec::new, |(nodes, _)| nodes.nodes())
    }

    /// The words of the query that were found, but not as they were typed: what was found
    /// instead. Means something once the search is complete.
    #[must_use]
    pub fn unwritten(&self, engine: &Engine, library: &Library) -> Vec<Unwritten> {
        if !engine.is_prepared() {
            return Vec::new();
        }
        let index = engine.index(library);
        let scans = self.current().iter().map(|task| &task.scan);
        // Of a word that must not be there nothing else is offered.
        let asked = scans.filter(|scan| self.query.looks_for(scan.word()));
        asked
            .filter_map(|scan| unwritten(library, index, scan))
            .collect()
    }

    /// The budget lines that the query is about, in document order: lines that meet its
    /// conditions and have its words as typed, themselves or as far above as the rule goes. A
    /// query for another kind of node means the lines below those nodes that have the words in
    /// their titles, by the widest rule in their texts; an empty one means none.
    pub fn lines(
        &mut self,
        engine: &Engine,
        library: &Library,
        query: &Query,
        rule: MatchRule,
    ) -> Vec<NodeId> {
        if query.is_empty() {
            return Vec::new();
        }
        self.begin_lines(engine, library, query, rule);
        loop {
            if let Some(lines) = self.lines_on(engine, library, usize::MAX) {
                return lines;
            }
        }
    }

    /// Begins to choose them; [`lines_on`](Self::lines_on) goes on with it.
    pub fn begin_lines(
        &mut self,
        engine: &Engine,
        library: &Library,
        query: &Query,
        rule: MatchRule,
    ) {
        let asked = Asked::of(query);
        self.start(engine, library, asked.query());
        let is_default = rule == MatchRule::default();
        let named = is_default.then(|| named(library, query)).flatten();
        self.choice = Some(Choice::new(asked, rule, named));
    }

    /// One step of the choice that was begun, as [`step`](Self::step) does them; in the end the
    /// lines. Where none was begun there are none.
    pub fn lines_on(
        &mut self,
        engine: &Engine,
        library: &Library,
        quota: usize,
    ) -> Option<Vec<NodeId>> {
        let Some(mut choice) = self.choice.take() else {
            return Some(Vec::new());
        };
        let lines = if !self.ranked_from().complete {
            self.look_on(engine, library, quota);
            None
        } else {
            let index = engine.index(library);
            choice.step(library, index, &scans(self.current()), quota)
        };
        if lines.is_none() {
            self.choice = Some(choice);
        }
        lines
    }
}

/// The searches of some tasks.
fn scans(tasks: &[Task]) -> Vec<(&Word, &TermScan)> {
    tasks.iter().map(|t| (&t.word, &t.scan)).collect()
}

impl Task {
    /// Begins the search where the tasks before it found something.
    fn begin(&mut self, index: &Index, before: &[Self]) {
        let hits = |word: &Word| {
            let task = before.iter().find(|t| t.word == *word);
            task.map_or(&[][..], |t| t.scan.hits())
        };
        let nodes = |words: &Vec<Word>| NodeSet::of(index, words.iter().flat_map(hits));
        let found = self.after.iter().map(nodes).reduce(NodeSet::and);
        let mask = found.map(|nodes| Arc::new(CandidateMask::new(index, &nodes)));
        self.scan.begin(index, mask);
    }
}

impl Engine {
    /// Answers a query to the end, with at most `limit` hits.
    ///
    /// ```
    /// use shisaku::search::{Engine, Query};
    /// use shisaku::{model::Library, parse::parse};
    ///
    /// let text = "# 施策\n\n## 1 安全\n\n消防\n\n## (1) 消防団の充実\n\n【予算】消防車 2.0億円（2年度 1.5億円）\n";
    /// let library = Library::new(vec![parse("fire.txt", text)?]);
    /// let found = Engine::new().search(&library, &Query::parse("shoubou kind:budget")?, None);
    /// assert_eq!(found.total, 1);
    /// assert_eq!(found.hits[0].snippet, "消防車");
    /// // Characters 0 and 1 are to be highlighted.
    /// assert_eq!(found.hits[0].matches, [(0, 2)]);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[must_use]
    pub fn search(&self, library: &Library, query: &Query, limit: Option<usize>) -> Results {
        let mut session = Session::default();
        session.start(self, library, query);
        session.finish(self, library);
        let total = session.total();
        let hits = session.hits(self, library, 0..limit.unwrap_or(total).min(total));
        Results {
            hits,
            total,
            unwritten: session.unwritten(self, library),
            below: Vec::new(),
        }
    }

    /// The same, of budget lines that stand below what has the words only those that the rule
    /// allows.
    #[must_use]
    pub fn search_by(
        &self,
        library: &Library,
        query: &Query,
        limit: Option<usize>,
        rule: MatchRule,
    ) -> Results {
        let query = query.clone().leaving_out(rule);
        if rule == MatchRule::All || !query.asks_for_lines() {
            return self.search(library, &query, limit);
        }
        let mut results = self.search(library, &query, None);
        results.hits.retain(|hit| rule.allows(hit.reached.via));
        results.total = results.hits.len();
        results.hits.truncate(limit.unwrap_or(usize::MAX));
        results
    }

    /// The budget lines that the query is about; see [`Session::lines`].
    #[must_use]
    pub fn lines(&self, library: &Library, query: &Query, rule: MatchRule) -> Vec<NodeId> {
        Session::default().lines(self, library, query, rule)
    }
}
