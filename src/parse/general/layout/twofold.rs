//! Two columns of text on one page of plain text, as `pdftotext -layout` leaves them: the left one is read before the right one.

use std::collections::BTreeMap;

use unicode_width::UnicodeWidthChar;

use crate::japanese::fold::{fold_char, folded, is_blank};
use crate::parse::general::amount::is_dash;
use crate::parse::general::outline::mark::mark_of;
use crate::source::{Block, Line};

/// Fewest lines of the right column.
const FEWEST: usize = 4;

/// Fewest lines of a right column of sentences without marks.
const FEWEST_OF_PROSE: usize = 8;

/// Most places of a kind that are tried.
const MOST_EDGES: usize = 6;

/// Most characters of a line that is cut.
const LONGEST: usize = 400;

/// The blocks of a document, the pages with two columns of text cut.
#[must_use]
pub fn cut(blocks: &[Block]) -> Vec<Block> {
    let mut out = Vec::with_capacity(blocks.len());
    let mut page: Vec<&Line> = Vec::new();
    for block in blocks {
        if let Block::Line(line) = block {
            // A page number ends a page as a form feed does.
            if is_page_number(&line.text) {
                out.extend(page_of(&page));
                page.clear();
            }
            page.push(line);
            continue;
        }
        out.extend(page_of(&page));
        page.clear();
        out.push(block.clone());
    }
    out.extend(page_of(&page));
    out
}

/// `- 3 -`
fn is_page_number(text: &str) -> bool {
    let folded = folded(text.trim_matches(is_blank));
    let dash = |c: Option<&char>| c.is_some_and(|c| is_dash(*c));
    folded.len() > 2
        && folded.len() < 10
        && dash(folded.first())
        && dash(folded.last())
        && folded
            .iter()
            .all(|c| c.is_ascii_digit() || is_dash(*c) || *c == ' ')
}

fn page_of(lines: &[&Line]) -> Vec<Block> {
    // Characters first: that is how pdftotext counts; people count display width.
    for wide in [false, true] {
        if let Some(cut) = Page::of(lines, wide).and_then(|page| page.cut()) {
            return cut;
        }
    }
    lines
        .iter()
        .map(|line| Block::Line((*line).clone()))
        .collect()
}

/// The lines of a page with the places of their characters.
struct Page<'a> {
    lines: &'a [&'a Line],
    /// For each line the characters with the column that each begins at.
    cells: Vec<Vec<(usize, char)>>,
    width: usize,
}

impl<'a> Page<'a> {
    fn of(lines: &'a [&'a Line], wide: bool) -> Option<Self> {
        if lines.len() < FEWEST || lines.iter().any(|l| l.text.chars().count() > LONGEST) {
            return None;
        }
        let gaps = lines.iter().filter(|l| l.text.trim().contains("  "));
        if gaps.count() < FEWEST {
            return None;
        }
        let cells: Vec<Vec<(usize, char)>> = lines
            .iter()
            .map(|line| {
                let mut at = 0;
                let place = |c: char| {
                    let here = at;
                    at += if wide { c.width().unwrap_or(0) } else { 1 };
                    (here, c)
                };
                line.text
                    .trim_end_matches(is_blank)
                    .chars()
                    .map(place)
                    .collect()
            })
            .collect();
        let width = cells
            .iter()
            .filter_map(|l| l.last())
            .map(|(at, _)| at + 1)
            .max()?;
        (width >= 30).then_some(Self {
            lines,
            cells,
            width,
        })
    }

    /// Where a line has two blanks or more right before `x` and text after it.
    fn right_from(&self, line: usize, x: usize) -> Option<usize> {
        let cells = self.cells.get(line)?;
        let from = cells
            .iter()
            .position(|(at, c)| *at >= x && fold_char(*c) != ' ')?;
        let before: Vec<char> = cells
            .iter()
            .take(from)
            .rev()
            .take(2)
            .map(|c| fold_char(c.1))
            .collect();
        (before.iter().all(|c| *c == ' ')).then_some(from)
    }

    /// Whether a line has text over `x`.
    fn crosses(&self, line: usize, x: usize) -> bool {
        let cells = self.cells.get(line);
        cells.is_some_and(|cells| {
            let from = cells.partition_point(|(at, _)| at + 2 < x);
            let mut near = cells.iter().skip(from).take_while(|(at, _)| *at < x);
            near.any(|(_, c)| fold_char(*c) != ' ')
        })
    }

    fn cut(&self) -> Option<Vec<Block>> {
        let x = self.edges().into_iter().find(|x| self.is_gutter(*x))?;
        Some(self.parts(x))
    }

    /// Places in the middle half where marks begin behind a gap on three lines or more, the most frequent first; then those where
    /// words begin so on more lines.
    fn edges(&self) -> Vec<usize> {
        let (mut marks, mut words) = (BTreeMap::new(), BTreeMap::new());
        let (from, to) = (self.width / 4, self.width * 3 / 4);
        for cells in &self.cells {
            for (i, pair) in cells.windows(3).enumerate() {
                let [a, b, (at, c)] = pair else { continue };
                let gap = fold_char(a.1) == ' ' && fold_char(b.1) == ' ' && fold_char(*c) != ' ';
                if !gap || *at < from || *at > to {
                    continue;
                }
                let rest: Vec<char> = cells
                    .iter()
                    .skip(i + 2)
                    .take(12)
                    .map(|c| fold_char(c.1))
                    .collect();
                if mark_of(&rest).is_some() {
                    *marks.entry(*at).or_default() += 1;
                } else if c.is_alphabetic() {
                    *words.entry(*at).or_default() += 1;
                }
            }
        }
        let mut edges = most(marks, 3);
        edges.extend(most(words, FEWEST_OF_PROSE));
        edges
    }

    /// Whether two columns of sentences meet there, as of running text without marks: the right one begins at one place, the left
    /// one reaches near it, both go on from line to line and end sentences.
    fn is_prose(&self, x: usize, zone: std::ops::Range<usize>) -> bool {
        let (mut right, mut at_edge, mut full) = (0, 0, 0);
        let (mut left_ends, mut right_ends) = (0, 0);
        for line in zone {
            let Some((cells, from)) = self.cells.get(line).zip(self.right_from(line, x)) else {
                continue;
            };
            let (left, own) = cells.split_at(from);
            right += 1;
            at_edge += usize::from(own.first().is_some_and(|(at, _)| *at <= x + 2));
            let end = left.iter().rfind(|(_, c)| fold_char(*c) != ' ');
            full += usize::from(end.is_some_and(|(at, _)| at * 4 >= x * 3));
            left_ends += usize::from(left.iter().any(|c| c.1 == '。'));
            right_ends += usize::from(own.iter().any(|c| c.1 == '。'));
        }
        right >= FEWEST_OF_PROSE
            && at_edge * 10 >= right * 9
            && full * 2 >= right
            && left_ends >= 2
            && right_ends >= 2
    }

    /// Whether two columns of text meet there: nearly no line crosses, the right side has lines enough, of which some begin with
    /// marks and nearly all are words, and the left side does not end in numbers as the rows of a table do.
    fn is_gutter(&self, x: usize) -> bool {
        let (mut right, mut marks, mut words, mut crossing, mut numbers) = (0, 0, 0, 0, 0);
        let Some(zone) = self.zone(x) else {
            return false;
        };
        let mut left_marks = 0;
        for line in zone.clone() {
            if self.crosses(line, x) {
                crossing += 1;
                continue;
            }
            let text = |cells: &[(usize, char)]| cells.iter().map(|c| c.1).collect::<String>();
            let Some(cells) = self.cells.get(line) else {
                continue;
            };
            let from = self.right_from(line, x);
            let left = text(cells.get(..from.unwrap_or(cells.len())).unwrap_or_default());
            left_marks += usize::from(mark_of(&folded(&left)).is_some());
            let Some(from) = from else { continue };
            let own = text(cells.get(from..).unwrap_or_default());
            right += 1;
            marks += usize::from(mark_of(&folded(&own)).is_some());
            words += usize::from(own.chars().any(char::is_alphabetic));
            let last = left
                .trim_end_matches(is_blank)
                .chars()
                .next_back()
                .map(fold_char);
            numbers += usize::from(last.is_some_and(|c| c.is_ascii_digit()));
        }
        let lines = zone.len();
        right >= FEWEST
            && right * 100 >= lines * 15
            && crossing * 10 <= lines
            && (marks >= 3 && left_marks >= 3 || self.is_prose(x, zone))
            && words * 10 >= right * 9
            && numbers * 4 <= right
    }

    /// From the first line with a right part to the last one of the page.
    fn zone(&self, x: usize) -> Option<std::ops::Range<usize>> {
        let right = |line: &usize| !self.crosses(*line, x) && self.right_from(*line, x).is_some();
        let first = (0..self.lines.len()).find(right)?;
        let last = (0..self.lines.len()).rfind(right)?;
        // What stands left of the first ones without a right part is of the left column as well.
        let end = (last + 1..self.lines.len())
            .take_while(|line| {
                !self.crosses(*line, x) && self.cells.get(*line).is_some_and(|c| !c.is_empty())
            })
            .last()
            .map_or(last + 1, |line| line + 1);
        Some(first..end)
    }

    fn parts(&self, x: usize) -> Vec<Block> {
        let zone = self.zone(x).unwrap_or(0..0);
        let mut blocks: Vec<Block> = Vec::new();
        let mut right: Vec<Block> = Vec::new();
        let piece = |line: &Line, text: String| {
            Block::Line(Line {
                text,
                ..line.clone()
            })
        };
        let mut below: Vec<Block> = Vec::new();
        for (n, line) in self.lines.iter().enumerate() {
            if n < zone.start {
                blocks.push(Block::Line((*line).clone()));
                continue;
            }
            if n >= zone.end {
                below.push(Block::Line((*line).clone()));
                continue;
            }
            let from = self.right_from(n, x).filter(|_| !self.crosses(n, x));
            let Some(from) = from else {
                blocks.push(Block::Line((*line).clone()));
                right.push(piece(line, String::new()));
                continue;
            };
            let left: String = line.text.chars().take(from).collect();
            blocks.push(piece(line, left.trim_end_matches(is_blank).to_owned()));
            right.push(piece(line, line.text.chars().skip(from).collect()));
        }
        blocks.append(&mut right);
        blocks.append(&mut below);
        blocks
    }
}

/// The places that were counted so often, the most frequent first.
fn most(counts: BTreeMap<usize, usize>, least: usize) -> Vec<usize> {
    let mut edges: Vec<(usize, usize)> = counts
        .into_iter()
        .filter(|(_, n)| *n >= least)
        .map(|(at, n)| (n, at))
        .collect();
    edges.sort_unstable_by_key(|(n, at)| (std::cmp::Reverse(*n), *at));
    let places = edges.into_iter().map(|(_, at)| at);
    places.take(MOST_EDGES).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::plain;

    fn texts(text: &str) -> Vec<String> {
        cut(&plain::read(text).blocks)
            .into_iter()
            .filter_map(|block| match block {
                Block::Line(line) if !line.text.trim().is_empty() => Some(line.text),
                _ => None,
            })
            .collect()
    }

    #[test]
    fn the_left_column_is_read_before_the_right_one() {
        let left = ["１．架空の港", "○灯台の改修", "○桟橋の更新", "○倉庫の塗替"];
        let right = ["２．架空の空", "○滑走路の灯", "○鳥の見張り", "○風向の測定"];
        let mut page = String::from("架空庁の要求\n\n");
        for (l, r) in left.iter().zip(right) {
            page.push_str(&format!("{l}　5億円{}{r}　3億円\n", " ".repeat(12)));
        }
        let read = texts(&page);
        assert_eq!(read.get(1).map(String::as_str), Some("１．架空の港　5億円"));
        assert_eq!(read.get(5).map(String::as_str), Some("２．架空の空　3億円"));
        assert_eq!(read.len(), 9);
    }

    #[test]
    fn columns_of_sentences_without_marks_are_cut() {
        let left = [
            "令和九年度は、架空の港を新しくする事業に",
            "取り組みます。灯台の改修には5億円を充て、",
            "灯室の鏡と階段を取り替えます。あわせて夜",
            "間の見学会を開きます。",
            "",
            "次に、古い桟橋を架け替えます。桟橋の更新",
            "には3億円を充て、船の待合所も広げます。工",
            "事は秋から始まります。",
        ];
        let right = [
            "空の便では、滑走路の灯火を直します。灯火",
            "の更新には2億円を充てます。古い電線を地中",
            "に移し、嵐の日にも消えないようにします。",
            "",
            "鳥の見張りも続けます。見張り台の費用は1億",
            "円です。近くの学校の生徒にも来てもらい、",
            "鳥の名を覚えてもらいます。空港の売店では",
            "鳥の本を売ります。どうぞお越しください。",
            "お問い合わせは架空課までお願いします。",
        ];
        let mut page = String::from("架空庁の便り\n\n");
        for n in 0..right.len() {
            let own = left.get(n).copied().unwrap_or_default();
            let blanks = " ".repeat(24 - own.chars().count());
            let other = right.get(n).copied().unwrap_or_default();
            page.push_str(format!("{own}{blanks}{other}").trim_end());
            page.push('\n');
        }
        let read = texts(&page);
        assert_eq!(read.get(1).map(String::as_str), left.first().copied());
        assert_eq!(read.get(8).map(String::as_str), right.first().copied());
    }

    #[test]
    fn a_column_of_sentences_beside_names_is_not_cut() {
        let row = "架空灯台の改修              灯室の鏡を取り替えます。\n";
        assert_eq!(texts(&row.repeat(9)), vec![row.trim_end(); 9]);
    }

    #[test]
    fn a_table_is_not_cut() {
        let row = "○架空灯台の改修                120        95        25\n";
        assert_eq!(texts(&row.repeat(9)), vec![row.trim_end(); 9]);
    }
}
