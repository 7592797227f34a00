//! A total behind a table, on a line of its own.

use super::super::entry::name::tidy;
use super::super::figure::{Fate, TextReason};
use super::super::label::is_sum;
use super::super::layout::Row;
use super::super::piece::{Money, Piece, Reading, Role};
use super::super::table::head::Column;
use super::super::table::value::{Value, value};
use super::Walk;

impl Walk<'_> {
    /// `合計  40,874  41,115  241` behind a table with as many columns of numbers: a row of it that a page's end or a rule set apart.
    pub(super) fn total_of_table(&mut self, row: &Row, numbers: &[String]) -> bool {
        let Some(columns) = &self.columns else {
            return false;
        };
        let roles: Vec<(Column, usize)> = columns
            .roles
            .iter()
            .copied()
            .zip(0..)
            .filter(|(role, _)| role.is_money() || *role == Column::Rate)
            .collect();
        let words = &row.printed;
        let end = words
            .iter()
            .position(|c| crate::japanese::fold::fold_char(*c).is_ascii_digit());
        let name = tidy(words.get(..end.unwrap_or(words.len())).unwrap_or_default());
        let name = name.trim_end_matches(['△', '▲', '-', '－']).trim_end();
        if numbers.is_empty() || numbers.len() != roles.len() || !is_sum(name) {
            return false;
        }
        let mut reading = Reading::default();
        let mut of = Vec::new();
        // From the right, as they were found.
        for (text, (role, n)) in numbers.iter().rev().zip(roles) {
            let unit = columns.units.get(n).copied().flatten();
            let unit = unit.or(self.unit).or(self.evidence.unit);
            let Value::Amount { amount, .. } = value(text, unit) else {
                if matches!(role, Column::Request | Column::Base) {
                    return false;
                }
                continue;
            };
            match role {
                Column::Request => reading.request = Money::Amount(amount),
                Column::Base => reading.base = Money::Amount(amount),
                _ => {}
            }
            of.push((role, text.clone()));
        }
        if reading.request == Money::None {
            return false;
        }
        for (role, text) in of {
            let id = self.figures.add(row.line.number, row.line.page, text);
            self.figures.about(id, name);
            if matches!(role, Column::Request | Column::Base) {
                reading.figures.push(id);
                self.figures.set(id, Fate::Subtotal);
            } else {
                self.figures.set(id, Fate::Text(TextReason::Change));
            }
        }
        let mut piece = Piece::new(Role::Sum, name, row.line.number, row.line.page);
        piece.lines.clone_from(&row.numbers);
        piece.reading = Some(reading);
        self.stale();
        self.pieces.push(piece);
        true
    }
}
