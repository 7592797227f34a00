//! Reads the documents of folders on threads of their own, while the first of them are shown.

use std::collections::{HashMap, HashSet};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::mpsc::{self, Receiver, RecvTimeoutError, Sender};
use std::sync::{Arc, Mutex, PoisonError};
use std::thread;
use std::time::{Duration, Instant};

use super::opened::{is_of_folder, trouble};
use crate::cli::args::{Arguments, Global};
use crate::cli::env::{FrontEnd, Surroundings};
use crate::cli::input::Source;
use crate::error::Error;
use crate::lang::Lang;
use crate::model::{Document, Library};
use crate::store::cache::Cache;
use crate::store::{Home, Store, Warning};
use crate::tui::loading::{Arrival, Coming, Tally};
use crate::tui::watch::Trouble;

/// How long documents that come at once are waited for, so that a small folder is shown whole.
const GRACE: Duration = Duration::from_millis(10);

/// Whether the screen comes before all documents have been read.
pub(in crate::cli) fn is_gradual(arguments: &Arguments, surroundings: &Surroundings) -> bool {
    let global = &arguments.global;
    arguments.command.is_none()
        && !global.folders.is_empty()
        && global.compare.is_empty()
        && global.data.is_empty()
        && global.file.iter().all(|path| path.as_os_str() != "-")
        && surroundings.front_end(global) == FrontEnd::Explorer
}

/// The documents of which the first have been read.
pub(super) struct Begun {
    /// All of them, in the order of the library.
    pub(super) sources: Vec<Source>,
    /// Those that have come, the others by their places.
    pub(super) library: Library,
    /// Where marks are kept.
    pub(super) store: Store,
    /// What could not be read so far, a sentence each.
    pub(super) left_out: Vec<String>,
    /// Those that are still being read.
    pub(super) coming: Option<Coming>,
    /// What was wrong with the records of marks of the others, as they are found.
    pub(super) warnings: Arc<Mutex<Vec<Warning>>>,
}

/// What the reading threads share.
struct Readers {
    sources: Vec<Source>,
    next: AtomicUsize,
    cache: Option<Cache>,
    tally: Arc<Tally>,
    warnings: Arc<Mutex<Vec<Warning>>>,
    /// Why documents could not be read, for a program that ends of it.
    refused: Mutex<HashMap<usize, Error>>,
    lang: Lang,
}

/// Begins to read the files, and gives back what is there when the first has been read; what is
/// named itself, and not by its folder, is waited for.
///
/// # Errors
/// For a file that is named itself and cannot be read; or where none can be, of the first.
pub(super) fn begin(global: &Global, lang: Lang) -> Result<Begun, Error> {
    let said = global.reading_choice();
    let sources = named(&global.file, |path| Source::of_file(path, said));
    let library = Library::awaiting(sources.iter().map(|source| source.name.clone()));
    let cache = (!global.no_cache).then(Cache::here).flatten();
    let readers = Arc::new(Readers {
        sources,
        next: AtomicUsize::new(0),
        cache,
        tally: Arc::default(),
        warnings: Arc::default(),
        refused: Mutex::default(),
        lang,
    });
    let came = Readers::start(&readers);
    let mut begun = Begun {
        store: Store::awaiting(readers.sources.len()),
        sources: readers.sources.clone(),
        library,
        left_out: Vec::new(),
        coming: None,
        warnings: Arc::clone(&readers.warnings),
    };
    begun.wait_for_the_first(global, &came, &readers)?;
    if let Some(first) = begun.sources.first() {
        // Place, open nodes and queries are those of the first, whenever it comes.
        let (home, _) = Home::load(&first.origin, lang);
        begun.store.put(0, home);
    }
    if begun.library.coming() > 0 {
        begun.coming = Some(Coming {
            arrivals: came,
            tally: Arc::clone(&readers.tally),
        });
    }
    Ok(begun)
}

/// The files as sources. Two years' files are often called the same: the path tells them apart.
fn named(files: &[PathBuf], source: impl Fn(&Path) -> Source) -> Vec<Source> {
    let mut names = HashSet::new();
    let sources = files.iter().map(|path| {
        let mut source = source(path);
        if !names.insert(source.name.clone()) {
            source.name.clone_from(&source.path);
            names.insert(source.name.clone());
        }
        source
    });
    sources.collect()
}

impl Readers {
    /// Starts them; what they have read comes in no order. At least two, so that a file that
    /// gives nothing keeps the others from nothing.
    fn start(readers: &Arc<Self>) -> Receiver<Arrival> {
        let (tell, came) = mpsc::channel();
        let threads = thread::available_parallelism().map_or(2, |n| n.get().max(2));
        let mut started = 0;
        for _ in 0..threads.min(readers.sources.len()) {
            let (own, tell) = (Arc::clone(readers), tell.clone());
            let thread = thread::Builder::new().name("read".into());
            started += usize::from(thread.spawn(move || own.read(&tell)).is_ok());
        }
        if started == 0 {
            // Then it takes as long as it takes.
            readers.read(&tell);
        }
        came
    }

    fn read(&self, tell: &Sender<Arrival>) {
        loop {
            let document = self.next.fetch_add(1, Ordering::Relaxed);
            let Some(source) = self.sources.get(document) else {
                return;
            };
            let (result, bytes) = match self.document(source) {
                Ok((read, bytes)) => (Ok(read), bytes),
                Err(why) => (Err(self.refuse(document, why)), 0),
            };
            let (home, warnings) = Home::load(&source.origin, self.lang);
            let mut told = self.warnings.lock().unwrap_or_else(PoisonError::into_inner);
            told.extend(warnings);
            drop(told);
            let marks = home.marks_in(document);
            self.tally.count(bytes);
            let arrival = Arrival {
                document,
                result,
                home,
                marks,
            };
            if tell.send(arrival).is_err() {
                return;
            }
            if document + 1 == self.sources.len()
                && let Some(cache) = &self.cache
            {
                cache.tidy();
            }
        }
    }

    /// Keeps why a document could not be read; what is told of it.
    fn refuse(&self, document: usize, why: Error) -> Trouble {
        let told = trouble(&why);
        let mut refused = self.refused.lock().unwrap_or_else(PoisonError::into_inner);
        refused.insert(document, why);
        told
    }

    /// Why a document could not be read; none is left.
    fn refused(&self, document: usize) -> Option<Error> {
        let mut refused = self.refused.lock().unwrap_or_else(PoisonError::into_inner);
        refused.remove(&document)
    }

    fn document(&self, source: &Source) -> Result<(Document, u64), Error> {
        let read = Source::read_through(self.cache.as_ref(), source.file(), source.said())?;
        Ok((read.document()?, read.text.len() as u64))
    }
}

impl Begun {
    fn wait_for_the_first(
        &mut self,
        global: &Global,
        came: &Receiver<Arrival>,
        readers: &Readers,
    ) -> Result<(), Error> {
        let is_named = |source: &Source| !is_of_folder(global, source.file());
        let mut named: HashSet<usize> = (0..self.sources.len())
            .filter(|at| self.sources.get(*at).is_some_and(is_named))
            .collect();
        let mut refused: Option<usize> = None;
        let mut batch = Vec::new();
        let (mut has_one, mut until) = (false, None::<Instant>);
        loop {
            if has_one && named.is_empty() && until.is_none() {
                until = Some(Instant::now() + GRACE);
            }
            let next = match until {
                None => came.recv().map_err(RecvTimeoutError::from),
                Some(until) => came.recv_timeout(until.saturating_duration_since(Instant::now())),
            };
            let Ok(one) = next else { break };
            let is_named = named.remove(&one.document);
            self.store.put(one.document, one.home);
            match one.result {
                Ok(document) => {
                    has_one = true;
                    batch.push((one.document, Some(document)));
                }
                Err(trouble) => {
                    if is_named && let Some(why) = readers.refused(one.document) {
                        return Err(why);
                    }
                    self.left_out.push(trouble.get(readers.lang).to_owned());
                    batch.push((one.document, None));
                    refused = Some(refused.map_or(one.document, |at| at.min(one.document)));
                }
            }
        }
        match refused.filter(|_| !has_one).and_then(|at| readers.refused(at)) {
            Some(why) => Err(why),
            None => {
                self.library.take_in(batch);
                Ok(())
            }
        }
    }
}
