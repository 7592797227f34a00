//! What stands beside a finding.

use crate::lang::Text;

words! {
    /// Beside a finding: above what was made of the line.
    HOW_READ: "どう読んだか", "how it was read";
    /// Beside a finding: above what became of the amounts.
    AMOUNTS_READ: "金額の読み取り", "the amounts";
    /// Beside a finding: amounts of budget lines.
    AMOUNTS_COUNTED: "予算の行", "of budget lines";
    /// Beside a finding: amounts that are in no sum because they are text or subtotals.
    AMOUNTS_IN_TEXT: "本文・小計（数えない）", "in text, subtotals";
    /// Beside a finding: amounts that could not be read.
    AMOUNTS_UNREAD: "読めない金額", "not read";
}
