//! Cells left of the name that become headings.

use super::super::words::{joined, name_of};
use super::marked;
use crate::japanese::fold::folded;
use crate::parse::general::piece::{Piece, Role, Style};
use crate::source::GridCell;

/// The heading of a category cell, where it is not the one that is open already.
pub(super) fn category(n: usize, cell: &GridCell, open: &mut Vec<String>) -> Option<Piece> {
    let text = joined(&cell.text);
    let (style, label, title) = marked(&text);
    let title = name_of(&title);
    let plain: String = title.chars().filter(|c| !c.is_whitespace()).collect();
    if plain.is_empty() || matches!(plain.as_str(), "〃" | "同上" | "″" | "\"") {
        return None;
    }
    // `02-01-014` is the number of a programme.
    let number = folded(&plain)
        .iter()
        .all(|c| c.is_ascii_digit() || matches!(c, '-' | '.'));
    if number || cell.copied && open.get(n).is_some_and(|open| *open == plain) {
        return None;
    }
    if open.get(n).is_some_and(|open| *open == plain) {
        return None;
    }
    open.resize(open.len().max(n + 1), String::new());
    open.truncate(n + 1);
    if let Some(place) = open.get_mut(n) {
        place.clone_from(&plain);
    }
    let _ = style;
    let column = u8::try_from(n).unwrap_or(u8::MAX);
    let mut piece = Piece::new(
        Role::Heading(Style::Column(column)),
        &title,
        cell.line,
        cell.page,
    );
    piece.label = label;
    Some(piece)
}

/// The name column repeats a category cell that spans both.
pub(super) fn row_spans(row: &[GridCell], name: &str) -> bool {
    row.iter().filter(|cell| joined(&cell.text) == name).count() > 1
}

/// Whether the cell there is a copy of the one left of it, which spans both.
pub(super) fn spans_on(row: &[GridCell], n: usize) -> bool {
    let left = n.checked_sub(1).and_then(|n| row.get(n));
    let own = row
        .get(n)
        .filter(|cell| cell.copied && !cell.text.trim().is_empty());
    matches!((left, own), (Some(left), Some(own)) if left.text == own.text)
}
