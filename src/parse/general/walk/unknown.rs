//! Numbers of a line that are not read, because no unit is known for them or no table explains them.

use super::super::amount::Unit;
use super::super::entry::name::tidy;
use super::super::entry::tail::find;
use super::super::figure::{Fate, UnreadReason};
use super::super::layout::Row;
use super::super::table::value::run_of_numbers;
use super::Walk;
use super::begin::Begin;
use super::shape::trailing_numbers;

/// Words that may follow a bare amount on its line.
const UNIT_WORDS: &str = "百千万億円内数事項要求新規皆増減廃止前年同額当初補正度令和元";

impl Walk<'_> {
    /// Bare numbers alone on a line below a name, where no unit is known: told with the name.
    pub(super) fn waits_for_unit(&mut self, row: &Row) -> bool {
        let digits = row.fold.iter().any(char::is_ascii_digit);
        if !digits || row.fold.iter().any(|c| c.is_alphabetic()) || !self.waits() {
            return false;
        }
        let lens = super::Lens {
            unit: Some(Unit { yen: 1 }),
            ..self.lens(true)
        };
        let Some(tail) = super::only(&row.printed, &row.fold, lens) else {
            return false;
        };
        let name = self
            .open
            .as_ref()
            .and_then(|open| self.pieces.get(open.piece));
        let name = name.map_or_else(String::new, |piece| piece.name.clone());
        for id in self.register(row, &tail) {
            self.figures.about(id, &name);
            self.figures
                .set(id, Fate::Unread(UnreadReason::UnitUnknown));
        }
        true
    }

    /// Bare numbers at the end of a line for which no unit is known, or which no table explains: said, not read.
    pub(super) fn unit_unknown(&mut self, row: &Row, begin: &Begin) -> bool {
        let known = self.unit.or(self.evidence.unit);
        let mut numbers = trailing_numbers(row);
        if numbers.is_empty() && (known.is_some() || self.census.has_unit()) {
            numbers = run_of_numbers(&row.fold);
        }
        if self.total_of_table(row, &numbers) {
            return true;
        }
        let tail = find(
            &row.printed,
            &row.fold,
            begin.figures,
            super::Lens {
                unit: Some(Unit { yen: 1 }),
                ..self.lens(true)
            },
            false,
        );
        // `柱　1　架空の港`: a number with words behind it is none of money.
        let last = |t: &super::Token| match t {
            super::Token::Money { span, .. } => {
                let mut behind = row.fold.iter().skip(span.1);
                !is_of_name(row, *span)
                    && !behind.any(|c| c.is_alphabetic() && !UNIT_WORDS.contains(*c))
            }
            _ => false,
        };
        let marked = begin.marked() && tail.is_some_and(|t| t.tokens.iter().any(last));
        if numbers.is_empty() && !(marked && known.is_none()) {
            return false;
        }
        let text = row.text();
        let reason = if known.is_none() {
            UnreadReason::UnitUnknown
        } else {
            UnreadReason::Table
        };
        for printed in if numbers.is_empty() {
            vec![text.clone()]
        } else {
            numbers
        } {
            let id = self.figures.add(row.line.number, row.line.page, printed);
            self.figures.about(id, &tidy(&row.printed));
            self.figures.set(id, Fate::Unread(reason));
        }
        self.stale();
        self.push_text(row);
        true
    }
}

/// Whether a number is the end of a name: `港湾計画2030`, `灯台整備フェーズ2`, and the year of a heading.
/// Thousands are set off by a comma in amounts alone.
fn is_of_name(row: &Row, (from, to): (usize, usize)) -> bool {
    let digits = row.fold.get(from..to).unwrap_or_default();
    let plain = digits.iter().all(char::is_ascii_digit);
    let before = from.checked_sub(1).and_then(|at| row.fold.get(at));
    let glued = before.is_some_and(|c| c.is_alphabetic());
    let year = row.line.hint.level.is_some()
        && digits.len() == 4
        && matches!(digits.first(), Some('1' | '2'));
    plain && (glued || year)
}
