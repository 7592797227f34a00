//! The modes of a console that is no Unix terminal.

use std::io;

/// Raw mode.
///
/// # Errors
/// When there is no console.
pub fn make_raw() -> io::Result<()> {
    crossterm::terminal::enable_raw_mode()
}

/// The modes from before.
pub fn restore() {
    let _ = crossterm::terminal::disable_raw_mode();
}
