//! Files and folders named without `--file`: `shisaku a.pdf b.xlsx`, `shisaku papers/`.
//!
//! A first word that is a command stays the command. What stands before the first command and is a
//! path becomes a `--file`, so that everything after knows of one way only.

use std::ffi::{OsStr, OsString};
use std::path::{Path, PathBuf};

use clap::{ArgAction, Command};

/// Most files opened of one folder.
const MOST_FILES: usize = 200;

/// Endings of the files that a folder is opened for.
const ENDINGS: [&str; 9] = [
    "txt", "md", "markdown", "html", "htm", "pdf", "xlsx", "ods", "docx",
];

/// A folder whose documents are opened.
#[derive(Clone, Debug)]
pub struct NamedFolder {
    /// As it was typed.
    pub path: PathBuf,
    /// How many of its documents are too many to be opened.
    pub beyond: usize,
}

/// The arguments with the paths that stand before the first command made into `--file`, and the
/// folders among these.
pub(super) fn with_files(
    command: &Command,
    typed: Vec<OsString>,
) -> (Vec<OsString>, Vec<NamedFolder>) {
    let mut folders = Vec::new();
    let mut out: Vec<OsString> = Vec::with_capacity(typed.len());
    let mut typed = typed.into_iter().peekable();
    out.extend(typed.next());
    let mut words_only = false;
    while let Some(word) = typed.next() {
        let text = word.to_string_lossy();
        if text == "--" {
            words_only = true;
            continue;
        }
        if !words_only && text.len() > 1 && text.starts_with('-') {
            match values_of(command, &text) {
                Values::UpTo(2) => {
                    let first = typed.next();
                    let second = typed.next_if(|next| {
                        let next = next.to_string_lossy();
                        let is_option = next.len() > 1 && next.starts_with('-');
                        !is_option && !is_command(command, &next)
                    });
                    if second.is_some() {
                        out.push(word);
                        out.extend(first.into_iter().chain(second));
                    } else {
                        out.push(joined(word, first));
                    }
                }
                Values::UpTo(values) => {
                    out.push(word);
                    out.extend(typed.by_ref().take(values));
                }
                Values::Any => {
                    let value = typed.next();
                    out.push(joined(word, value));
                }
            }
            continue;
        }
        let path = Path::new(&word);
        if !words_only
            && (is_command(command, &text) || text == "help" || !looks_like_path(path, &text))
        {
            out.push(word);
            out.extend(typed);
            break;
        }
        for file in files_of(path, &mut folders) {
            out.push(OsString::from("--file"));
            out.push(file.into_os_string());
        }
    }
    (out, folders)
}

/// Whether the word is the name of a command.
fn is_command(command: &Command, text: &str) -> bool {
    command
        .get_subcommands()
        .any(|known| known.get_name() == text || known.get_all_aliases().any(|alias| alias == text))
}

/// An option with its value. Joined by `=` it takes no more, the command among them: what follows
/// finds its own way.
fn joined(option: OsString, value: Option<OsString>) -> OsString {
    let mut joined = option;
    if let Some(value) = value {
        joined.push("=");
        joined.push(value);
    }
    joined
}

/// The words after an option that are its values.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Values {
    /// As many, if there are as many.
    UpTo(usize),
    /// All that follow, behind a command.
    Any,
}

fn values_of(command: &Command, text: &str) -> Values {
    if text.contains('=') {
        return Values::UpTo(0);
    }
    let name = text.trim_start_matches('-');
    let known = command.get_arguments().find(|arg| {
        let names = arg.get_long_and_visible_aliases().unwrap_or_default();
        names.contains(&name)
            || arg
                .get_short()
                .is_some_and(|short| name == short.to_string())
    });
    let Some(arg) = known else {
        return Values::UpTo(0);
    };
    match arg.get_action() {
        ArgAction::Set | ArgAction::Append => match arg.get_num_args().map(|n| n.max_values()) {
            Some(usize::MAX) => Values::Any,
            Some(most) => Values::UpTo(most.clamp(1, 2)),
            None => Values::UpTo(1),
        },
        _ => Values::UpTo(0),
    }
}

/// A word without an ending or a separator that is no file is a mistyped command.
fn looks_like_path(path: &Path, text: &str) -> bool {
    text == "-" || path.exists() || text.contains(['.', '/', std::path::MAIN_SEPARATOR])
}

/// The file itself; of a folder, which is kept in `folders`, the first files that may be documents,
/// by name. A folder without any stays, so that the complaint names it.
fn files_of(path: &Path, folders: &mut Vec<NamedFolder>) -> Vec<PathBuf> {
    let Ok(entries) = std::fs::read_dir(path) else {
        return vec![path.to_owned()];
    };
    let mut files: Vec<PathBuf> = entries
        .flatten()
        .map(|entry| entry.path())
        .filter(|path| path.is_file() && path.extension().is_some_and(is_document))
        .filter(|path| {
            !path
                .file_name()
                .is_some_and(|name| name.to_string_lossy().starts_with(['.', '~']))
        })
        .collect();
    files.sort();
    folders.push(NamedFolder {
        path: path.to_owned(),
        beyond: files.len().saturating_sub(MOST_FILES),
    });
    files.truncate(MOST_FILES);
    if files.is_empty() {
        vec![path.to_owned()]
    } else {
        files
    }
}

fn is_document(ending: &OsStr) -> bool {
    let ending = ending.to_string_lossy().to_lowercase();
    ENDINGS.contains(&ending.as_str())
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "a test stops at what it did not expect")]

    use super::*;
    use crate::cli::help;
    use crate::lang::Lang;

    fn read(words: &[&str]) -> Vec<String> {
        let typed = std::iter::once("shisaku")
            .chain(words.iter().copied())
            .map(OsString::from);
        let (out, _) = with_files(&help::command(Lang::En), typed.collect());
        out.into_iter()
            .skip(1)
            .map(|word| word.to_string_lossy().into_owned())
            .collect()
    }

    #[test]
    fn paths_before_the_first_command_are_files() {
        assert_eq!(
            read(&["a.pdf", "b.xlsx"]),
            ["--file", "a.pdf", "--file", "b.xlsx"]
        );
        assert_eq!(read(&["a.md", "outline"]), ["--file", "a.md", "outline"]);
        assert_eq!(
            read(&["--lang", "en", "./a"]),
            ["--lang", "en", "--file", "./a"]
        );
        assert_eq!(read(&["outline", "a.md"]), ["outline", "a.md"]);
        assert_eq!(read(&["check", "a.md"]), ["check", "a.md"]);
        assert_eq!(read(&["outlin"]), ["outlin"]);
        assert_eq!(read(&["--", "outline"]), ["--file", "outline"]);
        assert_eq!(
            read(&["--compare", "a.md", "b.md"]),
            ["--compare", "a.md", "b.md"]
        );
        // The later document may be named otherwise: neither a command nor an option is one.
        for (typed, wanted) in [
            (
                &["--file", "b.md", "--compare", "a.md", "read"][..],
                &["--file", "b.md", "--compare=a.md", "read"][..],
            ),
            (
                &["--compare", "a.md", "--file", "b.md", "--text"],
                &["--compare=a.md", "--file", "b.md", "--text"],
            ),
            (&["--compare", "a.md", "-"], &["--compare", "a.md", "-"]),
            (&["--compare", "a.md"], &["--compare=a.md"]),
        ] {
            assert_eq!(read(typed), wanted);
        }
    }

    #[test]
    fn a_folder_stands_for_its_documents() {
        let folder = tempfile::tempdir().unwrap();
        for name in ["b.pdf", "a.MD", "c.png", ".d.txt"] {
            std::fs::write(folder.path().join(name), "a").unwrap();
        }
        let seen = read(&[folder.path().to_str().unwrap()]);
        let ends: Vec<&str> = seen
            .iter()
            .filter(|w| *w != "--file")
            .map(|w| w.rsplit('/').next().unwrap())
            .collect();
        assert_eq!(ends, ["a.MD", "b.pdf"]);
    }
}
