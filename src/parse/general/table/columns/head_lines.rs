//! Which lines belong to the head of a table whose columns are only places on lines.

use super::super::head::{self, is_head_word};
use super::serial::is_number_mark;
use super::{Chunk, chunks, is_blank};
use crate::japanese::fold::folded;
use crate::parse::general::amount::{is_unit_word, moneys};
use crate::parse::general::table::value::is_numeric;
use crate::source::Line;

/// Whether one word stands over a column of its own: `Ｒ９予算額` above `事業名　　　　内容`, with `（Ｒ８予算額）` below.
pub(super) fn stands_over(runs: &[Chunk], below: Option<&&Line>, wide: bool) -> bool {
    let unit = |run: &Chunk| run.text.contains("単位") || is_unit_word(&folded(&run.text));
    if runs.iter().any(unit) {
        return false;
    }
    let below = below.map_or_else(Vec::new, |line| chunks(&line.text, wide));
    let apart = |own: &Chunk| {
        let mut others = below.iter();
        others.all(|run| run.right <= own.left || own.right <= run.left)
    };
    below.len() > 1
        && is_head_line(&below)
        && below.iter().any(|run| head::names(&run.text))
        && runs.iter().all(apart)
}

/// Whether words alone go on with one column of a head, above a line of letters or units.
pub(super) fn goes_on_below(
    columns: &[Chunk],
    runs: &[Chunk],
    below: Option<&&Line>,
    wide: bool,
) -> bool {
    let [run] = runs else { return false };
    let words = run.text.chars().all(char::is_alphabetic) && run.text.chars().count() <= 8;
    let under = columns
        .iter()
        .filter(|column| column.left < run.right && run.left < column.right);
    words && under.count() == 1 && below.is_some_and(|line| is_last(line, wide))
}

/// Whether a line is one that may stand below three lines of words: units, letters (`(A)    (B)    (B)-(A)`), the end of 番号.
pub(super) fn is_last(line: &Line, wide: bool) -> bool {
    let runs = chunks(&line.text, wide);
    let last = |run: &Chunk| {
        is_unit_word(&folded(&run.text)) || head::is_formula(&run.text) || run.text == "号"
    };
    !runs.is_empty() && runs.iter().all(last)
}

/// Whether words of heads in two columns or more stand below the blank lines from `at` on: a head set with room between its lines goes on.
pub(super) fn goes_on_as_head(lines: &[&Line], at: usize, wide: bool) -> bool {
    let below = lines.iter().skip(at).take(3).find(|line| !is_blank(line));
    below.is_some_and(|line| {
        let runs = chunks(&line.text, wide);
        let head = |run: &Chunk| is_head_word(&run.text) && run.text.chars().count() <= 12;
        let again = lines.first().is_some_and(|first| first.text == line.text);
        runs.len() > 1 && !again && runs.iter().all(head) && is_head_line(&runs)
    })
}

/// All runs are words of heads, and one tells of money.
pub(super) fn is_head_line(chunks: &[Chunk]) -> bool {
    let words = chunks
        .iter()
        .filter(|chunk| is_head_word(&chunk.text))
        .count();
    // 番 over 号 says nothing by itself.
    let half = chunks
        .iter()
        .filter(|chunk| matches!(chunk.text.as_str(), "番" | "号"));
    let said = chunks.len() - half.count();
    let numbers = chunks.iter().any(|chunk| is_numeric(&chunk.text));
    // A number before words is the mark of a heading or an entry.
    let marked = chunks
        .first()
        .is_some_and(|chunk| chunk.text.starts_with('№') || is_number_mark(&chunk.text));
    // `［８年度］９９億円` reads as a year's column, and holds an amount.
    let amount = |chunk: &Chunk| {
        chunk.text.contains(['円', '億', '兆']) && !moneys(&folded(&chunk.text)).is_empty()
    };
    said > 0 && !numbers && !marked && words * 10 >= said * 6 && !chunks.iter().any(amount)
}
