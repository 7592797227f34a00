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

/// Two items at least that an equal sign gives figures to, and a sign before nearly each.
fn runs_together(text: &str) -> bool {
    let signs = text.matches(SIGN).count();
    signs > 0 && {
        let fold: Vec<char> = text.chars().map(fold_char).collect();
        let gives = |pair: &&[char]| matches!(pair, ['=', digit] if digit.is_ascii_digit());
        let items = fold.windows(2).filter(gives).count();
        items > 1 && items * 3 >= signs * 2
    }
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

/// A part is whole. Papers leave 円 out behind 万 and 億.
fn end(part: &mut String, out: &mut Vec<String>) {
    let mut text = part.trim().to_owned();
    part.clear();
    let is_item = text.starts_with(SIGN) && text.contains(['=', '＝']);
    if is_item && text.ends_with(['万', '億']) {
        text.push('円');
    }
    if !text.is_empty() {
        out.push(text);
    }
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
    fn a_decrease_and_a_sentence_are_no_list() {
        assert!(!runs_together("前年度より▽5億円、▽3億円"));
        assert!(!runs_together("▽架空灯台を直す▽架空桟橋を直す"));
    }
}
