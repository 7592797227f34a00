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
        self.offices();
        self.titles();
        let heading =
            |piece: Option<&Piece>| piece.is_some_and(|p| matches!(p.role, Role::Heading(_)));
        let bare: Vec<usize> = (1..self.pieces.len())
            .filter(|i| {
                let own = self.pieces.get(*i);
                // Below an entry with figures a bare line tells of it.
                let before = self.pieces.get(i - 1);
                heading(before)
                    && before.is_some_and(|p| p.reading.is_none())
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
            let listed = piece.mark.is_some_and(Style::is_point);
            // An item of a list over items within it is what they are listed under.
            let depth = |p: &Piece| p.mark.and_then(Style::depth_of_item);
            let within = next.and_then(depth) > depth(piece) && depth(piece).is_some();
            if heads && (!listed || within) && is_title(&piece.name) {
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

impl Walk<'_> {
    /// Offices alone on their lines, two at least, each over headings or entries, head them: `総務部` over `(1) 危機管理`.
    fn offices(&mut self) {
        let office = |p: &Piece| {
            let name = p
                .name
                .trim_matches(['＜', '＞', '【', '】', '[', ']', '<', '>']);
            let length = name.chars().count();
            p.role == Role::Text
                && p.table.is_none()
                && (3..=14).contains(&length)
                && name.chars().all(|c| c.is_alphabetic() || c == '・')
                && (name.ends_with(['部', '局', '課', '室', '庁']) || name.ends_with("委員会"))
        };
        let over: Vec<usize> = (0..self.pieces.len())
            .filter(|i| {
                let next = self.pieces.get(i + 1);
                self.pieces.get(*i).is_some_and(office)
                    && next.is_some_and(|n| n.role != Role::Text && n.role != Role::Sum)
            })
            .collect();
        let mut names: Vec<&str> = over
            .iter()
            .filter_map(|i| self.pieces.get(*i))
            .map(|p| p.name.as_str())
            .collect();
        names.sort_unstable();
        let repeated = names
            .windows(2)
            .any(|pair| matches!(pair, [a, b] if a == b));
        if over.len() < 2 || repeated {
            return;
        }
        for i in over {
            if let Some(piece) = self.pieces.get_mut(i) {
                piece.role = Role::Heading(Style::Bare);
            }
        }
    }
}

/// A short line without the marks of a sentence.
pub(super) fn is_title(text: &str) -> bool {
    let length = text.chars().count();
    (1..=30).contains(&length)
        && !text.contains(['。', '、', '※', ':', '：'])
        && !text.starts_with(['(', '（', '[', '［'])
        && !["ます", "する", "です", "いる", "ある", "現在"]
            .iter()
            .any(|w| text.ends_with(w))
}
