//! Every command of both READMEs, run as it is written there, and every key of the explorer, named
//! there.

#![cfg(unix)]

use std::collections::HashSet;
use std::path::Path;
use std::process::Command;

use crate::support::formats::{pdf, show, xlsx};
use crate::support::terminal::Session;

const READMES: [(&str, &str); 2] = [
    ("README.md", include_str!("../../README.md")),
    ("README.ja.md", include_str!("../../README.ja.md")),
];
const SEED: &str = include_str!("../../seeds/000_3bd7bf674129a828.txt");

/// What cargo does for a clone: the second is what runs this test, and the first and last build
/// the program again.
const OF_THE_CLONE: [&str; 3] = [
    "cargo run --release",
    "cargo test",
    "cargo install --path . --locked",
];

/// The lines of the blocks for a shell, without what is said behind `#`.
fn commands(readme: &str) -> Vec<String> {
    let blocks = readme.split("```sh\n").skip(1);
    let lines = blocks.flat_map(|b| b.split("```").next().unwrap_or("").lines());
    let typed = lines.map(|l| {
        l.split_once(" #")
            .map_or(
                l,
                |(typed, said)| {
                    if said.starts_with(' ') { typed } else { l }
                },
            )
            .trim()
            .to_owned()
    });
    typed.filter(|l| !l.is_empty()).collect()
}

/// A directory with the documents that the READMEs name.
fn documents(directory: &Path) {
    let earlier = SEED.replace(
        "関係人口創出・拡大事業 8.1億円",
        "関係人口創出・拡大事業 5.1億円",
    );
    assert_ne!(earlier, SEED);
    for name in ["this-year.md", "my-document.md", "a.md"] {
        std::fs::write(directory.join(name), SEED).unwrap();
    }
    for name in ["last-year.md", "b.md"] {
        std::fs::write(directory.join(name), &earlier).unwrap();
    }
    let page = [
        show(72.0, 720.0, 16.0, "令和8年度 予算の概要"),
        show(72.0, 690.0, 12.0, "1 ごみ減量"),
        show(
            72.0,
            670.0,
            10.5,
            "・生ごみ処理機補助事業 120百万円（100百万円）",
        ),
    ]
    .concat();
    std::fs::write(directory.join("budget.pdf"), pdf(&[page])).unwrap();
    let rows: [&[&str]; 3] = [
        &["令和8年度 主要事業一覧（単位：百万円）"],
        &["事業名", "要求額", "前年度"],
        &["見守り事業", "30", "20"],
    ];
    std::fs::write(directory.join("list.xlsx"), xlsx(&rows)).unwrap();
    let reviews = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/data/reviews/judgit.ndjson");
    let reviews = std::fs::read_to_string(reviews).unwrap();
    let reviews = reviews.replace("灯台の光の", "量子暗号の");
    std::fs::write(directory.join("judgit.ndjson"), reviews).unwrap();
    std::fs::create_dir(directory.join("papers")).unwrap();
    std::fs::write(directory.join("papers/one.md"), SEED).unwrap();
}

/// Does it take the whole terminal, or ask for lines?
fn stays(command: &str) -> Option<&'static str> {
    let words: Vec<&str> = command.split_whitespace().collect();
    match words.as_slice() {
        [_, "read"] => Some("q\r"),
        // The list of differences is closed first.
        [_, _, "questions"] => None,
        [_, "--compare", ..] => Some("qq"),
        [_, "--file" | "--a11y", ..] => Some("q"),
        [_, file, ..] if file.contains('.') => Some("q"),
        _ => None,
    }
}

#[test]
fn every_command_of_the_readmes_does_its_work() {
    let (mut done, mut staying) = (HashSet::new(), Vec::new());
    for (name, readme) in READMES {
        let all = commands(readme);
        assert!(all.len() > 20, "{name}: {all:?}");
        let home = tempfile::tempdir().unwrap();
        documents(home.path());
        // A report wants a mark.
        let mut marked = Session::start_in(home, 120, 40, &[]);
        marked.wait("総務省重点施策");
        marked.press("mq");
        let home = marked.left_behind();
        for command in all {
            if OF_THE_CLONE.contains(&command.as_str()) || !done.insert(command.clone()) {
                continue;
            }
            assert!(command.starts_with("shisaku "), "{name}: {command}");
            match stays(&command) {
                Some(leave) => staying.push((command, leave)),
                None => at_once(name, &command, home.path()),
            }
        }
    }
    // They wait more than they work, and each has a home of its own.
    std::thread::scope(|scope| {
        for (command, leave) in &staying {
            scope.spawn(|| in_a_terminal(command, leave));
        }
    });
}

fn at_once(name: &str, command: &str, home: &Path) {
    let output = Command::new("/bin/sh")
        .args(["-c", &format!("PATH=\"$OWN:$PATH\"; {command}")])
        .current_dir(home)
        .env_clear()
        .env(
            "OWN",
            Path::new(env!("CARGO_BIN_EXE_shisaku")).parent().unwrap(),
        )
        .env("PATH", "/usr/bin:/bin")
        .env("LANG", "ja_JP.UTF-8")
        .envs(["HOME", "XDG_STATE_HOME", "XDG_CONFIG_HOME"].map(|name| (name, home)))
        .output()
        .unwrap();
    let told = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{name}: {command}\n{told}");
    // Settings are written in silence, as files are; everything else answers.
    let silent = ["--set", "--unset", "-o ", "--clear"];
    let quiet = silent.iter().any(|word| command.contains(word));
    assert!(
        quiet || !output.stdout.is_empty(),
        "{name}: {command}\n{told}"
    );
}

fn in_a_terminal(command: &str, leave: &str) {
    let state = tempfile::tempdir().unwrap();
    documents(state.path());
    let line = format!("PATH=\"${{SHISAKU%/*}}:$PATH\"; {command}");
    let mut session = Session::start_shell(state, 120, 40, &line);
    let text = match command {
        "shisaku read" => "全体>",
        _ if command.contains("papers/") => "予算の概要",
        _ => "総務省重点施策",
    };
    session.wait(text);
    session.press(leave);
    assert_eq!(session.exit_code(), 0, "{command}");
}
