//! Keeps place, open nodes, marks, queries and verbosity from one start to the next, of the
//! explorer and of the reading mode alike.
//!
//! One file for each document, under the state directory of the platform, written whole or not
//! at all. Nothing that goes wrong here keeps the program from starting: it is told, once.

pub mod files;

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use directories::ProjectDirs;
use serde::{Deserialize, Serialize};

use crate::explorer::Saved;
use crate::lang::{Lang, Text};
use crate::reading::Verbosity;

const DAMAGED: Text = Text::new(
    "前回の位置を読めないため、最初から始めます。不要なら消してください",
    "the kept place cannot be read, so this start is fresh; remove the file if it stays so",
);
const UNREADABLE: Text = Text::new(
    "前回の位置のファイルを開けないため、最初から始めます",
    "the kept place cannot be opened, so this start is fresh",
);

/// Where one document's state is kept.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Store {
    path: Option<PathBuf>,
}

/// What is kept of one document.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Kept {
    /// Place, open nodes, marks, history and queries.
    #[serde(flatten)]
    pub saved: Saved,
    /// How much the reading mode told last.
    pub verbosity: Verbosity,
}

/// What was kept, and what is to be told about it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Loaded {
    /// The state; none at a first start.
    pub kept: Option<Kept>,
    /// One line for standard error.
    pub warning: Option<String>,
}

impl Store {
    /// The store of the document at `file`, or of the embedded one. Nothing is kept for
    /// standard input, nor where the platform names no directory.
    #[must_use]
    pub fn for_document(file: Option<&Path>) -> Self {
        let directory = ProjectDirs::from("", "", "shisaku").map(|dirs| {
            dirs.state_dir()
                .unwrap_or_else(|| dirs.data_local_dir())
                .to_owned()
        });
        let name = match file {
            Some(path) if path.as_os_str() == "-" => None,
            Some(path) => Some(file_name(path)),
            None => Some("embedded.json".to_owned()),
        };
        Self {
            path: directory
                .zip(name)
                .map(|(directory, name)| directory.join(name)),
        }
    }

    /// A store in that very file.
    #[must_use]
    pub fn at(path: PathBuf) -> Self {
        Self { path: Some(path) }
    }

    /// Reads what was kept. A missing file is a first start; a damaged one costs a warning.
    #[must_use]
    pub fn load(&self, lang: Lang) -> Loaded {
        let Some(path) = &self.path else {
            return Loaded::default();
        };
        let warn = |text: Text, why: &dyn std::fmt::Display| Loaded {
            kept: None,
            warning: Some(format!(
                "shisaku: {}: {} ({why})",
                path.display(),
                text.get(lang)
            )),
        };
        match fs::read_to_string(path) {
            Ok(text) => match serde_json::from_str(&text) {
                Ok(kept) => Loaded {
                    kept: Some(kept),
                    warning: None,
                },
                Err(why) => warn(DAMAGED, &why),
            },
            Err(why) if why.kind() == io::ErrorKind::NotFound => Loaded::default(),
            Err(why) if why.kind() == io::ErrorKind::InvalidData => warn(DAMAGED, &why),
            Err(why) => warn(UNREADABLE, &why),
        }
    }

    /// Writes the state beside its file and then moves it there, so that a kill at any moment
    /// leaves the old state or the new one.
    ///
    /// # Errors
    /// When the directory cannot be made or written.
    pub fn save(&self, kept: &Kept) -> io::Result<()> {
        let Some(path) = &self.path else {
            return Ok(());
        };
        let directory = path.parent().unwrap_or_else(|| Path::new("."));
        fs::create_dir_all(directory)?;
        let bytes = serde_json::to_vec(kept)?;
        files::replace(path, files::Access::Private, |out| out.write_all(&bytes))
    }
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
mod tests {
    use super::*;

    fn store() -> (tempfile::TempDir, Store) {
        let directory = tempfile::tempdir().unwrap();
        let store = Store::at(directory.path().join("deep").join("state.json"));
        (directory, store)
    }

    fn kept(place: &str) -> Kept {
        Kept {
            saved: Saved {
                place: Some(place.to_owned()),
                ..Saved::default()
            },
            verbosity: Verbosity::Full,
        }
    }

    #[test]
    fn what_was_kept_comes_back() {
        let (_directory, store) = store();
        assert_eq!(store.load(Lang::Ja), Loaded::default());
        store.save(&kept("14.1")).unwrap();
        store.save(&kept("15.2")).unwrap();
        assert_eq!(
            store.load(Lang::Ja),
            Loaded {
                kept: Some(kept("15.2")),
                warning: None
            }
        );
    }

    #[test]
    fn a_file_without_a_verbosity_is_read() {
        let (_directory, store) = store();
        store.save(&kept("1")).unwrap();
        fs::write(store.path.clone().unwrap(), r#"{"place":"3","open":["3"]}"#).unwrap();
        let kept = store.load(Lang::Ja).kept.unwrap();
        assert_eq!(kept.saved.place.as_deref(), Some("3"));
        assert_eq!(kept.verbosity, Verbosity::Normal);
    }

    #[test]
    fn damage_costs_a_warning_and_nothing_else() {
        let (_directory, store) = store();
        store.save(&kept("1")).unwrap();
        let path = store.path.clone().unwrap();
        for damage in [&b"{\"place\": 3"[..], b"\xff\xfe", b""] {
            fs::write(&path, damage).unwrap();
            let loaded = store.load(Lang::En);
            assert_eq!(loaded.kept, None);
            assert!(loaded.warning.unwrap().contains("state.json"));
        }
        store.save(&kept("2")).unwrap();
        assert_eq!(store.load(Lang::En).kept, Some(kept("2")));
    }

    #[test]
    fn an_unwritable_place_is_an_error_to_tell() {
        let directory = tempfile::tempdir().unwrap();
        let file = directory.path().join("file");
        fs::write(&file, "").unwrap();
        assert!(Store::at(file.join("state.json")).save(&kept("1")).is_err());
        assert_eq!(
            Store::default().save(&kept("1")).map_err(|e| e.kind()),
            Ok(())
        );
    }

    #[test]
    fn documents_of_one_name_are_kept_apart() {
        assert_ne!(
            file_name(Path::new("a/x.txt")),
            file_name(Path::new("b/x.txt"))
        );
        assert_eq!(Store::for_document(Some(Path::new("-"))), Store::default());
    }
}
