//! Stretches of text of a line, parted by blanks, with their columns.

use unicode_width::UnicodeWidthChar;

use super::super::value::{is_numeric, is_rate};
use super::LONGEST;
use crate::japanese::fold::fold_char;

/// A run of text between wide gaps, with its places.
#[derive(Clone, Debug, PartialEq)]
pub(in super::super) struct Chunk {
    pub(super) text: String,
    pub(super) left: usize,
    pub(super) right: usize,
    /// Measured by width, not by characters.
    pub(super) wide: bool,
}

/// The runs of a line. Two blanks part them, and so does a tab or a wide blank beside another.
pub(in super::super) fn chunks(text: &str, wide: bool) -> Vec<Chunk> {
    let mut chunks: Vec<Chunk> = Vec::new();
    let (mut at, mut gap) = (0, 2);
    for c in text.chars().take(LONGEST) {
        let width = if wide { c.width().unwrap_or(0) } else { 1 };
        if fold_char(c) == ' ' {
            gap += if c == '\t' { 2 } else { c.width().unwrap_or(0) };
            at += width.max(1);
            continue;
        }
        match chunks.last_mut() {
            Some(last) if gap < 2 || gap <= 16 && waits(last, c) => {
                if gap == 1 {
                    last.text.push(' ');
                }
                last.text.push(c);
                last.right = at + width;
            }
            _ => chunks.push(Chunk {
                text: c.to_string(),
                left: at,
                right: at + width,
                wide,
            }),
        }
        gap = 0;
        at += width;
    }
    parted(spread(chunks))
}

/// A bracket that opens a cell, or a minus set at the edge of its column, waits for its number: `(      0)`, `△  250`.
fn waits(chunk: &Chunk, next: char) -> bool {
    let number = fold_char(next).is_ascii_digit();
    let minus = matches!(chunk.text.as_str(), "△" | "▲" | "(" | "（" | "(△" | "（△");
    minus && (number || matches!(next, '△' | '▲' | '-' | '－' | ')' | '）'))
}

/// A number and words that only one blank keeps apart (`418,050 機体の点検`) are two runs, where the number is one of a column: grouped
/// by commas, or a dash.
fn parted(chunks: Vec<Chunk>) -> Vec<Chunk> {
    let mut out = Vec::with_capacity(chunks.len());
    for chunk in chunks {
        if let Some(numbers) = all_numbers(&chunk) {
            out.extend(numbers);
            continue;
        }
        let split = chunk.text.split_once(' ').filter(|(number, rest)| {
            let grouped = number.contains([',', '，']) && super::super::value::is_numeric(number);
            // `19,145 百万円（ 16,262 百万円）` is an amount and its unit.
            let unit = ["百万円", "千円", "億円", "万円", "兆円", "円"]
                .iter()
                .any(|unit| rest.starts_with(unit));
            grouped && !unit && rest.chars().take_while(|c| c.is_alphabetic()).count() > 2
        });
        match split {
            Some((number, rest)) => {
                let columns: usize = number
                    .chars()
                    .map(|c| {
                        if chunk.wide {
                            c.width().unwrap_or(0)
                        } else {
                            1
                        }
                    })
                    .sum();
                let middle = chunk.left + columns;
                out.push(Chunk {
                    text: number.to_owned(),
                    left: chunk.left,
                    right: middle,
                    wide: chunk.wide,
                });
                out.push(Chunk {
                    text: rest.to_owned(),
                    left: middle + 1,
                    right: chunk.right,
                    wide: chunk.wide,
                });
            }
            None => out.push(chunk),
        }
    }
    out
}

/// Numbers that only one blank keeps apart are of as many columns: `51,300 55,800 △ 4,500`.
fn all_numbers(chunk: &Chunk) -> Option<Vec<Chunk>> {
    // Nearly no run has a blank in it.
    if !chunk.text.contains(' ') {
        return None;
    }
    let mut parts = at_blanks(chunk);
    // A minus set apart from its number belongs to it.
    let mut at = 0;
    while at + 1 < parts.len() {
        let minus = parts
            .get(at)
            .is_some_and(|p| matches!(p.text.as_str(), "△" | "▲"));
        if minus {
            let next = parts.remove(at + 1);
            if let Some(part) = parts.get_mut(at) {
                part.text.push_str(&next.text);
                part.right = next.right;
            }
        }
        at += 1;
    }
    let number = |part: &Chunk| {
        let text = part.text.as_str();
        let tag = matches!(text, "皆増" | "皆減" | "新規" | "廃止");
        !text.contains(['(', '（', ')', '）']) && (is_numeric(text) || is_rate(text) || tag)
    };
    (parts.len() > 1 && parts.iter().all(number)).then_some(parts)
}

/// The parts of a run between its blanks, with their places.
pub(super) fn at_blanks(chunk: &Chunk) -> Vec<Chunk> {
    let mut parts: Vec<Chunk> = Vec::new();
    let mut at = chunk.left;
    let mut open = false;
    for c in chunk.text.chars() {
        let width = if chunk.wide {
            c.width().unwrap_or(0)
        } else {
            1
        };
        if c == ' ' {
            open = false;
        } else if let Some(last) = parts.last_mut().filter(|_| open) {
            last.text.push(c);
            last.right = at + width;
        } else {
            open = true;
            parts.push(Chunk {
                text: c.to_string(),
                left: at,
                right: at + width,
                wide: chunk.wide,
            });
        }
        at += width;
    }
    parts
}

/// The words of a head that only one blank keeps apart: `９年度要求額 ８年度予算額 増△減`. Where one of them is no word of heads they
/// are one text.
pub(super) fn head_words(chunks: Vec<Chunk>) -> Vec<Chunk> {
    let mut out = Vec::with_capacity(chunks.len());
    for chunk in chunks {
        let parts = at_blanks(&chunk);
        let word = |part: &Chunk| {
            let single = part.text.chars().count() == 1;
            single && part.text.chars().all(char::is_alphabetic)
                || !single && super::is_head_word(&part.text)
        };
        let any = parts.iter().any(|part| part.text.chars().count() > 1);
        if parts.len() > 1 && any && parts.iter().all(word) {
            out.extend(parts);
        } else {
            out.push(chunk);
        }
    }
    out
}

/// Single characters set wide are one word: `事   業   名`, `事     項`.
pub(super) fn spread(chunks: Vec<Chunk>) -> Vec<Chunk> {
    let single = |chunk: &Chunk| {
        let mut chars = chunk.text.chars();
        let c = chars.next().unwrap_or(' ');
        chars.next().is_none() && c.is_alphabetic() && !c.is_ascii()
    };
    // With each word the gap between its first two characters: all of a word's are alike.
    let mut out: Vec<(Chunk, bool, Option<usize>)> = Vec::new();
    for chunk in chunks {
        let alone = single(&chunk);
        match out.last_mut() {
            Some((last, true, first))
                if alone && {
                    let gap = chunk.left - last.right;
                    let own = are_two_heads(&last.text, &chunk.text);
                    let own = own || ends_word(&last.text, &chunk.text);
                    let near = !own && gap <= 8 && first.is_none_or(|first| gap <= first + 2);
                    near || first.is_none() && is_wide_word(&last.text, &chunk.text)
                } =>
            {
                first.get_or_insert(chunk.left - last.right);
                last.text.push_str(&chunk.text);
                last.right = chunk.right;
            }
            _ => out.push((chunk, alone, None)),
        }
    }
    let mut joined: Vec<Chunk> = Vec::with_capacity(out.len());
    for (chunk, ..) in out {
        // `事   業   名        事   業       内   容`: beside the names 事業 begins another word.
        let named = joined
            .iter()
            .any(|c| matches!(c.text.as_str(), "事業名" | "施策名" | "事項"));
        match joined.last_mut() {
            Some(last)
                if named
                    && last.text == "事業"
                    && matches!(chunk.text.as_str(), "内容" | "概要" | "説明" | "費")
                    && chunk.left - last.right <= 12 =>
            {
                last.text.push_str(&chunk.text);
                last.right = chunk.right;
            }
            _ => joined.push(chunk),
        }
    }
    joined
}

/// Whether a word of heads is whole before a character that no longer word goes on with: 内容 before 予 of `内   容   予   算   額`.
fn ends_word(word: &str, next: &str) -> bool {
    const WORDS: [&str; 24] = [
        "事業名",
        "事業内容",
        "事業概要",
        "内容",
        "概要",
        "予算額",
        "予算",
        "要求額",
        "要求",
        "担当課",
        "所管課",
        "担当",
        "所管",
        "備考",
        "区分",
        "比較",
        "増減額",
        "増減",
        "前年度",
        "本年度",
        "説明",
        "事項",
        "項目",
        "摘要",
    ];
    let mut longer = WORDS
        .iter()
        .filter_map(|known| known.strip_prefix(word))
        .filter(|rest| !rest.is_empty());
    WORDS.contains(&word) && !longer.any(|rest| rest.starts_with(next))
}

/// Words of heads and sums that are set over the whole width of their column: `合            計`.
fn is_wide_word(first: &str, second: &str) -> bool {
    let word = format!("{first}{second}");
    ["合計", "小計", "総計", "事項", "区分", "項目", "内容"].contains(&word.as_str())
}

/// Heads of one character that stand beside each other: 部 and 課, 款 and 項.
fn are_two_heads(first: &str, second: &str) -> bool {
    [
        ("部", "課"),
        ("局", "課"),
        ("課", "係"),
        ("部", "係"),
        ("款", "項"),
        ("項", "目"),
        ("目", "節"),
        ("款", "目"),
    ]
    .contains(&(first, second))
}
