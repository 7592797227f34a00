//! The hint of a first start: which of its keys were used.

use crate::explorer::keys::command::Command;

/// With so many of its four keys used the hint has done its work.
const ENOUGH: usize = 3;

/// Which of the keys that the hint names were used: moving and opening, searching, the table, help.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Hint {
    used: [bool; 4],
}

impl Hint {
    /// The hint after a command.
    #[must_use]
    pub const fn followed(mut self, command: Command) -> Self {
        match command {
            Command::Down | Command::Up | Command::In | Command::Enter | Command::Toggle => {
                self.used[0] = true;
            }
            Command::Search => self.used[1] = true,
            Command::Table => self.used[2] = true,
            Command::Help => self.used[3] = true,
            _ => {}
        }
        self
    }

    /// Whether enough of them were used.
    #[must_use]
    pub fn is_done(self) -> bool {
        self.used.iter().filter(|used| **used).count() >= ENOUGH
    }
}
