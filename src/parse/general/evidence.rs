//! What a document says of itself, gathered in one pass before anything is read: units, years, what brackets
//! and stars mean. A rule that needs it cannot be right in one pass: a note may stand under its table.

use super::amount::Unit;
use super::year::Year;

/// What a bracket after an amount means where its own words do not say.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Bracket {
    /// The base year's amount.
    #[default]
    Base,
    /// The change from the base year.
    Change,
}

/// What a document says of itself.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Evidence {
    /// Unit of bare numbers of the whole document, from a note.
    pub unit: Option<Unit>,
    /// What a bracket means.
    pub bracket: Bracket,
    /// A note says what a bracket means.
    pub bracket_told: bool,
    /// The sign whose legend says that it means a new programme.
    pub star: Option<char>,
    /// Year of the requests.
    pub request_year: Option<Year>,
    /// Year before.
    pub base_year: Option<Year>,
}
