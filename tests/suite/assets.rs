//! What is made from the embedded document and kept: its tree as the program loads it, and the
//! same as JSON for other programs.
//!
//! `UPDATE_ASSETS=1 cargo test --test suite assets::` makes both anew.

use std::path::PathBuf;
use std::process::Command;

use shisaku::packed;
use shisaku::parse::parse;

const NAME: &str = "000_3bd7bf674129a828.txt";

fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

/// Whether the asset is what it should be; written anew where that is asked for.
fn is_current(name: &str, now: &[u8]) -> bool {
    let path = root().join("assets").join(name);
    if std::env::var_os("UPDATE_ASSETS").is_some() {
        std::fs::write(&path, now).unwrap();
    }
    std::fs::read(&path).unwrap_or_default() == now
}

fn seed() -> PathBuf {
    root().join("seeds").join(NAME)
}

#[test]
fn the_tree_that_the_program_loads_is_what_the_parser_reads() {
    let text = std::fs::read_to_string(seed()).unwrap();
    let document = parse(NAME, &text).unwrap();
    assert!(
        is_current("policy-tree.bin", &packed::write(&document).unwrap()),
        "assets/policy-tree.bin is out of date; rewrite it with: UPDATE_ASSETS=1 cargo test --test suite assets::"
    );
}

/// From the file, not from the loaded tree, which may be the one that is out of date.
#[test]
fn the_exported_asset_is_current() {
    let output = Command::new(env!("CARGO_BIN_EXE_shisaku"))
        .args(["export", "--format", "json", "--file"])
        .arg(seed())
        .env_clear()
        .env("LANG", "ja_JP.UTF-8")
        .env("XDG_CONFIG_HOME", env!("CARGO_TARGET_TMPDIR"))
        .output()
        .unwrap();
    assert!(output.status.success(), "{output:?}");
    let now = String::from_utf8(output.stdout).unwrap();
    assert!(
        is_current("policy-tree.json", now.replace("\r\n", "\n").as_bytes()),
        "assets/policy-tree.json is out of date; rewrite it with: UPDATE_ASSETS=1 cargo test --test suite assets::"
    );
}
