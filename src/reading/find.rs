//! The one place where the reading mode meets the search engine.

use super::desk::{Finder, Found};
use crate::lang::Lang;
use crate::model::Library;
use crate::search::{Engine, Query};

/// Hits kept for listening: more than anyone hears through.
const MOST: usize = 200;

impl Finder for Engine {
    fn find(&self, library: &Library, words: &str, lang: Lang) -> Found {
        let query = match Query::parse(words) {
            Ok(query) => query,
            Err(error) => {
                let fault = match lang {
                    Lang::Ja => error.to_string(),
                    Lang::En => error.english(),
                };
                return Found {
                    fault: Some(fault),
                    ..Found::default()
                };
            }
        };
        let results = self.search(library, &query, Some(MOST));
        Found {
            hits: results.hits.into_iter().map(|hit| hit.node).collect(),
            total: results.total,
            fault: None,
        }
    }
}
