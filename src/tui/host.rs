//! What the explorer asks of the program around it.

use std::io;
use std::path::PathBuf;

use super::arrivals::{Arrival, Coming};
use super::pouring::Pouring;
use super::watch::{self, Rereader};
use crate::explorer::{Arrived, Export, Saved, words};
use crate::lang::Lang;
use crate::model::Library;
use crate::reading::Verbosity;
use crate::store::Home;

/// What the shell around the explorer gives it: the sources of the documents, and a place to
/// keep things.
pub trait Host {
    /// The file of an open document, for the editor; none where it is not one, or has no lines of
    /// its own, as a PDF.
    fn source_path(&self, _source: &str) -> Option<PathBuf> {
        None
    }

    /// The text of an open document as it was read, for the editor, where there is no such file.
    fn source_text(&self, source: &str) -> Option<String>;

    /// How the documents are read anew; none where they come from no file.
    fn rereader(&self) -> Option<Rereader> {
        None
    }

    /// Documents that are still being read, once.
    fn coming(&mut self) -> Option<Coming> {
        None
    }

    /// A document has come, and its marks are kept there.
    fn arrived(&mut self, _document: usize, _home: Home) {}

    /// A document could not be read: to be told again at the end.
    fn missing(&mut self, _why: String) {}

    /// Review sheets that are still being read, once.
    fn pouring(&mut self) -> Option<Pouring> {
        None
    }

    /// Review sheets could not be read to their end: to be told again at the end.
    fn broken_off(&mut self, _why: String) {}

    /// What the state takes in of documents that have been read, and what is to be said where one
    /// could not be.
    fn hand_over(&mut self, batch: Vec<Arrival>, lang: Lang) -> (Vec<Arrived>, Option<String>) {
        let (mut arrived, mut said) = (Vec::with_capacity(batch.len()), None);
        for arrival in batch {
            let mut why = None;
            let read = arrival.result.map_err(|trouble| {
                let (cannot, text) = (words::UNREADABLE.get(lang), trouble.get(lang));
                said = Some(format!("{cannot}: {text}"));
                self.missing(text.to_owned());
                why = Some(trouble.refusal());
            });
            self.arrived(arrival.document, arrival.home);
            arrived.push(Arrived {
                document: arrival.document,
                read: read.ok(),
                why,
                marks: arrival.marks,
            });
        }
        (arrived, said)
    }

    /// Keeps the texts of documents that were read anew; false where they are what it has.
    fn take_fresh(&mut self, _: Vec<watch::Fresh>) -> bool {
        true
    }

    /// Keeps the text of a document that was made anew.
    fn take_text(&mut self, _: watch::Fresh) {}

    /// Keeps place and marks; where there is no place for some marks, returns why.
    ///
    /// # Errors
    /// When they could not be kept; the text is shown to the user.
    fn save(&mut self, saved: &Saved) -> io::Result<Option<String>>;

    /// Writes a file that does not exist yet and says in one line what became of it.
    ///
    /// # Errors
    /// When it could not be written; the text is shown to the user.
    fn export(&mut self, library: &Library, wanted: &Export, lang: Lang) -> io::Result<String>;

    /// How much the reading mode is to tell.
    fn verbosity(&self) -> Verbosity {
        Verbosity::default()
    }

    /// From now on the reading mode tells as much; kept with the next [`Host::save`].
    fn set_verbosity(&mut self, _: Verbosity) {}
}

/// A host that has nothing and keeps nothing.
#[derive(Clone, Copy, Debug, Default)]
pub struct NoHost;

impl Host for NoHost {
    fn source_text(&self, _: &str) -> Option<String> {
        None
    }

    fn save(&mut self, _: &Saved) -> io::Result<Option<String>> {
        Ok(None)
    }

    fn export(&mut self, _: &Library, _: &Export, _: Lang) -> io::Result<String> {
        Err(io::ErrorKind::Unsupported.into())
    }
}
