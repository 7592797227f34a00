//! Plain commands with `--text`: the same answers as sentences for the ear.

use std::io::Write;

use super::sentences::Sentences;
use super::{Opened, Search, export, fits};
use crate::cli::args::{Command, Format, Level, TableFormat};
use crate::error::Error;
use crate::japanese;
use crate::lang::Lang;
use crate::ledger::EVERYTHING;
use crate::model::{Library, NodeId};
use crate::reading::{Found, Line, Part, ReadingState, Shape, oneshot, render};
use crate::search::{Engine, MatchRule};
use crate::text::Ruler;

/// Writes the answer as sentences; false where the command has no such answer.
///
/// # Errors
/// As the plain command.
pub(super) fn answer(
    out: &mut dyn Write,
    sentences: Sentences,
    command: &Command,
    opened: &Opened,
) -> Result<bool, Error> {
    let reader: &dyn Fn(&str) -> String = &japanese::yomi;
    let yomi = sentences.yomi.then_some(reader);
    let source = |document, line| opened.source_line(document, line);
    let sums = export::less(opened, without_of(command))?;
    // Nothing is searched here, and an engine that is not asked costs nothing.
    let engine = Engine::new();
    let reading = ReadingState {
        library: &opened.library,
        sums: &sums,
        finder: &engine,
        yomi,
        source: Some(&source),
        became: None,
        lang: opened.look.lang,
        page: 0,
        has_screen: false,
        compare: None,
        year_before: false,
    };
    let Some(mut lines) = lines_of(&reading, command, opened)? else {
        return Ok(false);
    };
    // Beside totals it is said with each of them.
    if !matches!(command, Command::Totals { .. }) {
        lines.extend(reading.taken_out_words().map(Line::Ear));
    }
    let shape = Shape {
        lang: reading.lang,
        columns: sentences.columns,
        ruler: Ruler::default(),
        yomi,
    };
    for line in lines.iter().flat_map(|line| render(line, &shape)) {
        writeln!(out, "{line}")?;
    }
    Ok(true)
}

/// Writes what changed between two documents, or what was found in one, as sentences.
///
/// # Errors
/// What `out` says.
pub(super) fn report(
    out: &mut dyn Write,
    sentences: Sentences,
    library: &Library,
    compare: Option<(NodeId, NodeId)>,
    lang: Lang,
) -> Result<(), Error> {
    let reader: &dyn Fn(&str) -> String = &japanese::yomi;
    let yomi = sentences.yomi.then_some(reader);
    let engine = Engine::new();
    let reading = ReadingState {
        library,
        sums: &EVERYTHING,
        finder: &engine,
        yomi,
        source: None,
        became: None,
        lang,
        page: 0,
        has_screen: false,
        compare,
        year_before: false,
    };
    let lines =
        oneshot::compared(&reading).unwrap_or_else(|| oneshot::findings(&reading, NodeId(0)));
    let shape = Shape {
        lang,
        columns: sentences.columns,
        ruler: Ruler::default(),
        yomi,
    };
    for line in lines.iter().flat_map(|line| render(line, &shape)) {
        writeln!(out, "{line}")?;
    }
    Ok(())
}

/// What the command is to take out of the sums.
fn without_of(command: &Command) -> &[String] {
    match command {
        Command::Lines { choice, .. } => &choice.without.without,
        Command::Totals { without, .. } | Command::Search { without, .. } => &without.without,
        _ => &[],
    }
}

fn lines_of(
    reading: &ReadingState<'_>,
    command: &Command,
    opened: &Opened,
) -> Result<Option<Vec<Line>>, Error> {
    Ok(Some(match command {
        Command::Outline { address, depth } => {
            let top = opened.find(address.as_deref())?;
            oneshot::outline(reading, top, depth.map(Into::into))
        }
        Command::Show { address, source } => {
            let part = if *source { Part::Source } else { Part::All };
            oneshot::place(reading, opened.find(Some(address))?, part)
        }
        Command::Totals {
            address,
            by,
            format: Format::Text,
            ..
        } => {
            let scope = opened.find(address.as_deref())?;
            fits::by(&opened.library, scope, *by)?;
            oneshot::totals(reading, scope, &groups(reading, scope, *by))
        }
        Command::Lines {
            address,
            sort,
            choice,
            reverse,
            format: TableFormat::Text,
            raw: _,
        } => {
            let scope = opened.find(address.as_deref())?;
            let chosen = export::choose(opened, scope, choice)?;
            let lines = chosen.in_order(opened, (*sort, *reverse));
            let mut head = oneshot::lines_head(reading, scope, lines.len());
            if let Some((typed, rule)) = &chosen.about.query {
                head.push_str(&asked(reading, typed, *rule));
            }
            oneshot::list(reading, head, &lines)
        }
        Command::Search {
            query,
            limit,
            kind,
            rule,
            format: Format::Text,
            ..
        } => {
            let asked = Search {
                typed: &query.join(" "),
                limit: (*limit).into(),
                kinds: kind,
                rule: *rule,
                sums: reading.sums,
            };
            hits(reading, opened, &asked)?
        }
        _ => return Ok(None),
    }))
}

/// By what query and rule lines were chosen, in one sentence.
fn asked(reading: &ReadingState<'_>, typed: &str, rule: MatchRule) -> String {
    let (typed, rule) = (reading.heard(typed), rule.text().get(reading.lang));
    match reading.lang {
        Lang::Ja => format!("{typed}に当たるもの、照合は{rule}。"),
        Lang::En => format!(" Those for {typed}, matched in {rule}."),
    }
}

fn groups(reading: &ReadingState<'_>, scope: NodeId, by: Option<Level>) -> Vec<NodeId> {
    let below = reading.library.subtree(scope);
    below
        .filter(|id| by.is_some_and(|level| reading.library.node(*id).kind == level.kind()))
        .collect()
}

fn hits(
    reading: &ReadingState<'_>,
    opened: &Opened,
    asked: &Search<'_>,
) -> Result<Vec<Line>, Error> {
    let (engine, query) = (Engine::new(), asked.query()?);
    let summed = query.clone();
    let query = query.narrowed_to(asked.kinds);
    let (results, reply) = asked.results(reading.library, &engine, &query);
    if results.hits.is_empty() && results.below.is_empty() {
        return Err(opened.nothing_answers(&query, asked.typed));
    }
    let mut found = Found::answered(&results, reply.as_ref(), reading.lang);
    found.summed(&engine, reading.library, &summed, reading.lang);
    let head = reading.hits_words(&reading.heard(asked.typed), &found);
    let sum = reading.sum_found(&found).map(Line::Ear);
    let mut lines = oneshot::noted(reading, head, &found.hits);
    let below = lines.split_off(1);
    lines.extend(sum);
    lines.extend(below);
    Ok(lines)
}
