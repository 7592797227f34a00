//! Speed side by side with nucleo-matcher, frizbee and `SkimMatcherV2`, on the same fields in
//! one run: `cargo bench --bench peers [-- FIELDS… PARTS… WORDS…]`, parts being `build`, `plain`,
//! `read` and `typing`, words what is typed instead of the usual ones. Medians, methods
//! interleaved; `plain` on one thread, `read` and `typing` on as many as there are.

#![allow(clippy::expect_used, clippy::panic, clippy::cast_precision_loss)]

mod corpus;

use std::num::NonZero;
use std::time::{Duration, Instant};

use fuzzy_matcher::FuzzyMatcher;
use fuzzy_matcher::skim::SkimMatcherV2;
use nucleo_matcher::pattern::{AtomKind, CaseMatching, Normalization, Pattern};
use nucleo_matcher::{Config, Matcher, Utf32String};
use shisaku::model::Library;
use shisaku::search::{Engine, Query, Session};

/// Queries of the table: many hits, few, none, abbreviation.
const PLAIN: [&str; 7] = [
    "予算",
    "地域",
    "量子暗号",
    "ふるさと",
    "5G",
    "無い語彙",
    "地協隊",
];
/// What is typed key by key.
const TYPED: [&str; 6] = [
    "地域おこし協力隊",
    "ちいきおこし",
    "tiikiokosi",
    "toukeityousa",
    "maina card",
    "消防 新規",
];
/// Queries by reading.
const READ: [&str; 6] = [
    "ちほう",
    "chihou",
    "ryoushiangou",
    "kankeijin",
    "しゅけんしゃ",
    "xyzzy",
];
/// From that many hits on a first part may be drawn before the rest.
const MANY: usize = 100_000;
/// Fields a first part may look at.
const PART: usize = 24_000;

fn main() {
    let asked: Vec<String> = std::env::args().skip(1).collect();
    let parts = ["build", "plain", "read", "typing"];
    let part = |a: &String| parts.contains(&a.as_str());
    let some = asked.iter().any(part);
    let words: Vec<&str> = asked
        .iter()
        .filter(|a| !part(a) && !a.starts_with("--") && a.parse::<usize>().is_err())
        .map(String::as_str)
        .collect();
    let words = if words.is_empty() {
        &TYPED[..]
    } else {
        words.as_slice()
    };
    let wants = |part: &str| !some || asked.iter().any(|a| a == part);
    let mut sizes: Vec<usize> = asked.iter().filter_map(|a| a.parse().ok()).collect();
    if sizes.is_empty() {
        sizes = vec![1_000, 10_000, 100_000, 1_000_000];
    }
    for wanted in sizes {
        let library = corpus::library(wanted);
        let texts: Vec<&str> = corpus::texts(&library)
            .into_iter()
            .map(|(_, t)| t)
            .collect();
        println!(
            "\n# {} fields, {} MB of text",
            texts.len(),
            texts.iter().map(|t| t.len()).sum::<usize>() / 1_000_000
        );
        if wants("build") {
            build(&library, texts.len());
        }
        if wants("plain") {
            let engine = Engine::new().with_threads(NonZero::<usize>::MIN);
            engine.prepare(&library);
            plain(&library, &engine, &texts);
        }
        let engine = Engine::new();
        engine.prepare(&library);
        engine.prepare_readings(&library);
        if wants("read") {
            read(&library, &engine);
        }
        if wants("typing") {
            typing(&library, &engine, words);
        }
    }
}

fn build(library: &Library, fields: usize) {
    let engine = Engine::new();
    let (index, ()) = timed(|| engine.prepare(library));
    let (readings, ()) = timed(|| engine.prepare_readings(library));
    let sizes = engine.sizes(library);
    let each = |d: Duration| d.as_secs_f64() * 1e6 / fields as f64;
    println!(
        "build: {:.2} µs and {} bytes a field; readings: {:.1} ms, {:.3} µs and {} bytes a field ({} readings)",
        each(index),
        sizes.index_bytes / sizes.fields.max(1),
        readings.as_secs_f64() * 1e3,
        each(readings),
        sizes.readings_bytes / sizes.fields.max(1),
        sizes.readings
    );
}

fn plain(library: &Library, engine: &Engine, texts: &[&str]) {
    let skim = SkimMatcherV2::default();
    let strings: Vec<Utf32String> = texts.iter().map(|t| Utf32String::from(*t)).collect();
    let mut nucleo = Matcher::new(Config::DEFAULT);
    let config = frizbee::Config::default();
    println!(
        "{:<14}{:>9}{:>9}{:>9}{:>9}  {:>8}{:>8}{:>9}",
        "ms", "nucleo", "frizbee", "skim", "shisaku", "/nucleo", "/frizbee", "hits"
    );
    for text in PLAIN {
        let mut times: [Vec<Duration>; 4] = Default::default();
        let mut hits = 0;
        for _ in 0..runs(texts.len()) {
            let pattern = Pattern::new(
                text,
                CaseMatching::Ignore,
                Normalization::Smart,
                AtomKind::Fuzzy,
            );
            times[0].push(
                timed(|| {
                    strings
                        .iter()
                        .filter(|s| pattern.score(s.slice(..), &mut nucleo).is_some())
                        .count()
                })
                .0,
            );
            times[1].push(timed(|| frizbee::Matcher::new(text, &config).match_list(texts).len()).0);
            times[2].push(
                timed(|| {
                    texts
                        .iter()
                        .filter(|t| skim.fuzzy_match(t, text).is_some())
                        .count()
                })
                .0,
            );
            let (time, total) = timed(|| once(library, engine, text));
            times[3].push(time);
            hits = total;
        }
        let [n, f, s, o] = times.map(median);
        println!(
            "{text:<10}{n:>9.2}{f:>9.2}{s:>9.2}{o:>9.2}  {:>8.3}{:>8.2}{hits:>9}",
            o / n,
            o / f
        );
    }
}

/// One whole search, nothing remembered.
fn once(library: &Library, engine: &Engine, text: &str) -> usize {
    let query = Query::parse(text).expect("a query");
    engine.search(library, &query, Some(50)).total
}

fn read(library: &Library, engine: &Engine) {
    println!(
        "{:<16}{:>12}{:>10}{:>9}",
        "by reading, ms", "first part", "all", "hits"
    );
    for text in READ {
        let query = Query::parse(text).expect("a query");
        let mut parts = Vec::new();
        let mut wholes = Vec::new();
        let mut total = 0;
        for _ in 0..3 {
            let (part, whole, hits) = keyed(library, engine, &mut Session::default(), &query);
            parts.push(part);
            wholes.push(whole);
            total = hits;
        }
        println!(
            "{text:<16}{:>12.2}{:>10.2}{total:>9}",
            median(parts),
            median(wholes)
        );
    }
}

fn keyed(
    library: &Library,
    engine: &Engine,
    session: &mut Session,
    query: &Query,
) -> (Duration, Duration, usize) {
    let start = Instant::now();
    session.start(engine, library, query);
    let mut progress = session.step(engine, library, PART);
    let _ = session.hits(engine, library, 0..40);
    let part = start.elapsed();
    while !progress.complete {
        progress = session.step(engine, library, usize::MAX);
    }
    let _ = session.hits(engine, library, 0..40);
    (part, start.elapsed(), progress.total)
}

fn typing(library: &Library, engine: &Engine, words: &[&str]) {
    for text in words {
        let mut session = Session::default();
        print!("typing {text}, ms a key (first part/all, hits from 10^5 on starred):");
        let letters: Vec<char> = text.chars().collect();
        for n in 1..=letters.len() {
            let typed: String = letters.iter().take(n).collect();
            let query = Query::parse(&typed).expect("a query");
            let (part, whole, hits) = keyed(library, engine, &mut session, &query);
            print!(
                " {:.1}/{:.1}{}",
                part.as_secs_f64() * 1e3,
                whole.as_secs_f64() * 1e3,
                if hits >= MANY { "*" } else { "" }
            );
        }
        println!();
        stepped(library, engine, text);
    }
}

/// As the explorer does it: part after part, each ranked and shown, the longest told.
fn stepped(library: &Library, engine: &Engine, text: &str) {
    let mut session = Session::default();
    print!("  in parts, the longest/all:");
    for n in 1..=text.chars().count() {
        let typed: String = text.chars().take(n).collect();
        let query = Query::parse(&typed).expect("a query");
        let (mut longest, start) = (Duration::ZERO, Instant::now());
        session.start(engine, library, &query);
        loop {
            let part = Instant::now();
            let progress = session.step(engine, library, PART);
            let _ = session.hits(engine, library, 0..40);
            longest = longest.max(part.elapsed());
            if progress.complete {
                break;
            }
        }
        let all = start.elapsed();
        print!(
            " {:.1}/{:.1}",
            longest.as_secs_f64() * 1e3,
            all.as_secs_f64() * 1e3
        );
    }
    println!();
}

fn runs(fields: usize) -> usize {
    if fields > 500_000 { 3 } else { 7 }
}

fn timed<T>(work: impl FnOnce() -> T) -> (Duration, T) {
    let start = Instant::now();
    let out = std::hint::black_box(work());
    (start.elapsed(), out)
}

fn median(mut times: Vec<Duration>) -> f64 {
    times.sort_unstable();
    times
        .get(times.len() / 2)
        .map_or(0.0, |t| t.as_secs_f64() * 1e3)
}
