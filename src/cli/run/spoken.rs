//! Plain commands with `--text`: the same answers as sentences for the ear.

use std::io::Write;

use super::{Opened, export, query};
use crate::cli::args::{Command, Format, Global, Level, TableFormat};
use crate::config::A11y;
use crate::error::Error;
use crate::ledger::sort_lines_turned;
use crate::model::{Kind, NodeId};
use crate::reading::{Desk, Line, NameFinder, Part, Shape, oneshot, render};
use crate::search::{self, Engine};

/// How an answer is to be heard; none where it is to be seen.
#[derive(Clone, Copy, Debug)]
pub(super) struct Aloud {
    columns: Option<usize>,
    yomi: bool,
}

impl Aloud {
    /// What the options say. The environment does not count here: scripts read plain commands.
    pub(super) fn of(global: &Global) -> Option<Self> {
        let asked = global.text || global.a11y == Some(A11y::Text);
        asked.then(|| Self {
            columns: global.columns(),
            yomi: global.yomi,
        })
    }
}

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
    let reader: &dyn Fn(&str) -> String = &search::yomi;
    let yomi = aloud.yomi.then_some(reader);
    let source = |document, line| opened.source_line(document, line);
    let desk = Desk {
        library: &opened.library,
        finder: &NameFinder,
        yomi,
        source: Some(&source),
        lang: opened.look.lang,
        page: 0,
        has_screen: false,
    };
    let Some(lines) = lines_of(&desk, command, opened)? else {
        return Ok(false);
    };
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

fn lines_of(
    desk: &Desk<'_>,
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
        } => {
            let scope = opened.find(address.as_deref())?;
            oneshot::totals(desk, scope, &groups(desk, scope, *by))
        }
        Command::Lines {
            address,
            sort,
            only,
            query,
            reverse,
            format: TableFormat::Text,
            raw: _,
        } => {
            let scope = opened.find(address.as_deref())?;
            let chosen = export::choose(opened, scope, only, query.as_deref())?.selection;
            let mut chosen = chosen.lines(desk.library);
            sort_lines_turned(desk.library, &mut chosen, *sort, *reverse);
            let head = oneshot::lines_head(desk, scope, chosen.len());
            oneshot::list(desk, head, &chosen)
        }
        Command::Search {
            query,
            limit,
            kind,
            format: Format::Text,
        } => hits(desk, opened, &query.join(" "), (*limit).into(), kind)?,
        _ => return Ok(None),
    }))
}

fn groups(desk: &Desk<'_>, scope: NodeId, by: Option<Level>) -> Vec<NodeId> {
    let below = desk.library.subtree(scope);
    below
        .filter(|id| by.is_some_and(|level| desk.library.node(*id).kind == level.kind()))
        .collect()
}

fn hits(
    desk: &Desk<'_>,
    opened: &Opened,
    typed: &str,
    limit: usize,
    kinds: &[Kind],
) -> Result<Vec<Line>, Error> {
    let query = query(typed, kinds)?;
    let results = Engine::new(desk.library).search(desk.library, &query, Some(limit));
    if results.hits.is_empty() {
        return Err(opened.nothing_found(typed));
    }
    let ids: Vec<NodeId> = results.hits.iter().map(|hit| hit.node).collect();
    let head = desk.hits_words(&desk.heard(typed), ids.len(), results.total);
    Ok(oneshot::list(desk, head, &ids))
}
