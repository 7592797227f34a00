//! What stands before the words of a line: its mark, a budget mark, a label.

use super::super::entry::name::budget_mark;
use super::super::layout::Row;
use super::super::outline::mark::{Mark, mark_of};
use super::super::piece::Style;
use super::card::name_label;
use super::census::Census;

/// What stands before the words of a line.
pub(super) struct Begin {
    pub(super) style: Option<Style>,
    pub(super) label: String,
    /// Where the words begin.
    pub(super) from: usize,
    /// Where figures may begin: past the number of `柱1 架空`, which stays in the title.
    pub(super) figures: usize,
    /// Where the title ends, if brackets close it.
    pub(super) close: Option<usize>,
    /// A budget mark stands before it: true for a supplementary one.
    pub(super) budget: Option<bool>,
    /// A label says that it is a name: `事業名：`.
    pub(super) named: bool,
}

impl Begin {
    pub(super) fn of(row: &Row, census: &Census) -> Self {
        let first = row.fold.iter().take_while(|c| **c == ' ').count();
        if let Some(from) = name_label(row) {
            return Self {
                style: None,
                label: String::new(),
                from,
                figures: from,
                close: None,
                budget: None,
                named: true,
            };
        }
        let budget = budget_mark(&row.fold, first);
        let offset = budget.map_or(0, |(_, end)| end);
        let rest = row.fold.get(offset..).unwrap_or_default();
        let mark = mark_of(rest);
        let hint = row.line.hint;
        let level = hint
            .level
            .map(Style::Level)
            .or(hint.bold.then_some(Style::Bold));
        let item = hint.item.then_some(Style::Sign('-'));
        // A number wins over the markup's level, and a sign too; brackets do not.
        match mark {
            Some(mark) => Self {
                figures: offset + mark.rest + worded(rest, &mark),
                style: Some(census.own(row, mark.style)),
                named: false,
                label: mark.label,
                from: offset + mark.rest,
                close: mark.close.map(|c| offset + c),
                budget: budget.map(|(s, _)| s),
            },
            None => Self {
                figures: offset.max(first),
                named: false,
                style: level.or(item).filter(|_| budget.is_none()),
                label: String::new(),
                from: offset.max(first),
                close: None,
                budget: budget.map(|(s, _)| s),
            },
        }
    }

    pub(super) const fn marked(&self) -> bool {
        self.style.is_some() || self.budget.is_some() || self.named
    }
}

/// How many characters of a title are the word and number of its mark: 3 of `柱1 架空`.
fn worded(rest: &[char], mark: &Mark) -> usize {
    let own = rest.get(mark.rest..).unwrap_or_default();
    match mark.style {
        Style::Word(_) if mark.label.is_empty() => {
            own.iter().take_while(|c| !matches!(c, ' ' | ':')).count()
        }
        // `＜柱１　架空の港＞`
        Style::Boxed(_) => {
            let word = own.iter().take_while(|c| !matches!(c, ' ' | ':')).count();
            let numbered = word > 1
                && own.get(word - 1).is_some_and(char::is_ascii_digit)
                && own.first().is_some_and(|c| c.is_alphabetic());
            if numbered { word } else { 0 }
        }
        _ => 0,
    }
}
