//! The embedded document turned into other formats by office programs is read as from its Markdown.

#![allow(
    clippy::unwrap_used,
    clippy::panic,
    reason = "a test stops at what it did not expect"
)]

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use serde_json::Value;

const SEED: &str = include_str!("../seeds/000_3bd7bf674129a828.txt");

/// Every budget line: all that `lines --format json` says of it but its place in the file.
fn lines_of(file: Option<&Path>) -> Vec<Value> {
    let home = tempfile::tempdir().unwrap();
    let mut program = Command::new(env!("CARGO_BIN_EXE_shisaku"));
    if let Some(file) = file {
        program.arg("--file").arg(file);
    }
    let output = program
        .args(["lines", "--format", "json"])
        .env_clear()
        .env("HOME", home.path())
        .output()
        .unwrap();
    assert!(output.status.success(), "{file:?} {output:?}");
    let all: Value = serde_json::from_slice(&output.stdout).unwrap();
    all.as_array().unwrap().clone()
}

/// Name, money, account and relisting of each line, without its place in the tree.
fn money(lines: &[Value]) -> Vec<String> {
    let fields = [
        "name",
        "request_kind",
        "request_oku",
        "request_parts",
        "base_kind",
        "base_oku",
        "base_parts",
        "supplementary_label",
        "supplementary_oku",
        "account",
        "relisted",
    ];
    let of = |line: &Value| {
        let values = fields.map(|field| line.get(field).unwrap().to_string());
        values.join(" ")
    };
    lines.iter().map(of).collect()
}

/// Where each line stands in the tree.
fn paths(lines: &[Value]) -> Vec<String> {
    let fields = ["chapter_title", "theme_title", "measure_title", "sub_title"];
    let of = |line: &Value| {
        let values = fields.map(|field| line.get(field).unwrap().to_string());
        let path = values.join(" › ");
        path.chars().filter(|c| !c.is_whitespace()).collect()
    };
    lines.iter().map(of).collect()
}

fn run(program: &str, arguments: &[&str]) {
    let output = Command::new(program).args(arguments).output().unwrap();
    assert!(
        output.status.success(),
        "{program} {arguments:?} {output:?}"
    );
}

/// LibreOffice, without any window and with a profile of its own.
fn convert(home: &Path, file: &Path, to: &str, into: &str) -> PathBuf {
    let profile = format!(
        "-env:UserInstallation=file://{}",
        home.join("profile").display()
    );
    let into = home.join(into);
    let (file_name, folder) = (file.to_str().unwrap(), into.to_str().unwrap());
    let mut arguments = vec![profile.as_str(), "--headless"];
    if file.extension().is_some_and(|e| e == "html") {
        arguments.push("--infilter=HTML (StarWriter)");
    }
    arguments.extend(["--convert-to", to, file_name, "--outdir", folder]);
    run("soffice", &arguments);
    let extension = to.split(':').next().unwrap();
    into.join(file.file_stem().unwrap())
        .with_extension(extension)
}

/// Markdown as a web page: headings, items, hard line ends, bold.
fn html(markdown: &str) -> String {
    let mut page = "<!DOCTYPE html><html lang=\"ja\"><meta charset=\"utf-8\"><body>\n".to_owned();
    let escaped = markdown.replace('&', "&amp;").replace('<', "&lt;");
    for paragraph in escaped.split("\n\n") {
        let mut within = String::new();
        let mut tag = "p".to_owned();
        let mut close = |tag: &str, within: &mut String| {
            let mut bold = false;
            let parts = within.split("**").map(|part| {
                let mark = if bold { "</b>" } else { "<b>" };
                bold = !bold;
                format!("{part}{mark}")
            });
            let text: String = parts.collect();
            let text = text.rsplit_once('<').map_or("", |(text, _)| text);
            if !text.trim().is_empty() {
                page.push_str(&format!("<{tag}>{}</{tag}>\n", text.trim()));
            }
            within.clear();
        };
        for line in paragraph.lines() {
            let depth = line.chars().take_while(|c| *c == '#').count();
            let item = line.trim_start().strip_prefix("- ");
            if depth > 0 || item.is_some() {
                close(&tag, &mut within);
            }
            tag = match (depth, item) {
                (0, None) => tag,
                (0, Some(_)) => "li".to_owned(),
                _ => format!("h{depth}"),
            };
            within.push_str(item.unwrap_or_else(|| line.trim_start_matches('#').trim_start()));
            within.push_str(if line.ends_with("  ") { "<br>" } else { "\n" });
            if depth > 0 {
                close(&tag, &mut within);
                tag = "p".to_owned();
            }
        }
        close(&tag, &mut within);
    }
    page.push_str("</body></html>\n");
    page
}

#[test]
#[ignore = "needs LibreOffice, poppler's pdftotext and Japanese fonts; some minutes; .ci/run runs it"]
fn the_embedded_document_is_the_same_in_every_format() {
    let folder = tempfile::tempdir().unwrap();
    let home = folder.path();
    let page = home.join("page.html");
    fs::write(&page, html(SEED)).unwrap();
    let docx = convert(home, &page, "docx:MS Word 2007 XML", "docx");
    let pdf = convert(home, &docx, "pdf", "pdf");
    let mut files = vec![
        convert(home, &docx, "html:HTML (StarWriter)", "html"),
        convert(home, &docx, "txt:Text (encoded):UTF8", "text"),
    ];
    for (name, options) in [
        ("plain", &[][..]),
        ("layout", &["-layout"]),
        ("raw", &["-raw"]),
    ] {
        let text = home.join(name).with_extension("txt");
        let (from, to) = (pdf.to_str().unwrap(), text.to_str().unwrap());
        run("pdftotext", &[options, &[from, to]].concat());
        files.push(text);
    }
    let expected = lines_of(None);
    assert_eq!(expected.len(), 191);
    // What keeps its headings or its type sizes keeps the whole tree; bare text keeps at least the money.
    for file in [&page, &docx, &pdf] {
        assert_eq!(
            paths(&lines_of(Some(file))),
            paths(&expected),
            "{}",
            file.display()
        );
    }
    files.extend([page, docx, pdf]);
    for file in files {
        let read = money(&lines_of(Some(&file)));
        for (found, wanted) in read.iter().zip(money(&expected)) {
            assert_eq!(*found, wanted, "{}", file.display());
        }
        assert_eq!(read.len(), expected.len(), "{}", file.display());
    }
}
