//! Blanks that converters put between Japanese and Latin letters: `IT 人材` for `IT人材`.
//!
//! Word processors set a quarter of a blank where the scripts meet, and programs that draw text out of a page make a
//! whole one of it. Whether a text has them is told by the text: then nearly every such border is spaced.

use crate::model::{Base, Document, Request};

/// How many borders a text must have before they tell anything.
const ENOUGH: usize = 40;

/// Whether nearly every border between Japanese and Latin letters of a text is spaced. One pass.
#[must_use]
pub fn is_spaced(text: &str) -> bool {
    // Most texts have not so many blanks between two letters.
    let bytes = text.as_bytes();
    let between = |at: usize| {
        let beside = |at: Option<usize>| at.and_then(|at| bytes.get(at)).copied();
        let (before, behind) = (beside(at.checked_sub(1)), beside(at.checked_add(1)));
        before.zip(behind).is_some_and(|(a, b)| {
            (a >= 0x80 && b.is_ascii_graphic()) || (a.is_ascii_graphic() && b >= 0x80)
        })
    };
    let mut blanks = bytes
        .iter()
        .enumerate()
        .filter(|(at, b)| **b == b' ' && between(*at));
    if blanks.nth(ENOUGH - 1).is_none() {
        return false;
    }
    let (mut spaced, mut close) = (0_usize, 0_usize);
    // Which side of a border the last two letters may be.
    let (mut before, mut last) = (Side::None, Side::None);
    for c in text.chars() {
        let side = Side::of(c);
        spaced += usize::from(last == Side::Blank && before.borders(side));
        close += usize::from(last.borders(side));
        (before, last) = (last, side);
    }
    spaced >= ENOUGH && spaced >= 9 * close
}

/// Takes those blanks out of the names of a document. The text of its nodes stays as it is printed.
pub fn close(document: &mut Document) {
    document.meta.title = closed(&document.meta.title);
    for node in &mut document.nodes {
        node.title = closed(&node.title);
        let Some(budget) = &mut node.budget else {
            continue;
        };
        if let Request::Parts(parts) = &mut budget.request {
            parts.iter_mut().for_each(|p| p.label = closed(&p.label));
        }
        if let Base::Parts(parts) = &mut budget.base {
            parts.iter_mut().for_each(|p| p.label = closed(&p.label));
        }
    }
}

fn closed(text: &str) -> String {
    let chars: Vec<char> = text.chars().collect();
    let between = |at: usize| {
        let before = at.checked_sub(1).and_then(|at| chars.get(at));
        before
            .zip(chars.get(at + 1))
            .is_some_and(|(a, b)| is_border(*a, *b))
    };
    let kept = chars.iter().enumerate();
    kept.filter(|(at, c)| **c != ' ' || !between(*at))
        .map(|(_, c)| *c)
        .collect()
}

/// What a letter is beside a border.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Side {
    None,
    Blank,
    Japanese,
    Latin,
}

impl Side {
    const fn of(c: char) -> Self {
        match c {
            // The dot before an item is no letter.
            'ぁ'..='ヺ' | 'ー' | '一'..='鿿' | '々' => Self::Japanese,
            '0'..='9' | 'a'..='z' | 'A'..='Z' | '#' | '%' => Self::Latin,
            ' ' => Self::Blank,
            _ => Self::None,
        }
    }

    const fn borders(self, other: Self) -> bool {
        matches!(
            (self, other),
            (Self::Japanese, Self::Latin) | (Self::Latin, Self::Japanese)
        )
    }
}

/// Japanese on one side, a Latin letter or digit on the other.
const fn is_border(a: char, b: char) -> bool {
    Side::of(a).borders(Side::of(b))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_a_text_that_is_spaced_throughout_is_closed() {
        let spaced = "・IT 人材の育成 3 億円（2 億円）\n".repeat(20);
        assert!(is_spaced(&spaced));
        assert!(!is_spaced("・IT 人材の育成 3 億円"), "too little to tell");
        let by_hand = "・IT人材の育成 3億円（2億円）\n".repeat(20);
        assert!(!is_spaced(&by_hand));
        assert_eq!(
            closed("地域 IoT 実装 A B の #7119 化"),
            "地域IoT実装A Bの#7119化"
        );
    }
}
