//! The documents read anew while they are open: on a thread of its own, so that the terminal
//! answers meanwhile, when their files change on disk or when somebody asks.

use std::collections::HashSet;
use std::path::{Path, PathBuf};
use std::sync::mpsc::{self, Receiver, RecvTimeoutError, Sender};
use std::time::{Duration, Instant};

use notify::event::{AccessKind, AccessMode, EventKind};
use notify::{Event, RecommendedWatcher, RecursiveMode, Watcher};

use super::waker::Waker;
use crate::lang::Lang;
use crate::model::{Document, Library, Refusal};

/// How long a file must be left alone before it is read: programs write in several steps.
const QUIET: Duration = Duration::from_millis(250);

/// After so long it is read although it still changes.
const LONGEST: Duration = Duration::from_secs(3);

/// A document's text as it is now.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fresh {
    /// The document's source.
    pub name: String,
    /// The whole text.
    pub text: String,
}

/// The documents as they are now.
#[derive(Debug)]
pub enum Reread {
    /// All of them.
    All {
        /// The documents in their order.
        library: Library,
        /// Their texts in the same order.
        texts: Vec<Fresh>,
    },
    /// Of many documents those alone that are others now, or cannot be read any more.
    Some(Vec<Anew>),
}

/// One document of many.
#[derive(Debug)]
pub struct Anew {
    /// Its place in the library.
    pub document: usize,
    /// What it is now, none where it is what it was; or why it cannot be read.
    pub result: Result<Option<Document>, Trouble>,
}

/// Why a document could not be read anew, in one line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Trouble {
    /// In Japanese.
    pub ja: String,
    /// In English.
    pub en: String,
}

impl Trouble {
    /// In that language.
    #[must_use]
    pub fn get(&self, lang: Lang) -> &str {
        match lang {
            Lang::Ja => &self.ja,
            Lang::En => &self.en,
        }
    }

    /// The same to be kept beside the document's place.
    #[must_use]
    pub fn refusal(self) -> Refusal {
        Refusal {
            ja: self.ja,
            en: self.en,
        }
    }
}

/// How the documents are read anew.
pub struct Rereader {
    /// The files to look after.
    pub files: Vec<PathBuf>,
    /// Reads all documents; called on another thread.
    pub read: Box<dyn FnMut() -> Result<Reread, Trouble> + Send>,
}

impl std::fmt::Debug for Rereader {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Rereader")
            .field("files", &self.files)
            .finish_non_exhaustive()
    }
}

/// What a reading came to.
#[derive(Debug)]
pub struct Outcome {
    /// Somebody asked for it and waits for an answer.
    pub asked: bool,
    /// The documents, or why they could not be read.
    pub result: Result<Reread, Trouble>,
}

/// Why a reading is due.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Due {
    /// A file changed.
    Changed,
    /// Somebody asked, or may have changed it.
    Asked(bool),
}

/// The thread that reads, seen from the event loop.
#[derive(Debug)]
pub struct Watch {
    asks: Sender<Due>,
    outcomes: Receiver<Outcome>,
}

impl Watch {
    /// Begins to look after the files. Where the system cannot tell of changes, documents are
    /// still read anew when asked for. Each outcome is announced by the waker.
    #[must_use]
    pub fn start(mut rereader: Rereader, waker: Waker) -> Self {
        let (asks, due) = mpsc::channel();
        let (tell, outcomes) = mpsc::channel();
        let changes = asks.clone();
        let work = move || {
            let _watcher = watcher(&rereader.files, changes);
            while let Some(asked) = next(&due) {
                let result = (rereader.read)();
                if tell.send(Outcome { asked, result }).is_err() {
                    return;
                }
                waker.wake();
            }
        };
        // It waits for changes and reads, while keys are answered. Without a thread nothing is
        // read anew, and `ask` says so.
        drop(
            std::thread::Builder::new()
                .name("reread".into())
                .spawn(work),
        );
        Self { asks, outcomes }
    }

    /// Has the documents read; `tell` where somebody waits for an answer even if nothing changed.
    /// False where nobody reads.
    #[must_use]
    pub fn ask(&self, tell: bool) -> bool {
        self.asks.send(Due::Asked(tell)).is_ok()
    }

    /// The next outcome, if there is one.
    #[must_use]
    pub fn take(&self) -> Option<Outcome> {
        self.outcomes.try_recv().ok()
    }
}

/// Waits until a reading is due and, where files change, until they are left alone. Whether
/// somebody waits for the answer; none at the end.
fn next(due: &Receiver<Due>) -> Option<bool> {
    let mut asked = match due.recv().ok()? {
        Due::Asked(asked) => return Some(asked),
        Due::Changed => false,
    };
    let start = Instant::now();
    while start.elapsed() < LONGEST {
        match due.recv_timeout(QUIET) {
            Ok(Due::Changed) => {}
            Ok(Due::Asked(tell)) => {
                asked |= tell;
                break;
            }
            Err(RecvTimeoutError::Timeout) => break,
            Err(RecvTimeoutError::Disconnected) => return None,
        }
    }
    Some(asked)
}

/// Watches the folders of the files, since programs often put a new file in the old one's place.
fn watcher(files: &[PathBuf], changes: Sender<Due>) -> Option<RecommendedWatcher> {
    let mut places: Vec<(PathBuf, PathBuf)> = Vec::new();
    for file in files {
        // A link may be put elsewhere, and what it leads to may change.
        let real = std::fs::canonicalize(file).ok();
        for path in real.into_iter().chain([file.clone()]) {
            let folder = match path.parent() {
                Some(folder) if !folder.as_os_str().is_empty() => folder.to_owned(),
                _ => PathBuf::from("."),
            };
            places.push((folder, path));
        }
    }
    let names: HashSet<_> = places
        .iter()
        .filter_map(|(_, path)| path.file_name().map(ToOwned::to_owned))
        .collect();
    let ours = move |path: &PathBuf| path.file_name().is_some_and(|name| names.contains(name));
    let tell = move |event: notify::Result<Event>| {
        let Ok(event) = event else { return };
        if changes_something(event.kind) && event.paths.iter().any(&ours) {
            // Nobody listens any more: the program is about to end.
            let _ = changes.send(Due::Changed);
        }
    };
    let mut watcher = notify::recommended_watcher(tell).ok()?;
    let mut folders: Vec<&Path> = places.iter().map(|(folder, _)| folder.as_path()).collect();
    folders.sort_unstable();
    folders.dedup();
    for folder in folders {
        // A folder that cannot be watched costs the notice, not the program.
        let _ = watcher.watch(folder, RecursiveMode::NonRecursive);
    }
    Some(watcher)
}

/// Reading a file is an event as well, and ours would never end.
const fn changes_something(kind: EventKind) -> bool {
    match kind {
        EventKind::Access(access) => matches!(access, AccessKind::Close(AccessMode::Write)),
        EventKind::Any | EventKind::Create(_) | EventKind::Modify(_) | EventKind::Remove(_) => true,
        EventKind::Other => false,
    }
}
