//! Questions to the terminal before the first frame: its background, and how wide it draws `①`.
//!
//! They go out in one write and end with one that every terminal answers, so that the wait is
//! over as soon as it has spoken. What the user typed meanwhile is kept. Pure, but for the
//! events' type: sending and waiting are done by [`super::signals::Events`].

mod late;
mod typed;

use crossterm::event::Event;

pub use self::late::Late;
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
}

/// What the terminal said.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Answers {
    /// Its background.
    pub background: Option<Rgb>,
    /// Columns of an ambiguous character, 1 or 2.
    pub ambiguous_width: Option<u8>,
    /// What the user typed meanwhile.
    pub typed: Vec<Event>,
    /// Whether an answer about the background may still come.
    pub late: Option<Late>,
    /// How many of the other answers may still come.
    pub outstanding: usize,
}

/// Ambiguous, and in the documents themselves.
const AMBIGUOUS: char = '①';

impl Ask {
    /// What a terminal of that `TERM` can be asked.
    #[must_use]
    pub fn of(term: &str, background: bool, width: bool) -> Self {
        let mute = matches!(term, "" | "dumb") || term.starts_with("eterm");
        // The Linux console would print the rest of a question that it does not know.
        let background = background && !mute && term != "linux";
        Self {
            background,
            width: width && !mute,
            bell: term.starts_with("rxvt"),
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
        if !out.is_empty() {
            out.push_str("\x1b[c");
        }
        out
    }

    /// Sorts what has come in so far into answers and typed keys.
    #[must_use]
    pub fn heard(&self, bytes: &[u8]) -> Heard {
        let mut heard = Heard::default();
        let mut rest = bytes;
        while !rest.is_empty() {
            match next(rest) {
                Some((piece, after)) => {
                    self.take(piece, &mut heard);
                    rest = after;
                }
                None => {
                    heard.open = rest.to_vec();
                    break;
                }
            }
        }
        heard
    }

    fn take(&self, piece: Piece<'_>, heard: &mut Heard) {
        match piece {
            Piece::Command(text) => {
                if let Some(color) = text.strip_prefix(b"11;") {
                    heard.background = heard.background.or(color_of(color));
                    heard.background_told = true;
                }
            }
            Piece::Sequence(b"[", params, b'c') if params.first() == Some(&b'?') => {
                heard.done = true;
            }
            Piece::Sequence(b"[", params, b'R')
                if self.width && !heard.width_told && params.starts_with(b"1;") =>
            {
                heard.width_told = true;
                heard.ambiguous_width = match params {
                    b"1;2" => Some(1),
                    b"1;3" => Some(2),
                    _ => None,
                };
            }
            Piece::Sequence(start, params, end) => {
                heard.typed.push(b'\x1b');
                heard.typed.extend_from_slice(start);
                heard.typed.extend_from_slice(params);
                heard.typed.push(end);
            }
            Piece::Byte(byte) => heard.typed.push(byte),
        }
    }
}

/// What came in, sorted.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Heard {
    background: Option<Rgb>,
    background_told: bool,
    ambiguous_width: Option<u8>,
    width_told: bool,
    typed: Vec<u8>,
    open: Vec<u8>,
    done: bool,
}

impl Heard {
    /// Whether the terminal has answered everything that it will answer.
    #[must_use]
    pub const fn is_done(&self) -> bool {
        self.done && self.open.is_empty()
    }

    /// Whether what came in ends inside an answer.
    #[must_use]
    pub fn is_inside_answer(&self) -> bool {
        self.open.starts_with(b"\x1b]")
    }

    /// The answers, once nothing more is waited for.
    #[must_use]
    pub fn answers(mut self, ask: &Ask) -> Answers {
        let inside = self.is_inside_answer();
        if !inside {
            self.typed.append(&mut self.open);
        }
        let late = ask.background && !self.background_told && !self.done;
        let width = ask.width && !self.width_told && !self.done;
        Answers {
            background: self.background,
            ambiguous_width: self.ambiguous_width,
            typed: typed::events(&self.typed),
            late: (late || inside).then(|| Late::new(inside)),
            outstanding: usize::from(width) + usize::from(!self.done),
        }
    }
}

/// A piece of the input.
enum Piece<'a> {
    /// `ESC ] … BEL`, without its ends.
    Command(&'a [u8]),
    /// `ESC [ params end` or `ESC O end`.
    Sequence(&'static [u8], &'a [u8], u8),
    /// Anything else.
    Byte(u8),
}

/// The first piece and the rest; none where the piece is not complete.
fn next(bytes: &[u8]) -> Option<(Piece<'_>, &[u8])> {
    let (first, rest) = bytes.split_first()?;
    if *first != b'\x1b' {
        return Some((Piece::Byte(*first), rest));
    }
    let (kind, rest) = rest.split_first()?;
    match kind {
        b']' => {
            let end = rest.iter().position(|b| matches!(b, 0x07 | 0x1b))?;
            let (text, after) = rest.split_at_checked(end)?;
            let after = match after {
                [0x07, after @ ..] | [0x1b, b'\\', after @ ..] => after,
                // Where the answer is cut here, its last byte is still to come.
                [0x1b] => return None,
                // Some terminals forget the last byte of the end.
                [0x1b, 0x1b, ..] => after.get(1..).unwrap_or_default(),
                _ => after,
            };
            Some((Piece::Command(text), after))
        }
        b'[' => {
            let end = rest.iter().position(|b| (0x40..=0x7e).contains(b))?;
            let (params, after) = rest.split_at_checked(end)?;
            let (last, after) = after.split_first()?;
            Some((Piece::Sequence(b"[", params, *last), after))
        }
        b'O' => {
            let (last, after) = rest.split_first()?;
            Some((Piece::Sequence(b"O", &[], *last), after))
        }
        // Alt and a key: the explorer has no such key, but Escape and a key typed fast look so.
        _ => Some((Piece::Byte(b'\x1b'), bytes.get(1..).unwrap_or_default())),
    }
}

/// `rgb:1e1e/1e1e/1e1e`, `rgba:…`, `#1e1e1e`.
fn color_of(text: &[u8]) -> Option<Rgb> {
    let text = std::str::from_utf8(text).ok()?;
    if let Some(hex) = text.strip_prefix('#') {
        let number = u32::from_str_radix(hex, 16).ok()?;
        return (hex.len() == 6).then(|| Rgb::hex(number));
    }
    let parts = text.strip_prefix("rgb:").or(text.strip_prefix("rgba:"))?;
    let mut channels = parts.split('/').map(channel);
    Some(Rgb(channels.next()??, channels.next()??, channels.next()??))
}

/// One to four hexadecimal digits as a byte.
fn channel(hex: &str) -> Option<u8> {
    let value = u32::from_str_radix(hex, 16).ok()?;
    let most = 16_u32.checked_pow(u32::try_from(hex.len()).ok()?)? - 1;
    if !(1..=4).contains(&hex.len()) {
        return None;
    }
    u8::try_from((value * 255 + most / 2) / most).ok()
}

#[cfg(test)]
mod tests;
