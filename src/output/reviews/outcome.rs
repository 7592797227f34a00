//! What became of budget lines, in words.

use std::io::{self, Write};

use super::super::{Look, words};
use super::shown_oku;
use super::traced::Traced;
use crate::lang::Lang;
use crate::ledger::Counting;
use crate::review::Yen;
use crate::review::trace::{Grade, Told};
use crate::text::shown;

/// Writes the lines for people.
///
/// # Errors
/// What `out` says.
pub(super) fn text(out: &mut dyn Write, look: &Look, traced: &Traced<'_>) -> io::Result<()> {
    let amount = |oku| look.oku(oku);
    let told = Told {
        reviews: traced.reviews,
        programmes: traced.programmes,
        lang: look.lang,
        amount: &amount,
    };
    for trace in traced.traces {
        let row = traced.row(trace);
        let budget = traced.library.budget(trace.line);
        let asked = budget
            .map(|b| words::request(look, &b.request))
            .unwrap_or_default();
        let head = format!("{} {}  {asked}", row.id, shown(&row.name));
        writeln!(out, "{}", look.bold(&look.cut(&head)))?;
        for line in told.lines(trace) {
            for line in look.wrapped(&shown(&line), 2) {
                writeln!(out, "{line}")?;
            }
        }
    }
    if traced.traces.len() > 1 {
        writeln!(out)?;
        for line in totals(traced, look) {
            writeln!(out, "{line}")?;
        }
    }
    Ok(())
}

/// What was spent on so many lines; of some it is not known.
fn spent_text(look: &Look, spent: Yen, (lines, unknown): (usize, usize)) -> String {
    let sum = look.oku(shown_oku(spent));
    match (look.lang, unknown) {
        (_, 0) => sum,
        (Lang::Ja, _) if unknown == lines => "不明".to_owned(),
        (Lang::En, _) if unknown == lines => "not known".to_owned(),
        (Lang::Ja, n) => format!("{sum}（ほかに不明{n}行）"),
        (Lang::En, n) => format!("{sum} ({n} more not known)"),
    }
}

/// Sums of the lines that are surely one sheet or several: each programme's money once, relistings and parts in none.
fn totals(traced: &Traced<'_>, look: &Look) -> Vec<String> {
    let mut asked = rust_decimal::Decimal::ZERO;
    let (mut granted, mut spent, mut lines) = (Yen(0), Yen(0), 0);
    // Of the year that goes on nothing is known yet.
    let mut unknown = 0_usize;
    let mut seen = std::collections::HashSet::new();
    let mut grades = [0_usize; 4];
    for trace in traced.traces {
        let at = trace.link.as_ref().map_or(3, |link| match link.grade {
            Grade::Sure => 0,
            Grade::Probable => 1,
            Grade::Possible => 2,
        });
        if let Some(count) = grades.get_mut(at) {
            *count += 1;
        }
        let sure = trace.link.as_ref().filter(|link| link.grade == Grade::Sure);
        let (Some(link), Some(outcome)) = (sure, traced.outcome(trace)) else {
            continue;
        };
        let plain = Counting::Once.request(traced.library, trace.line);
        let (Some(request), Some(grant), true) =
            (plain, outcome.granted, seen.insert(link.programmes.clone()))
        else {
            continue;
        };
        let sums = (asked.checked_add(request), granted.plus(grant));
        if let (Some(a), Some(g)) = sums {
            (asked, granted, lines) = (a, g, lines + 1);
            match outcome.executed.and_then(|yen| spent.plus(yen)) {
                Some(sum) => spent = sum,
                None => unknown += 1,
            }
        }
    }
    let [sure, probable, possible, none] = grades;
    let granted = look.oku(shown_oku(granted));
    let spent = spent_text(look, spent, (lines, unknown));
    let asked = look.oku(asked.normalize());
    match look.lang {
        Lang::Ja => vec![
            format!("確実{sure}行、おそらく{probable}行、かもしれない{possible}行、なし{none}行"),
            format!(
                "確実で一部でなく再掲でもない{lines}行: 要求 {asked}、当初予算 {granted}、執行 {spent}"
            ),
        ],
        Lang::En => vec![
            format!("{sure} sure, {probable} probable, {possible} possible, {none} without"),
            format!(
                "{lines} lines that are sure, no part and no relisting: asked {asked}, granted {granted}, spent {spent}"
            ),
        ],
    }
}
