//! Does what a command says: reads the document, asks the library, writes the answer.

mod config;
mod export;
mod front;
mod opened;
mod read;
mod report;
mod spoken;
mod target;

use std::io::{self, BufWriter, Write};
use std::path::Path;

use self::opened::{Opened, open, open_all};
use super::args::{Arguments, Command, ExportFormat, Format, Level, TableFormat};
use super::docs;
use super::env::{FrontEnd, Surroundings};
use super::input::Source;
use crate::diff::diff;
use crate::error::{Error, Usage};
use crate::lang::Lang;
use crate::ledger::sort_lines_turned;
use crate::model::{Kind, Library, NodeId, Severity};
use crate::output::{self, About, Look, check, handout, json, lines, outline, rows, show, totals};
use crate::search::{Engine, Query, QueryError};

/// Does what the arguments say and returns the exit code.
///
/// # Errors
/// Whatever keeps it from being done.
pub fn run(arguments: &Arguments, surroundings: &Surroundings, lang: Lang) -> Result<u8, Error> {
    let mut out = BufWriter::new(io::stdout().lock());
    match &arguments.command {
        Some(Command::Completions { shell }) => docs::completions(&mut out, *shell, lang)?,
        Some(Command::Man) => docs::man(&mut out, lang)?,
        Some(Command::Config {
            path,
            set,
            unset,
            format,
        }) => {
            let asked = config::Asked {
                path: *path,
                set,
                unset,
                format: *format,
            };
            return config::run(&mut out, &asked, &arguments.global, surroundings);
        }
        Some(Command::Check { document, format }) => {
            let path = document.as_deref().or(arguments.global.document());
            let opened = open(path, arguments, surroundings)?;
            return check_document(&mut out, &opened, *format);
        }
        Some(Command::Diff { old, new, format }) => {
            let look = surroundings.look(&arguments.global);
            compare(&mut out, &look, old, new, *format)?;
        }
        command => {
            let front_end = match command {
                Some(Command::Read { .. }) => FrontEnd::Reading,
                Some(_) => FrontEnd::Outline,
                None => surroundings.front_end(&arguments.global),
            };
            let full_screen = matches!(front_end, FrontEnd::Explorer | FrontEnd::PlainExplorer);
            if arguments.global.wants_several() && !full_screen {
                return Err(Error::Usage(Usage::SeveralDocuments));
            }
            let opened = open_all(arguments, surroundings)?;
            if front_end != FrontEnd::Outline {
                drop(out);
                return front::start(front_end, &opened, arguments, surroundings);
            }
            if let Some(Command::Report { output: file }) = command {
                target::only_form(file, "markdown", &["md", "markdown"])?;
                let marks = report::marks(&opened, arguments)?;
                target::to(&mut out, file, &opened, |out| {
                    handout::write_marks(out, &opened.look, &opened.library, &marks)
                })?;
            } else {
                answer(&mut out, command.as_ref(), &opened)?;
            }
        }
    }
    out.flush()?;
    Ok(0)
}

/// The commands that ask one document.
fn answer(out: &mut dyn Write, command: Option<&Command>, opened: &Opened) -> Result<(), Error> {
    if let (Some(aloud), Some(command)) = (opened.aloud, command)
        && spoken::answer(out, aloud, command, opened)?
    {
        return Ok(());
    }
    let (library, look) = (&opened.library, &opened.look);
    match command {
        Some(Command::Outline { address, depth }) => {
            let top = opened.find(address.as_deref())?;
            outline::write(out, look, library, top, depth.map(Into::into))?;
        }
        Some(Command::Show { address, source }) => {
            let id = opened.find(Some(address))?;
            if *source {
                show::write_source(out, look, library, id, &opened.source.text)?;
            } else {
                show::write(out, look, library, id)?;
            }
        }
        Some(Command::Totals {
            address,
            by,
            format,
        }) => {
            let scope = opened.find(address.as_deref())?;
            add_up(out, opened, scope, by.map(Level::kind), *format)?;
        }
        Some(Command::Lines {
            address,
            sort,
            only,
            query,
            reverse,
            format,
            raw,
        }) => {
            let scope = opened.find(address.as_deref())?;
            let chosen = export::choose(opened, scope, only, query.as_deref())?;
            let mut lines = chosen.selection.lines(library);
            sort_lines_turned(library, &mut lines, *sort, *reverse);
            table(out, opened, &lines, &chosen.about, (*format, *raw))?;
        }
        Some(Command::Search {
            query,
            limit,
            kind,
            format,
        }) => search(
            out,
            opened,
            &query.join(" "),
            (*limit).into(),
            kind,
            *format,
        )?,
        Some(Command::Export {
            address,
            only,
            query,
            format,
            bom,
            raw,
            output: file,
        }) => {
            let format = target::form(*format, file)?;
            if target::is_standard_output(file) && format == ExportFormat::Xlsx && opened.terminal {
                return Err(Error::Usage(Usage::NeedsOutputFile));
            }
            let scope = opened.find(address.as_deref())?;
            let chosen = export::choose(opened, scope, only, query.as_deref())?;
            let shape = export::Shape {
                format,
                bom: *bom,
                raw: *raw,
            };
            target::to(out, file, opened, |out| {
                export::write(out, opened, &chosen, shape)
            })?;
        }
        Some(Command::Chart {
            address,
            output: file,
        }) => {
            target::only_form(file, "svg", &["svg"])?;
            let id = opened.find(Some(address))?;
            target::to(out, file, opened, |out| {
                output::chart::write(out, look, library, id)
            })?;
        }
        _ => outline::write(out, look, library, opened.root(), None)?,
    }
    Ok(())
}

fn add_up(
    out: &mut dyn Write,
    opened: &Opened,
    scope: NodeId,
    by: Option<Kind>,
    format: Format,
) -> io::Result<()> {
    let library = &opened.library;
    match format {
        Format::Text => totals::write_text(out, &opened.look, library, scope, by),
        Format::Json => totals::write_json(out, library, scope, by),
        Format::Csv => totals::write_csv(out, library, scope, by),
    }
}

fn table(
    out: &mut dyn Write,
    opened: &Opened,
    chosen: &[NodeId],
    about: &About,
    (format, raw): (TableFormat, bool),
) -> io::Result<()> {
    let (library, look) = (&opened.library, &opened.look);
    let cells = |tabs| rows::Cells { tabs, raw };
    match format {
        TableFormat::Text => lines::write(out, look, library, chosen),
        TableFormat::Json => json::write_value(out, &rows::rows(library, chosen)),
        TableFormat::Csv => rows::write_cells(out, library, chosen, cells(false)),
        TableFormat::Tsv => rows::write_cells(out, library, chosen, cells(true)),
        TableFormat::Markdown => handout::write_lines(out, look, library, chosen, about),
    }
}

fn search(
    out: &mut dyn Write,
    opened: &Opened,
    typed: &str,
    limit: usize,
    kinds: &[Kind],
    format: Format,
) -> Result<(), Error> {
    let library = &opened.library;
    let query = query(typed, kinds)?;
    let results = Engine::new(library).search(library, &query, Some(limit));
    match format {
        Format::Text => output::search::write_text(out, &opened.look, library, &results)?,
        Format::Json => output::search::write_json(out, library, typed, &results)?,
        Format::Csv => output::search::write_csv(out, library, &results)?,
    }
    if results.hits.is_empty() {
        // What has been written (an empty list in JSON) is still wanted.
        out.flush()?;
        return Err(opened.nothing_found(typed));
    }
    Ok(())
}

/// The query that finds what was typed, among nodes of these kinds only.
fn query(typed: &str, kinds: &[Kind]) -> Result<Query, Error> {
    let facets: Vec<_> = kinds
        .iter()
        .map(|kind| format!("kind:{}", kind.word()))
        .collect();
    Query::parse(&format!("{} {typed}", facets.join("|"))).map_err(query_error)
}

fn query_error(why: QueryError) -> Error {
    Error::Usage(Usage::Query {
        ja: why.to_string(),
        en: why.english(),
    })
}

/// Reads two documents and writes what changed between them.
fn compare(
    out: &mut dyn Write,
    look: &Look,
    old: &Path,
    new: &Path,
    format: Format,
) -> Result<(), Error> {
    let documents = vec![
        Source::read(Some(old))?.document()?,
        Source::read(Some(new))?.document()?,
    ];
    let library = Library::new(documents);
    let [old, new] = library.documents() else {
        return Ok(());
    };
    let (old, new) = (old.root, new.root);
    let compared = output::diff::Compared {
        library: &library,
        old,
        new,
        entries: &diff(&library, old, new),
    };
    match format {
        Format::Text => output::diff::write_text(out, look, &compared)?,
        Format::Json => output::diff::write_json(out, &compared)?,
        Format::Csv => output::diff::write_csv(out, &compared)?,
    }
    Ok(())
}

fn check_document(out: &mut dyn Write, opened: &Opened, format: Format) -> Result<u8, Error> {
    let path = &opened.source.path;
    let findings = &opened.library.document_of(opened.root()).diagnostics;
    match format {
        Format::Text => check::write_text(out, path, findings)?,
        Format::Json => json::write_value(out, &json::diagnostics(&opened.library, opened.root()))?,
        Format::Csv => check::write_csv(out, path, findings)?,
    }
    out.flush()?;
    if io::IsTerminal::is_terminal(&io::stderr()) {
        // For people only, and apart from the findings; a closed standard error loses nothing.
        let _ = writeln!(io::stderr(), "{}", check::summary(&opened.look, findings));
    }
    let wrong = findings.iter().any(|f| f.severity == Severity::Error);
    Ok(u8::from(wrong))
}
