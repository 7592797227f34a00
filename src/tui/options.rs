//! How the explorer runs.

use super::ask::Ask;
use super::theme::{Depth, Tone};
use crate::explorer::{Keymap, Saved, Settings, Sheets};
use crate::model::NodeId;

/// How the explorer runs.
#[derive(Clone, Debug)]
pub struct Options {
    /// How things are shown.
    pub settings: Settings,
    /// The keys in force.
    pub keys: Keymap,
    /// Whether colours may be used.
    pub color: bool,
    /// How many colours the terminal has.
    pub depth: Depth,
    /// What the environment tells of the terminal's background.
    pub tone: Option<Tone>,
    /// What to ask the terminal at the start.
    pub ask: Ask,
    /// Said in the status line at the start.
    pub notice: Option<String>,
    /// The screen-reader layout (`--a11y tui`).
    pub a11y: bool,
    /// Whether it is the first start of all, so that the keys to begin with are shown.
    pub is_first: bool,
    /// What was kept from the last time.
    pub saved: Option<Saved>,
    /// Where to start, before what was kept.
    pub start: Option<NodeId>,
    /// The roots of the earlier and the later document to compare.
    pub compare: Option<(NodeId, NodeId)>,
    /// The review sheets that are open.
    pub sheets: Option<Sheets>,
    /// Widest line of the reading mode in cells; none leaves long lines to the terminal.
    pub columns: Option<usize>,
    /// Whether names are given in kana where they are to be heard.
    pub yomi: bool,
    /// Whether the base year is called the year before where it is to be heard.
    pub year_before: bool,
    /// Whether the screen for readers gives amounts before names.
    pub braille: bool,
}

impl Default for Options {
    fn default() -> Self {
        Self {
            settings: Settings::default(),
            keys: Keymap::default(),
            color: true,
            depth: Depth::default(),
            tone: None,
            ask: Ask::default(),
            notice: None,
            a11y: false,
            is_first: false,
            saved: None,
            start: None,
            compare: None,
            sheets: None,
            columns: None,
            yomi: false,
            year_before: false,
            braille: false,
        }
    }
}
