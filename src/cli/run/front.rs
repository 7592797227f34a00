//! Starts the interactive front ends and passes the user between them.

use std::fs::File;
use std::io::{self, Read};
use std::path::{Path, PathBuf};
use std::sync::{Arc, PoisonError};

use super::{NOT_KEPT, Opened, loading, screen};
use crate::cli::args::{Arguments, Global};
use crate::cli::door::warn;
use crate::cli::env::{FrontEnd, Surroundings};
use crate::cli::input::Source;
use crate::error::Error;
use crate::explorer::{Export, Saved};
use crate::lang::Lang;
use crate::model::Library;
use crate::reading::Verbosity;
use crate::source;
use crate::store::{Home, Kept, Loaded, Store, Warning};
use crate::text::Harmless;
use crate::tui::arrivals::Coming;
use crate::tui::pouring::Pouring;
use crate::tui::watch::{Fresh, Rereader};
use crate::tui::{self, Host};

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
        FrontEnd::Reading => {
            tell_left_out(opened);
            super::read::read(opened, arguments, surroundings)
        }
        FrontEnd::Explorer => explore(opened, &arguments.global, surroundings, false),
        FrontEnd::PlainExplorer => explore(opened, &arguments.global, surroundings, true),
        FrontEnd::Outline => Ok(0),
    }
}

/// Says on standard error what of the folders is not open.
fn tell_left_out(opened: &Opened) {
    for line in &opened.left_out {
        warn(&Harmless::line(&format!("shisaku: {line}")));
    }
}

fn explore(
    opened: &Opened,
    global: &Global,
    surroundings: &Surroundings,
    a11y: bool,
) -> Result<u8, Error> {
    let gradual = opened.gradual.take();
    let (mut store, coming, late, stamps) = match gradual {
        Some(own) => (own.store, own.coming, Some(own.warnings), Some(own.stamps)),
        None => (opened.store(), None, None, None),
    };
    let is_first = store.is_first();
    let Loaded { kept, warnings } = store.load(opened.look.lang);
    let mut options = screen::options(surroundings, global, a11y, Some(kept.saved));
    let mut notices: Vec<String> = warnings.iter().map(Warning::short).collect();
    notices.extend(opened.left_out.iter().cloned());
    if !notices.is_empty() {
        options.notice = Some(notices.join(" "));
    }
    if a11y {
        // The other full screen has a sign of its own that stays.
        let said = super::unread::sentence(&opened.library, opened.look.lang);
        options.notice = options.notice.or(said);
    }
    options.is_first = is_first;
    options.compare = opened.compared(global);
    options.sheets = opened.sheets.clone();
    let mut host = DocumentHost {
        opened,
        store,
        verbosity: kept.verbosity,
        fresh: Vec::new(),
        coming,
        pouring: opened.pouring.take(),
        stamps,
        missing: Vec::new(),
        is_broken: false,
    };
    let ended = tui::run(&opened.library, &options, &mut host, opened.held.take())?;
    // The terminal is the user's again, so this is seen.
    tell_left_out(opened);
    for line in &host.missing {
        warn(&Harmless::line(&format!("shisaku: {line}")));
    }
    let late =
        late.map(|late| std::mem::take(&mut *late.lock().unwrap_or_else(PoisonError::into_inner)));
    let late = late.unwrap_or_default();
    for warning in warnings
        .iter()
        .chain(late.iter().filter(|one| !warnings.contains(one)))
    {
        warn(&Harmless::line(&format!("shisaku: {}", warning.long())));
    }
    match host.save(&ended.saved) {
        Err(why) => {
            let text = NOT_KEPT.get(opened.look.lang);
            warn(&Harmless::line(&format!("shisaku: {text}: {why}")));
        }
        Ok(Some(unkept)) => warn(&Harmless::line(&format!("shisaku: {unkept}"))),
        Ok(None) => {}
    }
    // As a shell reports a program that a signal ended.
    let code = ended
        .signal
        .and_then(|signal| u8::try_from(128 + signal).ok());
    let code = code.or(host.is_broken.then_some(UNREADABLE));
    Ok(code.unwrap_or(0))
}

/// Gives the explorer the document's text.
struct DocumentHost<'a> {
    opened: &'a Opened,
    /// The texts as they were read last, where they were read anew.
    fresh: Vec<Fresh>,
    store: Store,
    verbosity: Verbosity,
    /// Documents that are still being read, until the screen listens to them.
    coming: Option<Coming>,
    /// The same of review sheets.
    pouring: Option<Pouring>,
    /// Of many files what they were when they were read.
    stamps: Option<loading::Stamps>,
    /// Those that could not be read since, a sentence each.
    missing: Vec<String>,
    /// Review sheets could not be read to their end.
    is_broken: bool,
}

/// The exit code of what cannot be read.
const UNREADABLE: u8 = 3;

/// Whether an editor shows the lines of a file that the document was read from; one that cannot be
/// read is left to the editor, which says why.
fn has_own_lines(file: &Path) -> bool {
    let mut start = Vec::new();
    let read = File::open(file).and_then(|file| file.take(4096).read_to_end(&mut start));
    read.is_err() || source::has_own_lines(&start)
}

impl Host for DocumentHost<'_> {
    fn source_path(&self, source: &str) -> Option<PathBuf> {
        let path = self.opened.named(source)?.file()?.to_owned();
        (path.is_file() && has_own_lines(&path)).then_some(path)
    }

    fn source_text(&self, source: &str) -> Option<String> {
        let fresh = self.fresh.iter().find(|fresh| fresh.name == source);
        if let Some(fresh) = fresh {
            return Some(fresh.text.clone());
        }
        let own = self.opened.named(source)?;
        match own.file().filter(|_| own.text.is_empty()) {
            // Of many documents no text is kept beside the tree.
            Some(file) => {
                let read = Source::read(Some(file), own.said()).ok()?;
                Some(read.text.into_owned())
            }
            None => Some(own.text.to_string()),
        }
    }

    fn coming(&mut self) -> Option<Coming> {
        self.coming.take()
    }

    fn arrived(&mut self, document: usize, home: Home) {
        // That of the first has more in it, and is there from the start.
        if document > 0 {
            self.store.put(document, home);
        }
    }

    fn missing(&mut self, why: String) {
        self.missing.push(why);
    }

    fn pouring(&mut self) -> Option<Pouring> {
        self.pouring.take()
    }

    fn broken_off(&mut self, why: String) {
        self.is_broken = true;
        self.missing.push(why);
    }

    fn rereader(&self) -> Option<Rereader> {
        if let Some(stamps) = &self.stamps {
            let sources = self.opened.to_read_anew();
            return Some(loading::rereader(sources, Arc::clone(stamps)));
        }
        self.opened.rereader()
    }

    fn take_fresh(&mut self, texts: Vec<Fresh>) -> bool {
        let known = |new: &Fresh| {
            // What comes from no file, such as review sheets, is never another one.
            if self
                .opened
                .named(&new.name)
                .is_some_and(|own| own.file().is_none())
            {
                return true;
            }
            let fresh = self.fresh.iter().find(|fresh| fresh.name == new.name);
            match fresh {
                Some(fresh) => fresh.text == new.text,
                None => self
                    .opened
                    .named(&new.name)
                    .is_some_and(|own| own.text == new.text),
            }
        };
        if texts.iter().all(known) {
            return false;
        }
        self.fresh = texts;
        true
    }

    fn take_text(&mut self, text: Fresh) {
        self.fresh.retain(|fresh| fresh.name != text.name);
        self.fresh.push(text);
    }

    fn save(&mut self, saved: &Saved) -> io::Result<Option<String>> {
        let unkept = self.store.save(&Kept {
            saved: saved.clone(),
            verbosity: self.verbosity,
        })?;
        Ok(unkept.map(|text| text.get(self.opened.look.lang).to_owned()))
    }

    fn verbosity(&self) -> Verbosity {
        self.verbosity
    }

    fn set_verbosity(&mut self, verbosity: Verbosity) {
        self.verbosity = verbosity;
    }

    fn export(&mut self, library: &Library, wanted: &Export, lang: Lang) -> io::Result<String> {
        super::export::save(library, &self.opened.look, wanted, lang)
    }
}
