//! Documents that the full screen has read are kept, and never stand in the way.

#![cfg(unix)]

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use crate::support::terminal::Session;

fn kept_in(home: &Path) -> Vec<PathBuf> {
    let directory = home.join(".cache/shisaku/documents");
    let entries = fs::read_dir(directory).into_iter().flatten();
    let mut paths: Vec<PathBuf> = entries.map(|entry| entry.unwrap().path()).collect();
    paths.sort();
    paths
}

/// Opens these documents, waits for the first, leaves, and gives back the home.
fn visit(home: tempfile::TempDir, arguments: &[&str], sign: &str) -> tempfile::TempDir {
    let mut session = Session::start_in(home, 120, 40, arguments);
    session.wait(sign);
    session.press("q");
    assert_eq!(session.exit_code(), 0);
    session.left_behind()
}

fn cache_command(home: &Path, arguments: &[&str]) -> String {
    let output = Command::new(env!("CARGO_BIN_EXE_shisaku"))
        .arg("cache")
        .args(arguments)
        .args(["--lang", "en"])
        .env_clear()
        .env("HOME", home)
        .output()
        .unwrap();
    assert!(output.status.success(), "{output:?}");
    String::from_utf8(output.stdout).unwrap()
}

#[test]
fn documents_are_kept_by_content_and_made_again_where_damaged() {
    let home = tempfile::tempdir().unwrap();
    let seed = Path::new(env!("CARGO_MANIFEST_DIR")).join("seeds/000_3bd7bf674129a828.txt");
    let text = fs::read_to_string(seed).unwrap();
    let (one, two) = (home.path().join("one.txt"), home.path().join("two.txt"));
    fs::write(&one, &text).unwrap();
    fs::write(&two, text.replace("消防", "水防")).unwrap();
    let (one, two) = (one.to_str().unwrap(), two.to_str().unwrap());
    let sign = "IV 防災・減災/復旧・復興";

    let home = visit(home, &["--no-cache", one], sign);
    assert!(kept_in(home.path()).is_empty());
    let home = visit(home, &[one, two], sign);
    let kept = kept_in(home.path());
    assert_eq!(kept.len(), 2, "{kept:?}");
    let whole: Vec<Vec<u8>> = kept.iter().map(|path| fs::read(path).unwrap()).collect();

    // One is damaged, one is cut off: both are read and kept anew, in the same form.
    let mut damaged = whole[0].clone();
    let middle = damaged.len() / 2;
    damaged[middle] ^= 1;
    fs::write(&kept[0], &damaged).unwrap();
    fs::write(&kept[1], &whole[1][..1000]).unwrap();
    let home = visit(home, &[one, two], sign);
    assert_eq!(kept_in(home.path()), kept);
    for (path, bytes) in kept.iter().zip(&whole) {
        assert!(fs::read(path).unwrap() == *bytes);
    }

    // What was kept is what is shown. Alone a document is kept with its text, among others without.
    let home = visit(home, &[two], sign);
    assert_eq!(kept_in(home.path()).len(), 3);
    let mut session = Session::start_in(home, 120, 40, &[two]);
    session.wait(sign);
    session.press(":14\r");
    session.wait("大規模災害に対応した水防防災力");
    session.press("q");
    assert_eq!(session.exit_code(), 0);
    let home = session.left_behind();
    // A changed file is another document.
    fs::write(two, text.replace("消防", "国防")).unwrap();
    let home = visit(home, &[two], sign);
    assert_eq!(kept_in(home.path()).len(), 4);

    let said = cache_command(home.path(), &[]);
    assert!(said.contains("4 documents"), "{said}");
    let said = cache_command(home.path(), &["--clear"]);
    assert!(
        said.contains("4 documents") && said.contains("removed"),
        "{said}"
    );
    assert!(kept_in(home.path()).is_empty());
}

/// A place that cannot be written to keeps nobody from reading.
#[test]
fn a_cache_that_cannot_be_written_is_none() {
    let home = tempfile::tempdir().unwrap();
    fs::write(home.path().join(".cache"), "a file").unwrap();
    let seed = Path::new(env!("CARGO_MANIFEST_DIR")).join("seeds/000_3bd7bf674129a828.txt");
    let home = visit(home, &[seed.to_str().unwrap()], "IV 防災・減災/復旧・復興");
    assert!(home.path().join(".cache").is_file());
}
