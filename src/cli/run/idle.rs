//! Says on standard error which signs of a typed query say nothing where they stand.

use crate::cli::args::{Command, Format};
use crate::cli::door::warn;
use crate::lang::Lang;
use crate::search::Query;
use crate::text::Harmless;

/// Says it of the query of a command, one line for each sign; a query that cannot be read is told of
/// elsewhere, and where the hits are heard (`by_ear`) it is said with them.
pub(super) fn tell(command: Option<&Command>, by_ear: bool, lang: Lang) {
    let typed = match command {
        Some(Command::Search { format, .. }) if by_ear && *format == Format::Text => None,
        Some(Command::Search { query, .. }) => Some(query.join(" ")),
        Some(Command::Lines { choice, .. } | Command::Export { choice, .. }) => {
            choice.query.clone()
        }
        _ => None,
    };
    let query = typed.and_then(|typed| Query::parse(&typed).ok());
    for said in query.iter().flat_map(|query| query.idle(lang)) {
        warn(&Harmless::line(&format!("shisaku: {said}")));
    }
}
