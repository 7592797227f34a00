//! Lines of documents whose text is not kept: the file is read once for all lines of it that are
//! asked for one after the other.

use std::cell::RefCell;

use crate::cli::input::Source;

/// The text of the document whose lines were asked for last: its index in the library, its text.
#[derive(Debug, Default)]
pub(super) struct LastText(RefCell<Option<(usize, String)>>);

impl LastText {
    /// The line of that index, from 0, of a document; none where there is none, or where its file
    /// cannot be read any more.
    pub(super) fn line(&self, document: usize, source: &Source, index: usize) -> Option<String> {
        let line_of = |text: &str| text.lines().nth(index).map(str::to_owned);
        let Some(file) = source.file().filter(|_| source.text.is_empty()) else {
            return line_of(&source.text);
        };
        let mut last = self.0.borrow_mut();
        if last.as_ref().is_none_or(|(of, _)| *of != document) {
            let read = Source::read(Some(file), source.said()).ok()?;
            *last = Some((document, read.text.into_owned()));
        }
        line_of(&last.as_ref()?.1)
    }
}
