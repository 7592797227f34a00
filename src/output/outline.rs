//! The tree as indented text, one node a line.

use std::io::{self, Write};

use super::{Look, words};
use crate::ledger;
use crate::model::{Kind, Library, NodeId};

/// Writes the node and what is below it, `depth` levels at most. A document's own line is left
/// out: its pillars begin at the margin.
///
/// # Errors
/// What `out` says.
pub fn write(
    out: &mut dyn Write,
    look: &Look,
    library: &Library,
    top: NodeId,
    depth: Option<usize>,
) -> io::Result<()> {
    let is_document = library.node(top).kind == Kind::Document;
    let first = library.ancestors(top).count() + usize::from(is_document);
    for id in library.subtree(top) {
        if is_document && id == top {
            continue;
        }
        let level = library.ancestors(id).count().saturating_sub(first);
        if depth.is_none_or(|depth| level < depth) {
            writeln!(out, "{}", line(look, library, id, level))?;
        }
    }
    Ok(())
}

fn line(look: &Look, library: &Library, id: NodeId, level: usize) -> String {
    let mut tail = vec![String::new()];
    let marks = words::node_marks(look, library, id);
    match library.budget(id) {
        Some(line) => {
            tail.push(words::request(look, &line.request));
            tail.extend(ledger::change(line).map(|c| words::change_brief(look, &c)));
        }
        None => tail.extend(node_figures(look, library, id)),
    }
    if !marks.is_empty() {
        tail.push(words::bracketed(look, &marks));
    }
    let tail = tail.join("  ");
    let indent = "  ".repeat(level);
    let address = library.address(id);
    let heading = words::heading(library, id);
    // The figures are worth more than the end of a title.
    let taken = look.ruler.width(&format!("{indent}{address} {tail}"));
    let heading = look.cut_after(&heading, taken);
    let heading = match library.node(id).kind {
        Kind::Pillar | Kind::Chapter => look.bold(&heading),
        _ => heading,
    };
    format!("{indent}{} {heading}{tail}", look.dim(&address.to_string()))
}

/// Request total and change of what is below the node; nothing where nothing counts.
fn node_figures(look: &Look, library: &Library, id: NodeId) -> Vec<String> {
    let totals = ledger::totals(library, id);
    let mut figures = Vec::new();
    if totals.counts.counted > 0 {
        figures.push(look.oku(totals.request_total));
    }
    if totals.comparable.lines > 0 {
        figures.push(words::change_brief(look, &totals.comparable.change()));
    }
    figures
}
