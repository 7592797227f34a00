//! The line discipline of the terminal: raw while the explorer has it, and back.

use std::fs::{File, OpenOptions};
use std::io::{self, IsTerminal, Write};
use std::os::fd::{AsFd, BorrowedFd};
use std::os::unix::fs::OpenOptionsExt;
use std::sync::{Mutex, PoisonError};

use rustix::fs::OFlags;
use rustix::termios::{OptionalActions, Termios, tcgetattr, tcsetattr};

/// The modes before the explorer, found out once: a program that it starts and that leaves its
/// own modes behind changes nothing about how the terminal is given back.
static ORIGINAL: Mutex<Option<Termios>> = Mutex::new(None);

fn with_terminal<T>(work: impl FnOnce(BorrowedFd<'_>) -> io::Result<T>) -> io::Result<T> {
    if io::stdin().is_terminal() {
        return work(io::stdin().as_fd());
    }
    work(File::open("/dev/tty")?.as_fd())
}

/// Raw mode, whatever the modes are now.
///
/// # Errors
/// When there is no terminal.
pub fn make_raw() -> io::Result<()> {
    with_terminal(|terminal| {
        let mut modes = tcgetattr(terminal)?;
        ORIGINAL
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .get_or_insert_with(|| modes.clone());
        modes.make_raw();
        Ok(tcsetattr(terminal, OptionalActions::Now, &modes)?)
    })
}

/// The modes from before. Waits neither for output to be taken nor for another thread.
pub fn restore() {
    let original = ORIGINAL
        .lock()
        .unwrap_or_else(PoisonError::into_inner)
        .clone();
    let Some(original) = original else { return };
    let _ = with_terminal(|terminal| Ok(tcsetattr(terminal, OptionalActions::Now, &original)?));
}

/// Writes as much as the terminal takes at once. Opened anew, since other programs share the
/// open file of standard output, which must not be made non-blocking for them.
pub fn write_if_it_takes_it(bytes: &[u8]) {
    let flags = OFlags::NONBLOCK | OFlags::NOCTTY;
    let terminal = OpenOptions::new()
        .write(true)
        .custom_flags(i32::try_from(flags.bits()).unwrap_or_default())
        .open("/dev/tty");
    if let Ok(mut terminal) = terminal {
        let _ = terminal.write(bytes);
    }
}
