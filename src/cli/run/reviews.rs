//! The commands that ask review sheets.

use std::io::Write;

use super::data::{Loaded, load};
use super::export;
use super::opened::Opened;
use super::target;
use crate::cli::args::{
    Choice, Command, ExportFormat, Global, Level, Output, Questions, Similar, Trace,
};
use crate::cli::door::warn;
use crate::error::{Error, Unreadable};
use crate::model::{Address, Kind, Library, NodeId};
use crate::output::reviews as write;
use crate::output::rows::Cells;
use crate::review::similar;
use crate::review::trace::{judge, request_year, trace};
use crate::review::tree::whole;
use crate::text::Harmless;

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
    let is_root = |address: &Option<String>| {
        let found = opened.find(address.as_deref());
        found.is_ok_and(|id| id == opened.root())
    };
    match command {
        Some(Command::Totals {
            address,
            by: Some(Level::Pillar),
            without,
            format,
        }) if without.without.is_empty() && is_root(address) => {
            write::totals(
                out,
                &opened.look,
                (&loaded.data.reviews, &loaded.data.programmes),
                loaded.year,
                plain(*format),
            )?;
            Ok(true)
        }
        Some(Command::Export {
            address,
            choice,
            format,
            bom,
            raw,
            output: file,
            ..
        }) => {
            let form = export::Shape {
                format: target::form(*format, file)?,
                bom: *bom,
                raw: *raw,
            };
            exported(
                out,
                opened,
                loaded,
                (address.as_deref(), choice),
                (form, file),
            )
        }
        _ => Ok(false),
    }
}

/// Writes the sheets as rows: those of every programme's every year, or, where a part, a choice, a year or a
/// figure was asked for, those of the year that is shown. False where the form has no such rows.
fn exported(
    out: &mut dyn Write,
    opened: &Opened,
    loaded: &Loaded,
    (address, choice): (Option<&str>, &Choice),
    (form, file): (export::Shape, &Output),
) -> Result<bool, Error> {
    let cells = |tabs| {
        let raw = form.raw;
        write::RowShape::Table(Cells { tabs, raw })
    };
    let shape = match form.format {
        ExportFormat::Json => None,
        ExportFormat::Jsonl => Some(write::RowShape::Jsonl),
        ExportFormat::Csv => Some(cells(false)),
        ExportFormat::Tsv => Some(cells(true)),
        ExportFormat::Parquet => Some(write::RowShape::Parquet),
        ExportFormat::Markdown | ExportFormat::Xlsx => return Ok(false),
    };
    let is_table = matches!(shape, Some(write::RowShape::Table(_)));
    let bom = is_table && form.bom;
    let (reviews, programmes) = (&loaded.data.reviews, &loaded.data.programmes);
    let scope = opened.find(address)?;
    if scope == opened.root() && choice.is_all() && loaded.is_whole {
        target::to(out, file, opened, |out| {
            let made = whole(reviews, programmes, &opened.source.name, loaded.persons);
            let Some(shape) = shape else {
                return write::whole(out, made, reviews, programmes);
            };
            let library = Library::new(vec![made.document]);
            let sheets = (reviews, programmes);
            let lines =
                write::SheetLines::of_every_year(&library, &made.lines, made.persons, sheets);
            target::begin(out, bom)?;
            write::rows(out, &lines, &[], shape)
        })?;
        return Ok(true);
    }
    let (Some(shape), Some(sheets)) = (shape, opened.sheets.as_ref()) else {
        return Ok(false);
    };
    let chosen = export::choose(opened, scope, choice)?;
    let own = chosen.in_order(opened, (None, false)).into_iter();
    let own = own.filter_map(|id| {
        let programme = sheets.programme(&opened.library, id)?;
        Some((id, programme, loaded.year))
    });
    let lines = write::SheetLines {
        library: &opened.library,
        of: own.collect(),
        persons: loaded.persons,
        reviews,
        programmes,
    };
    target::to(out, file, opened, |out| {
        target::begin(out, bom)?;
        write::rows(out, &lines, chosen.selection.without(), shape)
    })?;
    Ok(true)
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
    if global.data.is_empty() {
        return Err(no_data(command));
    }
    if let Some(option) = idle(command, global) {
        return Err(option);
    }
    let loaded = load(global, opened.look.lang, None)?;
    loaded.tell();
    match command {
        Command::Trace(asked) => traced(out, asked, opened, &loaded),
        Command::Similar(asked) => alike(out, asked, opened, (&loaded, global)),
        Command::Questions(asked) => questions(out, asked, opened, (&loaded, global)),
        _ => Ok(()),
    }
}

const fn word(command: &Command) -> &'static str {
    match command {
        Command::Similar(_) => "similar",
        Command::Questions(_) => "questions",
        _ => "trace",
    }
}

/// That an option chooses nothing here: whoever gives it expects another answer.
fn idle(command: &Command, global: &Global) -> Option<Error> {
    let (option, ja, en) = match command {
        Command::Trace(_) if global.year.is_some() => (
            "--year",
            "年度は要求書の年度で決まります",
            "the request document tells the year",
        ),
        _ if global.column.is_some() => (
            "--column",
            "どの額を使うかは命令で決まっています",
            "which amounts are used is fixed",
        ),
        _ => return None,
    };
    let word = word(command);
    Some(Error::usage(
        format!("{word} は {option} を使いません（{ja}）。{option} を除いてください"),
        format!("{word} does not use {option} ({en}); leave {option} out"),
    ))
}

/// That the command asks review sheets and none are named.
fn no_data(command: &Command) -> Error {
    let word = word(command);
    Error::usage(
        format!(
            "{word} には行政事業レビューのデータが要ります。RSシステムのCSVかzip、JUDGITのndjsonを --data FILE で指定してください"
        ),
        format!(
            "{word} asks review sheets: name a CSV or zip of the RS system, or JUDGIT's ndjson, with --data FILE"
        ),
    )
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
    let (library, data) = (&opened.library, &loaded.data);
    let mut traces = trace(library, root, &data.reviews, &data.programmes);
    let said = opened.store().look(opened.look.lang).kept.saved.links;
    judge(&mut traces, library, &data.programmes, &said);
    let end = opened.library.node(scope).end;
    let own: Vec<_> = traces
        .into_iter()
        .filter(|trace| trace.line >= scope && trace.line < end)
        .collect();
    let traced = write::Traced {
        library: &opened.library,
        reviews: &loaded.data.reviews,
        programmes: &loaded.data.programmes,
        traces: &own,
    };
    let shape = shape(asked.format);
    write::trace(out, &opened.look, &traced, shape)?;
    // Data keeps one row a line; its sums are told beside it.
    let sums = (shape != write::Shape::Text).then(|| write::sums_of(&opened.look, &traced));
    if let Some(sums) = sums.flatten() {
        out.flush()?;
        warn(&Harmless::line(&format!("shisaku: {sums}")));
    }
    // All lines are a table as any other; of one place nothing was found.
    if asked.address.is_some() && own.iter().all(|trace| trace.link.is_none()) {
        // What has been written (rows without a sheet) is still wanted.
        out.flush()?;
        let path = opened.source.path.clone();
        if own.iter().any(|trace| trace.rejected.is_some()) {
            return Err(Error::NothingAsTyped {
                path,
                ja: "見つかったシートは「違う」と印されています。全画面の t で Y を押すと戻ります"
                    .to_owned(),
                en: "the sheet that was found is marked as wrong; Y at t of the full screen takes it back"
                    .to_owned(),
            });
        }
        return Err(Error::NoSheet { path });
    }
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
    (loaded, global): (&Loaded, &Global),
) -> Result<(), Error> {
    let typed = asked.what.join(" ");
    let node: Option<NodeId> = typed
        .parse::<Address>()
        .ok()
        .and_then(|address| opened.library.find(&address))
        .filter(|node| opened.library.node(*node).kind != Kind::Document);
    let words = node.map_or_else(|| typed.clone(), |id| opened.library.node(id).title.clone());
    let found = similar(
        &loaded.data.reviews,
        &loaded.data.programmes,
        &words,
        asked.limit.into(),
    );
    if found.is_empty() {
        let names = global.data.iter().map(|file| file.display().to_string());
        return Err(Error::NothingFound {
            path: names.collect::<Vec<_>>().join(" "),
            query: words,
        });
    }
    let answer = write::Similar {
        reviews: &loaded.data.reviews,
        programmes: &loaded.data.programmes,
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
    (loaded, global): (&Loaded, &Global),
) -> Result<(), Error> {
    let answer = write::Questions {
        reviews: &loaded.data.reviews,
        programmes: &loaded.data.programmes,
        year: global.year.unwrap_or(loaded.data.programmes.newest),
        only: asked.question,
        limit: asked.limit.into(),
    };
    write::questions(out, &opened.look, &answer, plain(asked.format))?;
    Ok(())
}
