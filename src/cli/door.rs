//! The way out: standard output and standard error, and what must not pass them.
//!
//! Into a pipe or a file the bytes go as they are, so that data stays data. Onto a terminal goes
//! only [`Harmless`] text, whatever format was asked for.

use std::io::{self, BufWriter, StdoutLock, Write};

use crate::text::Harmless;

/// The styles that [`crate::output::Look`] writes, and the end of them.
const STYLES: [&str; 3] = ["\u{1b}[1m", "\u{1b}[2m", "\u{1b}[0m"];

/// Longest line, in bytes, that is looked at in one piece.
const LONGEST: usize = 1 << 20;

/// What a command writes its answer to.
pub struct Door<W: Write> {
    out: W,
    terminal: Option<Styles>,
    /// A line whose end has not come yet.
    held: Vec<u8>,
}

/// Whether the program's own styles pass.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Styles {
    /// In text for people.
    Pass,
    /// Data has none, and what looks like one is part of it.
    Stop,
}

impl Door<BufWriter<StdoutLock<'static>>> {
    /// Standard output; a terminal where it says which styles pass.
    pub fn stdout(terminal: Option<Styles>) -> Self {
        Self::new(BufWriter::new(io::stdout().lock()), terminal)
    }
}

impl<W: Write> Door<W> {
    fn new(out: W, terminal: Option<Styles>) -> Self {
        Self {
            out,
            terminal,
            held: Vec::new(),
        }
    }

    fn let_out(&mut self, end: usize, styles: Styles) -> io::Result<()> {
        let rest = self.held.split_off(end);
        let bytes = std::mem::replace(&mut self.held, rest);
        let text = String::from_utf8_lossy(&bytes);
        let mut lines = text.split('\n').peekable();
        while let Some(line) = lines.next() {
            self.line(line.strip_suffix('\r').unwrap_or(line), styles)?;
            if lines.peek().is_some() {
                self.out.write_all(b"\n")?;
            }
        }
        Ok(())
    }

    fn line(&mut self, line: &str, styles: Styles) -> io::Result<()> {
        let mut rest = line;
        while let Some((at, style)) = next_style(rest, styles) {
            let (before, after) = rest.split_at_checked(at).unwrap_or((rest, ""));
            self.text(&Harmless::line(before))?;
            self.out.write_all(style.as_bytes())?;
            rest = after.strip_prefix(style).unwrap_or_default();
        }
        self.text(&Harmless::line(rest))
    }

    /// The only place where text goes to a terminal.
    fn text(&mut self, text: &Harmless<'_>) -> io::Result<()> {
        self.out.write_all(text.as_str().as_bytes())
    }
}

/// The next style that passes, and where it stands.
fn next_style(text: &str, styles: Styles) -> Option<(usize, &'static str)> {
    if styles == Styles::Stop {
        return None;
    }
    let found = STYLES
        .iter()
        .filter_map(|style| Some((text.find(style)?, *style)));
    found.min()
}

impl<W: Write> Write for Door<W> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let Some(styles) = self.terminal else {
            return self.out.write(bytes);
        };
        self.held.extend_from_slice(bytes);
        let end = self.held.iter().rposition(|byte| *byte == b'\n');
        if let Some(end) = end.map(|at| at + 1) {
            self.let_out(end, styles)?;
        } else if self.held.len() > LONGEST {
            self.let_out(self.held.len(), styles)?;
        }
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        if let Some(styles) = self.terminal {
            self.let_out(self.held.len(), styles)?;
        }
        self.out.flush()
    }
}

/// Says one line on standard error. Nobody is left to be told if that is closed too.
pub fn warn(line: &Harmless<'_>) {
    let _ = writeln!(io::stderr(), "{line}");
}

#[cfg(test)]
mod tests {
    use super::*;

    fn through(terminal: Option<Styles>, parts: &[&str]) -> String {
        let mut door = Door::new(Vec::new(), terminal);
        for part in parts {
            door.write_all(part.as_bytes()).unwrap();
        }
        door.flush().unwrap();
        String::from_utf8(door.out).unwrap()
    }

    #[test]
    fn a_pipe_gets_what_was_written() {
        let bytes = "a\u{1b}]0;x\u{7},\u{202e}b\r\n\u{feff}";
        assert_eq!(through(None, &[bytes]), bytes);
    }

    #[test]
    fn a_terminal_gets_nothing_that_it_would_obey() {
        let parts = [
            "名\u{1b}]0;x\u{7}",
            ",\u{9b}31m\r\n\u{1b}[1m",
            "次\u{2028}\n",
            "終",
        ];
        assert_eq!(
            through(Some(Styles::Stop), &parts),
            "名␛]0;x␇,<U+009B>31m\n␛[1m次<U+2028>\n終"
        );
        let styled = ["\u{1b}[1m太字\u{1b}[0m\u{1b}[31m赤\n"];
        assert_eq!(
            through(Some(Styles::Pass), &styled),
            "\u{1b}[1m太字\u{1b}[0m␛[31m赤\n"
        );
    }
}
