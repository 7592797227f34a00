//! Sentences of a speech that give amounts to names in corner brackets: `「架空灯台」に五億円を計上いたしました`.

use super::super::amount::money_at;

/// Most characters of such a name, and of the bracket behind its amount.
const LONGEST: usize = 40;

/// What joins a name to the amount that it is given, longest first.
const JOINTS: [&str; 8] = [
    "につきましては、",
    "については、",
    "に対しては、",
    "に対し、",
    "には、",
    "には",
    "に、",
    "に",
];

/// What joins them as well where the amount of the year before stands behind: `「架空灯台」は5億円（前年度3億円）とし`.
const WEAK_JOINTS: [&str; 4] = ["は、", "は", "を", "が"];

/// What an amount is called that is that of the year before.
const SAME: [&str; 4] = [
    "前年度と同額の",
    "前年度同額の",
    "前年と同額の",
    "前年同額の",
];

/// A name in corner brackets and the figures that it is given, each from its first character to behind its last.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Quoted {
    pub(super) name: (usize, usize),
    pub(super) figures: (usize, usize),
    /// The words before it say that it is begun anew: `新たに取り組む「…」`.
    pub(super) new: bool,
    /// It is the amount of the year before as well: `前年度と同額の5億円`.
    pub(super) same: bool,
    /// The amount of the year before is told with it.
    pub(super) paired: bool,
}

/// All of them on a line.
pub(super) fn quoted(fold: &[char]) -> Vec<Quoted> {
    // The cheap question first.
    if !fold.contains(&'」') || !fold.contains(&'円') {
        return Vec::new();
    }
    let mut found = Vec::new();
    let (mut at, mut clause) = (0, 0);
    while let Some(c) = fold.get(at) {
        match c {
            '「' => {
                if let Some(one) = quoted_at(fold, at, clause) {
                    at = one.figures.1;
                    found.push(one);
                    continue;
                }
            }
            '、' | '。' | '」' => clause = at + 1,
            _ => {}
        }
        at += 1;
    }
    found
}

fn quoted_at(fold: &[char], open: usize, clause: usize) -> Option<Quoted> {
    let inner = fold.iter().skip(open + 1).take(LONGEST);
    let close = open + 1 + inner.take_while(|c| !matches!(c, '」' | '「')).count();
    let name = fold.get(open + 1..close)?;
    let named = fold.get(close) == Some(&'」')
        && name.iter().filter(|c| c.is_alphabetic()).count() > 2
        && !name.iter().any(|c| matches!(c, '。' | '円'));
    if !named {
        return None;
    }
    let starts =
        |at: usize, word: &str| word.chars().zip(at..).all(|(c, i)| fold.get(i) == Some(&c));
    let strong = JOINTS.iter().find(|word| starts(close + 1, word));
    let weak = || WEAK_JOINTS.iter().find(|word| starts(close + 1, word));
    let joint = strong.or_else(weak)?;
    let mut from = close + 1 + joint.chars().count();
    let same = SAME.iter().find(|word| starts(from, word));
    from += same.map_or(0, |word| word.chars().count());
    from += usize::from(fold.get(from) == Some(&'約'));
    let mut end = money_at(fold, from)?.end;
    if fold.get(end.checked_sub(1)?) != Some(&'円') {
        return None;
    }
    let prior = ["(前年", "(昨年", "(同"]
        .iter()
        .any(|word| starts(end, word));
    let paired = prior || same.is_some();
    if strong.is_none() && !paired {
        return None;
    }
    if fold.get(end) == Some(&'(') {
        let inner = fold.iter().skip(end).take(LONGEST);
        end += inner.take_while(|c| **c != ')').count() + 1;
    }
    let ends = fold.get(end).is_none_or(|c| {
        matches!(c, 'を' | '、' | '。' | ' ') || paired && matches!(c, 'に' | 'と' | 'へ')
    });
    let before: String = fold.get(clause..open)?.iter().collect();
    ends.then(|| Quoted {
        name: (open + 1, close),
        figures: (from, end),
        new: before.contains("新たに") || before.contains("新規"),
        same: same.is_some(),
        paired,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::japanese::fold::folded;

    #[test]
    fn names_in_corner_brackets_are_given_amounts() {
        let names = |text: &str| -> Vec<(String, bool)> {
            let found = quoted(&folded(text)).into_iter();
            let name = |one: Quoted| {
                let chars = text.chars().skip(one.name.0).take(one.name.1 - one.name.0);
                (chars.collect(), one.new)
            };
            found.map(name).collect()
        };
        let own = |text: &str, new: bool| (text.to_owned(), new);
        assert_eq!(
            names(
                "また、「架空灯台」に八百万円を、新たに始める「架空桟橋」には、三億円（前年度二億円）を計上します。"
            ),
            [own("架空灯台", false), own("架空桟橋", true)]
        );
        assert_eq!(
            names(
                "「架空灯台」は五億円（同三億円）とし、「架空桟橋」には前年度と同額の一億円を充てる。"
            ),
            [own("架空灯台", false), own("架空桟橋", false)]
        );
        // A part of a sentence, an amount of something else, a word in quotes.
        for text in [
            "「架空灯台」は五億円です。",
            "「架空灯台」に五億円余り",
            "「架空」による約3億円の増",
        ] {
            assert!(names(text).is_empty(), "{text}");
        }
    }
}
