//! Rows without columns, which only arithmetic proves.

use super::super::head;
use super::super::value::is_numeric;
use super::{LONGEST, is_blank};
use crate::japanese::fold::{fold_char, folded};
use crate::parse::general::amount::{moneys, unit_in};
use crate::parse::general::outline::mark::mark_of;
use crate::source::{Grid, GridCell, Line};

/// Rows without columns and without a head: `名 120 95 25`. Only where the numbers prove each other.
pub(super) fn proven(lines: &[&Line]) -> Option<(Grid, usize)> {
    let mut rows: Vec<Vec<GridCell>> = Vec::new();
    let mut taken = 0;
    let mut between: Vec<&Line> = Vec::new();
    for (n, line) in lines.iter().enumerate() {
        if is_blank(line) {
            if n + 1 < lines.len() && !rows.is_empty() {
                continue;
            }
            break;
        }
        let Some(row) = trailing(line) else {
            // Words about a row, or an office over the next ones.
            if rows.is_empty() || between.len() > 1 || !is_words(line) {
                break;
            }
            between.push(line);
            continue;
        };
        let width = rows.last().map_or(row.len(), Vec::len);
        if row.len() != width {
            break;
        }
        rows.extend(between.drain(..).map(|line| words_alone(line, width)));
        rows.push(row);
        taken = n + 1;
    }
    if rows
        .iter()
        .filter(|row| row.iter().skip(1).any(|cell| !cell.text.is_empty()))
        .count()
        < 3
    {
        return None;
    }
    let unit = Some(crate::parse::general::amount::Unit::OKU);
    let numbers: Vec<Vec<Option<rust_decimal::Decimal>>> = rows
        .iter()
        .filter(|row| row.iter().skip(1).any(|cell| !cell.text.is_empty()))
        .map(|row| {
            row.iter()
                .map(|cell| crate::parse::general::table::value::value(&cell.text, unit).signed())
                .collect()
        })
        .collect();
    head::by_arithmetic(&numbers, rows.first().map_or(0, Vec::len))?;
    let indent = |number: u32| {
        let line = lines.iter().find(|line| line.number == number);
        line.map_or(0, |line| {
            line.text
                .chars()
                .take_while(|c| fold_char(*c) == ' ')
                .count()
        })
    };
    Some((
        Grid {
            caption: String::new(),
            rows: in_two_levels(rows, indent),
        },
        taken,
    ))
}

/// Rows set in below others are of them: `1 議会費` over `　　1 議会費`. Then the outer ones stand in a column of their own.
fn in_two_levels(
    mut rows: Vec<Vec<GridCell>>,
    indent: impl Fn(u32) -> usize,
) -> Vec<Vec<GridCell>> {
    let places: Vec<usize> = rows
        .iter()
        .map(|row| row.first().map_or(0, |cell| indent(cell.line)))
        .collect();
    let outer = places.iter().copied().min().unwrap_or(0);
    let inner = places.iter().copied().filter(|at| *at > outer + 2).min();
    let is_outer = |at: usize| at <= outer + 1;
    let two = inner.is_some_and(|inner| {
        places
            .iter()
            .all(|at| is_outer(*at) || at.abs_diff(inner) < 2)
    });
    // Two outer rows one after the other have nothing below them; sums stand at the end.
    let numbered = |row: &Vec<GridCell>| {
        let text = row.first().map_or("", |cell| cell.text.as_str());
        mark_of(&folded(text)).is_some()
    };
    let pairs = places.windows(2).zip(&rows);
    let over = pairs
        .clone()
        .filter(|(pair, _)| is_outer(pair.first().copied().unwrap_or(0)));
    let bare =
        over.filter(|(pair, row)| is_outer(pair.get(1).copied().unwrap_or(0)) && numbered(row));
    if !two || !places.first().is_some_and(|at| is_outer(*at)) || bare.count() > 0 {
        return rows;
    }
    for (row, at) in rows.iter_mut().zip(&places) {
        let empty = GridCell {
            text: String::new(),
            ..row.first().cloned().unwrap_or_default()
        };
        row.insert(usize::from(is_outer(*at)), empty);
    }
    rows
}

/// A line of words alone, without a mark: no figure stands on it.
fn is_words(line: &Line) -> bool {
    let fold = folded(line.text.trim());
    fold.len() <= 60
        && line.hint.level.is_none()
        && moneys(&fold).is_empty()
        && unit_in(&fold).is_none()
        && mark_of(&fold).is_none()
        && !fold.last().is_some_and(char::is_ascii_digit)
}

/// The row of a line of words.
fn words_alone(line: &Line, width: usize) -> Vec<GridCell> {
    let mut row = vec![
        GridCell {
            line: line.number,
            page: line.page,
            ..GridCell::default()
        };
        width
    ];
    if let Some(first) = row.first_mut() {
        line.text.trim().clone_into(&mut first.text);
    }
    row
}

/// Most numbers of a row.
const MOST_NUMBERS: usize = 8;

/// A name and three numbers or more at the end of a line.
pub(super) fn trailing(line: &Line) -> Option<Vec<GridCell>> {
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
    let own_unit = |word: &&String| word.contains('円');
    let number = |word: &&String| is_numeric(word) && !own_unit(word);
    // 皆増 stands in the column of rates.
    let tag = words
        .last()
        .is_some_and(|word| matches!(word.as_str(), "皆増" | "皆減"));
    let count = words
        .iter()
        .rev()
        .skip(usize::from(tag))
        .take_while(number)
        .count()
        + usize::from(tag);
    let at = words
        .len()
        .checked_sub(count)
        .filter(|at| *at > 0 && (3..=MOST_NUMBERS).contains(&count))?;
    let (name, numbers) = words.split_at(at);
    // `1 議会費`: the number of its title.
    let numbered = name.len() > 1 && name.first().is_some_and(|word| super::is_number_mark(word));
    if name
        .iter()
        .skip(usize::from(numbered))
        .any(|word| is_numeric(word))
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
