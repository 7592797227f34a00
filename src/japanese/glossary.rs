//! English words for what governments do, with the Japanese words that stand for them in texts.
//!
//! In: one or more English words as they were typed. Out: Japanese words, the most usual first.
//! Cost: the list is sorted once, when the first Latin word is looked for. Invariant: heads are
//! lower case, each stands once.

use std::borrow::Cow;
use std::sync::OnceLock;

use rustc_hash::FxHashMap;

/// Heads, a tab, and the Japanese words between blanks; heads of one meaning between bars.
static GLOSSARY: &str = include_str!("../../assets/readings/glossary.txt");

/// The most words of a head.
pub(crate) const LONGEST: usize = 4;

type Heads = FxHashMap<Cow<'static, str>, &'static str>;

/// The Japanese words for an English one, whether it is one or more of a thing; none for what is
/// no word of the glossary. Capital and small letters are the same.
pub(crate) fn words(english: &str) -> Option<Vec<&'static str>> {
    let may_be = english
        .chars()
        .all(|c| c.is_ascii_alphanumeric() || " -&".contains(c));
    if !may_be || english.len() < 2 {
        return None;
    }
    let heads = heads();
    let typed = english.to_lowercase();
    let singular = || {
        let stem = typed.strip_suffix("ies").map(|stem| format!("{stem}y"));
        let plain = typed.strip_suffix('s').map(str::to_owned);
        [stem, plain]
            .into_iter()
            .flatten()
            .find_map(|one| heads.get(one.as_str()))
    };
    let found = heads.get(typed.as_str()).or_else(singular)?;
    Some(found.split(' ').collect())
}

/// Whether a word only joins English words.
pub(crate) fn says_nothing(word: &str) -> bool {
    const JOINS: [&str; 13] = [
        "a", "an", "and", "at", "by", "for", "from", "in", "of", "on", "the", "to", "with",
    ];
    JOINS.iter().any(|join| join.eq_ignore_ascii_case(word))
}

/// A head without the words that only join others: they are left out of a query as well.
fn without_joins(head: &'static str) -> Cow<'static, str> {
    if !head.contains(' ') || !head.split(' ').any(says_nothing) {
        return Cow::Borrowed(head);
    }
    let words: Vec<&str> = head.split(' ').filter(|w| !says_nothing(w)).collect();
    Cow::Owned(words.join(" "))
}

fn heads() -> &'static Heads {
    static HEADS: OnceLock<Heads> = OnceLock::new();
    HEADS.get_or_init(|| {
        let rows = GLOSSARY.lines().filter_map(|row| row.split_once('\t'));
        rows.flat_map(|(heads, words)| {
            heads
                .split('|')
                .map(move |head| (without_joins(head), words))
        })
        .collect()
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_or_more_of_a_thing() {
        assert_eq!(words("Fire").unwrap()[0], "火災");
        assert_eq!(words("earthquakes"), words("earthquake"));
        assert_eq!(words("local authorities"), words("local government"));
        // What only joins is left out of a query.
        assert_eq!(words("freedom information").unwrap()[0], "情報公開");
        assert_eq!(words("tihou"), None);
        assert_eq!(words("地方"), None);
    }

    #[test]
    fn every_head_stands_once_and_means_something() {
        let mut seen = std::collections::HashSet::new();
        for row in GLOSSARY.lines() {
            let (heads, words) = row.split_once('\t').expect(row);
            assert!(words.split(' ').all(|word| !word.is_empty()), "{row}");
            for head in heads.split('|') {
                assert!(seen.insert(head), "{head}");
                assert_eq!(head, head.to_lowercase());
                let count = head.split(' ').count();
                assert!(!head.is_empty() && count <= LONGEST, "{head}");
            }
        }
    }
}
