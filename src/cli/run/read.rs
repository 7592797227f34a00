//! Starts the line-based reading mode.

use std::io::{self, IsTerminal};
use std::sync::Arc;

use super::Opened;
use crate::cli::args::{A11y, Arguments, Command};
use crate::cli::env::Surroundings;
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
    let reason = reason(arguments, surroundings);
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
        yomi: arguments.global.yomi.then_some(yomi),
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

/// Why the reading mode is on, in the order of precedence.
fn reason(arguments: &Arguments, surroundings: &Surroundings) -> Reason {
    let global = &arguments.global;
    if matches!(arguments.command, Some(Command::Read { .. })) {
        Reason::Command
    } else if global.text {
        Reason::Option("--text".to_owned())
    } else if global.a11y == Some(A11y::Text) {
        Reason::Option("--a11y text".to_owned())
    } else if global.a11y.is_none() && surroundings.shisaku_a11y.is_some() {
        Reason::Environment("SHISAKU_A11Y".to_owned())
    } else if global.a11y.is_none() && surroundings.accessible.is_some() {
        Reason::Environment("ACCESSIBLE".to_owned())
    } else {
        Reason::DumbTerminal
    }
}
