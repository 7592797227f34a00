//! What one 【予算】 line says of its programme's money.

use rust_decimal::{Decimal, RoundingStrategy};

use super::{Amount, NodeId};

/// A labelled part of a fiscal loan, or a supplementary budget: `産業投資450億円`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Part {
    /// What the part is.
    pub label: String,
    /// How much.
    pub amount: Amount,
}

/// The requested money.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Request {
    /// A plain amount: `8.1億円`.
    Amount(Amount),
    /// At most this, inside a larger sum: `78.5億円の内数`.
    Within(Amount),
    /// Requested without an amount: `事項要求`.
    Unspecified,
    /// Several labelled parts: `産業投資450億円、政府保証270億円`.
    Parts(Vec<Part>),
}

/// The base year's money.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Base {
    /// A plain amount.
    Amount(Amount),
    /// At most this, inside a larger sum.
    Within(Amount),
    /// 【新規】: there was none, exactly 0.
    New,
    /// Several labelled parts.
    Parts(Vec<Part>),
    /// Nothing is printed.
    None,
}

/// Which account the money comes from.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Account {
    /// The ordinary budget.
    General,
    /// Fiscal investment and loan programme (財投): never summed into a total.
    Filp,
}

impl Account {
    /// The word used in JSON.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::General => "general",
            Self::Filp => "filp",
        }
    }
}

/// The innermost thing that carries the 再掲 mark.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum RelistedOn {
    /// Nothing: the line is an original.
    None,
    /// The budget line itself.
    Budget,
    /// Its measure or sub-measure.
    Measure,
    /// Its theme, in the body or the contents page.
    Theme,
}

impl RelistedOn {
    /// The word used in JSON.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::None => "none",
            Self::Budget => "budget",
            Self::Measure => "measure",
            Self::Theme => "theme",
        }
    }
}

/// Of what could be spent in a budget year how much was, of lines of which both are known. 億円.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Spent {
    /// 執行額.
    pub executed: Decimal,
    /// 歳出予算現額.
    pub of: Decimal,
}

impl Spent {
    /// 執行率, in percent to one decimal; none of nothing, and none where more was spent than there was: that
    /// money stands elsewhere.
    #[must_use]
    pub fn rate(&self) -> Option<Decimal> {
        if self.of <= Decimal::ZERO || self.executed > self.of {
            return None;
        }
        let share = self.executed.checked_mul(Decimal::ONE_HUNDRED)?;
        let share = share.checked_div(self.of)?;
        let mut share = share.round_dp_with_strategy(1, RoundingStrategy::MidpointAwayFromZero);
        share.rescale(1);
        Some(share)
    }

    /// Both together; what would not fit is left out.
    #[must_use]
    pub fn with(self, other: Self) -> Self {
        let sum = |a: Decimal, b: Decimal| a.checked_add(b);
        match (sum(self.executed, other.executed), sum(self.of, other.of)) {
            (Some(executed), Some(of)) => Self { executed, of },
            _ => self,
        }
    }
}

/// What was spent in the document's year and in the one before.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Spending {
    /// In the document's year.
    pub now: Spent,
    /// In the year before.
    pub before: Spent,
}

impl Spending {
    /// The rate in percent less that of the year before, in points.
    #[must_use]
    pub fn change(&self) -> Option<Decimal> {
        Some(self.now.rate()? - self.before.rate()?)
    }

    /// Both together.
    #[must_use]
    pub fn with(self, other: Self) -> Self {
        Self {
            now: self.now.with(other.now),
            before: self.before.with(other.before),
        }
    }
}

/// One budget line. The programme's name is the node's title.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BudgetLine {
    /// Request of the document's year.
    pub request: Request,
    /// The base year's figure.
    pub base: Base,
    /// A supplementary budget printed beside the base: `平成30年度補正 14.5億円`.
    pub supplementary: Option<Box<Part>>,
    /// Ordinary budget or fiscal loans.
    pub account: Account,
    /// What makes the line relisted, if anything.
    pub relisted_on: RelistedOn,
    /// The line that lists the same money first, for a relisted line.
    pub original: Option<NodeId>,
    /// 1-based source line where the programme's name starts.
    pub line: u32,
    /// All source lines the entry is printed on.
    pub source_lines: Vec<u32>,
    /// Of review sheets what was spent of it.
    pub spending: Option<Box<Spending>>,
}
