//! The programmes of a speech or of a report, which stand within its sentences.

use super::super::entry::name::name_of;
use super::super::entry::tail::find;
use super::super::entry::token::Tag;
use super::super::figure::TextReason;
use super::super::layout::Row;
use super::Walk;
use super::begin::Begin;

impl Walk<'_> {
    /// The programmes of a line of a speech. False where it has none.
    pub(super) fn speech(&mut self, row: &Row) -> bool {
        if !self.census.is_speech() {
            return false;
        }
        let found = super::quoted::quoted(&row.fold);
        if found.is_empty() {
            return false;
        }
        self.push_text(row);
        let mut spans = Vec::new();
        for one in found {
            // Name and figures alone, as a list would print them.
            let mut own = row.clone();
            let mut words = row
                .printed
                .get(one.name.0..one.name.1)
                .unwrap_or_default()
                .to_vec();
            words.push('\u{3000}');
            let start = words.len();
            words.extend(
                row.printed
                    .get(one.figures.0..one.figures.1)
                    .unwrap_or_default(),
            );
            if one.same {
                words.extend("（前年同額）".chars());
            }
            own.line.text = words.iter().collect();
            own.fold = words
                .iter()
                .copied()
                .map(crate::japanese::fold::fold_char)
                .collect();
            own.printed = words;
            let Some(tail) = find(&own.printed, &own.fold, start, self.lens(false), true) else {
                continue;
            };
            let mut name = name_of(own.printed.get(..start).unwrap_or_default());
            name.tags.extend(one.new.then_some(Tag::New));
            let begin = Begin::plain();
            if self.entry(&own, &begin, name, &tail, true) {
                spans.push(one.figures);
            }
        }
        self.open = None;
        self.text_figures(row, &spans, Some(TextReason::Sentence));
        true
    }
}
