//! What the kinds of node, the states of a budget line, the accounts and the ways a figure goes
//! are called: the one catalogue, in both languages, that screen, ear, exports and queries use.
//!
//! The codes of JSON, csv and options stand with the types (`Kind::word`, `LineFilter::word`).

mod finding;

pub use finding::{finding, meaning};

use crate::lang::Text;
use crate::ledger::{Direction, LineFilter};
use crate::model::{Account, Kind};

/// New in this year.
pub const NEW: Text = Text::new("新規", "new");
/// Listed again: the same money as an earlier or later line.
pub const RELISTED: Text = Text::new("再掲", "relisted");
/// Requested without an amount.
pub const UNSPECIFIED: Text = Text::new("事項要求", "no amount");
/// Inside a larger sum.
pub const WITHIN: Text = Text::new("内数", "within a larger sum");
/// [`WITHIN`] as a tag behind a name or in a column.
pub const WITHIN_TAG: Text = Text::new("内数", "within");
/// Of the fiscal investment and loan programme.
pub const FILP: Text = Text::new("財投", "fiscal loans");
/// [`FILP`] as a tag behind a name or in a column.
pub const FILP_TAG: Text = Text::new("財投", "FILP");
/// Neither of the two figures can be taken from the other.
pub const INCOMPARABLE: Text = Text::new("比較不可", "not comparable");

/// A kind of node.
#[must_use]
pub const fn kind(kind: Kind) -> Text {
    match kind {
        Kind::Document => Text::new("文書", "document"),
        Kind::Pillar => Text::new("柱", "pillar"),
        Kind::Chapter => Text::new("章", "chapter"),
        Kind::Theme => Text::new("テーマ", "theme"),
        Kind::Measure => Text::new("施策", "measure"),
        Kind::Sub => Text::new("小施策", "sub-measure"),
        Kind::Budget => Text::new("予算", "budget line"),
    }
}

/// A kind of node behind its number, as it is heard: `5部`, `20章`. What is counted in 柱 is
/// gods, so that pillars are counted in 部.
#[must_use]
pub const fn counted(counted: Kind) -> Text {
    match counted {
        Kind::Pillar => Text::new("部", "pillar"),
        other => kind(other),
    }
}

/// A filter of budget lines, and the state that it looks for.
#[must_use]
pub const fn filter(filter: LineFilter) -> Text {
    match filter {
        LineFilter::New => NEW,
        LineFilter::Increased => Text::new("増", "increased"),
        LineFilter::Decreased => Text::new("減", "decreased"),
        LineFilter::Unspecified => UNSPECIFIED,
        LineFilter::Within => WITHIN,
        LineFilter::Relisted => RELISTED,
        LineFilter::Filp => FILP,
    }
}

/// Which way a figure goes, behind or before its amount: `3.0億円増`, `up 300 million yen`.
#[must_use]
pub const fn direction(direction: Direction) -> Text {
    match direction {
        Direction::Increased => Text::new("増", "up"),
        Direction::Decreased => Text::new("減", "down"),
        Direction::Unchanged => Text::new("増減なし", "unchanged"),
    }
}

/// The account that a line's money is of.
#[must_use]
pub const fn account(account: Account) -> Text {
    match account {
        Account::General => Text::new("一般", "general"),
        Account::Filp => FILP,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_two_kinds_and_no_two_filters_share_a_name() {
        let kinds = Kind::ALL.map(kind);
        let filters = LineFilter::ALL.map(filter);
        for names in [&kinds[..], &filters[..]] {
            for (at, name) in names.iter().enumerate() {
                let others = names.iter().skip(at + 1);
                assert!(others.clone().all(|o| o.ja != name.ja && o.en != name.en));
            }
        }
    }
}
