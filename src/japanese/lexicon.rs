//! The words of the shipped table of words that are used alike, as a list of words that there are:
//! ぱんだ and ばなな too, which the dictionary of readings lacks as nothing of them is kanji.
//!
//! In: a word in normal form. Out: whether the list has it. Cost: one step a byte of the word.

use fst::raw::Fst;

/// The words in normal form, in order, each with its number.
pub(crate) static WORDS: &[u8] = include_bytes!("../../assets/near/words.fst");

/// Whether the list has a word.
pub(crate) fn has(word: &str) -> bool {
    Fst::new(WORDS).is_ok_and(|words| words.contains_key(word))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_of_kana_are_in_the_list() {
        assert!(has("ぱんだ") && has("ばなな"));
        assert!(!has("ぱんらた") && !has(""));
    }
}
