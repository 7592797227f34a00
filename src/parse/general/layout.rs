//! From blocks to the lines and tables of the text itself: page numbers, running heads and the contents page
//! set aside, what a line end broke joined.

mod circled;
mod commas;
pub mod drawn;
mod framed;
pub mod furniture;
mod ornaments;
mod pipes;
mod run_in;
mod sections;
mod spaced;
pub mod twofold;

use crate::japanese::fold::{fold_char, is_blank};
use crate::source::{Block, Grid, Hint, Line, Source};

/// A line of the text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Row {
    /// The line of the source.
    pub line: Line,
    /// As printed, one character each.
    pub printed: Vec<char>,
    /// The same places, folded.
    pub fold: Vec<char>,
    /// All source lines of it, where some were joined.
    pub numbers: Vec<u32>,
    /// No visible character.
    pub blank: bool,
    /// A running head, page number or line of the contents page: no part of the text.
    pub aside: bool,
    /// Among the first lines of its page.
    pub top: bool,
}

impl Row {
    /// A row of one source line.
    #[must_use]
    pub fn new(line: Line) -> Self {
        let printed: Vec<char> = line
            .text
            .chars()
            // Nothing that is seen; and the key around a number: `1⃣ 架空の港`.
            .filter(|c| {
                !matches!(
                    c,
                    '\u{200b}' | '\u{feff}' | '\u{ad}' | '\u{fe0f}' | '\u{20e3}'
                )
            })
            .collect();
        let fold: Vec<char> = printed.iter().map(|c| fold_char(*c)).collect();
        let blank = fold.iter().all(|c| is_blank(*c));
        Self {
            numbers: vec![line.number],
            line,
            printed,
            fold,
            blank,
            aside: false,
            top: false,
        }
    }

    /// The text without blanks at its ends.
    #[must_use]
    pub fn text(&self) -> String {
        self.printed.iter().collect::<String>().trim().to_owned()
    }

    /// Puts the words of another line behind those that end at a place, and takes as many blanks away.
    fn close_name(&mut self, at: usize, other: &Self) {
        let from = other.fold.iter().take_while(|c| **c == ' ').count();
        let end = other
            .fold
            .iter()
            .rposition(|c| *c != ' ')
            .map_or(0, |i| i + 1);
        let gap = self.fold.iter().skip(at).take_while(|c| **c == ' ').count();
        let words = end.saturating_sub(from);
        let until = at + words.min(gap.saturating_sub(2));
        self.printed.splice(
            at..until,
            other.printed.iter().take(end).skip(from).copied(),
        );
        self.fold
            .splice(at..until, other.fold.iter().take(end).skip(from).copied());
        self.line.text = self.printed.iter().collect();
        self.numbers.extend(&other.numbers);
    }

    fn join(&mut self, other: &Self) {
        // Between ideographs a broken line has no blank.
        let end = self
            .fold
            .iter()
            .rposition(|c| *c != ' ')
            .map_or(0, |i| i + 1);
        self.printed.truncate(end);
        self.fold.truncate(end);
        let from = other.fold.iter().take_while(|c| **c == ' ').count();
        self.printed.extend(other.printed.iter().skip(from));
        self.fold.extend(other.fold.iter().skip(from));
        self.numbers.extend(&other.numbers);
    }
}

/// One piece of the text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Flow {
    /// A line.
    Row(Row),
    /// A table.
    Grid(Grid),
    /// A sheet begins.
    Sheet(String),
}

/// The text of a source, in order.
#[must_use]
pub fn flow(source: &Source) -> Vec<Flow> {
    let mut flow = Vec::with_capacity(source.blocks.len());
    let mut page_starts = vec![0];
    let blocks = twofold::cut(&run_in::read(&source.blocks));
    let blocks = pipes::read(framed::read(circled::read(drawn::read(ornaments::read(
        blocks,
    )))));
    for block in &commas::read(blocks) {
        match block {
            Block::Line(line) => match sections::of_budget_book(line) {
                Some(sections) => flow.extend(sections.into_iter().map(Flow::Row)),
                None => flow.push(Flow::Row(Row::new(spaced::closed(line)))),
            },
            Block::Grid(grid) => flow.push(Flow::Grid(grid.clone())),
            Block::Page => page_starts.push(flow.len()),
            Block::Sheet(name) => flow.push(Flow::Sheet(name.clone())),
        }
    }
    if page_starts.len() == 1 {
        // Pages without form feeds end with their numbers.
        page_starts.extend(furniture::numbered_ends(&flow));
    }
    furniture::set_aside(&mut flow, &page_starts);
    join_numbers(&mut flow);
    join_broken(flow)
}

/// Joins numbers that a converter set on lines of their own (`１`, a blank line, `架空港の整備`) to the words below, where they count from 1.
fn join_numbers(flow: &mut Vec<Flow>) {
    let mut places: Vec<(usize, usize)> = Vec::new();
    for (i, item) in flow.iter().enumerate() {
        let Flow::Row(row) = item else { continue };
        if row.aside || row.blank || lone_number(row) != Some(places.len() + 1) {
            continue;
        }
        let next = flow
            .iter()
            .enumerate()
            .skip(i + 1)
            .take(2)
            .find(|(_, n)| match n {
                Flow::Row(next) => !next.blank,
                _ => true,
            });
        if let Some((at, Flow::Row(next))) = next
            && !next.aside
            && !next.top
            && next.fold.iter().any(|c| c.is_alphabetic())
            && next.fold.len() <= 60
        {
            places.push((i, at));
        }
    }
    if places.len() < 2 {
        return;
    }
    for (i, at) in places.into_iter().rev() {
        let Flow::Row(next) = flow.remove(at) else {
            continue;
        };
        if let Some(Flow::Row(row)) = flow.get_mut(i) {
            row.printed.push('\u{3000}');
            row.fold.push(' ');
            let width = row.fold.len();
            row.join(&next);
            // The blank between number and words is what makes it a mark.
            if row.fold.get(width - 1) != Some(&' ') {
                row.printed.insert(width - 1, '\u{3000}');
                row.fold.insert(width - 1, ' ');
            }
            row.line.hint = next.line.hint;
        }
    }
}

/// The number of a line that holds nothing else.
fn lone_number(row: &Row) -> Option<usize> {
    let text: String = row.fold.iter().filter(|c| !is_blank(**c)).collect();
    let digits = text.trim_end_matches('.');
    (digits.len() <= 2).then(|| digits.parse().ok())?
}

/// Joins an open bracket, or a lone mark, to what follows it.
fn join_broken(flow: Vec<Flow>) -> Vec<Flow> {
    let mut joined: Vec<Flow> = Vec::with_capacity(flow.len());
    let mut rest = flow.into_iter().peekable();
    while let Some(item) = rest.next() {
        let Flow::Row(mut row) = item else {
            joined.push(item);
            continue;
        };
        if let Some((at, close)) = cut_in_name(&row) {
            // Before figures nothing is joined behind them.
            if let Some(Flow::Row(next)) =
                rest.next_if(|n| matches!(n, Flow::Row(n) if closes_name(close, n)))
            {
                row.close_name(at, &next);
            }
            joined.push(Flow::Row(row));
            continue;
        }
        // `二十四億八千六百五十五万` over `円（四億円）`: a line's end cut the amount.
        if ends_within_amount(&row)
            && let Some(Flow::Row(next)) =
                rest.next_if(|n| matches!(n, Flow::Row(n) if !n.aside && begins_with_yen(n)))
        {
            row.join(&next);
        }
        let mut more = if row.aside || row.blank {
            0
        } else {
            wanted(&row)
        };
        while more > 0 {
            match rest.peek() {
                Some(Flow::Row(next)) if next.aside => {
                    if let Some(aside) = rest.next() {
                        joined.push(aside);
                    }
                }
                Some(Flow::Row(next)) if continues(&row, next) => {
                    let lone = is_lone_mark(&row);
                    row.join(next);
                    rest.next();
                    more = if lone { wanted(&row) } else { more - 1 };
                    if !open_bracket(&row.fold) {
                        more = 0;
                    }
                }
                _ => break,
            }
        }
        joined.push(Flow::Row(row));
    }
    joined
}

/// Whether a line ends in a unit below 円 behind a number.
fn ends_within_amount(row: &Row) -> bool {
    let mut back = row.fold.iter().rev().filter(|c| **c != ' ');
    let unit = back
        .next()
        .is_some_and(|c| matches!(c, '億' | '万' | '千' | '百'));
    let number = |c: &char| crate::parse::general::amount::is_numeral(*c);
    !row.aside && unit && back.next().is_some_and(number)
}

fn begins_with_yen(row: &Row) -> bool {
    row.fold.iter().find(|c| **c != ' ') == Some(&'円')
}

/// Where the words end that a bracket opens within and a wide gap and figures follow:
/// `架空灯台（公営住　　980`; and what closes the bracket.
fn cut_in_name(row: &Row) -> Option<(usize, char)> {
    if row.aside || row.blank {
        return None;
    }
    let mut open: Vec<(usize, char)> = Vec::new();
    for (i, c) in row.fold.iter().enumerate() {
        match c {
            '(' => open.push((i, ')')),
            '[' => open.push((i, ']')),
            '【' => open.push((i, '】')),
            '〈' => open.push((i, '〉')),
            '《' => open.push((i, '》')),
            ')' | ']' | '】' | '〉' | '》' => {
                open.pop();
            }
            _ => {}
        }
    }
    let (from, close) = open.pop()?;
    // One blank before a minus or a grouped number is the border of a column as well.
    let border = |i: usize| {
        let rest = row.fold.get(i + 1..).unwrap_or_default();
        let mut number = rest.iter().take_while(|c| c.is_ascii_digit() || **c == ',');
        row.fold.get(i) == Some(&' ')
            && (matches!(rest.first(), Some(' ' | '△' | '▲')) || number.any(|c| *c == ','))
    };
    let gap = (from..row.fold.len()).find(|i| border(*i))?;
    let next = row.fold.iter().skip(gap).find(|c| **c != ' ')?;
    let inner = row.fold.get(from + 1..gap)?;
    // `地域計画（第４` over `期）の策定`: no other number is of a name.
    let own = match inner.iter().position(char::is_ascii_digit) {
        Some(at) => at > 0 && inner.get(at - 1) == Some(&'第'),
        None => true,
    };
    let words = inner.iter().any(|c| c.is_alphabetic()) && own;
    let figures = next.is_ascii_digit() || matches!(next, '(' | '[' | '▲' | '△' | '-' | '―' | '—');
    (words && figures && inner.len() <= 20).then_some((gap, close))
}

/// Whether a short line of words alone closes that bracket.
fn closes_name(close: char, next: &Row) -> bool {
    let words: Vec<char> = next.fold.iter().copied().filter(|c| *c != ' ').collect();
    let closes = words.iter().filter(|c| **c == close).count() == 1;
    !next.aside
        && closes
        && words.len() <= 16
        && !words
            .iter()
            .any(|c| c.is_ascii_digit() || matches!(c, '(' | '[' | '【' | '〈' | '《'))
}

fn wanted(row: &Row) -> u8 {
    if is_lone_mark(row) {
        1
    } else {
        u8::from(open_bracket(&row.fold) && row.fold.len() < 400) * 2
    }
}

fn is_lone_mark(row: &Row) -> bool {
    let mut visible = row.fold.iter().filter(|c| !is_blank(**c));
    let first = visible.next().copied().unwrap_or(' ');
    visible.next().is_none()
        && matches!(
            first,
            '①'..='⑳' | '○' | '●' | '◎' | '■' | '□' | '◆' | '◇' | '・' | '★' | '☆' | '▽'
        )
}

fn continues(row: &Row, next: &Row) -> bool {
    if next.blank {
        return false;
    }
    if is_lone_mark(row) {
        return true;
    }
    // Of two lines of columns each has its own cells.
    let gap = |fold: &[char]| {
        let words: String = fold.iter().collect();
        words.trim().contains("    ")
    };
    let (above, below) = (gap(&row.fold), gap(&next.fold));
    if above && below {
        return false;
    }
    // `更新     万2,000部）。`: what closes the bracket is of another column than the first words of its line.
    let close = next.fold.iter().position(|c| matches!(c, ')' | ']' | '】'));
    let before = next.fold.get(..close.unwrap_or(0)).unwrap_or_default();
    if gap(before) {
        return false;
    }
    // `(16,250) 庫債務負担行為）。`: the figure of a cell, and behind it the end of another.
    let mut own = next.fold.iter().filter(|c| **c != ' ');
    let figure = matches!(own.next(), Some('(' | '['))
        && own
            .take_while(|c| !matches!(c, ')' | ']'))
            .all(|c| c.is_ascii_digit() || matches!(c, ',' | '-' | '―' | '—' | '新' | '規'));
    if figure && above {
        return false;
    }
    // The bracket must close on the next line or be still open there, and a line of columns goes on with no bracket that it does not
    // close.
    close.is_some() || !open_bracket(&next.fold) && !below
}

/// Whether the last round or square bracket is open at the end.
fn open_bracket(fold: &[char]) -> bool {
    let mut depth = 0_i32;
    for c in fold {
        match c {
            '(' | '[' => depth += 1,
            ')' | ']' => depth = (depth - 1).max(0),
            _ => {}
        }
    }
    depth > 0
}

/// A row of that text, for tests.
#[must_use]
pub fn row_of(text: &str, number: u32) -> Row {
    Row::new(Line {
        number,
        page: 0,
        text: text.to_owned(),
        hint: Hint::default(),
    })
}
