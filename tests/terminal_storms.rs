//! Hours of use in minutes: signals at any moment, windows of any size, keys in any order, slow
//! and dead terminals. The same seeds each time; the long ones run in `.ci/run`.

#![cfg(unix)]
#![allow(
    clippy::unwrap_used,
    clippy::panic,
    reason = "a test stops at what it did not expect"
)]

use std::sync::atomic::Ordering;
use std::time::Duration;

use terminal::Session;

#[path = "support/terminal.rs"]
mod terminal;

/// Numbers that are the same each time (a linear congruence, its upper bits).
struct Seeded(u64);

impl Seeded {
    fn below(&mut self, limit: u64) -> u64 {
        self.0 = self
            .0
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) % limit
    }

    fn pick<'a>(&mut self, from: &[&'a str]) -> &'a str {
        let at = usize::try_from(self.below(from.len() as u64)).unwrap();
        from[at]
    }
}

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

#[test]
#[ignore = "minutes: 100 starts, each ended by a signal at another moment"]
fn signals_at_any_moment_give_the_terminal_back() {
    let mut seeded = Seeded(7);
    for round in 0..100 {
        let mut session = Session::start(80, 24, &[]);
        let (signal, code) =
            [("-TERM", 143), ("-HUP", 129), ("-INT", 130), ("-QUIT", 131)][round % 4];
        if round % 3 != 0 {
            session.wait("東京一極集中");
            session.press(seeded.pick(VIEWS));
        } else {
            // Not before it listens: the system's own way to end a program is not ours to test.
            session.wait_until("the alternate screen", |_| {
                session
                    .seen
                    .lock()
                    .unwrap()
                    .screen
                    .screen()
                    .alternate_screen()
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
        assert!(
            session.child.try_wait().unwrap().is_none(),
            "{columns}×{rows}"
        );
    }
    session.resize(100, 30, false);
    leaves(&mut session);
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
}
