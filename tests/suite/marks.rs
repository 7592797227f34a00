//! What the user has marked and noted stays, whatever happens to the document, the state file or
//! beside the program.

#![cfg(unix)]

use std::path::Path;
use std::process::Stdio;

use crate::support::process::{PROGRAM, command, home, own_files, run, typed};
use crate::support::terminal::Session;

const DOCUMENT: &str = "\
## 1 道路を直す

地域の道を直す

(1) 橋を架け替える工事の推進
本文です。

【予算】橋の架け替え事業 3.0億円（元年度 2.0億円）

(2) 歩道を広げる工事の推進
本文です。
";

fn start(home: tempfile::TempDir, arguments: &[&str]) -> Session {
    let session = Session::start_in(home, 100, 30, arguments);
    session.wait("終了");
    session
}

/// Marks a place and writes a note.
fn mark(session: &mut Session, address: &str, note: &str) {
    session.press(&format!(":{address}\r"));
    session.wait_until("the place", |screen| !screen.contains("命令(入力"));
    session.press("m");
    session.wait("印を付けました");
    if !note.is_empty() {
        // The newest mark is the last of the list.
        session.press("'Ge");
        session.wait("覚え書き(");
        session.press(&format!("{note}\r"));
        session.wait_until("the note in the list", |screen| {
            screen.contains("印(Enter") && screen.contains(note)
        });
        session.press("\u{1b}");
        session.wait_until("the list closed", |screen| !screen.contains("印(Enter"));
    }
}

fn quit(mut session: Session) -> tempfile::TempDir {
    session.press("q");
    session.left_behind()
}

/// The rows of the list of marks.
fn listed(session: &mut Session) -> Vec<String> {
    session.press("'");
    session.wait("印(Enter");
    let screen = session.screen();
    session.press("\u{1b}");
    session.wait_until("the list closed", |screen| !screen.contains("印(Enter"));
    let rows = screen.lines().skip_while(|row| !row.contains("印(Enter"));
    rows.skip(1).map(str::to_owned).collect()
}

/// (a) An edited document.
#[test]
fn marks_follow_an_edited_document_and_wait_for_a_lost_one() {
    let home = home(&[("a.txt", DOCUMENT)]);
    let file = home.path().join("a.txt");
    let mut session = start(home, &["--file", "a.txt"]);
    mark(&mut session, "1.1.1#1", "橋の覚え");
    mark(&mut session, "1.1.2", "歩道の覚え");
    let home = quit(session);
    // A measure inserted before, a word mended.
    let edited = DOCUMENT
        .replace("(1) 橋を", "(1) 川底を掘る\n本文です。\n\n(2) 橋を")
        .replace("(2) 歩道を広げる", "(3) 歩道を拡げる");
    std::fs::write(&file, &edited).unwrap();
    let mut session = start(home, &["--file", "a.txt"]);
    let rows = listed(&mut session);
    assert!(
        rows[0].contains("1.1.2#1 橋の架け替え事業  橋の覚え"),
        "{rows:?}"
    );
    assert!(rows[1].contains("1.1.3 歩道を拡げる工事"), "{rows:?}");
    assert!(rows[1].contains("歩道の覚え"), "{rows:?}");
    let home = quit(session);
    // One measure gone: its mark is listed as not found, and back with the old text.
    let cut = DOCUMENT.replace("(2) 歩道を広げる工事の推進", "(2) 公園");
    std::fs::write(&file, cut).unwrap();
    let mut session = start(home, &["--file", "a.txt"]);
    let rows = listed(&mut session);
    assert!(rows[0].contains("1.1.1#1 橋の架け替え事業"), "{rows:?}");
    assert!(
        rows[1].contains("見つからない印 1.1.2 歩道を広げる"),
        "{rows:?}"
    );
    let home = quit(session);
    let report = run(home.path(), &["--file", "a.txt", "report"]);
    let told = String::from_utf8(report.stderr).unwrap();
    assert!(
        told.contains("見つからない印") && told.contains("歩道の覚え"),
        "{told}"
    );
    assert!(
        String::from_utf8(report.stdout)
            .unwrap()
            .contains("橋の覚え")
    );
    std::fs::write(&file, DOCUMENT).unwrap();
    let mut session = start(home, &["--file", "a.txt"]);
    let rows = listed(&mut session);
    assert!(
        rows[1].contains("1.1.2 歩道を広げる工事の推進  歩道の覚え"),
        "{rows:?}"
    );
    assert!(!rows[1].contains("見つからない"), "{rows:?}");
}

/// (b) Two documents, then one alone.
#[test]
fn marks_belong_to_their_document_whatever_it_is_opened_with() {
    let other = DOCUMENT.replace("橋", "堤防");
    let home = home(&[("a.txt", DOCUMENT), ("b.txt", &other)]);
    let both = ["--file", "a.txt", "--file", "b.txt"];
    let mut session = start(home, &both);
    mark(&mut session, "1.1.1", "一つ目");
    session.press("/堤防を架け\r");
    session.wait_until("the second document", |_| {
        session.cursor_row().contains("堤防を架け")
    });
    session.press("m");
    session.wait("印を付けました");
    let home = quit(session);
    let home = quit(start(home, &["--file", "a.txt"]));
    let mut session = start(home, &["--file", "b.txt"]);
    let rows = listed(&mut session);
    assert!(rows[0].contains("1.1.1 堤防を架け替える"), "{rows:?}");
    let mut session = start(quit(session), &both);
    let rows = listed(&mut session);
    assert!(
        rows[0].contains("橋を架け") && rows[0].contains("一つ目"),
        "{rows:?}"
    );
    assert!(rows[1].contains("堤防を架け"), "{rows:?}");
}

/// (c) A damaged file, and one of a newer program.
#[test]
fn a_state_file_that_is_not_understood_is_set_aside_and_the_status_line_says_so() {
    let mut session = start(home(&[]), &[]);
    mark(&mut session, "14.1", "大事");
    let home = quit(session);
    let file = own_files(home.path()).remove(0);
    let whole = std::fs::read_to_string(&file).unwrap();
    // One newer word costs neither marks nor the word.
    let newer = whole.replace(
        "\"verbosity\":\"normal\"",
        "\"verbosity\":\"sung\",\"new\":[1]",
    );
    assert_ne!(whole, newer);
    std::fs::write(&file, &newer).unwrap();
    let mut session = Session::start_in(home, 100, 30, &[]);
    session.wait("写しを残しました");
    let rows = listed(&mut session);
    assert!(rows[0].contains("14.1 緊急消防援助隊"), "{rows:?}");
    let home = quit(session);
    // Once, although it was read at the start and at the end.
    assert_eq!(own_files(home.path()).len(), 2);
    let aside = file.with_file_name("embedded.newer-1.json");
    assert_eq!(std::fs::read_to_string(&aside).unwrap(), newer);
    let now = std::fs::read_to_string(&file).unwrap();
    assert!(now.contains("\"new\":[1]") && now.contains("大事"), "{now}");
    // Damage: set aside whole, said, and a fresh start.
    let half: String = whole.chars().take(60).collect();
    std::fs::write(&file, &half).unwrap();
    let session = Session::start_in(home, 100, 30, &[]);
    session.wait("壊れている");
    let _home = quit(session);
    let aside = file.with_file_name("embedded.damaged-1.json");
    assert_eq!(std::fs::read_to_string(aside).unwrap(), half);
}

/// (d) Two explorers and an idle one.
#[test]
fn two_explorers_keep_all_of_each_others_marks() {
    let home = home(&[]);
    let place = home.path().to_str().unwrap().to_owned();
    let beside = || {
        let own = tempfile::tempdir().unwrap();
        let environment = [("XDG_STATE_HOME", place.as_str())];
        Session::start_with(own, 100, 30, &[], &environment)
    };
    let (mut one, mut two, idle) = (start(home, &[]), beside(), beside());
    two.wait("終了");
    idle.wait("終了");
    // The same steps through the tree, opened to its last level, from its two ends.
    one.press("6g");
    two.press("6G");
    for n in 0..20 {
        for (session, step) in [(&mut one, "j"), (&mut two, "k")] {
            session.press(step);
            session.press("m");
            let count = format!("印{}", n + 1);
            session.wait_until("the mark", |screen| {
                screen.contains("印を付けました") || screen.contains(&count)
            });
        }
    }
    let home = quit(one);
    drop(quit(two));
    drop(quit(idle));
    let file = own_files(home.path()).remove(0);
    let state: serde_json::Value = serde_json::from_slice(&std::fs::read(file).unwrap()).unwrap();
    let kept = state["marks"].as_array().unwrap().len();
    assert_eq!(kept, 40);
    println!("{kept} of 40 marks of two explorers kept, beside an idle one");
}

/// (e) `m` on a mark with a note.
#[test]
fn a_note_is_asked_about_and_comes_back() {
    let mut session = start(home(&[]), &[]);
    mark(&mut session, "14.1", "大事");
    session.press("m");
    session.wait("もう一度 m で印ごと外します");
    session.press("m");
    session.wait("覚え書きごと外しました");
    session.press("U");
    session.wait("取り消しました");
    let home = quit(session);
    // The reading mode asks as well.
    let answer = reading(home.path(), "開く 14の1\n印\n印一覧\n");
    assert!(answer.contains("もう一度、印"), "{answer}");
    let answer = reading(home.path(), "開く 14の1\n印\n印\n印\n");
    assert!(answer.contains("覚え書きも戻りました。大事"), "{answer}");
    let file = own_files(home.path()).remove(0);
    assert!(std::fs::read_to_string(file).unwrap().contains("大事"));
}

fn reading(home: &Path, words: &str) -> String {
    typed(&mut command(home, PROGRAM, &["read"]), words)
}

/// (f) Nowhere to keep anything.
#[test]
fn where_no_mark_can_be_kept_it_is_said_when_it_is_set() {
    let home = home(&[("a.txt", DOCUMENT)]);
    let mut session = Session::start_shell(home, 120, 30, "\"$SHISAKU\" --file - < a.txt");
    session.wait("道路を直す");
    session.press("m");
    session.wait("印は保存されません。標準入力の文書だからです");
    let home = quit(session);
    for arguments in [&[][..], &["--a11y", "tui"]] {
        let environment = [("XDG_STATE_HOME", "/dev/null/none")];
        let own = tempfile::tempdir().unwrap();
        let mut session = Session::start_with(own, 100, 30, arguments, &environment);
        session.wait("Society 5.0");
        session.press("m");
        // Not the line of the start, which says the same: the one about this mark.
        session.wait_until("why this mark is not kept", |screen| {
            let mut lines = screen.lines();
            lines.any(|line| line.contains("印は保存されません") && line.contains("印を付けました"))
        });
    }
    std::fs::write(home.path().join("state"), "").unwrap();
    let nowhere = home.path().join("state");
    let mut read = command(home.path(), PROGRAM, &["read"]);
    read.env("XDG_STATE_HOME", nowhere).stderr(Stdio::null());
    let answer = typed(&mut read, "開く 14\n印\n次\n");
    let at = answer.find("印は保存されません").unwrap();
    assert!(at > answer.find("印を付けました").unwrap(), "{answer}");
}
