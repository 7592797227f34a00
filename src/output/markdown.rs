//! The whole tree as Markdown for reading and for handing on.

use std::io::{self, Write};

use super::labels::Labels;
use super::{About, Look, Selection, words};
use crate::lang::Lang;
use crate::ledger;
use crate::model::{Base, Kind, Library, NodeId};
use crate::text::{escape::plain_line, shown};

/// Writes the node and everything below it.
///
/// # Errors
/// What `out` says.
pub fn write(out: &mut dyn Write, look: &Look, library: &Library, top: NodeId) -> io::Result<()> {
    write_selection(out, look, library, &Selection::all(top), &About::all(top))
}

/// Writes what the selection keeps at or below its scope, with totals of just that.
///
/// # Errors
/// What `out` says.
pub fn write_selection(
    out: &mut dyn Write,
    look: &Look,
    library: &Library,
    selection: &Selection,
    about: &About,
) -> io::Result<()> {
    for id in library.subtree(selection.scope) {
        if !selection.keeps(library, id) {
            continue;
        }
        match library.budget(id) {
            Some(_) => budget(out, look, library, id)?,
            None => {
                section(out, look, library, (selection, about), id)?;
            }
        }
    }
    Ok(())
}

fn section(
    out: &mut dyn Write,
    look: &Look,
    library: &Library,
    (selection, about): (&Selection, &About),
    id: NodeId,
) -> io::Result<()> {
    let node = library.node(id);
    let depth = match node.kind {
        Kind::Document => 1,
        Kind::Pillar => 2,
        Kind::Chapter => 3,
        Kind::Theme => 4,
        Kind::Measure => 5,
        Kind::Sub | Kind::Budget => 6,
    };
    if id != selection.scope {
        writeln!(out)?;
    }
    let address = match node.kind {
        Kind::Document => String::new(),
        _ => format!("{} ", library.address(id)),
    };
    let marks = words::bracketed(look, &words::node_marks(look, library, id));
    let page = node.page.map(|page| format!(" (p. {page})"));
    let title = format!(
        "{} {address}{}{} {marks}",
        "#".repeat(depth),
        escaped(&words::heading(library, id)),
        page.unwrap_or_default()
    );
    writeln!(out, "{}", title.trim_end())?;
    if id == selection.scope && about.is_part(library) {
        writeln!(out)?;
        for (name, what) in about.head(look, library) {
            writeln!(out, "- {name}: {}", escaped(&what))?;
        }
    }
    let totals = ledger::totals_of(library, selection.lines_below(library, id));
    if totals.counts.counted > 0 && node.kind <= Kind::Theme {
        writeln!(out)?;
        let mut figures = vec![look.oku(totals.request_total)];
        let labels = Labels::of(look.lang, library, id);
        if labels.is_of_sheets() {
            figures.insert(0, labels.request(""));
        }
        if totals.comparable.lines > 0 {
            figures.push(words::change_brief(look, &totals.comparable.change()));
        }
        writeln!(out, "*{}*", figures.join("  "))?;
    }
    for line in &node.text {
        writeln!(out)?;
        writeln!(out, "{}", paragraph(&plain_line(&line.text)))?;
    }
    if library.own_lines(id).next().is_some() {
        writeln!(out)?;
    }
    Ok(())
}

fn budget(out: &mut dyn Write, look: &Look, library: &Library, id: NodeId) -> io::Result<()> {
    let Some(line) = library.budget(id) else {
        return Ok(());
    };
    let mut words = vec![format!(
        "- `{}` {}",
        library.address(id),
        escaped(&shown(&library.node(id).title))
    )];
    let labels = Labels::of(look.lang, library, id);
    words.push(format!("**{}**", words::request(look, &line.request)));
    if line.base != Base::New {
        words.extend(words::base(look, &line.base).map(|base| match look.lang {
            Lang::Ja => format!("（{} {base}）", labels.base("前年度")),
            Lang::En => format!("({} {base})", labels.base("base")),
        }));
    }
    words.extend(ledger::change(line).map(|change| words::change_brief(look, &change)));
    let rate = line.spending.as_deref().and_then(|s| s.now.rate());
    words.extend(rate.map(|rate| match look.lang {
        Lang::Ja => format!("執行率 {rate}%"),
        Lang::En => format!("execution rate {rate}%"),
    }));
    let marks = words::node_marks(look, library, id);
    if !marks.is_empty() {
        words.push(words::bracketed(look, &marks));
    }
    if let Some(original) = line.original {
        words.push(format!("{} `{}`", look.arrow(), library.address(original)));
    }
    writeln!(out, "{}", words.join(" "))
}

/// A line of the document as a paragraph of its own: nothing at its beginning makes it a list,
/// a rule, the underline of a heading, or code that swallows what follows.
fn paragraph(text: &str) -> String {
    let text = text.trim_start();
    let digits = text.chars().take_while(char::is_ascii_digit).count();
    let mut out = escaped(text);
    if text.starts_with(['-', '+', '=', ':']) {
        out.insert(0, '\\');
    } else if digits > 0 && text.chars().nth(digits).is_some_and(|c| ".)".contains(c)) {
        // Digits are one byte each, and nothing before them was escaped.
        out.insert(digits, '\\');
    }
    out
}

/// The text with the signs of Markdown made plain, and no HTML.
pub(super) fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        if matches!(
            c,
            '*' | '_' | '`' | '~' | '[' | ']' | '<' | '>' | '#' | '|' | '\\' | '&'
        ) {
            out.push('\\');
        }
        out.push(c);
    }
    out
}
