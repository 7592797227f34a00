//! The actions of the key table as the program's own search finds them: by word, description and
//! synonym, in kanji, kana or romaji, with a typing error.

use std::collections::HashMap;
use std::sync::OnceLock;

use crate::explorer::keys::keymap::TABLE;
use crate::explorer::keys::synonyms::{FREQUENT, synonyms};
use crate::model::{Document, Kind, Library, Meta, Node, NodeId};
use crate::search::{Engine, Query};

/// Most phrases that are looked at for what was typed.
const MOST: usize = 300;

/// Points of the search within which two actions answer equally well.
const EQUAL: i64 = 60;
/// Points behind the best from which only what was typed to the letter answers: what the search
/// finds beyond is what it takes for a typing error.
const FAR: i64 = 150;

/// The phrases as a document of their own, and whose they are.
struct Phrasebook {
    library: Library,
    engine: Engine,
    /// For each node the row of the key table; the root has none.
    rows: Vec<Option<usize>>,
}

impl Phrasebook {
    /// The phrases of this program: made when first asked for.
    fn get() -> &'static Self {
        static BOOK: OnceLock<Phrasebook> = OnceLock::new();
        BOOK.get_or_init(Self::new)
    }

    fn new() -> Self {
        let mut nodes = vec![Node::new(Kind::Document, None)];
        let mut rows = vec![None];
        for (row, binding) in TABLE.iter().enumerate() {
            let own = [binding.word, binding.text.ja, binding.text.en];
            let synonyms = synonyms(binding.command);
            let together = synonyms.join("、");
            let phrases = own.into_iter().chain(synonyms.iter().copied());
            for phrase in phrases.chain([together.as_str()]) {
                let mut node = Node::new(Kind::Measure, Some(NodeId(0)));
                phrase.clone_into(&mut node.title);
                node.ordinal = u32::try_from(nodes.len()).unwrap_or(u32::MAX);
                node.end = NodeId(node.ordinal.saturating_add(1));
                nodes.push(node);
                rows.push(Some(row));
            }
        }
        let end = NodeId(u32::try_from(nodes.len()).unwrap_or(u32::MAX));
        if let Some(root) = nodes.first_mut() {
            root.end = end;
        }
        let library = Library::new(vec![Document {
            meta: Meta::default(),
            nodes,
            ..Document::default()
        }]);
        let engine = Engine::new();
        Self {
            library,
            engine,
            rows,
        }
    }
}

/// The rows of the key table that answer what was typed with their rank, the best first: 0. Of
/// equally good ones the most used first, then in the order of the table.
#[must_use]
pub fn ranks(typed: &str) -> HashMap<&'static str, usize> {
    let book = Phrasebook::get();
    let query = Query::of_words(typed);
    if query.is_empty() {
        return HashMap::new();
    }
    let results = book.engine.search(&book.library, &query, Some(MOST));
    let mut best: HashMap<usize, i64> = HashMap::new();
    for hit in results.hits {
        if let Some(row) = book.rows.get(hit.node.index()).copied().flatten() {
            let score = best.entry(row).or_insert(hit.score);
            *score = hit.score.max(*score);
        }
    }
    let top = best.values().copied().max().unwrap_or_default();
    let mut rows: Vec<(usize, i64)> = best
        .into_iter()
        .map(|(row, score)| (row, top - score))
        .filter(|(row, behind)| *behind < FAR || has(*row, typed))
        .collect();
    rows.sort_by_key(|(row, behind)| {
        (
            !is_called(*row, typed),
            behind / EQUAL,
            frequency(*row),
            *row,
        )
    });
    let words = rows.into_iter().filter_map(|(row, _)| TABLE.get(row));
    words.zip(0..).map(|(row, rank)| (row.word, rank)).collect()
}

/// Whether what was typed is one of the words for the row.
fn is_called(row: usize, typed: &str) -> bool {
    let typed = typed.to_lowercase();
    TABLE.get(row).is_some_and(|binding| {
        let mut words = std::iter::once(&binding.word).chain(synonyms(binding.command));
        words.any(|word| word.to_lowercase() == typed)
    })
}

/// Whether a phrase of the row has what was typed as it stands.
fn has(row: usize, typed: &str) -> bool {
    let typed = typed.to_lowercase();
    TABLE.get(row).is_some_and(|binding| {
        let own = [binding.word, binding.text.ja, binding.text.en];
        let mut all = own.iter().chain(synonyms(binding.command));
        all.any(|phrase| phrase.to_lowercase().contains(&typed))
    })
}

/// The place of a row of the key table among the most used actions; the rest come after these.
fn frequency(row: usize) -> usize {
    TABLE.get(row).map_or(usize::MAX, |row| place(row.word))
}

/// The place of an action's word among the most used; the rest come after these.
#[must_use]
pub fn place(word: &str) -> usize {
    let place = FREQUENT.iter().position(|frequent| *frequent == word);
    place.unwrap_or(FREQUENT.len())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn first(typed: &str) -> &'static str {
        let ranks = ranks(typed);
        let best = ranks.into_iter().min_by_key(|(_, rank)| *rank);
        best.map_or("", |(word, _)| word)
    }

    #[test]
    fn actions_are_found_by_what_people_call_them() {
        for (typed, wanted) in [
            ("コピー", "copy"),
            ("こぴー", "copy"),
            ("kopi-", "copy"),
            ("ソート", "sort"),
            ("so-to", "sort"),
            ("引用", "copy"),
            ("inyou", "copy"),
            ("保存", "export"),
            ("hozon", "export"),
            ("エクスポート", "export"),
            ("ekusupo-to", "export"),
            ("グラフ", "waterfall"),
            ("gurafu", "waterfall"),
            ("除外", "take-out"),
            ("jogai", "take-out"),
            ("除く", "take-out"),
            ("くらべ", "compare"),
            ("kurabe", "compare"),
            ("リロード", "reread"),
            ("shindan", "diagnostics"),
            ("しおり", "mark"),
            ("bookmark", "mark"),
            ("clipboard", "copy"),
            ("excel", "export"),
            ("exprot", "export"),
            ("search", "search"),
            ("新規", "filter"),
            ("書き出", "export"),
        ] {
            assert_eq!(first(typed), wanted, "{typed}");
        }
    }

    #[test]
    fn what_is_far_from_the_best_is_left_out_unless_it_was_typed_to_the_letter() {
        for typed in ["リロード", "excel"] {
            let ranks = ranks(typed);
            assert_eq!(ranks.len(), 1, "{ranks:?}");
        }
        let ranks = super::ranks("表");
        assert!(
            ranks.contains_key("panel") && ranks["table"] == 0,
            "{ranks:?}"
        );
    }

    #[test]
    fn every_action_has_other_words_in_both_languages() {
        for binding in TABLE {
            let words = synonyms(binding.command);
            assert!(words.iter().any(|word| word.is_ascii()), "{}", binding.word);
            assert!(
                words.iter().any(|word| !word.is_ascii()),
                "{}",
                binding.word
            );
        }
    }

    #[test]
    fn the_most_used_are_actions_of_the_table() {
        for word in FREQUENT {
            assert!(TABLE.iter().any(|row| row.word == *word), "{word}");
        }
    }
}
