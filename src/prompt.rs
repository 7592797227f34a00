//! The terminal's side of the reading mode: an editor for those who ask for one, and Ctrl-C.
//!
//! [`reading`](crate::reading) itself knows no terminal; what it says and asks goes through any
//! reader and writer.

mod edit;
#[cfg(unix)]
mod interrupt;

pub use edit::EditedLines;
#[cfg(unix)]
pub use interrupt::{Interrupts, cancel_line_on_interrupt};
