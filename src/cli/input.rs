//! Reads documents: the embedded one, files, standard input. The only place that turns bytes
//! into text, and that says why it cannot.

use std::borrow::Cow;
use std::ffi::OsStr;
use std::fs::File;
use std::hash::{DefaultHasher, Hash, Hasher};
use std::io::{self, Read};
use std::path::Path;
use std::sync::{Arc, Mutex, PoisonError};

use super::beside::beside;
use super::named::no_document;
use super::notices;
use crate::error::{Error, Unreadable};
use crate::model::{Diagnostic, Document};
use crate::packed;
use crate::parse::{ReadingChoice, parse_source_with, parse_with};
use crate::source::{self, Kind, encoding};
use crate::store::Origin;
use crate::store::cache::{Cache, Key};

/// The document that is read when no file is given.
static EMBEDDED: &str = include_str!("../../seeds/000_3bd7bf674129a828.txt");

/// The same, already read. `tests/suite/assets.rs` keeps it current.
static EMBEDDED_TREE: &[u8] = include_bytes!("../../assets/policy-tree.bin");

/// Its name, as of a file.
const EMBEDDED_NAME: &str = "000_3bd7bf674129a828.txt";

/// Most bytes read of one document. The embedded one has 0.14 MB.
const LARGEST: u64 = 64 * 1024 * 1024;

/// Fewest bytes of a file that is kept when it has been read: a smaller one is read as fast.
const LEAST_KEPT: usize = 64 * 1024;

/// A document's text with the names that it goes by.
#[derive(Clone, Debug)]
pub struct Source {
    /// As typed, for messages: `./docs/a.txt`, `-`.
    pub path: String,
    /// The file's name alone, for the document's `source`.
    pub name: String,
    /// The whole text, as it stands; of a format without lines, what its blocks print.
    pub text: Cow<'static, str>,
    /// Where it comes from.
    pub origin: Origin,
    /// The document itself, where no text was read for it.
    ready: Option<Arc<Document>>,
    /// Lines and tables of a format that is more than text.
    blocks: Option<source::Source>,
    /// What could not be read as it stands.
    notices: Vec<Diagnostic>,
    /// The user's word where two readings are possible: by option alone.
    said: ReadingChoice,
    /// With what the file beside it says.
    choice: ReadingChoice,
    /// Where it is kept once it has been read; what was kept of it.
    kept: Option<Arc<Kept>>,
    /// How many bytes were read, and their hash: what changes of the file changes this.
    pub stamp: (u64, u64),
}

/// A document in the cache.
#[derive(Debug)]
struct Kept {
    cache: Cache,
    key: Key,
    /// The tree is kept with its text.
    has_text: bool,
    document: Mutex<Option<Document>>,
}

impl Source {
    /// The embedded document.
    #[must_use]
    pub fn embedded() -> Self {
        Self {
            path: EMBEDDED_NAME.to_owned(),
            name: EMBEDDED_NAME.to_owned(),
            text: Cow::Borrowed(EMBEDDED),
            origin: Origin::Embedded,
            ready: None,
            blocks: None,
            notices: Vec::new(),
            said: ReadingChoice::default(),
            choice: ReadingChoice::default(),
            kept: None,
            stamp: (0, 0),
        }
    }

    /// Reads that file, or standard input for `-`; the embedded document where none is named.
    ///
    /// `said` goes before what the file beside it says (`NAME.shisaku.toml`).
    ///
    /// # Errors
    /// [`Error::Unreadable`] for whatever gives no text, and for a file beside it that is not understood.
    pub fn read(path: Option<&Path>, said: ReadingChoice) -> Result<Self, Error> {
        Self::read_through(None, path, said)
    }

    /// The same through a cache, where there is one: a file that is kept there is not read into
    /// lines and parsed again, and one that is not will be kept when it has been parsed.
    ///
    /// # Errors
    /// As [`Self::read`].
    pub fn read_through(
        cache: Option<&Cache>,
        path: Option<&Path>,
        said: ReadingChoice,
    ) -> Result<Self, Error> {
        Self::read_in(cache, path, said, true)
    }

    /// The same where the tree alone is wanted: it is kept without its text, and where it was kept
    /// there is none.
    ///
    /// # Errors
    /// As [`Self::read`].
    pub fn read_tree(
        cache: Option<&Cache>,
        path: &Path,
        said: ReadingChoice,
    ) -> Result<Self, Error> {
        Self::read_in(cache, Some(path), said, false)
    }

    fn read_in(
        cache: Option<&Cache>,
        path: Option<&Path>,
        said: ReadingChoice,
        has_text: bool,
    ) -> Result<Self, Error> {
        let Some(path) = path else {
            return Ok(Self::embedded());
        };
        let typed = path.display().to_string();
        let unreadable = |why| Error::Unreadable {
            path: typed.clone(),
            why,
        };
        let bytes = bytes_of(path).map_err(unreadable)?;
        let name = path
            .file_name()
            .unwrap_or_else(|| OsStr::new("-"))
            .to_string_lossy()
            .into_owned();
        let choice = said.or(beside(path)?);
        let cache = cache.filter(|_| path.as_os_str() != "-" && bytes.len() >= LEAST_KEPT);
        let key = cache.map(|cache| {
            let wanted = format!("{choice:?} {has_text}");
            (cache, cache.key(&name, &bytes, &wanted))
        });
        let mut hasher = DefaultHasher::new();
        if !has_text {
            bytes.hash(&mut hasher);
        }
        let stamp = (bytes.len() as u64, hasher.finish());
        let known = key.as_ref().and_then(|(cache, key)| cache.load(key));
        let (contents, document) = match known {
            Some((text, document)) => ((text, None, Vec::new()), Some(document)),
            None => (contents_of(&bytes).map_err(unreadable)?, None),
        };
        let (text, blocks, notices) = contents;
        Ok(Self {
            path: typed,
            name,
            text: text.into(),
            origin: if path.as_os_str() == "-" {
                Origin::StandardInput
            } else {
                Origin::File(path.to_owned())
            },
            ready: None,
            blocks,
            notices,
            said,
            choice,
            kept: key.map(|(cache, key)| {
                Arc::new(Kept {
                    cache: cache.clone(),
                    key,
                    has_text,
                    document: Mutex::new(document),
                })
            }),
            stamp,
        })
    }

    /// A file that is read only when it is asked for.
    #[must_use]
    pub fn of_file(path: &Path, said: ReadingChoice) -> Self {
        let name = path.file_name().unwrap_or(path.as_os_str());
        Self {
            path: path.display().to_string(),
            name: name.to_string_lossy().into_owned(),
            text: Cow::Borrowed(""),
            origin: Origin::File(path.to_owned()),
            ready: None,
            blocks: None,
            notices: Vec::new(),
            said,
            choice: ReadingChoice::default(),
            kept: None,
            stamp: (0, 0),
        }
    }

    /// A document that was built of other files than documents; it is not read again.
    pub fn ready(path: &Path, name: String, document: Document, text: String) -> Self {
        Self {
            path: path.display().to_string(),
            name,
            text: text.into(),
            origin: Origin::File(path.to_owned()),
            ready: Some(Arc::new(document)),
            blocks: None,
            notices: Vec::new(),
            said: ReadingChoice::default(),
            choice: ReadingChoice::default(),
            kept: None,
            stamp: (0, 0),
        }
    }

    /// The file that it comes from; none for the embedded document and standard input.
    pub fn file(&self) -> Option<&Path> {
        match &self.origin {
            Origin::File(_) if self.ready.is_some() => None,
            Origin::File(path) => Some(path),
            Origin::Embedded | Origin::StandardInput => None,
        }
    }

    /// The same to be read again later: of a file nothing is kept that can be read anew.
    pub fn to_read_anew(&self) -> Self {
        if self.file().is_none() {
            return self.clone();
        }
        Self {
            path: self.path.clone(),
            name: self.name.clone(),
            text: Cow::Borrowed(""),
            origin: self.origin.clone(),
            ready: None,
            blocks: None,
            notices: Vec::new(),
            said: self.said,
            choice: self.choice,
            kept: None,
            stamp: (0, 0),
        }
    }

    /// What options said of how it is read.
    pub const fn said(&self) -> ReadingChoice {
        self.said
    }

    /// Reads the text into the policy tree.
    ///
    /// # Errors
    /// [`Error::Unparsable`] where it is no document of this family.
    pub fn document(&self) -> Result<Document, Error> {
        if let Some(ready) = &self.ready {
            return Ok(Document::clone(ready));
        }
        if self.origin == Origin::Embedded
            && let Some(document) = packed::read(EMBEDDED_TREE)
        {
            return Ok(document);
        }
        if let Some(document) = self.kept.as_ref().and_then(|kept| kept.take()) {
            return Ok(document);
        }
        let read = match &self.blocks {
            Some(blocks) => parse_source_with(&self.name, blocks, &self.choice),
            None => parse_with(&self.name, &self.text, &self.choice),
        };
        let mut document = read.map_err(|why| Error::Unparsable {
            path: self.path.clone(),
            why,
        })?;
        if !self.notices.is_empty() {
            let found = &mut document.diagnostics;
            found.splice(0..0, self.notices.iter().cloned());
            found.sort_by_key(|found| found.line);
        }
        if let Some(kept) = &self.kept {
            let text = if kept.has_text { &*self.text } else { "" };
            kept.cache.keep(&kept.key, text, &document);
        }
        Ok(document)
    }
}

impl Kept {
    /// What was kept, once.
    fn take(&self) -> Option<Document> {
        let mut document = self.document.lock().unwrap_or_else(PoisonError::into_inner);
        document.take()
    }
}

fn bytes_of(path: &Path) -> Result<Vec<u8>, Unreadable> {
    let mut bytes = Vec::new();
    let read = if path == Path::new("-") {
        io::stdin().lock().take(LARGEST + 1).read_to_end(&mut bytes)
    } else {
        File::open(path).and_then(|file| {
            let about = file.metadata()?;
            if about.is_dir() {
                return Err(io::ErrorKind::IsADirectory.into());
            }
            // Room for all of it, and for finding that it ends there: else it is read in a dozen
            // pieces, each twice as long as the one before.
            let length = about.len().min(LARGEST).saturating_add(1);
            let room = usize::try_from(length).unwrap_or_default();
            drop(bytes.try_reserve_exact(room));
            file.take(LARGEST + 1).read_to_end(&mut bytes)
        })
    };
    match read {
        Ok(_) if bytes.len() as u64 > LARGEST => Err(Unreadable::TooLarge { limit: LARGEST }),
        Ok(_) => Ok(bytes),
        Err(_) if path.is_dir() => Err(no_document(path)),
        Err(why) => Err(match why.kind() {
            io::ErrorKind::NotFound => Unreadable::Missing,
            io::ErrorKind::PermissionDenied => Unreadable::Forbidden,
            io::ErrorKind::IsADirectory => no_document(path),
            _ => Unreadable::Other(why.to_string()),
        }),
    }
}

/// Text, blocks where the format is more than text, and what could not be read of it.
type Contents = (String, Option<source::Source>, Vec<Diagnostic>);

fn contents_of(bytes: &[u8]) -> Result<Contents, Unreadable> {
    let kind = source::kind(bytes).map_err(Unreadable::Format)?;
    if matches!(kind, Kind::Text | Kind::Html) {
        let decoded = encoding::decode(bytes).ok_or_else(|| Unreadable::Binary {
            line: line_of(bytes, encoding::binary_at(bytes).unwrap_or(0)),
        })?;
        let mut found = notices::damaged(&decoded);
        if kind == Kind::Text {
            return Ok((decoded.text, None, found));
        }
        let mut blocks =
            source::read_as(kind, decoded.text.as_bytes()).map_err(Unreadable::Format)?;
        found.extend(parts_of(&mut blocks));
        return Ok((decoded.text, Some(blocks), found));
    }
    let mut blocks = source::read_as(kind, bytes).map_err(Unreadable::Format)?;
    let found = parts_of(&mut blocks).collect();
    Ok((source::text_of(&blocks), Some(blocks), found))
}

fn parts_of(blocks: &mut source::Source) -> impl Iterator<Item = Diagnostic> + use<> {
    let notices = std::mem::take(&mut blocks.notices);
    notices
        .into_iter()
        .map(|(line, said)| notices::part(line, said))
}

fn line_of(bytes: &[u8], at: usize) -> u32 {
    let feeds = bytes.iter().take(at).filter(|b| **b == b'\n').count();
    u32::try_from(feeds + 1).unwrap_or(u32::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn why(bytes: &[u8]) -> Unreadable {
        contents_of(bytes).unwrap_err()
    }

    #[test]
    fn what_is_no_text_is_named_with_its_line() {
        assert_eq!(why(b"a\nb\0c"), Unreadable::Binary { line: 2 });
        assert_eq!(why(b"a\x01\x02\x03\x04"), Unreadable::Binary { line: 1 });
        assert_eq!(
            why(b"%PDF-1.7\n"),
            Unreadable::Format(crate::source::SourceError::Broken("PDF"))
        );
    }

    #[test]
    fn other_encodings_are_text_as_well() {
        let (text, _, notices) =
            contents_of(b"one\n\x93\xfa\x96\x7b\x82\xcc\x93\x87\x82\xf0").unwrap();
        assert_eq!((text.as_str(), notices.len()), ("one\n日本の島を", 0));
        let (text, _, notices) = contents_of("日本の\n島\u{fffd}".as_bytes()).unwrap();
        assert_eq!((text.as_str(), notices.len()), ("日本の\n島\u{fffd}", 0));
        let (_, _, notices) = contents_of(b"\xe6\x97\xa5\xe6\x9c\xac\n\xff\xe5\xb3\xb6").unwrap();
        assert_eq!(
            notices.iter().map(|found| found.line).collect::<Vec<_>>(),
            [2]
        );
    }

    #[test]
    fn the_embedded_document_is_read() {
        let document = Source::embedded().document().unwrap();
        assert_eq!(document.meta.source, EMBEDDED_NAME);
    }
}
