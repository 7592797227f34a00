//! What the terminal sends, byte by byte, as keys, pastes, mouse events and answers.
//!
//! Pure: bytes and the time in, events out. Where the bytes are cut into packets makes no
//! difference, unless the pieces lie further apart than the waits below. A control sequence or
//! string is one thing up to its end, and nothing where its meaning is not known: an answer to
//! another program's question is not typing.

mod sequence;

use std::time::Duration;

use crossterm::event::{Event, KeyCode, KeyEvent, KeyModifiers};

use super::theme::Rgb;

/// How long an Escape waits for the rest of a sequence before it is the Escape key.
pub const ESCAPE_WAIT: Duration = Duration::from_millis(50);

/// How long an unfinished sequence, string or paste waits for its next byte before it is over.
pub const REST_WAIT: Duration = Duration::from_secs(1);

/// How long Ctrl-C in an unfinished paste waits: text would go on at once.
const INTERRUPT_WAIT: Duration = Duration::from_millis(150);

/// Longest paste that is kept, in bytes. The rest of a longer one is let go, up to its end.
const LONGEST_PASTE: usize = 1 << 16;

/// Longest sequence or string that is kept, in bytes: no answer that is asked for is longer.
const LONGEST: usize = 64;

const PASTE_END: &[u8] = b"\x1b[201~";
const INTERRUPT: u8 = 0x03;

/// One thing that the terminal sent.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Heard {
    /// A key, the mouse, pasted text.
    Event(Event),
    /// An answer: the background's colour, if it is one that is understood.
    Background(Option<Rgb>),
    /// An answer: the row and column of the cursor, from 1.
    Position(u16, u16),
    /// An answer: what the terminal can do; asked last, so that all has been said with it.
    Attributes,
}

/// Between which ends the next byte stands.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
enum Inside {
    /// None: the byte begins something.
    #[default]
    Nothing,
    /// `ESC` has come.
    Escape,
    /// A control sequence after `ESC [` or `ESC O`, of which this many bytes are let go.
    Sequence(u8),
    /// The three bytes after `ESC [ M` of an old mouse report.
    OldMouse,
    /// A string after `ESC ]`, `ESC P`, `ESC _`, `ESC ^` or `ESC X`; whether `ESC` came last.
    Text(u8, bool),
    /// A paste; the text so far is kept apart.
    Paste,
    /// A character of several bytes.
    Character(u8),
}

/// The reader's memory between two packets. It holds a bounded number of bytes.
#[derive(Clone, Debug, Default)]
pub struct Decoder {
    inside: Inside,
    held: Vec<u8>,
    /// The last bytes of a paste that may be its end mark, or an interrupt.
    tail: Vec<u8>,
    last: Duration,
}

impl Decoder {
    /// Takes in what has come at that time; what is complete is put behind `out`. Bytes that
    /// waited too long are seen to first. Linear in the number of bytes.
    pub fn feed(&mut self, bytes: &[u8], now: Duration, out: &mut Vec<Heard>) {
        self.expire(now, out);
        for byte in bytes {
            self.take(*byte, out);
        }
        self.last = now;
    }

    /// When [`Self::expire`] has something to do, if nothing comes before; none where nothing
    /// is unfinished.
    #[must_use]
    pub fn deadline(&self) -> Option<Duration> {
        let wait = match self.inside {
            Inside::Nothing => return None,
            Inside::Escape => ESCAPE_WAIT,
            Inside::Paste if self.tail.last() == Some(&INTERRUPT) => INTERRUPT_WAIT,
            _ => REST_WAIT,
        };
        Some(self.last + wait)
    }

    /// Whether something has begun whose end is still to come.
    #[must_use]
    pub fn is_unfinished(&self) -> bool {
        self.inside != Inside::Nothing
    }

    /// Ends what has waited too long: a lone Escape is a key, a paste without an end is what has
    /// come of it, and an unfinished sequence is nothing.
    pub fn expire(&mut self, now: Duration, out: &mut Vec<Heard>) {
        if self.deadline().is_none_or(|deadline| now < deadline) {
            return;
        }
        match std::mem::take(&mut self.inside) {
            Inside::Escape => out.push(key(KeyCode::Esc)),
            // Alt with a key that also begins sequences.
            Inside::Sequence(intro) | Inside::Text(intro, false) if self.held.is_empty() => {
                out.push(alt(char::from(intro)));
            }
            Inside::Paste => {
                let interrupted = self.tail.last() == Some(&INTERRUPT);
                if interrupted {
                    self.tail.pop();
                }
                let tail = std::mem::take(&mut self.tail);
                self.keep_pasted(&tail);
                self.end_paste(out);
                if interrupted {
                    out.extend(control(INTERRUPT));
                }
            }
            _ => {}
        }
        self.held.clear();
    }

    fn take(&mut self, byte: u8, out: &mut Vec<Heard>) {
        match self.inside {
            Inside::Nothing => self.begin(byte, out),
            Inside::Escape => self.after_escape(byte, out),
            Inside::Sequence(intro) => self.in_sequence(intro, byte, out),
            Inside::OldMouse => self.in_old_mouse(byte, out),
            Inside::Text(kind, escaped) => self.in_text(kind, escaped, byte, out),
            Inside::Paste => self.in_paste(byte, out),
            Inside::Character(length) => self.in_character(length, byte, out),
        }
    }

    fn begin(&mut self, byte: u8, out: &mut Vec<Heard>) {
        self.held.clear();
        self.inside = Inside::Nothing;
        let length = match byte {
            0x1b => {
                self.inside = Inside::Escape;
                return;
            }
            0xc2..=0xdf => 2,
            0xe0..=0xef => 3,
            0xf0..=0xf4 => 4,
            0x20..=0x7e => {
                out.push(key(KeyCode::Char(char::from(byte))));
                return;
            }
            _ => {
                out.extend(control(byte));
                return;
            }
        };
        self.held.push(byte);
        self.inside = Inside::Character(length);
    }

    fn after_escape(&mut self, byte: u8, out: &mut Vec<Heard>) {
        self.held.clear();
        self.inside = match byte {
            b'[' | b'O' => Inside::Sequence(byte),
            b']' | b'P' | b'_' | b'^' | b'X' => Inside::Text(byte, false),
            0x1b => {
                out.push(key(KeyCode::Esc));
                Inside::Escape
            }
            0x20..=0x7e => {
                out.push(alt(char::from(byte)));
                Inside::Nothing
            }
            // No terminal has a chord for these: two keys that came together.
            _ => {
                out.push(key(KeyCode::Esc));
                return self.begin(byte, out);
            }
        };
    }

    fn in_sequence(&mut self, intro: u8, byte: u8, out: &mut Vec<Heard>) {
        let is_function_key = intro == b'[' && self.held == b"[";
        match byte {
            // The Linux console's F1 to F5 are `ESC [ [ A` and so on.
            b'[' if intro == b'[' && self.held.is_empty() => self.held.push(byte),
            0x20..=0x3f if !is_function_key && !self.is_shifted_key(byte) => {
                if self.held.len() <= LONGEST {
                    self.held.push(byte);
                }
            }
            0x20..=0x7e => {
                self.inside = Inside::Nothing;
                let params = std::mem::take(&mut self.held);
                match (intro, params.as_slice(), byte) {
                    (b'[', b"", b'M') => self.inside = Inside::OldMouse,
                    (b'[', b"200", b'~') => self.inside = Inside::Paste,
                    _ if params.len() > LONGEST => {}
                    _ => out.extend(sequence::read(intro, &params, byte)),
                }
            }
            // A key came into a sequence that was cut off.
            _ => self.begin(byte, out),
        }
    }

    /// rxvt ends Shift and a named key in `$`, which ends no other sequence.
    fn is_shifted_key(&self, byte: u8) -> bool {
        byte == b'$' && matches!(self.held.as_slice(), [b'1'..=b'9'] | [b'1'..=b'3', _])
    }

    fn in_old_mouse(&mut self, byte: u8, out: &mut Vec<Heard>) {
        self.held.push(byte);
        if let [buttons, column, row] = *self.held.as_slice() {
            self.inside = Inside::Nothing;
            self.held.clear();
            out.extend(sequence::old_mouse(buttons, column, row));
        }
    }

    fn in_text(&mut self, kind: u8, escaped: bool, byte: u8, out: &mut Vec<Heard>) {
        match (escaped, byte) {
            (true, b'\\') => self.end_text(kind, out),
            // Some terminals forget the last byte of the end.
            (true, 0x1b) => {
                self.end_text(kind, out);
                self.inside = Inside::Escape;
            }
            (true, _) => {
                self.end_text(kind, out);
                self.after_escape(byte, out);
            }
            (false, 0x1b) => self.inside = Inside::Text(kind, true),
            (false, 0x07) if kind == b']' => self.end_text(kind, out),
            // Cancelled; and no string of a terminal holds Ctrl-C, which always gets through.
            (false, 0x18 | 0x1a) => {
                self.inside = Inside::Nothing;
                self.held.clear();
            }
            (false, INTERRUPT) => self.begin(byte, out),
            (false, _) => {
                if self.held.len() <= LONGEST {
                    self.held.push(byte);
                }
            }
        }
    }

    fn end_text(&mut self, kind: u8, out: &mut Vec<Heard>) {
        self.inside = Inside::Nothing;
        let text = std::mem::take(&mut self.held);
        if kind == b']'
            && text.len() <= LONGEST
            && let Some(color) = text.strip_prefix(b"11;")
        {
            out.push(Heard::Background(sequence::color(color)));
        }
    }

    fn in_paste(&mut self, byte: u8, out: &mut Vec<Heard>) {
        self.tail.push(byte);
        if self.tail == PASTE_END {
            self.tail.clear();
            self.inside = Inside::Nothing;
            self.end_paste(out);
            return;
        }
        while !self.tail.is_empty()
            && !PASTE_END.starts_with(&self.tail)
            && self.tail != [INTERRUPT]
        {
            let first = self.tail.remove(0);
            self.keep_pasted(&[first]);
        }
    }

    fn keep_pasted(&mut self, bytes: &[u8]) {
        let room = LONGEST_PASTE.saturating_sub(self.held.len());
        self.held.extend(bytes.iter().take(room));
    }

    fn end_paste(&mut self, out: &mut Vec<Heard>) {
        let bytes = std::mem::take(&mut self.held);
        let text = String::from_utf8_lossy(&bytes).into_owned();
        out.push(Heard::Event(Event::Paste(text)));
    }

    fn in_character(&mut self, length: u8, byte: u8, out: &mut Vec<Heard>) {
        if !(0x80..=0xbf).contains(&byte) {
            // The character was cut off; what cut it off is a key of its own.
            return self.begin(byte, out);
        }
        self.held.push(byte);
        if self.held.len() < usize::from(length) {
            return;
        }
        self.inside = Inside::Nothing;
        let bytes = std::mem::take(&mut self.held);
        let character = std::str::from_utf8(&bytes)
            .ok()
            .and_then(|t| t.chars().next());
        let character = character.filter(|c| !c.is_control());
        out.extend(character.map(|c| key(KeyCode::Char(c))));
    }
}

fn key(code: KeyCode) -> Heard {
    Heard::Event(Event::Key(KeyEvent::new(code, KeyModifiers::NONE)))
}

fn alt(c: char) -> Heard {
    Heard::Event(Event::Key(KeyEvent::new(
        KeyCode::Char(c),
        KeyModifiers::ALT,
    )))
}

/// The key of a control character; none for a byte that begins no character.
fn control(byte: u8) -> Option<Heard> {
    let held = match byte {
        b'\r' => return Some(key(KeyCode::Enter)),
        b'\t' => return Some(key(KeyCode::Tab)),
        0x7f => return Some(key(KeyCode::Backspace)),
        0 => ' ',
        0x01..=0x1a => char::from(byte | 0x60),
        0x1c..=0x1f => char::from(byte - 0x1c + b'4'),
        _ => return None,
    };
    let event = KeyEvent::new(KeyCode::Char(held), KeyModifiers::CONTROL);
    Some(Heard::Event(Event::Key(event)))
}

#[cfg(test)]
mod tests;
