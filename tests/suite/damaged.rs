//! Files that are cut off, damaged or made to harm: nothing panics or hangs, memory is bounded, and one line says what is wrong
//! and what to do.

use std::fmt::Write as _;
use std::fs;
use std::io::{Cursor, Write as _};
use std::process::{Command, Output, Stdio};

use shisaku::parse::parse_source;
use shisaku::source::{Block, Source, SourceError, kind, read_as};

use crate::support::formats::{
    docx, docx_with, ods, ods_of, paragraph, pdf, pdf_with, show, xlsx, xlsx_of, zip,
};

const ROWS: [&[&str]; 3] = [
    &["事業名", "要求額（百万円）", "前年度（百万円）"],
    &["架空灯台の改修", "320", "250"],
    &["架空桟橋の延長", "1200", "－"],
];

/// Reads bytes as the program does, to the tree; whatever comes of it, it must come.
fn read(bytes: &[u8]) -> Result<Source, SourceError> {
    let source = read_as(kind(bytes)?, bytes)?;
    let _ = parse_source("damaged", &source);
    Ok(source)
}

/// One small sound file of each format.
fn sound() -> Vec<(&'static str, Vec<u8>)> {
    let lines = [
        (700.0, "第１　港"),
        (680.0, "・架空灯台の改修　3億円（2億円）"),
    ];
    let page = lines.iter().fold(String::new(), |page, (y, text)| {
        page + &show(60.0, *y, 10.0, text)
    });
    let html = "<html><h1>港</h1><ul><li>灯台　3億円（2億円）</ul><table><tr><th>事業名<th>要求額（千円）<tr><td rowspan=2>桟橋<td>12</table>";
    vec![
        ("pdf", pdf(&[page.clone(), page])),
        ("html", html.as_bytes().to_vec()),
        ("xlsx", xlsx(&ROWS)),
        ("ods", ods(&ROWS)),
        (
            "docx",
            docx(&(paragraph("H", "港") + &paragraph("T", "・灯台　3億円（2億円）"))),
        ),
    ]
}

#[test]
fn cut_and_changed_files_of_every_format_are_read_or_refused() {
    for (name, whole) in sound() {
        assert!(read(&whole).is_ok(), "{name}");
        let step = whole.len() / 40 + 1;
        for at in (0..whole.len()).step_by(step) {
            let _ = read(whole.get(..at).unwrap());
            let _ = read(whole.get(at..).unwrap());
            for change in [0x01, 0x20, 0xff] {
                let mut bytes = whole.clone();
                *bytes.get_mut(at).unwrap() ^= change;
                let _ = read(&bytes);
            }
            let mut bytes = whole.clone();
            bytes.drain(at..(at + step / 2).min(whole.len()));
            let _ = read(&bytes);
            let twice = [whole.get(..at).unwrap(), whole.get(at / 2..).unwrap()].concat();
            let _ = read(&twice);
        }
    }
}

/// A PDF of these objects, without any table of places: the reader looks for them.
fn objects(objects: &[&str]) -> Vec<u8> {
    let mut out = "%PDF-1.4\n".to_owned();
    for (n, object) in (1..).zip(objects) {
        let _ = write!(out, "{n} 0 obj\n{object}\nendobj\n");
    }
    out.push_str("trailer<</Root 1 0 R/Size 9>>\nstartxref\n0\n%%EOF\n");
    out.into_bytes()
}

#[test]
fn a_pdf_that_refers_to_itself_ends() {
    let catalog = "<</Type/Catalog/Pages 2 0 R>>";
    let content = "<</Length 6>>\nstream\n/X Do \nendstream";
    let page = "<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]/Contents 4 0 R/Resources<</XObject<</X 5 0 R>>>>>>";
    let form = "<</Type/XObject/Subtype/Form/BBox[0 0 9 9]/Resources<</XObject<</X 5 0 R>>>>/Length 12>>\nstream\n/X Do /X Do \nendstream";
    let loops = [
        objects(&[catalog, "<</Type/Pages/Kids[2 0 R 2 0 R]/Count 2>>"]),
        objects(&["<</Type/Catalog/Pages 1 0 R>>"]),
        objects(&[
            catalog,
            "<</Type/Pages/Kids[3 0 R]/Count 1>>",
            page,
            content,
            form,
        ]),
        objects(&[catalog, "<</Type/Pages/Kids 2 0 R/Count 2 0 R>>"]),
        objects(&[
            catalog,
            "<</Type/Pages/Kids[3 0 R]/Count 1>>",
            page,
            "<</Length 4 0 R>>\nstream\nq\nendstream",
        ]),
    ];
    for bytes in &loops {
        let _ = read(bytes);
    }
    // The table of places says that an older one comes before it: itself.
    let mut bytes = pdf(&[show(60.0, 700.0, 10.0, "灯台 3億円")]);
    let text = String::from_utf8_lossy(&bytes).into_owned();
    let start = text.find("xref\n").unwrap();
    bytes = text
        .replace("/Root 1 0 R", &format!("/Root 1 0 R/Prev {start}"))
        .into_bytes();
    assert!(read(&bytes).is_ok());
}

#[test]
fn a_pdf_with_absurd_numbers_ends() {
    let mut page = "q ".repeat(100_000);
    page.push_str("1e38 0 0 1e38 1e38 1e38 cm -1e308 Tc 99999999999999999999 Tw ");
    page.push_str(&show(1e30, -1e30, 1e9, "灯台 3億円"));
    page.push_str(&"[ ".repeat(10_000));
    page.push_str(&"<< ".repeat(10_000));
    let _ = read(&pdf(&[page]));
    let mut rules = String::new();
    for n in 0..3_000 {
        let _ = write!(rules, "0 {n} m 600 {n} l S {n} 0 m {n} 800 l S ");
    }
    rules.push_str(&show(60.0, 700.0, 10.0, "灯台 3億円"));
    assert!(read(&pdf(&[rules])).is_ok());
}

/// A kilobyte or so that unfolds to gigabytes, in parts of these names.
fn bomb(first: &str, ending: &str) -> Vec<u8> {
    let mut small = zip::ZipWriter::new(Cursor::new(Vec::new()));
    let options = zip::write::SimpleFileOptions::default();
    small.start_file("blank", options).unwrap();
    for _ in 0..8 {
        small.write_all(&vec![b' '; 1024 * 1024]).unwrap();
    }
    let mut small = zip::ZipArchive::new(small.finish().unwrap()).unwrap();
    let mut all = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for n in 0..200 {
        let name = if n == 0 {
            first.to_owned()
        } else {
            format!("{n}.{ending}")
        };
        let part = small.by_index_raw(0).unwrap();
        all.raw_copy_file_rename(part, name).unwrap();
    }
    all.finish().unwrap().into_inner()
}

#[test]
fn bombs_are_not_unfolded() {
    for first in ["xl/workbook.xml", "content.xml", "word/document.xml"] {
        let bytes = bomb(first, "xml");
        assert!(bytes.len() < 2_000_000);
        assert!(
            matches!(read(&bytes), Err(SourceError::TooLarge { .. })),
            "{first}"
        );
    }
    // Flate streams of a PDF: blank operators without end, and an object stream of them.
    let mut blank = flate2::write::ZlibEncoder::new(Vec::new(), flate2::Compression::fast());
    for _ in 0..80 {
        blank.write_all(&vec![b' '; 1024 * 1024]).unwrap();
    }
    let blank = blank.finish().unwrap();
    for kind in ["", "/Type/ObjStm/N 1/First 4"] {
        let mut bytes = b"%PDF-1.5\n1 0 obj\n<</Type/Catalog/Pages 2 0 R>>\nendobj\n2 0 obj\n<</Type/Pages/Kids[3 0 R]/Count 1>>\nendobj\n\
            3 0 obj\n<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]/Contents 4 0 R>>\nendobj\n"
            .to_vec();
        bytes.extend(
            format!(
                "4 0 obj\n<</Filter/FlateDecode{kind}/Length {}>>\nstream\n",
                blank.len()
            )
            .bytes(),
        );
        bytes.extend(&blank);
        bytes.extend(b"\nendstream\nendobj\ntrailer<</Root 1 0 R>>\n%%EOF\n");
        assert!(read(&bytes).is_err());
    }
}

#[test]
fn deep_and_wide_markup_stays_bounded() {
    let deep = format!("<html>{}港 3億円", "<div><ul><li><b>".repeat(25_000));
    assert!(read(deep.as_bytes()).is_ok());
    let tables = format!("<html>{}灯台", "<table><tr><td>".repeat(20_000));
    assert!(read(tables.as_bytes()).is_ok());
    let elements = "<w:p><w:r><w:sdt>".repeat(30_000);
    assert!(read(&docx(&format!("{elements}<w:t>港</w:t>"))).is_ok());
    let nested = "<w:tbl><w:tr><w:tc><w:p/>".repeat(10_000);
    assert!(read(&docx(&nested)).is_ok());
    assert!(
        read(&ods_of(
            &"<table:table><table:table-row><table:table-cell>".repeat(20_000)
        ))
        .is_ok()
    );
    let mut lines = "<w:p><w:r><w:t>港</w:t></w:r></w:p>".repeat(3_000);
    lines.push_str("<w:p><w:r><w:t>終わりのない");
    assert!(!read(&docx(&lines)).unwrap().notices.is_empty());
}

/// How many places the tables of a source have, and how many bytes stand in them.
fn size(source: &Source) -> (usize, usize) {
    let grids = source.blocks.iter().filter_map(|block| match block {
        Block::Grid(grid) => Some(grid),
        _ => None,
    });
    let cells = grids.flat_map(|grid| grid.rows.iter().flatten());
    cells.fold((0, 0), |(count, bytes), cell| {
        (count + 1, bytes + cell.text.len())
    })
}

#[test]
fn spans_and_far_cells_stay_bounded() {
    let long = "あ".repeat(20_000);
    let html = format!(
        "<table><tr><td rowspan=99999 colspan=99999>{long}{}",
        "<tr><td>1".repeat(20_000)
    );
    let wide = format!(
        "<table>{}",
        "<tr><td rowspan=4096>港<td colspan=256>湾".repeat(3_000)
    );
    let word = format!(
        "<w:tbl>{}</w:tbl>",
        "<w:tr><w:tc><w:tcPr><w:gridSpan w:val=\"9999\"/><w:vMerge w:val=\"restart\"/></w:tcPr><w:p><w:r><w:t>港</w:t></w:r></w:p></w:tc></w:tr>"
            .repeat(2_000)
    );
    let repeated = "<table:table><table:table-row table:number-rows-repeated=\"1048576\"><table:table-cell table:number-columns-repeated=\"16384\" \
        table:number-rows-spanned=\"99999\"><text:p>港</text:p></table:table-cell></table:table-row></table:table>";
    let merged = format!(
        "<worksheet><sheetData><row r=\"1\"><c r=\"A1\" t=\"inlineStr\"><is><t>{long}</t></is></c></row><row r=\"1048576\"><c r=\"XFD1048576\"><v>2</v></c>\
         </row></sheetData><mergeCells>{}</mergeCells></worksheet>",
        "<mergeCell ref=\"A1:XFD1048576\"/>".repeat(50)
    );
    for (name, bytes) in [
        ("html", html.into_bytes()),
        ("wide", wide.into_bytes()),
        ("docx", docx(&word)),
        ("ods", ods_of(repeated)),
        ("xlsx", xlsx_of(&merged)),
    ] {
        let source = read_as(kind(&bytes).unwrap(), &bytes).unwrap();
        let (places, text) = size(&source);
        assert!(
            places <= 4_000_000 && text < 64 * 1024 * 1024,
            "{name} {places} {text}"
        );
    }
}

/// Runs the program on that file with memory for little more than it needs.
fn run(name: &str, bytes: &[u8]) -> Output {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join(name), bytes).unwrap();
    let limit = if cfg!(target_os = "linux") {
        "ulimit -v 2000000;"
    } else {
        ""
    };
    Command::new("/bin/sh")
        .args(["-c", &format!("{limit} exec \"$SHISAKU\" {name} totals")])
        .env("SHISAKU", env!("CARGO_BIN_EXE_shisaku"))
        .env("HOME", folder.path())
        .env("LANG", "ja_JP.UTF-8")
        .current_dir(folder.path())
        .stdin(Stdio::null())
        .output()
        .unwrap()
}

#[cfg(unix)]
#[test]
fn one_line_says_what_is_wrong_and_what_to_do() {
    let image = "q 100 0 0 100 0 0 cm BI /W 1 /H 1 /BPC 8 /CS /G ID x EI Q".to_owned();
    let text = show(60.0, 700.0, 10.0, "灯台 3億円");
    let zeros = "0".repeat(64);
    let locked = format!(
        "/Encrypt<</Filter/Standard/V 1/R 2/Length 40/P -4/O<{zeros}>/U<{zeros}>>>/ID[<00><00>]"
    );
    let vertical = text.replace("1 0 0 1 60 700", "0.7 0.7 -0.7 0.7 60 700");
    let office = [&[0xd0, 0xcf, 0x11, 0xe0][..], &[0; 600]].concat();
    let files: Vec<(&str, Vec<u8>, &str)> = vec![
        ("scan.pdf", pdf(&[image]), "OCR"),
        (
            "locked.pdf",
            pdf_with(std::slice::from_ref(&text), "", &locked),
            "保護を外した",
        ),
        ("slanted.pdf", pdf(&[vertical]), "横書きのもの"),
        ("half.pdf", pdf(&[text])[..150].to_vec(), "もう一度入手"),
        ("nothing.pdf", b"%PDF-1.7\n".to_vec(), "もう一度入手"),
        ("half.xlsx", xlsx(&ROWS)[..600].to_vec(), "もう一度入手"),
        ("bomb.xlsx", bomb("xl/workbook.xml", "xml"), "分けて保存"),
        ("old.xls", office, "xlsxかdocx"),
        ("other.zip", zip(&[("a.txt", "港")]), "読める形式"),
        ("parts.docx", docx_with("", &[]), "空"),
        ("binary.dat", vec![7, 0, 1, 2, 3, 0, 0, 9], ""),
    ];
    for (name, bytes, advice) in files {
        let output = run(name, &bytes);
        let said = String::from_utf8(output.stderr).unwrap();
        assert_eq!(output.status.code(), Some(3), "{name} {said}");
        assert_eq!(said.lines().count(), 1, "{name} {said}");
        assert!(
            said.contains(name) && said.contains(advice),
            "{name} {said}"
        );
        assert!(output.stdout.is_empty(), "{name}");
    }
}
