//! Starts the line-based reading mode.

use std::fs::File;
use std::io::{self, BufRead, BufReader};
use std::path::Path;
use std::sync::Arc;

use super::Opened;
use super::memory::Memory;
use crate::cli::args::{Arguments, Command};
use crate::cli::env::Surroundings;
use crate::config::{A11y, Decided, Source};
use crate::error::Error;
use crate::japanese;
use crate::prompt::EditedLines;
use crate::reading::{self, Outcome, Reason, Waiting};
use crate::tui::text_mode;

/// Runs the reading mode until the user or the input ends it.
///
/// Where a person is typing, place, marks and verbosity are those of the last time. A script
/// starts at the top, so that it gets the same answers every time; marks are shared with it too.
///
/// # Errors
/// When input cannot be read or output not written.
pub fn read(
    opened: &Opened,
    arguments: &Arguments,
    surroundings: &Surroundings,
) -> Result<u8, Error> {
    let lang = opened.look.lang;
    let input = Input::of(arguments.global.document());
    let typing = match input {
        Input::Standard => surroundings.has_listener(),
        Input::Terminal(_) => surroundings.terminal && !surroundings.ci,
    };
    let waiting = Arc::new(Waiting::default());
    // Where it cannot be handled, an interrupt ends the program as it always does.
    #[cfg(unix)]
    let _interrupts = typing
        .then(|| crate::prompt::cancel_line_on_interrupt(Arc::clone(&waiting), lang).ok())
        .flatten();
    let decided = surroundings.decide(&arguments.global);
    let reason = reason(arguments, &decided);
    let source = |document, line| opened.source_line(document, line);
    let yomi: &dyn Fn(&str) -> String = &japanese::yomi;
    let memory = Memory::load(opened, typing);
    let library = memory.library();
    let library = library.as_deref().unwrap_or(&opened.library);
    let (start, marks) = (memory.start(), memory.marks());
    let notes = text_mode::notes(library, &memory.state.borrow());
    let lost = memory.state.borrow().lost.clone();
    let keep = |outcome: &Outcome| memory.take(outcome);
    let joined = memory.state.borrow().joined();
    let became = text_mode::became(library, joined.as_ref(), lang);
    // The terminal would break a line anywhere, also inside a number. Its last cell stays free.
    let screen: &dyn Fn() -> Option<usize> = &|| {
        let (columns, _) = crate::tui::terminal_size().ok()?;
        text_mode::fitted(columns)
    };
    let options = reading::Options {
        lang,
        columns: decided.columns.value.map(usize::from),
        prompt: typing,
        // Pages are for a person; a program reads on by itself.
        page: if typing { 10 } else { 0 },
        compare: opened.compared(&arguments.global),
        screen: (typing && arguments.global.width.is_none()).then_some(screen),
        verbosity: memory.verbosity(),
        reason: &reason,
        start: start.as_ref(),
        marks: &marks,
        notes: &notes,
        lost: &lost,
        finder: &memory,
        arrivals: Some(&memory),
        yomi: decided.yomi.value.then_some(yomi),
        year_before: decided.year_before.value,
        source: Some(&source),
        became: joined.is_some().then_some(&became),
        waiting: Some(&waiting),
        keep: Some(&keep),
        ..reading::Options::default()
    };
    let edit = matches!(arguments.command, Some(Command::Read { edit: true }));
    // Standard output is not locked: an interrupt writes to it from another thread.
    let ended = if edit && typing {
        EditedLines::new()
            .and_then(|mut lines| reading::run_with(library, &options, &mut lines, io::stdout()))
    } else {
        reading::run(library, &options, input.reader(), io::stdout())
    };
    memory.complain();
    ended?;
    Ok(0)
}

/// Where commands come from.
enum Input {
    Standard,
    /// The document came through standard input, so that commands are typed elsewhere.
    Terminal(File),
}

impl Input {
    fn of(file: Option<&Path>) -> Self {
        let taken = file.is_some_and(|path| path.as_os_str() == "-");
        let terminal = taken.then(|| File::open("/dev/tty").ok()).flatten();
        terminal.map_or(Self::Standard, Self::Terminal)
    }

    fn reader(self) -> Box<dyn BufRead> {
        match self {
            Self::Standard => Box::new(io::stdin().lock()),
            Self::Terminal(file) => Box::new(BufReader::new(file)),
        }
    }
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
