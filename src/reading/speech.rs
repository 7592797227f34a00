//! Words for the ear: amounts, changes, years and the document's text as they should be heard.
//!
//! Knows the model and the ledger, nothing of sessions or commands. Nothing here prints a sign
//! that a screen reader leaves out or names (▲, −, ※, brackets, arrows): such signs become
//! words or a pause.

mod clean;
mod kana;
mod money;
mod year;

pub use clean::{clean, harmless, is_noise, sentences, with_minus};
pub use kana::interface_kana;
pub use money::{
    amount_words, base_words, change_short, change_with_rate, change_words, interval_words,
    parts_words, request_words,
};
pub use year::Years;
