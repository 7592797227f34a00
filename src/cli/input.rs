//! Reads documents: the embedded one, files, standard input. The only place that turns bytes
//! into text, and that says why it cannot.

use std::ffi::OsStr;
use std::fs::File;
use std::io::{self, Read};
use std::path::{Path, PathBuf};

use crate::error::{Error, Unreadable};
use crate::model::Document;
use crate::parse::parse;

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
    /// The file that it comes from; none for the embedded document and standard input.
    pub file: Option<PathBuf>,
}

impl Source {
    /// The embedded document.
    #[must_use]
    pub fn embedded() -> Self {
        Self {
            path: EMBEDDED_NAME.to_owned(),
            name: EMBEDDED_NAME.to_owned(),
            text: EMBEDDED.to_owned(),
            file: None,
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
            file: (path != Path::new("-")).then(|| path.to_owned()),
        })
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
    String::from_utf8(bytes).map_err(|why| Unreadable::NotUtf8 {
        line: line_of(why.as_bytes(), why.utf8_error().valid_up_to()),
        encoding: usual_encoding(why.as_bytes()),
    })
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
    fn the_embedded_document_is_read() {
        let document = Source::embedded().document().unwrap();
        assert_eq!(document.meta.source, EMBEDDED_NAME);
    }
}
