//! What the codes of findings mean, in a few words; a finding in the language of the interface.

use crate::lang::{Lang, Text};

/// What a finding says: in Japanese its own sentence; in English what its code means, with what the sentence
/// quotes of the document.
#[must_use]
pub fn finding(code: &str, message: &str, lang: Lang) -> String {
    match (meaning(code), lang) {
        (Some(text), Lang::En) => {
            let quoted: Vec<&str> = quotes(message).collect();
            match quoted.as_slice() {
                [] => text.en.to_owned(),
                some => format!("{} ({})", text.en, some.join(", ")),
            }
        }
        _ => message.to_owned(),
    }
}

/// What a sentence quotes, brackets included; one within another is part of it.
fn quotes(message: &str) -> impl Iterator<Item = &str> {
    let (mut depth, mut from) = (0_usize, 0);
    message.char_indices().filter_map(move |(at, c)| match c {
        '「' => {
            if depth == 0 {
                from = at;
            }
            depth += 1;
            None
        }
        '」' if depth > 0 => {
            depth -= 1;
            (depth == 0).then(|| message.get(from..at + c.len_utf8()))?
        }
        _ => None,
    })
}

/// The meaning of a code; none for one that has no words of its own.
#[must_use]
pub fn meaning(code: &str) -> Option<Text> {
    Some(match code {
        "unread-budget" | "unread-amount" | "unread-text-amount" | "unreadable-part" => {
            Text::new("読み取れない金額", "money that could not be read")
        }
        "total-not-read" => Text::new(
            "読めない小計・合計（予算の合計は欠けない）",
            "a printed total that could not be read, missing in no sum",
        ),
        "unread-mark" => Text::new("【予算】に似た印", "nearly a budget mark"),
        "sheet-notice" => Text::new(
            "シートのファイルで気づいたこと",
            "what was noticed in the files of sheets",
        ),
        "counted-elsewhere" => Text::new(
            "ほかの事業で数える額",
            "money of some years that other programmes count",
        ),
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
        "damaged-letter" => Text::new("読めない文字", "a letter that could not be read"),
        "source" => Text::new("ファイルの読み取り", "reading of the file"),
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn in_english_a_finding_quotes_the_document_alone() {
        let said = finding(
            "unread-amount",
            "3ページ、「5」（「港「甲」の計」）: 読みません",
            Lang::En,
        );
        assert_eq!(
            said,
            "money that could not be read (「5」, 「港「甲」の計」)"
        );
        assert_eq!(finding("source", "読めません", Lang::Ja), "読めません");
        assert_eq!(
            finding("no-contents", "目次がない", Lang::En),
            "no contents page"
        );
    }
}
