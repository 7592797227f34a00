//! Does what a command says: reads the document, asks the library, writes the answer.

mod cache;
mod checked;
mod config;
mod data;
mod export;
mod fits;
mod front;
mod last_text;
mod loading;
mod memory;
mod nearest;
mod opened;
mod partition;
mod picture;
mod pouring;
mod query;
mod read;
mod report;
mod reviews;
mod screen;
mod sentences;
mod spoken;
mod target;
mod unread;
mod waiting;

use std::io::{self, Write};
use std::path::{Path, PathBuf};

use self::checked::check_document;
pub(super) use self::data::sort_out;
pub(super) use self::loading::is_gradual;
use self::opened::{Opened, open, open_all};
use self::sentences::Sentences;
use super::args::{
    Arguments, Command, ExportFormat, Format, Level, Questions, RowFormat, Similar, TableFormat,
    Trace,
};
use super::docs;
use super::door::{Door, Styles};
use super::env::{FrontEnd, Surroundings};
use super::input::Source;
use crate::diff::diff;
use crate::error::{Error, Usage};
use crate::lang::{Lang, Text};
use crate::ledger::{EVERYTHING, Scope};
use crate::model::{Kind, Library, NodeId};
use crate::output::{self, About, Look, handout, json, lines, outline, rows, show, totals};
use crate::parse::ReadingChoice;
use crate::search::{Engine, Hit, MatchRule, Query, Reply, Results};

/// Said where the state file could not be written.
const NOT_KEPT: Text = Text::new(
    "位置と印を保存できませんでした",
    "place and marks could not be kept",
);

/// Does what the arguments say and returns the exit code.
///
/// # Errors
/// Whatever keeps it from being done.
pub fn run(arguments: &Arguments, surroundings: &Surroundings, lang: Lang) -> Result<u8, Error> {
    fits::together(arguments.command.as_ref(), &arguments.global)?;
    let mut out = Door::stdout(surroundings.terminal.then(|| styles(arguments)));
    match &arguments.command {
        Some(Command::Completions { shell }) => super::completion::script(&mut out, *shell)?,
        Some(Command::Man) => docs::man(&mut out, lang)?,
        Some(Command::Licenses) => docs::licenses(&mut out)?,
        Some(Command::Cache { clear }) => return cache::run(&mut out, *clear, lang),
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
            // Data beside a document is not what is checked.
            let data = arguments.global.data.iter().filter(|_| path.is_none());
            let asked = document.iter().chain(data).map(PathBuf::as_path);
            data::refuse(&asked.collect::<Vec<_>>(), "check")?;
            let opened = open(path, arguments, surroundings)?;
            return check_document(&mut out, &opened, *format);
        }
        Some(Command::Diff { old, new, format }) => {
            let look = surroundings.look(&arguments.global);
            let said = arguments.global.reading_choice();
            let form = (*format, Sentences::of(&arguments.global));
            compare(&mut out, &look, old, new, form, said)?;
        }
        command => {
            let front_end = match command {
                Some(Command::Read { .. }) => FrontEnd::Reading,
                Some(_) => FrontEnd::Outline,
                None => surroundings.front_end(&arguments.global),
            };
            if partition::own(&mut out, command.as_ref(), &arguments.global, lang)? {
                return Ok(0);
            }
            if arguments.global.wants_several() && front_end == FrontEnd::Outline {
                let one = arguments.global.file.first();
                let one = one.filter(|_| arguments.global.compare.is_empty());
                let one = one.map(|path| path.display().to_string());
                return Err(Error::Usage(Usage::SeveralDocuments { one }));
            }
            if front_end != FrontEnd::Outline {
                // A screen may be drawn while documents are read.
                drop(out);
                // What stays open keeps what it has read for the next time.
                let opened = open_all(arguments, surroundings, true)?;
                let code = front::start(front_end, &opened, arguments, surroundings);
                // The end of the process takes the documents back sooner than they are taken apart.
                std::mem::forget(opened.library);
                return code;
            }
            let opened = open_all(arguments, surroundings, false)?;
            let by_ear = opened.sentences.is_some();
            query::tell(command.as_ref(), by_ear, opened.look.lang)?;
            if let Some(Command::Report { output: file }) = command {
                target::only_form(file, "md", &["md", "markdown"])?;
                let marks = report::marks(&opened)?;
                target::to(&mut out, file, &opened, |out| {
                    let all = (&EVERYTHING, "");
                    handout::write_marks(out, &opened.look, &opened.library, &marks, all)
                })?;
            } else if let Some(asks) = command
                && data::asks(asks)
            {
                reviews::answer(&mut out, asks, &opened, &arguments.global)?;
            } else if !reviews::own(&mut out, command.as_ref(), &opened)? {
                answer(&mut out, command.as_ref(), &opened)?;
            }
            out.flush()?;
            unread::tell(command.as_ref(), &opened)?;
        }
    }
    out.flush()?;
    Ok(0)
}

/// Whether the answer may hold styles of the program's own: data has none.
fn styles(arguments: &Arguments) -> Styles {
    let is_data = match &arguments.command {
        Some(Command::Lines { format, .. }) => *format != TableFormat::Text,
        Some(
            Command::Totals { format, .. }
            | Command::Search { format, .. }
            | Command::Check { format, .. }
            | Command::Similar(Similar { format, .. })
            | Command::Questions(Questions { format, .. })
            | Command::Diff { format, .. },
        ) => *format != Format::Text,
        Some(Command::Trace(Trace { format, .. })) => *format != RowFormat::Text,
        Some(Command::Show { source, .. }) => *source,
        Some(Command::Outline { .. }) | None => false,
        Some(_) => true,
    };
    if is_data { Styles::Stop } else { Styles::Pass }
}

/// The commands that ask one document.
fn answer(out: &mut dyn Write, command: Option<&Command>, opened: &Opened) -> Result<(), Error> {
    if let (Some(sentences), Some(command)) = (opened.sentences, command)
        && spoken::answer(out, sentences, command, opened)?
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
            without,
            format,
        }) => {
            let scope = opened.find(address.as_deref())?;
            fits::by(library, scope, *by)?;
            let sums = export::less(opened, &without.without)?;
            add_up(out, opened, &sums, scope, by.map(Level::kind), *format)?;
        }
        Some(Command::Lines {
            address,
            sort,
            choice,
            reverse,
            format,
            raw,
        }) => {
            let scope = opened.find(address.as_deref())?;
            let chosen = export::choose(opened, scope, choice)?;
            let lines = chosen.in_order(opened, (*sort, *reverse));
            table(out, opened, &lines, &chosen.about, (*format, *raw))?;
        }
        Some(Command::Search {
            query,
            limit,
            kind,
            without,
            rule,
            format,
        }) => {
            let asked = Search {
                typed: &query.join(" "),
                limit: (*limit).into(),
                kinds: kind,
                rule: *rule,
                sums: &export::less(opened, &without.without)?,
            };
            search(out, opened, &asked, *format)?;
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
            let format = target::form(*format, file)?;
            if target::is_standard_output(file)
                && matches!(format, ExportFormat::Xlsx | ExportFormat::Parquet)
                && opened.terminal
            {
                return Err(Error::Usage(Usage::NeedsOutputFile));
            }
            let scope = opened.find(address.as_deref())?;
            let chosen = export::choose(opened, scope, choice)?;
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
            kind,
            with,
            dark,
            output: file,
        }) => {
            let request = picture::Request {
                id: opened.find(Some(address))?,
                kind: *kind,
                with: with
                    .as_deref()
                    .map(|with| opened.find(Some(with)))
                    .transpose()?,
                dark: *dark,
            };
            picture::write(out, opened, file, &request)?;
        }
        _ => outline::write(out, look, library, opened.root(), None)?,
    }
    Ok(())
}

fn add_up(
    out: &mut dyn Write,
    opened: &Opened,
    sums: &Scope,
    scope: NodeId,
    by: Option<Kind>,
    format: Format,
) -> io::Result<()> {
    let library = &opened.library;
    match format {
        Format::Text => totals::write_text(out, &opened.look, library, sums, scope, by),
        Format::Json => totals::write_json(out, library, sums, scope, by),
        Format::Csv => totals::write_csv(out, library, sums, scope, by),
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
    let without = about.without.as_slice();
    let cells = |tabs| rows::Cells { tabs, raw };
    match format {
        TableFormat::Text => lines::write(out, look, library, chosen, without),
        TableFormat::Json => json::write_value(out, &rows::rows(library, chosen, without)),
        TableFormat::Csv => rows::write_cells(out, library, chosen, without, cells(false)),
        TableFormat::Tsv => rows::write_cells(out, library, chosen, without, cells(true)),
        TableFormat::Markdown => handout::write_lines(out, look, library, chosen, about),
    }
}

/// What `search` is asked.
struct Search<'a> {
    typed: &'a str,
    limit: usize,
    kinds: &'a [Kind],
    /// The rule that was given.
    rule: Option<MatchRule>,
    /// What is taken out.
    sums: &'a Scope,
}

impl Search<'_> {
    /// What is asked, of nodes of any kind.
    ///
    /// # Errors
    /// For a query that cannot be read.
    fn query(&self) -> Result<Query, Error> {
        query::parsed(self.typed)
    }

    /// The hits, and what answers a question about money, without what is taken out.
    fn results(
        &self,
        library: &Library,
        engine: &Engine,
        query: &Query,
    ) -> (Results, Option<Reply>) {
        if self.sums.without().is_empty() {
            let limit = Some(self.limit);
            let (mut results, reply) = engine.search_answered(library, query, limit, self.rule);
            let left = self.limit.saturating_sub(results.hits.len());
            results.below = engine.below(library, query, &results.hits, results.total, left);
            return (results, reply);
        }
        // All of them first, so that those taken out leave no gap below the limit.
        let (mut results, reply) = engine.search_answered(library, query, None, self.rule);
        let is_in = |node: NodeId| self.sums.taken_out_by(library, node).is_none();
        let reply = reply.and_then(|reply| reply.of_kept(library, is_in));
        let kept = |hit: &Hit| is_in(hit.node);
        let found = results.hits.clone();
        results.hits.retain(kept);
        results.total = results.hits.len();
        results.hits.truncate(self.limit);
        let left = self.limit.saturating_sub(results.hits.len());
        results.below = engine.below(library, query, &found, results.total, usize::MAX);
        results.below.retain(kept);
        results.below.truncate(left);
        (results, reply)
    }
}

fn search(
    out: &mut dyn Write,
    opened: &Opened,
    asked: &Search<'_>,
    format: Format,
) -> Result<(), Error> {
    let (library, typed) = (&opened.library, asked.typed);
    let engine = Engine::new();
    let query = asked.query()?.narrowed_to(asked.kinds);
    let (results, reply) = asked.results(library, &engine, &query);
    let without = asked.sums.without();
    let reply = reply.as_ref();
    match format {
        Format::Text => {
            output::search::write_text(out, &opened.look, library, (&results, reply), without)?;
        }
        Format::Json => {
            output::search::write_json(out, library, (typed, reply), &results, without)?;
        }
        Format::Csv => output::search::write_csv(out, library, &results, without)?,
    }
    // A table has the answer alone, without what stands below it.
    let is_answered = reply.is_some_and(|reply| !reply.lines.is_empty());
    let is_none = (results.below.is_empty() && !is_answered) || format == Format::Csv;
    if results.hits.is_empty() && is_none {
        // What has been written (an empty list in JSON) is still wanted.
        out.flush()?;
        return Err(opened.nothing_answers(&query, typed));
    }
    Ok(())
}

/// Reads two documents and writes what changed between them.
fn compare(
    out: &mut dyn Write,
    look: &Look,
    old: &Path,
    new: &Path,
    (format, sentences): (Format, Option<Sentences>),
    said: ReadingChoice,
) -> Result<(), Error> {
    let paths = [old, new];
    data::refuse(&paths, "diff")?;
    let documents = vec![
        Source::read(Some(old), said)?.document()?,
        Source::read(Some(new), said)?.document()?,
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
    match (format, sentences) {
        (Format::Text, Some(sentences)) => {
            spoken::report(out, sentences, &library, Some((old, new)), look.lang)?;
        }
        (Format::Text, None) => output::diff::write_text(out, look, &compared)?,
        (Format::Json, _) => output::diff::write_json(out, &compared)?,
        (Format::Csv, _) => output::diff::write_csv(out, &compared)?,
    }
    out.flush()?;
    for (path, document) in paths.iter().zip(library.documents()) {
        unread::tell_of(&path.display().to_string(), document, look.lang);
    }
    Ok(())
}
