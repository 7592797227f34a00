//! What is kept from one start to the next, by address, so that it survives a new reading of
//! the document.

use serde::{Deserialize, Serialize};

use super::state::{Mark, State};
use crate::model::{Address, Library, NodeId};

/// Place, open nodes, marks, history and queries.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Saved {
    /// The selected node.
    pub place: Option<String>,
    /// Open nodes.
    pub open: Vec<String>,
    /// Marks.
    pub marks: Vec<SavedMark>,
    /// Where `[` leads, nearest last.
    pub history: Vec<String>,
    /// Earlier queries, newest last.
    pub queries: Vec<String>,
}

/// A kept mark.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct SavedMark {
    /// Its address.
    pub address: String,
    /// Its title when it was set, to tell whether the address still means the same.
    pub title: String,
    /// What the user wrote.
    pub note: String,
}

/// Most open nodes that are kept: a tree opened whole needs no list.
const MOST_OPEN: usize = 5000;

impl State {
    /// What is to be kept.
    #[must_use]
    pub fn saved(&self, library: &Library) -> Saved {
        let name = |id: NodeId| name_of(library, id);
        Saved {
            place: self.selected().map(name),
            open: self.tree.open_nodes().take(MOST_OPEN).map(name).collect(),
            marks: self
                .marks
                .iter()
                .map(|mark| SavedMark {
                    address: name(mark.node),
                    title: library.node(mark.node).title.clone(),
                    note: mark.note.clone(),
                })
                .chain(self.lost.iter().cloned())
                .collect(),
            history: self.history.back.iter().copied().map(name).collect(),
            queries: self.search.past.clone(),
        }
    }

    /// Takes up what was kept; what the document no longer has is passed over.
    pub fn restore(&mut self, library: &Library, saved: &Saved) {
        let node = |text: &String| node_named(library, text);
        if !saved.open.is_empty() {
            let open = saved.open.iter().filter_map(node);
            self.tree.restore(library, &self.figures, open);
        }
        self.marks = saved.marks_in(library);
        self.history.back = saved.history.iter().filter_map(node).collect();
        self.search.past.clone_from(&saved.queries);
        if let Some(id) = saved.place.as_ref().and_then(node) {
            self.tree.reveal(library, &self.figures, id);
            let rows = self.left_rows();
            self.tree.scroll_to_cursor(rows);
        }
    }
}

impl Saved {
    /// The kept marks that the documents still have, in the order they were set.
    #[must_use]
    pub fn marks_in(&self, library: &Library) -> Vec<Mark> {
        let marks = self.marks.iter();
        marks
            .filter_map(|mark| {
                let id = node_named(library, &mark.address)?;
                let same = mark.title.is_empty() || library.node(id).title == mark.title;
                same.then(|| Mark {
                    node: id,
                    note: mark.note.clone(),
                })
            })
            .collect()
    }
}

/// The address, behind its document's number where several are open: `2:14.1`.
fn name_of(library: &Library, id: NodeId) -> String {
    let address = library.address(id);
    match library.document_index(id) {
        0 => address.to_string(),
        n => format!("{}:{address}", n + 1),
    }
}

pub(super) fn node_named(library: &Library, text: &str) -> Option<NodeId> {
    let (document, address) = match text.split_once(':') {
        Some((n, address)) => (n.parse::<usize>().ok()?.checked_sub(1)?, address),
        None => (0, text),
    };
    let root = library.documents().get(document)?.root;
    library.find_in(root, &address.parse::<Address>().ok()?)
}
