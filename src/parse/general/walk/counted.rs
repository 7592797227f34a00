//! Tables of what is counted and not paid: under `（単位：人）`.

use super::super::amount::unit_in;
use super::super::gather::unit_line;
use super::super::layout::{Flow, Row};
use super::Walk;
use crate::japanese::fold::wording;
use crate::source::Grid;

/// What such a line may name as its unit.
const UNITS: [&str; 16] = [
    "人", "件", "隻", "台", "基", "棟", "校", "世帯", "か所", "箇所", "ha", "km", "t", "トン", "%",
    "戸",
];

/// Whether a line tells a unit that is none of money, and nothing else: `（単位：人、％）`.
fn tells(row: &Row) -> bool {
    // The cheap question first.
    if !row.fold.contains(&'位') || row.fold.contains(&'円') {
        return false;
    }
    let text: String = row.fold.iter().filter(|c| **c != ' ').collect();
    let inner = text.trim_matches(['(', ')', '[', ']']);
    let units = inner
        .strip_prefix("単位")
        .map(|rest| rest.trim_start_matches(':'));
    units.is_some_and(|units| {
        !units.is_empty()
            && units
                .split(['、', '・', ',', '/'])
                .all(|unit| UNITS.contains(&unit))
    })
}

/// Where the title ends before such a unit on its line: `【定員】　　（単位：人）`.
fn titled(row: &Row) -> Option<usize> {
    // The cheap question first.
    if !row.fold.contains(&'位') {
        return None;
    }
    let at = row.fold.iter().rposition(|c| matches!(c, '(' | '['))?;
    let rest = Row {
        printed: row.printed.get(at..)?.to_vec(),
        fold: row.fold.get(at..)?.to_vec(),
        ..row.clone()
    };
    let before = row.fold.get(..at)?;
    (before.iter().any(|c| c.is_alphabetic()) && tells(&rest)).then_some(at)
}

/// Whether a line likens the budget to that of a household: what stands below is no money of it.
fn is_likened(row: &Row) -> bool {
    if !row.fold.contains(&'え') {
        return false;
    }
    let text: String = row.fold.iter().filter(|c| **c != ' ').collect();
    ["例えると", "たとえると", "例えれば", "置き換えると"]
        .iter()
        .any(|word| text.ends_with(word))
}

impl Walk<'_> {
    /// Takes such a line and the table below it as text: how many items that were. What stands before the unit is read as any line.
    pub(super) fn counted(&mut self, flow: &[Flow], at: usize) -> Option<usize> {
        let Some(Flow::Row(row)) = flow.get(at) else {
            return None;
        };
        let title = titled(row);
        if title.is_none() && !tells(row) && !is_likened(row) {
            return None;
        }
        if let Some(end) = title {
            let mut title = row.clone();
            title.printed.truncate(end);
            title.fold.truncate(end);
            self.row(&title);
        }
        self.stale();
        self.push_text(row);
        let mut taken = 1;
        let mut any = false;
        for item in flow.iter().skip(at + 1) {
            match item {
                Flow::Grid(grid) if !any => {
                    self.count_in(grid);
                    return Some(taken + 1);
                }
                Flow::Row(row) if row.blank && any => break,
                Flow::Row(row) if row.blank || row.aside => {}
                Flow::Row(row) if unit_line(row).is_some() || unit_in(&row.fold).is_some() => break,
                Flow::Row(row) if row.fold.contains(&'円') || row.text().ends_with('。') => break,
                Flow::Row(row) => {
                    self.push_text(row);
                    self.counted.extend(&row.numbers);
                    any = true;
                }
                _ => break,
            }
            taken += 1;
        }
        Some(taken)
    }

    /// Takes a table of indicators as text: `指標 | 単位 | 現状値 | 目標値`, with no word of money in its head.
    pub(super) fn indicators(&mut self, grid: &Grid) -> bool {
        let head = grid.rows.first().map_or(&[][..], Vec::as_slice);
        let has = |words: &[&str]| {
            let mut texts = head.iter();
            texts.any(|cell| words.iter().any(|word| wording(&cell.text).contains(word)))
        };
        let counts = has(&["現状値", "目標値", "実績値", "基準値"]);
        // `現行（円） | 改定後（円）`: fees.
        let fees = has(&["現行", "改定前"]) && has(&["改定", "改正"]) && !has(&["予算"]);
        if !fees && (!counts || has(&["予算", "額", "円", "費"])) {
            return false;
        }
        self.stale();
        self.count_in(grid);
        true
    }

    fn count_in(&mut self, grid: &Grid) {
        for row in &grid.rows {
            self.counted.extend(row.iter().map(|cell| cell.line));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::super::layout::row_of;
    use super::tells;

    #[test]
    fn units_of_counts_are_told_from_those_of_money() {
        for text in ["（単位：人）", "  （単位：件、％）", "(単位 隻)"] {
            assert!(tells(&row_of(text, 1)), "{text}");
        }
        for text in ["（単位：千円）", "（単位：千円、％）", "単位の人数", "人"]
        {
            assert!(!tells(&row_of(text, 1)), "{text}");
        }
    }
}
