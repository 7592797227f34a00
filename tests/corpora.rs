//! The targets of `fuzz/`, compiled as they stand and run once over the inputs that are kept:
//! the inputs made for each target, and every one that a fuzzer has found something with.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    unused_attributes,
    reason = "a test stops at what it did not expect; a target is a program of its own elsewhere"
)]

use std::fs;
use std::path::Path;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;

// The targets name the fuzzer's library: here it is this program.
extern crate self as libfuzzer_sys;

mod fuzzer {
    /// A target as a function of the bytes; one that wants text passes over others.
    macro_rules! fuzz_target {
        (|$bytes:ident: &[u8]| $body:block) => {
            pub fn one_input($bytes: &[u8]) $body
        };
        (|$text:ident: &str| $body:block) => {
            pub fn one_input(bytes: &[u8]) {
                let Ok($text) = std::str::from_utf8(bytes) else {
                    return;
                };
                $body
            }
        };
    }
    pub(crate) use fuzz_target;
}
pub(crate) use fuzzer::fuzz_target;

#[path = "../fuzz/fuzz_targets/address.rs"]
mod address;
#[path = "../fuzz/fuzz_targets/amounts.rs"]
mod amounts;
#[path = "../fuzz/fuzz_targets/command.rs"]
mod command;
#[path = "../fuzz/fuzz_targets/config.rs"]
mod config;
#[path = "../fuzz/fuzz_targets/explorer.rs"]
mod explorer;
#[path = "../fuzz/fuzz_targets/parse.rs"]
mod parse;
#[path = "../fuzz/fuzz_targets/query.rs"]
mod query;
#[path = "../fuzz/fuzz_targets/source.rs"]
mod source;
#[path = "../fuzz/fuzz_targets/state.rs"]
mod state;
#[path = "../fuzz/fuzz_targets/terminal_input.rs"]
mod terminal_input;

/// A target's name, and what it does with an input.
type Target = (&'static str, fn(&[u8]));

const TARGETS: [Target; 10] = [
    ("address", address::one_input),
    ("amounts", amounts::one_input),
    ("command", command::one_input),
    ("config", config::one_input),
    ("explorer", explorer::one_input),
    ("parse", parse::one_input),
    ("query", query::one_input),
    ("source", source::one_input),
    ("state", state::one_input),
    ("terminal_input", terminal_input::one_input),
];

fn folder() -> &'static Path {
    Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/fuzz"))
}

#[test]
fn what_is_kept_holds() {
    let mut inputs = Vec::new();
    for (name, run) in TARGETS {
        let before = inputs.len();
        let files = fs::read_dir(folder().join("corpus").join(name)).unwrap();
        inputs.extend(files.map(|file| (run, file.unwrap().path())));
        let count = inputs.len() - before;
        assert!(count > 20, "{name}: {count} inputs");
    }
    let next = AtomicUsize::new(0);
    let work = || {
        while let Some((run, path)) = inputs.get(next.fetch_add(1, Ordering::Relaxed)) {
            // Seen where the next one fails.
            println!("{}", path.display());
            run(&fs::read(path).unwrap());
        }
    };
    let processors = thread::available_parallelism().map_or(1, usize::from);
    thread::scope(|scope| {
        for _ in 0..processors {
            scope.spawn(work);
        }
    });
    println!("{} inputs of {} targets", inputs.len(), TARGETS.len());
}

#[test]
fn every_target_is_here_and_has_its_program() {
    let manifest = fs::read_to_string(folder().join("Cargo.toml")).unwrap();
    let targets = fs::read_dir(folder().join("fuzz_targets")).unwrap();
    for target in targets {
        let path = target.unwrap().path();
        let name = path.file_stem().unwrap().to_str().unwrap();
        assert!(TARGETS.iter().any(|(known, _)| *known == name), "{name}");
        assert!(
            manifest.contains(&format!("path = \"fuzz_targets/{name}.rs\"")),
            "{name}"
        );
    }
}
