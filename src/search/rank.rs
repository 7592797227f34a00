//! From the hits of single words to an answer: nodes that meet the whole query, in order.
//!
//! In: the scans of a query's words. Out: ranked nodes (`merge`, `top_k`) and, for the rows
//! that somebody looks at, snippet, highlights and why they are there (`snippet`, `explain`).
//! Cost: merging takes one pass over the hits; ordering, weighing and snippets cost only for the
//! rows that are asked for. Invariant: ranks do not depend on how many rows are asked for.

pub(crate) mod budget_lines;
pub(crate) mod explain;
pub(crate) mod filter;
pub(crate) mod group;
pub(crate) mod merge;
pub(crate) mod named;
pub(crate) mod snippet;
pub(crate) mod top_k;
pub(crate) mod weight;
