//! The program as a process of its own: a home that is nobody's, and chances that are the same
//! each time.

#![allow(dead_code, reason = "each test program uses a part of it")]
#![allow(clippy::unwrap_used, reason = "a test stops at what it did not expect")]

use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

/// The program.
pub const PROGRAM: &str = env!("CARGO_BIN_EXE_shisaku");

/// A home with these files in it; it goes with the value.
pub fn home(files: &[(&str, &str)]) -> tempfile::TempDir {
    let home = tempfile::tempdir().unwrap();
    for (name, text) in files {
        fs::write(home.path().join(name), text).unwrap();
    }
    home
}

/// A program that knows no other home, with nothing to hear; `$SHISAKU` is ours.
pub fn command(home: &Path, program: &str, arguments: &[&str]) -> Command {
    let mut command = Command::new(program);
    command
        .args(arguments)
        .env_clear()
        .env("SHISAKU", PROGRAM)
        .env("PATH", "/usr/bin:/bin")
        .env("LANG", "ja_JP.UTF-8")
        .current_dir(home)
        .stdin(Stdio::null());
    for name in ["HOME", "TMPDIR", "XDG_STATE_HOME", "XDG_CONFIG_HOME"] {
        command.env(name, home);
    }
    command
}

/// Runs ours to its end.
pub fn run(home: &Path, arguments: &[&str]) -> Output {
    command(home, PROGRAM, arguments).output().unwrap()
}

/// Runs a line of the shell to its end.
pub fn shell(home: &Path, line: &str) -> Output {
    command(home, "/bin/sh", &["-c", line]).output().unwrap()
}

/// Runs ours to its end on what is typed, and returns what it says.
pub fn typed(command: &mut Command, typed: &str) -> String {
    String::from_utf8(ended(command, typed).stdout).unwrap()
}

/// What the reading mode says to typed lines, which it ends well on.
#[track_caller]
pub fn read(home: &Path, arguments: &[&str], typed: &str) -> String {
    let arguments = [arguments, &["read"]].concat();
    let output = ended(&mut command(home, PROGRAM, &arguments), typed);
    assert_eq!(output.status.code(), Some(0));
    String::from_utf8(output.stdout).unwrap()
}

fn ended(command: &mut Command, typed: &str) -> Output {
    let command = command.stdin(Stdio::piped()).stdout(Stdio::piped());
    let mut child = command.spawn().unwrap();
    let mut input = child.stdin.take().unwrap();
    input.write_all(typed.as_bytes()).unwrap();
    drop(input);
    child.wait_with_output().unwrap()
}

/// The names in a directory, sorted.
pub fn names(directory: &Path) -> Vec<String> {
    let names = fs::read_dir(directory).unwrap();
    let mut names: Vec<String> = names
        .map(|name| name.unwrap().file_name().into_string().unwrap())
        .collect();
    names.sort();
    names
}

/// The files of the program's own directory in a home, sorted.
pub fn own_files(home: &Path) -> Vec<PathBuf> {
    let own = home.join("shisaku");
    names(&own).into_iter().map(|name| own.join(name)).collect()
}

/// Numbers that are the same each time (a linear congruence, its upper bits).
pub struct Seeded(pub u64);

impl Seeded {
    /// The next number below the limit.
    pub fn below(&mut self, limit: u64) -> u64 {
        self.0 = self
            .0
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) % limit
    }

    /// One of these.
    pub fn pick<'a>(&mut self, from: &[&'a str]) -> &'a str {
        let at = usize::try_from(self.below(from.len() as u64)).unwrap();
        from[at]
    }
}
