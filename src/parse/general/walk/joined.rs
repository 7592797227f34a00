//! Names that go on over lines.

use super::super::entry::name::name_of;
use super::super::entry::token::bracketed_tags;
use super::super::layout::Row;
use super::super::outline::mark::mark_of;
use super::super::piece::{Role, Style};
use super::Walk;
use super::begin::Begin;

impl Walk<'_> {
    /// The open name that an unmarked line continues, if it waits just above.
    pub(super) fn continued(&self, begin: &Begin, row: &Row) -> Option<(usize, String)> {
        let over = self
            .heading_goes_on(begin, row)
            .or_else(|| self.word_goes_on(begin, row));
        if over.is_some() {
            return over;
        }
        let open = self
            .open
            .as_ref()
            .filter(|o| o.joinable && o.tokens.is_empty())?;
        if begin.marked() {
            return None;
        }
        let piece = self.pieces.get(open.piece)?;
        // `[新]架空灯台の改修` begins an entry, and `後継者不在率は 57.4%`, `2,300ha → 3,800ha` tell of one.
        let first = row.fold.iter().take_while(|c| **c == ' ').count();
        if bracketed_tags(&row.fold, first).is_some() || piece.name.contains(['%', '％', '→', '⇒'])
        {
            return None;
        }
        // A name that ends in 事業 has ended: what stands below tells of it.
        let whole = piece.name.ends_with("事業") && row.fold.iter().all(|c| !c.is_ascii_digit());
        let short = !whole && piece.name.chars().count() <= 60 && !piece.name.contains('。');
        (short && piece.role == Role::Item && piece.reading.is_none())
            .then(|| (open.piece, piece.name.clone()))
    }

    /// The name just above that a line's end cut within a word of katakana: `架空コンソー` over `シアムの設立`.
    fn word_goes_on(&self, begin: &Begin, row: &Row) -> Option<(usize, String)> {
        let open = self.open.as_ref().filter(|o| o.tokens.is_empty())?;
        let piece = self.pieces.get(open.piece)?;
        let katakana = |c: char| matches!(c, 'ァ'..='ヺ' | 'ー');
        let cut = row
            .fold
            .iter()
            .find(|c| **c != ' ')
            .copied()
            .is_some_and(katakana)
            && piece.name.ends_with(katakana);
        let next = piece.lines.last().map(|line| line + 1) == row.numbers.first().copied();
        let waits = piece.role == Role::Item && piece.reading.is_none();
        (cut && next && waits && !begin.marked()).then(|| (open.piece, piece.name.clone()))
    }

    /// The numbered title just above, where a line without a mark begins with a particle: `(2) 架空の古木の年輪を測る装置` over `の購入　5億円`.
    fn heading_goes_on(&self, begin: &Begin, row: &Row) -> Option<(usize, String)> {
        let open = self.open.as_ref().filter(|o| o.tokens.is_empty())?;
        let piece = self.pieces.get(open.piece)?;
        let first = row.fold.iter().find(|c| **c != ' ')?;
        let open_end = [
            "と",
            "の",
            "を",
            "に",
            "及び",
            "・",
            "や",
            "による",
            "ための",
        ]
        .iter()
        .any(|end| piece.name.ends_with(end));
        let particle = open_end
            || matches!(
                first,
                'の' | 'を' | 'に' | 'と' | 'へ' | 'や' | 'が' | 'で' | '及'
            );
        let next = piece.lines.last().map(|line| line + 1) == row.numbers.first().copied();
        let waits = matches!(piece.role, Role::Heading(_)) && piece.reading.is_none();
        (particle && next && waits && !begin.marked() && !piece.label.is_empty())
            .then(|| (open.piece, piece.name.clone()))
    }

    /// A marked name behind the last entry of a line, whose figures stand on the next one: `・架空橋 3億円　・架空道` over `5億円`.
    pub(super) fn waits_behind(&mut self, row: &Row, from: usize) {
        let rest = row.fold.get(from..).unwrap_or_default();
        let Some(mark) = mark_of(rest).filter(|mark| matches!(mark.style, Style::Sign(_))) else {
            return;
        };
        let words = row.printed.get(from + mark.rest..).unwrap_or_default();
        let name = name_of(words);
        let plain = !name.text.contains(['。', '、']) && name.text.chars().count() <= 40;
        if plain && !name.text.is_empty() && !rest.iter().any(char::is_ascii_digit) {
            self.wait(row, &name, true);
        }
    }

    /// Whether a name waits for its figures.
    pub(super) fn waits(&self) -> bool {
        self.open.as_ref().is_some_and(|o| {
            let piece = self.pieces.get(o.piece);
            piece.is_some_and(|p| p.reading.is_none() && p.role == Role::Item)
        })
    }

    /// Text stands between: an open name goes on waiting, an entry that is read gets no more figures.
    pub(super) fn stale(&mut self) {
        let read = self.open.as_ref().is_some_and(|o| {
            self.pieces
                .get(o.piece)
                .is_some_and(|p| p.reading.is_some())
        });
        if read {
            self.open = None;
        }
        if let Some(open) = &mut self.open {
            open.joinable = false;
            open.fresh = false;
        }
    }
}
