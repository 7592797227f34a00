//! Completion in the shell: the shell's script asks the program itself, so that what is offered
//! is what the program takes, addresses and settings too.

mod bash;
mod line;

use std::ffi::{OsStr, OsString};
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use clap::Command;
use clap_complete::engine::{ArgValueCompleter, CompletionCandidate};
use clap_complete::env::{CompleteEnv, Elvish, EnvCompleter, Fish, Powershell, Shells, Zsh};

use super::help;
use super::input::Source;
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
        _ => typed.clone(),
    };
    let here = std::env::current_dir().ok();
    let file = file_of(&words);
    CompleteEnv::with_factory(|| completing(lang, file.clone()))
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

/// The document that the words so far name.
fn file_of(words: &[OsString]) -> Option<PathBuf> {
    let mut words = words.iter();
    let mut found = None;
    while let Some(word) = words.next() {
        if word == "--file" {
            found = words.next().map(PathBuf::from);
        } else if let Some(path) = word.to_str().and_then(|word| word.strip_prefix("--file=")) {
            found = Some(PathBuf::from(path));
        }
    }
    // Standard input is the shell's.
    found.filter(|path| path.as_os_str() != "-")
}

/// The declarations of the arguments, with what completes their values.
fn completing(lang: Lang, file: Option<PathBuf>) -> Command {
    let mut command = help::command(lang);
    let names: Vec<String> = command
        .get_subcommands()
        .map(|below| below.get_name().to_owned())
        .collect();
    for name in names {
        let file = file.clone();
        command = command.mut_subcommand(name, move |below| {
            below.mut_args(|arg| match arg.get_id().as_str() {
                "address" | "without" => {
                    let file = file.clone();
                    arg.add(ArgValueCompleter::new(move |typed: &OsStr| {
                        addresses(file.as_deref(), typed)
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
fn addresses(file: Option<&Path>, typed: &OsStr) -> Vec<CompletionCandidate> {
    let Some(typed) = typed.to_str() else {
        return Vec::new();
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
