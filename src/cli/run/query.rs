//! Queries of commands: what keeps one from being asked, and which of its signs say nothing where they stand.

use super::Opened;
use crate::cli::args::{Command, Format};
use crate::cli::door::warn;
use crate::error::{Error, Usage};
use crate::lang::Lang;
use crate::ledger::LineFilter;
use crate::search::{Query, QueryError};
use crate::text::Harmless;

/// The query as it was typed.
///
/// # Errors
/// For one that cannot be read.
pub(super) fn parsed(typed: &str) -> Result<Query, Error> {
    let fault = |why: QueryError| Usage::Query {
        ja: why.to_string(),
        en: why.english(),
    };
    Query::parse(typed).map_err(|why| Error::Usage(fault(why)))
}

/// Says it of the query of a command, one line for each sign; a query that cannot be read is told of
/// elsewhere, and where the hits are heard (`by_ear`) it is said with them.
///
/// # Errors
/// Where there is no word in it at all.
pub(super) fn tell(command: Option<&Command>, by_ear: bool, lang: Lang) -> Result<(), Error> {
    let typed = match command {
        Some(Command::Search { query, .. }) => Some(query.join(" ")),
        Some(Command::Lines { choice, .. } | Command::Export { choice, .. }) => {
            choice.query.clone()
        }
        _ => None,
    };
    if typed
        .as_deref()
        .is_some_and(|typed| typed.trim().is_empty())
    {
        return Err(Error::Usage(Usage::Query {
            ja: "探す言葉がありません。消防 や 新規 のように、言葉か条件を書いてください"
                .to_owned(),
            en: "the query is empty; write words or conditions".to_owned(),
        }));
    }
    let is_heard = matches!(command, Some(Command::Search { format: Format::Text, .. }) if by_ear);
    let query = typed
        .filter(|_| !is_heard)
        .and_then(|typed| Query::parse(&typed).ok());
    for said in query.iter().flat_map(|query| query.idle(lang)) {
        warn(&Harmless::line(&format!("shisaku: {said}")));
    }
    Ok(())
}

/// That no budget line is of any of these sorts.
pub(super) fn none_of(opened: &Opened, only: &[LineFilter]) -> Error {
    let words: Vec<&str> = only.iter().map(|sort| sort.word()).collect();
    let words = words.join(",");
    Error::NothingAsTyped {
        path: opened.source.path.clone(),
        ja: format!("--only {words} に当たる予算の行はありません"),
        en: format!("no budget line is {words} (--only)"),
    }
}
