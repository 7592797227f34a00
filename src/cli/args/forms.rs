//! The forms that answers are printed and written in.

use crate::parse::{BaseColumn, Bracket, Unit, base_column_of, bracket_of, unit_of};
use clap::ValueEnum;

/// Form of a table of budget lines.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum TableFormat {
    /// For people.
    Text,
    /// One JSON value.
    Json,
    /// A table with a head line.
    Csv,
    /// The same with tabs.
    Tsv,
    /// A table in Markdown, under what it is of and adds up to.
    Markdown,
}

/// Form of what a command prints.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Format {
    /// For people.
    Text,
    /// One JSON value.
    Json,
    /// A table with a head line.
    Csv,
}

/// Form of the settings.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum ConfigFormat {
    /// For people.
    Text,
    /// One JSON value.
    Json,
}

/// What a picture shows.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum PictureKind {
    /// Request and base year of each child.
    Bars,
    /// The change step by step.
    Waterfall,
    /// Blocks: width is the request, colour the change.
    Map,
    /// Beside another node.
    Compare,
    /// One node, large, with its source.
    Card,
}

/// By what an export is parted.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Partition {
    /// A file for each document.
    Document,
}

/// Form of an export.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum ExportFormat {
    /// The whole tree.
    Json,
    /// One budget line a line.
    Jsonl,
    /// One budget line a row.
    Csv,
    /// The same with tabs.
    Tsv,
    /// The whole tree for reading.
    Markdown,
    /// A spreadsheet of the lines and one of the totals.
    Xlsx,
    /// One budget line a row, for other programs.
    Parquet,
}

impl ExportFormat {
    /// The form that a file's ending says.
    #[must_use]
    pub fn of_ending(ending: &str) -> Option<Self> {
        Some(match ending {
            "json" => Self::Json,
            "jsonl" | "ndjson" => Self::Jsonl,
            "csv" => Self::Csv,
            "tsv" => Self::Tsv,
            "md" | "markdown" => Self::Markdown,
            "xlsx" => Self::Xlsx,
            "parquet" => Self::Parquet,
            _ => return None,
        })
    }

    /// The word of `--format`.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Json => "json",
            Self::Jsonl => "jsonl",
            Self::Csv => "csv",
            Self::Tsv => "tsv",
            Self::Markdown => "markdown",
            Self::Xlsx => "xlsx",
            Self::Parquet => "parquet",
        }
    }
}

/// A unit of bare numbers.
pub(super) fn unit(typed: &str) -> Result<Unit, String> {
    unit_of(typed).ok_or_else(|| "円, 千円, 万円, 百万円, 億円".to_owned())
}

/// A side.
pub(super) fn base_column(typed: &str) -> Result<BaseColumn, String> {
    base_column_of(typed).ok_or_else(|| "left, right".to_owned())
}

/// A meaning of brackets.
pub(super) fn bracket(typed: &str) -> Result<Bracket, String> {
    bracket_of(typed).ok_or_else(|| "base, change".to_owned())
}
