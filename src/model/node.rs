//! One node of the tree.

use super::{Amount, BudgetLine, NodeId, Passage};

/// The level of a node. Ordered from the root to the leaves.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Kind {
    /// A whole document; shown only where several are open.
    Document,
    /// `I` … of the table of contents.
    Pillar,
    /// A numbered chapter.
    Chapter,
    /// One bullet of the table of contents.
    Theme,
    /// A numbered `(1)` heading of the body.
    Measure,
    /// A lettered `(a)` heading of the body.
    Sub,
    /// One programme with its appropriation request.
    Budget,
}

impl Kind {
    /// All of them, from the root to the leaves.
    pub const ALL: [Self; 7] = [
        Self::Document,
        Self::Pillar,
        Self::Chapter,
        Self::Theme,
        Self::Measure,
        Self::Sub,
        Self::Budget,
    ];

    /// The name used in JSON, queries and `--kind`.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Document => "document",
            Self::Pillar => "pillar",
            Self::Chapter => "chapter",
            Self::Theme => "theme",
            Self::Measure => "measure",
            Self::Sub => "sub",
            Self::Budget => "budget",
        }
    }

    /// The kind of that name.
    #[must_use]
    pub fn from_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.word() == word)
    }
}

/// 1-based source lines, both ends included.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct LineRange {
    /// First line.
    pub first: u32,
    /// Last line.
    pub last: u32,
}

/// One non-blank source line that belongs to a node.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TextLine {
    /// 1-based source line.
    pub line: u32,
    /// The line, trimmed, entities decoded, markup as printed.
    pub text: Passage,
}

/// One node. Its children follow it directly; its subtree ends before `end`.
#[derive(Clone, Debug, PartialEq)]
pub struct Node {
    /// Level.
    pub kind: Kind,
    /// Parent; none for a document root.
    pub parent: Option<NodeId>,
    /// The id after the last node of this subtree.
    pub end: NodeId,
    /// The last component of its address: pillar and chapter number as printed, else the
    /// 1-based place among its siblings of that kind; 0 for a document.
    pub ordinal: u32,
    /// Printed label (`I`, `14`, `(2)`, `(c)`), half-width; empty where none is printed.
    pub label: String,
    /// Title of the contents page, or the heading; for a budget line the programme's name.
    pub title: String,
    /// The body's wording where it differs from the contents page's.
    pub body_title: Option<String>,
    /// Printed page number of a theme.
    pub page: Option<u32>,
    /// The heading itself carries 再掲 (or, for a theme, its entry in the contents page).
    /// For a budget line: it is relisted, whatever carries the mark.
    pub relisted: bool,
    /// First to last source line of the body that belongs to this subtree.
    pub lines: Option<LineRange>,
    /// Source lines of the heading (all of them, a heading may repeat on later pages).
    pub heading_lines: Vec<u32>,
    /// The node's own text, headings and budget lines left out.
    pub text: Vec<TextLine>,
    /// The money, for a budget line.
    pub budget: Option<Box<BudgetLine>>,
    /// The document lacks this level here: the node only keeps the form of the addresses. It has no
    /// title and is shown nowhere; its children stand in its place.
    pub implied: bool,
    /// The sum that the issuer printed for this heading, if any.
    pub printed: Option<Box<Printed>>,
}

/// A sum that the document itself prints for a heading: a subtotal, a total, or the heading's own
/// amount. It is never added to anything; it checks the reading.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Printed {
    /// The printed sum, in 億円.
    pub amount: Amount,
    /// Whether the lines below it that are counted in it sum up to it within the rounding of the printed figures.
    pub agrees: bool,
    /// 1-based source line where it is printed.
    pub line: u32,
}

impl Node {
    /// An empty node of that kind, to be filled by the parser.
    #[must_use]
    pub fn new(kind: Kind, parent: Option<NodeId>) -> Self {
        Self {
            kind,
            parent,
            end: NodeId(0),
            ordinal: 0,
            label: String::new(),
            title: String::new(),
            body_title: None,
            page: None,
            relisted: false,
            lines: None,
            heading_lines: Vec::new(),
            text: Vec::new(),
            budget: None,
            implied: false,
            printed: None,
        }
    }
}
