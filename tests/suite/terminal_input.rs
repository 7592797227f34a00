//! What a terminal and its link do to the bytes: heaps, pieces, questions of others, answers
//! that come late, and no way out. In a real pseudo-terminal.

#![cfg(unix)]

use std::sync::atomic::Ordering;
use std::time::Duration;

use crate::support::terminal::Session;
use vt100::Color;

const PIECE: Duration = Duration::from_millis(10);

fn start() -> Session {
    let session = Session::start(120, 40, &["--color", "never"]);
    session.wait("東京一極集中");
    session
}

/// Sends the pieces as a link does that has them apart.
fn press_apart(session: &mut Session, pieces: &[&str]) {
    for piece in pieces {
        session.press(piece);
        std::thread::sleep(PIECE);
    }
}

#[test]
fn a_heap_of_keys_is_taken_in_to_its_end() {
    for heap in ["j".repeat(1500), "\x1b[<65;20;8M".repeat(400)] {
        let mut session = start();
        session.press(&format!("{heap}/消防"));
        // Nothing else comes, and the last of it is seen all the same.
        session.wait("消防");
        session.press("\x1b");
        std::thread::sleep(Duration::from_millis(200));
        session.quits();
    }
}

#[test]
fn a_sequence_may_come_in_pieces() {
    let mut session = start();
    session.press("g");
    press_apart(&mut session, &["\x1b", "[B", "\x1b", "[", "B"]);
    session.wait_until("the third row under the cursor", |_| {
        session.cursor_row().contains("1 地方への")
    });
    press_apart(&mut session, &["\x1b", "[200~q", "\x1b[20", "1~"]);
    press_apart(
        &mut session,
        &["\x1b", "]11;rgb:ffff/ff", "ff/ffff\x1b", "\\"],
    );
    press_apart(
        &mut session,
        &["/", "消", "\x1b", "]11;rgb:0/0/0\x07", "防"],
    );
    session.wait("消防");
    press_apart(&mut session, &["\x1b", "[D", "新"]);
    session.wait("消新防");
    session.press("\x1b");
    std::thread::sleep(Duration::from_millis(200));
    session.quits();
}

#[test]
fn answers_to_questions_of_others_are_no_keys() {
    let mut session = start();
    session.press("g");
    // The cursor is put there last, behind a whole frame.
    session.wait_until("the first row under the cursor", |_| {
        session.cursor_row().contains("Society 5.0時代の持続")
    });
    let before = session.screen();
    for answer in [
        "\x1b[>41;330;0c",
        "\x1b[?62;4c",
        "\x1b_Gi=31;OK\x1b\\",
        "\x1b^q:quit\x1b\\",
        "\x1bXq\x1b\\",
        "\x1bP>|XTerm(388)\x1b\\",
        "\x1b]52;c;cXVpdA==\x07",
        "\x1b[5;9R",
    ] {
        press_apart(&mut session, &[answer]);
    }
    session.press("j");
    session.wait_until("the second row under the cursor", |_| {
        session.cursor_row().contains("I 東京一極集中")
    });
    session.press("k");
    session.wait_until("the same screen", |screen| screen == before);
    session.quits();
}

#[test]
fn a_paste_whose_end_is_lost_does_not_make_it_deaf() {
    let mut session = start();
    session.press("/\x1b[200~量子暗号");
    session.wait("量子暗号");
    session.press("\x1b[200~abc");
    session.press("\x03");
    session.wait_until("no search field", |screen| !screen.contains("量子暗号"));
    drop(session);
}

#[test]
fn escape_and_a_key_in_one_packet_are_both() {
    let mut session = start();
    session.press("/消防");
    session.wait("消防");
    session.press("\x1b\x1b:14\r");
    session.wait_until("chapter 14 under the cursor", |_| {
        session.cursor_row().contains("14 大規模災害")
    });
    session.quits();
    for opening in ["/消防", "?", ":14"] {
        let mut session = start();
        let before = session.screen();
        session.press(opening);
        session.wait_until("an overlay", |screen| screen != before);
        session.press("\x1bq");
        assert_eq!(session.exit_code(), 0, "{opening}");
        session.is_given_back();
    }
}

#[test]
fn answers_are_used_whenever_they_come() {
    let environment = [("COLORTERM", "truecolor")];
    let state = tempfile::tempdir().unwrap();
    let mut session = Session::start_with(state, 100, 30, &[], &environment);
    session.wait("東京一極集中");
    std::thread::sleep(Duration::from_millis(500));
    let late = [
        "\x1b",
        "]11;rgb:fdfd/f6",
        "f6/e3e3\x1b",
        "\\\x1b[1;",
        "3R\x1b[?62c",
    ];
    press_apart(&mut session, &late);
    session.wait_until("signs of a wide terminal", |screen| screen.contains("> I"));
    let dark = Color::Rgb(0x1d, 0x21, 0x28);
    session.wait_until("text for a light background", |_| {
        let seen = session.seen.lock().unwrap();
        let screen = seen.screen.screen();
        (0..100).any(|x| screen.cell(5, x).unwrap().fgcolor() == dark)
    });
    session.quits();
}

#[test]
fn after_a_quick_leave_no_answer_is_left_for_the_shell() {
    let mut session = Session::start(100, 30, &[]);
    session.wait_for_bytes(b"\x1b[c");
    session.press("q");
    std::thread::sleep(Duration::from_millis(400));
    session.press("\x1b]11;rgb:ffff/ffff/ffff\x1b\\\x1b[1;2R\x1b[?62c");
    assert_eq!(session.exit_code(), 0);
    session.is_given_back();
    // In the shell's modes the terminal would have echoed it.
    assert!(!session.wrote(b"rgb:") && !session.wrote(b"62c"));
}

#[test]
fn a_terminal_that_takes_no_bytes_is_given_back_all_the_same() {
    // All at once: each is waited for longer than it takes.
    let mut cases =
        [&["-TERM"][..], &["-HUP"], &["-TERM", "-TERM", "-HUP"]].map(|signals| (signals, start()));
    for (_, session) in &cases {
        session.stopped.store(true, Ordering::SeqCst);
    }
    for _ in 0..150 {
        for (_, session) in &mut cases {
            session.press("\x0c");
        }
        std::thread::sleep(Duration::from_millis(5));
    }
    for at in 0..3 {
        for (signals, session) in &mut cases {
            if let Some(signal) = signals.get(at) {
                session.signal(signal);
            }
        }
        std::thread::sleep(Duration::from_millis(50));
    }
    for (signals, mut session) in cases {
        let code = session.exit_code();
        assert!([143, 129].contains(&code), "{signals:?}: {code}");
        let modes = session.master.as_ref().unwrap().get_termios().unwrap();
        assert_eq!(format!("{modes:?}"), session.modes, "{signals:?}");
        session.stopped.store(false, Ordering::SeqCst);
    }
}

#[test]
fn a_window_of_no_sensible_size_is_drawn_as_far_as_it_makes_sense() {
    let sessions = [&["--color", "never"][..], &["--a11y", "tui"]];
    let mut sessions = sessions.map(|arguments| Session::start(80, 24, arguments));
    for session in &sessions {
        session.wait("Society 5.0時代の持続");
    }
    for (columns, rows) in [(65535, 65535), (255, 0), (0, 30), (1, 1)] {
        for session in &sessions {
            session.resize(columns, rows, false);
        }
        std::thread::sleep(Duration::from_millis(200));
        for session in &mut sessions {
            session.press("j");
        }
    }
    for mut session in sessions {
        session.resize(80, 24, false);
        session.press("\x0c");
        session.wait("Society 5.0時代の持続");
        session.quits();
    }
}
