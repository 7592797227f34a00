//! Where a document may be read in two ways, the user's word decides: by option, and by the small file beside the document.

use std::fs;
use std::path::Path;
use std::process::{Command, Output};

/// A list without a unit, and brackets of which no word says what they mean.
const BRACKETS: &str = "令和９年度　架空町の要求\n\n１　港の守り\n\n・灯台の改修　5.0億円（4.0億円）\n・桟橋の更新　3.0億円（1.0億円）\n";
const NO_UNIT: &str = "令和９年度　架空町の要求\n\n| 事業名 | 要求額 | 前年度予算額 |\n|---|---:|---:|\n| 灯台の改修 | 500 | 400 |\n";
const TWO_COLUMNS: &str = "令和９年度　架空町\n\n（単位：百万円）\n\n| 名 | 甲 | 乙 |\n|---|---:|---:|\n| 灯台の改修 | 500 | 400 |\n| 桟橋の更新 | 70 | 310 |\n";

fn run(folder: &Path, arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_shisaku"))
        .args(arguments)
        .env_clear()
        .env("LANG", "ja_JP.UTF-8")
        .env("HOME", folder)
        .current_dir(folder)
        .output()
        .unwrap()
}

/// Request and base of the first programme, in 億円; nothing where none was read.
fn first(folder: &Path, options: &[&str]) -> Option<(String, String)> {
    let output = run(
        folder,
        &[
            &["--file", "paper.md", "export", "--format", "jsonl"],
            options,
        ]
        .concat(),
    );
    assert!(output.status.success(), "{output:?}");
    let text = String::from_utf8(output.stdout).unwrap();
    let row: serde_json::Value = serde_json::from_str(text.lines().next()?).unwrap();
    let oku = |key: &str| row[key].as_str().unwrap_or("-").to_owned();
    Some((oku("request_oku"), oku("base_oku")))
}

fn paper(text: &str) -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("paper.md"), text).unwrap();
    folder
}

fn said(folder: &Path) -> String {
    String::from_utf8(run(folder, &["check", "paper.md"]).stdout).unwrap()
}

#[track_caller]
fn is(found: Option<(String, String)>, request: &str, base: &str) {
    let decimal = |text: &str| text.parse::<rust_decimal::Decimal>().unwrap();
    let (r, b) = found.unwrap();
    assert_eq!(
        (decimal(&r), decimal(&b)),
        (decimal(request), decimal(base))
    );
}

#[test]
fn a_bracket_is_what_the_user_says() {
    let folder = paper(BRACKETS);
    is(first(folder.path(), &[]), "5", "4");
    is(first(folder.path(), &["--bracket", "change"]), "5", "1");
    let told = said(folder.path());
    assert!(
        told.contains("unsure-bracket")
            && told.contains("--bracket change")
            && told.contains("bracket = \"change\""),
        "{told}"
    );
    fs::write(
        folder.path().join("paper.shisaku.toml"),
        "bracket = \"change\"\n",
    )
    .unwrap();
    is(first(folder.path(), &[]), "5", "1");
    assert!(!said(folder.path()).contains("unsure-bracket"));
    // The option goes before the file.
    is(first(folder.path(), &["--bracket", "base"]), "5", "4");
}

#[test]
fn a_unit_is_what_the_user_says_where_the_document_says_none() {
    let folder = paper(NO_UNIT);
    assert_eq!(first(folder.path(), &[]), None);
    let told = said(folder.path());
    assert!(
        told.contains("--unit 千円") && told.contains("unit = \"千円\""),
        "{told}"
    );
    is(first(folder.path(), &["--unit", "百万円"]), "5", "4");
    fs::write(
        folder.path().join("paper.md.shisaku.toml"),
        "# 役場に聞いた\nunit = \"百万円\"\n",
    )
    .unwrap();
    is(first(folder.path(), &[]), "5", "4");
}

#[test]
fn the_base_column_is_the_one_that_the_user_says() {
    let folder = paper(TWO_COLUMNS);
    assert_eq!(first(folder.path(), &[]), None);
    assert!(said(folder.path()).contains("--base-column left"));
    is(first(folder.path(), &["--base-column", "right"]), "5", "4");
    is(first(folder.path(), &["--base-column", "left"]), "4", "5");
}

#[test]
fn what_is_not_understood_is_one_line() {
    let folder = paper(BRACKETS);
    fs::write(
        folder.path().join("paper.shisaku.toml"),
        "bracket = \"base\"\ncolour = \"red\"\n",
    )
    .unwrap();
    let output = run(folder.path(), &["--file", "paper.md", "totals"]);
    assert_eq!(output.status.code(), Some(3));
    let said = String::from_utf8(output.stderr).unwrap();
    assert_eq!(said.lines().count(), 1, "{said}");
    for word in ["paper.shisaku.toml", "2行目", "colour", "bracket"] {
        assert!(said.contains(word), "{said}");
    }
    let output = run(
        folder.path(),
        &["--file", "paper.md", "--unit", "ドル", "totals"],
    );
    assert_eq!(output.status.code(), Some(2));
}

#[test]
fn settings_that_cannot_be_read_are_an_error_and_none_are_replaced() {
    let folder = paper(BRACKETS);
    let settings = folder.path().join("paper.md.shisaku.toml");
    // 括弧 in Shift_JIS, in a comment.
    let bytes = b"# \x8a\x87\x8c\xca\nbracket = \"change\"\n";
    fs::write(&settings, bytes).unwrap();
    let output = run(folder.path(), &["--file", "paper.md", "totals"]);
    let line = String::from_utf8(output.stderr).unwrap();
    assert_eq!(output.status.code(), Some(3), "{line}");
    assert!(line.contains("paper.md.shisaku.toml"), "{line}");
    fs::write(&settings, "bracket = \"change\"\n").unwrap();
    let over = [
        "--file", "paper.md", "export", "--format", "jsonl", "--force", "-o",
    ];
    let output = run(
        folder.path(),
        &[&over[..], &["paper.md.shisaku.toml"]].concat(),
    );
    assert_eq!(output.status.code(), Some(2), "{output:?}");
    assert_eq!(
        fs::read_to_string(&settings).unwrap(),
        "bracket = \"change\"\n"
    );
}
