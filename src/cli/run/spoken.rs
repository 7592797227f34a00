//! Plain commands with `--text`: the same answers as sentences for the ear.

use std::io::Write;

use super::aloud::Aloud;
use super::{Opened, Search, export};
use crate::cli::args::{Command, Format, Level, TableFormat};
use crate::error::Error;
use crate::japanese;
use crate::lang::Lang;
use crate::ledger::{EVERYTHING, sort_lines_turned};
use crate::model::{Library, NodeId};
use crate::reading::{Found, Line, Part, ReadingState, Shape, oneshot, render};
use crate::search::{Engine, MatchRule};

/// Writes the answer as sentences; false where the command has no such answer.
///
/// # Errors
/// As the plain command.
pub(super) fn answer(
    out: &mut dyn Write,
    aloud: Aloud,
    command: &Command,
    opened: &Opened,
) -> Result<bool, Error> {
    let reader: &dyn Fn(&str) -> String = &japanese::yomi;
    let yomi = aloud.yomi.then_some(reader);
    let source = |document, line| opened.source_line(document, line);
    let sums = export::less(opened, without_of(command))?;
    // Nothing is searched here, and an engine that is not asked costs nothing.
    let engine = Engine::new();
    let desk = ReadingState {
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
    let Some(mut lines) = lines_of(&desk, command, opened)? else {
        return Ok(false);
    };
    // Beside totals it is said with each of them.
    if !matches!(command, Command::Totals { .. }) {
        lines.extend(desk.taken_out_words().map(Line::Ear));
    }
    let shape = Shape {
        lang: desk.lang,
        columns: aloud.columns,
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
    aloud: Aloud,
    library: &Library,
    compare: Option<(NodeId, NodeId)>,
    lang: Lang,
) -> Result<(), Error> {
    let reader: &dyn Fn(&str) -> String = &japanese::yomi;
    let yomi = aloud.yomi.then_some(reader);
    let engine = Engine::new();
    let desk = ReadingState {
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
    let lines = oneshot::compared(&desk).unwrap_or_else(|| oneshot::findings(&desk, NodeId(0)));
    let shape = Shape {
        lang,
        columns: aloud.columns,
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
    desk: &ReadingState<'_>,
    command: &Command,
    opened: &Opened,
) -> Result<Option<Vec<Line>>, Error> {
    Ok(Some(match command {
        Command::Outline { address, depth } => {
            let top = opened.find(address.as_deref())?;
            oneshot::outline(desk, top, depth.map(Into::into))
        }
        Command::Show { address, source } => {
            let part = if *source { Part::Source } else { Part::All };
            oneshot::place(desk, opened.find(Some(address))?, part)
        }
        Command::Totals {
            address,
            by,
            format: Format::Text,
            ..
        } => {
            let scope = opened.find(address.as_deref())?;
            oneshot::totals(desk, scope, &groups(desk, scope, *by))
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
            let mut lines = chosen.selection.lines(desk.library);
            sort_lines_turned(desk.library, &mut lines, *sort, *reverse, &opened.names());
            let mut head = oneshot::lines_head(desk, scope, lines.len());
            if let Some((typed, rule)) = &chosen.about.query {
                head.push_str(&asked(desk, typed, *rule));
            }
            oneshot::list(desk, head, &lines)
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
                sums: desk.sums,
            };
            hits(desk, opened, &asked)?
        }
        _ => return Ok(None),
    }))
}

/// By what query and rule lines were chosen, in one sentence.
fn asked(desk: &ReadingState<'_>, typed: &str, rule: MatchRule) -> String {
    let (typed, rule) = (desk.heard(typed), rule.text().get(desk.lang));
    match desk.lang {
        Lang::Ja => format!("{typed}に当たるもの、照合は{rule}。"),
        Lang::En => format!(" Those for {typed}, matched in {rule}."),
    }
}

fn groups(desk: &ReadingState<'_>, scope: NodeId, by: Option<Level>) -> Vec<NodeId> {
    let below = desk.library.subtree(scope);
    below
        .filter(|id| by.is_some_and(|level| desk.library.node(*id).kind == level.kind()))
        .collect()
}

fn hits(desk: &ReadingState<'_>, opened: &Opened, asked: &Search<'_>) -> Result<Vec<Line>, Error> {
    let (engine, query) = (Engine::new(), asked.query()?);
    let sum = engine.lines(desk.library, &query, MatchRule::Measure);
    let results = asked.results(desk.library, &engine, &query.narrowed_to(asked.kinds));
    if results.hits.is_empty() {
        return Err(opened.nothing_found(asked.typed));
    }
    let found = Found::of(&results, desk.lang);
    let head = desk.hits_words(&desk.heard(asked.typed), &found);
    let sum = desk.sum_words(&sum).map(Line::Ear);
    let mut told = oneshot::noted(desk, head, &found.hits);
    let below = told.split_off(1);
    told.extend(sum);
    told.extend(below);
    Ok(told)
}
