//! Signals as notes for the event loop.
//!
//! A thread writes down which signal came and raises SIGWINCH, which wakes crossterm's blocking
//! read with a resize event. So the loop needs no timer, and nothing happens while idle.

use std::io;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicI32, Ordering};

/// What a signal asks for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Note {
    /// Leave, and report this signal number.
    Leave(i32),
    /// Suspend to the shell.
    Suspend,
    /// The program runs again after it was stopped.
    Continued,
}

/// Notes that the loop has not read yet.
#[derive(Clone, Debug, Default)]
pub struct Notes {
    leave: Arc<AtomicI32>,
    suspend: Arc<AtomicBool>,
    continued: Arc<AtomicBool>,
}

impl Notes {
    /// The next note, the most urgent first.
    #[must_use]
    pub fn take(&self) -> Option<Note> {
        let signal = self.leave.swap(0, Ordering::SeqCst);
        if signal != 0 {
            return Some(Note::Leave(signal));
        }
        if self.suspend.swap(false, Ordering::SeqCst) {
            return Some(Note::Suspend);
        }
        self.continued
            .swap(false, Ordering::SeqCst)
            .then_some(Note::Continued)
    }
}

/// Begins to take notes.
///
/// # Errors
/// When signal handlers cannot be set up.
#[cfg(unix)]
pub fn listen() -> io::Result<Notes> {
    use signal_hook::consts::{SIGCONT, SIGHUP, SIGINT, SIGQUIT, SIGTERM, SIGTSTP, SIGWINCH};
    use signal_hook::iterator::Signals;
    use signal_hook::low_level::raise;

    let notes = Notes::default();
    let mut signals = Signals::new([SIGTERM, SIGHUP, SIGINT, SIGQUIT, SIGTSTP, SIGCONT])?;
    let taken = notes.clone();
    std::thread::Builder::new()
        .name("signals".into())
        .spawn(move || {
            for signal in signals.forever() {
                match signal {
                    SIGTSTP => taken.suspend.store(true, Ordering::SeqCst),
                    SIGCONT => taken.continued.store(true, Ordering::SeqCst),
                    _ => taken.leave.store(signal, Ordering::SeqCst),
                }
                // If this fails the note is read with the next key.
                drop(raise(SIGWINCH));
            }
        })?;
    Ok(notes)
}

/// Windows has none of these signals; Ctrl-C arrives as a key.
///
/// # Errors
/// Never.
#[cfg(not(unix))]
pub fn listen() -> io::Result<Notes> {
    Ok(Notes::default())
}

/// Stops this process as Ctrl-z does; returns when it runs again.
#[cfg(unix)]
pub fn stop() {
    // SIGSTOP cannot be caught, so that this works although SIGTSTP is being listened to.
    drop(signal_hook::low_level::raise(signal_hook::consts::SIGSTOP));
}

/// There is no job control.
#[cfg(not(unix))]
pub const fn stop() {}
