//! Help: all commands, or one of them.

use super::line::Line;
use super::state::ReadingState;
use super::verb::Verb;
use super::vocabulary::{COMMANDS, Entry, entry_of};
use crate::lang::Lang;

/// Every command in one line each.
#[must_use]
pub fn all(reading: &ReadingState<'_>) -> Vec<Line> {
    let known = COMMANDS
        .iter()
        .filter(|entry| entry.verb != Verb::Screen || reading.has_screen);
    let lines: Vec<Line> = known
        .map(|entry| Line::Ear(explain(reading, entry)))
        .collect();
    let count = lines.len();
    let head = match reading.lang {
        Lang::Ja => format!(
            "命令は{count}個です。日本語でも英語でも打てます。多くは一文字でも打て、その文字は名前の最後に言います。"
        ),
        Lang::En => format!("{count} commands, in English or Japanese, most by one letter too."),
    };
    std::iter::once(Line::Ear(head)).chain(lines).collect()
}

/// One command.
#[must_use]
pub fn command(reading: &ReadingState<'_>, verb: Verb) -> Vec<Line> {
    let entry = entry_of(verb).into_iter();
    entry
        .map(|entry| Line::Ear(explain(reading, entry)))
        .collect()
}

fn explain(reading: &ReadingState<'_>, entry: &Entry) -> String {
    let letter = entry.letters.iter().find(|letter| letter.is_ascii());
    let letter = letter.copied().unwrap_or_default();
    let operand = entry.operand.get(reading.lang);
    let does = entry.does.get(reading.lang);
    match reading.lang {
        Lang::Ja => {
            let names =
                reading.join(&[entry.ja.to_owned(), entry.en.to_owned(), letter.to_owned()]);
            let operand = if operand.is_empty() {
                String::new()
            } else {
                format!("続けて打つのは、{operand}。")
            };
            format!("{names}。{does}。{operand}")
        }
        Lang::En => {
            let names =
                reading.join(&[entry.en.to_owned(), letter.to_owned(), entry.ja.to_owned()]);
            let operand = if operand.is_empty() {
                String::new()
            } else {
                format!(" It takes: {operand}.")
            };
            format!("{names}: {does}.{operand}")
        }
    }
}
