//! The search that the explorer uses, behind one door so that it can be exchanged here alone.

use fuzzy_matcher::FuzzyMatcher;
use fuzzy_matcher::skim::SkimMatcherV2;

use crate::model::{Library, NodeId};
use crate::text::plain_line;

/// One node found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Found {
    /// The node.
    pub node: NodeId,
    /// A piece of text that matched, where it was not the title.
    pub snippet: Option<String>,
    /// Character ranges of the matches in the snippet.
    pub matches: Vec<(usize, usize)>,
    /// Character ranges of the matches in the title.
    pub title_matches: Vec<(usize, usize)>,
}

/// What a query found.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct FoundList {
    /// Best first, at most as many as asked for.
    pub hits: Vec<Found>,
    /// How many there are in all.
    pub total: usize,
    /// Why the query is none, in one line.
    pub error: Option<String>,
}

/// Most hits kept for stepping through with `n`.
pub const MOST: usize = 2000;

/// Finds nodes by title, name and text.
#[derive(Default)]
pub struct Finder {
    matcher: SkimMatcherV2,
}

impl std::fmt::Debug for Finder {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Finder").finish_non_exhaustive()
    }
}

impl Finder {
    /// Nodes that match the query, best first.
    #[must_use]
    pub fn find(&self, library: &Library, query: &str) -> FoundList {
        let query = query.trim();
        if query.is_empty() {
            return FoundList::default();
        }
        let mut scored = Vec::new();
        for (i, node) in library.nodes().iter().enumerate() {
            let Ok(id) = u32::try_from(i) else { break };
            let title = self.score(&node.title, query).map(|s| s + 10_000);
            let best = title.or_else(|| {
                let lines = node.text.iter();
                lines.filter_map(|line| self.score(&line.text, query)).max()
            });
            if let Some(score) = best {
                scored.push((score, NodeId(id)));
            }
        }
        scored.sort_by(|a, b| b.0.cmp(&a.0).then(a.1.cmp(&b.1)));
        let hits = scored
            .iter()
            .take(MOST)
            .map(|(_, id)| self.found(library, *id, query));
        FoundList {
            total: scored.len(),
            hits: hits.collect(),
            error: None,
        }
    }

    /// The whole word first, then its letters in order within a short text.
    fn score(&self, text: &str, query: &str) -> Option<i64> {
        let score = self.matcher.fuzzy_match(text, query)?;
        if text.contains(query) {
            return Some(score + 1000);
        }
        // Letters strewn over a paragraph are chance, not a match.
        let (_, places) = self.matcher.fuzzy_indices(text, query)?;
        let reach = places.last()? - places.first()?;
        (reach <= query.chars().count() * 3).then_some(score)
    }

    fn found(&self, library: &Library, id: NodeId, query: &str) -> Found {
        let node = library.node(id);
        let title_matches = self.ranges(&node.title, query);
        let best = node
            .text
            .iter()
            .filter_map(|line| Some((self.score(&line.text, query)?, line)))
            .max_by_key(|(score, _)| *score);
        let snippet = best.map(|(_, line)| excerpt(&plain_line(&line.text), query));
        let matches = snippet.as_ref().map(|text| self.ranges(text, query));
        Found {
            node: id,
            matches: matches.unwrap_or_default(),
            snippet,
            title_matches,
        }
    }

    /// Character ranges of a fuzzy match, for palette and help too.
    #[must_use]
    pub fn ranges(&self, text: &str, query: &str) -> Vec<(usize, usize)> {
        if self.score(text, query).is_none() {
            return Vec::new();
        }
        if let Some((before, _)) = text.split_once(query) {
            let start = before.chars().count();
            return vec![(start, start + query.chars().count())];
        }
        let places = self.matcher.fuzzy_indices(text, query);
        let places = places.map(|(_, places)| places).unwrap_or_default();
        places.into_iter().map(|at| (at, at + 1)).collect()
    }

    /// How well a short text matches, for palette and help; higher is better.
    #[must_use]
    pub fn fuzzy(&self, text: &str, query: &str) -> Option<i64> {
        self.matcher.fuzzy_match(text, query)
    }
}

/// The stretch around the match, so that it can be seen in a narrow list.
fn excerpt(text: &str, query: &str) -> String {
    let Some((before, _)) = text.split_once(query) else {
        return text.to_owned();
    };
    let skipped = before.chars().count().saturating_sub(8);
    if skipped == 0 {
        return text.to_owned();
    }
    let rest: String = text.chars().skip(skipped).collect();
    format!("…{rest}")
}
