//! An answer that comes after the wait is over must not be taken for typed keys.

use crossterm::event::{Event, KeyCode, KeyModifiers};

/// Longer than any answer.
const LONGEST: usize = 40;

/// Takes the keys out of which the reader of events makes a late answer: Alt-], then letters and
/// digits, then Alt-\ or Ctrl-g.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Late {
    /// Characters of the answer so far; none while it has not begun.
    inside: Option<usize>,
    over: bool,
}

impl Late {
    /// Watches for an answer, whose beginning may have been read already.
    #[must_use]
    pub fn new(inside: bool) -> Self {
        Self {
            inside: inside.then_some(0),
            over: false,
        }
    }

    /// Whether the event is part of a late answer, and no key of the user.
    pub fn takes(&mut self, event: &Event) -> bool {
        let Event::Key(key) = event else {
            return false;
        };
        if self.over {
            return false;
        }
        let alt = key.modifiers.contains(KeyModifiers::ALT);
        let control = key.modifiers.contains(KeyModifiers::CONTROL);
        match (self.inside, key.code) {
            (None, KeyCode::Char(']')) if alt => {
                self.inside = Some(0);
                true
            }
            (None, _) => false,
            (Some(_), KeyCode::Char('\\')) if alt => self.end(),
            (Some(_), KeyCode::Char('g')) if control => self.end(),
            (Some(n), KeyCode::Char(c))
                if n < LONGEST
                    && !alt
                    && !control
                    && (c.is_ascii_hexdigit() || "rgb:;/#".contains(c)) =>
            {
                self.inside = Some(n + 1);
                true
            }
            (Some(_), _) => {
                self.over = true;
                false
            }
        }
    }

    const fn end(&mut self) -> bool {
        self.over = true;
        true
    }
}
