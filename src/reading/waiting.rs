//! Whether the reading mode waits for a line: what an interrupt must know to show the prompt again.

use std::sync::Mutex;

/// Whether a line is awaited, and under which prompt. Shared with whoever handles interrupts.
#[derive(Debug, Default)]
pub struct Waiting(Mutex<Option<String>>);

impl Waiting {
    /// A line is awaited under this prompt.
    pub fn begin(&self, prompt: &str) {
        self.set(Some(prompt.to_owned()));
    }

    /// The line has come.
    pub fn end(&self) {
        self.set(None);
    }

    /// The prompt of the awaited line, if one is awaited.
    #[must_use]
    pub fn prompt(&self) -> Option<String> {
        match self.0.lock() {
            Ok(prompt) => prompt.clone(),
            Err(poisoned) => poisoned.into_inner().clone(),
        }
    }

    fn set(&self, prompt: Option<String>) {
        match self.0.lock() {
            Ok(mut own) => *own = prompt,
            Err(poisoned) => *poisoned.into_inner() = prompt,
        }
    }
}
