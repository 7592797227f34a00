//! What may be asked of review sheets.

use std::num::NonZeroUsize;

use clap::builder::PossibleValue;
use clap::{Args, ValueEnum};

use super::Format;
use crate::review::Column;
use crate::review::questions::Question;

/// `trace`.
#[derive(Clone, Debug, Args)]
pub struct Trace {
    /// The line, measure or chapter, such as 4.3.2#1, 4.3, 4
    #[arg(required_unless_present = "all", conflicts_with = "all")]
    pub address: Option<String>,
    /// Every budget line of the document
    #[arg(long)]
    pub all: bool,
    /// Form of the output
    #[arg(long, value_name = "FORMAT", default_value = "text")]
    pub format: RowFormat,
}

/// `similar`.
#[derive(Clone, Debug, Args)]
pub struct Similar {
    /// An address of the document, or words
    #[arg(required = true, value_name = "ADDRESS|WORDS")]
    pub what: Vec<String>,
    /// Print at most this many programmes
    #[arg(long, value_name = "N", default_value = "20")]
    pub limit: NonZeroUsize,
    /// Form of the output
    #[arg(long, value_name = "FORMAT", default_value = "text")]
    pub format: Format,
}

/// `questions`.
#[derive(Clone, Debug, Args)]
pub struct Questions {
    /// Which question [default: all, with their rules]
    pub question: Option<Question>,
    /// Print at most this many programmes of each
    #[arg(long, value_name = "N", default_value = "10")]
    pub limit: NonZeroUsize,
    /// Form of the output
    #[arg(long, value_name = "FORMAT", default_value = "text")]
    pub format: Format,
}

/// Form of rows.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum RowFormat {
    /// For people.
    Text,
    /// One JSON value.
    Json,
    /// One JSON value a line.
    Jsonl,
    /// A table with a head line.
    Csv,
}

impl ValueEnum for Question {
    fn value_variants<'a>() -> &'a [Self] {
        &Self::ALL
    }

    fn to_possible_value(&self) -> Option<PossibleValue> {
        Some(PossibleValue::new(self.word()))
    }
}

impl ValueEnum for Column {
    fn value_variants<'a>() -> &'a [Self] {
        &Self::SHOWN
    }

    fn to_possible_value(&self) -> Option<PossibleValue> {
        Some(PossibleValue::new(self.word()))
    }
}
