//! The explorer's side of the search engine: hits in portions, work in steps.
//!
//! Everything else in the explorer reaches the engine through here.

use crate::lang::Lang;
use crate::model::{Library, NodeId};
use crate::search::{Engine, FieldKind, Hit, MatchRule, Query, Reached, Session, Unwritten};

/// Hits fetched at a time: more than any screen shows.
pub const PORTION: usize = 200;
/// Fields looked at between two frames: some milliseconds of work.
const QUOTA: usize = 24_000;

/// One node found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Found {
    /// The node.
    pub node: NodeId,
    /// A piece of the node's text around the match, where neither title nor name matched.
    pub snippet: Option<String>,
    /// Character ranges of the matches in the snippet.
    pub matches: Vec<(usize, usize)>,
    /// Character ranges of the matches in the title.
    pub title_matches: Vec<(usize, usize)>,
    /// How it matched, and through what.
    pub reached: Reached,
}

impl From<Hit> for Found {
    fn from(hit: Hit) -> Self {
        let in_text = hit.field == FieldKind::Body;
        Self {
            node: hit.node,
            matches: if in_text { hit.matches } else { Vec::new() },
            snippet: in_text.then_some(hit.snippet),
            title_matches: hit.title_matches,
            reached: hit.reached,
        }
    }
}

/// How far a search has come.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct FoundList {
    /// The best hits, as many as were asked for.
    pub hits: Vec<Found>,
    /// How many there are in all, as far as is known.
    pub total: usize,
    /// Whether everything has been looked at.
    pub complete: bool,
    /// Words that nothing has as typed, once all is looked at.
    pub unwritten: Vec<Unwritten>,
    /// Why the query is none, in one line.
    pub error: Option<String>,
}

/// Finds nodes by title, name and text.
#[derive(Default)]
pub struct Finder {
    engine: Engine,
    session: Session,
}

impl std::fmt::Debug for Finder {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Finder").finish_non_exhaustive()
    }
}

impl Finder {
    /// Whether everything is ready for the first search.
    #[must_use]
    pub fn is_ready(&self) -> bool {
        self.engine.has_readings()
    }

    /// Does a step of what is to be done before the first search.
    pub fn prepare(&mut self, library: &Library) {
        if self.engine.is_prepared() {
            self.engine.prepare_readings(library);
        } else {
            self.engine.prepare_some(library, QUOTA);
        }
    }

    /// Begins a search and does its first step.
    pub fn start(&mut self, library: &Library, query: &str, lang: Lang) -> FoundList {
        match Query::parse(query) {
            Ok(query) => {
                self.session.start(&self.engine, library, &query);
                self.step(library, PORTION)
            }
            Err(error) => FoundList {
                error: Some(match lang {
                    Lang::Ja => error.to_string(),
                    Lang::En => error.english(),
                }),
                complete: true,
                ..FoundList::default()
            },
        }
    }

    /// Does a step more and returns the best `wanted` hits so far.
    pub fn step(&mut self, library: &Library, wanted: usize) -> FoundList {
        let progress = self.session.step(&self.engine, library, QUOTA);
        let shown = wanted.min(progress.total);
        let hits = self.session.hits(&self.engine, library, 0..shown);
        FoundList {
            hits: hits.into_iter().map(Found::from).collect(),
            total: progress.total,
            complete: progress.complete,
            unwritten: match progress.complete {
                true => self.unwritten(library),
                false => Vec::new(),
            },
            error: None,
        }
    }

    /// The hits from rank `from` on, `count` of them, for the query last searched for to the end.
    pub fn more(
        &mut self,
        library: &Library,
        query: &str,
        from: usize,
        count: usize,
    ) -> Vec<Found> {
        self.finish(library, query);
        let until = (from + count).min(self.session.total());
        let hits = self.session.hits(&self.engine, library, from..until);
        hits.into_iter().map(Found::from).collect()
    }

    /// The budget lines that the query is about by that rule; none for a query that cannot be
    /// read.
    pub fn lines(&mut self, library: &Library, query: &str, rule: MatchRule) -> Vec<NodeId> {
        let Ok(query) = Query::parse(query) else {
            return Vec::new();
        };
        self.session.lines(&self.engine, library, &query, rule)
    }

    /// The words of the query last answered to its end that nothing has as typed.
    #[must_use]
    pub fn unwritten(&self, library: &Library) -> Vec<Unwritten> {
        self.session.unwritten(&self.engine, library)
    }

    /// Answers the query to its end, whatever was searched for meanwhile.
    fn finish(&mut self, library: &Library, query: &str) {
        let Ok(query) = Query::parse(query) else {
            return;
        };
        if self.session.query().text() != query.text() {
            self.session.start(&self.engine, library, &query);
        }
        while !self
            .session
            .step(&self.engine, library, usize::MAX)
            .complete
        {}
    }
}
