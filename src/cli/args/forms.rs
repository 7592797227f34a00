//! The forms that answers are printed and written in.

use clap::ValueEnum;

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

/// Form of an export.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum ExportFormat {
    /// The whole tree.
    Json,
    /// One budget line a line.
    Jsonl,
    /// One budget line a row.
    Csv,
    /// The whole tree for reading.
    Markdown,
    /// A spreadsheet of the lines and one of the totals.
    Xlsx,
}
