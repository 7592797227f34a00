//! Completion in the shell: the shell's script asks the program itself, so that what is offered
//! is what the program takes, addresses and settings too.

mod bash;
mod line;

use std::ffi::{OsStr, OsString};
use std::io::{self, Write};
use std::path::PathBuf;

use clap::Command;
use clap_complete::engine::{ArgValueCompleter, CompletionCandidate};
use clap_complete::env::{CompleteEnv, Elvish, EnvCompleter, Fish, Powershell, Shells, Zsh};

use super::help;
use super::input::Source;
use super::named::{is_data, with_files};
use crate::config::NAMES;
use crate::lang::Lang;
use crate::model::{Kind, Library, NodeId};
use crate::parse::ReadingChoice;
use crate::text::Harmless;

use self::bash::Bash;

/// Names the shell that asks; the words so far are the arguments after `--`.
const VARIABLE: &str = "SHISAKU_COMPLETE";

const SHELLS: [&dyn EnvCompleter; 5] = [&Bash, &Elvish, &Fish, &Powershell, &Zsh];

/// Answers a shell that asks for completions; false where none asks.
///
/// # Errors
/// What standard output says.
pub(super) fn answer(lang: Lang) -> io::Result<bool> {
    let Some(shell) = std::env::var_os(VARIABLE).filter(|shell| !shell.is_empty()) else {
        return Ok(false);
    };
    let typed: Vec<OsString> = std::env::args_os().collect();
    let words = match (shell.to_str(), typed.get(2).and_then(|line| line.to_str())) {
        (Some("bash"), Some(line)) => line::Typed::read(line).into_words(),
        _ => typed.iter().skip(2).cloned().collect(),
    };
    let here = std::env::current_dir().ok();
    let about = About::of(&help::command(lang), words);
    CompleteEnv::with_factory(|| completing(lang, about.clone()))
        .var(VARIABLE)
        .bin("shisaku")
        .completer("shisaku")
        .shells(Shells(&SHELLS))
        .try_complete(typed, here.as_deref())
        .map_err(|wrong| io::Error::new(io::ErrorKind::InvalidInput, wrong.to_string()))
}

/// Writes the script that makes a shell ask.
///
/// # Errors
/// What `out` says.
pub(super) fn script(out: &mut dyn Write, shell: clap_complete::Shell) -> io::Result<()> {
    let name = shell.to_string();
    let known = SHELLS.iter().find(|known| known.is(&name));
    // Every shell that can be typed is one of them: a test asks for each.
    let mut script = Vec::new();
    if let Some(known) = known {
        known.write_registration(VARIABLE, "shisaku", "shisaku", "shisaku", &mut script)?;
    }
    out.write_all(&script)
}

/// What the words so far are about.
#[derive(Clone, Debug, PartialEq, Eq)]
enum About {
    /// The built-in document.
    BuiltIn,
    /// The document in that file.
    File(PathBuf),
    /// Several, standard input (which is the shell's) or review data: nobody waits for these to be read.
    Unread,
}

impl About {
    /// By the same rules as arguments are read.
    fn of(command: &Command, words: Vec<OsString>) -> Self {
        let (words, _) = with_files(command, words);
        let mut words = words.iter().map(|word| word.to_string_lossy());
        let (mut files, mut compared) = (Vec::new(), Vec::new());
        while let Some(word) = words.next() {
            let (name, value) = match word.split_once('=') {
                Some((name, value)) => (name, Some(value.to_owned())),
                None => (&*word, None),
            };
            let mut next =
                |value: Option<String>| value.or_else(|| Some(words.next()?.to_string()));
            match name {
                "--file" => files.extend(next(value)),
                "--data" | "--reviews" => return Self::Unread,
                "--compare" if value.is_none() => {
                    compared.extend(next(None));
                    compared.extend(next(None));
                }
                _ => {}
            }
        }
        let named = match (compared.get(1), files.as_slice()) {
            (Some(later), _) => later,
            (None, []) => return Self::BuiltIn,
            (None, [file]) => file,
            (None, _) => return Self::Unread,
        };
        let path = PathBuf::from(named);
        if named == "-" || is_data(&path) {
            return Self::Unread;
        }
        Self::File(path)
    }
}

/// The declarations of the arguments, with what completes their values.
fn completing(lang: Lang, about: About) -> Command {
    let mut command = help::command(lang);
    let names: Vec<String> = command
        .get_subcommands()
        .map(|below| below.get_name().to_owned())
        .collect();
    for name in names {
        let about = about.clone();
        command = command.mut_subcommand(name, move |below| {
            below.mut_args(|arg| match arg.get_id().as_str() {
                "address" | "without" => {
                    let about = about.clone();
                    arg.add(ArgValueCompleter::new(move |typed: &OsStr| {
                        addresses(&about, typed)
                    }))
                }
                "set" => arg.add(ArgValueCompleter::new(move |typed: &OsStr| {
                    settings(typed, lang)
                })),
                "unset" => arg.add(ArgValueCompleter::new(move |typed: &OsStr| {
                    setting_names(typed, "", lang)
                })),
                _ => arg,
            })
        });
    }
    command
}

/// The addresses that begin as typed, with their titles; pillars and chapters where nothing is
/// typed. None of a document that cannot be read.
fn addresses(about: &About, typed: &OsStr) -> Vec<CompletionCandidate> {
    let Some(typed) = typed.to_str() else {
        return Vec::new();
    };
    let file = match about {
        About::BuiltIn => None,
        About::File(path) => Some(path.as_path()),
        About::Unread => return Vec::new(),
    };
    let document =
        Source::read(file, ReadingChoice::default()).and_then(|source| source.document());
    let Ok(document) = document else {
        return Vec::new();
    };
    let library = Library::new(vec![document]);
    let ids = (0..u32::try_from(library.nodes().len()).unwrap_or(u32::MAX)).map(NodeId);
    ids.filter_map(|id| {
        let kind = library.node(id).kind;
        let is_meant = !typed.is_empty() || matches!(kind, Kind::Pillar | Kind::Chapter);
        let address = library.address(id).to_string();
        let is_offered =
            is_meant && kind != Kind::Document && !address.is_empty() && address.starts_with(typed);
        let title = Harmless::line(&library.node(id).title).to_string();
        is_offered.then(|| CompletionCandidate::new(address).help(Some(title.into())))
    })
    .collect()
}

/// `name=` of the settings, and after it the values.
fn settings(typed: &OsStr, lang: Lang) -> Vec<CompletionCandidate> {
    let typed_text = typed.to_str().unwrap_or_default();
    let Some((name, value)) = typed_text.split_once('=') else {
        return setting_names(typed, "=", lang);
    };
    let found = NAMES.iter().find(|(_, key, _)| *key == name);
    let words = found.map(|(name, _, _)| name.words()).unwrap_or_default();
    words
        .into_iter()
        // A range is no word to be put.
        .filter(|word| word.starts_with(value) && !word.contains(".."))
        .map(|word| CompletionCandidate::new(format!("{name}={word}")))
        .collect()
}

fn setting_names(typed: &OsStr, after: &str, lang: Lang) -> Vec<CompletionCandidate> {
    let typed = typed.to_str().unwrap_or_default();
    NAMES
        .iter()
        .filter(|(_, key, _)| key.starts_with(typed))
        .map(|(_, key, text)| {
            CompletionCandidate::new(format!("{key}{after}"))
                .help(Some(text.get(lang).to_owned().into()))
        })
        .collect()
}
