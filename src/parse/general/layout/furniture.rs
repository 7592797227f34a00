//! What pages carry beside the text: numbers, running heads, the contents page.

use std::collections::{HashMap, HashSet};

use super::{Flow, Row};
use crate::japanese::fold::is_blank;
use crate::parse::general::amount::{is_dash, moneys, unit_in};
use crate::parse::general::outline::mark::mark_of;
use crate::parse::general::table::head::is_head_word;

/// Marks page numbers, running heads and lines of the contents page.
pub fn set_aside(flow: &mut [Flow], page_starts: &[usize]) {
    let has_unit = flow
        .iter()
        .any(|f| matches!(f, Flow::Row(row) if unit_in(&row.fold).is_some()));
    let grids = flow.iter().any(|f| matches!(f, Flow::Grid(_)));
    let paged = page_starts.len() > 1;
    // Without pages and units, a lone number can be nothing but a page number.
    let lone_anywhere = !paged && !has_unit && !grids;
    let mut heads: HashMap<String, u32> = HashMap::new();
    for (i, start) in page_starts.iter().enumerate() {
        let end = page_starts.get(i + 1).copied().unwrap_or(flow.len());
        page(flow, *start, end, paged, lone_anywhere, &mut heads);
    }
    contents(flow);
}

/// Where pages begin after a number between dashes, in a text without form feeds.
#[must_use]
pub fn numbered_ends(flow: &[Flow]) -> Vec<usize> {
    let dashed = |item: &Flow| matches!(item, Flow::Row(row) if dashed_number(row));
    let ends = flow.iter().enumerate().filter(|(_, item)| dashed(item));
    ends.map(|(i, _)| i + 1).collect()
}

fn page(
    flow: &mut [Flow],
    start: usize,
    end: usize,
    paged: bool,
    lone: bool,
    heads: &mut HashMap<String, u32>,
) {
    let visible: Vec<usize> = (start..end)
        .filter(|i| matches!(flow.get(*i), Some(Flow::Row(row)) if !row.blank))
        .collect();
    let mut aside = Vec::new();
    // Of two lone numbers at the end of a page the last is its number.
    let last = visible.last().and_then(|at| flow.get(*at));
    let numbered = matches!(last, Some(Flow::Row(row)) if lone_number(row) || dashed_number(row));
    let end_lines = if numbered { 1 } else { 2 };
    for (nth, at) in visible.iter().enumerate() {
        let Some(Flow::Row(row)) = flow.get_mut(*at) else {
            continue;
        };
        if is_rule(row) {
            row.aside = true;
            continue;
        }
        let edge = paged && (nth == 0 || nth + end_lines >= visible.len());
        if dashed_number(row) || (lone_number(row) && (edge || lone)) {
            row.aside = true;
            aside.push(*at);
            continue;
        }
        let top = paged && nth < 3;
        row.top = top;
        if top && is_running(row) {
            let seen = heads.entry(key(row)).or_default();
            *seen += 1;
            if *seen > 1 && mark_of(&row.fold).is_none() && row.line.hint.level.is_none() {
                row.aside = true;
                aside.push(*at);
            }
        }
    }
    // Blank lines around a page number belong to it, not to the text.
    for at in aside {
        let before = (start.max(at.saturating_sub(6))..at).rev();
        let after = at + 1..flow.len().min(at + 7);
        for i in before {
            if !blank_aside(flow, i) {
                break;
            }
        }
        for i in after {
            if !blank_aside(flow, i) {
                break;
            }
        }
    }
}

fn blank_aside(flow: &mut [Flow], at: usize) -> bool {
    match flow.get_mut(at) {
        Some(Flow::Row(row)) if row.blank => {
            row.aside = true;
            true
        }
        _ => false,
    }
}

fn key(row: &Row) -> String {
    row.fold.iter().filter(|c| !is_blank(**c)).collect()
}

/// A line that may come again on every page: not short, no unit, no head of a table.
fn is_running(row: &Row) -> bool {
    let text = key(row);
    let cells = row
        .fold
        .split(|c| *c == ' ')
        .filter(|w| !w.is_empty())
        .count();
    text.chars().count() >= 4
        && unit_in(&row.fold).is_none()
        && cells < 4
        && !is_table_head(&row.fold)
        && moneys(&row.fold).is_empty()
}

/// Words of heads in two columns or more: `事業名         増減率` of a table that goes on.
fn is_table_head(fold: &[char]) -> bool {
    let text: String = fold.iter().collect();
    let cells: Vec<&str> = text
        .split("  ")
        .map(str::trim)
        .filter(|cell| !cell.is_empty())
        .collect();
    cells.len() > 1
        && cells
            .iter()
            .all(|cell| cell.chars().count() <= 12 && is_head_word(cell))
}

/// A line drawn of dashes: `──────────`.
fn is_rule(row: &Row) -> bool {
    let mut drawn = row.fold.iter().filter(|c| !is_blank(**c)).peekable();
    let rule = |c: &char| matches!(c, '─' | '━' | '═' | '―' | '—' | '-' | '=' | '_' | '┄' | '┈');
    drawn.peek().is_some_and(|c| rule(c)) && {
        let mut count = 0;
        drawn.all(|c| {
            count += 1;
            rule(c)
        }) && count > 5
    }
}

/// `- 3 -`, `―3―`.
fn dashed_number(row: &Row) -> bool {
    let text: Vec<char> = row.fold.iter().copied().filter(|c| *c != ' ').collect();
    let inner: Vec<&char> = text.iter().filter(|c| !is_dash(**c)).collect();
    let dashed =
        text.first().is_some_and(|c| is_dash(*c)) && text.last().is_some_and(|c| is_dash(*c));
    dashed && (1..=4).contains(&inner.len()) && inner.iter().all(|c| c.is_ascii_digit())
}

fn lone_number(row: &Row) -> bool {
    let text: String = row.fold.iter().filter(|c| **c != ' ').collect();
    let text = ["ページ", "頁"]
        .iter()
        .find_map(|word| text.strip_suffix(word))
        .unwrap_or(&text);
    // `1 / 2`: the number and how many there are.
    let (own, all) = text.split_once('/').unwrap_or((text, "1"));
    [own, all]
        .iter()
        .all(|part| (1..=3).contains(&part.len()) && part.chars().all(|c| c.is_ascii_digit()))
}

/// Lines of the contents page: a leader and a page number, and what stands among them.
fn contents(flow: &mut [Flow]) {
    let mut first_seen: HashSet<String> = HashSet::new();
    let mut inside = false;
    let pages = are_pages(flow);
    for item in flow.iter_mut() {
        let Flow::Row(row) = item else {
            inside = false;
            continue;
        };
        if row.blank {
            continue;
        }
        let text = key(row);
        if text == "目次" {
            row.aside = true;
            inside = true;
            continue;
        }
        if pages && leads_to_page(row) {
            row.aside = true;
            first_seen.insert(
                text.trim_end_matches(|c: char| {
                    c.is_ascii_digit() || matches!(c, '・' | '.' | '…')
                })
                .to_owned(),
            );
            continue;
        }
        if inside {
            let title: String = text
                .trim_end_matches(|c: char| {
                    c.is_ascii_digit() || matches!(c, '・' | '.' | '…' | '頁' | 'P' | 'p')
                })
                .to_owned();
            let numbered = title.len() < text.len() && moneys(&row.fold).is_empty();
            inside = !first_seen.contains(&text)
                && (numbered
                    || (mark_of(&row.fold).is_some()
                        && moneys(&row.fold).is_empty()
                        && text.chars().count() < 40));
            if inside {
                row.aside = true;
                first_seen.insert(title);
            }
        }
    }
}

/// Whether numbers behind leaders are those of pages: a document with a contents page says so, else they never fall and no unit stands
/// above them.
fn are_pages(flow: &[Flow]) -> bool {
    let mut last = 0_u32;
    let (mut unit, mut rising) = (false, true);
    for item in flow {
        let Flow::Row(row) = item else { continue };
        let text = key(row);
        if text == "目次" {
            return true;
        }
        unit |= text.contains("単位") && unit_in(&row.fold).is_some();
        if leads_to_page(row) {
            let digits = text.len() - text.trim_end_matches(|c: char| c.is_ascii_digit()).len();
            let number = text.get(text.len() - digits..).and_then(|d| d.parse().ok());
            let number = number.unwrap_or(0);
            rising &= number >= last && !unit;
            last = number;
        }
    }
    rising
}

/// `第1章　架空 ・・・・ 3`.
fn leads_to_page(row: &Row) -> bool {
    let text: Vec<char> = row.fold.iter().copied().filter(|c| *c != ' ').collect();
    let digits = text.iter().rev().take_while(|c| c.is_ascii_digit()).count();
    let leader = text
        .iter()
        .rev()
        .skip(digits)
        .take_while(|c| matches!(c, '・' | '.' | '…' | '‥' | '-' | '―' | '─' | '･'))
        .count();
    (1..=3).contains(&digits)
        && (leader >= 3 || text.iter().rev().nth(digits) == Some(&'…'))
        && text.len() > digits + leader
}
