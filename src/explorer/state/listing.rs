//! Lists over the panes: search results, help, palette, marks, filter, why, places.
//!
//! They differ only in what their entries are made of; moving, scrolling and drawing are the
//! same for all.

use crate::explorer::keys::command::Command;
use crate::explorer::keys::input::Input;
use crate::explorer::line::Line;
use crate::explorer::state::list_cursor::ListCursor;
use crate::lang::Text;
use crate::ledger::LineFilter;
use crate::model::NodeId;
use crate::review::questions::Question;

use crate::explorer::words;

/// What a list is of.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum ListKind {
    /// Live search results, in the left pane.
    Search,
    /// All keys.
    Help,
    /// All commands.
    Palette,
    /// Marks.
    Marks,
    /// The note of a mark, as a field without a list.
    Note(NodeId),
    /// Filters to switch.
    Filter,
    /// The sum of a node, line by line.
    Why(NodeId),
    /// Where a programme is listed.
    Places(NodeId),
    /// What changed between two documents.
    Compare,
    /// What the reading of the documents found.
    Findings,
    /// The name of the file that takes the lines shown.
    Export,
    /// The name of the file that takes the report of the marks.
    Report,
    /// The name of the file that takes a card of the node.
    Card(NodeId),
    /// Two nodes side by side.
    Pair(NodeId, NodeId),
    /// The answer to a ready question about review sheets.
    Question(Question),
}

impl ListKind {
    /// The list's head.
    #[must_use]
    pub const fn title(self) -> Text {
        match self {
            Self::Search => words::SEARCH,
            Self::Help => words::HELP,
            Self::Palette => words::PALETTE,
            Self::Marks => words::MARKS,
            Self::Note(_) => words::NOTE,
            Self::Filter => words::FILTER,
            Self::Why(_) => words::WHY,
            Self::Places(_) => words::PLACES,
            Self::Compare => words::COMPARE,
            Self::Findings => words::FINDINGS,
            Self::Export => words::EXPORT,
            Self::Report => words::REPORT,
            Self::Card(_) => words::CARD,
            Self::Pair(..) => words::PAIR,
            Self::Question(_) => words::QUESTION,
        }
    }

    /// Whether it has a field to type into.
    #[must_use]
    pub const fn has_field(self) -> bool {
        matches!(
            self,
            Self::Search
                | Self::Help
                | Self::Palette
                | Self::Note(_)
                | Self::Export
                | Self::Report
                | Self::Card(_)
        )
    }
}

/// What taking an entry does.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Target {
    /// Nothing.
    #[default]
    None,
    /// Goes to the node.
    Node(NodeId),
    /// Says that the mark, by its place among the lost ones, is not in the documents.
    Lost(usize),
    /// Does the command.
    Command(Command),
    /// Answers the question.
    Question(Question),
    /// Switches the filter.
    Facet(LineFilter),
    /// Puts the node back into the sums.
    TakenOut(NodeId),
    /// Switches whether only hits of the last search pass.
    OnlyHits,
    /// Goes to what stands on that source line.
    Line {
        /// Index of the document in the library.
        document: usize,
        /// 1-based source line.
        line: u32,
    },
}

/// One row of a list.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Entry {
    /// What it says.
    pub line: Line,
    /// What stands at its right edge.
    pub right: Line,
    /// What it does.
    pub target: Target,
}

/// A list.
#[derive(Clone, Debug)]
pub struct Listing {
    /// What it is of.
    pub kind: ListKind,
    /// The field above it.
    pub field: Option<Input>,
    /// Lines that stand above the entries and do not scroll.
    pub head: Vec<Line>,
    /// Its rows.
    pub entries: Vec<Entry>,
    /// The row under the cursor and the first one on the screen.
    pub place: ListCursor,
    /// Where in the earlier queries Ctrl-r stands.
    pub older: usize,
}

impl Listing {
    /// An empty list of that kind.
    #[must_use]
    pub fn new(kind: ListKind) -> Self {
        Self {
            kind,
            field: kind.has_field().then(Input::default),
            head: Vec::new(),
            entries: Vec::new(),
            place: ListCursor::default(),
            older: 0,
        }
    }

    /// Whether it is a field alone, without a list.
    #[must_use]
    pub const fn is_field_only(&self) -> bool {
        matches!(
            self.kind,
            ListKind::Note(_) | ListKind::Export | ListKind::Report | ListKind::Card(_)
        )
    }

    /// What has been typed into the field.
    #[must_use]
    pub fn typed(&self) -> &str {
        self.field.as_ref().map_or("", Input::text)
    }

    /// The entry under the cursor.
    #[must_use]
    pub fn entry(&self) -> Option<&Entry> {
        self.entries.get(self.place.cursor)
    }

    /// The node under the cursor.
    #[must_use]
    pub fn node(&self) -> Option<NodeId> {
        match self.entry()?.target {
            Target::Node(id) => Some(id),
            _ => None,
        }
    }

    /// How many rows stand above the entries: title, field, head.
    #[must_use]
    pub fn rows_above(&self) -> usize {
        1 + usize::from(self.field.is_some()) + self.head.len()
    }

    /// How many rows it would like to have. What is typed into may grow again and keeps all.
    #[must_use]
    pub fn rows_needed(&self) -> usize {
        match self.kind {
            ListKind::Search
            | ListKind::Help
            | ListKind::Palette
            | ListKind::Pair(..)
            | ListKind::Question(_) => usize::MAX,
            _ => self.rows_above() + self.entries.len(),
        }
    }

    /// How many rows are left for entries in a list of that height.
    #[must_use]
    pub fn rows_for_entries(&self, height: usize) -> usize {
        height.saturating_sub(self.rows_above()).max(1)
    }

    /// Moves the cursor by that many rows, stopping at the ends.
    pub fn step(&mut self, by: isize) {
        self.place.step(by, self.entries.len());
    }

    /// Scrolls so that the cursor is among `height` rows.
    pub fn scroll_to_cursor(&mut self, height: usize) {
        self.place.settle(height, self.entries.len());
    }
}
