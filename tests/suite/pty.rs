//! The whole program in a real pseudo-terminal, watched through a terminal emulator.

#![cfg(unix)]

use std::time::{Duration, Instant};

use crate::support::terminal::{PATIENCE, Session};
use portable_pty::PtySize;

#[test]
fn open_a_chapter_search_follow_a_relisted_line_and_quit() {
    let mut session = Session::start(120, 40, &[]);
    session.wait("IV 防災・減災/復旧・復興");
    // A palette jump opens what lies above.
    session.press(":14\r");
    session.wait("大規模災害に対応した消防防災力");
    session.wait_until("chapter 14 under the cursor", |_| {
        session.cursor_row().contains("14 大規模災害")
    });
    session.press("l");
    session.wait("緊急消防援助隊の充実");
    session.press("/量子暗号");
    session.wait("グローバル量子暗号通信網構築のための研究開発");
    session.press("\r");
    session.wait_until("a hit under the cursor", |_| {
        session.cursor_row().contains("量子暗号")
    });
    session.press(":14.1.5.2#6\r");
    session.wait_until("the relisted line", |_| {
        session.cursor_row().contains("火山噴火に伴う")
    });
    session.press("o");
    session.wait_until("its original", |_| {
        let row = session.cursor_row();
        row.contains("予算 降灰が消防") && !row.contains("火山噴火")
    });
    session.press("[");
    session.wait_until("the way back", |_| {
        session.cursor_row().contains("火山噴火に伴う")
    });
    session.quits();
}

#[test]
fn place_and_open_nodes_come_back() {
    let mut session = Session::start(100, 30, &[]);
    session.wait("I 東京一極集中");
    session.press(":13.3.1\r");
    session.wait_until("13.3.1", |_| {
        session.cursor_row().contains("(1) 被災地における")
    });
    session.press("q");
    let state = session.left_behind();
    let kept = std::fs::read_dir(state.path().join("shisaku"))
        .unwrap()
        .count();
    assert_eq!(kept, 1, "one state file and nothing left beside it");
    let mut again = Session::start_in(state, 100, 30, &[]);
    again.wait("(1) 被災地における");
    again.wait_until("the place left", |_| {
        again.cursor_row().contains("(1) 被災地における")
    });
    again.press("q");
    assert_eq!(again.exit_code(), 0);
}

#[test]
fn every_signal_that_ends_it_gives_the_terminal_back() {
    for (signal, code) in [("-TERM", 143), ("-INT", 130), ("-HUP", 129)] {
        let mut session = Session::start(80, 24, &[]);
        session.wait("東京一極集中");
        session.signal(signal);
        assert_eq!(session.exit_code(), code, "{signal}");
        session.is_given_back();
    }
}

#[test]
fn a_terminal_that_goes_away_ends_it() {
    let mut session = Session::start(80, 24, &[]);
    session.wait("東京一極集中");
    session.keys = None;
    session.master = None;
    // The reader thread's copy keeps the terminal open; the program is told as a modem would.
    session.signal("-HUP");
    session.exit_code();
}

#[test]
fn suspended_and_continued_it_draws_again() {
    let mut session = Session::start(80, 24, &[]);
    session.wait("東京一極集中");
    session.press("\u{1a}");
    let start = Instant::now();
    while session
        .seen
        .lock()
        .unwrap()
        .screen
        .screen()
        .alternate_screen()
    {
        assert!(start.elapsed() < PATIENCE, "not suspended");
        std::thread::sleep(Duration::from_millis(15));
    }
    session.signal("-CONT");
    session.wait("東京一極集中");
    session.quits();
}

#[test]
fn it_follows_the_size_of_the_window() {
    let mut session = Session::start(120, 40, &[]);
    session.wait("要求額の合計");
    for (rows, columns) in [(24, 80), (12, 40), (7, 29), (5, 3), (40, 120)] {
        let size = PtySize {
            rows,
            cols: columns,
            pixel_width: 0,
            pixel_height: 0,
        };
        session
            .seen
            .lock()
            .unwrap()
            .screen
            .screen_mut()
            .set_size(rows, columns);
        session.master.as_ref().unwrap().resize(size).unwrap();
        std::thread::sleep(Duration::from_millis(120));
    }
    session.wait("要求額の合計");
    session.quits();
}

#[test]
fn an_idle_explorer_writes_nothing() {
    let sessions = [&[][..], &["--a11y", "tui"]].map(|arguments| {
        let session = Session::start(80, 24, arguments);
        session.wait("Society 5.0時代の持続");
        session
    });
    let written = || {
        sessions
            .each_ref()
            .map(|session| session.seen.lock().unwrap().bytes.len())
    };
    // The first frame may still be on its way; then a second is enough to see a clock tick.
    std::thread::sleep(Duration::from_millis(300));
    let before = written();
    std::thread::sleep(Duration::from_millis(1_100));
    assert_eq!(written(), before);
}

#[test]
fn bad_input_leaves_the_terminal_alone() {
    let mut session = Session::start(80, 24, &["--file", "no-such-file.txt"]);
    assert_eq!(session.exit_code(), 3);
    session.is_given_back();
    session.wait("no-such-file.txt");
}

#[test]
fn what_is_shown_is_written_to_a_file() {
    let mut session = Session::start(100, 30, &[]);
    session.wait("東京一極集中");
    session.press("/消防 新規\u{14}");
    session.wait("8件 合計5.3 (+5.3)");
    session.press("x");
    session.wait("書き出し先のファイル名");
    session.press("\u{15}新規.csv\r");
    session.wait("8件を書き出しました: 新規.csv");
    session.press("x\u{15}新規.csv\r");
    session.wait("新規-2.csv");
    session.press("x\u{15}none/a.csv\r");
    session.wait("書き出せません");
    session.press("q");
    assert_eq!(session.exit_code(), 0);
    let directory = session.state.as_ref().unwrap().path();
    let first = std::fs::read_to_string(directory.join("新規.csv")).unwrap();
    assert_eq!(first.lines().count(), 9);
    assert!(first.lines().skip(1).all(|row| row.contains(",new,")));
    let second = std::fs::read_to_string(directory.join("新規-2.csv")).unwrap();
    assert_eq!(first, second);
}

#[test]
fn a_copy_goes_through_the_terminal_and_says_so() {
    let mut session = Session::start(100, 30, &[]);
    session.wait("東京一極集中");
    session.press("jya");
    session.wait("端末に写し取りを頼みました(OSC 52): I");
    let sent = b"\x1b]52;c;SQ==\x1b\\";
    let seen = session.seen.lock().unwrap();
    assert!(seen.bytes.windows(sent.len()).any(|bytes| bytes == sent));
}

/// A clipboard program that keeps what it is given in a file beside it.
fn clipboard_program(directory: &std::path::Path) {
    use std::os::unix::fs::PermissionsExt;
    let program = directory.join("wl-copy");
    std::fs::write(&program, "#!/bin/sh\ncat > \"${0%/*}/copied\"\n").unwrap();
    std::fs::set_permissions(&program, std::fs::Permissions::from_mode(0o755)).unwrap();
}

#[test]
fn the_clipboard_program_is_used_where_the_user_sits() {
    for (remote, said) in [
        (false, "写し取りました(wl-copy、"),
        (true, "端末に写し取りを頼みました"),
    ] {
        let state = tempfile::tempdir().unwrap();
        clipboard_program(state.path());
        let path = format!("{}:/usr/bin:/bin", state.path().display());
        let copied = state.path().join("copied");
        let mut environment = vec![("PATH", path.as_str()), ("WAYLAND_DISPLAY", "wayland-0")];
        if remote {
            environment.push(("SSH_CONNECTION", "192.0.2.1 5 192.0.2.2 22"));
        }
        let mut session = Session::start_with(state, 120, 30, &[], &environment);
        session.wait("東京一極集中");
        session.press(":1.2.1#1\r");
        session.wait("関係人口創出");
        session.press("yp");
        session.wait(said);
        let text = std::fs::read_to_string(copied).ok();
        let expected = (!remote).then(|| "8.1億円（元年度 5.1億円）".to_owned());
        assert_eq!(text, expected);
    }
}

/// A document of two programmes.
fn two_programmes(first: &str) -> String {
    format!(
        "# 令和2年度 重点施策\n\n## 1 港の章\n\n港のテーマ\n\n(1) 岸壁の施策\n\n\
【予算】 岸壁事業 {first}（元年度 0.5億円）\n\n【予算】 灯台事業 2.0億円（元年度 1.5億円）\n"
    )
}

#[test]
fn a_document_that_changes_on_disk_is_read_again_where_the_user_is() {
    let state = tempfile::tempdir().unwrap();
    let path = state.path().join("doc.md");
    std::fs::write(&path, two_programmes("1.0億円")).unwrap();
    let mut session = Session::start_in(state, 120, 40, &["--file", "doc.md"]);
    session.wait("I 令和2年度");
    session.press(":1.1.1#2\rm");
    session.wait("印を付けました");
    // A line put in above, by a new file in the old one's place.
    let grown = two_programmes("1.0億円").replacen(
        "【予算】 灯台",
        "【予算】 防波堤事業 0.7億円（元年度 0.5億円）\n\n【予算】 灯台",
        1,
    );
    let beside = path.with_extension("new");
    std::fs::write(&beside, grown).unwrap();
    std::fs::rename(&beside, &path).unwrap();
    session.wait("読み直しました  合計 3.0 → 3.7");
    session.wait_until("the place kept", |_| {
        session.cursor_row().contains("灯台事業")
    });
    // Gone, it stays open as it was read; back, it is the same.
    std::fs::rename(&path, &beside).unwrap();
    session.wait("前に読んだ文書のまま続けます");
    session.wait_until("the old document", |_| {
        session.cursor_row().contains("灯台事業")
    });
    std::fs::rename(&beside, &path).unwrap();
    session.wait("また読めるようになりました");
    session.press("R");
    session.wait("文書は変わっていません");
    // Damaged, it says so and shows where.
    std::fs::write(&path, two_programmes("l.0億円")).unwrap();
    session.wait("読めない金額1行(!)");
    session.press("!");
    session.wait("「l.0億円」");
    session.press("\r");
    session.wait_until("the place of the line", |_| {
        session.cursor_row().contains("岸壁の施策")
    });
    session.quits();
}

#[test]
fn what_the_editor_changed_is_read_when_it_ends() {
    use std::os::unix::fs::PermissionsExt;
    let state = tempfile::tempdir().unwrap();
    let path = state.path().join("doc.md");
    std::fs::write(&path, two_programmes("1.0億円")).unwrap();
    let editor = state.path().join("editor");
    std::fs::write(
        &editor,
        "#!/bin/sh\necho \"$1\" > line\nsed -i 's/灯台事業 2.0/灯台事業 2.5/' \"$2\"\n",
    )
    .unwrap();
    std::fs::set_permissions(&editor, std::fs::Permissions::from_mode(0o755)).unwrap();
    let name = editor.to_str().unwrap().to_owned();
    let environment = [("EDITOR", name.as_str()), ("PATH", "/usr/bin:/bin")];
    let mut session = Session::start_with(state, 100, 30, &["--file", "doc.md"], &environment);
    session.wait("I 令和2年度");
    session.press(":1.1.1#2\rv");
    session.wait("読み直しました  合計 3.0 → 3.5");
    session.wait_until("the place kept", |_| {
        session.cursor_row().contains("灯台事業")
    });
    let line = session.state.as_ref().unwrap().path().join("line");
    assert_eq!(std::fs::read_to_string(line).unwrap().trim(), "+11");
    session.press("q");
    assert_eq!(session.exit_code(), 0);
}

#[test]
fn a_page_and_a_chapter_are_typed_as_they_are_said() {
    let mut session = Session::start(100, 30, &[]);
    session.wait("東京一極集中");
    session.press(":14章\r");
    session.wait_until("chapter 14", |_| {
        session.cursor_row().contains("14 大規模災害")
    });
    session.press(":p33\r");
    session.wait("33頁");
    session.press(":kurabe");
    session.wait("二つの文書の違い");
    session.press("\u{1b}:R");
    session.press("\u{1b}");
}

#[test]
fn the_screen_for_readers_goes_on_with_the_document_as_it_is_now() {
    let state = tempfile::tempdir().unwrap();
    let path = state.path().join("doc.md");
    std::fs::write(&path, two_programmes("1.0億円")).unwrap();
    let arguments = ["--file", "doc.md", "--a11y", "tui"];
    let mut session = Session::start_in(state, 100, 30, &arguments);
    session.wait("港の章");
    session.press("R");
    session.wait("文書は変わっていません");
    std::fs::write(&path, two_programmes("1.5億円")).unwrap();
    session.wait("合計は3億円から3億5千万円になりました。");
    std::fs::remove_file(&path).unwrap();
    session.wait("前に読んだ文書のまま続けます");
    session.press("q");
    assert_eq!(session.exit_code(), 0);
}
