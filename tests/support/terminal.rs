//! The program in a pseudo-terminal, watched through a terminal emulator.

#![allow(dead_code, reason = "each test program uses a part of it")]
#![allow(
    clippy::unwrap_used,
    clippy::panic,
    reason = "a test stops at what it did not expect"
)]

use std::io::{Read, Write};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};

use portable_pty::{Child, CommandBuilder, MasterPty, PtySize, native_pty_system};

/// Set in the environment of what is started, so that a tool that is itself started knows that it
/// is to be the program.
pub const AS_PROGRAM: &str = "SHISAKU_AS_PROGRAM";

/// The program: of a test the one that was built with it, else this very file.
fn program() -> String {
    option_env!("CARGO_BIN_EXE_shisaku").map_or_else(
        || std::env::current_exe().unwrap().display().to_string(),
        str::to_owned,
    )
}

/// Longer than any machine needs; a test that waits as long has failed.
pub const PATIENCE: Duration = Duration::from_secs(40);

pub struct Seen {
    pub screen: vt100::Parser,
    pub bytes: Vec<u8>,
}

/// The program, its terminal and what it has drawn.
pub struct Session {
    pub master: Option<Box<dyn MasterPty + Send>>,
    pub child: Box<dyn Child + Send + Sync>,
    pub keys: Option<Box<dyn Write + Send>>,
    pub seen: Arc<Mutex<Seen>>,
    pub modes: String,
    pub state: Option<tempfile::TempDir>,
    /// While it is set, nothing that the program writes is taken: Ctrl-S, or a dead link.
    pub stopped: Arc<AtomicBool>,
}

impl Session {
    pub fn start(columns: u16, rows: u16, arguments: &[&str]) -> Self {
        Self::start_in(tempfile::tempdir().unwrap(), columns, rows, arguments)
    }

    /// Starts with the state that an earlier session left behind.
    pub fn start_in(state: tempfile::TempDir, columns: u16, rows: u16, arguments: &[&str]) -> Self {
        Self::start_with(state, columns, rows, arguments, &[])
    }

    /// Starts with more in its environment.
    pub fn start_with(
        state: tempfile::TempDir,
        columns: u16,
        rows: u16,
        arguments: &[&str],
        environment: &[(&str, &str)],
    ) -> Self {
        Self::start_program(state, (columns, rows), &program(), arguments, environment)
    }

    /// Starts a shell's command line, in which `$SHISAKU` is the program.
    pub fn start_shell(state: tempfile::TempDir, columns: u16, rows: u16, line: &str) -> Self {
        let program = program();
        let environment = [("SHISAKU", program.as_str()), ("PATH", "/usr/bin:/bin")];
        Self::start_program(
            state,
            (columns, rows),
            "/bin/sh",
            &["-c", line],
            &environment,
        )
    }

    fn start_program(
        state: tempfile::TempDir,
        (columns, rows): (u16, u16),
        program: &str,
        arguments: &[&str],
        environment: &[(&str, &str)],
    ) -> Self {
        let size = PtySize {
            rows,
            cols: columns,
            pixel_width: 0,
            pixel_height: 0,
        };
        let pty = native_pty_system().openpty(size).unwrap();
        let modes = format!("{:?}", pty.master.get_termios().unwrap());
        let mut command = CommandBuilder::new(program);
        command.args(arguments);
        command.env_clear();
        for (name, value) in [("TERM", "xterm-256color"), ("LANG", "ja_JP.UTF-8")] {
            command.env(name, value);
        }
        for name in ["HOME", "XDG_STATE_HOME", "XDG_CONFIG_HOME"] {
            command.env(name, state.path());
        }
        for (name, value) in environment {
            command.env(name, value);
        }
        // Somebody has used the program before, so that it shows no hint of a first start.
        if !environment.contains(&("FIRST", "1")) {
            std::fs::create_dir_all(state.path().join("shisaku")).unwrap();
        }
        // What it writes without a directory of its own lands there too.
        command.cwd(state.path());
        let child = pty.slave.spawn_command(command).unwrap();
        drop(pty.slave);
        let seen = Arc::new(Mutex::new(Seen {
            screen: vt100::Parser::new(rows, columns, 0),
            bytes: Vec::new(),
        }));
        let mut reader = pty.master.try_clone_reader().unwrap();
        let taken = Arc::clone(&seen);
        let stopped = Arc::new(AtomicBool::new(false));
        let stop = Arc::clone(&stopped);
        std::thread::spawn(move || {
            let mut buffer = [0; 8192];
            while let Ok(n @ 1..) = reader.read(&mut buffer) {
                let mut seen = taken.lock().unwrap();
                seen.screen.process(&buffer[..n]);
                seen.bytes.extend_from_slice(&buffer[..n]);
                drop(seen);
                while stop.load(Ordering::SeqCst) {
                    std::thread::sleep(Duration::from_millis(5));
                }
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
            stopped,
        }
    }

    pub fn screen(&self) -> String {
        self.seen.lock().unwrap().screen.screen().contents()
    }

    #[track_caller]
    pub fn wait(&self, text: &str) {
        self.wait_until(&format!("{text:?} on the screen"), |screen| {
            screen.contains(text)
        });
    }

    #[track_caller]
    pub fn wait_until(&self, what: &str, done: impl Fn(&str) -> bool) {
        let start = Instant::now();
        while !done(&self.screen()) {
            assert!(start.elapsed() < PATIENCE, "no {what}:\n{}", self.screen());
            std::thread::sleep(Duration::from_millis(15));
        }
    }

    /// Whether the program has written that by now.
    pub fn wrote(&self, bytes: &[u8]) -> bool {
        let seen = self.seen.lock().unwrap();
        seen.bytes.windows(bytes.len()).any(|part| part == bytes)
    }

    #[track_caller]
    pub fn wait_for_bytes(&self, bytes: &[u8]) {
        self.wait_until("such bytes", |_| self.wrote(bytes));
    }

    pub fn press(&mut self, keys: &str) {
        let writer = self.keys.as_mut().unwrap();
        writer.write_all(keys.as_bytes()).unwrap();
        writer.flush().unwrap();
    }

    /// The window gets another size; the emulator keeps its own where it is not to follow.
    pub fn resize(&self, columns: u16, rows: u16, follow: bool) {
        if follow {
            let mut seen = self.seen.lock().unwrap();
            seen.screen.screen_mut().set_size(rows, columns);
        }
        let size = PtySize {
            rows,
            cols: columns,
            pixel_width: 0,
            pixel_height: 0,
        };
        self.master.as_ref().unwrap().resize(size).unwrap();
    }

    /// The row that the terminal's cursor stands on.
    pub fn cursor_row(&self) -> String {
        let seen = self.seen.lock().unwrap();
        let screen = seen.screen.screen();
        let (row, _) = screen.cursor_position();
        let columns = screen.size().1;
        screen.rows(0, columns).nth(row.into()).unwrap_or_default()
    }

    pub fn signal(&self, name: &str) {
        let id = self.child.process_id().unwrap().to_string();
        let status = std::process::Command::new("kill")
            .args([name, &id])
            .status()
            .unwrap();
        assert!(status.success());
    }

    #[track_caller]
    pub fn exit_code(&mut self) -> u32 {
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

    /// Leaves it as a user does; it ends well and gives the terminal back.
    #[track_caller]
    pub fn quits(&mut self) {
        self.press("q");
        assert_eq!(self.exit_code(), 0);
        self.is_given_back();
    }

    /// The state that the session leaves behind when it has ended well.
    #[track_caller]
    pub fn left_behind(mut self) -> tempfile::TempDir {
        assert_eq!(self.exit_code(), 0);
        self.state.take().unwrap()
    }

    /// Screen, modes and cursor are as they were before the program.
    #[track_caller]
    pub fn is_given_back(&self) {
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
