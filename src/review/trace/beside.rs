//! A line without a sheet that stands directly below a heading whose other parts are all of one sheet, is
//! possibly a part of it too, as long as the sheet has money left. A line that is listed again elsewhere
//! stands there as well.

use std::collections::HashMap;

use rust_decimal::Decimal;

use super::candidate::Candidate;
use super::line::Line;
use super::{Evidence, Grade, Link, Relation};
use crate::model::NodeId;

/// So many parts below one heading speak for the sheet.
const FEWEST: usize = 2;

/// Adds such links. `rest` are the lines that may be parts; `may_hold` says of a place in it whether a
/// place in `sheets` may be the line's.
pub(super) fn links(
    lines: &[Line],
    (rest, sheets): (&[&Line], &[&Candidate]),
    may_hold: impl Fn(usize, usize) -> bool,
    links: &mut HashMap<NodeId, Link>,
) {
    let mut below: HashMap<NodeId, Vec<NodeId>> = HashMap::new();
    let mut headings: HashMap<NodeId, Vec<NodeId>> = HashMap::new();
    for line in lines {
        let own = line.original.unwrap_or(line.node);
        if let Some(heading) = line.above.first() {
            below.entry(*heading).or_default().push(own);
            headings.entry(own).or_default().push(*heading);
        }
    }
    let asked = |line: &Line| line.request.map(|amount| amount.oku);
    let by_node: HashMap<NodeId, Option<Decimal>> =
        lines.iter().map(|line| (line.node, asked(line))).collect();
    for (at, line) in rest.iter().enumerate() {
        if links.contains_key(&line.node) {
            continue;
        }
        let mut found = headings
            .get(&line.node)
            .into_iter()
            .flatten()
            .filter_map(|heading| common(below.get(heading)?, links));
        let Some(programme) = found.next().filter(|one| found.all(|other| other == *one)) else {
            continue;
        };
        let sheet = sheets.iter().position(|c| c.programme == programme);
        let Some((sheet, candidate)) = sheet.and_then(|at| Some((at, sheets.get(at)?))) else {
            continue;
        };
        let spent = links.iter().filter(|(_, link)| is_part_of(link, programme));
        let spent: Decimal = spent.filter_map(|(node, _)| *by_node.get(node)?).sum();
        let left = candidate.request.map(|yen| yen.oku() - spent);
        let fits = asked(line)
            .zip(left)
            .is_some_and(|(asks, left)| asks <= left);
        if fits && may_hold(at, sheet) {
            let link = Link {
                programmes: vec![programme],
                relation: Relation::Part,
                grade: Grade::Possible,
                evidence: vec![Evidence::Beside],
            };
            links.insert(line.node, link);
        }
    }
}

fn is_part_of(link: &Link, programme: usize) -> bool {
    link.relation == Relation::Part && link.programmes == [programme]
}

/// The one sheet that lines below a heading are parts of, by what they say themselves.
fn common(lines: &[NodeId], links: &HashMap<NodeId, Link>) -> Option<usize> {
    let mut parts = lines
        .iter()
        .filter_map(|line| links.get(line))
        .filter(|link| link.relation == Relation::Part && link.evidence != [Evidence::Beside])
        .filter_map(|link| link.programmes.first().copied());
    let first = parts.next()?;
    let mut count = 1;
    for part in parts {
        if part != first {
            return None;
        }
        count += 1;
    }
    (count >= FEWEST).then_some(first)
}
