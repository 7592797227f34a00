//! What is copied, and where the source is opened.

use super::say;
use crate::explorer::keys::command::Effect;
use crate::explorer::state::State;
use crate::explorer::view::copied::{self, Copied};
use crate::explorer::words;
use crate::model::Library;

/// Copies that of the current node.
pub(super) fn perform(library: &Library, state: &mut State, what: Copied) -> Vec<Effect> {
    let Some(id) = state.current() else {
        return Vec::new();
    };
    let text = copied::text(library, state, id, what);
    if text.is_empty() {
        say(state, words::NOTHING_TO_COPY);
        return Vec::new();
    }
    // What is said depends on the way that it goes, which only the edge knows.
    vec![Effect::Copy(text)]
}

/// Opens the source at the node's first line.
pub(super) fn edit(library: &Library, state: &mut State) -> Vec<Effect> {
    let Some(id) = state.current() else {
        return Vec::new();
    };
    let node = library.node(id);
    let line = node
        .budget
        .as_ref()
        .map(|b| b.line)
        .or_else(|| node.heading_lines.first().copied())
        .or_else(|| node.lines.map(|range| range.first));
    match line {
        Some(line) => vec![Effect::OpenEditor {
            source: library.document_of(id).meta.source.clone(),
            line,
        }],
        None => {
            say(state, words::NO_SOURCE);
            Vec::new()
        }
    }
}
