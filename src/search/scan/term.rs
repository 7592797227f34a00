//! One word of a query, looked for in all fields; it can be cut short and gone on with.
//!
//! In: the word, and perhaps a mask of fields. Out: the fields that match, with scores. First what
//! is typed is looked for; where nothing has that, what reads alike, then what may have been meant
//! ([`State`]). Cost: a scan of the candidates for each of these. Invariant: a word that some field
//! has as typed is never taken for a typing error.

use std::borrow::Cow;
use std::cell::{OnceCell, RefCell};
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use super::best_per_node::best_per_node;
use super::block_scan::BlockScan;
use super::candidate_mask::CandidateMask;
use super::hit::{NodeHit, TermHit};
use super::workers::side_by_side;
use crate::japanese::normal::{self, Script, is_han};
use crate::search::expand::by_sound::is_compound_by_sound;
use crate::search::expand::graph::clear;
use crate::search::expand::guesses::{guesses, slips_by_sound};
use crate::search::expand::interpret::{katakana, spoken, written};
use crate::search::expand::vocabulary::VocabularyRef;
use crate::search::index::fields::Index;
use crate::search::matching::score::Scorer;
use crate::search::matching::targets::{FieldMatch, Targets};
use crate::search::matching::trie::{Pattern, Trie};
use crate::search::query::syntax::{Anchor, Word};

/// How many fields are looked at for a sure hit somewhere before it is asked whether one was
/// found.
const GLANCE: usize = 16_000;
/// How many sure hits make a search for typing errors needless.
const ENOUGH: usize = 1;

/// The search for one word.
pub(crate) struct TermScan {
    word: Word,
    targets: Targets,
    /// Only what is written as typed is looked for; what reads alike is not.
    as_written: bool,
    /// Whether what may have been meant is looked for.
    errors: Errors,
    /// The spellings with typing errors, while they are looked for.
    meant: Targets,
    scan: BlockScan,
    hits: Vec<TermHit>,
    /// The best of each node, once they are all known.
    best: OnceCell<Vec<NodeHit>>,
    /// What the search for typing errors found.
    mended: Vec<TermHit>,
    state: State,
    /// Other nodes are not looked at.
    mask: Option<Arc<CandidateMask>>,
    /// Hits were left out that are no better than others of their nodes.
    left_out: bool,
    /// Weighs those when somebody asks.
    scorer: RefCell<Scorer>,
    /// The field seen last: a row that is shown is asked for it more than once.
    last: RefCell<Option<(u32, Option<FieldMatch>)>>,
}

/// Whether what may have been meant by a word is looked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Errors {
    /// Where nothing is found.
    InNeed,
    Never,
    /// Nothing else is looked for, be what is typed a word as it is.
    Only,
}

/// What a search is at.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum State {
    /// Has not begun.
    Waiting,
    /// Looks for what is typed.
    Looking,
    /// Looks whether other nodes have what is typed: then it has no typing error.
    Elsewhere,
    /// Looks for what may have been meant.
    Mending,
    Done,
}

impl TermScan {
    /// Prepares the search; no field is looked at yet.
    pub(crate) fn new(
        index: &Index,
        vocabulary: impl FnOnce() -> VocabularyRef,
        word: &Word,
    ) -> Self {
        let as_written = word.means_what_is_written();
        let targets = match as_written {
            true => written(index, word),
            false => spoken(index, vocabulary, word),
        };
        let errors = match is_acronym(&word.text) {
            true => Errors::Never,
            false => Errors::InNeed,
        };
        Self {
            targets,
            as_written,
            ..Self::of(word, errors)
        }
    }

    /// The search for a word without anything to look for yet.
    fn of(word: &Word, errors: Errors) -> Self {
        Self {
            word: word.clone(),
            scan: BlockScan::default(),
            targets: Targets::default(),
            as_written: false,
            errors,
            meant: Targets::default(),
            hits: Vec::new(),
            best: OnceCell::new(),
            mended: Vec::new(),
            state: State::Waiting,
            mask: None,
            left_out: false,
            scorer: RefCell::default(),
            last: RefCell::default(),
        }
    }

    /// The same for what is read so: nothing is taken for a typing error, and nothing for an
    /// abbreviation.
    pub(crate) fn as_read(
        index: &Index,
        vocabulary: impl FnOnce() -> VocabularyRef,
        word: &Word,
    ) -> Self {
        let mut scan = Self::new(index, vocabulary, word);
        scan.targets.abbreviations.clear();
        scan.errors = Errors::Never;
        scan
    }

    /// The search for what may have been meant by a word that is typed by its sound, if it is a
    /// slip; what is as typed is not looked for.
    pub(crate) fn as_slip(word: &Word) -> Self {
        Self::of(word, Errors::Only)
    }

    /// Looks at about `quota` fields, on up to `threads` threads. Returns how many fields could
    /// have been looked at in the time it took: finding candidates takes time, too.
    pub(crate) fn step(
        &mut self,
        index: &Index,
        vocabulary: impl FnOnce() -> VocabularyRef,
        quota: usize,
        threads: usize,
    ) -> usize {
        let (quota, targets, hits) = match self.state {
            State::Looking => (quota, &self.targets, &mut self.hits),
            State::Elsewhere => (quota.min(GLANCE), &self.targets, &mut Vec::new()),
            State::Mending => (quota, &self.meant, &mut self.mended),
            State::Waiting | State::Done => return 0,
        };
        let looked = self.scan.step(index, targets, quota, threads, hits);
        let found = self.scan.sure() >= ENOUGH;
        let done = self.scan.done(index);
        self.left_out |= self.state != State::Elsewhere && self.scan.left_out();
        match self.state {
            State::Looking if done && (found || self.says_all()) => self.finish(),
            State::Looking if done && self.mask.is_some() => {
                self.scan = BlockScan::new(index, &self.targets, None);
                self.state = State::Elsewhere;
            }
            State::Looking if done && self.as_written => self.loosen(index, vocabulary),
            State::Looking if done => self.look_for_errors(index, &vocabulary(), threads),
            State::Elsewhere if found => self.finish(),
            State::Elsewhere if done && self.as_written => self.loosen(index, vocabulary),
            State::Elsewhere if done => self.look_for_errors(index, &vocabulary(), threads),
            State::Mending if done => {
                self.hits = best_of(&self.hits, &std::mem::take(&mut self.mended));
                let meant = std::mem::take(&mut self.meant).trie;
                let all = meant.patterns().iter().chain(self.targets.trie.patterns());
                self.targets.trie = self.trie(index, all.cloned().collect());
                // What is remembered is remembered by the number of the spelling.
                self.scorer = RefCell::default();
                self.last = RefCell::default();
                self.finish();
            }
            _ => {}
        }
        looked
    }

    /// Must be called before the first step. With a mask, other fields give no hits; that they
    /// have the word still tells that it is no typing error.
    pub(crate) fn begin(&mut self, index: &Index, mask: Option<Arc<CandidateMask>>) {
        self.scan = BlockScan::new(index, &self.targets, mask.clone());
        self.mask = mask;
        self.state = State::Looking;
    }

    /// Whether [`begin`](Self::begin) was called.
    pub(crate) fn begun(&self) -> bool {
        self.state != State::Waiting
    }

    fn finish(&mut self) {
        self.state = State::Done;
        self.scan = BlockScan::default();
        self.mask = None;
    }

    /// Whether nothing else is to be looked for where nothing is found.
    fn says_all(&self) -> bool {
        !self.as_written && !self.may_have_error()
    }

    /// Nothing is written as typed: looks for what reads alike and for abbreviations.
    fn loosen(&mut self, index: &Index, vocabulary: impl FnOnce() -> VocabularyRef) {
        self.as_written = false;
        self.targets = spoken(index, vocabulary, &self.word);
        // What is remembered is remembered by the number of the spelling.
        self.scorer = RefCell::default();
        self.last = RefCell::default();
        self.scan = BlockScan::new(index, &self.targets, self.mask.clone());
        self.state = State::Looking;
    }

    /// Whether the word is long enough for one wrong character to leave something to go by.
    fn may_have_error(&self) -> bool {
        let letters: Vec<char> = normal::normal_string(&self.word.text).chars().collect();
        let han = letters.iter().filter(|c| is_han(**c)).count();
        let least = match self.errors {
            Errors::Never => return false,
            Errors::InNeed => 4,
            Errors::Only => 3,
        };
        self.word.anchor == Anchor::Free && (least..=40).contains(&(letters.len() + han))
    }

    fn look_for_errors(&mut self, index: &Index, vocabulary: &VocabularyRef, threads: usize) {
        let letters: Vec<char> = normal::normal_string(&self.word.text).chars().collect();
        let is_only = self.errors == Errors::Only;
        let guesses = match is_only {
            true => slips_by_sound(&self.word, &letters),
            false => guesses(&self.word, &letters),
        };
        let next = AtomicUsize::new(0);
        let take = || {
            let n = next.fetch_add(1, Ordering::Relaxed);
            let guess = guesses.get(n)?;
            Some((n, guess.spellings(index, vocabulary)))
        };
        let mut workers = vec![(); threads.clamp(1, guesses.len().max(1))];
        let mut each = side_by_side(&mut workers, |()| std::iter::from_fn(take).collect());
        each.sort_unstable_by_key(|(n, _)| *n);
        let mut found: Vec<Pattern> = each.into_iter().flat_map(|(_, found)| found).collect();
        // A single character says nothing if something is wrong with it, and neither does the
        // beginning of a word of which little is typed. What is only turned back into romaji has
        // nothing wrong with it. Nor are whole words the beginning of one: こうつうじこ is not 交通混.
        let little = is_only || !clear(&letters) || is_compound_by_sound(&letters);
        let begun = |s: &Pattern| little && s.tail.is_some() && (s.error || s.sounded);
        found.retain(|s| s.ids.len() > 1 && !begun(s));
        // Whoever types katakana means a word that is written in kana, but the ー of でーた says nothing.
        let is_katakana = |c: char| Script::of(c) == Script::Katakana && c != 'ー';
        if katakana(&self.word).is_some() {
            let is_kana = |id: &u16| normal::is_kana(index.alphabet.letter(*id));
            found.retain(|s| s.ids.iter().all(is_kana));
        } else if self.word.text.chars().any(is_katakana) {
            // Nor are the katakana or the kanji of スキー場 a slip for the other. Only the hiragana of
            // ドローンうにょう may be kanji that nothing has converted yet.
            let kanji = letters.iter().filter(|c| is_han(**c)).count();
            let kana = katakana_runs(&self.word.text);
            let is_hiragana = |c: char| Script::of(c) == Script::Hiragana;
            let is_mixed = self.word.text.chars().any(is_hiragana);
            found.retain(|s| {
                let letters: String = s.ids.iter().map(|id| index.alphabet.letter(*id)).collect();
                let is_same = letters.chars().filter(|c| is_han(*c)).count() == kanji;
                is_same || is_mixed && kana.iter().all(|run| letters.contains(run))
            });
        }
        if is_only {
            found.iter_mut().for_each(|s| s.starts = true);
        }
        self.meant.trie = self.trie(index, found);
        self.scan = BlockScan::new(index, &self.meant, self.mask.clone());
        self.state = State::Mending;
    }

    fn trie(&self, index: &Index, list: Vec<Pattern>) -> Trie {
        Trie::new(list, index.alphabet.len(), self.word.anchor)
    }

    /// Whether every field was looked at.
    pub(crate) fn done(&self) -> bool {
        self.state == State::Done
    }

    /// The score of a field if it matches, also where it was left out as no better than another
    /// of its node.
    pub(crate) fn score(&self, index: &Index, field: u32) -> Option<i32> {
        match self.hits.binary_search_by_key(&field, |hit| hit.field) {
            Ok(at) => Some(self.hits[at].score),
            Err(_) if !self.left_out => None,
            Err(_) => self.weighed(index, field),
        }
    }

    /// The score of a field, found by looking at it.
    pub(crate) fn weighed(&self, index: &Index, field: u32) -> Option<i32> {
        let scorer = &mut self.scorer.borrow_mut();
        let points = self.targets.points_of(index, scorer, field);
        points.map(|points| points + index.weight(field))
    }

    /// The best hit of each node so far, nodes in order.
    pub(crate) fn by_node(&self, index: &Index) -> Cow<'_, [NodeHit]> {
        if self.done() {
            let best = self
                .best
                .get_or_init(|| best_per_node(index, &[&self.hits]));
            return Cow::Borrowed(best);
        }
        Cow::Owned(best_per_node(index, &[&self.hits]))
    }

    /// What was found so far, fields in order; of a node its best one at least.
    pub(crate) fn hits(&self) -> &[TermHit] {
        &self.hits
    }

    /// How a field matches and its matched units; none where it does not.
    pub(crate) fn field_match(&self, index: &Index, field: u32) -> Option<FieldMatch> {
        let mut last = self.last.borrow_mut();
        match &*last {
            Some((known, seen)) if *known == field => seen.clone(),
            _ => {
                let scorer = &mut self.scorer.borrow_mut();
                let seen = self.targets.field_match(index, scorer, field);
                *last = Some((field, seen.clone()));
                seen
            }
        }
    }

    /// Whether a field has the word as typed: written so, or, where kana or small Latin letters
    /// ask for no spelling, read so.
    pub(crate) fn as_typed(&self, index: &Index, field: u32) -> bool {
        let scorer = &mut self.scorer.borrow_mut();
        self.takes_as_typed() && self.targets.has(index, scorer, field)
    }

    /// Whether anything that was found may be the word as typed: not where what is written so
    /// was looked for in vain.
    pub(crate) fn takes_as_typed(&self) -> bool {
        self.as_written || !self.word.means_what_is_written()
    }

    /// The word that is looked for.
    pub(crate) fn word(&self) -> &Word {
        &self.word
    }
}

/// The runs of katakana in a word, in normal form.
fn katakana_runs(text: &str) -> Vec<String> {
    let is_katakana = |c: char| Script::of(c) == Script::Katakana || c == 'ー';
    let runs = text
        .split(|c| !is_katakana(c))
        .filter(|run| !run.is_empty());
    runs.map(normal::normal_string).collect()
}

/// Whether a word is of capital letters: who writes GAFA spells it out, and slips in it say nothing.
fn is_acronym(text: &str) -> bool {
    text.chars()
        .all(|c| c.is_ascii_uppercase() || c.is_ascii_digit())
        && text.chars().any(|c| c.is_ascii_uppercase())
}

/// The hits of both lists, of a field that is in both the better one; all in field order.
fn best_of(some: &[TermHit], others: &[TermHit]) -> Vec<TermHit> {
    let mut out: Vec<TermHit> = some.iter().chain(others).copied().collect();
    // Two ordered runs: a stable sort merges them.
    out.sort_by_key(|hit| hit.field);
    out.dedup_by(|next, kept| {
        let same = next.field == kept.field;
        if same {
            kept.score = kept.score.max(next.score);
        }
        same
    });
    out
}
