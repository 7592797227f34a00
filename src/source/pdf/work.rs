//! How much may be done for one PDF: `hayro-syntax` unfolds streams without a bound, and a few kilobytes can unfold to
//! gigabytes. So streams are unfolded here, or looked at before it unfolds them.

use std::borrow::Cow;
use std::io::{Read, sink};

use flate2::read::ZlibDecoder;
use hayro_syntax::object::{Array, Dict, Name, Stream};
use hayro_syntax::page::Page;

/// Most bytes that one stream may unfold to. A page of a map has some 10 MB.
pub(super) const MOST_OF_ONE: u64 = 64 * 1024 * 1024;

/// Most bytes that all streams of a document may unfold to, one after the other.
const MOST_OF_ALL: u64 = 512 * 1024 * 1024;

/// Most operators that are followed in a document.
const MOST_STEPS: usize = 60_000_000;

/// A stream that short may be unfolded by whatever filter it has: at most some thousand bytes come of one.
const SHORT: usize = 64 * 1024;

/// What may still be done for a document.
#[derive(Debug)]
pub(super) struct Work {
    bytes: u64,
    steps: usize,
    /// Something was left undone.
    pub(super) ended: bool,
}

impl Default for Work {
    fn default() -> Self {
        Self {
            bytes: MOST_OF_ALL,
            steps: MOST_STEPS,
            ended: false,
        }
    }
}

impl Work {
    /// Whether one more operator may be followed.
    pub(super) const fn step(&mut self) -> bool {
        match self.steps.checked_sub(1) {
            Some(left) => self.steps = left,
            None => self.ended = true,
        }
        !self.ended
    }

    /// The operators of a page.
    pub(super) fn contents(&mut self, page: &Page<'_>) -> Vec<u8> {
        let mut all = Vec::new();
        let raw: &Dict<'_> = page.raw();
        if let Some(stream) = raw.get::<Stream<'_>>("Contents") {
            all.extend_from_slice(&self.unfold(&stream).unwrap_or_default());
        } else if let Some(parts) = raw.get::<Array<'_>>("Contents") {
            for stream in parts.iter::<Stream<'_>>() {
                all.extend_from_slice(&self.unfold(&stream).unwrap_or_default());
                // An operator never goes over from one part to the next.
                all.push(b'\n');
            }
        }
        all
    }

    /// The bytes of a stream; none where they cannot be unfolded or are too many.
    pub(super) fn unfold<'a>(&mut self, stream: &Stream<'a>) -> Option<Cow<'a, [u8]>> {
        let most = MOST_OF_ONE.min(self.bytes);
        let raw = stream.raw_data();
        let plain = stream.dict().get::<Dict<'_>>("DecodeParms").is_none();
        let data = match filters(stream.dict()) {
            (0, _) => raw,
            (1, true) if plain => {
                let mut data = Vec::new();
                // What stands before a damaged place is read.
                let mut unfolded = ZlibDecoder::new(&raw[..]).take(most + 1);
                let _ = unfolded.read_to_end(&mut data);
                if data.is_empty() && raw.len() <= SHORT {
                    stream.decoded().ok()?
                } else {
                    Cow::Owned(data)
                }
            }
            // One after the other they multiply; no paper needs more than two.
            (1, _) | (2, false) if raw.len() <= SHORT => stream.decoded().ok()?,
            _ => {
                self.ended = true;
                return None;
            }
        };
        let length = data.len() as u64;
        if length > most {
            self.ended = true;
            return None;
        }
        self.bytes -= length;
        Some(data)
    }
}

/// How many filters a stream has, and whether the first of them is Flate.
fn filters(dict: &Dict<'_>) -> (usize, bool) {
    let flate = |name: &Name<'_>| matches!(&**name, b"FlateDecode" | b"Fl");
    if let Some(name) = dict.get::<Name<'_>>("Filter") {
        return (1, flate(&name));
    }
    let names = dict.get::<Array<'_>>("Filter");
    let names: Vec<bool> = names
        .map(|names| names.iter::<Name<'_>>().map(|name| flate(&name)).collect())
        .unwrap_or_default();
    (names.len(), names.first().copied().unwrap_or(false))
}

/// Whether the streams by which the file itself is found (objects, places of objects) stay in bounds. They are unfolded
/// before anything here is asked, so they are measured in the file's bytes.
pub(super) fn is_bounded(bytes: &[u8]) -> bool {
    let mut left = MOST_OF_ONE;
    for name in [b"/ObjStm".as_slice(), b"/XRef"] {
        let mut from = 0;
        while let Some(at) = find(bytes, from, name, bytes.len()) {
            from = at + name.len();
            let Some(start) = find(bytes, from, b"stream", 1024) else {
                continue;
            };
            let data = bytes.get(start + b"stream".len()..).unwrap_or_default();
            let blanks = data
                .iter()
                .take_while(|b| matches!(b, b'\r' | b'\n'))
                .count();
            let mut data = ZlibDecoder::new(data.get(blanks..).unwrap_or_default()).take(left + 1);
            let _ = std::io::copy(&mut data, &mut sink());
            let length = left + 1 - data.limit();
            if length > left {
                return false;
            }
            left -= length;
        }
    }
    true
}

fn find(bytes: &[u8], from: usize, word: &[u8], within: usize) -> Option<usize> {
    let end = from.saturating_add(within).min(bytes.len());
    let part = bytes.get(from..end)?;
    part.windows(word.len())
        .position(|w| w == word)
        .map(|at| from + at)
}
