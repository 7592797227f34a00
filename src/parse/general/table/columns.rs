//! Lines that keep their places → a table with cells.
//!
//! Three kinds: columns under a head, one cell a line, and rows of trailing numbers that prove each other.

mod stacked;
#[cfg(test)]
mod tests;

use unicode_width::UnicodeWidthChar;

use super::head::{self, Column, is_head_word};
use super::row::marked;
use super::value::{is_numeric, is_rate};
use super::words::{close_up, joined};
use crate::parse::fold::{fold_char, folded};
use crate::parse::general::amount::{is_unit_word, moneys};
use crate::source::{Grid, GridCell, Line};

/// Most lines of one table.
const MOST_LINES: usize = 5_000;

/// Most columns.
const MOST_COLUMNS: usize = 30;

/// Longest line that is looked at, in characters.
const LONGEST: usize = 400;

/// A run of text between wide gaps, with its places.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Chunk {
    pub(super) text: String,
    pub(super) left: usize,
    pub(super) right: usize,
}

/// The table that begins with the first line, and how many lines it takes. None where none begins there.
#[must_use]
pub fn grid_of(lines: &[&Line]) -> Option<(Grid, usize)> {
    let first = lines.first()?;
    if first.text.trim().is_empty() || first.text.chars().count() > LONGEST {
        return None;
    }
    let lines = lines.get(..lines.len().min(MOST_LINES)).unwrap_or(lines);
    under_head(lines)
        .or_else(|| stacked::grid_of(lines))
        .or_else(|| proven(lines))
}

/// The runs of a line. Two blanks part them, and so does a tab or a wide blank beside another.
pub(super) fn chunks(text: &str, wide: bool) -> Vec<Chunk> {
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
            Some(last) if gap < 2 => {
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
            }),
        }
        gap = 0;
        at += width;
    }
    spread(chunks)
}

/// Single characters set wide are one word: `事   業   名`, `事     項`.
fn spread(chunks: Vec<Chunk>) -> Vec<Chunk> {
    let single = |chunk: &Chunk| {
        let mut chars = chunk.text.chars();
        let c = chars.next().unwrap_or(' ');
        chars.next().is_none() && c.is_alphabetic() && !c.is_ascii()
    };
    let mut out: Vec<(Chunk, bool)> = Vec::new();
    for chunk in chunks {
        let alone = single(&chunk);
        match out.last_mut() {
            Some((last, true)) if alone && chunk.left - last.right <= 8 => {
                last.text.push_str(&chunk.text);
                last.right = chunk.right;
            }
            _ => out.push((chunk, alone)),
        }
    }
    out.into_iter().map(|(chunk, _)| chunk).collect()
}

fn is_blank(line: &Line) -> bool {
    line.text.trim().is_empty()
}

/// All runs are words of heads, and one tells of money.
fn is_head_line(chunks: &[Chunk]) -> bool {
    let words = chunks
        .iter()
        .filter(|chunk| is_head_word(&chunk.text))
        .count();
    let numbers = chunks.iter().any(|chunk| is_numeric(&chunk.text));
    !chunks.is_empty() && !numbers && words * 10 >= chunks.len() * 6
}

/// A table under a head of one to three lines.
fn under_head(lines: &[&Line]) -> Option<(Grid, usize)> {
    // pdftotext sets columns by characters, people by width: the measure under which the numbers of the
    // rows end together more often is the right one.
    let narrow = Positions::of(lines, false)?;
    let wide = Positions::of(lines, true)?;
    let best = if narrow.aligned() > wide.aligned() {
        narrow
    } else {
        wide
    };
    best.grid()
}

/// The table as it is under one measure.
struct Positions<'a> {
    lines: &'a [&'a Line],
    wide: bool,
    head_lines: usize,
    /// Left and right edges of the columns with the head's words.
    columns: Vec<Chunk>,
    numbers: Vec<usize>,
    /// Where the texts of the text columns begin in the rows: heads are centred over them.
    lefts: Vec<(usize, usize)>,
}

impl<'a> Positions<'a> {
    fn of(lines: &'a [&'a Line], wide: bool) -> Option<Self> {
        let mut columns: Vec<Chunk> = Vec::new();
        let mut head_lines = 0;
        for line in lines.iter().take(4) {
            let runs = chunks(&line.text, wide);
            if runs.is_empty() && head_lines == 1 {
                // One blank line may part the lines of a head, but not follow it.
                break;
            }
            if !is_head_line(&runs) || runs.iter().any(|run| run.text.chars().count() > 24) {
                break;
            }
            if head_lines == 0 && runs.len() < 2 {
                return None;
            }
            head_lines += 1;
            for run in runs {
                merge(&mut columns, run);
            }
            if head_lines == 3 {
                break;
            }
        }
        columns.sort_by_key(|column| column.left);
        if head_lines == 0 || columns.len() < 2 || columns.len() > MOST_COLUMNS {
            return None;
        }
        let texts: Vec<String> = columns.iter().map(|column| column.text.clone()).collect();
        let told = head::columns(&texts, &vec![true; texts.len()])?;
        let mut numbers: Vec<usize> = (0..texts.len())
            .filter(|n| {
                told.roles
                    .get(*n)
                    .is_some_and(|role| role.is_money() || *role == Column::Rate)
            })
            .collect();
        // Columns between money that no word explains hold numbers as well.
        let (first, last) = (*numbers.first()?, *numbers.last()?);
        numbers.extend((first..last).filter(|n| told.roles.get(*n) == Some(&Column::Other)));
        numbers.sort_unstable();
        numbers.dedup();
        let mut made = Self {
            lines,
            wide,
            head_lines,
            columns,
            numbers,
            lefts: Vec::new(),
        };
        made.learn_lefts();
        Some(made)
    }

    /// Learns where texts begin from the rows that have one in every text column.
    fn learn_lefts(&mut self) {
        let texts: Vec<usize> = (0..self.columns.len())
            .filter(|n| !self.numbers.contains(n))
            .collect();
        let mut lefts: Vec<(usize, usize)> = Vec::new();
        for line in self.lines.iter().skip(self.head_lines).take(200) {
            let runs = chunks(&line.text, self.wide);
            let own: Vec<&Chunk> = runs
                .iter()
                .filter(|run| !is_number_like(&run.text))
                .collect();
            if own.len() != texts.len() || own.len() == runs.len() || own.len() < 2 {
                continue;
            }
            let new: Vec<usize> = own.iter().map(|run| run.left).collect();
            if lefts.is_empty() {
                lefts = texts.iter().copied().zip(new).collect();
            } else {
                for (known, new) in lefts.iter_mut().zip(new) {
                    known.1 = known.1.min(new);
                }
            }
        }
        let rising = lefts
            .windows(2)
            .all(|pair| matches!(pair, [a, b] if a.1 < b.1));
        if rising {
            self.lefts = lefts;
        }
    }

    /// The text column of a run by where texts begin in the rows.
    fn learnt_slot(&self, run: &Chunk) -> Option<usize> {
        let under = self.lefts.iter().rfind(|(_, left)| *left <= run.left + 1);
        under.or_else(|| self.lefts.first()).map(|(slot, _)| *slot)
    }

    /// Whether a run stands right of the first two text columns: prose beside the names.
    fn beside_names(&self, run: &Chunk) -> bool {
        self.lefts.len() > 2
            && self
                .lefts
                .get(2)
                .is_some_and(|(_, left)| *left <= run.left + 1)
    }

    /// How many numbers of the rows end where another one ends.
    fn aligned(&self) -> usize {
        let mut ends: std::collections::BTreeMap<usize, usize> = std::collections::BTreeMap::new();
        for line in self.lines.iter().skip(self.head_lines).take(60) {
            for chunk in chunks(&line.text, self.wide)
                .iter()
                .filter(|chunk| is_numeric(&chunk.text))
            {
                *ends.entry(chunk.right).or_default() += 1;
            }
        }
        ends.values().filter(|count| **count > 1).sum()
    }

    fn grid(&self) -> Option<(Grid, usize)> {
        let mut rows = Rows::new(self);
        let mut at = self.head_lines;
        let mut blanks = 0;
        while let Some(line) = self.lines.get(at) {
            if is_blank(line) {
                blanks += 1;
                at += 1;
                if blanks > 3 {
                    break;
                }
                continue;
            }
            let runs = chunks(&line.text, self.wide);
            if self.ends(line, &runs, blanks > 0, at) {
                break;
            }
            rows.line(line, &runs, blanks > 0);
            blanks = 0;
            at += 1;
            rows.taken = at;
        }
        rows.finish()
    }

    /// Whether the table is over before that line.
    fn ends(&self, line: &Line, runs: &[Chunk], after_blank: bool, at: usize) -> bool {
        let text: String = folded(line.text.trim()).into_iter().collect();
        if is_head_line(runs) && runs.len() >= 2
            || line.hint.level.is_some() && !self.has_numbers(runs)
        {
            return true;
        }
        if text.starts_with('※')
            || text.starts_with("(注")
            || text.starts_with("注")
            || text.starts_with("(単位")
        {
            return true;
        }
        if self.has_numbers(runs) {
            return false;
        }
        // A line with an amount in its own unit is an entry or a sentence, not a row.
        let first_number = self
            .numbers
            .first()
            .and_then(|n| self.columns.get(*n))
            .map_or(0, |c| c.left);
        let in_name = runs.first().is_some_and(|run| run.left < first_number);
        if runs.first().is_some_and(|run| self.beside_names(run)) {
            return false;
        }
        if !moneys(&folded(&line.text)).is_empty() && runs.len() == 1 {
            return true;
        }
        if runs.len() == 1
            && text.ends_with('。')
            && runs.first().is_some_and(|run| run.right > first_number)
        {
            return true;
        }
        // After a blank line words alone go on with the table only where a row follows soon.
        let soon = self
            .lines
            .iter()
            .skip(at + 1)
            .take(3)
            .any(|next| self.has_numbers(&chunks(&next.text, self.wide)));
        !in_name || after_blank && !soon
    }

    fn has_numbers(&self, runs: &[Chunk]) -> bool {
        let from = self
            .numbers
            .first()
            .and_then(|n| n.checked_sub(1))
            .and_then(|n| self.columns.get(n))
            .map_or(0, |c| c.left);
        runs.iter()
            .any(|run| is_numeric(&run.text) && run.left > from)
    }

    /// Puts the runs of a line into cells.
    fn cells(&self, line: &Line, runs: &[Chunk]) -> Vec<GridCell> {
        let mut cells = vec![
            GridCell {
                line: line.number,
                page: line.page,
                ..GridCell::default()
            };
            self.columns.len()
        ];
        let numeric: Vec<&Chunk> = {
            let mut tail: Vec<&Chunk> = runs
                .iter()
                .rev()
                .take_while(|run| is_number_like(&run.text))
                .collect();
            if tail.is_empty() {
                tail = runs
                    .iter()
                    .filter(|run| is_number_like(&run.text))
                    .collect();
                tail.reverse();
            }
            tail.reverse();
            if tail.len() > self.numbers.len() {
                tail.split_off(tail.len() - self.numbers.len())
            } else {
                tail
            }
        };
        let all = numeric.len() == self.numbers.len();
        let mut next = 0;
        for (order, run) in numeric.iter().enumerate() {
            let slot = if all {
                self.numbers.get(order).copied()
            } else {
                let left = self.numbers.len().saturating_sub(numeric.len() - order - 1);
                let open = self
                    .numbers
                    .get(next..left.max(next + 1))
                    .unwrap_or_default();
                open.iter().copied().min_by_key(|n| {
                    self.columns
                        .get(*n)
                        .map_or(usize::MAX, |c| distance(c, run))
                })
            };
            let Some(slot) = slot else { continue };
            next = self
                .numbers
                .iter()
                .position(|n| *n == slot)
                .map_or(next, |at| at + 1);
            if let Some(cell) = cells.get_mut(slot) {
                cell.text.clone_from(&run.text);
            }
        }
        let texts: Vec<usize> = (0..self.columns.len())
            .filter(|n| !self.numbers.contains(n))
            .collect();
        for run in runs
            .iter()
            .filter(|run| !numeric.iter().any(|n| std::ptr::eq(*n, *run)))
        {
            let nearest = || {
                texts.iter().copied().min_by_key(|n| {
                    self.columns
                        .get(*n)
                        .map_or(usize::MAX, |c| self.text_distance(*n, c, run))
                })
            };
            let slot = self.learnt_slot(run).or_else(nearest);
            if let Some(cell) = slot.and_then(|slot| cells.get_mut(slot)) {
                if !cell.text.is_empty() {
                    cell.text.push(' ');
                }
                cell.text.push_str(&close_up(&run.text));
            }
        }
        cells
    }

    /// How far a text is from a text column: its left edge counts, and the column reaches to the next.
    fn text_distance(&self, n: usize, column: &Chunk, run: &Chunk) -> usize {
        let from = n
            .checked_sub(1)
            .and_then(|n| self.columns.get(n))
            .map_or(0, |before| before.right);
        let to = self
            .columns
            .get(n + 1)
            .map_or(usize::MAX, |after| after.left);
        let overlap = run
            .right
            .min(column.right)
            .saturating_sub(run.left.max(column.left));
        if overlap > 0 {
            return 0;
        }
        if run.left >= from && run.left < to {
            1 + run.left.abs_diff(column.left) / 4
        } else {
            100 + distance(column, run)
        }
    }
}

/// Numbers, signs for none, rates, and the words that stand in their place.
fn is_number_like(text: &str) -> bool {
    let plain: String = folded(text).into_iter().filter(|c| *c != ' ').collect();
    is_numeric(text)
        || is_rate(text)
        || matches!(
            plain.as_str(),
            "皆増"
                | "皆減"
                | "新規"
                | "廃止"
                | "事項要求"
                | "前年同額"
                | "同額"
                | "著増"
                | "純増"
        )
        || plain.ends_with("の内数")
}

fn distance(column: &Chunk, run: &Chunk) -> usize {
    let middle = |chunk: &Chunk| chunk.left + chunk.right;
    middle(column)
        .abs_diff(middle(run))
        .min(2 * column.right.abs_diff(run.right))
}

/// Joins a run of a head to the column that it stands under.
fn merge(columns: &mut Vec<Chunk>, run: Chunk) {
    let over = columns
        .iter_mut()
        .find(|column| run.left < column.right + 1 && column.left < run.right + 1);
    match over {
        Some(column) => {
            if !is_unit_word(&folded(&run.text)) || column.text.is_empty() {
                column.text.push_str(&run.text);
            } else {
                column.text = format!("{}({})", column.text, run.text);
            }
            column.left = column.left.min(run.left);
            column.right = column.right.max(run.right);
        }
        None => columns.push(run),
    }
}

/// The rows as they come, with names that go on over lines.
struct Rows<'a> {
    at: &'a Positions<'a>,
    rows: Vec<Vec<GridCell>>,
    /// Text lines that wait for the row that they name.
    waiting: Vec<Vec<GridCell>>,
    numbers: usize,
    taken: usize,
    taken_at_row: usize,
}

impl<'a> Rows<'a> {
    const fn new(at: &'a Positions<'a>) -> Self {
        Self {
            at,
            rows: Vec::new(),
            waiting: Vec::new(),
            numbers: 0,
            taken: 0,
            taken_at_row: 0,
        }
    }

    fn name_column(&self) -> usize {
        let first = self.at.numbers.first().copied().unwrap_or(1);
        let texts: Vec<String> = self.at.columns.iter().map(|c| c.text.clone()).collect();
        let numeric: Vec<bool> = (0..texts.len())
            .map(|n| self.at.numbers.contains(&n))
            .collect();
        head::columns(&texts, &numeric)
            .and_then(|columns| columns.roles.iter().position(|role| *role == Column::Name))
            .unwrap_or_else(|| first.saturating_sub(1))
    }

    fn line(&mut self, line: &Line, runs: &[Chunk], after_blank: bool) {
        let cells = self.at.cells(line, runs);
        let name = self.name_column();
        let name_of = |cells: &[GridCell]| {
            cells
                .get(name)
                .map(|cell| cell.text.clone())
                .unwrap_or_default()
        };
        let own = name_of(&cells);
        let (mark, ..) = marked(&own);
        if self.at.has_numbers(runs)
            || runs.iter().any(|run| is_number_like(&run.text)) && runs.len() > 1
        {
            self.numbers += 1;
            let mut cells = cells;
            let lone_sign = own.chars().count() <= 1 && !own.is_empty();
            for above in std::mem::take(&mut self.waiting) {
                if own.trim().is_empty()
                    || (mark.is_none()
                        && marked(&name_of(&above)).0.is_some()
                        && self.same_as_last(&name_of(&above), name))
                {
                    prepend(&mut cells, &above);
                } else {
                    self.rows.push(above);
                }
            }
            let _ = lone_sign;
            self.rows.push(cells);
            return;
        }
        // Words alone: a new row where they are marked or nothing is open, else more of the row above.
        let opens = mark.is_some()
            || self.rows.is_empty()
            || after_blank
            || own.trim_start().starts_with(['【', '《', '〈', '＜']);
        if opens || !self.waiting.is_empty() && after_blank {
            self.waiting.push(cells);
        } else if let Some(last) = self.waiting.last_mut().or_else(|| self.rows.last_mut()) {
            append(last, &cells);
        }
    }

    /// Whether a marked text has the mark of the last row with numbers: then it is a row, not a heading.
    fn same_as_last(&self, text: &str, name: usize) -> bool {
        let last = self
            .rows
            .last()
            .and_then(|row| row.get(name))
            .map(|cell| marked(&cell.text).0);
        last.is_some_and(|last| last == marked(text).0)
    }

    fn finish(mut self) -> Option<(Grid, usize)> {
        if self.numbers == 0 {
            return None;
        }
        let waiting = std::mem::take(&mut self.waiting);
        self.rows.extend(waiting);
        let head: Vec<GridCell> = self
            .at
            .columns
            .iter()
            .map(|column| {
                let line = self.at.lines.first();
                GridCell {
                    text: column.text.clone(),
                    line: line.map_or(0, |line| line.number),
                    page: line.map_or(0, |line| line.page),
                    ..GridCell::default()
                }
            })
            .collect();
        let _ = self.taken_at_row;
        let mut rows = vec![head];
        rows.append(&mut self.rows);
        Some((
            Grid {
                caption: String::new(),
                rows,
            },
            self.taken,
        ))
    }
}

fn append(row: &mut [GridCell], more: &[GridCell]) {
    for (cell, more) in row.iter_mut().zip(more) {
        if !more.text.is_empty() {
            cell.text = joined(&format!("{}\n{}", cell.text, more.text));
        }
    }
}

fn prepend(row: &mut [GridCell], above: &[GridCell]) {
    for (cell, above) in row.iter_mut().zip(above) {
        if !above.text.is_empty() {
            cell.text = joined(&format!("{}\n{}", above.text, cell.text));
            cell.line = above.line;
        }
    }
}

/// Rows without columns and without a head: `名 120 95 25`. Only where the numbers prove each other.
fn proven(lines: &[&Line]) -> Option<(Grid, usize)> {
    let mut rows: Vec<Vec<GridCell>> = Vec::new();
    let mut taken = 0;
    for (n, line) in lines.iter().enumerate() {
        if is_blank(line) {
            if n + 1 < lines.len() && !rows.is_empty() {
                continue;
            }
            break;
        }
        let Some(row) = trailing(line) else { break };
        rows.push(row);
        taken = n + 1;
    }
    if rows.len() < 3 {
        return None;
    }
    let unit = Some(crate::parse::general::amount::Unit { yen: 100_000_000 });
    let numbers: Vec<Vec<Option<rust_decimal::Decimal>>> = rows
        .iter()
        .map(|row| {
            row.iter()
                .map(|cell| super::value::value(&cell.text, unit).signed())
                .collect()
        })
        .collect();
    head::by_arithmetic(&numbers, 4)?;
    Some((
        Grid {
            caption: String::new(),
            rows,
        },
        taken,
    ))
}

/// A name and three numbers at the end of a line.
fn trailing(line: &Line) -> Option<Vec<GridCell>> {
    if line.text.chars().count() > LONGEST {
        return None;
    }
    // A minus set apart from its number belongs to it.
    let text: String = line
        .text
        .chars()
        .map(|c| if fold_char(c) == ' ' { ' ' } else { c })
        .collect();
    let mut words: Vec<String> = Vec::new();
    for word in text.split(' ').filter(|word| !word.is_empty()) {
        match words.last_mut() {
            Some(last) if matches!(last.as_str(), "△" | "▲") => last.push_str(word),
            _ => words.push(word.to_owned()),
        }
    }
    let at = words.len().checked_sub(3).filter(|at| *at > 0)?;
    let (name, numbers) = words.split_at(at);
    let own_unit = |word: &String| word.contains('円');
    if !numbers
        .iter()
        .all(|word| is_numeric(word) && !own_unit(word))
        || name.iter().any(|word| is_numeric(word))
    {
        return None;
    }
    let cell = |text: String| GridCell {
        text,
        line: line.number,
        page: line.page,
        ..GridCell::default()
    };
    let mut row = vec![cell(name.join(" "))];
    row.extend(numbers.iter().cloned().map(cell));
    Some(row)
}
