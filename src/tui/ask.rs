//! Questions to the terminal before the first frame: its background, and how wide it draws `①`.
//!
//! They go out in one write and end with one that every terminal answers, so that the wait is
//! over as soon as it has spoken. What the user typed meanwhile is kept. An answer that comes
//! later, over a slow link, is used when it comes. The screen for readers asks for nothing but
//! that last answer, as a sign of life. Pure: sending and waiting are done by
//! [`super::signals::Events`].

#[cfg(unix)]
use super::decode::Heard;
use super::theme::Rgb;

/// What to ask.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Ask {
    /// The background's colour.
    pub background: bool,
    /// The width of an ambiguous character.
    pub width: bool,
    /// End the question about the background with a bell, since this terminal answers it
    /// wrongly otherwise.
    pub bell: bool,
    /// For a sign of life, whatever else is asked.
    pub sign: bool,
}

/// What the terminal said, as far as it has.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Answers {
    /// Its background.
    pub background: Option<Rgb>,
    /// Columns of an ambiguous character, 1 or 2.
    pub ambiguous_width: Option<u8>,
}

impl Answers {
    /// Nothing has been said.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }

    /// Takes over what the other one has to say.
    pub fn add(&mut self, other: Self) {
        self.background = self.background.or(other.background);
        self.ambiguous_width = self.ambiguous_width.or(other.ambiguous_width);
    }
}

/// Ambiguous, and in the documents themselves.
const AMBIGUOUS: char = '①';

impl Ask {
    /// What a terminal of that `TERM` can be asked.
    #[must_use]
    pub fn of(term: &str, background: bool, width: bool) -> Self {
        let mute = is_mute(term);
        // The Linux console would print the rest of a question that it does not know.
        let background = background && !mute && term != "linux";
        Self {
            background,
            width: width && !mute,
            bell: term.starts_with("rxvt"),
            sign: false,
        }
    }

    /// Whether a terminal of that `TERM` is there; nothing where it would not answer.
    #[must_use]
    pub fn sign(term: &str) -> Self {
        Self {
            sign: !is_mute(term),
            ..Self::default()
        }
    }

    /// The bytes to send; none where there is nothing to ask. The character that is measured
    /// stands in the first row and is wiped off again.
    #[must_use]
    pub fn question(&self) -> String {
        let mut out = String::new();
        if self.background {
            out.push_str("\x1b]11;?");
            out.push_str(if self.bell { "\x07" } else { "\x1b\\" });
        }
        if self.width {
            out.push_str("\x1b[1;1H");
            out.push(AMBIGUOUS);
            out.push_str("\x1b[6n\x1b[1;1H\x1b[K");
        }
        if self.sign || !out.is_empty() {
            out.push_str("\x1b[c");
        }
        out
    }
}

/// Whether a terminal of that `TERM` answers nothing.
fn is_mute(term: &str) -> bool {
    matches!(term, "" | "dumb") || term.starts_with("eterm")
}

/// The answers that may still come. Each is taken once; what nobody asked for is no answer.
#[cfg(unix)]
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Awaited {
    background: bool,
    width: bool,
    last: bool,
}

#[cfg(unix)]
impl Awaited {
    /// All answers to these questions.
    #[must_use]
    pub fn of(ask: &Ask) -> Self {
        Self {
            background: ask.background,
            width: ask.width,
            last: ask.background || ask.width || ask.sign,
        }
    }

    /// Whether the terminal has not yet said all that it will say.
    #[must_use]
    pub const fn is_open(&self) -> bool {
        self.last
    }

    /// What is to be learned from something heard; nothing where it was not asked for.
    pub fn take(&mut self, heard: &Heard) -> Answers {
        let mut answers = Answers::default();
        match heard {
            Heard::Background(color) if self.background => {
                self.background = false;
                answers.background = *color;
            }
            Heard::Position(1, column) if self.width => {
                self.width = false;
                answers.ambiguous_width = match column {
                    2 => Some(1),
                    3 => Some(2),
                    _ => None,
                };
            }
            Heard::Attributes => self.last = false,
            _ => {}
        }
        answers
    }
}

#[cfg(all(test, unix))]
mod tests;
