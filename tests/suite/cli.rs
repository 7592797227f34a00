//! Runs of the whole program: exit codes, formats, bad input, closed pipes.

use std::io::{Read, Write};
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

use shisaku::output::diff::DiffJson;
use shisaku::output::json::ExportJson;
use shisaku::output::rows::{HEADS, Row};
use shisaku::output::search::SearchJson;
use shisaku::output::totals::TotalsJson;

/// The program in a quiet, Japanese surrounding.
fn program(arguments: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_shisaku"));
    command
        .args(arguments)
        .env_clear()
        .env("LANG", "ja_JP.UTF-8")
        // Whoever runs the tests may have settings of their own.
        .env("XDG_CONFIG_HOME", env!("CARGO_TARGET_TMPDIR"));
    command
}

#[track_caller]
fn run(arguments: &[&str]) -> Output {
    program(arguments).stdin(Stdio::null()).output().unwrap()
}

/// Standard output of a run that must succeed and complain of nothing.
#[track_caller]
fn stdout(arguments: &[&str]) -> String {
    let output = run(arguments);
    assert_eq!(String::from_utf8_lossy(&output.stderr), "");
    assert_eq!(output.status.code(), Some(0), "{arguments:?}");
    String::from_utf8(output.stdout).unwrap()
}

/// The one line on standard error of a run that must fail with that code.
#[track_caller]
fn complaint(arguments: &[&str], code: i32) -> String {
    let output = run(arguments);
    assert_eq!(output.status.code(), Some(code), "{arguments:?}");
    let line = String::from_utf8(output.stderr).unwrap();
    assert_eq!(line.lines().count(), 1, "{line}");
    line.trim_end().to_owned()
}

/// A directory with the files that no document is made of.
struct Bad {
    directory: tempfile::TempDir,
}

impl Bad {
    fn new() -> Self {
        let bad = Self {
            directory: tempfile::tempdir().unwrap(),
        };
        bad.write("empty.txt", b"");
        bad.write("blank.txt", b"\n  \n\xe3\x80\x80\n");
        bad.write("binary.txt", b"## 1 A\n\0\x01\x02\n");
        bad.write("sjis.txt", b"## 1 A\n\x8f\xd8\x96\xbe\x8f\x91\n");
        bad.write("one.txt", "一行だけの文書".as_bytes());
        bad.write("long.txt", &vec![b'a'; 1 << 20]);
        bad
    }

    fn write(&self, name: &str, bytes: &[u8]) {
        std::fs::write(self.path(name), bytes).unwrap();
    }

    fn path(&self, name: &str) -> PathBuf {
        self.directory.path().join(name)
    }
}

#[test]
fn bad_input_is_one_clear_line_and_exit_3() {
    let bad = Bad::new();
    for (name, place, what) in [
        ("empty.txt", ":1: ", "空です"),
        ("blank.txt", ":1: ", "空です"),
        ("missing.txt", ": ", "ファイルがありません"),
        ("", ": ", "ディレクトリーです"),
        ("binary.txt", ":2: ", "バイナリーです"),
        ("long.txt", ":1: ", "1048576バイト"),
    ] {
        let path = bad.path(name);
        let path = path.to_str().unwrap();
        for command in ["outline", "export", "totals", "lines", "check", "read"] {
            let line = complaint(&[command, "--file", path], 3);
            assert!(
                line.starts_with(&format!("shisaku: {path}{place}")),
                "{line}"
            );
            assert!(line.contains(what), "{line}");
            let english = complaint(&["--lang", "en", command, "--file", path], 3);
            assert!(english.replace(path, "").is_ascii(), "{english}");
        }
    }
}

#[test]
fn a_document_comes_from_standard_input_with_mark_and_carriage_returns() {
    let text = "\u{feff}# 重点施策\r\n\r\n## 1 防災\r\n\r\n消防\r\n\r\n## (1) 消防の強化\r\n\r\n【予算】消防車 1.5億円（2年度 1.0億円）\r\n";
    let mut child = program(&["lines", "--file", "-", "--format", "json"])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    child
        .stdin
        .take()
        .unwrap()
        .write_all(text.as_bytes())
        .unwrap();
    let output = child.wait_with_output().unwrap();
    let rows: Vec<Row> = serde_json::from_slice(&output.stdout).unwrap();
    assert_eq!(rows.len(), 1);
    assert_eq!(rows[0].name, "消防車");
    assert_eq!(rows[0].change_oku.as_deref(), Some("0.5"));
    assert_eq!(rows[0].line, 9);
}

#[test]
fn usage_errors_are_one_line_and_exit_2() {
    for arguments in [
        &["outlin"][..],
        &["show"],
        &["show", "第〇章"],
        &["outline", "--depth", "0"],
        &["lines", "--only", "newest"],
        &["totals", "--format", "xml"],
        &["search", "kind:ship"],
        &["--width", "3"],
    ] {
        complaint(arguments, 2);
    }
    let english = complaint(&["totals", "--lang", "en", "--by", "page"], 2);
    assert_eq!(
        english,
        "shisaku: --by <LEVEL> cannot be 'page'; use one of pillar, chapter, theme"
    );
}

#[test]
fn nothing_found_is_exit_1_with_the_nearest_address() {
    assert!(complaint(&["show", "14.1.99"], 1).contains("「14.1.5」"));
    assert!(complaint(&["totals", "21", "--lang", "en"], 1).contains("'20'"));
    complaint(&["search", "ぬるぽぽぽぽぽ"], 1);
    let output = run(&["search", "ぬるぽぽぽぽぽ", "--format", "json"]);
    assert_eq!(output.status.code(), Some(1));
    let json: SearchJson = serde_json::from_slice(&output.stdout).unwrap();
    assert_eq!(json.hits, []);
}

#[test]
fn a_closed_pipe_is_no_error() {
    for arguments in [
        &["outline"][..],
        &["export"],
        &["export", "--format", "csv"],
        &["export", "--format", "markdown"],
        &["lines"],
        &["completions", "bash"],
    ] {
        let mut child = program(arguments)
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        drop(child.stdout.take());
        let mut errors = String::new();
        child
            .stderr
            .take()
            .unwrap()
            .read_to_string(&mut errors)
            .unwrap();
        assert_eq!(errors, "", "{arguments:?}");
        assert_eq!(child.wait().unwrap().code(), Some(0), "{arguments:?}");
    }
}

#[test]
fn pipes_get_neither_escape_codes_nor_boxes() {
    for arguments in [
        &[][..],
        &["outline"],
        &["show", "14"],
        &["show", "1.2.1#1"],
        &["search", "消防"],
        &["totals", "--by", "chapter"],
        &["lines"],
        &["check"],
        &["--help"],
        &["--lang", "en", "lines", "--ascii"],
    ] {
        let text = stdout(arguments);
        let odd = |c: char| (c.is_control() && c != '\n') || ('─'..='╿').contains(&c);
        assert!(!text.contains(odd), "{arguments:?}");
        assert!(!text.is_empty());
    }
}

#[test]
fn colour_is_written_when_asked_for_but_never_to_a_dumb_terminal() {
    let colored = |term: &str| {
        let mut command = program(&["outline", "--color", "always"]);
        let output = command.env("TERM", term).output().unwrap();
        output.stdout.contains(&0x1b)
    };
    assert!(colored("xterm"));
    assert!(!colored("dumb"));
}

#[test]
fn no_command_and_no_terminal_prints_the_outline() {
    assert_eq!(stdout(&[]), stdout(&["outline"]));
}

#[test]
fn the_locale_chooses_the_language() {
    let help = |variables: &[(&str, &str)]| {
        let mut command = program(&["--help"]);
        command.envs(variables.iter().copied());
        String::from_utf8(command.output().unwrap().stdout).unwrap()
    };
    assert!(help(&[]).contains("使い方"));
    assert!(help(&[("LC_MESSAGES", "en_US.UTF-8")]).contains("Usage"));
    assert!(help(&[("LC_MESSAGES", "en_US.UTF-8"), ("LC_ALL", "ja_JP.UTF-8")]).contains("使い方"));
}

#[test]
fn the_outline_is_one_node_a_line_by_depth() {
    let pillars = stdout(&["outline", "--depth", "1"]);
    assert_eq!(pillars.lines().count(), 5);
    let chapters = stdout(&["outline", "--depth", "2"]);
    assert_eq!(chapters.lines().count(), 25);
    let themes = stdout(&["outline", "--depth", "3"]);
    assert_eq!(themes.lines().count(), 93);
    assert!(themes.contains("\n  14 大規模災害に対応した消防防災力・地域防災力の整備  "));
    let one = stdout(&["outline", "1.2.1"]);
    assert_eq!(
        one,
        "1.2.1 (1) 地域との多様な関わりの創出  8.7億円  +3.0\n  \
         1.2.1#1 関係人口創出・拡大事業  8.1億円  +3.0\n  \
         1.2.1#2 サテライトオフィス・マッチング支援事業  0.1億円  ≈±0.0\n  \
         1.2.1#3 ふるさとワーキングホリデー推進事業  0.5億円  ≈±0.0\n"
    );
}

#[test]
fn a_budget_line_is_shown_with_its_interval() {
    assert_eq!(
        stdout(&["show", "1.2.1#1", "--lang", "en"])
            .lines()
            .skip(5)
            .collect::<Vec<_>>(),
        [
            "Request (令和2年度): ¥0.81 billion",
            "Base year (元年度): ¥0.51 billion",
            "Change: +¥0.30 billion (+58.8%); with rounding +¥0.29 billion to +¥0.31 billion",
        ]
    );
}

#[test]
fn source_lines_are_printed_as_they_stand() {
    let source = stdout(&["show", "14.1.2.1", "--source"]);
    let seed = std::fs::read_to_string(seed()).unwrap();
    let line = |number: usize| seed.lines().nth(number - 1).unwrap().to_owned();
    assert!(source.contains(&format!("1945  {}\n", line(1945))));
}

fn seed() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("seeds/000_3bd7bf674129a828.txt")
}

#[test]
fn formats_can_be_read_back() {
    let json: ExportJson = serde_json::from_str(&stdout(&["export"])).unwrap();
    let jsonl = stdout(&["export", "--format", "jsonl"]);
    let rows: Vec<Row> = jsonl
        .lines()
        .map(|line| serde_json::from_str(line).unwrap())
        .collect();
    let listed: Vec<Row> = serde_json::from_str(&stdout(&["lines", "--format", "json"])).unwrap();
    assert_eq!(rows, listed);
    let csv = stdout(&["export", "--format", "csv"]);
    let mut reader = csv::Reader::from_reader(csv.as_bytes());
    assert_eq!(reader.headers().unwrap(), &HEADS[..]);
    let records: Vec<_> = reader.records().map(Result::unwrap).collect();
    assert_eq!(records.len(), rows.len());
    for (record, row) in records.iter().zip(&rows) {
        assert_eq!(record, &row.fields()[..]);
    }
    let budgets = json
        .pillars
        .iter()
        .flat_map(|p| &p.chapters)
        .flat_map(|c| &c.themes);
    let budgets = budgets.flat_map(|t| &t.measures).flat_map(|m| {
        let subs = m.subs.iter().flat_map(|s| &s.budget);
        m.budget.iter().chain(subs)
    });
    assert_eq!(budgets.count(), rows.len());
    assert!(stdout(&["export", "--format", "csv", "--bom"]).starts_with("\u{feff}pillar,"));
}

#[test]
fn csv_heads_are_the_keys_of_a_row() {
    let line = stdout(&["export", "--format", "jsonl"]);
    let keys: Vec<&str> = line
        .lines()
        .next()
        .unwrap()
        .trim_matches(['{', '}'])
        .split(",\"")
        .filter_map(|pair| pair.trim_start_matches('"').split_once("\":"))
        .map(|(key, _)| key)
        .collect();
    assert_eq!(keys, HEADS);
}

#[test]
fn totals_by_chapter_add_up_to_the_document() {
    let text = stdout(&["totals", "--by", "chapter", "--format", "json"]);
    let totals: TotalsJson = serde_json::from_str(&text).unwrap();
    assert_eq!(totals.scope, "document");
    assert_eq!(totals.groups.len(), 20);
    let sum = |of: fn(&shisaku::output::totals::FiguresJson) -> &str| {
        let figures = totals.groups.iter().map(|group| &group.figures);
        figures
            .map(|f| of(f).parse::<rust_decimal::Decimal>().unwrap())
            .sum::<rust_decimal::Decimal>()
    };
    assert_eq!(
        sum(|f| &f.request_total_oku).to_string(),
        totals.figures.request_total_oku
    );
    assert_eq!(
        sum(|f| &f.comparable.change_oku).to_string(),
        totals.figures.comparable.change_oku
    );
    let chapter: TotalsJson =
        serde_json::from_str(&stdout(&["totals", "14", "--format", "json"])).unwrap();
    assert_eq!(chapter.scope, "14");
    assert_eq!(chapter.groups, []);
    assert!(text.contains("\"comparable\": {\n    \"lines\""));
}

#[test]
fn lines_are_sorted_and_filtered() {
    let rows = |arguments: &[&str]| -> Vec<Row> {
        let mut all = vec!["lines", "--format", "json"];
        all.extend(arguments);
        serde_json::from_str(&stdout(&all)).unwrap()
    };
    let change = |row: &Row| -> rust_decimal::Decimal {
        row.change_oku.as_deref().unwrap().parse().unwrap()
    };
    let risen = rows(&["--only", "increased", "--sort", "change"]);
    assert!(risen.iter().map(change).is_sorted_by(|a, b| a >= b));
    let both = rows(&["--only", "within,unspecified"]);
    assert!(
        both.iter()
            .all(|r| ["within", "unspecified"].contains(&r.request_kind.as_str()))
    );
    assert!(rows(&["14"]).iter().all(|row| row.chapter == "14"));
    assert!(rows(&["--only", "relisted"]).iter().all(|row| row.relisted));
}

#[test]
fn lines_and_exports_are_narrowed_by_query_sort_and_address() {
    let rows = |arguments: &[&str]| -> Vec<Row> {
        let mut all = vec!["lines", "--format", "json"];
        all.extend(arguments);
        serde_json::from_str(&stdout(&all)).unwrap()
    };
    let fire = rows(&["--query", "消防 新規"]);
    assert!(fire.len() > 5 && fire.iter().all(|row| row.base_kind == "new"));
    assert!(fire.iter().any(|row| !row.chapter.starts_with("14")));
    let both = rows(&["14.2", "--query", "消防 新規", "--only", "increased"]);
    assert!(!both.is_empty() && both.iter().all(|row| row.theme == "14.2"));
    // Smallest first; what has no amount stays last.
    let least = rows(&["--sort", "request", "--reverse"]);
    let amounts: Vec<rust_decimal::Decimal> = least
        .iter()
        .map_while(|row| row.request_oku.as_deref()?.parse().ok())
        .collect();
    assert!(amounts.is_sorted() && amounts.len() > 150 && amounts.len() < least.len());
    let named = rows(&["--sort", "name"]);
    let readings = named.iter().map(|row| shisaku::japanese::gojuon(&row.name));
    assert!(readings.is_sorted());

    let narrowed = ["export", "14", "--query", "消防 新規"];
    let whole: ExportJson = serde_json::from_str(&stdout(&["export"])).unwrap();
    let part: ExportJson = serde_json::from_str(&stdout(&narrowed)).unwrap();
    assert_eq!(part.document, whole.document);
    let [pillar] = part.pillars.as_slice() else {
        panic!("{:?}", part.pillars.len());
    };
    assert_eq!(pillar.chapters.len(), 1);
    let measures = pillar.chapters[0].themes.iter().flat_map(|t| &t.measures);
    let lines: Vec<_> = measures
        .flat_map(|m| m.budget.iter().chain(m.subs.iter().flat_map(|s| &s.budget)))
        .collect();
    assert!(lines.iter().all(|line| line.base.kind == "new"));
    let csv = stdout(&[&narrowed[..], &["--format", "csv"]].concat());
    assert_eq!(csv.lines().count(), lines.len() + 1);
    let jsonl = stdout(&[&narrowed[..], &["--format", "jsonl"]].concat());
    assert_eq!(jsonl.lines().count(), lines.len());
    let markdown = stdout(&[&narrowed[..], &["--format", "markdown"]].concat());
    let told = markdown.lines().filter(|l| l.starts_with("- `")).count();
    assert_eq!(told, lines.len());
    assert!(markdown.starts_with("### 14 "), "{markdown}");

    let bad = complaint(&["lines", "--query", "kind:mesure"], 2);
    assert!(bad.contains("kind:measure"), "{bad}");
    complaint(&["export", "--query", "qqqqzz"], 1);
    complaint(&["export", "99"], 1);
}

#[test]
fn a_report_is_made_of_the_kept_marks() {
    let home = tempfile::tempdir().unwrap();
    let report = |arguments: &[&str]| {
        let mut command = program(arguments);
        for name in ["HOME", "XDG_STATE_HOME"] {
            command.env(name, home.path());
        }
        command.stdin(Stdio::null()).output().unwrap()
    };
    let none = report(&["report"]);
    assert_eq!(none.status.code(), Some(1));
    assert!(String::from_utf8_lossy(&none.stderr).contains("印がありません"));
    let state = home.path().join("shisaku");
    std::fs::create_dir_all(&state).unwrap();
    let kept = r#"{"marks":[{"address":"1.2.1#1","note":"要確認 *"},
        {"address":"5.3.2#1"},{"address":"IV"},{"address":"8.1.1#1"},{"address":"99"}]}"#;
    std::fs::write(state.join("embedded.json"), kept).unwrap();
    let output = report(&["report"]);
    assert_eq!(output.status.code(), Some(0));
    let text = String::from_utf8(output.stdout).unwrap();
    for part in [
        "## `1.2.1#1` 関係人口創出・拡大事業",
        "- 覚え書き: 要確認 \\*",
        "- 位置: 東京一極集中のはずと地域の活性化 › ",
        " 184行",
        "- 要求: 8.1億円",
        "- 前年度: 5.1億円",
        "- 増減: +3.0億円（+58.8%）",
        "第1章 ",
        "、5頁、番地 1.2.1\\#1",
        "- 補正: 平成30年度補正 14.5億円",
        "- 要求額の合計: 146.6億円 (57件)",
        "- 再掲元: `3.3.1#1`",
    ] {
        assert!(text.contains(part), "{part} is not in\n{text}");
    }
    assert_eq!(text.matches("\n## ").count(), 4);
    let file = home.path().join("marks.md");
    let path = file.display().to_string();
    assert!(report(&["report", "-o", &path]).stdout.is_empty());
    assert_eq!(std::fs::read_to_string(file).unwrap(), text);
    let english = String::from_utf8(report(&["report", "--lang", "en"]).stdout).unwrap();
    assert!(english.contains("- Request: ¥0.81 billion"), "{english}");
}

#[test]
fn search_gives_kinds_paths_and_matches() {
    let text = stdout(&[
        "search",
        "量子暗号",
        "--kind",
        "measure,budget",
        "--format",
        "json",
    ]);
    let found: SearchJson = serde_json::from_str(&text).unwrap();
    assert_eq!(found.query, "量子暗号");
    assert!(!found.hits.is_empty());
    for hit in &found.hits {
        assert!(
            ["measure", "budget"].contains(&hit.kind.as_str()),
            "{}",
            hit.kind
        );
        assert_eq!(hit.path[0], "Society 5.0時代の地域社会");
        for [from, to] in &hit.matches {
            assert!(from < to && *to <= hit.snippet.chars().count());
        }
    }
    let limited = stdout(&["search", "消防", "--limit", "3", "--format", "csv"]);
    assert_eq!(
        csv::Reader::from_reader(limited.as_bytes())
            .records()
            .count(),
        3
    );
}

#[test]
fn check_prints_findings_as_compilers_do() {
    let text = stdout(&["check", seed().to_str().unwrap()]);
    let place = format!("{}:", seed().display());
    assert!(text.lines().all(|line| line.starts_with(&place)));
    assert!(text.contains(": info: amount-in-text: "));
    let wrong = tempfile::NamedTempFile::new().unwrap();
    std::fs::write(
        wrong.path(),
        "# 重点施策\n\n## 1 防災\n\n消防\n\n## (1) 消防\n\n【予算】\n",
    )
    .unwrap();
    let output = run(&["check", wrong.path().to_str().unwrap()]);
    assert_eq!(output.status.code(), Some(1));
    assert!(String::from_utf8_lossy(&output.stdout).contains(":9: error: unread-budget: "));
}

#[test]
fn the_manual_names_every_command_key_and_condition() {
    // As troff reads it.
    let manual = stdout(&["man", "--lang", "en"]);
    let manual = manual
        .replace("\\-", "-")
        .replace("\\*(Aq", "'")
        .replace("\\:", "");
    for word in [".TH shisaku 1", ".SS totals", "EXIT STATUS", "NO_COLOR"] {
        assert!(manual.contains(word), "{word}");
    }
    let keys = shisaku::explorer::Keymap::default();
    for row in keys.rows().iter().filter(|row| !row.keys.is_empty()) {
        let what = keys.filled(row.binding.text.en);
        assert!(manual.contains(&what), "{what}");
    }
    for (_, what) in shisaku::search::SYNTAX {
        assert!(manual.contains(what.en), "{}", what.en);
    }
}

#[test]
fn the_reading_mode_ends_with_its_input() {
    let mut child = program(&["read"])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    child
        .stdin
        .take()
        .unwrap()
        .write_all("14\n".as_bytes())
        .unwrap();
    let output = child.wait_with_output().unwrap();
    assert_eq!(output.status.code(), Some(0));
    let text = String::from_utf8(output.stdout).unwrap();
    assert!(text.contains("大規模災害に対応した消防防災力"), "{text}");
}

#[test]
fn two_documents_are_compared_by_name() {
    let directory = tempfile::tempdir().unwrap();
    let write = |name: &str, body: &str| {
        let path = directory.path().join(name);
        let text = format!("# 重点施策\n\n## 1 防災\n\n消防\n\n## (1) 消防の強化\n\n{body}\n");
        std::fs::write(&path, text).unwrap();
        path.to_str().unwrap().to_owned()
    };
    let old = write("2.txt", "【予算】消防車 1.5億円（2年度 1.0億円）");
    let new = write("3.txt", "【予算】消防車 2.0億円（3年度 1.4億円）");
    let json: DiffJson =
        serde_json::from_str(&stdout(&["diff", &old, &new, "--format", "json"])).unwrap();
    assert_eq!(json.summary.changed, 1);
    assert_eq!(json.entries[0].change.as_ref().unwrap().oku, "0.5");
    let text = stdout(&["diff", &old, &new, "--lang", "en"]);
    assert!(
        text.contains("changed 1, renamed 0, new 0, dropped 0, unchanged 0"),
        "{text}"
    );
    assert!(
        text.contains("1.1.1#1  1.1.1#1  ¥0.15 billion  ¥0.20 billion"),
        "{text}"
    );
    let csv = stdout(&["diff", &old, &new, "--format", "csv"]);
    assert_eq!(
        csv::Reader::from_reader(csv.as_bytes()).records().count(),
        1
    );
    assert!(stdout(&["diff", &old, &old]).ends_with("違いはありません\n"));
    complaint(&["diff", &old, "nowhere.txt"], 3);
}

#[test]
fn charts_and_spreadsheets_are_files_of_their_kind() {
    let directory = tempfile::tempdir().unwrap();
    let path = |name: &str| directory.path().join(name).to_str().unwrap().to_owned();
    let (svg, xlsx) = (path("14.svg"), path("all.xlsx"));
    assert_eq!(stdout(&["chart", "14", "--output", &svg]), "");
    let drawn = std::fs::read_to_string(&svg).unwrap();
    assert!(drawn.starts_with("<svg ") && drawn.ends_with("</svg>\n"));
    assert!(drawn.contains(">82.5億円 +9.2</text>"), "{drawn}");
    assert_eq!(stdout(&["export", "--format", "xlsx", "-o", &xlsx]), "");
    assert!(std::fs::read(&xlsx).unwrap().starts_with(b"PK"));
    let steps = stdout(&["chart", "13", "--kind", "waterfall", "--dark"]);
    assert!(steps.contains("消防防災施設災害復旧費補助金"), "{steps}");
    let both = stdout(&["chart", "4", "--kind", "compare", "--with", "5"]);
    assert!(
        both.contains("564.8億円") && both.contains("110.0億円"),
        "{both}"
    );
    complaint(&["chart", "4", "--kind", "compare"], 2);
    if !cfg!(feature = "png") {
        let line = complaint(&["chart", "14", "-o", &path("14.png")], 2);
        assert!(line.contains("--features png"), "{line}");
    }
    let nowhere = path("no/such/place.svg");
    let line = complaint(&["chart", "14", "--output", &nowhere], 3);
    assert!(
        line.starts_with(&format!("shisaku: {nowhere}: 書き込めません")),
        "{line}"
    );
}

#[test]
fn the_limit_holds_for_all_tiers_together() {
    for query in ["人手不足", "軍人 年金", "統計不正", "火事を防ぐ"] {
        let out = stdout(&["search", "--limit", "4", "--format", "json", query]);
        let answer: serde_json::Value = serde_json::from_str(&out).unwrap();
        let hits = answer["hits"].as_array().unwrap().len();
        assert!((1..=4).contains(&hits), "{query}: {hits}");
    }
}

#[test]
fn search_answers_questions_and_finds_what_is_printed() {
    let ids = |query: &str| -> Vec<String> {
        let found: SearchJson =
            serde_json::from_str(&stdout(&["search", "--format", "json", "--", query])).unwrap();
        found.hits.into_iter().map(|hit| hit.id).collect()
    };
    assert_eq!(ids("841.1億円")[0], "3.3.1#1");
    assert_eq!(ids("841.1")[0], "3.3.1#1");
    assert_eq!(ids("16.8兆円"), ["11.2.1#1"]);
    assert_eq!(ids("14.1.2")[0], "14.1.2");
    assert_eq!(ids("14章(2)")[0], "14.1.2");
    assert_eq!(ids("III")[0], "III");
    assert_eq!(ids("百十九番")[0], "15.2.1");
    assert_eq!(ids("pension")[0], "17.1");
    assert_eq!(ids("てrわーく")[0], "10.1.1");
    assert_eq!(ids("産業投資"), ["5.1.4#1"]);

    let said = stdout(&["search", "消防の予算はいくら"]);
    let first = said.lines().next().unwrap();
    assert!(first.contains("要求額の合計") && first.contains("名・施策の題"));
    let asked = stdout(&["search", "--format", "json", "一番増えたのは"]);
    let asked: SearchJson = serde_json::from_str(&asked).unwrap();
    assert_eq!(asked.answer.unwrap().lines[0], "11.2.1#1");

    let none = run(&["search", "章:99"]);
    assert_eq!(none.status.code(), Some(1));
    let told = String::from_utf8(none.stderr).unwrap();
    assert!(told.contains("第99章はありません"), "{told}");
    let wrong = run(&["search", "(消防 救急) OR 水害"]);
    assert_eq!(wrong.status.code(), Some(2));
}

#[test]
fn a_folder_where_one_document_is_asked_for_names_one() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().to_str().unwrap();
    std::fs::write(folder.path().join("picture.png"), b"none").unwrap();
    for command in [&[path, "totals"][..], &["check", path], &[path, "read"]] {
        let line = complaint(command, 3);
        assert!(line.contains("文書がありません"), "{line}");
    }
    for name in ["b.md", "a.md"] {
        std::fs::write(folder.path().join(name), "# 文書\n").unwrap();
    }
    let one = folder.path().join("a.md").display().to_string();
    for (command, code) in [
        (&["check", path][..], 3),
        (&["totals", "--file", path], 3),
        (&[path, "totals"], 2),
    ] {
        let line = complaint(command, code);
        assert!(line.contains(&one), "{line}");
        assert!(!line.contains("--compare"), "{line}");
    }
    let line = complaint(&["--compare", &one, &one, "totals"], 2);
    assert!(line.contains("shisaku diff"), "{line}");
}

#[test]
fn a_query_without_a_word_is_wrong_usage() {
    for command in [
        &["search", ""][..],
        &["search", " "],
        &["lines", "--query", ""],
        &["--text", "search", ""],
    ] {
        let line = complaint(command, 2);
        assert!(line.contains("探す言葉がありません"), "{line}");
    }
}

#[test]
fn what_rounding_alone_could_make_is_marked_in_plain_commands_too() {
    let lines = String::from_utf8(run(&["lines", "12"]).stdout).unwrap();
    assert!(lines.contains(" ≈±0.0 "), "{lines}");
    assert!(!lines.contains(" ±0.0 "), "{lines}");
}

#[test]
fn check_speaks_english_in_english() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("a.md");
    let text = "# 重点施策\n\n## 1 港\n\n岸壁\n\n(1) 岸壁の施策\n\n【予算】 灯台 8.l億円（元年度 5.1億円）\n";
    std::fs::write(&path, text).unwrap();
    let output = run(&["--lang", "en", "check", path.to_str().unwrap()]);
    let found = String::from_utf8(output.stdout).unwrap();
    assert!(
        found.contains("money that could not be read (「8.l億円」"),
        "{found}"
    );
}
