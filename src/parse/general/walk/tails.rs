//! The figures of a line, where they may be told from its words.

use super::super::entry::tail::{Tail, find};
use super::super::layout::Row;
use super::Walk;
use super::begin::Begin;
use super::shape::{is_told, pairs, trailing_numbers, trailing_unit};

impl Walk<'_> {
    /// The tails of a line, one for each entry on it; none where words are left over.
    pub(super) fn tails(&self, row: &Row, begin: &Begin) -> Vec<Tail> {
        let bare =
            self.unit.is_some() && self.census.lists_numbers() && trailing_numbers(row).len() == 1;
        // `R9: 86 (R8: 64)`: labels of two years make bare numbers amounts.
        let years = super::super::year::years(&row.fold, None);
        let mut sure = years.iter().filter(|y| y.sure);
        let labelled = match (sure.next(), sure.next(), sure.next()) {
            (Some(_), Some(_), None) => true,
            // `架空灯台   R9   64`: the unit is known, and the year is the document's.
            (Some(year), None, _) => {
                let rest = row.fold.get(year.end..).unwrap_or_default();
                self.evidence.request_year == Some(year.year)
                    && rest.first() == Some(&' ')
                    && rest.iter().any(char::is_ascii_digit)
                    && rest
                        .iter()
                        .all(|c| c.is_ascii_digit() || matches!(c, ' ' | ','))
            }
            _ => false,
        };
        let mut lens = self.lens(begin.marked() || pairs(&row.fold) || bare || labelled);
        lens.unit = trailing_unit(&row.fold).or(lens.unit);
        let mut tails = Vec::new();
        let mut from = begin.figures;
        while let Some(tail) = find(&row.printed, &row.fold, from, lens, begin.marked()) {
            from = tail.end.max(from + 1);
            tails.push(tail);
            if from >= row.fold.len() || tails.len() > 40 {
                break;
            }
        }
        // `民生費18億円（26.9%）、総務費11億円などです。`: several amounts of a sentence.
        let sentence = ["す。", "た。", "る。"].iter().any(|end| {
            let mut end = end.chars().rev();
            let mut own = row.fold.iter().rev().filter(|c| **c != ' ');
            end.all(|c| own.next() == Some(&c))
        });
        let listed = sentence && !begin.marked() && tails.len() > 1;
        if listed || is_told(&row.fold, &tails) {
            tails.clear();
        }
        tails
    }
}
