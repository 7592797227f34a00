//! A sheet whose parts ask together for more than it did does not hold all of them: none of those is probable then.

use std::collections::HashMap;

use rust_decimal::Decimal;

use super::candidate::Candidate;
use super::line::Line;
use super::{Grade, Link, Relation};
use crate::model::NodeId;

/// Lowers the grade of such parts. Half a unit of what is printed is left to each line.
pub(super) fn doubt(lines: &[&Line], sheets: &[&Candidate], links: &mut HashMap<NodeId, Link>) {
    let mut asked: HashMap<usize, Decimal> = HashMap::new();
    for line in lines {
        let part = links.get(&line.node).and_then(part_of);
        if let (Some(programme), Some(amount)) = (part, line.request) {
            let least = amount.oku.saturating_sub(amount.half_unit);
            let sum = asked.entry(programme).or_default();
            *sum = sum.saturating_add(least);
        }
    }
    let is_over = |programme: usize| {
        let sheet = sheets.iter().find(|sheet| sheet.programme == programme);
        let request = sheet.and_then(|sheet| sheet.request);
        let sum = asked.get(&programme);
        request.zip(sum).is_some_and(|(yen, sum)| *sum > yen.oku())
    };
    for link in links.values_mut() {
        if part_of(link).is_some_and(is_over) {
            link.grade = Grade::Possible;
        }
    }
}

fn part_of(link: &Link) -> Option<usize> {
    let [programme] = link.programmes[..] else {
        return None;
    };
    (link.relation == Relation::Part).then_some(programme)
}
