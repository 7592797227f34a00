//! Files and folders named without `--file`: `shisaku a.pdf b.xlsx`, `shisaku papers/`.
//!
//! A first word that is a command stays the command. What stands before the first command and is a
//! path becomes a `--file`, so that everything after knows of one way only.

use std::ffi::{OsStr, OsString};
use std::fs::File;
use std::path::{Path, PathBuf};

use clap::{ArgAction, Command};

use crate::error::Unreadable;
use crate::review::recognise;

/// Most files opened of one folder where all are read before anything is answered.
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
    /// What may be a document in it, by name.
    files: Vec<PathBuf>,
    /// How many of its documents are too many to be opened.
    pub beyond: usize,
}

impl NamedFolder {
    /// How many of its documents are opened.
    pub(super) const fn opened(&self) -> usize {
        self.files.len()
    }
}

/// Whether the file is review data, by what stands in it.
pub(super) fn is_data(path: &Path) -> bool {
    path.is_file()
        && File::open(path).is_ok_and(|mut file| matches!(recognise(&mut file), Ok(Some(_))))
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
            let is_help = text == "help";
            out.push(word);
            let rest = behind_command(command, typed);
            // The parser's own `help` knows no option; the language has been looked for already.
            let rest = if is_help {
                without_language(rest)
            } else {
                rest
            };
            out.extend(rest);
            break;
        }
        // A folder of thousands of files is one word for the parser of the options.
        folders.extend(folder(path));
        out.push(OsString::from("--file"));
        out.push(word);
    }
    (out, folders)
}

fn without_language(words: Vec<OsString>) -> Vec<OsString> {
    let mut words = words.into_iter();
    let mut out = Vec::new();
    while let Some(word) = words.next() {
        if word == "--lang" {
            words.next();
        } else if !word.to_string_lossy().starts_with("--lang=") {
            out.push(word);
        }
    }
    out
}

/// What follows a command: an option that takes all that follow (`--data`) takes files alone, so that what
/// the command itself is asked may stand behind them.
fn behind_command(command: &Command, typed: impl Iterator<Item = OsString>) -> Vec<OsString> {
    let (mut out, mut typed) = (Vec::new(), typed.peekable());
    while let Some(word) = typed.next() {
        let text = word.to_string_lossy();
        if text == "--" {
            out.push(word);
            out.extend(typed);
            break;
        }
        if !text.starts_with("--") || values_of(command, &text) != Values::Any {
            out.push(word);
            continue;
        }
        let first = typed.next();
        out.push(joined(word.clone(), first));
        while let Some(file) = typed.next_if(|next| may_be_data(next)) {
            out.push(joined(word.clone(), Some(file)));
        }
    }
    out
}

/// Whether a word is a file that is there, or has the form of the name of review data.
fn may_be_data(word: &OsStr) -> bool {
    let path = Path::new(word);
    let ending = path.extension().map(|ending| ending.to_ascii_lowercase());
    let is_named = |ending: OsString| {
        ["csv", "zip", "ndjson", "json", "jsonl"]
            .iter()
            .any(|known| ending == *known)
    };
    !word.to_string_lossy().starts_with('-') && (path.exists() || ending.is_some_and(is_named))
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

/// The files with those of the folders in their places: all of them where the screen does not
/// `wait` for them, else the first. A folder without any stays, so that the complaint names it.
pub(super) fn with_those_of(
    folders: &mut [NamedFolder],
    files: Vec<PathBuf>,
    wait: bool,
) -> Vec<PathBuf> {
    let mut out = Vec::with_capacity(files.len());
    for file in files {
        let Some(folder) = folders.iter_mut().find(|folder| folder.path == file) else {
            out.push(file);
            continue;
        };
        if wait {
            // A pipe may never end.
            folder.files.retain(|file| file.is_file());
            folder.beyond = folder.files.len().saturating_sub(MOST_FILES);
            folder.files.truncate(MOST_FILES);
        }
        if folder.files.is_empty() {
            out.push(file);
        }
        out.extend(folder.files.iter().cloned());
    }
    out
}

/// The folder of that path with what may be a document in it; none where it is no folder.
fn folder(path: &Path) -> Option<NamedFolder> {
    Some(NamedFolder {
        path: path.to_owned(),
        files: documents_in(path)?,
        beyond: 0,
    })
}

/// What may be a document in a folder, by name, a pipe too; none where it is no folder.
pub(super) fn documents_in(path: &Path) -> Option<Vec<PathBuf>> {
    let entries = std::fs::read_dir(path).ok()?;
    let named = entries.flatten().filter(|entry| {
        let name = entry.file_name();
        let is_hidden = name.to_string_lossy().starts_with(['.', '~']);
        !is_hidden && Path::new(&name).extension().is_some_and(is_document)
    });
    // What the folder itself tells of its files costs no look at each.
    let files = named.filter(|entry| match entry.file_type() {
        Ok(kind) if kind.is_symlink() => entry.path().is_file(),
        Ok(kind) => !kind.is_dir(),
        Err(_) => false,
    });
    // Names are put in order as bytes: paths are compared part by part.
    let mut names: Vec<OsString> = files.map(|entry| entry.file_name()).collect();
    names.sort_unstable();
    Some(names.iter().map(|name| path.join(name)).collect())
}

/// That a directory stands where a document is asked for, with one of its documents.
pub(super) fn no_document(path: &Path) -> Unreadable {
    let documents = documents_in(path).unwrap_or_default();
    let first = documents.into_iter().next();
    Unreadable::Directory {
        document: first.map(|first| first.display().to_string()),
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
    fn what_a_command_is_asked_may_stand_behind_files_of_data() {
        for (typed, wanted) in [
            (
                &["questions", "--data", "a.zip", "b.CSV", "falls"][..],
                &["questions", "--data=a.zip", "--data=b.CSV", "falls"][..],
            ),
            (
                &["trace", "--data", "a.zip", "4.3.2#1", "--format", "json"],
                &["trace", "--data=a.zip", "4.3.2#1", "--format", "json"],
            ),
            (
                &["trace", "--data", "a", "--all"],
                &["trace", "--data=a", "--all"],
            ),
            (&["trace", "4.3", "--data"], &["trace", "4.3", "--data"]),
        ] {
            assert_eq!(read(typed), wanted);
        }
    }

    #[test]
    fn a_folder_stands_for_its_documents() {
        let place = tempfile::tempdir().unwrap();
        for name in ["b.pdf", "a.MD", "c.png", ".d.txt"] {
            std::fs::write(place.path().join(name), "a").unwrap();
        }
        std::fs::create_dir(place.path().join("e.txt")).unwrap();
        let mut folders: Vec<NamedFolder> = folder(place.path()).into_iter().collect();
        let typed = ["x.md".into(), place.path().to_owned(), "y.md".into()];
        for wait in [false, true] {
            let seen = with_those_of(&mut folders, typed.to_vec(), wait);
            let names = seen.iter().map(|path| path.file_name().unwrap());
            let names: Vec<_> = names.map(|name| name.to_string_lossy()).collect();
            assert_eq!(names, ["x.md", "a.MD", "b.pdf", "y.md"]);
        }
        assert!(folder(&place.path().join("a.MD")).is_none());
    }

    #[test]
    fn where_all_are_waited_for_the_first_are_enough() {
        let place = tempfile::tempdir().unwrap();
        for n in 0..203 {
            std::fs::write(place.path().join(format!("{n:03}.txt")), "a").unwrap();
        }
        let mut folders: Vec<NamedFolder> = folder(place.path()).into_iter().collect();
        let typed = vec![place.path().to_owned()];
        assert_eq!(with_those_of(&mut folders, typed.clone(), false).len(), 203);
        assert_eq!(with_those_of(&mut folders, typed, true).len(), 200);
        assert_eq!(folders[0].beyond, 3);
    }
}
