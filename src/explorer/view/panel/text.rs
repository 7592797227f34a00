//! The text of a node, or of a budget line's measure.

use super::Page;
use crate::explorer::line::{Line, Role};
use crate::explorer::words;
use crate::model::Kind;
use crate::text::plain_line;

/// How far above a budget line its text may stand: in its sub-measure or measure.
const MOST_ABOVE: usize = 3;

impl Page<'_> {
    pub(super) fn text(&mut self) {
        let library = self.library;
        let is_line = library.node(self.node).kind == Kind::Budget;
        // A programme's text is its measure's; a chapter's is below it.
        let own = std::iter::once(self.node).chain(library.ancestors(self.node));
        let node = own
            .take(if is_line { MOST_ABOVE } else { 1 })
            .map(|id| library.node(id))
            .take_while(|node| {
                matches!(node.kind, Kind::Budget | Kind::Sub | Kind::Measure) || !is_line
            })
            .find(|node| !node.text.is_empty());
        let Some(node) = node else { return };
        let rule = self.state.settings.glyphs().rule();
        let head = format!(" {} ", self.word(words::BODY));
        let rest = self
            .columns
            .saturating_sub(self.state.settings.ruler.width(&head));
        self.out
            .push(Line::of(head, Role::Strong).with(rule.repeat(rest.min(20)), Role::Dim));
        for line in &node.text {
            let text = plain_line(&line.text);
            let indent = if text.starts_with('・') { 2 } else { 0 };
            self.wrapped(&text, Role::Plain, indent);
        }
    }
}
