//! Plain text: numbered lines, and pages where form feeds stand.

use super::{Block, Hint, Line, Source};

/// Reads plain text, also that of `pdftotext`, with or without `-layout`.
#[must_use]
pub fn read(text: &str) -> Source {
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    let paged = text.contains('\u{c}');
    let mut source = Source::default();
    let mut page = u32::from(paged);
    for (line, number) in text.split('\n').zip(1_u32..) {
        let line = line.strip_suffix('\r').unwrap_or(line);
        for (i, part) in line.split('\u{c}').enumerate() {
            if i > 0 {
                source.blocks.push(Block::Page);
                page += 1;
            }
            source.blocks.push(Block::Line(Line {
                number,
                page,
                text: part.to_owned(),
                hint: Hint::default(),
            }));
        }
    }
    source
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn form_feeds_end_pages_and_lines_keep_their_numbers() {
        let source = read("一\r\n二\n\u{c}三");
        let lines: Vec<(u32, u32, &str)> = source
            .blocks
            .iter()
            .filter_map(|block| match block {
                Block::Line(line) => Some((line.number, line.page, line.text.as_str())),
                _ => None,
            })
            .collect();
        assert_eq!(
            lines,
            [(1, 1, "一"), (2, 1, "二"), (3, 1, ""), (3, 2, "三")]
        );
    }
}
