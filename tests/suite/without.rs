//! `--without`: what is taken out is in no sum, list or export of the plain commands, and every
//! one of them says so.

use std::process::{Command, Output, Stdio};

use rust_decimal::Decimal;
use shisaku::output::json::ExportJson;
use shisaku::output::rows::Row;
use shisaku::output::search::SearchJson;
use shisaku::output::totals::TotalsJson;

/// The tax money handed to municipalities: by far the largest line of the document.
const LARGEST: &str = "11.2.1#1";

fn run(arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_shisaku"))
        .args(arguments)
        .env_clear()
        .env("LANG", "ja_JP.UTF-8")
        .env("XDG_CONFIG_HOME", env!("CARGO_TARGET_TMPDIR"))
        .stdin(Stdio::null())
        .output()
        .unwrap()
}

#[track_caller]
fn stdout(arguments: &[&str]) -> String {
    let output = run(arguments);
    assert_eq!(output.status.code(), Some(0), "{arguments:?}: {output:?}");
    String::from_utf8(output.stdout).unwrap()
}

fn decimal(text: &str) -> Decimal {
    text.parse().unwrap()
}

fn totals(arguments: &[&str]) -> TotalsJson {
    let mut all = vec!["totals", "--format", "json"];
    all.extend(arguments);
    serde_json::from_str(&stdout(&all)).unwrap()
}

/// 億円 of plain requests that are no relistings.
fn sum<'a>(rows: impl IntoIterator<Item = &'a Row>) -> Decimal {
    let plain =
        |row: &&Row| row.request_kind == "amount" && !row.relisted && row.account == "general";
    let rows = rows.into_iter().filter(plain);
    rows.filter_map(|row| row.request_oku.as_deref().map(decimal))
        .sum()
}

#[test]
fn totals_are_less_what_is_taken_out() {
    let whole = totals(&[]);
    let out = totals(&[LARGEST]);
    let rest = totals(&["--without", LARGEST]);
    let request = |totals: &TotalsJson| decimal(&totals.figures.request_total_oku);
    assert_eq!(request(&rest), request(&whole) - request(&out));
    assert_eq!(rest.without, [LARGEST]);
    assert!(whole.without.is_empty());
    assert_eq!(
        rest.figures.counts.lines,
        whole.figures.counts.lines - out.figures.counts.lines
    );
    // Several at once, in either way of writing, and in groups.
    let several = ["--by", "chapter", "--without", "14", "--without", "3"];
    let listed = ["--by", "chapter", "--without", "14,3"];
    assert_eq!(totals(&several), totals(&listed));
    let groups = totals(&several).groups;
    let none: Vec<&str> = groups
        .iter()
        .filter(|group| group.figures.counts.lines == 0)
        .map(|group| group.id.as_str())
        .collect();
    assert!(none.contains(&"14") && none.contains(&"3"), "{none:?}");
    let groups: Decimal = groups
        .iter()
        .map(|group| decimal(&group.figures.request_total_oku))
        .sum();
    assert_eq!(groups, request(&totals(&several)));
    // The text says what it is of.
    let text = stdout(&["totals", "--without", LARGEST]);
    assert!(text.contains("5,665.4億円"), "{text}");
    assert!(text.contains("合計から除外: 「地方交付税"), "{text}");
    let csv = stdout(&["totals", "--format", "csv", "--without", LARGEST]);
    assert!(csv.lines().next().unwrap().ends_with(",without"), "{csv}");
    assert!(csv.trim_end().ends_with(",11.2.1#1"), "{csv}");
}

#[test]
fn every_form_of_the_lines_adds_up_to_the_same_and_says_what_is_missing() {
    let expected = decimal(&totals(&["--without", LARGEST]).figures.request_total_oku);
    let json: Vec<Row> = serde_json::from_str(&stdout(&[
        "lines",
        "--format",
        "json",
        "--without",
        LARGEST,
    ]))
    .unwrap();
    assert_eq!(sum(&json), expected);
    assert!(
        json.iter()
            .all(|row| row.without == Some(vec![LARGEST.to_owned()]))
    );
    let jsonl = stdout(&["export", "--format", "jsonl", "--without", LARGEST]);
    let rows: Vec<Row> = jsonl
        .lines()
        .map(|line| serde_json::from_str(line).unwrap())
        .collect();
    assert_eq!(rows, json);
    for command in ["lines", "export"] {
        let text = stdout(&[command, "--format", "csv", "--without", LARGEST]);
        let mut csv = csv::Reader::from_reader(text.as_bytes());
        assert_eq!(csv.headers().unwrap().iter().next_back(), Some("without"));
        let last: Vec<String> = csv
            .records()
            .map(|record| record.unwrap().iter().next_back().unwrap().to_owned())
            .collect();
        assert_eq!(last, vec![LARGEST; json.len()]);
    }
    let text = stdout(&["lines", "--without", LARGEST]);
    let last = text.lines().last().unwrap();
    assert!(last.starts_with("合計から除外: 「地方交付税"), "{last}");
    // Where nothing is taken out there is neither column nor field.
    assert!(!stdout(&["lines", "--format", "csv"]).contains(",without"));
    assert!(!stdout(&["lines", "--format", "json"]).contains("\"without\""));
    // With a query and a sort of lines.
    let both = [
        "lines", "--format", "json", "--query", "消防", "--only", "new",
    ];
    let all: Vec<Row> = serde_json::from_str(&stdout(&both)).unwrap();
    let less = [&both[..], &["--without", "14.1"]].concat();
    let less: Vec<Row> = serde_json::from_str(&stdout(&less)).unwrap();
    let rest: Vec<&str> = all
        .iter()
        .filter(|row| row.theme != "14.1")
        .map(|row| row.id.as_str())
        .collect();
    let less: Vec<&str> = less.iter().map(|row| row.id.as_str()).collect();
    assert!(!rest.is_empty() && rest.len() < all.len());
    assert_eq!(less, rest);
}

#[test]
fn the_tree_is_written_without_it() {
    let json = stdout(&["export", "--without", "14"]);
    let tree: ExportJson = serde_json::from_str(&json).unwrap();
    assert_eq!(tree.without, ["14"]);
    let chapters = tree.pillars.iter().flat_map(|pillar| &pillar.chapters);
    assert!(chapters.clone().all(|chapter| chapter.number != 14));
    assert_eq!(chapters.count(), 19);
    let markdown = stdout(&["export", "--format", "markdown", "--without", LARGEST]);
    assert!(
        markdown.contains("\n- 合計から除外: 「地方交付税"),
        "{markdown}"
    );
    assert!(markdown.contains("*5,665.4億円"), "{markdown}");
}

#[test]
fn hits_that_are_taken_out_are_not_found() {
    let found = |without: &[&str]| -> SearchJson {
        let all = [
            &["search", "消防", "--limit", "500", "--format", "json"][..],
            without,
        ];
        serde_json::from_str(&stdout(&all.concat())).unwrap()
    };
    let (all, less) = (found(&[]), found(&["--without", "14"]));
    let there = |id: &str| id == "14" || id.starts_with("14.");
    assert!(all.hits.iter().any(|hit| there(&hit.id)));
    assert!(!less.hits.is_empty() && !less.hits.iter().any(|hit| there(&hit.id)));
    assert_eq!(less.total, less.hits.len());
    assert_eq!(less.without, ["14"]);
}

#[test]
fn a_sum_of_some_lines_is_not_held_against_the_printed_one() {
    let home = tempfile::tempdir().unwrap();
    let path = home.path().join("a.md");
    let text = "# 予算\n\n## 1 港湾 15億円\n\n・岸壁の改修 12億円（10億円）\n・灯台 3億円（5億円）\n計 15億円\n";
    std::fs::write(&path, text).unwrap();
    let printed = |more: &[&str]| totals(&[&["--file", path.to_str().unwrap()], more].concat());
    assert_eq!(printed(&[]).figures.agrees, Some(true));
    let some = printed(&["--without", "1.1.1#2"]).figures;
    assert_eq!((some.printed_oku, some.agrees), (None, None));
}

#[test]
fn the_ear_is_told_the_same_sum() {
    let text = stdout(&["totals", "--text", "--without", LARGEST]);
    assert!(
        text.contains("5,665億4千万円") || text.contains("5665億4000万円"),
        "{text}"
    );
    assert!(text.contains("を除いた合計です。"), "{text}");
    let text = stdout(&["totals", "11", "--text", "--without", LARGEST]);
    assert!(text.contains("合計できる予算はありません。"), "{text}");
    assert!(text.contains("を除いた合計です。"), "{text}");
    let text = stdout(&["totals", "14", "--text", "--without", "14"]);
    assert!(text.contains("合計から除いています。"), "{text}");
    for command in [["lines", "--query"], ["search", "--limit=3"]] {
        let text = stdout(&[&command[..], &["消防", "--text", "--without", "14"]].concat());
        assert!(text.trim_end().ends_with("を除いています。"), "{text}");
        assert!(
            text.lines().last().unwrap().starts_with("第14章、"),
            "{text}"
        );
    }
}

#[test]
fn what_cannot_be_taken_out_is_said() {
    for (address, code) in [(".", 2), ("99", 1), ("nonsense", 2)] {
        let output = run(&["totals", "--without", address]);
        assert_eq!(output.status.code(), Some(code), "{address}");
        let said = String::from_utf8(output.stderr).unwrap();
        assert_eq!(said.lines().count(), 1, "{said}");
    }
}

#[test]
fn a_question_is_answered_without_it() {
    let arguments = ["--without", "14", "--format", "json"];
    let asked = [&["search", "消防の予算はいくら"][..], &arguments].concat();
    let found: SearchJson = serde_json::from_str(&stdout(&asked)).unwrap();
    let answer = found.answer.unwrap();
    let rows = [&["lines", "--query", "消防"][..], &arguments].concat();
    let rows: Vec<Row> = serde_json::from_str(&stdout(&rows)).unwrap();
    assert_eq!(decimal(&answer.request_total_oku), sum(&rows));
    assert!(answer.lines.iter().all(|line| !line.starts_with("14.")));
    let text = stdout(&["search", "消防の予算はいくら", "--without", "14"]);
    assert!(
        text.contains("要求額の合計") && text.contains("合計から除外"),
        "{text}"
    );
}
