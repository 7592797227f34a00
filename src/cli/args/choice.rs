//! Arguments that several commands share: which budget lines an answer is of, and where it is
//! written.

use std::path::PathBuf;

use clap::Args;

use crate::ledger::LineFilter;
use crate::search::MatchRule;

/// Which budget lines an answer is of.
#[derive(Clone, Debug, Default, Args)]
pub struct Choice {
    /// Only lines of any of these sorts
    #[arg(long, value_name = "SORTS", value_delimiter = ',')]
    pub only: Vec<LineFilter>,
    /// Only the lines that this query is about, in the language of `search`
    #[arg(long, value_name = "QUERY")]
    pub query: Option<String>,
    /// Where the query's words must stand: in names, in titles of measures too, or anywhere above
    #[arg(
        long = "match",
        value_name = "RULE",
        requires = "query",
        default_value = "measure"
    )]
    pub rule: MatchRule,
    /// What to leave out.
    #[command(flatten)]
    pub without: Without,
}

impl Choice {
    /// Whether nothing is left out.
    #[must_use]
    pub fn is_all(&self) -> bool {
        self.only.is_empty() && self.query.is_none() && self.without.without.is_empty()
    }
}

/// What an answer leaves out.
#[derive(Clone, Debug, Default, Args)]
pub struct Without {
    /// Take this node out of every sum and list, such as 14 or 11.2.1#1; may be repeated
    #[arg(long, value_name = "ADDRESS", value_delimiter = ',')]
    pub without: Vec<String>,
}

/// Where an answer is written.
#[derive(Clone, Debug, Default, Args)]
pub struct Output {
    /// Write to this file instead of standard output (- for standard output); its ending decides
    /// the form
    #[arg(long, short, value_name = "FILE")]
    pub output: Option<PathBuf>,
    /// Replace the file if it is there already
    #[arg(long)]
    pub force: bool,
}
