//! Distances between columns and stretches of text.

use super::Chunk;
use crate::japanese::fold::folded;
use crate::parse::general::amount::is_unit_word;

pub(super) fn distance(column: &Chunk, run: &Chunk) -> usize {
    let middle = |chunk: &Chunk| chunk.left + chunk.right;
    middle(column)
        .abs_diff(middle(run))
        .min(2 * column.right.abs_diff(run.right))
}

/// Joins a run of a head to the column that it stands under.
pub(super) fn merge(columns: &mut Vec<Chunk>, run: Chunk) {
    // Of two that it touches the one that it stands under: 要求額 of `令和９年度` over `要求額 うち重点枠`.
    let shared = |column: &Chunk| {
        let right = run.right.min(column.right);
        right.saturating_sub(run.left.max(column.left))
    };
    let over = columns
        .iter_mut()
        .filter(|column| shared(column) > 0)
        .max_by_key(|column| shared(column));
    match over {
        Some(column) => {
            if !is_unit_word(&folded(&run.text)) || column.text.is_empty() {
                column.text.push_str(&run.text);
            } else {
                column.text = format!("{}({})", column.text, run.text);
            }
            column.left = column.left.min(run.left);
            column.right = column.right.max(run.right);
        }
        None => columns.push(run),
    }
}
