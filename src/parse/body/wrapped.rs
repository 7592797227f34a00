//! Headings of plain text that the edge of the page broke: `(1) …による人の流れの創` / `出`.

use crate::parse::entry::has_mark;
use crate::parse::line::Line;
use crate::text::width;

/// How far short of the edge a cut line may end, in columns: converters know no columns, and letters differ in width.
const SLACK: usize = 6;

/// Where the page cuts headings, in columns; nowhere in a text with markup, whose lines are whole.
#[derive(Clone, Copy, Debug)]
pub struct Edge(Option<usize>);

impl Edge {
    /// The width of the widest numbered headings, if several end there.
    pub fn of(lines: &[Line]) -> Self {
        if lines.iter().any(|line| line.depth > 0) {
            return Self(None);
        }
        let headings = lines.iter().filter(|line| line.numbered().is_some());
        let widths: Vec<usize> = headings.map(|line| width::width(&line.text)).collect();
        let widest = widths.iter().copied().max().unwrap_or(0);
        let near = widths.iter().filter(|w| **w + SLACK >= widest).count();
        Self((near > 1).then_some(widest))
    }

    /// The short line that holds the rest of a heading.
    pub fn rest_of<'a, 'b>(
        self,
        heading: &Line<'_>,
        next: Option<&'a Line<'b>>,
    ) -> Option<&'a Line<'b>> {
        let next = next.filter(|next| !next.is_blank() && !next.bullet && !has_mark(next))?;
        // `…の推進(再` over `掲)`: an open bracket tells it wherever the page ends.
        if is_open(&heading.words) && closes(&next.words) {
            return Some(next);
        }
        let edge = self.0?;
        let begins_anew = next
            .words
            .starts_with(['※', '【', '〔', '<', '＜', '(', '（', '☞', '→', '⇒']);
        let full = width::width(&heading.text) + SLACK >= edge;
        let short = width::width(&next.text) * 2 < edge;
        let ended = next.words.ends_with(['。', '円']) || heading.words.ends_with(['。', '）']);
        (full && short && !ended && !begins_anew && next.numbered().is_none()).then_some(next)
    }
}

/// Most characters of the rest of a bracket that the edge of the page broke.
const REST: usize = 12;

/// Whether the last bracket of a text is not closed.
fn is_open(words: &str) -> bool {
    let last = words.rfind(['(', '（', ')', '）']);
    last.and_then(|at| words.get(at..))
        .is_some_and(|rest| rest.starts_with(['(', '（']))
}

/// Whether a text is nothing but the rest of a bracket: `掲)`.
fn closes(words: &str) -> bool {
    let words = words.trim_end();
    let rest = words.strip_suffix([')', '）']);
    rest.is_some_and(|rest| rest.chars().count() <= REST && !rest.contains(['(', '（', ')', '）']))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::parse::line::lines;

    #[test]
    fn a_heading_that_ends_at_the_edge_goes_on() {
        let text = "(1) 架空灯台の改修による離島航路の安全の確\n保\n・文\n(2) 架空桟橋\n図\n(3) 架空防波堤の延長による港の静けさの保全\n";
        let lines = lines(text);
        let edge = Edge::of(&lines);
        let rest = |at: usize| {
            let rest = edge.rest_of(&lines[at], lines.get(at + 1));
            rest.map(|line| &*line.words)
        };
        assert_eq!((rest(0), rest(3), rest(5)), (Some("保"), None, None));
        // The bracket tells it in a text without other cut lines as well.
        let open = crate::parse::line::lines("(1) 架空灯台の改修(再\n掲)\n・文\n");
        let rest = Edge::of(&open).rest_of(&open[0], open.get(1));
        assert_eq!(rest.map(|line| &*line.words), Some("掲)"));
        let marked = super::super::super::line::lines("## 1 港\n(1) 架空灯台の改修\n図\n");
        assert!(
            Edge::of(&marked)
                .rest_of(&marked[1], marked.get(2))
                .is_none()
        );
    }
}
