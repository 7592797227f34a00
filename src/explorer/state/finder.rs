//! The explorer's side of the search engine: hits in portions, work in steps.
//!
//! Everything else in the explorer reaches the engine through here.

use std::ops::Range;
use std::sync::Arc;

use crate::lang::Lang;
use crate::ledger::LineSort;
use crate::model::{Library, NodeId};
use crate::search::{
    Engine, FieldKind, Hit, MatchRule, Progress, Query, QueryError, Reached, Reply, Session, Tier,
    Unwritten,
};

/// Hits fetched at a time: more than any screen shows.
pub const PORTION: usize = 200;
/// Hits that have less than every word, at most: as many as the command line lists.
const MOST_BELOW: usize = 20;
/// Fields looked at between two frames: some milliseconds of work.
const QUOTA: usize = 24_000;

/// One node found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Found {
    /// The node.
    pub node: NodeId,
    /// Whether it has the words in its text alone.
    pub in_text: bool,
    /// Where its title has no match: what has, a piece of its text or a name below it.
    pub snippet: Option<String>,
    /// Character ranges of the matches in the snippet.
    pub matches: Vec<(usize, usize)>,
    /// Character ranges of the matches in the title.
    pub title_matches: Vec<(usize, usize)>,
    /// How it matched, and through what.
    pub reached: Reached,
    /// How much of the query it has.
    pub tier: Tier,
}

impl From<Hit> for Found {
    fn from(hit: Hit) -> Self {
        let in_text = hit.field == FieldKind::Body;
        let is_elsewhere = hit.title_matches.is_empty() && !hit.matches.is_empty();
        let is_shown = in_text || is_elsewhere;
        Self {
            node: hit.node,
            in_text,
            matches: if is_shown { hit.matches } else { Vec::new() },
            snippet: is_shown.then_some(hit.snippet),
            title_matches: hit.title_matches,
            reached: hit.reached,
            tier: hit.tier,
        }
    }
}

/// How far a search has come.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct FoundList {
    /// The best hits, as many as were asked for.
    pub hits: Vec<Found>,
    /// How many there are in all, and whether everything has been looked at.
    pub progress: Progress,
    /// Words that nothing has as typed, once all is looked at.
    pub unwritten: Vec<Unwritten>,
    /// The answer to a question about money, in one line, once all is looked at.
    pub answer: Option<String>,
    /// Why the query is none, in one line.
    pub error: Option<String>,
    /// Signs in the query that say nothing where they stand, a sentence for each.
    pub idle: Vec<String>,
}

/// What is said of words that nothing has as typed, in one line.
#[must_use]
pub fn unwritten_text(unwritten: &[Unwritten], lang: Lang) -> String {
    let each: Vec<String> = unwritten.iter().map(|one| one.text(lang)).collect();
    each.join("  ")
}

/// Finds nodes by title, name and text.
#[derive(Default)]
pub struct Finder {
    /// Shared with the reading mode, so that a library is read once.
    engine: Arc<Engine>,
    session: Session,
    /// The query that was parsed last: one key may ask for it several times.
    parsed: Option<Arc<Query>>,
    /// The language of what is said of the query.
    lang: Lang,
    /// The query that was answered last, and its answer where it is a question about money: it is asked once, also where
    /// the session was about its lines meanwhile.
    reply: Option<(String, Option<Reply>)>,
    /// The budget lines that were chosen last.
    chosen: Option<Chosen>,
    /// The query and the rule by which lines are being chosen in steps.
    choosing: Option<(Arc<Query>, MatchRule)>,
}

/// The budget lines of a query.
struct Chosen {
    query: Arc<Query>,
    rule: MatchRule,
    lines: Vec<NodeId>,
}

impl std::fmt::Debug for Finder {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Finder").finish_non_exhaustive()
    }
}

impl Finder {
    /// One that asks that engine.
    #[must_use]
    pub fn of(engine: Arc<Engine>) -> Self {
        Self {
            engine,
            ..Self::default()
        }
    }

    /// The search engine of the documents.
    #[must_use]
    pub fn engine(&self) -> Arc<Engine> {
        Arc::clone(&self.engine)
    }

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

    /// Begins a search and does its first step: the best `wanted` hits so far.
    pub fn start(
        &mut self,
        library: &Library,
        query: &str,
        wanted: usize,
        lang: Lang,
    ) -> FoundList {
        self.lang = lang;
        match self.parse(query) {
            Ok(query) => {
                let chosen = self.chosen.take();
                // Where there were none, what was found instead is asked for.
                let is_of_it = |chosen: &Chosen| chosen.query == query && !chosen.lines.is_empty();
                self.chosen = chosen.filter(is_of_it);
                self.choosing = None;
                self.reply = None;
                self.session.start(&self.engine, library, &query);
                self.step(library, wanted)
            }
            Err(error) => FoundList {
                error: Some(match lang {
                    Lang::Ja => error.to_string(),
                    Lang::En => error.english(),
                }),
                progress: Progress::NOTHING_TO_DO,
                ..FoundList::default()
            },
        }
    }

    /// Does a step more and returns the best `wanted` hits so far.
    pub fn step(&mut self, library: &Library, wanted: usize) -> FoundList {
        let progress = self.session.step(&self.engine, library, QUOTA);
        let shown = wanted.min(progress.total);
        if progress.complete {
            self.ask(library);
        }
        let missing = match progress.complete && progress.total == 0 {
            true => self.missing(library),
            false => None,
        };
        let answer =
            answer_to(self.reply.as_ref(), self.session.query()).filter(|_| missing.is_none());
        FoundList {
            answer: answer.map(|reply| reply.text(library, self.lang)),
            hits: self.ranks(library, 0..shown),
            progress,
            unwritten: match progress.complete {
                true => self.unwritten(library),
                false => Vec::new(),
            },
            error: missing,
            idle: self.session.query().idle(self.lang),
        }
    }

    /// The hits of those ranks. Where the query is a question that lines in their order answer,
    /// they stand in that order.
    fn ranks(&mut self, library: &Library, ranks: Range<usize>) -> Vec<Found> {
        let known = answer_to(self.reply.as_ref(), self.session.query());
        let ordered = known.filter(|reply| reply.in_order().is_some());
        let Some(reply) = ordered else {
            let hits = self.session.hits(&self.engine, library, ranks);
            return hits.into_iter().map(Found::from).collect();
        };
        let arrange = |nodes: &mut [(NodeId, usize)]| reply.arrange(nodes, |(node, _)| *node);
        let hits = self
            .session
            .hits_in_order(&self.engine, library, ranks, arrange);
        hits.into_iter().map(Found::from).collect()
    }

    /// What stands below the answer of the query last searched for, where that is short: hits that
    /// have less than every word.
    pub fn below(&mut self, library: &Library, query: &str) -> Vec<Found> {
        self.finish(library, query);
        let total = self.session.total();
        let answer = self
            .session
            .hits(&self.engine, library, 0..total.min(PORTION));
        let query = self.session.query();
        let below = self
            .engine
            .below(library, query, &answer, total, MOST_BELOW);
        below.into_iter().map(Found::from).collect()
    }

    /// Asks what answers the query where it is a question about money, unless that is known.
    fn ask(&mut self, library: &Library) {
        let query = self.session.query();
        let is_known = |(text, _): &(String, _)| text == query.text();
        if !self.reply.as_ref().is_some_and(is_known) {
            let reply = self.engine.reply(library, query, MatchRule::default());
            self.reply = Some((query.text().to_owned(), reply));
        }
    }

    /// The order of the lines that answer the query, where it is a question that asks for one.
    #[must_use]
    pub fn order(&self) -> Option<(LineSort, bool)> {
        self.parsed.as_ref()?.question()?.order()
    }

    /// That there is no such chapter, where the query asks for one.
    fn missing(&self, library: &Library) -> Option<String> {
        let missing = self.session.query().missing(library, self.lang);
        (!missing.is_empty()).then(|| missing.join(" "))
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
        self.ranks(library, from..until)
    }

    /// The budget lines that the query is about by that rule; none for a query that cannot be
    /// read.
    pub fn lines(&mut self, library: &Library, query: &str, rule: MatchRule) -> Vec<NodeId> {
        let Ok(query) = self.parse(query) else {
            return Vec::new();
        };
        if let Some(chosen) = &self.chosen
            && chosen.rule == rule
            && chosen.query == query
        {
            return chosen.lines.clone();
        }
        let lines = self.session.lines(&self.engine, library, &query, rule);
        self.choose(query, rule, lines)
    }

    fn choose(&mut self, query: Arc<Query>, rule: MatchRule, lines: Vec<NodeId>) -> Vec<NodeId> {
        self.choosing = None;
        self.chosen = Some(Chosen {
            query,
            rule,
            lines: lines.clone(),
        });
        lines
    }

    /// A step of choosing the same lines, for a library of which very many are; true when they are
    /// there.
    pub fn lines_on(&mut self, library: &Library, query: &str, rule: MatchRule) -> bool {
        let Ok(query) = self.parse(query) else {
            return true;
        };
        let is_chosen = |chosen: &Chosen| chosen.rule == rule && chosen.query == query;
        if self.chosen.as_ref().is_some_and(is_chosen) {
            return true;
        }
        let begun = (query, rule);
        if self.choosing.as_ref() != Some(&begun) {
            let (query, rule) = &begun;
            self.session
                .begin_lines(&self.engine, library, query, *rule);
            self.choosing = Some(begun);
            return false;
        }
        let lines = self.session.lines_on(&self.engine, library, QUOTA);
        let is_there = lines.is_some();
        if let Some(lines) = lines {
            let (query, rule) = begun;
            self.choose(query, rule, lines);
        }
        is_there
    }

    /// The words of the query last answered to its end that nothing has as typed.
    #[must_use]
    pub fn unwritten(&self, library: &Library) -> Vec<Unwritten> {
        self.session.unwritten(&self.engine, library)
    }

    /// The text of the query with what was found instead of the words that nothing has as typed;
    /// none for a query that cannot be read.
    pub fn taking_in(&mut self, query: &str, unwritten: &[Unwritten]) -> Option<String> {
        let query = self.parse(query).ok()?;
        Some(query.taking_in(unwritten))
    }

    /// The query of a text.
    ///
    /// # Errors
    /// For a text that is none.
    fn parse(&mut self, text: &str) -> Result<Arc<Query>, QueryError> {
        if let Some(known) = self.parsed.as_ref().filter(|known| known.text() == text) {
            return Ok(Arc::clone(known));
        }
        let query = Arc::new(Query::parse(text)?);
        self.parsed = Some(Arc::clone(&query));
        Ok(query)
    }

    /// Whether the search under way is of that query.
    #[must_use]
    pub fn is_about(&self, query: &str) -> bool {
        self.choosing.is_none() && self.session.query().text() == query
    }

    /// Answers the query to its end, whatever was searched for meanwhile.
    fn finish(&mut self, library: &Library, query: &str) {
        let Ok(query) = self.parse(query) else {
            return;
        };
        if self.session.query().text() != query.text() {
            self.choosing = None;
            self.session.start(&self.engine, library, &query);
        }
        while !self
            .session
            .step(&self.engine, library, usize::MAX)
            .complete
        {}
        self.ask(library);
    }
}

/// What answers the query, where that is known.
fn answer_to<'r>(known: Option<&'r (String, Option<Reply>)>, query: &Query) -> Option<&'r Reply> {
    let (_, reply) = known.filter(|(text, _)| text == query.text())?;
    reply.as_ref()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::parse::parse;

    #[test]
    fn a_question_is_answered_once() {
        let text = "# 施策\n\n## 1 安全\n\n消防\n\n## (1) 消防団の充実\n\n【予算】消防車 2.0億円（2年度 1.5億円）\n";
        let library = Library::new(vec![parse("fire.txt", text).unwrap()]);
        let mut finder = Finder::default();
        let query = "消防はいくら";
        let found = finder.start(&library, query, 10, Lang::Ja);
        assert!(
            found
                .answer
                .is_some_and(|answer| answer.contains("2.0億円"))
        );
        let lines = |finder: &Finder| {
            let (_, reply) = finder.reply.as_ref().unwrap();
            reply.as_ref().unwrap().lines.as_ptr()
        };
        let first = lines(&finder);
        // The lines are chosen, and what stands below and behind is looked for, with the same answer.
        assert_eq!(finder.lines(&library, query, MatchRule::default()).len(), 1);
        finder.below(&library, query);
        finder.more(&library, query, 0, 5);
        finder.step(&library, 10);
        assert_eq!(lines(&finder), first);
        // Another query has another.
        assert_eq!(finder.start(&library, "消防車", 10, Lang::Ja).answer, None);
    }
}
