//! The settings that many Markdown files begin with, between two lines of `---`: no part of the paper.

use crate::source::block::{Block, Source};

/// Most lines that are looked at for the end.
const MOST_LINES: usize = 40;

/// Takes them away; a `title:` among them is the document's.
pub(super) fn take(source: &mut Source) {
    let text = |at: usize| match source.blocks.get(at) {
        Some(Block::Line(line)) => Some(line.text.trim_end()),
        _ => None,
    };
    if text(0) != Some("---") {
        return;
    }
    let end = (1..MOST_LINES).find(|at| matches!(text(*at), Some("---" | "...")));
    let Some(end) = end else { return };
    let setting = |at: usize| {
        text(at).is_some_and(|line| {
            let named = line
                .split_once(':')
                .is_some_and(|(key, _)| !key.is_empty() && key.is_ascii());
            named || line.is_empty() || line.starts_with([' ', '#']) || line.starts_with("- ")
        })
    };
    if !(1..end).all(setting) || end == 1 {
        return;
    }
    let title = (1..end).find_map(|at| text(at)?.strip_prefix("title:"));
    let title = title.map(|title| title.trim().trim_matches(['"', '\'']).to_owned());
    source.title = source.title.take().or(title.filter(|t| !t.is_empty()));
    for block in source.blocks.iter_mut().take(end + 1) {
        if let Block::Line(line) = block {
            line.text.clear();
        }
    }
}
