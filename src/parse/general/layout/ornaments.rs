//! Titles between ornaments: `◇◆　基本目標１　◆◇`, `～ すこやかに育つ ～`.

use std::collections::HashMap;

use crate::source::{Block, Line};

/// Fewest titles between the same ornaments.
const FEWEST: usize = 2;

/// Longest title, in characters.
const LONGEST: usize = 40;

/// Puts the titles into brackets, where the document has two or more between the same ornaments.
#[must_use]
pub fn read(mut blocks: Vec<Block>) -> Vec<Block> {
    let mut counts: HashMap<String, usize> = HashMap::new();
    for block in &blocks {
        if let Block::Line(line) = block
            && let Some((ornament, _)) = parted(line)
        {
            *counts.entry(ornament).or_default() += 1;
        }
    }
    counts.retain(|_, count| *count >= FEWEST);
    if counts.is_empty() {
        return blocks;
    }
    for block in &mut blocks {
        if let Block::Line(line) = block
            && let Some((_, title)) = parted(line).filter(|(own, _)| counts.contains_key(own))
        {
            line.text = format!("《{title}》");
        }
    }
    blocks
}

/// The ornament that a line begins and ends with, and the title between.
fn parted(line: &Line) -> Option<(String, String)> {
    let is_ornament = |c: char| {
        matches!(
            c,
            '～' | '〜'
                | '◇'
                | '◆'
                | '■'
                | '□'
                | '◎'
                | '★'
                | '☆'
                | '＊'
                | '♪'
                | '♦'
                | '♢'
                | '＝'
                | '❀'
                | '✿'
        )
    };
    let text = line.text.trim();
    // The cheap question first.
    let first = text.chars().next().filter(|c| is_ornament(*c))?;
    let last = text.chars().next_back().filter(|c| is_ornament(*c))?;
    let opening: Vec<char> = text.chars().take_while(|c| is_ornament(*c)).collect();
    let closing: Vec<char> = text.chars().rev().take_while(|c| is_ornament(*c)).collect();
    // One sign alone is a mark; waves and notes are none.
    let wave = matches!(first, '～' | '〜' | '♪' | '＊' | '＝') && first == last;
    let same = opening.len() == closing.len()
        && (opening == closing || opening.iter().eq(closing.iter().rev()));
    if !same || opening.len() < 2 && !wave {
        return None;
    }
    let inner: String = text
        .chars()
        .skip(opening.len())
        .take(text.chars().count().checked_sub(opening.len() * 2)?)
        .collect();
    let title = inner.trim();
    let plain = title.chars().any(char::is_alphabetic)
        && !title.contains(['円', '。'])
        && title.chars().count() <= LONGEST;
    plain.then(|| (opening.into_iter().collect(), title.to_owned()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn titles_between_the_same_ornaments_are_put_into_brackets() {
        let text = "◇◆　基本目標１ 港　◆◇\n灯台\n◇◆ 基本目標２ 海 ◆◇\n～ 一度だけ ～\n■ 印 ■";
        let blocks = (1..).zip(text.lines()).map(|(number, text)| {
            Block::Line(Line {
                number,
                text: text.to_owned(),
                ..Line::default()
            })
        });
        let texts: Vec<String> = read(blocks.collect())
            .into_iter()
            .filter_map(|block| match block {
                Block::Line(line) => Some(line.text),
                _ => None,
            })
            .collect();
        let wanted = [
            "《基本目標１ 港》",
            "灯台",
            "《基本目標２ 海》",
            "～ 一度だけ ～",
            "■ 印 ■",
        ];
        assert_eq!(texts, wanted);
    }
}
