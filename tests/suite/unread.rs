//! Documents with slips in them: what is said of what could not be read. Names and conditions.

use std::process::{Command, Output};

fn run(arguments: &[&str]) -> Output {
    let home = tempfile::tempdir().unwrap();
    Command::new(env!("CARGO_BIN_EXE_shisaku"))
        .args(arguments)
        .env_clear()
        .env("LANG", "ja_JP.UTF-8")
        .env("HOME", home.path())
        .output()
        .unwrap()
}

fn stdout(arguments: &[&str]) -> String {
    let output = run(arguments);
    assert!(output.status.success(), "{output:?}");
    String::from_utf8(output.stdout).unwrap()
}

/// A document of which a mark and two amounts have a slip in them.
const SLIPS: &str = "# 令和2年度 重点施策\n\n## 1 港の章\n\n港のテーマ\n\n(1) 岸壁の施策\n\n\
【予算】 岸壁事業 1.0億円（元年度 0.5億円）\n\n【予算】 灯台事業 8.l億円（元年度 5.1億円）\n\n\
【予算】 航路事業 0.5億（元年度 0.4億円）\n\n【予箅】 防波堤事業 2.0億円（元年度 1.0億円）\n";

#[test]
fn what_has_sums_says_how_many_lines_could_not_be_read() {
    let directory = tempfile::tempdir().unwrap();
    let path = directory.path().join("slips.md");
    std::fs::write(&path, SLIPS).unwrap();
    let path = path.to_str().unwrap();
    for command in [
        &["totals"][..],
        &["lines"],
        &["outline"],
        &["export"],
        &["show", "1"],
        &["totals", "--format", "json"],
    ] {
        let output = run(&[&["--file", path], command].concat());
        assert_eq!(output.status.code(), Some(0), "{command:?}");
        let said = String::from_utf8_lossy(&output.stderr).into_owned();
        assert!(said.contains(&format!("{path}:11: ")), "{command:?} {said}");
        assert!(said.contains("3行") && said.contains("check"), "{said}");
        assert_eq!(said.lines().count(), 1, "{said}");
    }
    let output = run(&["--file", path, "search", "岸壁"]);
    assert!(output.stderr.is_empty());
    let output = run(&["check", path]);
    assert_eq!(output.status.code(), Some(1));
    let found = String::from_utf8(output.stdout).unwrap();
    for (line, what) in [
        (11, "error: unread-budget: 「8.l億円」"),
        (13, "error: unread-budget: 「0.5億」"),
        (15, "warning: unread-mark: 「【予箅】」"),
    ] {
        assert!(found.contains(&format!(":{line}: {what}")), "{found}");
    }
    assert!(run(&["totals"]).stderr.is_empty(), "all of it is read");
}

#[test]
fn names_are_sorted_by_their_reading() {
    let text = SLIPS
        .split("【予算】")
        .next()
        .map(|head| {
            let line = |name| format!("【予算】 {name}事業 1.0億円（元年度 0.5億円）\n\n");
            let names = ["消防", "ICT", "アジア", "医療", "地方", "サイバー"];
            names
                .iter()
                .fold(head.to_owned(), |all, name| all + &line(name))
        })
        .unwrap();
    let directory = tempfile::tempdir().unwrap();
    let path = directory.path().join("names.md");
    std::fs::write(&path, text).unwrap();
    let arguments = ["--file", path.to_str().unwrap(), "lines", "--sort", "name"];
    let sorted = stdout(&arguments);
    let names: Vec<&str> = sorted
        .lines()
        .skip(1)
        .filter_map(|line| line.split_whitespace().last())
        .collect();
    let wanted = ["ICT", "アジア", "医療", "サイバー", "消防", "地方"];
    assert_eq!(names, wanted.map(|name| format!("{name}事業")));
}

#[test]
fn the_conditions_of_a_query_are_those_of_the_filter() {
    let count = |arguments: &[&str]| stdout(arguments).lines().count();
    for (condition, only) in [
        ("内数", "within"),
        ("事項要求", "unspecified"),
        ("財投", "filp"),
    ] {
        let by_query = count(&["lines", "--query", condition]);
        assert_eq!(by_query, count(&["lines", "--only", only]), "{condition}");
        assert!(by_query > 1, "{condition}");
    }
    let incomparable = stdout(&["lines", "--query", "比較不可", "--format", "csv"]);
    assert!(incomparable.lines().count() > 1);
}

#[test]
fn the_reading_mode_says_at_its_start_what_could_not_be_read() {
    let directory = tempfile::tempdir().unwrap();
    let path = directory.path().join("slips.md");
    std::fs::write(&path, SLIPS).unwrap();
    let heard = stdout(&["--file", path.to_str().unwrap(), "read"]);
    let third = heard.lines().nth(2).unwrap_or_default();
    assert_eq!(
        third, "読み取れない金額が3行あり、合計に入っていません。",
        "{heard}"
    );
    let heard = stdout(&["read"]);
    assert!(!heard.contains("読み取れない"), "{heard}");
}

#[test]
fn a_setting_that_is_no_word_like_any_gets_no_suggestion() {
    let output = run(&["config", "--set", "nosuch=1"]);
    assert_eq!(output.status.code(), Some(2));
    let said = String::from_utf8(output.stderr).unwrap();
    assert!(said.contains("language, a11y"), "{said}");
    assert!(!said.contains("最も近い"), "{said}");
    let said = String::from_utf8(run(&["config", "--set", "langage=ja"]).stderr).unwrap();
    assert!(said.contains("最も近いのは「language」"), "{said}");
}

#[test]
fn a_document_without_budget_lines_is_told_so() {
    let directory = tempfile::tempdir().unwrap();
    let path = directory.path().join("words.txt");
    std::fs::write(&path, "ただの文章です。\n").unwrap();
    let path = path.to_str().unwrap();
    for command in [&["totals"][..], &["lines"], &["totals", "--format", "json"]] {
        let output = run(&[&["--file", path], command].concat());
        assert_eq!(output.status.code(), Some(1), "{command:?}");
        let said = String::from_utf8_lossy(&output.stderr).into_owned();
        assert!(said.contains("予算の行が見つかりません"), "{said}");
        assert_eq!(said.lines().count(), 1, "{said}");
    }
    let output = run(&["--file", path, "export", "--format", "jsonl"]);
    assert_eq!(output.status.code(), Some(0));
    assert!(String::from_utf8_lossy(&output.stderr).contains("予算の行が見つかりません"));
    // No finding of it is an error.
    let output = run(&["check", path]);
    assert_eq!(output.status.code(), Some(0));
    assert!(String::from_utf8_lossy(&output.stdout).contains("予算の行が見つかりません"));
    // A part without any is no such document.
    let document = directory.path().join("a.md");
    std::fs::write(
        &document,
        SLIPS.to_owned() + "\n## 2 空の章\n\n空のテーマ\n\n(1) 空の施策\n\n本文。\n",
    )
    .unwrap();
    let output = run(&["--file", document.to_str().unwrap(), "totals", "2"]);
    assert_eq!(output.status.code(), Some(0), "{output:?}");
}

#[test]
fn a_bad_byte_in_running_text_is_no_unread_money() {
    let directory = tempfile::tempdir().unwrap();
    let path = directory.path().join("a.md");
    let head = "# 令和3年度 重点施策\n\n## 1 防災\n\n消防\n\n## (1) 消防の強化\n\n本文の説明";
    let tail = "。\n\n【予算】乙 2.0億円（2年度 1.0億円）\n";
    std::fs::write(&path, [head.as_bytes(), b"\xff", tail.as_bytes()].concat()).unwrap();
    let path = path.to_str().unwrap();
    assert!(run(&["--file", path, "totals"]).stderr.is_empty());
    let said = stdout(&["check", path]);
    assert!(said.contains(":9: warning: damaged-letter: "), "{said}");
    assert!(!said.contains("合計に入っていない"), "{said}");
    let lines: Vec<&str> = said.lines().collect();
    assert!(lines[0].contains(":1: "), "in the order of lines: {said}");
}
