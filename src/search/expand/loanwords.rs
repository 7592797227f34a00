//! English words that Japanese writes in katakana.

use std::sync::OnceLock;

/// English words and their katakana (as hiragana), one pair a line, sorted.
static LOANWORDS: &str = include_str!("../../../assets/readings/loanwords.txt");

/// English words and their katakana, as hiragana.
pub(crate) fn loanwords() -> &'static [(&'static str, &'static str)] {
    static WORDS: OnceLock<Vec<(&'static str, &'static str)>> = OnceLock::new();
    WORDS.get_or_init(|| {
        LOANWORDS
            .lines()
            .filter_map(|line| line.split_once(' '))
            .collect()
    })
}

/// The katakana of an English word, as hiragana.
pub(crate) fn loanword(english: &str) -> Option<&'static str> {
    let typed = english.to_lowercase();
    let words = loanwords();
    let at = words.binary_search_by_key(&typed.as_str(), |(english, _)| english);
    words.get(at.ok()?).map(|(_, kana)| *kana)
}
