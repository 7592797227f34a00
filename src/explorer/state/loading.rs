//! Documents that are still being read while the others are looked at already.

use std::collections::BTreeMap;

use super::saved::Saved;
use crate::marks::split_document;

/// How far the reading is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Progress {
    /// Documents that have been read, or could not be.
    pub read: usize,
    /// Bytes of those that have been read.
    pub bytes: u64,
    /// Milliseconds since the reading began.
    pub millis: u64,
}

impl Progress {
    /// Tenths of a million bytes read in a second; none before anything can be said.
    #[must_use]
    pub fn rate(&self) -> Option<u64> {
        let tenths = self.bytes.saturating_mul(1000) / 100_000;
        tenths.checked_div(self.millis).filter(|rate| *rate > 0)
    }

    /// Seconds until so many documents have been read, if the rest take as long as those before.
    #[must_use]
    pub fn seconds_left(&self, documents: usize) -> Option<u64> {
        let left = documents.saturating_sub(self.read) as u64;
        let millis = self.millis.saturating_mul(left);
        Some(millis.checked_div(self.read as u64)?.div_ceil(1000))
    }
}

/// What is known of the reading, and what waits for documents that are not there yet.
#[derive(Clone, Debug, Default)]
pub struct Loading {
    /// How far it is.
    pub progress: Progress,
    /// Whether the user has done nothing yet, so that the place may still be chosen for them.
    pub(in crate::explorer) is_untouched: bool,
    /// Whether nothing was kept, so that the tree opens as deep as fits.
    pub(in crate::explorer) fits: bool,
    /// Nodes that were open the last time, by document.
    pub(in crate::explorer) open: BTreeMap<usize, Vec<String>>,
    /// The place of the last time.
    pub(in crate::explorer) place: Option<String>,
    /// Where `[` led the last time.
    pub(in crate::explorer) history: Vec<String>,
}

impl Loading {
    /// The beginning, with what was kept from the last time.
    #[must_use]
    pub fn new(saved: Option<&Saved>) -> Self {
        let mut open: BTreeMap<usize, Vec<String>> = BTreeMap::new();
        for address in saved.iter().flat_map(|saved| &saved.open) {
            if let Some((document, _)) = split_document(address) {
                open.entry(document).or_default().push(address.clone());
            }
        }
        Self {
            progress: Progress::default(),
            is_untouched: true,
            fits: saved.is_none(),
            open,
            place: saved.and_then(|saved| saved.place.clone()),
            history: saved.map_or_else(Vec::new, |saved| saved.history.clone()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_left_follows_from_what_was_read() {
        let progress = Progress {
            read: 312,
            bytes: 42_700_000,
            millis: 3000,
        };
        assert_eq!(progress.rate(), Some(142));
        assert_eq!(progress.seconds_left(10_000), Some(94));
        assert_eq!(progress.seconds_left(312), Some(0));
        let nothing = Progress::default();
        assert_eq!((nothing.rate(), nothing.seconds_left(9)), (None, None));
    }
}
