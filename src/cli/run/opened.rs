//! Opens the documents that are asked for, and finds nodes in them.

use std::cell::{Cell, RefCell};
use std::io::{self, IsTerminal};
use std::path::{Path, PathBuf};
use std::rc::Rc;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;

use super::data::{self, Asked, Loaded};
use super::last_text::LastText;
use super::loading::{self, Gradual, is_of_folder, trouble};
use super::nearest::{address, nearest};
use super::pouring;
use super::screen;
use super::sentences::Sentences;
use super::waiting::Waiting;
use crate::cli::args::{Arguments, Command, Global};
use crate::cli::beside::settings_of;
use crate::cli::env::{FrontEnd, Surroundings};
use crate::cli::input::Source;
use crate::error::Error;
use crate::explorer::Sheets;
use crate::japanese::gojuon;
use crate::lang::Lang;
use crate::model::{Document, Library, NodeId};
use crate::output::Look;
use crate::search::{Query, side_by_side};
use crate::store::Store;
use crate::store::cache::Cache;
use crate::tui::loading::Held;
use crate::tui::pouring::Pouring;
use crate::tui::watch::{Fresh, Reread, Rereader};

/// A document that has been read, and how to show it.
pub(super) struct Opened {
    /// The document that commands are about.
    pub(super) source: Source,
    /// The other documents of the explorer, in the order of the library.
    pub(super) others: Vec<Source>,
    /// Every document that is open.
    pub(super) library: Library,
    /// What of the folders that were named is not open, a sentence each.
    pub(super) left_out: Vec<String>,
    /// The review data that the document was built of.
    pub(super) reviews: Option<Loaded>,
    /// The same for the explorer, also beside another document.
    pub(super) sheets: Option<Sheets>,
    /// How to show it.
    pub(super) look: Look,
    /// Standard output is a terminal.
    pub(super) terminal: bool,
    /// Answers are to be heard.
    pub(super) sentences: Option<Sentences>,
    /// The terminal, where a screen was shown while documents were read.
    pub(super) held: Cell<Option<Held>>,
    /// Review sheets that are still being read, until the screen takes them over.
    pub(super) pouring: Cell<Option<Pouring>>,
    /// Where the documents are still being read, until the screen takes it over.
    pub(super) gradual: RefCell<Option<Gradual>>,
    /// The files of review data.
    data: Vec<PathBuf>,
    last_text: LastText,
}

impl Opened {
    /// Its root.
    pub(super) fn root(&self) -> NodeId {
        NodeId(0)
    }

    /// The roots of the earlier and the later document, where two are compared.
    pub(super) fn compared(&self, global: &Global) -> Option<(NodeId, NodeId)> {
        global.compare.first()?;
        // Behind it stand the review sheets, if any.
        let mut documents = self.library.documents().iter().rev();
        let old = documents.nth(usize::from(self.sheets.is_some()))?;
        Some((old.root, self.root()))
    }

    /// The files that are read, each as it was typed, `-` for standard input: documents, where the settings beside them may
    /// stand, and review data.
    pub(super) fn paths(&self) -> impl Iterator<Item = PathBuf> {
        let sources = std::iter::once(&self.source).chain(&self.others);
        let documents = sources.map(|source| PathBuf::from(&source.path));
        let with_settings = documents.flat_map(|path| {
            let settings = settings_of(&path);
            std::iter::once(path).chain(settings)
        });
        with_settings.chain(self.data.iter().cloned())
    }

    /// What names are put in order by: their reading.
    pub(super) fn names(&self) -> impl Fn(NodeId) -> Rc<str> + '_ {
        |id| gojuon(&self.library.node(id).title).into()
    }

    /// The document whose lines bear that name.
    pub(super) fn named(&self, name: &str) -> Option<&Source> {
        std::iter::once(&self.source)
            .chain(&self.others)
            .find(|source| source.name == name)
    }

    /// Where the marks of the documents are kept.
    pub(super) fn store(&self) -> Store {
        let sources = std::iter::once(&self.source).chain(&self.others);
        Store::for_documents(sources.map(|source| &source.origin))
    }

    /// The documents to be read again later.
    pub(super) fn to_read_anew(&self) -> Vec<Source> {
        let sources = std::iter::once(&self.source).chain(&self.others);
        sources.map(Source::to_read_anew).collect()
    }

    /// How the documents are read anew; none where no file is among them. A document that comes
    /// from no file stays as it is.
    pub(super) fn rereader(&self) -> Option<Rereader> {
        let sources = std::iter::once(&self.source).chain(&self.others);
        let files = sources.filter_map(|source| source.file().map(Path::to_owned));
        let files: Vec<PathBuf> = files.collect();
        (!files.is_empty()).then(|| {
            let sources = self.to_read_anew();
            Rereader {
                files,
                read: Box::new(move || read_anew(&sources).map_err(|why| trouble(&why))),
            }
        })
    }

    /// The unchanged source line of a document: its index in the library, the 1-based line. Of many
    /// documents no text is kept: then the file is read.
    pub(super) fn source_line(&self, document: usize, line: u32) -> Option<String> {
        let mut sources = std::iter::once(&self.source).chain(&self.others);
        let index = usize::try_from(line).ok()?.checked_sub(1)?;
        let source = sources.nth(document)?;
        self.last_text.line(document, source, index)
    }

    /// That nothing answers what was typed.
    pub(super) fn nothing_found(&self, typed: &str) -> Error {
        Error::NothingFound {
            path: self.source.path.clone(),
            query: typed.to_owned(),
        }
    }

    /// Why nothing answers a query: it asks for what no document has, or nothing has its words.
    pub(super) fn nothing_answers(&self, query: &Query, typed: &str) -> Error {
        let missing = |lang| query.missing(&self.library, lang).join(" ");
        match missing(Lang::Ja) {
            none if none.is_empty() => self.nothing_found(typed),
            ja => Error::NothingAsTyped {
                path: self.source.path.clone(),
                ja,
                en: missing(Lang::En),
            },
        }
    }

    /// That more review sheets will come.
    fn await_sheets(&mut self, pouring: Option<Pouring>) {
        if let (Some(pouring), Some(sheets)) = (pouring, &self.sheets) {
            self.library.more_comes(sheets.document);
            self.pouring.set(Some(pouring));
        }
    }

    /// The node that was asked for; the whole document where none was.
    pub(super) fn find(&self, typed: Option<&str>) -> Result<NodeId, Error> {
        let Some(typed) = typed else {
            return Ok(self.root());
        };
        let address = address(typed)?;
        self.library
            .find(&address)
            .ok_or_else(|| Error::NoSuchAddress {
                path: self.source.path.clone(),
                address: address.to_string(),
                nearest: nearest(&self.library, self.root(), &address).to_string(),
            })
    }
}

/// Opens one document; the embedded one where no path is given.
///
/// # Errors
/// When it cannot be read or is no document of this family.
pub(super) fn open(
    path: Option<&Path>,
    arguments: &Arguments,
    surroundings: &Surroundings,
) -> Result<Opened, Error> {
    let source = Source::read(path, arguments.global.reading_choice())?;
    let document = source.document()?;
    Ok(with(
        vec![document],
        source,
        Vec::new(),
        arguments,
        surroundings,
    ))
}

/// The library of these documents, the first being the one that commands are about.
fn with(
    documents: Vec<Document>,
    source: Source,
    others: Vec<Source>,
    arguments: &Arguments,
    surroundings: &Surroundings,
) -> Opened {
    Opened {
        source,
        others,
        data: arguments.global.data.clone(),
        library: Library::new(documents),
        left_out: Vec::new(),
        reviews: None,
        sheets: None,
        look: surroundings.look(&arguments.global),
        terminal: surroundings.terminal,
        sentences: Sentences::of(&arguments.global),
        pouring: Cell::new(None),
        gradual: RefCell::default(),
        last_text: LastText::default(),
        held: Cell::new(None),
    }
}

/// Opens every document that is asked for: first the one that commands are about, last the one
/// that it is compared with. Several are read at the same time; what `stays` open keeps what it has
/// read for the next time.
///
/// A file of a folder that cannot be opened is left out and told, as long as another can.
///
/// # Errors
/// As [`open`], of the first that cannot be opened.
pub(super) fn open_all(
    arguments: &Arguments,
    surroundings: &Surroundings,
    stays: bool,
) -> Result<Opened, Error> {
    let global = &arguments.global;
    let further = if global.compare.len() > 1 {
        &global.file[..]
    } else {
        global.file.get(1..).unwrap_or_default()
    };
    let said = global.reading_choice();
    let command = arguments.command.as_ref();
    let lang = surroundings.look(global).lang;
    // Only where a screen follows: what is heard is not written over.
    let is_screen = command.is_none() && surroundings.front_end(global) == FrontEnd::Explorer;
    let is_seen = stays && is_screen && io::stdin().is_terminal();
    let options = is_seen.then(|| screen::options(surroundings, global, false, None));
    let data_paths = global.data.iter().map(|path| Some(path.as_path()));
    if data::is_document(global, command, stays) {
        let files: Vec<Option<&Path>> = data_paths.collect();
        let waiting = Waiting::new(&files, options.as_ref(), false);
        if is_seen {
            let begun = pouring::begin(&Asked::of(global), lang, &waiting, 0)?;
            let documents = vec![begun.source.document()?];
            let mut opened = with(documents, begun.source, Vec::new(), arguments, surroundings);
            opened.sheets = Some(begun.sheets);
            opened.left_out = begun.notices;
            opened.await_sheets(begun.pouring);
            opened.held.set(waiting.end());
            return Ok(opened);
        }
        let loaded = data::load(global, lang, Some(&waiting))?;
        loaded.tell();
        let (source, places) = data::document(&loaded, global);
        let documents = vec![source.document()?];
        let mut opened = with(documents, source, Vec::new(), arguments, surroundings);
        opened.sheets = Some(Sheets::new(Arc::clone(&loaded.data), 0, places));
        opened.reviews = Some(loaded);
        opened.held.set(waiting.end());
        return Ok(opened);
    }
    if loading::is_gradual(arguments, surroundings) {
        let begun = loading::begin(global, lang, options.as_ref())?;
        let mut sources = begun.sources;
        let first = sources.remove(0);
        let mut opened = with(Vec::new(), first, sources, arguments, surroundings);
        opened.library = begun.library;
        opened.left_out = begun.left_out;
        opened.held.set(begun.held);
        opened.gradual = RefCell::new(Some(Gradual {
            store: begun.store,
            coming: begun.coming,
            warnings: begun.warnings,
            stamps: begun.stamps,
        }));
        return Ok(opened);
    }
    let cache = (stays && !global.no_cache).then(Cache::here).flatten();
    let paths: Vec<Option<&Path>> = std::iter::once(global.document())
        .chain(
            further
                .iter()
                .chain(global.compare.first())
                .map(|path| Some(path.as_path())),
        )
        .collect();
    // Two documents that are compared are both needed.
    let may_stop = global.compare.is_empty() && global.data.is_empty();
    let all: Vec<Option<&Path>> = paths.iter().copied().chain(data_paths).collect();
    let waiting = Waiting::new(&all, options.as_ref(), may_stop);
    let read = |path: &Option<&Path>| {
        waiting.reading(*path, || {
            let source = Source::read_through(cache.as_ref(), *path, said)?;
            let document = source.document()?;
            Ok((source, document))
        })
    };
    let mut left_out = beyond_the_first(global, lang);
    let mut refused = None;
    let (mut documents, mut sources) = (Vec::new(), Vec::<Source>::new());
    let mut unread = 0;
    for (path, found) in paths.iter().zip(at_once(&paths, read)) {
        let Some(found) = found else {
            unread += 1;
            continue;
        };
        let (mut source, mut document) = match found {
            Err(why) if is_of_folder(global, *path) => {
                left_out.push(why.describe(lang));
                refused = refused.or(Some(why));
                continue;
            }
            found => found?,
        };
        if sources.iter().any(|earlier| earlier.name == source.name) {
            // Two years' files are often called the same: the path tells them apart.
            source.name.clone_from(&source.path);
            document.meta.source.clone_from(&source.path);
        }
        documents.push(document);
        sources.push(source);
    }
    if unread > 0 {
        left_out.push(stopped(unread, lang));
    }
    if let Some(cache) = cache.filter(|_| paths.len() > 1) {
        cache.tidy();
    }
    let (mut sheets, mut more) = (None, None);
    let explores = matches!(command, None | Some(Command::Read { .. }));
    if explores && !global.data.is_empty() {
        let source = if is_seen {
            let place = documents.len();
            let begun = pouring::begin(&Asked::of(global), lang, &waiting, place)?;
            left_out.extend(begun.notices);
            (sheets, more) = (Some(begun.sheets), begun.pouring);
            begun.source
        } else {
            let loaded = data::load(global, lang, Some(&waiting))?;
            loaded.tell();
            let (source, places) = data::document(&loaded, global);
            sheets = Some(Sheets::new(loaded.data, documents.len(), places));
            source
        };
        documents.push(source.document()?);
        sources.push(source);
    }
    if let Some(why) = refused.filter(|_| sources.is_empty()) {
        return Err(why);
    }
    let first = sources.remove(0);
    let mut opened = with(documents, first, sources, arguments, surroundings);
    opened.left_out = left_out;
    opened.sheets = sheets;
    opened.await_sheets(more);
    opened.held.set(waiting.end());
    Ok(opened)
}

/// Of each folder how many documents are too many to be opened.
fn beyond_the_first(global: &Global, lang: Lang) -> Vec<String> {
    let folders = global.folders.iter().filter(|folder| folder.beyond > 0);
    let notices = folders.map(|folder| {
        let (name, more) = (folder.path.display(), folder.beyond);
        match lang {
            Lang::Ja => format!("{name}: 文書が多いため、あとの{more}件は開いていません"),
            Lang::En => format!("{name}: {more} more documents are not open, they are too many"),
        }
    });
    notices.collect()
}

/// That the user wanted no more documents than were read.
fn stopped(unread: usize, lang: Lang) -> String {
    match lang {
        Lang::Ja => format!("読み込みを止めました: あとの{unread}件は開いていません"),
        Lang::En => format!("reading was stopped: {unread} more documents are not open"),
    }
}

/// What `read` makes of each, in their order; on all processors where there are several.
pub(super) fn at_once<T: Sync, R: Send>(items: &[T], read: impl Fn(&T) -> R + Sync) -> Vec<R> {
    // How many processors there are is read from several files.
    let processors = || thread::available_parallelism().map_or(1, usize::from);
    let workers = if items.len() < 2 { 1 } else { processors() };
    if workers < 2 {
        return items.iter().map(read).collect();
    }
    let next = AtomicUsize::new(0);
    let mut workers = vec![(); workers.min(items.len())];
    let mut made = side_by_side(&mut workers, |()| {
        let mut made = Vec::new();
        loop {
            let at = next.fetch_add(1, Ordering::Relaxed);
            let Some(item) = items.get(at) else {
                return made;
            };
            made.push((at, read(item)));
        }
    });
    made.sort_by_key(|(at, _)| *at);
    made.into_iter().map(|(_, made)| made).collect()
}

/// Reads every document that comes from a file, under the name that it had.
fn read_anew(sources: &[Source]) -> Result<Reread, Error> {
    let (mut documents, mut texts) = (Vec::new(), Vec::new());
    for source in sources {
        let mut fresh = match source.file() {
            Some(file) => Source::read(Some(file), source.said())?,
            None => source.clone(),
        };
        fresh.name.clone_from(&source.name);
        documents.push(fresh.document()?);
        texts.push(Fresh {
            name: fresh.name,
            text: fresh.text.into_owned(),
        });
    }
    Ok(Reread::All {
        library: Library::new(documents),
        texts,
    })
}
