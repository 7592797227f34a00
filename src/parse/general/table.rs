//! Tables: rows with their money.
//!
//! [`head`] tells what the columns hold, [`value`] what a cell says, `row` puts a row together;
//! [`columns`] makes a table of lines that only keep their places.

mod as_lines;
mod card;
pub mod columns;
mod forms;
pub mod head;
mod lines_of_heads;
mod name_beside;
mod names_and_amounts;
mod row;
mod sections;
#[cfg(test)]
mod tests;
mod told_below;
pub mod two_rows;
pub mod value;
pub mod words;

use rust_decimal::Decimal;

use super::amount::{Unit, is_unit_word, unit_in};
use super::evidence::Evidence;
use super::figure::Figures;
use super::piece::{Piece, Role, Style};
use crate::japanese::fold::folded;
use crate::source::{Grid, GridCell, Line};
pub use as_lines::{as_lines, lists_in_cells, one_row};
use head::Columns;
use lines_of_heads::{distinct, is_head, is_over_head, is_unit, numbered};
use value::is_numeric;

/// Most rows of a head.
const MOST_HEAD: usize = 3;

/// What stands around a table.
#[derive(Clone, Copy, Debug)]
pub struct Around<'a> {
    /// What the document says of itself.
    pub evidence: &'a Evidence,
    /// Unit of the last line that names one alone (`（単位：千円）`), if any.
    pub unit: Option<Unit>,
    /// The heading above, for a table without a title of its own.
    pub heading: &'a str,
    /// Number of the table in the document.
    pub number: u32,
}

/// A table whose programmes do not stand in its rows and columns, as one in which they do; none for any other.
#[must_use]
pub fn rearranged(grid: &Grid, lower_is_base: bool) -> Option<Grid> {
    let paired = lower_is_base.then(|| two_rows::bracketed(grid)).flatten();
    paired
        .or_else(|| forms::forms(grid))
        .or_else(|| names_and_amounts::parted(grid))
        .or_else(|| sections::titled(grid))
        .or_else(|| card::row_of(grid))
}

/// Reads a table with known cells. Every amount in it is taken into `figures`; the pieces come in the order
/// of the rows, category cells as headings of style [`Style::Column`].
#[must_use]
pub fn read_grid(grid: &Grid, around: &Around<'_>, figures: &mut Figures) -> Vec<Piece> {
    read_grid_after(grid, around, None, figures).0
}

/// Like [`read_grid`], for a table that may go on from one on the page before: a table without a head of
/// its own has the columns of that one, if it has as many. Gives the columns for the next table.
#[must_use]
pub fn read_grid_after(
    grid: &Grid,
    around: &Around<'_>,
    before: Option<&Columns>,
    figures: &mut Figures,
) -> (Vec<Piece>, Option<Columns>) {
    let mut walk = Walk::new(grid, around, before);
    walk.unit = unit_in(&folded(&grid.caption)).or(around.unit);
    let mut at = 0;
    while at < grid.rows.len() {
        at += walk.step(at, figures).max(1);
    }
    (walk.pieces, walk.columns)
}

/// Reads a table whose columns are only places on lines, if one begins with the first of `lines`: its pieces and
/// how many lines it takes. None where no table begins there.
#[must_use]
pub fn read_lines(
    lines: &[&Line],
    around: &Around<'_>,
    figures: &mut Figures,
) -> Option<(Vec<Piece>, usize)> {
    let (grid, taken) = columns::grid_of(lines)?;
    Some((read_grid(&grid, around, figures), taken))
}

/// The walk down the rows of a table.
struct Walk<'a> {
    grid: &'a Grid,
    around: &'a Around<'a>,
    columns: Option<Columns>,
    /// Columns of another table, that hold as long as this one has no head.
    unit: Option<Unit>,
    pieces: Vec<Piece>,
    /// Text of the category cell that is open, by column.
    open: Vec<String>,
    /// Arithmetic has been asked already.
    asked: bool,
    /// Heads so far, and after how many of them `plain` was looked for: once for each.
    heads: usize,
    looked: Option<usize>,
    /// Requests stand without brackets, but for some.
    plain: bool,
}

impl<'a> Walk<'a> {
    fn new(grid: &'a Grid, around: &'a Around<'a>, before: Option<&Columns>) -> Self {
        let width = grid.rows.first().map_or(0, Vec::len);
        let columns = before
            .filter(|columns| columns.roles.len() == width)
            .cloned();
        Self {
            grid,
            around,
            columns,
            unit: None,
            pieces: Vec::new(),
            open: Vec::new(),
            asked: false,
            heads: 0,
            looked: None,
            plain: false,
        }
    }

    /// Reads from a row on; how many rows that took.
    fn step(&mut self, at: usize, figures: &mut Figures) -> usize {
        let Some(row) = self.grid.rows.get(at) else {
            return 1;
        };
        let texts = distinct(row);
        let numbers = texts.iter().filter(|text| is_numeric(text)).count();
        if texts.is_empty() {
            return 1;
        }
        // `１．架空事業 | （百万円）`: a title with the unit of what is below it; so is whatever stands over the
        // first head beside a unit (`架空課（内線 12） | （単位：千円）`).
        if let [title, unit] = texts.as_slice()
            && is_unit(unit)
            && numbers == 0
            && (numbered(title) || (self.columns.is_none() || self.heads == 0) && !is_unit(title))
        {
            self.unit = unit_in(&folded(unit));
            if let Some(columns) = &mut self.columns {
                columns.units.iter_mut().for_each(|unit| *unit = None);
            }
            self.title(title, row, figures);
            return 1;
        }
        if let Some(taken) = self.head(at) {
            return taken;
        }
        if texts.iter().all(|text| is_unit_word(&folded(text))) {
            self.unit_row(row);
            return 1;
        }
        if let [only] = texts.as_slice()
            && numbers == 0
        {
            self.title(only, row, figures);
            return 1;
        }
        if self.columns.is_none() && !std::mem::replace(&mut self.asked, true) {
            let numbers = self.decimals(at);
            self.columns = head::by_arithmetic(&numbers, row.len())
                .or_else(|| head::by_word(&numbers, row.len(), self.around.evidence.base_column?));
        }
        match &self.columns {
            Some(columns) => {
                let columns = columns.clone();
                if self.looked != Some(self.heads) {
                    self.looked = Some(self.heads);
                    self.plain = self.plain_requests(&columns);
                }
                let made = row::Reader {
                    columns: &columns,
                    unit: self.unit.or(self.around.evidence.unit),
                    around: self.around,
                    below: self.grid.rows.get(at + 1).map(Vec::as_slice),
                    above: at
                        .checked_sub(1)
                        .and_then(|n| self.grid.rows.get(n))
                        .map(Vec::as_slice),
                    plain: self.plain,
                }
                .read(row, &mut self.open, figures);
                self.pieces.extend(made);
            }
            None => {
                let heads = self.grid.rows.first().map(Vec::as_slice);
                self.pieces
                    .push(row::unread(row, heads.unwrap_or_default(), figures));
            }
        }
        1
    }

    /// Whether requests stand without brackets, in as many rows as with them at least.
    fn plain_requests(&self, columns: &Columns) -> bool {
        let Some(at) = columns
            .roles
            .iter()
            .position(|role| *role == head::Column::Request)
        else {
            return false;
        };
        let cells = self.grid.rows.iter().filter_map(|row| row.get(at));
        let (mut plain, mut bracketed) = (0_usize, 0_usize);
        for cell in cells.take(300).filter(|cell| is_numeric(&cell.text)) {
            if row::is_bracketed(&cell.text) {
                bracketed += 1;
            } else {
                plain += 1;
            }
        }
        bracketed > 0 && plain >= bracketed
    }

    /// A head of one to three rows that begins there.
    fn head(&mut self, at: usize) -> Option<usize> {
        let rows = self.grid.rows.get(at..)?;
        let over = usize::from(is_over_head(rows));
        let taken = over
            + rows
                .iter()
                .skip(over)
                .take(MOST_HEAD)
                .take_while(|row| is_head(row))
                .count();
        if taken == 0 {
            return None;
        }
        let width = rows.first()?.len();
        let mut texts = vec![String::new(); width];
        for (depth, row) in rows.iter().take(taken).enumerate() {
            for (n, cell) in row.iter().enumerate() {
                // A cell that spans rows is the same word twice; one that spans columns is of each.
                let above = depth
                    .checked_sub(1)
                    .and_then(|d| rows.get(d))
                    .and_then(|r| r.get(n));
                let again = cell.copied && above.is_some_and(|above| above.text == cell.text);
                if let Some(text) = texts.get_mut(n)
                    && !again
                {
                    text.push_str(&words::joined(&cell.text));
                }
            }
        }
        let body: Vec<&Vec<GridCell>> = rows
            .iter()
            .skip(taken)
            .take_while(|row| !is_head(row))
            .take(200)
            .collect();
        let numeric: Vec<bool> = (0..width)
            .map(|n| {
                let filled = body
                    .iter()
                    .filter_map(|r| r.get(n))
                    .filter(|c| !c.text.trim().is_empty());
                let (mut all, mut numbers) = (0, 0);
                for cell in filled {
                    all += 1;
                    numbers += usize::from(is_numeric(&cell.text));
                }
                numbers * 2 > all
            })
            .collect();
        let wordy: Vec<bool> = (0..width)
            .map(|n| {
                let mut cells = body.iter().filter_map(|row| row.get(n)).peekable();
                let words = |text: &str| {
                    let chars = folded(text);
                    let figure = [
                        "事項要求",
                        "同額",
                        "皆増",
                        "皆減",
                        "新規",
                        "廃止",
                        "終了",
                        "休止",
                        "内数",
                    ];
                    chars.iter().filter(|c| c.is_alphabetic()).count() > 1
                        && !is_numeric(text)
                        && !figure.iter().any(|word| text.contains(word))
                };
                cells.peek().is_some() && cells.all(|cell| words(&cell.text))
            })
            .collect();
        let texts = head::named_by_year(texts, &wordy);
        let texts = head::without_later_years(texts, self.around.evidence.request_year);
        let columns = head::columns(&texts, &numeric).map(|mut columns| {
            // 区分 left of the name holds categories, unless its words are 新規, 継続.
            let name = columns.roles.iter().position(|r| *r == head::Column::Name);
            for (n, role) in columns.roles.iter_mut().enumerate() {
                let cells = body.iter().filter_map(|row| row.get(n));
                let mut own = cells.filter(|c| !c.copied && !c.text.trim().is_empty());
                let left = *role == head::Column::Remark && name.is_some_and(|name| n < name);
                if left && !own.any(|cell| words::is_tag(&cell.text)) {
                    *role = head::Column::Category;
                }
            }
            let name = name_beside::name_beside(&mut columns.roles, name, &body);
            let body = body.iter().filter_map(|row| row.get(name?));
            let told = name.is_some_and(|n| texts.get(n).is_some_and(|t| told_below::tells(t)));
            columns.told_below = told.then(|| told_below::widest(body));
            columns
        });
        // Words that tell no money may still be all the head that there is.
        self.columns = columns.or_else(|| {
            let numbers = self.decimals(at + taken);
            let mut found = head::by_arithmetic(&numbers, width)
                .or_else(|| head::by_word(&numbers, width, self.around.evidence.base_column?))?;
            found.units = texts.iter().map(|text| unit_in(&folded(text))).collect();
            Some(found)
        });
        self.asked = true;
        self.heads += 1;
        self.open.clear();
        Some(taken)
    }

    /// A row of nothing but units, one for each column or one for all.
    fn unit_row(&mut self, row: &[GridCell]) {
        let units: Vec<Option<Unit>> = row
            .iter()
            .map(|cell| unit_in(&folded(&cell.text)))
            .collect();
        let mut known: Vec<Unit> = units.iter().flatten().copied().collect();
        known.dedup();
        match (known.as_slice(), &mut self.columns) {
            ([only], columns) => {
                self.unit = Some(*only);
                // The rest of a table that headings cut has it as well.
                if let Some(columns) = columns {
                    columns
                        .units
                        .iter_mut()
                        .for_each(|unit| *unit = Some(*only));
                }
            }
            (_, Some(columns)) => columns.units = units,
            _ => {}
        }
    }

    /// A row of one text: a unit, a title, a category over the rows below, or a note.
    fn title(&mut self, text: &str, row: &[GridCell], figures: &mut Figures) {
        let chars = folded(text);
        if let Some(unit) = unit_in(&chars) {
            self.unit = Some(unit);
            if let Some(columns) = &mut self.columns {
                columns.units.iter_mut().for_each(|unit| *unit = None);
            }
        }
        let plain = words::joined(text);
        let lost = !value::run_of_numbers(&chars).is_empty();
        let long = lost || plain.chars().count() > 40 || plain.contains(['。', '：']);
        // `(1) 架空の港` is a heading, `（1）…` with a sentence is long.
        let note = plain
            .trim_start()
            .starts_with(['※', '注', '（', '(', '＊', '*'])
            && row::marked(&plain).0.is_none();
        let place = row.iter().find(|cell| !cell.text.trim().is_empty());
        let (line, page) = place.map_or((0, 0), |cell| (cell.line, cell.page));
        let round = crate::parse::general::outline::mark::mark_of(&chars)
            .filter(|mark| mark.style == Style::Boxed('('));
        if let Some(mark) = round.as_ref().filter(|_| self.columns.is_some()) {
            let end = mark.close.unwrap_or(chars.len());
            let inner: String = plain.chars().take(end).skip(mark.rest).collect();
            let mut piece = Piece::new(Role::Heading(mark.style), inner.trim(), line, page);
            piece.table = Some(self.around.number);
            self.pieces.push(piece);
            self.open.clear();
            return;
        }
        // A number before a title heads the table whose head stands below.
        let numbered =
            || matches!(row::marked(&plain).0, Some(style) if !matches!(style, Style::Sign(_)));
        if (self.columns.is_some() || numbered()) && !long && !note && unit_in(&chars).is_none() {
            let (style, label, title) = row::marked(&plain);
            let style = style.unwrap_or(Style::Column(0));
            let mut piece = Piece::new(Role::Heading(style), &words::name_of(&title), line, page);
            piece.label = label;
            self.pieces.push(piece);
            self.open.clear();
            return;
        }
        self.pieces.push(row::text(row, line, page, figures));
    }

    /// The numbers from a row on, for arithmetic.
    fn decimals(&self, at: usize) -> Vec<Vec<Option<Decimal>>> {
        let rows = self.grid.rows.iter().skip(at).take(300);
        let of = |row: &Vec<GridCell>| -> Vec<Option<Decimal>> {
            row.iter()
                .map(|cell| {
                    value::value(&cell.text, Some(Unit::OKU))
                        .signed()
                        .filter(|_| !cell.copied)
                })
                .collect()
        };
        rows.map(of)
            .filter(|row| row.iter().flatten().count() >= 2)
            .collect()
    }
}
