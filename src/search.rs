//! Search over the policy tree the way Japanese is typed: kanji, kana, romaji, abbreviations,
//! old and half-width forms, with a typing error.
//!
//! An [`Engine`] belongs to a library and reads it when first asked. A [`Query`] is the parsed
//! question. [`Engine::search`] answers at once, a [`Session`] step by step while somebody
//! types. Nothing here knows of the terminal, files or the clock.

mod alignment;
mod bests;
mod builder;
mod by_node;
mod conditions;
mod cover;
mod facet;
mod facts;
mod folds;
mod gathered;
mod gojuon;
mod graph;
mod index;
mod lattice;
mod lines;
mod long_vowels;
mod matched;
mod matcher;
mod neighbours;
mod normal;
mod numerals;
mod patterns;
mod postings;
mod query;
mod rank;
mod ranked;
mod reached;
mod readings;
mod render;
mod results;
mod romaji;
mod scatter;
mod session;
mod slips;
mod sought;
mod sweep;
mod term;
mod threads;
mod vocabulary;
mod within;
mod words;
mod yomi;

use std::num::NonZero;
use std::sync::{Arc, Mutex, OnceLock, PoisonError};

use crate::model::{Library, NodeId};

pub use facet::{Comparison, Facet};
pub use gojuon::gojuon;
pub use matched::{Match, MatchRule, Reached, Unwritten, Via};
pub use query::{Anchor, Atom, Query, QueryError, SYNTAX, What, Word};
pub use session::{Progress, Session};
pub use yomi::yomi;

use builder::Builder;
use index::Index;
use vocabulary::Vocabulary;

/// Which text of a node matched.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum FieldKind {
    /// The title of a pillar, chapter, theme, measure or sub-measure.
    Title,
    /// The name of a budget line's programme.
    Name,
    /// A line of the node's own text.
    Body,
}

impl FieldKind {
    /// The word used in JSON.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Title => "title",
            Self::Name => "name",
            Self::Body => "body",
        }
    }
}

/// A node that answers a query, by its best field.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Hit {
    /// The node.
    pub node: NodeId,
    /// Which text matched best.
    pub field: FieldKind,
    /// Points; more is better. Only to be compared within one answer.
    pub score: i64,
    /// How it matched, and through what.
    pub reached: Reached,
    /// The title or name whole, or the part of a text line around the match.
    pub snippet: String,
    /// Matched ranges of characters in `snippet`, end excluded, sorted, not touching.
    pub matches: Vec<(usize, usize)>,
    /// The same in the node's title; empty where the text matched and not the title.
    pub title_matches: Vec<(usize, usize)>,
}

/// The answer to a query.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Results {
    /// The best hits, best first; equal ones in document order.
    pub hits: Vec<Hit>,
    /// How many nodes answer the query, listed or not.
    pub total: usize,
    /// Whether every field was looked at.
    pub complete: bool,
    /// Words that nothing found has as typed.
    pub unwritten: Vec<Unwritten>,
}

/// The searchable form of one library, made when first needed.
///
/// It may be shared between threads; a search changes nothing that another sees.
#[derive(Debug, Default)]
pub struct Engine {
    index: OnceLock<Index>,
    /// The index in the making.
    builder: Mutex<Option<Builder>>,
    vocabulary: OnceLock<Arc<Vocabulary>>,
    /// How many threads a search may use; as many as there are where nothing is said.
    threads: Option<NonZero<usize>>,
}

/// How much longer it takes to read a field for one part of the index than to look at it.
const READING: usize = 2;

/// Sizes of an engine's parts, for the benches.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Sizes {
    /// Searchable fields.
    pub fields: usize,
    /// Bytes of text and postings.
    pub index_bytes: usize,
    /// Bytes of the words that the library may have, with their readings.
    pub readings_bytes: usize,
    /// How many such readings there are.
    pub readings: usize,
}

impl Engine {
    /// An engine for a library. Costs nothing: the library is read by the first search.
    #[must_use]
    pub fn new(_library: &Library) -> Self {
        Self::default()
    }

    /// Searches on that many threads at most, instead of on as many as the machine has.
    #[must_use]
    pub fn with_threads(mut self, threads: NonZero<usize>) -> Self {
        self.threads = Some(threads);
        self
    }

    fn threads(&self) -> usize {
        self.threads.map_or_else(threads::threads, NonZero::get)
    }

    /// Reads the library now, without readings. A search does it when needed.
    pub fn prepare(&self, library: &Library) {
        self.index(library);
    }

    /// Whether the library is read.
    #[must_use]
    pub fn is_prepared(&self) -> bool {
        self.index.get().is_some()
    }

    /// Whether the readings are ready, too.
    #[must_use]
    pub fn has_readings(&self) -> bool {
        self.vocabulary.get().is_some()
    }

    /// Reads some of the library, as much as a search of so many fields would take in time.
    /// Gives how many of them are left to look at; none as long as the library is not all read.
    pub fn prepare_some(&self, library: &Library, quota: usize) -> usize {
        if self.is_prepared() {
            return quota;
        }
        let mut making = self.builder().unwrap_or_else(|| Builder::new(library));
        let left = making.step(library, (quota / READING).max(1)) * READING;
        if making.done() {
            self.index.get_or_init(|| making.finish(library));
        } else {
            let mut builder = self.builder.lock().unwrap_or_else(PoisonError::into_inner);
            *builder = Some(making);
        }
        left
    }

    /// Makes the readings ready now. A search by kana or romaji does it when needed.
    pub fn prepare_readings(&self, library: &Library) {
        self.vocabulary(library);
    }

    /// How large the parts are; makes them where needed.
    #[must_use]
    pub fn sizes(&self, library: &Library) -> Sizes {
        let vocabulary = self.vocabulary(library);
        let index = self.index(library);
        Sizes {
            fields: index.len(),
            index_bytes: index.bytes(),
            readings_bytes: vocabulary.bytes(),
            readings: vocabulary.len(),
        }
    }

    /// Answers a query to the end, with at most `limit` hits.
    ///
    /// `library` must be the one that the engine was made for.
    #[must_use]
    pub fn search(&self, library: &Library, query: &Query, limit: Option<usize>) -> Results {
        let mut session = Session::default();
        session.start(self, library, query);
        while !session.step(self, library, usize::MAX).complete {}
        let total = session.total();
        let hits = session.hits(self, library, 0..limit.unwrap_or(total).min(total));
        Results {
            hits,
            total,
            complete: true,
            unwritten: session.unwritten(self, library),
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
        if rule == MatchRule::All || !query.asks_for_lines() {
            return self.search(library, query, limit);
        }
        let mut results = self.search(library, query, None);
        results.hits.retain(|hit| rule.allows(hit.reached.via));
        results.total = results.hits.len();
        results.hits.truncate(limit.unwrap_or(usize::MAX));
        results
    }

    fn index(&self, library: &Library) -> &Index {
        self.index.get_or_init(|| {
            let making = self.builder().unwrap_or_else(|| Builder::new(library));
            making.finish(library)
        })
    }

    /// Takes the index in the making, if there is one.
    fn builder(&self) -> Option<Builder> {
        let mut builder = self.builder.lock().unwrap_or_else(PoisonError::into_inner);
        builder.take()
    }

    fn vocabulary(&self, library: &Library) -> Arc<Vocabulary> {
        let index = self.index(library);
        Arc::clone(
            self.vocabulary
                .get_or_init(|| Arc::new(Vocabulary::new(index))),
        )
    }
}

#[cfg(test)]
mod tests;
