//! The keys of the screen for readers. Arrows, Home, End and the page keys come first: readers
//! speak the line under the cursor only after those.

use crate::explorer::{Code, Key};
use crate::ledger::LineFilter;

/// What a key asks for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Ask {
    /// That many rows down, or up where negative.
    Move(isize),
    /// To the first row.
    First,
    /// To the last row.
    Last,
    /// A page of rows down, or up.
    Page(bool),
    /// Open the row.
    Open,
    /// The place above, or the page before.
    Up,
    /// Read the row as whole text lines.
    Read,
    /// Where this is, in one sentence.
    Where,
    /// Mark or unmark the row.
    Mark,
    /// The marked places.
    Marks,
    /// Budget lines below the row, of one sort or all.
    Budget(Option<LineFilter>),
    /// From a relisted line to its original.
    Original,
    /// What the total holds and leaves out.
    Why,
    /// The largest changes below the row.
    Changes,
    /// What became of the programmes of an earlier document.
    Compare,
    /// What became of the money below the row, by review sheets.
    Became,
    /// Of review sheets: another year or figure.
    Sheets(Turn),
    /// Type a search.
    Search,
    /// Type a place to go to.
    Place,
    /// The hits again.
    Results,
    /// The top of the document.
    Top,
    /// The keys.
    Help,
    /// Read the documents anew.
    Reread,
    /// To the reading mode.
    Text,
    /// Draw anew.
    Redraw,
    /// Suspend to the shell.
    Suspend,
    /// Leave.
    Quit,
}

/// What else of review sheets is to be shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Turn {
    /// The budget year before.
    Earlier,
    /// The budget year after.
    Later,
    /// The next figure.
    Figure,
    /// The next arrangement.
    Arrangement,
}

/// The keys for `help`, what they do in Japanese and in English.
pub const HELP: &[(&str, &str, &str)] = &[
    (
        "↓",
        "下矢印で次の行、上矢印で前の行",
        "down arrow and up arrow: next and previous row",
    ),
    (
        "Home",
        "Home で最初、End で最後、PageUp と PageDown で一画面",
        "Home, End, PageUp, PageDown",
    ),
    (
        "Enter",
        "Enter か右矢印で開く",
        "Enter or right arrow: open",
    ),
    ("Left", "左矢印か u で上へ", "left arrow or u: up"),
    ("r", "r で行の金額と本文を読む", "r: read figures and text"),
    ("w", "w でいまの場所", "w: where this is"),
    (
        "b",
        "b で下の予算、f で減った予算、i で増えた予算",
        "b: budget lines below, f: falls, i: rises",
    ),
    (
        "/",
        "スラッシュで検索、s で検索の結果",
        "slash: search, s: the hits again",
    ),
    (
        "m",
        "m で印、引用符で印の一覧",
        "m: mark, apostrophe: marks",
    ),
    (
        "o",
        "o で再掲元",
        "o: the original of a relisted line, measure or theme",
    ),
    (
        "y",
        "y で合計の内訳、x で増減の大きい順",
        "y: why this total, x: the largest changes",
    ),
    (
        "c",
        "c で前の文書との比較",
        "c: what changed from the earlier document",
    ),
    (
        "e",
        "e でその後どうなったか、行政事業レビューのデータを開いているとき",
        "e: what became of it, with review data open",
    ),
    (
        "<",
        "小なりで前の年度、大なりで次の年度、ドル記号で金額の種類、a で並べ方、行政事業レビューのデータで",
        "less than and greater than: year before and after, dollar: next figure, a: arrangement, of review data",
    ),
    ("t", "t で先頭", "t: top"),
    (
        "T",
        "大文字の T で読み上げモード",
        "capital T: reading mode",
    ),
    (
        ":",
        "コロンのあとに、14の2 のような番地でそこへ、text で読み上げモード",
        "colon and an address such as 14.2: go there; and text: reading mode",
    ),
    (
        "R",
        "大文字の R で文書を読み直す",
        "capital R: read the document anew",
    ),
    ("q", "q で終わる", "q: leave"),
];

/// What the key asks for; none for keys without a meaning.
#[must_use]
pub fn ask(key: Key) -> Option<Ask> {
    let key = key.folded();
    if key.ctrl {
        return match key.code {
            Code::Char('j') => Some(Ask::Open),
            Code::Char('n') => Some(Ask::Move(1)),
            Code::Char('p') => Some(Ask::Move(-1)),
            Code::Char('c') => Some(Ask::Quit),
            Code::Char('l') => Some(Ask::Redraw),
            Code::Char('z') => Some(Ask::Suspend),
            _ => None,
        };
    }
    Some(match key.code {
        Code::Down | Code::Char('j') => Ask::Move(1),
        Code::Up | Code::Char('k') => Ask::Move(-1),
        Code::Home | Code::Char('g') => Ask::First,
        Code::End | Code::Char('G') => Ask::Last,
        Code::PageDown => Ask::Page(true),
        Code::PageUp => Ask::Page(false),
        Code::Enter | Code::Right | Code::Char('l') => Ask::Open,
        Code::Left | Code::Esc | Code::Backspace | Code::Char('u' | 'h') => Ask::Up,
        Code::Char('r') => Ask::Read,
        Code::Char('w') => Ask::Where,
        Code::Char('m') => Ask::Mark,
        Code::Char('\'') => Ask::Marks,
        Code::Char('b') => Ask::Budget(None),
        Code::Char('f') => Ask::Budget(Some(LineFilter::Decreased)),
        Code::Char('i') => Ask::Budget(Some(LineFilter::Increased)),
        Code::Char('o') => Ask::Original,
        Code::Char('y') => Ask::Why,
        Code::Char('x') => Ask::Changes,
        Code::Char('c' | 'D') => Ask::Compare,
        Code::Char('e') => Ask::Became,
        Code::Char('<') => Ask::Sheets(Turn::Earlier),
        Code::Char('>') => Ask::Sheets(Turn::Later),
        Code::Char('$') => Ask::Sheets(Turn::Figure),
        Code::Char('a') => Ask::Sheets(Turn::Arrangement),
        Code::Char('/') => Ask::Search,
        Code::Char('s') => Ask::Results,
        Code::Char('t') => Ask::Top,
        Code::Char(':') => Ask::Place,
        Code::Char('T') => Ask::Text,
        Code::Char('R') => Ask::Reread,
        Code::Char('?') | Code::F(1) => Ask::Help,
        Code::Char('q') => Ask::Quit,
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn review_data_has_keys_of_its_own_in_any_width() {
        for (key, turn) in [
            ('<', Turn::Earlier),
            ('＞', Turn::Later),
            ('＄', Turn::Figure),
            ('a', Turn::Arrangement),
        ] {
            assert_eq!(ask(Key::char(key)), Some(Ask::Sheets(turn)), "{key}");
        }
        assert_eq!(ask(Key::char('e')), Some(Ask::Became));
    }
}
