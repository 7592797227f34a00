//! Finds, reads and changes the configuration file.

use std::io;
use std::path::{Path, PathBuf};

use directories::ProjectDirs;

use crate::config::{Complaint, Config, EditError, Name, set, unset};
use crate::lang::{Lang, Text};
use crate::store::files;
use crate::text::shown;

const UNREADABLE: Text = Text::new(
    "設定ファイルを読めないため、既定の設定で始めます",
    "the configuration file cannot be read, so the defaults hold",
);

/// Larger files are no configuration.
const LARGEST: u64 = 256 * 1024;

/// The configuration file of this user.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ConfigFile {
    /// Where it is or would be; none where the platform names no directory.
    pub path: Option<PathBuf>,
    /// Whether it is there.
    pub exists: bool,
    /// What it says.
    pub config: Config,
    /// Why it could not be read at all, in the system's words.
    pub unreadable: Option<String>,
}

/// Why a change was not made. The file is as it was.
#[derive(Debug)]
pub enum ChangeError {
    /// The file or the wish makes no sense.
    Edit(EditError),
    /// The file could not be read or written.
    Io(io::Error),
}

impl ConfigFile {
    /// That of this user. Whatever is wrong with it is kept to be told; nothing fails.
    #[must_use]
    pub fn here() -> Self {
        let directories = ProjectDirs::from("", "", "shisaku");
        directories.map_or_else(Self::default, |directories| {
            Self::at(directories.config_dir().join("config.toml"))
        })
    }

    /// The file at that path.
    #[must_use]
    pub fn at(path: PathBuf) -> Self {
        let (text, unreadable) = match read(&path) {
            Ok(text) => (text, None),
            Err(why) => (None, Some(why.to_string())),
        };
        Self {
            exists: text.is_some() || unreadable.is_some(),
            config: text.as_deref().map(Config::read).unwrap_or_default(),
            path: Some(path),
            unreadable,
        }
    }

    /// Whether something is wrong with it.
    #[must_use]
    pub fn is_wrong(&self) -> bool {
        self.unreadable.is_some() || !self.config.complaints.is_empty()
    }

    /// What is wrong with it, one line each: file, line, what, and the mend.
    #[must_use]
    pub fn complaints(&self, lang: Lang) -> Vec<String> {
        let mut out = Vec::new();
        if let (Some(path), Some(why)) = (&self.path, &self.unreadable) {
            let path = path.display();
            out.push(format!("{path}: {} ({why})", UNREADABLE.get(lang)));
        }
        out.extend(self.config.complaints.iter().map(|c| self.line(c, lang)));
        out.iter().map(|line| shown(line).into_owned()).collect()
    }

    /// A complaint with the file and its line.
    #[must_use]
    pub fn line(&self, complaint: &Complaint, lang: Lang) -> String {
        let path = self.path.as_deref().unwrap_or(Path::new("config.toml"));
        let what = complaint.describe(lang);
        format!("{}:{}: {what}", path.display(), complaint.line)
    }

    /// Changes settings in the file and writes it whole or not at all; a missing file is made.
    /// A setting without a value is taken out.
    ///
    /// # Errors
    /// When one of them makes no sense, or the file cannot be read or written; then none of
    /// them has been changed.
    pub fn change(&self, wishes: &[(Name, Option<String>)]) -> Result<(), ChangeError> {
        let path = self.path.as_deref().ok_or_else(|| {
            let none = "no configuration directory on this platform";
            ChangeError::Io(io::Error::new(io::ErrorKind::NotFound, none))
        })?;
        // What others change at the same time is read after they have done so.
        let directory = path.parent().unwrap_or_else(|| Path::new("."));
        let _lock = files::lock(directory).map_err(ChangeError::Io)?;
        let mut text = read(path).map_err(ChangeError::Io)?.unwrap_or_default();
        for (name, word) in wishes {
            text = match word {
                Some(word) => set(&text, *name, word),
                None => unset(&text, *name),
            }
            .map_err(ChangeError::Edit)?;
        }
        files::replace(path, files::Access::Usual, |out| {
            out.write_all(text.as_bytes())
        })
        .map_err(ChangeError::Io)
    }
}

/// The file's text; none where there is no such file.
fn read(path: &Path) -> io::Result<Option<String>> {
    let bytes = files::read_small(path, LARGEST)?;
    let text = bytes.map(String::from_utf8).transpose();
    text.map_err(|why| io::Error::new(io::ErrorKind::InvalidData, why.utf8_error()))
}

#[cfg(test)]
mod tests {
    use std::fs;

    use super::*;

    #[test]
    fn a_missing_file_is_made_and_a_bad_one_is_told() {
        let directory = tempfile::tempdir().unwrap();
        let path = directory.path().join("deep").join("config.toml");
        let file = ConfigFile::at(path.clone());
        assert!(!file.exists && !file.is_wrong());
        file.change(&[(Name::A11y, Some("text".into()))]).unwrap();
        assert_eq!(fs::read_to_string(&path).unwrap(), "a11y = \"text\"\n");
        fs::write(&path, b"ascii = true\n\xff").unwrap();
        let file = ConfigFile::at(path.clone());
        assert_eq!(file.complaints(Lang::En).len(), 1);
        assert!(file.change(&[(Name::A11y, None)]).is_err());
        assert_eq!(fs::read(&path).unwrap(), b"ascii = true\n\xff");
        fs::remove_file(&path).unwrap();
        fs::create_dir(&path).unwrap();
        assert!(ConfigFile::at(path).is_wrong());
    }

    #[test]
    fn several_changes_are_made_together_or_not_at_all() {
        let directory = tempfile::tempdir().unwrap();
        let path = directory.path().join("config.toml");
        fs::write(&path, "yomi = true # kana\n").unwrap();
        let file = ConfigFile::at(path.clone());
        let wishes = |theme: &str| {
            [
                (Name::Theme, Some(theme.to_owned())),
                (Name::Yomi, Some("false".to_owned())),
            ]
        };
        assert!(matches!(
            file.change(&wishes("pink")),
            Err(ChangeError::Edit(EditError::Value(Name::Theme, _)))
        ));
        assert_eq!(fs::read_to_string(&path).unwrap(), "yomi = true # kana\n");
        file.change(&wishes("dark")).unwrap();
        assert_eq!(
            fs::read_to_string(&path).unwrap(),
            "yomi = false # kana\ntheme = \"dark\"\n"
        );
    }
}
