//! What stands before the words of a line: its mark, a budget mark, a label.

use super::super::entry::name::budget_mark;
use super::super::layout::Row;
use super::super::outline::mark::mark_of;
use super::super::piece::Style;
use super::card::name_label;
use super::census::{Census, of_list};

/// What stands before the words of a line.
pub(super) struct Begin {
    pub(super) style: Option<Style>,
    pub(super) label: String,
    /// Where the words begin.
    pub(super) from: usize,
    /// Where figures may begin.
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
        let item = of_list(row);
        // A number wins over the markup's level, and a sign too; brackets do not.
        match mark {
            Some(mark) => Self {
                figures: offset + mark.rest,
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

    /// Nothing before the words.
    pub(super) const fn plain() -> Self {
        Self {
            style: None,
            label: String::new(),
            from: 0,
            figures: 0,
            close: None,
            budget: None,
            named: false,
        }
    }

    pub(super) const fn marked(&self) -> bool {
        self.style.is_some() || self.budget.is_some() || self.named
    }
}
