//! The row of a list that stands for one node.

use crate::explorer::line::{Line, Role};
use crate::explorer::state::State;
use crate::explorer::state::figures::Summary;
use crate::explorer::state::listing::{Entry, Target};
use crate::explorer::view::columns::NUMBER_COLUMNS;
use crate::explorer::view::money::{change_text, request_text};
use crate::explorer::view::rows::tags;
use crate::lang::Lang;
use crate::model::{Library, NodeId};
use crate::text::{shown, year_text};

/// A node with its address, title and figures.
#[must_use]
pub fn node_entry(library: &Library, state: &State, id: NodeId, note: &str) -> Entry {
    let settings = &state.settings;
    let node = library.node(id);
    let mut line = Line::of(format!("{} ", library.address(id)), Role::Label);
    line.push(shown(&node.title), Role::Plain);
    if !note.is_empty() {
        line.push(format!("  {}", shown(note)), Role::Dim);
    }
    let summary = state.figures.summary(library, id, settings.counting);
    Entry {
        line,
        right: figures(state, &summary),
        target: Target::Node(id),
        ..Entry::default()
    }
}

fn figures(state: &State, summary: &Summary) -> Line {
    let settings = &state.settings;
    let mut right = Line::new();
    for tag in tags(summary, settings.lang) {
        right.push(format!(" {tag}"), Role::Tag);
    }
    for (text, role) in [
        request_text(summary, settings),
        change_text(summary, settings),
    ] {
        right.push(" ", Role::Plain);
        right.push(settings.ruler.pad_left(&text, NUMBER_COLUMNS), role);
    }
    right
}

/// A document as its own place: its year, which is what the places below it begin with, and its
/// title, since the year alone would not say whose it is.
#[must_use]
pub fn whole_text(library: &Library, root: NodeId, lang: Lang) -> String {
    let title = shown(&library.node(root).title);
    match &library.document_of(root).meta.fiscal_year {
        Some(year) => format!("{}  {title}", year_text(year, lang)),
        None => title.into_owned(),
    }
}
