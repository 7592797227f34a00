//! Review data on the command line: which files are it, and what is read of them.

use std::fs::File;
use std::io::BufReader;
use std::path::{Path, PathBuf};
use std::rc::Rc;

use super::waiting::Waiting;
use crate::cli::args::{Command, Global};
use crate::cli::door::warn;
use crate::cli::input::Source;
use crate::error::{Error, Unreadable};
use crate::explorer::Data;
use crate::lang::Lang;
use crate::review::tree::{tree, years};
use crate::review::{By, Gathered, Places, Programmes, Reviews, View, read, recognise};
use crate::store::cache::Cache;
use crate::text::Harmless;

/// Most notices told; `check`-like detail beyond it helps nobody.
const MOST_TOLD: usize = 8;

/// From so many bytes on, in all files, sheets are kept for the next time.
const LEAST_KEPT: u64 = 512 * 1024;

/// Review data that has been read.
#[derive(Clone, Debug)]
pub(super) struct Loaded {
    pub(super) data: Rc<Data>,
    /// The budget year that the tree is of.
    pub(super) year: u16,
    /// Neither a year nor a figure was asked for.
    pub(super) is_whole: bool,
    /// Whether officials are to be named.
    pub(super) persons: bool,
    /// What was not understood, a line each, those first for which figures are missing.
    pub(super) notices: Vec<String>,
}

impl Loaded {
    /// Says what was not understood.
    pub(super) fn tell(&self) {
        for line in &self.notices {
            warn(&Harmless::line(&format!("shisaku: {line}")));
        }
    }
}

/// Whether the file is review data, by what stands in it.
fn is_data(path: &Path) -> bool {
    path.is_file()
        && File::open(path).is_ok_and(|mut file| matches!(recognise(&mut file), Ok(Some(_))))
}

/// Takes the review data out of the files that are named as documents.
pub(in crate::cli) fn sort_out(global: &mut Global) {
    let (data, documents): (Vec<PathBuf>, Vec<PathBuf>) = std::mem::take(&mut global.file)
        .into_iter()
        .partition(|path| is_data(path));
    global.file = documents;
    global.only_beside = data.is_empty();
    global.data.extend(data);
}

/// Whether the command asks review sheets, beside the document that it may be about.
pub(super) const fn asks(command: &Command) -> bool {
    matches!(
        command,
        Command::Trace(_) | Command::Similar(_) | Command::Questions(_)
    )
}

/// Whether the data itself is what the command is about. In the explorer, which `stays`, what is named by
/// `--data` alone stands beside the document, also beside the built-in one.
pub(super) fn is_document(global: &Global, command: Option<&Command>, stays: bool) -> bool {
    let is_reading = matches!(command, None | Some(Command::Read { .. }));
    let is_beside = stays && is_reading && global.only_beside;
    !is_beside
        && !command.is_some_and(asks)
        && global.file.is_empty()
        && global.compare.is_empty()
        && !global.data.is_empty()
}

/// Reads the data that is named; what is `waiting` is told how far it is.
///
/// # Errors
/// [`Error::Unreadable`] for a file that is none, is damaged, or tells no programme; and for a year that no
/// file has.
pub(super) fn load(
    global: &Global,
    lang: Lang,
    waiting: Option<&Waiting>,
) -> Result<Loaded, Error> {
    let reviews = gathered(global, waiting)?;
    let notices = notices(&reviews, lang);
    let programmes = Programmes::of(&reviews);
    let known = years(&programmes);
    let newest = known.last().copied().unwrap_or(programmes.newest);
    let year = global.year.unwrap_or(newest);
    if !known.contains(&year) {
        let (first, last) = (known.first().copied().unwrap_or_default(), newest);
        let path = global
            .data
            .first()
            .map(PathBuf::as_path)
            .unwrap_or(Path::new("-"));
        return Err(unreadable(
            path,
            Unreadable::Reviews {
                line: 0,
                ja: format!("{year}年度の予算はありません。{first}年度から{last}年度があります"),
                en: format!("has no budget of {year}; it has {first} to {last}"),
            },
        ));
    }
    let data = Data {
        reviews,
        programmes,
        years: known,
    };
    Ok(Loaded {
        data: Rc::new(data),
        year,
        is_whole: global.year.is_none() && global.column.is_none(),
        persons: global.persons,
        notices,
    })
}

/// The sheets of all files, out of the cache where they are kept there. What is small is read as quickly
/// as it would be found.
fn gathered(global: &Global, waiting: Option<&Waiting>) -> Result<Reviews, Error> {
    let is_large = || {
        let sizes = global.data.iter().filter_map(|path| path.metadata().ok());
        sizes.map(|about| about.len()).sum::<u64>() >= LEAST_KEPT
    };
    let cache = (!global.no_cache && is_large()).then(Cache::here).flatten();
    let cache = cache.and_then(|cache| {
        // Notices name a file as it was typed.
        let files = global
            .data
            .iter()
            .map(|path| Ok((path.display().to_string(), File::open(path)?)));
        let files = files.collect::<std::io::Result<Vec<_>>>().ok()?;
        let key = cache.key_of_files(files).ok()?;
        Some((cache, key))
    });
    let known = cache
        .as_ref()
        .and_then(|(cache, key)| cache.load_reviews(key));
    if let Some(known) = known {
        return Ok(known);
    }
    let mut gathered = Gathered::default();
    for path in &global.data {
        match waiting {
            Some(waiting) => waiting.data(path, || add(&mut gathered, path))?,
            None => add(&mut gathered, path)?,
        }
    }
    let reviews = gathered.finish();
    if let Some((cache, key)) = cache {
        cache.keep_reviews(&key, &reviews);
        cache.tidy();
    }
    Ok(reviews)
}

fn unreadable(path: &Path, why: Unreadable) -> Error {
    Error::Unreadable {
        path: path.display().to_string(),
        why,
    }
}

fn add(gathered: &mut Gathered, path: &Path) -> Result<(), Error> {
    let system = |why: std::io::Error| {
        let why = match why.kind() {
            std::io::ErrorKind::NotFound => Unreadable::Missing,
            std::io::ErrorKind::PermissionDenied => Unreadable::Forbidden,
            _ => Unreadable::Other(why.to_string()),
        };
        unreadable(path, why)
    };
    let mut file = File::open(path).map_err(system)?;
    if path.is_dir() {
        return Err(unreadable(path, Unreadable::Directory));
    }
    let Some(what) = recognise(&mut file).map_err(system)? else {
        return Err(unreadable(
            path,
            Unreadable::Reviews {
                line: 0,
                ja: "行政事業レビューのデータではありません。RSシステムのCSVかzip、JUDGITのndjsonを指定してください"
                    .to_owned(),
                en: "is no review data; name a CSV or zip of the RS system, or JUDGIT's ndjson"
                    .to_owned(),
            },
        ));
    };
    let name = path.display().to_string();
    read(gathered, &name, BufReader::new(file), what).map_err(|why| {
        unreadable(
            path,
            Unreadable::Reviews {
                line: why.line,
                ja: why.ja,
                en: why.en,
            },
        )
    })
}

fn notices(reviews: &Reviews, lang: Lang) -> Vec<String> {
    let mut notices: Vec<_> = reviews.notices.iter().collect();
    notices.sort_by_key(|notice| !notice.matters);
    let told = notices.iter().take(MOST_TOLD).map(|notice| {
        let text = match lang {
            Lang::Ja => &notice.ja,
            Lang::En => &notice.en,
        };
        match notice.line {
            0 => format!("{}: {text}", notice.file),
            line => format!("{}:{line}: {text}", notice.file),
        }
    });
    let more = notices.len().saturating_sub(MOST_TOLD);
    let more = (more > 0).then(|| match lang {
        Lang::Ja => format!("ほかに{more}件"),
        Lang::En => format!("{more} more"),
    });
    told.chain(more).collect()
}

/// The year of the data as a document, with what its nodes are of.
pub(super) fn document(loaded: &Loaded, global: &Global) -> (Source, Places) {
    let path = global.data.first().cloned().unwrap_or_default();
    let name = path
        .file_name()
        .map(|name| name.to_string_lossy().into_owned())
        .unwrap_or_default();
    let view = View {
        year: loaded.year,
        column: global.column.unwrap_or_default(),
        by: By::default(),
        persons: global.persons,
    };
    let built = tree(&loaded.data.reviews, &loaded.data.programmes, view, &name);
    let source = Source::ready(&path, name, built.document, built.text);
    (source, built.places)
}
