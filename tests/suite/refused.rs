//! What does not fit together is refused, and what is not there is not found, whatever the form.

use crate::support::process;

const PAPER: &str = "# 令和3年度 重点施策\n\n## 1 防災\n\n消防\n\n## (1) 消防\n\n【予算】甲 2.0億円（2年度 1.0億円）\n";

/// The exit code, and how many lines are on standard error.
fn code(arguments: &[&str]) -> (Option<i32>, usize) {
    let home = process::home(&[("a.md", PAPER), ("b.md", PAPER), ("s.ndjson", SHEET)]);
    let output = process::run(home.path(), arguments);
    let said = String::from_utf8(output.stderr).unwrap();
    (output.status.code(), said.lines().count())
}

/// One review sheet.
const SHEET: &str = include_str!("../data/reviews/judgit.ndjson");

#[test]
fn what_would_be_passed_over_is_refused_in_one_line() {
    for arguments in [
        &["chart", "14", "--with", "3"][..],
        &["--file", "a.md", "diff", "a.md", "b.md"],
        &["diff", "-", "-"],
        &["a.md", "check", "b.md"],
        &["a.md", "b.md", "check"],
        &["--year", "2020", "totals"],
        &["--column", "executed", "lines"],
        &["a.md", "s.ndjson", "lines"],
        &["totals", "14.1", "--by", "chapter"],
        &["totals", "14.1", "--by", "chapter", "--text"],
        &["chart", "14", "-o", "a.gif"],
    ] {
        assert_eq!(code(arguments), (Some(2), 1), "{arguments:?}");
    }
    for arguments in [
        &["diff", "a.md", "b.md"][..],
        &["a.md", "check"],
        &["totals", "14", "--by", "theme"],
        &["chart", "14", "--kind", "compare", "--with", "3"],
    ] {
        assert_eq!(code(arguments).0, Some(0), "{arguments:?}");
    }
}

#[test]
fn nothing_found_is_nothing_found_in_every_form() {
    for format in ["text", "json", "csv", "tsv", "markdown"] {
        let none = ["lines", "14.1.2", "--only", "filp", "--format", format];
        assert_eq!(code(&none), (Some(1), 1), "{format}");
    }
    let export = ["export", "14.1.2", "--only", "filp", "-o", "on.csv"];
    assert_eq!(code(&export), (Some(1), 1));
}

/// What is said on standard error, and the exit code.
fn said(arguments: &[&str]) -> (Option<i32>, String) {
    let home = process::home(&[("a.md", PAPER), ("s.ndjson", SHEET)]);
    let output = process::run(home.path(), arguments);
    let said = String::from_utf8(output.stderr).unwrap();
    (output.status.code(), said)
}

#[test]
fn a_message_points_to_what_mends_it() {
    for (arguments, code, mend) in [
        (&["totals", "a.md"][..], 2, "shisaku a.md …"),
        (&["read", "a.md"], 2, "shisaku a.md …"),
        (&["export", "-o", "none/x.csv"], 3, "フォルダーがありません"),
        (&["--unit", "ドル", "lines"], 2, "百万円"),
        (
            &["s.ndjson", "lines", "--column", "executed"],
            1,
            "--year 20",
        ),
    ] {
        let (found, said) = said(arguments);
        assert_eq!(found, Some(code), "{said}");
        assert!(said.contains(mend) && said.lines().count() == 1, "{said}");
        assert!(!said.contains(".tmp"), "{said}");
    }
    let (code, said) = said(&["help", "totals", "--lang", "en"]);
    assert_eq!((code, said.as_str()), (Some(0), ""));
}
