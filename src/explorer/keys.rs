//! What can be asked for and how: keys, commands, the one table that joins them, the words by
//! which a command is found.
//!
//! In: a key as typed, or words. Out: a [`Command`](command::Command). Knows no state.

pub mod command;
pub mod input;
pub mod key;
pub mod keymap;
pub mod phrasebook;
pub mod synonyms;
