//! While documents are read: what is read and how far, on standard error.
//!
//! In: how many documents, the one that was begun last. Out: one line on the terminal that is
//! written over as the count moves and is gone when the full screen comes. Nothing is written
//! where reading is quick, or where nobody looks at a screen. Cost: one thread that sleeps.

use std::fs;
use std::path::Path;
use std::sync::mpsc::{self, RecvTimeoutError, Sender};
use std::sync::{Arc, Mutex, PoisonError};
use std::thread::{self, JoinHandle};
use std::time::Duration;

use crate::cli::door;
use crate::lang::Lang;
use crate::text::{Harmless, Ruler, shown};

/// What is read in so short a time needs no line.
const PATIENCE: Duration = Duration::from_millis(400);
/// How often the line is looked at anew.
const AGAIN: Duration = Duration::from_millis(200);
/// Columns of the line where the terminal does not say how many it has.
const COLUMNS: usize = 78;
/// From so many bytes on a document's size is told.
const LARGE: u64 = 1_000_000;

/// How far the reading is.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
struct Stage {
    done: usize,
    total: usize,
    name: String,
    bytes: u64,
}

/// The line while it is due; dropped, it is taken away.
pub(super) struct Waiting {
    stage: Arc<Mutex<Stage>>,
    line: Option<(Sender<()>, JoinHandle<()>)>,
}

impl Waiting {
    /// Watches the reading of so many documents; says nothing unless `is_shown`.
    pub(super) fn new(total: usize, is_shown: bool, lang: Lang) -> Self {
        let stage = Arc::new(Mutex::new(Stage {
            total,
            ..Stage::default()
        }));
        let line = is_shown.then(|| {
            let (end, ended) = mpsc::channel();
            let stage = Arc::clone(&stage);
            let thread = thread::spawn(move || {
                let mut said: Option<String> = None;
                let mut wait = PATIENCE;
                while ended.recv_timeout(wait) == Err(RecvTimeoutError::Timeout) {
                    // A line that breaks could not be written over.
                    let size = crossterm::terminal::size();
                    let columns = size.map_or(COLUMNS, |(columns, _)| {
                        usize::from(columns).saturating_sub(1)
                    });
                    let stage = stage.lock().unwrap_or_else(PoisonError::into_inner);
                    let now = told(&stage, lang, columns);
                    drop(stage);
                    if said.as_ref() != Some(&now) {
                        door::write_over(&Harmless::line(&now));
                        said = Some(now);
                    }
                    wait = AGAIN;
                }
                if said.is_some() {
                    door::write_over(&Harmless::line(""));
                }
            });
            (end, thread)
        });
        Self { stage, line }
    }

    /// That a document was begun.
    pub(super) fn begin(&self, path: Option<&Path>) {
        let Some(path) = path else { return };
        let mut stage = self.stage.lock().unwrap_or_else(PoisonError::into_inner);
        let name = path.file_name().unwrap_or(path.as_os_str());
        stage.name = name.to_string_lossy().into_owned();
        stage.bytes = fs::metadata(path).map_or(0, |about| about.len());
    }

    /// That one more was read, or could not be.
    pub(super) fn end(&self) {
        let mut stage = self.stage.lock().unwrap_or_else(PoisonError::into_inner);
        stage.done += 1;
    }
}

impl Drop for Waiting {
    fn drop(&mut self) {
        if let Some((end, thread)) = self.line.take() {
            drop(end);
            // A line that cannot be written is no trouble.
            let _ = thread.join();
        }
    }
}

/// The line: `文書を読んでいます 12/200  令和7年度.pdf 3.2MB`.
fn told(stage: &Stage, lang: Lang, columns: usize) -> String {
    let mut text = match lang {
        Lang::Ja => "文書を読んでいます".to_owned(),
        Lang::En => "Reading".to_owned(),
    };
    if stage.total > 1 {
        text.push_str(&format!(" {}/{}", stage.done, stage.total));
    }
    if !stage.name.is_empty() {
        text.push_str(&format!("  {}", shown(&stage.name)));
    }
    if stage.bytes >= LARGE {
        let tenths = stage.bytes / (LARGE / 10);
        text.push_str(&format!(" {}.{}MB", tenths / 10, tenths % 10));
    }
    Ruler::default().cut(&text, columns)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_line_says_what_is_read_and_how_far() {
        let stage = |total, name: &str, bytes| Stage {
            done: 12,
            total,
            name: name.to_owned(),
            bytes,
        };
        let many = told(&stage(200, "a.md", 900), Lang::Ja, COLUMNS);
        assert_eq!(many, "文書を読んでいます 12/200  a.md");
        let one = told(&stage(1, "令和7年度.pdf", 3_249_000), Lang::Ja, COLUMNS);
        assert_eq!(one, "文書を読んでいます  令和7年度.pdf 3.2MB");
        let long = told(&stage(2, &"長".repeat(99), 0), Lang::En, 40);
        assert!(crate::text::width(&long) <= 40, "{long}");
        let name = told(&stage(1, "a\u{1b}[2Jb", 0), Lang::En, COLUMNS);
        assert!(!name.contains('\u{1b}'), "{name:?}");
    }
}
