//! A change line by line: what a waterfall is drawn of.

use rust_decimal::Decimal;

use super::{Change, Counting, change};
use crate::model::{Library, NodeId};

/// One step of a waterfall: where it starts and what it changes, in 億円.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Step {
    /// The line; none for the rest, summed up.
    pub node: Option<NodeId>,
    /// How many lines it is of.
    pub lines: usize,
    /// Where the step before ended.
    pub from: Decimal,
    /// What it changes.
    pub change: Decimal,
    /// Rounding alone could make it.
    pub is_undecided: bool,
}

impl Step {
    /// Where it ends.
    #[must_use]
    pub fn to(&self) -> Decimal {
        self.from.saturating_add(self.change)
    }
}

/// The comparable lines with a change as steps from `base` on: the largest first, at most `most`
/// of them, the rest as one.
#[must_use]
pub fn steps(
    library: &Library,
    lines: impl Iterator<Item = NodeId>,
    counting: Counting,
    base: Decimal,
    most: usize,
) -> Vec<Step> {
    let mut changes: Vec<(Change, NodeId)> = lines
        .filter_map(|id| {
            let line = library.budget(id)?;
            counting.request(library, id)?;
            Some((change(line)?, id))
        })
        .filter(|(change, _)| !change.oku.is_zero())
        .collect();
    changes.sort_by_key(|(change, id)| (std::cmp::Reverse(change.oku.abs()), *id));
    let rest = changes.split_off(changes.len().min(most));
    let mut from = base;
    let mut out = Vec::new();
    let mut add = |node, lines, change: Decimal, is_undecided| {
        out.push(Step {
            node,
            lines,
            from,
            change,
            is_undecided,
        });
        from = from.saturating_add(change);
    };
    for (change, id) in changes {
        add(Some(id), 1, change.oku, change.is_within_rounding());
    }
    if !rest.is_empty() {
        let sum = |of: fn(&Change) -> Decimal| {
            let figures = rest.iter().map(|(change, _)| of(change));
            figures.fold(Decimal::ZERO, Decimal::saturating_add)
        };
        let all = Change {
            oku: sum(|change| change.oku),
            percent: None,
            low: sum(|change| change.low),
            high: sum(|change| change.high),
        };
        add(None, rest.len(), all.oku, all.is_within_rounding());
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::parse::parse;

    #[test]
    fn steps_lead_from_the_base_to_the_request() {
        let source = "# 施策\n\n## 1 章\n\n## (1) 消防\n\n【予算】甲 2.0億円（2年度 1.0億円）\n\n【予算】乙 1.0億円（2年度 4.0億円）\n\n【予算】丙 5.0億円（2年度 5.0億円）\n\n【予算】丁 0.2億円（2年度 0.1億円）\n";
        let library = Library::new(vec![parse("a.txt", source).unwrap()]);
        let root = library.documents()[0].root;
        let totals = crate::ledger::totals(&library, root).comparable;
        for most in [1, 2, 9] {
            let lines = library.budget_lines(root);
            let steps = steps(&library, lines, Counting::Once, totals.base, most);
            assert_eq!(steps[0].change, Decimal::new(-30, 1), "the largest first");
            let mut at = totals.base;
            for step in &steps {
                assert_eq!(step.from, at);
                at = step.to();
            }
            assert_eq!(at, totals.request);
            let lines: usize = steps.iter().map(|step| step.lines).sum();
            assert_eq!(lines, 3, "what is as it was is no step");
        }
        let lines = library.budget_lines(root);
        let steps = steps(&library, lines, Counting::Once, totals.base, 9);
        assert!(steps[2].is_undecided && !steps[0].is_undecided);
        let rest = |most| {
            let lines = library.budget_lines(root);
            let steps = super::steps(&library, lines, Counting::Once, totals.base, most);
            steps.last().map(|step| (step.lines, step.is_undecided))
        };
        assert_eq!(rest(2), Some((1, true)), "nor is the rest, summed up");
        assert_eq!(rest(0), Some((3, false)));
    }
}
