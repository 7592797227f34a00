//! Line breaking for ears and braille: between words, near a 、 rather than anywhere.
//!
//! What Japanese calls a word is not marked in writing. A new one begins where kanji, katakana,
//! letters or digits follow a particle or an ending in hiragana; 取り組み and 立ち上げ, whose
//! first verb ends in its stem, are one.

use super::width::Ruler;
use super::wrap::unbreakable;

/// Wraps text into lines of at most `columns` cells between words, ambiguous characters counting one
/// cell.
#[must_use]
pub fn wrap_words(text: &str, columns: usize) -> Vec<String> {
    wrap_words_with(text, columns, Ruler::default())
}

/// Wraps text into lines of at most `columns` cells by that ruler that break between words, at a 、
/// or 。 where one is near the end. Numbers stay whole and with their units, as in
/// [`wrap`](super::wrap()); what is longer than a line is broken as there.
#[must_use]
pub fn wrap_words_with(text: &str, columns: usize, ruler: Ruler) -> Vec<String> {
    let columns = columns.max(1);
    let mut out = Vec::new();
    for line in text.split('\n') {
        if ruler.width(line) <= columns {
            out.push(line.trim_end().to_owned());
        } else {
            fill(&pieces(line, columns, ruler), columns, ruler, &mut out);
        }
    }
    out
}

/// Fills lines; one that is full ends at a stop if that costs no more than a quarter of it.
fn fill(pieces: &[&str], columns: usize, ruler: Ruler, out: &mut Vec<String>) {
    const NEAR: usize = 12;
    let near = NEAR.min(columns / 4);
    let mut line: Vec<&str> = Vec::new();
    let mut used = 0;
    for piece in pieces {
        let own = ruler.width(piece.trim_end());
        if !line.is_empty() && used + own > columns {
            let rest = line.split_off(stop_near(&line, near, ruler));
            out.push(line.concat().trim_end().to_owned());
            used = ruler.width(&rest.concat());
            line = rest;
            // What was carried over may leave too little room for the piece.
            if !line.is_empty() && used + own > columns {
                out.push(line.concat().trim_end().to_owned());
                line.clear();
                used = 0;
            }
        }
        used += ruler.width(piece);
        line.push(piece);
    }
    out.push(line.concat().trim_end().to_owned());
}

/// Where a full line is to end: behind a stop in its last `near` cells, else at its end.
fn stop_near(line: &[&str], near: usize, ruler: Ruler) -> usize {
    let mut behind = 0;
    for (n, part) in line.iter().enumerate().rev() {
        if part.trim_end().ends_with(['、', '。', ',']) {
            return n + 1;
        }
        behind += ruler.width(part);
        if behind > near {
            break;
        }
    }
    line.len()
}

/// The line cut between words; words longer than a line are cut as far as that is allowed.
fn pieces(line: &str, columns: usize, ruler: Ruler) -> Vec<&str> {
    let cut = cut_where(line, word_begins).into_iter().flat_map(|word| {
        let known = !word
            .chars()
            .all(|c| is_hiragana(c) || c == 'ー' || !c.is_alphanumeric());
        match ruler.width(word) {
            width if width <= columns && (known || width <= KANA) => vec![word],
            // Where the script changes: `インフラ`, `について`.
            _ => cut_where(word, |before, after| {
                is_hiragana(before) != is_hiragana(after)
            })
            .into_iter()
            .flat_map(|run| match ruler.width(run) {
                width if width <= columns && !run.chars().all(is_hiragana) => vec![run],
                _ => unbreakable(run)
                    .flat_map(|part| super::wrap::hard_parts(part, columns, ruler))
                    .collect(),
            })
            .collect(),
        }
    });
    cut.collect()
}

/// A text cut where `begins` says that something begins between two characters, and a line may
/// break.
fn cut_where(text: &str, begins: impl Fn(char, char) -> bool) -> Vec<&str> {
    let mut out: Vec<&str> = Vec::new();
    let (mut start, mut at) = (0, 0);
    for part in unbreakable(text) {
        let before = text.get(..at).and_then(|head| head.chars().next_back());
        if let (Some(before), Some(after)) = (before, part.chars().next())
            && begins(before, after)
        {
            out.extend(text.get(start..at));
            start = at;
        }
        at += part.len();
    }
    out.extend(text.get(start..));
    out
}

/// Cells of running kana, in which words are not to be seen, that stay together.
const KANA: usize = 12;

/// Whether a word may begin between the two characters.
fn word_begins(before: char, after: char) -> bool {
    /// What a first verb ends in whose second one follows: 取り組み, 受け入れ.
    const STEMS: &str = "きしちみりぎじびえけせめれべげぜ";
    if !before.is_alphanumeric() || !after.is_alphanumeric() {
        return true;
    }
    is_hiragana(before) && !is_hiragana(after) && !STEMS.contains(before)
}

const fn is_hiragana(c: char) -> bool {
    matches!(c, '\u{3041}'..='\u{309f}')
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::width;
    use proptest::prelude::*;

    #[test]
    fn words_stay_whole() {
        assert_eq!(
            wrap_words(
                "地域の防災力を高める取り組みを立ち上げ、消防団員の確保を支援する",
                26
            ),
            [
                "地域の防災力を高める",
                "取り組みを立ち上げ、",
                "消防団員の確保を支援する"
            ]
        );
        assert_eq!(
            wrap_words("コミュニティの再生を図る", 16),
            ["コミュニティの", "再生を図る"]
        );
    }

    #[test]
    fn a_line_ends_at_a_stop_that_is_near() {
        assert_eq!(
            wrap_words("消防団の充実、強い地域を支える人材の育成、など", 20),
            ["消防団の充実、", "強い地域を支える", "人材の育成、など"]
        );
    }

    #[test]
    fn a_change_is_one_word() {
        for columns in 20..78 {
            for amount in ["15億2千万円減", "1,234億5千万円増", "82.6パーセント減"]
            {
                let text = format!(
                    "消防防災施設災害復旧費補助金、{amount}、6件中1件目。前年度より{amount}"
                );
                for line in wrap_words(&text, columns) {
                    assert!(
                        line.matches(amount).count() > 0 || !line.contains(['円', '減']),
                        "{line}"
                    );
                }
            }
        }
    }

    proptest! {
        #[test]
        fn nothing_is_lost_and_no_line_is_too_wide(text in "\\PC{0,80}", columns in 4usize..60) {
            let lines = wrap_words(&text, columns);
            let squeezed = |t: &str| t.split_whitespace().collect::<String>();
            prop_assert_eq!(squeezed(&lines.concat()), squeezed(&text));
            for line in &lines {
                let whole = unicode_segmentation::UnicodeSegmentation::graphemes(line.as_str(), true).count() == 1;
                prop_assert!(whole || width(line) <= columns, "{line:?}");
            }
        }
    }
}
