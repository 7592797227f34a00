//! Scripts of keys over the real document: what is selected, what is to be done, what is said.

mod arranging;
mod arriving;
pub(crate) mod comparing;
mod footer;
mod fresh;
mod fresh_sheets;
mod hits;
mod keeping;
mod lists;
mod looking;
mod matching;
mod moving;
mod nothing;
mod parts;
mod pouring;
mod rereading;
mod scale;
mod scope;
mod settings;
mod sheets;
pub(crate) mod support;
mod taking;
mod units;
mod unseen;
