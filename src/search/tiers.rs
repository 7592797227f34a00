//! What stands below the nodes that have every word of a query: nodes that have some of them, nodes
//! that have words of a like meaning, and nodes that have what may have been meant by a slip (`slips`).
//!
//! In: a query that fewer than [`ENOUGH`] nodes answer. Out: measures and sub-measures, the best
//! first, none of which the answer has already. The query is cut into pieces (`pieces`): words of
//! the dictionary, and where the documents lack one the longest stretches of it that they have.
//! Beside each word stand those that the shipped table has near it (`near`). A unit is worth what
//! its pieces are worth (`weigh`), a rare one more than a frequent one.
//! Cost: one scan by spelling a piece; nothing is done where the answer is long enough. The
//! order and the members of the answer itself do not change.

mod lookup;
mod near;
mod pieces;
mod slips;
mod units;
mod weigh;

use rustc_hash::FxHashSet;

use self::lookup::{Found, Lookup};
use self::pieces::{are_all_of, meant_by, pieces, written};
use self::slips::slips;
use self::units::unit_of;
use self::weigh::{add, keep_best, weigh};
use crate::japanese::glossary;
use crate::model::{Library, NodeId};
use crate::search::answer::{Hit, Match, Reached, Tier};
use crate::search::engine::Engine;
use crate::search::expand::guesses::everyday_kana;
use crate::search::index::fields::Index;
use crate::search::query::syntax::{Anchor, Query, What};
use crate::search::rank::snippet::{ShownField, render_field};
use crate::search::scan::term::TermScan;

/// With so many hits an answer needs nothing below it.
pub(crate) const ENOUGH: usize = 5;
/// A unit that has less than this part of the best unit's worth is noise.
const FLOOR: f64 = 0.22;
/// The same for units that have only words of a like meaning, and the most of them.
const NEAR_FLOOR: f64 = 0.3;
const MOST_NEAR: usize = 10;

impl Engine {
    /// What stands below an answer: units that are not in the answer, first those that have some
    /// of the words of the query, then those that have words of a like meaning, then those that have
    /// what may have been meant by the only word if it is a slip, at most `limit` together, the best of each first. `total` is how many hits the answer has, of which `answer` are
    /// the best.
    ///
    /// Empty where the answer is long enough or the query asks for more than words.
    #[must_use]
    pub fn below(
        &self,
        library: &Library,
        query: &Query,
        answer: &[Hit],
        total: usize,
        limit: usize,
    ) -> Vec<Hit> {
        // What is only guessed may be something else than what was meant.
        let is_guessed = answer
            .iter()
            .all(|hit| hit.reached.how >= Match::Abbreviation);
        let is_short = (total < ENOUGH || is_guessed) && limit > 0;
        let Some(words) = plain_words(query).filter(|_| is_short) else {
            return Vec::new();
        };
        let index = self.index(library);
        let mut lookup = Lookup::new(self, library, index);
        // An everyday word in romaji is one in kana that nothing has converted yet.
        let spoken: Vec<Option<String>> = words
            .iter()
            .map(|word| match glossary::words(word) {
                Some(_) => None,
                None => everyday_kana(&word.to_lowercase().chars().collect::<Vec<char>>()),
            })
            .collect();
        let typed: Vec<&str> = words
            .iter()
            .zip(&spoken)
            .map(|(word, kana)| kana.as_deref().unwrap_or(word))
            .collect();
        let typed = written(&typed, |heard| lookup.heard(heard));
        let (english, japanese): (Vec<&str>, Vec<&str>) = typed
            .iter()
            .map(String::as_str)
            .partition(|word| glossary::words(word).is_some());
        let pieces = pieces(&japanese, |text| !lookup.scan(text).units.is_empty());
        let mut asked: Vec<Vec<Found>> = pieces
            .into_iter()
            .map(|group| lookup.found(group))
            .collect();
        let translated = english.iter().map(|word| translations(word));
        let meant: Vec<&str> = translated
            .clone()
            .filter_map(|words| words.first().copied())
            .chain(japanese.iter().copied())
            .collect();
        let near = lookup.near(&meant);
        asked.extend(translated.map(|words| lookup.found(meant_by(&words))));
        let answered: FxHashSet<NodeId> = answer
            .iter()
            .filter_map(|hit| unit_of(library, hit.node))
            .collect();

        let each: Vec<&[Found]> = asked.iter().map(Vec::as_slice).collect();
        let mut some = weigh(library, index, &each);
        some.retain(|(unit, _)| !answered.contains(unit));
        keep_best(&mut some, FLOOR);
        let groups: Vec<&[Found]> = near.iter().map(Vec::as_slice).collect();
        let mut alike = weigh(library, index, &groups);
        add(&mut some, &alike);
        keep_best(&mut alike, NEAR_FLOOR);
        let has_some: FxHashSet<NodeId> = some.iter().map(|(unit, _)| *unit).collect();
        alike.retain(|(unit, _)| !answered.contains(unit) && !has_some.contains(unit));
        alike.truncate(MOST_NEAR);

        let near: Vec<&Found> = near.iter().flatten().collect();
        let found: Vec<&Found> = asked.iter().flatten().collect();
        let hits = |tier, ranked: &[(NodeId, f64)], found: &[&Found]| -> Vec<Hit> {
            let ranked = ranked.iter().take(limit);
            ranked
                .filter_map(|(unit, worth)| shown(library, index, found, *unit, (tier, *worth)))
                .collect()
        };
        let mut below = hits(Tier::Some, &some, &found);
        below.extend(hits(Tier::Near, &alike, &near));
        let is_mended = answer.iter().any(|hit| hit.reached.how == Match::Typo);
        // An everyday word by its sound is that word, and no slip for another.
        let is_known = is_mended || spoken.iter().any(Option::is_some);
        if let ([word], false) = (&words[..], is_known || below.len() >= limit) {
            let told = below.iter().map(|hit| hit.node);
            let seen: FxHashSet<NodeId> = told.chain(answered).collect();
            below.extend(slips(self, library, index, word, &seen));
        }
        if below.is_empty() && answer.is_empty() {
            below = self.in_one(library, &words, limit);
        }
        below.truncate(limit);
        below
    }

    /// Where several words in romaji find nothing: what they find as one, as a slip in one of them
    /// hides what stands behind the other in a compound: `dejitaru sanie-ji`.
    fn in_one(&self, library: &Library, words: &[&str], limit: usize) -> Vec<Hit> {
        let is_romaji = |word: &&str| {
            let mut letters = word.chars();
            letters.all(|c| c.is_ascii_lowercase() || c == '-') && glossary::words(word).is_none()
        };
        if words.len() < 2 || !words.iter().all(is_romaji) {
            return Vec::new();
        }
        let query = Query::of_words(&words.concat());
        let mut hits = self.search(library, &query, Some(limit)).hits;
        for hit in &mut hits {
            hit.tier = Tier::Slip;
        }
        hits
    }

    /// The words of the dictionary that a text is made of and that a document has.
    pub(crate) fn words_of(&self, library: &Library, text: &str) -> Vec<String> {
        let mut lookup = Lookup::new(self, library, self.index(library));
        let typed: Vec<&str> = text.split_whitespace().collect();
        let pieces = pieces(&typed, |word| !lookup.scan(word).units.is_empty());
        let whole = pieces.into_iter().filter_map(|group| {
            let first = group.into_iter().next()?;
            (first.share >= 1.0).then_some(first.text)
        });
        whole.collect()
    }

    /// The same where they are all that the text says; empty where something of it is left.
    pub(crate) fn every_word_of(&self, library: &Library, text: &str) -> Vec<String> {
        let mut words = self.words_of(library, text);
        if !are_all_of(&words, text) {
            words.clear();
        }
        words
    }
}

/// The Japanese words for an English one.
fn translations(english: &str) -> Vec<&'static str> {
    glossary::words(english).unwrap_or_default()
}

/// The words of a query that asks for nothing else: no condition, nothing excluded, no anchor.
fn plain_words(query: &Query) -> Option<Vec<&str>> {
    let mut words = Vec::new();
    for atom in query.groups().iter().flatten() {
        match &atom.what {
            What::Word(word) if !atom.negated && word.anchor == Anchor::Free => {
                words.push(word.text.as_str());
            }
            _ => return None,
        }
    }
    (!words.is_empty()).then_some(words)
}

/// The unit as a hit, by the field of its most telling piece.
fn shown(
    library: &Library,
    index: &Index,
    found: &[&Found],
    unit: NodeId,
    (tier, worth): (Tier, f64),
) -> Option<Hit> {
    let units = |one: &Found| one.scanned.units.get(&unit).copied();
    let having = || found.iter().filter(|one| units(one).is_some());
    let field = having().filter_map(|one| units(one)).min()?;
    let scans: Vec<&TermScan> = having()
        .filter_map(|one| one.scanned.scan.as_ref())
        .collect();
    let chosen = ShownField {
        node: unit,
        field,
        #[expect(clippy::cast_possible_truncation, reason = "a score of some hundreds")]
        score: (worth * 100.0) as i64,
        reached: Reached {
            how: Match::Exact,
            ..Reached::default()
        },
        tier,
    };
    Some(render_field(library, index, &scans, chosen))
}
