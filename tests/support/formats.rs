//! Small files of each format, made in the test from words and numbers of its own.

#![allow(dead_code, reason = "each test uses some of it")]
#![allow(
    clippy::unwrap_used,
    clippy::panic,
    reason = "a test stops at what it did not expect"
)]

use std::fmt::Write as _;
use std::io::{Cursor, Write as _};

/// A zip archive of these parts.
pub fn zip(parts: &[(&str, &str)]) -> Vec<u8> {
    let mut zip = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for (name, text) in parts {
        zip.start_file(*name, zip::write::SimpleFileOptions::default())
            .unwrap();
        zip.write_all(text.as_bytes()).unwrap();
    }
    zip.finish().unwrap().into_inner()
}

/// A Word document with that body.
pub fn docx(body: &str) -> Vec<u8> {
    docx_with(body, &[])
}

/// A Word document with that body and more parts (styles, numbering, properties).
pub fn docx_with(body: &str, more: &[(&str, &str)]) -> Vec<u8> {
    let body = format!("<w:document xmlns:w=\"w\"><w:body>{body}</w:body></w:document>");
    let mut parts = vec![("word/document.xml", body.as_str())];
    parts.extend(more);
    zip(&parts)
}

/// A paragraph of a Word document, of that style.
pub fn paragraph(style: &str, text: &str) -> String {
    format!(
        "<w:p><w:pPr><w:pStyle w:val=\"{style}\"/></w:pPr><w:r><w:t xml:space=\"preserve\">{text}</w:t></w:r></w:p>"
    )
}

/// An OpenDocument workbook with one sheet of these rows.
pub fn ods(rows: &[&[&str]]) -> Vec<u8> {
    let mut text = "<table:table table:name=\"要求\">".to_owned();
    for row in rows {
        text.push_str("<table:table-row>");
        for cell in *row {
            let number = cell.parse::<f64>().is_ok();
            let value = if number {
                format!(" office:value-type=\"float\" office:value=\"{cell}\"")
            } else {
                String::new()
            };
            let _ = write!(
                text,
                "<table:table-cell{value}><text:p>{cell}</text:p></table:table-cell>"
            );
        }
        text.push_str("</table:table-row>");
    }
    text.push_str("</table:table>");
    ods_of(&text)
}

/// An OpenDocument workbook with that body.
pub fn ods_of(body: &str) -> Vec<u8> {
    let content = format!(
        "<office:document-content xmlns:office=\"o\" xmlns:table=\"t\" xmlns:text=\"x\"><office:body>{body}</office:body></office:document-content>"
    );
    zip(&[("content.xml", &content)])
}

/// An Excel workbook whose only sheet has that XML.
pub fn xlsx_of(sheet: &str) -> Vec<u8> {
    let relation = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
    let one = |kind: &str, target: &str| {
        format!(
            "<Relationships><Relationship Id=\"r1\" Type=\"{relation}/{kind}\" Target=\"{target}\"/></Relationships>"
        )
    };
    zip(&[
        ("[Content_Types].xml", "<Types/>"),
        ("_rels/.rels", &one("officeDocument", "xl/workbook.xml")),
        (
            "xl/_rels/workbook.xml.rels",
            &one("worksheet", "worksheets/sheet1.xml"),
        ),
        (
            "xl/workbook.xml",
            &format!(
                "<workbook xmlns:r=\"{relation}\"><sheets><sheet name=\"要求\" sheetId=\"1\" r:id=\"r1\"/></sheets></workbook>"
            ),
        ),
        ("xl/worksheets/sheet1.xml", sheet),
    ])
}

/// An Excel workbook with one sheet of these rows, as a spreadsheet program writes it.
pub fn xlsx(rows: &[&[&str]]) -> Vec<u8> {
    let mut book = rust_xlsxwriter::Workbook::new();
    let sheet = book.add_worksheet().set_name("要求").unwrap();
    for (row, cells) in (0..).zip(rows) {
        for (column, cell) in (0..).zip(*cells) {
            match cell.parse::<f64>() {
                Ok(number) => sheet.write(row, column, number).unwrap(),
                Err(_) => sheet.write(row, column, *cell).unwrap(),
            };
        }
    }
    book.save_to_buffer().unwrap()
}

/// A PDF of these pages of operators, with an unembedded Japanese font that has no table of its own.
pub fn pdf(pages: &[String]) -> Vec<u8> {
    pdf_with(pages, "", "")
}

/// The same, with more entries in each page's dictionary and in the trailer.
pub fn pdf_with(pages: &[String], page: &str, trailer: &str) -> Vec<u8> {
    let kids: String = (0..pages.len()).fold(String::new(), |mut kids, n| {
        let _ = write!(kids, "{} 0 R ", 5 + 2 * n);
        kids
    });
    let mut objects = vec![
        "<</Type/Catalog/Pages 2 0 R>>".to_owned(),
        format!("<</Type/Pages/Kids[{kids}]/Count {}>>", pages.len()),
        "<</Type/Font/Subtype/Type0/BaseFont/Ryumin-Light/Encoding/UniJIS-UCS2-H/DescendantFonts[4 0 R]>>".to_owned(),
        "<</Type/Font/Subtype/CIDFontType0/BaseFont/Ryumin-Light/DW 1000/W[1 632 500]/CIDSystemInfo<</Registry(Adobe)/Ordering(Japan1)/Supplement 2>>>>".to_owned(),
    ];
    for (n, content) in pages.iter().enumerate() {
        objects.push(format!(
            "<</Type/Page/Parent 2 0 R/MediaBox[0 0 600 800]{page}/Contents {} 0 R/Resources<</Font<</F1 3 0 R>>>>>>",
            6 + 2 * n
        ));
        objects.push(format!(
            "<</Length {}>>\nstream\n{content}\nendstream",
            content.len()
        ));
    }
    let mut out = "%PDF-1.4\n".to_owned();
    let mut places = Vec::new();
    for (n, object) in (1..).zip(&objects) {
        places.push(out.len());
        let _ = write!(out, "{n} 0 obj\n{object}\nendobj\n");
    }
    let start = out.len();
    let size = objects.len() + 1;
    let _ = writeln!(out, "xref\n0 {size}\n0000000000 65535 f ");
    for place in places {
        let _ = writeln!(out, "{place:010} 00000 n ");
    }
    let _ = write!(
        out,
        "trailer<</Size {size}/Root 1 0 R{trailer}>>\nstartxref\n{start}\n%%EOF\n"
    );
    out.into_bytes()
}

/// Operators that set a text at a place of a page, in that size.
pub fn show(x: f64, y: f64, size: f64, text: &str) -> String {
    show_with(&format!("1 0 0 1 {x} {y}"), size, text)
}

/// The same under any matrix.
pub fn show_with(matrix: &str, size: f64, text: &str) -> String {
    let hex = text.encode_utf16().fold(String::new(), |mut hex, unit| {
        let _ = write!(hex, "{unit:04x}");
        hex
    });
    format!("BT /F1 {size} Tf {matrix} Tm <{hex}> Tj ET\n")
}

/// Operators that draw a rule.
pub fn rule(from: (f64, f64), to: (f64, f64)) -> String {
    format!("{} {} m {} {} l S\n", from.0, from.1, to.0, to.1)
}
