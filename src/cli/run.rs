//! Does what a command says: reads the document, asks the library, writes the answer.

mod config;
mod export;
mod front;
mod opened;
mod read;
mod report;
mod spoken;

use std::fs::File;
use std::io::{self, BufWriter, Write};
use std::path::Path;

use self::opened::{Opened, open, open_all};
use super::args::{Arguments, Command, ExportFormat, Format, Level};
use super::docs;
use super::env::{FrontEnd, Surroundings};
use super::input::Source;
use crate::diff::diff;
use crate::error::{Error, Usage};
use crate::lang::Lang;
use crate::ledger::sort_lines_turned;
use crate::model::{Kind, Library, NodeId, Severity};
use crate::output::{self, Look, check, handout, json, lines, outline, rows, show, totals};
use crate::search::{Engine, MatchRule, Query, QueryError, Results};

/// Does what the arguments say and returns the exit code.
///
/// # Errors
/// Whatever keeps it from being done.
pub fn run(arguments: &Arguments, surroundings: &Surroundings, lang: Lang) -> Result<u8, Error> {
    let mut out = BufWriter::new(io::stdout().lock());
    match &arguments.command {
        Some(Command::Completions { shell }) => docs::completions(&mut out, *shell, lang)?,
        Some(Command::Man) => docs::man(&mut out, lang)?,
        Some(Command::Licenses) => docs::licenses(&mut out)?,
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
            if let Some(Command::Report { output: path }) = command {
                let marks = report::marks(&opened, arguments)?;
                to(&mut out, path.as_deref(), |out| {
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
            rule,
            reverse,
            format,
        }) => {
            let scope = opened.find(address.as_deref())?;
            let query = query.as_deref().map(|typed| (typed, *rule));
            let mut chosen = export::choose(opened, scope, only, query)?.lines(library);
            sort_lines_turned(library, &mut chosen, *sort, *reverse);
            table(out, opened, &chosen, *format)?;
        }
        Some(Command::Search {
            query,
            limit,
            kind,
            rule,
            format,
        }) => {
            let asked = Search {
                typed: &query.join(" "),
                limit: (*limit).into(),
                kinds: kind,
                rule: *rule,
            };
            search(out, opened, &asked, *format)?;
        }
        Some(Command::Export {
            address,
            only,
            query,
            rule,
            format,
            bom,
            output: path,
        }) => {
            if path.is_none() && *format == ExportFormat::Xlsx && opened.terminal {
                return Err(Error::Usage(Usage::NeedsOutputFile));
            }
            let scope = opened.find(address.as_deref())?;
            let query = query.as_deref().map(|typed| (typed, *rule));
            let chosen = export::choose(opened, scope, only, query)?;
            to(out, path.as_deref(), |out| {
                export::write(out, opened, &chosen, *format, *bom)
            })?;
        }
        Some(Command::Chart {
            address,
            output: path,
        }) => {
            let id = opened.find(Some(address))?;
            to(out, path.as_deref(), |out| {
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
    format: Format,
) -> io::Result<()> {
    let library = &opened.library;
    match format {
        Format::Text => lines::write(out, &opened.look, library, chosen),
        Format::Json => json::write_value(out, &rows::rows(library, chosen)),
        Format::Csv => rows::write_csv(out, library, chosen),
    }
}

/// Writes to that file, or to standard output where none is named.
fn to(
    out: &mut dyn Write,
    path: Option<&Path>,
    write: impl Fn(&mut dyn Write) -> io::Result<()>,
) -> Result<(), Error> {
    let Some(path) = path else {
        return Ok(write(out)?);
    };
    let to_file = || {
        let mut out = BufWriter::new(File::create(path)?);
        write(&mut out)?;
        out.flush()
    };
    to_file().map_err(|why| Error::Unwritable {
        path: Some(path.display().to_string()),
        why,
    })
}

/// What `search` is asked.
struct Search<'a> {
    typed: &'a str,
    limit: usize,
    kinds: &'a [Kind],
    rule: MatchRule,
}

impl Search<'_> {
    /// The hits.
    ///
    /// # Errors
    /// For a query that cannot be read.
    fn results(&self, library: &Library) -> Result<Results, Error> {
        let query = Query::parse(self.typed).map_err(query_error)?;
        let query = query.narrowed_to(self.kinds);
        let engine = Engine::new(library);
        let mut results = engine.search_by(library, &query, Some(self.limit), self.rule);
        let left = self.limit.saturating_sub(results.hits.len());
        results.below = engine.below(library, &query, &results.hits, results.total, left);
        Ok(results)
    }
}

fn search(
    out: &mut dyn Write,
    opened: &Opened,
    asked: &Search<'_>,
    format: Format,
) -> Result<(), Error> {
    let (library, typed) = (&opened.library, asked.typed);
    let results = asked.results(library)?;
    match format {
        Format::Text => output::search::write_text(out, &opened.look, library, &results)?,
        Format::Json => output::search::write_json(out, library, typed, &results)?,
        Format::Csv => output::search::write_csv(out, library, &results)?,
    }
    if results.hits.is_empty() && results.below.is_empty() {
        // What has been written (an empty list in JSON) is still wanted.
        out.flush()?;
        return Err(opened.nothing_found(typed));
    }
    Ok(())
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
