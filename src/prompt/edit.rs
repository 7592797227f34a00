//! Line editing and history for those who ask for it with `--edit`; it moves the cursor and
//! draws the line anew, so it is never the default.

use std::io;

use rustyline::error::ReadlineError;
use rustyline::{Config, DefaultEditor};

use crate::reading::Lines;

/// Lines from an editor with history.
#[derive(Debug)]
pub struct EditedLines(DefaultEditor);

impl EditedLines {
    /// An editor with an empty history.
    ///
    /// # Errors
    /// When the terminal cannot be set up.
    pub fn new() -> io::Result<Self> {
        let config = Config::builder().auto_add_history(true).build();
        let editor = DefaultEditor::with_config(config).map_err(io::Error::other)?;
        Ok(Self(editor))
    }
}

impl Lines for EditedLines {
    /// An interrupt drops the line and asks again.
    fn next_line(&mut self, prompt: &str) -> io::Result<Option<String>> {
        loop {
            return match self.0.readline(prompt) {
                Ok(line) => Ok(Some(line)),
                Err(ReadlineError::Interrupted) => continue,
                Err(ReadlineError::Eof) => Ok(None),
                Err(ReadlineError::Io(error)) => Err(error),
                Err(error) => Err(io::Error::other(error)),
            };
        }
    }

    fn shows_prompt(&self) -> bool {
        true
    }
}
