//! Review data on the command line: which files are it, and what is read of them.

use std::fs::File;
use std::io::BufReader;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::waiting::Waiting;
use crate::cli::args::{Command, Global};
use crate::cli::door::warn;
use crate::cli::input::Source;
use crate::cli::named::is_data;
use crate::error::{Error, Unreadable};
use crate::explorer::Data;
use crate::lang::Lang;
use crate::review::tree::{Tree, counted_elsewhere, tree, years};
use crate::review::{By, Column, Gathered, Places, Programmes, Reviews, View, read, recognise};
use crate::store::cache::{Cache, Key};
use crate::text::Harmless;

/// Most notices told; `check`-like detail beyond it helps nobody.
const MOST_TOLD: usize = 8;

/// From so many bytes on, in all files, sheets are kept for the next time.
const LEAST_KEPT: u64 = 512 * 1024;

/// Review data that has been read.
#[derive(Clone, Debug)]
pub(super) struct Loaded {
    pub(super) data: Arc<Data>,
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

/// Refuses review data where a document is asked for. Its sheets have commands of their own.
///
/// # Errors
/// The usage, where one of the files is review data.
pub(super) fn refuse(paths: &[&Path], command: &str) -> Result<(), Error> {
    let Some(path) = paths.iter().find(|path| is_data(path)) else {
        return Ok(());
    };
    let path = path.display();
    Err(Error::usage(
        format!(
            "{path}: 行政事業レビューのデータです。{command} は文書のコマンドです。データの年の比較は shisaku {path} questions で分かります"
        ),
        format!(
            "{path}: is review data, and {command} is about documents; shisaku {path} questions compares its years"
        ),
    ))
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

/// What of the arguments says what is read of review data, and what is shown of it.
#[derive(Clone, Debug)]
pub(super) struct Asked {
    files: Vec<PathBuf>,
    year: Option<u16>,
    column: Column,
    persons: bool,
    no_cache: bool,
}

impl Asked {
    pub(super) fn of(global: &Global) -> Self {
        Self {
            files: global.data.clone(),
            year: global.year,
            column: global.column.unwrap_or_default(),
            persons: global.persons,
            no_cache: global.no_cache,
        }
    }

    /// The first file.
    pub(super) fn path(&self) -> &Path {
        self.files.first().map_or(Path::new("-"), PathBuf::as_path)
    }

    /// The name of the document that is made of the files.
    pub(super) fn name(&self) -> String {
        let name = self.path().file_name().unwrap_or_default();
        name.to_string_lossy().into_owned()
    }

    /// The budget year of those known that is shown first; an error holds the first and the last.
    pub(super) fn year(&self, known: &[u16]) -> Result<u16, (u16, u16)> {
        let first = known.first().copied().unwrap_or_default();
        let newest = known.last().copied().unwrap_or_default();
        match self.year.unwrap_or(newest) {
            year if known.contains(&year) => Ok(year),
            _ => Err((first, newest)),
        }
    }

    /// The document of what has been read.
    pub(super) fn tree(&self, data: &Data, year: u16) -> Tree {
        let view = View {
            year,
            column: self.column,
            by: By::default(),
            persons: self.persons,
        };
        tree(&data.reviews, &data.programmes, view, &self.name())
    }
}

/// The cache, and under which name the sheets are kept there.
pub(super) type Keep = Option<(Cache, Key)>;

/// What has been read, and where it is to be kept.
pub(super) struct Read {
    pub(super) reviews: Reviews,
    pub(super) keep: Keep,
}

/// Keeps what has been read for the next time.
pub(super) fn keep(keep: Keep, reviews: &Reviews) {
    if let Some((cache, key)) = keep {
        cache.keep_reviews(&key, reviews);
        cache.tidy();
    }
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
    let asked = Asked::of(global);
    let read = gathered(&asked, Gathered::default(), waiting, &mut |_| ())?;
    keep(read.keep, &read.reviews);
    let (data, year, notices) = made(&asked, read.reviews, lang)?;
    Ok(Loaded {
        data: Arc::new(data),
        year,
        is_whole: global.year.is_none() && global.column.is_none(),
        persons: global.persons,
        notices,
    })
}

/// The programmes of the sheets, the year that is shown, and what was not understood.
///
/// # Errors
/// For a year that no file has.
pub(super) fn made(
    asked: &Asked,
    reviews: Reviews,
    lang: Lang,
) -> Result<(Data, u16, Vec<String>), Error> {
    let programmes = Programmes::of(&reviews);
    let mut notices = notices(&reviews, lang);
    notices.extend(counted_elsewhere(&programmes, lang));
    let known = years(&programmes);
    if known.is_empty() {
        return Err(unreadable(asked.path(), no_money(&reviews)));
    }
    let year = asked.year(&known).map_err(|(first, last)| {
        let year = asked.year.unwrap_or(last);
        unreadable(
            asked.path(),
            Unreadable::Reviews {
                line: 0,
                ja: format!("{year}年度の予算はありません。{first}年度から{last}年度があります"),
                en: format!("has no budget of {year}; it has {first} to {last}"),
            },
        )
    })?;
    let data = Data {
        reviews,
        programmes,
        years: known,
    };
    Ok((data, year, notices))
}

/// Why nothing can be shown of sheets without a single figure, and what to add.
fn no_money(reviews: &Reviews) -> Unreadable {
    // What was wrong with the rows says more than that there are none.
    let wrong = reviews.notices.iter().find(|n| n.matters && n.line > 1);
    if let Some(notice) = wrong.filter(|_| reviews.sheets.is_empty()) {
        return Unreadable::Reviews {
            line: notice.line,
            ja: format!("読める行が1つもありません。最初の行: {}", notice.ja),
            en: format!("has no row that can be read; the first: {}", notice.en),
        };
    }
    let (ja, en) = if reviews.sheets.is_empty() {
        (
            "事業が1件もありません（見出し行だけのファイルです）",
            "tells no programme: it has a head line and no rows",
        )
    } else {
        (
            "金額の表がありません。RSシステムの「2-1 予算・執行_サマリ」（CSVかzip）も指定してください",
            "has no table of money; name the RS system's 2-1 予算・執行_サマリ (CSV or zip) too",
        )
    };
    Unreadable::Reviews {
        line: 0,
        ja: ja.to_owned(),
        en: en.to_owned(),
    }
}

/// The sheets of all files, out of the cache where they are kept there. What is small is read as quickly
/// as it would be found.
/// Either `into` sees what has been read so far, or `look` does.
pub(super) fn gathered(
    asked: &Asked,
    mut into: Gathered,
    waiting: Option<&Waiting>,
    look: &mut dyn FnMut(&Reviews),
) -> Result<Read, Error> {
    let is_large = || {
        let sizes = asked.files.iter().filter_map(|path| path.metadata().ok());
        sizes.map(|about| about.len()).sum::<u64>() >= LEAST_KEPT
    };
    let cache = (!asked.no_cache && is_large()).then(Cache::here).flatten();
    let cache = cache.and_then(|cache| {
        // Notices name a file as it was typed.
        let files = asked
            .files
            .iter()
            .map(|path| Ok((path.display().to_string(), File::open(path)?)));
        let files = files.collect::<std::io::Result<Vec<_>>>().ok()?;
        let key = cache.key_of_files(files).ok()?;
        Some((cache, key))
    });
    let known = cache
        .as_ref()
        .and_then(|(cache, key)| cache.load_reviews(key, look));
    if let Some(reviews) = known {
        return Ok(Read {
            reviews,
            keep: None,
        });
    }
    for path in &asked.files {
        match waiting {
            Some(waiting) => waiting.data(path, || add(&mut into, path))?,
            None => add(&mut into, path)?,
        }
    }
    Ok(Read {
        reviews: into.finish(),
        keep: cache,
    })
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
        return Err(unreadable(
            path,
            Unreadable::Reviews {
                line: 0,
                ja: "ディレクトリーです。その中のデータのファイルを指定してください".to_owned(),
                en: "is a directory; name a file of data in it".to_owned(),
            },
        ));
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
    let more = u64::try_from(notices.len().saturating_sub(MOST_TOLD)).unwrap_or(u64::MAX);
    let more = more.saturating_add(reviews.more_notices);
    let more = (more > 0).then(|| match lang {
        Lang::Ja => format!("ほかに{more}件"),
        Lang::En => format!("{more} more"),
    });
    told.chain(more).collect()
}

/// The year of the data as a document, with what its nodes are of.
pub(super) fn document(loaded: &Loaded, global: &Global) -> (Source, Places) {
    let asked = Asked::of(global);
    source(&asked, asked.tree(&loaded.data, loaded.year))
}

/// A tree as a document that was read, with what its nodes are of.
pub(super) fn source(asked: &Asked, tree: Tree) -> (Source, Places) {
    let source = Source::ready(asked.path(), asked.name(), tree.document, tree.text);
    (source, tree.places)
}
