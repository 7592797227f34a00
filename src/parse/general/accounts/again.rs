//! Categories that a table names again on its next page: `土木費` above and below the page's end is one.

use crate::parse::general::piece::{Piece, Role, Style};

/// Makes the second heading text where the first is still open: the same words in the same column, and nothing but rows and
/// categories further in between.
pub(super) fn leave_out(pieces: &mut [Piece]) {
    let mut open: Vec<(usize, u32, String)> = Vec::new();
    for piece in pieces.iter_mut() {
        let Role::Heading(style) = piece.role else {
            continue;
        };
        let (Style::Column(column), Some(table)) = (style, piece.table) else {
            open.clear();
            continue;
        };
        let column = usize::from(column);
        let at = open.iter().position(|(own, ..)| *own >= column);
        let at = at.unwrap_or(open.len());
        if let Some((own, before, name)) = open.get_mut(at)
            && *own == column
            && *before + 1 == table
            && *name == piece.name
            && piece.reading.is_none()
        {
            piece.role = Role::Text;
            *before = table;
            continue;
        }
        open.truncate(at);
        open.push((column, table, piece.name.clone()));
    }
}
