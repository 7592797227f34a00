//! Several documents that were named themselves: the explorer comes with those that have been
//! read, a screen says how far it is until then, and both can be left. (Those of a folder:
//! `tests/suite/library.rs`.)

#![cfg(unix)]

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use crate::support::terminal::Session;

fn document(name: &str) -> String {
    format!(
        "# 令和2年度 {name}の施策\n\n## 1 港の章\n\n港のテーマ\n\n(1) 岸壁の施策\n\n\
         【予算】 {name}岸壁事業 3.5億円（元年度 0.5億円）\n"
    )
}

/// A document that does not come before somebody writes it.
fn pipe(home: &Path, name: &str) -> PathBuf {
    let path = home.join(name);
    let made = Command::new("mkfifo").arg(&path).status();
    assert!(made.unwrap().success());
    path
}

/// The explorer on these files, with `--no-cache`.
fn session(home: tempfile::TempDir, files: &[&Path]) -> Session {
    let mut arguments = vec!["--lang", "ja", "--no-cache"];
    arguments.extend(files.iter().map(|file| file.to_str().unwrap()));
    Session::start_in(home, 120, 40, &arguments)
}

#[test]
fn what_was_read_can_be_used_while_a_named_document_is_still_read() {
    let home = tempfile::tempdir().unwrap();
    let first = home.path().join("first.md");
    let last = home.path().join("last.md");
    fs::write(&first, document("東")).unwrap();
    fs::write(&last, document("西")).unwrap();
    let slow = pipe(home.path(), "slow.md");
    let mut session = session(home, &[&first, &slow, &last]);
    session.wait("文書 2/3");
    session.wait("slow.md 読み込み中…");
    session.press("/西岸壁");
    session.wait("西岸壁事業");
    session.press("\r");
    session.wait("目次");
    fs::write(&slow, document("南")).unwrap();
    session.wait_until("all three", |screen| {
        !screen.contains("文書 2/3") && screen.contains("南の施策")
    });
    session.press("q");
    assert_eq!(session.exit_code(), 0);
    session.is_given_back();
}

#[test]
fn a_named_file_that_is_not_there_is_told_however_long_the_others_take() {
    let home = tempfile::tempdir().unwrap();
    let missing = home.path().join("missing.md");
    let slow = pipe(home.path(), "slow.md");
    let mut session = session(home, &[&slow, &missing]);
    assert_eq!(session.exit_code(), 3);
    session.wait("missing.md");
}

/// Two documents of which none comes.
fn waiting() -> Session {
    let home = tempfile::tempdir().unwrap();
    let (a, b) = (pipe(home.path(), "a.md"), pipe(home.path(), "b.md"));
    let session = session(home, &[&a, &b]);
    session.wait("2文書を読んでいます");
    session.wait("0/2");
    session
}

#[test]
fn the_screen_before_the_first_can_be_left_by_key_and_by_signal() {
    let mut session = waiting();
    session.press("q");
    assert_eq!(session.exit_code(), 0);
    session.is_given_back();
    let mut session = waiting();
    session.signal("-TERM");
    assert_eq!(session.exit_code(), 143);
    session.is_given_back();
}

#[test]
fn what_is_typed_before_the_first_has_come_is_kept() {
    let home = tempfile::tempdir().unwrap();
    let (a, b) = (pipe(home.path(), "a.md"), pipe(home.path(), "b.md"));
    let mut session = session(home, &[&a, &b]);
    session.wait("2文書を読んでいます");
    session.press("T");
    fs::write(&b, document("北")).unwrap();
    session.wait("北岸壁事業");
    session.wait("一覧表");
    session.press("q");
    assert_eq!(session.exit_code(), 0);
    session.is_given_back();
}
