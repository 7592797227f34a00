//! The marks that the explorer and the reading mode keep, for `report`.

use super::Opened;
use crate::error::Error;
use crate::marks;
use crate::model::NodeId;

/// The kept marks of the document with their notes, in the order they were set.
///
/// # Errors
/// When there are none.
pub fn marks(opened: &Opened) -> Result<Vec<(NodeId, String)>, Error> {
    let loaded = opened.store().look(opened.look.lang);
    for warning in &loaded.warnings {
        eprintln!("shisaku: {}", warning.long());
    }
    let marks = marks::find(&opened.library, &loaded.kept.saved.marks).marks;
    if marks.is_empty() {
        return Err(Error::NoMarks {
            path: opened.source.path.clone(),
        });
    }
    Ok(marks.into_iter().map(|m| (m.node, m.note)).collect())
}
