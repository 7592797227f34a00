//! Lists over the panes: search results, help, palette, marks, filter, why, places.
//!
//! They differ only in what their entries are made of; moving, scrolling and drawing are the
//! same for all.

use std::ops::Range;

use crate::explorer::keys::command::Command;
use crate::explorer::keys::input::Input;
use crate::explorer::line::Line;
use crate::explorer::state::State;
use crate::explorer::state::layout::{self, Area};
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
    /// The two years of a document side by side.
    Years(NodeId),
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
            Self::Years(_) => words::dots::TITLE,
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

/// How a row stands among the others: whether the cursor may be on it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Stand {
    /// A row of its own.
    #[default]
    Alone,
    /// A heading over the rows after it; the cursor passes over it.
    Heading,
    /// More of the row before it; the cursor passes over it.
    Under,
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
    /// The node of its right side, where two stand in one row.
    pub beside: Option<NodeId>,
    /// How it stands among the others.
    pub stand: Stand,
}

impl Entry {
    /// A heading over the rows after it.
    #[must_use]
    pub fn heading(line: Line, right: Line) -> Self {
        Self {
            line,
            right,
            stand: Stand::Heading,
            ..Self::default()
        }
    }

    /// More of the row before it.
    #[must_use]
    pub fn under(line: Line) -> Self {
        Self {
            line,
            stand: Stand::Under,
            ..Self::default()
        }
    }
}

/// What of a long list is still to be made into entries, between key presses.
#[derive(Clone, Debug, Default)]
pub struct Rest {
    /// What each is of: a document, and a place in it.
    order: Vec<(usize, usize)>,
    /// So many of them are listed.
    listed: usize,
}

impl Rest {
    /// None of these is listed yet.
    #[must_use]
    pub const fn of(order: Vec<(usize, usize)>) -> Self {
        Self { order, listed: 0 }
    }

    /// All of them, in order.
    #[must_use]
    pub fn order(&self) -> &[(usize, usize)] {
        &self.order
    }

    /// Whether there are more to list.
    #[must_use]
    pub const fn is_left(&self) -> bool {
        self.listed < self.order.len()
    }

    /// The places of the next ones, at most so many, which are listed now.
    pub fn take(&mut self, most: usize) -> Range<usize> {
        let from = self.listed;
        self.listed = self.order.len().min(from + most);
        from..self.listed
    }
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
    /// What is to follow them.
    pub rest: Rest,
    /// The row under the cursor and the first one on the screen.
    pub place: ListCursor,
    /// Where in the earlier queries Ctrl-r stands.
    pub older: usize,
    /// Whether the cursor is on the right side of rows that have two.
    pub on_right: bool,
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
            rest: Rest::default(),
            place: ListCursor::default(),
            older: 0,
            on_right: false,
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

    /// What taking the row under the cursor does, on the side on which the cursor is; where that side has
    /// nothing, the other.
    #[must_use]
    pub fn target(&self) -> Target {
        let Some(entry) = self.entry() else {
            return Target::None;
        };
        match (entry.target, entry.beside) {
            (Target::None, Some(id)) => Target::Node(id),
            (_, Some(id)) if self.on_right => Target::Node(id),
            (target, _) => target,
        }
    }

    /// The node under the cursor.
    #[must_use]
    pub fn node(&self) -> Option<NodeId> {
        match self.target() {
            Target::Node(id) => Some(id),
            _ => None,
        }
    }

    /// How many rows stand above the entries: title, field, head.
    #[must_use]
    pub fn rows_above(&self) -> usize {
        let title = usize::from(self.has_title());
        title + usize::from(self.field.is_some()) + self.head.len()
    }

    /// Whether a row above the field names it: what stands behind `/` names itself.
    #[must_use]
    pub fn has_title(&self) -> bool {
        self.kind != ListKind::Search
    }

    /// How many rows it would like to have. What is typed into may grow again and keeps all.
    #[must_use]
    pub fn rows_needed(&self) -> usize {
        match self.kind {
            ListKind::Search
            | ListKind::Help
            | ListKind::Palette
            | ListKind::Pair(..)
            | ListKind::Findings
            | ListKind::Question(_) => usize::MAX,
            _ if self.is_field_only() => self.rows_above(),
            // Where there is none, two say so.
            _ => self.rows_above() + self.entries.len().max(2),
        }
    }

    /// How many rows are left for entries in a list of that height.
    #[must_use]
    pub fn rows_for_entries(&self, height: usize) -> usize {
        height.saturating_sub(self.rows_above()).max(1)
    }

    /// Moves the cursor by that many rows, stopping at the ends and passing over what is no row of
    /// its own.
    pub fn step(&mut self, by: isize) {
        self.place.step(by, self.entries.len());
        self.land(by >= 0);
    }

    /// Takes the cursor on, or back, to the nearest row that it may be on; where there is none in
    /// that direction, in the other.
    pub fn land(&mut self, onwards: bool) {
        let at = self.place.cursor;
        let takes = |row: &usize| self.stand_of(*row) == Some(Stand::Alone);
        let after = (at..self.entries.len()).find(takes);
        let before = (0..=at).rev().find(takes);
        let (first, second) = if onwards {
            (after, before)
        } else {
            (before, after)
        };
        if let Some(row) = first.or(second) {
            self.place.cursor = row;
        }
    }

    fn stand_of(&self, row: usize) -> Option<Stand> {
        self.entries.get(row).map(|entry| entry.stand)
    }

    /// The row that a click on a row means: of what stands under a row that row, of a heading none.
    #[must_use]
    pub fn row_meant(&self, row: usize) -> Option<usize> {
        match self.stand_of(row)? {
            Stand::Alone => Some(row),
            Stand::Heading => None,
            Stand::Under => (0..row)
                .rev()
                .find(|row| self.stand_of(*row) == Some(Stand::Alone)),
        }
    }

    /// How many of the first `rows` rows are rows of their own.
    #[must_use]
    pub fn count(&self, rows: usize) -> usize {
        let rows = self.entries.iter().take(rows);
        rows.filter(|entry| entry.stand == Stand::Alone).count()
    }

    /// Scrolls so that the cursor is among `height` rows, with the heading over it and what stands
    /// under it as far as there is room.
    pub fn scroll_to_cursor(&mut self, height: usize) {
        self.place.settle(height, self.entries.len());
        let at = self.place.cursor;
        let run = |stand: Stand, rows: &mut dyn Iterator<Item = usize>| {
            rows.take_while(|row| self.stand_of(*row) == Some(stand))
                .count()
        };
        let over = run(Stand::Heading, &mut (0..at).rev());
        let under = run(Stand::Under, &mut (at + 1..self.entries.len()));
        if over < height {
            self.place.offset = self.place.offset.min(at - over);
        }
        let least = (at + under + 1).saturating_sub(height.max(1));
        self.place.offset = self.place.offset.max(least.min(at));
    }
}
impl State {
    /// Columns of a list of that kind.
    #[must_use]
    pub fn listing_columns(&self, kind: ListKind) -> u16 {
        match kind {
            ListKind::Findings if self.size.0 >= layout::WIDE => self.size.0 / 5 * 3,
            _ => self.size.0,
        }
    }

    /// The plane beside the list on top, which tells more of its entry; none where there is no
    /// room, or nothing more to tell.
    #[must_use]
    pub fn beside_listing(&self) -> Option<Area> {
        let (listing, area) = (self.listing()?, self.listing_area()?);
        let is_beside = listing.kind == ListKind::Findings && area.width < self.size.0;
        is_beside.then_some(Area {
            x: area.width,
            width: self.size.0 - area.width,
            ..area
        })
    }
}
