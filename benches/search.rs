//! Times of single searches by divan: `cargo bench --bench search`.

#![allow(clippy::expect_used, clippy::panic, clippy::cast_precision_loss)]

mod corpus;

use std::collections::BTreeMap;
use std::sync::Mutex;

use divan::Bencher;
use shisaku::model::Library;
use shisaku::search::{Engine, Query};

fn main() {
    divan::main();
}

/// Queries with many hits, few, none, by kana and by romaji, unfinished, of two words, a facet.
const QUERIES: [&str; 9] = [
    "地域",
    "量子暗号",
    "無い語彙",
    "ちほう",
    "chihou",
    "kankeijin",
    "地協隊",
    "5G kichikyoku",
    "消防 新規",
];
/// Libraries are made once for all queries.
static MADE: Mutex<BTreeMap<usize, &(Library, Engine)>> = Mutex::new(BTreeMap::new());

fn ready(fields: usize) -> &'static (Library, Engine) {
    let mut made = MADE.lock().expect("a library");
    made.entry(fields).or_insert_with(|| {
        let library = corpus::library(fields);
        let engine = Engine::new();
        engine.prepare(&library);
        engine.prepare_readings(&library);
        Box::leak(Box::new((library, engine)))
    })
}

fn search(bencher: Bencher<'_, '_>, fields: usize, text: &str) {
    let (library, engine) = ready(fields);
    let query = Query::parse(text).expect("a query");
    bencher.bench(|| engine.search(library, &query, Some(50)).total);
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

#[divan::bench(args = QUERIES, sample_count = 5)]
fn fields_1_000_000(bencher: Bencher<'_, '_>, text: &str) {
    search(bencher, 1_000_000, text);
}

#[divan::bench(sample_count = 10)]
fn first_search_of_the_embedded_document(bencher: Bencher<'_, '_>) {
    let library = corpus::library(1);
    let query = Query::parse("ちほう").expect("a query");
    bencher.bench(|| Engine::new().search(&library, &query, Some(50)).total);
}
