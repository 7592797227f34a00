//! Starts the line-based reading mode.

use std::cell::RefCell;
use std::fs::File;
use std::io::{self, BufRead, BufReader};
use std::path::Path;
use std::sync::Arc;

use super::{NOT_KEPT, Opened};
use crate::cli::args::{Arguments, Command};
use crate::cli::door::warn;
use crate::cli::env::Surroundings;
use crate::config::{A11y, Decided, Source};
use crate::error::Error;
use crate::explorer::{Settings, State};
use crate::japanese;
use crate::prompt::EditedLines;
use crate::reading::{self, Outcome, Place, Reason, Waiting};
use crate::search::Engine;
use crate::store::{Kept, Store};
use crate::text::Harmless;
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
    let engine = Engine::new();
    let source = |document, line| opened.source_line(document, line);
    let yomi: &dyn Fn(&str) -> String = &japanese::yomi;
    let memory = Memory::load(opened, typing);
    let (start, marks) = (memory.start(), memory.marks());
    let notes = text_mode::notes(&opened.library, &memory.state.borrow());
    let lost = memory.state.borrow().lost.clone();
    let keep = |outcome: &Outcome| memory.take(outcome);
    let joined = memory.state.borrow().joined();
    let became = text_mode::became(&opened.library, joined.as_ref(), lang);
    // The terminal would break a line anywhere, also inside a number. Its last cell stays free.
    let screen: &dyn Fn() -> Option<usize> = &|| {
        let (columns, _) = crossterm::terminal::size().ok()?;
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
        finder: &engine,
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
        EditedLines::new().and_then(|mut lines| {
            reading::run_with(&opened.library, &options, &mut lines, io::stdout())
        })
    } else {
        reading::run(&opened.library, &options, input.reader(), io::stdout())
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

/// What is kept from one start to the next. It goes through the explorer's own state, so that
/// what only the explorer knows (open nodes, queries, notes) stays as it is.
struct Memory<'a> {
    opened: &'a Opened,
    store: RefCell<Store>,
    state: RefCell<State>,
    kept: RefCell<Kept>,
    /// Whether the place and the verbosity of the last time hold.
    resumes: bool,
    failure: RefCell<Option<io::Error>>,
}

impl<'a> Memory<'a> {
    fn load(opened: &'a Opened, resumes: bool) -> Self {
        let mut store = opened.store();
        let loaded = store.load(opened.look.lang);
        for warning in &loaded.warnings {
            warn(&Harmless::line(&format!("shisaku: {}", warning.long())));
        }
        let kept = loaded.kept;
        let mut state = State::new(&opened.library, Settings::default());
        state.sheets.clone_from(&opened.sheets);
        state.restore(&opened.library, &kept.saved);
        Self {
            opened,
            store: RefCell::new(store),
            state: RefCell::new(state),
            kept: RefCell::new(kept),
            resumes,
            failure: RefCell::new(None),
        }
    }

    fn start(&self) -> Option<Place> {
        let place = self.state.borrow().selected().filter(|_| self.resumes)?;
        Some(Place::of(&self.opened.library, place))
    }

    fn marks(&self) -> Vec<Place> {
        let state = self.state.borrow();
        let places = state.marks.iter();
        places
            .map(|mark| Place::of(&self.opened.library, mark.node))
            .collect()
    }

    fn verbosity(&self) -> reading::Verbosity {
        if self.resumes {
            self.kept.borrow().verbosity
        } else {
            reading::Verbosity::default()
        }
    }

    /// Keeps what has changed. Returns what is to be told where marks are not kept.
    fn take(&self, outcome: &Outcome) -> Option<String> {
        let library = &self.opened.library;
        let lang = self.opened.look.lang;
        let mut state = self.state.borrow_mut();
        let before = self.kept.borrow().clone();
        text_mode::take(library, &mut state, outcome);
        let saved = state.saved(library);
        let now = if self.resumes {
            Kept {
                saved,
                verbosity: outcome.verbosity,
            }
        } else {
            let mut now = before.clone();
            now.saved.marks = saved.marks;
            now
        };
        if now == before {
            return None;
        }
        let marked = now.saved.marks != before.saved.marks;
        let done = self.store.borrow_mut().save(&now);
        *self.kept.borrow_mut() = now;
        match done {
            Ok(unkept) => {
                *self.failure.borrow_mut() = None;
                let unkept = unkept.filter(|_| marked)?;
                Some(unkept.get(lang).to_owned())
            }
            Err(why) => {
                let notice = marked.then(|| text_mode::not_kept(&why, lang));
                *self.failure.borrow_mut() = Some(why);
                notice
            }
        }
    }

    /// Says once, at the end, that nothing could be kept.
    fn complain(&self) {
        if let Some(why) = &*self.failure.borrow() {
            let text = NOT_KEPT.get(self.opened.look.lang);
            warn(&Harmless::line(&format!("shisaku: {text}: {why}")));
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
