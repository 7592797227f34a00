//! The full-screen explorer without its screen: state, what may happen to it, and everything
//! that is to be seen as plain data.
//!
//! [`update`](update()) takes an [`Action`] and returns [`Effect`]s that only the terminal edge can carry
//! out. This module knows no terminal, file, environment or clock; the size of the screen comes
//! in as an action, so that nothing depends on what was drawn before.

pub mod keys;
pub mod line;
pub mod settings;
pub mod state;
mod update;
pub mod view;
pub mod words;

pub use keys::command::{Action, Command, Effect, Export, Exported, Form, Mouse, MouseKind};
pub use keys::key::{Code, Key, NoKey};
pub use keys::keymap::Keymap;
pub use settings::{Glyphs, RowBars, Scale, Settings, ThemeName};
pub use state::first::Hint;
pub use state::list_cursor::ListCursor;
pub use state::loading::{Loading, Progress};
pub use state::saved::Saved;
pub use state::sheets::{Data, Joined, Sheets};
pub use state::{Overlay, State};
pub use update::arrivals::{Arrived, arrive};
pub use update::pour::{Poured, break_off, pour};
pub use update::rearrange::{Rearranged, as_shown, rearrange};
pub use update::reread::{changed_totals, reread, reread_one};
pub use update::update;

pub use crate::marks::Mark;

#[cfg(test)]
pub(crate) mod tests;
