//! What signals ask for, noted by a thread of its own.

use std::io::{self, Write};
use std::os::unix::net::UnixStream;
use std::sync::atomic::{AtomicBool, AtomicI32, Ordering};
use std::sync::{Arc, Mutex};
use std::time::Duration;

use signal_hook::consts::{SIGCONT, SIGHUP, SIGINT, SIGQUIT, SIGTERM, SIGTSTP};
use signal_hook::iterator::Signals;

use super::super::terminal;
use super::{Note, stop};
use crate::store::files;

/// How long a signal that ends the program waits for the loop to end it in good order.
const GRACE: Duration = Duration::from_secs(2);

/// Signals not seen to yet.
#[derive(Debug, Default)]
pub struct Pending {
    /// The signal that ends the program; 0 for none.
    pub leave: AtomicI32,
    suspend: AtomicBool,
    continued: AtomicBool,
    /// Another front end has the terminal: what its keys raise is no business of ours.
    away: AtomicBool,
}

/// While it lives, the terminal is somebody else's: an interrupt does not end the program,
/// and Ctrl-z stops it as it stops any program.
#[derive(Debug)]
pub struct Away(Arc<Pending>);

impl Away {
    /// From now on.
    pub fn begin(pending: &Arc<Pending>) -> Self {
        pending.away.store(true, Ordering::SeqCst);
        Self(Arc::clone(pending))
    }
}

impl Drop for Away {
    fn drop(&mut self) {
        self.0.away.store(false, Ordering::SeqCst);
        // The screen is drawn anew in any case.
        self.0.continued.store(false, Ordering::SeqCst);
    }
}

impl Pending {
    /// The next note, the most urgent first.
    pub fn take(&self) -> Option<Note> {
        let signal = self.leave.swap(0, Ordering::SeqCst);
        if signal != 0 {
            return Some(Note::Leave(signal));
        }
        if self.suspend.swap(false, Ordering::SeqCst) {
            return Some(Note::Suspend);
        }
        let continued = self.continued.swap(false, Ordering::SeqCst);
        continued.then_some(Note::Continued)
    }

    /// Whether there is no note.
    pub fn is_empty(&self) -> bool {
        self.leave.load(Ordering::SeqCst) == 0
            && !self.suspend.load(Ordering::SeqCst)
            && !self.continued.load(Ordering::SeqCst)
    }
}

/// Begins to note signals in `pending`; each writes a byte into `waker`.
///
/// # Errors
/// When handlers cannot be set up.
pub fn listen(pending: Arc<Pending>, waker: UnixStream) -> io::Result<()> {
    let mut signals = Signals::new([SIGTERM, SIGHUP, SIGINT, SIGQUIT, SIGTSTP, SIGCONT])?;
    let waker = Mutex::new(waker);
    let mut is_ending = false;
    let work = move || {
        for signal in signals.forever() {
            let away = pending.away.load(Ordering::SeqCst);
            match signal {
                SIGINT | SIGQUIT if away => continue,
                SIGTSTP if away => {
                    stop();
                    continue;
                }
                SIGTSTP => pending.suspend.store(true, Ordering::SeqCst),
                SIGCONT => pending.continued.store(true, Ordering::SeqCst),
                _ => pending.leave.store(signal, Ordering::SeqCst),
            }
            if let Ok(mut waker) = waker.lock() {
                drop(waker.write_all(b"s"));
            }
            if !matches!(signal, SIGTSTP | SIGCONT) {
                // The loop may be waiting for an editor that knows nothing of the signal.
                files::remove_copies();
            }
            // The first signal sets the time; the next ones do not end it sooner, since
            // place and marks may just be written.
            if !matches!(signal, SIGTSTP | SIGCONT) && !is_ending {
                is_ending = true;
                end_after_grace(signal);
            }
        }
    };
    // It waits for signals and nothing else: the loop may be held up by the terminal.
    std::thread::Builder::new()
        .name("signals".into())
        .spawn(work)?;
    Ok(())
}

/// Where the loop is held up for good (a terminal that takes no bytes, say), the program
/// ends all the same, and waits for nothing that the loop may hold.
fn end_after_grace(signal: i32) {
    let work = move || {
        std::thread::sleep(GRACE);
        terminal::abandon();
        signal_hook::low_level::exit(128 + signal);
    };
    drop(std::thread::Builder::new().name("grace".into()).spawn(work));
}
