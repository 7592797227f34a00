//! Names in corner brackets: a system, a plan or a programme that the text above a line names so, and the sheet that
//! names it too.
//!
//! In: the lines without a likely sheet. Out: of those of which one sheet alone names what their heading names, that it
//! is possibly a part of it. A sheet that only says some of the same words gives way. Cost: in proportion to the names.

use std::collections::HashMap;

use super::candidate::Candidate;
use super::line::Line;
use super::{Evidence, Grade, Link, Relation};
use crate::model::NodeId;

/// Adds such links. `lines` may be parts; `may_hold` says of a place among them whether a place in `sheets` may be the
/// line's.
pub(super) fn links(
    (lines, sheets): (&[&Line], &[&Candidate]),
    may_hold: impl Fn(usize, usize) -> bool,
    links: &mut HashMap<NodeId, Link>,
) {
    let by_words = |link: &Link| {
        link.grade == Grade::Possible && matches!(link.evidence[..], [Evidence::Words(_)])
    };
    for (at, line) in lines.iter().enumerate() {
        if line.quoted.is_empty() || links.get(&line.node).is_some_and(|link| !by_words(link)) {
            continue;
        }
        let names = |sheet: &Candidate| sheet.own && !line.quoted.is_disjoint(&sheet.quoted);
        let naming = sheets.iter().enumerate().filter(|(_, sheet)| names(sheet));
        let mut holding = naming.filter(|(place, _)| may_hold(at, *place));
        if let (Some((_, sheet)), None) = (holding.next(), holding.next()) {
            let link = Link {
                programmes: vec![sheet.programme],
                relation: Relation::Part,
                grade: Grade::Possible,
                evidence: vec![Evidence::Quoted],
            };
            links.insert(line.node, link);
        }
    }
}
