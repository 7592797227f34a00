//! Lists that a paper runs together in one paragraph: `▽架空灯台=1480万▽架空桟橋=2億`, with headings between them.

use std::borrow::Cow;

use crate::japanese::fold::fold_char;
use crate::source::{Block, Line};

/// The sign before each item.
const SIGN: char = '▽';

/// Sets each item of such lists, and each heading in brackets within them, on a line of its own.
pub fn read(blocks: &[Block]) -> Cow<'_, [Block]> {
    let runs = |block: &Block| matches!(block, Block::Line(line) if runs_together(&line.text));
    if !blocks.iter().any(runs) {
        return Cow::Borrowed(blocks);
    }
    let mut out = Vec::with_capacity(blocks.len());
    for block in blocks {
        match block {
            Block::Line(line) if runs_together(&line.text) => {
                let parts = parts(&line.text).into_iter();
                out.extend(parts.map(|text| {
                    Block::Line(Line {
                        text,
                        ..line.clone()
                    })
                }));
            }
            other => out.push(other.clone()),
        }
    }
    Cow::Owned(out)
}

/// Two items at least that an equal sign or a gap leads to figures, and a sign before nearly each.
fn runs_together(text: &str) -> bool {
    let signs = text.matches(SIGN).count();
    signs > 0 && {
        let fold: Vec<char> = text.chars().map(fold_char).collect();
        let gives = |pair: &&[char]| matches!(pair, ['=', digit] if digit.is_ascii_digit());
        let items = fold.windows(2).filter(gives).count();
        let led = text.split(SIGN).skip(1).filter(|part| is_led(part)).count();
        items > 1 && items * 3 >= signs * 2 || led > 1 && led * 3 >= signs * 2
    }
}

/// Whether a part is a name, a gap and an amount in 万 or 億: `架空灯台の改修　18億4,210万（15億円）`.
fn is_led(part: &str) -> bool {
    let fold: Vec<char> = part.chars().map(fold_char).collect();
    let amount = |at: usize| {
        let rest = fold.iter().skip(at);
        let number = rest
            .clone()
            .take_while(|c| c.is_ascii_digit() || matches!(c, ',' | '.'));
        let unit = rest.clone().nth(number.count());
        matches!(unit, Some('万' | '億' | '千' | '兆'))
    };
    let gap = fold
        .windows(2)
        .position(|pair| matches!(pair, [' ', digit] if digit.is_ascii_digit()));
    let named = fold
        .first()
        .is_some_and(|c| c.is_alphanumeric() && !c.is_ascii_digit());
    named && gap.is_some_and(|gap| amount(gap + 1))
}

/// Headings in brackets and items, each with its sign.
fn parts(text: &str) -> Vec<String> {
    let mut out: Vec<String> = Vec::new();
    let mut part = String::new();
    let mut chars = text.chars().peekable();
    // Whether a heading has just ended, so that what follows is its first item.
    let mut headed = false;
    while let Some(c) = chars.next() {
        let apart = part.trim().is_empty() || part.ends_with([' ', '\u{3000}', '。']);
        if c == SIGN || matches!(c, '【' | '《') && apart {
            end(&mut part, &mut out);
            headed = false;
        } else if headed && !c.is_whitespace() {
            part.push(SIGN);
            headed = false;
        }
        part.push(c);
        if matches!(c, '】' | '》') && part.trim_start().starts_with(['【', '《']) {
            end(&mut part, &mut out);
            headed = chars.peek().is_some();
        }
    }
    end(&mut part, &mut out);
    out
}

/// A part is whole.
fn end(part: &mut String, out: &mut Vec<String>) {
    let mut text = part.trim().to_owned();
    part.clear();
    if text.starts_with(SIGN) && !text.contains('円') {
        text = with_yen(&text);
    }
    if !text.is_empty() {
        out.push(text);
    }
}

/// Papers leave 円 out behind 万 and 億: the text of an item with it.
fn with_yen(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 6);
    let mut before = ' ';
    let mut chars = text.chars().peekable();
    while let Some(c) = chars.next() {
        out.push(c);
        let goes_on = chars.peek().is_some_and(|next| {
            let next = fold_char(*next);
            next.is_ascii_digit() || next.is_alphabetic()
        });
        if matches!(c, '万' | '億') && fold_char(before).is_ascii_digit() && !goes_on {
            out.push('円');
        }
        before = c;
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn items_and_headings_of_a_paragraph_are_lines() {
        let text = "主な事業は次のとおり。 【土木部】架空道路=7,661万円 【港湾部】架空桟橋=5,105万円(調査など)▽架空灯台=3億";
        assert!(runs_together("▽一=1億▽二=2億"));
        assert_eq!(
            parts(text),
            [
                "主な事業は次のとおり。",
                "【土木部】",
                "▽架空道路=7,661万円",
                "【港湾部】",
                "▽架空桟橋=5,105万円(調査など)",
                "▽架空灯台=3億円",
            ]
        );
    }

    #[test]
    fn items_without_the_unit_have_it() {
        let text = "▽架空灯台の改修　18億4,210万（15億2,600万）▽架空塾　3,960万（新規）";
        assert!(runs_together(text));
        assert_eq!(
            parts(text),
            [
                "▽架空灯台の改修　18億4,210万円（15億2,600万円）",
                "▽架空塾　3,960万円（新規）"
            ]
        );
    }

    #[test]
    fn a_decrease_and_a_sentence_are_no_list() {
        assert!(!runs_together("前年度より▽5億円、▽3億円"));
        assert!(!runs_together("▽架空灯台を直す▽架空桟橋を直す"));
    }
}
