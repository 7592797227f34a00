//! What a reader of the tree should know: what the files had that was not understood, programmes without the figure, and
//! money that others count.

use super::super::Programmes;
use super::super::places::View;
use super::super::sheet::Reviews;
use crate::lang::Lang;
use crate::model::{Diagnostic, Severity};

/// All of it, as findings of the document. They are of no line of its text, so that they stand at the first.
pub(super) fn findings(
    reviews: &Reviews,
    programmes: &Programmes,
    View { year, column, .. }: View,
    without: usize,
) -> Vec<Diagnostic> {
    let found = |severity, code, message| Diagnostic {
        severity,
        code,
        line: 1,
        page: None,
        message,
    };
    let notices = reviews.notices.iter().map(|notice| {
        let severity = match notice.matters {
            true => Severity::Warning,
            false => Severity::Info,
        };
        let at = match notice.line {
            0 => String::new(),
            line => format!(":{line}"),
        };
        let message = format!("{}{at}: {}", notice.file, notice.ja);
        found(severity, "sheet-notice", message)
    });
    let none = (without > 0).then(|| {
        let message = format!(
            "{year}年度の{}が分からない事業が{without}件あり、見出しだけを載せています",
            column.amount().name().ja,
        );
        found(Severity::Info, "no-figure", message)
    });
    let elsewhere = counted_elsewhere(programmes, Lang::Ja)
        .map(|message| found(Severity::Info, "counted-elsewhere", message));
    notices.chain(none).chain(elsewhere).collect()
}

/// That programmes are left out of the sums of years whose money others count, in one line; none where none are.
#[must_use]
pub fn counted_elsewhere(programmes: &Programmes, lang: Lang) -> Option<String> {
    let mut counted = programmes.all.iter().filter_map(|programme| {
        let mut years = programme.elsewhere.iter().filter(|f| f.has_money());
        let first = years.next()?.year;
        Some((
            programme,
            first,
            years.next_back().map_or(first, |f| f.year),
        ))
    });
    let (first, from, until) = counted.next()?;
    let more = counted.count();
    Some(match lang {
        Lang::Ja => {
            let more = match more {
                0 => String::new(),
                more => format!("など{}事業", more + 1),
            };
            format!(
                "「{}」（{from}～{until}年度）{more}は、その額がほかの事業のシートにもあるため、その年の合計に入れません。一つの事業の一年は一度だけ数えます",
                first.name
            )
        }
        Lang::En => {
            let more = match more {
                0 => String::new(),
                more => format!(" and {more} more"),
            };
            format!(
                "'{}' ({from} to {until}){more} left out of the sums of years whose money other programmes' sheets tell: each counts once a year",
                first.name
            )
        }
    })
}
