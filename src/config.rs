//! Settings: what may be set, what the configuration file says, and what is in force.
//!
//! Pure: the file's text comes in, settings and complaints go out. Where the file is and what
//! the environment says is the program's business.

mod complaint;
mod edit;
mod file;
mod settings;
mod values;

pub use complaint::{Complaint, Wrong};
pub use edit::{EditError, set, unset};
pub use file::{Config, Rebound};
pub use settings::{Chosen, Decided, Layer, Source, decide};
pub use values::{A11y, AmbiguousWidth, NAMES, Name, When, Word};

#[cfg(test)]
mod tests;
