//! Markdown: headings, bold, items and pipe tables; everything else as it stands.

mod front;

use super::spread::{MOST_COLUMNS, Room};
use super::{Block, Grid, GridCell, Hint, Line, Source, plain};

/// Whether a text has Markdown headings or pipe tables, or several bold lines.
#[must_use]
pub fn is_markdown(text: &str) -> bool {
    let bold = |line: &&str| {
        let line = line.trim();
        let inner = line.strip_prefix("**").unwrap_or_default();
        line.ends_with("**") && inner.starts_with(|c: char| c.is_alphanumeric() || c == '【')
    };
    text.lines().filter(bold).nth(1).is_some()
        || text.lines().any(|line| {
            let marks = line.chars().take_while(|c| *c == '#').count();
            (1..=6).contains(&marks) && line.chars().nth(marks) == Some(' ')
                || line.contains('|') && is_rule(line)
        })
}

/// Reads Markdown.
#[must_use]
pub fn read(text: &str) -> Source {
    let mut source = plain::read(text);
    front::take(&mut source);
    let mut blocks = Vec::with_capacity(source.blocks.len());
    let mut table: Vec<Line> = Vec::new();
    let mut room = Room::default();
    let mut indents: Vec<usize> = Vec::new();
    let whole = std::mem::take(&mut source.blocks);
    let whole = with_html_tables(whole, &mut room, &mut source.notices);
    let rows = open_rows(&whole);
    for (at, block) in whole.into_iter().enumerate() {
        let open = rows.get(at).copied().unwrap_or(false);
        match block {
            Block::Line(line) if open || line.text.trim_start().starts_with('|') => {
                table.push(line)
            }
            Block::Line(line) => {
                end_table(&mut table, &mut blocks, &mut room);
                let mut line = marked(line);
                unescape(&mut line.text);
                line.hint.depth = depth_of(&line, &mut indents);
                blocks.push(Block::Line(line));
            }
            other => {
                end_table(&mut table, &mut blocks, &mut room);
                blocks.push(other);
            }
        }
    }
    end_table(&mut table, &mut blocks, &mut room);
    source.blocks = blocks;
    if room.full() {
        source.notices.push((1, Room::notice()));
    }
    source
}

/// Which blocks are rows of tables without a pipe at the beginning of their lines: a line with pipes over a rule, and those below it.
fn open_rows(blocks: &[Block]) -> Vec<bool> {
    let text = |at: usize| match blocks.get(at) {
        Some(Block::Line(line)) if line.text.contains('|') => Some(line.text.as_str()),
        _ => None,
    };
    let mut rows = vec![false; blocks.len()];
    let mut at = 0;
    while at < blocks.len() {
        let head = text(at).is_some_and(|head| !is_rule(head));
        if head && text(at + 1).is_some_and(is_rule) {
            while text(at).is_some() {
                if let Some(row) = rows.get_mut(at) {
                    *row = true;
                }
                at += 1;
            }
        }
        at += 1;
    }
    rows
}

/// Tables that are written in HTML, as many converters leave those with spans.
fn with_html_tables(
    blocks: Vec<Block>,
    room: &mut Room,
    notices: &mut Vec<(u32, String)>,
) -> Vec<Block> {
    let begins = |block: &Block| {
        let Block::Line(line) = block else {
            return false;
        };
        let tag = line.text.trim_start().as_bytes().get(..6);
        tag.is_some_and(|tag| tag.eq_ignore_ascii_case(b"<table"))
    };
    let ends = |text: &str| {
        let mut tags = text.as_bytes().windows(7);
        tags.any(|tag| tag.eq_ignore_ascii_case(b"</table"))
    };
    if !blocks.iter().any(begins) {
        return blocks;
    }
    let mut out = Vec::with_capacity(blocks.len());
    let mut rest = blocks.into_iter().peekable();
    while let Some(block) = rest.next() {
        let Block::Line(first) = &block else {
            out.push(block);
            continue;
        };
        if !begins(&block) {
            out.push(block);
            continue;
        }
        let (number, page) = (first.number, first.page);
        let mut page_text = first.text.clone();
        let mut has_ended = ends(&page_text);
        while !has_ended {
            let Some(Block::Line(line)) = rest.next_if(|b| matches!(b, Block::Line(_))) else {
                break;
            };
            has_ended = ends(&line.text);
            page_text.push('\n');
            page_text.push_str(&line.text);
        }
        let place = |line: &mut u32, own: &mut u32| {
            *line = line.saturating_add(number).saturating_sub(1);
            *own = page;
        };
        let (table, _) = super::html::read_within(&page_text, room);
        let told = table.notices.into_iter();
        notices
            .extend(told.map(|(line, text)| (line.saturating_add(number).saturating_sub(1), text)));
        for mut block in table.blocks {
            match &mut block {
                Block::Line(line) => place(&mut line.number, &mut line.page),
                Block::Grid(grid) => {
                    for cell in grid.rows.iter_mut().flatten() {
                        place(&mut cell.line, &mut cell.page);
                    }
                }
                Block::Page | Block::Sheet(_) => {}
            }
            out.push(block);
        }
    }
    out
}

/// A line across the page: `---`, `* * *`.
fn is_divider(text: &str) -> bool {
    let mut signs = text.chars().filter(|c| *c != ' ');
    let first = signs.next().unwrap_or(' ');
    matches!(first, '-' | '*' | '_') && signs.clone().all(|c| c == first) && signs.count() >= 2
}

/// A line of pipes and dashes between the head and the rows.
fn is_rule(line: &str) -> bool {
    line.contains("-")
        && line
            .trim()
            .chars()
            .all(|c| matches!(c, '|' | '-' | ':' | ' '))
}

/// Lines of pipes are a table if a rule is among them, or at least two have the same number of cells.
fn end_table(lines: &mut Vec<Line>, blocks: &mut Vec<Block>, room: &mut Room) {
    let lines = std::mem::take(lines);
    if lines.len() < 2 {
        blocks.extend(lines.into_iter().map(|line| Block::Line(marked(line))));
        return;
    }
    let mut grid = Grid::default();
    for line in lines.iter().filter(|line| !is_rule(&line.text)) {
        let row = cells(line);
        if room.take(row.len()) {
            grid.rows.push(row);
        }
    }
    room.even(&mut grid.rows);
    blocks.push(Block::Grid(grid));
}

fn cells(line: &Line) -> Vec<GridCell> {
    let text = line.text.trim();
    let text = text.strip_prefix('|').unwrap_or(text);
    let text = text.strip_suffix('|').unwrap_or(text);
    text.split('|')
        .take(MOST_COLUMNS)
        .map(|cell| {
            let plain = without_tags(cell.trim());
            let (text, bold) = without_bold(&plain);
            let mut text = text.replace("<br>", "\n");
            unescape(&mut text);
            GridCell {
                text,
                bold,
                line: line.number,
                page: line.page,
                copied: false,
            }
        })
        .collect()
}

/// Takes away the backslash that keeps a sign from being a mark: `\\[5億円\\]`.
fn unescape(text: &mut String) {
    if !text.contains('\\') {
        return;
    }
    let mut out = String::with_capacity(text.len());
    let mut rest = text.chars().peekable();
    while let Some(c) = rest.next() {
        let escapes = c == '\\' && rest.peek().is_some_and(char::is_ascii_punctuation);
        out.extend(if escapes { rest.next() } else { Some(c) });
    }
    *text = out;
}

/// How many items an item stands within, by the indents of those before it. Other words at the edge, or a heading, end all lists.
fn depth_of(line: &Line, indents: &mut Vec<usize>) -> u8 {
    let indent = line.text.chars().take_while(|c| c.is_whitespace()).count();
    let edge = indent == 0 && !line.text.is_empty();
    if !line.hint.item {
        if edge || line.hint.level.is_some() {
            indents.clear();
        }
        return 0;
    }
    indents.retain(|outer| *outer < indent);
    let depth = u8::try_from(indents.len()).unwrap_or(u8::MAX);
    indents.push(indent);
    depth
}

/// The line without its marks, and what they said.
fn marked(mut line: Line) -> Line {
    line.text = without_tags(&line.text);
    let text = line.text.trim_start();
    // A comment says nothing to the reader: `<!-- Page 1 -->`.
    let comment = text.starts_with("<!--") && text.trim_end().ends_with("-->");
    if comment || is_divider(text) {
        line.text.clear();
        return line;
    }
    let depth = text.chars().take_while(|c| *c == '#').count();
    // Many leave the blank out after the mark; `#7119` is a number.
    let numbered = text.chars().nth(depth).is_some_and(|c| c.is_ascii_digit());
    if (1..=6).contains(&depth) && !numbered {
        let rest: String = text.chars().skip(depth).collect();
        let (rest, _) = without_bold(rest.trim_start());
        line.hint.level = u8::try_from(depth).ok();
        line.text = rest.trim_end_matches('#').trim_end().to_owned();
        return line;
    }
    let indent: String = line
        .text
        .chars()
        .take_while(|c| c.is_whitespace())
        .collect();
    if let Some(rest) = ["- ", "* ", "+ "].iter().find_map(|m| text.strip_prefix(m)) {
        // `- 14 -` is a page number.
        if rest
            .chars()
            .any(|c| !(matches!(c, '-' | '*' | ' ') || c.is_numeric()))
        {
            let (rest, _) = without_bold(rest.trim_start());
            line.hint = Hint {
                item: true,
                ..Hint::default()
            };
            line.text = format!("{indent}{}", rest.replace("**", ""));
        }
        return line;
    }
    let text = text.strip_prefix("> ").unwrap_or(text).to_owned();
    let (rest, bold) = without_bold(text.trim_end());
    line.hint.bold = bold;
    line.text = format!("{indent}{}", rest.replace("**", ""));
    line
}

/// The text without tags of HTML that only set it off.
fn without_tags(text: &str) -> String {
    const TAGS: [&str; 12] = [
        "sup", "sub", "b", "strong", "em", "i", "u", "small", "span", "font", "mark", "s",
    ];
    if !text.contains("</") {
        return text.to_owned();
    }
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some((before, after)) = rest.split_once('<') {
        out.push_str(before);
        let tag = after.split_once('>').filter(|(tag, _)| {
            let name = tag
                .trim_start_matches('/')
                .split(' ')
                .next()
                .unwrap_or_default();
            TAGS.contains(&name.to_ascii_lowercase().as_str())
        });
        match tag {
            Some((_, more)) => rest = more,
            None => {
                out.push('<');
                rest = after;
            }
        }
    }
    out.push_str(rest);
    out
}

/// The text within `**` or `__` that enclose all of it.
fn without_bold(text: &str) -> (String, bool) {
    for mark in ["**", "__", "*"] {
        let inner = text
            .strip_prefix(mark)
            .and_then(|t| t.strip_suffix(mark))
            .filter(|t| !t.trim_matches('*').is_empty() && !t.contains(mark));
        if let Some(inner) = inner {
            return (inner.trim().to_owned(), true);
        }
    }
    (text.replace("**", ""), false)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn settings_at_the_beginning_are_no_part_of_the_paper() {
        let source = read("---\ntitle: \"架空の予算\"\nissuer: 架空省\n---\n\n# 港\n");
        assert_eq!(source.title.as_deref(), Some("架空の予算"));
        let texts: Vec<&str> = source
            .blocks
            .iter()
            .filter_map(|block| match block {
                Block::Line(line) => Some(line.text.as_str()),
                _ => None,
            })
            .filter(|text| !text.is_empty())
            .collect();
        assert_eq!(texts, ["港"]);
        // A rule over words is none.
        assert_eq!(read("---\n架空の港を守る\n---\n").title, None);
    }

    #[test]
    fn tables_written_in_html_keep_their_lines() {
        let source = read(
            "# 港\n\n<table>\n<tr><th>事業<th>額\n<tr><td>灯台<br>の改修<td>5\n</table>\n- 桟橋\n  - 杭\n",
        );
        let grid = source.blocks.iter().find_map(|b| match b {
            Block::Grid(grid) => Some(grid),
            _ => None,
        });
        let cell = &grid.unwrap().rows[1][0];
        assert_eq!((cell.text.as_str(), cell.line), ("灯台\nの改修", 5));
        let depths = source.blocks.iter().filter_map(|b| match b {
            Block::Line(line) if line.hint.item => Some(line.hint.depth),
            _ => None,
        });
        assert_eq!(depths.collect::<Vec<_>>(), [0, 1]);
    }

    #[test]
    fn marks_become_hints_and_pipes_a_grid() {
        let source =
            read("## 港\n**1 灯台**\n- **浮標** 5億円\n\n| a | b |\n|---|--:|\n| **計** | 5 |\n");
        let lines: Vec<(&str, Hint)> = source
            .blocks
            .iter()
            .filter_map(|block| match block {
                Block::Line(line) => Some((line.text.as_str(), line.hint)),
                _ => None,
            })
            .collect();
        assert_eq!(lines[0].0, "港");
        assert_eq!(lines[0].1.level, Some(2));
        assert!(lines[1].1.bold && lines[1].0 == "1 灯台");
        assert!(lines[2].1.item && lines[2].0 == "浮標 5億円");
        let grid = source.blocks.iter().find_map(|block| match block {
            Block::Grid(grid) => Some(grid),
            _ => None,
        });
        let rows = &grid.unwrap().rows;
        assert_eq!(rows.len(), 2);
        assert!(rows[1][0].bold && rows[1][0].text == "計" && rows[1][0].line == 7);
    }
}
