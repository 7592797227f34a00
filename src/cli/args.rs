//! What may be typed: commands and options. The doc comments are the English help; the
//! Japanese one stands in `cli::help`.

mod choice;
mod forms;
mod reviews;
mod words;

use std::num::NonZeroUsize;
use std::path::{Path, PathBuf};

use clap::{ArgAction, Args, Parser, Subcommand};

use super::named::NamedFolder;
use crate::config::{A11y, AmbiguousWidth, When};
use crate::explorer::ThemeName;
use crate::ledger::LineSort;
use crate::model::Kind;
use crate::parse::{BaseColumn, Bracket, ReadingChoice, Unit};
use crate::review::Column;
use crate::search::MatchRule;

pub use choice::{Choice, Output, Without};
pub use forms::{ConfigFormat, ExportFormat, Format, Partition, PictureKind, TableFormat};
use forms::{base_column, bracket, unit};
pub use reviews::{Questions, RowFormat, Similar, Trace};
pub use words::{LangWord, Level};

/// Explore a Japanese ministry's yearly priority-policy document: measures, budget lines, totals
#[derive(Debug, Parser)]
#[command(
    name = "shisaku",
    version,
    disable_help_flag = true,
    disable_version_flag = true
)]
pub struct Arguments {
    /// Options of every command.
    #[command(flatten)]
    pub global: Global,
    /// What to do; the explorer (or, without a terminal, the outline) where nothing is said.
    #[command(subcommand)]
    pub command: Option<Command>,
}

/// Options of every command.
#[derive(Debug, Args)]
#[command(
    next_help_heading = "Options of every command",
    next_display_order = 100
)]
pub struct Global {
    /// Read this document instead of the built-in one (- for standard input); several for the explorer
    #[arg(long, global = true, value_name = "PATH")]
    pub file: Vec<PathBuf>,
    /// Folders that were named; their files stand in `file`.
    #[arg(skip)]
    pub folders: Vec<NamedFolder>,
    /// Explore two documents side by side: what changed from OLD to NEW [default NEW: that of --file]
    #[arg(long, global = true, value_names = ["OLD", "NEW"], num_args = 1..=2)]
    pub compare: Vec<PathBuf>,
    /// Review sheets of the government (CSV or zip of the RS system, JUDGIT's ndjson); also simply named
    #[arg(
        long,
        visible_alias = "reviews",
        global = true,
        value_name = "FILE",
        num_args = 1..
    )]
    pub data: Vec<PathBuf>,
    /// All review data was named by `--data`, none as a document.
    #[arg(skip)]
    pub only_beside: bool,
    /// Of review sheets: the budget year [default: the newest]
    #[arg(long, global = true, value_name = "YEAR")]
    pub year: Option<u16>,
    /// Of review sheets: which figure is the amount [default: initial]
    #[arg(long, global = true, value_name = "COLUMN")]
    pub column: Option<Column>,
    /// Of review sheets: name the officials who signed them (作成責任者), also in exports
    #[arg(long, global = true)]
    pub persons: bool,
    /// Language of the interface; the document stays as it is [default: from the locale]
    #[arg(long, global = true, value_name = "LANG")]
    pub lang: Option<LangWord>,
    /// When to use colour; NO_COLOR and TERM=dumb are obeyed [default: auto]
    #[arg(long, global = true, value_name = "WHEN")]
    pub color: Option<When>,
    /// Colours of the full screen [default: by the terminal's background]
    #[arg(long, global = true, value_name = "NAME")]
    pub theme: Option<ThemeName>,
    /// Start the line-based reading mode for screen readers and braille displays; other commands
    /// answer in sentences
    #[arg(long, global = true)]
    pub text: bool,
    /// Accessible interface: reading mode, plain full screen, or neither (also SHISAKU_A11Y)
    #[arg(long, global = true, value_name = "MODE")]
    pub a11y: Option<A11y>,
    /// Give names in kana in the reading mode
    #[arg(long, global = true)]
    pub yomi: bool,
    /// Give amounts before names on the plain full screen, as braille displays show the beginning
    #[arg(long, global = true)]
    pub braille: bool,
    /// Use ASCII for signs and bars
    #[arg(long, global = true)]
    pub ascii: bool,
    /// Columns taken by characters of ambiguous width such as ① [default: auto asks the terminal]
    #[arg(long, global = true, value_name = "N")]
    pub ambiguous_width: Option<AmbiguousWidth>,
    /// Unit of bare numbers where the document names none: 円, 千円, 万円, 百万円, 億円
    #[arg(long, global = true, value_name = "UNIT", value_parser = unit)]
    pub unit: Option<Unit>,
    /// Which of two columns of money is the base year's where nothing tells: left, right
    #[arg(long, global = true, value_name = "SIDE", value_parser = base_column)]
    pub base_column: Option<BaseColumn>,
    /// What a bracket behind an amount means where nothing tells: base, change
    #[arg(long, global = true, value_name = "MEANING", value_parser = bracket)]
    pub bracket: Option<Bracket>,
    /// Wrap and cut text output at this many columns, 0 for none [default: the terminal's; none in
    /// a pipe]
    #[arg(long, alias = "columns", global = true, value_name = "COLUMNS", value_parser = width)]
    pub width: Option<u16>,
    /// Read every document anew and keep none in the cache
    #[arg(long, global = true)]
    pub no_cache: bool,
    /// Print help
    #[arg(short, long, global = true, action = ArgAction::HelpShort)]
    pub help: Option<bool>,
    /// Print the version
    #[arg(short = 'V', long, action = ArgAction::Version)]
    pub version: Option<bool>,
}

impl Global {
    /// The document that commands are about; none for the embedded one.
    #[must_use]
    pub fn document(&self) -> Option<&Path> {
        self.compare
            .get(1)
            .or_else(|| self.file.first())
            .map(PathBuf::as_path)
    }

    /// Whether more than one document is to be opened.
    #[must_use]
    pub fn wants_several(&self) -> bool {
        self.file.len() > 1 || !self.compare.is_empty()
    }

    /// The user's word on how documents are read.
    #[must_use]
    pub const fn reading_choice(&self) -> ReadingChoice {
        ReadingChoice {
            unit: self.unit,
            base_column: self.base_column,
            bracket: self.bracket,
        }
    }

    /// The width that was asked for in so many words; none where lines are to stay whole.
    #[must_use]
    pub fn columns(&self) -> Option<usize> {
        self.width.filter(|width| *width > 0).map(usize::from)
    }
}

/// A width of text: 0 for lines left whole, else 20 to 1000 columns.
fn width(typed: &str) -> Result<u16, String> {
    let width = typed.parse().ok();
    width
        .filter(|width| *width == 0 || (20..=1000).contains(width))
        .ok_or_else(|| "0, 20 … 1000".to_owned())
}

/// What to do.
#[derive(Debug, Subcommand)]
pub enum Command {
    /// Print the tree, one node a line
    Outline {
        /// Where to begin, such as IV, 14, 14.1.2 [default: the whole document]
        address: Option<String>,
        /// Print only this many levels
        #[arg(long, value_name = "N")]
        depth: Option<NonZeroUsize>,
    },
    /// Print one node: path, page, text, budget lines, change
    Show {
        /// The node, such as IV, 14, 14.1.2, 14.1.2.3#1
        address: String,
        /// Print its source lines with their numbers instead
        #[arg(long)]
        source: bool,
    },
    /// Search titles, programme names and text
    Search {
        /// Words and conditions, joined by spaces
        #[arg(required = true, value_name = "QUERY")]
        query: Vec<String>,
        /// Print at most this many hits
        #[arg(long, value_name = "N", default_value = "20")]
        limit: NonZeroUsize,
        /// Print only hits of these kinds
        #[arg(long, value_name = "KIND", value_delimiter = ',')]
        kind: Vec<Kind>,
        /// What to leave out.
        #[command(flatten)]
        without: Without,
        /// Of budget lines found by a condition: where the words must stand [default: all]
        #[arg(long = "match", value_name = "RULE")]
        rule: Option<MatchRule>,
        /// Form of the output
        #[arg(long, value_name = "FORMAT", default_value = "text")]
        format: Format,
    },
    /// Add up the requests; nothing is counted twice
    Totals {
        /// What to add up [default: the whole document]
        address: Option<String>,
        /// A total for each of these too
        #[arg(long, value_name = "LEVEL")]
        by: Option<Level>,
        /// What to leave out.
        #[command(flatten)]
        without: Without,
        /// Form of the output
        #[arg(long, value_name = "FORMAT", default_value = "text")]
        format: Format,
    },
    /// Print every budget line as a table
    Lines {
        /// Where to look [default: the whole document]
        address: Option<String>,
        /// Order; the largest first [default: document, or the order that a question asks for]
        #[arg(long, value_name = "BY")]
        sort: Option<LineSort>,
        /// Which lines.
        #[command(flatten)]
        choice: Choice,
        /// Turn the order round: the smallest first
        #[arg(long)]
        reverse: bool,
        /// Form of the output
        #[arg(long, value_name = "FORMAT", default_value = "text")]
        format: TableFormat,
        /// Leave csv and tsv cells as they are, even where a spreadsheet would run them
        #[arg(long)]
        raw: bool,
    },
    /// Write the whole tree (json, markdown) or every budget line (jsonl, csv, tsv, xlsx, parquet)
    Export {
        /// Write only what is at or below this node [default: the whole document]
        address: Option<String>,
        /// Which lines.
        #[command(flatten)]
        choice: Choice,
        /// Form of the output [default: by the ending of --output, else json]
        #[arg(long, value_name = "FORMAT")]
        format: Option<ExportFormat>,
        /// Write every document of the files and folders that are named as a file of its own below
        /// --output, as jsonl or parquet; what is there already is left
        #[arg(long, value_name = "WHAT", conflicts_with_all = ["query", "only", "without", "bom", "raw"])]
        partition_by: Option<Partition>,
        /// Begin csv and tsv with a byte order mark, so that spreadsheets read them as UTF-8
        #[arg(long)]
        bom: bool,
        /// Leave csv and tsv cells as they are, even where a spreadsheet would run them
        #[arg(long)]
        raw: bool,
        /// Where to write.
        #[command(flatten)]
        output: Output,
    },
    /// Write the marks set in the explorer, with notes, money and citations, as Markdown
    Report {
        /// Where to write.
        #[command(flatten)]
        output: Output,
    },
    /// Draw a picture of a node, as SVG or PNG: bars, waterfall, map, two nodes, a card
    Chart {
        /// The node, such as IV, 14, 14.1.2 (. for the whole document)
        address: String,
        /// What to draw
        #[arg(long, value_name = "KIND", default_value = "bars")]
        kind: PictureKind,
        /// With --kind compare: the other node
        #[arg(long, value_name = "ADDRESS", required_if_eq("kind", "compare"))]
        with: Option<String>,
        /// Light on dark
        #[arg(long)]
        dark: bool,
        /// Where to write.
        #[command(flatten)]
        output: Output,
    },
    /// Compare two documents by programme name
    Diff {
        /// The earlier document
        old: PathBuf,
        /// The later document
        new: PathBuf,
        /// Form of the output
        #[arg(long, value_name = "FORMAT", default_value = "text")]
        format: Format,
    },
    /// Tell what became of budget lines: join them to review sheets
    Trace(Trace),
    /// Who else does this: review sheets of any ministry with a like name or outline
    Similar(Similar),
    /// Answer ready questions of review sheets over the years, each with its rule
    Questions(Questions),
    /// Print what a document has that no rule explains; exit 1 if any of it is an error
    Check {
        /// The document [default: that of --file]
        #[arg(value_name = "FILE")]
        document: Option<PathBuf>,
        /// Form of the output
        #[arg(long, value_name = "FORMAT", default_value = "text")]
        format: Format,
    },
    /// Read line by line, for screen readers and braille displays (also --text)
    Read {
        /// Edit the line with the arrow keys and recall earlier ones; moves the cursor
        #[arg(long)]
        edit: bool,
    },
    /// Print the settings in force, each with its source, and the configuration file's path
    Config {
        /// Print only the path of the configuration file
        #[arg(long, conflicts_with_all = ["set", "unset", "format"])]
        path: bool,
        /// Keep a setting in the configuration file, such as a11y=text
        #[arg(long, value_name = "NAME=VALUE", conflicts_with = "format")]
        set: Vec<String>,
        /// Take a setting out of the configuration file
        #[arg(long, value_name = "NAME", conflicts_with = "format")]
        unset: Vec<String>,
        /// Form of the output
        #[arg(long, value_name = "FORMAT", default_value = "text")]
        format: ConfigFormat,
    },
    /// Print where documents that the full screen has read are kept, and how much that is
    Cache {
        /// Remove them
        #[arg(long)]
        clear: bool,
    },
    /// Print a shell's completion script
    Completions {
        /// The shell
        shell: clap_complete::Shell,
    },
    /// Print the manual page
    Man,
    /// Print the licence and the notices that go with every copy
    Licenses,
}
