//! Keeps place, open nodes, marks, queries and verbosity from one start to the next, of the
//! explorer and of the reading mode alike.
//!
//! One file for each document, under the state directory of the platform, written whole or not
//! at all. The marks of a document are in its own file, whichever documents it is opened with;
//! the rest is in the file of the first. What other programs have written meanwhile, and what is
//! not understood or not found, is carried through. Nothing that goes wrong here keeps the
//! program from starting: it is told.

pub mod cache;
pub mod files;
pub mod kept;

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use directories::ProjectDirs;
use serde_json::Value;

use self::kept::Content;
pub use self::kept::Kept;
use crate::lang::{Lang, Text};
use crate::marks::{Entry, split_document, with_document};
use crate::review::trace::Verdict;
use crate::text::shown;

const DAMAGED: Text = Text::new(
    "印の記録が壊れているため、別の名で残しました",
    "The record of marks is damaged and was set aside",
);
const NEWER: Text = Text::new(
    "印の記録に読めない所があるため、写しを残しました",
    "Not all of the record of marks is understood; a copy is kept",
);
const IN_THE_WAY: Text = Text::new(
    "印は保存されません。印の記録を読めず、別の名にもできません",
    "No marks are kept: their record can be neither read nor set aside",
);
const STANDARD_INPUT: Text = Text::new(
    "印は保存されません。標準入力の文書だからです(ファイルから開くと残ります)",
    "No marks are kept of standard input; open the document from a file",
);
const NOWHERE: Text = Text::new(
    "印は保存されません。保存する場所がありません(HOME か XDG_STATE_HOME)",
    "No marks are kept: there is no place for them; set HOME or XDG_STATE_HOME",
);

const NOT_READ: Text = Text::new(
    "印は保存されません。まだ読んでいない文書です",
    "No marks are kept of documents that are still being read",
);

/// Largest state file: more marks than anyone sets.
const LARGEST: u64 = 16 * 1024 * 1024;

/// Where a document comes from, as far as keeping its marks goes.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Origin {
    /// The document that comes with the program.
    #[default]
    Embedded,
    /// Standard input: it is gone when it has been read.
    StandardInput,
    /// A file.
    File(PathBuf),
}

/// Where the state of the open documents is kept, and what was kept last.
#[derive(Debug, Default)]
pub struct Store {
    /// One for each document, in the order of the library.
    homes: Vec<Home>,
}

/// Where the marks of one document are kept.
#[derive(Debug)]
pub struct Home {
    place: Result<PathBuf, Text>,
    /// The marks as they were last read or kept, by their addresses within the document.
    marks: Vec<Entry>,
    /// Marks that were taken off, as they stood in the file.
    gone: Vec<Value>,
    /// What was said of links to review sheets, as it was last read or kept.
    links: Vec<Verdict>,
}

/// What was kept, and what is to be told about it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Loaded {
    /// The state; empty at a first start.
    pub kept: Kept,
    /// What was wrong with the files.
    pub warnings: Vec<Warning>,
}

/// What was wrong with a state file, and where what it held is now.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Warning {
    text: String,
    path: PathBuf,
}

impl Warning {
    /// Short enough for a status line: the file by its name alone.
    #[must_use]
    pub fn short(&self) -> String {
        let name = self.path.file_name().unwrap_or(self.path.as_os_str());
        shown(&format!("{}: {}", self.text, name.to_string_lossy())).into_owned()
    }

    /// One line for standard error, with the whole path.
    #[must_use]
    pub fn long(&self) -> String {
        shown(&format!("{}: {}", self.path.display(), self.text)).into_owned()
    }
}

impl Store {
    /// The store of the documents that come from there, in the order of the library.
    #[must_use]
    pub fn for_documents<'a>(origins: impl IntoIterator<Item = &'a Origin>) -> Self {
        let directory = directory();
        let homes = origins.into_iter();
        Self {
            homes: homes.map(|o| Home::of(o, directory.as_ref())).collect(),
        }
    }

    /// The store of so many documents that are still to be read, in the order of the library.
    #[must_use]
    pub fn awaiting(documents: usize) -> Self {
        let homes = (0..documents).map(|_| Home::at(Err(NOT_READ)));
        Self {
            homes: homes.collect(),
        }
    }

    /// Gives a document its place, now that it is there.
    pub fn put(&mut self, document: usize, home: Home) {
        if let Some(place) = self.homes.get_mut(document) {
            *place = home;
        }
    }

    /// The name of the file in which the state of that document is kept.
    #[must_use]
    pub fn state_file(document: &Path) -> String {
        file_name(document)
    }

    /// A store of one document in that very file.
    #[must_use]
    pub fn at(path: PathBuf) -> Self {
        Self {
            homes: vec![Home::at(Ok(path))],
        }
    }

    /// Whether nothing has ever been kept where this would be kept.
    #[must_use]
    pub fn is_first(&self) -> bool {
        let place = self.homes.first().and_then(|home| home.place.as_ref().ok());
        let directory = place.and_then(|path| path.parent());
        directory.is_some_and(|directory| !directory.exists())
    }

    /// Reads what was kept. A missing file is a first start. A damaged one is moved to another
    /// name, and of one that is understood in part a copy is kept; both are told.
    #[must_use]
    pub fn load(&mut self, lang: Lang) -> Loaded {
        self.read(lang, true)
    }

    /// Reads what was kept and leaves every file as it is.
    #[must_use]
    pub fn look(&mut self, lang: Lang) -> Loaded {
        self.read(lang, false)
    }

    fn read(&mut self, lang: Lang, set_aside: bool) -> Loaded {
        let mut loaded = Loaded::default();
        let mut marks = Vec::new();
        for (document, home) in self.homes.iter_mut().enumerate() {
            let Some(content) = home.read(lang, set_aside, &mut loaded.warnings) else {
                continue;
            };
            if document == 0 {
                loaded.kept = content.kept();
                home.links.clone_from(&loaded.kept.saved.links);
            }
            marks.extend(home.marks_in(document));
        }
        loaded.kept.saved.marks = marks;
        loaded
    }

    /// Keeps the state. Of the marks only what has changed since they were last read or kept is
    /// written, into what the file holds by now. Returns why some marks cannot be kept.
    ///
    /// # Errors
    /// When a file cannot be written; what is in it is then as it was, and the next call tries
    /// again.
    pub fn save(&mut self, kept: &Kept) -> io::Result<Option<Text>> {
        let mut unkept = None;
        let mut failure = None;
        for (document, home) in self.homes.iter_mut().enumerate() {
            let now = marks_of(&kept.saved.marks, document);
            match &home.place {
                Err(why) if !now.is_empty() => unkept = Some(*why),
                Err(_) => {}
                Ok(path) if document == 0 || now != home.marks => {
                    let path = path.clone();
                    match home.write(&path, (document == 0).then_some(kept), &now) {
                        Ok(()) => {
                            home.marks = now;
                            if document == 0 {
                                home.links.clone_from(&kept.saved.links);
                            }
                        }
                        Err(why) => failure = Some(why),
                    }
                }
                Ok(_) => {}
            }
        }
        failure.map_or(Ok(unkept), Err)
    }
}

/// Where state files are.
fn directory() -> Option<PathBuf> {
    ProjectDirs::from("", "", "shisaku").map(|dirs| {
        dirs.state_dir()
            .unwrap_or_else(|| dirs.data_local_dir())
            .to_owned()
    })
}

impl Home {
    /// The place of a document that comes from there, with the marks that are kept in it and what
    /// was wrong with it.
    #[must_use]
    pub fn load(origin: &Origin, lang: Lang) -> (Self, Vec<Warning>) {
        let mut home = Self::of(origin, directory().as_ref());
        let mut warnings = Vec::new();
        home.read(lang, true, &mut warnings);
        (home, warnings)
    }

    /// Its marks as they were last read or kept, for a document in that place of the library.
    #[must_use]
    pub fn marks_in(&self, document: usize) -> Vec<Entry> {
        let own = self.marks.iter().cloned().map(|mut entry| {
            entry.name.address = with_document(document, &entry.name.address);
            entry
        });
        own.collect()
    }

    fn of(origin: &Origin, directory: Option<&PathBuf>) -> Self {
        let name = match origin {
            Origin::StandardInput => return Self::at(Err(STANDARD_INPUT)),
            Origin::File(path) => file_name(path),
            Origin::Embedded => "embedded.json".to_owned(),
        };
        Self::at(directory.map(|d| d.join(name)).ok_or(NOWHERE))
    }

    /// What is kept there; its marks are known from then on.
    fn read(
        &mut self,
        lang: Lang,
        set_aside: bool,
        warnings: &mut Vec<Warning>,
    ) -> Option<Content> {
        let path = self.place.clone().ok()?;
        let mut warn = |text: Text, path: PathBuf, why: &str| {
            let text = format!("{}{why}", text.get(lang));
            warnings.push(Warning { text, path });
        };
        let (content, trouble) = content_of(&path, set_aside);
        match trouble {
            None => {}
            Some(Trouble::Damaged(aside)) => warn(DAMAGED, aside, ""),
            Some(Trouble::Newer(aside)) => warn(NEWER, aside, ""),
            Some(Trouble::InTheWay(why)) => {
                warn(IN_THE_WAY, path, &format!(" ({why})"));
                self.place = Err(IN_THE_WAY);
            }
        }
        if let Some(content) = &content {
            self.marks = content.marks();
        }
        content
    }

    const fn at(place: Result<PathBuf, Text>) -> Self {
        Self {
            place,
            marks: Vec::new(),
            gone: Vec::new(),
            links: Vec::new(),
        }
    }

    fn write(&mut self, path: &Path, kept: Option<&Kept>, now: &[Entry]) -> io::Result<()> {
        let directory = path.parent().unwrap_or_else(|| Path::new("."));
        let _lock = files::lock(directory)?;
        let (content, trouble) = content_of(path, true);
        if let Some(Trouble::InTheWay(why)) = trouble {
            return Err(io::Error::other(format!("{}: {why}", path.display())));
        }
        // Where the file has gone since, all marks and words are new to it.
        let before = content.as_ref().map_or(&[][..], |_| &self.marks[..]);
        let links = content.as_ref().map_or(&[][..], |_| &self.links[..]);
        let mut content = content.unwrap_or_default();
        content.merge(before, now, &mut self.gone);
        if let Some(kept) = kept {
            content.take(kept);
            content.merge_links(links, &kept.saved.links);
        }
        let bytes = content.bytes()?;
        if bytes.len() as u64 > LARGEST {
            let what = format!("{}: more than {LARGEST} bytes", path.display());
            return Err(io::Error::new(io::ErrorKind::FileTooLarge, what));
        }
        files::replace(path, files::Access::Private, |out| out.write_all(&bytes))
            .map_err(|why| io::Error::new(why.kind(), format!("{}: {why}", path.display())))
    }
}

/// What was wrong with a state file.
enum Trouble {
    /// It is no state at all; the name under which it is now.
    Damaged(PathBuf),
    /// Some of it is not understood; the name of the copy.
    Newer(PathBuf),
    /// It cannot be read, and cannot be moved either.
    InTheWay(io::Error),
}

/// The content of a state file, none where there is none, and what was wrong with it. With
/// `set_aside` nothing of a file that is not wholly understood is lost by writing another.
fn content_of(path: &Path, set_aside: bool) -> (Option<Content>, Option<Trouble>) {
    let content = match files::read_small(path, LARGEST) {
        Ok(None) => return (None, None),
        Ok(Some(bytes)) => Content::read(&bytes).map(|content| (content, bytes)),
        Err(_) => None,
    };
    let Some((content, bytes)) = content else {
        let moved = if set_aside {
            files::name_aside(path, "damaged")
                .and_then(|aside| fs::rename(path, &aside).map(|()| aside))
        } else {
            Ok(path.to_owned())
        };
        return match moved {
            Ok(aside) => (None, Some(Trouble::Damaged(aside))),
            // Another program was faster.
            Err(why) if why.kind() == io::ErrorKind::NotFound => (None, None),
            Err(why) => (None, Some(Trouble::InTheWay(why))),
        };
    };
    if !content.strange {
        return (Some(content), None);
    }
    let copied = if set_aside {
        files::copy_aside(path, "newer", &bytes)
    } else {
        Ok(path.to_owned())
    };
    match copied {
        Ok(aside) => (Some(content), Some(Trouble::Newer(aside))),
        Err(why) => (None, Some(Trouble::InTheWay(why))),
    }
}

/// The marks of one document, by their addresses within it.
fn marks_of(marks: &[Entry], document: usize) -> Vec<Entry> {
    let own = marks.iter().filter_map(|entry| {
        let (of, address) = split_document(&entry.name.address)?;
        let mut entry = entry.clone();
        entry.name.address = address.to_owned();
        (of == document).then_some(entry)
    });
    own.collect()
}

/// A file name that tells documents of one name in several folders apart.
fn file_name(path: &Path) -> String {
    let absolute = fs::canonicalize(path).unwrap_or_else(|_| path.to_owned());
    let stem = path
        .file_stem()
        .map_or_else(String::new, |s| s.to_string_lossy().into_owned());
    let stem: String = stem
        .chars()
        .filter(|c| c.is_alphanumeric())
        .take(40)
        .collect();
    format!(
        "{stem}-{:016x}.json",
        fnv1a(absolute.as_os_str().as_encoded_bytes())
    )
}

/// The same in every version of the program, unlike the standard library's hasher.
fn fnv1a(bytes: &[u8]) -> u64 {
    bytes.iter().fold(0xcbf2_9ce4_8422_2325, |hash, byte| {
        (hash ^ u64::from(*byte)).wrapping_mul(0x0100_0000_01b3)
    })
}

#[cfg(test)]
mod tests;
