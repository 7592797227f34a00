//! One word of a query, looked for in all fields: resumable, so that it can be cut short.

use std::borrow::Cow;
use std::cell::{OnceCell, RefCell};
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use crate::search::by_node::by_node;
use crate::search::graph::{Graph, clear, typed};
use crate::search::index::Index;
use crate::search::lattice::{ERROR, Spelling, spellings};
use crate::search::normal::{self, is_han};
use crate::search::patterns::{Pattern, Patterns};
use crate::search::query::{Anchor, Word};
use crate::search::rank::Judge;
use crate::search::ranked::Ranked;
use crate::search::sought::{means_what_is_written, spoken, written};
use crate::search::sweep::{Seen, Sought, Sweep, TermHit};
use crate::search::threads::side_by_side;
use crate::search::vocabulary::Vocabulary;
use crate::search::within::Within;

/// How many fields are looked at for a sure hit somewhere before it is asked whether one was
/// found.
const GLANCE: usize = 16_000;
/// How many sure hits make a search for typing errors needless.
const ENOUGH: usize = 1;
/// Points off for a wrong syllable where letters are typed, beyond the error's own.
const SYLLABLE: i32 = 60;
/// Points off for a word whose kanji stand for their sound.
const SOUNDS_LIKE: i32 = 200;

/// The search for one word.
pub(crate) struct TermScan {
    word: Word,
    sought: Sought,
    /// Only what is written as typed is looked for; what reads alike is not.
    as_written: bool,
    /// The spellings with typing errors, while they are looked for.
    meant: Sought,
    sweep: Sweep,
    hits: Vec<TermHit>,
    /// The best of each node, once they are all known.
    best: OnceCell<Vec<Ranked>>,
    /// What the search for typing errors found.
    mended: Vec<TermHit>,
    state: State,
    /// Other nodes are not looked at.
    within: Option<Arc<Within>>,
    /// Hits were left out that are no better than others of their nodes.
    left_out: bool,
    /// Weighs those when somebody asks.
    judge: RefCell<Judge>,
    /// The field seen last: a row that is shown is asked for it more than once.
    last: RefCell<Option<(u32, Option<Seen>)>>,
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
        let as_written = means_what_is_written(word);
        let sought = match as_written {
            true => written(index, word),
            false => spoken(index, vocabulary, word),
        };
        Self {
            word: word.clone(),
            sweep: Sweep::default(),
            sought,
            as_written,
            meant: Sought::default(),
            hits: Vec::new(),
            best: OnceCell::new(),
            mended: Vec::new(),
            state: State::Waiting,
            within: None,
            left_out: false,
            judge: RefCell::default(),
            last: RefCell::default(),
        }
    }

    /// Looks at some `quota` fields on up to that many threads. Gives how many fields that was
    /// worth in time.
    pub(crate) fn step(
        &mut self,
        index: &Index,
        vocabulary: impl FnOnce() -> VocabularyRef,
        quota: usize,
        threads: usize,
    ) -> usize {
        let (quota, sought, hits) = match self.state {
            State::Looking => (quota, &self.sought, &mut self.hits),
            State::Elsewhere => (quota.min(GLANCE), &self.sought, &mut Vec::new()),
            State::Mending => (quota, &self.meant, &mut self.mended),
            State::Waiting | State::Done => return 0,
        };
        let looked = self.sweep.step(index, sought, quota, threads, hits);
        let found = self.sweep.sure() >= ENOUGH;
        let done = self.sweep.done(index);
        self.left_out |= self.state != State::Elsewhere && self.sweep.left_out();
        match self.state {
            State::Looking if done && (found || self.says_all()) => self.finish(),
            State::Looking if done && self.within.is_some() => {
                self.sweep = Sweep::new(index, &self.sought, None);
                self.state = State::Elsewhere;
            }
            State::Looking if done && self.as_written => self.loosen(index, vocabulary),
            State::Looking if done => self.look_for_errors(index, &vocabulary(), threads),
            State::Elsewhere if found => self.finish(),
            State::Elsewhere if done && self.as_written => self.loosen(index, vocabulary),
            State::Elsewhere if done => self.look_for_errors(index, &vocabulary(), threads),
            State::Mending if done => {
                self.hits = best_of(&self.hits, &std::mem::take(&mut self.mended));
                let meant = std::mem::take(&mut self.meant).patterns;
                let all = meant.list().iter().chain(self.sought.patterns.list());
                self.sought.patterns = self.patterns(index, all.cloned().collect());
                // What is remembered is remembered by the number of the spelling.
                self.judge = RefCell::default();
                self.last = RefCell::default();
                self.finish();
            }
            _ => {}
        }
        looked
    }

    /// To be called before the first step. If fields are given, others are not looked at: what
    /// they have is no hit, but tells that there is no typing error.
    pub(crate) fn begin(&mut self, index: &Index, within: Option<Arc<Within>>) {
        self.sweep = Sweep::new(index, &self.sought, within.clone());
        self.within = within;
        self.state = State::Looking;
    }

    /// Whether [`begin`](Self::begin) was called.
    pub(crate) fn begun(&self) -> bool {
        self.state != State::Waiting
    }

    fn finish(&mut self) {
        self.state = State::Done;
        self.sweep = Sweep::default();
        self.within = None;
    }

    /// Whether nothing else is to be looked for where nothing is found.
    fn says_all(&self) -> bool {
        !self.as_written && !self.may_have_error()
    }

    /// Nothing is written as typed: looks for what reads alike and for abbreviations.
    fn loosen(&mut self, index: &Index, vocabulary: impl FnOnce() -> VocabularyRef) {
        self.as_written = false;
        self.sought = spoken(index, vocabulary, &self.word);
        // What is remembered is remembered by the number of the spelling.
        self.judge = RefCell::default();
        self.last = RefCell::default();
        self.sweep = Sweep::new(index, &self.sought, self.within.clone());
        self.state = State::Looking;
    }

    /// Whether the word is long enough for one wrong character to leave something to go by.
    fn may_have_error(&self) -> bool {
        let letters: Vec<char> = normal::normal_string(&self.word.text).chars().collect();
        let han = letters.iter().filter(|c| is_han(**c)).count();
        self.word.anchor == Anchor::Free && letters.len() + han >= 4 && letters.len() <= 40
    }

    fn look_for_errors(&mut self, index: &Index, vocabulary: &VocabularyRef, threads: usize) {
        let letters: Vec<char> = normal::normal_string(&self.word.text).chars().collect();
        let mut guesses = Vec::new();
        // With one of three characters wrong two are left; only kanji say enough then.
        if letters.len() >= 4 || letters.len() == 3 && letters.iter().all(|c| is_han(*c)) {
            // In romaji a whole syllable is more than one wrong letter.
            let latin = letters.iter().any(char::is_ascii_alphabetic);
            guesses.push(Guess {
                graph: Graph::new(&self.word.text, false),
                errors: 1,
                cost: if latin { SYLLABLE } else { 0 },
                sounded: false,
            });
        }
        guesses.extend(
            Graph::mistyped(&typed(&self.word.text), ERROR).map(|graph| Guess {
                graph,
                errors: 0,
                cost: 0,
                sounded: false,
            }),
        );
        guesses.push(Guess {
            graph: Graph::new(&self.word.text, true),
            errors: 0,
            cost: SOUNDS_LIKE,
            sounded: true,
        });
        let next = AtomicUsize::new(0);
        let take = || {
            let n = next.fetch_add(1, Ordering::Relaxed);
            let guess = guesses.get(n)?;
            Some((n, guess.patterns(index, vocabulary)))
        };
        let mut workers = vec![(); threads.clamp(1, guesses.len())];
        let mut each = side_by_side(&mut workers, |()| std::iter::from_fn(take).collect());
        each.sort_unstable_by_key(|(n, _)| *n);
        let mut found: Vec<Pattern> = each.into_iter().flat_map(|(_, found)| found).collect();
        // A single character says nothing if something is wrong with it, and neither does the
        // beginning of a word of which little is typed.
        let little = !clear(&letters);
        found.retain(|s| s.ids.len() > 1 && !(little && s.tail.is_some()));
        self.meant.patterns = self.patterns(index, found);
        self.sweep = Sweep::new(index, &self.meant, self.within.clone());
        self.state = State::Mending;
    }

    fn patterns(&self, index: &Index, list: Vec<Pattern>) -> Patterns {
        Patterns::new(list, index.alphabet.len(), self.word.anchor)
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
        let judge = &mut self.judge.borrow_mut();
        let points = self.sought.points_of(index, judge, field);
        points.map(|points| points + index.weight(field))
    }

    /// The best hit of each node so far, nodes in order.
    pub(crate) fn by_node(&self, index: &Index) -> Cow<'_, [Ranked]> {
        if self.done() {
            let best = self.best.get_or_init(|| by_node(index, &[&self.hits]));
            return Cow::Borrowed(best);
        }
        Cow::Owned(by_node(index, &[&self.hits]))
    }

    /// What was found so far, fields in order; of a node its best one at least.
    pub(crate) fn hits(&self) -> &[TermHit] {
        &self.hits
    }

    /// How a field matches and its matched units; none where it does not.
    pub(crate) fn seen(&self, index: &Index, field: u32) -> Option<Seen> {
        let mut last = self.last.borrow_mut();
        match &*last {
            Some((known, seen)) if *known == field => seen.clone(),
            _ => {
                let judge = &mut self.judge.borrow_mut();
                let seen = self.sought.seen(index, judge, field);
                *last = Some((field, seen.clone()));
                seen
            }
        }
    }

    /// Whether a field has the word as typed: written so, or, where kana or small Latin letters
    /// ask for no spelling, read so.
    pub(crate) fn as_typed(&self, index: &Index, field: u32) -> bool {
        let judge = &mut self.judge.borrow_mut();
        self.takes_as_typed() && self.sought.has(index, judge, field)
    }

    /// Whether anything that was found may be the word as typed: not where what is written so
    /// was looked for in vain.
    pub(crate) fn takes_as_typed(&self) -> bool {
        self.as_written || !means_what_is_written(&self.word)
    }

    /// The word that is looked for.
    pub(crate) fn word(&self) -> &Word {
        &self.word
    }
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

/// A vocabulary that is made when first asked for.
pub(crate) type VocabularyRef = Arc<Vocabulary>;

/// A way in which a word may be mistyped.
struct Guess {
    graph: Graph,
    /// How many typing errors there may be beside those of the graph.
    errors: u8,
    /// Points off.
    cost: i32,
    /// It goes by the sound of what was typed.
    sounded: bool,
}

impl Guess {
    fn patterns(&self, index: &Index, vocabulary: &Vocabulary) -> Vec<Pattern> {
        let found = spellings(index, vocabulary, &self.graph, self.errors);
        let pattern = |mut spelling: Spelling| {
            spelling.cost += self.cost;
            Pattern {
                sounded: self.sounded,
                ..Pattern::read(&index.alphabet, spelling)
            }
        };
        found.into_iter().map(pattern).collect()
    }
}
