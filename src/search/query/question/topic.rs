//! The topic of a question without what says nothing of it.
//!
//! In: what stands before the words that ask. Out: the words that are asked of. Cost: the length of
//! the text for each word of the grammar.

use super::ends;
use super::words::{FILLERS, MONEY, NEW, THINGS};
use crate::japanese::normal::is_han;

/// The topic of a text that ends with a word for its money: 消防 for 消防に使うお金 and 消防予算, but
/// not 国勢調査 for 国勢調査経費, which is a name.
pub(super) fn of_money(text: &str) -> Option<&str> {
    const JOINS: [&str; 8] = [
        "に使っている",
        "に使われる",
        "に使う",
        "にかかる",
        "にかける",
        "に関する",
        "への",
        "の",
    ];
    let joined = ends(text, MONEY).and_then(|topic| ends(topic.trim_end(), &JOINS));
    let compound = || {
        let topic = ends(text, &["予算額", "予算", "要求額"])?;
        (topic.chars().count() > 1 && topic.chars().all(is_han)).then_some(topic)
    };
    joined.or_else(compound)
}

/// A topic without the particle that joins it to the question.
pub(super) fn topic_of(text: &str) -> String {
    const JOINTS: [&str; 13] = [
        "の中で一番",
        "のなかで",
        "の中で",
        "のうちで",
        "のうち",
        "関連の",
        "関係の",
        "で",
        "の",
        "は",
        "が",
        "に",
        "、",
    ];
    const WHOLE: [&str; 5] = ["全体", "この文書", "この中", "予算", "事業"];
    let text = text.trim();
    let rest = without_fillers(ends(text, &JOINTS).unwrap_or(text).trim());
    if WHOLE.contains(&rest) {
        return String::new();
    }
    let thing = ends(rest, THINGS).unwrap_or(rest);
    match of_new(thing) {
        Some(topic) => format!("{} 新規", topic_of(topic)).trim().to_owned(),
        None => rest.to_owned(),
    }
}

/// What stands before the word for what is new; none where a sign denies it: 消防 !新規.
pub(super) fn of_new(text: &str) -> Option<&str> {
    let topic = ends(text, NEW)?;
    let before = topic.trim_end();
    let is_denied = before.ends_with(['!', '-']) || before.ends_with("NOT");
    (!is_denied).then_some(topic)
}

/// A topic without the heads that say nothing of it: 消防 for 消防の予算, 消防の事業, 消防関係.
fn without_fillers(text: &str) -> &str {
    let mut rest = text;
    while let Some(shorter) = of_money(rest).or_else(|| ends(rest, FILLERS)) {
        let shorter = shorter.trim();
        if shorter.is_empty() {
            break;
        }
        rest = shorter;
    }
    rest
}
