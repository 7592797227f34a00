//! Reads many documents on threads of their own, while the first of them are shown.

use std::collections::{HashMap, HashSet};
use std::fs::{self, Metadata};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::mpsc::{self, Receiver, RecvTimeoutError, Sender};
use std::sync::{Arc, Mutex, PoisonError};
use std::thread;
use std::time::{Duration, Instant, SystemTime};

use crate::cli::args::{Arguments, Command, Global};
use crate::cli::env::{FrontEnd, Surroundings};
use crate::cli::input::Source;
use crate::cli::named::NamedFolder;
use crate::cli::run::waiting::Waiting;
use crate::error::Error;
use crate::lang::Lang;
use crate::model::{Document, Library};
use crate::parse::ReadingChoice;
use crate::store::cache::Cache;
use crate::store::{Home, Origin, Store, Warning};
use crate::tui::Options;
use crate::tui::arrivals::{Arrival, Coming, Tally};
use crate::tui::loading::Held;
use crate::tui::watch::{Anew, Reread, Rereader, Trouble};

/// How long documents that come at once are waited for, so that a small folder is shown whole.
const GRACE: Duration = Duration::from_millis(10);
/// How long documents that were named themselves are waited for: what is wrong with them is told
/// before the screen comes, and a few are there whole.
const PATIENCE: Duration = Duration::from_millis(500);
/// Of more documents the first is shown as soon as it is there: the others would not be whole
/// after that either, and its frame has the processors first.
const FEW: usize = 64;
/// How long the readers leave the processors to that frame.
const FRAME: Duration = Duration::from_millis(60);
/// Of so many documents what each holds is listed until the first is shown.
const LISTED: usize = 1_000;

/// Whether the first answer comes before all documents have been read. A script gets the same
/// answers every time, so that it waits for all.
pub(in crate::cli) fn is_gradual(arguments: &Arguments, surroundings: &Surroundings) -> bool {
    let global = &arguments.global;
    let stays = match arguments.command {
        None => match surroundings.front_end(global) {
            FrontEnd::Explorer | FrontEnd::PlainExplorer => true,
            FrontEnd::Reading => surroundings.has_listener(),
            FrontEnd::Outline => false,
        },
        Some(Command::Read { .. }) => surroundings.has_listener(),
        Some(_) => false,
    };
    stays
        && (!global.folders.is_empty() || global.file.len() > 1)
        && global.compare.is_empty()
        && global.data.is_empty()
        && global.file.iter().all(|path| path.as_os_str() != "-")
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
    /// What the files were when they were read.
    pub(super) stamps: Stamps,
    /// The terminal, where a screen was shown until the first came.
    pub(super) held: Option<Held>,
}

/// Of each file what it was when it was read, so that of thousands only those that have changed
/// are read again.
pub(super) type Stamps = Arc<Mutex<Vec<Option<Stamp>>>>;

/// What a file was when it was read last.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Stamp {
    length: u64,
    changed: Option<SystemTime>,
    /// Of the bytes that were read.
    read: (u64, u64),
    /// It can be read no more, which was told.
    is_gone: bool,
}

impl Stamp {
    fn of(about: Option<&Metadata>, read: &Source) -> Self {
        Self {
            length: about.map_or(0, Metadata::len),
            changed: about.and_then(|about| about.modified().ok()),
            read: read.stamp,
            is_gone: false,
        }
    }

    fn is_of(&self, about: &Metadata) -> bool {
        self.length == about.len() && self.changed == about.modified().ok() && !self.is_gone
    }
}

/// How those of many files that have changed are read again.
pub(super) fn rereader(sources: Vec<Source>, stamps: Stamps) -> Rereader {
    let files = sources.iter().filter_map(|s| s.file().map(Path::to_owned));
    Rereader {
        files: files.collect(),
        read: Box::new(move || {
            let mut stamps = stamps.lock().unwrap_or_else(PoisonError::into_inner);
            let anew = sources.iter().zip(stamps.iter_mut()).enumerate();
            let anew = anew.filter_map(|(document, (source, stamp))| {
                let result = again(source, stamp)?;
                Some(Anew { document, result })
            });
            Ok(Reread::Some(anew.collect()))
        }),
    }
}

/// The document where the file has changed since; none where there is nothing to tell.
fn again(source: &Source, stamp: &mut Option<Stamp>) -> Option<Result<Option<Document>, Trouble>> {
    let path = source.file()?;
    let about = fs::metadata(path).ok();
    if let (Some(stamp), Some(about)) = (&stamp, &about)
        && stamp.is_of(about)
    {
        return None;
    }
    let was_gone = stamp.is_some_and(|stamp| stamp.is_gone);
    let read = Source::read_tree(None, path, source.said()).and_then(|mut read| {
        read.name.clone_from(&source.name);
        let now = Stamp::of(about.as_ref(), &read);
        if stamp.is_some_and(|stamp| stamp.read == now.read) {
            return Ok((now, None));
        }
        Ok((now, Some(read.document()?.compact())))
    });
    match read {
        Ok((now, document)) => {
            *stamp = Some(now);
            (document.is_some() || was_gone).then_some(Ok(document))
        }
        // What never could be read was told when it was read first.
        Err(why) => {
            let stamp = stamp.as_mut()?;
            let was_told = std::mem::replace(&mut stamp.is_gone, true);
            (!was_told).then(|| Err(trouble(&why)))
        }
    }
}

/// What the reading threads share.
struct Readers {
    files: Vec<PathBuf>,
    said: ReadingChoice,
    next: AtomicUsize,
    cache: Option<Cache>,
    tally: Arc<Tally>,
    warnings: Arc<Mutex<Vec<Warning>>>,
    /// Why documents could not be read, for a program that ends of it.
    refused: Mutex<HashMap<usize, Error>>,
    stamps: Stamps,
    lang: Lang,
}

/// Begins to read the files, and gives back what is there when the first has been read; what is
/// named itself, and not by its folder, is waited for a little longer. `options` show a screen
/// meanwhile.
///
/// # Errors
/// For a file that is named itself and cannot be read, where that is found in this time; or where
/// none can be, of the first.
pub(super) fn begin(
    global: &Global,
    lang: Lang,
    options: Option<&Options>,
) -> Result<Begun, Error> {
    let said = global.reading_choice();
    let files = global.file.iter();
    if global.folders.is_empty() {
        // One that is not there is told at once, however long the others take.
        for path in files.clone().filter(|path| fs::metadata(path).is_err()) {
            Source::read_tree(None, path, said)?;
        }
    }
    let watched: Vec<Option<&Path>> = files.map(|path| Some(path.as_path())).collect();
    let options = options.filter(|_| watched.len() <= LISTED);
    let waiting = Waiting::new(&watched, options, false);
    let sources = named(&global.file, |path| Source::of_file(path, said));
    let library = Library::awaiting(sources.iter().map(|source| source.name.clone()));
    let cache = (!global.no_cache).then(Cache::here).flatten();
    let count = sources.len();
    let readers = Arc::new(Readers {
        files: global.file.clone(),
        said,
        next: AtomicUsize::new(0),
        cache,
        tally: Arc::default(),
        warnings: Arc::default(),
        refused: Mutex::default(),
        stamps: Arc::new(Mutex::new(vec![None; count])),
        lang,
    });
    let came = Readers::start(&readers);
    let mut begun = Begun {
        store: Store::awaiting(count),
        sources,
        library,
        left_out: Vec::new(),
        coming: None,
        warnings: Arc::clone(&readers.warnings),
        stamps: Arc::clone(&readers.stamps),
        held: None,
    };
    begun.wait_for_the_first((global, &waiting), &came, &readers)?;
    begun.held = waiting.end();
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
    /// Starts them; what they have read comes in no order. They are at least two, so that a file
    /// that never ends (a pipe) does not hold up the others.
    fn start(readers: &Arc<Self>) -> Receiver<Arrival> {
        let (tell, came) = mpsc::channel();
        let threads = thread::available_parallelism().map_or(2, |n| n.get().max(2));
        let mut started = 0;
        for _ in 0..threads.min(readers.files.len()) {
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
            if self.files.len() > FEW {
                self.tally.let_show(FRAME);
            }
            let document = self.next.fetch_add(1, Ordering::Relaxed);
            let Some(file) = self.files.get(document) else {
                return;
            };
            let (result, bytes) = match self.document(document, file) {
                Ok((read, bytes)) => (Ok(read), bytes),
                Err(why) => (Err(self.refuse(document, why)), 0),
            };
            let (home, warnings) = Home::load(&Origin::File(file.clone()), self.lang);
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
            if document + 1 == self.files.len()
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

    fn document(&self, at: usize, file: &Path) -> Result<(Document, u64), Error> {
        // Before it is read: what changes meanwhile is read again.
        let about = fs::metadata(file).ok();
        let read = Source::read_tree(self.cache.as_ref(), file, self.said)?;
        let document = read.document()?.compact();
        let mut stamps = self.stamps.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(stamp) = stamps.get_mut(at) {
            *stamp = Some(Stamp::of(about.as_ref(), &read));
        }
        Ok((document, read.stamp.0))
    }
}

impl Begun {
    fn wait_for_the_first(
        &mut self,
        (global, waiting): (&Global, &Waiting),
        came: &Receiver<Arrival>,
        readers: &Readers,
    ) -> Result<(), Error> {
        let begun = Instant::now();
        let is_named = |source: &Source| !is_of_folder(global, source.file());
        let in_folders: usize = global.folders.iter().map(NamedFolder::opened).sum();
        // Of thousands of files none is looked at where all are those of folders.
        let mut named: HashSet<usize> = match in_folders == self.sources.len() {
            true => HashSet::new(),
            false => (0..self.sources.len())
                .filter(|at| self.sources.get(*at).is_some_and(is_named))
                .collect(),
        };
        let mut refused: Option<usize> = None;
        let (mut batch, mut refusals) = (Vec::new(), Vec::new());
        let (mut has_one, mut has_named, mut until) = (false, false, None::<Instant>);
        loop {
            if has_one && !has_named {
                has_named = named.is_empty();
                until = Some(match has_named {
                    true if self.sources.len() > FEW => Instant::now(),
                    true => Instant::now() + GRACE,
                    false => begun + PATIENCE,
                });
            }
            let next = match until {
                None => came.recv().map_err(RecvTimeoutError::from),
                Some(until) => came.recv_timeout(until.saturating_duration_since(Instant::now())),
            };
            let Ok(one) = next else { break };
            let is_named = named.remove(&one.document);
            if let Some(source) = self.sources.get(one.document) {
                waiting.came(source.file(), one.result.as_ref());
            }
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
                    refusals.push((one.document, trouble.refusal()));
                    refused = Some(refused.map_or(one.document, |at| at.min(one.document)));
                }
            }
        }
        match refused
            .filter(|_| !has_one)
            .and_then(|at| readers.refused(at))
        {
            Some(why) => Err(why),
            None => {
                self.library.take_in(batch);
                for (document, why) in refusals {
                    self.library.refused(document, why);
                }
                Ok(())
            }
        }
    }
}

/// Whether the file was not named itself, but its folder.
pub(super) fn is_of_folder(global: &Global, path: Option<&Path>) -> bool {
    let folder = path.and_then(Path::parent);
    folder.is_some_and(|folder| global.folders.iter().any(|named| named.path == folder))
}

/// Why a document could not be read, in both languages.
pub(super) fn trouble(why: &Error) -> Trouble {
    Trouble {
        ja: why.describe(Lang::Ja),
        en: why.describe(Lang::En),
    }
}

/// What of a library that is still being read only the screen needs.
pub(super) struct Gradual {
    /// Where marks are kept.
    pub(super) store: Store,
    /// The documents that are still being read, if any.
    pub(super) coming: Option<Coming>,
    /// What is wrong with the records of their marks, as they are found.
    pub(super) warnings: Arc<Mutex<Vec<Warning>>>,
    /// What the files were when they were read.
    pub(super) stamps: Stamps,
}
