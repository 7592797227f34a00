//! Made-up documents in the layouts of ministries, prefectures and towns: each is read as its answers, written beside it by hand, say.

use std::path::{Path, PathBuf};

use crate::support::figures::figures;
use shisaku::japanese::fold::wording;
use shisaku::model::Document;

fn documents() -> Vec<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/data/layouts");
    let mut found: Vec<PathBuf> = std::fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .filter(|path| path.extension().is_some_and(|e| e != "expected"))
        .collect();
    found.sort();
    found
}

fn read(path: &Path) -> Document {
    let bytes = std::fs::read(path).unwrap();
    let text = std::fs::read_to_string(path).unwrap();
    let kind = shisaku::source::kind(&bytes).unwrap();
    if matches!(kind, shisaku::source::Kind::Html) {
        let source = shisaku::source::read_as(kind, &bytes).unwrap();
        return shisaku::parse::parse_source("made-up", &source).unwrap();
    }
    shisaku::parse::parse("made-up", &text).unwrap()
}

/// Name and figures of each programme that counts, in the order of names.
fn programmes(document: &Document) -> Vec<String> {
    let lines = document.nodes.iter().filter_map(|node| {
        let budget = node.budget.as_ref()?;
        Some(format!(
            "{}\t{}",
            wording(&node.title),
            zero(&figures(budget))
        ))
    });
    let mut lines: Vec<String> = lines.collect();
    lines.sort();
    lines
}

/// A base of nothing is a new programme.
fn zero(figures: &str) -> String {
    match figures.strip_suffix(" 0") {
        Some(request) => format!("{request} new"),
        None => figures.to_owned(),
    }
}

#[test]
fn layouts_of_issuers_are_read_as_a_person_reads_them() {
    let mut faults = Vec::new();
    for path in documents() {
        let text = std::fs::read_to_string(path.with_extension("expected")).unwrap();
        let mut expected: Vec<String> = text
            .lines()
            .map(|line| {
                let (name, figures) = line.split_once('\t').unwrap();
                format!("{}\t{}", wording(name), zero(figures))
            })
            .collect();
        expected.sort();
        let document = read(&path);
        let read = programmes(&document);
        let name = path.file_name().unwrap().to_string_lossy().into_owned();
        for line in expected.iter().filter(|line| !read.contains(line)) {
            faults.push(format!("{name}: not read: {line}"));
        }
        // Sums of the whole document by account may stand beside the programmes, nothing else.
        let account = |line: &&String| {
            line.contains("会計") || line.starts_with('物') || line.starts_with('人')
        };
        for line in read
            .iter()
            .filter(|line| !expected.contains(line) && !account(line))
        {
            faults.push(format!("{name}: read too much: {line}"));
        }
    }
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

#[test]
fn amounts_that_no_rule_explains_are_said() {
    // Cells set in the middle of a column that no head tells: none of these numbers may be given to a neighbour.
    let text = "令和９年度　重点事業\n（単位：千円）\n\n                     48,200\n継続   架空灯台の改修          港湾課\n                  (45,100)\n                     22,000\n新規   架空桟橋の架替          港湾課\n                        (－)\n";
    let document = shisaku::parse::parse("made-up", text).unwrap();
    assert!(document.nodes.iter().all(|node| node.budget.is_none()));
    assert!(document.coverage.unwrap().unread >= 2);
}

#[test]
fn amounts_that_no_cell_or_name_takes_are_said() {
    // Amounts in a column of remarks, in a sentence beside a table, and behind a number of a heading.
    let text = "# 令和9年度 予算の概要\n\n（単位：千円）\n\n| 事業名 | 本年度 | 前年度 | 説明 |\n|---|---|---|---|\n| 架空灯台の改修 | 4,200 | 3,900 | 全体では3億2千万円 |\n| 架空桟橋の架替 | 1,100 | 0 | 令和8年度に5億円を積み立て |\n";
    let document = shisaku::parse::parse("made-up", text).unwrap();
    let said = |amount: &str| {
        document
            .diagnostics
            .iter()
            .any(|d| d.message.contains(amount))
    };
    assert!(said("3億2千万円") && said("5億円"));
    let read = document.nodes.iter().filter(|node| node.budget.is_some());
    assert_eq!(read.count(), 2);
}
