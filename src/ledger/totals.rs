//! Totals that never count the same money twice and never guess.

use rust_decimal::Decimal;

use super::change::Change;
use crate::model::{Account, Amount, Base, BudgetLine, Library, NodeId, Part, Request, Spending};

/// What the budget lines at or below a node add up to.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Totals {
    /// 億円: sum of the plain requests of lines that are not relisted.
    pub request_total: Decimal,
    /// The part of it that can be compared with the base year.
    pub comparable: Comparable,
    /// How many lines of each sort.
    pub counts: Counts,
    /// Requested parts of fiscal loans in document order: listed, never summed into a total.
    pub filp_parts: Vec<Part>,
    /// Of review sheets what was spent, of the lines in `request_total`.
    pub spending: Spending,
}

/// Lines with a plain request and a plain base, or new; relisted ones left out.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Comparable {
    /// How many lines.
    pub lines: usize,
    /// 億円 requested.
    pub request: Decimal,
    /// 億円 in the base year.
    pub base: Decimal,
    /// 億円: sum of the half units of all figures, the furthest that rounding can reach.
    pub slack: Decimal,
}

impl Comparable {
    /// These and one more line; none where it has no base to compare with, or does not fit.
    fn with(&self, request: &Amount, base: &Base) -> Option<Self> {
        let (base, base_half) = match base {
            Base::Amount(amount) => (amount.oku, amount.half_unit),
            Base::New => (Decimal::ZERO, Decimal::ZERO),
            Base::Within(_) | Base::Parts(_) | Base::None => return None,
        };
        let slack = request.half_unit.checked_add(base_half)?;
        Some(Self {
            lines: self.lines + 1,
            request: self.request.checked_add(request.oku)?,
            base: self.base.checked_add(base)?,
            slack: self.slack.checked_add(slack)?,
        })
    }

    /// Request − base with its percentage and interval.
    #[must_use]
    pub fn change(&self) -> Change {
        Change::between(self.request, self.base, self.slack)
    }
}

/// Numbers of lines. `new`, `within`, `unspecified` and `filp` leave relisted lines out.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Counts {
    /// All lines.
    pub lines: usize,
    /// Lines in `request_total`.
    pub counted: usize,
    /// Listed again: the same money as their original.
    pub relisted: usize,
    /// Inside a larger sum.
    pub within: usize,
    /// Requested without an amount.
    pub unspecified: usize,
    /// New in this year.
    pub new: usize,
    /// Fiscal loans.
    pub filp: usize,
}

/// The amount that counts into `request_total`, if the line has one and is no relisting.
#[must_use]
pub fn plain_request(line: &BudgetLine, relisted: bool) -> Option<Amount> {
    match line.request {
        Request::Amount(amount) if !relisted && line.account == Account::General => Some(amount),
        _ => None,
    }
}

/// Totals of every budget line at or below the node.
///
/// ```
/// use shisaku::{ledger, model::Library, parse::parse};
///
/// let text = "# 施策\n\n## 1 安全\n\n消防\n\n## (1) 消防団\n\n\
///     【予算】消防車 2.0億円（2年度 1.5億円）\n\n【予算】無線 2.0億円の内数\n";
/// let library = Library::new(vec![parse("fire.txt", text)?]);
/// let totals = ledger::totals(&library, library.documents()[0].root);
/// assert_eq!(totals.request_total.to_string(), "2.0");
/// assert_eq!((totals.counts.lines, totals.counts.within), (2, 1));
/// // The change is of what can be compared: 無線 is part of a larger sum.
/// assert_eq!(totals.comparable.change().oku.to_string(), "0.5");
/// # Ok::<(), shisaku::parse::ParseError>(())
/// ```
#[must_use]
pub fn totals(library: &Library, id: NodeId) -> Totals {
    totals_of(library, library.budget_lines(id))
}

/// Totals of just these budget lines; other kinds of nodes count nothing.
#[must_use]
pub fn totals_of(library: &Library, lines: impl IntoIterator<Item = NodeId>) -> Totals {
    let mut totals = Totals::default();
    for id in lines {
        if let Some(line) = library.budget(id) {
            totals.add(line, library.node(id).relisted);
        }
    }
    totals
}

impl Totals {
    /// Takes one line in.
    pub fn add(&mut self, line: &BudgetLine, relisted: bool) {
        self.counts.lines += 1;
        if relisted {
            self.counts.relisted += 1;
            return;
        }
        if line.base == Base::New {
            self.counts.new += 1;
        }
        if line.account == Account::Filp {
            self.counts.filp += 1;
        }
        match &line.request {
            Request::Within(_) => self.counts.within += 1,
            Request::Unspecified => self.counts.unspecified += 1,
            Request::Parts(parts) => self.filp_parts.extend(parts.iter().cloned()),
            Request::Amount(_) => {}
        }
        if let Some(request) = plain_request(line, relisted) {
            self.count(&request, &line.base);
            if let Some(spending) = &line.spending {
                self.spending = self.spending.with(**spending);
            }
        }
    }

    /// Takes a plain request into the sums; one that would not fit is in none of them.
    fn count(&mut self, request: &Amount, base: &Base) {
        let Some(total) = self.request_total.checked_add(request.oku) else {
            return;
        };
        self.request_total = total;
        self.counts.counted += 1;
        if let Some(compared) = self.comparable.with(request, base) {
            self.comparable = compared;
        }
    }
}
