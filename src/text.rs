//! Japanese text primitives that every front end shares: display width, line breaking, making
//! control characters harmless, and amounts as people read them.
//!
//! Knows nothing of the model, the terminal or the tree.

pub mod escape;
pub mod number;
pub mod width;
pub mod words;
pub mod wrap;
mod year;

pub use escape::{Harmless, plain_line, shown};
pub use number::{
    Unit, grouped, oku_text, percent_text, share_of, share_text, signed, signed_oku_text,
};
pub use width::{Ruler, width};
pub use words::{wrap_words, wrap_words_with};
pub use wrap::{wrap, wrap_with};
pub use year::year_text;
