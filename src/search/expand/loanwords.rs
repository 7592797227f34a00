//! English words that Japanese writes in katakana.

use std::sync::OnceLock;

/// English words and their katakana (as hiragana), one pair a line, sorted.
const LOANWORDS: &str = include_str!("../../../assets/readings/loanwords.txt");

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
