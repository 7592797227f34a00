//! Files of the user stay whole: on a full disk, with several programs at once, and when a
//! signal comes.

#![cfg(unix)]

use std::fs;
use std::io::Write;
use std::os::unix::fs::PermissionsExt;
use std::path::Path;
use std::process::Stdio;
use std::time::Instant;

use crate::support::formats::xlsx;
use crate::support::process::{PROGRAM, command, names, run, shell};
use crate::support::terminal::{PATIENCE, Session};

const DOCUMENT: &str = "\
## 1 道路を直す

地域の道を直す

(1) 橋を架け替える工事の推進
本文です。

【予算】橋の架け替え事業 3.0億円（元年度 2.0億円）
";

#[test]
fn a_full_disk_leaves_the_old_file_whole() {
    let home = tempfile::tempdir().unwrap();
    let file = home.path().join("out");
    for what in [
        "export --format json",
        "export --format jsonl",
        "export --format csv",
        "export --format markdown",
        "export --format xlsx",
    ] {
        fs::write(&file, "old").unwrap();
        // No file may become longer than some kilobytes: as on a full disk, a write fails.
        let line =
            format!("trap '' XFSZ; ulimit -f 4; exec \"$SHISAKU\" {what} --output out --force");
        let output = shell(home.path(), &line);
        let said = String::from_utf8(output.stderr).unwrap();
        assert_eq!(output.status.code(), Some(3), "{what}: {said}");
        assert!(said.contains("out: 書き込めません"), "{said}");
        assert_eq!(fs::read_to_string(&file).unwrap(), "old", "{what}");
        assert_eq!(names(home.path()), ["out"], "{what}");
    }
    // What is no file of its own is written to as it is.
    for line in [
        "\"$SHISAKU\" export --output /dev/stdout | cat",
        "\"$SHISAKU\" export --output /dev/stdout > out; cat out",
    ] {
        let output = shell(home.path(), line);
        assert!(output.stdout.starts_with(b"{"), "{line}: {output:?}");
    }
    let output = run(home.path(), &["export", "--output", "/dev/full"]);
    assert_eq!(output.status.code(), Some(3));
    let output = run(home.path(), &["export", "--output", "/dev/null"]);
    assert_eq!(output.status.code(), Some(0));
    assert!(!fs::metadata("/dev/null").unwrap().is_file());
}

#[test]
fn a_full_disk_leaves_marks_and_settings_whole() {
    let home = tempfile::tempdir().unwrap();
    let config = home.path().join("shisaku").join("config.toml");
    assert!(
        run(home.path(), &["config", "--set", "theme=dark"])
            .status
            .success()
    );
    let filler = format!("theme = \"dark\"\n# {}\n", "x".repeat(8000));
    fs::write(&config, &filler).unwrap();
    let line = "trap '' XFSZ; ulimit -f 4; exec \"$SHISAKU\" config --set yomi=true";
    assert_eq!(shell(home.path(), line).status.code(), Some(3));
    assert_eq!(fs::read_to_string(&config).unwrap(), filler);
    fs::remove_file(&config).unwrap();
    let typed = "printf '開く 14\\n印\\n' | ";
    let read = "\"$SHISAKU\" read";
    assert!(
        shell(home.path(), &format!("{typed}{read}"))
            .status
            .success()
    );
    let state = home.path().join("shisaku").join("embedded.json");
    let whole = fs::read_to_string(&state).unwrap();
    let typed = "printf '開く 15\\n印\\n' | ";
    let output = shell(
        home.path(),
        &format!("trap '' XFSZ; ulimit -f 0; {typed}{read}"),
    );
    let said = String::from_utf8(output.stdout).unwrap();
    assert!(said.contains("印を保存できません"), "{said}");
    assert_eq!(fs::read_to_string(&state).unwrap(), whole);
    assert_eq!(names(&home.path().join("shisaku")), ["embedded.json"]);
}

#[test]
fn settings_that_are_made_at_once_all_hold() {
    for _ in 0..5 {
        let home = tempfile::tempdir().unwrap();
        let wishes = ["theme=dark", "yomi=true", "mouse=false", "unit=yen"];
        let started = wishes.map(|wish| {
            let mut command = command(home.path(), PROGRAM, &["config", "--set", wish]);
            command.stdout(Stdio::null()).spawn().unwrap()
        });
        for mut child in started {
            assert!(child.wait().unwrap().success());
        }
        let config = home.path().join("shisaku");
        let text = fs::read_to_string(config.join("config.toml")).unwrap();
        for wish in wishes {
            let (name, _) = wish.split_once('=').unwrap();
            assert!(text.contains(name), "{text}");
        }
        assert_eq!(names(&config), ["config.toml"]);
    }
    println!("4 of 4 settings kept, 5 times");
}

#[test]
fn what_is_no_ordinary_file_keeps_nobody_waiting() {
    let home = tempfile::tempdir().unwrap();
    let own = home.path().join("shisaku");
    fs::create_dir(&own).unwrap();
    for line in [
        "mkfifo shisaku/config.toml",
        "rm shisaku/config.toml; ln -s /dev/zero shisaku/config.toml",
        "rm shisaku/config.toml; head -c 300000 /dev/zero | tr '\\0' ' ' > shisaku/config.toml",
    ] {
        assert!(shell(home.path(), line).status.success());
        let output = run(home.path(), &["config", "--set", "theme=dark"]);
        assert_eq!(output.status.code(), Some(3), "{line}");
        assert!(run(home.path(), &["totals"]).status.success(), "{line}");
    }
    fs::remove_file(own.join("config.toml")).unwrap();
    for line in [
        "mkfifo shisaku/embedded.json",
        "ln -s /dev/zero shisaku/embedded.json",
    ] {
        assert!(shell(home.path(), line).status.success());
        let output = shell(home.path(), "printf '開く 14\\n印\\n' | \"$SHISAKU\" read");
        let said = String::from_utf8(output.stderr).unwrap();
        assert!(said.contains("壊れている"), "{said}");
        assert!(fs::metadata(own.join("embedded.json")).unwrap().is_file());
        fs::remove_file(own.join("embedded.json")).unwrap();
    }
}

#[test]
fn a_line_that_never_ends_is_not_kept() {
    let home = tempfile::tempdir().unwrap();
    // Of the memory of this process that line alone would take all.
    let line = "ulimit -v 400000; (head -c 600000000 /dev/zero | tr '\\0' a; echo; echo 先頭) | \
                \"$SHISAKU\" read";
    let output = shell(home.path(), line);
    let said = String::from_utf8(output.stdout).unwrap();
    assert!(output.status.success(), "{said}");
    assert!(said.contains("行が長すぎる"), "{said}");
    assert_eq!(said.matches("行が長すぎる").count(), 1);
    assert!(said.lines().count() >= 3, "{said}");
}

/// An editor that notes what it was called with and what it sees, and then does as told.
fn editor(home: &Path, rest: &str) -> String {
    let folder = home.join("my editors");
    fs::create_dir_all(&folder).unwrap();
    let program = folder.join("ed");
    let text = format!("#!/bin/sh\nprintf '%s\\n' \"$@\" > \"$HOME/called\"\n{rest}\n");
    fs::write(&program, text).unwrap();
    fs::set_permissions(&program, fs::Permissions::from_mode(0o755)).unwrap();
    format!("'{}' -x 'two words'", program.display())
}

fn start(home: tempfile::TempDir, editor: &str, arguments: &[&str]) -> Session {
    let place = home.path().to_str().unwrap().to_owned();
    let environment = [
        ("VISUAL", editor),
        ("PATH", "/usr/bin:/bin"),
        ("TMPDIR", &place),
    ];
    let session = Session::start_with(home, 100, 30, arguments, &environment);
    session.wait("終了");
    session
}

fn wait_for(file: &Path) -> String {
    let start = Instant::now();
    loop {
        match fs::read_to_string(file) {
            Ok(text) if text.ends_with('\n') => return text,
            _ => assert!(start.elapsed() < PATIENCE, "no {}", file.display()),
        }
        std::thread::sleep(std::time::Duration::from_millis(15));
    }
}

#[test]
fn the_editor_is_called_as_a_shell_would_and_leaves_no_raw_mode() {
    let home = tempfile::tempdir().unwrap();
    fs::write(home.path().join("-R.txt"), DOCUMENT).unwrap();
    let editor = editor(home.path(), "stty raw -echo; echo done > \"$HOME/done\"");
    let done = home.path().join("done");
    let called = home.path().join("called");
    let mut session = start(home, &editor, &["--file=-R.txt"]);
    session.press(":1.1.1\r");
    session.wait("施策 1.1.1");
    session.press("v");
    wait_for(&done);
    assert_eq!(wait_for(&called), "-x\ntwo words\n+5\n./-R.txt\n");
    session.wait("施策 1.1.1");
    session.quits();
}

#[test]
fn the_editor_hears_the_terminal_when_the_document_came_from_a_pipe() {
    let home = tempfile::tempdir().unwrap();
    fs::write(home.path().join("a.txt"), DOCUMENT).unwrap();
    let rest = "test -t 0 && echo terminal > \"$HOME/heard\"; cat \"$4\" > \"$HOME/read\"";
    let editor = editor(home.path(), rest);
    let (heard, read) = (home.path().join("heard"), home.path().join("read"));
    let line =
        format!("export VISUAL=\"{editor}\" TMPDIR=\"$HOME\"; exec \"$SHISAKU\" --file - < a.txt");
    let mut session = Session::start_shell(home, 100, 30, &line);
    session.wait("道路を直す");
    session.press("v");
    assert_eq!(wait_for(&heard), "terminal\n");
    assert_eq!(wait_for(&read), DOCUMENT);
    session.press("q");
    assert_eq!(session.exit_code(), 0);
}

#[test]
fn of_a_format_without_lines_the_editor_gets_what_was_read() {
    let home = tempfile::tempdir().unwrap();
    let rows: [&[&str]; 3] = [
        &[
            "事業名",
            "令和９年度要求額（百万円）",
            "令和８年度予算額（百万円）",
        ],
        &["架空灯台の改修", "320", "250"],
        &["架空桟橋の延長", "1200", "1100"],
    ];
    fs::write(home.path().join("a.xlsx"), xlsx(&rows)).unwrap();
    let editor = editor(home.path(), "cat \"$4\" > \"$HOME/read\"");
    let (called, read) = (home.path().join("called"), home.path().join("read"));
    let mut session = start(home, &editor, &["a.xlsx"]);
    session.press(":1.1.1#2\rv");
    let text = wait_for(&read);
    assert!(text.starts_with("事業名 | "), "{text}");
    let words = wait_for(&called);
    let line = words.lines().nth(2).and_then(|word| word.strip_prefix('+'));
    let line: usize = line.unwrap().parse().unwrap();
    assert!(
        text.lines().nth(line - 1).unwrap().contains("桟橋"),
        "{text}"
    );
    session.quits();
}

#[test]
fn a_copy_for_the_editor_goes_with_the_program() {
    let home = tempfile::tempdir().unwrap();
    let left = home.path().join(".shisaku-copy-123456.md");
    fs::write(&left, "left by a kill").unwrap();
    let editor = editor(home.path(), "echo on > \"$HOME/on\"; sleep 60");
    let on = home.path().join("on");
    let mut session = start(home, &editor, &[]);
    session.press("v");
    wait_for(&on);
    let place = session.state.as_ref().unwrap().path().to_owned();
    let copies = || {
        names(&place)
            .iter()
            .filter(|n| n.contains("-copy-"))
            .count()
    };
    assert_eq!(copies(), 1, "{:?}", names(&place));
    assert!(!left.exists());
    session.signal("-TERM");
    session.exit_code();
    assert_eq!(copies(), 0, "{:?}", names(&place));
}

#[test]
fn an_editor_that_is_not_there_is_named_with_the_mend() {
    let mut session = start(tempfile::tempdir().unwrap(), "no-such-editor -x", &[]);
    session.press("v");
    session.wait("エディタ「no-such-editor -x」を始められません");
    let mut session = start(tempfile::tempdir().unwrap(), "vi 'x", &[]);
    session.press("v");
    session.wait("引用符が閉じていません。VISUAL を確かめてください");
}

#[test]
fn a_bad_byte_costs_its_character_and_is_told() {
    let home = tempfile::tempdir().unwrap();
    let mut file = fs::File::create(home.path().join("a.txt")).unwrap();
    file.write_all(DOCUMENT.as_bytes()).unwrap();
    file.write_all(b"\xe9\xba x\n").unwrap();
    let output = run(home.path(), &["--file", "a.txt", "totals"]);
    assert_eq!(output.status.code(), Some(0));
    let output = run(home.path(), &["check", "a.txt"]);
    let said = String::from_utf8(output.stdout).unwrap();
    assert!(said.contains("a.txt:9: warning:"), "{said}");
    assert!(said.contains("UTF-8として読めない文字"), "{said}");
    assert!(!said.contains("CP932"), "{said}");
}
