//! The one place where the reading mode meets the search engine.

use super::state::{Finder, Found};
use crate::lang::{Lang, Text};
use crate::model::Library;
use crate::search::{Engine, Hit, Query, Results};

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
        Found::of(&self.search(library, &query, Some(MOST)), lang)
    }
}

impl Found {
    /// The hits for the ear: how they were found is said once where it is the same for all.
    #[must_use]
    pub fn of(results: &Results, lang: Lang) -> Self {
        let comma = Text::new("、", ", ").get(lang);
        let stop = Text::new("。", ".").get(lang);
        let note = |hit: &Hit| hit.reached.told(lang).join(comma);
        let mut notes: Vec<String> = results
            .unwritten
            .iter()
            .map(|one| format!("{}{stop}", one.heard(lang)))
            .collect();
        let first = results.hits.first().map(note).unwrap_or_default();
        let alike = results.hits.len() > 1 && results.hits.iter().all(|hit| note(hit) == first);
        if alike && !first.is_empty() {
            notes.push(match lang {
                Lang::Ja => format!("どれも{first}{stop}"),
                Lang::En => format!("All found {first}{stop}"),
            });
        }
        let own = |hit: &Hit| if alike { String::new() } else { note(hit) };
        Self {
            hits: results
                .hits
                .iter()
                .map(|hit| (hit.node, own(hit)))
                .collect(),
            total: results.total,
            notes,
            fault: None,
        }
    }
}
