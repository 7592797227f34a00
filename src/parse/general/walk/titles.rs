//! Titles without a mark, alone between blank lines over entries without marks: `健康・福祉`.

use super::super::piece::{Piece, Role, Style};
use super::Walk;
use super::settle::is_title;

impl Walk<'_> {
    /// Makes headings of short lines that stand alone between blank lines right above an entry, two at least, where each has two
    /// entries or more on average; and of a line that says what follows is counted by heads.
    pub(super) fn titles(&mut self) {
        let entry = |p: &Piece| {
            p.role == Role::Item && p.reading.is_some() && p.mark.is_none() && p.table.is_none()
        };
        let plain = |p: &Piece| p.role == Role::Text && p.table.is_none() && is_title(&p.name);
        let mut over: Vec<usize> = Vec::new();
        let mut each: Vec<usize> = Vec::new();
        for (i, piece) in self.pieces.iter().enumerate() {
            let next = self.pieces.get(i + 1).filter(|next| entry(next));
            let Some(next) = next.filter(|_| plain(piece)) else {
                continue;
            };
            let lines = (piece.lines.first(), piece.lines.last(), next.lines.first());
            let (Some(first), Some(last), Some(below)) = lines else {
                continue;
            };
            let above = i
                .checked_sub(1)
                .and_then(|n| self.pieces.get(n))
                .and_then(|p| p.lines.last())
                .map_or(0, |line| *line);
            if ["人当たり", "人あたり", "世帯当たり", "世帯あたり"]
                .iter()
                .any(|word| piece.name.contains(word))
            {
                each.push(i);
            } else if above + 1 < *first && last + 1 < *below {
                over.push(i);
            }
        }
        let entries = self.pieces.iter().filter(|p| entry(p)).count();
        if over.len() < 2 || over.len() * 2 > entries {
            over.clear();
        }
        for i in over.into_iter().chain(each) {
            if let Some(piece) = self.pieces.get_mut(i) {
                piece.role = Role::Heading(Style::Bare);
            }
        }
    }
}
