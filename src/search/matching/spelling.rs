//! A spelling that a typed word may stand for: what `expand` gives and a [trie](super::trie) holds.

/// A spelling that a typed word may stand for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Spelling {
    /// Characters as the index numbers them.
    pub(crate) ids: Vec<u16>,
    /// How unlikely it is meant, in points.
    pub(crate) cost: i32,
    /// The last word is read to that many kana only.
    pub(crate) tail: Option<Tail>,
}

/// The last word of a spelling of which the beginning only is typed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Tail {
    /// Where in the spelling the word begins.
    pub(crate) from: usize,
    /// Its whole reading, one byte a kana.
    pub(crate) reading: Vec<u8>,
    /// How many kana of it are typed.
    pub(crate) typed: usize,
}
