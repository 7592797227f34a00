//! What is kept from one start to the next, by address, so that it survives a new reading of
//! the document.

use serde::{Deserialize, Serialize};

use crate::explorer::state::State;
use crate::marks::{self, Entry, Known, Mark};
use crate::model::{Library, NodeId};
use crate::review::trace::Verdict;

/// Place, open nodes, marks, history and queries.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Saved {
    /// The selected node.
    pub place: Option<String>,
    /// Open nodes.
    pub open: Vec<String>,
    /// Marks, those that the documents do not have now among them.
    pub marks: Vec<Entry>,
    /// Where `[` leads, nearest last.
    pub history: Vec<String>,
    /// Earlier queries, newest last.
    pub queries: Vec<String>,
    /// What the user has said of links to review sheets.
    pub links: Vec<Verdict>,
}

/// Most open nodes that are kept: a tree opened whole needs no list.
const MOST_OPEN: usize = 5000;

/// Where the user was in a document that then lost the place: half of a file that was being
/// written, say.
#[derive(Clone, Debug)]
pub(in crate::explorer) struct Strayed {
    /// What was open, and the place.
    pub saved: Saved,
    /// Where the user was put instead.
    pub at: Option<NodeId>,
}

impl State {
    /// What is to be kept. Filters are not, so that of a filtered tree it is what was open before.
    #[must_use]
    pub fn saved(&self, library: &Library) -> Saved {
        match &self.open_before_filter {
            Some(open) => self.saved_with(library, open.iter().copied()),
            None => self.saved_as_shown(library),
        }
    }

    /// The same with what is open now, whoever opened it.
    pub(in crate::explorer) fn saved_as_shown(&self, library: &Library) -> Saved {
        self.saved_with(library, self.tree.open_nodes())
    }

    fn saved_with(&self, library: &Library, open_here: impl Iterator<Item = NodeId>) -> Saved {
        let name = |id: NodeId| marks::address_of(library, id);
        // What waits for documents that are still being read is as it was.
        let loading = self.loading.as_ref();
        let waiting = loading.filter(|loading| loading.is_untouched);
        let place = waiting.and_then(|loading| loading.place.clone());
        let open = loading
            .into_iter()
            .flat_map(|loading| loading.open.values());
        let history = loading.into_iter().flat_map(|loading| &loading.history);
        Saved {
            place: place.or_else(|| self.selected().map(name)),
            open: {
                let here = open_here.map(name);
                here.chain(open.flatten().cloned())
                    .take(MOST_OPEN)
                    .collect()
            },
            marks: {
                let found = self.marks.iter().map(Mark::entry);
                found.chain(self.lost.iter().cloned()).collect()
            },
            history: {
                let here = self.history.back.iter().copied().map(name);
                history.cloned().chain(here).collect()
            },
            queries: self.search.past.clone(),
            links: self.verdicts.clone(),
        }
    }

    /// The document in which a title that is only alike is no mended one, for marks that are looked for: programmes
    /// of review sheets have titles that are alike, and which is which is known.
    pub(in crate::explorer) fn exact_titles(&self) -> Option<usize> {
        self.sheets.as_ref().map(|sheets| sheets.document)
    }

    /// Takes up what was kept; what the document no longer has is passed over.
    pub fn restore(&mut self, library: &Library, saved: &Saved) {
        let node = |text: &String| marks::node_at(library, text);
        if !saved.open.is_empty() {
            let open = saved.open.iter().filter_map(node);
            self.tree.restore(library, &self.figures, open);
        }
        let known = Known {
            exact: self.exact_titles(),
            ..Known::default()
        };
        let found = marks::find_beside(library, &saved.marks, known);
        (self.marks, self.lost) = (found.marks, found.lost);
        self.history.back = saved.history.iter().filter_map(node).collect();
        self.search.past.clone_from(&saved.queries);
        self.verdicts.clone_from(&saved.links);
        if let Some(id) = saved.place.as_ref().and_then(node) {
            self.tree.reveal(library, &self.figures, id);
            let rows = self.left_rows();
            self.tree.scroll_to_cursor(rows);
        }
        self.changed();
    }
}
