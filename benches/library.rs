//! A folder of many documents in a real pseudo-terminal of 120×40: when the first frame stands and
//! when all documents are there, what memory that takes, the same at a second start; then how long
//! each key takes from its byte to the last byte of what it draws.
//!
//! ```sh
//! cargo bench --bench library -- 1000     # documents, each as large as the embedded one
//! cargo bench --bench library -- 2200 keys   # a million rows, the keys alone
//! cargo bench --bench library -- 2200 keys keep   # what was read last time is not read again
//! ```
//!
//! The documents are the embedded one with other numbers and are removed again, unless they are to
//! be kept: those stand in the target directory.

#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::print_stdout,
    reason = "a bench stops at what it did not expect, and prints"
)]

use std::fs;
use std::io::{Read, Write};
use std::path::{Path, PathBuf};
use std::sync::mpsc::{Receiver, channel};
use std::time::{Duration, Instant};

use portable_pty::{Child, CommandBuilder};
use terminal::PROGRAM;

mod terminal;

/// A frame is over when nothing follows for so long.
const PAUSE: Duration = Duration::from_millis(60);
/// After so many pauses without work there is nothing left to do.
const IDLE: usize = 3;
/// Processor time in milliseconds in a pause that is no work.
const LITTLE: f64 = 2.0;
/// Longer than anything takes.
const PATIENCE: Duration = Duration::from_secs(900);

/// The embedded document with other numbers.
fn varied(text: &str, number: usize) -> String {
    let mut state = number as u64;
    let digits = text.split("億円");
    let mut out = String::with_capacity(text.len());
    for (at, part) in digits.enumerate() {
        if at > 0 {
            out.push_str("億円");
        }
        // The digits directly before the unit, the first kept as it is: it is no zero.
        let start = part.trim_end_matches(|c: char| c.is_ascii_digit() || c == '.' || c == ',');
        let (before, figure) = part.split_at(start.len());
        out.push_str(before);
        for (place, c) in figure.chars().enumerate() {
            state = state
                .wrapping_mul(6_364_136_223_846_793_005)
                .wrapping_add(1);
            let digit = char::from(b'0' + u8::try_from((state >> 33) % 10).unwrap());
            out.push(if place > 0 && c.is_ascii_digit() {
                digit
            } else {
                c
            });
        }
    }
    out
}

fn folder(home: &Path, documents: usize) -> PathBuf {
    let papers = home.join(format!("papers-{documents}"));
    if papers.is_dir() {
        return papers;
    }
    fs::create_dir(&papers).unwrap();
    let seed = Path::new(env!("CARGO_MANIFEST_DIR")).join("seeds/000_3bd7bf674129a828.txt");
    let text = fs::read_to_string(seed).unwrap();
    for number in 0..documents {
        fs::write(
            papers.join(format!("{number:05}.txt")),
            varied(&text, number),
        )
        .unwrap();
    }
    papers
}

/// The program in its terminal.
struct Session {
    child: Box<dyn Child + Send + Sync>,
    keys: Box<dyn Write + Send>,
    seen: Receiver<(Instant, Vec<u8>)>,
    screen: vt100::Parser,
    start: Instant,
    _master: Box<dyn portable_pty::MasterPty + Send>,
}

/// What a key cost.
struct Cost {
    /// To the first byte of its frame.
    first: Duration,
    /// To the last byte before the program has nothing left to do.
    whole: Duration,
    /// Processor time in milliseconds to the first byte.
    work: f64,
    /// Bytes of the first frame, and of all frames.
    bytes: usize,
    all_bytes: usize,
}

impl Session {
    fn start(home: &Path, arguments: &[&str]) -> Self {
        let pair = terminal::open();
        let mut reader = pair.master.try_clone_reader().unwrap();
        let keys = pair.master.take_writer().unwrap();
        let (send, seen) = channel();
        std::thread::spawn(move || {
            let mut buffer = [0; 65536];
            while let Ok(count @ 1..) = reader.read(&mut buffer) {
                let bytes = buffer.get(..count).unwrap_or_default().to_vec();
                if send.send((Instant::now(), bytes)).is_err() {
                    break;
                }
            }
        });
        let mut command = CommandBuilder::new(&*PROGRAM);
        command.args(arguments);
        command.env_clear();
        // A terminal of which nothing is asked, so that nothing is waited for.
        for (name, value) in [("TERM", "linux"), ("LANG", "ja_JP.UTF-8")] {
            command.env(name, value);
        }
        for name in ["HOME", "XDG_STATE_HOME", "XDG_CONFIG_HOME"] {
            command.env(name, home);
        }
        let start = Instant::now();
        let child = pair.slave.spawn_command(command).unwrap();
        Self {
            child,
            keys,
            seen,
            screen: vt100::Parser::new(40, 120, 0),
            start,
            _master: pair.master,
        }
    }

    /// The time of the last byte before the screen is as wanted.
    fn until(&mut self, done: impl Fn(&str) -> bool) -> Duration {
        let mut last = self.start;
        while !done(&self.screen.screen().contents()) {
            let Ok((at, bytes)) = self.seen.recv_timeout(PATIENCE) else {
                panic!("{}", self.screen.screen().contents());
            };
            self.answer(&bytes);
            self.screen.process(&bytes);
            last = at;
        }
        last.duration_since(self.start)
    }

    fn answer(&mut self, bytes: &[u8]) {
        let asked = String::from_utf8_lossy(bytes);
        for (question, answer) in [("\x1b[6n", "\x1b[1;2R"), ("\x1b[c", "\x1b[?62;22c")] {
            if asked.contains(question) {
                self.keys.write_all(answer.as_bytes()).unwrap();
            }
        }
    }

    /// What is drawn of it, until the program has nothing left to do: what is worked out behind the
    /// first frame has its own.
    fn press(&mut self, keys: &str) -> Cost {
        self.rest();
        let worked = terminal::worked(&*self.child);
        let start = Instant::now();
        self.keys.write_all(keys.as_bytes()).unwrap();
        self.keys.flush().unwrap();
        let mut cost = Cost {
            first: Duration::ZERO,
            whole: Duration::ZERO,
            work: 0.0,
            bytes: 0,
            all_bytes: 0,
        };
        let (mut is_first, mut idle, mut done) = (true, 0, terminal::worked_by_all(&*self.child));
        while idle < IDLE {
            if let Ok((at, drawn)) = self.seen.recv_timeout(PAUSE) {
                self.screen.process(&drawn);
                if cost.all_bytes == 0 {
                    // What is worked out behind the first answer is not what the key waits for.
                    cost.work = terminal::worked(&*self.child) - worked;
                    cost.first = at.duration_since(start);
                }
                cost.all_bytes += drawn.len();
                if is_first {
                    cost.bytes = cost.all_bytes;
                }
                cost.whole = at.duration_since(start);
                idle = 0;
                continue;
            }
            is_first &= cost.all_bytes == 0;
            let now = terminal::worked_by_all(&*self.child);
            idle = if now - done < LITTLE { idle + 1 } else { 0 };
            done = now;
            assert!(
                start.elapsed() < PATIENCE,
                "{}",
                self.screen.screen().contents()
            );
        }
        cost
    }

    /// Waits until the program has nothing left to do.
    fn rest(&mut self) {
        let (mut idle, mut done) = (0, terminal::worked_by_all(&*self.child));
        while idle < IDLE {
            match self.seen.recv_timeout(PAUSE) {
                Ok((_, drawn)) => self.screen.process(&drawn),
                Err(_) => {
                    let now = terminal::worked_by_all(&*self.child);
                    idle = if now - done < LITTLE { idle + 1 } else { 0 };
                    done = now;
                }
            }
        }
    }

    /// Peak memory so far in KiB.
    fn peak(&self) -> u64 {
        terminal::peak(&*self.child)
    }

    fn quit(mut self) {
        self.keys.write_all(b"q").unwrap();
        self.child.wait().unwrap();
    }
}

fn is_drawn(screen: &str) -> bool {
    screen.contains("要求額")
}

/// Whether the count of documents that are there has gone from the top.
fn is_whole(screen: &str) -> bool {
    let top = screen.lines().next().unwrap_or_default();
    is_drawn(screen) && !top.contains('/')
}

fn millis(time: Duration) -> f64 {
    time.as_secs_f64() * 1000.0
}

fn starts(home: &Path, documents: usize, papers: &Path, one: &Path) {
    println!("| start | first frame ms | all there s | peak MiB |");
    println!("|---|---|---|---|");
    let (papers, one) = (papers.to_str().unwrap(), one.to_str().unwrap());
    let many = format!("{documents} documents");
    for (name, arguments) in [
        ("one document", &["--no-cache", one][..]),
        (&format!("{many}, parsed"), &["--no-cache", papers]),
        (&format!("{many}, parsed and kept"), &[papers]),
        (&format!("{many}, kept before"), &[papers]),
    ] {
        let mut session = Session::start(home, arguments);
        let first = session.until(is_drawn);
        let whole = session.until(is_whole);
        println!(
            "| {name} | {:.1} | {:.2} | {} |",
            millis(first),
            whole.as_secs_f64(),
            session.peak() / 1024
        );
        session.quit();
    }
}

/// What is pressed: its name, the keys that come before, the key itself, the keys that take it
/// back, and how often.
const KEYS: &[(&str, &str, &str, &str, usize)] = &[
    ("down, tree", "", "j", "", 100),
    ("page, tree", "", "\x1b[6~", "", 50),
    ("to the end, and back", "", "G", "g", 5),
    ("open level 6", "", "6", "1", 5),
    ("down, level 6", "6", "j", "", 100),
    ("page, level 6", "", "\x1b[6~", "", 50),
    ("level 1", "", "1", "6", 5),
    ("sort, level 1", "1", "s", "", 5),
    ("sort, level 6", "6", "s", "", 5),
    ("take out, put back", "1gjl", "-", "-", 3),
    ("findings", "", "!", "\x1b", 3),
    ("waterfall", "", "W", "\x1b", 10),
    ("icicle", "", ".", "..", 10),
    ("why", "", "w", "\x1b", 10),
    ("filter, its list", "", "f", "\x1b", 10),
    ("filter, one kind", "f", " ", "", 1),
    ("filter off", "\x1b", "\x1b", "", 1),
    ("table", "", "T", "T", 5),
    ("down, table", "T", "j", "", 100),
    ("page, table", "", "\x1b[6~", "", 50),
    ("sort, table", "", "s", "", 5),
    ("back to the tree", "", "T", "", 1),
    ("search, first letter", "/", "地", "\x7f", 5),
    ("search, second letter", "地", "域", "\x7f", 5),
    ("narrow to it", "域", "\t", "", 1),
    ("back", "", "\x1b", "", 1),
    ("place before", "gjjj:9999\x1b", "[", "]", 3),
];

fn keys(home: &Path, papers: &Path) {
    let mut session = Session::start(home, &[papers.to_str().unwrap()]);
    session.until(is_whole);
    session.press("g");
    println!("| key | first p50 ms | p99 | work p50 ms | p99 | whole p50 ms | p99 | bytes | all |");
    println!("|---|---|---|---|---|---|---|---|---|");
    for (name, before, key, after, times) in KEYS {
        for c in before.chars() {
            session.press(c.encode_utf8(&mut [0; 4]));
        }
        let mut costs = Vec::new();
        for _ in 0..*times {
            costs.push(session.press(key));
            for c in after.chars() {
                session.press(c.encode_utf8(&mut [0; 4]));
            }
        }
        let of = |each: fn(&Cost) -> f64, hundredths: usize| {
            let mut all: Vec<f64> = costs.iter().map(each).collect();
            all.sort_by(f64::total_cmp);
            let place = (all.len() * hundredths).div_ceil(100).saturating_sub(1);
            all.get(place).copied().unwrap_or_default()
        };
        let mut line = format!("| {name}");
        for each in [
            |cost: &Cost| millis(cost.first),
            |cost: &Cost| cost.work,
            |cost: &Cost| millis(cost.whole),
        ] {
            line += &format!(" | {:.1} | {:.1}", of(each, 50), of(each, 99));
        }
        let bytes = of(|cost| cost.bytes as f64, 50);
        let all = of(|cost| cost.all_bytes as f64, 50);
        println!("{line} | {bytes:.0} | {all:.0} |");
    }
    println!("\npeak {} MiB", session.peak() / 1024);
    session.quit();
}

fn main() {
    let words: Vec<String> = std::env::args().skip(1).collect();
    let number = words.iter().find_map(|word| word.parse().ok());
    let documents: usize = number.unwrap_or(200);
    let says = |wanted: &str| words.iter().any(|word| word == wanted);
    let away = tempfile::tempdir().unwrap();
    let kept = Path::new(env!("CARGO_TARGET_TMPDIR")).join("library");
    let home = if says("keep") { &*kept } else { away.path() };
    // Somebody has used the program before, so that it shows no hint of a first start.
    fs::create_dir_all(home.join("shisaku")).unwrap();
    let papers = folder(home, documents);
    let one = folder(home, 1);
    if !says("keys") {
        starts(home, documents, &papers, &one);
        println!();
    }
    keys(home, &papers);
}
