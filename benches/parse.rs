//! How fast documents are read: bytes of the file a second, of bytes to lines and of the whole way
//! to the tree, by the time of the processor, so that other programs on the machine do not count.
//!
//! ```sh
//! cargo bench --bench parse                    # documents of the repository
//! cargo bench --bench parse -- a.pdf b.xlsx    # these
//! cargo bench --bench parse -- once a.pdf      # read once, for valgrind
//! ```
//!
//! Each is read as it is and, where it is text, eight times over in one file: what is linear takes
//! as long a byte.

#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::print_stdout,
    reason = "a bench stops at what it did not expect, and prints"
)]

use std::fs;
use std::hint::black_box;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use shisaku::model::Document;
use shisaku::parse::{parse, parse_source};
use shisaku::source::{Kind, encoding, kind, read_as};

/// How long each is read again and again, at least.
const LONG: Duration = Duration::from_millis(400);
const FEWEST: usize = 5;

/// What documents of the repository there are of each source.
const OWN: [&str; 5] = [
    "seeds/000_3bd7bf674129a828.txt",
    "tests/data/formats/harbour.txt",
    "tests/data/formats/harbour.layout.txt",
    "tests/data/formats/harbour.md",
    "tests/data/formats/harbour.html",
];

/// The time that this thread has had on a processor; where the system does not tell, the time of day.
fn now(start: Instant) -> Duration {
    let told = fs::read_to_string("/proc/thread-self/schedstat").ok();
    let nanos = told.and_then(|text| text.split_whitespace().next()?.parse().ok());
    nanos.map_or_else(|| start.elapsed(), Duration::from_nanos)
}

/// The document, and when its lines were there.
fn read(bytes: &[u8], start: Instant) -> (Document, Duration) {
    let kind = kind(bytes).unwrap();
    if kind == Kind::Text {
        let text = encoding::decode(bytes).unwrap().text;
        let lines = now(start);
        (parse("bench", &text).unwrap(), lines)
    } else {
        let source = read_as(kind, bytes).unwrap();
        let lines = now(start);
        (parse_source("bench", &source).unwrap(), lines)
    }
}

/// Medians of the time to the lines and to the tree.
fn measure(bytes: &[u8]) -> (Duration, Duration) {
    let start = Instant::now();
    let (mut lines, mut whole) = (Vec::new(), Vec::new());
    while start.elapsed() < LONG || whole.len() < FEWEST {
        let from = now(start);
        let (document, at) = read(bytes, start);
        whole.push(now(start).saturating_sub(from));
        lines.push(at.saturating_sub(from));
        black_box(document);
    }
    let median = |times: &mut Vec<Duration>| {
        times.sort_unstable();
        times.get(times.len() / 2).copied().unwrap_or_default()
    };
    (median(&mut lines), median(&mut whole))
}

fn row(name: &str, bytes: &[u8]) {
    let (lines, whole) = measure(bytes);
    #[expect(clippy::cast_precision_loss, reason = "no file is so large")]
    let speed = bytes.len() as f64 / 1e6 / whole.as_secs_f64();
    println!(
        "| {name} | {} | {:.3} | {:.3} | {speed:.1} |",
        bytes.len(),
        lines.as_secs_f64() * 1e3,
        whole.as_secs_f64() * 1e3
    );
}

fn main() {
    let mut words: Vec<String> = std::env::args()
        .skip(1)
        .filter(|word| word != "--bench")
        .collect();
    let once = words.first().is_some_and(|word| word == "once");
    if once {
        words.remove(0);
    }
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let files: Vec<PathBuf> = if words.is_empty() {
        OWN.iter().map(|name| root.join(name)).collect()
    } else {
        words.iter().map(PathBuf::from).collect()
    };
    if once {
        for file in &files {
            black_box(read(&fs::read(file).unwrap(), Instant::now()));
        }
        return;
    }
    println!("| document | bytes | to lines ms | to the tree ms | MB/s |");
    println!("|---|---|---|---|---|");
    for file in &files {
        let bytes = fs::read(file).unwrap();
        let name = file.file_name().unwrap_or_default().to_string_lossy();
        row(&name, &bytes);
        if kind(&bytes) == Ok(Kind::Text) {
            row(&format!("{name}, eight times over"), &bytes.repeat(8));
        }
    }
}
