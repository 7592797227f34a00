//! What became of a programme from one document to the next, as it is told.

use crate::diff::{DiffEntry, DiffKind};
use crate::lang::Text;
use crate::ledger::Direction;

/// What became of a programme.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Became {
    /// Only in the later document.
    New,
    /// Only in the earlier one.
    Dropped,
    /// Joined by a similar name.
    Renamed,
    /// More is requested.
    Risen,
    /// Less is requested.
    Fallen,
    /// Another request that cannot be compared.
    Other,
}

impl Became {
    /// All of them, in the order in which they are told.
    pub const ALL: [Self; 6] = [
        Self::Risen,
        Self::Fallen,
        Self::Renamed,
        Self::New,
        Self::Dropped,
        Self::Other,
    ];

    /// What became of the programme; none where its request is the same.
    #[must_use]
    pub fn of(entry: &DiffEntry) -> Option<Self> {
        Some(match entry.kind {
            DiffKind::New => Self::New,
            DiffKind::Dropped => Self::Dropped,
            DiffKind::Renamed => Self::Renamed,
            DiffKind::Unchanged => return None,
            DiffKind::Changed => match entry.change.as_ref().map(|change| change.direction()) {
                Some(Direction::Increased) => Self::Risen,
                Some(Direction::Decreased) => Self::Fallen,
                _ => Self::Other,
            },
        })
    }

    /// The word for people.
    #[must_use]
    pub const fn text(self) -> Text {
        match self {
            Self::New => Text::new("新設", "new"),
            Self::Dropped => Text::new("廃止", "dropped"),
            Self::Renamed => Text::new("改称", "renamed"),
            Self::Risen => Text::new("増額", "risen"),
            Self::Fallen => Text::new("減額", "fallen"),
            Self::Other => Text::new("金額の形が変わったもの", "otherwise changed"),
        }
    }
}
