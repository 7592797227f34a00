//! The whole program in a real pseudo-terminal, watched through a terminal emulator.

#![cfg(unix)]
#![allow(
    clippy::unwrap_used,
    clippy::panic,
    reason = "a test stops at what it did not expect"
)]

use std::io::{Read, Write};
use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};

use portable_pty::{Child, CommandBuilder, MasterPty, PtySize, native_pty_system};

/// Longer than any machine needs; a test that waits as long has failed.
const PATIENCE: Duration = Duration::from_secs(40);

struct Seen {
    screen: vt100::Parser,
    bytes: Vec<u8>,
}

/// The program, its terminal and what it has drawn.
struct Session {
    master: Option<Box<dyn MasterPty + Send>>,
    child: Box<dyn Child + Send + Sync>,
    keys: Option<Box<dyn Write + Send>>,
    seen: Arc<Mutex<Seen>>,
    modes: String,
    state: Option<tempfile::TempDir>,
}

impl Session {
    fn start(columns: u16, rows: u16, arguments: &[&str]) -> Self {
        Self::start_in(tempfile::tempdir().unwrap(), columns, rows, arguments)
    }

    /// Starts with the state that an earlier session left behind.
    fn start_in(state: tempfile::TempDir, columns: u16, rows: u16, arguments: &[&str]) -> Self {
        let size = PtySize {
            rows,
            cols: columns,
            pixel_width: 0,
            pixel_height: 0,
        };
        let pty = native_pty_system().openpty(size).unwrap();
        let modes = format!("{:?}", pty.master.get_termios().unwrap());
        let mut command = CommandBuilder::new(env!("CARGO_BIN_EXE_shisaku"));
        command.args(arguments);
        command.env_clear();
        for (name, value) in [("TERM", "xterm-256color"), ("LANG", "ja_JP.UTF-8")] {
            command.env(name, value);
        }
        for name in ["HOME", "XDG_STATE_HOME", "XDG_CONFIG_HOME"] {
            command.env(name, state.path());
        }
        let child = pty.slave.spawn_command(command).unwrap();
        drop(pty.slave);
        let seen = Arc::new(Mutex::new(Seen {
            screen: vt100::Parser::new(rows, columns, 0),
            bytes: Vec::new(),
        }));
        let mut reader = pty.master.try_clone_reader().unwrap();
        let taken = Arc::clone(&seen);
        std::thread::spawn(move || {
            let mut buffer = [0; 8192];
            while let Ok(n @ 1..) = reader.read(&mut buffer) {
                let mut seen = taken.lock().unwrap();
                seen.screen.process(&buffer[..n]);
                seen.bytes.extend_from_slice(&buffer[..n]);
            }
        });
        let keys = Some(pty.master.take_writer().unwrap());
        Self {
            master: Some(pty.master),
            child,
            keys,
            seen,
            modes,
            state: Some(state),
        }
    }

    fn screen(&self) -> String {
        self.seen.lock().unwrap().screen.screen().contents()
    }

    #[track_caller]
    fn wait(&self, text: &str) {
        self.wait_until(&format!("{text:?} on the screen"), |screen| {
            screen.contains(text)
        });
    }

    #[track_caller]
    fn wait_until(&self, what: &str, done: impl Fn(&str) -> bool) {
        let start = Instant::now();
        while !done(&self.screen()) {
            assert!(start.elapsed() < PATIENCE, "no {what}:\n{}", self.screen());
            std::thread::sleep(Duration::from_millis(15));
        }
    }

    fn press(&mut self, keys: &str) {
        let writer = self.keys.as_mut().unwrap();
        writer.write_all(keys.as_bytes()).unwrap();
        writer.flush().unwrap();
    }

    /// The row that the terminal's cursor stands on.
    fn cursor_row(&self) -> String {
        let seen = self.seen.lock().unwrap();
        let screen = seen.screen.screen();
        let (row, _) = screen.cursor_position();
        let columns = screen.size().1;
        screen.rows(0, columns).nth(row.into()).unwrap_or_default()
    }

    fn signal(&self, name: &str) {
        let id = self.child.process_id().unwrap().to_string();
        let status = std::process::Command::new("kill")
            .args([name, &id])
            .status()
            .unwrap();
        assert!(status.success());
    }

    #[track_caller]
    fn exit_code(&mut self) -> u32 {
        let start = Instant::now();
        loop {
            if let Some(status) = self.child.try_wait().unwrap() {
                return status.exit_code();
            }
            assert!(
                start.elapsed() < PATIENCE,
                "still running:\n{}",
                self.screen()
            );
            std::thread::sleep(Duration::from_millis(15));
        }
    }

    /// Screen, modes and cursor are as they were before the program.
    #[track_caller]
    fn is_given_back(&self) {
        let modes = format!("{:?}", self.master.as_ref().unwrap().get_termios().unwrap());
        assert_eq!(modes, self.modes, "line discipline");
        let start = Instant::now();
        loop {
            let seen = self.seen.lock().unwrap();
            let screen = seen.screen.screen();
            let back = !screen.alternate_screen()
                && !screen.hide_cursor()
                && !screen.bracketed_paste()
                && screen.mouse_protocol_mode() == vt100::MouseProtocolMode::None;
            if back {
                return;
            }
            assert!(start.elapsed() < PATIENCE, "the terminal is not given back");
            drop(seen);
            std::thread::sleep(Duration::from_millis(15));
        }
    }
}

impl Drop for Session {
    fn drop(&mut self) {
        drop(self.child.kill());
    }
}

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
        session.cursor_row().contains("火山噴火に伴う降灰")
    });
    session.press("o");
    session.wait_until("its original", |_| {
        let row = session.cursor_row();
        row.contains("降灰が消防活動") && !row.contains("火山噴火")
    });
    session.press("[");
    session.wait_until("the way back", |_| {
        session.cursor_row().contains("火山噴火に伴う降灰")
    });
    session.press("q");
    assert_eq!(session.exit_code(), 0);
    session.is_given_back();
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
    assert_eq!(session.exit_code(), 0);
    let state = session.state.take().unwrap();
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
    session.press("q");
    assert_eq!(session.exit_code(), 0);
    session.is_given_back();
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
    session.press("q");
    assert_eq!(session.exit_code(), 0);
    session.is_given_back();
}

#[test]
fn an_idle_explorer_writes_nothing() {
    for arguments in [&[][..], &["--a11y", "tui"]] {
        let session = Session::start(80, 24, arguments);
        session.wait("Society 5.0時代の持続");
        std::thread::sleep(Duration::from_millis(500));
        let before = session.seen.lock().unwrap().bytes.len();
        std::thread::sleep(Duration::from_secs(3));
        assert_eq!(
            session.seen.lock().unwrap().bytes.len(),
            before,
            "{arguments:?}"
        );
    }
}

#[test]
fn bad_input_leaves_the_terminal_alone() {
    let mut session = Session::start(80, 24, &["--file", "no-such-file.txt"]);
    assert_eq!(session.exit_code(), 3);
    session.is_given_back();
    session.wait("no-such-file.txt");
}
