//! What the codes of findings mean, in a few words, and what stands beside one.

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

/// The meaning of a code; none for one that has no words of its own.
#[must_use]
pub fn code(code: &str) -> Option<Text> {
    Some(match code {
        "unread-budget" | "unread-amount" | "unread-text-amount" | "unreadable-part" => {
            Text::new("読み取れない金額", "money that could not be read")
        }
        "total-not-read" => Text::new(
            "読めない小計・合計（予算の合計は欠けない）",
            "a printed total that could not be read; no sum lacks it",
        ),
        "unread-mark" => Text::new("【予算】に似た印", "nearly a budget mark"),
        "no-figure" | "no-budget" => Text::new("金額のない印", "a mark without an amount"),
        "unsure-bracket" => Text::new("括弧の意味が決まらない", "what brackets mean is unsure"),
        "outside-chapter" => Text::new("章の外の予算", "a budget line outside of chapters"),
        "amount-in-text" => {
            let ja = "本文の中の金額（数えない）";
            Text::new(ja, "amounts in running text, not counted")
        }
        "printed-sum-differs" => {
            let ja = "印刷された合計と合わない";
            Text::new(ja, "a printed sum differs from its lines")
        }
        "no-contents" => Text::new("目次がない", "no contents page"),
        "contents-out-of-order" => Text::new("目次の章の順", "order of the contents"),
        "theme-without-page" => Text::new("目次に頁がない", "no page in the contents"),
        "chapter-title-differs" => {
            let ja = "章名が目次と本文で違う";
            Text::new(ja, "a chapter's title differs from the contents")
        }
        "theme-title-differs" => {
            let ja = "テーマ名が目次と本文で違う";
            Text::new(ja, "a theme's title differs from the contents")
        }
        "unlisted-chapter" | "unlisted-theme" => {
            Text::new("目次にない見出し", "not in the contents")
        }
        "missing-in-body" => Text::new("本文にない見出し", "not in the body"),
        "measure-without-theme" | "supplied-measure" => {
            Text::new("補った見出し", "a heading was supplied")
        }
        "repeated-label" => Text::new("同じ番号の施策", "the same label twice"),
        "relisted-name-differs" => Text::new("再掲の名前が違う", "a relisted name differs"),
        "relisted-without-original" | "relisted-not-compared" => {
            Text::new("元の行が分からない再掲", "relisted, the original unknown")
        }
        "source" => Text::new("ファイルの読み取り", "reading of the file"),
        _ => return None,
    })
}
