//! A folder of documents is usable while it is read.

#![cfg(unix)]

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use crate::support::terminal::Session;

/// A small document about that harbour.
fn document(number: usize) -> String {
    format!(
        "# 令和2年度 第{number}港の施策\n\n## 1 港の章\n\n港のテーマ\n\n(1) 岸壁の施策\n\n\
         【予算】 第{number}岸壁事業 {number}.5億円（元年度 0.5億円）\n\n\
         【予算】 第{number}灯台事業 2.0億円（元年度 1.5億円）\n"
    )
}

const MANY: usize = 300;
/// The document that does not come before somebody writes it.
const SLOW: usize = 5;

/// A folder of many small documents, one of them a pipe.
fn folder(home: &Path) -> PathBuf {
    let papers = home.join("papers");
    fs::create_dir(&papers).unwrap();
    for number in (0..=MANY).filter(|number| *number != SLOW) {
        fs::write(papers.join(format!("{number:03}.txt")), document(number)).unwrap();
    }
    let made = Command::new("mkfifo").arg(pipe(&papers)).status();
    assert!(made.unwrap().success());
    papers
}

fn pipe(papers: &Path) -> PathBuf {
    papers.join(format!("{SLOW:03}.txt"))
}

#[test]
fn a_folder_is_usable_before_its_last_document_is_there() {
    let home = tempfile::tempdir().unwrap();
    let papers = folder(home.path());
    let mut session = Session::start_in(home, 120, 40, &[papers.to_str().unwrap()]);
    // All but one are there, and the totals say that they are not whole.
    session.wait("文書 300/301");
    session.wait("005.txt 読み込み中…");
    // The last one, line by line.
    session.press("G");
    session.wait("第300港の施策");
    session.press("w");
    session.wait("全文書の計はまだ途中です");
    session.press("\x1b");
    session.wait("文書 300/301");
    // What is there is found.
    session.press("/第271灯台");
    session.wait_until("the hit", |screen| screen.contains("第271灯台事業"));
    session.press("\r");
    // The row of the cursor, where it is on that line.
    let cursor_on = |screen: &str, text: &str| {
        let mut lines = screen.lines();
        lines.position(|line| line.starts_with('▌') && line.contains(text))
    };
    session.wait_until("the line in the tree", |screen| {
        screen.contains("目次") && cursor_on(screen, "第271灯台事業").is_some()
    });
    let before = cursor_on(&session.screen(), "第271灯台事業");
    // A mark set now stays with its line.
    session.press("m");
    // The one that was slow comes: nothing moves under the cursor.
    fs::write(pipe(&papers), document(SLOW)).unwrap();
    session.wait_until("the whole library", |screen| !screen.contains("/301"));
    let after = cursor_on(&session.screen(), "第271灯台事業");
    assert_eq!(after, before, "{}", session.screen());
    session.press("/第5灯台");
    session.wait_until("the late hit", |screen| screen.contains("第5灯台事業"));
    session.press("\r");
    let is_there =
        |screen: &str| screen.contains("目次") && cursor_on(screen, "第5灯台事業").is_some();
    session.wait_until("the late line in the tree", is_there);
    session.press("q");
    assert_eq!(session.exit_code(), 0);
    // Place and mark are those of their own documents the next time.
    let home = session.left_behind();
    let texts = fs::read_dir(home.path().join("shisaku")).unwrap();
    let kept: Vec<String> = texts
        .map(|entry| fs::read_to_string(entry.unwrap().path()).unwrap_or_default())
        .collect();
    assert!(kept.iter().any(|text| text.contains("第271灯台事業")));
    fs::remove_file(pipe(&papers)).unwrap();
    fs::write(pipe(&papers), document(SLOW)).unwrap();
    let mut session = Session::start_in(home, 120, 40, &[papers.to_str().unwrap()]);
    session.wait_until("the place of the last time", is_there);
    session.wait_until("the whole library", |screen| !screen.contains("/301"));
    session.press("'");
    session.wait("第271灯台事業");
    session.press("\x1b");
    session.press("q");
    assert_eq!(session.exit_code(), 0);
}

#[test]
fn the_screen_is_left_at_once_while_a_document_does_not_come() {
    let home = tempfile::tempdir().unwrap();
    let papers = folder(home.path());
    let mut session = Session::start_in(home, 80, 24, &[papers.to_str().unwrap()]);
    session.wait("文書 300/301");
    session.press("q");
    assert_eq!(session.exit_code(), 0);
}

/// The full screen for screen readers begins as soon, says what is still to come, and takes it in.
#[test]
fn the_ear_does_not_wait_for_the_last_document() {
    let home = tempfile::tempdir().unwrap();
    let papers = folder(home.path());
    let slow = pipe(&papers);
    let arguments = ["--a11y", "tui", papers.to_str().unwrap()];
    let mut session = Session::start_in(home, 100, 30, &arguments);
    session.wait("読み終わりしだい入ります");
    session.wait("第0港の施策");
    fs::write(&slow, document(SLOW)).unwrap();
    session.wait("文書は全部で301件です");
    session.press("q");
    assert_eq!(session.exit_code(), 0);
}

/// So does the reading mode, which answers from what is there and says when the rest has come.
#[test]
fn the_reading_mode_does_not_wait_for_the_last_document() {
    let home = tempfile::tempdir().unwrap();
    let papers = folder(home.path());
    let slow = pipe(&papers);
    let arguments = ["--text", papers.to_str().unwrap()];
    let mut session = Session::start_in(home, 100, 60, &arguments);
    session.wait("読み終わりしだい入ります");
    session.press("開く 1.1.1\r");
    session.wait("1の1の1を開きました");
    fs::write(&slow, document(SLOW)).unwrap();
    let mut is_told = false;
    for _ in 0..200 {
        session.press("どこ\r");
        std::thread::sleep(std::time::Duration::from_millis(200));
        is_told = session.screen().contains("文書は全部で301件です");
        if is_told {
            break;
        }
    }
    assert!(is_told, "{}", session.screen());
    // The place is the same, and what has come is there.
    session.press("検索 第5灯台\r");
    session.wait("第5灯台事業");
    session.press("終了\r");
    assert_eq!(session.exit_code(), 0);
}

/// Of many documents the one that changes is read anew by itself; one that goes stays as it was.
#[test]
fn a_file_that_changes_or_goes_is_told_and_nothing_is_lost() {
    let home = tempfile::tempdir().unwrap();
    let papers = home.path().join("papers");
    fs::create_dir(&papers).unwrap();
    for number in 0..60 {
        fs::write(papers.join(format!("{number:03}.txt")), document(number)).unwrap();
    }
    let mut session = Session::start_in(home, 120, 40, &[papers.to_str().unwrap()]);
    session.wait_until("the whole library", |screen| {
        screen.contains("002.txt") && !screen.contains("/60")
    });
    session.press("/第40灯台\r");
    session.wait_until("the line in the tree", |screen| {
        screen.contains("目次") && screen.contains("予算 第40灯台事業")
    });
    // The document before it grows by a line and by 7.0; the place stays.
    let grown = document(30).replace(
        "【予算】 第30灯台",
        "【予算】 第30防波堤事業 7.0億円（元年度 5.0億円）\n\n【予算】 第30灯台",
    );
    fs::write(papers.join("030.txt"), grown).unwrap();
    session.wait("合計 32.5 → 39.5");
    session.wait_until("the same line", |screen| {
        let mut lines = screen.lines();
        lines.any(|line| line.starts_with('▌') && line.contains("第40灯台事業"))
    });
    session.press("/第30防波堤\r");
    session.wait("予算 第30防波堤事業");
    // A file that is gone is told; what was read of it stays.
    fs::remove_file(papers.join("020.txt")).unwrap();
    session.wait("前に読んだ文書のまま続けます");
    session.wait("020.txt");
    session.press("/第20灯台\r");
    session.wait("予算 第20灯台事業");
    fs::write(papers.join("020.txt"), document(20)).unwrap();
    session.wait("また読めるようになりました");
    session.press("q");
    assert_eq!(session.exit_code(), 0);
}
