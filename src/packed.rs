//! A document that has been read, as bytes, and back: opened so, it is not parsed again.
//!
//! [`write()`] and [`read`] are each other's inverse. What goes in is a [`Document`], what comes out
//! is the same one, in a small part of the time that parsing takes (`docs/performance.md`). Bytes
//! that are damaged, or of another [`VERSION`], are no document: none comes
//! back, and no byte of them is believed further than it is checked.
//!
//! The form: numbers in groups of seven bits, lowest first, the high bit set where more follow;
//! texts with their length before them; an optional part behind a 0 or 1. Review sheets have a form of
//! their own, [`write_reviews`] and [`read_reviews`], in blocks, as there are a great many.

mod codes;
mod form;
mod reader;
mod sheets;
mod writer;

use self::form::Form;
use self::reader::Reader;
use self::writer::Writer;
use crate::model::Document;

pub use self::sheets::{read_reviews, write_reviews};

/// Goes up with every change of the form or of [`Document`].
pub const VERSION: u32 = 1;

/// What the bytes begin with.
const MAGIC: &[u8] = b"shisaku tree\n";

/// The document as bytes. None where it has a finding with a code that is not in the list, since
/// that could not be read back.
#[must_use]
pub fn write(document: &Document) -> Option<Vec<u8>> {
    sealed(|out| document.write(out))
}

/// The document with the text that it was read from, as [`write()`].
#[must_use]
pub fn write_with_text(document: &Document, text: &str) -> Option<Vec<u8>> {
    sealed(|out| {
        out.text(text);
        document.write(out)
    })
}

/// What [`write_with_text`] has written.
#[must_use]
pub fn read_with_text(bytes: &[u8]) -> Option<(String, Document)> {
    let found: (String, Document) = opened(bytes)?;
    is_tree(&found.1).then_some(found)
}

fn sealed(fill: impl FnOnce(&mut Writer) -> Option<()>) -> Option<Vec<u8>> {
    let mut out = Writer::new();
    fill(&mut out)?;
    let body = out.into_bytes();
    let mut bytes = MAGIC.to_vec();
    bytes.extend(VERSION.to_le_bytes());
    bytes.extend(checksum(&body).to_le_bytes());
    bytes.extend(body);
    Some(bytes)
}

/// The document of these bytes; none where they are damaged or of another version.
#[must_use]
pub fn read(bytes: &[u8]) -> Option<Document> {
    opened(bytes).filter(is_tree)
}

fn opened<T: Form>(bytes: &[u8]) -> Option<T> {
    let rest = bytes.strip_prefix(MAGIC)?;
    let (version, rest) = rest.split_first_chunk()?;
    let (sum, body) = rest.split_first_chunk()?;
    if u32::from_le_bytes(*version) != VERSION || u64::from_le_bytes(*sum) != checksum(body) {
        return None;
    }
    let mut input = Reader::new(body);
    let what = T::read(&mut input)?;
    input.is_at_end().then_some(what)
}

/// Whether the ids lead where the tree says: walking it never leaves the arena.
fn is_tree(document: &Document) -> bool {
    let nodes = &document.nodes;
    let count = nodes.len();
    (0..).zip(nodes).all(|(at, node)| {
        let above = node.parent.is_none_or(|parent| parent.index() < at);
        let original = node.budget.as_ref().and_then(|budget| budget.original);
        above
            && (at + 1..=count).contains(&node.end.index())
            && original.is_none_or(|original| original.index() < count)
    }) && count > 0
}

/// Tells damaged bytes from whole ones; eight bytes a step. It is no guard against intent.
fn checksum(bytes: &[u8]) -> u64 {
    const PRIME: u64 = 0x9e37_79b9_7f4a_7c15;
    let step = |sum: u64, word: u64| (sum ^ word).wrapping_mul(PRIME).rotate_left(29);
    let (words, rest) = bytes.as_chunks::<8>();
    let sum = words.iter().fold(bytes.len() as u64, |sum, word| {
        step(sum, u64::from_le_bytes(*word))
    });
    rest.iter()
        .fold(sum, |sum, byte| step(sum, u64::from(*byte)))
}

#[cfg(test)]
mod tests;
