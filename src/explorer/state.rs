//! What the user sees and has done.
//!
//! Everything here is data: no line of it knows how it is drawn.

pub mod compare;
pub mod facets;
pub mod figures;
pub mod finder;
pub mod first;
pub mod forest;
pub mod goto;
pub mod layout;
pub mod list_cursor;
pub mod listing;
pub mod loading;
pub mod map;
pub mod nodeset;
pub mod saved;
pub mod sheets;
pub mod table;
pub mod working;

use std::cell::{OnceCell, RefCell};
use std::rc::Rc;

use super::line::Line;
use super::settings::Settings;
use crate::explorer::keys::keymap::{Context, Keymap};
use crate::explorer::state::compare::Comparison;
use crate::explorer::state::figures::Figures;
use crate::explorer::state::finder::{Finder, Found};
use crate::explorer::state::forest::Forest;
use crate::explorer::state::layout::{Area, Layout, Pane};
use crate::explorer::state::listing::{ListKind, Listing};
use crate::explorer::state::loading::Loading;
use crate::explorer::state::table::TableView;
use crate::ledger::LineFilter;
use crate::marks::{Entry, Mark};
use crate::model::{Kind, Library, NodeId};
use crate::review::trace::Verdict;
use crate::search::{MatchRule, Progress};

/// What the side panel shows of a node.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum PanelMode {
    /// Money, bars, text.
    #[default]
    Overview,
    /// The change step by step.
    Waterfall,
    /// What became of it, by the review sheets.
    Became,
}

/// What lies over the panes. Only one thing at a time.
#[derive(Clone, Debug, Default)]
pub enum Overlay {
    /// Nothing.
    #[default]
    None,
    /// `y` was pressed: the next key says what to copy.
    Copying,
    /// A list, perhaps with a field.
    List(Box<Listing>),
}

/// The last search.
#[derive(Clone, Debug)]
pub struct SearchMemory {
    /// The query.
    pub query: String,
    /// Its hits, best first.
    pub hits: Vec<Found>,
    /// How many there are in all, and whether everything has been looked at.
    pub progress: Progress,
    /// Whether what stands below a short answer is still to be looked for.
    pub is_below_due: bool,
    /// The budget lines that it is about by the rule in force, once all has been looked at.
    pub lines: Vec<NodeId>,
    /// Of very many documents what is still to be done for those lines and their sum.
    pub sum: working::Adding,
    /// The hit last gone to.
    pub at: usize,
    /// Earlier queries, newest last.
    pub past: Vec<String>,
}

impl SearchMemory {
    /// The hits stay; what is below them is looked for in the documents as they are now. A search
    /// that is on is begun anew; of one that was left the hits so far are kept.
    pub(super) fn keep_hits_alone(&mut self) {
        self.lines.clear();
        self.sum = working::Adding::Done(None);
        self.is_below_due = false;
        self.progress.complete = true;
    }
}

impl Default for SearchMemory {
    fn default() -> Self {
        Self {
            query: String::new(),
            hits: Vec::new(),
            progress: Progress::NOTHING_TO_DO,
            is_below_due: false,
            lines: Vec::new(),
            sum: working::Adding::default(),
            at: 0,
            past: Vec::new(),
        }
    }
}

/// Places left behind.
#[derive(Clone, Debug, Default)]
pub struct History {
    /// Where `[` leads, nearest last.
    pub back: Vec<NodeId>,
    /// Where `]` leads, nearest last.
    pub forward: Vec<NodeId>,
}

/// The whole state of the explorer.
#[derive(Debug)]
pub struct State {
    /// How things are shown.
    pub settings: Settings,
    /// The keys in force.
    pub keys: Keymap,
    /// Columns and rows of the screen.
    pub size: (u16, u16),
    /// The tree.
    pub tree: Forest,
    /// The flat table, when it stands in the tree's place.
    pub table: Option<TableView>,
    /// The pane that the keys go to.
    pub focus: Pane,
    /// Whether the side panel is shown where there is room.
    pub panel_on: bool,
    /// How much of the screen the map has.
    pub map: map::MapShown,
    /// The node that the map is of, in place of the whole document.
    pub map_of: Option<NodeId>,
    /// First line of the panel on the screen.
    pub panel_offset: usize,
    /// The line of the panel that the cursor is on, among the steps of a waterfall.
    pub panel_cursor: usize,
    /// What the panel shows.
    pub panel_mode: PanelMode,
    /// What lies over the panes.
    pub overlay: Overlay,
    /// Filters in force; a budget line passes if any of them matches.
    pub facets: Vec<LineFilter>,
    /// The two documents that are compared, if any.
    pub comparison: Option<Rc<Comparison>>,
    /// The review sheets that are open, if any.
    pub sheets: Option<sheets::Sheets>,
    /// What the user has said of links to review sheets.
    pub verdicts: Vec<Verdict>,
    /// The query that tree and table are narrowed to: only the lines that it is about pass.
    pub narrowed: Option<String>,
    /// The query that they are being narrowed to.
    pub narrowing: Option<working::Narrowing>,
    /// Nodes taken out of all sums, in the order in which they were.
    pub taken_out: Vec<NodeId>,
    /// What must have the query's words for a line to pass.
    pub match_rule: MatchRule,
    /// The first of two nodes to be set side by side.
    pub paired: Option<NodeId>,
    /// The last search.
    pub search: SearchMemory,
    /// Places left behind.
    pub history: History,
    /// Marks in the order they were set.
    pub marks: Vec<Mark>,
    /// Kept marks that the documents do not have now; kept until they are back.
    pub lost: Vec<Entry>,
    /// The hint of a first start, until it is put away or followed.
    pub hint: Option<first::Hint>,
    /// Documents that are still being read, if any.
    pub loading: Option<Loading>,
    /// Said in the status line until the next key.
    pub message: Option<String>,
    /// How many source lines of the open documents have money that could not be read.
    pub unread: usize,
    /// Totals of nodes, all of what `passing` and `taken_out` leave.
    pub figures: Figures,
    /// Budget lines that pass the filter in force, in document order.
    pub passing: Vec<NodeId>,
    /// Marks as they were before each change, newest last.
    pub(super) marks_before: Vec<(Vec<Mark>, Vec<Entry>)>,
    /// The marked node with a note that is asked about: the same key takes the mark off.
    pub(super) asked: Option<NodeId>,
    /// The place that a document lost when it was read anew.
    pub(super) strayed: Option<saved::Strayed>,
    pub(super) finder: Finder,
    /// The search that Esc brings back.
    pub(super) search_before: Option<SearchMemory>,
    /// Which filters the budget lines pass, once that was asked for of many lines.
    pub facets_of_lines: Option<facets::Facets>,
    /// What was open before the filter opened everything it shows.
    pub(super) open_before_filter: Option<Vec<NodeId>>,
    pub(super) map_cache: RefCell<map::Kept>,
    /// Budget lines of a document joined to the review sheets, once that was asked for.
    pub(super) traces: Rc<RefCell<sheets::Traces>>,
    /// The panel's lines, once they have been asked for since the last change.
    pub(super) panel_lines: OnceCell<Rc<Vec<Line>>>,
}

impl State {
    /// The start: roots open, the first node selected.
    #[must_use]
    pub fn new(library: &Library, settings: Settings) -> Self {
        let figures = Figures::default();
        let mut tree = Forest::new(library, &figures);
        tree.arrangement.counting = settings.counting;
        Self {
            settings,
            keys: Keymap::default(),
            size: (80, 24),
            tree,
            table: None,
            focus: Pane::Left,
            panel_on: true,
            map: if has_much(library) {
                map::MapShown::Strip
            } else {
                map::MapShown::Off
            },
            map_of: None,
            panel_offset: 0,
            panel_cursor: 0,
            panel_mode: PanelMode::Overview,
            overlay: Overlay::None,
            facets: Vec::new(),
            comparison: None,
            sheets: None,
            verdicts: Vec::new(),
            narrowed: None,
            narrowing: None,
            taken_out: Vec::new(),
            match_rule: MatchRule::default(),
            paired: None,
            search: SearchMemory::default(),
            history: History::default(),
            marks: Vec::new(),
            lost: Vec::new(),
            hint: None,
            loading: None,
            message: None,
            unread: unread(library),
            figures,
            passing: Vec::new(),
            marks_before: Vec::new(),
            asked: None,
            strayed: None,
            finder: Finder::default(),
            search_before: None,
            facets_of_lines: None,
            open_before_filter: None,
            map_cache: RefCell::new(None),
            traces: Rc::default(),
            panel_lines: OnceCell::new(),
        }
    }

    /// Compares the document with the root `old` with the one with the root `new`.
    pub fn compare(&mut self, library: &Library, old: NodeId, new: NodeId) {
        self.comparison = Some(Rc::new(Comparison::new(library, old, new)));
        self.changed();
    }

    /// To be called after any change: what was worked out for the screen is worked out anew.
    pub(super) fn changed(&mut self) {
        self.panel_lines.take();
    }

    /// The places of the present screen; none if it is too small.
    #[must_use]
    pub fn layout(&self) -> Option<Layout> {
        // Results of a search take the left pane, wherever the keys were before.
        let focus = if self.searching().is_some() {
            Pane::Left
        } else {
            self.focus
        };
        let is_searching = self.searching().is_some();
        let has_map = self.table.is_none() && !is_searching;
        let wishes = layout::Wishes {
            panel: self.panel_on,
            map: has_map && self.map == map::MapShown::Strip,
            full_map: has_map && self.map == map::MapShown::Full,
            table: self.table.is_some() && !is_searching,
            summary: !is_searching,
            focus,
        };
        layout::layout(self.size.0, self.size.1, wishes)
    }

    /// Whether the panel stands as a few rows under the pane that has the keys.
    #[must_use]
    pub fn is_compact(&self) -> bool {
        let is_under = self.layout().is_some_and(|layout| layout.is_stacked());
        is_under && (self.focus == Pane::Left || self.searching().is_some())
    }

    /// Whether the map has the whole screen.
    #[must_use]
    pub fn is_full_map(&self) -> bool {
        self.map == map::MapShown::Full && self.table.is_none() && self.searching().is_none()
    }

    /// The list on top, if any.
    #[must_use]
    pub fn listing(&self) -> Option<&Listing> {
        match &self.overlay {
            Overlay::List(listing) => Some(listing),
            Overlay::None | Overlay::Copying => None,
        }
    }

    /// The same with a search engine of these documents that is there already.
    #[must_use]
    pub fn with_engine(mut self, engine: std::sync::Arc<crate::search::Engine>) -> Self {
        self.finder = Finder::of(engine);
        self
    }

    /// The search engine of the documents, for whoever shows them otherwise.
    #[must_use]
    pub fn engine(&self) -> std::sync::Arc<crate::search::Engine> {
        self.finder.engine()
    }

    /// The live search, while it is on.
    #[must_use]
    pub fn searching(&self) -> Option<&Listing> {
        self.listing().filter(|l| l.kind == ListKind::Search)
    }

    /// Where the list on top is drawn: a search in the left pane, others
    /// across the screen from below.
    #[must_use]
    pub fn listing_area(&self) -> Option<Area> {
        let listing = self.listing()?;
        match listing.kind {
            ListKind::Search => self.layout()?.left,
            kind => Some(Area {
                width: self.listing_columns(kind),
                ..layout::sheet(self.size.0, self.size.1, listing.rows_needed())
            }),
        }
    }

    /// The node selected in the tree or the table, whatever lies over them.
    #[must_use]
    pub fn selected(&self) -> Option<NodeId> {
        match &self.table {
            Some(table) => table.selected().or_else(|| self.tree.selected()),
            None => self.tree.selected(),
        }
    }

    /// The node that the panel shows: during a search the hit under the cursor.
    #[must_use]
    pub fn current(&self) -> Option<NodeId> {
        self.searching()
            .and_then(Listing::node)
            .or_else(|| self.selected())
    }

    /// The contexts in which a key is looked up, innermost first.
    #[must_use]
    pub fn contexts(&self) -> &'static [Context] {
        match &self.overlay {
            Overlay::None => &[Context::Main],
            Overlay::Copying => &[Context::Copying],
            Overlay::List(listing) if listing.field.is_some() => &[Context::Field],
            Overlay::List(listing) if listing.kind == ListKind::Marks => {
                &[Context::Marks, Context::List]
            }
            Overlay::List(listing) if listing.kind == ListKind::Findings => {
                &[Context::Findings, Context::List]
            }
            Overlay::List(_) => &[Context::List],
        }
    }

    /// Whether the node is marked.
    #[must_use]
    pub fn is_marked(&self, id: NodeId) -> bool {
        self.marks.iter().any(|mark| mark.node == id)
    }

    /// Every mark of this start, those taken off before those that stand, so that the last of a
    /// node is what it would be if it were set again.
    pub fn marks_ever(&self) -> impl Iterator<Item = &Mark> {
        let earlier = self.marks_before.iter().flat_map(|(marks, _)| marks);
        earlier.chain(&self.marks)
    }

    /// Whether a filter is in force.
    #[must_use]
    pub fn is_filtered(&self) -> bool {
        self.narrowed.is_some() || !self.facets.is_empty()
    }

    /// Rows for the left pane's list.
    #[must_use]
    pub fn left_rows(&self) -> usize {
        let area = self.layout().and_then(|l| l.left_body());
        area.map_or(1, |area| usize::from(area.height))
    }

    /// Rows for the panel's lines.
    #[must_use]
    pub fn panel_rows(&self) -> usize {
        let area = self.layout().and_then(|l| l.right);
        area.map_or(1, |area| usize::from(area.body().height))
    }

    /// Columns for the panel's text.
    #[must_use]
    pub fn panel_columns(&self) -> usize {
        let area = self.layout().and_then(|l| l.right);
        // One column of air on each side.
        area.map_or(40, |area| usize::from(area.width).saturating_sub(2).max(10))
    }
}

/// How many source lines of all documents have money that could not be read.
#[must_use]
pub fn unread(library: &Library) -> usize {
    let documents = library.documents().iter();
    documents.map(|d| d.unread_lines().len()).sum()
}

/// Whether there is enough money for a map to show more than the rows below it.
fn has_much(library: &Library) -> bool {
    const FEWEST_LINES: usize = 10;
    let nodes = library.nodes().iter();
    let mut lines = nodes.filter(|node| node.kind == Kind::Budget);
    lines.nth(FEWEST_LINES - 1).is_some()
}
