//! How often the wanted node is found: `cargo bench --bench recall [-- FILE…]`.
//!
//! Prints recall@1, recall@5 and mean reciprocal rank by kind of query for this engine, for
//! `SkimMatcherV2` alone and for nucleo-matcher alone, over the same fields. With `--misses`
//! every query that is not answered first is listed. Before them stand the judged topics: nDCG@10,
//! P@5, R@5 and empty answers of this engine and of BM25 over pairs of characters, and the noise: how
//! many queries that have nothing to do with the document have hits above the first heading.

#![allow(clippy::expect_used, clippy::panic, clippy::cast_precision_loss)]

use std::collections::{BTreeMap, HashMap};

use fuzzy_matcher::FuzzyMatcher;
use fuzzy_matcher::skim::SkimMatcherV2;
use nucleo_matcher::pattern::{CaseMatching, Normalization, Pattern};
use nucleo_matcher::{Config, Matcher, Utf32Str};
use shisaku::model::Library;
use shisaku::parse;
use shisaku::search::{Engine, Query};

/// How many hits are looked at for the reciprocal rank.
const DEPTH: usize = 50;

#[path = "recall/topical.rs"]
mod topical;
#[path = "recall/typing.rs"]
mod typing;

struct Pair {
    kind: String,
    query: String,
    wanted: Vec<String>,
}

#[derive(Default)]
struct Tally {
    count: usize,
    first: usize,
    five: usize,
    reciprocal: f64,
}

fn main() {
    let args: Vec<String> = std::env::args()
        .skip(1)
        .filter(|a| a != "--bench")
        .collect();
    let misses = args.iter().any(|a| a == "--misses");
    let mut files: Vec<String> = args.into_iter().filter(|a| !a.starts_with("--")).collect();
    let here = env!("CARGO_MANIFEST_DIR");
    if files.is_empty() {
        for set in ["queries", "readings", "hard", "blind", "slips"] {
            files.push(format!("{here}/benches/recall/{set}.tsv"));
        }
    }
    let seed = std::fs::read_dir(format!("{here}/seeds"))
        .expect("seeds")
        .filter_map(|e| e.ok().map(|e| e.path()))
        .find(|p| p.extension().is_some_and(|e| e == "txt"))
        .expect("a seed");
    let text = std::fs::read_to_string(seed).expect("the seed");
    let library = Library::new(vec![parse::parse("seed", &text).expect("a document")]);
    by_topic(&library, here);
    for file in files {
        let pairs = read(&file);
        let name = file.rsplit('/').next().unwrap_or(&file);
        println!("\n{name}: {} queries", pairs.len());
        report("shisaku", &pairs, misses, ours(&library));
        report("SkimMatcherV2 alone", &pairs, false, skim(&library));
        report("nucleo-matcher alone", &pairs, false, nucleo(&library));
    }
}

/// Topics and noise.
fn by_topic(library: &Library, here: &str) {
    let read = |name: &str| {
        let file = format!("{here}/benches/recall/{name}");
        std::fs::read_to_string(&file).unwrap_or_else(|e| panic!("{file}: {e}"))
    };
    let (engine, plain) = (Engine::new(), topical::Bigrams::new(library));
    println!("{:<34} nDCG@10    P@5    R@5  empty", "");
    for set in [
        "topical", "kept", "everyday", "english", "first", "later", "asked", "sought",
    ] {
        let topics = topical::topics(library, &read(&format!("{set}.tsv")));
        let ours = topical::weigh(library, &topics, |text| {
            topical::ours(&engine, library, text)
        });
        let bm25 = topical::weigh(library, &topics, |text| plain.search(text));
        for (name, worth) in [("shisaku", ours), ("BM25 over bigrams", bm25)] {
            let topical::Worth {
                ndcg,
                precision,
                five,
                empty,
            } = worth;
            let of = format!("{set}.tsv ({}), {name}", topics.len());
            println!("  {of:<32} {ndcg:>7.3}  {precision:>5.3}  {five:>5.3}  {empty:>5}");
        }
    }
    let (queries, readings) = (read("queries.tsv"), read("readings.tsv"));
    let words = typing::romaji(&queries).chain(typing::romaji(&readings));
    let (dropped, count) = typing::dropped(library, &engine, words);
    println!(
        "typing: what was found drops out of sight at {} of {count} beginnings of two to four letters: {}",
        dropped.len(),
        dropped.join(", ")
    );
    let unrelated = read("unrelated.txt");
    let hits = |text: &&str| topical::noise(&engine, library, text) > 0;
    println!(
        "noise: {} of {} unrelated queries have hits with every word",
        unrelated.lines().filter(hits).count(),
        unrelated.lines().count()
    );
}

fn read(file: &str) -> Vec<Pair> {
    std::fs::read_to_string(file)
        .unwrap_or_else(|e| panic!("{file}: {e}"))
        .lines()
        .filter(|line| !line.starts_with('#') && !line.trim().is_empty())
        .map(|line| {
            let fields: Vec<&str> = line.split('\t').collect();
            let [kind, query, wanted] = fields[..] else {
                panic!("not three fields: {line}");
            };
            Pair {
                kind: kind.to_owned(),
                query: query.to_owned(),
                wanted: wanted.split('|').map(str::to_owned).collect(),
            }
        })
        .collect()
}

fn report(name: &str, pairs: &[Pair], misses: bool, mut search: impl FnMut(&str) -> Vec<String>) {
    let mut tallies: BTreeMap<&str, Tally> = BTreeMap::new();
    for pair in pairs {
        let answers = search(&pair.query);
        let rank = answers
            .iter()
            .position(|answer| pair.wanted.iter().any(|w| answer.contains(w.as_str())));
        if misses && rank != Some(0) {
            println!(
                "  {:>4} {:12} {} -> {:?}",
                rank.map_or("-".into(), |r| (r + 1).to_string()),
                pair.kind,
                pair.query,
                answers.first()
            );
        }
        for kind in [pair.kind.as_str(), "~all"] {
            let tally = tallies.entry(kind).or_default();
            tally.count += 1;
            tally.first += usize::from(rank == Some(0));
            tally.five += usize::from(rank.is_some_and(|r| r < 5));
            tally.reciprocal += rank.map_or(0.0, |r| 1.0 / (r + 1) as f64);
        }
    }
    println!("{name:<22} queries  recall@1  recall@5  MRR");
    for (kind, t) in tallies {
        let n = t.count as f64;
        println!(
            "  {:<20} {:>7}  {:>8.3}  {:>8.3}  {:.3}",
            kind.trim_start_matches('~'),
            t.count,
            t.first as f64 / n,
            t.five as f64 / n,
            t.reciprocal / n
        );
    }
}

fn ours(library: &Library) -> impl FnMut(&str) -> Vec<String> + '_ {
    let engine = Engine::new();
    move |text| {
        let Ok(query) = Query::parse(text) else {
            return Vec::new();
        };
        engine
            .search(library, &query, Some(DEPTH))
            .hits
            .into_iter()
            .map(|hit| format!("{}\n{}", library.node(hit.node).title, hit.snippet))
            .collect()
    }
}

/// Every field as node and text, titles first.
fn fields(library: &Library) -> Vec<(usize, String)> {
    let mut out = Vec::new();
    for (n, node) in library.nodes().iter().enumerate() {
        out.push((n, node.title.clone()));
    }
    for (n, node) in library.nodes().iter().enumerate() {
        out.extend(node.text.iter().map(|line| (n, line.text.to_string())));
    }
    out
}

/// The best fields, one for each node.
fn best(mut scored: Vec<(i64, usize, String)>, library: &Library) -> Vec<String> {
    scored.sort_by_key(|(score, node, _)| (-score, *node));
    let mut seen: HashMap<usize, ()> = HashMap::new();
    scored
        .into_iter()
        .filter(|(_, node, _)| seen.insert(*node, ()).is_none())
        .take(DEPTH)
        .map(|(_, node, text)| format!("{}\n{text}", library.nodes()[node].title))
        .collect()
}

fn skim(library: &Library) -> impl FnMut(&str) -> Vec<String> + '_ {
    let matcher = SkimMatcherV2::default();
    let fields = fields(library);
    move |query| {
        let words: Vec<&str> = query.split_whitespace().collect();
        let scored = fields
            .iter()
            .filter_map(|(node, text)| {
                let scores: Option<Vec<i64>> = words
                    .iter()
                    .map(|word| matcher.fuzzy_match(text, word))
                    .collect();
                Some((scores?.iter().sum(), *node, text.clone()))
            })
            .collect();
        best(scored, library)
    }
}

fn nucleo(library: &Library) -> impl FnMut(&str) -> Vec<String> + '_ {
    let mut matcher = Matcher::new(Config::DEFAULT);
    let fields = fields(library);
    move |query| {
        let pattern = Pattern::parse(query, CaseMatching::Ignore, Normalization::Smart);
        let mut buffer = Vec::new();
        let scored = fields
            .iter()
            .filter_map(|(node, text)| {
                let score = pattern.score(Utf32Str::new(text, &mut buffer), &mut matcher)?;
                Some((i64::from(score), *node, text.clone()))
            })
            .collect();
        best(scored, library)
    }
}
