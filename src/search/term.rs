//! One word of a query, looked for in all fields: resumable, so that it can be cut short.

use super::graph::{Graph, typed};
use super::index::{Index, UNKNOWN};
use super::lattice::{ERROR, Spelling, spellings};
use super::matcher::{Pattern, Patterns};
use super::normal::{self, is_han, is_kana};
use super::postings::Resolved;
use super::query::{Anchor, Word};
use super::rank::{EXACT, Judge, READ, SCATTERED};
use super::romaji::Romaji;
use super::scatter::Scatter;
use super::vocabulary::Vocabulary;

/// A field that matches.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct TermHit {
    pub(super) field: u32,
    /// Points, the field's own included.
    pub(super) score: i32,
}

/// How many fields could be looked at while one spelling's portion is gathered.
const GATHERING: usize = 8;
/// How many fields are asked for ahead of their use.
const AHEAD: usize = 16;
/// How many sure hits make a search for typing errors needless.
const ENOUGH: usize = 1;
/// A hit by reading with at least these points for the spelling is sure.
const SURE: i32 = READ - 120;
/// Points off for an abbreviation that was typed by its sound.
const SOUND: i32 = 30;
/// Points off for a word whose kanji stand for their sound.
const SOUNDS_LIKE: i32 = 200;
/// An abbreviation of a title with at least these points is as good as a sure hit.
const GOOD_ABBREVIATION: i32 = SCATTERED + 80;

/// The search for one word.
pub(super) struct TermScan {
    word: Word,
    patterns: Patterns,
    scatters: Vec<Scatter>,
    /// What the fields to look at must have.
    wanted: Vec<Resolved>,
    /// The next portion of fields to gather.
    block: usize,
    /// Fields of the present portion.
    candidates: Vec<u32>,
    at: usize,
    hits: Vec<TermHit>,
    sure: usize,
    /// What the search for typing errors found, once it has begun.
    mended: Option<Vec<TermHit>>,
    judge: Judge,
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
                let found = spellings(index, &vocabulary, &graph, 0);
                list.extend(found.into_iter().map(Pattern::read));
            }
        }
        if word.anchor == Anchor::Free {
            if known {
                scatters.extend(Scatter::new(&index.alphabet, ids, 0));
            }
            scatters.extend(by_sound(index, &word.text));
        }
        let mut scan = Self {
            word: word.clone(),
            patterns: Patterns::new(list, index.alphabet.len(), word.anchor),
            scatters,
            wanted: Vec::new(),
            block: 0,
            candidates: Vec::new(),
            at: 0,
            hits: Vec::new(),
            sure: 0,
            mended: None,
            judge: Judge::default(),
            done: false,
        };
        scan.begin(index);
        scan
    }

    /// Begins with the first field.
    fn begin(&mut self, index: &Index) {
        let torn = self.scatters.iter().map(Scatter::wanted);
        self.wanted = torn
            .chain(self.patterns.wanted())
            .filter_map(|wanted| index.postings.resolve(&wanted))
            .collect();
        self.block = 0;
        self.candidates.clear();
        self.at = 0;
    }

    /// Gathers the next portion. Gives how many fields that was worth in time.
    fn gather(&mut self, index: &Index) -> usize {
        self.candidates.clear();
        self.at = 0;
        index
            .postings
            .gather(&self.wanted, self.block, &mut self.candidates);
        self.block += 1;
        self.wanted.len() * GATHERING
    }

    /// Looks at up to that many fields. Gives how many it looked at.
    pub(super) fn step(
        &mut self,
        index: &Index,
        vocabulary: impl FnOnce() -> VocabularyRef,
        quota: usize,
    ) -> usize {
        let gathered = if self.at == self.candidates.len() {
            self.gather(index)
        } else {
            0
        };
        let end = self.candidates.len().min(self.at.saturating_add(quota));
        let looked = end - self.at;
        for at in self.at..end {
            if at % AHEAD == 0 {
                let ahead = (at + AHEAD).min(end)..(at + 2 * AHEAD).min(end);
                index.touch(&self.candidates[ahead]);
            }
            let field = self.candidates[at];
            if let Some((points, sure)) = self.points(index, field) {
                self.sure += usize::from(sure);
                let score = points + index.weight(field);
                let hits = self.mended.as_mut().unwrap_or(&mut self.hits);
                hits.push(TermHit { field, score });
            }
        }
        self.at = end;
        if end == self.candidates.len() && self.block >= index.postings.blocks() {
            if self.mended.is_none() && self.sure < ENOUGH && self.may_have_error() {
                self.look_for_errors(index, &vocabulary());
            } else {
                self.finish();
            }
        }
        looked + gathered
    }

    fn finish(&mut self) {
        if let Some(mended) = self.mended.take() {
            self.hits = best_of(&self.hits, &mended);
        }
        self.done = true;
    }

    fn points(&mut self, index: &Index, field: u32) -> Option<(i32, bool)> {
        let Self {
            patterns, judge, ..
        } = self;
        if let Some(found) = patterns.best(index, judge, field) {
            let spelled = patterns.list()[found.pattern].points;
            let sure = spelled >= SURE || spelled == EXACT;
            return Some((found.points, sure));
        }
        let judge = &mut self.judge;
        self.scatters
            .iter()
            .filter_map(|s| s.best(index, judge, field))
            .map(|torn| torn.points)
            .max()
            .map(|points| (points, points >= GOOD_ABBREVIATION))
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
            found.extend(spellings(index, vocabulary, &graph, 1));
        }
        if let Some(graph) = Graph::mistyped(&typed(&self.word.text), ERROR) {
            found.extend(spellings(index, vocabulary, &graph, 0));
        }
        self.mended = Some(Vec::new());
        let old = self.patterns.list().to_vec();
        let list = found.into_iter().map(Pattern::read).chain(old).collect();
        self.patterns = Patterns::new(list, index.alphabet.len(), self.word.anchor);
        self.begin(index);
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
        let Self {
            patterns,
            judge,
            scatters,
            ..
        } = self;
        let torn = || {
            let mut judge = Judge::default();
            scatters
                .iter()
                .filter_map(|s| s.best(index, &mut judge, field))
                .max_by_key(|t| t.points)
        };
        match patterns.best(index, judge, field) {
            Some(found) => {
                // A typing error may have found less than an abbreviation.
                if let Some(torn) = torn().filter(|t| t.points > found.points) {
                    return torn.places;
                }
                let pattern = &patterns.list()[found.pattern];
                let lit = super::alignment::lit(index, pattern).min(found.length);
                (found.start..found.start + lit).collect()
            }
            None => torn().map(|t| t.places).unwrap_or_default(),
        }
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
    let heard = kana.chars().any(is_kana) && ids.len() >= 3;
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
