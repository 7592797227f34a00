//! What a search answers: hits, how they came to be hits, and how many there are.
//!
//! These are the types in which the rest of the program takes an answer. They are plain data and
//! know nothing of how they were found.

mod matched;

use crate::model::NodeId;

pub use matched::{Match, MatchRule, Reached, Tier, Unwritten, Via};

/// Which text of a node matched.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum FieldKind {
    /// The title of a pillar, chapter, theme, measure or sub-measure.
    Title,
    /// The name of a budget line's programme.
    Name,
    /// A line of the node's own text.
    Body,
}

impl FieldKind {
    /// The word used in JSON.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Title => "title",
            Self::Name => "name",
            Self::Body => "body",
        }
    }
}

/// A node that answers a query, by its best field.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Hit {
    /// The node.
    pub node: NodeId,
    /// Which text matched best.
    pub field: FieldKind,
    /// Points; more is better. Only to be compared within one answer.
    pub score: i64,
    /// How it matched, and through what.
    pub reached: Reached,
    /// How much of what was asked it has.
    pub tier: Tier,
    /// The title or name whole, or the part of a text line around the match.
    pub snippet: String,
    /// Matched ranges of characters in `snippet`, end excluded, sorted, not touching.
    pub matches: Vec<(usize, usize)>,
    /// The same in the node's title; empty where the text matched and not the title.
    pub title_matches: Vec<(usize, usize)>,
}

/// The whole answer to a query.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Results {
    /// The best hits, best first; equal ones in document order.
    pub hits: Vec<Hit>,
    /// How many nodes answer the query, listed or not.
    pub total: usize,
    /// Words that nothing found has as typed.
    pub unwritten: Vec<Unwritten>,
    /// What stands below the answer: hits that have less than every word, in the order of their
    /// tiers. They are in no total and no sum. Empty unless asked for.
    pub below: Vec<Hit>,
}

/// How far an answer has come that is still being worked on.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Progress {
    /// Nodes that answer the query, as far as is known.
    pub total: usize,
    /// Whether every field was looked at.
    pub complete: bool,
}

impl Progress {
    /// Where nothing is looked for.
    pub const NOTHING_TO_DO: Self = Self {
        total: 0,
        complete: true,
    };
}
