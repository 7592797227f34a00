//! What happens to the program: signals, a hang-up, and what is typed, in one queue.
//!
//! The program sleeps in one `poll` of the terminal and of a pipe that signals write to, so it
//! needs no timer and nothing happens while idle. The bytes are read here and nowhere else
//! ([`super::decode`]), all that there are: none stays behind in a buffer that `poll` knows
//! nothing of.

#[cfg(unix)]
mod handlers;

use crossterm::event::Event as TerminalEvent;

use super::ask::Answers;

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
pub enum Event {
    /// A signal, or the terminal is gone.
    Note(Note),
    /// A key, the mouse, pasted text, a new size.
    Input(TerminalEvent),
    /// The terminal answers a question late.
    Answered(Answers),
    /// The terminal may have a new size.
    Resized,
}

pub use imp::Events;

#[cfg(unix)]
mod imp {
    use std::collections::VecDeque;
    use std::fs::File;
    use std::io::{self, IsTerminal, Read};
    use std::os::fd::{AsFd, BorrowedFd};
    use std::os::unix::net::UnixStream;
    use std::sync::Arc;
    use std::sync::atomic::Ordering;
    use std::time::{Duration, Instant};

    use rustix::event::{PollFd, PollFlags, Timespec, poll};
    use signal_hook::consts::SIGWINCH;
    use signal_hook::low_level::pipe;

    use super::super::ask::{Answers, Ask, Awaited};
    use super::super::decode::{Decoder, Heard};
    use super::super::terminal;
    use super::super::waker::Waker;
    use super::handlers::{self, Away, Pending};
    use super::{Event, HANGUP};

    /// As much of the time between two looks at the terminal counts as waiting at most.
    const MOST_BUSY: Duration = Duration::from_millis(10);
    /// How long the terminal may take to answer. Near ones take a few milliseconds.
    const WAIT: Duration = Duration::from_millis(200);

    /// How much longer where an answer has begun.
    const REST: Duration = Duration::from_millis(200);

    /// How long after the questions an answer may come that the shell would get.
    const SETTLED: Duration = Duration::from_millis(1500);

    /// The terminal's input and the signals, as one queue.
    #[derive(Debug)]
    pub struct Events {
        pending: Arc<Pending>,
        wake: UnixStream,
        waker: Waker,
        /// The terminal, where standard input is none.
        terminal: Option<File>,
        decoder: Decoder,
        /// When it began to listen.
        start: Instant,
        /// The decoder's clock: time that was spent waiting. What came while the program was
        /// busy with other things was there in time, so that such time hardly counts.
        clock: Duration,
        /// When the terminal was looked at last.
        seen: Instant,
        /// Has come, and nobody has seen to it yet.
        queue: VecDeque<Event>,
        awaited: Awaited,
        resized: bool,
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
            handlers::listen(Arc::clone(&pending), waker.try_clone()?)?;
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
                decoder: Decoder::default(),
                start: Instant::now(),
                clock: Duration::ZERO,
                seen: Instant::now(),
                queue: VecDeque::new(),
                awaited: Awaited::default(),
                resized: false,
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
            Away::begin(&self.pending)
        }

        /// Asks the terminal. It must be in raw mode and its first row of no worth.
        ///
        /// # Errors
        /// When the terminal fails.
        pub fn ask(&mut self, ask: &Ask) -> io::Result<()> {
            let question = ask.question();
            if !question.is_empty() {
                terminal::write_at_once(question.as_bytes())?;
                self.awaited = Awaited::of(ask);
                self.start = Instant::now();
            }
            Ok(())
        }

        /// Whether the terminal has not yet said all that it was asked.
        #[must_use]
        pub const fn is_awaiting(&self) -> bool {
            self.awaited.is_open()
        }

        /// Waits for the terminal's answers, at most a moment from the question on; later ones
        /// come with [`Self::next`], as does what is typed meanwhile.
        ///
        /// # Errors
        /// When the terminal fails.
        pub fn answers(&mut self) -> io::Result<Answers> {
            while self.awaited.is_open() && self.pending.is_empty() {
                let patience = if self.decoder.is_unfinished() {
                    WAIT + REST
                } else {
                    WAIT
                };
                let left = patience.saturating_sub(self.start.elapsed());
                if left.is_zero() {
                    break;
                }
                self.wait(Some(left))?;
            }
            let mut answers = Answers::default();
            self.queue.retain(|event| match event {
                Event::Answered(answer) => {
                    answers.add(*answer);
                    false
                }
                _ => true,
            });
            Ok(answers)
        }

        /// Waits for what the terminal has not yet answered, so that it does not land at the
        /// shell's prompt; not long, and not where the questions lie far back. The terminal must
        /// be in raw mode.
        pub fn settle(&mut self) {
            while self.awaited.is_open() && self.pending.is_empty() {
                let left = SETTLED.saturating_sub(self.start.elapsed());
                if left.is_zero() || self.wait(Some(left)).is_err() {
                    break;
                }
            }
        }

        /// Waits for the next thing.
        ///
        /// # Errors
        /// When the terminal fails.
        pub fn next(&mut self) -> io::Result<Event> {
            loop {
                if let Some(note) = self.pending.take() {
                    return Ok(Event::Note(note));
                }
                if let Some(event) = self.queue.pop_front() {
                    return Ok(event);
                }
                if std::mem::take(&mut self.resized) {
                    return Ok(Event::Resized);
                }
                self.wait(None)?;
            }
        }

        /// Gives what [`Self::next`] has returned to whoever asks next, before all else.
        pub fn put_back(&mut self, events: Vec<Event>) {
            for event in events.into_iter().rev() {
                self.queue.push_front(event);
            }
        }

        /// Whether something has been typed, or happened, that [`Self::next`] would return at
        /// once.
        ///
        /// # Errors
        /// When the terminal fails.
        pub fn ready(&mut self) -> io::Result<bool> {
            self.ready_within(Duration::ZERO)
        }

        /// The same, waiting for it no longer than that.
        ///
        /// # Errors
        /// When the terminal fails.
        pub fn ready_within(&mut self, time: Duration) -> io::Result<bool> {
            let start = Instant::now();
            // An answer of the terminal ends a wait, and is nothing of the sort.
            while !self.has_something() {
                let left = time.saturating_sub(start.elapsed());
                self.wait(Some(left))?;
                if left.is_zero() {
                    break;
                }
            }
            Ok(self.has_something())
        }

        fn has_something(&self) -> bool {
            self.resized || !self.queue.is_empty() || !self.pending.is_empty()
        }

        /// Sleeps until the terminal sends something, a signal comes, something unfinished has
        /// waited long enough, or the time is over; takes in what has come.
        fn wait(&mut self, within: Option<Duration>) -> io::Result<()> {
            self.clock += self.seen.elapsed().min(MOST_BUSY);
            let now = self.clock;
            let due = self.decoder.deadline().map(|due| due.saturating_sub(now));
            let within = match (within, due) {
                (Some(within), Some(due)) => Some(within.min(due)),
                (one, other) => one.or(other),
            };
            let mut bytes = [0; 4096];
            let asked = Instant::now();
            let read = self.read(within, &mut bytes)?;
            let mut heard = Vec::new();
            self.seen = Instant::now();
            self.clock += self.seen.duration_since(asked);
            let now = self.clock;
            match read {
                0 => self.decoder.expire(now, &mut heard),
                n => {
                    let bytes = bytes.get(..n).unwrap_or_default();
                    self.decoder.feed(bytes, now, &mut heard);
                }
            }
            for heard in heard {
                let answer = self.awaited.take(&heard);
                if let Heard::Event(event) = heard {
                    self.queue.push_back(Event::Input(event));
                } else if !answer.is_empty() {
                    self.queue.push_back(Event::Answered(answer));
                }
            }
            Ok(())
        }

        /// What the terminal sends within that time; nothing also where something else woke us.
        fn read(&mut self, within: Option<Duration>, bytes: &mut [u8]) -> io::Result<usize> {
            let timeout = within.map(|within| Timespec {
                tv_sec: i64::try_from(within.as_secs()).unwrap_or(i64::MAX),
                tv_nsec: i64::from(within.subsec_nanos()),
            });
            let stdin = io::stdin();
            let terminal: BorrowedFd<'_> = match &self.terminal {
                Some(file) => file.as_fd(),
                None => stdin.as_fd(),
            };
            let mut fds = [
                PollFd::from_borrowed_fd(terminal, PollFlags::IN),
                PollFd::from_borrowed_fd(self.wake.as_fd(), PollFlags::IN),
            ];
            match poll(&mut fds, timeout.as_ref()) {
                Ok(_) => {}
                Err(rustix::io::Errno::INTR) => return Ok(0),
                Err(error) => return Err(error.into()),
            }
            let [seen, woken] = fds.map(|fd| fd.revents());
            let lost = PollFlags::HUP | PollFlags::ERR | PollFlags::NVAL;
            let mut read = 0;
            if seen.intersects(lost) {
                self.hang_up();
            } else if !seen.is_empty() {
                // Past the buffer of standard input, which would keep bytes back.
                match rustix::io::read(terminal, bytes) {
                    Ok(0) | Err(rustix::io::Errno::IO) => self.hang_up(),
                    Ok(n) => read = n,
                    Err(rustix::io::Errno::INTR | rustix::io::Errno::AGAIN) => {}
                    Err(error) => return Err(error.into()),
                }
            }
            if !woken.is_empty() {
                self.drain();
                self.resized = true;
            }
            Ok(read)
        }

        /// The terminal is gone. A signal that says so, or another one, is reported as itself.
        fn hang_up(&self) {
            let leave = &self.pending.leave;
            let _ = leave.compare_exchange(0, HANGUP, Ordering::SeqCst, Ordering::SeqCst);
        }

        fn drain(&self) {
            let mut bytes = [0; 64];
            while matches!((&self.wake).read(&mut bytes), Ok(n) if n > 0) {}
        }
    }
}

#[cfg(not(unix))]
mod imp {
    use std::io;
    use std::time::Duration;

    use super::super::ask::{Answers, Ask};
    use super::super::waker::Waker;
    use super::Event;

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
        pub fn ask(&mut self, _: &Ask) -> io::Result<()> {
            Ok(())
        }

        /// It is asked nothing.
        #[must_use]
        pub const fn is_awaiting(&self) -> bool {
            false
        }

        /// It has nothing to say.
        ///
        /// # Errors
        /// Never.
        pub fn answers(&mut self) -> io::Result<Answers> {
            Ok(Answers::default())
        }

        /// There are no answers to wait for.
        pub const fn settle(&mut self) {}

        /// Waits for the next thing.
        ///
        /// # Errors
        /// When the terminal fails.
        pub fn next(&mut self) -> io::Result<Event> {
            crossterm::event::read().map(Event::Input)
        }

        /// The console's own queue takes nothing back.
        pub fn put_back(&mut self, _: Vec<Event>) {}

        /// Whether something has been typed.
        ///
        /// # Errors
        /// When the terminal fails.
        pub fn ready(&mut self) -> io::Result<bool> {
            self.ready_within(Duration::ZERO)
        }

        /// The same, waiting for it no longer than that.
        ///
        /// # Errors
        /// When the terminal fails.
        pub fn ready_within(&mut self, time: Duration) -> io::Result<bool> {
            crossterm::event::poll(time)
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
