//! One line of an answer.

/// One line of an answer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Line {
    /// For the ear.
    Ear(String),
    /// A source line: its number and its text as printed.
    Source(u32, String),
}

impl From<String> for Line {
    fn from(text: String) -> Self {
        Self::Ear(text)
    }
}

impl From<&str> for Line {
    fn from(text: &str) -> Self {
        Self::Ear(text.to_owned())
    }
}
