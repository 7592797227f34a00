//! From the bytes of a file to lines and tables that the readers of documents work on.
//!
//! Every format ends as the same list of [`Block`]s, each with its page and its line in the source, so that
//! what comes after knows nothing of formats. This module knows nothing of headings or money.

pub mod block;

pub use block::{Block, Grid, GridCell, Hint, Line, Source};
