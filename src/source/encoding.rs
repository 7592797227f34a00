//! Bytes → text, in the encodings that Japanese documents come in.

use encoding_rs::{EUC_JP, Encoding, ISO_2022_JP, SHIFT_JIS, UTF_16BE, UTF_16LE};

/// A text with the name of its encoding and the lines on which a character could not be read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Decoded {
    /// The text; what could not be read is U+FFFD.
    pub text: String,
    /// Name of the encoding.
    pub encoding: &'static str,
    /// 1-based lines with unreadable characters, each once, at most [`MOST_LINES`].
    pub damaged: Vec<u32>,
}

/// Most damaged lines that are named.
pub const MOST_LINES: usize = 100;

/// Reads bytes as text: by their mark, as UTF-8 with a damaged character here and there, or in the
/// Japanese encoding that they fit best. `None` where they are no text.
#[must_use]
pub fn decode(bytes: &[u8]) -> Option<Decoded> {
    if let Some((encoding, mark)) = Encoding::for_bom(bytes) {
        return Some(with(encoding, bytes.get(mark..).unwrap_or_default()));
    }
    if let Some(encoding) = utf16_without_mark(bytes) {
        return Some(with(encoding, bytes));
    }
    if binary_at(bytes).is_some() {
        return None;
    }
    if memchr::memchr(0x1b, bytes).is_some() && is_iso_2022(bytes) {
        return Some(with(ISO_2022_JP, bytes));
    }
    if let Ok(text) = simdutf8::basic::from_utf8(bytes) {
        return Some(Decoded {
            text: text.to_owned(),
            encoding: encoding_rs::UTF_8.name(),
            damaged: Vec::new(),
        });
    }
    Some(with(likeliest(bytes), bytes))
}

fn with(encoding: &'static Encoding, bytes: &[u8]) -> Decoded {
    let (text, damaged) = encoding.decode_without_bom_handling(bytes);
    let mut lines = Vec::new();
    if damaged {
        for (line, text) in (1..).zip(text.split('\n')) {
            if text.contains('\u{fffd}') && lines.len() < MOST_LINES {
                lines.push(line);
            }
        }
    }
    Decoded {
        text: text.into_owned(),
        encoding: encoding.name(),
        damaged: lines,
    }
}

/// The encoding under which the fewest characters are lost. UTF-8 wins where most of what is not
/// ASCII reads as UTF-8: one bad byte must not turn a whole paper into another alphabet.
fn likeliest(bytes: &[u8]) -> &'static Encoding {
    let sample = bytes.get(..bytes.len().min(1024 * 1024)).unwrap_or(bytes);
    let cost = |encoding: &'static Encoding| {
        let (text, _) = encoding.decode_without_bom_handling(sample);
        let mut cost = 0usize;
        for c in text.chars() {
            cost += match c {
                '\u{fffd}' => 10,
                // CP932 reads nearly any bytes as half-width katakana and rare kanji.
                '\u{ff61}'..='\u{ff9f}' => 3,
                '\u{e000}'..='\u{f8ff}' => 5,
                '\u{80}'..='\u{ff}' => 2,
                _ => 0,
            };
        }
        cost
    };
    let candidates = [encoding_rs::UTF_8, SHIFT_JIS, EUC_JP];
    candidates
        .into_iter()
        .min_by_key(|encoding| cost(encoding))
        .unwrap_or(encoding_rs::UTF_8)
}

/// UTF-16 that came without its mark: every second byte of a beginning is often NUL or 0x30 (kana).
fn utf16_without_mark(bytes: &[u8]) -> Option<&'static Encoding> {
    let sample = bytes.get(..bytes.len().min(4096))?;
    if sample.len() < 8 || !sample.contains(&0) || sample.len() % 2 == 1 {
        return None;
    }
    let usual = |from: usize| {
        sample
            .iter()
            .skip(from)
            .step_by(2)
            .filter(|b| matches!(b, 0 | 0x30))
            .count()
    };
    let (high_first, high_second) = (usual(0), usual(1));
    let half = sample.len() / 2;
    let encoding = if high_first > high_second {
        UTF_16BE
    } else {
        UTF_16LE
    };
    let enough = high_first.max(high_second) * 4 > half;
    let (text, damaged) = encoding.decode_without_bom_handling(sample);
    let strange = |c: char| c.is_control() && !matches!(c, '\t' | '\n' | '\r' | '\u{c}');
    (enough && !damaged && !text.contains(strange)).then_some(encoding)
}

fn is_iso_2022(bytes: &[u8]) -> bool {
    let shift = |s: &[u8]| bytes.windows(s.len()).any(|w| w == s);
    bytes.is_ascii() && (shift(b"\x1b$B") || shift(b"\x1b$@") || shift(b"\x1b(J"))
}

/// Where the bytes show themselves as no text: the first NUL, or the first control byte of a
/// beginning where every tenth byte is one.
#[must_use]
pub fn binary_at(bytes: &[u8]) -> Option<usize> {
    if let Some(at) = memchr::memchr(0, bytes) {
        return Some(at);
    }
    // Escape introduces ISO-2022-JP text, so it alone makes nothing binary.
    let strange = |b: &u8| *b < 0x20 && !matches!(b, b'\t' | b'\n' | b'\r' | 0x0c | 0x1b);
    let beginning = bytes.iter().take(8192);
    let count = beginning.clone().filter(|b| strange(b)).count();
    (count * 10 > beginning.len())
        .then(|| bytes.iter().position(strange))
        .flatten()
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "a test stops at what it did not expect")]

    use super::*;

    const TEXT: &str =
        "令和9年度 概算要求\n・架空灯台の改修 3億円（2億円）\n橋の架替えとカタカナ\n";

    #[test]
    fn japanese_encodings_are_read() {
        for encoding in [SHIFT_JIS, EUC_JP, ISO_2022_JP, encoding_rs::UTF_8] {
            let (bytes, _, lost) = encoding.encode(TEXT);
            assert!(!lost);
            let read = decode(&bytes).unwrap();
            assert_eq!(read.text, TEXT, "{}", encoding.name());
            assert!(read.damaged.is_empty());
        }
        let big: Vec<u8> = TEXT.encode_utf16().flat_map(u16::to_be_bytes).collect();
        let little: Vec<u8> = TEXT.encode_utf16().flat_map(u16::to_le_bytes).collect();
        assert_eq!(decode(&big).unwrap().text, TEXT);
        assert_eq!(
            decode(&[b"\xff\xfe".as_slice(), &little].concat())
                .unwrap()
                .text,
            TEXT
        );
        assert_eq!(
            decode(&[b"\xef\xbb\xbf", TEXT.as_bytes()].concat())
                .unwrap()
                .text,
            TEXT
        );
    }

    #[test]
    fn one_bad_byte_costs_one_character_and_names_its_line() {
        let mut bytes = TEXT.as_bytes().to_vec();
        let at = TEXT.find("改").unwrap();
        *bytes.get_mut(at).unwrap() = 0xff;
        let read = decode(&bytes).unwrap();
        assert_eq!(read.damaged, [2]);
        assert!(read.text.contains("3億円（2億円）"));
        assert_eq!(read.encoding, "UTF-8");
    }

    #[test]
    fn what_is_no_text_is_refused() {
        assert!(decode(b"a\nb\0c").is_none());
        assert!(decode(b"a\x01\x02\x03\x04").is_none());
        assert!(decode(&[7, 0, 1, 2, 3, 0, 0, 9]).is_none(), "no UTF-16");
    }
}
