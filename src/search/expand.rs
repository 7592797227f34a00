//! What a typed word may stand for: from `tihou` to 地方, ちほう and チホウ.
//!
//! In: the word, the characters that stand side by side in the index, the `vocabulary`. Out:
//! spellings with the points that each is less likely meant (`lattice`), as targets to look
//! for (`interpret`, `guesses`).
//! Cost: bounded by constants for each place of the word, not by the size of the library.
//! Invariant: every spelling is made of neighbours that some field may have.

pub(crate) mod by_sound;
pub(crate) mod graph;
pub(crate) mod guesses;
pub(crate) mod interpret;
pub(crate) mod lattice;
pub(crate) mod loanwords;
pub(crate) mod typos;
pub(crate) mod vocabulary;
pub(crate) mod word_reader;
