//! The marks that the explorer and the reading mode keep, for `report`.

use super::Opened;
use crate::cli::args::Arguments;
use crate::cli::door::warn;
use crate::error::Error;
use crate::model::NodeId;
use crate::store::Store;
use crate::text::Harmless;

/// The kept marks of the document with their notes, in the order they were set.
///
/// # Errors
/// When there are none.
pub fn marks(opened: &Opened, arguments: &Arguments) -> Result<Vec<(NodeId, String)>, Error> {
    let loaded = Store::for_document(arguments.global.document()).load(opened.look.lang);
    if let Some(warning) = &loaded.warning {
        warn(&Harmless::line(warning));
    }
    let marks = loaded
        .kept
        .unwrap_or_default()
        .saved
        .marks_in(&opened.library);
    if marks.is_empty() {
        return Err(Error::NoMarks {
            path: opened.source.path.clone(),
        });
    }
    Ok(marks.into_iter().map(|m| (m.node, m.note)).collect())
}
