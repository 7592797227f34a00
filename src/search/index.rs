//! What is searched: every title, name and line of text of a library, in normal form.
//!
//! In: a library (`builder`, `tokenize`). Out: its `fields` as numbered characters, which
//! fields have which characters (`postings`), which characters follow each other anywhere
//! (`ngram_filter`), and the attributes of the nodes (`attributes`).
//! A condition on characters is answered for a `block` of fields at a time
//! (`prefix_plan`, `candidates`).
//! Cost: reading takes some 25 ns a character, memory about three times the text; a condition
//! costs one pass over the bits of its characters. Invariants: fields are numbered titles first,
//! then names, then text, in each in document order; candidates never lack a field that meets
//! the condition, but may have others.

pub(crate) mod alphabet;
pub(crate) mod attributes;
pub(crate) mod block;
pub(crate) mod builder;
pub(crate) mod candidates;
pub(crate) mod field_weight;
pub(crate) mod fields;
pub(crate) mod ngram_filter;
pub(crate) mod postings;
pub(crate) mod prefix_plan;
pub(crate) mod tokenize;
