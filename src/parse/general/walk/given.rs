//! Marked lines that give an amount to what they name: `・架空灯台の改修に約5億円`, `1.架空灯台~灯を点すのに5億円。`.

use super::super::amount::moneys;

/// Where the name ends on such a line: before に and the one amount that ends it.
pub(super) fn name_end(fold: &[char]) -> Option<usize> {
    // The cheap question first.
    if !fold.contains(&'に') || !fold.contains(&'円') {
        return None;
    }
    let own = moneys(fold);
    let [money] = own.as_slice() else { return None };
    let ends = fold.iter().skip(money.end).all(|c| matches!(c, ' ' | '。'));
    let before = fold.get(..money.start)?;
    let visible = |end: usize| {
        let words = before.get(..end)?;
        words.iter().rposition(|c| *c != ' ').map(|at| at + 1)
    };
    let mut end = visible(before.len())?;
    if before.get(end - 1) == Some(&'約') {
        end = visible(end - 1)?;
    }
    let gives = before.get(end - 1) == Some(&'に') && !before.contains(&'。');
    (ends && gives).then_some(end - 1)
}

pub(super) fn is_given(fold: &[char]) -> bool {
    name_end(fold).is_some()
}

/// Where an explanation behind a wave dash begins, else the end: `架空灯台~灯を点す`.
pub(super) fn before_wave(words: &[char]) -> usize {
    let wave = |c: &char| matches!(c, '~' | '〜' | '\u{ff5e}');
    let at = words.iter().position(wave).filter(|at| *at > 1);
    at.unwrap_or(words.len())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::japanese::fold::folded;

    #[test]
    fn what_an_amount_is_given_to_is_told_from_sentences() {
        let name = |text: &str| name_end(&folded(text));
        assert_eq!(name("・架空灯台に約5億円"), Some(5));
        assert_eq!(name("・架空灯台に5億円を充てる"), None);
        assert_eq!(name("・架空灯台に5億円、桟橋に3億円"), None);
    }
}
