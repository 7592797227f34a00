//! Distances between columns and stretches of text.

use super::*;

/// Numbers, signs for none, rates, and the words that stand in their place.
pub(super) fn is_number_like(text: &str) -> bool {
    let plain: String = folded(text).into_iter().filter(|c| *c != ' ').collect();
    is_numeric(text)
        || is_rate(text)
        || matches!(
            plain.as_str(),
            "皆増"
                | "皆減"
                | "新規"
                | "廃止"
                | "事項要求"
                | "前年同額"
                | "同額"
                | "著増"
                | "純増"
        )
        || plain.ends_with("の内数")
}

pub(super) fn distance(column: &Chunk, run: &Chunk) -> usize {
    let middle = |chunk: &Chunk| chunk.left + chunk.right;
    middle(column)
        .abs_diff(middle(run))
        .min(2 * column.right.abs_diff(run.right))
}

/// Joins a run of a head to the column that it stands under.
pub(super) fn merge(columns: &mut Vec<Chunk>, run: Chunk) {
    let over = columns
        .iter_mut()
        .find(|column| run.left < column.right + 1 && column.left < run.right + 1);
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
