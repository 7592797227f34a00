//! Where typed lines come from.

use std::io::{self, BufRead};

/// Longest command in bytes; the rest of a longer line is passed over.
pub const LONGEST_COMMAND: usize = 16 * 1024;

/// Where lines come from: plain input, or a line editor.
pub trait Lines {
    /// The next line; none at the end of input. Of a line longer than [`LONGEST_COMMAND`] the
    /// beginning, one byte longer than that.
    ///
    /// # Errors
    /// As the input does.
    fn next_line(&mut self, prompt: &str) -> io::Result<Option<String>>;

    /// Whether it shows the prompt itself.
    fn shows_prompt(&self) -> bool {
        false
    }
}

/// Plain lines, the terminal's own line input.
#[derive(Debug)]
pub struct PlainLines<R>(pub R);

impl<R: BufRead> Lines for PlainLines<R> {
    fn next_line(&mut self, _: &str) -> io::Result<Option<String>> {
        let mut bytes = Vec::new();
        let most = LONGEST_COMMAND as u64 + 1;
        if io::Read::take(&mut self.0, most).read_until(b'\n', &mut bytes)? == 0 {
            return Ok(None);
        }
        if bytes.len() > LONGEST_COMMAND && !bytes.ends_with(b"\n") {
            self.skip_line()?;
            // Bytes that are no text would become longer than they are.
            return Ok(Some(" ".repeat(LONGEST_COMMAND + 1)));
        }
        Ok(Some(String::from_utf8_lossy(&bytes).into_owned()))
    }
}

impl<R: BufRead> PlainLines<R> {
    /// Passes over what is left of a line without keeping it.
    fn skip_line(&mut self) -> io::Result<()> {
        loop {
            let bytes = self.0.fill_buf()?;
            let end = bytes.iter().position(|byte| *byte == b'\n');
            let length = end.map_or(bytes.len(), |at| at + 1);
            let over = end.is_some() || bytes.is_empty();
            self.0.consume(length);
            if over {
                return Ok(());
            }
        }
    }
}
