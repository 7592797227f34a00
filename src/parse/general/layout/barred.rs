//! Rows of tables that lost their frame on the way out of a web page: `架空灯台 | 1,200 |`, with a
//! cell's own lines on lines of their own.

use std::borrow::Cow;

use crate::source::Block;

/// Fewer lines that end in a bar are not the rest of a table.
const LEAST: usize = 3;

/// Sets the cells of such rows apart by tabs, which are as long as the bars; all else stays as it is.
pub fn read(blocks: &[Block]) -> Cow<'_, [Block]> {
    let ends = |block: &Block| matches!(block, Block::Line(line) if ends_in_bar(&line.text));
    if blocks.iter().filter(|block| ends(block)).count() < LEAST {
        return Cow::Borrowed(blocks);
    }
    let mut blocks = blocks.to_vec();
    for block in &mut blocks {
        if let Block::Line(line) = block
            && ends_in_bar(&line.text)
        {
            let words = line.text.trim_end().trim_end_matches(['|', ' ']);
            line.text = words.replace('|', "\t");
        }
    }
    Cow::Owned(blocks)
}

/// A framed row begins with a bar as well, unless it holds nothing.
fn ends_in_bar(text: &str) -> bool {
    let text = text.trim();
    let empty = text.chars().all(|c| matches!(c, '|' | ' '));
    text.ends_with('|') && (empty || !text.starts_with('|'))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::plain;

    fn texts(text: &str) -> Vec<String> {
        let blocks = plain::read(text).blocks;
        let lines = read(&blocks)
            .into_owned()
            .into_iter()
            .filter_map(|block| match block {
                Block::Line(line) => Some(line.text),
                _ => None,
            });
        lines.collect()
    }

    #[test]
    fn bars_at_the_ends_of_lines_are_borders_of_cells() {
        let read = texts("架空の表 |\n||\n・架空灯台 | 1,200 |\n・架空桟橋 |\n300 |");
        assert_eq!(
            read,
            ["架空の表", "", "・架空灯台 \t 1,200", "・架空桟橋", "300"]
        );
    }

    #[test]
    fn a_framed_table_and_a_bar_in_a_text_stay() {
        let text = "| 一 | 二 |\n| 三 | 四 |\n| 五 | 六 |\nあ | い";
        assert_eq!(texts(text).join("\n"), text);
    }
}
