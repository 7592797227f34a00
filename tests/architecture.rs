//! The direction of dependencies, read from the `use` lines; and the size of files.

#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::string_slice,
    reason = "a test stops at what it did not expect"
)]

use std::fs;
use std::path::{Path, PathBuf};

use source_files::sources;

#[path = "support/sources.rs"]
mod source_files;

/// The module of a source file: `src/parse/line.rs` is in `parse`.
fn module(path: &Path) -> String {
    let relative = path
        .strip_prefix(concat!(env!("CARGO_MANIFEST_DIR"), "/src"))
        .unwrap();
    let first = relative
        .components()
        .next()
        .unwrap()
        .as_os_str()
        .to_str()
        .unwrap();
    first.trim_end_matches(".rs").to_owned()
}

fn src() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("src")
}

/// Modules that know no terminal, file, environment or clock.
const PURE: [&str; 13] = [
    "marks", "text", "lang", "model", "japanese", "parse", "ledger", "search", "explorer", "diff",
    "output", "cite", "config",
];

#[test]
fn pure_modules_name_no_terminal_file_or_clock() {
    let forbidden = [
        "ratatui",
        "crossterm",
        "std::fs",
        "std::env",
        "std::process",
        "std::time",
        "io::stdout",
        "Instant::now",
        "SystemTime",
    ];
    for path in sources(&src()) {
        if !PURE.contains(&module(&path).as_str()) {
            continue;
        }
        let text = fs::read_to_string(&path).unwrap();
        let code = text.lines().filter(|l| !l.trim_start().starts_with("//"));
        for line in code {
            for word in forbidden {
                assert!(!line.contains(word), "{}: {line}", path.display());
            }
        }
    }
}

/// What each core module may use; a module that is not listed may use anything.
const MAY_USE: [(&str, &[&str]); 9] = [
    ("marks", &["model"]),
    ("lang", &[]),
    ("text", &["lang"]),
    ("model", &[]),
    ("japanese", &[]),
    ("source", &[]),
    ("parse", &["model", "text", "japanese", "source"]),
    ("ledger", &["model"]),
    ("search", &["model", "japanese", "ledger", "text", "lang"]),
];

#[test]
fn dependencies_go_one_way() {
    let modules: Vec<String> = sources(&src()).iter().map(|p| module(p)).collect();
    for path in sources(&src()) {
        let own = module(&path);
        let Some((_, allowed)) = MAY_USE.iter().find(|(m, _)| *m == own) else {
            continue;
        };
        // Unit tests may read a whole document whatever they test.
        if path.components().any(|part| part.as_os_str() == "tests") || path.ends_with("tests.rs") {
            continue;
        }
        for line in fs::read_to_string(&path).unwrap().lines() {
            let code = line.trim_start();
            if code.starts_with("//") {
                continue;
            }
            for other in modules
                .iter()
                .filter(|m| **m != own && !allowed.contains(&m.as_str()))
            {
                let named = format!("crate::{other}");
                let used = code.match_indices(&named).any(|(at, _)| {
                    !code[at + named.len()..].starts_with(|c: char| c.is_alphanumeric() || c == '_')
                });
                assert!(!used, "{}: {line}", path.display());
            }
        }
    }
}

/// The rooms of `search`: each uses only those before it.
const ROOMS_OF_SEARCH: [&str; 10] = [
    "answer", "query", "index", "matching", "expand", "scan", "engine", "rank", "session", "tiers",
];

#[test]
fn rooms_of_search_use_only_those_before_them() {
    let home = src().join("search");
    let floor = |room: &str| {
        let room = room.trim_end_matches(".rs");
        let found = ROOMS_OF_SEARCH.iter().position(|known| *known == room);
        found.unwrap_or_else(|| panic!("{room} is no room of search"))
    };
    for path in sources(&home) {
        let relative = path.strip_prefix(&home).unwrap();
        let room = relative.components().next().unwrap().as_os_str();
        let room = room.to_str().unwrap();
        if room.starts_with("tests") {
            continue;
        }
        let text = fs::read_to_string(&path).unwrap();
        // Unit tests may build their libraries with whatever helps.
        let code = text.lines().take_while(|line| *line != "#[cfg(test)]");
        for line in code.filter(|line| !line.trim_start().starts_with("//")) {
            for (at, named) in line.match_indices("crate::search::") {
                let rest = &line[at + named.len()..];
                let end = rest.find(|c: char| !c.is_alphanumeric() && c != '_');
                let used = &rest[..end.unwrap_or(rest.len())];
                assert!(floor(used) <= floor(room), "{}: {line}", path.display());
            }
        }
    }
}

/// The files that write to a terminal; all that others have to say goes through them.
const DOORS: [&str; 8] = [
    "cli.rs",
    "cli/door.rs",
    "cli/run/read.rs",
    "prompt/interrupt.rs",
    "tui.rs",
    "tui/a11y.rs",
    "tui/terminal.rs",
    "tui/text_mode.rs",
];

#[test]
fn text_leaves_by_few_doors() {
    for path in sources(&src()) {
        let name = path.strip_prefix(src()).unwrap().to_str().unwrap();
        for line in fs::read_to_string(&path).unwrap().lines() {
            let code = line.trim_start();
            if code.starts_with("//") {
                continue;
            }
            // These take any text; standard error has one door.
            for word in ["print!(", "println!(", "eprint!(", "eprintln!(", "dbg!("] {
                assert!(!code.starts_with(word), "{name}: {line}");
            }
            if code.contains("io::stderr()") {
                assert!(
                    name == "cli/door.rs" || code.contains("is_terminal"),
                    "{name}: {line}"
                );
            }
            if code.contains("io::stdout()") && !code.contains("is_terminal") {
                assert!(DOORS.contains(&name), "{name}: {line}");
            }
        }
    }
}

#[test]
fn files_stay_readable() {
    for path in sources(&src()) {
        let lines = fs::read_to_string(&path).unwrap().lines().count();
        assert!(lines <= 450, "{}: {lines} lines", path.display());
    }
}
