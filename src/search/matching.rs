//! Whether and how well one field matches: candidates are verified here, and scored.
//!
//! In: the spellings of a word as a `trie`, abbreviations, and the units of a field. Out: the
//! best match with its points and the units to highlight (`targets`).
//! Cost: in proportion to the field; a field that cannot beat a given floor is left early.
//! Invariant: with a floor the answer is the same as without one, or nothing.

pub(crate) mod abbreviation;
pub(crate) mod alignment;
pub(crate) mod score;
pub(crate) mod spelling;
pub(crate) mod targets;
pub(crate) mod trie;
pub(crate) mod verify;
