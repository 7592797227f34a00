//! What the user says of a document, in a small file beside it.

use std::io;
use std::path::{Path, PathBuf};

use crate::error::{Error, Unreadable};
use crate::parse::ReadingChoice;

/// What the file beside a document says: of `budget.pdf` that is `budget.pdf.shisaku.toml`, or else `budget.shisaku.toml`. Nothing where
/// there is none.
pub(super) fn beside(path: &Path) -> Result<ReadingChoice, Error> {
    for file in settings_of(path) {
        let unreadable = |why| Error::Unreadable {
            path: file.display().to_string(),
            why,
        };
        let text = match std::fs::read_to_string(&file) {
            Ok(text) => text,
            Err(why)
                if matches!(
                    why.kind(),
                    io::ErrorKind::NotFound | io::ErrorKind::NotADirectory
                ) =>
            {
                continue;
            }
            // What cannot be read may say how amounts are read.
            Err(why) => {
                return Err(unreadable(match why.kind() {
                    io::ErrorKind::PermissionDenied => Unreadable::Forbidden,
                    io::ErrorKind::InvalidData => Unreadable::Other("not UTF-8".to_owned()),
                    _ => Unreadable::Other(why.to_string()),
                }));
            }
        };
        return ReadingChoice::from_toml(&text)
            .map_err(|why| unreadable(Unreadable::Other(why.to_string())));
    }
    Ok(ReadingChoice::default())
}

/// Where what the user says of a document may stand: `NAME.EXT.shisaku.toml`, or `NAME.shisaku.toml`.
pub(super) fn settings_of(path: &Path) -> Vec<PathBuf> {
    if path.as_os_str() == "-" {
        return Vec::new();
    }
    let whole = path.file_name().map(|name| {
        let mut name = name.to_owned();
        name.push(".shisaku.toml");
        path.with_file_name(name)
    });
    let stem = path
        .file_stem()
        .map(|_| path.with_extension("shisaku.toml"));
    whole.into_iter().chain(stem).collect()
}
