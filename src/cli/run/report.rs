//! The marks that the explorer and the reading mode keep, for `report`.

use super::Opened;
use crate::cli::door::warn;
use crate::error::Error;
use crate::lang::Text;
use crate::marks::{self, Known};
use crate::model::NodeId;
use crate::text::Harmless;

const LOST: Text = Text::new(
    "見つからない印(報告書に入れません)",
    "mark not found (not in the report)",
);

/// The kept marks of the document with their notes, in the order they were set.
///
/// # Errors
/// When there are none.
pub fn marks(opened: &Opened) -> Result<Vec<(NodeId, String)>, Error> {
    let loaded = opened.store().look(opened.look.lang);
    for warning in &loaded.warnings {
        warn(&Harmless::line(&format!("shisaku: {}", warning.long())));
    }
    // As the explorer finds them, so that a programme called alike is not reported under another's note.
    let known = Known {
        exact: opened.sheets.as_ref().map(|sheets| sheets.document),
        ..Known::default()
    };
    let found = marks::find_beside(&opened.library, &loaded.kept.saved.marks, known);
    for entry in &found.lost {
        let (word, name) = (LOST.get(opened.look.lang), &entry.name);
        let line = format!("{word}: {} {} {}", name.address, name.title, entry.note);
        warn(&Harmless::line(&format!("shisaku: {}", line.trim_end())));
    }
    let marks = found.marks;
    if marks.is_empty() {
        return Err(Error::NoMarks {
            path: opened.source.path.clone(),
        });
    }
    Ok(marks.into_iter().map(|m| (m.node, m.note)).collect())
}
