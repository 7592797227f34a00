//! Japanese writing: what every other part of the program knows of it, in one place.
//!
//! In: text as it was printed, scanned or typed. Out: the same text in a form in which texts can
//! be compared (`normal`, [`fold`]), looked for by sound (`readings`, `romaji`, `long_vowels`,
//! `numerals`), read aloud ([`yomi()`]) or put in the order of an index ([`gojuon()`]).
//! Cost: in proportion to the text; tables are filled and the dictionary is opened when first
//! asked. Invariant: nothing here knows of documents, queries or scores.

mod eras;
pub(crate) mod everyday;
pub mod fold;
pub(crate) mod glossary;
mod gojuon;
pub(crate) mod lexicon;
pub(crate) mod long_vowels;
mod mended;
pub(crate) mod normal;
pub(crate) mod numerals;
pub(crate) mod readings;
pub(crate) mod romaji;
pub mod width;
mod yomi;

pub use eras::western_year;
pub use gojuon::gojuon;
pub use normal::common_form;
pub use yomi::yomi;
