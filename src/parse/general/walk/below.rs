//! A line of tags below its entry: `〔新規〕（市民一人当たり約212円）`.

use super::super::entry::interpret::interpret;
use super::super::entry::token::{bracketed_tags, closing};
use super::super::figure::TextReason;
use super::super::layout::Row;
use super::Walk;

impl Walk<'_> {
    /// Gives the tags of such a line to the entry right above; false for any other line.
    pub(super) fn tags_below(&mut self, row: &Row) -> bool {
        let from = row.fold.iter().take_while(|c| **c == ' ').count();
        let Some((tags, end)) = bracketed_tags(&row.fold, from) else {
            return false;
        };
        let rest = row.fold.get(end..).unwrap_or_default();
        if !is_remark_or_nothing(rest) {
            return false;
        }
        let Some(open) = self.open.as_mut().filter(|open| open.fresh) else {
            return false;
        };
        let piece = self.pieces.get_mut(open.piece);
        let Some(reading) = piece.and_then(|piece| piece.reading.as_mut()) else {
            return false;
        };
        open.tags.extend(tags);
        if let Some(told) = interpret(&open.tokens, &open.tags, self.evidence) {
            reading.base = told.base;
            reading.relisted = told.relisted;
        }
        self.text_figures(row, &[], Some(TextReason::Note));
        true
    }
}

/// Nothing, or one remark in brackets.
fn is_remark_or_nothing(rest: &[char]) -> bool {
    let mut shown = rest.iter().copied().filter(|c| *c != ' ');
    let Some(first) = shown.next() else {
        return true;
    };
    closing(first).is_some_and(|close| {
        let mut inner = shown.skip_while(|c| *c != close);
        inner.next().is_some() && inner.next().is_none()
    })
}
