//! A ranked node as a hit to show: snippet and matched ranges.
//!
//! In: a node and the field to show. Out: its title or name, or the part of a line around the
//! match, with the ranges to highlight. Cost: the field is matched once more; done only for rows
//! that are asked for. Invariant: ranges are sorted, do not touch, and lie in the snippet.

use crate::japanese::normal::{self, Unit};
use crate::model::{Kind, Library, NodeId};
use crate::search::answer::{FieldKind, Hit, Reached, Tier};
use crate::search::index::fields::{Index, Slot};
use crate::search::rank::top_k::RankedNode;
use crate::search::rank::weight::QueryWeight;
use crate::search::scan::term::TermScan;

/// The longest piece of a text line that is shown, in characters.
const SNIPPET: usize = 100;
/// How much of it stands before the match.
const LEAD: usize = 24;
/// Stands for what is cut off.
const CUT: char = '…';

/// The hit of a row.
pub(crate) fn render(
    library: &Library,
    weight: &QueryWeight<'_>,
    scans: &[&TermScan],
    row: RankedNode,
) -> Hit {
    let (index, node) = (weight.index, row.node);
    let score = i64::from(row.score);
    let reached = weight.reached(library, node, row.field);
    let Some(field) = row.field else {
        let kind = match library.node(node).kind {
            Kind::Budget => FieldKind::Name,
            _ => FieldKind::Title,
        };
        return Hit {
            node,
            field: kind,
            score,
            reached,
            tier: Tier::All,
            snippet: library.node(node).title.clone(),
            matches: Vec::new(),
            title_matches: Vec::new(),
        };
    };
    let chosen = ShownField {
        node,
        field,
        score,
        reached,
        tier: Tier::All,
    };
    render_field(library, index, scans, chosen)
}

/// A node and the field of it that is shown.
pub(crate) struct ShownField {
    pub(crate) node: NodeId,
    pub(crate) field: u32,
    pub(crate) score: i64,
    pub(crate) reached: Reached,
    pub(crate) tier: Tier,
}

/// The hit of a field, with what the scans find in it highlighted.
pub(crate) fn render_field(
    library: &Library,
    index: &Index,
    scans: &[&TermScan],
    chosen: ShownField,
) -> Hit {
    let ShownField {
        node,
        field,
        score,
        reached,
        tier,
    } = chosen;
    let slot = index.slot(field);
    let text = slot.text(library, index.owner(field));
    let matches = ranges(index, scans, field, text);
    let (snippet, matches) = match slot {
        Slot::Line(_) => cut(text, &matches),
        Slot::Title | Slot::BodyTitle => (text.to_owned(), matches),
    };
    let title_matches = match slot {
        Slot::Title if index.owner(field) == node => matches.clone(),
        Slot::BodyTitle => title_ranges(library, index, scans, node),
        _ => Vec::new(),
    };
    Hit {
        node,
        field: index.kind(field),
        score,
        reached,
        tier,
        snippet,
        matches,
        title_matches,
    }
}

fn title_ranges(
    library: &Library,
    index: &Index,
    scans: &[&TermScan],
    node: NodeId,
) -> Vec<(usize, usize)> {
    index
        .fields_of(node)
        .find(|field| index.slot(*field) == Slot::Title)
        .map(|field| ranges(index, scans, field, &library.node(node).title))
        .unwrap_or_default()
}

/// Matched ranges of characters of a field's text.
fn ranges(index: &Index, scans: &[&TermScan], field: u32, text: &str) -> Vec<(usize, usize)> {
    let units = normal::normal(text);
    let seen = scans
        .iter()
        .filter_map(|scan| scan.field_match(index, field));
    let mut highlights: Vec<usize> = seen.flat_map(|seen| seen.units).collect();
    highlights.sort_unstable();
    spans(&units, &highlights)
}

/// The ranges of characters that some units come from, sorted, not touching.
pub(crate) fn spans(units: &[Unit], highlights: &[usize]) -> Vec<(usize, usize)> {
    let mut out: Vec<(usize, usize)> = Vec::new();
    for unit in highlights.iter().filter_map(|at| units.get(*at)) {
        let (start, end) = (unit.start as usize, unit.end as usize);
        match out.last_mut() {
            Some(last) if start <= last.1 => last.1 = last.1.max(end),
            _ => out.push((start, end)),
        }
    }
    out
}

/// The part of a line around its first match, with the ranges moved along.
fn cut(text: &str, matches: &[(usize, usize)]) -> (String, Vec<(usize, usize)>) {
    let chars: Vec<char> = text.chars().collect();
    let first = matches.first().map_or(0, |m| m.0);
    let sign = |c: &char| c.is_whitespace() || "-*#・•◆■☞※".contains(*c);
    let body = chars.iter().take_while(|c| sign(c)).count().min(first);
    let from = if chars.len() - body <= SNIPPET || first < body + LEAD {
        body
    } else {
        (first - LEAD).min(chars.len() - SNIPPET)
    };
    let to = chars.len().min(from + SNIPPET);
    let mut snippet = String::new();
    let shift = if from > body {
        snippet.push(CUT);
        1
    } else {
        0
    };
    snippet.extend(chars.get(from..to).unwrap_or_default());
    if to < chars.len() {
        snippet.push(CUT);
    }
    let moved = matches
        .iter()
        .filter(|(start, end)| *start < to && *end > from)
        .map(|(start, end)| (start.max(&from) - from + shift, end.min(&to) - from + shift))
        .collect();
    (snippet, moved)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_long_line_is_cut_around_its_match() {
        let text = format!("- ・{}移住{}", "あ".repeat(150), "い".repeat(150));
        let at = text.chars().position(|c| c == '移').unwrap();
        let (snippet, matches) = cut(&text, &[(at, at + 2)]);
        assert_eq!(snippet.chars().count(), SNIPPET + 2);
        let (start, end) = matches[0];
        let shown: String = snippet.chars().skip(start).take(end - start).collect();
        assert_eq!(shown, "移住");
    }

    #[test]
    fn a_short_line_loses_only_its_bullet() {
        assert_eq!(
            cut("- ・地方", &[(3, 5)]),
            ("地方".to_owned(), vec![(0, 2)])
        );
    }
}
