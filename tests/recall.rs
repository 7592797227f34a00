//! How good the answers to judged topics are at least: `cargo bench --bench recall` prints what
//! they are.

#![allow(clippy::expect_used)]

use shisaku::model::Library;
use shisaku::parse;
use shisaku::search::Engine;

#[path = "../benches/recall/topical.rs"]
mod topical;

const SEED: &str = include_str!("../seeds/000_3bd7bf674129a828.txt");
const TOPICS: &str = include_str!("../benches/recall/topical.tsv");
const EVERYDAY: &str = include_str!("../benches/recall/everyday.tsv");
const ENGLISH: &str = include_str!("../benches/recall/english.tsv");
const UNRELATED: &str = include_str!("../benches/recall/unrelated.txt");

fn library() -> Library {
    Library::new(vec![parse::parse("seed", SEED).expect("a document")])
}

#[test]
fn topics_are_answered_well() {
    let library = library();
    let engine = Engine::new();
    let topics = topical::topics(&library, TOPICS);
    // Every third tells as much, and the whole takes long without optimisation.
    let topics: Vec<topical::Topic> = topics.into_iter().step_by(3).collect();
    let worth = topical::weigh(&library, &topics, |text| {
        topical::ours(&engine, &library, text)
    });
    let plain = topical::Bigrams::new(&library);
    let bm25 = topical::weigh(&library, &topics, |text| plain.search(text));
    assert!(worth.ndcg >= 0.75, "{worth:?}");
    assert!(worth.precision >= 0.25, "{worth:?}");
    assert_eq!(worth.empty, 0, "{worth:?}");
    assert!(worth.ndcg > bm25.ndcg, "{worth:?} {bm25:?}");
}

/// How many of every fourth query of a list find what is meant among the first five.
fn found_within_five(list: &str) -> f64 {
    let library = library();
    let engine = Engine::new();
    let queries = topical::topics(&library, list).into_iter().step_by(4);
    let queries: Vec<topical::Topic> = queries.collect();
    let worth = topical::weigh(&library, &queries, |text| {
        topical::ours(&engine, &library, text)
    });
    worth.five
}

#[test]
fn everyday_words_find_what_is_meant() {
    assert!(found_within_five(EVERYDAY) >= 0.85);
}

#[test]
fn english_words_find_what_is_meant() {
    assert!(found_within_five(ENGLISH) >= 0.8);
}

#[test]
fn what_has_nothing_to_do_with_the_document_has_no_hits_above_the_first_heading() {
    let library = library();
    let engine = Engine::new();
    let noisy: Vec<&str> = UNRELATED
        .lines()
        .filter(|text| topical::noise(&engine, &library, text) > 0)
        .collect();
    assert!(noisy.is_empty(), "{noisy:?}");
}
