//! Review sheets on the command line: which files they are, what is read of them, the commands that ask them.

use std::fs::File;
use std::io::{BufReader, Write};
use std::path::{Path, PathBuf};

use super::opened::Opened;
use super::target;
use crate::cli::args::{Command, ExportFormat, Global, Level, Questions, Similar, Trace};
use crate::cli::door::warn;
use crate::cli::input::Source;
use crate::error::{Error, Unreadable};
use crate::lang::Lang;
use crate::model::{Address, Kind, NodeId};
use crate::output::reviews as write;
use crate::review::trace::{request_year, trace};
use crate::review::tree::{tree, years};
use crate::review::{Column, Gathered, Programmes, Reviews, read, recognise, similar};
use crate::text::Harmless;

/// Most notices told; `check`-like detail beyond it helps nobody.
const MOST_TOLD: usize = 8;

/// Review data that has been read.
#[derive(Debug)]
pub(super) struct Loaded {
    pub(super) reviews: Reviews,
    pub(super) programmes: Programmes,
    /// The budget year that the tree is of.
    pub(super) year: u16,
}

/// Whether the file is review data, by what stands in it.
fn is_data(path: &Path) -> bool {
    path.is_file()
        && File::open(path).is_ok_and(|mut file| matches!(recognise(&mut file), Ok(Some(_))))
}

/// Takes the review data out of the files that are named as documents.
pub(in crate::cli) fn sort_out(global: &mut Global) {
    let (data, documents): (Vec<PathBuf>, Vec<PathBuf>) =
        std::mem::take(&mut global.file).into_iter().partition(|path| is_data(path));
    global.file = documents;
    global.data.extend(data);
}

/// Whether the command asks review sheets, beside the document that it may be about.
pub(super) const fn asks(command: &Command) -> bool {
    matches!(
        command,
        Command::Trace(_) | Command::Similar(_) | Command::Questions(_)
    )
}

/// The commands that answer otherwise where the document is review data: the sums by ministry have every
/// column, and rows have every year. False where the command is none of them.
///
/// # Errors
/// As an export.
pub(super) fn own(
    out: &mut dyn Write,
    command: Option<&Command>,
    opened: &Opened,
) -> Result<bool, Error> {
    let Some(loaded) = opened.reviews.as_ref() else {
        return Ok(false);
    };
    match command {
        Some(Command::Totals {
            address: None,
            by: Some(Level::Pillar),
            without,
            format,
        }) if without.without.is_empty() => {
            write::totals(out, &opened.look, &loaded.programmes, loaded.year, plain(*format))?;
            Ok(true)
        }
        Some(Command::Export {
            address: None,
            choice,
            format,
            output: file,
            ..
        }) if choice.is_all() => {
            let shape = match target::form(*format, file)? {
                ExportFormat::Jsonl => write::Shape::Jsonl,
                ExportFormat::Csv => write::Shape::Csv,
                _ => return Ok(false),
            };
            target::to(out, file, opened, |out| {
                write::rows(out, &loaded.reviews, &loaded.programmes, shape)?;
                Ok(())
            })?;
            Ok(true)
        }
        _ => Ok(false),
    }
}

/// Whether the data itself is what the command is about.
pub(super) fn is_document(global: &Global, command: Option<&Command>) -> bool {
    !command.is_some_and(asks) && global.file.is_empty() && global.compare.is_empty() && !global.data.is_empty()
}

/// Reads the data that is named.
///
/// # Errors
/// [`Error::Unreadable`] for a file that is none, is damaged, or tells no programme; and for a year that no
/// file has.
pub(super) fn load(global: &Global, lang: Lang) -> Result<Loaded, Error> {
    let mut gathered = Gathered::default();
    for path in &global.data {
        add(&mut gathered, path)?;
    }
    let reviews = gathered.finish();
    tell(&reviews, lang);
    let programmes = Programmes::of(&reviews);
    let known = years(&programmes);
    let newest = known.last().copied().unwrap_or(programmes.newest);
    let year = global.year.unwrap_or(newest);
    if !known.contains(&year) {
        let (first, last) = (known.first().copied().unwrap_or_default(), newest);
        let path = global.data.first().map(PathBuf::as_path).unwrap_or(Path::new("-"));
        return Err(unreadable(
            path,
            Unreadable::Reviews {
                line: 0,
                ja: format!("{year}年度の予算はありません。{first}年度から{last}年度があります"),
                en: format!("has no budget of {year}; it has {first} to {last}"),
            },
        ));
    }
    Ok(Loaded {
        reviews,
        programmes,
        year,
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

/// Says what was not understood, those first for which figures are missing.
fn tell(reviews: &Reviews, lang: Lang) {
    let mut notices: Vec<_> = reviews.notices.iter().collect();
    notices.sort_by_key(|notice| !notice.matters);
    for notice in notices.iter().take(MOST_TOLD) {
        let text = match lang {
            Lang::Ja => &notice.ja,
            Lang::En => &notice.en,
        };
        let at = match notice.line {
            0 => notice.file.clone(),
            line => format!("{}:{line}", notice.file),
        };
        warn(&Harmless::line(&format!("shisaku: {at}: {text}")));
    }
    if let Some(more) = notices.len().checked_sub(MOST_TOLD).filter(|more| *more > 0) {
        let text = match lang {
            Lang::Ja => format!("shisaku: ほかに{more}件"),
            Lang::En => format!("shisaku: {more} more"),
        };
        warn(&Harmless::line(&text));
    }
}

/// The year of the data as a document.
pub(super) fn document(loaded: &Loaded, global: &Global) -> Source {
    let column = global.column.unwrap_or(Column::Initial);
    let path = global.data.first().cloned().unwrap_or_default();
    let name = path
        .file_name()
        .map(|name| name.to_string_lossy().into_owned())
        .unwrap_or_default();
    let built = tree(&loaded.reviews, &loaded.programmes, (loaded.year, column), &name);
    Source::ready(&path, name, built.document, built.text)
}

/// The commands that ask review sheets.
///
/// # Errors
/// For data that cannot be read, an address that is not there, and an answer that is empty.
pub(super) fn answer(
    out: &mut dyn Write,
    command: &Command,
    opened: &Opened,
    global: &Global,
) -> Result<(), Error> {
    let loaded = load(global, opened.look.lang)?;
    match command {
        Command::Trace(asked) => traced(out, asked, opened, &loaded),
        Command::Similar(asked) => alike(out, asked, opened, &loaded),
        Command::Questions(asked) => questions(out, asked, opened, &loaded),
        _ => Ok(()),
    }
}

fn traced(
    out: &mut dyn Write,
    asked: &Trace,
    opened: &Opened,
    loaded: &Loaded,
) -> Result<(), Error> {
    let scope = opened.find(asked.address.as_deref())?;
    let root = opened.root();
    if request_year(&opened.library, root).is_none() {
        return Err(Error::Unreadable {
            path: opened.source.path.clone(),
            why: Unreadable::Reviews {
                line: 0,
                ja: "何年度の要求か分からないため、シートと結び付けられません".to_owned(),
                en: "does not say which year it asks for, so that no sheet can be joined to it"
                    .to_owned(),
            },
        });
    }
    let traces = trace(&opened.library, root, &loaded.reviews, &loaded.programmes);
    let end = opened.library.node(scope).end;
    let own: Vec<_> = traces
        .into_iter()
        .filter(|trace| trace.line >= scope && trace.line < end)
        .collect();
    let traced = write::Traced {
        library: &opened.library,
        reviews: &loaded.reviews,
        programmes: &loaded.programmes,
        traces: &own,
    };
    write::trace(out, &opened.look, &traced, shape(asked.format))?;
    Ok(())
}

const fn shape(format: crate::cli::args::RowFormat) -> write::Shape {
    use crate::cli::args::RowFormat;
    match format {
        RowFormat::Text => write::Shape::Text,
        RowFormat::Json => write::Shape::Json,
        RowFormat::Jsonl => write::Shape::Jsonl,
        RowFormat::Csv => write::Shape::Csv,
    }
}

const fn plain(format: crate::cli::args::Format) -> write::Shape {
    use crate::cli::args::Format;
    match format {
        Format::Text => write::Shape::Text,
        Format::Json => write::Shape::Json,
        Format::Csv => write::Shape::Csv,
    }
}

fn alike(
    out: &mut dyn Write,
    asked: &Similar,
    opened: &Opened,
    loaded: &Loaded,
) -> Result<(), Error> {
    let typed = asked.what.join(" ");
    let node: Option<NodeId> = typed
        .parse::<Address>()
        .ok()
        .and_then(|address| opened.library.find(&address))
        .filter(|node| opened.library.node(*node).kind != Kind::Document);
    let words = node.map_or_else(|| typed.clone(), |id| opened.library.node(id).title.clone());
    let found = similar(&loaded.reviews, &loaded.programmes, &words, asked.limit.into());
    if found.is_empty() {
        return Err(opened.nothing_found(&words));
    }
    let answer = write::Similar {
        reviews: &loaded.reviews,
        programmes: &loaded.programmes,
        words: &words,
        year: loaded.year,
        found: &found,
    };
    write::similar(out, &opened.look, &answer, plain(asked.format))?;
    Ok(())
}

fn questions(
    out: &mut dyn Write,
    asked: &Questions,
    opened: &Opened,
    loaded: &Loaded,
) -> Result<(), Error> {
    let answer = write::Questions {
        reviews: &loaded.reviews,
        programmes: &loaded.programmes,
        only: asked.question,
        limit: asked.limit.into(),
    };
    write::questions(out, &opened.look, &answer, plain(asked.format))?;
    Ok(())
}
