//! One programme, one year, one source: what two sources or two sheets tell of one programme counts once.

use std::fmt::Write as _;
use std::path::Path;
use std::process::Output;

use serde_json::{Value, json};

use crate::support::process;

const HEAD: &str = "シート種別,事業年度,予算事業ID,事業名,府省庁の建制順,政策所管府省庁,府省庁,局・庁,部,課,室,班,係,予算年度,当初予算（合計）,補正予算（合計）,前年度からの繰越し（合計）,予備費等（合計）,計（歳出予算現額合計）,執行額（合計）,執行率,翌年度への繰越し(合計）,翌年度要求額（合計）";

/// Million yen of a budget year: year, initial, spent, asked for.
type Year = (u16, i64, i64, i64);

/// A sheet of the RS system as rows of 2-1.
fn rs(sheet_year: u16, id: u32, (ministry, name): (&str, &str), years: &[Year]) -> String {
    let mut rows = String::new();
    for (year, initial, spent, asked) in years {
        writeln!(
            rows,
            "レビューシート,{sheet_year},{id},{name},1,{ministry},{ministry},航路局,,,,,,{year},{initial}000000,0,0,0,{initial}000000,{spent}000000,,0,{asked}000000.0"
        )
        .unwrap();
    }
    rows
}

/// The same of JUDGIT.
fn judgit(sheet_year: u16, number: u16, (ministry, name): (&str, &str), years: &[Year]) -> Value {
    let mut money: Vec<Value> = Vec::new();
    for (year, initial, spent, asked) in years {
        money.push(json!({"年度": year, "当初予算": initial, "予算計": initial, "執行額": spent}));
        if *year == sheet_year {
            money.push(json!({"年度": year + 1, "要求額": asked}));
        }
    }
    json!({"公開年度": sheet_year, "事業名": name, "府省庁": ministry, "事業番号": number.to_string(),
        "開始年度": 2010, "担当課室": "灯台課", "予算": money})
}

fn run(folder: &Path, files: &[&str], arguments: &[&str]) -> Output {
    process::run(folder, &[files, arguments].concat())
}

/// A folder with `rs.csv` and `judgit.ndjson`.
fn folder(rs: &[String], judgit: &[Value]) -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(
        folder.path().join("rs.csv"),
        format!("{HEAD}\n{}", rs.concat()),
    )
    .unwrap();
    let sheets: Vec<String> = judgit.iter().map(Value::to_string).collect();
    std::fs::write(folder.path().join("judgit.ndjson"), sheets.join("\n")).unwrap();
    folder
}

/// Programmes and initial budget of a year, and what was said.
fn sums(folder: &Path, files: &[&str], year: u16) -> (u64, String, String) {
    let year = year.to_string();
    let arguments = [
        "totals", "--by", "pillar", "--year", &year, "--format", "json", "--lang", "ja",
    ];
    let output = run(folder, files, &arguments);
    let told = String::from_utf8_lossy(&output.stderr).into_owned();
    assert!(output.status.success(), "{told}");
    let value: Value = serde_json::from_slice(&output.stdout).unwrap();
    let total = &value["total"];
    let initial = total["initial_oku"].as_str().unwrap().to_owned();
    (total["programmes"].as_u64().unwrap(), initial, told)
}

const SEA: &str = "灯台省";

/// Sheets of 2022 and 2023. Number 31 of 2022 had 110 million yen; that of 2023 is another programme, which tells 75 million of it
/// as its own money of 2022.
fn cut_anew() -> Vec<Value> {
    let others = |year: u16| {
        (1..25).map(move |n| {
            let money = [(year - 1, 10, 9, 0), (year, 11, 0, 12)];
            judgit(year, n, (SEA, &format!("灯台{n}号の維持")), &money)
        })
    };
    let mut sheets: Vec<Value> = others(2022).chain(others(2023)).collect();
    sheets.push(judgit(
        2022,
        31,
        (SEA, "航路の案内"),
        &[(2021, 100, 95, 0), (2022, 110, 0, 120)],
    ));
    sheets.push(judgit(
        2023,
        31,
        (SEA, "光の整備"),
        &[(2022, 75, 71, 0), (2023, 80, 0, 0)],
    ));
    sheets
}

#[test]
fn both_sources_of_one_year_count_as_one() {
    let big: [Year; 3] = [
        (2021, 500, 490, 0),
        (2022, 510, 500, 0),
        (2023, 520, 0, 530),
    ];
    let small: [Year; 3] = [(2021, 70, 60, 0), (2022, 71, 61, 0), (2023, 72, 0, 73)];
    let horn: [Year; 3] = [(2021, 30, 29, 0), (2022, 31, 30, 0), (2023, 32, 0, 33)];
    let chart: [Year; 3] = [(2021, 11, 10, 0), (2022, 12, 11, 0), (2023, 13, 0, 14)];
    let revised: [Year; 3] = [(2021, 11, 10, 0), (2022, 19, 11, 0), (2023, 13, 0, 14)];
    let gone: [Year; 3] = [(2021, 7, 6, 0), (2022, 8, 7, 0), (2023, 9, 0, 9)];
    let older: [Year; 3] = [(2020, 6, 5, 0), (2021, 7, 6, 0), (2022, 8, 7, 8)];
    let folder = folder(
        &[
            rs(2023, 1, (SEA, "灯台の維持"), &big),
            rs(2023, 2, (SEA, "灯台の維持"), &small),
            rs(2023, 3, (SEA, "音による案内"), &horn),
            rs(2023, 4, (SEA, "航路の測量"), &chart),
        ],
        &[
            // A name twice, the other way round; another name with the same figures; other figures, one name.
            judgit(2023, 1, (SEA, "灯台の維持"), &small),
            judgit(2023, 2, (SEA, "灯台の維持"), &big),
            judgit(2023, 3, (SEA, "霧笛の維持"), &horn),
            judgit(2023, 4, (SEA, "航路の測量"), &revised),
            // In no way one of those, but the RS system has all sheets of the year.
            judgit(2022, 5, (SEA, "海図の刊行"), &older),
            judgit(2023, 5, (SEA, "海図の刊行"), &gone),
        ],
    );
    for year in [2021, 2022, 2023] {
        let (alone, initial, _) = sums(folder.path(), &["rs.csv"], year);
        let (programmes, both, told) = sums(folder.path(), &["rs.csv", "judgit.ndjson"], year);
        assert_eq!((programmes, &both), (alone, &initial), "{year}");
        let line = told.lines().find(|line| line.contains("海図の刊行"));
        assert!(
            line.is_some_and(|line| line.contains("2021～2023年度")),
            "{told}"
        );
    }
    // What JUDGIT alone tells stays.
    let (programmes, initial, _) = sums(folder.path(), &["rs.csv", "judgit.ndjson"], 2020);
    assert_eq!((programmes, initial.as_str()), (1, "0.06"));
    let asked = ["questions", "falls", "--format", "json"];
    let output = run(folder.path(), &["rs.csv", "judgit.ndjson"], &asked);
    assert!(!String::from_utf8_lossy(&output.stdout).contains("海図"));
}

#[test]
fn what_was_split_counts_where_it_went() {
    let whole: [Year; 4] = [
        (2020, 151, 135, 0),
        (2021, 155, 140, 0),
        (2022, 156, 141, 0),
        (2023, 157, 0, 158),
    ];
    let centre: [Year; 5] = [
        (2021, 120, 110, 0),
        (2022, 121, 111, 0),
        (2023, 122, 112, 0),
        (2024, 123, 113, 0),
        (2025, 124, 0, 125),
    ];
    let coast: [Year; 5] = [
        (2021, 35, 30, 0),
        (2022, 35, 30, 0),
        (2023, 35, 30, 0),
        (2024, 35, 30, 0),
        (2025, 35, 0, 35),
    ];
    let folder = folder(
        &[
            rs(2025, 1, (SEA, "灯台の教育（本庁）"), &centre),
            rs(2025, 2, (SEA, "灯台の教育（沿岸）"), &coast),
        ],
        &[judgit(2023, 1, (SEA, "灯台の教育"), &whole)],
    );
    let files = ["rs.csv", "judgit.ndjson"];
    let figure = |year| {
        let (programmes, initial, _) = sums(folder.path(), &files, year);
        (programmes, initial)
    };
    assert_eq!(figure(2020), (1, "1.51".to_owned()));
    assert_eq!(figure(2021), (2, "1.55".to_owned()));
    assert_eq!(figure(2023), (2, "1.57".to_owned()));
    // Tree, lists and rows agree.
    let arguments = ["totals", "--year", "2022", "--format", "json"];
    let output = run(folder.path(), &files, &arguments);
    let value: Value = serde_json::from_slice(&output.stdout).unwrap();
    assert_eq!(value["request_total_oku"], "1.56");
    let output = run(folder.path(), &files, &["export", "--format", "jsonl"]);
    let rows = String::from_utf8(output.stdout).unwrap();
    let rows: Vec<Value> = rows
        .lines()
        .map(|row| serde_json::from_str(row).unwrap())
        .collect();
    let of_2022 = rows.iter().filter(|row| row["year"] == 2022);
    assert_eq!(of_2022.count(), 2);
    let whole: Vec<_> = rows
        .iter()
        .filter(|row| row["source"] == "JUDGIT")
        .map(|row| (row["year"].clone(), row["sheet_year"].clone()))
        .collect();
    assert_eq!(whole, [(json!(2020), json!(2023))]);
}

#[test]
fn what_was_cut_anew_counts_in_the_sheets_of_the_time() {
    // A ministry's sheets of two years; the work of one goes on in two whose names and figures do not tell it.
    let others = |year: u16| {
        (1..25).map(move |n| {
            let money = [(year - 1, 10, 9, 0), (year, 11, 0, 12)];
            judgit(year, n, (SEA, &format!("灯台{n}号の維持")), &money)
        })
    };
    let before: [Year; 2] = [(2020, 100, 95, 0), (2021, 110, 0, 120)];
    let light: [Year; 3] = [(2020, 70, 66, 0), (2021, 75, 71, 0), (2022, 80, 0, 0)];
    let sound: [Year; 3] = [(2020, 25, 21, 0), (2021, 40, 36, 0), (2022, 45, 0, 0)];
    // It began with money that came in the course of the year.
    let begun: [Year; 2] = [(2021, 0, 50, 0), (2022, 60, 0, 0)];
    let mut sheets: Vec<Value> = others(2021).chain(others(2022)).collect();
    sheets.push(judgit(2021, 31, (SEA, "航路の案内"), &before));
    sheets.push(judgit(2022, 31, (SEA, "光の整備"), &light));
    sheets.push(judgit(2022, 32, (SEA, "霧笛の更新"), &sound));
    sheets.push(judgit(2022, 33, (SEA, "緊急の対応"), &begun));
    let folder_of = |sheets: &[Value]| folder(&[], sheets);
    let whole = folder_of(&sheets);
    let files = ["judgit.ndjson"];
    let initial = |folder: &tempfile::TempDir, year| sums(folder.path(), &files, year).1;
    // 24 others with 0.1 and 0.11, and each year the one or the two.
    assert_eq!(initial(&whole, 2020), "3.4");
    assert_eq!(initial(&whole, 2021), "3.5");
    assert_eq!(initial(&whole, 2022), "4.49");
    let (_, _, told) = sums(whole.path(), &files, 2021);
    assert!(
        told.contains("など2事業") && told.contains("2020～2021年度"),
        "{told}"
    );
    // What was spent in the year of the older sheets only the later ones tell.
    let executed = |year: &str| {
        let arguments = [
            "totals", "--by", "pillar", "--year", year, "--format", "json",
        ];
        let output = run(whole.path(), &files, &arguments);
        let value: Value = serde_json::from_slice(&output.stdout).unwrap();
        value["total"]["executed_oku"].as_str().unwrap().to_owned()
    };
    assert_eq!(executed("2020"), "3.11");
    assert_eq!(executed("2021"), "3.73");
    // A few sheets that somebody picked out are not all of the time.
    let picked = folder_of(&sheets[40..]);
    assert_eq!(initial(&picked, 2020), "1.95");
}

#[test]
fn a_row_names_the_sheet_that_its_figures_are_from() {
    let first: [Year; 2] = [(2019, 10, 9, 0), (2020, 11, 0, 12)];
    let second: [Year; 3] = [(2020, 11, 10, 0), (2021, 12, 11, 0), (2022, 13, 0, 14)];
    let third: [Year; 2] = [(2022, 13, 12, 0), (2023, 14, 0, 15)];
    let moved = ("鳥類庁", "渡り鳥の観測");
    let folder = folder(
        &[rs(2023, 9, moved, &third)],
        &[
            judgit(2020, 1, (SEA, "渡り鳥の観測"), &first),
            judgit(2022, 1, (SEA, "渡り鳥の観測"), &second),
        ],
    );
    let files = ["rs.csv", "judgit.ndjson"];
    let output = run(folder.path(), &files, &["export", "--format", "jsonl"]);
    let rows = String::from_utf8(output.stdout).unwrap();
    let told: Vec<_> = rows
        .lines()
        .map(|row| {
            let row: Value = serde_json::from_str(row).unwrap();
            let text = |name: &str| row[name].as_str().unwrap().to_owned();
            (
                row["year"].as_u64().unwrap(),
                format!("{} {}", text("source"), row["sheet_year"]),
                text("ministry"),
            )
        })
        .collect();
    let expected = [
        (2019, "JUDGIT 2020", SEA),
        (2020, "JUDGIT 2022", SEA),
        (2021, "JUDGIT 2022", SEA),
        (2022, "RS 2023", "鳥類庁"),
        (2023, "RS 2023", "鳥類庁"),
    ];
    let expected = expected.map(|(year, by, of)| (year, by.to_owned(), of.to_owned()));
    assert_eq!(told, expected);
    // The sums of a year are by the same ministry.
    let arguments = [
        "totals", "--by", "pillar", "--year", "2022", "--format", "json",
    ];
    let output = run(folder.path(), &files, &arguments);
    let value: Value = serde_json::from_slice(&output.stdout).unwrap();
    assert_eq!(value["pillars"][0]["ministry"], "鳥類庁");
}

#[test]
fn questions_are_asked_of_the_year_that_is_named() {
    let years: [Year; 4] = [
        (2020, 10, 2, 0),
        (2021, 10, 9, 0),
        (2022, 10, 9, 20),
        (2023, 10, 0, 10),
    ];
    let folder = folder(&[rs(2023, 1, (SEA, "灯台の維持"), &years)], &[]);
    let asked = |arguments: &[&str]| -> Value {
        let all = [&["questions", "--format", "json"], arguments].concat();
        let output = run(folder.path(), &["rs.csv"], &all);
        serde_json::from_slice(&output.stdout).unwrap()
    };
    assert_eq!(asked(&["unspent"])[0]["total"], 0);
    let then = asked(&["unspent", "--year", "2021"]);
    assert_eq!(
        (&then[0]["total"], &then[0]["year"]),
        (&json!(1), &json!(2021))
    );
    assert_eq!(then[0]["answers"][0]["year"], 2020);
    assert_eq!(asked(&["rises", "--year", "2022"])[0]["total"], 1);
    // A placeholder of 10,000 yen is not nothing, and a difference is that of the two beside it.
    let mut little = judgit(2023, 2, (SEA, "浮標の更新"), &[(2023, 0, 0, 314)]);
    little["予算"][0]["当初予算"] = json!(0.01);
    let little = self::folder(&[], &[little]);
    let arguments = ["questions", "rises", "--lang", "ja"];
    let output = run(little.path(), &["judgit.ndjson"], &arguments);
    let told = String::from_utf8(output.stdout).unwrap();
    let figures = "当初予算 0.0001億円 翌年度要求額 3.14億円 +3.1399億円";
    assert!(told.contains(figures), "{told}");
    assert_eq!(asked(&["rises"])[0]["total"], 0);
}

#[test]
fn labels_name_the_figure_and_its_year() {
    let years: [Year; 3] = [(2021, 10, 8, 0), (2022, 12, 9, 0), (2023, 14, 0, 10)];
    let folder = folder(&[rs(2023, 1, (SEA, "灯台の維持"), &years)], &[]);
    let said = |lang: &str, arguments: &[&str]| {
        let all = [&["--lang", lang, "--year", "2022"], arguments].concat();
        let output = run(folder.path(), &["rs.csv"], &all);
        assert!(output.status.success(), "{arguments:?}");
        String::from_utf8(output.stdout).unwrap()
    };
    let commands: [&[&str]; 5] = [
        &["totals"],
        &["totals", "--by", "theme"],
        &["show", "1.1.1"],
        &["lines"],
        &["lines", "--format", "markdown"],
    ];
    for command in commands {
        for (column, ja, en) in [
            ("executed", "執行額", "executed"),
            ("initial", "当初予算", "initial budget"),
        ] {
            let command = [command, &["--column", column]].concat();
            let told = said("ja", &command);
            assert!(
                told.contains(&format!("2022年度 {ja}")),
                "{command:?} {told}"
            );
            assert!(
                told.contains(&format!("2021年度 {ja}")),
                "{command:?} {told}"
            );
            let others = ["要求額の合計", "要求 億円", "要求（", "要求:", "前年度"];
            let is_none = others.iter().all(|word| !told.contains(word));
            assert!(is_none, "{command:?} {told}");
            let told = said("en", &command);
            assert!(told.contains(&format!("2022 {en}")), "{command:?} {told}");
            assert!(told.contains(&format!("2021 {en}")), "{command:?} {told}");
            assert!(!told.to_lowercase().contains("total request"), "{told}");
        }
    }
    // Tables to hand on have the rate.
    let table = said(
        "ja",
        &["lines", "--format", "markdown", "--column", "executed"],
    );
    assert!(
        table.contains("| 執行率 |") && table.contains("| 75.0% |"),
        "{table}"
    );
    let text = said(
        "ja",
        &["export", "--format", "markdown", "--column", "executed"],
    );
    assert!(text.contains("執行率 75.0%"), "{text}");
}

#[test]
fn without_sheets_the_option_that_names_them_is_told() {
    let folder = tempfile::tempdir().unwrap();
    let asked: [&[&str]; 3] = [&["trace", "--all"], &["similar", "灯台"], &["questions"]];
    for command in asked {
        for lang in ["ja", "en"] {
            let output = run(folder.path(), &[], &[command, &["--lang", lang]].concat());
            let told = String::from_utf8(output.stderr).unwrap();
            assert_eq!(output.status.code(), Some(2), "{told}");
            assert!(output.stdout.is_empty());
            assert!(
                told.lines().count() == 1 && told.contains("--data FILE"),
                "{told}"
            );
        }
    }
}

#[test]
fn what_begins_with_the_data_is_not_new() {
    let old: [Year; 3] = [(2021, 10, 8, 0), (2022, 12, 9, 0), (2023, 14, 0, 10)];
    let young: [Year; 2] = [(2022, 5, 4, 0), (2023, 6, 0, 7)];
    let gone: [Year; 1] = [(2022, 3, 3, 0)];
    let folder = folder(
        &[
            rs(2023, 1, (SEA, "灯台の維持"), &old),
            rs(2023, 2, (SEA, "霧笛の整備"), &young),
            rs(2023, 3, (SEA, "浮標の塗装"), &gone),
        ],
        &[],
    );
    let new = |year: &str| {
        let arguments = ["lines", "--only", "new", "--year", year, "--format", "csv"];
        let output = run(folder.path(), &["rs.csv"], &arguments);
        String::from_utf8(output.stdout).unwrap()
    };
    assert!(!new("2021").contains("灯台"), "{}", new("2021"));
    assert!(new("2022").contains("霧笛の整備") && !new("2022").contains("灯台"));
    // What of the year before is in no change is said.
    let arguments = ["totals", "--year", "2023", "--lang", "ja"];
    let output = run(folder.path(), &["rs.csv"], &arguments);
    let told = String::from_utf8(output.stdout).unwrap();
    assert!(
        told.contains("2022年度 当初予算だけが分かる事業の0.03億円"),
        "{told}"
    );
    // The same of a heading, and by ear.
    let arguments = ["totals", "I", "--year", "2023", "--lang", "ja"];
    let output = run(folder.path(), &["rs.csv"], &arguments);
    let told = String::from_utf8(output.stdout).unwrap();
    assert!(told.contains("だけが分かる事業の0.03億円"), "{told}");
    let arguments = ["--text", "show", "I", "--year", "2023", "--lang", "ja"];
    let output = run(folder.path(), &["rs.csv"], &arguments);
    let told = String::from_utf8(output.stdout).unwrap();
    assert!(
        told.contains("2022年度にだけここに額がある事業の300万円は、増減に入れません。"),
        "{told}"
    );
}

#[test]
fn data_is_no_document_and_is_never_replaced() {
    let sheet = judgit(2021, 1, ("架空省", "架空灯台の改修"), &[(2021, 5, 4, 6)]);
    let folder = folder(&[], &[sheet]);
    let place = folder.path();
    let other = place.join("other.ndjson");
    std::fs::copy(place.join("judgit.ndjson"), &other).unwrap();
    let before = std::fs::read(&other).unwrap();
    let other = other.to_str().unwrap();
    let refused = |files: &[&str], arguments: &[&str], why: &str| {
        let output = run(place, files, arguments);
        let line = String::from_utf8(output.stderr).unwrap();
        assert_eq!(output.status.code(), Some(2), "{arguments:?}: {line}");
        assert!(line.contains(why), "{line}");
        assert!(output.stdout.is_empty(), "{arguments:?}");
    };
    refused(&["judgit.ndjson"], &["check"], "行政事業レビュー");
    refused(&[], &["check", other], "行政事業レビュー");
    refused(&[], &["diff", other, other], "行政事業レビュー");
    // The second file is as safe as the first.
    let over = ["export", "--format", "jsonl", "-o", other, "--force"];
    refused(&["judgit.ndjson", "other.ndjson"], &over, "読んでいる文書");
    assert_eq!(std::fs::read(other).unwrap(), before);
}

#[test]
fn zeros_of_a_newer_sheet_take_no_money_away() {
    let ship = (SEA, "巡視船の建造");
    let mut old = judgit(
        2021,
        2,
        (SEA, "航空機の取得"),
        &[(2020, 80, 79, 0), (2021, 90, 0, 95)],
    );
    old["開始年度"] = json!(2012);
    let mut young = judgit(
        2023,
        2,
        (SEA, "航空機の取得"),
        &[(2021, 0, 0, 0), (2023, 7, 0, 8)],
    );
    young["開始年度"] = json!(2022);
    let sheets = [
        judgit(2021, 1, ship, &[(2020, 40, 39, 0), (2021, 41, 0, 42)]),
        // 0 is "zero or not filled in".
        judgit(
            2023,
            1,
            ship,
            &[(2020, 0, 0, 0), (2021, 0, 38, 0), (2023, 43, 0, 44)],
        ),
        old,
        young,
    ];
    let folder = folder(&[], &sheets);
    let initial = |year| sums(folder.path(), &["judgit.ndjson"], year);
    let of = |year| {
        let (programmes, initial, _) = initial(year);
        (programmes, initial)
    };
    assert_eq!(of(2020), (2, "1.2".to_owned()));
    // What the newer one tells stands, also where its initial budget is nothing.
    assert_eq!(of(2021), (3, "0.9".to_owned()));
    assert_eq!(of(2023), (2, "0.5".to_owned()));
    // One name, another first year and no money in common: two programmes.
    let output = run(
        folder.path(),
        &["judgit.ndjson"],
        &["export", "--format", "jsonl"],
    );
    let rows = String::from_utf8(output.stdout).unwrap();
    let planes: Vec<_> = rows
        .lines()
        .map(|row| serde_json::from_str::<Value>(row).unwrap())
        .filter(|row| row["name"] == "航空機の取得")
        .map(|row| {
            (
                row["start"].clone(),
                row["year"].clone(),
                row["initial_oku"].clone(),
            )
        })
        .collect();
    assert!(
        planes.contains(&(json!(2012), json!(2021), json!("0.9"))),
        "{planes:?}"
    );
    assert!(
        planes.contains(&(json!(2022), json!(2023), json!("0.07"))),
        "{planes:?}"
    );
}

#[test]
fn a_list_of_offices_and_programmes_is_a_document() {
    let folder = tempfile::tempdir().unwrap();
    let list = "事業年度,部,課,係,事業名,予算額（千円）,前年度予算額（千円）\n令和8年度,土木部,道路課,維持係,架空橋の補修,12000,9000\n令和8年度,土木部,道路課,維持係,架空道路の清掃,3400,3400\n";
    std::fs::write(folder.path().join("list.csv"), list).unwrap();
    let output = run(folder.path(), &["list.csv"], &["lines", "--format", "csv"]);
    let told = String::from_utf8(output.stdout).unwrap();
    assert!(
        output.status.success(),
        "{}",
        String::from_utf8_lossy(&output.stderr)
    );
    assert!(
        told.contains("架空橋の補修") && told.contains("0.12"),
        "{told}"
    );
}

#[test]
fn money_of_the_year_before_is_told_once() {
    let folder = folder(&[], &cut_anew());
    let arguments = ["totals", "--year", "2023", "--lang", "ja"];
    let output = run(folder.path(), &["judgit.ndjson"], &arguments);
    let told = String::from_utf8(output.stdout).unwrap();
    // 24 times 0.1, and 0.75 of 1.1.
    assert!(told.contains("2022年度 当初予算 3.15億円"), "{told}");
    assert!(told.contains("だけが分かる事業の0.35億円"), "{told}");
    assert_eq!(sums(folder.path(), &["judgit.ndjson"], 2022).1, "3.5");
}

#[test]
fn of_two_sheets_of_one_number_that_differ_neither_counts() {
    let years: [Year; 2] = [(2021, 100, 95, 0), (2022, 120, 0, 130)];
    let revised: [Year; 2] = [(2021, 100, 95, 0), (2022, 999, 0, 130)];
    let sheet = |money| judgit(2022, 1, (SEA, "灯台の維持"), money);
    let other = judgit(2022, 2, (SEA, "霧笛の更新"), &[(2022, 50, 0, 60)]);
    for sheets in [[&years, &revised], [&revised, &years]] {
        let [one, two] = sheets.map(|money| sheet(money));
        let folder = folder(&[], &[one, two, other.clone()]);
        let (programmes, initial, told) = sums(folder.path(), &["judgit.ndjson"], 2022);
        assert_eq!((programmes, initial.as_str()), (1, "0.5"));
        assert!(
            told.contains("2022年度の額が違います") && told.lines().count() == 1,
            "{told}"
        );
        assert_eq!(sums(folder.path(), &["judgit.ndjson"], 2021).1, "1");
    }
    let same = folder(&[], &[sheet(&years), sheet(&years)]);
    let (programmes, initial, told) = sums(same.path(), &["judgit.ndjson"], 2022);
    assert_eq!(
        (programmes, initial.as_str(), told.as_str()),
        (1, "1.2", "")
    );
}

#[test]
fn persons_of_one_sum_are_each_counted_and_never_twice() {
    let folder = folder(
        &[rs(2023, 1, (SEA, "灯台の維持"), &[(2023, 10, 0, 11)])],
        &[],
    );
    let mut table = "シート種別,事業年度,予算事業ID,事業名,府省庁の建制順,政策所管府省庁,府省庁,局・庁,部,課,室,班,係,支出先ブロック番号,支出先ブロック名,支出先の数,事業を行う上での役割,ブロックの合計支出額,支出先名,法人番号,所在地,法人種別,その他支出先,支出先の合計支出額,契約概要,金額\n".to_owned();
    for person in ["個人A", "個人B", "中村一郎"] {
        writeln!(
            table,
            "レビューシート,2023,1,灯台の維持,1,{SEA},{SEA},航路局,,,,,,A,謝金,3,講演,,{person},,,,FALSE,100000,,"
        )
        .unwrap();
    }
    std::fs::write(folder.path().join("paid.csv"), table).unwrap();
    for files in [
        &["rs.csv", "paid.csv"][..],
        &["rs.csv", "paid.csv", "paid.csv"],
    ] {
        let output = run(folder.path(), files, &["show", "1.1.1", "--lang", "ja"]);
        let told = String::from_utf8(output.stdout).unwrap();
        assert!(told.contains("支出先：個人3件"), "{told}");
    }
}

#[test]
fn a_year_that_is_a_slip_is_left_out_and_said() {
    let years: [Year; 2] = [(2021, 100, 95, 0), (2022, 120, 0, 130)];
    let mut empty = judgit(2022, 3, (SEA, "霧笛の更新"), &years);
    empty["支出先"] = Value::Null;
    let sheets = [
        judgit(2022, 1, (SEA, "灯台の維持"), &years),
        judgit(20222, 2, (SEA, "浮標の塗装"), &years),
        empty,
    ];
    let slip = [rs(
        2023,
        1,
        (SEA, "灯台の維持"),
        &[(2023, 7, 0, 8), (20233, 9, 0, 10)],
    )];
    let folder = folder(&slip, &sheets);
    let (programmes, initial, told) = sums(folder.path(), &["judgit.ndjson"], 2022);
    assert_eq!((programmes, initial.as_str()), (2, "2.4"));
    assert!(
        told.contains("judgit.ndjson:2: 公開年度が20222です"),
        "{told}"
    );
    let output = run(folder.path(), &["rs.csv"], &["totals", "--format", "json"]);
    let value: Value = serde_json::from_slice(&output.stdout).unwrap();
    assert_eq!(value["request_total_oku"], "0.07");
}

#[test]
fn a_question_that_names_a_ministry_is_of_all_that_stands_below_it() {
    let light: [Year; 2] = [(2022, 500, 490, 0), (2023, 520, 0, 530)];
    let named: [Year; 2] = [(2022, 70, 60, 0), (2023, 72, 0, 73)];
    let other: [Year; 2] = [(2022, 30, 29, 0), (2023, 31, 0, 32)];
    let folder = folder(
        &[
            rs(2023, 1, (SEA, "浮標の維持"), &light),
            rs(2023, 2, (SEA, "灯台省の広報"), &named),
            rs(2023, 3, ("鳥類庁", "灯台省との会議"), &other),
        ],
        &[],
    );
    let asked = |arguments: &[&str]| {
        let output = run(folder.path(), &["rs.csv"], arguments);
        String::from_utf8(output.stdout).unwrap()
    };
    let told = asked(&["--lang", "ja", "search", "灯台省の予算はいくら"]);
    let sum = "灯台省: 2023年度 当初予算の合計 5.92億円（その下の2行、再掲は一度だけ）";
    assert!(told.starts_with(sum), "{told}");
    let told = asked(&["--lang", "en", "search", "how much for 灯台省"]);
    assert!(
        told.starts_with("灯台省: 2023 initial budget ¥0.592 billion"),
        "{told}"
    );
    let spent = ["--lang", "ja", "--year", "2022", "--column", "executed"];
    let told = asked(&[&spent[..], &["search", "灯台省の予算はいくら"]].concat());
    assert!(
        told.starts_with("灯台省: 2022年度 執行額の合計 5.5億円"),
        "{told}"
    );
    // The table of the same question has the same lines; what names none is searched as ever.
    let table = asked(&[
        "lines",
        "--query",
        "灯台省の予算はいくら",
        "--format",
        "csv",
    ]);
    assert!(
        table.contains("浮標の維持") && !table.contains("会議"),
        "{table}"
    );
    let told = asked(&["--lang", "ja", "search", "広報の予算はいくら"]);
    assert!(
        told.starts_with("広報: 2023年度 当初予算の合計 0.72億円（名・施策の題に当たる1行"),
        "{told}"
    );
}

#[test]
fn options_that_choose_nothing_are_refused() {
    let years: [Year; 2] = [(2022, 500, 490, 0), (2023, 520, 0, 530)];
    let folder = folder(&[rs(2023, 1, (SEA, "灯台の維持"), &years)], &[]);
    let asked: [(&[&str], &str); 4] = [
        (&["trace", "--all", "--year", "2022"], "--year"),
        (&["trace", "--all", "--column", "rate"], "--column"),
        (&["similar", "灯台", "--column", "executed"], "--column"),
        (&["questions", "--column", "executed"], "--column"),
    ];
    for (arguments, option) in asked {
        let output = run(folder.path(), &["rs.csv"], arguments);
        let told = String::from_utf8(output.stderr).unwrap();
        assert_eq!(output.status.code(), Some(2), "{told}");
        assert!(told.contains(option) && told.lines().count() == 1, "{told}");
    }
}

#[test]
fn what_is_alike_says_which_money_is_counted_elsewhere() {
    let whole: [Year; 2] = [(2020, 151, 135, 0), (2021, 155, 0, 156)];
    let north: [Year; 3] = [(2020, 116, 105, 0), (2021, 120, 110, 0), (2022, 121, 0, 0)];
    let south: [Year; 3] = [(2020, 35, 30, 0), (2021, 35, 30, 0), (2022, 35, 0, 0)];
    let folder = folder(
        &[],
        &[
            judgit(2021, 1, (SEA, "灯台の教育"), &whole),
            judgit(2022, 1, (SEA, "灯台の教育（北）"), &north),
            judgit(2022, 2, (SEA, "灯台の教育（南）"), &south),
        ],
    );
    let arguments = [
        "similar",
        "灯台の教育",
        "--year",
        "2021",
        "--format",
        "json",
    ];
    let output = run(folder.path(), &["judgit.ndjson"], &arguments);
    let rows: Vec<Value> = serde_json::from_slice(&output.stdout).unwrap();
    let told: Vec<_> = rows
        .iter()
        .map(|row| (row["initial_oku"].clone(), row["counted_elsewhere"].clone()))
        .collect();
    let expected = [("1.55", true), ("1.2", false), ("0.35", false)];
    assert_eq!(told, expected.map(|(oku, mark)| (json!(oku), json!(mark))));
}

#[test]
fn by_ear_levels_are_called_what_they_are() {
    let years: [Year; 1] = [(2023, 520, 0, 530)];
    let folder = folder(
        &[
            rs(2023, 1, (SEA, "灯台の維持"), &years),
            rs(2023, 2, ("鳥類庁", "渡り鳥の観測"), &years),
        ],
        &[],
    );
    let heard =
        |lang: &str, typed: &str| process::read(folder.path(), &["rs.csv", "--lang", lang], typed);
    let told = heard("ja", "一覧\n");
    assert!(told.contains("府省庁2件、局・庁2件"), "{told}");
    assert!(
        told.contains("2件中2件目") && !told.contains("部中"),
        "{told}"
    );
    let told = heard("en", "list\n");
    assert!(told.contains("2 ministries, 2 bureaus"), "{told}");
    // Nothing is told to be rounded that is exact.
    let told = heard("ja", "verbosity full\n第1部\n");
    assert!(
        told.contains("第1部を開きました") && !told.contains("丸める前"),
        "{told}"
    );
}

#[test]
fn rows_add_up_to_the_totals_of_their_year() {
    // What was cut anew tells the year before again, and what was spent in it first.
    let folder = folder(&[], &cut_anew());
    let output = run(
        folder.path(),
        &["judgit.ndjson"],
        &["export", "--format", "jsonl"],
    );
    let rows = String::from_utf8(output.stdout).unwrap();
    let rows = rows
        .lines()
        .map(|row| serde_json::from_str::<Value>(row).unwrap());
    let of = |row: &Value, key: &str| row[key].as_str().map_or(0.0, |oku| oku.parse().unwrap());
    let (mut initial, mut executed) = (0.0, 0.0);
    for row in rows.filter(|row| row["year"] == 2022) {
        initial += of(&row, "initial_oku");
        executed += of(&row, "executed_oku");
    }
    let told = sums(folder.path(), &["judgit.ndjson"], 2022).1;
    assert_eq!(
        (format!("{initial:.2}"), told.as_str()),
        ("3.50".to_owned(), "3.5")
    );
    assert_eq!(format!("{executed:.2}"), "2.87");
}
