//! The words are whole in both languages, and name keys by the table.

use super::{ALL, Text, arriving, findings, footer, hits, steps, survey};
use crate::explorer::keys::keymap::TABLE;

fn all() -> impl Iterator<Item = &'static Text> {
    let others = arriving::ALL.iter().chain(survey::ALL).chain(footer::ALL);
    let others = others.chain(hits::ALL).chain(steps::ALL);
    ALL.iter().chain(findings::ALL).chain(others)
}

#[test]
fn keys_are_named_by_the_table_alone() {
    for text in all().flat_map(|text| [text.ja, text.en]) {
        for part in text.split('{').skip(1) {
            let (word, _) = part.split_once('}').unwrap();
            assert!(TABLE.iter().any(|row| row.word == word), "{text}");
        }
        for key in ["Ctrl-", "Enter", "Esc", "Tab", "Space"] {
            assert!(!text.contains(key), "a key of its own: {text}");
        }
    }
}

#[test]
fn both_languages_say_something() {
    for text in all() {
        assert!(!text.ja.is_empty());
        assert!(!text.en.is_empty() || text.ja == "件", "{}", text.ja);
        let foreign = text
            .en
            .chars()
            .any(|c| ('\u{3000}'..='\u{9fff}').contains(&c));
        assert!(!foreign, "{}", text.en);
    }
}
