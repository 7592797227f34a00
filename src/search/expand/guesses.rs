//! Ways in which a word may be mistyped, tried where nothing has it as typed.
//!
//! In: the word. Out: graphs of what may have been meant, each with the points that it is less
//! likely. Cost: that of [`lattice::spellings`] for each; they can be worked out side by side.

use super::by_sound::word_by_sound;
use super::graph::{Graph, typed};
use super::interpret::is_english;
use super::lattice;
use super::vocabulary::Vocabulary;
use crate::japanese::everyday::{self, Everyday};
use crate::japanese::normal::{Script, is_han, is_kana};
use crate::japanese::readings::Dictionary;
use crate::japanese::romaji::{self, Romaji};
use crate::japanese::yomi;
use crate::search::index::fields::Index;
use crate::search::matching::score::ERROR;
use crate::search::matching::spelling::Spelling;
use crate::search::matching::trie::Pattern;
use crate::search::query::syntax::Word;

/// Points off for a wrong syllable where letters are typed, beyond the error's own.
const SYLLABLE: i32 = 60;
/// Points off for a word whose kanji stand for their sound.
const SOUNDS_LIKE: i32 = 200;

/// A way in which a word may be mistyped.
pub(crate) struct Guess {
    graph: Graph,
    /// How many typing errors there may be beside those of the graph.
    errors: u8,
    /// Points off.
    cost: i32,
    /// It goes by the sound of what was typed.
    sounded: bool,
    /// Only what is read so, where the word is one that the dictionary has.
    read: Option<String>,
    /// Only what is read in so many kana.
    kana: Option<usize>,
    /// No other compound than one that is read so, where the word is a compound.
    compound: Option<String>,
}

impl Guess {
    /// The spellings that are meant if the guess is right.
    pub(crate) fn spellings(&self, index: &Index, vocabulary: &Vocabulary) -> Vec<Pattern> {
        let mut found = lattice::spellings(index, vocabulary, &self.graph, self.errors);
        let letters_of = |spelling: &Spelling| -> Vec<char> {
            let ids = spelling.ids.iter();
            ids.map(|id| index.alphabet.letter(*id)).collect()
        };
        if let Some(reading) = &self.read {
            found.retain(|spelling| yomi(&String::from_iter(letters_of(spelling))) == *reading);
        }
        if let Some(kana) = self.kana {
            let read = |spelling: &Spelling| yomi(&String::from_iter(letters_of(spelling)));
            found.retain(|spelling| read(spelling).chars().count() == kana);
        }
        if let Some(reading) = &self.compound {
            found.retain(|spelling| {
                let letters = letters_of(spelling);
                !is_compound(&letters) || yomi(&String::from_iter(letters)) == *reading
            });
        }
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

/// Whether the dictionary has a word as it is typed. Such a word is not taken for another by an
/// edit: 関税 is no slip for 関西.
fn is_word(letters: &[char]) -> bool {
    let text: String = letters.iter().collect();
    letters.len() > 1 && Dictionary::get().is_some_and(|d| d.of(&text).next().is_some())
}

/// Whether kanji are words of the dictionary, of two characters and more, one after another. By an
/// edit such a compound is not taken for another one: 起業支援 is no slip for 事業支援.
fn is_compound(letters: &[char]) -> bool {
    let Some(dictionary) = Dictionary::get().filter(|_| letters.iter().all(|c| is_han(*c))) else {
        return false;
    };
    // Where a word may begin.
    let mut begins = vec![true];
    begins.resize(letters.len() + 1, false);
    for at in 0..letters.len() {
        if begins.get(at) != Some(&true) {
            continue;
        }
        for (length, _) in dictionary.prefixes(letters.get(at..).unwrap_or_default()) {
            if let Some(begins) = begins.get_mut(at + length).filter(|_| length > 1) {
                *begins = true;
            }
        }
    }
    begins.last() == Some(&true)
}

/// The kana of an everyday word that is typed by its sound alone, in kana or in romaji: たいふう is
/// 台風, and no slip for 対応. None for others.
pub(crate) fn everyday_kana(letters: &[char]) -> Option<String> {
    let kana: String = match letters.iter().all(|c| c.is_ascii_alphabetic()) {
        true => Romaji::get().to_kana(letters)?,
        false => letters.iter().collect(),
    };
    let is_heard = kana.chars().all(is_kana) && Everyday::get().heard(&kana).is_some();
    is_heard.then_some(kana)
}

/// Romaji of which an input method turned only some into kana, turned back: `terwa-ku` for
/// てrわーく, and of しょうb団 `shoub` before its kanji. None for what is of one script.
fn turned_back(letters: &[char]) -> Option<Vec<char>> {
    let is_latin = |c: &char| c.is_ascii_alphabetic();
    let mixed = letters.iter().any(|c| is_kana(*c)) && letters.iter().any(is_latin);
    let only = letters.iter().all(|c| is_kana(*c) || is_latin(c));
    (mixed && (only || has_stray_letters(letters))).then(|| romaji::of_kana(letters))
}

/// Whether all Latin letters among kana and kanji are consonants that an input method left over:
/// one or two behind a kana, as their vowel was missed. The letters of aiの活用 are a word.
fn has_stray_letters(letters: &[char]) -> bool {
    let is_latin = |c: char| c.is_ascii_alphabetic();
    let mut runs = letters.chunk_by(|a, b| is_latin(*a) == is_latin(*b));
    let mut before = None;
    runs.all(|run| {
        let behind_kana = before.is_some_and(is_kana);
        before = run.last().copied();
        let is_stray = run.len() <= 2 && behind_kana && !run.iter().any(|c| romaji::is_vowel(*c));
        let is_japanese = run.iter().all(|c| is_kana(*c) || is_han(*c));
        is_japanese || (is_stray && run.iter().all(|c| is_latin(*c)))
    })
}

/// What may have been meant; `letters` are those of the word in normal form.
pub(crate) fn guesses(word: &Word, letters: &[char]) -> Vec<Guess> {
    let sounds_like = Guess {
        graph: Graph::new(&word.text, true),
        errors: 0,
        cost: SOUNDS_LIKE,
        sounded: true,
        read: None,
        compound: None,
        kana: None,
    };
    if is_word(letters) || is_english(word) || everyday::is_head(&word.text) {
        return vec![Guess {
            read: Some(yomi(&word.text)),
            ..sounds_like
        }];
    }
    if word_by_sound(letters).is_some() {
        // What is read the same was looked for before anything is guessed.
        return Vec::new();
    }
    if let Some(kana) = everyday_kana(letters) {
        return vec![Guess {
            read: Some(kana),
            ..sounds_like
        }];
    }
    if let Some(romaji) = turned_back(letters) {
        let plain = |graph| Guess {
            graph,
            errors: 0,
            cost: 0,
            sounded: false,
            read: None,
            compound: None,
            kana: None,
        };
        let mut guesses = vec![plain(Graph::of_letters(&romaji, false))];
        guesses.extend(Graph::mistyped(&romaji, ERROR).map(plain));
        return guesses;
    }
    let mut guesses = slips(word, letters);
    guesses.push(sounds_like);
    guesses
}

/// What may have been meant by a word that is typed by its sound, be it a word as it is: ふこう is
/// 不幸, and may be a slip for 復興. None for others. It is for what stands below an answer.
pub(crate) fn slips_by_sound(word: &Word, letters: &[char]) -> Vec<Guess> {
    let is_kana_only = letters.iter().all(|c| is_kana(*c));
    let is_latin_only = letters.iter().all(|c| c.is_ascii_lowercase());
    // Who types capitals or katakana has said how it is written.
    let says = |c: char| c.is_uppercase() || Script::of(c) == Script::Katakana && c != 'ー';
    let is_heard = (is_kana_only || is_latin_only) && !word.text.chars().any(says);
    if !is_heard || is_english(word) {
        return Vec::new();
    }
    let mut guesses = slips(word, letters);
    // All of three kana are left only where one is missing.
    if is_kana_only && letters.len() == 3 {
        guesses.push(Guess {
            kana: Some(letters.len() + 1),
            ..lattice_slip(word, 0)
        });
    }
    guesses
}

/// A slip anywhere in a word, at a price beyond the error's own.
fn lattice_slip(word: &Word, cost: i32) -> Guess {
    Guess {
        graph: Graph::new(&word.text, false),
        errors: 1,
        cost,
        sounded: false,
        read: None,
        compound: None,
        kana: None,
    }
}

/// What may have been meant if a letter, a kana or a syllable of a word is wrong.
fn slips(word: &Word, letters: &[char]) -> Vec<Guess> {
    let mut guesses = Vec::new();
    // With one of three characters wrong two are left; only kanji say enough then.
    if letters.len() >= 4 || letters.len() == 3 && letters.iter().all(|c| is_han(*c)) {
        // In romaji a whole syllable is more than one wrong letter.
        let latin = letters.iter().any(char::is_ascii_alphabetic);
        guesses.push(Guess {
            compound: is_compound(letters).then(|| yomi(&word.text)),
            ..lattice_slip(word, if latin { SYLLABLE } else { 0 })
        });
    }
    guesses.extend(
        Graph::mistyped(&typed(&word.text), ERROR).map(|graph| Guess {
            graph,
            errors: 0,
            cost: 0,
            sounded: false,
            read: None,
            compound: None,
            kana: None,
        }),
    );
    guesses
}

#[cfg(test)]
mod tests {
    use super::*;

    fn chars(text: &str) -> Vec<char> {
        text.chars().collect()
    }

    #[test]
    fn kana_with_stray_letters_are_turned_back_into_romaji() {
        let romaji = |text: &str| turned_back(&chars(text)).map(String::from_iter);
        assert_eq!(romaji("てrわーく").as_deref(), Some("terwaーku"));
        assert_eq!(romaji("だいkぼ").as_deref(), Some("daikbo"));
        assert_eq!(romaji("しょうbう").as_deref(), Some("shoubu"));
        assert_eq!(romaji("がっこう"), None);
        assert_eq!(romaji("5g"), None);
        assert_eq!(romaji("地方t"), None);
        assert_eq!(romaji("しょうb団").as_deref(), Some("shoub団"));
        assert_eq!(romaji("定住じりt圏").as_deref(), Some("定住jirit圏"));
        assert_eq!(romaji("aiの活用"), None);
        assert_eq!(romaji("活用のai"), None);
    }

    #[test]
    fn an_everyday_word_by_its_sound_is_no_slip() {
        let kana = |text: &str| everyday_kana(&chars(text));
        assert_eq!(kana("たいふう").as_deref(), Some("たいふう"));
        assert_eq!(kana("taihuu").as_deref(), Some("たいふう"));
        assert_eq!(kana("たいくつう"), None);
        assert_eq!(kana("台風"), None);
    }

    #[test]
    fn a_word_of_the_dictionary_is_no_slip() {
        assert!(is_word(&chars("関税")) && is_word(&chars("新幹線")));
        assert!(!is_word(&chars("地方創世")));
        assert!(is_compound(&chars("起業支援")) && is_compound(&chars("地方創世")));
        assert!(!is_compound(&chars("自冶体")) && !is_compound(&chars("周波数ひつ迫")));
    }
}
