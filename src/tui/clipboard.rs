//! Copying through the terminal itself (OSC 52), which works over ssh too.

use std::io::{self, Write};

/// Most bytes that terminals are known to take in one OSC 52 sequence.
pub const MOST_BYTES: usize = 74_994;

/// The escape sequence that puts text on the clipboard.
#[must_use]
pub fn sequence(text: &str) -> String {
    format!("\x1b]52;c;{}\x07", base64(text.as_bytes()))
}

/// Puts text on the clipboard of the terminal.
///
/// # Errors
/// When the terminal cannot be written to, or the text is longer than terminals take.
pub fn copy(out: &mut impl Write, text: &str) -> io::Result<()> {
    let sequence = sequence(text);
    if sequence.len() > MOST_BYTES {
        let message = format!("{} > {MOST_BYTES} bytes", sequence.len());
        return Err(io::Error::new(io::ErrorKind::InvalidInput, message));
    }
    out.write_all(sequence.as_bytes())?;
    out.flush()
}

/// RFC 4648 with padding.
fn base64(bytes: &[u8]) -> String {
    const LETTERS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let mut out = String::with_capacity(bytes.len().div_ceil(3) * 4);
    for chunk in bytes.chunks(3) {
        let word = chunk.iter().enumerate().fold(0u32, |word, (i, byte)| {
            word | u32::from(*byte) << (16 - 8 * i)
        });
        for i in 0..4 {
            let index = (word >> (18 - 6 * i)) as usize & 63;
            let letter = LETTERS.get(index).copied().unwrap_or(b'=');
            out.push(if i <= chunk.len() {
                char::from(letter)
            } else {
                '='
            });
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn base64_is_padded() {
        for (plain, coded) in [
            ("", ""),
            ("f", "Zg=="),
            ("fo", "Zm8="),
            ("foo", "Zm9v"),
            ("量子", "6YeP5a2Q"),
        ] {
            assert_eq!(base64(plain.as_bytes()), coded);
        }
    }

    #[test]
    fn a_book_is_not_sent() {
        assert!(copy(&mut Vec::new(), &"あ".repeat(30_000)).is_err());
        let mut out = Vec::new();
        copy(&mut out, "a").unwrap();
        assert_eq!(out, b"\x1b]52;c;YQ==\x07");
    }
}
