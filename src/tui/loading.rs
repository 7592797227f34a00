//! The screen while documents are read: what is read and how far, what each holds, and the keys
//! that end it.
//!
//! In: how many documents and bytes, each as it is begun and read. Out: a screen that comes where
//! reading takes long, and the terminal for the explorer, which draws over it. What is typed
//! meanwhile and is none of its keys the explorer gets. Cost: one thread that sleeps.

mod draw;

use std::io;
use std::process;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{self, Receiver, RecvTimeoutError, Sender, TryRecvError};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::thread::{self, JoinHandle};
use std::time::{Duration, Instant};

use crossterm::event::{Event as TerminalEvent, KeyCode, KeyEventKind, KeyModifiers};
use ratatui::Terminal;
use ratatui::layout::Position;
use rust_decimal::Decimal;

use super::Options;
use super::backend::RowBackend;
use super::signals::{self, Event, Events, Note};
use super::terminal::{self, Guard};
use super::theme::{Screen, Theme};
use crate::explorer::Settings;
use crate::ledger::Change;

/// What is read in so short a time needs no screen.
const PATIENCE: Duration = Duration::from_millis(500);
/// How often the screen is looked at anew.
const AGAIN: Duration = Duration::from_millis(50);

/// A document that was read, or could not be.
#[derive(Clone, Debug)]
pub enum Row {
    /// What it holds.
    Read {
        /// The name of its file.
        name: String,
        /// Budget lines.
        lines: usize,
        /// The sum of requests, 億円.
        request: Decimal,
        /// The change of what can be compared, if anything can.
        change: Option<Change>,
        /// What was noticed: warnings and worse, and for information.
        findings: [usize; 2],
    },
    /// The name of a file that is no document, but data beside it.
    Data(String),
    /// Why not, with its file, line and what mends it.
    Refused(String),
}

/// How far the reading is.
#[derive(Clone, Debug, Default)]
pub struct Stage {
    /// Documents in all.
    pub total: usize,
    /// Bytes of all of them.
    pub bytes: u64,
    /// Bytes of those that have been read.
    pub bytes_read: u64,
    /// Names and bytes of those that are being read now.
    pub now: Vec<(String, u64)>,
    /// Those that have been read, the last one last.
    pub rows: Vec<Row>,
    /// Whether what was not begun stays unread, where the user wants it so.
    pub may_stop: bool,
}

impl Stage {
    fn refused(&self) -> usize {
        let refused = |row: &&Row| matches!(row, Row::Refused(_));
        self.rows.iter().filter(refused).count()
    }
}

/// The terminal in the middle of a screen: what takes it over draws on.
#[derive(Debug)]
pub struct Held {
    pub(super) guard: Guard,
    pub(super) events: Events,
}

/// The terminal, where the screen was shown.
type Shown = io::Result<Option<Held>>;

/// The screen while it may be due; dropped, it gives the terminal back.
#[derive(Debug)]
pub struct Loading {
    shared: Arc<Shared>,
    ending: Option<(Sender<()>, JoinHandle<Shown>)>,
}

#[derive(Debug)]
struct Shared {
    stage: Mutex<Stage>,
    is_stopped: AtomicBool,
}

impl Shared {
    fn stage(&self) -> MutexGuard<'_, Stage> {
        self.stage.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Loading {
    /// From now on; shown as `options` show everything.
    #[must_use]
    pub fn begin(stage: Stage, options: &Options) -> Self {
        let shared = Arc::new(Shared {
            stage: Mutex::new(stage),
            is_stopped: AtomicBool::new(false),
        });
        let (end, ended) = mpsc::channel();
        let look = Look {
            settings: options.settings,
            screen: Screen {
                color: options.color,
                depth: options.depth,
                tone: options.tone,
                background: None,
            },
        };
        let own = Arc::clone(&shared);
        let thread = thread::spawn(move || show(&own, &ended, &look));
        Self {
            shared,
            ending: Some((end, thread)),
        }
    }

    /// That a document of that name and size was begun.
    pub fn read(&self, name: &str, bytes: u64) {
        self.shared.stage().now.push((name.to_owned(), bytes));
    }

    /// That it was read, and what is listed of it.
    pub fn done(&self, name: &str, row: Option<Row>) {
        let mut stage = self.shared.stage();
        if let Some(at) = stage.now.iter().position(|(now, _)| now == name) {
            let (_, bytes) = stage.now.remove(at);
            stage.bytes_read += bytes;
        }
        stage.rows.extend(row);
    }

    /// Whether what was not begun is not to be read. One document at least is.
    #[must_use]
    pub fn is_stopped(&self) -> bool {
        let is_stopped = self.shared.is_stopped.load(Ordering::SeqCst);
        is_stopped && {
            let stage = self.shared.stage();
            stage.rows.len() > stage.refused()
        }
    }

    /// All has been read: the terminal for what comes next, where the screen was shown.
    #[must_use]
    pub fn end(mut self) -> Option<Held> {
        self.finish()
    }

    fn finish(&mut self) -> Option<Held> {
        let (end, thread) = self.ending.take()?;
        drop(end);
        // Where there is no terminal whoever comes next finds that out too.
        thread.join().ok()?.ok()?
    }
}

impl Drop for Loading {
    fn drop(&mut self) {
        drop(self.finish());
    }
}

/// How it is drawn.
struct Look {
    settings: Settings,
    screen: Screen,
}

/// What a key or a signal asks for.
#[derive(PartialEq, Eq, Debug)]
enum Action {
    /// Read no more than was begun.
    Stop,
    /// End the program with that code.
    Quit(i32),
    Suspend,
    /// Draw all of it anew.
    Redraw,
    /// It is for the explorer.
    Keep,
}

fn show(shared: &Shared, ended: &Receiver<()>, look: &Look) -> Shown {
    if ended.recv_timeout(PATIENCE) != Err(RecvTimeoutError::Timeout) {
        return Ok(None);
    }
    let begun = Instant::now().checked_sub(PATIENCE);
    let mut events = Events::listen()?;
    let guard = Guard::take(false)?;
    let ruler = look.settings.ruler;
    let mut terminal = Terminal::new(RowBackend::new(io::stdout(), terminal::size, ruler))?;
    let theme = Theme::of(look.settings.theme, &look.screen);
    let mut kept = Vec::new();
    while ended.try_recv() != Err(TryRecvError::Disconnected) {
        let stage = shared.stage().clone();
        let is_stopped = shared.is_stopped.load(Ordering::SeqCst);
        let elapsed = begun.map_or(PATIENCE, |begun| begun.elapsed());
        let pen = draw::Pen {
            stage: &stage,
            is_stopped,
            elapsed,
            settings: &look.settings,
            theme: &theme,
        };
        terminal.draw(|frame| {
            draw::draw(pen, frame.buffer_mut());
            let foot = frame.area().height.saturating_sub(1);
            frame.set_cursor_position(Position::new(0, foot));
        })?;
        if !events.ready_within(AGAIN)? {
            continue;
        }
        let event = events.next()?;
        match action(&event, stage.may_stop) {
            Action::Stop => shared.is_stopped.store(true, Ordering::SeqCst),
            Action::Quit(code) => {
                guard.leave_for_good(&mut events);
                // Nothing has been changed that would have to be kept, and a file that is being
                // read cannot be left half way.
                process::exit(code);
            }
            Action::Suspend => {
                guard.leave(&mut events);
                signals::stop();
                guard.enter()?;
                again(&mut terminal)?;
            }
            Action::Redraw => again(&mut terminal)?,
            Action::Keep => kept.push(event),
        }
    }
    again(&mut terminal)?;
    events.put_back(kept);
    Ok(Some(Held { guard, events }))
}

fn again(terminal: &mut Terminal<RowBackend<io::Stdout>>) -> io::Result<()> {
    terminal.backend_mut().forget();
    terminal.clear()
}

fn action(event: &Event, may_stop: bool) -> Action {
    let key = match event {
        Event::Note(Note::Leave(signal)) => return Action::Quit(128 + signal),
        Event::Note(Note::Suspend) => return Action::Suspend,
        Event::Note(Note::Continued) | Event::Resized => return Action::Redraw,
        Event::Input(TerminalEvent::Resize(..)) => return Action::Redraw,
        Event::Input(TerminalEvent::Key(key)) if key.kind != KeyEventKind::Release => key,
        Event::Input(_) | Event::Answered(_) => return Action::Keep,
    };
    match (key.code, key.modifiers) {
        (KeyCode::Char('q'), KeyModifiers::NONE) => Action::Quit(0),
        (KeyCode::Char('c'), KeyModifiers::CONTROL) => Action::Quit(130),
        (KeyCode::Char('z'), KeyModifiers::CONTROL) => Action::Suspend,
        (KeyCode::Esc, _) if may_stop => Action::Stop,
        _ => Action::Keep,
    }
}

#[cfg(test)]
mod tests;
