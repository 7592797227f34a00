//! While documents are read: tells the screen what is read, what each holds, and hears whether
//! the rest is to stay unread.
//!
//! Nothing is told where reading is quick, or where nobody looks at a screen.

use std::fs;
use std::path::Path;

use crate::error::Error;
use crate::lang::Lang;
use crate::ledger;
use crate::model::{Document, Kind, Library, NodeId, Severity};
use crate::tui::Options;
use crate::tui::loading::{Held, Loading, Row, Stage};
use crate::tui::watch::Trouble;

/// The screen, where one is wanted.
pub(super) struct Waiting {
    loading: Option<Loading>,
    /// Whether what was read is listed: of one alone nothing would be seen.
    has_rows: bool,
    lang: Lang,
}

impl Waiting {
    /// Watches the reading of these documents; shows nothing where there are no `options`, nor where
    /// no file is read.
    pub(super) fn new(paths: &[Option<&Path>], options: Option<&Options>, may_stop: bool) -> Self {
        let lang = options.map_or(Lang::Ja, |options| options.settings.lang);
        let is_read = paths.iter().any(Option::is_some);
        let has_rows = paths.len() > 1;
        let loading = options.filter(|_| is_read).map(|options| {
            let stage = Stage {
                total: paths.len(),
                bytes: paths.iter().flatten().map(|path| size(path)).sum(),
                may_stop: may_stop && has_rows,
                ..Stage::default()
            };
            Loading::begin(stage, options)
        });
        Self {
            loading,
            has_rows,
            lang,
        }
    }

    /// Reads a document and tells what became of it; none where it is to stay unread.
    pub(super) fn reading<T>(
        &self,
        path: Option<&Path>,
        read: impl FnOnce() -> Result<(T, Document), Error>,
    ) -> Option<Result<(T, Document), Error>> {
        if self.loading.as_ref().is_some_and(Loading::is_stopped) {
            return None;
        }
        Some(self.told(path, read, |name, (_, document)| holds(name, document)))
    }

    /// Reads a file of data, and tells that it was read.
    pub(super) fn data<T>(
        &self,
        path: &Path,
        read: impl FnOnce() -> Result<T, Error>,
    ) -> Result<T, Error> {
        self.told(Some(path), read, |name, _| Row::Data(name.to_owned()))
    }

    /// A document that was read elsewhere has come, or why it cannot be read.
    pub(super) fn came(&self, path: Option<&Path>, found: Result<&Document, &Trouble>) {
        let Some(loading) = &self.loading else {
            return;
        };
        let name = path.and_then(Path::file_name).unwrap_or_default();
        let name = name.to_string_lossy();
        loading.read(&name, path.map_or(0, size));
        let row = self.has_rows.then(|| match found {
            Ok(document) => holds(&name, document),
            Err(why) => Row::Refused(why.get(self.lang).to_owned()),
        });
        loading.done(&name, row);
    }

    fn told<T>(
        &self,
        path: Option<&Path>,
        read: impl FnOnce() -> Result<T, Error>,
        row: impl FnOnce(&str, &T) -> Row,
    ) -> Result<T, Error> {
        let Some(loading) = &self.loading else {
            return read();
        };
        let name = path.and_then(Path::file_name).unwrap_or_default();
        let name = name.to_string_lossy();
        loading.read(&name, path.map_or(0, size));
        let found = read();
        let row = self.has_rows.then(|| match &found {
            Ok(found) => row(&name, found),
            Err(why) => Row::Refused(why.describe(self.lang)),
        });
        loading.done(&name, row);
        found
    }

    /// All has been read. What comes next gets the terminal if the screen was shown.
    pub(super) fn end(self) -> Option<Held> {
        self.loading.and_then(Loading::end)
    }
}

fn size(path: &Path) -> u64 {
    fs::metadata(path).map_or(0, |about| about.len())
}

/// What a document holds, as its row tells it.
fn holds(name: &str, document: &Document) -> Row {
    let library = Library::new(vec![document.clone()]);
    let totals = ledger::totals(&library, NodeId(0));
    let lines = library.nodes().iter();
    let lines = lines.filter(|node| node.kind == Kind::Budget).count();
    let found = |is_counted: fn(Severity) -> bool| {
        let found = document.diagnostics.iter();
        found.filter(|found| is_counted(found.severity)).count()
    };
    Row::Read {
        name: name.to_owned(),
        lines,
        request: totals.request_total,
        change: (totals.comparable.lines > 0).then(|| totals.comparable.change()),
        findings: [
            found(|severity| severity != Severity::Info),
            found(|severity| severity == Severity::Info),
        ],
    }
}
