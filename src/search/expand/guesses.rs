//! Ways in which a word may be mistyped, tried where nothing has it as typed.
//!
//! In: the word. Out: graphs of what may have been meant, each with the points that it is less
//! likely. Cost: that of [`lattice::spellings`] for each; they can be worked out side by side.

use super::graph::{Graph, typed};
use super::lattice;
use super::vocabulary::Vocabulary;
use crate::japanese::normal::is_han;
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
}

impl Guess {
    /// The spellings that are meant if the guess is right.
    pub(crate) fn spellings(&self, index: &Index, vocabulary: &Vocabulary) -> Vec<Pattern> {
        let found = lattice::spellings(index, vocabulary, &self.graph, self.errors);
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

/// What may have been meant; `letters` are those of the word in normal form.
pub(crate) fn guesses(word: &Word, letters: &[char]) -> Vec<Guess> {
    let mut guesses = Vec::new();
    // With one of three characters wrong two are left; only kanji say enough then.
    if letters.len() >= 4 || letters.len() == 3 && letters.iter().all(|c| is_han(*c)) {
        // In romaji a whole syllable is more than one wrong letter.
        let latin = letters.iter().any(char::is_ascii_alphabetic);
        guesses.push(Guess {
            graph: Graph::new(&word.text, false),
            errors: 1,
            cost: if latin { SYLLABLE } else { 0 },
            sounded: false,
        });
    }
    guesses.extend(
        Graph::mistyped(&typed(&word.text), ERROR).map(|graph| Guess {
            graph,
            errors: 0,
            cost: 0,
            sounded: false,
        }),
    );
    guesses.push(Guess {
        graph: Graph::new(&word.text, true),
        errors: 0,
        cost: SOUNDS_LIKE,
        sounded: true,
    });
    guesses
}
