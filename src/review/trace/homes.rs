//! Lines that stand together are mostly of one bureau: those that are joined vote for theirs, for every
//! heading above them.

use std::collections::HashMap;
use std::sync::Arc;

use super::candidate::Candidate;
use super::line::Line;
use super::{Grade, Link};
use crate::model::NodeId;
use crate::review::name::key;

/// Votes for bureaus by node of the document.
pub(super) type Homes = HashMap<NodeId, HashMap<Arc<str>, f64>>;

/// Bureaus by the lines that are joined already, for every node above them.
pub(super) fn homes(
    lines: &[Line],
    candidates: &[Candidate],
    links: &HashMap<NodeId, Link>,
) -> Homes {
    let bureau: HashMap<usize, &Candidate> = candidates.iter().map(|c| (c.programme, c)).collect();
    let mut homes = Homes::new();
    for line in lines {
        let joined = links.get(&line.node).filter(|l| l.grade >= Grade::Probable);
        let of = joined.and_then(|link| bureau.get(link.programmes.first()?));
        if let Some(candidate) = of {
            vote(&mut homes, line, &candidate.bureau, 1.0);
        }
    }
    homes
}

/// How much the bureau is at home where the line stands: 0 to 1, none where nothing is known.
pub(super) fn at_home(homes: &Homes, line: &Line, bureau: &str) -> Option<f64> {
    line.above.iter().find_map(|node| {
        let votes = homes.get(node)?;
        let all: f64 = votes.values().sum();
        (all >= 1.4).then(|| {
            let own = votes.iter().filter(|(name, _)| head(name) == head(bureau));
            own.map(|(_, count)| count).sum::<f64>() / all
        })
    })
}

pub(super) fn vote(homes: &mut Homes, line: &Line, bureau: &Arc<str>, weight: f64) {
    for node in &line.above {
        *homes
            .entry(*node)
            .or_default()
            .entry(Arc::clone(bureau))
            .or_default() += weight;
    }
}

/// The first bureau of several, without the division after it.
pub(super) fn head(bureau: &str) -> String {
    let first = bureau.split([' ', '　', '・']).next().unwrap_or_default();
    let end = first.find(['局', '庁', '房']).and_then(|at| {
        let c = first.get(at..)?.chars().next()?;
        first.get(..at + c.len_utf8())
    });
    key(end.unwrap_or(first))
}
