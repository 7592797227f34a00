//! Categories set in the middle of their rows, as merged cells of a PDF are: each is that of the rows above and below it.

use super::super::value::is_number_like;
use super::super::words::joined;
use super::Positions;
use super::serial::is_category;
use crate::parse::general::label::is_sum;
use crate::source::GridCell;

/// Most rows and labels that are looked at.
const MOST: usize = 120;

/// How far the middle of its rows may lie from a label, in half lines.
const FAR: u32 = 4;

impl Positions<'_> {
    /// Gives each row the category that stands in the middle of its block, where the first row of the table has none
    /// beside it and the middles of the blocks fit all labels.
    pub(super) fn spread_categories(&self, rows: &mut Vec<Vec<GridCell>>) {
        let Some(name) = self.name.filter(|name| *name > 0) else {
            return;
        };
        for column in 0..name {
            let own = self.columns.get(column);
            if own.is_some_and(|c| is_category(&c.text)) {
                self.spread(rows, column, name);
            }
        }
    }

    fn spread(&self, rows: &mut Vec<Vec<GridCell>>, column: usize, name: usize) {
        let text =
            |row: &[GridCell], n: usize| row.get(n).map_or(String::new(), |c| joined(&c.text));
        let has_numbers = |row: &[GridCell]| {
            let cells = self.numbers.iter().filter_map(|n| row.get(*n));
            cells.into_iter().any(|cell| is_number_like(&cell.text))
        };
        let line = |row: &[GridCell]| row.first().map_or(0, |cell| cell.line);
        let mut of: Vec<usize> = (0..rows.len())
            .filter(|i| rows.get(*i).is_some_and(|row| has_numbers(row)))
            .collect();
        // The sums at the end are of no block.
        while let Some(row) = of.last().and_then(|i| rows.get(*i)) {
            if !is_sum(&text(row, name)) && !is_sum(&text(row, column)) {
                break;
            }
            of.pop();
        }
        let mut labels: Vec<(String, u32)> = Vec::new();
        let mut alone: Vec<usize> = Vec::new();
        for (i, row) in rows.iter().enumerate().take(of.last().map_or(0, |i| i + 1)) {
            let label = text(row, column);
            if label.trim().is_empty() {
                continue;
            }
            // `商工費  7  4,156`: a category with its own sum begins its rows.
            if has_numbers(row) && text(row, name).trim().is_empty() {
                return;
            }
            if !has_numbers(row) {
                // A heading over rows stands alone as well: then nothing is sure.
                if !text(row, name).trim().is_empty() {
                    return;
                }
                alone.push(i);
            }
            labels.push((label, line(row)));
        }
        let first = of
            .first()
            .and_then(|i| rows.get(*i))
            .map(|row| text(row, column));
        let centred = first.is_some_and(|label| label.trim().is_empty());
        if !centred || labels.is_empty() || of.len() > MOST || labels.len() * 2 > of.len() {
            return;
        }
        let lines: Vec<u32> = of
            .iter()
            .filter_map(|i| rows.get(*i))
            .map(|row| line(row))
            .collect();
        let middles: Vec<u32> = labels.iter().map(|(_, line)| *line).collect();
        let Some(ends) = blocks(&lines, &middles) else {
            return;
        };
        let mut from = 0;
        for ((label, _), end) in labels.iter().zip(ends) {
            for i in of.get(from..end).unwrap_or_default() {
                if let Some(cell) = rows.get_mut(*i).and_then(|row| row.get_mut(column)) {
                    cell.text.clone_from(label);
                }
            }
            from = end;
        }
        for i in alone.into_iter().rev() {
            rows.remove(i);
        }
    }
}

/// Where each block of rows ends so that their middles lie as near to the labels as can be. None where one lies too far.
fn blocks(lines: &[u32], middles: &[u32]) -> Option<Vec<usize>> {
    let off = |from: usize, end: usize, label: usize| -> Option<u32> {
        let (first, last) = (lines.get(from)?, lines.get(end.checked_sub(1)?)?);
        Some(
            first
                .saturating_add(*last)
                .abs_diff(middles.get(label)?.saturating_mul(2)),
        )
    };
    // best[k][e]: the least distance of the first k labels over the first e rows, and where the last block begins.
    let mut best: Vec<Vec<Option<(u32, usize)>>> =
        vec![vec![None; lines.len() + 1]; middles.len() + 1];
    *best.first_mut()?.first_mut()? = Some((0, 0));
    for label in 0..middles.len() {
        for end in 1..=lines.len() {
            let mut least: Option<(u32, usize)> = None;
            for from in 0..end {
                let Some((before, _)) = best.get(label)?.get(from).copied().flatten() else {
                    continue;
                };
                let Some(own) = off(from, end, label).filter(|own| *own <= FAR) else {
                    continue;
                };
                if least.is_none_or(|(known, _)| before + own < known) {
                    least = Some((before + own, from));
                }
            }
            *best.get_mut(label + 1)?.get_mut(end)? = least;
        }
    }
    let mut end = lines.len();
    let mut ends = Vec::with_capacity(middles.len());
    for label in (1..=middles.len()).rev() {
        let (_, from) = best.get(label)?.get(end).copied().flatten()?;
        ends.push(end);
        end = from;
    }
    ends.reverse();
    Some(ends)
}

#[cfg(test)]
mod tests {
    use super::blocks;

    #[test]
    fn labels_stand_in_the_middle_of_their_rows() {
        // Three rows with the label beside the second, two with it between them.
        assert_eq!(blocks(&[1, 4, 7, 10, 12], &[4, 11]), Some(vec![3, 5]));
        // Labels at the top of their rows fit no middles.
        assert_eq!(blocks(&[1, 4, 7, 10, 13, 16], &[4, 7]), None);
    }
}
