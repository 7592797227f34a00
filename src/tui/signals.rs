//! What happens to the program: signals, a hang-up, and what is typed, in one queue.
//!
//! The program sleeps in one `poll` of the terminal and of a pipe that signals write to, so it
//! needs no timer and nothing happens while idle. crossterm is asked for an event only where
//! there is one: on a terminal that is gone its reading never comes back.

use crossterm::event::Event;

/// The number reported for a terminal that is gone without a signal: SIGHUP.
const HANGUP: i32 = 1;

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

/// The next thing to see to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Happened {
    /// A signal, or the terminal is gone.
    Note(Note),
    /// A key, the mouse, pasted text, a new size.
    Event(Event),
    /// The terminal may have a new size.
    Resized,
}

pub use imp::Events;

#[cfg(unix)]
mod imp {
    use std::collections::VecDeque;
    use std::fs::File;
    use std::io::{self, IsTerminal, Read, Write};
    use std::os::fd::{AsFd, BorrowedFd};
    use std::os::unix::net::UnixStream;
    use std::sync::atomic::{AtomicBool, AtomicI32, Ordering};
    use std::sync::{Arc, Mutex};
    use std::time::{Duration, Instant};

    use crossterm::event::Event;
    use rustix::event::{PollFd, PollFlags, Timespec, poll};
    use signal_hook::consts::{SIGCONT, SIGHUP, SIGINT, SIGQUIT, SIGTERM, SIGTSTP, SIGWINCH};
    use signal_hook::iterator::Signals;
    use signal_hook::low_level::{emulate_default_handler, pipe};

    use super::super::ask::{Answers, Ask, Late};
    use super::super::terminal;
    use super::super::waker::Waker;
    use super::{HANGUP, Happened, Note};

    /// How long the terminal may take to answer. Near ones take a few milliseconds.
    const WAIT: Duration = Duration::from_millis(200);

    /// How much longer where an answer has begun.
    const REST: Duration = Duration::from_millis(200);

    /// How long a signal that ends the program waits for the loop to end it in good order.
    const GRACE: Duration = Duration::from_secs(2);

    /// Signals not seen to yet.
    #[derive(Debug, Default)]
    struct Pending {
        leave: AtomicI32,
        suspend: AtomicBool,
        continued: AtomicBool,
        /// Another front end has the terminal: what its keys raise is no business of ours.
        away: AtomicBool,
    }

    /// While it lives, the terminal is somebody else's: an interrupt does not end the program,
    /// and Ctrl-z stops it as it stops any program.
    #[derive(Debug)]
    pub struct Away(Arc<Pending>);

    impl Drop for Away {
        fn drop(&mut self) {
            self.0.away.store(false, Ordering::SeqCst);
            // The screen is drawn anew in any case.
            self.0.continued.store(false, Ordering::SeqCst);
        }
    }

    impl Pending {
        /// The next note, the most urgent first.
        fn take(&self) -> Option<Note> {
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
    }

    impl Pending {
        fn is_empty(&self) -> bool {
            self.leave.load(Ordering::SeqCst) == 0
                && !self.suspend.load(Ordering::SeqCst)
                && !self.continued.load(Ordering::SeqCst)
        }
    }

    /// The terminal's input and the signals, as one queue.
    #[derive(Debug)]
    pub struct Events {
        pending: Arc<Pending>,
        wake: UnixStream,
        waker: Waker,
        /// The terminal, where standard input is none.
        terminal: Option<File>,
        /// Typed before anyone listened.
        typed: VecDeque<Event>,
        /// Watches for an answer of the terminal that comes too late.
        late: Option<Late>,
        /// Answers that may still come, of kinds that crossterm takes out itself.
        outstanding: usize,
    }

    impl Events {
        /// Begins to listen.
        ///
        /// # Errors
        /// When signal handlers cannot be set up or there is no terminal.
        pub fn listen() -> io::Result<Self> {
            let (wake, waker) = UnixStream::pair()?;
            wake.set_nonblocking(true)?;
            pipe::register(SIGWINCH, waker.try_clone()?)?;
            let pending = Arc::new(Pending::default());
            listen_to_signals(Arc::clone(&pending), waker.try_clone()?)?;
            let terminal = if io::stdin().is_terminal() {
                None
            } else {
                Some(File::open("/dev/tty")?)
            };
            Ok(Self {
                pending,
                wake,
                waker: Waker::of(waker),
                terminal,
                typed: VecDeque::new(),
                late: None,
                outstanding: 0,
            })
        }

        /// What ends the wait of [`Self::next`] from another thread.
        #[must_use]
        pub fn waker(&self) -> Waker {
            self.waker.clone()
        }

        /// Lets the terminal go for as long as the answer lives.
        #[must_use]
        pub fn away(&self) -> Away {
            self.pending.away.store(true, Ordering::SeqCst);
            Away(Arc::clone(&self.pending))
        }

        /// Asks the terminal and waits for its answers, at most a moment. What is typed
        /// meanwhile comes with [`Self::next`]. The terminal must be in raw mode and its
        /// first row of no worth.
        ///
        /// # Errors
        /// When the terminal fails.
        pub fn ask(&mut self, ask: &Ask) -> io::Result<Answers> {
            let question = ask.question();
            if question.is_empty() {
                return Ok(Answers::default());
            }
            terminal::write_at_once(question.as_bytes())?;
            let start = Instant::now();
            let mut bytes = Vec::new();
            let mut heard = ask.heard(&bytes);
            loop {
                let patience = if heard.is_inside_answer() {
                    WAIT + REST
                } else {
                    WAIT
                };
                let left = patience.saturating_sub(start.elapsed());
                if heard.is_done() || left.is_zero() || !self.pending.is_empty() {
                    break;
                }
                if !self.read_some(left, &mut bytes)? {
                    break;
                }
                heard = ask.heard(&bytes);
            }
            let mut answers = heard.answers(ask);
            self.typed.extend(answers.typed.drain(..));
            self.late = answers.late.take();
            self.outstanding = answers.outstanding;
            Ok(answers)
        }

        /// Reads what the terminal has to say within that time; false if it is gone or a
        /// signal came.
        fn read_some(&self, within: Duration, bytes: &mut Vec<u8>) -> io::Result<bool> {
            let timeout = Timespec {
                tv_sec: 0,
                tv_nsec: i64::from(within.subsec_nanos()),
            };
            let stdin = io::stdin();
            let terminal: BorrowedFd<'_> = match &self.terminal {
                Some(file) => file.as_fd(),
                None => stdin.as_fd(),
            };
            let mut fds = [PollFd::from_borrowed_fd(terminal, PollFlags::IN)];
            match poll(&mut fds, Some(&timeout)) {
                Ok(_) => {}
                Err(rustix::io::Errno::INTR) => return Ok(true),
                Err(error) => return Err(error.into()),
            }
            let [readable] = fds;
            if readable.revents().is_empty() {
                return Ok(true);
            }
            // Past the buffer of standard input, which would keep bytes from crossterm.
            let mut buffer = [0; 256];
            match rustix::io::read(terminal, &mut buffer) {
                Ok(0) => Ok(false),
                Ok(n) => {
                    bytes.extend_from_slice(buffer.get(..n).unwrap_or_default());
                    Ok(true)
                }
                Err(rustix::io::Errno::INTR | rustix::io::Errno::AGAIN) => Ok(true),
                Err(error) => Err(error.into()),
            }
        }

        /// Waits for the next thing.
        ///
        /// # Errors
        /// When the terminal fails.
        pub fn next(&mut self) -> io::Result<Happened> {
            loop {
                if let Some(note) = self.pending.take() {
                    return Ok(Happened::Note(note));
                }
                if let Some(event) = self.typed.pop_front() {
                    return Ok(Happened::Event(event));
                }
                if self.ready()? {
                    let event = crossterm::event::read()?;
                    if self.late.as_mut().is_some_and(|late| late.takes(&event)) {
                        // Nothing happened, but who waits for an event must not wait on.
                        return Ok(Happened::Resized);
                    }
                    return Ok(Happened::Event(event));
                }
                if !self.pending.is_empty() {
                    continue;
                }
                let (_, woken) = self.poll(None)?;
                if woken {
                    self.drain();
                    if self.pending.is_empty() {
                        return Ok(Happened::Resized);
                    }
                }
            }
        }

        /// Whether something has been typed, or happened, that [`Self::next`] would return at
        /// once.
        ///
        /// # Errors
        /// When the terminal fails.
        pub fn ready(&mut self) -> io::Result<bool> {
            if !self.typed.is_empty() {
                return Ok(true);
            }
            let now = Timespec {
                tv_sec: 0,
                tv_nsec: 0,
            };
            let (gone, _) = self.poll(Some(&now))?;
            if gone {
                self.pending.leave.store(HANGUP, Ordering::SeqCst);
                return Ok(false);
            }
            // Behind a late answer, which it takes out, crossterm says that there is nothing,
            // although it may hold a key that it has read together with it.
            for _ in 0..=self.outstanding {
                if crossterm::event::poll(Duration::ZERO)? {
                    return Ok(true);
                }
            }
            Ok(false)
        }

        /// Whether the terminal is gone, and whether a signal came.
        fn poll(&self, timeout: Option<&Timespec>) -> io::Result<(bool, bool)> {
            let stdin = io::stdin();
            let terminal: BorrowedFd<'_> = match &self.terminal {
                Some(file) => file.as_fd(),
                None => stdin.as_fd(),
            };
            let mut fds = [
                PollFd::from_borrowed_fd(terminal, PollFlags::IN),
                PollFd::from_borrowed_fd(self.wake.as_fd(), PollFlags::IN),
            ];
            match poll(&mut fds, timeout) {
                Ok(_) => {}
                Err(rustix::io::Errno::INTR) => return Ok((false, false)),
                Err(error) => return Err(error.into()),
            }
            let [terminal, wake] = fds;
            let lost = PollFlags::HUP | PollFlags::ERR | PollFlags::NVAL;
            Ok((
                terminal.revents().intersects(lost),
                !wake.revents().is_empty(),
            ))
        }

        fn drain(&self) {
            let mut bytes = [0; 64];
            while matches!((&self.wake).read(&mut bytes), Ok(n) if n > 0) {}
        }
    }

    fn listen_to_signals(pending: Arc<Pending>, waker: UnixStream) -> io::Result<()> {
        let mut signals = Signals::new([SIGTERM, SIGHUP, SIGINT, SIGQUIT, SIGTSTP, SIGCONT])?;
        let waker = Mutex::new(waker);
        let work = move || {
            for signal in signals.forever() {
                let away = pending.away.load(Ordering::SeqCst);
                match signal {
                    SIGINT | SIGQUIT if away => continue,
                    SIGTSTP if away => {
                        super::stop();
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
                    end_after_grace(signal);
                }
            }
        };
        std::thread::Builder::new()
            .name("signals".into())
            .spawn(work)?;
        Ok(())
    }

    /// Where the loop is held up for good (a terminal that takes no bytes, say), the program
    /// ends all the same.
    fn end_after_grace(signal: i32) {
        let work = move || {
            std::thread::sleep(GRACE);
            terminal::give_back();
            drop(emulate_default_handler(signal));
        };
        drop(std::thread::Builder::new().name("grace".into()).spawn(work));
    }
}

#[cfg(not(unix))]
mod imp {
    use std::io;
    use std::time::Duration;

    use super::super::ask::{Answers, Ask};
    use super::super::waker::Waker;
    use super::Happened;

    /// There are no such signals; Ctrl-C arrives as a key.
    #[derive(Debug)]
    pub struct Events;

    /// There is nothing to let go of.
    #[derive(Debug)]
    pub struct Away;

    impl Events {
        /// Begins to listen.
        ///
        /// # Errors
        /// Never.
        pub fn listen() -> io::Result<Self> {
            Ok(Self)
        }

        /// The console has none.
        #[must_use]
        pub fn waker(&self) -> Waker {
            Waker::default()
        }

        /// Lets the terminal go for as long as the answer lives.
        #[must_use]
        pub const fn away(&self) -> Away {
            Away
        }

        /// The console is not asked.
        ///
        /// # Errors
        /// Never.
        pub fn ask(&mut self, _: &Ask) -> io::Result<Answers> {
            Ok(Answers::default())
        }

        /// Waits for the next thing.
        ///
        /// # Errors
        /// When the terminal fails.
        pub fn next(&mut self) -> io::Result<Happened> {
            crossterm::event::read().map(Happened::Event)
        }

        /// Whether something has been typed.
        ///
        /// # Errors
        /// When the terminal fails.
        pub fn ready(&mut self) -> io::Result<bool> {
            crossterm::event::poll(Duration::ZERO)
        }
    }
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
