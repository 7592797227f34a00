//! What can be asked of the explorer, as typed values.

use crate::explorer::keys::key::Key;
use crate::explorer::settings::ThemeName;
use crate::ledger::Scope;
use crate::marks::Mark;
use crate::model::NodeId;
use crate::review::{Column, View};
use crate::text::Ruler;

/// Everything that a key or the command palette can ask for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Command {
    /// One row up.
    Up,
    /// One row down.
    Down,
    /// Half a page up.
    HalfUp,
    /// Half a page down.
    HalfDown,
    /// A page up.
    PageUp,
    /// A page down.
    PageDown,
    /// To the first row.
    First,
    /// To the last row.
    Last,
    /// To the next sibling.
    NextSibling,
    /// To the previous sibling.
    PreviousSibling,
    /// Open, or step in; on a leaf, to its text.
    Enter,
    /// Open, or step in.
    In,
    /// Close, or step to the parent.
    Out,
    /// Open or close.
    Toggle,
    /// Open the tree down to that level, 1 to 6.
    Level(u8),
    /// Open everything below.
    OpenBelow,
    /// Close everything below.
    CloseBelow,
    /// Live search.
    Search,
    /// Next hit.
    NextHit,
    /// Previous hit.
    PreviousHit,
    /// The other pane.
    OtherPane,
    /// Map strip on or off.
    ToggleMap,
    /// The map is of the current node, or of everything again.
    MapHere,
    /// Side panel on or off.
    TogglePanel,
    /// The next order of siblings and of the table.
    Sort,
    /// The order the other way round.
    Turn,
    /// Choose what to show.
    Filter,
    /// Show only the lines that the last search is about, or all again.
    OnlyHits,
    /// The next rule of what must have the search's words: names, measures' titles, all above.
    NextMatchRule,
    /// In the search field: the flat table of just the lines that the query is about.
    HitsTable,
    /// In the search field: the tree of just those lines.
    HitsTree,
    /// Take the selected node out of all sums, or put it back.
    TakeOut,
    /// Put back all that was taken out.
    PutBack,
    /// Flat table of budget lines, or back to the tree.
    Table,
    /// To the original of a relisted line, or to its relistings.
    Follow,
    /// Where else this programme is named.
    Elsewhere,
    /// What changed between the two documents that are compared.
    Compare,
    /// Of review sheets: the budget year after.
    LaterYear,
    /// Of review sheets: the budget year before.
    EarlierYear,
    /// Of review sheets: the next figure.
    NextFigure,
    /// Of review sheets: that figure.
    Figure(Column),
    /// Of review sheets: the next arrangement of the tree.
    NextArrangement,
    /// What became of the node, by the review sheets.
    Became,
    /// The link of the budget line to its sheet is right, or that is taken back.
    Confirm,
    /// It is wrong, or that is taken back.
    Reject,
    /// Back in the history.
    Back,
    /// Forward in the history.
    Forward,
    /// Mark or unmark.
    Mark,
    /// The list of marks.
    Marks,
    /// Marks and notes as they were before the last change.
    UndoMark,
    /// The next bar scale.
    Scale,
    /// The next bar in the rows of tree and table: change, request, none.
    RowBars,
    /// Why this total.
    Why,
    /// Largest rises and falls below.
    Waterfall,
    /// Count relisted money once, or as printed.
    Counting,
    /// The next unit of amounts.
    Unit,
    /// The other language.
    Language,
    /// The next theme.
    NextTheme,
    /// That theme.
    Theme(ThemeName),
    /// The mouse on or off.
    Mouse,
    /// Start of a copy: the next key says what.
    Copy,
    /// Copy the text.
    CopyText,
    /// Copy the address.
    CopyAddress,
    /// Copy the amount.
    CopyAmount,
    /// Copy the citation.
    CopyCitation,
    /// Open the source in the editor.
    Edit,
    /// Write the lines that are shown to a file.
    Export,
    /// Write the marks to a file as a report.
    Report,
    /// Ask for the name of the file that takes a card of the current node.
    Card,
    /// Set the current node beside the one that this was pressed on before.
    Pair,
    /// To the reading mode at this place.
    ReadAloud,
    /// What the reading of the documents found.
    Findings,
    /// Read the documents anew.
    Reread,
    /// The command palette.
    Palette,
    /// All keys.
    Help,
    /// One step back.
    Escape,
    /// Quit.
    Quit,
    /// Suspend to the shell.
    Suspend,
    /// Draw the screen anew.
    Redraw,
    /// In a list: take the row under the cursor.
    Accept,
    /// In a list: switch the row under the cursor.
    Pick,
    /// In the list of marks: write a note.
    Note,
    /// In the list of marks: delete.
    DeleteMark,
    /// In a field: delete the character before the caret.
    Erase,
    /// In a field: delete the character after the caret.
    EraseNext,
    /// In a field: delete the word before the caret.
    EraseWord,
    /// In a field: delete everything.
    EraseAll,
    /// In a field: caret back.
    CaretLeft,
    /// In a field: caret on.
    CaretRight,
    /// In a field: caret to the start.
    CaretHome,
    /// In a field: caret to the end.
    CaretEnd,
    /// In the search field: an earlier query.
    OlderQuery,
}

/// What a mouse did.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum MouseKind {
    /// The left button went down.
    Press,
    /// The wheel turned up.
    WheelUp,
    /// The wheel turned down.
    WheelDown,
}

/// One mouse event at a cell of the screen.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Mouse {
    /// What it did.
    pub kind: MouseKind,
    /// 0-based column.
    pub column: u16,
    /// 0-based row.
    pub row: u16,
}

/// What happens to the explorer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Action {
    /// A key was pressed.
    Key(Key),
    /// A command, from the palette or a test.
    Do(Command),
    /// The screen has this many columns and rows now.
    Resize(u16, u16),
    /// A start with nothing to come back to: the screen's size, for which the tree opens as deep
    /// as fits.
    Start(u16, u16),
    /// The mouse did something.
    Mouse(Mouse),
    /// Text was pasted.
    Paste(String),
    /// Jump to a node.
    Go(NodeId),
    /// Another front end was here: its place and its marks hold now.
    TakeOver {
        /// Where it was left.
        place: NodeId,
        /// All marks, in the order in which they were set.
        marks: Vec<NodeId>,
    },
    /// Nothing happened, and [`State::is_working`](crate::explorer::State::is_working): a step of what is
    /// under way.
    Work,
    /// How wide the terminal draws characters, once that is known.
    Measure(Ruler),
    /// Something that the edge wants to tell, such as a failed copy.
    Tell(String),
}

/// A file that the user asked for; what is in it is decided here, writing it is not.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Export {
    /// Where to, as typed.
    pub path: String,
    /// The form that the path's ending asks for.
    pub form: Form,
    /// What to write.
    pub what: Exported,
}

/// What goes into an exported file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Exported {
    /// Budget lines, in this order.
    Lines {
        /// The lines.
        lines: Vec<NodeId>,
        /// The node that they are all below, if they were taken as what is below one.
        scope: Option<NodeId>,
        /// How they were chosen, in the interface's language; may be empty.
        about: String,
        /// What was taken out of the sums, and is not among the lines.
        without: Vec<NodeId>,
    },
    /// A card of one node, as a picture.
    Card {
        /// The node.
        node: NodeId,
        /// Light on dark.
        dark: bool,
    },
    /// The marks, in this order.
    Marks {
        /// The marks.
        marks: Vec<Mark>,
        /// What the sums of marked groups are of.
        sums: Scope,
        /// The same in the interface's language; empty where they are of everything.
        about: String,
    },
}

/// The form of an exported file, by the ending of its name.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Form {
    /// `.csv`, begun with a byte order mark so that spreadsheets read it as UTF-8.
    Csv,
    /// `.tsv`, tabs instead of commas.
    Tsv,
    /// `.jsonl`: one object a line.
    Jsonl,
    /// `.json`: one array.
    Json,
    /// `.xlsx`.
    Xlsx,
    /// `.md`.
    Markdown,
    /// `.svg`: a picture.
    Svg,
}

impl Form {
    /// The form that the ending of a file's name asks for.
    #[must_use]
    pub fn of(path: &str) -> Option<Self> {
        let (stem, ending) = path.trim().rsplit_once('.')?;
        if stem.is_empty() || stem.ends_with(['/', '\\']) {
            return None;
        }
        Some(match ending.to_ascii_lowercase().as_str() {
            "csv" => Self::Csv,
            "tsv" => Self::Tsv,
            "jsonl" | "ndjson" => Self::Jsonl,
            "json" => Self::Json,
            "xlsx" => Self::Xlsx,
            "md" | "markdown" => Self::Markdown,
            "svg" => Self::Svg,
            _ => return None,
        })
    }
}

/// What only the terminal edge can do.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Effect {
    /// Put text on the clipboard, and tell by which way it went.
    Copy(String),
    /// Write a file that does not exist yet, and tell its name.
    Export(Export),
    /// Open the source of the document in an editor.
    OpenEditor {
        /// Name of the document's source.
        source: String,
        /// 1-based line.
        line: u32,
    },
    /// Read the documents anew, and tell what came of it.
    Reread,
    /// Make the document of the review sheets anew with this view.
    Rearrange(View),
    /// Give the terminal to the reading mode at the selected node.
    ReadAloud,
    /// Keep place and marks for the next start.
    Save,
    /// Listen to the mouse, or leave it to the terminal's own selection.
    Mouse(bool),
    /// Suspend to the shell.
    Suspend,
    /// Draw everything anew.
    Redraw,
    /// Leave.
    Quit,
}
