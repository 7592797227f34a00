//! Golden pairs of the source stage: `tests/data/source/NAME.EXT` and, in `NAME.EXT.expected`, the lines and tables
//! that it becomes. One pair for each rule. `UPDATE_EXPECTED=1 cargo test --test suite source_rules::` writes them anew.
//!
//! Formats that are archives or binary stand there as text: `.docx.xml` and `.ods.xml` are the body of the document, `.xlsx.xml`
//! is a sheet, and `.pdf.txt` says what is drawn: `page`, `text X Y SIZE words`, `matrix A B C D E F SIZE words`, `rule X Y X Y`.

use crate::support::formats;
use std::fmt::Write as _;
use std::fs;
use std::path::Path;

use shisaku::source::{Block, Grid, Hint, Kind, Source, encoding, kind, markdown, plain, read_as};

/// The bytes that a file of the folder stands for.
fn bytes_of(name: &str, text: &str) -> Vec<u8> {
    if name.ends_with(".docx.xml") {
        // Other parts of the archive follow the body after a line of `== NAME`.
        let mut parts = text.split("\n== ");
        let body = parts.next().unwrap_or_default();
        let more: Vec<(&str, &str)> = parts.filter_map(|p| p.split_once('\n')).collect();
        formats::docx_with(body, &more)
    } else if name.ends_with(".ods.xml") {
        formats::ods_of(text)
    } else if name.ends_with(".xlsx.xml") {
        formats::xlsx_of(text)
    } else if name.ends_with(".pdf.txt") {
        drawn(text)
    } else {
        text.as_bytes().to_vec()
    }
}

fn drawn(text: &str) -> Vec<u8> {
    let (mut pages, mut entries) = (vec![String::new()], String::new());
    for line in text.lines() {
        let (what, rest) = line.split_once(' ').unwrap_or((line, ""));
        let mut words = rest.splitn(if what == "matrix" { 8 } else { 4 }, ' ');
        let mut number = || words.next().unwrap().parse::<f64>().unwrap();
        let page = pages.last_mut().unwrap();
        match what {
            "page" => pages.push(String::new()),
            "entry" => entries.push_str(rest),
            "text" => {
                let (x, y, size) = (number(), number(), number());
                page.push_str(&formats::show(x, y, size, words.next().unwrap_or_default()));
            }
            "matrix" => {
                let matrix: Vec<String> = (0..6).map(|_| number().to_string()).collect();
                let size = number();
                let words = words.next().unwrap_or_default();
                page.push_str(&formats::show_with(&matrix.join(" "), size, words));
            }
            "rule" => {
                let (from, to) = ((number(), number()), (number(), number()));
                page.push_str(&formats::rule(from, to));
            }
            _ => assert!(what.is_empty() || what == "#", "{line}"),
        }
    }
    formats::pdf_with(&pages, &entries, "")
}

fn read(name: &str, bytes: &[u8]) -> Source {
    match kind(bytes).unwrap() {
        Kind::Text => {
            let decoded = encoding::decode(bytes).unwrap();
            let read = if name.ends_with(".md") {
                markdown::read
            } else {
                plain::read
            };
            read(&decoded.text)
        }
        other => read_as(other, bytes).unwrap(),
    }
}

/// A source as text: one line for a line or a row of a table.
fn shown(source: &Source) -> String {
    let mut out = String::new();
    if let Some(title) = &source.title {
        let _ = writeln!(out, "title {title}");
    }
    for (line, notice) in &source.notices {
        let _ = writeln!(out, "notice {line}: {notice}");
    }
    for block in &source.blocks {
        match block {
            Block::Line(line) => {
                let place = place(line.number, line.page);
                let _ = writeln!(out, "{place}{}|{}", hint(line.hint), line.text);
            }
            Block::Grid(grid) => table(&mut out, grid),
            Block::Page => out.push_str("page ends\n"),
            Block::Sheet(name) => {
                let _ = writeln!(out, "sheet {name}");
            }
        }
    }
    out
}

fn place(line: u32, page: u32) -> String {
    match page {
        0 => format!("{line} "),
        page => format!("{line}/p{page} "),
    }
}

fn hint(hint: Hint) -> String {
    let level = hint.level.map(|level| format!("h{level} "));
    let bold = if hint.bold { "bold " } else { "" };
    let item = if hint.item { "item " } else { "" };
    format!("{}{bold}{item}", level.unwrap_or_default())
}

/// `*` marks the copies that a span makes, `!` bold cells.
fn table(out: &mut String, grid: &Grid) {
    let _ = writeln!(out, "table {}", grid.caption);
    for row in &grid.rows {
        let cells = row.iter().map(|cell| {
            let copied = if cell.copied { "*" } else { "" };
            let bold = if cell.bold { "!" } else { "" };
            format!("{copied}{bold}{}", cell.text.replace('\n', "⏎"))
        });
        let first = row.first();
        let place = first.map_or(String::new(), |cell| place(cell.line, cell.page));
        let _ = writeln!(out, "  {place}[{}]", cells.collect::<Vec<_>>().join("|"));
    }
}

#[test]
fn every_rule_gives_what_stands_beside_it() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/data/source");
    let update = std::env::var_os("UPDATE_EXPECTED").is_some();
    let names = fs::read_dir(&folder).unwrap();
    let mut names: Vec<String> = names
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .filter(|name| !name.ends_with(".expected"))
        .collect();
    names.sort();
    assert!(names.len() >= 30, "{} rules", names.len());
    for name in names {
        let text = fs::read_to_string(folder.join(&name)).unwrap();
        let seen = shown(&read(&name, &bytes_of(&name, &text)));
        let beside = folder.join(format!("{name}.expected"));
        if update {
            fs::write(&beside, &seen).unwrap();
        }
        let expected = fs::read_to_string(&beside).unwrap_or_default();
        assert_eq!(seen, expected, "{name}");
    }
}
