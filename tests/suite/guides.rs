//! What the guides for people who work on the project name is there.

use std::fs;
use std::path::{Path, PathBuf};

fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

fn read(name: &str) -> String {
    fs::read_to_string(root().join(name)).unwrap()
}

/// What stands between backticks in a line.
fn quoted(line: &str) -> impl Iterator<Item = &str> {
    line.split('`').skip(1).step_by(2)
}

/// Whether a quoted word is the path of a file or folder of the repository.
fn is_path(word: &str) -> bool {
    let tops = [
        "src/",
        "tests/",
        "docs/",
        "examples/",
        "benches/",
        "assets/",
        "fuzz/",
        ".ci/",
    ];
    let files = ["Cargo.toml", "rustfmt.toml", ".clippy.toml", "justfile"];
    !word.contains(char::is_whitespace)
        && (tops.iter().any(|top| word.starts_with(top))
            || files.contains(&word)
            || word.ends_with(".md"))
}

#[test]
fn every_file_that_a_guide_names_exists() {
    let mut named = 0;
    for guide in [
        "CONTRIBUTING.md",
        "docs/ARCHITECTURE.md",
        "docs/SEARCH.md",
        "docs/DOCUMENTS.md",
    ] {
        if !root().join(guide).exists() {
            continue;
        }
        for line in read(guide).lines() {
            for word in quoted(line).filter(|word| is_path(word)) {
                assert!(root().join(word).exists(), "{guide}: {word}");
                named += 1;
            }
        }
    }
    assert!(named > 60, "the guides name files");
}

/// The paths of modules in a guide, `search::query` or `ledger::Scope`: the module is a file.
#[test]
fn every_module_that_the_architecture_names_exists() {
    let rooms: Vec<String> = fs::read_dir(root().join("src"))
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .map(|path| path.file_stem().unwrap().to_str().unwrap().to_owned())
        .collect();
    for guide in ["docs/ARCHITECTURE.md", "docs/SEARCH.md"] {
        if !root().join(guide).exists() {
            continue;
        }
        for line in read(guide).lines() {
            for word in quoted(line) {
                let end = word.find(|c: char| !(c.is_alphanumeric() || c == '_' || c == ':'));
                let (word, _) = word.split_at(end.unwrap_or(word.len()));
                let parts: Vec<&str> = word.split("::").collect();
                let [room, inner, ..] = parts.as_slice() else {
                    continue;
                };
                if !rooms.iter().any(|name| name == room) {
                    continue;
                }
                assert!(is_there(&parts), "{guide}: {word}, {room}, {inner}");
            }
        }
    }
}

/// A module's file; or a name in the file of the module before it.
fn is_there(parts: &[&str]) -> bool {
    let file = |parts: &[&str]| {
        root()
            .join("src")
            .join(parts.join("/"))
            .with_extension("rs")
    };
    if file(parts).exists() {
        return true;
    }
    let Some((name, module)) = parts.split_last() else {
        return false;
    };
    // A type's part, `Diagnostic::is_unread`: the type is looked for.
    if module
        .last()
        .is_some_and(|part| part.starts_with(char::is_uppercase))
    {
        return is_there(module);
    }
    let text = fs::read_to_string(file(module)).unwrap_or_default();
    text.split(|c: char| !(c.is_alphanumeric() || c == '_'))
        .any(|word| word == *name)
}

#[test]
fn the_six_questions_have_answers() {
    let text = read("CONTRIBUTING.md");
    for question in [
        "a new unit of yen",
        "a new key",
        "a new column of the table",
        "a new kind of typing error",
        "a new export format",
        "a new sentence of the ear mode",
    ] {
        let start = format!("| {question} |");
        let row = text.lines().find(|line| line.starts_with(&start)).unwrap();
        let words: Vec<&str> = quoted(row).collect();
        assert!(words.iter().any(|word| is_path(word)), "{row}");
        // A name in brackets after a file stands in that file.
        for pair in words.windows(2) {
            if let [file, name] = pair
                && is_path(file)
                && !is_path(name)
            {
                assert!(read(file).contains(name), "{file}: {name}");
            }
        }
    }
}

#[test]
fn every_test_file_that_is_to_be_run_exists() {
    for guide in ["CONTRIBUTING.md", "justfile", ".ci/run"] {
        let text = read(guide);
        let words: Vec<&str> = text
            .split(|c: char| c.is_whitespace() || c == '`')
            .collect();
        for pair in words.windows(2) {
            let folder = match pair {
                ["--test", _] => "tests",
                ["--bench", _] => "benches",
                _ => continue,
            };
            let name = pair[1].trim_end_matches([',', ';', '.']);
            if name == "{{" {
                continue;
            }
            let path = root().join(folder).join(name);
            let program = path.with_extension("rs").exists() || path.join("main.rs").exists();
            assert!(program, "{guide}: {}", path.display());
        }
        // What is run of the suite: a file of it, or one of its tests.
        for (_, command) in text
            .match_indices("--test suite")
            .map(|(at, _)| text.split_at(at))
        {
            let command = command.split(['`', '\n']).next().unwrap_or_default();
            for word in command.split_whitespace().skip(2) {
                if let Some((file, _)) = word.split_once("::") {
                    let file = Path::new("tests/suite").join(file).with_extension("rs");
                    assert!(root().join(&file).exists(), "{guide}: {}", file.display());
                }
            }
        }
    }
}

#[test]
fn the_justfile_has_every_step_of_the_gate() {
    let just = read("justfile");
    let gate = read(".ci/run");
    let mut steps = 0;
    for line in gate.lines() {
        let line = line.trim();
        if let Some(name) = line
            .strip_prefix("step \"")
            .and_then(|l| l.strip_suffix('"'))
        {
            let recipe = just
                .lines()
                .any(|line| line.strip_prefix("# ").is_some_and(|l| l.starts_with(name)));
            assert!(recipe, "no recipe for: {name}");
            steps += 1;
        }
        let start = ["cargo ", "RUSTDOCFLAGS="]
            .iter()
            .any(|s| line.starts_with(s));
        if start && !line.contains("install") {
            assert!(just.lines().any(|l| l.trim() == line), "{line}");
        }
    }
    assert!(steps >= 6);
}

#[test]
fn issue_forms_are_whole() {
    let folder = root().join(".github/ISSUE_TEMPLATE");
    let mut forms = 0;
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        let text = fs::read_to_string(&path).unwrap();
        assert!(!text.contains('\t'), "{}", path.display());
        if path.ends_with("config.yml") {
            continue;
        }
        forms += 1;
        for key in ["name: ", "description: ", "body:"] {
            assert!(
                text.lines().any(|l| l.starts_with(key)),
                "{}: {key}",
                path.display()
            );
        }
        assert!(text.contains("shisaku --version"), "{}", path.display());
        for line in text.lines() {
            // An unquoted value with a colon and a blank would be read as a mapping.
            if let Some((_, value)) = line.trim_start().split_once(": ") {
                let quoted = value.starts_with('"') || value.starts_with('|');
                let block = !line.starts_with(' ')
                    || line
                        .trim_start()
                        .starts_with(|c: char| c.is_ascii_lowercase());
                assert!(
                    !block || quoted || !value.contains(": "),
                    "{}: {line}",
                    path.display()
                );
            }
        }
    }
    assert_eq!(forms, 3);
}
