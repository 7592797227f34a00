//! The notices that go with every copy of the program name every library that is in it.
//!
//! `SHISAKU_UPDATE=1 cargo test --test suite licenses::` makes `assets/licenses.txt` anew from the
//! libraries' own files. What is in the program depends on the platform, so that only one checks.

#![cfg(all(target_os = "linux", target_arch = "x86_64"))]

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;
use std::process::Command;

use serde_json::Value;

const FILE: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/assets/licenses.txt");
const PLATFORM: &str = "x86_64-unknown-linux-gnu";

fn text_of<'a>(value: &'a Value, key: &str) -> &'a str {
    value.get(key).and_then(Value::as_str).unwrap_or_default()
}

fn list_of<'a>(value: &'a Value, key: &str) -> &'a [Value] {
    value
        .get(key)
        .and_then(Value::as_array)
        .map_or(&[], Vec::as_slice)
}

fn metadata() -> Value {
    let cargo = std::env::var("CARGO").unwrap_or_else(|_| "cargo".to_owned());
    let out = Command::new(cargo)
        .args(["metadata", "--format-version=1", "--locked", "--offline"])
        .args(["--filter-platform", PLATFORM])
        .current_dir(env!("CARGO_MANIFEST_DIR"))
        .output()
        .unwrap();
    assert!(
        out.status.success(),
        "{}",
        String::from_utf8_lossy(&out.stderr)
    );
    serde_json::from_slice(&out.stdout).unwrap()
}

/// Libraries whose code is in the program: dependencies of dependencies, but nothing that only
/// builds, tests or writes code.
fn libraries(metadata: &Value) -> Vec<&Value> {
    let packages: BTreeMap<&str, &Value> = list_of(metadata, "packages")
        .iter()
        .map(|package| (text_of(package, "id"), package))
        .collect();
    let nodes: BTreeMap<&str, &Value> = list_of(&metadata["resolve"], "nodes")
        .iter()
        .map(|node| (text_of(node, "id"), node))
        .collect();
    let root = metadata["resolve"]["root"].as_str().unwrap();
    let mut seen = BTreeSet::new();
    let mut open = vec![root];
    while let Some(id) = open.pop() {
        for dependency in list_of(nodes[id], "deps") {
            let kinds = list_of(dependency, "dep_kinds");
            let is_normal = kinds.iter().any(|kind| kind["kind"].is_null());
            let id = text_of(dependency, "pkg");
            let writes_code = list_of(packages[id], "targets").iter().any(|target| {
                list_of(target, "kind")
                    .iter()
                    .any(|kind| kind == "proc-macro")
            });
            if is_normal && !writes_code && seen.insert(id) {
                open.push(id);
            }
        }
    }
    seen.into_iter().map(|id| packages[id]).collect()
}

/// The licence files of a package, with line ends and blanks at their ends made one.
fn notices(package: &Value) -> Vec<String> {
    let directory = Path::new(text_of(package, "manifest_path"))
        .parent()
        .unwrap();
    let mut files: Vec<_> = fs::read_dir(directory)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .filter(|path| path.is_file())
        .filter(|path| {
            let name = path.file_name().unwrap().to_string_lossy().to_lowercase();
            [
                "license",
                "licence",
                "copying",
                "notice",
                "copyright",
                "unlicense",
            ]
            .iter()
            .any(|start| name.starts_with(start))
        })
        .collect();
    files.sort();
    // Where a library leaves the choice, its MIT licence is taken: the shortest notice.
    let is_named = |path: &Path, word: &str| {
        let name = path
            .file_name()
            .unwrap_or_default()
            .to_string_lossy()
            .to_lowercase();
        name.contains(word)
    };
    let choice = text_of(package, "license").contains(" OR ");
    if choice && files.iter().any(|path| is_named(path, "mit")) {
        let others = ["apache", "zlib", "unlicense", "boost", "bsl", "cc0"];
        files.retain(|path| !others.iter().any(|word| is_named(path, word)));
    }
    files
        .iter()
        .filter_map(|path| fs::read_to_string(path).ok())
        .map(|text| {
            let lines: Vec<&str> = text.lines().map(str::trim_end).collect();
            lines.join("\n").trim_matches('\n').to_owned()
        })
        .filter(|text| !text.is_empty())
        .collect()
}

/// The file: libraries with their licences, then each notice once, under the libraries that it is of.
fn made(metadata: &Value) -> String {
    let libraries = libraries(metadata);
    let mut out = String::from("Libraries in this program\n=========================\n\n");
    let mut of_text: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    for library in &libraries {
        let name = format!(
            "{} {}",
            text_of(library, "name"),
            text_of(library, "version")
        );
        let licence = text_of(library, "license").replace('/', " OR ");
        out.push_str(&format!("{name}: {licence}\n"));
        for text in notices(library) {
            of_text.entry(text).or_default().insert(name.clone());
        }
    }
    let mut texts: Vec<(BTreeSet<String>, String)> = of_text
        .into_iter()
        .map(|(text, names)| (names, text))
        .collect();
    texts.sort();
    for (names, text) in texts {
        let names: Vec<String> = names.into_iter().collect();
        out.push_str(&format!("\n\n--- {}\n\n{text}\n", names.join(", ")));
    }
    out
}

#[test]
fn the_notices_are_those_of_the_libraries_in_the_program() {
    let made = made(&metadata());
    if std::env::var_os("SHISAKU_UPDATE").is_some() {
        fs::write(FILE, &made).unwrap();
    }
    let kept = fs::read_to_string(FILE).unwrap_or_default();
    assert!(
        kept == made,
        "assets/licenses.txt is not current; run SHISAKU_UPDATE=1 cargo test --test suite licenses::"
    );
}

#[test]
fn the_program_prints_every_notice() {
    let out = Command::new(env!("CARGO_BIN_EXE_shisaku"))
        .arg("licenses")
        .output()
        .unwrap();
    assert!(out.status.success());
    let printed = String::from_utf8(out.stdout).unwrap();
    for library in libraries(&metadata()) {
        let name = format!(
            "{} {}: ",
            text_of(library, "name"),
            text_of(library, "version")
        );
        assert!(printed.contains(&name), "{name}");
    }
    for own in [
        "NOTICE",
        "LICENSE",
        "assets/readings/NOTICE",
        "assets/near/NOTICE",
    ] {
        let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(own);
        assert!(
            printed.contains(fs::read_to_string(path).unwrap().trim()),
            "{own}"
        );
    }
}
