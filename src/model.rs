//! The policy tree in memory: documents, nodes, addresses, money.
//!
//! Nodes of all loaded documents stand in one arena in document order, so that a subtree is a
//! contiguous range of ids and walking costs no allocation even with a million nodes.
//! This module knows nothing of files, search or the terminal.

mod address;
mod budget;
mod id;
mod library;
mod money;
mod node;
mod passage;
pub mod yen;

pub use address::{Address, AddressError, from_roman, to_roman};
pub use budget::{Account, Base, BudgetLine, Part, RelistedOn, Request, Spending, Spent};
pub use id::NodeId;
pub use library::{Children, DocumentInfo, Library, Presence, Refusal, Shift, Span};
pub use money::Amount;
pub use node::{Kind, LineRange, Node, Printed, TextLine};
pub use passage::Passage;

use rust_decimal::Decimal;

/// One parsed document: what `parse` returns and `Library` takes in.
#[derive(Clone, Debug, Default)]
pub struct Document {
    /// Title, years and source of the document.
    pub meta: Meta,
    /// Nodes in document order; the first is the root, of [`Kind::Document`].
    pub nodes: Vec<Node>,
    /// 1-based line where the body starts, after the contents page.
    pub body_from: u32,
    /// What the document has that no rule explains, ordered by line.
    pub diagnostics: Vec<Diagnostic>,
    /// What became of each amount that the document prints; none where the reader does not count them.
    pub coverage: Option<Coverage>,
}

impl Document {
    /// The same in as little memory as it takes: the text lines of all nodes as places in one
    /// text, nothing set aside for more. Copies it once.
    #[must_use]
    pub fn compact(&self) -> Self {
        let mut compact = self.clone();
        let lines = compact.nodes.iter_mut().flat_map(|node| &mut node.text);
        Passage::share(lines.map(|line| &mut line.text));
        compact
    }
}

/// What became of the amounts that a document prints. Each amount is in exactly one of the four counts.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Coverage {
    /// Part of a programme: its request, base, change or supplementary amount.
    pub programmes: usize,
    /// A printed subtotal or total.
    pub subtotals: usize,
    /// Running text, notes, captions: surely no programme.
    pub text: usize,
    /// Not understood; each has a diagnostic of severity warning or error that names its line.
    pub unread: usize,
}

impl Coverage {
    /// All amounts of the document.
    #[must_use]
    pub const fn amounts(self) -> usize {
        self.programmes + self.subtotals + self.text + self.unread
    }
}

/// What a document says about itself.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Meta {
    /// Title of the first heading, without markup.
    pub title: String,
    /// Year of the requests, with its era where the text gives one, such as `令和2年度`.
    pub fiscal_year: Option<String>,
    /// Year of the base amounts as printed in their parentheses, such as `元年度`.
    pub base_year: Option<String>,
    /// File name, `-` for standard input, or the name of the embedded document.
    pub source: String,
    /// What its figures are, where they are no requests.
    pub figure: Option<FigureName>,
}

/// What the figures of a document are, such as 執行額.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FigureName {
    /// In Japanese.
    pub ja: &'static str,
    /// In English.
    pub en: &'static str,
    /// Whether they are what was spent, beside which the rate of execution is told.
    pub is_spent: bool,
    /// What its pillars, chapters, themes and measures are, in Japanese and English, such as 府省庁.
    pub levels: [(&'static str, &'static str); 4],
    /// What headings had of it in the year before, in 億円, by their index within the document, the first first: all that
    /// was below them then, also what is in no line now.
    pub before: Vec<(usize, Decimal)>,
}

/// How much a diagnostic matters.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Severity {
    /// Worth knowing; the reading is certain.
    Info,
    /// The reading is a judgement that a person may want to check.
    Warning,
    /// Something was printed that could not be read; figures may be incomplete.
    Error,
}

impl Severity {
    /// The word used in JSON and in `check`.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Info => "info",
            Self::Warning => "warning",
            Self::Error => "error",
        }
    }
}

/// The code of an amount that was not read and is of a printed subtotal or total: it is missing in
/// no sum, so that nobody is warned of that.
pub const TOTAL_NOT_READ: &str = "total-not-read";

/// One finding about a document.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Diagnostic {
    /// How much it matters.
    pub severity: Severity,
    /// A stable name such as `chapter-title-differs`.
    pub code: &'static str,
    /// The 1-based source line.
    pub line: u32,
    /// The 1-based page, where the document has pages.
    pub page: Option<u32>,
    /// One Japanese sentence for people.
    pub message: String,
}

impl Diagnostic {
    /// Whether it says that something which looks like budget money was not read, so that sums
    /// may be short: every error, and every finding whose code begins with `unread`.
    #[must_use]
    pub fn is_unread(&self) -> bool {
        self.severity == Severity::Error || self.code.starts_with("unread")
    }
}
