//! Sums over traced lines by the rules of the ledger: asked, granted, spent.

use std::collections::HashSet;

use rust_decimal::Decimal;

use super::super::Look;
use super::shown_oku;
use super::traced::Traced;
use crate::lang::Lang;
use crate::ledger::Counting;
use crate::review::Yen;
use crate::review::trace::Grade;

/// What the lines that are surely one sheet or several add up to: each programme's money once, relistings, parts and
/// what the ledger adds to no sum in none.
#[derive(Debug, Default)]
struct Tally {
    asked: Decimal,
    granted: Yen,
    spent: Yen,
    lines: usize,
    /// Lines of which it is not known yet what was spent: of the year that goes on.
    unknown: usize,
    /// Sure, probable, possible, without a sheet.
    grades: [usize; 4],
}

impl Tally {
    fn of(traced: &Traced<'_>) -> Self {
        let mut tally = Self::default();
        let mut seen: HashSet<usize> = HashSet::new();
        for trace in traced.traces {
            let grade = trace.link.as_ref().map(|link| link.grade);
            tally.count(grade);
            let sure = trace.link.as_ref().filter(|link| link.grade == Grade::Sure);
            let (Some(link), Some(outcome)) = (sure, traced.outcome(trace)) else {
                continue;
            };
            // Only a line that is in the sum takes its sheets' money.
            let request = Counting::Once.request(traced.library, trace.line);
            let (Some(request), Some(grant)) = (request, outcome.granted) else {
                continue;
            };
            if link.programmes.iter().any(|at| seen.contains(at)) {
                continue;
            }
            if tally.add(request, grant, outcome.executed).is_some() {
                seen.extend(&link.programmes);
            }
        }
        tally
    }

    fn count(&mut self, grade: Option<Grade>) {
        let at = match grade {
            Some(Grade::Sure) => 0,
            Some(Grade::Probable) => 1,
            Some(Grade::Possible) => 2,
            None => 3,
        };
        if let Some(count) = self.grades.get_mut(at) {
            *count += 1;
        }
    }

    fn add(&mut self, request: Decimal, grant: Yen, executed: Option<Yen>) -> Option<()> {
        let asked = self.asked.checked_add(request)?;
        let granted = self.granted.plus(grant)?;
        (self.asked, self.granted) = (asked, granted);
        self.lines += 1;
        match executed.and_then(|yen| self.spent.plus(yen)) {
            Some(sum) => self.spent = sum,
            None => self.unknown += 1,
        }
        Some(())
    }

    /// What was spent; of some lines it is not known.
    fn spent(&self, look: &Look) -> String {
        let sum = look.oku(shown_oku(self.spent));
        match (look.lang, self.unknown) {
            (_, 0) => sum,
            (Lang::Ja, _) if self.unknown == self.lines => "不明".to_owned(),
            (Lang::En, _) if self.unknown == self.lines => "not known".to_owned(),
            (Lang::Ja, n) => format!("{sum}（ほかに不明{n}行）"),
            (Lang::En, n) => format!("{sum} ({n} more not known)"),
        }
    }
}

/// The sums in two lines: how sure the lines are, and what was asked, granted and spent.
pub(super) fn told(traced: &Traced<'_>, look: &Look) -> [String; 2] {
    let tally = Tally::of(traced);
    let [sure, probable, possible, none] = tally.grades;
    let (lines, spent) = (tally.lines, tally.spent(look));
    let granted = look.oku(shown_oku(tally.granted));
    let asked = look.oku(tally.asked.normalize());
    match look.lang {
        Lang::Ja => [
            format!("確実{sure}行、おそらく{probable}行、かもしれない{possible}行、なし{none}行"),
            format!(
                "確実で一部でなく再掲でもない{lines}行: 要求 {asked}、当初予算 {granted}、執行 {spent}"
            ),
        ],
        Lang::En => [
            format!("{sure} sure, {probable} probable, {possible} possible, {none} without"),
            format!(
                "{lines} lines that are sure, no part and no relisting: asked {asked}, granted {granted}, spent {spent}"
            ),
        ],
    }
}
