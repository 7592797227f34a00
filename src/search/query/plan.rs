//! Which words of a query are looked for, and where.
//!
//! In: a query. Out: its words, each once, as they are looked for; with each the groups of words
//! that a node must have before it is worth looking at. Cost: in proportion to the query.
//! Invariant: a word is looked for everywhere unless each group before it must hold.

use super::syntax::{Anchor, Query, What, Word, asks_for_words, needs_budget_lines};

/// A word to be looked for.
pub(crate) struct PlannedWord {
    /// The word.
    pub(crate) word: Word,
    /// Only nodes that have a word of each of these groups need be looked at.
    pub(crate) after: Vec<Vec<Word>>,
}

/// The words that a query looks for, without repeats, in their order.
pub(crate) fn plan(query: &Query) -> Vec<PlannedWord> {
    let mut out: Vec<PlannedWord> = Vec::new();
    let mut before = Vec::new();
    for atoms in query.groups() {
        let mut group = Vec::new();
        for atom in atoms {
            if let What::Word(word) = &atom.what {
                let word = looked_for(word, atom.negated);
                group.push(word.clone());
                if out.iter().all(|known| known.word != word) {
                    out.push(PlannedWord {
                        word,
                        after: before.clone(),
                    });
                }
            }
        }
        // Words may stand around a budget line, and what only excludes does not say where to look.
        let around = || query.groups().iter().any(|atoms| needs_budget_lines(atoms));
        if asks_for_words(atoms) && !around() {
            before.push(group);
        }
    }
    out
}

/// A word as it is looked for. One that must not be there is looked for as it is written, and by its
/// reading where kana or small letters say no more.
pub(crate) fn looked_for(word: &Word, negated: bool) -> Word {
    let mut word = word.clone();
    if negated && word.anchor == Anchor::Free && word.means_what_is_written() {
        word.anchor = Anchor::Exact;
    }
    word
}
