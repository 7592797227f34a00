//! Review sheets that were read are kept, give the same answers, and never stand in the way.

#![cfg(unix)]

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use serde_json::json;

/// Sheets of a year that are worth keeping, by their size; the first line is none.
fn sheets(path: &Path, initial: f64) {
    let mut text =
        String::from("{\"公開年度\": \"なし\", \"事業名\": 1, \"府省庁\": 2, \"予算\": 3}\n");
    for number in 0..2000 {
        let line = json!({"公開年度": 2023, "事業名": format!("第{number}灯台の光の測定"), "府省庁": "灯台省",
            "事業番号": format!("2023-灯台-22-{number:04}"), "担当部局庁": "測光局", "事業目的": "海の安全。".repeat(20),
            "予算": [{"年度": 2023, "当初予算": initial + f64::from(number), "予算計": initial}]});
        text.push_str(&line.to_string());
        text.push('\n');
    }
    fs::write(path, text).unwrap();
}

fn answer(home: &Path, file: &Path, arguments: &[&str]) -> (String, String) {
    let output = Command::new(env!("CARGO_BIN_EXE_shisaku"))
        .arg(file)
        .args([
            "totals", "--by", "pillar", "--format", "json", "--lang", "ja",
        ])
        .args(arguments)
        .env_clear()
        .env("HOME", home)
        .output()
        .unwrap();
    assert!(output.status.success(), "{output:?}");
    let text = |bytes| String::from_utf8(bytes).unwrap();
    (text(output.stdout), text(output.stderr))
}

fn kept_in(home: &Path) -> Vec<PathBuf> {
    let entries = fs::read_dir(home.join(".cache/shisaku/documents"));
    let entries = entries.into_iter().flatten();
    let mut paths: Vec<PathBuf> = entries.map(|entry| entry.unwrap().path()).collect();
    paths.sort();
    paths
}

#[test]
fn sheets_are_kept_by_content_and_made_again_where_damaged() {
    let home = tempfile::tempdir().unwrap();
    let file = home.path().join("judgit.ndjson");
    sheets(&file, 10.0);
    let read = answer(home.path(), &file, &["--no-cache"]);
    assert!(kept_in(home.path()).is_empty());
    assert!(read.1.contains("judgit.ndjson:1"), "{}", read.1);
    assert_eq!(answer(home.path(), &file, &[]), read);
    let [kept] = &kept_in(home.path())[..] else {
        panic!("{:?}", kept_in(home.path()));
    };
    let whole = fs::read(kept).unwrap();
    // What is kept answers, also what was said of the file: other sheets in its place show that it is asked.
    assert_eq!(answer(home.path(), &file, &[]), read);
    let other = home.path().join("other.ndjson");
    sheets(&other, 20.0);
    let others = answer(home.path(), &other, &[]);
    assert_ne!(others.0, read.0);
    let foreign = kept_in(home.path()).into_iter().find(|path| path != kept);
    fs::copy(foreign.unwrap(), kept).unwrap();
    assert_eq!(answer(home.path(), &file, &[]).0, others.0);
    assert_eq!(answer(home.path(), &file, &["--no-cache"]), read);

    let mut damaged = whole.clone();
    let middle = damaged.len() / 2;
    damaged[middle] ^= 1;
    for wrong in [&damaged[..], &whole[..1000], b""] {
        fs::write(kept, wrong).unwrap();
        assert_eq!(answer(home.path(), &file, &[]), read);
        assert!(fs::read(kept).unwrap() == whole, "is made again");
    }
    // A changed file is another one.
    sheets(&file, 30.0);
    assert_ne!(answer(home.path(), &file, &[]).0, read.0);
    assert_eq!(kept_in(home.path()).len(), 3);
}

/// A place that cannot be written to keeps nobody from reading.
#[test]
fn a_cache_that_cannot_be_written_is_none() {
    let home = tempfile::tempdir().unwrap();
    fs::write(home.path().join(".cache"), "a file").unwrap();
    let file = home.path().join("judgit.ndjson");
    sheets(&file, 10.0);
    let read = answer(home.path(), &file, &[]);
    assert_eq!(answer(home.path(), &file, &["--no-cache"]), read);
}
