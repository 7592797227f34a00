//! The searchable form of one library: index and vocabulary, each made once, when first needed.
//!
//! In: a library. Out: what a search looks into. Cost: see [`index`](crate::search::index) and
//! [`vocabulary`](crate::search::expand::vocabulary); both can be made in parts between key presses.
//! Invariant: once made they never change, so that searches on several threads may share them.

use std::num::NonZero;
use std::sync::{Arc, Mutex, OnceLock, PoisonError};

use crate::model::Library;
use crate::search::expand::vocabulary::Vocabulary;
use crate::search::index::builder::Builder;
use crate::search::index::fields::Index;
use crate::search::scan::workers;

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
    /// An engine that has read nothing yet. Costs nothing: the library is read by the first
    /// search, and every search after it must be of the same library.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Searches on that many threads at most, instead of on as many as the machine has.
    #[must_use]
    pub fn with_threads(mut self, threads: NonZero<usize>) -> Self {
        self.threads = Some(threads);
        self
    }

    /// How many threads a search may use.
    pub(crate) fn threads(&self) -> usize {
        self.threads.map_or_else(workers::threads, NonZero::get)
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

    /// The index, made now if it is not yet.
    pub(crate) fn index(&self, library: &Library) -> &Index {
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

    /// The readings, made now if they are not yet.
    pub(crate) fn vocabulary(&self, library: &Library) -> Arc<Vocabulary> {
        let index = self.index(library);
        Arc::clone(
            self.vocabulary
                .get_or_init(|| Arc::new(Vocabulary::new(index))),
        )
    }
}
