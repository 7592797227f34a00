//! Reads documents: the embedded one, files, standard input. The only place that turns bytes
//! into text, and that says why it cannot.

use std::ffi::OsStr;
use std::fs::File;
use std::io::{self, Read};
use std::path::Path;

use crate::error::{Error, Unreadable};
use crate::model::Document;
use crate::parse::parse;
use crate::store::Origin;

/// The document that is read when no file is given.
const EMBEDDED: &str = include_str!("../../seeds/000_3bd7bf674129a828.txt");

/// Its name, as of a file.
const EMBEDDED_NAME: &str = "000_3bd7bf674129a828.txt";

/// Most bytes read of one document. The embedded one has 0.14 MB.
const LARGEST: u64 = 64 * 1024 * 1024;

/// A document's text with the names that it goes by.
#[derive(Clone, Debug)]
pub struct Source {
    /// As typed, for messages: `./docs/a.txt`, `-`.
    pub path: String,
    /// The file's name alone, for the document's `source`.
    pub name: String,
    /// The whole text, as it stands.
    pub text: String,
    /// Where it comes from.
    pub origin: Origin,
}

impl Source {
    /// The embedded document.
    #[must_use]
    pub fn embedded() -> Self {
        Self {
            path: EMBEDDED_NAME.to_owned(),
            name: EMBEDDED_NAME.to_owned(),
            text: EMBEDDED.to_owned(),
            origin: Origin::Embedded,
        }
    }

    /// Reads that file, or standard input for `-`; the embedded document where none is named.
    ///
    /// # Errors
    /// [`Error::Unreadable`] for whatever is no UTF-8 text.
    pub fn read(path: Option<&Path>) -> Result<Self, Error> {
        let Some(path) = path else {
            return Ok(Self::embedded());
        };
        let typed = path.display().to_string();
        let unreadable = |why| Error::Unreadable {
            path: typed.clone(),
            why,
        };
        let bytes = bytes_of(path).map_err(unreadable)?;
        let text = text_of(bytes).map_err(unreadable)?;
        let name = path
            .file_name()
            .unwrap_or_else(|| OsStr::new("-"))
            .to_string_lossy()
            .into_owned();
        Ok(Self {
            path: typed,
            name,
            text,
            origin: if path.as_os_str() == "-" {
                Origin::StandardInput
            } else {
                Origin::File(path.to_owned())
            },
        })
    }

    /// The file that it comes from; none for the embedded document and standard input.
    pub fn file(&self) -> Option<&Path> {
        match &self.origin {
            Origin::File(path) => Some(path),
            Origin::Embedded | Origin::StandardInput => None,
        }
    }

    /// Reads the text into the policy tree.
    ///
    /// # Errors
    /// [`Error::Unparsable`] where it is no document of this family.
    pub fn document(&self) -> Result<Document, Error> {
        parse(&self.name, &self.text).map_err(|why| Error::Unparsable {
            path: self.path.clone(),
            why,
        })
    }
}

fn bytes_of(path: &Path) -> Result<Vec<u8>, Unreadable> {
    let mut bytes = Vec::new();
    let read = if path == Path::new("-") {
        io::stdin().lock().take(LARGEST + 1).read_to_end(&mut bytes)
    } else {
        if path.is_dir() {
            return Err(Unreadable::Directory);
        }
        File::open(path).and_then(|file| file.take(LARGEST + 1).read_to_end(&mut bytes))
    };
    match read {
        Ok(_) if bytes.len() as u64 > LARGEST => Err(Unreadable::TooLarge { limit: LARGEST }),
        Ok(_) => Ok(bytes),
        Err(why) => Err(match why.kind() {
            io::ErrorKind::NotFound => Unreadable::Missing,
            io::ErrorKind::PermissionDenied => Unreadable::Forbidden,
            io::ErrorKind::IsADirectory => Unreadable::Directory,
            _ => Unreadable::Other(why.to_string()),
        }),
    }
}

fn text_of(bytes: Vec<u8>) -> Result<String, Unreadable> {
    if bytes.starts_with(b"%PDF-") {
        return Err(Unreadable::Pdf);
    }
    // Both UTF-16 marks hold bytes that are no UTF-8, and the text after them is full of NULs.
    if bytes.starts_with(&[0xff, 0xfe]) || bytes.starts_with(&[0xfe, 0xff]) {
        return Err(Unreadable::NotUtf8 {
            line: 1,
            encoding: "UTF-16",
        });
    }
    if let Some(at) = binary_at(&bytes) {
        return Err(Unreadable::Binary {
            line: line_of(&bytes, at),
        });
    }
    String::from_utf8(bytes).map_err(|why| {
        let at = why.utf8_error().valid_up_to();
        no_utf8(why.as_bytes(), at)
    })
}

/// Says what bytes that are no UTF-8 from `at` on are: damaged UTF-8, or another encoding.
fn no_utf8(bytes: &[u8], at: usize) -> Unreadable {
    let line = line_of(bytes, at);
    let (mut damaged, mut letters) = (0_usize, 0_usize);
    for chunk in bytes.utf8_chunks() {
        letters += chunk.valid().chars().filter(|c| !c.is_ascii()).count();
        damaged += usize::from(!chunk.invalid().is_empty());
    }
    let encoding = usual_encoding(bytes);
    // By chance other encodings hold few letters of UTF-8, and never hold many.
    if letters >= damaged.max(1) || !is_likely(bytes, encoding) {
        let before = bytes.get(..at).unwrap_or_default();
        let column = before.iter().rev().take_while(|b| **b != b'\n').count() + 1;
        return Unreadable::BadByte {
            line,
            column: u32::try_from(column).unwrap_or(u32::MAX),
            byte: bytes.get(at).copied().unwrap_or_default(),
            count: damaged,
        };
    }
    Unreadable::NotUtf8 { line, encoding }
}

/// Whether nearly all bytes beyond ASCII make pairs as that encoding has them.
fn is_likely(bytes: &[u8], encoding: &str) -> bool {
    let (mut good, mut bad) = (0_usize, 0_usize);
    let mut rest = bytes.iter().copied().peekable();
    while let Some(byte) = rest.next() {
        if byte.is_ascii() {
            continue;
        }
        let next = rest.peek().copied().unwrap_or_default();
        let (alone, pair) = if encoding == "CP932" {
            let lead = matches!(byte, 0x81..=0x9f | 0xe0..=0xfc);
            let trail = matches!(next, 0x40..=0x7e | 0x80..=0xfc);
            (matches!(byte, 0xa1..=0xdf), lead && trail)
        } else {
            let lead = matches!(byte, 0x8e | 0x8f | 0xa1..=0xfe);
            (false, lead && matches!(next, 0xa1..=0xfe))
        };
        if pair {
            rest.next();
        }
        if pair || alone {
            good += 1;
        } else {
            bad += 1;
        }
    }
    good > 10 * bad
}

/// Where the bytes show themselves as no text: the first NUL, or the first control byte of a
/// beginning where every tenth byte is one.
fn binary_at(bytes: &[u8]) -> Option<usize> {
    if let Some(nul) = bytes.iter().position(|b| *b == 0) {
        return Some(nul);
    }
    // Escape introduces ISO-2022-JP text, so it alone makes nothing binary.
    let strange = |b: &u8| *b < 0x20 && !matches!(b, b'\t' | b'\n' | b'\r' | 0x0c | 0x1b);
    let beginning = bytes.iter().take(8192);
    let count = beginning.clone().filter(|b| strange(b)).count();
    (count * 10 > beginning.len())
        .then(|| bytes.iter().position(strange))
        .flatten()
}

/// Japanese text that is no UTF-8 is nearly always CP932 or EUC-JP. EUC-JP has but two bytes
/// from 0x80 to 0xa0, both lead bytes; CP932 begins most kana and kanji with the others.
fn usual_encoding(bytes: &[u8]) -> &'static str {
    let never_in_euc = |b: &u8| matches!(b, 0x80..=0x8d | 0x90..=0xa0);
    if bytes.iter().any(never_in_euc) {
        "CP932"
    } else {
        "EUC-JP"
    }
}

fn line_of(bytes: &[u8], at: usize) -> u32 {
    let feeds = bytes.iter().take(at).filter(|b| **b == b'\n').count();
    u32::try_from(feeds + 1).unwrap_or(u32::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn why(bytes: &[u8]) -> Unreadable {
        text_of(bytes.to_vec()).unwrap_err()
    }

    #[test]
    fn what_is_no_text_is_named_with_its_line() {
        assert_eq!(why(b"a\nb\0c"), Unreadable::Binary { line: 2 });
        assert_eq!(why(b"a\x01\x02\x03\x04"), Unreadable::Binary { line: 1 });
        assert_eq!(why(b"%PDF-1.7\n"), Unreadable::Pdf);
        assert_eq!(
            why(b"one\ntwo\n\x93\xfa\x96\x7b\x82\xcc"),
            Unreadable::NotUtf8 {
                line: 3,
                encoding: "CP932"
            }
        );
        assert_eq!(
            why(b"\xc6\xfc\xcb\xdc"),
            Unreadable::NotUtf8 {
                line: 1,
                encoding: "EUC-JP"
            }
        );
        assert_eq!(
            why(b"\xff\xfeA\0"),
            Unreadable::NotUtf8 {
                line: 1,
                encoding: "UTF-16"
            }
        );
    }

    #[test]
    fn a_bad_byte_is_no_other_encoding() {
        let bad = |bytes: &[u8]| match why(bytes) {
            Unreadable::BadByte {
                line,
                column,
                byte,
                count,
            } => (line, column, byte, count),
            other => panic!("{other:?}"),
        };
        let mut text = "予算\n地域の活性化".as_bytes().to_vec();
        text.insert(10, 0x93);
        assert_eq!(bad(&text), (2, 4, 0x93, 1));
        assert_eq!(bad(b"ascii \xe9 alone"), (1, 7, 0xe9, 1));
        assert_eq!(
            bad("予算".as_bytes().split_last().unwrap().1),
            (1, 4, 0xe7, 1)
        );
    }

    #[test]
    fn the_embedded_document_is_read() {
        let document = Source::embedded().document().unwrap();
        assert_eq!(document.meta.source, EMBEDDED_NAME);
    }
}
