//! How long it takes from the start to the first whole frame on the embedded document, and how
//! much memory that takes, beside programs that show the same text; and whole commands beside one
//! that does nothing. All take turns, so that the ratios hold on a busy machine.
//!
//! ```sh
//! cargo bench --bench start -- /usr/bin/less /usr/bin/fzf
//! cargo bench --bench start -- $(which less fzf sk jless broot vd)
//! ```
//!
//! Each program named gets the text as a file (`less`, `vd`), as JSON (`jless`), its folder
//! (`broot`) or on standard input (all others); one that is not there is left out.

#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::print_stdout,
    reason = "a bench stops at what it did not expect, and prints"
)]

use std::io::{Read, Write};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::sync::mpsc::{Receiver, RecvTimeoutError, channel};
use std::time::{Duration, Instant};

use portable_pty::CommandBuilder;
use terminal::PROGRAM;

mod terminal;

/// Rounds for frames, and for commands.
const FRAMES: usize = 9;
const COMMANDS: usize = 25;
/// A frame is whole when nothing follows for so long.
const PAUSE: Duration = Duration::from_millis(150);

fn text() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("seeds/000_3bd7bf674129a828.txt")
}

/// One run: from the start to the last byte of the first frame; peak memory in KiB.
#[derive(Clone, Copy)]
struct Run {
    frame: Duration,
    peak: u64,
}

/// What a terminal answers to the questions in these bytes.
fn answers(bytes: &[u8]) -> Vec<u8> {
    let asked = String::from_utf8_lossy(bytes);
    let mut out = String::new();
    for (question, answer) in [
        ("\x1b]11;?", "\x1b]11;rgb:0000/0000/0000\x1b\\"),
        ("\x1b[6n", "\x1b[1;2R"),
        ("\x1b[c", "\x1b[?62;22c"),
    ] {
        if asked.contains(question) {
            out.push_str(answer);
        }
    }
    out.into_bytes()
}

fn first_frame(command: CommandBuilder) -> Run {
    let pair = terminal::open();
    let mut reader = pair.master.try_clone_reader().unwrap();
    let mut keys = pair.master.take_writer().unwrap();
    let (send, seen) = channel();
    std::thread::spawn(move || {
        let mut buffer = [0; 65536];
        while let Ok(count @ 1..) = reader.read(&mut buffer) {
            let now = Instant::now();
            let answer = answers(&buffer[..count]);
            if !answer.is_empty() {
                let _ = keys.write_all(&answer);
            }
            if send.send(now).is_err() {
                break;
            }
        }
    });
    let start = Instant::now();
    let mut child = pair.slave.spawn_command(command).unwrap();
    let last = last_byte(&seen);
    let peak = terminal::peak(&*child);
    let _ = child.kill();
    let _ = child.wait();
    Run {
        frame: last.duration_since(start),
        peak,
    }
}

/// When the last byte before a pause came.
fn last_byte(seen: &Receiver<Instant>) -> Instant {
    let mut last = seen.recv().unwrap();
    loop {
        match seen.recv_timeout(PAUSE) {
            Ok(later) => last = later,
            Err(RecvTimeoutError::Timeout | RecvTimeoutError::Disconnected) => return last,
        }
    }
}

/// A program that shows the text.
fn shower(program: &str, state: &Path) -> CommandBuilder {
    let text = text().display().to_string();
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let name = Path::new(program).file_name().unwrap().to_string_lossy();
    let operand = match &*name {
        _ if program == *PROGRAM => None,
        "less" | "vd" => Some(text.clone()),
        "jless" => Some(root.join("assets/policy-tree.json").display().to_string()),
        "broot" => Some(root.join("seeds").display().to_string()),
        _ => None,
    };
    let mut command = if program == *PROGRAM || operand.is_some() {
        let mut command = CommandBuilder::new(program);
        command.args(operand);
        command
    } else {
        let mut command = CommandBuilder::new("/bin/sh");
        command.args(["-c", &format!("exec '{program}' < '{text}'")]);
        command
    };
    command.env_clear();
    for (name, value) in [("TERM", "xterm-256color"), ("LANG", "ja_JP.UTF-8")] {
        command.env(name, value);
    }
    for name in ["HOME", "XDG_STATE_HOME", "XDG_CONFIG_HOME"] {
        command.env(name, state);
    }
    command
}

/// Wall time of a command whose answer nobody reads.
fn whole(program: &str, arguments: &[&str], state: &Path) -> Duration {
    let start = Instant::now();
    let status = Command::new(program)
        .args(arguments)
        .env_clear()
        .env("LANG", "ja_JP.UTF-8")
        .env("XDG_CONFIG_HOME", state)
        .stdin(Stdio::null())
        .stdout(Stdio::null())
        .status()
        .unwrap();
    assert!(status.success(), "{program} {arguments:?}");
    start.elapsed()
}

fn median<T: Ord + Copy>(mut values: Vec<T>) -> T {
    values.sort_unstable();
    values[values.len() / 2]
}

fn millis(time: Duration) -> f64 {
    time.as_secs_f64() * 1000.0
}

fn main() {
    let state = tempfile::tempdir().unwrap();
    let named = std::env::args()
        .skip(1)
        .filter(|word| !word.starts_with('-'));
    let peers = named.filter(|path| Path::new(path).is_file());
    let programs: Vec<String> = std::iter::once(PROGRAM.clone()).chain(peers).collect();
    let mut runs = vec![Vec::new(); programs.len()];
    for _ in 0..FRAMES {
        for (program, runs) in programs.iter().zip(&mut runs) {
            runs.push(first_frame(shower(program, state.path())));
        }
    }
    println!("| program | first frame ms | peak MiB |");
    println!("|---|---|---|");
    for (program, runs) in programs.iter().zip(&runs) {
        let frame = median(runs.iter().map(|run| run.frame).collect());
        let peak = median(runs.iter().map(|run| run.peak).collect());
        let name = Path::new(program).file_name().unwrap().to_string_lossy();
        println!(
            "| {name} | {:.1} | {}.{} |",
            millis(frame),
            peak / 1024,
            peak % 1024 * 10 / 1024
        );
    }
    let commands: [(&str, &[&str]); 5] = [
        ("/bin/true", &[]),
        (&PROGRAM, &["--version"]),
        (&PROGRAM, &["totals"]),
        (&PROGRAM, &["search", "chihou"]),
        (&PROGRAM, &["export", "--format", "csv"]),
    ];
    let mut times = vec![Vec::new(); commands.len()];
    for _ in 0..COMMANDS {
        for ((program, arguments), times) in commands.iter().zip(&mut times) {
            times.push(whole(program, arguments, state.path()));
        }
    }
    println!("\n| command | ms |");
    println!("|---|---|");
    for ((program, arguments), times) in commands.iter().zip(times) {
        let name = Path::new(program).file_name().unwrap().to_string_lossy();
        let line = [&[name.as_ref()], *arguments].concat().join(" ");
        println!("| `{line}` | {:.1} |", millis(median(times)));
    }
}
