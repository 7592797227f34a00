//! From a full screen to the reading mode at the same place, on the ordinary screen.

use std::io;
use std::sync::Arc;

use super::Host;
use crate::lang::Lang;
use crate::model::{Library, NodeId};
use crate::reading::{self, Finder, Outcome, Place, Reason, Waiting};

/// What the reading mode takes over. The terminal must have been given back before.
pub struct Visit<'a> {
    /// The open documents.
    pub library: &'a Library,
    /// Language of the interface.
    pub lang: Lang,
    /// The search engine.
    pub finder: &'a dyn Finder,
    /// Where to start.
    pub place: NodeId,
    /// The marked nodes.
    pub marks: &'a [NodeId],
    /// Gives the source text.
    pub host: &'a dyn Host,
}

impl std::fmt::Debug for Visit<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Visit")
            .field("lang", &self.lang)
            .field("place", &self.place)
            .field("marks", &self.marks)
            .finish_non_exhaustive()
    }
}

/// Runs the reading mode until `screen`, `quit` or the end of input.
///
/// # Errors
/// When input or output fails.
pub fn visit(visit: &Visit<'_>) -> io::Result<Outcome> {
    let library = visit.library;
    let start = Place::of(library, visit.place);
    let marks: Vec<Place> = visit
        .marks
        .iter()
        .map(|id| Place::of(library, *id))
        .collect();
    let texts: Vec<Option<String>> = library
        .documents()
        .iter()
        .map(|document| visit.host.source_text(&document.meta.source))
        .collect();
    let source = |document: usize, line: u32| {
        let text = texts.get(document)?.as_deref()?;
        let index = usize::try_from(line).ok()?.checked_sub(1)?;
        text.lines().nth(index).map(str::to_owned)
    };
    let waiting = Arc::new(Waiting::default());
    #[cfg(unix)]
    let _interrupts = reading::cancel_line_on_interrupt(Arc::clone(&waiting), visit.lang).ok();
    let options = reading::Options {
        lang: visit.lang,
        reason: &Reason::Screen,
        start: Some(&start),
        marks: &marks,
        has_screen: true,
        finder: visit.finder,
        source: Some(&source),
        waiting: Some(&waiting),
        ..reading::Options::default()
    };
    reading::run(library, &options, io::stdin().lock(), io::stdout().lock())
}
