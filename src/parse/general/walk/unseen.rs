//! The last sweep over the lines and cells of the source: what prints money, or looks like a row with its number, and was neither read nor
//! told, is told now.

use std::collections::HashMap;

use super::super::amount::{Money, moneys};
use super::super::figure::{Fate, Figure, UnreadReason};
use super::super::layout::Flow;
use super::Walk;
use super::loose::{Loose, loose_numbers, loose_of_cells};
use crate::japanese::fold::folded;
use crate::source::GridCell;

/// Units, which are no words.
const UNIT_CHARS: &str = "兆億万千百十円";

impl Walk<'_> {
    /// A number grouped by commas that stands like one of a column, or an amount with its unit, that nothing above took for a figure, is
    /// said to be unread: no amount of a table that was not recognised, or that a cell lost, goes in silence.
    pub(super) fn unseen(&mut self, flow: &[Flow]) {
        let known = self.known();
        let told = |numbers: &[u32], amount: &str| {
            let near = numbers.iter().flat_map(|n| n.saturating_sub(3)..=n + 3);
            near.filter_map(|n| known.get(&n))
                .flatten()
                .any(|text| text.contains(amount))
        };
        let mut read: HashMap<u32, usize> = HashMap::new();
        for piece in &self.pieces {
            if let (Some(reading), Some(line)) = (&piece.reading, piece.lines.first())
                && piece.table.is_some()
            {
                *read.entry(*line).or_default() += reading.figures.len();
            }
        }
        let mut words = String::new();
        for item in flow {
            match item {
                Flow::Row(row) if row.aside || row.blank => {}
                Flow::Row(row) => {
                    // A number alone on its line is told with the words above it.
                    if row.fold.iter().any(|c| c.is_alphabetic()) {
                        words = row.text();
                    }
                    // Of a row of which request and base are read other columns hold what nobody asks for.
                    let is_read = row
                        .numbers
                        .iter()
                        .any(|n| read.get(n).is_some_and(|r| *r > 1));
                    for amount in amounts_of(&row.fold) {
                        let bare = amount.ends_with(|c: char| c.is_ascii_digit());
                        if is_read && bare || told(&row.numbers, &amount) {
                            continue;
                        }
                        self.say_unseen((row.line.number, row.line.page), amount, &words);
                    }
                }
                Flow::Grid(grid) => {
                    for cell in grid.rows.iter().flatten().filter(|cell| !cell.copied) {
                        let fold = folded(&cell.text);
                        for amount in moneys(&fold).iter().map(|m| printed(&fold, m)) {
                            if !told(&[cell.line], &amount) {
                                self.say_unseen((cell.line, cell.page), amount, cell.text.trim());
                            }
                        }
                    }
                }
                Flow::Sheet(_) => {}
            }
        }
    }

    /// A row with a name and numbers of which nothing was read or told is told, whatever its layout: `架空灯台;1,200;0`, `架空灯台2億1,500万`, a row of
    /// a table whose head says nothing. Bare numbers of one or two lines alone are no list.
    pub(super) fn loose(&mut self, flow: &[Flow]) {
        let mut found: Vec<(Loose, u32, u32, String)> = Vec::new();
        {
            let known = self.known();
            let mut words = String::new();
            for (at, item) in flow.iter().enumerate() {
                match item {
                    Flow::Row(row) if row.aside || row.blank => {}
                    Flow::Row(row) => {
                        let own = |c: &char| c.is_alphabetic() && !UNIT_CHARS.contains(*c);
                        if row.fold.iter().any(own) {
                            words = row.text();
                        }
                        let seen = |n: &u32| known.contains_key(n) || self.counted.contains(n);
                        if row.numbers.iter().any(seen) {
                            continue;
                        }
                        let Some(loose) = loose_numbers(&row.fold) else {
                            continue;
                        };
                        if !told_near(flow, at, &loose, &known) {
                            found.push((loose, row.line.number, row.line.page, words.clone()));
                        }
                    }
                    Flow::Grid(grid) => {
                        let heads: Vec<&[GridCell]> =
                            grid.rows.iter().take(3).map(Vec::as_slice).collect();
                        let counted = |row: &&Vec<GridCell>| {
                            row.iter().any(|cell| self.counted.contains(&cell.line))
                        };
                        for row in grid.rows.iter().filter(|row| !counted(row)) {
                            let Some(loose) = loose_of_cells(row, &heads) else {
                                continue;
                            };
                            let told = row.iter().filter_map(|c| known.get(&c.line)).flatten();
                            let own = |text: &String| {
                                loose
                                    .numbers
                                    .iter()
                                    .any(|n| text.contains(&plain(&folded(n))))
                            };
                            let Some(cell) =
                                row.iter().find(|c| c.text.chars().any(char::is_alphabetic))
                            else {
                                continue;
                            };
                            if !told.into_iter().any(own) {
                                found.push((
                                    loose,
                                    cell.line,
                                    cell.page,
                                    cell.text.replace('\n', " "),
                                ));
                            }
                        }
                    }
                    Flow::Sheet(_) => {}
                }
            }
        }
        let unread = |f: &&Figure| matches!(f.fate, Fate::Unread(_));
        let named = found.iter().filter(|(loose, ..)| loose.named).count();
        let list = named + self.figures.all().iter().filter(unread).count() >= 3;
        for (loose, line, page, about) in found {
            if loose.sure || list {
                self.say_unseen((line, page), loose.numbers.join(" "), about.trim());
            }
        }
    }

    /// The amounts that are read or told, by their lines.
    fn known(&self) -> HashMap<u32, Vec<String>> {
        let mut known: HashMap<u32, Vec<String>> = HashMap::new();
        for figure in self.figures.all() {
            let text = plain(&folded(&figure.printed));
            known.entry(figure.line).or_default().push(text);
        }
        known
    }

    fn say_unseen(&mut self, (line, page): (u32, u32), amount: String, about: &str) {
        let unit = self.evidence.unit.or(self.unit);
        let own = amount.ends_with(|c: char| !c.is_ascii_digit());
        let id = self.figures.add(line, page, amount);
        self.figures.about(id, about);
        let reason = match (own, unit) {
            (true, _) => UnreadReason::NotUnderstood,
            (false, None) => UnreadReason::UnitUnknown,
            (false, Some(_)) => UnreadReason::Table,
        };
        self.figures.set(id, Fate::Unread(reason));
    }
}

/// Amounts with their unit, and numbers of columns, as printed without blanks. Most lines have neither.
fn amounts_of(fold: &[char]) -> Vec<String> {
    let mut found = columns_numbers(fold);
    if fold.iter().any(|c| matches!(c, '円' | '億' | '兆')) {
        found.extend(moneys(fold).iter().map(|money| printed(fold, money)));
    }
    found
}

fn printed(fold: &[char], money: &Money) -> String {
    plain(fold.get(money.start..money.end).unwrap_or_default())
}

/// Without blanks and signs.
fn plain(fold: &[char]) -> String {
    let blank = |c: &&char| !matches!(c, ' ' | '+' | '▲' | '△' | '▼' | '-');
    fold.iter().filter(blank).collect()
}

/// Numbers of four digits or more without commas behind wide gaps or at the beginning: of a sheet that prints them so.
fn wide_numbers(fold: &[char]) -> Vec<String> {
    let blanks = |end: usize| {
        let before = fold.iter().take(end).rev();
        before.take_while(|c| **c == ' ').count()
    };
    let mut found = Vec::new();
    let mut at = 0;
    while at < fold.len() {
        let digits = fold.iter().skip(at).take_while(|c| c.is_ascii_digit());
        let end = at + digits.count();
        let behind = fold.get(end).copied().unwrap_or(' ');
        let apart = blanks(at) > 1 || blanks(at) == at;
        if end - at > 3 && apart && !matches!(behind, ',' | '.' | '年' | '-' | '/' | '(') {
            found.push(fold.iter().skip(at).take(end - at).collect());
        }
        at = end.max(at) + 1;
    }
    found
}

/// Numbers grouped by commas with a gap or bracket before them and a gap, a bracket or nothing behind; and numbers of four digits or more,
/// where several of a line stand behind wide gaps.
fn columns_numbers(fold: &[char]) -> Vec<String> {
    let mut found = wide_numbers(fold);
    if found.len() < 2 {
        found.clear();
    }
    let mut at = 0;
    let digit = |i: usize| fold.get(i).is_some_and(|c| c.is_ascii_digit());
    while at < fold.len() {
        if !digit(at) {
            at += 1;
            continue;
        }
        let mut end = at;
        while digit(end) || fold.get(end) == Some(&',') && digit(end + 1) {
            end += 1;
        }
        let text: String = fold.iter().skip(at).take(end - at).collect();
        let before = at
            .checked_sub(1)
            .and_then(|i| fold.get(i))
            .copied()
            .unwrap_or(' ');
        let earlier = at
            .checked_sub(2)
            .and_then(|i| fold.get(i))
            .copied()
            .unwrap_or(' ');
        let behind = fold.get(end).copied().unwrap_or(' ');
        let next = fold.get(end + 1).copied().unwrap_or(' ');
        // One of several that only one blank keeps apart stands in a column as well.
        let number = |c: char| c.is_ascii_digit() || matches!(c, '-' | '―' | '—' | '△' | '▲' | '(');
        let row = before == ' ' && (earlier.is_ascii_digit() || number(next))
            || behind == ' ' && number(next);
        let rest: String = fold.iter().skip(end).filter(|c| **c != ' ').collect();
        let last = rest.is_empty()
            || rest.chars().count() < 4 && super::super::table::words::is_tag(&rest);
        let row = row || last && before == ' ';
        let led = before == ' ' && (earlier == ' ' || behind == '(' || row)
            || matches!(before, '(' | '[' | '△' | '▲' | ':');
        let ends = behind == ' ' && (next == ' ' || row) || matches!(behind, '(' | ')' | '[' | ']');
        let groups = text.split(',').skip(1).all(|group| group.len() == 3);
        if text.contains(',') && groups && led && ends {
            found.push(text);
        }
        at = end.max(at + 1);
    }
    found
}

/// Whether a number of a row was taken as one of a line beside it, which does not print it itself: cells that go over lines.
fn told_near(flow: &[Flow], at: usize, loose: &Loose, known: &HashMap<u32, Vec<String>>) -> bool {
    let around = flow.iter().take(at + 7).skip(at.saturating_sub(6));
    let others = around.filter_map(|item| match item {
        Flow::Row(row) if !row.blank => Some(row),
        _ => None,
    });
    let numbers: Vec<String> = loose.numbers.iter().map(|n| plain(&folded(n))).collect();
    others.into_iter().any(|other| {
        let texts = other.numbers.iter().filter_map(|n| known.get(n)).flatten();
        let texts: Vec<&String> = texts.collect();
        let own = plain(&other.fold);
        // It has one more of that number than it prints.
        numbers.iter().any(|n| {
            let taken = texts.iter().filter(|text| text.contains(n)).count();
            taken > own.matches(n.as_str()).count()
        })
    })
}
