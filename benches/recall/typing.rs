//! Words typed key by key in romaji: whether what is looked for stays in sight.

use shisaku::model::Library;
use shisaku::search::{Engine, Query};

/// So many rows are in sight.
const SEEN: usize = 5;

/// Prefixes of two to four letters at which a row drops out of sight that stands among the first
/// rows one key before and one key later, and how many prefixes were looked at.
pub fn dropped<'a>(
    library: &Library,
    engine: &Engine,
    words: impl Iterator<Item = (&'a str, &'a str)>,
) -> (Vec<&'a str>, usize) {
    let (mut out, mut count) = (Vec::new(), 0);
    for (word, wanted) in words {
        let is_seen = |letters: usize| {
            let begun = word.get(..letters).unwrap_or(word);
            let query = Query::parse(begun).expect(begun);
            let hits = engine.search(library, &query, Some(SEEN)).hits;
            hits.iter().any(|hit| {
                let title = &library.node(hit.node).title;
                let mut wanted = wanted.split('|');
                wanted.any(|item| title.contains(item) || hit.snippet.contains(item))
            })
        };
        for letters in 2..word.len().min(5) {
            count += 1;
            if !is_seen(letters) && is_seen(letters + 1) && is_seen(letters - 1) {
                out.extend(word.get(..letters));
            }
        }
    }
    (out, count)
}

/// The words of a list that are typed in romaji, with what is looked for.
pub fn romaji(list: &str) -> impl Iterator<Item = (&str, &str)> {
    list.lines().filter_map(|row| {
        let [kind, typed, wanted] = row.split('\t').collect::<Vec<_>>()[..] else {
            return None;
        };
        let is_plain = typed.chars().all(|c| c.is_ascii_lowercase());
        (matches!(kind, "hepburn" | "kunrei") && is_plain).then_some((typed, wanted))
    })
}
