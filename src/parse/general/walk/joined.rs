//! Names that go on over lines.

use super::super::entry::interpret::interpret;
use super::super::entry::name::name_of;
use super::super::layout::Row;
use super::super::piece::Role;
use super::Walk;
use super::begin::Begin;

impl Walk<'_> {
    /// The open name that an unmarked line continues, if it waits just above.
    pub(super) fn continued(&self, begin: &Begin, row: &Row) -> Option<(usize, String)> {
        if let Some(over) = self.heading_goes_on(begin, row) {
            return Some(over);
        }
        let open = self
            .open
            .as_ref()
            .filter(|o| o.joinable && o.tokens.is_empty())?;
        if begin.marked() {
            return None;
        }
        let piece = self.pieces.get(open.piece)?;
        let short = piece.name.chars().count() <= 60 && !piece.name.contains('。');
        (short && piece.role == Role::Item && piece.reading.is_none())
            .then(|| (open.piece, piece.name.clone()))
    }

    /// The numbered title just above, where a line without a mark begins with a particle: `(2) 架空の古木の年輪を測る装置` over `の購入　5億円`.
    fn heading_goes_on(&self, begin: &Begin, row: &Row) -> Option<(usize, String)> {
        let open = self.open.as_ref().filter(|o| o.tokens.is_empty())?;
        let piece = self.pieces.get(open.piece)?;
        let first = row.fold.iter().find(|c| **c != ' ')?;
        let particle = matches!(
            first,
            'の' | 'を' | 'に' | 'と' | 'へ' | 'や' | 'が' | 'で' | '及'
        );
        let next = piece.lines.last().map(|line| line + 1) == row.numbers.first().copied();
        let waits = matches!(piece.role, Role::Heading(_)) && piece.reading.is_none();
        (particle && next && waits && !begin.marked() && !piece.label.is_empty())
            .then(|| (open.piece, piece.name.clone()))
    }

    /// Closes a bracket that the name of the entry just above left open before its figures: `架空灯台の改修【新　5億円` over `規】`.
    pub(super) fn closes_name(&mut self, row: &Row, begin: &Begin) -> bool {
        let Some(open) = self.open.as_ref().filter(|_| !begin.marked()) else {
            return false;
        };
        let Some(piece) = self.pieces.get_mut(open.piece) else {
            return false;
        };
        let brackets = [
            ('【', '】'),
            ('（', '）'),
            ('(', ')'),
            ('〈', '〉'),
            ('＜', '＞'),
            ('［', '］'),
        ];
        let text = row.text();
        let closes = piece.reading.is_some()
            && brackets.iter().any(|(a, z)| {
                let opened = piece.name.matches(*a).count() > piece.name.matches(*z).count();
                opened && text.ends_with(*z) && !text.contains(*a) && text.chars().count() <= 12
            });
        if !closes {
            return false;
        }
        let whole: Vec<char> = piece.name.chars().chain(text.chars()).collect();
        let name = name_of(&whole);
        piece.name.clone_from(&name.text);
        piece.lines.extend(&row.numbers);
        let mut tags = open.tags.clone();
        tags.extend(name.tags);
        let figures = piece.reading.as_ref().map(|r| r.figures.clone());
        if let Some(mut reading) = interpret(&open.tokens, &tags, self.evidence) {
            reading.figures = figures.unwrap_or_default();
            piece.reading = Some(reading);
        }
        true
    }
}
