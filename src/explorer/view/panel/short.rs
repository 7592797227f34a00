//! What the head line under the tree says of its node: sum and change, in the room that there is.

use super::Page;
use crate::explorer::line::{Line, Role};
use crate::explorer::view::money::{change_words, full_text};
use crate::model::Kind;

/// How figures are told.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Telling {
    /// Exactly, with how many lines they are of.
    Whole,
    /// Those that are exact to the yen to the hundredth of 億円.
    Rounded,
    /// The same without how many lines they are of.
    Bare,
}

impl Page<'_> {
    /// Sum and change in so many columns. A figure is whole or absent, and its label with it; the change
    /// is left out only when nothing else is left to shorten.
    pub(super) fn in_short(&self, columns: usize) -> Line {
        if self.library.node(self.node).kind == Kind::Budget {
            let summary = self.summary(self.node);
            let settings = &self.state.settings;
            let (text, role) = change_words(&summary, settings);
            let request = Line::of(full_text(&summary.request, settings), Role::Strong);
            return self.laid_out(&[request, Line::of(text, role)], columns).0;
        }
        if self.node_totals().counts.lines == 0 {
            return Line::new();
        }
        let mut line = Line::new();
        for telling in [Telling::Whole, Telling::Rounded, Telling::Bare] {
            let (made, is_whole) = self.laid_out(&self.key_figures(telling), columns);
            if is_whole {
                return made;
            }
            line = made;
        }
        line
    }

    /// Figures behind each other, and whether each of them is there. In front stands the label, then the
    /// figure; what follows may be missing.
    fn laid_out(&self, figures: &[Line], columns: usize) -> (Line, bool) {
        let ruler = self.state.settings.ruler;
        let mut line = Line::new();
        for figure in figures {
            let mut own = Line::of(" ", Role::Plain);
            for (at, part) in figure.parts.iter().enumerate() {
                // Columns of their own are for rows.
                let text = format!(" {}", part.text.trim());
                if line.width(ruler) + own.width(ruler) + ruler.width(&text) > columns {
                    if at < 2 {
                        return (line, false);
                    }
                    break;
                }
                own.push(text, part.role);
            }
            line.parts.extend(own.parts);
        }
        (line, true)
    }
}
