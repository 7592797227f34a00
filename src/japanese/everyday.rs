//! Everyday words for what governments do, with the words that stand for them in texts: ハンコ is
//! 押印 there, 田舎 過疎 or 農山漁村.
//!
//! In: letters in normal form. Out: the lengths of the heads that they begin with, and the words for
//! a head, the most usual first. Cost: the list is read once, when the first answer is too short.
//! Invariant: every head means something else than itself alone.

use std::sync::OnceLock;

use rustc_hash::FxHashMap;

use super::normal;
use super::readings::{Dictionary, kana_of};

/// Heads of one meaning between bars, a tab, and the words for them between blanks.
static EVERYDAY: &str = include_str!("../../assets/readings/everyday.txt");

/// Whether a word as it is typed is a head. Cost: one pass over the list's text.
pub(crate) fn is_head(word: &str) -> bool {
    words_as_typed(word).is_some()
}

/// Whether a word as it is typed is a head and no short form of the words for it: 住民税, but not
/// ワーホリ, which is ワーキングホリデー.
pub(crate) fn means_something_else(word: &str) -> bool {
    let is_short = |of: &str| {
        let mut letters = of.chars();
        of != word && word.chars().all(|c| letters.any(|letter| letter == c))
    };
    words_as_typed(word).is_some_and(|words| !words.split(' ').any(is_short))
}

/// The words for a head as it is typed.
fn words_as_typed(word: &str) -> Option<&'static str> {
    let ends = |at: usize| {
        let before = EVERYDAY.get(..at)?.chars().next_back();
        let behind = EVERYDAY.get(at + word.len()..)?;
        let is_whole = before.is_none_or(|c| "|\n".contains(c)) && behind.starts_with(['|', '\t']);
        let row = behind.lines().next().filter(|_| is_whole)?;
        row.split_once('\t').map(|(_, words)| words)
    };
    let mut found = EVERYDAY.match_indices(word).filter(|_| !word.is_empty());
    found.find_map(|(at, _)| ends(at))
}

/// The list by the normal form of its heads.
pub(crate) struct Everyday {
    heads: FxHashMap<String, &'static str>,
    /// The most characters of a head.
    longest: usize,
    /// Heads that are words of the dictionary, by their likeliest reading.
    read: OnceLock<FxHashMap<String, String>>,
}

impl Everyday {
    /// The list of this program.
    pub(crate) fn get() -> &'static Self {
        static LIST: OnceLock<Everyday> = OnceLock::new();
        LIST.get_or_init(|| {
            let rows = EVERYDAY.lines().filter_map(|row| row.split_once('\t'));
            let heads: FxHashMap<String, &str> = rows
                .flat_map(|(heads, words)| heads.split('|').map(move |head| (head, words)))
                .map(|(head, words)| (normal::normal_string(head), words))
                .collect();
            let longest = heads.keys().map(|head| head.chars().count()).max();
            Self {
                heads,
                longest: longest.unwrap_or(0),
                read: OnceLock::new(),
            }
        })
    }

    /// The words for a head in normal form; none for what is no head.
    pub(crate) fn words(&self, head: &str) -> impl Iterator<Item = &'static str> + use<> {
        self.heads
            .get(head)
            .copied()
            .into_iter()
            .flat_map(|words| words.split(' '))
    }

    /// The head that reads as some kana do: 火事 for かじ. None for one that is written in kana itself.
    /// Cost: the readings are looked up once, when the first kana are cut into words.
    pub(crate) fn heard(&self, kana: &str) -> Option<&str> {
        let read = self.read.get_or_init(|| {
            let mut read: FxHashMap<String, String> = FxHashMap::default();
            let mut heads: Vec<&String> = self.heads.keys().collect();
            heads.sort_unstable();
            for head in heads {
                let has_kanji = head.chars().any(normal::is_han);
                let dictionary = Dictionary::get().filter(|_| has_kanji);
                let first = dictionary.and_then(|d| d.of(head).next());
                if let Some(reading) = first {
                    let kana = reading.kana.iter().map(|byte| kana_of(*byte)).collect();
                    read.entry(kana).or_insert_with(|| head.clone());
                }
            }
            read
        });
        read.get(kana).map(String::as_str)
    }

    /// The lengths of the heads that the letters begin with.
    pub(crate) fn lengths(&self, letters: &[char]) -> Vec<usize> {
        let mut head = String::new();
        let mut found = Vec::new();
        for (length, letter) in (1..).zip(letters.iter().take(self.longest)) {
            head.push(*letter);
            if self.heads.contains_key(&head) {
                found.push(length);
            }
        }
        found
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_everyday_word_gives_the_words_of_texts() {
        let list = Everyday::get();
        let words = |head: &str| -> Vec<&str> {
            let head = normal::normal_string(head);
            list.words(&head).collect()
        };
        assert!(words("ハンコ").contains(&"押印"));
        assert_eq!(words("はんこ"), words("印鑑"));
        assert!(words("押し花").is_empty());
        assert!(is_head("お年寄り") && is_head("ボヤ") && is_head("田舎"));
        assert!(means_something_else("住民税") && !means_something_else("マイナカード"));
        assert!(!means_something_else("ワーホリ") && !means_something_else("独法"));
        assert!(!is_head("年寄") && !is_head("過疎 農山漁村") && !is_head(""));
        assert_eq!(list.heard("かじ"), Some("火事"));
        assert_eq!(list.heard("かじつ"), None);
        let letters: Vec<char> = normal::normal_string("田舎暮らし").chars().collect();
        assert_eq!(list.lengths(&letters), [2, 5]);
    }

    #[test]
    fn every_head_means_something_else_than_itself_alone() {
        for row in EVERYDAY.lines() {
            let (heads, words) = row.split_once('\t').expect(row);
            assert!(words.split(' ').all(|word| !word.is_empty()), "{row}");
            for head in heads.split('|') {
                assert!(!head.is_empty() && !head.contains(' '), "{row}");
                assert!(words != head, "{row}");
            }
        }
    }
}
