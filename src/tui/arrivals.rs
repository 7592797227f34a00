//! Documents that come while the others are looked at: taken in between two frames, a batch at a
//! time, so that keys are answered meanwhile.

use std::collections::VecDeque;
use std::sync::atomic::{AtomicBool, AtomicU64, AtomicUsize, Ordering};
use std::sync::mpsc::{Receiver, TryRecvError};
use std::sync::{Arc, Condvar, Mutex, PoisonError};
use std::time::{Duration, Instant};

use super::waker::Waker;
use super::watch::Trouble;
use super::{Shell, Watch};
use crate::explorer::{Progress, arrive};
use crate::marks::Entry;
use crate::model::Document;
use crate::store::Home;

/// How often the loop is woken while there is news.
const BEAT: Duration = Duration::from_millis(100);
/// Most documents taken in between two frames.
const AT_ONCE: usize = 128;
/// Of the time, at most one part in so many is spent on taking documents in.
const SHARE: u32 = 5;

/// A document that has been read, or why it could not be.
#[derive(Debug)]
pub struct Arrival {
    /// Its place in the library.
    pub document: usize,
    /// The document.
    pub result: Result<Document, Trouble>,
    /// Where its marks are kept, and those that are.
    pub home: Home,
    /// Those marks, by their addresses within the library.
    pub marks: Vec<Entry>,
}

/// What readers on other threads have done so far.
#[derive(Debug)]
pub struct Tally {
    start: Instant,
    read: AtomicUsize,
    bytes: AtomicU64,
    /// Whether the first of them are on the screen.
    is_shown: Mutex<bool>,
    shown: Condvar,
}

impl Default for Tally {
    fn default() -> Self {
        Self {
            start: Instant::now(),
            read: AtomicUsize::new(0),
            bytes: AtomicU64::new(0),
            is_shown: Mutex::new(false),
            shown: Condvar::new(),
        }
    }
}

impl Tally {
    /// Counts a document of so many bytes.
    pub fn count(&self, bytes: u64) {
        self.bytes.fetch_add(bytes, Ordering::Relaxed);
        self.read.fetch_add(1, Ordering::Relaxed);
    }

    /// Says that the first documents are on the screen.
    pub fn show(&self) {
        let mut is_shown = self.is_shown.lock().unwrap_or_else(PoisonError::into_inner);
        if !std::mem::replace(&mut *is_shown, true) {
            self.shown.notify_all();
        }
    }

    /// Once a document has been read: leaves the processors to the frame that shows it, until it
    /// stands or so much time has gone.
    pub fn let_show(&self, most: Duration) {
        if self.bytes.load(Ordering::Relaxed) > 0 {
            let is_shown = self.is_shown.lock().unwrap_or_else(PoisonError::into_inner);
            let waits = |is_shown: &mut bool| !*is_shown;
            let waited = self.shown.wait_timeout_while(is_shown, most, waits);
            // It is waited for once: a listener has no frame.
            let (mut is_shown, _) = waited.unwrap_or_else(PoisonError::into_inner);
            *is_shown = true;
        }
    }

    fn progress(&self) -> Progress {
        Progress {
            read: self.read.load(Ordering::Relaxed),
            bytes: self.bytes.load(Ordering::Relaxed),
            millis: u64::try_from(self.start.elapsed().as_millis()).unwrap_or(u64::MAX),
        }
    }
}

/// Documents that are being read on other threads.
#[derive(Debug)]
pub struct Coming {
    /// Each as it has been read, in no order.
    pub arrivals: Receiver<Arrival>,
    /// How far that is.
    pub tally: Arc<Tally>,
}

/// The same seen from the event loop.
#[derive(Debug)]
pub(super) struct Incoming {
    coming: Coming,
    /// Read, but not in the library yet.
    waiting: VecDeque<Arrival>,
    /// Nothing more will come.
    is_all: bool,
    /// Not before then are documents taken in again.
    next: Instant,
    beat: Arc<Beat>,
}

/// What the thread that wakes the loop needs to know.
#[derive(Debug, Default)]
struct Beat {
    is_over: AtomicBool,
    /// Documents wait for a moment only.
    is_due: AtomicBool,
}

impl Incoming {
    /// Begins to listen to the readers.
    pub(super) fn start(coming: Coming, waker: Waker) -> Self {
        let beat = Arc::new(Beat::default());
        let (tally, own) = (Arc::clone(&coming.tally), Arc::clone(&beat));
        let work = move || {
            let mut known = usize::MAX;
            while !own.is_over.load(Ordering::Relaxed) {
                std::thread::sleep(BEAT);
                let read = tally.read.load(Ordering::Relaxed);
                if own.is_due.load(Ordering::Relaxed) || read != known {
                    known = read;
                    waker.wake();
                }
            }
        };
        // Without a thread documents are taken in with the next key.
        drop(std::thread::Builder::new().name("beat".into()).spawn(work));
        Self {
            coming,
            waiting: VecDeque::new(),
            is_all: false,
            next: Instant::now(),
            beat,
        }
    }

    /// All that has been read, once nothing more will come; none before.
    pub(super) fn all(&mut self) -> Option<Vec<Arrival>> {
        self.listen();
        self.is_all.then(|| self.waiting.drain(..).collect())
    }

    /// Hears what has been read.
    fn listen(&mut self) {
        loop {
            match self.coming.arrivals.try_recv() {
                Ok(arrival) => self.waiting.push_back(arrival),
                Err(TryRecvError::Empty) => return,
                Err(TryRecvError::Disconnected) => {
                    self.is_all = true;
                    return;
                }
            }
        }
    }
}

impl Drop for Incoming {
    fn drop(&mut self) {
        self.beat.is_over.store(true, Ordering::Relaxed);
    }
}

impl Shell<'_> {
    /// Lets the readers go on: a frame stands.
    pub(super) fn let_readers_go_on(&self) {
        if let Some(incoming) = &self.incoming {
            incoming.coming.tally.show();
        }
    }

    /// Takes in documents that have been read meanwhile, where that disturbs nothing.
    pub(super) fn take_arrivals(&mut self) {
        let Some(incoming) = &mut self.incoming else {
            return;
        };
        incoming.listen();
        self.state.read_so_far(incoming.coming.tally.progress());
        let is_ready = self.state.takes_in(&self.library, incoming.is_all);
        let now = Instant::now();
        let is_due = is_ready && !incoming.waiting.is_empty();
        incoming.beat.is_due.store(is_due, Ordering::Relaxed);
        if is_due && now >= incoming.next {
            let count = match incoming.is_all {
                // A filter is made anew once for all of them.
                true => incoming.waiting.len(),
                false => incoming.waiting.len().min(AT_ONCE),
            };
            let batch: Vec<Arrival> = incoming.waiting.drain(..count).collect();
            self.take_batch(batch);
            if let Some(incoming) = &mut self.incoming {
                let spent = now.elapsed();
                incoming.next = Instant::now() + spent.saturating_mul(SHARE - 1);
            }
        }
        if self.library.coming() == 0 {
            self.incoming = None;
            self.watch_files();
        }
    }

    fn take_batch(&mut self, batch: Vec<Arrival>) {
        let lang = self.state.settings.lang;
        let (arrived, unreadable) = self.host.hand_over(batch, lang);
        self.state.message = unreadable.or(self.state.message.take());
        arrive(self.library.to_mut(), &mut self.state, arrived);
    }

    /// Looks after the files, once all documents are there.
    pub(super) fn watch_files(&mut self) {
        let rereader = self.host.rereader();
        self.watch = rereader.map(|rereader| Watch::start(rereader, self.events.waker()));
        // What changed while the others were being read.
        self.reread_after_editor();
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "a test stops at what it did not expect")]

    use super::*;

    #[test]
    fn readers_leave_the_first_frame_its_time() {
        let (tally, long) = (Arc::new(Tally::default()), Duration::from_secs(3600));
        // Where nothing has been read there is no frame to wait for.
        tally.let_show(long);
        tally.count(0);
        tally.let_show(long);
        tally.count(5);
        let (tell, told) = std::sync::mpsc::channel();
        let reader = Arc::clone(&tally);
        let thread = std::thread::spawn(move || {
            reader.let_show(long);
            tell.send(()).unwrap();
        });
        tally.show();
        told.recv().unwrap();
        thread.join().unwrap();
        // Nor after it.
        tally.let_show(long);
    }
}
