//! The end of a text: whether it was cut within a line, and that it is not longer than it may be.

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

/// A text of so many bytes at most: of a longer one nothing ends in silence.
pub(super) struct Bounded<R> {
    text: R,
    left: u64,
}

impl<R> Bounded<R> {
    pub(super) const fn of(text: R, most: u64) -> Self {
        Self { text, left: most }
    }
}

impl<R: Read> Read for Bounded<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let got = self.text.read(buffer)?;
        let left = self
            .left
            .checked_sub(u64::try_from(got).unwrap_or(u64::MAX));
        self.left = left.ok_or(io::ErrorKind::FileTooLarge)?;
        Ok(got)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_too_long_is_an_error_and_no_end() {
        let read = |most| Bounded::of(&b"12345"[..], most).read_to_end(&mut Vec::new());
        assert_eq!(read(5).ok(), Some(5));
        let why = read(4).err().map(|why| why.kind());
        assert_eq!(why, Some(io::ErrorKind::FileTooLarge));
    }
}
