//! After the walk: which names are headings, sums or text after all.

use super::super::label::{is_memo, is_sum};
use super::super::piece::{Piece, Role, Style};
use super::Walk;

impl Walk<'_> {
    /// Names that never got figures are text; bare lines between two headings are headings.
    pub(super) fn settle(&mut self) {
        self.promote();
        for piece in &mut self.pieces {
            if piece.role == Role::Item {
                if piece.reading.is_none() {
                    piece.role = Role::Text;
                } else if is_sum(&piece.name) {
                    piece.role = Role::Sum;
                } else if is_memo(&piece.name) {
                    piece.role = Role::Memo;
                }
            }
        }
        let heading =
            |piece: Option<&Piece>| piece.is_some_and(|p| matches!(p.role, Role::Heading(_)));
        let bare: Vec<usize> = (1..self.pieces.len())
            .filter(|i| {
                let own = self.pieces.get(*i);
                heading(self.pieces.get(i - 1))
                    && heading(self.pieces.get(i + 1))
                    && own.is_some_and(|p| {
                        p.role == Role::Text && p.table.is_none() && is_title(&p.name)
                    })
            })
            .collect();
        for i in bare {
            if let Some(piece) = self.pieces.get_mut(i) {
                piece.role = Role::Heading(Style::Bare);
            }
        }
    }
}

impl Walk<'_> {
    /// A sign of entries that here and there stands without figures over entries of another sign heads those:
    /// then all its lines are of one level.
    fn promote(&mut self) {
        let waits = |p: &Piece| p.role == Role::Item && p.reading.is_none() && p.mark.is_some();
        let mut signs = Vec::new();
        let mut over = Vec::new();
        for (i, piece) in self.pieces.iter().enumerate().filter(|(_, p)| waits(p)) {
            let next = self
                .pieces
                .iter()
                .skip(i + 1)
                .find(|p| p.role != Role::Text);
            let heads = next.is_some_and(|n| {
                n.role == Role::Item
                    && n.mark.is_some()
                    && n.mark != piece.mark
                    && n.reading.is_some()
            });
            let listed = matches!(piece.mark, Some(Style::Sign('-' | '・' | '*' | '•')));
            if heads && !listed && is_title(&piece.name) {
                over.push(i);
                signs.extend(piece.mark);
            }
        }
        for (i, piece) in self.pieces.iter_mut().enumerate() {
            if let Some(style) = piece
                .mark
                .filter(|s| signs.contains(s) && piece.role == Role::Item)
                && (piece.reading.is_some() || over.contains(&i))
            {
                piece.role = Role::Heading(style);
            }
        }
    }
}

/// A short line without the marks of a sentence.
fn is_title(text: &str) -> bool {
    let length = text.chars().count();
    (1..=30).contains(&length)
        && !text.contains(['。', '、', '※', ':', '：'])
        && !text.starts_with(['(', '（', '[', '［'])
        && !["ます", "する", "です", "いる", "ある", "現在"]
            .iter()
            .any(|w| text.ends_with(w))
}
