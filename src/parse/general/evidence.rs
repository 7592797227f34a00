//! What a document says of itself: units, years, what brackets and stars mean. `gather` reads it off before anything else
//! is read.

use super::year::Year;
use crate::parse::{BaseColumn, Bracket, ReadingChoice, Unit};

/// What a document says of itself.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Evidence {
    /// Unit of bare numbers of the whole document, from a note.
    pub unit: Option<Unit>,
    /// What a bracket means.
    pub bracket: Bracket,
    /// A note says what a bracket means.
    pub bracket_told: bool,
    /// The bracket (its opening character, folded) of which a note says that it holds a supplementary budget beside the amount.
    pub added: Option<char>,
    /// The sign whose legend says that it means a new programme.
    pub star: Option<char>,
    /// Year of the requests.
    pub request_year: Option<Year>,
    /// Year before.
    pub base_year: Option<Year>,
    /// The title as its line prints it, without blanks.
    pub title: String,
    /// The user's word on which of two columns is the base year's.
    pub base_column: Option<BaseColumn>,
}

impl Evidence {
    /// With the user's word: a unit where the document names none, the bracket and the column as said.
    #[must_use]
    pub fn with_choice(mut self, choice: &ReadingChoice) -> Self {
        self.unit = self.unit.or(choice.unit);
        if let Some(bracket) = choice.bracket {
            self.bracket = bracket;
            self.bracket_told = true;
        }
        self.base_column = choice.base_column;
        self
    }
}
