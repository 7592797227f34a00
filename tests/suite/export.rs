//! What the program writes to files: the form, the name, what the head says, and that no other
//! program misreads it.

use std::io::Read;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

use calamine::{Data, Reader, Xlsx};
use shisaku::output::json::ExportJson;
use shisaku::output::rows::{HEADS, Row};

struct ReadingState {
    directory: tempfile::TempDir,
}

impl ReadingState {
    fn new() -> Self {
        let directory = tempfile::tempdir().unwrap();
        Self { directory }
    }

    fn path(&self, name: &str) -> PathBuf {
        self.directory.path().join(name)
    }

    fn write(&self, name: &str, text: &str) {
        std::fs::write(self.path(name), text).unwrap();
    }

    fn read(&self, name: &str) -> String {
        std::fs::read_to_string(self.path(name)).unwrap()
    }

    fn run(&self, arguments: &[&str], stdin: Stdio) -> Output {
        Command::new(env!("CARGO_BIN_EXE_shisaku"))
            .args(arguments)
            .current_dir(self.directory.path())
            .env_clear()
            .env("LANG", "ja_JP.UTF-8")
            .env("XDG_CONFIG_HOME", env!("CARGO_TARGET_TMPDIR"))
            .stdin(stdin)
            .output()
            .unwrap()
    }

    #[track_caller]
    fn done(&self, arguments: &[&str]) -> String {
        let output = self.run(arguments, Stdio::null());
        assert_eq!(String::from_utf8_lossy(&output.stderr), "");
        assert_eq!(output.status.code(), Some(0), "{arguments:?}");
        String::from_utf8(output.stdout).unwrap()
    }

    #[track_caller]
    fn refused(&self, arguments: &[&str]) -> String {
        let output = self.run(arguments, Stdio::null());
        assert_eq!(output.status.code(), Some(2), "{arguments:?}");
        let line = String::from_utf8(output.stderr).unwrap();
        assert_eq!(line.lines().count(), 1, "{line}");
        line
    }
}

/// A document whose words try to be formulas, fences and lists.
const SLY: &str = "# 環境省重点施策

## 1 =cmd|' /C calc'!A0

主題

## (1) 施策

~~~

- ~~~ 続き

1. 一つめ

--- 線

【予算】=HYPERLINK(\"http://a\") 1.0億円（元年度 1.5億円）

【予算】+甲 2.0億円【新規】

【予算】@乙 3.0億円【新規】

## (2) 最後の施策

【予算】丙 4.0億円【新規】
";

#[test]
fn the_ending_decides_the_form() {
    let reading = ReadingState::new();
    for (name, begins) in [
        ("a.json", "{"),
        ("a.jsonl", "{\"pillar\""),
        ("a.csv", "pillar,chapter,"),
        ("a.tsv", "pillar\tchapter\t"),
        ("a.md", "# Society"),
    ] {
        assert_eq!(reading.done(&["export", "-o", name]), "");
        assert!(reading.read(name).starts_with(begins), "{name}");
    }
    reading.done(&["export", "-o", "a.xlsx"]);
    assert!(
        std::fs::read(reading.path("a.xlsx"))
            .unwrap()
            .starts_with(b"PK")
    );
    // A name without an ending says nothing.
    reading.done(&["export", "-o", "plain", "--format", "csv"]);
    assert_eq!(reading.read("plain"), reading.read("a.csv"));
    reading.done(&["export", "-o", "b.csv", "--format", "csv"]);
    for clash in [
        &["export", "-o", "c.xlsx", "--format", "csv"][..],
        &["export", "-o", "c.csv", "--format", "json"],
        &["export", "-o", "c.pdf"],
        &["chart", "14", "-o", "c.xlsx"],
        &["report", "-o", "c.csv"],
    ] {
        let line = reading.refused(clash);
        assert!(line.starts_with("shisaku: c."), "{line}");
        // Who has no choice of forms is not sent to an option that is none.
        assert_eq!(
            line.contains("--format"),
            clash.contains(&"--format"),
            "{line}"
        );
    }
    assert!(!reading.path("c.csv").exists() && !reading.path("c.xlsx").exists());
}

#[test]
fn a_hyphen_is_standard_output() {
    let reading = ReadingState::new();
    let csv = reading.done(&["export", "14", "--format", "csv", "-o", "-"]);
    assert!(csv.starts_with("pillar,"));
    assert!(
        reading
            .done(&["chart", "14", "-o", "-"])
            .starts_with("<svg ")
    );
    assert_eq!(
        std::fs::read_dir(reading.directory.path()).unwrap().count(),
        0
    );
}

#[test]
fn a_file_is_replaced_only_where_asked_and_a_document_never() {
    let reading = ReadingState::new();
    reading.write("a.csv", "mine");
    reading.write("doc.md", SLY);
    let line = reading.refused(&["export", "-o", "a.csv"]);
    assert!(line.contains("--force"), "{line}");
    assert_eq!(reading.read("a.csv"), "mine");
    reading.done(&["export", "-o", "a.csv", "--force"]);
    assert!(reading.read("a.csv").starts_with("pillar,"));
    for arguments in [
        &["--file", "doc.md", "export", "-o", "doc.md", "--force"][..],
        &["--file", "doc.md", "export", "-o", "./doc.md", "--force"],
        &["--file", "./doc.md", "export", "-o", "doc.md"],
    ] {
        let line = reading.refused(arguments);
        assert!(line.contains("読んでいる文書"), "{line}");
        assert_eq!(reading.read("doc.md"), SLY);
    }
    #[cfg(unix)]
    {
        std::os::unix::fs::symlink(reading.path("doc.md"), reading.path("link.md")).unwrap();
        reading.refused(&["--file", "doc.md", "export", "-o", "link.md", "--force"]);
        let typed = std::fs::File::open(reading.path("doc.md")).unwrap();
        let arguments = ["--file", "-", "export", "-o", "doc.md", "--force"];
        let output = reading.run(&arguments, typed.into());
        assert_eq!(output.status.code(), Some(2), "{output:?}");
        assert_eq!(reading.read("doc.md"), SLY);
    }
}

#[test]
fn no_cell_is_a_formula_and_numbers_stay_numbers() {
    let reading = ReadingState::new();
    reading.write("doc.txt", SLY);
    let csv = reading.done(&["--file", "doc.txt", "lines", "--format", "csv"]);
    let raw = reading.done(&["--file", "doc.txt", "lines", "--format", "csv", "--raw"]);
    let cells = |text: &str| -> Vec<Vec<String>> {
        let mut reader = csv::Reader::from_reader(text.as_bytes());
        let records = reader.records().map(Result::unwrap);
        records
            .map(|r| r.iter().map(str::to_owned).collect())
            .collect()
    };
    let at = |head: &str| HEADS.iter().position(|h| *h == head).unwrap();
    let (safe, raw) = (cells(&csv), cells(&raw));
    assert_eq!(raw[0][at("name")], "=HYPERLINK(\"http://a\")");
    assert_eq!(safe[0][at("name")], "'=HYPERLINK(\"http://a\")");
    assert_eq!(safe[0][at("chapter_title")], "'=cmd|' /C calc'!A0");
    assert_eq!(safe[0][at("change_oku")], "-0.5");
    for cell in safe.iter().flatten() {
        let number = cell.parse::<f64>().is_ok();
        assert!(number || !cell.starts_with(['=', '+', '-', '@']), "{cell}");
    }
    // The titles of other tables too.
    let totals = reading.done(&[
        "--file", "doc.txt", "totals", "--by", "chapter", "--format", "csv",
    ]);
    assert!(totals.contains("'=cmd"), "{totals}");
}

#[test]
fn rows_have_pages_and_ids_that_are_no_numbers() {
    let reading = ReadingState::new();
    let rows: Vec<Row> = reading
        .done(&["export", "--format", "jsonl"])
        .lines()
        .map(|line| serde_json::from_str(line).unwrap())
        .collect();
    assert!(rows.iter().all(|row| row.page.is_some()));
    let row = rows.iter().find(|row| row.id == "1.2.1#1").unwrap();
    assert_eq!((row.page, row.ids.theme_id.as_str()), (Some(5), "T1.2"));
    assert_eq!(row.ids.line_id, "B1.2.1#1");
    for row in &rows {
        for id in [&row.ids.chapter_id, &row.ids.theme_id, &row.ids.measure_id] {
            assert!(id.starts_with(['C', 'T', 'M']) && id.parse::<f64>().is_err());
        }
        assert_eq!(row.ids.sub_id.is_some(), row.sub.is_some());
        assert_eq!(row.ids.original_id.is_some(), row.original.is_some());
    }
    let tsv = reading.done(&["lines", "14", "--format", "tsv"]);
    let width = HEADS.len();
    assert!(
        tsv.lines().all(|line| line.split('\t').count() == width),
        "{tsv}"
    );
    let markdown = reading.done(&["lines", "14", "--format", "markdown"]);
    assert!(markdown.contains("| `14.1.1#1` | "), "{markdown}");
    assert!(markdown.contains("- 文書の一部: 14 "), "{markdown}");
}

#[test]
fn a_part_is_called_a_part() {
    let reading = ReadingState::new();
    let part = ["export", "14", "--query", "消防 新規"];
    let of = |format: &str| reading.done(&[&part[..], &["--format", format]].concat());
    let markdown = of("markdown");
    let head: String = markdown.split("\n\n").take(2).collect();
    assert!(
        head.starts_with("### 14 ") && head.contains("- 文書の一部: 14 "),
        "{head}"
    );
    assert!(head.contains("- 選び方: 検索「消防 新規」"), "{head}");
    assert!(head.contains("総務省「"), "{head}");
    let json: ExportJson = serde_json::from_str(&of("json")).unwrap();
    let said = json.part.unwrap();
    assert_eq!(
        (said.id.as_str(), said.query.as_deref()),
        ("14", Some("消防 新規"))
    );
    let whole: ExportJson = serde_json::from_str(&reading.done(&["export"])).unwrap();
    assert_eq!(whole.part, None);
    assert!(
        !reading
            .done(&["export", "--format", "markdown"])
            .contains("文書の一部")
    );
}

/// The xml of one sheet of a workbook, and its rows with a bar between the cells that hold any.
fn sheet(path: &Path, number: usize) -> (String, Vec<String>) {
    let mut archive = zip::ZipArchive::new(std::fs::File::open(path).unwrap()).unwrap();
    let name = format!("xl/worksheets/sheet{number}.xml");
    let mut xml = String::new();
    let mut part = archive.by_name(&name).unwrap();
    part.read_to_string(&mut xml).unwrap();
    let mut workbook: Xlsx<_> = calamine::open_workbook(path).unwrap();
    let range = workbook.worksheet_range_at(number - 1).unwrap().unwrap();
    let row = |cells: &[Data]| -> String {
        let filled = cells.iter().filter(|cell| **cell != Data::Empty);
        filled
            .map(ToString::to_string)
            .collect::<Vec<_>>()
            .join("|")
    };
    (xml, range.rows().map(row).collect())
}

#[test]
fn a_workbook_of_a_part_sums_the_part_and_prints_well() {
    let reading = ReadingState::new();
    reading.done(&["export", "14", "-o", "14.xlsx"]);
    let (xml, rows) = sheet(&reading.path("14.xlsx"), 2);
    let text = rows.join("\n");
    assert!(text.contains("文書の一部|14 "), "{text}");
    let table = rows.iter().skip_while(|row| !row.starts_with("番地|"));
    let addresses: Vec<&str> = table
        .skip(1)
        .filter_map(|row| row.split('|').next())
        .collect();
    assert_eq!(addresses.first(), Some(&"14"), "{text}");
    assert!(
        addresses.iter().all(|a| *a == "14" || a.starts_with("14.")),
        "{text}"
    );
    assert!(addresses.len() > 1, "{text}");
    for wanted in [
        "orientation=\"landscape\"",
        "fitToHeight=\"0\"",
        "fitToPage=\"1\"",
    ] {
        assert!(xml.contains(wanted), "{xml}");
    }
    let (_, lines) = sheet(&reading.path("14.xlsx"), 1);
    assert!(lines[0].contains("|頁|"), "{lines:?}");
    for row in &lines {
        for code in [
            "|amount|",
            "|general|",
            "|within|",
            "|unspecified|",
            "|new|",
        ] {
            assert!(!row.contains(code), "{row}");
        }
    }
    assert!(
        lines
            .iter()
            .any(|row| row.contains("|金額|") && row.contains("|一般"))
    );
    reading.done(&["export", "--query", "消防 新規", "-o", "q.xlsx"]);
    let (_, rows) = sheet(&reading.path("q.xlsx"), 2);
    let text = rows.join("\n");
    assert!(text.contains("選び方|検索「消防 新規」"), "{text}");
    assert!(text.contains("（うち選んだ行）"), "{text}");
}

#[test]
fn what_could_not_be_read_stands_in_the_head() {
    let reading = ReadingState::new();
    reading.write("doc.txt", &SLY.replace("4.0億円", "4.O億円"));
    let lines = ["--file", "doc.txt", "lines", "--format", "markdown"];
    let output = reading.run(&lines, Stdio::null());
    let markdown = String::from_utf8(output.stdout).unwrap();
    assert!(
        markdown.contains("\n- 注意: 読み取れない金額の行1行を含まない\n"),
        "{markdown}"
    );
    reading.run(
        &["--file", "doc.txt", "export", "-o", "a.xlsx"],
        Stdio::null(),
    );
    let (_, rows) = sheet(&reading.path("a.xlsx"), 2);
    assert!(rows.contains(&"注意|読み取れない金額の行1行を含まない".to_owned()));
}

#[test]
fn nothing_in_a_document_swallows_the_rest_of_the_markdown() {
    let reading = ReadingState::new();
    reading.write("doc.txt", SLY);
    let markdown = reading.done(&["--file", "doc.txt", "export", "--format", "markdown"]);
    for line in markdown.lines() {
        let plain = line.trim_start();
        assert!(
            !plain.starts_with("~~~") && !plain.starts_with("```"),
            "{markdown}"
        );
        assert!(
            !plain.starts_with("---") && !plain.starts_with("1. "),
            "{markdown}"
        );
    }
    assert!(markdown.contains("\n\\~\\~\\~\n"), "{markdown}");
    assert!(markdown.contains("最後の施策"));
}

#[test]
fn a_chart_cites_the_document_and_not_its_file() {
    let reading = ReadingState::new();
    reading.write("doc.txt", SLY);
    let svg = reading.done(&["--file", "doc.txt", "chart", "1"]);
    assert!(svg.contains("出典: 環境省「環境省重点施策」"), "{svg}");
    assert!(!svg.contains("doc.txt"), "{svg}");
}
