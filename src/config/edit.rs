//! Changes one setting in the text of a configuration file; comments, order and everything else
//! stay as they are.

use toml_edit::{Document, Item};

use super::complaint::{Complaint, Wrong};
use super::file::Config;
use super::values::Name;

/// Why a setting was not changed. The text is as it was.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum EditError {
    /// The file is no TOML, so that nobody knows where a change belongs.
    Damaged(Complaint),
    /// The setting cannot have that value.
    Value(Name, String),
}

impl EditError {
    /// What is to be told.
    #[must_use]
    pub fn complaint(&self) -> Complaint {
        match self {
            Self::Damaged(complaint) => complaint.clone(),
            Self::Value(name, word) => Complaint {
                line: 0,
                wrong: Wrong::Value(*name, word.clone()),
            },
        }
    }
}

/// The text with the setting at that value.
///
/// # Errors
/// When the file is no TOML or the setting cannot have that value.
pub fn set(text: &str, name: Name, word: &str) -> Result<String, EditError> {
    // No value has a quote or a second line, which would end it and begin another setting.
    if word.contains(|c: char| c.is_control() || matches!(c, '"' | '\\')) {
        return Err(EditError::Value(name, word.to_owned()));
    }
    let literal = match name {
        Name::Ascii | Name::Mouse | Name::Yomi | Name::YearBefore => word.to_owned(),
        Name::Columns if word != "auto" => word.to_owned(),
        _ => format!("\"{word}\""),
    };
    let line = format!("{} = {literal}", name.key());
    if !Config::read(&line).complaints.is_empty() {
        return Err(EditError::Value(name, word.to_owned()));
    }
    let (mark, body) = split_mark(text);
    let end = line_end(body);
    let changed = match place(body, name)? {
        Place::Value(span) => replaced(body, span, &literal),
        Place::Top => format!("{line}{end}{end}{body}"),
        Place::After(at) => {
            let at = next_line(body, at);
            let (before, after) = body.split_at_checked(at).unwrap_or((body, ""));
            // The last line of a file may lack its end.
            let gap = if before.is_empty() || before.ends_with('\n') {
                ""
            } else {
                end
            };
            format!("{before}{gap}{line}{end}{after}")
        }
    };
    Ok(format!("{mark}{changed}"))
}

/// The text without the setting.
///
/// # Errors
/// When the file is no TOML.
pub fn unset(text: &str, name: Name) -> Result<String, EditError> {
    let (mark, body) = split_mark(text);
    let Place::Value(span) = place(body, name)? else {
        return Ok(text.to_owned());
    };
    let before = body.get(..span.start).unwrap_or_default();
    let start = before.rfind('\n').map_or(0, |at| at + 1);
    let end = next_line(body, span.end);
    Ok(format!("{mark}{}", replaced(body, start..end, "")))
}

enum Place {
    /// The bytes of its value.
    Value(std::ops::Range<usize>),
    /// It is not there; a new line belongs after the line of that byte.
    After(usize),
    /// It is not there; a new line belongs at the very top.
    Top,
}

fn place(body: &str, name: Name) -> Result<Place, EditError> {
    // Read with the places of its parts; written back as a whole it would lose mixed line ends.
    let document = Document::parse(body).map_err(|_| damaged(body))?;
    if let Some((key, item)) = document.get_key_value(name.key()) {
        let value = item.as_value().and_then(|value| value.span());
        let at = key.span().map_or(0, |span| span.start);
        return value
            .map(Place::Value)
            .ok_or_else(|| no_value(body, at, name));
    }
    // Below a table's head a line would belong to the table, so without a setting to follow it
    // goes to the very top, or to the end of a file that has no table.
    let ends = document.iter().filter_map(|(_, item)| end_of(item));
    Ok(match ends.max() {
        Some(end) => Place::After(end),
        None if document.is_empty() => Place::After(body.len()),
        None => Place::Top,
    })
}

/// Where a setting above all heads of tables ends; that of `a.b = 1` is the last below `a`.
fn end_of(item: &Item) -> Option<usize> {
    match item {
        Item::Value(value) => value.span().map(|span| span.end),
        Item::Table(table) if table.is_dotted() => {
            table.iter().filter_map(|(_, item)| end_of(item)).max()
        }
        _ => None,
    }
}

/// The setting's name is that of a table.
fn no_value(body: &str, at: usize, name: Name) -> EditError {
    let before = body.get(..at).unwrap_or_default();
    EditError::Damaged(Complaint {
        line: before.matches('\n').count() + 1,
        wrong: Wrong::Value(name, format!("[{}]", name.key())),
    })
}

fn damaged(body: &str) -> EditError {
    let complaint = Config::read(body).complaints.into_iter().next();
    EditError::Damaged(complaint.unwrap_or_else(|| Complaint {
        line: 1,
        wrong: Wrong::Syntax(String::new()),
    }))
}

/// A byte order mark, and the rest.
fn split_mark(text: &str) -> (&str, &str) {
    match text.strip_prefix('\u{feff}') {
        Some(rest) => ("\u{feff}", rest),
        None => ("", text),
    }
}

fn line_end(text: &str) -> &'static str {
    if text.contains("\r\n") { "\r\n" } else { "\n" }
}

/// The start of the line after the one that holds this byte.
fn next_line(text: &str, at: usize) -> usize {
    let rest = text.get(at..).unwrap_or_default();
    rest.find('\n').map_or(text.len(), |found| at + found + 1)
}

fn replaced(text: &str, span: std::ops::Range<usize>, with: &str) -> String {
    let mut out = text.to_owned();
    if text.is_char_boundary(span.start) && text.is_char_boundary(span.end) {
        out.replace_range(span, with);
    }
    out
}
