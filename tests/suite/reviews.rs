//! Review data through the whole program: made-up sheets in the official shapes, and what damaged ones give.

use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use serde_json::Value;

use crate::support::process;

fn data(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("tests/data/reviews")
        .join(name)
}

const MONEY: &str = "2-1_RS_2024_予算・執行_サマリ.csv";
const ZIP: &str = "2-1_RS_2024.zip";
const OUTLINE: &str = "1-2_RS_2024_基本情報_事業概要等.csv";
const ORGANISATION: &str = "1-1_RS_2024_基本情報_組織情報.csv";
const PAYEES: &str = "5-1_RS_2024_支出先_支出情報.csv";
const JUDGIT: &str = "judgit.ndjson";

fn run(files: &[&Path], arguments: &[&str]) -> Output {
    let home = tempfile::tempdir().unwrap();
    let files = files.iter().map(|file| file.to_str().unwrap());
    let all: Vec<&str> = files.chain(arguments.iter().copied()).collect();
    process::run(home.path(), &all)
}

fn answer(names: &[&str], arguments: &[&str]) -> String {
    let files: Vec<PathBuf> = names.iter().map(|name| data(name)).collect();
    let files: Vec<&Path> = files.iter().map(PathBuf::as_path).collect();
    let output = run(&files, arguments);
    let said = String::from_utf8_lossy(&output.stderr).into_owned();
    assert!(output.status.success(), "{said}");
    String::from_utf8(output.stdout).unwrap()
}

fn json(names: &[&str], arguments: &[&str]) -> Value {
    serde_json::from_str(&answer(names, arguments)).unwrap()
}

fn sums(names: &[&str], year: &str) -> Vec<(String, u64, String, String)> {
    let told = json(
        names,
        &[
            "totals", "--by", "pillar", "--year", year, "--format", "json",
        ],
    );
    let text = |value: &Value| value.as_str().unwrap_or("null").to_owned();
    told["pillars"]
        .as_array()
        .unwrap()
        .iter()
        .map(|row| {
            let executed = text(&row["executed_oku"]);
            (
                text(&row["ministry"]),
                row["programmes"].as_u64().unwrap(),
                text(&row["initial_oku"]),
                executed,
            )
        })
        .collect()
}

#[test]
fn aggregate_rows_count_once_by_the_ministry_of_policy() {
    let expected = [
        (
            "灯台省".to_owned(),
            3,
            "11".to_owned(),
            "11.64999999".to_owned(),
        ),
        ("鳥類庁".to_owned(), 2, "0.1".to_owned(), "0.47".to_owned()),
    ];
    assert_eq!(sums(&[MONEY], "2023"), expected);
    // The zip, the same again, and tables beside it change nothing.
    assert_eq!(sums(&[ZIP], "2023"), expected);
    assert_eq!(
        sums(&[MONEY, ZIP, OUTLINE, ORGANISATION, PAYEES], "2023"),
        expected
    );
    // Of the sheets' own year nothing is executed yet; two empty aggregates are no figure.
    let own = sums(&[MONEY], "2024");
    assert_eq!(own[1].2, "189000");
    assert!(own.iter().all(|row| row.3 == "null"), "{own:?}");
    assert_eq!(sums(&[MONEY], "2022")[1].1, 1);
}

#[test]
fn million_yen_are_exact_and_the_newest_sheet_wins() {
    let sums = sums(&[JUDGIT], "2022");
    // 800 of the later sheet, not 799; 4642.215999999999 is 4642.216.
    assert_eq!(sums[0].2, "54.42216");
    // Of two sheets of one name the first year tells which is which.
    assert_eq!((sums[1].1, sums[1].2.as_str()), (2, "0.11"));
    let rows = answer(&[MONEY, JUDGIT], &["export", "--format", "csv"]);
    let renamed = rows
        .lines()
        .find(|row| row.contains(",12,") && row.contains(",2020,"))
        .unwrap();
    assert!(
        renamed.contains("航路図の刊行（旧：海図の刊行）"),
        "{renamed}"
    );
}

#[test]
fn a_year_is_a_document_like_any_other() {
    let outline = answer(&[MONEY, OUTLINE], &["--lang", "ja", "outline"]);
    assert!(
        outline.contains("灯台省") && outline.contains("渡り鳥の観測"),
        "{outline}"
    );
    let found = answer(&[MONEY, OUTLINE], &["--lang", "ja", "search", "toudai"]);
    assert!(found.contains("灯台の光の測定"), "{found}");
    let lines = json(
        &[MONEY],
        &[
            "lines", "--column", "request", "--sort", "request", "--format", "json",
        ],
    );
    assert_eq!(lines[0]["request_oku"], "190000");
    let executed = json(
        &[MONEY],
        &[
            "totals", "--column", "executed", "--year", "2023", "--format", "json",
        ],
    );
    assert_eq!(executed["request_total_oku"], "12.11999999", "{executed}");
}

#[test]
fn persons_are_not_named() {
    let files = [MONEY, OUTLINE, ORGANISATION, PAYEES, JUDGIT];
    let mut all = answer(&files, &["export", "--format", "json"]);
    all.push_str(&answer(&files, &["export", "--format", "csv"]));
    assert!(all.contains("架空測光株式会社"));
    assert!(
        !all.contains("個人Ａ") && !all.contains("架空　花子"),
        "{all}"
    );
    let shown = answer(&files, &["show", "1.1.1"]);
    assert!(!shown.contains("作成責任者"), "{shown}");
    // Asked for, the officials are named; who was paid is not.
    for format in ["json", "jsonl", "csv"] {
        let told = answer(&files, &["--persons", "export", "--format", format]);
        assert!(told.contains("架空　花子"), "{format}");
        assert!(!told.contains("個人Ａ"), "{format}");
    }
    let csv = answer(&files, &["--persons", "export", "--format", "csv"]);
    let mut csv = csv::Reader::from_reader(csv.as_bytes());
    let head = csv.headers().unwrap().clone();
    let at = head.iter().position(|head| head == "responsible").unwrap();
    for row in csv.records() {
        assert!(row.unwrap()[at].contains("花子"));
    }
    let outline = answer(&files, &["--persons", "show", "1.1.1"]);
    assert!(outline.contains("作成責任者："), "{outline}");
}

#[test]
fn questions_have_their_rules() {
    let told = json(&[MONEY, OUTLINE], &["questions", "--format", "json"]);
    let names = |word: &str| -> Vec<String> {
        let all = told.as_array().unwrap().iter();
        let one = all
            .clone()
            .find(|question| question["question"] == word)
            .unwrap();
        assert!(!one["rule"].as_str().unwrap().is_empty());
        let answers = one["answers"].as_array().unwrap().iter();
        answers
            .map(|answer| answer["number"].as_str().unwrap().to_owned())
            .collect()
    };
    assert_eq!(names("rises"), ["45", "31", "46", "12"]);
    assert_eq!(names("falls"), ["7"]);
    assert_eq!(names("ended"), ["44", "47"]);
    // 49.999998 % is under half.
    assert_eq!(names("unspent"), ["7", "12"]);
    assert_eq!(names("no-budget"), ["47"]);
    assert_eq!(names("new"), ["45"]);
    assert_eq!(names("request-only"), ["46"]);
    assert_eq!(names("supplementary"), ["7"]);
}

const REQUEST: &str = "# 灯台省 令和6年度重点施策\n\n## 1 海\n\n海の安全\n\n## (1) 光\n\n\
【予算】灯台の光の測定 8.8億円（5年度 8.5億円）\n\n## (2) 音\n\n【予算】存在しない施策の推進 1.2億円（5年度 1.0億円）\n";

#[test]
fn a_line_is_joined_to_its_sheet() {
    let folder = tempfile::tempdir().unwrap();
    let document = folder.path().join("request.txt");
    std::fs::write(&document, REQUEST).unwrap();
    let sheets = data(JUDGIT);
    let output = run(
        &[&document, &sheets],
        &["trace", "--all", "--format", "json"],
    );
    assert!(
        output.status.success(),
        "{}",
        String::from_utf8_lossy(&output.stderr)
    );
    let rows: Value = serde_json::from_slice(&output.stdout).unwrap();
    assert_eq!(rows[0]["relation"], "same", "{rows}");
    assert_eq!(rows[0]["grade"], "sure");
    assert_eq!(rows[0]["sheet"]["number"], "2023-灯台-22-0001");
    assert_eq!(rows[1]["sheet"], Value::Null);
    let data = sheets.display().to_string();
    let file = document.display().to_string();
    let again = run(
        &[],
        &[
            "--file", &file, "trace", "--all", "--data", &data, "--format", "json",
        ],
    );
    assert_eq!(again.stdout, output.stdout);
    // What is asked may stand behind the data; of one line without a sheet nothing was found.
    for (row, code) in [(0, 0), (1, 1)] {
        let address = rows[row]["id"].as_str().unwrap();
        let told = run(&[&document], &["trace", "--data", &data, address]);
        let said = String::from_utf8_lossy(&told.stderr).into_owned();
        assert_eq!(told.status.code(), Some(code), "{address} {said}");
    }
}

#[test]
fn the_user_s_word_on_a_link_holds_for_trace() {
    let home = tempfile::tempdir().unwrap();
    let state = home.path().join("shisaku");
    std::fs::create_dir_all(&state).unwrap();
    let document = home.path().join("request.txt");
    std::fs::write(&document, REQUEST).unwrap();
    let ask = || {
        let output = Command::new(env!("CARGO_BIN_EXE_shisaku"))
            .arg(&document)
            .arg(data(JUDGIT))
            .args(["trace", "--all", "--format", "json"])
            .env("XDG_CONFIG_HOME", home.path())
            .env("XDG_STATE_HOME", home.path())
            .output()
            .unwrap();
        serde_json::from_slice::<Value>(&output.stdout).unwrap()
    };
    let before = ask();
    let (line, sheet) = (&before[0]["name"], &before[0]["sheet"]);
    let said = |confirmed: bool| {
        let link = serde_json::json!({"line": line, "ministry": sheet["ministry"],
            "sheet": sheet["name"], "confirmed": confirmed});
        // The file that the explorer keeps marks in.
        let files = shisaku::store::Store::state_file(&document);
        let text = serde_json::json!({"version": 1, "links": [link]}).to_string();
        std::fs::write(state.join(files), text).unwrap();
        ask()
    };
    let confirmed = said(true);
    let evidence = confirmed[0]["evidence"].as_array().unwrap();
    assert!(evidence.contains(&"confirmed".into()), "{confirmed}");
    let rejected = said(false);
    assert_eq!(rejected[0]["sheet"], Value::Null, "{rejected}");
}

#[test]
fn an_export_has_a_budget_line_for_each_year_of_each_programme() {
    let files = [MONEY, OUTLINE];
    let whole = json(&files, &["export", "--format", "json"]);
    let mut lines: Vec<Value> = Vec::new();
    let list = |value: &Value, of: &str| value[of].as_array().unwrap().clone();
    for pillar in list(&whole, "pillars") {
        for chapter in list(&pillar, "chapters") {
            for theme in list(&chapter, "themes") {
                for measure in list(&theme, "measures") {
                    assert!(!list(&measure, "budget").is_empty(), "{measure}");
                    lines.extend(list(&measure, "budget"));
                }
            }
        }
    }
    let csv = answer(&files, &["export", "--format", "csv"]);
    assert_eq!(csv.lines().count(), lines.len() + 1);
    let fog = |year: u16| {
        let own = |line: &&Value| line["programme_id"] == 7 && line["year"] == year;
        lines.iter().find(own).unwrap()
    };
    let line = fog(2023);
    assert_eq!(
        line["id"].as_str().unwrap().split('#').next_back(),
        Some("2")
    );
    assert_eq!(line["initial_oku"], "2");
    assert_eq!(line["supplementary_oku"], "-0.2");
    assert_eq!(line["carried_oku"], "5");
    assert_eq!(line["total_oku"], "6.8");
    assert_eq!(line["executed_oku"], "3");
    assert_eq!(line["next_request_oku"], "3.1");
    assert_eq!(line["request"]["oku"], "2");
    assert_eq!(line["base"]["oku"], "3");
    assert_eq!(fog(2024)["executed_oku"], Value::Null);
    // Rows have the fields of every export beside those of the sheets.
    let rows = answer(&files, &["export", "--format", "jsonl"]);
    let row: Value = serde_json::from_str(rows.lines().next().unwrap()).unwrap();
    for field in [
        "pillar",
        "chapter_title",
        "measure_title",
        "id",
        "request_oku",
        "year",
        "office",
    ] {
        assert!(row.get(field).is_some(), "{field}: {row}");
    }
    let head = csv.lines().next().unwrap();
    assert_eq!(head.matches("supplementary_oku").count(), 1, "{head}");
    // A year that is asked for is that year alone.
    let year = json(&files, &["export", "--format", "json", "--year", "2023"]);
    assert_eq!(year["document"]["fiscal_year"], "2023年度");
}

#[test]
fn a_programme_that_stands_twice_counts_once_or_not_at_all() {
    let table = std::fs::read_to_string(data(MONEY)).unwrap();
    let total = |table: &str| {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("2-1.csv");
        std::fs::write(&file, table).unwrap();
        let output = run(
            &[&file],
            &[
                "totals", "--by", "pillar", "--year", "2023", "--format", "json",
            ],
        );
        let told: Value = serde_json::from_slice(&output.stdout).unwrap();
        let said = String::from_utf8_lossy(&output.stderr).into_owned();
        (
            told["total"]["initial_oku"].as_str().unwrap().to_owned(),
            said,
        )
    };
    let once = total(&table).0;
    let row = table
        .lines()
        .find(|row| row.contains(",850000000,"))
        .unwrap();
    // The same row again is the same money.
    let again = format!("{table}{row}\r\n");
    assert_eq!(total(&again), (once.clone(), String::new()));
    // Another figure of the same programme and year: neither is surely right, and it is said.
    let other = row.replace(",850000000,", ",950000000,");
    let (sum, said) = total(&format!("{table}{other}\r\n"));
    assert_ne!(sum, once);
    assert!(!said.is_empty());
    let renamed = table.replace(
        "2024,31,灯台の光の測定,灯台省",
        "2024,7,灯台の光の測定,灯台省",
    );
    assert!(total(&renamed).1.contains("予算事業ID") || renamed == table);
}

/// What the reading mode says to that, with the sheets beside.
fn heard(arguments: &[&str], typed: &str) -> String {
    use std::io::Write as _;
    let home = tempfile::tempdir().unwrap();
    let mut child = Command::new(env!("CARGO_BIN_EXE_shisaku"))
        .args(arguments)
        .args([
            "--data",
            &data(JUDGIT).display().to_string(),
            "--lang",
            "ja",
            "read",
        ])
        .env("XDG_CONFIG_HOME", home.path())
        .env("XDG_STATE_HOME", home.path())
        .stdin(std::process::Stdio::piped())
        .stdout(std::process::Stdio::piped())
        .spawn()
        .unwrap();
    child
        .stdin
        .take()
        .unwrap()
        .write_all(typed.as_bytes())
        .unwrap();
    let output = child.wait_with_output().unwrap();
    String::from_utf8(output.stdout).unwrap()
}

#[test]
fn sheets_stand_beside_documents_in_the_reading_mode() {
    let folder = tempfile::tempdir().unwrap();
    let (new, old) = (folder.path().join("new.txt"), folder.path().join("old.txt"));
    std::fs::write(&new, REQUEST).unwrap();
    std::fs::write(&old, REQUEST.replace("8.8億円", "7.0億円")).unwrap();
    let (new, old) = (new.display().to_string(), old.display().to_string());
    let said = heard(&["--file", &new], "その後\n");
    assert!(said.contains("確実、同じ事業、灯台の光の測定、"), "{said}");
    // The earlier document is compared, not the sheets that stand behind it.
    let said = heard(&["--compare", &old, &new], "比較\n");
    assert!(said.contains("灯台の光の測定"), "{said}");
    assert!(!said.contains("霧笛"), "{said}");
}

fn complaint(bytes: &[u8], name: &str) -> (Option<i32>, String) {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join(name);
    std::fs::write(&file, bytes).unwrap();
    let output = run(
        &[],
        &[
            "--data",
            &file.display().to_string(),
            "totals",
            "--by",
            "pillar",
        ],
    );
    (
        output.status.code(),
        String::from_utf8_lossy(&output.stderr).into_owned(),
    )
}

#[test]
fn damaged_and_odd_files_are_told_in_one_line() {
    let zip = std::fs::read(data(ZIP)).unwrap();
    let (code, said) = complaint(&zip[..zip.len() / 2], "cut.zip");
    assert_eq!((code, said.lines().count()), (Some(3), 1), "{said}");
    let table = std::fs::read_to_string(data(MONEY)).unwrap();
    // A column less and one more: named, and the rest is read.
    let other = table.replace("執行額（合計）", "新しい列");
    let (code, said) = complaint(other.as_bytes(), "other.csv");
    assert_eq!(code, Some(0), "{said}");
    assert!(
        said.contains("執行額(合計)") && said.contains("新しい列"),
        "{said}"
    );
    let (code, said) = complaint(table.replace("予算事業ID", "番号").as_bytes(), "no-id.csv");
    assert_eq!(code, Some(3));
    assert!(said.contains("予算事業ID"), "{said}");
    // Shift_JIS and numbers with blanks are read.
    let (shift, _, _) = encoding_rs::SHIFT_JIS.encode(table.trim_start_matches('\u{feff}'));
    let (code, said) = complaint(&shift, "shift.csv");
    assert_eq!(code, Some(0), "{said}");
    let (code, said) = complaint(
        table.replace(",850000000,", ", 850000000 ,").as_bytes(),
        "blanks.csv",
    );
    assert_eq!((code, said.as_str()), (Some(0), ""));
    let (code, said) = complaint(
        table.replace(",850000000,", ",8億5千万,").as_bytes(),
        "words.csv",
    );
    assert_eq!(code, Some(0));
    assert!(said.contains("当初予算(合計)"), "{said}");
    // Cut within a row: nothing is added up of what is left.
    let (code, said) = complaint(
        table.trim_end().rsplit_once(',').unwrap().0.as_bytes(),
        "row.csv",
    );
    assert_eq!((code, said.lines().count()), (Some(3), 1), "{said}");
    let plain = table.replace('\r', "");
    let (head, row) = plain.split_once('\n').unwrap();
    let row = row.lines().next().unwrap();
    let many = format!("{head}\n{}", format!("{row}\n").repeat(40));
    let open = many.replacen(row, &row.replacen("レビュー", "\"レビュー", 1), 1);
    let (code, said) = complaint(open.as_bytes(), "open.csv");
    assert_eq!((code, said.lines().count()), (Some(3), 1), "{said}");
    assert!(
        said.contains("open.csv:2") && said.contains("40行"),
        "{said}"
    );
    // All that was left out is counted.
    let wide = format!("{table}{}", format!("{row},9\n").repeat(300));
    let (code, said) = complaint(wide.as_bytes(), "wide.csv");
    assert_eq!(code, Some(0));
    assert!(said.ends_with("ほかに292件\n"), "{said}");
    let (code, said) = complaint(b"a,b\n1,2\n", "none.csv");
    assert_eq!((code, said.lines().count()), (Some(3), 1), "{said}");
}

#[test]
fn what_is_alike_is_shown_by_ministry_and_nothing_names_the_data() {
    let data = data(JUDGIT).display().to_string();
    let found = run(&[], &["similar", "海図", "--data", &data]);
    let told = String::from_utf8_lossy(&found.stdout);
    assert!(
        told.contains("灯台省") && told.contains("海図の刊行"),
        "{told}"
    );
    assert!(!told.contains("霧笛の記録"), "{told}");
    let nothing = run(&[], &["similar", "月面牧場", "--data", &data]);
    assert_eq!(nothing.status.code(), Some(1));
    let told = String::from_utf8_lossy(&nothing.stderr);
    assert!(
        told.contains("judgit.ndjson") && told.contains("月面牧場"),
        "{told}"
    );
}

#[test]
fn a_line_among_parts_of_one_sheet_is_possibly_a_part_of_it() {
    let folder = tempfile::tempdir().unwrap();
    let (document, data) = (folder.path().join("a.txt"), folder.path().join("a.ndjson"));
    let sheet = |number: u16, name: &str, request: f64, outline: &str| {
        serde_json::json!({"公開年度": 2023, "事業名": name, "府省庁": "灯台省", "事業番号": format!("{number}"),
            "担当部局庁": "測光局", "担当課室": "光度課", "事業概要": outline, "予算": [
                {"年度": 2023, "当初予算": request, "予算計": request}, {"年度": 2024, "要求額": request}]})
        .to_string()
    };
    let sheets = [
        sheet(1, "灯台の光の測定", 880.0, "光を測る。"),
        sheet(
            2,
            "沿岸の灯火の総合的な強化",
            1000.0,
            "岬の反射鏡の研磨、埠頭の誘導灯の点検を行う。",
        ),
        sheet(3, "航路標識の近代化", 90.0, "浮標を塗る。"),
    ];
    std::fs::write(&data, sheets.join("\n")).unwrap();
    let text = "# 灯台省 令和6年度重点施策\n\n## 1 海\n\n海の安全\n\n## (1) 光\n\n\
        【予算】灯台の光の測定 8.8億円（5年度 8.8億円）\n\n## (2) 沿岸\n\n\
        【予算】岬の反射鏡の研磨 2.0億円（5年度 1.0億円）\n\n\
        【予算】埠頭の誘導灯の点検 3.0億円（5年度 1.0億円）\n\n\
        【予算】霧笛奏者養成 1.5億円（5年度 1.0億円）\n\n\
        【予算】水先案内鳥舎 6.0億円（5年度 1.0億円）\n";
    std::fs::write(&document, text).unwrap();
    let output = run(&[&document, &data], &["trace", "--all", "--format", "json"]);
    let rows: Value = serde_json::from_slice(&output.stdout).unwrap();
    let of = |at: usize| {
        let row = &rows[at];
        let name = row["sheet"]["number"].as_str().unwrap_or("none").to_owned();
        (name, row["relation"].clone(), row["grade"].clone())
    };
    let part = |grade: &str| ("2".to_owned(), Value::from("part"), Value::from(grade));
    assert_eq!(of(0).0, "1", "{rows}");
    assert_eq!(
        (of(1).0, of(2).0),
        ("2".to_owned(), "2".to_owned()),
        "{rows}"
    );
    assert_eq!(of(3), part("possible"), "{rows}");
    assert_eq!(rows[3]["evidence"][0], "stands among parts");
    // More than the sheet has left is no part of it.
    assert_eq!(rows[4]["sheet"], Value::Null, "{rows}");
}

/// What became of the lines, by number of the sheet, relation and grade; of each sheet name, base, request and outline.
fn parts(lines: &str, sheets: &[(&str, f64, f64, &str)]) -> Vec<String> {
    let folder = tempfile::tempdir().unwrap();
    let (document, data) = (folder.path().join("a.txt"), folder.path().join("a.ndjson"));
    let sheets = sheets.iter().zip(1..).map(|((name, base, request, outline), number)| {
        serde_json::json!({"公開年度": 2023, "事業名": name, "府省庁": "灯台省", "事業番号": format!("{number}"),
            "担当部局庁": "測光局", "担当課室": "光度課", "事業概要": outline, "予算": [
                {"年度": 2023, "当初予算": base, "予算計": base}, {"年度": 2024, "要求額": request}]})
        .to_string()
    });
    std::fs::write(&data, sheets.collect::<Vec<_>>().join("\n")).unwrap();
    let text = format!("# 灯台省 令和6年度重点施策\n\n## 1 海\n\n海の安全\n\n## (1) 光\n\n{lines}");
    std::fs::write(&document, text).unwrap();
    let output = run(&[&document, &data], &["trace", "--all", "--format", "json"]);
    let rows: Value = serde_json::from_slice(&output.stdout).unwrap();
    let told = rows.as_array().unwrap().iter().map(|row| {
        let text = |value: &Value| value.as_str().unwrap_or("none").to_owned();
        let number = text(&row["sheet"]["number"]);
        format!(
            "{number} {} {}",
            text(&row["relation"]),
            text(&row["grade"])
        )
    });
    told.collect()
}

#[test]
fn what_lines_add_up_to_has_no_money_left_and_what_holds_too_much_is_unsure() {
    let measured = "【予算】灯台の光の測定 8.8億円（5年度 8.8億円）\n\n";
    let own = ("灯台の光の測定", 880.0, 880.0, "光を測る。");
    let sheets = [
        own,
        (
            "沿岸の灯火の総合的な強化",
            300.0,
            1000.0,
            "岬の反射鏡の研磨、埠頭の誘導灯の点検、霧笛の調律の補助を行う。",
        ),
        (
            "航路標識の近代化",
            90.0,
            160.0,
            "浮標を塗り、霧笛の調律を見る。",
        ),
    ];
    // The first two are all that the second sheet asked for.
    let lines = format!(
        "{measured}## (2) 沿岸\n\n【予算】岬の反射鏡の研磨 6.0億円（5年度 2.0億円）\n\n\
        【予算】埠頭の誘導灯の点検 4.0億円（5年度 1.0億円）\n\n\
        ## (3) 音\n\n【予算】霧笛の調律の補助 1.5億円（5年度 0.5億円）\n"
    );
    let told = parts(&lines, &sheets);
    assert_eq!(
        told[1..3],
        ["2 part probable", "2 part probable"],
        "{told:?}"
    );
    assert!(!told[3].starts_with('2'), "{told:?}");
    // Each of these fits into the sheet, but not all of them.
    let lines = lines.replace("6.0億円", "7.5億円");
    let told = parts(&lines, &sheets);
    assert_eq!(
        told[1..3],
        ["2 part possible", "2 part possible"],
        "{told:?}"
    );
}

#[test]
fn every_form_of_an_export_has_the_same_rows_and_obeys() {
    let rows = |more: &[&str]| {
        let text = answer(&[MONEY], &[&["export"], more].concat());
        let mut rows = csv::ReaderBuilder::new()
            .delimiter(if more.contains(&"tsv") { b'\t' } else { b',' })
            .from_reader(text.as_bytes());
        let head = rows.headers().unwrap().clone();
        let at = |name: &str| head.iter().position(|head| head == name).unwrap();
        let (id, year, request) = (at("id"), at("year"), at("request_oku"));
        let rows = rows.records().map(|row| {
            let row = row.unwrap();
            [id, year, request].map(|at| row[at].to_owned())
        });
        rows.collect::<Vec<_>>()
    };
    let every = rows(&["--format", "csv"]);
    assert!(every.iter().any(|row| row[1] != every[0][1]), "{every:?}");
    assert_eq!(rows(&["--format", "tsv"]), every);
    assert_eq!(rows(&[".", "--format", "csv"]), every);
    let year = rows(&["--format", "csv", "--year", "2023"]);
    assert!(!year.is_empty() && year.iter().all(|row| row[1] == "2023"));
    let jsonl = answer(&[MONEY], &["export", "--format", "jsonl", "--year", "2023"]);
    assert_eq!(jsonl.lines().count(), year.len());
    let spent = rows(&["--format", "csv", "--year", "2023", "--column", "executed"]);
    assert_ne!(spent, year);
    // A part has what the sheets say as well.
    let part = rows(&["I", "--format", "csv", "--year", "2023"]);
    assert!(!part.is_empty() && part.iter().all(|row| year.contains(row)));
    let marked = answer(&[MONEY], &["export", "--format", "csv", "--bom"]);
    assert!(marked.starts_with('\u{feff}'));
}
