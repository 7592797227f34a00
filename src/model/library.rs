//! All open documents as one tree.

mod arrivals;
mod walk;

pub use self::arrivals::Shift;
pub use self::walk::{Children, Span};
use super::address::Address;
use super::{BudgetLine, Coverage, Diagnostic, Document, Kind, Meta, Node, NodeId};

/// One open document inside a [`Library`].
#[derive(Clone, Debug)]
pub struct DocumentInfo {
    /// Title, years, source.
    pub meta: Meta,
    /// Its root node.
    pub root: NodeId,
    /// Findings about it.
    pub diagnostics: Vec<Diagnostic>,
    /// What became of the amounts that it prints, where its reader counts them.
    pub coverage: Option<Coverage>,
    /// Whether it is there, or only its place.
    pub presence: Presence,
    /// Why it could not be read.
    pub refusal: Option<Refusal>,
}

/// Why a document could not be read, and what mends it, in one line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Refusal {
    /// In Japanese.
    pub ja: String,
    /// In English.
    pub en: String,
}

/// Whether an open document is there.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Presence {
    /// It has been read.
    #[default]
    Here,
    /// It is still being read: a root stands in its place.
    Coming,
    /// It could not be read: the root stays alone.
    Unreadable,
}

impl DocumentInfo {
    /// The 1-based source lines whose money could not be read, in order, each once.
    #[must_use]
    pub fn unread_lines(&self) -> Vec<u32> {
        let unread = self.diagnostics.iter().filter(|found| found.is_unread());
        let mut lines: Vec<u32> = unread.map(|found| found.line).collect();
        lines.sort_unstable();
        lines.dedup();
        lines
    }
}

/// The nodes of every open document in one arena, in document order.
#[derive(Clone, Debug, Default)]
pub struct Library {
    documents: Vec<DocumentInfo>,
    nodes: Vec<Node>,
    /// What walking needs of each of them.
    spans: Vec<Span>,
    relistings: Relistings,
    /// How many documents are still being read.
    coming: usize,
}

/// Lines that list money again, by their originals, in ascending order.
#[derive(Clone, Debug, Default)]
struct Relistings {
    originals: Vec<NodeId>,
    again: Vec<NodeId>,
}

impl Library {
    /// Takes in documents, in the order given.
    #[must_use]
    pub fn new(documents: Vec<Document>) -> Self {
        let mut library = Self::default();
        for document in documents {
            library.push(document);
        }
        library.keep_spans(0);
        library
    }

    /// The same documents, one of them replaced. Copies every node of the others.
    #[must_use]
    pub fn replaced(&self, document: usize, with: Document) -> Self {
        let mut with = Some(with);
        let documents = (0..self.documents.len()).filter_map(|at| {
            if at == document {
                return with.take();
            }
            self.copied(at)
        });
        Self::new(documents.collect())
    }

    /// A document as it was before it was taken in. Copies its nodes.
    #[must_use]
    pub fn copied(&self, document: usize) -> Option<Document> {
        let info = self.documents.get(document)?;
        let end = self.nodes.get(info.root.index())?.end;
        let unshift = |id: NodeId| NodeId(id.0.saturating_sub(info.root.0));
        let mut nodes = self.nodes.get(info.root.index()..end.index())?.to_vec();
        for node in &mut nodes {
            node.parent = node.parent.map(unshift);
            node.end = unshift(node.end);
            if let Some(original) = node.budget.as_mut().and_then(|b| b.original.as_mut()) {
                *original = unshift(*original);
            }
        }
        Some(Document {
            meta: info.meta.clone(),
            nodes,
            body_from: 1,
            diagnostics: info.diagnostics.clone(),
            coverage: info.coverage,
        })
    }

    /// The open documents.
    #[must_use]
    pub fn documents(&self) -> &[DocumentInfo] {
        &self.documents
    }

    /// All nodes in document order; a [`NodeId`] is an index into them.
    #[must_use]
    pub fn nodes(&self) -> &[Node] {
        &self.nodes
    }

    /// How many nodes there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.nodes.len()
    }

    /// Whether nothing is open.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.nodes.is_empty()
    }

    /// The node. Ids come only from this library, so there always is one.
    #[must_use]
    pub fn node(&self, id: NodeId) -> &Node {
        &self.nodes[id.index()]
    }

    /// The node of that id, if this library has one.
    #[must_use]
    pub fn get(&self, id: NodeId) -> Option<&Node> {
        self.nodes.get(id.index())
    }

    /// Which open document the node belongs to, as an index into [`Self::documents`].
    #[must_use]
    pub fn document_index(&self, id: NodeId) -> usize {
        self.documents
            .partition_point(|d| d.root <= id)
            .saturating_sub(1)
    }

    /// The document that the node belongs to.
    #[must_use]
    pub fn document_of(&self, id: NodeId) -> &DocumentInfo {
        &self.documents[self.document_index(id)]
    }

    /// The money of a budget line; none for other kinds.
    #[must_use]
    pub fn budget(&self, id: NodeId) -> Option<&BudgetLine> {
        self.get(id)?.budget.as_deref()
    }

    /// Direct children in document order. In the place of an implied node stand its children.
    #[must_use]
    pub fn children(&self, id: NodeId) -> Children<'_> {
        Children::of(&self.spans, id)
    }

    /// Whether anything is shown below the node.
    #[must_use]
    pub fn has_children(&self, id: NodeId) -> bool {
        self.children(id).next().is_some()
    }

    /// Direct children of one kind as addresses count them, implied ones included.
    pub fn children_of(&self, id: NodeId, kind: Kind) -> impl Iterator<Item = NodeId> + '_ {
        let stored = self.children(id).with_implied();
        stored.filter(move |child| self.is_of(*child, kind))
    }

    /// The budget lines that people see directly below the node.
    pub fn own_lines(&self, id: NodeId) -> impl Iterator<Item = NodeId> + '_ {
        self.children(id)
            .filter(|child| self.is_of(*child, Kind::Budget))
    }

    /// The node and everything below it, in document order, implied nodes left out.
    pub fn subtree(&self, id: NodeId) -> impl Iterator<Item = NodeId> + '_ {
        let spans = &self.spans;
        self.stored_subtree(id)
            .filter(|node| spans.get(node.index()).is_some_and(|span| !span.implied))
    }

    /// The node and everything below it, in document order, implied nodes included.
    pub fn stored_subtree(&self, id: NodeId) -> impl Iterator<Item = NodeId> + use<> {
        (id.0..self.node(id).end.0).map(NodeId)
    }

    /// Every budget line at or below the node, in document order.
    pub fn budget_lines(&self, id: NodeId) -> impl Iterator<Item = NodeId> + '_ {
        self.subtree(id)
            .filter(|line| self.is_of(*line, Kind::Budget))
    }

    /// The nearest shown node above; none for a document.
    #[must_use]
    pub fn parent(&self, id: NodeId) -> Option<NodeId> {
        self.ancestors(id).next()
    }

    /// Ancestors from the parent up to the document, implied nodes left out.
    pub fn ancestors(&self, id: NodeId) -> impl Iterator<Item = NodeId> + '_ {
        self.stored_ancestors(id)
            .filter(|node| !self.node(*node).implied)
    }

    /// Ancestors from the parent up to the document, implied nodes included.
    pub fn stored_ancestors(&self, id: NodeId) -> impl Iterator<Item = NodeId> + '_ {
        std::iter::successors(self.node(id).parent, |n| self.node(*n).parent)
    }

    /// The node of that kind at or above this one that the address counts, implied or not.
    #[must_use]
    pub fn stored_enclosing(&self, id: NodeId, kind: Kind) -> Option<NodeId> {
        std::iter::once(id)
            .chain(self.stored_ancestors(id))
            .find(|n| self.node(*n).kind == kind)
    }

    /// The nearest shown node of that kind at or above this one.
    #[must_use]
    pub fn enclosing(&self, id: NodeId, kind: Kind) -> Option<NodeId> {
        std::iter::once(id)
            .chain(self.ancestors(id))
            .find(|n| self.node(*n).kind == kind)
    }

    /// From the document down to the node itself.
    #[must_use]
    pub fn path(&self, id: NodeId) -> Vec<NodeId> {
        let mut path: Vec<_> = std::iter::once(id).chain(self.ancestors(id)).collect();
        path.reverse();
        path
    }

    /// Lines that list the money of this original again.
    #[must_use]
    pub fn relistings(&self, id: NodeId) -> &[NodeId] {
        let originals = &self.relistings.originals;
        let from = originals.partition_point(|original| *original < id);
        let until = originals.partition_point(|original| *original <= id);
        self.relistings.again.get(from..until).unwrap_or_default()
    }

    /// The node that a 1-based source line of the document belongs to as its heading, text or money,
    /// of several the innermost; where it belongs to none, the one that the nearest line before it
    /// belongs to. Walks the whole document.
    #[must_use]
    pub fn node_at_line(&self, document: usize, line: u32) -> Option<NodeId> {
        let root = self.documents.get(document)?.root;
        let mut best = (0, root);
        for id in self.subtree(root) {
            let node = self.node(id);
            let budget = node.budget.iter().map(|b| b.line);
            let own = budget
                .chain(node.heading_lines.iter().copied())
                .chain(node.text.iter().map(|text| text.line));
            for own in own.filter(|own| *own <= line) {
                best = best.max((own, id));
            }
        }
        Some(best.1)
    }

    /// Where the node stands in its document.
    #[must_use]
    pub fn address(&self, id: NodeId) -> Address {
        let node = self.node(id);
        match node.kind {
            Kind::Document => Address::Root,
            Kind::Pillar => Address::Pillar(node.ordinal),
            _ => {
                let budget = (node.kind == Kind::Budget).then_some(node.ordinal);
                let mut steps: Vec<u32> = std::iter::once(id)
                    .chain(self.stored_ancestors(id))
                    .map(|n| self.node(n))
                    .filter(|n| (Kind::Chapter..=Kind::Sub).contains(&n.kind))
                    .map(|n| n.ordinal)
                    .collect();
                steps.reverse();
                Address::Path(steps, budget)
            }
        }
    }

    /// The node at that address in the document with that root.
    #[must_use]
    pub fn find_in(&self, root: NodeId, address: &Address) -> Option<NodeId> {
        match address {
            Address::Root => Some(root),
            Address::Pillar(number) => self
                .children_of(root, Kind::Pillar)
                .find(|id| self.node(*id).ordinal == *number),
            Address::Path(steps, budget) => {
                let (chapter, below) = steps.split_first()?;
                let mut at = self
                    .children_of(root, Kind::Pillar)
                    .flat_map(|pillar| self.children_of(pillar, Kind::Chapter))
                    .find(|id| self.node(*id).ordinal == *chapter)?;
                for (step, kind) in below.iter().zip([Kind::Theme, Kind::Measure, Kind::Sub]) {
                    at = self
                        .children_of(at, kind)
                        .find(|id| self.node(*id).ordinal == *step)?;
                }
                match budget {
                    None => Some(at),
                    Some(n) => self
                        .children_of(at, Kind::Budget)
                        .find(|id| self.node(*id).ordinal == *n),
                }
            }
        }
    }

    /// The node at that address, in the first open document that has it.
    #[must_use]
    pub fn find(&self, address: &Address) -> Option<NodeId> {
        self.documents
            .iter()
            .find_map(|d| self.find_in(d.root, address))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A document whose lines stand below headings of the theme's level alone: pillar, chapter and
    /// measure are implied.
    fn library() -> Library {
        let mut nodes: Vec<Node> = Vec::new();
        let mut add = |kind, parent: Option<u32>, end, ordinal, title: &str| {
            let mut node = Node::new(kind, parent.map(NodeId));
            node.end = NodeId(end);
            node.ordinal = ordinal;
            node.implied = title.is_empty();
            title.clone_into(&mut node.title);
            nodes.push(node);
        };
        add(Kind::Document, None, 8, 0, "予算の概要");
        add(Kind::Pillar, Some(0), 8, 1, "");
        add(Kind::Chapter, Some(1), 8, 1, "");
        add(Kind::Theme, Some(2), 6, 1, "港");
        add(Kind::Measure, Some(3), 6, 1, "");
        add(Kind::Budget, Some(4), 6, 1, "灯台の改修");
        add(Kind::Theme, Some(2), 8, 2, "山");
        add(Kind::Measure, Some(6), 8, 1, "道");
        Library::new(vec![Document {
            nodes,
            ..Document::default()
        }])
    }

    #[test]
    fn the_children_of_an_implied_node_stand_in_its_place() {
        let library = library();
        let titles = |ids: &mut dyn Iterator<Item = NodeId>| -> Vec<String> {
            ids.map(|id| library.node(id).title.clone()).collect()
        };
        assert_eq!(titles(&mut library.children(NodeId(0))), ["港", "山"]);
        assert_eq!(titles(&mut library.children(NodeId(3))), ["灯台の改修"]);
        assert_eq!(titles(&mut library.own_lines(NodeId(3))), ["灯台の改修"]);
        assert_eq!(
            titles(&mut library.subtree(NodeId(0))),
            ["予算の概要", "港", "灯台の改修", "山", "道"]
        );
        assert_eq!(
            titles(&mut library.path(NodeId(5)).into_iter()),
            ["予算の概要", "港", "灯台の改修"]
        );
        assert_eq!(library.parent(NodeId(5)), Some(NodeId(3)));
        assert_eq!(library.enclosing(NodeId(5), Kind::Chapter), None);
    }

    #[test]
    fn addresses_count_implied_nodes() {
        let library = library();
        for id in library.subtree(NodeId(0)) {
            assert_eq!(library.find(&library.address(id)), Some(id));
        }
        assert_eq!(library.address(NodeId(5)).to_string(), "1.1.1#1");
        assert_eq!(library.address(NodeId(7)).to_string(), "1.2.1");
        let pillars: Vec<_> = library.children_of(NodeId(0), Kind::Pillar).collect();
        assert_eq!(pillars, [NodeId(1)]);
    }
}
