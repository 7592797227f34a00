//! A zip archive held in memory, as office formats are, read with a bound.

use std::io::{Cursor, Read, sink};

use zip::ZipArchive;

use super::SourceError;

/// Most bytes that an archive may unfold to. A workbook of a million cells has some 40 MB; an archive
/// made to fill the memory has gigabytes.
pub const MOST_UNFOLDED: u64 = 256 * 1024 * 1024;

/// An archive that is known to unfold to at most [`MOST_UNFOLDED`].
pub struct Archive<'a>(ZipArchive<Cursor<&'a [u8]>>);

impl<'a> Archive<'a> {
    /// Opens an archive. Unfolds every part once to see how long it really is: what the archive
    /// says of itself is not believed. Pictures are left out.
    ///
    /// # Errors
    /// Where it is no archive, or too large.
    pub fn open(bytes: &'a [u8]) -> Result<Self, SourceError> {
        let mut zip =
            ZipArchive::new(Cursor::new(bytes)).map_err(|_| SourceError::Broken("zip"))?;
        let mut left = MOST_UNFOLDED;
        for index in 0..zip.len() {
            let Ok(part) = zip.by_index(index) else {
                continue;
            };
            if !part
                .name()
                .is_ok_and(|name| name.ends_with(".xml") || name.ends_with(".rels"))
            {
                continue;
            }
            // A part that breaks off is looked at again where it is needed.
            let mut bounded = part.take(left + 1);
            let _ = std::io::copy(&mut bounded, &mut sink());
            let taken = (left + 1).saturating_sub(bounded.limit());
            if taken > left {
                return Err(SourceError::TooLarge {
                    megabytes: MOST_UNFOLDED / 1024 / 1024,
                });
            }
            left -= taken;
        }
        Ok(Self(zip))
    }

    /// Is there such a part?
    #[must_use]
    pub fn has(&self, name: &str) -> bool {
        self.0.index_for_name(name).is_some()
    }

    /// The text of a part, up to where it can be read; `None` where there is none.
    pub fn text(&mut self, name: &str) -> Option<String> {
        let part = self.0.by_name(name).ok()?;
        let mut bytes = Vec::new();
        let _ = part.take(MOST_UNFOLDED).read_to_end(&mut bytes);
        (!bytes.is_empty()).then(|| String::from_utf8_lossy(&bytes).into_owned())
    }
}
