//! How good the answers to judged topics are at least: `cargo bench --bench recall` prints what
//! they are.

use shisaku::model::Library;
use shisaku::parse;
use shisaku::search::{Engine, Query, Tier};

#[path = "../../benches/recall/topical.rs"]
mod topical;
#[path = "../../benches/recall/typing.rs"]
mod typing;

const SEED: &str = include_str!("../../seeds/000_3bd7bf674129a828.txt");
const TOPICS: &str = include_str!("../../benches/recall/topical.tsv");
const EVERYDAY: &str = include_str!("../../benches/recall/everyday.tsv");
const FIRST: &str = include_str!("../../benches/recall/first.tsv");
const LATER: &str = include_str!("../../benches/recall/later.tsv");
const SOUGHT: &str = include_str!("../../benches/recall/sought.tsv");
const ENGLISH: &str = include_str!("../../benches/recall/english.tsv");
const QUERIES: &str = include_str!("../../benches/recall/queries.tsv");
const READINGS: &str = include_str!("../../benches/recall/readings.tsv");
const HARD: &str = include_str!("../../benches/recall/hard.tsv");
const SLIPS: &str = include_str!("../../benches/recall/slips.tsv");
const UNRELATED: &str = include_str!("../../benches/recall/unrelated.txt");

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
    assert!(worth.ndcg >= 0.82, "{worth:?}");
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
    assert!(found_within_five(EVERYDAY) >= 0.93);
}

#[test]
fn english_words_find_what_is_meant() {
    assert!(found_within_five(ENGLISH) >= 0.93);
}

#[test]
fn kinds_that_were_not_looked_at_before_find_what_is_meant() {
    assert!(found_within_five(FIRST) >= 0.96);
}

#[test]
fn phrases_of_citizens_in_japanese_and_english_find_what_is_meant() {
    assert!(found_within_five(LATER) >= 0.91);
}

#[test]
fn items_by_another_reader_are_found() {
    assert!(found_within_five(SOUGHT) >= 0.96);
}

/// How many of every so manieth query of a list find a known item first, and among the first five.
fn known_items(list: &str, step: usize) -> (f64, f64) {
    let library = library();
    let engine = Engine::new();
    let rows = list
        .lines()
        .filter(|row| !row.starts_with('#') && !row.is_empty());
    let (mut count, mut first, mut five) = (0_u32, 0_u32, 0_u32);
    for row in rows.step_by(step) {
        let [_, query, wanted] = row.split('\t').collect::<Vec<_>>()[..] else {
            panic!("not three fields: {row}");
        };
        let query = Query::parse(query).expect(query);
        let found = engine.search(&library, &query, Some(5));
        let below = engine.below(&library, &query, &found.hits, found.total, 5);
        let mut hits = [found.hits, below].concat();
        hits.truncate(5);
        let rank = hits.iter().position(|hit| {
            let title = &library.node(hit.node).title;
            wanted
                .split('|')
                .any(|item| title.contains(item) || hit.snippet.contains(item))
        });
        count += 1;
        first += u32::from(rank == Some(0));
        five += u32::from(rank.is_some());
    }
    let part = |found: u32| f64::from(found) / f64::from(count);
    (part(first), part(five))
}

#[test]
fn known_items_are_found() {
    let (first, five) = known_items(QUERIES, 2);
    assert!(first >= 0.94 && five >= 1.0, "{first} {five}");
    let (first, five) = known_items(HARD, 2);
    assert!(first >= 0.98 && five >= 1.0, "{first} {five}");
}

#[test]
fn random_slips_are_mended() {
    let (first, five) = known_items(SLIPS, 5);
    assert!(first >= 0.91 && five >= 0.96, "{first} {five}");
}

#[test]
fn a_slip_that_spells_a_word_is_offered_below_and_never_in_the_answer() {
    let library = library();
    let engine = Engine::new();
    let found = |text: &str| {
        let query = Query::parse(text).expect(text);
        let found = engine.search(&library, &query, Some(5));
        let below = engine.below(&library, &query, &found.hits, found.total, 20);
        let slips = below.into_iter().filter(|hit| hit.tier == Tier::Slip);
        let slips: Vec<String> = slips.map(|hit| hit.snippet).collect();
        (found.total, slips)
    };
    // 不幸, 投影 and 関税 are words that the document has not.
    for (typed, meant) in [("ふこう", "復興"), ("touei", "統計"), ("みおし", "見直し")]
    {
        let (total, slips) = found(typed);
        assert_eq!(total, 0, "{typed}");
        assert!(
            slips.iter().any(|text| text.contains(meant)),
            "{typed} {slips:?}"
        );
    }
    for typed in [
        "不幸",
        "関税",
        "トウエイ",
        "JPKI",
        "tax",
        "ちほう",
        "地方創世",
    ] {
        assert!(found(typed).1.is_empty(), "{typed}");
    }
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

#[test]
fn a_row_that_is_found_stays_in_sight_while_its_word_is_typed() {
    let library = library();
    let engine = Engine::new();
    let words = typing::romaji(QUERIES).chain(typing::romaji(READINGS).step_by(3));
    let (mut dropped, _) = typing::dropped(&library, &engine, words);
    // `bank` is an English word, which is not read as ばんk, and at `yu` ゆ is seen in other words
    // of the same row.
    dropped.retain(|letters| !matches!(*letters, "bank" | "yuu"));
    assert!(dropped.is_empty(), "{dropped:?}");
}

#[test]
fn the_beginning_of_a_title_is_found_by_two_letters() {
    let library = library();
    let engine = Engine::new();
    for (typed, title) in [
        ("te", "テレワーク"),
        ("chihouk", "地方公共団体"),
        ("kess", "決済"),
    ] {
        let hits = engine
            .search(&library, &Query::parse(typed).expect(typed), Some(5))
            .hits;
        let is_there = |n: usize| library.node(hits[n].node).title.contains(title);
        assert!((0..hits.len()).any(is_there), "{typed}");
    }
}
