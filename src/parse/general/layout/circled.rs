//! 新 and 拡 in circles, as a text without such characters writes them: `○新架空灯台`, where each circle of the document stands before one.

use crate::source::{Block, Line};

/// Fewest of them.
const FEWEST: usize = 3;

/// NEW in a square, as web pages set it before what is new.
const SQUARED_NEW: char = '\u{1f195}';

const fn is_circle(c: char) -> bool {
    matches!(c, '○' | '◯' | '〇')
}

const fn is_tag(c: char) -> bool {
    matches!(c, '新' | '拡' | '継' | '充' | '改' | '重' | '廃')
}

/// Puts them into brackets.
#[must_use]
pub fn read(mut blocks: Vec<Block>) -> Vec<Block> {
    for text in texts(&mut blocks).filter(|text| text.contains(SQUARED_NEW)) {
        *text = text.replace(SQUARED_NEW, "【新】");
    }
    if circled(&mut blocks).is_none_or(|count| count < FEWEST) {
        return blocks;
    }
    for text in texts(&mut blocks).filter(|text| text.contains(is_circle)) {
        let mut out = String::with_capacity(text.len() + 12);
        let mut before = ' ';
        for c in text.chars() {
            match (is_circle(before), is_circle(c)) {
                (true, _) => out.extend(['【', c, '】']),
                (false, false) => out.push(c),
                (false, true) => {}
            }
            before = c;
        }
        *text = out;
    }
    blocks
}

/// How many tags stand behind circles, 新 among them; none where a circle stands before anything else.
fn circled(blocks: &mut [Block]) -> Option<usize> {
    let (mut count, mut new) = (0, false);
    for text in texts(blocks) {
        let mut rest = text.chars();
        while let Some(c) = rest.next() {
            if !is_circle(c) {
                continue;
            }
            let tag = rest.next()?;
            let next = rest.clone().next().unwrap_or(' ');
            // `○新規事業` is a title.
            let word = [
                "新規", "新し", "新設", "新た", "拡充", "拡大", "継続", "充実", "改修", "改善",
                "重点", "廃止",
            ]
            .iter()
            .any(|word| word.chars().eq([tag, next]));
            if !is_tag(tag) || word {
                return None;
            }
            count += 1;
            new |= tag == '新';
        }
    }
    new.then_some(count)
}

/// The texts of all lines and cells.
fn texts(blocks: &mut [Block]) -> impl Iterator<Item = &mut String> {
    blocks.iter_mut().flat_map(|block| {
        let (line, cells): (Option<&mut Line>, Option<_>) = match block {
            Block::Line(line) => (Some(line), None),
            Block::Grid(grid) => (None, Some(grid.rows.iter_mut().flatten())),
            Block::Page | Block::Sheet(_) => (None, None),
        };
        let cells = cells.into_iter().flatten().map(|cell| &mut cell.text);
        line.into_iter().map(|line| &mut line.text).chain(cells)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read_text(text: &str) -> Vec<String> {
        let line = |text: &str| {
            Block::Line(Line {
                text: text.to_owned(),
                ..Line::default()
            })
        };
        let mut blocks = read(text.lines().map(line).collect());
        texts(&mut blocks).map(|text| text.clone()).collect()
    }

    #[test]
    fn circled_tags_are_told_from_circles_before_names() {
        assert_eq!(
            read_text("・○新架空灯台\n・○拡架空橋\n・○新新型の館\n港"),
            [
                "・【新】架空灯台",
                "・【拡】架空橋",
                "・【新】新型の館",
                "港"
            ]
        );
        assert_eq!(
            read_text("○新架空\n○新灯台\n○新橋\n○港")
                .first()
                .map(String::as_str),
            Some("○新架空")
        );
    }
}
