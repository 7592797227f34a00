//! The rooms of the house, by the real module graph (`support/module_graph.rs`): which room may
//! use which, which touch the world outside, no circles between files that stand beside each
//! other, the drawing in the docs; and the size of files.
//!
//! `SHISAKU_UPDATE=1 cargo test --test suite architecture::` draws the modules anew.

use std::collections::BTreeMap;
use std::fs;
use std::path::PathBuf;
use std::sync::LazyLock;

use crate::support::module_graph::{Graph, circles};
use crate::support::sources::sources;

fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

fn src() -> PathBuf {
    root().join("src")
}

static GRAPH: LazyLock<Graph> = LazyLock::new(|| Graph::read(&src()));

/// What each room may use: exactly what it does use, so that a new use is a decision.
const MAY_USE: [(&str, &str); 23] = [
    ("cite", "lang model text"),
    (
        "cli",
        "config diff error explorer japanese lang ledger marks model output packed parse prompt reading review search source store text tui",
    ),
    ("config", "explorer lang ledger text"),
    ("diff", "japanese lang model"),
    ("error", "lang model parse source text"),
    (
        "explorer",
        "cite diff japanese lang ledger marks model names review search text",
    ),
    ("japanese", ""),
    ("lang", ""),
    ("ledger", "model"),
    ("marks", "model"),
    ("model", ""),
    ("names", "lang ledger model"),
    (
        "output",
        "cite diff lang ledger model names review search text",
    ),
    ("packed", "model review"),
    ("parse", "japanese model source text"),
    ("prompt", "lang reading"),
    (
        "reading",
        "diff japanese lang ledger marks model names search text",
    ),
    ("review", "lang model source"),
    ("search", "japanese lang ledger model names text"),
    ("source", ""),
    (
        "store",
        "explorer lang marks model packed reading review text",
    ),
    ("text", "lang model"),
    (
        "tui",
        "explorer japanese lang ledger marks model prompt reading review store text",
    ),
];

#[test]
fn each_room_uses_what_it_may_and_nothing_else() {
    let allowed: BTreeMap<&str, &str> = MAY_USE.into_iter().collect();
    let parts = GRAPH.parts();
    let rooms = parts.get(&[][..]).unwrap();
    for (room, uses) in rooms {
        let uses: Vec<&str> = uses.iter().copied().collect();
        let may = allowed.get(room).unwrap_or(&"(not listed)");
        assert_eq!(uses.join(" "), *may, "what `{room}` uses, and what it may");
    }
}

/// Rooms that touch terminal, files, environment or clock. Every other room is pure.
const EDGES: [&str; 4] = ["cli", "prompt", "store", "tui"];

/// Beginnings of paths that lead to the world outside.
const OUTSIDE: [&str; 17] = [
    "crossterm",
    "directories",
    "notify",
    "ratatui",
    "rustix",
    "rustyline",
    "signal_hook",
    "tempfile",
    "tui_tree_widget",
    "std::env",
    "std::fs",
    "std::net",
    "std::os",
    "std::process",
    "std::time",
    "std::io::stdin",
    "std::io::stdout",
];

#[test]
fn pure_rooms_know_no_terminal_file_environment_or_clock() {
    for file in GRAPH.files() {
        let Some(room) = file.first().filter(|room| !EDGES.contains(&room.as_str())) else {
            continue;
        };
        for path in GRAPH.paths(file) {
            let path = path.join("::");
            let outside = OUTSIDE.iter().find(|start| {
                path.strip_prefix(**start)
                    .is_some_and(|rest| rest.is_empty() || rest.starts_with("::"))
            });
            assert!(outside.is_none(), "{}: {path} in {room}", file.join("::"));
        }
    }
}

#[test]
fn files_beside_each_other_use_each_other_in_one_direction() {
    let mut found = Vec::new();
    for (module, parts) in GRAPH.parts() {
        for circle in circles(&parts) {
            let uses = circle.iter().map(|part| {
                let inside = parts[part].intersection(&circle);
                format!("{part} -> {:?}", inside.collect::<Vec<_>>())
            });
            let uses: Vec<String> = uses.collect();
            found.push(format!("in `{}`: {}", module.join("::"), uses.join(", ")));
        }
    }
    assert!(found.is_empty(), "circles:\n{}", found.join("\n"));
}

/// The rooms in floors: each on the lowest from which it only looks down.
fn drawing() -> String {
    let parts = GRAPH.parts();
    let rooms = parts.get(&[][..]).unwrap();
    let mut floors: BTreeMap<&str, usize> = BTreeMap::new();
    while floors.len() < rooms.len() {
        let before = floors.len();
        for (room, uses) in rooms {
            let below: Option<Vec<usize>> = uses.iter().map(|u| floors.get(u).copied()).collect();
            if let Some(below) = below {
                floors.insert(room, below.iter().max().map_or(0, |floor| floor + 1));
            }
        }
        assert!(floors.len() > before, "a circle of rooms");
    }
    let top = floors.values().max().copied().unwrap_or_default();
    let floor = |at: usize| {
        let here = floors.iter().filter(|(_, floor)| **floor == at);
        let names = here.map(|(room, _)| match EDGES.contains(room) {
            true => format!("[{room}]"),
            false => (*room).to_owned(),
        });
        format!("{at}  {}", names.collect::<Vec<_>>().join("  "))
    };
    (0..=top).rev().map(floor).collect::<Vec<_>>().join("\n")
}

/// The lines of a text that begin like `prefix`, from the drawing's start to its end, made anew.
fn redrawn(text: &str, prefix: &str, drawing: &str) -> String {
    let start = format!("{prefix}```text\n");
    let (before, rest) = text.split_once(&start).unwrap();
    let (_, after) = rest.split_once(&format!("{prefix}```\n")).unwrap();
    let lines: Vec<String> = drawing.lines().map(|l| format!("{prefix}{l}\n")).collect();
    format!("{before}{start}{}{prefix}```\n{after}", lines.concat())
}

#[test]
fn the_drawing_is_that_of_the_modules() {
    for (name, prefix) in [("docs/ARCHITECTURE.md", ""), ("src/lib.rs", "//! ")] {
        let path = root().join(name);
        let text = fs::read_to_string(&path).unwrap();
        let made = redrawn(&text, prefix, &drawing());
        if std::env::var_os("SHISAKU_UPDATE").is_some() {
            fs::write(&path, &made).unwrap();
        } else {
            assert!(
                made == text,
                "{name}: run SHISAKU_UPDATE=1 cargo test --test suite architecture::"
            );
        }
    }
}

/// The table of the architecture has each room once, with what it uses.
#[test]
fn the_table_has_every_room_and_what_it_uses() {
    let text = fs::read_to_string(root().join("docs/ARCHITECTURE.md")).unwrap();
    for (room, uses) in MAY_USE {
        let start = format!("| `{room}` |");
        let rows: Vec<&str> = text.lines().filter(|l| l.starts_with(&start)).collect();
        assert_eq!(rows.len(), 1, "{room}");
        let end = format!("| {} |", if uses.is_empty() { "—" } else { uses });
        assert!(
            rows[0].ends_with(&end),
            "{}\nshould end with\n{end}",
            rows[0]
        );
    }
}

/// The files that write to a terminal; all that others have to say goes through them.
const DOORS: [&str; 9] = [
    "cli.rs",
    "cli/door.rs",
    "cli/run/read.rs",
    "prompt/interrupt.rs",
    "tui.rs",
    "tui/a11y.rs",
    "tui/loading.rs",
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
                // A build for fuzzing says which panic it stops at.
                assert!(
                    ["cli/door.rs", "source.rs"].contains(&name) || code.contains("is_terminal"),
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
