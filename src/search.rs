//! Search over the policy tree the way Japanese is typed: kanji, kana, romaji, abbreviations,
//! old and half-width forms, with a typing error.
//!
//! An [`Engine`] holds the searchable form of a library and makes it when first asked. A
//! [`Query`] is a parsed question. [`Engine::search`] answers it at once, a [`Session`] step by
//! step while somebody types. Nothing here knows of the terminal, files or the clock.
//!
//! One room for each part of the way, each using only those to its right:
//! `session` → `rank` → `scan` → `expand` → `matching` → `index` → `query` → `answer`;
//! `tiers` stands beside `session`. `docs/SEARCH.md` follows one query through them.

mod answer;
mod engine;
mod expand;
mod index;
mod matching;
mod query;
mod rank;
mod reply;
mod scan;
mod session;
mod tiers;

pub use answer::{
    FieldKind, Hit, Match, MatchRule, Progress, Reached, Results, Tier, Unwritten, Via,
};
pub use engine::{Engine, Sizes};
pub use query::{
    Anchor, Asks, Atom, Comparison, Facet, PLACE_KEY, Place, Query, QueryError, Question, SYNTAX,
    What, Word,
};
pub use reply::{Reply, Tried};
pub(crate) use scan::workers::side_by_side;
pub use session::Session;

#[cfg(test)]
mod tests;
