//! Distances between columns and stretches of text.

use super::super::value::{is_numeric, is_rate};
use super::Chunk;
use crate::japanese::fold::folded;
use crate::parse::general::amount::is_unit_word;

/// Numbers, signs for none, rates, and the words that stand in their place.
pub(super) fn is_number_like(text: &str) -> bool {
    if is_numeric(text) || is_rate(text) {
        return true;
    }
    let plain: String = folded(text).into_iter().filter(|c| *c != ' ').collect();
    matches!(
        plain.as_str(),
        "皆増" | "皆減" | "新規" | "廃止" | "事項要求" | "前年同額" | "同額" | "著増" | "純増"
    ) || plain.ends_with("の内数")
}

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
