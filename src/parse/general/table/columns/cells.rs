//! The runs of a line → the cells of its row.

use unicode_width::UnicodeWidthChar;

use super::super::value::is_number_like;
use super::super::value::is_numeric;
use super::super::words::close_up;
use super::runs::distance;
use super::serial::{is_category, is_number_mark};
use super::{Chunk, Positions};
use crate::parse::general::entry::sign::is_mark_sign;
use crate::source::{GridCell, Line};

/// Whether a text prints a figure or a dash, not only words such as 新規.
fn is_figure(text: &str) -> bool {
    text.chars()
        .any(|c| crate::japanese::fold::fold_char(c).is_ascii_digit())
        || is_numeric(text)
}

impl Positions<'_> {
    /// Puts the runs of a line into cells.
    pub(super) fn cells(&self, line: &Line, runs: &[Chunk]) -> Vec<GridCell> {
        let mut cells = vec![
            GridCell {
                line: line.number,
                page: line.page,
                ..GridCell::default()
            };
            self.columns.len()
        ];
        let numeric: Vec<&Chunk> = {
            let mut tail: Vec<&Chunk> = runs
                .iter()
                .rev()
                .take_while(|run| is_number_like(&run.text))
                .collect();
            // 新規 behind a column of words is no number of the row.
            let figure = |run: &&Chunk| is_figure(&run.text);
            let words = !tail.iter().any(figure);
            let parted = runs
                .iter()
                .filter(figure)
                .any(|run| is_number_like(&run.text));
            if tail.is_empty() || words && parted {
                let first = self.name.and_then(|n| self.columns.get(n));
                let from = first.map_or(0, |column| column.left);
                tail = runs
                    .iter()
                    .filter(|run| is_number_like(&run.text) && run.left >= from)
                    .filter(|run| !words || !parted || is_figure(&run.text))
                    .collect();
                tail.reverse();
            }
            tail.reverse();
            self.nearest_numbers(tail)
        };
        let all = numeric.len() == self.numbers.len();
        let mut next = 0;
        for (order, run) in numeric.iter().enumerate() {
            let slot = if all {
                self.numbers.get(order).copied()
            } else {
                let left = self.numbers.len().saturating_sub(numeric.len() - order - 1);
                let open = self
                    .numbers
                    .get(next..left.max(next + 1))
                    .unwrap_or_default();
                open.iter().copied().min_by_key(|n| {
                    self.columns
                        .get(*n)
                        .map_or(usize::MAX, |c| distance(c, run))
                })
            };
            let Some(slot) = slot else { continue };
            next = self
                .numbers
                .iter()
                .position(|n| *n == slot)
                .map_or(next, |at| at + 1);
            if let Some(cell) = cells.get_mut(slot) {
                cell.text.clone_from(&run.text);
            }
        }
        let texts: Vec<usize> = (0..self.columns.len())
            .filter(|n| !self.numbers.contains(n))
            .collect();
        let words: Vec<&Chunk> = runs
            .iter()
            .filter(|run| !numeric.iter().any(|n| std::ptr::eq(*n, *run)))
            .collect();
        let alone = words.len() == 1 && !numeric.is_empty();
        let pieces: Vec<Chunk> = words.iter().flat_map(|run| self.split(run)).collect();
        let first_number = numeric.first().map_or(0, |run| run.left);
        let before: Vec<&Chunk> = pieces
            .iter()
            .filter(|run| run.left < first_number)
            .collect();
        // Of two words or more before the numbers the last are the name, where no column stands between.
        let named = before.last().filter(|_| {
            before.len() > 1
                && self.lefts.is_empty()
                && self
                    .name
                    .is_some_and(|n| n > 0 && self.numbers.first() == Some(&(n + 1)))
        });
        let named = named.map(|run| run.left);
        for run in &pieces {
            let nearest = || {
                texts.iter().copied().min_by_key(|n| {
                    self.columns
                        .get(*n)
                        .map_or(usize::MAX, |c| self.text_distance(*n, c, run))
                })
            };
            // Words right of the numbers are of a column there, if the head has one.
            let last = self.numbers.last().copied().unwrap_or(0);
            let right = numeric.last().is_some_and(|number| run.left > number.right);
            let behind = right.then(|| {
                let columns = texts.iter().copied().filter(|n| *n > last);
                columns.min_by_key(|n| {
                    self.columns
                        .get(*n)
                        .map_or(usize::MAX, |c| distance(c, run))
                })
            });
            let slot = behind
                .flatten()
                .or_else(|| self.learnt_slot(run).or_else(nearest));
            // Words are never of a column of serial numbers.
            let serial = |n: usize| {
                let column = self.columns.get(n);
                column.is_some_and(|c| !is_category(&c.text))
                    && !is_number_mark(&run.text)
                    && !is_numeric(&run.text)
            };
            let slot = match (slot, self.name) {
                (Some(slot), Some(name)) if slot < name && serial(slot) => Some(name),
                _ => slot,
            };
            // The one text of a row of numbers is its name, where it is set in from the category's edge.
            // The number of a row whose name stands above and below its line is none.
            // Nor is the sign of what is new: `◎`, in a column of its own.
            let sign = run.text.chars().all(is_mark_sign);
            let is_number_of = |slot: usize| {
                let column = self.columns.get(slot);
                let number = column.is_some_and(|c| !is_category(&c.text));
                sign || number && is_number_mark(&run.text)
            };
            let inset = |slot: usize| {
                let column = self.columns.get(slot);
                column.is_some_and(|column| run.left > column.left) && !is_number_of(slot)
            };
            let slot = match (slot, self.name) {
                (Some(slot), Some(name)) if alone && slot < name && inset(slot) => Some(name),
                _ => slot,
            };
            let slot = match (slot, self.name) {
                (Some(slot), Some(name))
                    if slot < name
                        && !is_number_of(slot)
                        && (named == Some(run.left)
                            || self
                                .name_left
                                .is_some_and(|left| left.abs_diff(run.left) < 2)) =>
                {
                    Some(name)
                }
                _ => slot,
            };
            // `（新規）` below a number, where others have their base there.
            let slot = self.tag_below(run, numeric.is_empty()).or(slot);
            if let Some(cell) = slot.and_then(|slot| cells.get_mut(slot)) {
                if !cell.text.is_empty() {
                    cell.text.push(' ');
                }
                cell.text.push_str(&close_up(&run.text));
            }
        }
        cells
    }

    /// The column of numbers that a tag in brackets stands under, on a line without numbers.
    fn tag_below(&self, run: &Chunk, alone: bool) -> Option<usize> {
        let plain = || -> String { run.text.chars().filter(|c| !c.is_whitespace()).collect() };
        let tag = alone
            && self.under
            && run.text.starts_with(['（', '('])
            && ["（新規）", "(新規)", "（皆増）", "(皆増)", "（新）", "(新)"]
                .contains(&plain().as_str());
        let near = |n: &usize| Some((distance(self.columns.get(*n)?, run), *n));
        tag.then(|| self.numbers.iter().filter_map(near).min())?
            .map(|(_, n)| n)
    }

    /// Of more numbers than columns those that stand together nearest to the columns: a number of the prose beside is none of them.
    fn nearest_numbers<'b>(&self, tail: Vec<&'b Chunk>) -> Vec<&'b Chunk> {
        let count = self.numbers.len();
        if tail.len() <= count || count == 0 {
            return tail;
        }
        // Right behind the names stand the numbers of the columns: whatever follows them is of the prose.
        let beside = self.name.map(|name| name + 1);
        if beside.is_some() && self.numbers.first().copied() == beside {
            return tail.into_iter().take(count).collect();
        }
        let far = |window: &[&Chunk]| -> usize {
            window
                .iter()
                .zip(&self.numbers)
                .filter_map(|(run, n)| Some(distance(self.columns.get(*n)?, run)))
                .sum()
        };
        let best = tail.windows(count).rev().min_by_key(|window| far(window));
        best.map_or_else(Vec::new, <[&Chunk]>::to_vec)
    }

    /// A run parted at its blanks that stand where the texts of another column begin: `橋の補強 道路課`.
    fn split(&self, run: &Chunk) -> Vec<Chunk> {
        // `（ 新 規 ）` is one word.
        let bracket = run.text.starts_with(['（', '(']) && run.text.ends_with(['）', ')']);
        if bracket && run.text.chars().count() < 10 {
            return vec![run.clone()];
        }
        let mut parts = vec![Chunk {
            text: String::new(),
            ..run.clone()
        }];
        let mut at = run.left;
        for c in run.text.chars() {
            let width = if self.wide { c.width().unwrap_or(0) } else { 1 };
            let next = at + width;
            let begins = self
                .lefts
                .iter()
                .any(|(_, left)| left.abs_diff(next) <= 1 && *left > run.left + 1);
            let title = || {
                let own = parts.last().filter(|_| self.glued);
                own.is_some_and(|own| is_number_mark(&own.text))
            };
            if c == ' ' && begins && !title() {
                if let Some(last) = parts.last_mut() {
                    last.right = at;
                }
                parts.push(Chunk {
                    text: String::new(),
                    left: next,
                    ..run.clone()
                });
            } else if let Some(last) = parts.last_mut() {
                last.text.push(c);
            }
            at = next;
        }
        parts.retain(|part| !part.text.is_empty());
        parts
    }

    /// How far a text is from a text column: its left edge counts, and the column reaches to the next.
    fn text_distance(&self, n: usize, column: &Chunk, run: &Chunk) -> usize {
        let from = n
            .checked_sub(1)
            .and_then(|n| self.columns.get(n))
            .map_or(0, |before| before.right);
        let to = self
            .columns
            .get(n + 1)
            .map_or(usize::MAX, |after| after.left);
        let overlap = run
            .right
            .min(column.right)
            .saturating_sub(run.left.max(column.left));
        if overlap > 0 {
            return 0;
        }
        if run.left >= from && run.left < to {
            1 + run.left.abs_diff(column.left) / 4
        } else {
            100 + distance(column, run)
        }
    }
}
