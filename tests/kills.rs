//! Kills in the midst of writing, and disks that are really full. They take a while and run in
//! `.ci/run`.

#![cfg(unix)]
#![allow(
    clippy::unwrap_used,
    clippy::panic,
    reason = "a test stops at what it did not expect"
)]

mod support;

use std::fs;
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use support::process::{PROGRAM, Seeded, command, home, names, own_files, run, shell, typed};

const DOCUMENT: &str = "\
## 1 道路を直す

地域の道を直す

(1) 橋を架け替える工事の推進
本文です。

【予算】橋の架け替え事業 3.0億円（元年度 2.0億円）
";

/// How many programs are killed.
const KILLS: u64 = 200;

/// Longer than any of these commands takes.
const PATIENCE: Duration = Duration::from_secs(20);

fn is_draft(name: &str) -> bool {
    name.starts_with(".shisaku-")
}

/// Waits until the program has begun to write into the directory, or has ended, and kills it a
/// random moment later. Returns whether it was writing.
fn killed_while_writing(mut child: Child, directory: &Path, moment: Duration) -> bool {
    let start = Instant::now();
    let mut writing = false;
    while child.try_wait().unwrap().is_none() {
        assert!(start.elapsed() < PATIENCE, "it does not end");
        let seen = fs::read_dir(directory).into_iter().flatten();
        writing = seen
            .flatten()
            .any(|e| e.file_name().to_str().is_some_and(is_draft));
        if writing {
            std::thread::sleep(moment);
            break;
        }
    }
    // It may have ended by now.
    child.kill().unwrap();
    child.wait().unwrap();
    writing
}

/// A long export, a setting, and a mark, in turn.
fn writer(home: &Path, round: u64) -> Command {
    let line = match round % 3 {
        0 => "exec \"$SHISAKU\" export --file a.txt --format json --force -o out.json",
        1 if round.is_multiple_of(2) => "exec \"$SHISAKU\" config --set theme=dark",
        1 => "exec \"$SHISAKU\" config --set theme=light",
        _ => "printf '開く 1の1\\n印\\n印\\n次\\n前\\n' | exec \"$SHISAKU\" read --file a.txt",
    };
    let mut command = command(home, "/bin/sh", &["-c", line]);
    command.stdout(Stdio::null()).stderr(Stdio::null());
    command
}

#[test]
#[ignore = "a minute: 200 programs killed while they write"]
fn a_kill_in_the_midst_of_writing_leaves_whole_files() {
    let home = home(&[("a.txt", DOCUMENT)]);
    let place = home.path();
    let own = place.join("shisaku");
    assert!(
        run(place, &["config", "--set", "theme=dark"])
            .status
            .success()
    );
    let export = [
        "export", "--file", "a.txt", "--format", "json", "--force", "-o", "out.json",
    ];
    assert!(run(place, &export).status.success());
    let whole = fs::read(place.join("out.json")).unwrap();
    let kept = "開く 1の1の1\n印\n覚え書き 大事\n";
    typed(
        &mut command(place, PROGRAM, &["read", "--file", "a.txt"]),
        kept,
    );
    let mut seeded = Seeded(23);
    let mut writing = 0;
    for round in 0..KILLS {
        let child = writer(place, round).spawn().unwrap();
        let directory = if round % 3 == 0 { place } else { &own };
        let moment = Duration::from_micros(seeded.below(3_000));
        writing += u64::from(killed_while_writing(child, directory, moment));
        assert_eq!(fs::read(place.join("out.json")).unwrap(), whole, "{round}");
        let config = fs::read_to_string(own.join("config.toml")).unwrap();
        assert!(
            ["theme = \"dark\"\n", "theme = \"light\"\n"].contains(&config.as_str()),
            "{round}: {config}"
        );
        let state = own_files(place)
            .into_iter()
            .find(|f| f.extension().is_some_and(|e| e == "json"));
        let state = fs::read(state.unwrap()).unwrap();
        let state: serde_json::Value = serde_json::from_slice(&state).unwrap();
        let marks = state["marks"].as_array().unwrap();
        assert!(
            marks.iter().any(|mark| mark["address"] == "1.1.1"),
            "{round}: {marks:?}"
        );
    }
    // The next one sweeps up.
    assert!(
        run(place, &["config", "--set", "theme=dark"])
            .status
            .success()
    );
    assert!(run(place, &export).status.success());
    typed(
        &mut command(place, PROGRAM, &["read", "--file", "a.txt"]),
        "次\n前\n",
    );
    let left: Vec<String> = [names(place), names(&own)].concat();
    assert!(!left.iter().any(|name| is_draft(name)), "{left:?}");
    // Kills that come too late prove little.
    assert!(writing > KILLS / 3, "{writing} of {KILLS} were writing");
    println!("{KILLS} kills, {writing} of them in the midst of writing: all files whole");
}

#[test]
#[ignore = "mounts a small disk of its own: needs `unshare -rm`"]
fn a_small_disk_that_is_full_leaves_the_old_files_whole() {
    let home = home(&[("a.txt", DOCUMENT)]);
    fs::create_dir(home.path().join("disk")).unwrap();
    // 96 kB, on which the old files stand and which something else has filled.
    let script = "\
        mount -t tmpfs -o size=96k none disk && \
        export XDG_STATE_HOME=$PWD/disk XDG_CONFIG_HOME=$PWD/disk TMPDIR=$PWD/disk && \
        \"$SHISAKU\" config --set theme=dark && \
        printf '開く 1の1の1\\n印\\n' | \"$SHISAKU\" read --file a.txt && \
        for form in json jsonl csv markdown xlsx; do echo old > disk/out.$form; done && \
        cp -r disk before && \
        cat /dev/zero > disk/filler 2> /dev/null; \
        for form in json jsonl csv markdown xlsx; do \
            \"$SHISAKU\" export --format $form --force -o disk/out.$form; echo \"$form $?\"; \
        done; \
        \"$SHISAKU\" config --set yomi=true; echo \"config $?\"; \
        printf '開く 1の1\\n印\\n' | \"$SHISAKU\" read --file a.txt | grep -c '保存できません'; \
        rm disk/filler && diff -r before disk && ls -A disk disk/shisaku | grep -c '^\\.shisaku-'; \
        echo end";
    let line = format!("unshare -rm sh -c '{}'", script.replace('\'', "'\\''"));
    let output = shell(home.path(), &line);
    let said = String::from_utf8(output.stdout).unwrap();
    let refused = String::from_utf8(output.stderr).unwrap();
    for form in ["json", "jsonl", "csv", "markdown", "xlsx", "config"] {
        assert!(
            said.contains(&format!("\n{form} 3\n")),
            "{form}: {said}\n{refused}"
        );
    }
    // The mark that cannot be kept is told, nothing differs, nothing is left lying about.
    assert!(said.ends_with("\n1\n0\nend\n"), "{said}\n{refused}");
    println!("a full disk: 5 formats, settings and marks stay as they were");
}
