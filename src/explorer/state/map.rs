//! The map strip as data: its blocks, and what they were laid out for.

use std::rc::Rc;

use crate::explorer::settings::Settings;
use crate::model::NodeId;

/// How much of the screen the map has.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum MapShown {
    /// A strip above the panes, where there is room and money.
    #[default]
    Strip,
    /// All of it: pillars, chapters and lines beside each other.
    Full,
    /// Nothing.
    Off,
}

/// What a block of the map stands for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Ground {
    /// A pillar, neutral.
    Stub,
    /// A change: 0 for a fall of half and more, 3 for none, 6 for a rise of half and more.
    Change(u8),
    /// What is written under the map.
    Caption,
}

/// A block of a row.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Block {
    /// First column.
    pub column: usize,
    /// Columns, one at least.
    pub columns: usize,
    /// What is written on it, in at most its columns.
    pub text: String,
    /// What it stands for.
    pub ground: Ground,
    /// Where a click leads.
    pub node: Option<NodeId>,
}

/// All that the map depends on: nothing else may be read by the drawing.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in crate::explorer) struct MapKey {
    pub(in crate::explorer) root: NodeId,
    pub(in crate::explorer) full: bool,
    /// Where the window of a full map is; nothing for the strip, which shows all.
    pub(in crate::explorer) at: Option<NodeId>,
    pub(in crate::explorer) keys: String,
    pub(in crate::explorer) columns: usize,
    pub(in crate::explorer) rows: usize,
    pub(in crate::explorer) settings: Settings,
    pub(in crate::explorer) sums: u64,
}

/// The map as it was last laid out, and for what.
pub(in crate::explorer) type Kept = Option<(MapKey, Rc<Vec<Vec<Block>>>)>;
