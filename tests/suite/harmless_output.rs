//! Nothing of a document, of a kept state or of what is pasted is obeyed by the terminal; data
//! in a pipe stays what it is.

#![cfg(unix)]

use std::fs;
use std::path::Path;
use std::time::Duration;

use crate::support::process::run;
use crate::support::terminal::Session;

const SEED: &str = concat!(
    env!("CARGO_MANIFEST_DIR"),
    "/seeds/000_3bd7bf674129a828.txt"
);

/// A title command, a colour, an introducer of one byte, overrides and separators.
const HARM: &str = "\u{1b}]0;HARM\u{7}\u{1b}[31m\u{9b}7m\u{202e}\u{2028}\u{fff9}";

/// The seed with something in the name of a budget line.
fn document(home: &Path, put_in: &str) -> String {
    let text = fs::read_to_string(SEED).unwrap();
    assert!(text.contains("関係人口創出・拡大事業"));
    let text = text.replace("関係人口創出・拡大事業", &format!("関係{put_in}人口"));
    let path = home.join("document.txt");
    fs::write(&path, text).unwrap();
    path.to_str().unwrap().to_owned()
}

#[track_caller]
fn is_harmless(bytes: &[u8], styled: bool) {
    let mut text = String::from_utf8_lossy(bytes).into_owned();
    if styled {
        for style in ["\u{1b}[1m", "\u{1b}[2m", "\u{1b}[0m"] {
            text = text.replace(style, "");
        }
    }
    let harm = text.find(|c: char| {
        (c.is_control() && !matches!(c, '\r' | '\n'))
            || matches!(c, '\u{202a}'..='\u{202e}' | '\u{2028}' | '\u{2029}' | '\u{fff9}'..='\u{fffb}')
    });
    assert_eq!(harm, None, "{text:?}");
}

#[test]
fn whatever_the_format_a_terminal_gets_harmless_text() {
    let home = tempfile::tempdir().unwrap();
    let path = document(home.path(), HARM);
    for (arguments, styled) in [
        (&["export", "--format", "csv"][..], false),
        (&["export", "--format", "json"], false),
        (&["export", "--format", "jsonl"], false),
        (&["lines", "1.2.1", "--format", "csv"], false),
        (&["lines", "1.2.1", "--format", "json"], false),
        (&["lines", "1.2.1"], true),
        (&["show", "1.2.1"], true),
        (&["show", "1.2.1", "--source"], false),
        (&["search", "人口", "--format", "csv"], false),
        (&["outline"], true),
        (&["show", "\u{1b}]0;HARM\u{7}"], false),
        (&["search", "\u{9b}31m\u{2028}無い無い"], true),
    ] {
        let all = [&["--file", path.as_str()], arguments].concat();
        let mut session = Session::start(200, 50, &all);
        session.exit_code();
        // The last of it may still be on its way.
        std::thread::sleep(Duration::from_millis(200));
        let seen = session.seen.lock().unwrap();
        assert!(!seen.bytes.is_empty(), "{arguments:?}");
        is_harmless(&seen.bytes, styled);
    }
}

#[test]
fn data_in_a_pipe_is_exact() {
    let home = tempfile::tempdir().unwrap();
    let path = document(home.path(), HARM);
    let lines = |format| {
        let arguments = ["--file", &path, "lines", "1.2.1", "--format", format];
        String::from_utf8(run(home.path(), &arguments).stdout).unwrap()
    };
    let csv = lines("csv");
    assert!(
        csv.contains('\u{1b}') && csv.contains('\u{202e}'),
        "{csv:?}"
    );
    let json = lines("json");
    is_harmless(json.as_bytes(), false);
    let rows: serde_json::Value = serde_json::from_str(&json).unwrap();
    let name = rows[0]["name"].as_str().unwrap();
    assert!(csv.contains(name), "{name:?} in {csv:?}");
}

#[test]
fn a_damaged_state_is_told_harmlessly() {
    let home = tempfile::tempdir().unwrap();
    fs::create_dir_all(home.path().join("shisaku")).unwrap();
    let state = r#"{"verbosity":"\u001b]0;HARM\u0007"}"#;
    fs::write(home.path().join("shisaku").join("embedded.json"), state).unwrap();
    for arguments in [&["read", "--no-prompt"][..], &["report"]] {
        is_harmless(&run(home.path(), arguments).stderr, false);
    }
}

#[test]
fn a_heap_of_marks_is_a_small_frame() {
    let home = tempfile::tempdir().unwrap();
    let path = document(home.path(), &"\u{301}".repeat(40));
    let mut session = Session::start(100, 30, &["--file", &path]);
    session.wait("東京一極集中");
    session.press(":1.2.1#1\r");
    session.wait("<+32>");
    session.press("q");
    assert_eq!(session.exit_code(), 0);
    let seen = session.seen.lock().unwrap();
    let text = String::from_utf8_lossy(&seen.bytes);
    assert!(!text.contains(&"\u{301}".repeat(9)));
}

#[test]
fn what_is_pasted_is_shown_and_not_obeyed() {
    let mut session = Session::start(100, 30, &[]);
    session.wait("東京一極集中");
    let before = session.seen.lock().unwrap().bytes.len();
    session.press("/\x1b[200~量子\u{2028}暗号\u{fff9}\u{202e}\u{9b}\x1b[201~");
    session.wait("量子 暗号");
    let seen = session.seen.lock().unwrap();
    let text = String::from_utf8_lossy(&seen.bytes[before..]).into_owned();
    assert!(!text.contains(['\u{2028}', '\u{fff9}', '\u{202e}', '\u{9b}']));
}
