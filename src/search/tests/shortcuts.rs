//! What is not looked at or not weighed changes no answer.

use super::*;
use crate::search::query::syntax::{Anchor, Word};
use crate::search::rank::weight::QueryWeight;
use crate::search::scan::term::TermScan;

const WORDS: [&str; 14] = [
    "t",
    "ち",
    "chiiki",
    "c",
    "地域",
    "5G",
    "k",
    "推進",
    "ちほう",
    "サイバ",
    "tou",
    "経費",
    "tiikiokosi",
    "地協隊",
];

fn searched(engine: &Engine, library: &Library, text: &str) -> TermScan {
    let word = Word {
        text: text.to_owned(),
        anchor: Anchor::Free,
    };
    let index = engine.index(library);
    let mut scan = TermScan::new(index, || engine.vocabulary(library), &word);
    scan.begin(index, None);
    while !scan.done() {
        scan.step(index, || engine.vocabulary(library), usize::MAX, 1);
    }
    scan
}

#[test]
fn what_is_left_out_is_no_better_than_what_is_kept() {
    let library = seeds();
    let engine = Engine::new();
    let index = engine.index(&library);
    assert!(index.postings.blocks() > 1);
    let fields = u32::try_from(index.len()).unwrap();
    for word in WORDS.iter().chain(&["tiikiokoshii", "情報通心"]) {
        let scan = searched(&engine, &library, word);
        assert!(scan.hits().is_sorted_by(|a, b| a.field < b.field));
        let mut best = vec![None; library.len()];
        for field in 0..fields {
            let score = scan.weighed(index, field);
            assert_eq!(scan.score(index, field), score, "{word} in field {field}");
            let slot = &mut best[index.owner(field).0 as usize];
            *slot = score.max(*slot);
        }
        let mut kept = vec![None; library.len()];
        for hit in scan.hits() {
            let slot = &mut kept[index.owner(hit.field).0 as usize];
            *slot = Some(hit.score).max(*slot);
        }
        assert_eq!(kept, best, "{word}");
    }
}

#[test]
fn words_together_are_found_as_if_each_was_looked_for_everywhere() {
    let library = seeds();
    let engine = Engine::new().with_threads(NonZero::new(2).unwrap());
    let index = engine.index(&library);
    for first in &WORDS[..7] {
        for second in &WORDS[4..12] {
            let query = Query::parse(&format!("{first} {second}")).unwrap();
            let scans = [*first, *second].map(|text| {
                let word = Word {
                    text: text.to_owned(),
                    anchor: Anchor::Free,
                };
                (word, searched(&engine, &library, text))
            });
            let scans: Vec<(&Word, &TermScan)> = scans.iter().map(|(w, s)| (w, s)).collect();
            let weight = QueryWeight::new(index, &query, &scans);
            let mut expected: Vec<(i64, u32)> = (0..u32::try_from(library.len()).unwrap())
                .filter_map(|n| Some((weight.weigh(NodeId(n))?, n)))
                .map(|((score, _), n)| (-i64::from(score), n))
                .collect();
            expected.sort_unstable();
            let found = engine.search(&library, &query, None);
            let found: Vec<(i64, u32)> = found.hits.iter().map(|h| (-h.score, h.node.0)).collect();
            assert_eq!(found, expected, "{first} {second}");
            // The same in small steps, the first word being known already.
            let mut session = Session::default();
            session.start(&engine, &library, &Query::parse(first).unwrap());
            while !session.step(&engine, &library, 700).complete {}
            session.start(&engine, &library, &query);
            while !session.step(&engine, &library, 700).complete {}
            let head = session.hits(&engine, &library, 0..5);
            let head: Vec<(i64, u32)> = head.iter().map(|h| (-h.score, h.node.0)).collect();
            assert_eq!(head, expected[..expected.len().min(5)], "{first} {second}");
        }
    }
}
