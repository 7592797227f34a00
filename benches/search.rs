//! Times of single searches by divan: `cargo bench --bench search`.

#![allow(clippy::expect_used, clippy::panic, clippy::cast_precision_loss)]

mod corpus;

use divan::Bencher;
use shisaku::model::Library;
use shisaku::search::{Engine, Query};

fn main() {
    divan::main();
}

/// Queries with many hits, few, none, by kana and by romaji.
const QUERIES: [&str; 6] = ["地域", "量子暗号", "無い語彙", "ちほう", "chihou", "地協隊"];

fn ready(fields: usize) -> (Library, Engine) {
    let library = corpus::library(fields);
    let engine = Engine::new(&library);
    engine.prepare(&library);
    engine.prepare_readings(&library);
    (library, engine)
}

fn search(bencher: Bencher<'_, '_>, fields: usize, text: &str) {
    let (library, engine) = ready(fields);
    let query = Query::parse(text).expect("a query");
    bencher.bench(|| engine.search(&library, &query, Some(50)).total);
}

#[divan::bench(args = QUERIES)]
fn embedded(bencher: Bencher<'_, '_>, text: &str) {
    search(bencher, 1, text);
}

#[divan::bench(args = QUERIES, sample_count = 20)]
fn fields_10_000(bencher: Bencher<'_, '_>, text: &str) {
    search(bencher, 10_000, text);
}

#[divan::bench(args = QUERIES, sample_count = 10)]
fn fields_100_000(bencher: Bencher<'_, '_>, text: &str) {
    search(bencher, 100_000, text);
}

#[divan::bench(sample_count = 10)]
fn first_search_of_the_embedded_document(bencher: Bencher<'_, '_>) {
    let library = corpus::library(1);
    let query = Query::parse("ちほう").expect("a query");
    bencher.bench(|| {
        Engine::new(&library)
            .search(&library, &query, Some(50))
            .total
    });
}
