//! One word of a query, looked for in all fields: resumable, so that it can be cut short.

use super::graph::{Graph, clear, typed};
use super::index::{Index, UNKNOWN};
use super::lattice::{ERROR, Spelling, spellings};
use super::normal::{self, is_han, is_kana};
use super::patterns::{Pattern, Patterns};
use super::query::{Anchor, Word};
use super::romaji::Romaji;
use super::scatter::Scatter;
use super::sweep::{Sought, Sweep, TermHit};
use super::vocabulary::Vocabulary;

/// How many sure hits make a search for typing errors needless.
const ENOUGH: usize = 1;
/// Points off for an abbreviation that was typed by its sound.
const SOUND: i32 = 30;
/// Points off for a wrong syllable where letters are typed, beyond the error's own.
const SYLLABLE: i32 = 60;
/// Points off for a word whose kanji stand for their sound.
const SOUNDS_LIKE: i32 = 200;
/// A spelling that is so many points worse than the best one is not looked for.
const FAR: i32 = 160;

/// The search for one word.
pub(super) struct TermScan {
    word: Word,
    sought: Sought,
    sweep: Sweep,
    hits: Vec<TermHit>,
    /// What the search for typing errors found, once it has begun.
    mended: Option<Vec<TermHit>>,
    done: bool,
}

impl TermScan {
    /// Prepares the search; no field is looked at yet.
    pub(super) fn new(
        index: &Index,
        vocabulary: impl FnOnce() -> VocabularyRef,
        word: &Word,
    ) -> Self {
        let ids = ids_of(index, &word.text);
        let known = ids.iter().all(|id| *id != UNKNOWN);
        let mut list = Vec::new();
        if known {
            list.push(Pattern::exact(ids.clone()));
        }
        let mut scatters = Vec::new();
        if word.anchor != Anchor::Exact {
            let graph = Graph::new(&word.text, false);
            if graph.spoken() {
                let vocabulary = vocabulary();
                let mut found = spellings(index, &vocabulary, &graph, 0);
                let least = found.iter().map(|s| s.cost).min().unwrap_or(0);
                found.retain(|s| s.cost <= least + FAR);
                list.extend(found.into_iter().map(|s| Pattern::read(&index.alphabet, s)));
            }
        }
        if word.anchor == Anchor::Free {
            if known {
                scatters.extend(Scatter::new(&index.alphabet, ids, 0));
            }
            scatters.extend(by_sound(index, &word.text));
        }
        let sought = Sought {
            patterns: Patterns::new(list, index.alphabet.len(), word.anchor),
            scatters,
        };
        Self {
            word: word.clone(),
            sweep: Sweep::new(index, &sought),
            sought,
            hits: Vec::new(),
            mended: None,
            done: false,
        }
    }

    /// Looks at some `quota` fields on up to that many threads. Gives how many fields that was
    /// worth in time.
    pub(super) fn step(
        &mut self,
        index: &Index,
        vocabulary: impl FnOnce() -> VocabularyRef,
        quota: usize,
        threads: usize,
    ) -> usize {
        let hits = self.mended.as_mut().unwrap_or(&mut self.hits);
        let looked = self.sweep.step(index, &self.sought, quota, threads, hits);
        if self.sweep.done(index) {
            let found = self.sweep.sure() >= ENOUGH;
            if self.mended.is_none() && !found && self.may_have_error() {
                self.look_for_errors(index, &vocabulary());
            } else {
                self.finish();
            }
        }
        looked
    }

    fn finish(&mut self) {
        if let Some(mended) = self.mended.take() {
            self.hits = best_of(&self.hits, &mended);
        }
        self.done = true;
    }

    /// Whether the word is long enough for one wrong character to leave something to go by.
    fn may_have_error(&self) -> bool {
        let letters: Vec<char> = normal::normal_string(&self.word.text).chars().collect();
        let han = letters.iter().filter(|c| is_han(**c)).count();
        self.word.anchor == Anchor::Free && letters.len() + han >= 4 && letters.len() <= 40
    }

    fn look_for_errors(&mut self, index: &Index, vocabulary: &VocabularyRef) {
        let mut found: Vec<Spelling> = Vec::new();
        let graph = Graph::new(&self.word.text, true);
        found.extend(dearer(spellings(index, vocabulary, &graph, 0), SOUNDS_LIKE));
        let letters: Vec<char> = normal::normal_string(&self.word.text).chars().collect();
        // With one of three characters wrong two are left; only kanji say enough then.
        if letters.len() >= 4 || letters.len() == 3 && letters.iter().all(|c| is_han(*c)) {
            let graph = Graph::new(&self.word.text, false);
            // In romaji a whole syllable is more than one wrong letter.
            let latin = letters.iter().any(char::is_ascii_alphabetic);
            let cost = if latin { SYLLABLE } else { 0 };
            found.extend(dearer(spellings(index, vocabulary, &graph, 1), cost));
        }
        if let Some(graph) = Graph::mistyped(&typed(&self.word.text), ERROR) {
            found.extend(spellings(index, vocabulary, &graph, 0));
        }
        // A single character says nothing if something is wrong with it, and neither does the
        // beginning of a word of which little is typed.
        let little = !clear(&letters);
        found.retain(|s| s.ids.len() > 1 && !(little && s.tail.is_some()));
        self.mended = Some(Vec::new());
        let old = self.sought.patterns.list().to_vec();
        let list = found
            .into_iter()
            .map(|s| Pattern::read(&index.alphabet, s))
            .chain(old)
            .collect();
        self.sought.patterns = Patterns::new(list, index.alphabet.len(), self.word.anchor);
        self.sweep = Sweep::new(index, &self.sought);
    }

    /// Whether every field was looked at.
    pub(super) fn done(&self) -> bool {
        self.done
    }

    /// What was found so far, fields in order.
    pub(super) fn hits(&self) -> &[TermHit] {
        &self.hits
    }

    /// The matched units of a field, in order.
    pub(super) fn lit(&mut self, index: &Index, field: u32) -> Vec<usize> {
        self.sought.lit(index, self.sweep.judge(), field)
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
pub(super) type VocabularyRef = std::sync::Arc<Vocabulary>;

/// The normal form of a text in the numbers of the index.
pub(super) fn ids_of(index: &Index, text: &str) -> Vec<u16> {
    normal::normal_string(text)
        .chars()
        .map(|c| index.alphabet.id(c))
        .collect()
}

/// Romaji as an abbreviation in kana: `mainaka-do` for マイナカード.
fn by_sound(index: &Index, text: &str) -> Option<Scatter> {
    let letters = typed(text);
    if letters.iter().all(|c| !c.is_ascii_alphabetic()) {
        return None;
    }
    let kana = Romaji::get().to_kana(&letters)?;
    let ids: Vec<u16> = kana.chars().map(|c| index.alphabet.id(c)).collect();
    let heard = kana.chars().any(is_kana) && ids.len() >= 4;
    if !heard || ids.contains(&UNKNOWN) {
        return None;
    }
    Scatter::new(&index.alphabet, ids, SOUND)
}

fn dearer(found: Vec<Spelling>, cost: i32) -> impl Iterator<Item = Spelling> {
    found.into_iter().map(move |mut spelling| {
        spelling.cost += cost;
        spelling
    })
}
