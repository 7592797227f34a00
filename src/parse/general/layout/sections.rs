//! Sections of a budget book that stand on one line: `款 3 民生費    項 1 社会福祉費    目 2 障害者福祉費`.

use super::Row;
use crate::japanese::fold::{folded, is_blank};
use crate::source::Line;

/// A row for each section, as `第3款 民生費`; none where the line is no such line.
pub(super) fn of_budget_book(line: &Line) -> Option<Vec<Row>> {
    // The cheap question first: nearly no line begins so.
    let text = line.text.trim_start();
    let counted = text.trim_start_matches('第').chars().next();
    let begins = text.starts_with('款')
        || counted.is_some_and(char::is_numeric) && text.contains('款') && text.contains('項');
    if !begins {
        return None;
    }
    let fold = folded(&line.text);
    let sections = [section(&fold, '款')?, section(&fold, '項')?];
    let third = section(&fold, '目');
    let row = |text: String| {
        Row::new(Line {
            text,
            ..line.clone()
        })
    };
    Some(sections.into_iter().chain(third).map(row).collect())
}

/// `第3款 民生費` of the number and name behind that word.
fn section(fold: &[char], word: char) -> Option<String> {
    counted_section(fold, word).or_else(|| worded_section(fold, word))
}

/// `2款 総務費` before the next section or the end.
fn counted_section(fold: &[char], word: char) -> Option<String> {
    let at = (0..fold.len()).find(|i| {
        let before = i.checked_sub(1).and_then(|b| fold.get(b));
        let apart = fold.get(i + 1).is_some_and(|c| is_blank(*c));
        fold.get(*i) == Some(&word) && apart && before.is_some_and(char::is_ascii_digit)
    })?;
    let digits = fold
        .get(..at)?
        .iter()
        .rev()
        .take_while(|c| c.is_ascii_digit());
    let number: String = digits.collect::<Vec<_>>().into_iter().rev().collect();
    let rest = fold.get(at + 1..)?.iter().skip_while(|c| is_blank(**c));
    let name: String = rest.take_while(|c| !is_blank(**c)).collect();
    let named = name.chars().all(|c| c.is_alphabetic() || c == '・') && !name.is_empty();
    (named && number.len() <= 2).then(|| format!("第{number}{word} {name}"))
}

fn worded_section(fold: &[char], word: char) -> Option<String> {
    let at = (0..fold.len()).find(|i| {
        let before = i.checked_sub(1).and_then(|b| fold.get(b));
        fold.get(*i) == Some(&word) && before.is_none_or(|c| is_blank(*c))
    })?;
    let rest = fold
        .get(at + 1..)?
        .iter()
        .skip_while(|c| is_blank(**c) || **c == ':');
    let rest: Vec<char> = rest.copied().collect();
    let number: String = rest.iter().take_while(|c| c.is_ascii_digit()).collect();
    let name = rest
        .get(number.len()..)?
        .iter()
        .skip_while(|c| is_blank(**c));
    let name: String = name.take_while(|c| !is_blank(**c)).collect();
    (!number.is_empty() && number.len() <= 2 && name.chars().any(char::is_alphabetic))
        .then(|| format!("第{number}{word} {name}"))
}
