#![allow(clippy::unwrap_used, reason = "a test stops at what it did not expect")]

use std::fmt::Write;

use super::read;
use crate::source::SourceError;
use crate::source::block::{Block, Source};

/// A PDF of one page with an unembedded Japanese font (predefined character map, no table of its own).
fn pdf(content: &str) -> Vec<u8> {
    let objects = [
        "<</Type/Catalog/Pages 2 0 R>>".to_owned(),
        "<</Type/Pages/Kids[3 0 R]/Count 1>>".to_owned(),
        "<</Type/Page/Parent 2 0 R/MediaBox[0 0 600 800]/Contents 4 0 R/Resources<</Font<</F1 5 0 R>>>>>>".to_owned(),
        format!("<</Length {}>>\nstream\n{content}\nendstream", content.len()),
        "<</Type/Font/Subtype/Type0/BaseFont/Ryumin-Light/Encoding/UniJIS-UCS2-H/DescendantFonts[6 0 R]>>".to_owned(),
        "<</Type/Font/Subtype/CIDFontType0/BaseFont/Ryumin-Light/DW 1000/W[1 632 500]/CIDSystemInfo<</Registry(Adobe)/Ordering(Japan1)/Supplement 2>>>>".to_owned(),
    ];
    let mut out = "%PDF-1.4\n".to_owned();
    let mut places = Vec::new();
    for (n, object) in (1..).zip(&objects) {
        places.push(out.len());
        let _ = write!(out, "{n} 0 obj\n{object}\nendobj\n");
    }
    let start = out.len();
    let _ = writeln!(out, "xref\n0 7\n0000000000 65535 f ");
    for place in places {
        let _ = writeln!(out, "{place:010} 00000 n ");
    }
    let _ = write!(
        out,
        "trailer<</Size 7/Root 1 0 R>>\nstartxref\n{start}\n%%EOF\n"
    );
    out.into_bytes()
}

fn show(x: u32, y: u32, size: u32, text: &str) -> String {
    let hex = text.encode_utf16().fold(String::new(), |mut hex, unit| {
        let _ = write!(hex, "{unit:04x}");
        hex
    });
    format!("BT /F1 {size} Tf 1 0 0 1 {x} {y} Tm <{hex}> Tj ET\n")
}

fn lines(source: &Source) -> Vec<(String, Option<u8>)> {
    let lines = source.blocks.iter().filter_map(|b| {
        if let Block::Line(l) = b {
            Some(l)
        } else {
            None
        }
    });
    lines
        .filter(|l| !l.text.is_empty())
        .map(|l| (l.text.clone(), l.hint.level))
        .collect()
}

#[test]
fn an_unembedded_font_is_read_with_columns_and_sizes() {
    let content = show(50, 700, 16, "港の整備")
        + &show(50, 660, 10, "架空灯台の改修")
        + &show(300, 660, 10, "3億円")
        + &show(50, 640, 10, "架空桟橋の延長")
        + &show(300, 640, 10, "12億円");
    let source = read(&pdf(&content)).unwrap();
    assert_eq!(
        lines(&source),
        [
            ("港の整備".to_owned(), Some(1)),
            (format!("架空灯台の改修{}3億円", " ".repeat(36)), None),
            (format!("架空桟橋の延長{}12億円", " ".repeat(36)), None),
        ]
    );
    assert_eq!(source.blocks.last(), Some(&Block::Page));
}

#[test]
fn rules_make_a_table_and_number_lines_its_rows() {
    let mut content = String::new();
    for y in [700, 680, 620] {
        let _ = writeln!(content, "50 {y} m 350 {y} l S");
    }
    for x in [50, 200, 275, 350] {
        let _ = writeln!(content, "{x} 620 m {x} 700 l S");
    }
    for (y, name, request, base) in [
        (686, "事業名", "要求", "前年"),
        (665, "架空灯台", "12", "10"),
        (645, "架空桟橋", "△3", "－"),
    ] {
        content += &show(60, y, 10, name);
        content += &show(210, y, 10, request);
        content += &show(300, y, 10, base);
    }
    let source = read(&pdf(&content)).unwrap();
    let Some(Block::Grid(grid)) = source.blocks.first() else {
        unreachable!()
    };
    let rows: Vec<Vec<&str>> = grid
        .rows
        .iter()
        .map(|r| r.iter().map(|c| c.text.as_str()).collect())
        .collect();
    assert_eq!(
        rows,
        [
            ["事業名", "要求", "前年"],
            ["架空灯台", "12", "10"],
            ["架空桟橋", "△3", "－"]
        ]
    );
}

#[test]
fn what_gives_no_text_says_why() {
    assert_eq!(read(b"%PDF-1.4\nnothing"), Err(SourceError::Broken("PDF")));
    let image = "q 100 0 0 100 0 0 cm BI /W 1 /H 1 /BPC 8 /CS /G ID x EI Q";
    assert_eq!(read(&pdf(image)), Err(SourceError::ImageOnly));
}

#[test]
fn damaged_files_neither_panic_nor_hang() {
    let whole = pdf(&show(50, 700, 10, "架空灯台の改修　3億円"));
    for end in (0..whole.len()).step_by(3) {
        let _ = crate::source::read_as(crate::source::Kind::Pdf, whole.get(..end).unwrap());
    }
    for at in (0..whole.len()).step_by(5) {
        let mut bytes = whole.clone();
        if let Some(byte) = bytes.get_mut(at) {
            *byte ^= 0x55;
        }
        let _ = crate::source::read_as(crate::source::Kind::Pdf, &bytes);
    }
}
