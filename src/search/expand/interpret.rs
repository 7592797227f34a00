//! What a word asks for before anything is taken for an error: spellings and abbreviations.
//!
//! In: the word. Out: targets to look for. Cost: that of the lattice where the word can be read;
//! nothing where it is to be found as it is written.

use crate::japanese::normal::{self, Script, is_han, is_kana};
use crate::japanese::romaji::Romaji;
use crate::japanese::{everyday, glossary, numerals};
use crate::search::expand::by_sound;
use crate::search::expand::graph::{Graph, typed};
use crate::search::expand::lattice::spellings;
use crate::search::expand::loanwords::loanword;
use crate::search::expand::vocabulary::VocabularyRef;
use crate::search::index::alphabet::UNKNOWN;
use crate::search::index::fields::Index;
use crate::search::matching::abbreviation::Abbreviation;
use crate::search::matching::targets::Targets;
use crate::search::matching::trie::{Pattern, Trie};
use crate::search::query::syntax::{Anchor, Word};

/// Points off for an abbreviation that was typed by its sound.
const SOUND: i32 = 30;
/// Points off for a Japanese word that stands for an English one, and more for each less usual.
const TRANSLATED: i32 = 12;
const LESS_USUAL: usize = 15;
/// More points off where a text has the English word in katakana.
const KATAKANA_FIRST: i32 = 60;
/// A spelling that is so many points worse than the best one is not looked for.
const FAR: i32 = 130;
/// The same where of the last of several words one kana at most is typed: `gyous` may go on in
/// too many ways.
const NEAR: i32 = 45;

/// What is written as typed, and nothing that reads alike. Kanji may be an abbreviation too, be
/// it that they stand together somewhere by chance: 国調 in 全国調査.
pub(crate) fn written(index: &Index, word: &Word) -> Targets {
    let ids = ids_of(index, &word.text);
    let mut targets = Targets::default();
    let mut list = Vec::new();
    if ids.iter().all(|id| *id != UNKNOWN) {
        if may_be_abbreviation(word) && !word.text.chars().any(char::is_uppercase) {
            targets
                .abbreviations
                .extend(Abbreviation::new(&index.alphabet, ids.clone(), 0));
        }
        list.push(Pattern::exact(ids));
    }
    list.extend(in_digits(index, word));
    targets.trie = Trie::new(list, index.alphabet.len(), word.anchor);
    targets
}

/// What is written as typed, or reads so, or is abbreviated so.
pub(crate) fn spoken(
    index: &Index,
    vocabulary: impl FnOnce() -> VocabularyRef,
    word: &Word,
) -> Targets {
    let ids = ids_of(index, &word.text);
    let known = ids.iter().all(|id| *id != UNKNOWN);
    let mut list = Vec::new();
    if known {
        let typed = match is_english(word) {
            true => Pattern::english,
            false => Pattern::exact,
        };
        list.push(typed(ids.clone()));
    }
    list.extend(in_digits(index, word));
    let mut abbreviations = Vec::new();
    if word.anchor != Anchor::Exact {
        let translated = translated(index, &word.text);
        // Whoever types an English word does not type romaji.
        let graph = match translated.is_empty() {
            true => Graph::new(&word.text, false),
            false => Graph::english(&word.text),
        };
        list.extend(translated);
        if graph.spoken() {
            let vocabulary = vocabulary();
            let mut found = spellings(index, &vocabulary, &graph, 0);
            let least = found.iter().map(|s| s.cost).min().unwrap_or(0);
            found.retain(|s| {
                let scant = s.tail.as_ref().is_some_and(|t| t.from > 0 && t.typed <= 1);
                s.cost <= least + if scant { NEAR } else { FAR }
            });
            if let Some(typed) = katakana(word) {
                found.retain(|s| may_be_katakana(&typed, &letters_of(index, &s.ids)));
            }
            list.extend(by_sound::meant(index, &word.text, found));
        }
    }
    if may_be_abbreviation(word) && !is_english(word) {
        if known {
            abbreviations.extend(Abbreviation::new(&index.alphabet, ids, 0));
        }
        abbreviations.extend(abbreviated_by_sound(index, &word.text));
    }
    Targets {
        trie: Trie::new(list, index.alphabet.len(), word.anchor),
        abbreviations,
    }
}

/// Whether a word may stand for a longer one. An everyday word with a meaning of its own does not:
/// 住民税 is no 住民の税.
fn may_be_abbreviation(word: &Word) -> bool {
    word.anchor == Anchor::Free && !everyday::means_something_else(&word.text)
}

/// The normal form of a word that is typed in katakana; none for others.
pub(crate) fn katakana(word: &Word) -> Option<Vec<char>> {
    let is_katakana = |c| Script::of(c) == Script::Katakana || c == 'ー';
    let all = word.text.chars().all(is_katakana);
    all.then(|| normal::normal_string(&word.text).chars().collect())
}

/// Whether who types katakana may mean a spelling that is read so: kanji, or the same kana. ワイン is
/// not the は and イン of 基盤は、インターネット, and ヨガ no 用が.
fn may_be_katakana(typed: &[char], spelling: &[char]) -> bool {
    let plain = |letters: &[char]| -> String { letters.iter().filter(|c| **c != 'ー').collect() };
    let han = spelling.iter().filter(|c| is_han(**c)).count();
    if han > 0 {
        return han == spelling.len() || typed.len() > SHORT;
    }
    // The voiced mark of a half-width kana is typed behind it.
    let sure = typed.split_last().map_or(typed, |(_, before)| before);
    plain(spelling).starts_with(&plain(sure)) || plain(typed).starts_with(&plain(spelling))
}

/// So many kana are read by kanji and particles that stand together by chance.
const SHORT: usize = 4;

fn letters_of(index: &Index, ids: &[u16]) -> Vec<char> {
    ids.iter().map(|id| index.alphabet.letter(*id)).collect()
}

/// Whether a word is an English one of the glossary.
pub(crate) fn is_english(word: &Word) -> bool {
    glossary::words(&word.text).is_some()
}

/// The Japanese words for an English one, the most usual first.
fn translated(index: &Index, text: &str) -> Vec<Pattern> {
    let words = glossary::words(text).unwrap_or_default();
    let ids = words.into_iter().map(|word| ids_of(index, word));
    let known = ids.filter(|ids| ids.iter().all(|id| *id != UNKNOWN));
    let katakana = loanword(text).filter(|kana| index.may_have(kana));
    let first = if katakana.is_some() {
        KATAKANA_FIRST
    } else {
        0
    };
    known
        .zip((TRANSLATED + first..).step_by(LESS_USUAL))
        .map(|(ids, cost)| Pattern::translated(ids, cost))
        .collect()
}

/// A word with numbers in kanji, with the same in digits: 119番 for 百十九番.
fn in_digits(index: &Index, word: &Word) -> Option<Pattern> {
    if word.anchor == Anchor::Exact {
        return None;
    }
    let text = numerals::in_digits(&word.text)?;
    let ids = ids_of(index, &text);
    let known = ids.iter().all(|id| *id != UNKNOWN);
    known.then(|| Pattern::exact(ids))
}

/// The normal form of a text in the numbers of the index.
fn ids_of(index: &Index, text: &str) -> Vec<u16> {
    normal::normal_string(text)
        .chars()
        .map(|c| index.alphabet.id(c))
        .collect()
}

/// Romaji as an abbreviation in kana: `mainaka-do` for マイナカード.
fn abbreviated_by_sound(index: &Index, text: &str) -> Option<Abbreviation> {
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
    Abbreviation::new(&index.alphabet, ids, SOUND)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn katakana_mean_kanji_or_the_same_kana() {
        let may = |typed: &str, spelling: &str| {
            let letters = |text: &str| normal::normal_string(text).chars().collect::<Vec<_>>();
            may_be_katakana(&letters(typed), &letters(spelling))
        };
        assert!(may("カンコウ", "観光") && may("コンピューター", "コンピュータ"));
        assert!(may("サイハ", "サイバ") && may("サイハ", "再販"));
        assert!(!may("ワイン", "はイン") && !may("ヨガ", "用が") && !may("カラオケ", "化等を検"));
    }
}
