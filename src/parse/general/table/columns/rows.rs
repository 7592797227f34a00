//! Rows of a table by position: lines that belong to one row.

use super::super::row::marked;
use super::super::value::is_number_like;
use super::super::words::joined;
use super::{Chunk, Positions};
use crate::parse::general::piece::Style;
use crate::source::{Grid, GridCell, Line};

/// The rows as they come, with names that go on over lines.
pub(super) struct Rows<'a> {
    pub(super) at: &'a Positions<'a>,
    pub(super) rows: Vec<Vec<GridCell>>,
    /// Text lines that wait for the row that they name.
    pub(super) waiting: Vec<Vec<GridCell>>,
    pub(super) numbers: usize,
    pub(super) taken: usize,
    /// Where the names of rows begin, the leftmost.
    pub(super) name_left: Option<usize>,
    /// The last row has its numbers on a line without a name: its name goes on below.
    pub(super) centred: bool,
    /// Words beside the name of the first row, above its line.
    pub(super) beside: Vec<Vec<GridCell>>,
    /// Points below the last row.
    pub(super) points: Vec<Vec<GridCell>>,
    /// Rows with numbers begin with such signs.
    pub(super) pointed: bool,
    /// Where the rows begin, marks and all, the leftmost.
    pub(super) row_left: Option<usize>,
}

impl<'a> Rows<'a> {
    pub(super) const fn new(at: &'a Positions<'a>) -> Self {
        Self {
            at,
            rows: Vec::new(),
            waiting: Vec::new(),
            numbers: 0,
            taken: 0,
            name_left: None,
            centred: false,
            beside: Vec::new(),
            points: Vec::new(),
            pointed: false,
            row_left: None,
        }
    }

    pub(super) fn name_column(&self) -> usize {
        let first = self.at.numbers.first().copied().unwrap_or(1);
        self.at.name.unwrap_or_else(|| first.saturating_sub(1))
    }

    /// Takes a line. `unnamed`: the next line has numbers and no name.
    pub(super) fn line(&mut self, line: &Line, runs: &[Chunk], after_blank: bool, unnamed: bool) {
        let mut cells = self.at.cells(line, runs);
        let name = self.name_column();
        // `【２　地域交通】` is one title, however its words fall into the columns.
        if let Some(title) = boxed_title(line) {
            for (n, cell) in cells.iter_mut().enumerate() {
                cell.text = if n == name {
                    title.clone()
                } else {
                    String::new()
                };
            }
            let waiting = std::mem::take(&mut self.waiting);
            self.rows.extend(waiting);
            self.rows.push(cells);
            return;
        }
        let name_of = |cells: &[GridCell]| {
            cells
                .get(name)
                .map(|cell| cell.text.clone())
                .unwrap_or_default()
        };
        let own = name_of(&cells);
        // A heading may stand in the column left of the names.
        let words = cells.get(..=name).unwrap_or_default();
        let first = words.iter().find(|cell| !cell.text.trim().is_empty());
        let (mark, ..) = marked(first.map_or("", |cell| &cell.text));
        let numbers = runs
            .iter()
            .skip(usize::from(!own.trim().is_empty()))
            .any(|run| is_number_like(&run.text));
        // `(45,100)` below `48,200` is the bracket of that cell.
        let bracket = |run: &Chunk| {
            let text = crate::japanese::fold::folded(&run.text);
            text.first() == Some(&'(') && text.last() == Some(&')') && is_number_like(&run.text)
        };
        // Under a head that names the base in a bracket, such a line goes on with its row, words and all.
        let is_under_base = || mark.is_none() && self.at.tells_bracket();
        if !after_blank
            && self.numbers > 0
            && runs.iter().any(bracket)
            && runs
                .iter()
                .all(|run| bracket(run) || !is_number_like(&run.text))
            && (own.trim().is_empty() || is_under_base())
            && let Some(last) = self.rows.last_mut()
            && under_numbers(last, &cells)
        {
            append(last, &cells);
            return;
        }
        if self.at.has_numbers(runs) || numbers && runs.len() > 1 {
            self.centred = own.trim().is_empty();
            self.numbers += 1;
            if !own.is_empty() {
                let left = runs.first().map_or(0, |run| run.left);
                self.row_left = Some(self.row_left.map_or(left, |known| known.min(left)));
            }
            self.pointed |= own.trim_start().starts_with(['・', '･', '•']);
            for mut point in std::mem::take(&mut self.points) {
                // A note of its own, which heads nothing.
                if let Some(cell) = point.get_mut(name) {
                    cell.text = format!("※{}", cell.text);
                }
                self.rows.push(point);
            }
            let mut cells = cells;
            for beside in std::mem::take(&mut self.beside) {
                prepend(&mut cells, &beside);
            }
            for above in std::mem::take(&mut self.waiting) {
                if own.trim().is_empty()
                    || mark.is_none() && goes_on(&name_of(&above))
                    || (mark.is_none()
                        && marked(&name_of(&above)).0.is_some()
                        && self.same_as_last(&name_of(&above), name))
                {
                    prepend(&mut cells, &above);
                } else {
                    self.rows.push(above);
                }
            }
            if mark.is_none() && !own.is_empty() {
                let left = runs.first().map_or(0, |run| run.left);
                self.name_left = Some(self.name_left.map_or(left, |known| known.min(left)));
            }
            self.rows.push(cells);
            return;
        }
        // 財源内訳 below a row is no more of its name.
        let plain = crate::japanese::fold::wording(&own);
        if ["財源内訳", "財源の内訳", "内訳", "財源"].contains(&plain.as_str()) {
            let waiting = std::mem::take(&mut self.waiting);
            self.rows.extend(waiting);
            self.rows.push(cells);
            return;
        }
        // `（通関の迅速化）` left of the names of its rows is over the rows below.
        let round =
            crate::parse::general::outline::mark::mark_of(&crate::japanese::fold::folded(&own))
                .is_some_and(|mark| mark.style == Style::Boxed('('));
        let out = runs
            .first()
            .zip(self.row_left)
            .is_none_or(|(run, left)| run.left < left);
        if round && out && runs.len() == 1 {
            let waiting = std::mem::take(&mut self.waiting);
            self.rows.extend(waiting);
            self.rows.push(cells);
            return;
        }
        // `・胃内視鏡の対象拡大` below a name: a point about it, where no row with numbers begins so.
        let point = own.trim_start().starts_with(['・', '･', '※', '➢', '•']);
        if point && !unnamed && !self.pointed && (self.numbers > 0 || !self.waiting.is_empty()) {
            self.points.push(cells);
            return;
        }
        // Words of another column alone: they head nothing.
        let beside = own.trim().is_empty()
            && self.at.name.is_some_and(|name| {
                let left = cells.get(..name).unwrap_or_default();
                left.iter().all(|cell| cell.text.is_empty())
            });
        if beside {
            if let Some(last) = self.rows.last_mut().filter(|_| self.numbers > 0) {
                append(last, &cells);
            } else {
                self.beside.push(cells);
            }
            return;
        }
        // A name set in the middle of its cell: its first line above the numbers, its last below.
        if unnamed && mark.is_none() && !after_blank {
            self.waiting.push(cells);
            return;
        }
        if std::mem::take(&mut self.centred)
            && mark.is_none()
            && !after_blank
            && !own.trim().is_empty()
            && !own.trim_end().ends_with('。')
            && let Some(last) = self.rows.last_mut()
        {
            append(last, &cells);
            return;
        }
        // Words alone: a new row where they are marked or nothing is open, else more of the row above.
        // `税務課` left of the names of its rows, where these have no marks, is over the rows below.
        let outdented = self.unmarked_last(name)
            && runs.len() == 1
            && runs
                .first()
                .zip(self.name_left)
                .is_some_and(|(run, left)| run.left < left);
        let opens = outdented
            || mark.is_some()
            || self.rows.is_empty()
            || after_blank
            || own.trim_start().starts_with(['【', '《', '〈', '＜']);
        if outdented {
            // A heading of its own, of no row's name.
            let waiting = std::mem::take(&mut self.waiting);
            self.rows.extend(waiting);
            self.rows.push(cells);
        } else if opens || !self.waiting.is_empty() && after_blank {
            self.waiting.push(cells);
        } else if is_remark(&own) || own.trim_end().ends_with('。') {
            // `（債務負担 1,100,000）` or a sentence below a name is no part of it.
            let mut note = cells;
            if let Some(cell) = note.get_mut(name) {
                cell.text = format!("※{}", cell.text);
            }
            self.rows.push(note);
        } else if let Some(last) = self.waiting.last_mut().or_else(|| self.rows.last_mut()) {
            append(last, &cells);
        }
    }

    /// Whether a marked text has the mark of the last row with numbers: then it is a row, not a heading.
    pub(super) fn same_as_last(&self, text: &str, name: usize) -> bool {
        let last = self
            .rows
            .last()
            .and_then(|row| row.get(name))
            .map(|cell| marked(&cell.text).0);
        last.is_some_and(|last| last == marked(text).0)
    }

    /// Whether the last row with a name has no mark, and a name that does not fill its column, so that it does not go on below.
    fn unmarked_last(&self, name: usize) -> bool {
        let texts = self.rows.iter().rev().filter_map(|row| row.get(name));
        let named: Vec<&str> = texts
            .map(|cell| cell.text.trim())
            .filter(|text| !text.is_empty())
            .collect();
        let length = |text: &&str| text.chars().count();
        let longest = named.iter().map(length).max().unwrap_or(0);
        named.first().is_some_and(|last| {
            let full = length(last) >= 10 && length(last) * 10 >= longest * 9;
            marked(last).0.is_none() && !full
        })
    }

    pub(super) fn finish(mut self) -> Option<(Grid, usize)> {
        if self.numbers == 0 {
            return None;
        }
        let waiting = std::mem::take(&mut self.waiting);
        self.rows.extend(waiting);
        self.at.spread_categories(&mut self.rows);
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

/// The text of a line that is one title in square or pointed brackets.
fn boxed_title(line: &Line) -> Option<String> {
    let text = line.text.trim();
    let inner = [
        ('【', '】'),
        ('《', '》'),
        ('〈', '〉'),
        ('＜', '＞'),
        ('≪', '≫'),
    ]
    .iter()
    .find_map(|(open, close)| text.strip_prefix(*open)?.strip_suffix(*close))?;
    let plain =
        inner.chars().any(char::is_alphabetic) && !inner.contains(['【', '《', '〈', '＜', '円']);
    (plain && inner.chars().count() <= 40).then(|| super::super::words::close_up(text))
}

/// Whether each bracketed number stands below a number of the row that has no bracket yet.
fn under_numbers(row: &[GridCell], more: &[GridCell]) -> bool {
    let bracketed = |text: &str| text.starts_with(['(', '（']);
    row.iter().zip(more).all(|(cell, more)| {
        // `（延長 1,240ｍ）` is of the prose.
        !bracketed(more.text.trim())
            || !is_number_like(&more.text)
            || is_number_like(&cell.text) && !cell.text.contains(['(', '（'])
    })
}

pub(super) fn append(row: &mut [GridCell], more: &[GridCell]) {
    for (cell, more) in row.iter_mut().zip(more) {
        if !more.text.is_empty() {
            cell.text = joined(&format!("{}\n{}", cell.text, more.text));
        }
    }
}

pub(super) fn prepend(row: &mut [GridCell], above: &[GridCell]) {
    for (cell, above) in row.iter_mut().zip(above) {
        // The number of a title that is set below it: `土木費` over `8`.
        if super::serial::is_number_mark(&cell.text) && above.text.chars().any(char::is_alphabetic)
        {
            cell.text = format!("{}\u{3000}{}", cell.text.trim(), above.text.trim());
            cell.line = above.line;
        } else if !above.text.is_empty() {
            cell.text = joined(&format!("{}\n{}", above.text, cell.text));
            cell.line = above.line;
        }
    }
}

/// Whether words surely go on: `診療所の承継・`, `支援及び`, an open bracket.
fn goes_on(name: &str) -> bool {
    let name = name.trim_end();
    let open = name
        .chars()
        .filter(|c| matches!(c, '（' | '(' | '「'))
        .count();
    let close = name
        .chars()
        .filter(|c| matches!(c, '）' | ')' | '」'))
        .count();
    open > close
        || [
            "・",
            "、",
            "の",
            "及び",
            "と",
            "に",
            "を",
            "な",
            "や",
            "による",
            "ための",
        ]
        .iter()
        .any(|end| name.ends_with(end))
}

/// A bracket below a name that tells of its figures, and is no part of it.
fn is_remark(text: &str) -> bool {
    let text = text.trim();
    let words = [
        "内数",
        "計上",
        "債務",
        "うち",
        "別途",
        "ほか",
        "補助率",
        "上限",
        "当たり",
        "対象",
        "特別会計",
    ];
    // `（補正を含む）` tells of the figures, `（端末の貸与を含む）` is the end of a name.
    let part = ["含む", "除く"].iter().any(|word| text.contains(word))
        && ["補正", "費", "額", "予算", "分", "税"]
            .iter()
            .any(|word| text.contains(word));
    text.starts_with(['（', '('])
        && text.ends_with(['）', ')'])
        && (part || text.contains([',', '，']) || words.iter().any(|word| text.contains(word)))
}
