//! What is asked: a query as it was typed, parsed.
//!
//! In: the text of a query. Out: groups of [`Atom`]s (`syntax`), each a word or a condition on a
//! node's attributes (`facet`), and which of the words are looked for where (`plan`).
//! Cost: in proportion to the text. Invariant: nothing here has seen a document's text; a query
//! means the same whatever is searched.

pub(crate) mod error;
pub(crate) mod facet;
mod manual;
mod missing;
mod place;
pub(crate) mod plan;
mod printed;
pub(crate) mod question;
pub(crate) mod syntax;

pub use error::QueryError;
pub use facet::{Comparison, Facet, PLACE_KEY};
pub use manual::SYNTAX;
pub use place::Place;
pub use question::{Asks, Question};
pub use syntax::{Anchor, Atom, Query, What, Word};
