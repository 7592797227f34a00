//! Hours of use in minutes: signals at any moment, windows of any size, keys in any order, slow
//! and dead terminals. The same seeds each time; the long ones run in `.ci/run`.

#![cfg(unix)]
#![allow(
    clippy::unwrap_used,
    clippy::panic,
    reason = "a test stops at what it did not expect"
)]

mod support;

use std::sync::atomic::Ordering;
use std::time::Duration;
use support::process;

use support::process::Seeded;
use support::terminal::Session;

/// What opens a view, each from the main screen.
const VIEWS: &[&str] = &[
    "",
    "/消防",
    "?",
    ":",
    "t",
    "w",
    "'",
    "d",
    "L",
    "y",
    "x",
    "f",
    ":14.1.5.2#6\r",
];

/// Keys that neither leave the explorer nor hand the terminal to another program.
const KEYS: &[&str] = &[
    "j",
    "k",
    "h",
    "l",
    "g",
    "G",
    "\r",
    "\t",
    "\x1b[A",
    "\x1b[B",
    "\x1b[C",
    "\x1b[D",
    "\x1b[5~",
    "\x1b[6~",
    "/",
    "消",
    "防",
    "新",
    "?",
    "\x15",
    "\x7f",
    "\x1b[3~",
    "o",
    "[",
    "]",
    "n",
    "N",
    "m",
    "1",
    "2",
    "3",
    "f",
    "s",
    "w",
    "t",
    "d",
    "p",
    "0",
    " ",
    "z",
    "\x0c",
    "\x1b[200~量子\x1b[201~",
    "\x1b[<0;10;5M",
    "\x1b[<65;10;5M",
    "\x1b[<64;60;9M",
    "ｊ",
    "い",
    "\x14",
    "\x1b[>41;330;0c",
];

/// Out of whatever is open.
const OUT: &str = "\x1b";

#[track_caller]
fn leaves(session: &mut Session) {
    for _ in 0..6 {
        session.press(OUT);
        std::thread::sleep(Duration::from_millis(80));
    }
    session.signal("-TERM");
    assert_eq!(session.exit_code(), 143);
    session.is_given_back();
}

/// A document that is read in no time, with something behind each of the views.
const DOCUMENT: &str = "\
## 1 消防を支える

地域の消防

(1) 望楼を建てる
本文です。

【予算】望楼の建設 3.0億円（元年度 2.0億円）
【予算】半鐘の鋳造 1.0億円【新規】

(2) ポンプを磨く
本文です。

【予算】磨き粉 0.5億円（元年度 0.4億円）
";

/// An explorer of the small document.
fn small() -> Session {
    let home = process::home(&[("a.txt", DOCUMENT)]);
    Session::start_in(home, 80, 24, &["--file", "a.txt"])
}

#[test]
#[ignore = "half a minute: 100 starts, each ended by a signal at another moment"]
fn signals_at_any_moment_give_the_terminal_back() {
    let mut seeded = Seeded(7);
    for round in 0..100 {
        let mut session = small();
        let (signal, code) =
            [("-TERM", 143), ("-HUP", 129), ("-INT", 130), ("-QUIT", 131)][round % 4];
        if round % 3 != 0 {
            session.wait("消防を支える");
            session.press(seeded.pick(VIEWS));
        } else {
            // Not before it listens: the system's own way to end a program is not ours to test.
            session.wait_until("the alternate screen", |_| {
                let seen = session.seen.lock().unwrap();
                seen.screen.screen().alternate_screen()
            });
        }
        std::thread::sleep(Duration::from_micros(seeded.below(60_000)));
        session.signal(signal);
        if round % 5 == 0 {
            std::thread::sleep(Duration::from_micros(seeded.below(3_000)));
            // It may have ended by now.
            let id = session.child.process_id().unwrap().to_string();
            let again = std::process::Command::new("kill")
                .args(["-TERM", &id])
                .output();
            again.unwrap();
        }
        let got = session.exit_code();
        assert!(
            got == code || round % 5 == 0 && got == 143,
            "round {round}: {got}"
        );
        session.is_given_back();
    }
    println!("100 signals: the terminal was given back each time");
}

#[test]
#[ignore = "half a minute: 40 terminals that die, half of them while they take no bytes"]
fn terminals_that_die_at_any_moment_end_it_and_marks_stay() {
    let mut seeded = Seeded(19);
    for round in 0..40 {
        let mut session = small();
        session.wait("消防を支える");
        session.press("m");
        session.wait("印を付けました");
        session.stopped.store(round % 2 == 0, Ordering::SeqCst);
        for _ in 0..seeded.below(200) {
            session.press(seeded.pick(&["j", "k", "\x0c", "E", "C"]));
        }
        std::thread::sleep(Duration::from_micros(seeded.below(40_000)));
        session.keys = None;
        session.master = None;
        // The reader thread's copy keeps the terminal open; the program is told as a modem would.
        session.signal("-HUP");
        session.exit_code();
        let home = session.state.take().unwrap();
        // A file that was being written when the grace was over is swept up by the next program.
        let mut files = process::own_files(home.path());
        files.retain(|file| file.extension().is_some_and(|e| e == "json"));
        assert_eq!(files.len(), 1, "{files:?}");
        let state = std::fs::read(&files[0]).unwrap();
        let state: serde_json::Value = serde_json::from_slice(&state).unwrap();
        assert_eq!(state["marks"].as_array().unwrap().len(), 1);
    }
    println!("40 dead terminals: the program ended and its mark stayed each time");
}

#[test]
#[ignore = "a minute: 500 sizes of the window"]
fn any_size_of_the_window_is_drawn_in_every_view() {
    let mut seeded = Seeded(11);
    let mut session = Session::start(100, 30, &[]);
    session.wait("東京一極集中");
    for round in 0..500 {
        if round % 40 == 0 {
            for _ in 0..3 {
                session.press(OUT);
                std::thread::sleep(Duration::from_millis(70));
            }
            session.press(VIEWS[round / 40 % VIEWS.len()]);
        }
        let columns = u16::try_from(1 + seeded.below(300)).unwrap();
        let rows = u16::try_from(1 + seeded.below(100)).unwrap();
        // The emulator keeps its size: it gives up on some that the program draws.
        session.resize(columns, rows, false);
        std::thread::sleep(Duration::from_millis(seeded.below(30)));
        if let Some(ended) = session.child.try_wait().unwrap() {
            std::thread::sleep(Duration::from_millis(200));
            let round = format!("round {round}, {columns}×{rows}: {ended}");
            panic!("{round}\n{}", session.screen());
        }
    }
    session.resize(100, 30, false);
    leaves(&mut session);
    println!("500 sizes in {} views", VIEWS.len());
}

#[test]
#[ignore = "minutes: 10,000 keys, typed one by one and in heaps"]
fn keys_in_any_order_neither_stop_nor_end_it() {
    let mut seeded = Seeded(13);
    let mut session = Session::start(100, 30, &[]);
    session.wait("東京一極集中");
    let mut left: u64 = 10_000;
    while left > 0 {
        let count = (1 + seeded.below(40)).min(left);
        left -= count;
        let keys: String = (0..count).map(|_| seeded.pick(KEYS)).collect();
        session.press(&keys);
        std::thread::sleep(Duration::from_millis(seeded.below(20)));
        if seeded.below(20) == 0 {
            session.press(OUT);
            std::thread::sleep(Duration::from_millis(60));
        }
        assert!(
            session.child.try_wait().unwrap().is_none(),
            "ended by {keys:?}"
        );
    }
    leaves(&mut session);
    println!("10000 keys");
}

#[test]
#[ignore = "a minute: a terminal that stops for a while, again and again"]
fn a_slow_terminal_is_waited_for() {
    let mut seeded = Seeded(17);
    let mut session = Session::start(100, 30, &[]);
    session.wait("東京一極集中");
    for _ in 0..40 {
        session.stopped.store(true, Ordering::SeqCst);
        for _ in 0..20 {
            session.press(seeded.pick(&["j", "k", "\x0c", "l", "h"]));
            std::thread::sleep(Duration::from_millis(10));
        }
        session.stopped.store(false, Ordering::SeqCst);
        std::thread::sleep(Duration::from_millis(50));
    }
    session.press(":14\r");
    session.wait_until("chapter 14 under the cursor", |_| {
        session.cursor_row().contains("14 大規模災害")
    });
    leaves(&mut session);
    println!("40 stops of the terminal");
}
