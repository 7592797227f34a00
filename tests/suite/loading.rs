//! While many documents are read that were named themselves, a screen says which and how far, and
//! can be left. (Those of a folder come one by one: `tests/suite/library.rs`.)

#![cfg(unix)]
#![allow(
    clippy::unwrap_used,
    clippy::panic,
    reason = "a test stops at what it did not expect"
)]

use std::fs;
use std::path::Path;

use crate::support::terminal::Session;

/// The explorer on two hundred documents, each as long as four of the embedded one; what stands on
/// the screen once some have been read.
fn reading() -> (Session, String) {
    let home = tempfile::tempdir().unwrap();
    let seed = Path::new(env!("CARGO_MANIFEST_DIR")).join("seeds/000_3bd7bf674129a828.txt");
    let papers = home.path().join("papers");
    fs::create_dir(&papers).unwrap();
    let first = papers.join("p001.txt");
    fs::write(&first, fs::read_to_string(seed).unwrap().repeat(4)).unwrap();
    let mut named = vec![first.display().to_string()];
    for n in 2..=200 {
        let paper = papers.join(format!("p{n:03}.txt"));
        fs::hard_link(&first, &paper).unwrap();
        named.push(paper.display().to_string());
    }
    let mut arguments = vec!["--lang", "ja", "--no-cache"];
    arguments.extend(named.iter().map(String::as_str));
    let session = Session::start_in(home, 120, 40, &arguments);
    session.wait_until("a document that was read", |screen| {
        screen.contains("200文書を読んでいます") && screen.contains("764")
    });
    let screen = session.screen();
    (session, screen)
}

#[test]
fn what_was_read_can_be_used_and_what_was_typed_is_kept() {
    let (mut session, screen) = reading();
    assert!(screen.contains("/200"), "{screen}");
    assert!(screen.contains("q 終了"), "{screen}");
    session.press("T");
    session.press("\x1b");
    session.wait("一覧表");
    session.press("q");
    assert_eq!(session.exit_code(), 0);
    session.wait("読み込みを止めました: あとの");
    session.is_given_back();
}

#[test]
fn reading_can_be_left_by_key_and_by_signal() {
    let (mut session, _) = reading();
    session.press("q");
    assert_eq!(session.exit_code(), 0);
    session.is_given_back();
    let (mut session, _) = reading();
    session.signal("-TERM");
    assert_eq!(session.exit_code(), 143);
    session.is_given_back();
}
