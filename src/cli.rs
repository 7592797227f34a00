//! The command line: what was typed, what it means here, and doing it.
//!
//! The only module that reads arguments, environment and files, and that writes to standard
//! output and standard error.

pub mod args;
mod beside;
mod complaint;
mod completion;
mod config_file;
mod docs;
mod door;
mod env;
mod help;
pub mod input;
mod named;
mod notices;
mod run;

use std::ffi::OsString;
use std::io::{self, Write};
use std::process::ExitCode;

use clap::error::ErrorKind;
use clap::{Args, CommandFactory, FromArgMatches};

use crate::error::{Error, Usage};
use crate::lang::Lang;
use crate::text::Harmless;
use args::Arguments;
use door::warn;
use env::Surroundings;

/// Does what the process's arguments say.
#[must_use]
pub fn main() -> ExitCode {
    let typed: Vec<OsString> = std::env::args_os().collect();
    let surroundings = Surroundings::here();
    let lang = surroundings.lang(env::lang_in(&typed));
    match completion::answer(lang) {
        Ok(false) => {}
        Ok(true) => return ExitCode::SUCCESS,
        // A shell wants no words in the middle of a line.
        Err(_) => return ExitCode::FAILURE,
    }
    match perform(typed, &surroundings, lang) {
        Ok(code) => ExitCode::from(code),
        Err(error) if error.is_closed_pipe() => ExitCode::SUCCESS,
        Err(error) => {
            warn(&Harmless::line(&format!(
                "shisaku: {}",
                error.describe(lang)
            )));
            ExitCode::from(error.exit_code())
        }
    }
}

/// The parser of what was typed: where that is options alone, of options alone. What it does not understand is
/// parsed once more with all commands, worded.
fn command_for(typed: &[OsString]) -> clap::Command {
    let is_option = |word: &OsString| word.len() > 1 && word.as_encoded_bytes().starts_with(b"-");
    if !typed.iter().skip(1).all(is_option) {
        return Arguments::command();
    }
    let command = clap::Command::new(env!("CARGO_PKG_NAME"))
        .version(env!("CARGO_PKG_VERSION"))
        .disable_help_flag(true)
        .disable_version_flag(true);
    args::Global::augment_args(command)
}

fn perform(typed: Vec<OsString>, surroundings: &Surroundings, lang: Lang) -> Result<u8, Error> {
    // What is understood needs no words: to build and word every command is half of a plain start.
    let mut command = command_for(&typed);
    let (typed, folders) = named::with_files(&command, typed);
    let parsed = command
        .try_get_matches_from_mut(&typed)
        .or_else(|told| match told.kind() {
            ErrorKind::DisplayVersion => Err(told),
            _ => help::command(lang).try_get_matches_from(&typed),
        })
        .and_then(|matches| Arguments::from_arg_matches(&matches));
    match parsed {
        Ok(mut arguments) => {
            arguments.global.folders = folders;
            run::sort_out(&mut arguments.global);
            let wait = !run::is_gradual(&arguments, surroundings);
            let global = &mut arguments.global;
            let files = std::mem::take(&mut global.file);
            global.file = named::with_those_of(&mut global.folders, files, wait);
            for line in surroundings.complaints(lang) {
                // What is wrong with the settings never keeps a command from its work.
                warn(&Harmless::line(&format!("shisaku: {line}")));
            }
            // The system takes it back sooner than it is taken apart.
            std::mem::forget(command);
            run::run(&arguments, surroundings, lang)
        }
        Err(asked)
            if matches!(
                asked.kind(),
                ErrorKind::DisplayHelp | ErrorKind::DisplayVersion
            ) =>
        {
            let text = asked.render();
            let mut out = io::stdout().lock();
            if surroundings.terminal && !surroundings.dumb && surroundings.no_color.is_none() {
                write!(out, "{}", text.ansi())?;
            } else {
                write!(out, "{text}")?;
            }
            out.flush()?;
            Ok(0)
        }
        Err(wrong) => {
            let message = complaint::one_line(&wrong, lang);
            Err(Error::Usage(Usage::Arguments(message)))
        }
    }
}
