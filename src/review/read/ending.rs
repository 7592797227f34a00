//! Whether a text that was read to its end was cut within a line.

use std::io::{self, Read};

/// A text that knows whether it came to the end of a line.
pub(super) struct Ending<R> {
    text: R,
    last: u8,
}

impl<R> Ending<R> {
    /// That text, of which nothing is read yet.
    pub(super) const fn of(text: R) -> Self {
        Self { text, last: b'\n' }
    }

    /// Whether what was read last was the end of a line.
    pub(super) const fn is_at_line_end(&self) -> bool {
        matches!(self.last, b'\n' | b'\r')
    }
}

impl<R: Read> Read for Ending<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let got = self.text.read(buffer)?;
        if let Some(last) = got.checked_sub(1).and_then(|at| buffer.get(at)) {
            self.last = *last;
        }
        Ok(got)
    }
}
