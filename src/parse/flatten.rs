//! From the nested draft to nodes in document order.

use super::entry::Entry;
use super::outline::{ChapterDraft, Gathered, Item, MeasureDraft, Outline, SubDraft, ThemeDraft};
use crate::model::{BudgetLine, Kind, LineRange, Node, NodeId, RelistedOn, TextLine};

/// Lays the draft out as an arena; the first node is the document itself.
#[must_use]
pub fn flatten(outline: Outline, title: &str) -> Vec<Node> {
    let mut arena = Arena { nodes: Vec::new() };
    let front = Gathered {
        heading_lines: Vec::new(),
        text: outline.front,
    };
    let (label, title) = (String::new(), title.to_owned());
    let root = arena.open(Kind::Document, None, 0, label, title, front);
    let mut chapters = outline.chapters;
    for pillar in outline.pillars {
        let label = pillar.label();
        let id = arena.open(
            Kind::Pillar,
            Some(root),
            pillar.number,
            label,
            pillar.title,
            pillar.own,
        );
        let (own, rest): (Vec<_>, Vec<_>) = chapters
            .into_iter()
            .partition(|c| c.pillar == pillar.number);
        chapters = rest;
        for chapter in own {
            arena.chapter(id, chapter);
        }
        arena.close(id);
    }
    arena.close(root);
    arena.nodes
}

/// `(12)`: hundreds of them, put together sooner than they are formatted.
fn bracketed(number: u32) -> String {
    fn digits(label: &mut String, number: u32) {
        if number >= 10 {
            digits(label, number / 10);
        }
        label.extend(char::from_digit(number % 10, 10));
    }
    let mut label = String::with_capacity(4);
    label.push('(');
    digits(&mut label, number);
    label.push(')');
    label
}

struct Arena {
    nodes: Vec<Node>,
}

/// From the first to the last line that is the node's own.
fn own_lines(node: &Node) -> Option<LineRange> {
    let budget = node
        .budget
        .iter()
        .flat_map(|b| b.source_lines.iter().copied());
    let text = node.text.iter().map(|TextLine { line, .. }| *line);
    let lines = node.heading_lines.iter().copied().chain(text).chain(budget);
    lines.fold(None, |all, line| {
        let (first, last) = (line, line);
        both(all, Some(LineRange { first, last }))
    })
}

fn both(a: Option<LineRange>, b: Option<LineRange>) -> Option<LineRange> {
    let (Some(a), Some(b)) = (a, b) else {
        return a.or(b);
    };
    Some(LineRange {
        first: a.first.min(b.first),
        last: a.last.max(b.last),
    })
}

impl Arena {
    fn open(
        &mut self,
        kind: Kind,
        parent: Option<NodeId>,
        ordinal: u32,
        label: String,
        title: String,
        own: Gathered,
    ) -> NodeId {
        let id = NodeId(u32::try_from(self.nodes.len()).unwrap_or(u32::MAX));
        let mut node = Node::new(kind, parent);
        node.ordinal = ordinal;
        node.label = label;
        node.title = title;
        node.heading_lines = own.heading_lines;
        node.text = own.text;
        self.nodes.push(node);
        id
    }

    /// Ends the subtree and takes its lines together: its own, and those of its children, which are closed.
    fn close(&mut self, id: NodeId) {
        let end = NodeId(u32::try_from(self.nodes.len()).unwrap_or(u32::MAX));
        let mut lines = self.nodes.get(id.index()).and_then(own_lines);
        let mut child = id.index() + 1;
        while let Some(node) = self.nodes.get(child) {
            lines = both(lines, node.lines);
            child = node.end.index().max(child + 1);
        }
        if let Some(node) = self.nodes.get_mut(id.index()) {
            node.end = end;
            node.lines = lines;
        }
    }

    fn with(&mut self, id: NodeId, change: impl FnOnce(&mut Node)) {
        if let Some(node) = self.nodes.get_mut(id.index()) {
            change(node);
        }
    }

    fn chapter(&mut self, pillar: NodeId, draft: ChapterDraft) {
        let number = draft.number;
        let label = number.to_string();
        let id = self.open(
            Kind::Chapter,
            Some(pillar),
            number,
            label,
            draft.title,
            draft.own,
        );
        self.with(id, |node| node.body_title = draft.body_title);
        for (theme, ordinal) in draft.themes.into_iter().zip(1..) {
            self.theme(id, ordinal, theme);
        }
        self.close(id);
    }

    fn theme(&mut self, chapter: NodeId, ordinal: u32, draft: ThemeDraft) {
        let id = self.open(
            Kind::Theme,
            Some(chapter),
            ordinal,
            "・".to_owned(),
            draft.title,
            draft.own,
        );
        self.with(id, |node| {
            node.body_title = draft.body_title;
            node.page = draft.page;
            node.relisted = draft.relisted;
        });
        for (measure, ordinal) in draft.measures.into_iter().zip(1..) {
            self.measure(id, ordinal, measure, draft.relisted);
        }
        self.close(id);
    }

    fn measure(&mut self, theme: NodeId, ordinal: u32, draft: MeasureDraft, in_relisted: bool) {
        let label = draft.number.map(bracketed).unwrap_or_default();
        let id = self.open(
            Kind::Measure,
            Some(theme),
            ordinal,
            label,
            draft.title,
            draft.own,
        );
        self.with(id, |node| node.relisted = draft.relisted);
        let inherited = if draft.relisted {
            RelistedOn::Measure
        } else if in_relisted {
            RelistedOn::Theme
        } else {
            RelistedOn::None
        };
        let (mut subs, mut budgets) = (0, 0);
        for item in draft.items {
            match item {
                Item::Budget(entry) => {
                    budgets += 1;
                    self.budget(id, budgets, entry, inherited);
                }
                Item::Sub(sub) => {
                    subs += 1;
                    self.sub(id, subs, sub, inherited);
                }
            }
        }
        self.close(id);
    }

    fn sub(&mut self, measure: NodeId, ordinal: u32, draft: SubDraft, inherited: RelistedOn) {
        let label = format!("({})", draft.letter);
        let id = self.open(
            Kind::Sub,
            Some(measure),
            ordinal,
            label,
            draft.title,
            draft.own,
        );
        self.with(id, |node| node.relisted = draft.relisted);
        let inherited = if draft.relisted {
            RelistedOn::Measure
        } else {
            inherited
        };
        for (entry, ordinal) in draft.budget.into_iter().zip(1..) {
            self.budget(id, ordinal, entry, inherited);
        }
        self.close(id);
    }

    fn budget(&mut self, owner: NodeId, ordinal: u32, entry: Entry, inherited: RelistedOn) {
        let own = Gathered::default();
        let id = self.open(
            Kind::Budget,
            Some(owner),
            ordinal,
            "【予算】".to_owned(),
            entry.name,
            own,
        );
        let relisted_on = if entry.relisted {
            RelistedOn::Budget
        } else {
            inherited
        };
        self.with(id, |node| {
            node.relisted = relisted_on != RelistedOn::None;
            node.budget = Some(Box::new(BudgetLine {
                request: entry.request,
                base: entry.base,
                supplementary: entry.supplementary.map(Box::new),
                account: entry.account,
                relisted_on,
                original: None,
                line: entry.line,
                source_lines: entry.lines,
                spending: None,
            }));
        });
        self.close(id);
    }
}
