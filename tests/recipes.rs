//! The recipes of docs/DATA.md, run as they are written there: each block's answer must be the
//! one that is printed behind it.

#![cfg(unix)]
#![allow(
    clippy::unwrap_used,
    clippy::panic,
    reason = "a test stops at what it did not expect"
)]

use std::collections::BTreeMap;
use std::path::Path;
use std::process::Command;

use serde_json::Value;

const DATA: &str = include_str!("../docs/DATA.md");

/// Runs every statement and shows what has an answer, as DuckDB's own shell does.
const SHOW: &str = "import sys, duckdb
for statement in sys.stdin.read().split(';'):
    if statement.strip():
        answer = duckdb.sql(statement)
        if answer is not None:
            answer.show(max_width=400)
";

/// The blocks of a Markdown text: language and lines.
fn blocks(text: &str) -> Vec<(String, String)> {
    let mut blocks = Vec::new();
    let mut lines = text.lines();
    while let Some(line) = lines.next() {
        if let Some(language) = line.strip_prefix("```") {
            let body: Vec<&str> = lines.by_ref().take_while(|l| *l != "```").collect();
            blocks.push((language.to_owned(), body.join("\n")));
        }
    }
    blocks
}

/// Printed lines without blank ones, which mean nothing in a table.
fn printed(text: &str) -> String {
    let lines = text.lines().map(str::trim_end);
    lines
        .filter(|l| !l.is_empty())
        .collect::<Vec<_>>()
        .join("\n")
}

#[track_caller]
fn answer(program: &str, arguments: &[&str], typed: &str, directory: &Path) -> String {
    let own = Path::new(env!("CARGO_BIN_EXE_shisaku")).parent().unwrap();
    let others = std::env::var("PATH").unwrap_or_default();
    let input = directory.join("typed");
    std::fs::write(&input, typed).unwrap();
    let output = Command::new(program)
        .args(arguments)
        .current_dir(directory)
        .env("PATH", format!("{}:{others}", own.display()))
        .env("XDG_CONFIG_HOME", env!("CARGO_TARGET_TMPDIR"))
        .env("LC_ALL", "C.UTF-8")
        .env("PYTHONIOENCODING", "utf-8")
        .stdin(std::fs::File::open(input).unwrap())
        .output()
        .unwrap();
    let said = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{typed}\n{said}");
    String::from_utf8(output.stdout).unwrap()
}

/// Whether a block is of the ready questions, whose answers are those of the program.
fn is_question(body: &str) -> bool {
    body.starts_with("-- questions ") || body.starts_with("CREATE ")
}

/// Made-up review sheets and a folder of documents, where the recipes look for them.
fn copy_sheets(directory: &Path) {
    let papers = directory.join("papers");
    std::fs::create_dir(&papers).unwrap();
    let seed = Path::new(env!("CARGO_MANIFEST_DIR")).join("seeds/000_3bd7bf674129a828.txt");
    for name in ["令和2年度.txt", "写し 100%.txt"] {
        std::fs::copy(&seed, papers.join(name)).unwrap();
    }
    let sheets = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/data/reviews");
    for name in SHEETS {
        std::fs::copy(sheets.join(name), directory.join(name)).unwrap();
    }
}

const SHEETS: [&str; 2] = ["2-1_RS_2024.zip", "judgit.ndjson"];

/// Runs every statement and prints the rows of the last answer as JSON, amounts without ending zeros.
const ROWS: &str = "import sys, json, decimal, duckdb
for statement in sys.stdin.read().split(';'):
    if statement.strip():
        answer = duckdb.sql(statement)
def plain(value):
    return f'{value.normalize():f}' if isinstance(value, decimal.Decimal) else value
heads = ['name'] + answer.columns[1:]
print(json.dumps([dict(zip(heads, map(plain, row))) for row in answer.fetchall()], ensure_ascii=False))
";

#[test]
#[ignore = "needs Python with duckdb and pandas; run by .ci/run"]
fn ready_questions_have_the_same_answers_in_sql() {
    let directory = tempfile::tempdir().unwrap();
    let at = directory.path();
    copy_sheets(at);
    let mut export: Vec<&str> = SHEETS.to_vec();
    export.extend(["export", "-o", "years.jsonl"]);
    answer("shisaku", &export, "", at);
    let blocks = blocks(DATA);
    let all: Vec<&str> = blocks.iter().map(|(_, body)| body.as_str()).collect();
    let setup = all.iter().find(|body| body.starts_with("CREATE ")).unwrap();
    let (mut asked, mut found, mut figures) = (0, 0, 0);
    for body in &all {
        let Some((word, _)) = body
            .strip_prefix("-- questions ")
            .and_then(|b| b.split_once('\n'))
        else {
            continue;
        };
        let given = answer("python3", &["-c", ROWS], &format!("{setup}{body}"), at);
        let given: Vec<BTreeMap<String, Value>> = serde_json::from_str(&given).unwrap();
        let mut questions: Vec<&str> = SHEETS.to_vec();
        questions.extend(["questions", word, "--limit", "1000", "--format", "json"]);
        let told = answer("shisaku", &questions, "", at);
        let told: serde_json::Value = serde_json::from_str(&told).unwrap();
        let answers = told[0]["answers"].as_array().unwrap();
        // Of each programme the name and the figures that the block asks for.
        let heads: Vec<&String> = given
            .first()
            .map_or_else(Vec::new, |row| row.keys().collect());
        let row =
            |of: &dyn Fn(&str) -> Value| heads.iter().map(|head| of(head).to_string()).collect();
        let mut given: Vec<Vec<String>> = given
            .iter()
            .map(|own| row(&|head| own[head].clone()))
            .collect();
        let mut wanted: Vec<Vec<String>> = answers
            .iter()
            .map(|a| {
                row(&|head| {
                    if head == "name" {
                        a["name"].clone()
                    } else {
                        a["figures_oku"][head].clone()
                    }
                })
            })
            .collect();
        given.sort();
        wanted.sort();
        assert_eq!((given.len(), &given), (answers.len(), &wanted), "{word}");
        asked += 1;
        found += answers.len();
        figures += heads.len().saturating_sub(1);
    }
    assert!(
        asked >= 12 && found >= 10 && figures >= 10,
        "{asked} questions, {found} answers, {figures} figures"
    );
}

#[test]
#[ignore = "needs Python with duckdb and pandas; run by .ci/run"]
fn the_recipes_answer_what_is_printed_behind_them() {
    let directory = tempfile::tempdir().unwrap();
    let at = directory.path();
    let blocks = blocks(DATA);
    let mut compared = 0;
    copy_sheets(at);
    for (i, (language, body)) in blocks.iter().enumerate() {
        if is_question(body) {
            continue;
        }
        let given = match language.as_str() {
            "sh" => {
                answer("sh", &["-e"], body, at);
                continue;
            }
            "sql" => answer("python3", &["-c", SHOW], body, at),
            "python" => answer("python3", &["-"], body, at),
            _ => continue,
        };
        let (follows, wanted) = &blocks[i + 1];
        assert_eq!(follows, "", "no answer behind:\n{body}");
        assert_eq!(printed(&given), printed(wanted), "{body}");
        compared += 1;
    }
    assert!(compared >= 5, "{compared}");
}

/// One process a file, as GNU parallel shares them out: what could not be read is in its log and tried again,
/// what was read is not.
#[test]
#[ignore = "needs GNU parallel; run by .ci/run"]
fn gnu_parallel_reads_each_file_once() {
    let directory = tempfile::tempdir().unwrap();
    let at = directory.path();
    copy_sheets(at);
    std::fs::write(at.join("papers/壊れ.pdf"), [0, 1, 2, 3, 0xff]).unwrap();
    let blocks = blocks(DATA);
    let recipe = blocks.iter().find(|(_, body)| body.contains("| parallel "));
    let (_, recipe) = recipe.unwrap();
    // How many failed is its exit code.
    let typed = format!("{recipe} 2>/dev/null || test $? = 1");
    answer("sh", &["-e"], &typed, at);
    let read = |name: &str| {
        let path = at.join(format!("lines/document={name}/lines.jsonl"));
        std::fs::read_to_string(path)
            .unwrap_or_default()
            .lines()
            .count()
    };
    let counts = ["令和2年度.txt", "写し 100%.txt", "壊れ.pdf"].map(read);
    assert_eq!(counts, [191, 191, 0]);
    let runs = || {
        let log = std::fs::read_to_string(at.join("read.log")).unwrap();
        // Sequence, host, start, time, sent, received, exit code.
        let codes = log
            .lines()
            .skip(1)
            .map(|line| line.split('\t').nth(6).map(str::to_owned));
        codes.flatten().collect::<Vec<_>>()
    };
    let mut first = runs();
    first.sort();
    assert_eq!(first, ["0", "0", "3"]);
    answer("sh", &["-e"], &typed, at);
    assert_eq!(runs().len(), first.len() + 1);
}

#[test]
fn every_recipe_has_its_answer_behind_it() {
    let blocks = blocks(DATA);
    let recipes = blocks.iter().enumerate();
    let recipes = recipes.filter(|(_, (l, _))| l == "sql" || l == "python");
    let recipes = recipes.filter(|(_, (_, body))| !is_question(body));
    for (i, (_, body)) in recipes {
        let follows = blocks.get(i + 1).map(|(language, _)| language.as_str());
        assert_eq!(follows, Some(""), "{body}");
    }
}
