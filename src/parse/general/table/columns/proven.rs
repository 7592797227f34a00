//! Rows without columns, which only arithmetic proves.

use super::super::head;
use super::super::value::is_numeric;
use super::{LONGEST, is_blank};
use crate::japanese::fold::fold_char;
use crate::source::{Grid, GridCell, Line};

/// Rows without columns and without a head: `名 120 95 25`. Only where the numbers prove each other.
pub(super) fn proven(lines: &[&Line]) -> Option<(Grid, usize)> {
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
    let unit = Some(crate::parse::general::amount::Unit::OKU);
    let numbers: Vec<Vec<Option<rust_decimal::Decimal>>> = rows
        .iter()
        .map(|row| {
            row.iter()
                .map(|cell| crate::parse::general::table::value::value(&cell.text, unit).signed())
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
