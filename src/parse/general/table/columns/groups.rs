//! Tables whose rows stand apart: the lines between two blank ones are one row.

use super::super::row::marked;
use super::rows::{Rows, append};
use super::{Chunk, Positions, chunks, is_blank, is_head_line};
use crate::source::Line;

/// Most lines of one row.
const MOST: usize = 8;

impl Positions<'_> {
    /// Whether blank lines part the rows of the table: three at least, and never two rows of numbers without one between.
    pub(super) fn is_spaced(&self) -> bool {
        let (mut rows, mut numbers, mut blanks) = (0_usize, 0_usize, 0_usize);
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
            if numbers > 1 {
                return false;
            }
        }
        rows > 2
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
