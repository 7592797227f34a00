//! Headings: their marks, and their levels as this document nests them.

pub mod mark;
pub mod nesting;
