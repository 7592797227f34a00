//! Tables whose rows stand apart: the lines between two blank ones are one row.

use super::super::row::marked;
use super::super::value::is_number_like;
use super::rows::{Rows, append};
use super::{Chunk, Positions, chunks, is_blank, is_head_line};
use crate::source::Line;

/// Most lines of one row.
const MOST: usize = 8;

impl Positions<'_> {
    /// Whether blank lines part the rows of the table: three at least, and seldom two rows of numbers without one between.
    pub(super) fn is_spaced(&self) -> bool {
        let (mut rows, mut close, mut numbers, mut blanks) = (0_usize, 0_usize, 0_usize, 0_usize);
        for line in self.lines.iter().skip(self.head_lines).take(200) {
            if is_blank(line) {
                numbers = 0;
                blanks += 1;
                if blanks > super::MOST_BLANKS {
                    break;
                }
                continue;
            }
            blanks = 0;
            let runs = self.runs(line);
            if is_head_line(&runs) && runs.len() > 1 || line.text.contains("単位") {
                break;
            }
            if self.in_columns(&runs) {
                numbers += 1;
                rows += usize::from(numbers == 1);
            }
            close += usize::from(numbers == 2);
        }
        rows > 2 && close * 4 <= rows
    }

    /// Whether a number stands in a column of numbers, and not in the prose behind them.
    fn in_columns(&self, runs: &[Chunk]) -> bool {
        let last = self.numbers.last().and_then(|n| self.columns.get(*n));
        let edge = last.map_or(usize::MAX, |column| column.right + 2);
        let within: Vec<Chunk> = runs.iter().filter(|run| run.left < edge).cloned().collect();
        self.has_numbers(&within)
    }

    /// Where the lines that begin there end as one row: to the next blank one. None where they are not one row of several lines.
    pub(super) fn group_end(&self, at: usize) -> Option<usize> {
        let rest = self.lines.get(at..)?;
        let count = rest
            .iter()
            .take(MOST + 1)
            .take_while(|line| !is_blank(line))
            .count();
        let lines = rest.get(..count).filter(|_| (2..=MOST).contains(&count))?;
        let numbered = |line: &&Line| self.in_columns(&self.runs(line));
        let plain = |line: &Line| {
            let boxed = line
                .text
                .trim_start()
                .starts_with(['【', '《', '〈', '＜', '※']);
            !boxed && !line.text.contains("単位") && !is_head_line(&chunks(&line.text, self.wide))
        };
        // A marked line above the numbers heads them, or is their name.
        let own = |line: &&Line| numbered(line) || marked(&line.text).0.is_none();
        let one = lines.iter().filter(|line| numbered(line)).count() == 1;
        (one && lines.iter().all(|line| plain(line)) && lines.iter().all(own)).then_some(at + count)
    }
}

impl Positions<'_> {
    /// Learns where names begin that stand behind categories, which only some rows have.
    pub(super) fn learn_name_left(&mut self) {
        let next = self.name.filter(|name| *name > 0).map(|name| name + 1);
        if !self.lefts.is_empty() || next.is_none() || self.numbers.first().copied() != next {
            return;
        }
        let mut counts: std::collections::BTreeMap<usize, usize> =
            std::collections::BTreeMap::new();
        for line in self.lines.iter().skip(self.head_lines).take(200) {
            let runs = chunks(&line.text, self.wide);
            let words = runs.iter().take_while(|run| !is_number_like(&run.text));
            if let Some(last) = words.last().filter(|_| self.has_numbers(&runs)) {
                *counts.entry(last.left).or_default() += 1;
            }
        }
        let most = counts.iter().max_by_key(|(_, count)| **count);
        self.name_left = most.filter(|(_, count)| **count > 1).map(|(left, _)| *left);
    }

    /// A last column of which the rows hold words alone (`主な財源` over 一般財源) is none of numbers.
    pub(super) fn leave_words(&mut self) {
        while let Some(n) = self
            .numbers
            .last()
            .copied()
            .filter(|_| self.numbers.len() > 1)
        {
            let Some(column) = self.columns.get(n) else {
                return;
            };
            let (mut numbers, mut words) = (0_usize, 0_usize);
            for line in self.lines.iter().skip(self.head_lines).take(60) {
                let runs = chunks(&line.text, self.wide);
                for run in runs
                    .iter()
                    .filter(|r| r.left < column.right + 4 && r.right + 2 > column.left)
                {
                    if is_number_like(&run.text) {
                        numbers += 1;
                    } else if run.left + 2 >= column.left {
                        words += 1;
                    }
                }
            }
            if numbers > 0 || words < 2 {
                return;
            }
            self.numbers.pop();
        }
    }
}

impl Rows<'_> {
    /// Takes the lines of one row: what stands in one column is one text.
    pub(super) fn group(&mut self, lines: &[&Line]) {
        let waiting = std::mem::take(&mut self.waiting);
        self.rows.extend(waiting);
        let mut row = Vec::new();
        for line in lines {
            let cells = self.at.cells(line, &self.at.runs(line));
            if row.is_empty() {
                row = cells;
            } else {
                append(&mut row, &cells);
            }
        }
        self.numbers += 1;
        self.centred = false;
        self.rows.push(row);
    }
}
