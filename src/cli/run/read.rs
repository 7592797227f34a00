//! Starts the line-based reading mode.

use std::io::{self, IsTerminal};
use std::sync::Arc;

use super::Opened;
use crate::cli::args::{Arguments, Command};
use crate::cli::env::Surroundings;
use crate::config::{A11y, Decided, Source};
use crate::error::Error;
use crate::reading::{self, EditedLines, Reason, Waiting};
use crate::search::{self, Engine};

/// Runs the reading mode until the user or the input ends it.
///
/// # Errors
/// When input cannot be read or output not written.
pub fn read(
    opened: &Opened,
    arguments: &Arguments,
    surroundings: &Surroundings,
) -> Result<u8, Error> {
    let lang = opened.look.lang;
    let typing = io::stdin().is_terminal();
    let waiting = Arc::new(Waiting::default());
    // Where it cannot be handled, an interrupt ends the program as it always does.
    #[cfg(unix)]
    let _interrupts = typing
        .then(|| reading::cancel_line_on_interrupt(Arc::clone(&waiting), lang).ok())
        .flatten();
    let decided = surroundings.decide(&arguments.global);
    let reason = reason(arguments, &decided);
    let engine = Engine::new(&opened.library);
    let lines: Vec<&str> = opened.source.text.lines().collect();
    let source = |_: usize, line: u32| {
        let index = usize::try_from(line).ok()?.checked_sub(1)?;
        lines.get(index).map(|line| (*line).to_owned())
    };
    let yomi: &dyn Fn(&str) -> String = &search::yomi;
    let options = reading::Options {
        lang,
        columns: opened.look.width,
        prompt: typing,
        reason: &reason,
        finder: &engine,
        yomi: decided.yomi.value.then_some(yomi),
        source: Some(&source),
        waiting: Some(&waiting),
        ..reading::Options::default()
    };
    let edit = matches!(arguments.command, Some(Command::Read { edit: true }));
    if edit && typing && surroundings.terminal {
        let mut lines = EditedLines::new()?;
        reading::run_with(&opened.library, &options, &mut lines, io::stdout())?;
        return Ok(0);
    }
    // Standard output is not locked: an interrupt writes to it from another thread.
    reading::run(&opened.library, &options, io::stdin().lock(), io::stdout())?;
    Ok(0)
}

/// Why the reading mode is on.
fn reason(arguments: &Arguments, decided: &Decided) -> Reason {
    if matches!(arguments.command, Some(Command::Read { .. })) {
        return Reason::Command;
    }
    match (decided.a11y.value, &decided.a11y.source) {
        (A11y::Text, Source::Option("--a11y")) => Reason::Option("--a11y text".to_owned()),
        (A11y::Text, Source::Option(name)) => Reason::Option((*name).to_owned()),
        (A11y::Text, Source::Environment(name)) => Reason::Environment((*name).to_owned()),
        (A11y::Text, Source::File(_)) => Reason::Config,
        _ => Reason::DumbTerminal,
    }
}
