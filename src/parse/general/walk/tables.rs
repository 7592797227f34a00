//! Where tables of lines begin, and lines of labels over lines of values, which are none.

use super::super::amount::{Unit, unit_in};
use super::super::entry::tail::{find, only};
use super::super::entry::token::{Label, Token};
use super::super::gather::unit_line;
use super::super::layout::{Flow, Row};
use super::super::table::{self, Around};
use super::card::{is_number_field, name_label};
use super::shape::unit_behind;
use super::{Walk, census};
use crate::source::{Grid, GridCell, Line};

impl Walk<'_> {
    /// A table with known cells: the lines that it is, or its rows.
    pub(super) fn grid(&mut self, grid: &Grid) {
        if self.indicators(grid) {
            return;
        }
        let rearranged = table::rearranged(grid, self.lower_is_base);
        if rearranged.is_none()
            && let Some(lines) = self.lines_of(grid)
        {
            for line in lines {
                self.row(&Row::new(line));
            }
            return;
        }
        self.open = None;
        self.tables += 1;
        let grid = rearranged.as_ref().unwrap_or(grid);
        let around = self.around();
        let before = self.columns.take();
        let (pieces, columns) =
            table::read_grid_after(grid, &around, before.as_ref(), &mut self.figures);
        self.columns = columns.or(before);
        self.take_table(pieces);
    }

    /// The lines of a table that is none: its cells say by themselves what they hold, or it is one row of a page, and no table before it
    /// goes on with it.
    fn lines_of(&self, grid: &Grid) -> Option<Vec<Line>> {
        let goes_on = |row: &Vec<GridCell>| {
            let columns = self.columns.as_ref();
            columns.is_some_and(|columns| columns.roles.len() == row.len())
        };
        match grid.rows.as_slice() {
            [row] if row.first().is_some_and(|cell| cell.page > 0) && !goes_on(row) => {
                table::one_row(grid).map(|line| vec![line])
            }
            _ => table::lists_in_cells(grid).or_else(|| table::as_lines(grid)),
        }
    }

    /// A table whose columns are only places on lines, where one begins here: how many items it takes.
    pub(super) fn table_lines(&mut self, flow: &[Flow], at: usize) -> Option<usize> {
        let rest = flow.get(at..)?;
        // The cheap question first: nearly no line begins a table.
        if !matches!(rest.first(), Some(Flow::Row(row)) if table::columns::may_begin(&row.line)) {
            return None;
        }
        // A title of head words (`令和9年度　架空庁　施策の一覧`) is no head.
        let titled = matches!(rest.first(), Some(Flow::Row(row))
            if crate::japanese::fold::wording(&row.text()) == self.evidence.title);
        let labelled = || {
            matches!(rest.first(), Some(Flow::Row(row))
                if name_label(row).is_some() || is_number_field(&row.fold))
        };
        // `(単位：千円、〈　〉内は前年度)` says what brackets are.
        let says = || matches!(rest.first(), Some(Flow::Row(row)) if unit_line(row).is_some() && row.text().contains("内は"));
        let named = || matches!(rest.first(), Some(Flow::Row(row)) if is_title(row));
        if titled || named() || labelled() || says() || years_on_rows(rest) {
            return None;
        }
        let annex = rest.first().is_some_and(|item| match item {
            Flow::Row(row) => ["別表", "別紙"].iter().any(|w| row.text().starts_with(w)),
            _ => false,
        });
        let below = rest.iter().skip(1).take(3).find_map(|item| match item {
            Flow::Row(row) if !row.blank && !row.aside => Some(row),
            _ => None,
        });
        let values = below
            .and_then(|row| only(&row.printed, &row.fold, self.lens(true)))
            .is_some_and(|tail| two_values(&tail.tokens).is_some());
        let heads =
            values && matches!(rest.first(), Some(Flow::Row(row)) if self.is_label_line(row));
        if annex || heads || self.entry_follows(rest) {
            return None;
        }
        let mut lines: Vec<&Line> = Vec::new();
        let mut taken: Vec<usize> = Vec::new();
        for (i, item) in rest.iter().enumerate().take(400) {
            match item {
                Flow::Row(row) if row.aside => {}
                Flow::Row(row) => {
                    lines.push(&row.line);
                    taken.push(i);
                }
                _ => break,
            }
        }
        let around = Around {
            evidence: self.evidence,
            unit: self.unit.or(self.evidence.unit),
            heading: &self.heading,
            number: self.tables + 1,
        };
        let (pieces, count) = table::read_lines(&lines, &around, &mut self.figures)?;
        if count == 0 {
            return None;
        }
        self.open = None;
        self.tables += 1;
        self.take_table(pieces);
        let end = taken.get(count - 1).map(|last| last + 1)?;
        // `【歳出予算】　　（単位：千円）` over the head holds on the next page as well.
        let mut told = rest.iter().take(end).filter_map(|item| match item {
            Flow::Row(row) => unit_line(row).or_else(|| {
                let at = unit_behind(&row.fold)?;
                unit_in(row.fold.get(at..)?)
            }),
            _ => None,
        });
        self.unit = told.next_back().or(self.unit);
        Some(end)
    }

    /// The label of an amount alone on its line, where two years stand above: the first of an entry is of the first year.
    pub(super) fn year_of(&self, open: &super::Open, tail: &super::Tail) -> Option<Token> {
        let (first, second) = self.years?;
        let alone = matches!(tail.tokens.as_slice(), [Token::Money { .. } | Token::Dash]);
        match open.tokens.as_slice() {
            _ if !alone => None,
            [] => Some(first),
            [label, Token::Money { .. } | Token::Dash] if *label == first => Some(second),
            _ => None,
        }
    }

    /// Whether a line is labels of two years alone, for the open name: `令和8年度予算額　　令和9年度要求額`.
    pub(super) fn is_label_line(&self, row: &Row) -> bool {
        let waits = self.open.as_ref().is_some_and(|open| {
            let piece = self.pieces.get(open.piece);
            piece.is_some_and(|p| p.reading.is_none() && p.table.is_none() && !p.label.is_empty())
                && open.tokens.is_empty()
        });
        waits
            && only(&row.printed, &row.fold, self.lens(false))
                .is_some_and(|t| two_labels(&t.tokens).is_some())
    }

    /// Whether the first line with a mark after this one reads as an entry by itself: then no table begins here.
    pub(super) fn entry_follows(&self, rest: &[Flow]) -> bool {
        let next = rest.iter().skip(1).take(4).find_map(|item| match item {
            Flow::Row(row) if !row.aside && !row.blank => Some(row),
            _ => None,
        });
        let own = |row: &Row| {
            census::style_of(row).is_some()
                && row.fold.len() <= 400
                && find(&row.printed, &row.fold, 1, self.lens(false), true)
                    .is_some_and(|t| t.tokens.iter().any(|t| matches!(t, Token::Money { .. })))
        };
        let first = rest
            .first()
            .is_some_and(|item| matches!(item, Flow::Row(row) if own(row)));
        first || next.is_some_and(own)
    }
}

/// Whether a line is the title of a paper, though its words are those of heads: `令和９年度　当初予算のポイント`.
fn is_title(row: &Row) -> bool {
    const ENDS: [&str; 6] = [
        "のポイント",
        "の概要",
        "のあらまし",
        "について",
        "の主な内容",
        "の主な事業",
    ];
    let text = crate::japanese::fold::wording(&row.text());
    let budget = text.contains("予算") || text.contains("要求");
    budget && ENDS.iter().any(|end| text.ends_with(end))
}

/// Whether the lines below tell the year of each of their numbers themselves: `架空灯台   R9  345  (R8  332)`, on two of them at least.
fn years_on_rows(rest: &[Flow]) -> bool {
    let rows = rest.iter().skip(1).take(16).filter_map(|item| match item {
        Flow::Row(row) if !row.blank && !row.aside => Some(row),
        _ => None,
    });
    let led = |row: &&Row| {
        // The cheap question first: the second year stands in a bracket.
        if !row.fold.contains(&'(') {
            return false;
        }
        let years = super::super::year::years(&row.fold, None);
        let number = |end: usize| {
            let behind = row
                .fold
                .iter()
                .skip(end)
                .skip_while(|c| matches!(c, ' ' | ':'));
            behind.clone().next().is_some_and(char::is_ascii_digit)
        };
        let sure = years.iter().filter(|year| year.sure && number(year.end));
        sure.count() == 2
    };
    rows.filter(led).nth(1).is_some()
}

/// The two labels of years that a line holds, and nothing else.
pub(super) fn two_labels(tokens: &[Token]) -> Option<(Token, Token)> {
    let mut labels = tokens
        .iter()
        .filter(|t| !matches!(t, Token::Label(Label::Plain)));
    let pair = (*labels.next()?, *labels.next()?);
    let year = |t: Token| {
        matches!(
            t,
            Token::Label(Label::Year(_) | Label::Previous | Label::Current)
        )
    };
    (labels.next().is_none() && year(pair.0) && year(pair.1) && pair.0 != pair.1).then_some(pair)
}

/// The two values that a line holds, and nothing else but an arrow.
pub(super) fn two_values(tokens: &[Token]) -> Option<(Token, Token)> {
    let mut values = tokens
        .iter()
        .filter(|t| !matches!(t, Token::Arrow | Token::Nothing));
    let pair = (*values.next()?, *values.next()?);
    let value = |t: Token| matches!(t, Token::Money { .. } | Token::Dash);
    (values.next().is_none() && value(pair.0) && value(pair.1)).then_some(pair)
}

/// The unit of the first line that names one alone, for counting signs.
pub(super) fn first_unit(flow: &[Flow]) -> Option<Unit> {
    flow.iter().find_map(|item| match item {
        Flow::Row(row) if !row.aside => unit_line(row),
        _ => None,
    })
}
