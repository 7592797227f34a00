//! The full-screen explorer without its screen: state, what may happen to it, and everything
//! that is to be seen as plain data.
//!
//! [`update`](update()) takes an [`Action`] and returns [`Effect`]s that only the terminal edge can carry
//! out. This module knows no terminal, file, environment or clock; the size of the screen comes
//! in as an action, so that nothing depends on what was drawn before.

pub mod bars;
pub mod command;
pub mod compare;
pub mod digits;
pub mod entries;
pub mod figures;
pub mod finder;
pub mod findings;
pub mod forest;
pub mod goto;
pub mod input;
pub mod key;
pub mod keymap;
pub mod layout;
pub mod line;
pub mod listing;
pub mod map;
pub mod money;
pub mod nodeset;
pub mod panel;
pub mod phrasebook;
pub mod places;
pub mod reread;
pub mod row_bar;
pub mod rows;
pub mod saved;
pub mod settings;
pub mod state;
pub mod status;
pub mod synonyms;
pub mod table;
pub mod tooth;
mod update;
pub mod why;
pub mod words;

pub use command::{Action, Command, Effect, Export, Exported, Form, Mouse, MouseKind};
pub use key::{Code, Key, NoKey};
pub use keymap::Keymap;
pub use reread::{changed_totals, reread};
pub use saved::Saved;
pub use settings::{Glyphs, RowBars, Scale, Settings, ThemeName};
pub use state::{Overlay, State};
pub use update::update;

pub use crate::marks::Mark;

#[cfg(test)]
pub(crate) mod tests;
