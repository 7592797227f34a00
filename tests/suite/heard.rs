//! Plain commands that answer in sentences (`--text`), and the reading mode in a pipe.

use crate::support::process;
use std::process::{Command, Stdio};

fn program(arguments: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_shisaku"));
    command.args(arguments).env_clear();
    command.env("LANG", "ja_JP.UTF-8").stdin(Stdio::null());
    command
}

/// Exit code and standard output.
#[track_caller]
fn run(arguments: &[&str]) -> (i32, String) {
    let output = program(arguments).output().unwrap();
    let text = String::from_utf8(output.stdout).unwrap();
    (output.status.code().unwrap(), text)
}

/// What `read` answers to typed lines, with that state directory.
#[track_caller]
fn read(state: &std::path::Path, typed: &str) -> String {
    process::read(state, &[], typed)
}

/// With `--text` plain commands answer in sentences, with the same figures.
#[test]
fn plain_commands_can_be_heard() {
    let heard = |arguments: &[&str]| {
        let (code, out) = run(&[&["--text"], arguments].concat());
        assert_eq!(code, 0, "{arguments:?}");
        for c in out.chars() {
            assert!(c == '\n' || !c.is_control(), "{c:?} in {out}");
            assert!(!"▲△−±├└│─【】".contains(c), "{c:?} in {out}");
        }
        out
    };
    let outline = heard(&["outline", "13"]);
    assert_eq!(
        outline.lines().count(),
        run(&["outline", "13"]).1.lines().count()
    );
    for line in outline.lines() {
        let address = line.trim_start();
        assert!(
            address.starts_with("第13章、") || address.starts_with("13の"),
            "{line}"
        );
    }
    let falls = heard(&["lines", "13", "--only", "decreased", "--sort", "change"]);
    assert!(falls.starts_with("第13章の予算、6件。\n"), "{falls}");
    assert!(
        falls.contains("13の3の1の予算1、消防防災施設災害復旧費補助金。3億2千万円。15億2千万円減、82.6パーセント減"),
        "{falls}"
    );
    // The years are named with the first line that has them.
    assert_eq!(falls.matches("令和2年度").count(), 1, "{falls}");
    assert_eq!(falls.matches("元年度より").count(), 1, "{falls}");
    let shown = heard(&["show", "13.3.1"]);
    assert!(shown.starts_with("13の3の1、被災地における消防防災施設の復旧への支援。\n"));
    assert!(
        shown.contains("元年度より18億4千万円減、81.8パーセント減。"),
        "{shown}"
    );
    let totals = heard(&["totals", "--by", "chapter"]);
    assert!(totals.contains("第13章、東日本大震災"), "{totals}");
    assert!(totals.contains("予算15件、合計17億3千万円。"), "{totals}");
    let hits = heard(&["search", "消防団加入促進広報"]);
    assert!(
        hits.starts_with("消防団加入促進広報の検索は、1件。\n"),
        "{hits}"
    );
    for line in heard(&["--width", "40", "lines", "13"]).lines() {
        assert!(shisaku::text::width(line) <= 40, "{line}");
    }
    let (code, out) = run(&["--text", "search", "kind:pillar 消防団"]);
    assert_eq!((code, out.as_str()), (1, ""));
    // What programs read stays as it is.
    let json = ["lines", "13", "--format", "json"];
    assert_eq!(run(&[&["--text"], &json[..]].concat()), run(&json));
}

#[test]
fn a_width_of_zero_leaves_lines_whole() {
    assert_eq!(
        run(&["--width", "0", "show", "14.2.3"]),
        run(&["show", "14.2.3"])
    );
    assert_eq!(run(&["--width", "5", "outline"]).0, 2);
}

/// A script starts at the top with everything as it is at first, whatever was done before; only
/// marks are shared with it.
#[test]
fn a_script_gets_the_same_answers_every_time() {
    let state = tempfile::tempdir().unwrap();
    let script = "open 13\nverbosity full\nbudget falls\n1\nwhere\n";
    let first = read(state.path(), script);
    assert!(
        !first.contains("> ") && !first.contains('\u{1b}'),
        "{first}"
    );
    assert_eq!(read(state.path(), script), first);
    assert_eq!(
        std::fs::read_dir(state.path()).unwrap().count(),
        0,
        "nothing to keep"
    );
    read(state.path(), "open 13\nmark\n");
    let marks = read(state.path(), "marks\nwhere\n");
    assert!(marks.contains("印は1件です。\n1、第13章、"), "{marks}");
    assert!(marks.contains("5部、20章"), "{marks}");
}
