//! Any typed query is answered or refused, and every lit stretch lies in its snippet.
#![no_main]

use std::sync::LazyLock;

use libfuzzer_sys::fuzz_target;
use shisaku::model::Library;
use shisaku::parse;
use shisaku::search::{Engine, Query};

static LIBRARY: LazyLock<Library> = LazyLock::new(|| {
    let text = include_str!("../../seeds/000_3bd7bf674129a828.txt");
    Library::new(vec![parse::parse("seed", text).expect("the seed is read")])
});
static ENGINE: LazyLock<Engine> = LazyLock::new(Engine::new);

fuzz_target!(|typed: &str| {
    let Ok(query) = Query::parse(typed) else {
        return;
    };
    let results = ENGINE.search(&LIBRARY, &query, Some(20));
    for hit in &results.hits {
        let length = hit.snippet.chars().count();
        for (from, to) in &hit.matches {
            assert!(from < to && *to <= length);
        }
    }
});
