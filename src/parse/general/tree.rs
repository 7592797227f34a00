//! From pieces and depths to the nodes of the six levels.

mod sums;

use std::collections::{BTreeMap, HashSet};

use super::label::is_sum;
use super::piece::{Money, Piece, Reading, Relisted, Role};
use crate::model::{
    Account, Amount, Base, BudgetLine, Kind, LineRange, Node, NodeId, RelistedOn, Request, TextLine,
};
use sums::{Of, PrintedSum};

/// The levels that hold others, from the top.
const LEVELS: [Kind; 5] = [
    Kind::Pillar,
    Kind::Chapter,
    Kind::Theme,
    Kind::Measure,
    Kind::Sub,
];

/// A printed sum that nothing adds up to: line, page, name, difference in 億円.
pub struct Difference {
    /// 1-based source line.
    pub line: u32,
    /// 1-based page, or 0.
    pub page: u32,
    /// What the sum is of.
    pub name: String,
    /// Printed sum.
    pub printed: Amount,
    /// Our sum of what is below it.
    pub sum: rust_decimal::Decimal,
}

/// Lays the pieces out as nodes; the first is the document.
#[must_use]
pub fn build(
    pieces: &[Piece],
    depths: &[usize],
    title: &str,
    printed: &BTreeMap<u32, String>,
) -> (Vec<Node>, Vec<Difference>) {
    let deepest = pieces
        .iter()
        .zip(depths)
        .filter(|(p, _)| matches!(p.role, Role::Heading(_)))
        .map(|(_, d)| d + 1)
        .max()
        .unwrap_or(0);
    let slots: &[usize] = match deepest {
        0..=4 => &[1, 2, 3, 4],
        _ => &[0, 1, 2, 3, 4],
    };
    let mut tree = Tree {
        nodes: vec![root(title)],
        open: [None; 5],
        chapters: 0,
        sums: Vec::new(),
        printed,
        owned: pieces
            .iter()
            .filter(|p| p.role == Role::Item)
            .flat_map(|p| p.lines.iter().copied())
            .collect(),
    };
    let mut path: Vec<String> = Vec::new();
    for (piece, depth) in pieces.iter().zip(depths) {
        match piece.role {
            Role::Heading(_) => {
                path.truncate(*depth);
                path.push(piece.name.clone());
                tree.heading(piece, *depth, slots, &path);
            }
            Role::Item => tree.item(piece, *depth, slots, deepest, title),
            Role::Sum => {
                tree.sum(piece, Of::Row);
                tree.text(piece);
            }
            Role::Memo | Role::Text => {
                if is_sum(&piece.name) {
                    tree.sum(piece, Of::Summary);
                }
                tree.text(piece);
            }
        }
    }
    tree.close_from(0);
    let end = tree.next();
    if let Some(root) = tree.nodes.first_mut() {
        root.end = end;
    }
    tree.rest();
    tree.lines();
    let differences = tree.printed();
    (tree.nodes, differences)
}

fn root(title: &str) -> Node {
    let mut node = Node::new(Kind::Document, None);
    title.clone_into(&mut node.title);
    node
}

struct Tree<'a> {
    nodes: Vec<Node>,
    open: [Option<NodeId>; 5],
    chapters: u32,
    /// Printed sums, each at the node where it stands.
    sums: Vec<PrintedSum>,
    /// The text of each source line.
    printed: &'a BTreeMap<u32, String>,
    /// Lines that a node has already.
    owned: HashSet<u32>,
}

impl Tree<'_> {
    fn next(&self) -> NodeId {
        NodeId(u32::try_from(self.nodes.len()).unwrap_or(u32::MAX))
    }

    fn node(&mut self, id: NodeId) -> Option<&mut Node> {
        self.nodes.get_mut(id.index())
    }

    fn close_from(&mut self, level: usize) {
        let end = self.next();
        for slot in (level..5).rev() {
            if let Some(id) = self.open.get_mut(slot).and_then(Option::take)
                && let Some(node) = self.node(id)
            {
                node.end = end;
            }
        }
    }

    fn innermost(&self) -> NodeId {
        self.open
            .iter()
            .rev()
            .flatten()
            .next()
            .copied()
            .unwrap_or(NodeId(0))
    }

    fn add(&mut self, level: usize, title: &str, label: &str) -> NodeId {
        let kind = LEVELS.get(level).copied().unwrap_or(Kind::Sub);
        let parent = self
            .open
            .iter()
            .take(level)
            .rev()
            .flatten()
            .next()
            .copied()
            .unwrap_or(NodeId(0));
        let ordinal = if kind == Kind::Chapter {
            self.chapters += 1;
            self.chapters
        } else {
            self.siblings(parent, kind) + 1
        };
        let id = self.next();
        let mut node = Node::new(kind, Some(parent));
        node.ordinal = ordinal;
        title.clone_into(&mut node.title);
        label.clone_into(&mut node.label);
        self.nodes.push(node);
        if let Some(slot) = self.open.get_mut(level) {
            *slot = Some(id);
        }
        id
    }

    fn siblings(&self, parent: NodeId, kind: Kind) -> u32 {
        let last = self.nodes.iter().skip(parent.index() + 1).rev();
        last.into_iter()
            .find(|n| n.parent == Some(parent) && n.kind == kind)
            .map_or(0, |n| n.ordinal)
    }

    /// Opens implied nodes for the levels above `level` that are not open.
    fn supply(&mut self, level: usize) {
        for above in 0..level {
            if self.open.get(above).copied().flatten().is_none() {
                let id = self.add(above, "", "");
                if let Some(node) = self.node(id) {
                    node.implied = true;
                }
            }
        }
    }

    fn heading(&mut self, piece: &Piece, depth: usize, slots: &[usize], path: &[String]) {
        let place = depth.min(slots.len().saturating_sub(1));
        let level = slots.get(place).copied().unwrap_or(4);
        self.close_from(level);
        self.supply(level);
        let title = path.get(place..).unwrap_or_default().join(" › ");
        let id = self.add(level, &title, &piece.label);
        let relisted = piece
            .reading
            .as_ref()
            .is_some_and(|r| r.relisted != Relisted::No);
        let mut lines = piece.lines.clone();
        lines.retain(|line| self.owned.insert(*line));
        if let Some(node) = self.node(id) {
            node.heading_lines = lines;
            node.page = Some(piece.page).filter(|p| *p > 0 && node.kind == Kind::Theme);
            node.relisted = relisted;
        }
        self.printed_at(id, piece, Of::Heading);
    }

    fn item(&mut self, piece: &Piece, depth: usize, slots: &[usize], deepest: usize, title: &str) {
        let Some(reading) = &piece.reading else {
            return;
        };
        // A heading that turned out to be an entry closes what stands as deep as itself.
        if depth < deepest && piece.mark.is_some() {
            let level = slots.get(depth.min(slots.len().saturating_sub(1)));
            self.close_from(level.copied().unwrap_or(4));
        }
        if deepest == 0 && self.open.get(1).copied().flatten().is_none() {
            self.supply(1);
            self.add(1, title, "");
        }
        self.supply(4);
        let owner = self.innermost();
        let id = self.next();
        let mut node = Node::new(Kind::Budget, Some(owner));
        node.ordinal = self.siblings(owner, Kind::Budget) + 1;
        node.title.clone_from(&piece.name);
        node.relisted = reading.relisted != Relisted::No;
        node.budget = Some(Box::new(line_of(piece, reading)));
        node.end = NodeId(id.0.saturating_add(1));
        self.nodes.push(node);
    }

    fn text(&mut self, piece: &Piece) {
        let id = self.innermost();
        for line in &piece.lines {
            self.own(id, *line);
        }
    }

    /// Gives a line of text to a node, unless it belongs to one.
    fn own(&mut self, id: NodeId, line: u32) {
        if !self.owned.insert(line) {
            return;
        }
        let text = self.printed.get(&line).cloned().unwrap_or_default();
        if let Some(node) = self.node(id).filter(|_| !text.is_empty()) {
            let text = text.into();
            node.text.push(TextLine { line, text });
        }
    }

    /// What no piece holds (running heads, page numbers, the contents page) is text of the document itself.
    fn rest(&mut self) {
        for line in self.printed.keys() {
            self.own(NodeId(0), *line);
        }
        if let Some(root) = self.nodes.first_mut() {
            root.text.sort_by_key(|t| t.line);
        }
    }

    fn sum(&mut self, piece: &Piece, of: Of) {
        let id = self.innermost();
        self.printed_at(id, piece, of);
    }

    fn printed_at(&mut self, id: NodeId, piece: &Piece, of: Of) {
        if let Some(Money::Amount(amount)) = piece.reading.as_ref().map(|r| r.request) {
            let line = piece.lines.first().copied().unwrap_or(0);
            self.sums.push(PrintedSum {
                id,
                amount,
                line,
                page: piece.page,
                name: piece.name.clone(),
                of,
            });
        }
    }

    /// First and last line of every subtree, from the leaves up.
    fn lines(&mut self) {
        for at in (0..self.nodes.len()).rev() {
            let Some(node) = self.nodes.get(at) else {
                continue;
            };
            let budget = node
                .budget
                .iter()
                .flat_map(|b| b.source_lines.iter().copied());
            let text = node.text.iter().map(|t| t.line);
            let own = node.heading_lines.iter().copied().chain(text).chain(budget);
            let mut range = node.lines;
            for line in own {
                let r = range.get_or_insert(LineRange {
                    first: line,
                    last: line,
                });
                r.first = r.first.min(line);
                r.last = r.last.max(line);
            }
            let parent = node.parent;
            if let Some(node) = self.nodes.get_mut(at) {
                node.lines = range;
            }
            if let (Some(parent), Some(range)) =
                (parent.and_then(|p| self.nodes.get_mut(p.index())), range)
            {
                let r = parent.lines.get_or_insert(range);
                r.first = r.first.min(range.first);
                r.last = r.last.max(range.last);
            }
        }
    }

    fn parts(&self, id: NodeId) -> Vec<Amount> {
        let Some(node) = self.nodes.get(id.index()) else {
            return Vec::new();
        };
        let below = self
            .nodes
            .get(id.index()..node.end.index())
            .unwrap_or_default();
        below
            .iter()
            .filter(|n| !n.relisted)
            .filter_map(|n| match n.budget.as_ref()?.request {
                Request::Amount(amount) => Some(amount),
                _ => None,
            })
            .collect()
    }
}

fn line_of(piece: &Piece, reading: &Reading) -> BudgetLine {
    let request = match reading.request {
        Money::Within(amount) => Request::Within(amount),
        Money::Amount(amount) => Request::Amount(amount),
        Money::None | Money::Unspecified | Money::New => Request::Unspecified,
    };
    let base = match reading.base {
        Money::Within(amount) => Base::Within(amount),
        Money::Amount(amount) => Base::Amount(amount),
        Money::New => Base::New,
        Money::None | Money::Unspecified => Base::None,
    };
    BudgetLine {
        request,
        base,
        supplementary: reading.supplementary.clone().map(Box::new),
        account: Account::General,
        relisted_on: if reading.relisted == Relisted::No {
            RelistedOn::None
        } else {
            RelistedOn::Budget
        },
        original: None,
        line: piece.lines.first().copied().unwrap_or(1),
        source_lines: piece.lines.clone(),
        spending: None,
    }
}
