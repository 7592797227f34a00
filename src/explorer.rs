//! The full-screen explorer without its screen: state, what may happen to it, and everything
//! that is to be seen as plain data.
//!
//! [`update`](update()) takes an [`Action`] and returns [`Effect`]s that only the terminal edge can carry
//! out. This module knows no terminal, file, environment or clock; the size of the screen comes
//! in as an action, so that nothing depends on what was drawn before.

pub mod bars;
pub mod compare;
pub mod entries;
pub mod findings;
pub mod keys;
pub mod line;
pub mod money;
pub mod panel;
pub mod places;
pub mod reread;
pub mod row_bar;
pub mod rows;
pub mod settings;
pub mod state;
pub mod status;
pub mod table;
mod update;
pub mod why;
pub mod words;

pub use keys::command::{Action, Command, Effect, Export, Exported, Form, Mouse, MouseKind};
pub use keys::key::{Code, Key, NoKey};
pub use keys::keymap::Keymap;
pub use reread::{changed_totals, reread};
pub use settings::{Glyphs, RowBars, Scale, Settings, ThemeName};
pub use state::saved::Saved;
pub use state::{Overlay, State};
pub use update::update;

pub use crate::marks::Mark;

#[cfg(test)]
pub(crate) mod tests;
