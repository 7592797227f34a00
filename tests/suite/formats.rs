//! The same made-up paper in every format and encoding, read by the whole program.

use crate::support::terminal;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

use serde_json::Value;

use crate::support::formats::{docx_with, ods, paragraph, pdf, rule, show, xlsx};

const MARKDOWN: &str = include_str!("../data/formats/harbour.md");
const HTML: &str = include_str!("../data/formats/harbour.html");
const PLAIN: &str = include_str!("../data/formats/harbour.txt");
const LAYOUT: &str = include_str!("../data/formats/harbour.layout.txt");

/// The rows of the paper as a table, in millions of yen.
const ROWS: [&[&str]; 7] = [
    &["令和９年度 港湾空路庁 概算要求", "", "", ""],
    &["（単位：百万円）", "", "", ""],
    &["区分", "事業名", "令和９年度要求額", "令和８年度予算額"],
    &["港を直す", "架空灯台の改修", "320", "250"],
    &["", "架空桟橋の延長", "1200", "－"],
    &["空路を守る", "離島航路の維持", "45", "40"],
    &["計", "", "1565", "290"],
];

/// Name, request and base of each programme of the paper.
const PROGRAMMES: [&str; 3] = [
    "架空灯台の改修 3.2 2.5",
    "架空桟橋の延長 12 new",
    "離島航路の維持 0.45 0.4",
];

struct Folder(tempfile::TempDir);

impl Folder {
    fn new() -> Self {
        Self(tempfile::tempdir().unwrap())
    }

    fn put(&self, name: &str, bytes: &[u8]) -> PathBuf {
        let path = self.0.path().join(name);
        fs::write(&path, bytes).unwrap();
        path
    }

    fn run(&self, arguments: &[&str]) -> Output {
        Command::new(env!("CARGO_BIN_EXE_shisaku"))
            .args(arguments)
            .env_clear()
            .env("LANG", "ja_JP.UTF-8")
            .env("HOME", self.0.path())
            .env("XDG_CONFIG_HOME", self.0.path().join("config"))
            .current_dir(self.0.path())
            .stdin(Stdio::null())
            .output()
            .unwrap()
    }

    #[track_caller]
    fn stdout(&self, arguments: &[&str]) -> String {
        let output = self.run(arguments);
        assert_eq!(output.status.code(), Some(0), "{arguments:?} {output:?}");
        String::from_utf8(output.stdout).unwrap()
    }

    /// Name, request and base of each programme that `lines` gives.
    #[track_caller]
    fn programmes(&self, path: &Path) -> Vec<String> {
        let path = path.to_str().unwrap();
        let rows = self.stdout(&[path, "lines", "--format", "json"]);
        let rows: Value = serde_json::from_str(&rows).unwrap();
        let number = |row: &Value, key: &str| {
            let text = row.get(key)?.as_str()?;
            let number: rust_decimal::Decimal = text.parse().ok()?;
            Some(number.normalize().to_string())
        };
        let text = |row: &Value, key: &str| row.get(key).unwrap().as_str().unwrap().to_owned();
        let rows = rows.as_array().unwrap().iter();
        rows.map(|row| {
            format!(
                "{} {} {}",
                text(row, "name"),
                number(row, "request_oku").unwrap_or_default(),
                number(row, "base_oku").unwrap_or_else(|| text(row, "base_kind"))
            )
        })
        .collect()
    }
}

/// The paper as a page with sizes and columns.
fn page() -> String {
    let mut page = show(150.0, 760.0, 16.0, "令和９年度港湾空路庁概算要求の概要");
    let lines = [
        (700.0, "第１　港を直す", "", ""),
        (670.0, "　・架空灯台の改修", "3.2億円", "（2.5億円）"),
        (650.0, "　・架空桟橋の延長", "12億円", "【新規】"),
        (610.0, "第２　空路を守る", "", ""),
        (580.0, "　・離島航路の維持", "4,500万円", "（4,000万円）"),
    ];
    for (y, name, request, base) in lines {
        page += &show(60.0, y, 10.5, name);
        if !request.is_empty() {
            page += &show(350.0, y, 10.5, request);
            page += &show(430.0, y, 10.5, base);
        }
    }
    page + &show(290.0, 40.0, 9.0, "- 1 -")
}

/// The paper as a ruled table on a page.
fn ruled() -> String {
    let mut page = show(150.0, 760.0, 16.0, "令和９年度港湾空路庁概算要求");
    page += &show(430.0, 735.0, 9.0, "（単位：百万円）");
    let rows = &ROWS[2..];
    let bottom = 720.0 - 25.0 * 5.0;
    for n in 0..=5_u8 {
        let y = 720.0 - 25.0 * f64::from(n);
        page += &rule((50.0, y), (530.0, y));
    }
    let columns = [50.0, 150.0, 330.0, 430.0, 530.0];
    for x in columns {
        page += &rule((x, bottom), (x, 720.0));
    }
    let mut y = 704.0;
    for row in rows {
        for (x, cell) in columns.iter().zip(*row) {
            page += &show(x + 5.0, y, 10.0, cell);
        }
        y -= 25.0;
    }
    page
}

fn word() -> Vec<u8> {
    let styles = r#"<w:styles xmlns:w="w"><w:style w:styleId="H"><w:name w:val="heading 1"/></w:style>
        <w:style w:styleId="L"><w:name w:val="List Bullet"/></w:style></w:styles>"#;
    let body = [
        paragraph("T", "令和９年度　港湾空路庁　概算要求の概要"),
        paragraph("H", "第１　港を直す"),
        paragraph("L", "架空灯台の改修　3.2億円（2.5億円）"),
        paragraph("L", "架空桟橋の延長　12億円【新規】"),
        paragraph("H", "第２　空路を守る"),
        paragraph("L", "離島航路の維持　4,500万円（4,000万円）"),
    ];
    docx_with(&body.concat(), &[("word/styles.xml", styles)])
}

/// The paper in each format, by file name.
fn files() -> Vec<(&'static str, Vec<u8>)> {
    vec![
        ("markdown.md", MARKDOWN.as_bytes().to_vec()),
        ("page.html", HTML.as_bytes().to_vec()),
        ("plain.txt", PLAIN.as_bytes().to_vec()),
        ("layout.txt", LAYOUT.as_bytes().to_vec()),
        ("lines.pdf", pdf(&[page()])),
        ("table.pdf", pdf(&[ruled()])),
        ("book.xlsx", xlsx(&ROWS)),
        ("book.ods", ods(&ROWS)),
        ("word.docx", word()),
    ]
}

#[test]
fn every_format_gives_the_same_programmes() {
    let folder = Folder::new();
    for (name, bytes) in files() {
        let path = folder.put(name, &bytes);
        assert_eq!(folder.programmes(&path), PROGRAMMES, "{name}");
        let path = path.to_str().unwrap();
        let totals = folder.stdout(&["--file", path, "totals", "--format", "json"]);
        assert!(totals.contains("\"15.65"), "{name} {totals}");
        let checked: Value =
            serde_json::from_str(&folder.stdout(&["check", path, "--format", "json"])).unwrap();
        let coverage = &checked["coverage"];
        assert_eq!(coverage["unread"], 0, "{name} {coverage}");
        // A line keeps its place: what `show --source` prints for it holds its name.
        let shown = folder.stdout(&["--file", path, "search", "離島航路", "--format", "json"]);
        let found: Value = serde_json::from_str(&shown).unwrap();
        let address = found["hits"][0]["id"]
            .as_str()
            .unwrap_or_default()
            .to_owned();
        let source = folder.stdout(&["--file", path, "show", &address, "--source"]);
        assert!(source.contains("離島航路"), "{name} {address} {source}");
    }
}

#[test]
fn the_contents_of_a_file_tell_its_format_not_its_name() {
    let folder = Folder::new();
    for (name, bytes) in files() {
        let path = folder.put(&name.replace('.', "_"), &bytes);
        assert_eq!(folder.programmes(&path), PROGRAMMES, "{name}");
    }
}

#[test]
fn every_encoding_gives_the_same_programmes() {
    let folder = Folder::new();
    let utf16 = |bytes: fn(u16) -> [u8; 2], mark: &[u8]| {
        let units = PLAIN.encode_utf16().flat_map(bytes);
        mark.iter().copied().chain(units).collect::<Vec<u8>>()
    };
    let encoded = |encoding: &'static encoding_rs::Encoding, text: &str| {
        let (bytes, _, lost) = encoding.encode(text);
        assert!(!lost, "{}", encoding.name());
        bytes.into_owned()
    };
    let texts = [
        ("sjis.txt", encoded(encoding_rs::SHIFT_JIS, PLAIN)),
        ("euc.txt", encoded(encoding_rs::EUC_JP, PLAIN)),
        ("jis.txt", encoded(encoding_rs::ISO_2022_JP, PLAIN)),
        ("sjis.html", encoded(encoding_rs::SHIFT_JIS, HTML)),
        ("utf16le.txt", utf16(u16::to_le_bytes, b"\xff\xfe")),
        ("utf16be.txt", utf16(u16::to_be_bytes, b"\xfe\xff")),
        ("utf16le-bare.txt", utf16(u16::to_le_bytes, b"")),
        ("utf16be-bare.txt", utf16(u16::to_be_bytes, b"")),
        (
            "utf8-mark.txt",
            [b"\xef\xbb\xbf", PLAIN.as_bytes()].concat(),
        ),
    ];
    for (name, bytes) in texts {
        let path = folder.put(name, &bytes);
        assert_eq!(folder.programmes(&path), PROGRAMMES, "{name}");
    }
}

#[test]
fn one_bad_byte_costs_a_character_and_is_told() {
    let folder = Folder::new();
    let at = PLAIN.find("を直す").unwrap();
    let mut bytes = PLAIN.as_bytes().to_vec();
    *bytes.get_mut(at).unwrap() = 0xff;
    let path = folder.put("bad.txt", &bytes);
    assert_eq!(folder.programmes(&path), PROGRAMMES);
    let told = folder.stdout(&["check", path.to_str().unwrap()]);
    let line = PLAIN.get(..at).unwrap().matches('\n').count() + 1;
    assert!(
        told.contains(&format!("bad.txt:{line}: warning: damaged-letter:")),
        "{told}"
    );
}

#[test]
fn a_document_is_named_before_the_command_or_by_option_or_comes_by_pipe() {
    let folder = Folder::new();
    let path = folder.put("word.docx", &word());
    let expected = folder.stdout(&["word.docx", "outline"]);
    assert!(expected.contains("離島航路の維持"), "{expected}");
    assert_eq!(folder.stdout(&["--file", "word.docx", "outline"]), expected);
    let piped = Command::new(env!("CARGO_BIN_EXE_shisaku"))
        .args(["-", "outline"])
        .env("HOME", folder.0.path())
        .env("LANG", "ja_JP.UTF-8")
        .stdin(fs::File::open(path).unwrap())
        .output()
        .unwrap();
    assert_eq!(String::from_utf8(piped.stdout).unwrap(), expected);
}

#[cfg(unix)]
#[cfg(unix)]
#[test]
fn several_files_and_a_folder_are_opened_side_by_side() {
    let folder = Folder::new();
    folder.put(
        "a.md",
        MARKDOWN.replace("港湾空路庁", "港湾空路庁甲").as_bytes(),
    );
    folder.put("b.xlsx", &xlsx(&ROWS));
    folder.put("c.docx", &word());
    folder.put("picture.png", b"\x89PNG no paper");
    let place = folder.0.path().to_str().unwrap();
    let two = format!("exec \"$SHISAKU\" {place}/a.md {place}/c.docx");
    for (line, counted) in [(two, 2), (format!("exec \"$SHISAKU\" {place}"), 3)] {
        let state = tempfile::tempdir().unwrap();
        let mut session = terminal::Session::start_shell(state, 120, 40, &line);
        session.wait_until("the documents side by side", |screen| {
            let named = ["a.md", "c.docx"].iter().all(|name| screen.contains(name));
            named && screen.matches("15.65 ").count() >= counted
        });
        session.press("q");
        assert_eq!(session.exit_code(), 0);
    }
}

#[test]
fn a_word_that_is_a_command_stays_the_command() {
    let folder = Folder::new();
    folder.put("outline", PLAIN.as_bytes());
    let embedded = folder.stdout(&["outline"]);
    assert!(!embedded.contains("架空灯台"), "{embedded}");
    for arguments in [
        &["./outline", "outline"][..],
        &["--file", "outline", "outline"],
    ] {
        assert!(folder.stdout(arguments).contains("架空灯台の改修"));
    }
}

#[test]
fn a_file_of_a_folder_that_cannot_be_read_is_told_and_the_others_open() {
    let folder = Folder::new();
    let papers = folder.0.path().join("papers");
    fs::create_dir(&papers).unwrap();
    fs::write(papers.join("a.pdf"), b"%PDF-1.4\nno page").unwrap();
    fs::write(papers.join("b.txt"), PLAIN).unwrap();
    let output = folder.run(&["papers", "read"]);
    let told = String::from_utf8_lossy(&output.stderr);
    assert_eq!(output.status.code(), Some(0), "{told}");
    assert!(
        told.contains("a.pdf") && told.lines().count() == 1,
        "{told}"
    );
    // Named itself, or where nothing else is there, it is an error.
    assert_eq!(
        folder
            .run(&["papers/a.pdf", "papers/b.txt", "read"])
            .status
            .code(),
        Some(3)
    );
    fs::remove_file(papers.join("b.txt")).unwrap();
    assert_eq!(folder.run(&["papers", "read"]).status.code(), Some(3));
    // In the full screen the status line says it.
    fs::write(papers.join("b.txt"), PLAIN).unwrap();
    let state = tempfile::tempdir().unwrap();
    let line = format!("exec \"$SHISAKU\" {}", papers.display());
    let mut session = terminal::Session::start_shell(state, 120, 40, &line);
    session.wait_until("the tree and what was left out", |screen| {
        screen.contains("架空") && screen.contains("a.pdf")
    });
    session.press("q");
    assert_eq!(session.exit_code(), 0);
}

#[test]
fn of_a_very_full_folder_it_is_said_how_much_is_not_open() {
    let folder = Folder::new();
    let papers = folder.0.path().join("papers");
    fs::create_dir(&papers).unwrap();
    for n in 0..203 {
        fs::write(papers.join(format!("{n:03}.txt")), PLAIN).unwrap();
    }
    let output = folder.run(&["papers", "read"]);
    let told = String::from_utf8_lossy(&output.stderr);
    assert!(told.contains("あとの3件は開いていません"), "{told}");
}
