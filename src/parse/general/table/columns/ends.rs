//! Where a table of lines is over, and what the figures of its lines are.

use super::super::row::marked;
use super::{Chunk, Positions, chunks, is_blank, is_head_line};
use crate::japanese::fold::folded;
use crate::parse::general::amount::moneys;
use crate::parse::general::table::value::{is_number_like, is_numeric};
use crate::source::Line;

impl Positions<'_> {
    /// Whether a run stands right of the first two text columns: prose beside the names.
    fn beside_names(&self, run: &Chunk) -> bool {
        // A column of prose behind the numbers.
        let last = self.numbers.last().copied().unwrap_or(0);
        let behind = last + 1 < self.columns.len();
        let edge = self.columns.get(last).map_or(0, |column| column.right);
        // Of two columns of words the first holds the names: `り16,500円` under the second is prose.
        let second = match self.lefts.as_slice() {
            [(first, _), (_, left)] if self.name == Some(*first) => Some(*left),
            _ => None,
        };
        behind && run.left + 2 > edge
            || second.is_some_and(|left| left > 4 && left <= run.left + 1)
            || self.lefts.len() > 2
                && self
                    .lefts
                    .get(2)
                    .is_some_and(|(_, left)| *left <= run.left + 1)
    }

    /// Whether the table is over before that line.
    pub(super) fn ends(&self, line: &Line, runs: &[Chunk], after_blank: bool, at: usize) -> bool {
        let text: String = folded(line.text.trim()).into_iter().collect();
        if is_head_line(runs) && runs.len() >= 2
            || line.hint.level.is_some() && !self.has_numbers(runs)
        {
            return true;
        }
        if text.starts_with('※')
            || text.starts_with("(注")
            || text.starts_with("注")
            || text.contains("(単位") && !self.has_numbers(runs)
        {
            return true;
        }
        // `１．架空（予算額　5億円）`: an amount within a bracket that the name opens is no cell.
        let torn = |run: &Chunk| {
            let text = folded(&run.text);
            let count = |c: char| text.iter().filter(|own| **own == c).count();
            text.contains(&'円') && count(')') > count('(') && !self.beside_names(run)
        };
        // Beside a bracket below a number it is the end of prose: `度額 3,900 千円）  （316）`.
        let below = |run: &Chunk| run.text.starts_with(['（', '(']) && is_numeric(&run.text);
        if runs.iter().any(torn) && !runs.iter().any(below) {
            return true;
        }
        // After a blank line, figures with their own unit under rows of bare numbers are entries of the text below.
        let marked = after_blank && marked(&line.text).0.is_some();
        if marked && self.own_units(runs) && !self.first_row_has_units() {
            return true;
        }
        // `（－）` below a number is the bracket of its cell.
        let none = |run: &Chunk| run.text.starts_with(['（', '(']) && is_number_like(&run.text);
        if self.has_numbers(runs) || runs.first().is_some_and(none) {
            return false;
        }
        // A line with an amount in its own unit is an entry or a sentence, not a row.
        let first_number = self
            .numbers
            .first()
            .and_then(|n| self.columns.get(*n))
            .map_or(0, |c| c.left);
        let in_name = runs.first().is_some_and(|run| run.left < first_number);
        if runs.first().is_some_and(|run| self.beside_names(run)) {
            return false;
        }
        if !moneys(&folded(&line.text)).is_empty() && runs.len() == 1 {
            return true;
        }
        if runs.len() == 1
            && text.ends_with('。')
            && runs.first().is_some_and(|run| run.right > first_number)
        {
            return true;
        }
        // After a blank line words alone go on with the table only where a row follows soon.
        let over = |line: &Line| {
            line.text.contains("単位") || is_head_line(&chunks(&line.text, self.wide))
        };
        let below = self.lines.iter().skip(at + 1).take(12);
        let mut below = below.filter(|line| !is_blank(line)).take(3);
        let soon = below
            .by_ref()
            .take_while(|line| !over(line))
            .map(|next| self.runs(next))
            .find(|runs| self.has_numbers(runs))
            .is_some_and(|runs| !self.own_units(&runs) || self.first_row_has_units());
        !in_name || after_blank && !soon
    }

    /// Whether the figures of a line all have units of their own.
    fn own_units(&self, runs: &[Chunk]) -> bool {
        let amount = |run: &Chunk| !moneys(&folded(&run.text)).is_empty();
        let bare = |run: &Chunk| is_numeric(&run.text) && !amount(run);
        runs.iter().any(amount) && !runs.iter().skip(1).any(bare)
    }

    fn first_row_has_units(&self) -> bool {
        let rows = self.lines.iter().skip(self.head_lines).take(20);
        let mut rows = rows.map(|line| self.runs(line));
        rows.find(|runs| self.has_numbers(runs))
            .is_some_and(|runs| self.own_units(&runs))
    }

    pub(super) fn has_numbers(&self, runs: &[Chunk]) -> bool {
        let from = self
            .numbers
            .first()
            .and_then(|n| n.checked_sub(1))
            .and_then(|n| self.columns.get(n))
            .map_or(0, |c| c.left);
        runs.iter()
            .any(|run| is_numeric(&run.text) && run.left > from)
    }
}
