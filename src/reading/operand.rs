//! What may follow a command.

use serde::{Deserialize, Serialize};

use crate::model::Address;

/// What `open` is to open.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Target {
    /// The number that was heard in the last list.
    Number(u32),
    /// A place anywhere in the document.
    Address(Address),
}

/// What `read` is to read.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Part {
    /// Figures, then text.
    #[default]
    All,
    /// Figures alone.
    Figures,
    /// Text alone.
    Text,
    /// The source lines, unchanged.
    Source,
    /// Everything from its beginning, also where it was broken off.
    Start,
}

/// How much an answer tells.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Verbosity {
    /// Name and amount.
    Brief,
    /// Change and position too.
    #[default]
    Normal,
    /// Page, address, source lines and hints too.
    Full,
}

/// What `verbosity` sets.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Setting {
    /// How much is told.
    Verbosity(Verbosity),
    /// Whether the position is told.
    Position(bool),
    /// Whether the base year is called the year before: speech synthesisers read 元年度 wrongly.
    YearBefore(bool),
}
