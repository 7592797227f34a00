//! Taking the terminal over and giving it back, whatever happens.

#[cfg_attr(not(unix), path = "terminal/modes_console.rs")]
mod modes;

use std::cell::Cell;
use std::io::{self, Write};
use std::panic;
use std::sync::atomic::{AtomicBool, Ordering};

use crossterm::event::{DisableBracketedPaste, EnableBracketedPaste};
use crossterm::terminal::{EnterAlternateScreen, LeaveAlternateScreen};
use crossterm::{cursor, queue};

use super::signals::Events;

/// Buttons and wheel only: with crossterm's own command every motion of the mouse would wake us.
const MOUSE_ON: &[u8] = b"\x1b[?1000h\x1b[?1006h";
const MOUSE_OFF: &[u8] = b"\x1b[?1006l\x1b[?1000l";

/// More than any screen has, and still little enough to keep in memory three times over.
const MOST_COLUMNS: u16 = 1500;
const MOST_ROWS: u16 = 600;

/// Whether the keyboard is ours now. Panic hook and guard may both want to give it back.
static TAKEN: AtomicBool = AtomicBool::new(false);

/// Whether the screen is ours now.
static SHOWN: AtomicBool = AtomicBool::new(false);

/// Whether the terminal was given back for good, past the loop.
static ABANDONED: AtomicBool = AtomicBool::new(false);

/// The terminal while it is ours; given back when dropped.
#[derive(Debug)]
pub struct Guard {
    mouse: Cell<bool>,
}

impl Guard {
    /// Takes the terminal over and sees to it that a panic gives it back.
    ///
    /// # Errors
    /// When there is no terminal.
    pub fn take(mouse: bool) -> io::Result<Self> {
        static HOOK: AtomicBool = AtomicBool::new(false);
        if !HOOK.swap(true, Ordering::SeqCst) {
            let next = panic::take_hook();
            panic::set_hook(Box::new(move |info| {
                give_back();
                next(info);
            }));
        }
        let guard = Self {
            mouse: Cell::new(mouse),
        };
        guard.enter()?;
        Ok(guard)
    }

    /// Takes the terminal over again, after [`Guard::leave`].
    ///
    /// # Errors
    /// When there is no terminal.
    pub fn enter(&self) -> io::Result<()> {
        if ABANDONED.load(Ordering::SeqCst) {
            return Err(io::ErrorKind::BrokenPipe.into());
        }
        modes::make_raw()?;
        TAKEN.store(true, Ordering::SeqCst);
        SHOWN.store(true, Ordering::SeqCst);
        let mut out = Vec::new();
        queue!(out, EnterAlternateScreen, EnableBracketedPaste)?;
        if self.mouse.get() {
            out.extend_from_slice(MOUSE_ON);
        }
        write_out(&out)
    }

    /// Listens to the mouse from now on, or leaves it to the terminal.
    ///
    /// # Errors
    /// When the terminal takes no bytes.
    pub fn set_mouse(&self, on: bool) -> io::Result<()> {
        self.mouse.set(on);
        write_out(if on { MOUSE_ON } else { MOUSE_OFF })
    }

    /// Gives the terminal back for a while. What it still has to answer is waited for first, so
    /// that whoever has it next does not get it.
    pub fn leave(&self, events: &mut Events) {
        events.settle();
        give_back();
    }

    /// Gives the terminal back for good: nobody is to look at a screen that does nothing more
    /// while the last answer is waited for.
    pub fn leave_for_good(&self, events: &mut Events) {
        leave_screen();
        self.leave(events);
    }
}

impl Drop for Guard {
    fn drop(&mut self) {
        give_back();
    }
}

/// The modes of the terminal's line discipline at some moment.
#[derive(Debug)]
pub struct Modes {
    #[cfg(unix)]
    kept: Option<(std::os::fd::OwnedFd, rustix::termios::Termios)>,
}

impl Modes {
    /// As they are now; none where there is no terminal.
    #[must_use]
    pub fn now() -> Self {
        #[cfg(unix)]
        {
            use std::io::IsTerminal;
            use std::os::fd::AsFd;
            let stdin = io::stdin();
            let terminal = if stdin.is_terminal() {
                stdin.as_fd().try_clone_to_owned()
            } else {
                std::fs::File::open("/dev/tty").map(Into::into)
            };
            let modes = |fd: std::os::fd::OwnedFd| {
                let modes = rustix::termios::tcgetattr(&fd).ok()?;
                Some((fd, modes))
            };
            Self {
                kept: terminal.ok().and_then(modes),
            }
        }
        #[cfg(not(unix))]
        Self {}
    }

    /// Brings them back, whatever a program that ran meanwhile has left.
    pub fn restore(&self) {
        #[cfg(unix)]
        if let Some((terminal, modes)) = &self.kept {
            // At once: a terminal that takes no bytes would be waited for for ever.
            let when = rustix::termios::OptionalActions::Now;
            let _ = rustix::termios::tcsetattr(terminal, when, modes);
        }
    }
}

/// Gives the terminal back if it is ours, its modes first: they are what a shell cannot do
/// without. Errors are of no use here: there is nobody to tell.
pub fn give_back() {
    if TAKEN.swap(false, Ordering::SeqCst) {
        modes::restore();
    }
    leave_screen();
}

/// Leaves the alternate screen, with the keyboard still in raw mode.
fn leave_screen() {
    if SHOWN.load(Ordering::SeqCst) && write_out(&leaving()).is_ok() {
        SHOWN.store(false, Ordering::SeqCst);
    }
}

/// Gives the terminal back from another thread while the loop is held up, maybe inside a write
/// that never ends. Waits for nothing; the loop does not get the terminal again.
#[cfg(unix)]
pub fn abandon() {
    ABANDONED.store(true, Ordering::SeqCst);
    if TAKEN.load(Ordering::SeqCst) || SHOWN.load(Ordering::SeqCst) {
        modes::restore();
        modes::write_if_it_takes_it(&leaving());
    }
}

/// What takes the terminal back to how it was.
fn leaving() -> Vec<u8> {
    let mut out = Vec::new();
    // The end of a synchronized update first: the frame may have been cut off. Then the style
    // and the scroll region.
    out.extend_from_slice(b"\x1b[?2026l\x1b[0m\x1b[r");
    // A console has no alternate screen to leave, nor have the screens that Fenrir and yasr keep
    // of the terminal: what follows is not to be written over old rows.
    out.extend_from_slice(b"\x1b[2J\x1b[H");
    out.extend_from_slice(MOUSE_OFF);
    let _ = queue!(
        out,
        DisableBracketedPaste,
        LeaveAlternateScreen,
        cursor::Show
    );
    out
}

/// Columns and rows of the terminal; of one that claims more than any screen has, as many as are
/// worth drawing.
///
/// # Errors
/// When there is no terminal.
pub fn size() -> io::Result<(u16, u16)> {
    let (columns, rows) = match size_of_output() {
        Some(size) => size,
        None => crossterm::terminal::size()?,
    };
    Ok((columns.min(MOST_COLUMNS), rows.min(MOST_ROWS)))
}

/// That of the terminal on standard output, which is asked without opening anything; none where
/// there is none, or it does not know.
#[cfg(unix)]
fn size_of_output() -> Option<(u16, u16)> {
    let size = rustix::termios::tcgetwinsize(io::stdout()).ok()?;
    (size.ws_col > 0 && size.ws_row > 0).then_some((size.ws_col, size.ws_row))
}

#[cfg(not(unix))]
const fn size_of_output() -> Option<(u16, u16)> {
    None
}

/// Sends the bytes in one write. Standard output as the library has it would cut them at the
/// line feed that scrolls, and a screen reader would speak between the two pieces.
///
/// # Errors
/// When the terminal takes no bytes.
#[cfg(unix)]
pub fn write_at_once(bytes: &[u8]) -> io::Result<()> {
    use std::os::fd::AsFd;
    let whole = io::stdout().as_fd().try_clone_to_owned()?;
    std::fs::File::from(whole).write_all(bytes)
}

/// Sends the bytes.
///
/// # Errors
/// When the terminal takes no bytes.
#[cfg(not(unix))]
pub fn write_at_once(bytes: &[u8]) -> io::Result<()> {
    write_out(bytes)
}

fn write_out(bytes: &[u8]) -> io::Result<()> {
    let mut out = io::stdout().lock();
    out.write_all(bytes)?;
    out.flush()
}
