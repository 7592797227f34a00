//! Documents that come one after another: each has its place from the start, and takes it when it
//! has been read, whatever the order in which they come.

use super::{DocumentInfo, Library, Presence, Refusal, Relistings};
use crate::model::{Document, Kind, Meta, Node, NodeId};

/// Where the nodes are after documents have come: those of each document as one run.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Shift {
    /// The root of each document from the first on that came, before and after.
    roots: Vec<(NodeId, NodeId)>,
}

impl Shift {
    /// The node's id now. Of a document that has come the root alone had one.
    #[must_use]
    pub fn of(&self, id: NodeId) -> NodeId {
        let after = self.roots.partition_point(|(old, _)| *old <= id);
        let document = after.checked_sub(1).and_then(|at| self.roots.get(at));
        document.map_or(id, |(old, new)| {
            NodeId(new.0.saturating_add(id.0.saturating_sub(old.0)))
        })
    }
}

impl Library {
    /// The places of documents that are still being read, by the names that they will have as
    /// sources.
    #[must_use]
    pub fn awaiting(sources: impl IntoIterator<Item = String>) -> Self {
        let mut library = Self::default();
        for source in sources {
            let mut root = Node::new(Kind::Document, None);
            root.end = NodeId(1);
            library.push(Document {
                meta: Meta {
                    source,
                    ..Meta::default()
                },
                nodes: vec![root],
                ..Document::default()
            });
        }
        for info in &mut library.documents {
            info.presence = Presence::Coming;
        }
        library.coming = library.documents.len();
        library.keep_spans(0);
        library
    }

    /// How many documents are still being read.
    #[must_use]
    pub const fn coming(&self) -> usize {
        self.coming
    }

    /// Puts documents that have been read into their places; none for one that could not be.
    /// What stands behind the first of them moves, so that the work is that of the documents
    /// behind it: little where they come nearly in order. Only the first word about a place
    /// counts, and only about one that waits.
    pub fn take_in(&mut self, mut arrived: Vec<(usize, Option<Document>)>) -> Shift {
        let is_awaited = |at: usize| {
            let info = self.documents.get(at);
            info.is_some_and(|info| info.presence == Presence::Coming)
        };
        arrived.retain(|(at, _)| is_awaited(*at));
        arrived.sort_by_key(|(at, _)| *at);
        arrived.dedup_by_key(|(at, _)| *at);
        self.coming -= arrived.len();
        let Some(first) = arrived.first().map(|(at, _)| *at) else {
            return Shift::default();
        };
        let behind = self.documents.split_off(first);
        let from = behind.first().map_or(self.nodes.len(), |d| d.root.index());
        let mut nodes = self.nodes.split_off(from).into_iter();
        let relisted = self.relistings.split_off(from);
        let mut shift = Shift {
            roots: Vec::with_capacity(behind.len()),
        };
        let mut arrived = arrived.into_iter().peekable();
        // Documents that were there before: what they list again goes with them.
        let mut gone: Vec<std::ops::Range<usize>> = Vec::new();
        let ends: Vec<NodeId> = behind.iter().skip(1).map(|d| d.root).collect();
        for (at, mut info) in behind.into_iter().enumerate() {
            let end = ends.get(at).map(|root| root.index());
            let count = end.map_or(usize::MAX, |end| end.saturating_sub(info.root.index()));
            let root = NodeId(self.next());
            shift.roots.push((info.root, root));
            let came = arrived.next_if(|(place, _)| *place == first + at);
            if let Some((_, Some(mut document))) = came {
                let old = nodes.by_ref().take(count).count();
                if old > 1 {
                    gone.push(info.root.index()..info.root.index() + old);
                }
                document.meta.source = info.meta.source;
                self.push(document);
                continue;
            }
            if came.is_some() {
                info.presence = Presence::Unreadable;
            }
            let by = root.0.wrapping_sub(info.root.0);
            info.root = root;
            self.documents.push(info);
            let own = nodes.by_ref().take(count);
            self.nodes.extend(own.map(|node| moved(node, by)));
        }
        let is_gone = |id: &NodeId| gone.iter().any(|range| range.contains(&id.index()));
        for (original, again) in relisted.pairs().filter(|(id, _)| !is_gone(id)) {
            self.relistings.add(shift.of(original), shift.of(again));
        }
        self.relistings.put_in_order(from);
        self.keep_spans(from);
        shift
    }

    /// Puts another reading of a document into its place. Inside it no node is found by the shift.
    pub fn exchange(&mut self, at: usize, document: Document) -> Shift {
        if let Some(info) = self.documents.get_mut(at)
            && info.presence != Presence::Coming
        {
            info.presence = Presence::Coming;
            self.coming += 1;
        }
        self.take_in(vec![(at, Some(document))])
    }

    /// Keeps why a document could not be read.
    pub fn refused(&mut self, at: usize, why: Refusal) {
        if let Some(info) = self.documents.get_mut(at)
            && info.presence == Presence::Unreadable
        {
            info.refusal = Some(why);
        }
    }

    /// That more of a document will come, of which something is there.
    pub fn more_comes(&mut self, at: usize) {
        if let Some(info) = self.documents.get_mut(at)
            && info.presence == Presence::Here
        {
            info.presence = Presence::Coming;
            self.coming += 1;
        }
    }

    /// The id of a node that would be put behind the others.
    fn next(&self) -> u32 {
        u32::try_from(self.nodes.len()).unwrap_or(u32::MAX)
    }

    /// Puts a document behind the others.
    pub(super) fn push(&mut self, document: Document) {
        let offset = self.next();
        self.documents.push(DocumentInfo {
            meta: document.meta,
            root: NodeId(offset),
            diagnostics: document.diagnostics,
            coverage: document.coverage,
            presence: Presence::Here,
            refusal: None,
        });
        self.nodes.reserve(document.nodes.len());
        for node in document.nodes {
            let node = moved(node, offset);
            let here = NodeId(self.next());
            if let Some(original) = node.budget.as_ref().and_then(|line| line.original) {
                self.relistings.add(original, here);
            }
            self.nodes.push(node);
        }
        self.relistings.put_in_order(offset as usize);
    }
}

/// The node with all that it knows of others so many ids further on, modulo 2^32.
fn moved(mut node: Node, by: u32) -> Node {
    let shift = |id: NodeId| NodeId(id.0.wrapping_add(by));
    node.parent = node.parent.map(shift);
    node.end = shift(node.end);
    if let Some(original) = node.budget.as_mut().and_then(|b| b.original.as_mut()) {
        *original = shift(*original);
    }
    node
}

impl Relistings {
    fn add(&mut self, original: NodeId, again: NodeId) {
        self.originals.push(original);
        self.again.push(again);
    }

    fn pairs(self) -> impl Iterator<Item = (NodeId, NodeId)> {
        self.originals.into_iter().zip(self.again)
    }

    /// Takes off those whose original is that node or one behind it.
    fn split_off(&mut self, from: usize) -> Self {
        let at = self.originals.partition_point(|id| id.index() < from);
        Self {
            originals: self.originals.split_off(at),
            again: self.again.split_off(at),
        }
    }

    /// Puts those whose original is that node or one behind it in order.
    fn put_in_order(&mut self, from: usize) {
        let mut rest: Vec<(NodeId, NodeId)> = self.split_off(from).pairs().collect();
        rest.sort_unstable();
        for (original, again) in rest {
            self.add(original, again);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Account, Base, BudgetLine, RelistedOn, Request};

    fn document(name: &str, lines: u32) -> Document {
        let mut root = Node::new(Kind::Document, None);
        root.end = NodeId(lines + 1);
        root.title = name.to_owned();
        let mut nodes = vec![root];
        for n in 0..lines {
            let mut node = Node::new(Kind::Budget, Some(NodeId(0)));
            node.title = format!("{name}{n}");
            node.end = NodeId(n + 2);
            node.budget = Some(Box::new(BudgetLine {
                request: Request::Unspecified,
                base: Base::None,
                supplementary: None,
                account: Account::General,
                relisted_on: RelistedOn::None,
                original: (n > 0).then_some(NodeId(1)),
                line: 1,
                source_lines: Vec::new(),
                spending: None,
            }));
            nodes.push(node);
        }
        Document {
            nodes,
            ..Document::default()
        }
    }

    fn ids(library: &Library) -> impl Iterator<Item = NodeId> + use<> {
        (0..u32::try_from(library.len()).unwrap()).map(NodeId)
    }

    /// Whatever the order in which they come, the library is the one of all at once, and what was
    /// there is found where the shift says.
    #[test]
    fn the_order_of_coming_does_not_matter() {
        let names = ["a", "b", "c", "d", "e"];
        let all: Vec<Document> = names.iter().zip(1..).map(|(n, i)| document(n, i)).collect();
        let whole = Library::new(all.clone());
        for order in [[0, 1, 2, 3, 4], [4, 3, 2, 1, 0], [2, 0, 4, 1, 3]] {
            for batch in [1, 2, 3] {
                let mut library = Library::awaiting(names.map(str::to_owned));
                for some in order.chunks(batch) {
                    let before = library.clone();
                    let documents = some.iter().map(|at| (*at, all.get(*at).cloned()));
                    let shift = library.take_in(documents.collect());
                    for id in ids(&before) {
                        let (was, now) = (before.node(id), library.node(shift.of(id)));
                        assert_eq!(was.kind, now.kind);
                        assert!(was.title.is_empty() || was.title == now.title);
                    }
                }
                assert_eq!(library.coming(), 0);
                assert_eq!(library.nodes(), whole.nodes());
                for id in ids(&whole) {
                    assert_eq!(library.relistings(id), whole.relistings(id), "{id:?}");
                    assert_eq!(library.document_index(id), whole.document_index(id));
                }
            }
        }
    }

    #[test]
    fn what_could_not_be_read_keeps_its_place_and_only_the_first_word_counts() {
        let mut library = Library::awaiting(["a", "b", "c"].map(str::to_owned));
        assert_eq!(library.coming(), 3);
        library.take_in(vec![(1, None), (9, None)]);
        library.take_in(vec![
            (1, Some(document("b", 3))),
            (0, Some(document("a", 2))),
        ]);
        assert_eq!(library.coming(), 1);
        let seen: Vec<_> = library.documents().iter().map(|d| d.presence).collect();
        let expected = [Presence::Here, Presence::Unreadable, Presence::Coming];
        assert_eq!(seen, expected);
        let roots: Vec<_> = library.documents().iter().map(|d| d.root.0).collect();
        assert_eq!((roots, library.len()), (vec![0, 3, 4], 5));
        assert_eq!(library.documents()[0].meta.source, "a");
    }

    #[test]
    fn a_document_that_is_read_anew_takes_nothing_from_the_others() {
        let all = [document("a", 3), document("b", 4), document("c", 2)];
        let mut library = Library::new(all.to_vec());
        let shift = library.exchange(1, document("b", 2));
        let whole = Library::new(vec![all[0].clone(), document("b", 2), all[2].clone()]);
        assert_eq!(library.nodes(), whole.nodes());
        for id in ids(&whole) {
            assert_eq!(library.relistings(id), whole.relistings(id), "{id:?}");
        }
        assert_eq!(shift.of(NodeId(2)), NodeId(2));
        assert_eq!(shift.of(NodeId(10)), NodeId(8));
        assert_eq!(library.coming(), 0);
    }
}
