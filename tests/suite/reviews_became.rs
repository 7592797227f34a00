//! What became of requests, told of made-up sheets: sums, ends, later names, payees by year.

use std::process::Output;

use serde_json::{Value, json};

use crate::support::process;

const REQUEST: &str = "# 灯台省 令和2年度重点施策\n\n## 1 海\n\n海の安全\n\n## (1) 光\n\n";

/// A sheet; of each year: initial, spent, what is asked for, in million yen.
fn sheet(year: u16, number: u16, name: &str, money: &[(u16, f64, f64, f64)]) -> Value {
    let money: Vec<Value> = money
        .iter()
        .map(|(of, initial, spent, asked)| {
            if *of > year {
                return json!({"年度": of, "要求額": asked});
            }
            json!({"年度": of, "当初予算": initial, "予算計": initial, "執行額": spent})
        })
        .collect();
    json!({"公開年度": year, "事業名": name, "府省庁": "灯台省", "事業番号": number.to_string(),
        "開始年度": 2015, "予算": money})
}

fn run(lines: &str, sheets: &[Value], arguments: &[&str]) -> Output {
    let home = home(lines, sheets);
    process::run(home.path(), &[&[DOCUMENT, SHEETS], arguments].concat())
}

const DOCUMENT: &str = "request.txt";
const SHEETS: &str = "sheets.ndjson";

/// A home with a request of these lines, and these sheets.
fn home(lines: &str, sheets: &[Value]) -> tempfile::TempDir {
    let sheets: Vec<String> = sheets.iter().map(Value::to_string).collect();
    process::home(&[
        (DOCUMENT, &format!("{REQUEST}{lines}")),
        (SHEETS, &sheets.join("\n")),
    ])
}

fn out(output: &Output) -> String {
    String::from_utf8_lossy(&output.stdout).into_owned()
}

fn rows(lines: &str, sheets: &[Value]) -> Value {
    let output = run(lines, sheets, &["trace", "--all", "--format", "json"]);
    serde_json::from_slice(&output.stdout).unwrap()
}

/// The sheets of 2019 and 2021 of a programme that asked for 880 and had 850.
fn lighthouse(name: &str) -> [Value; 3] {
    [
        sheet(
            2019,
            1,
            name,
            &[
                (2018, 840.0, 830.0, 0.0),
                (2019, 850.0, 0.0, 0.0),
                (2020, 0.0, 0.0, 880.0),
            ],
        ),
        sheet(
            2020,
            1,
            name,
            &[
                (2019, 850.0, 845.0, 0.0),
                (2020, 870.0, 0.0, 0.0),
                (2021, 0.0, 0.0, 900.0),
            ],
        ),
        sheet(
            2021,
            1,
            name,
            &[
                (2020, 870.0, 860.0, 0.0),
                (2021, 890.0, 0.0, 0.0),
                (2022, 0.0, 0.0, 900.0),
            ],
        ),
    ]
}

const LINE: &str = "【予算】灯台の光の測定 8.8億円（元年度 8.5億円）\n\n";

#[test]
fn a_line_that_is_in_no_sum_takes_no_sheet_s_money_from_one_that_is() {
    let lines = format!("【予算】灯台の光の測定 8.8億円の内数（元年度 8.5億円の内数）\n\n{LINE}");
    for format in ["csv", "json", "jsonl"] {
        let output = run(
            &lines,
            &lighthouse("灯台の光の測定"),
            &["--lang", "ja", "trace", "--all", "--format", format],
        );
        let said = String::from_utf8_lossy(&output.stderr).into_owned();
        let last = said.lines().last().unwrap_or_default();
        let sums = "1行: 要求 8.8億円、当初予算 8.7億円、執行 8.6億円";
        assert!(last.contains(sums), "{format}: {said}{}", out(&output));
        assert!(!out(&output).contains(sums), "the rows are rows alone");
    }
    let output = run(
        &lines,
        &lighthouse("灯台の光の測定"),
        &["--lang", "ja", "trace", "--all"],
    );
    let told = out(&output);
    assert!(
        told.lines().last().unwrap().contains("執行 8.6億円"),
        "{told}"
    );
}

#[test]
fn what_has_neither_budget_nor_request_has_ended_for_trace_and_questions_alike() {
    let mut sheets = lighthouse("灯台の光の測定").to_vec();
    let none = &[
        (2020, 870.0, 860.0, 0.0),
        (2021, 890.0, 880.0, 0.0),
        (2022, 0.0, 0.0, 0.0),
        (2023, 0.0, 0.0, 0.0),
    ];
    sheets.push(sheet(2022, 1, "灯台の光の測定", none));
    assert_eq!(rows(LINE, &sheets)[0]["ended"], true);
    let told = out(&run(LINE, &sheets, &["--lang", "ja", "trace", "--all"]));
    assert!(told.contains("終了") && !told.contains("続いて"), "{told}");
    let asked = out(&run(
        LINE,
        &sheets,
        &["questions", "ended", "--format", "csv"],
    ));
    assert!(asked.contains("灯台の光の測定"), "{asked}");
    // The same sheet with a request goes on for both.
    sheets.pop();
    let on = &[
        (2021, 890.0, 880.0, 0.0),
        (2022, 0.0, 0.0, 0.0),
        (2023, 0.0, 0.0, 10.0),
    ];
    sheets.push(sheet(2022, 1, "灯台の光の測定", on));
    assert_eq!(rows(LINE, &sheets)[0]["ended"], false);
    let asked = out(&run(
        LINE,
        &sheets,
        &["questions", "ended", "--format", "csv"],
    ));
    assert!(!asked.contains("灯台の光の測定"), "{asked}");
}

#[test]
fn a_later_sheet_with_the_same_start_and_figures_is_the_renamed_one() {
    let later = |spent: f64| {
        let money = [
            (2020, 870.0, spent, 0.0),
            (2021, 890.0, 885.0, 0.0),
            (2022, 900.0, 0.0, 0.0),
            (2023, 0.0, 0.0, 910.0),
        ];
        sheet(2022, 7, "海上の明かりの品質", &money)
    };
    let mut sheets = lighthouse("灯台の光の測定").to_vec();
    sheets.push(later(860.0));
    let row = &rows(LINE, &sheets)[0];
    assert_eq!(
        (row["relation"].as_str(), row["ended"].as_bool()),
        (Some("same"), Some(false)),
        "{row}"
    );
    let told = out(&run(LINE, &sheets, &["--lang", "ja", "trace", "--all"]));
    assert!(told.contains("「海上の明かりの品質」にもあり"), "{told}");
    assert!(told.contains("2021: 8.9/8.85"), "{told}");
    // A budget year counts once.
    let sum = |sheets: &[Value]| {
        let home = home("", sheets);
        let arguments = [SHEETS, "--year", "2021", "totals", "--format", "json"];
        let output = process::run(home.path(), &arguments);
        let told: Value = serde_json::from_slice(&output.stdout).unwrap();
        told["request_total_oku"]
            .as_str()
            .unwrap_or_default()
            .to_owned()
    };
    assert_eq!(sum(&sheets), "8.9");
    // One figure that differs, and it is another programme.
    sheets.pop();
    sheets.push(later(861.0));
    assert_eq!(rows(LINE, &sheets)[0]["ended"], true);
    assert_eq!(sum(&sheets), "17.8");
}

#[test]
fn payees_are_told_with_their_year_and_are_those_of_the_year_shown() {
    let mut sheets = lighthouse("灯台の光の測定").to_vec();
    let money = &[
        (2021, 890.0, 880.0, 0.0),
        (2022, 900.0, 0.0, 0.0),
        (2023, 0.0, 0.0, 910.0),
    ];
    sheets.push(sheet(2022, 1, "灯台の光の測定", money));
    let paid = |name: &str| json!([{"グループ": "A", "支出先名": name, "支出額": 5.0}]);
    sheets[2]["支出先"] = paid("株式会社当年");
    sheets[3]["支出先"] = paid("株式会社翌年");
    let row = rows(LINE, &sheets)[0].clone();
    assert_eq!(row["payees"], json!(["株式会社当年"]), "{row}");
    assert_eq!(row["payees_year"], 2020);
    let told = out(&run(LINE, &sheets, &["--lang", "ja", "trace", "--all"]));
    assert!(told.contains("2020年度の支出先: 株式会社当年"), "{told}");
    // Blocks are paid out of blocks: one name has the money of its largest, wherever they stand.
    let block = |name: &str, paid: f64| json!({"グループ": "A", "支出先名": name, "支出額": paid});
    sheets[2]["支出先"] = json!([
        block("株式会社甲", 60.0),
        block("株式会社乙", 70.0),
        block("株式会社甲", 100.0),
        block("株式会社甲", 80.0)
    ]);
    let told = out(&run(LINE, &sheets, &["--lang", "ja", "trace", "--all"]));
    let payees = "2020年度の支出先: 株式会社甲 1億円、株式会社乙 0.7億円\n";
    assert!(told.contains(payees), "{told}");
}

#[test]
fn tables_without_money_say_which_one_is_missing() {
    let tables = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/data/reviews/");
    let money =
        std::fs::read_to_string(format!("{tables}2-1_RS_2024_予算・執行_サマリ.csv")).unwrap();
    let home = process::home(&[("heads.csv", money.lines().next().unwrap())]);
    let outline = format!("{tables}1-2_RS_2024_基本情報_事業概要等.csv");
    for (file, what) in [
        (outline.as_str(), "2-1 予算・執行_サマリ"),
        ("heads.csv", "見出し行だけ"),
    ] {
        let output = process::run(home.path(), &[file, "--lang", "ja", "totals"]);
        let said = String::from_utf8_lossy(&output.stderr).into_owned();
        assert!(said.contains(what) && !said.contains("0年度"), "{said}");
        assert_eq!(output.status.code(), Some(3), "{said}");
    }
}

#[test]
fn of_a_sum_of_sheets_a_figure_that_one_does_not_tell_is_not_known() {
    let one = &[(2019, 150.0, 0.0, 0.0), (2020, 0.0, 0.0, 200.0)];
    let other = &[(2019, 250.0, 0.0, 0.0), (2020, 0.0, 0.0, 300.0)];
    let later = &[
        (2019, 150.0, 149.0, 0.0),
        (2020, 180.0, 170.0, 0.0),
        (2021, 10.0, 0.0, 0.0),
    ];
    let sheets = [
        sheet(2019, 1, "灯台の改修（甲）", one),
        sheet(2019, 2, "灯台の改修（乙）", other),
        sheet(2021, 1, "灯台の改修（甲）", later),
    ];
    let line = "【予算】灯台の改修 5億円（元年度 4億円）\n\n";
    let row = &rows(line, &sheets)[0];
    assert_eq!(
        (&row["relation"], &row["grade"]),
        (&json!("sum"), &json!("sure"))
    );
    for key in ["granted_oku", "executed_oku"] {
        assert_eq!(row[key], Value::Null, "{key}");
    }
    // The one sheet that goes on still tells its own.
    assert_eq!(row["sheets"][1]["granted_oku"], "1.8");
    let told = out(&run(line, &sheets, &["--lang", "ja", "trace", "--all"]));
    assert!(told.contains("当初予算 不明、執行 不明"), "{told}");
    assert!(!told.contains("1.8億円"), "{told}");
}

#[test]
fn a_first_year_that_was_mended_by_one_is_that_of_the_same_programme() {
    // One name twice in the first year; of the later sheets one prints another first year.
    let begun = |year, number, start, money: &[(u16, f64, f64, f64)], office: &str| {
        let mut sheet = sheet(year, number, "灯台の改修", money);
        sheet["開始年度"] = json!(start);
        sheet["担当課室"] = json!(office);
        sheet
    };
    let asked = |yen| [(2019, 0.0, 0.0, 0.0), (2020, 0.0, 0.0, yen)];
    let had = |yen| {
        [
            (2019, 0.0, 0.0, 0.0),
            (2020, yen, 0.0, 0.0),
            (2021, 0.0, 0.0, 5.0),
        ]
    };
    let sheets = [
        begun(2019, 1, 2020, &asked(200.0), "甲課"),
        begun(2019, 2, 2020, &asked(300.0), "乙課"),
        begun(2020, 1, 2019, &had(180.0), "甲課"),
        begun(2020, 2, 2020, &had(290.0), "乙課"),
    ];
    let row = &rows("【予算】灯台の改修 5億円（元年度 0億円）\n\n", &sheets)[0];
    assert_eq!(
        (&row["relation"], &row["granted_oku"]),
        (&json!("sum"), &json!("4.7"))
    );
}

#[test]
fn by_ear_a_link_is_a_sentence_in_both_languages() {
    let sheets = lighthouse("灯台の光の測定（沿岸）");
    let line = "【予算】灯台の光の測定（沿岸） 8.8億円（元年度 8.5億円）\n\n";
    let said = |lang: &str| {
        let home = home(line, &sheets);
        let arguments = [DOCUMENT, SHEETS, "--lang", lang];
        process::read(home.path(), &arguments, "1.1.1#1\ntrace\nquit\n")
    };
    let english = "sure, same: 灯台の光の測定、沿岸, 灯台省 1. 2020: initial budget 870 million yen, spent 860 million yen. Goes on: it has a sheet of 2021.";
    assert!(said("en").contains(english), "{}", said("en"));
    let japanese = "確実、同じ事業、灯台の光の測定、沿岸、灯台省 1。2020年度の当初予算8億7千万円、執行8億6千万円。2021年のシートにもあり、続いています。";
    assert!(said("ja").contains(japanese), "{}", said("ja"));
}
