//! Documents and review sheets that have been read before, so that opening them again is not waiting again.
//!
//! A file for each, named by what it was read from: the bytes, the name, what the user said of
//! the reading, and the very program that read them, since another one may read otherwise. It
//! holds the text and the tree. What is damaged is as good as not there; nothing that goes wrong
//! here is told, as the document is then simply read. Files are the user's alone, and the oldest
//! go when there are too many.

use std::fs::{self, DirBuilder, File};
use std::hash::{DefaultHasher, Hash, Hasher};
use std::io::{self, BufReader, BufWriter, Read, Write};
use std::path::{Path, PathBuf};
use std::time::{SystemTime, UNIX_EPOCH};

use directories::ProjectDirs;
use tempfile::{Builder, NamedTempFile};

use crate::model::Document;
use crate::packed;
use crate::review::Reviews;

/// Most bytes kept, in all.
const MOST: u64 = 2 * 1024 * 1024 * 1024;

/// Most bytes of text and tree of one document: more are neither kept nor read. Review sheets, which are read a
/// piece at a time, may be more.
const LARGEST: u64 = 256 * 1024 * 1024;

/// What is read of a large file at a time.
const PIECE: usize = 256 * 1024;

/// How names end, and those of files that are being written.
const ENDS: &str = ".tree";
const DRAFT_ENDS: &str = ".tmp";

/// Where documents are kept.
#[derive(Clone, Debug)]
pub struct Cache {
    directory: PathBuf,
    /// Tells this program from every other.
    program: u64,
}

/// What a document is kept under.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Key(String);

/// What is kept: how many documents, and how many bytes.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Size {
    /// Documents.
    pub documents: usize,
    /// Bytes.
    pub bytes: u64,
}

impl Cache {
    /// The one under the user's cache directory; none where there is no such place.
    #[must_use]
    pub fn here() -> Option<Self> {
        let place = ProjectDirs::from("", "", "shisaku")?;
        Some(Self::at(place.cache_dir().join("documents")))
    }

    /// The one in that directory, which is made when something is kept.
    #[must_use]
    pub fn at(directory: PathBuf) -> Self {
        let program = std::env::current_exe().and_then(fs::metadata).map(|found| {
            let changed = found.modified().unwrap_or(UNIX_EPOCH);
            let changed = changed.duration_since(UNIX_EPOCH).unwrap_or_default();
            hash(&(found.len(), changed, packed::VERSION))
        });
        Self {
            directory,
            program: program.unwrap_or_default(),
        }
    }

    /// Where it is.
    #[must_use]
    pub fn directory(&self) -> &Path {
        &self.directory
    }

    /// What a document of these bytes is kept under. `said` is all else that its reading depends
    /// on. Time in proportion to the bytes.
    #[must_use]
    pub fn key(&self, name: &str, bytes: &[u8], said: &impl Hash) -> Key {
        // Two hashes that have nothing in common stand for the bytes.
        let first = hash(&(self.program, name, said, bytes));
        let second = hash(&(bytes, first));
        Key(format!("{first:016x}{second:016x}{ENDS}"))
    }

    /// Text and tree of the document; none where it is not kept, or damaged.
    #[must_use]
    pub fn load(&self, key: &Key) -> Option<(String, Document)> {
        let mut file = File::open(self.directory.join(&key.0)).ok()?;
        let mut bytes = Vec::new();
        Read::take(&mut file, LARGEST)
            .read_to_end(&mut bytes)
            .ok()?;
        let found = packed::read_with_text(&bytes)?;
        // What is used is the last to go.
        let _ = file.set_modified(SystemTime::now());
        Some(found)
    }

    /// Keeps text and tree of the document, as far as that is possible. One that could not be read back is not
    /// written.
    pub fn keep(&self, key: &Key, text: &str, document: &Document) {
        self.keep_up_to(LARGEST, key, text, document);
    }

    fn keep_up_to(&self, largest: u64, key: &Key, text: &str, document: &Document) {
        let bytes = packed::write_with_text(document, text);
        if let Some(bytes) = bytes.filter(|bytes| bytes.len() as u64 <= largest) {
            let _ = self.write(key, &bytes);
        }
    }

    /// What review sheets are kept under that were read out of these files, in this order: each with the
    /// name that findings tell it by. Reads them to their end, a piece at a time.
    ///
    /// # Errors
    /// Where one cannot be read.
    pub fn key_of_files<R: Read>(
        &self,
        files: impl IntoIterator<Item = (String, R)>,
    ) -> io::Result<Key> {
        let (mut first, mut second) = (DefaultHasher::new(), DefaultHasher::new());
        (self.program, "sheets").hash(&mut first);
        "the same bytes behind another beginning".hash(&mut second);
        let mut piece = vec![0; PIECE];
        for (name, mut file) in files {
            let mut length = 0_u64;
            loop {
                let got = match file.read(&mut piece) {
                    Err(why) if why.kind() == io::ErrorKind::Interrupted => continue,
                    got => got?,
                };
                let Some(bytes) = piece.get(..got).filter(|bytes| !bytes.is_empty()) else {
                    break;
                };
                first.write(bytes);
                second.write(bytes);
                length += bytes.len() as u64;
            }
            // Where a file ends is part of what is said.
            (length, &name).hash(&mut first);
            (length, &name).hash(&mut second);
        }
        let (first, second) = (first.finish(), second.finish());
        Ok(Key(format!("{first:016x}{second:016x}{ENDS}")))
    }

    /// The review sheets; none where they are not kept, or damaged.
    #[must_use]
    pub fn load_reviews(&self, key: &Key, look: &mut dyn FnMut(&Reviews)) -> Option<Reviews> {
        let file = File::open(self.directory.join(&key.0)).ok()?;
        let found = packed::read_reviews(&mut BufReader::with_capacity(PIECE, &file), look)?;
        let _ = file.set_modified(SystemTime::now());
        Some(found)
    }

    /// Keeps review sheets, as far as that is possible.
    pub fn keep_reviews(&self, key: &Key, reviews: &Reviews) {
        let _ = self.fill(key, |draft| {
            let mut draft = BufWriter::with_capacity(PIECE, draft);
            packed::write_reviews(reviews, &mut draft)?;
            draft.flush()
        });
    }

    fn write(&self, key: &Key, bytes: &[u8]) -> io::Result<()> {
        self.fill(key, |draft| draft.write_all(bytes))
    }

    fn fill(
        &self,
        key: &Key,
        write: impl FnOnce(&mut NamedTempFile) -> io::Result<()>,
    ) -> io::Result<()> {
        let mut maker = DirBuilder::new();
        maker.recursive(true);
        #[cfg(unix)]
        std::os::unix::fs::DirBuilderExt::mode(&mut maker, 0o700);
        maker.create(&self.directory)?;
        // Whoever looks finds it whole or not at all; it need not outlive a power cut.
        let mut draft = Builder::new()
            .suffix(DRAFT_ENDS)
            .tempfile_in(&self.directory)?;
        write(&mut draft)?;
        draft.persist(self.directory.join(&key.0))?;
        Ok(())
    }

    /// Takes out what has not been used for longest, where there is too much.
    pub fn tidy(&self) {
        self.shrink_to(MOST);
    }

    fn shrink_to(&self, most: u64) {
        let mut files = self.files();
        let mut bytes: u64 = files.iter().map(|file| file.bytes).sum();
        if bytes <= most {
            return;
        }
        files.sort_by_key(|file| file.used);
        for file in files {
            // With some room left, so that the next document does not begin it anew.
            if bytes <= most / 4 * 3 {
                break;
            }
            if fs::remove_file(&file.path).is_ok() {
                bytes -= file.bytes;
            }
        }
    }

    /// How much is kept.
    #[must_use]
    pub fn size(&self) -> Size {
        let files = self.files();
        Size {
            documents: files.len(),
            bytes: files.iter().map(|file| file.bytes).sum(),
        }
    }

    /// Takes out all that is kept, and nothing else that may be there; says how much it was.
    ///
    /// # Errors
    /// Of the first file that could not be removed.
    pub fn clear(&self) -> io::Result<Size> {
        let size = self.size();
        for file in self.files() {
            fs::remove_file(&file.path)?;
        }
        Ok(size)
    }

    fn files(&self) -> Vec<Kept> {
        let Ok(entries) = fs::read_dir(&self.directory) else {
            return Vec::new();
        };
        let kept = entries.filter_map(|entry| {
            let entry = entry.ok()?;
            let name = entry.file_name();
            let name = name.to_str()?;
            if !name.ends_with(ENDS) && !name.ends_with(DRAFT_ENDS) {
                return None;
            }
            let found = entry.metadata().ok().filter(fs::Metadata::is_file)?;
            Some(Kept {
                path: entry.path(),
                bytes: found.len(),
                used: found.modified().unwrap_or(UNIX_EPOCH),
            })
        });
        kept.collect()
    }
}

/// A file of the cache.
struct Kept {
    path: PathBuf,
    bytes: u64,
    used: SystemTime,
}

fn hash(of: &impl Hash) -> u64 {
    let mut hasher = DefaultHasher::new();
    of.hash(&mut hasher);
    hasher.finish()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::parse::parse;

    const TEXT: &str =
        "# 施策\n\n## 1 安全\n\n消防\n\n## (1) 消防団\n\n【予算】消防車 2.0億円（2年度 1.0億円）\n";

    fn cache() -> (tempfile::TempDir, Cache) {
        let directory = tempfile::tempdir().unwrap();
        let cache = Cache::at(directory.path().join("documents"));
        (directory, cache)
    }

    #[test]
    fn what_was_kept_comes_back_under_the_same_bytes_name_and_word_alone() {
        let (_directory, cache) = cache();
        let key = cache.key("a.txt", TEXT.as_bytes(), &1);
        assert!(cache.load(&key).is_none());
        let document = parse("a.txt", TEXT).unwrap();
        cache.keep(&key, TEXT, &document);
        let (text, read) = cache.load(&key).unwrap();
        assert_eq!(
            (text.as_str(), format!("{read:?}")),
            (TEXT, format!("{document:?}"))
        );
        for other in [
            cache.key("b.txt", TEXT.as_bytes(), &1),
            cache.key("a.txt", TEXT.trim_end().as_bytes(), &1),
            cache.key("a.txt", TEXT.as_bytes(), &2),
        ] {
            assert!(cache.load(&other).is_none());
        }
    }

    #[test]
    fn a_damaged_file_is_as_good_as_none_and_is_made_again() {
        let (_directory, cache) = cache();
        let document = parse("a.txt", TEXT).unwrap();
        let key = cache.key("a.txt", TEXT.as_bytes(), &0);
        for damage in [&b""[..], b"shisaku", &[0xff; 200]] {
            cache.keep(&key, TEXT, &document);
            assert!(cache.load(&key).is_some());
            fs::write(cache.directory().join(&key.0), damage).unwrap();
            assert!(cache.load(&key).is_none());
        }
    }

    #[test]
    fn what_was_used_last_stays_and_clearing_takes_nothing_else() {
        let (_directory, cache) = cache();
        let document = parse("a.txt", TEXT).unwrap();
        let keys: Vec<Key> = (0..8).map(|n| cache.key("a.txt", b"", &n)).collect();
        for (age, key) in (0..).zip(&keys) {
            cache.keep(key, TEXT, &document);
            let file = File::options()
                .write(true)
                .open(cache.directory().join(&key.0));
            let used = UNIX_EPOCH + std::time::Duration::from_secs(1000 + age);
            file.unwrap().set_modified(used).unwrap();
        }
        assert!(cache.load(&keys[0]).is_some());
        let one = cache.size().bytes / 8;
        cache.shrink_to(one * 4);
        let left: Vec<bool> = keys.iter().map(|key| cache.load(key).is_some()).collect();
        assert_eq!(left, [true, false, false, false, false, false, true, true]);
        let other = cache.directory().join("mine.txt");
        fs::write(&other, "mine").unwrap();
        assert_eq!(cache.clear().unwrap().documents, 3);
        assert!(other.exists() && cache.size() == Size::default());
    }

    #[test]
    fn what_could_not_be_read_back_is_not_written() {
        let (_directory, cache) = cache();
        let document = parse("a.txt", TEXT).unwrap();
        let key = cache.key("a.txt", TEXT.as_bytes(), &0);
        let bytes = packed::write_with_text(&document, TEXT).unwrap().len() as u64;
        cache.keep_up_to(bytes - 1, &key, TEXT, &document);
        assert_eq!(cache.size(), Size::default());
        cache.keep_up_to(bytes, &key, TEXT, &document);
        assert!(cache.load(&key).is_some());
    }
}
