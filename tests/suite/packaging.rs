//! Where the program is published is written in one place, `repository` in `Cargo.toml`: whatever
//! else needs it takes it from there, and nothing names an address that is not there.

#![cfg(unix)]

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

fn text(path: &str) -> String {
    fs::read_to_string(root().join(path)).unwrap_or_else(|_| panic!("no {path}"))
}

fn manifest() -> toml_edit::DocumentMut {
    text("Cargo.toml").parse().unwrap()
}

#[test]
fn the_address_is_written_once_or_not_at_all() {
    let manifest = manifest();
    let package = &manifest["package"];
    let address = |key: &str| package.get(key).and_then(|value| value.as_str());
    assert_eq!(address("homepage"), address("repository"));
    if let Some(repository) = address("repository") {
        assert!(repository.starts_with("https://"), "{repository}");
        assert!(!repository.ends_with('/'), "{repository}");
    }
    // What installs from there has no address of its own.
    let url = package["metadata"]["binstall"]["pkg-url"].as_str().unwrap();
    assert!(url.starts_with("{ repo }/"), "{url}");
    for file in ["README.md", "README.ja.md", "packaging/README.md"] {
        let text = text(file);
        let words = text.split([' ', '(', ')', '`', '\n']);
        let mut own = words.filter(|word| {
            let is_address = word.starts_with("https://") && word.contains("/shisaku");
            is_address && !word.starts_with("https://docs.rs/")
        });
        let is_known = |word: &str| address("repository").is_some_and(|a| word.starts_with(a));
        assert!(own.all(is_known), "{file}");
    }
}

#[test]
fn what_is_downloaded_is_what_the_release_makes() {
    let manifest = manifest();
    let binstall = &manifest["package"]["metadata"]["binstall"];
    let url = binstall["pkg-url"].as_str().unwrap();
    assert!(
        url.ends_with("/v{ version }/{ name }-{ version }-{ target }.tar.gz"),
        "{url}"
    );
    let release = text("packaging/release.sh");
    assert!(release.contains("name=shisaku-$version-$triple"));
    assert!(release.contains("\"$out/$name.tar.gz\""));
    assert!(release.contains("shisaku-$version-source.tar.gz"));
}

#[test]
fn the_formula_is_filled_in_whole() {
    let sum = "0".repeat(64);
    let run = Command::new(root().join("packaging/formula.sh"))
        .args(["https://example.org/shisaku", "9.9.9", &sum])
        .current_dir(Path::new("/"))
        .output()
        .unwrap();
    let formula = String::from_utf8(run.stdout).unwrap();
    assert!(run.status.success(), "{formula}");
    assert!(!formula.contains('@'), "{formula}");
    let url =
        "url \"https://example.org/shisaku/releases/download/v9.9.9/shisaku-9.9.9-source.tar.gz\"";
    assert!(formula.contains(url), "{formula}");
    assert!(formula.contains(&format!("sha256 \"{sum}\"")), "{formula}");
}
