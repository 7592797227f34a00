//! Starts the interactive front ends and passes the user between them.

use std::io::{self, IsTerminal};
use std::sync::Arc;

use super::Opened;
use crate::cli::args::{A11y, AmbiguousWidth, Arguments, Command, Global, When};
use crate::cli::env::{FrontEnd, Surroundings};
use crate::error::Error;
use crate::explorer::Saved;
use crate::lang::{Lang, Text};
use crate::model::Library;
use crate::reading::{self, Finder, Found, Reason, Waiting};
use crate::search::{Engine, Query};
use crate::store::Store;
use crate::tui::{self, Host};

const NOT_KEPT: Text = Text::new(
    "位置と印を保存できませんでした",
    "place and marks could not be kept",
);

/// Runs a front end until the user leaves it.
///
/// # Errors
/// When the terminal fails.
pub fn start(
    front_end: FrontEnd,
    opened: &Opened,
    arguments: &Arguments,
    surroundings: &Surroundings,
) -> Result<u8, Error> {
    match front_end {
        FrontEnd::Reading => read(opened, arguments, surroundings),
        FrontEnd::Explorer => explore(opened, &arguments.global, surroundings, false),
        FrontEnd::PlainExplorer => explore(opened, &arguments.global, surroundings, true),
        FrontEnd::Outline => Ok(0),
    }
}

fn explore(
    opened: &Opened,
    global: &Global,
    surroundings: &Surroundings,
    a11y: bool,
) -> Result<u8, Error> {
    let store = Store::for_document(global.file.as_deref());
    let loaded = store.load(opened.look.lang);
    if let Some(warning) = &loaded.warning {
        eprintln!("{warning}");
    }
    let options = tui::Options {
        lang: opened.look.lang,
        ascii: global.ascii,
        ambiguous_width: match global.ambiguous_width {
            AmbiguousWidth::Two => 2,
            AmbiguousWidth::Auto | AmbiguousWidth::One => 1,
        },
        color: global.color != When::Never && !surroundings.no_color,
        a11y,
        saved: loaded.saved,
        ..tui::Options::default()
    };
    let mut host = DocumentHost { opened, store };
    let ended = tui::run(&opened.library, &options, &mut host)?;
    if let Err(why) = host.store.save(&ended.saved) {
        // The terminal is the user's again, so this is seen.
        eprintln!("shisaku: {}: {why}", NOT_KEPT.get(opened.look.lang));
    }
    // As a shell reports a program that a signal ended.
    let code = ended
        .signal
        .and_then(|signal| u8::try_from(128 + signal).ok());
    Ok(code.unwrap_or(0))
}

/// Gives the explorer the document's text.
struct DocumentHost<'a> {
    opened: &'a Opened,
    store: Store,
}

impl Host for DocumentHost<'_> {
    fn source_text(&self, source: &str) -> Option<String> {
        let own = &self.opened.source;
        (own.name == source).then(|| own.text.clone())
    }

    fn save(&mut self, saved: &Saved) -> io::Result<()> {
        self.store.save(saved)
    }
}

fn read(opened: &Opened, arguments: &Arguments, surroundings: &Surroundings) -> Result<u8, Error> {
    let lang = opened.look.lang;
    let typing = io::stdin().is_terminal();
    let waiting = Arc::new(Waiting::default());
    // Where it cannot be handled, an interrupt ends the program as it always does.
    #[cfg(unix)]
    let _interrupts = typing
        .then(|| reading::cancel_line_on_interrupt(Arc::clone(&waiting), lang).ok())
        .flatten();
    let reason = reason(arguments, surroundings);
    let finder = EngineFinder {
        engine: Engine::new(&opened.library),
    };
    let lines: Vec<&str> = opened.source.text.lines().collect();
    let source = |_: usize, line: u32| {
        let index = usize::try_from(line).ok()?.checked_sub(1)?;
        lines.get(index).map(|line| (*line).to_owned())
    };
    let options = reading::Options {
        lang,
        columns: opened.look.width,
        prompt: typing,
        reason: &reason,
        finder: &finder,
        source: Some(&source),
        waiting: Some(&waiting),
        ..reading::Options::default()
    };
    reading::run(
        &opened.library,
        &options,
        io::stdin().lock(),
        io::stdout().lock(),
    )?;
    Ok(0)
}

/// Why the reading mode is on, in the order of precedence.
fn reason(arguments: &Arguments, surroundings: &Surroundings) -> Reason {
    let global = &arguments.global;
    if matches!(arguments.command, Some(Command::Read)) {
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

/// The search engine as the reading mode asks it.
struct EngineFinder {
    engine: Engine,
}

/// Most hits that the reading mode keeps.
const MOST_HITS: usize = 1000;

impl Finder for EngineFinder {
    fn find(&self, library: &Library, words: &str, lang: Lang) -> Found {
        let query = match Query::parse(words) {
            Ok(query) => query,
            Err(why) => {
                let fault = match lang {
                    Lang::Ja => why.to_string(),
                    Lang::En => why.english(),
                };
                return Found {
                    fault: Some(fault),
                    ..Found::default()
                };
            }
        };
        let results = self.engine.search(library, &query, Some(MOST_HITS));
        Found {
            hits: results.hits.iter().map(|hit| hit.node).collect(),
            total: results.total,
            fault: None,
        }
    }
}
