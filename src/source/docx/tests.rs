#![allow(clippy::unwrap_used, reason = "a test stops at what it did not expect")]

use std::io::{Cursor, Write};

use crate::source::block::{Block, Source};
use crate::source::{Kind, kind, read_as};

fn docx(body: &str, more: &[(&str, &str)]) -> Vec<u8> {
    let mut zip = zip::ZipWriter::new(Cursor::new(Vec::new()));
    let body = format!("<w:document xmlns:w=\"w\"><w:body>{body}</w:body></w:document>");
    for (name, text) in [("word/document.xml", body.as_str())].iter().chain(more) {
        zip.start_file(*name, zip::write::SimpleFileOptions::default())
            .unwrap();
        zip.write_all(text.as_bytes()).unwrap();
    }
    zip.finish().unwrap().into_inner()
}

fn read(bytes: &[u8]) -> Source {
    assert_eq!(kind(bytes), Ok(Kind::Docx));
    read_as(Kind::Docx, bytes).unwrap()
}

#[test]
fn paragraphs_keep_level_number_tab_and_weight() {
    let styles = r#"<w:styles xmlns:w="w"><w:style w:styleId="a1"><w:name w:val="heading 2"/></w:style>
        <w:style w:styleId="a2"><w:basedOn w:val="a1"/></w:style></w:styles>"#;
    let numbers = r#"<w:numbering xmlns:w="w"><w:abstractNum w:abstractNumId="5"><w:lvl w:ilvl="0"><w:start w:val="1"/>
        <w:numFmt w:val="decimal"/><w:lvlText w:val="(%1)"/></w:lvl></w:abstractNum>
        <w:num w:numId="3"><w:abstractNumId w:val="5"/></w:num></w:numbering>"#;
    let list = r#"<w:pPr><w:numPr><w:ilvl w:val="0"/><w:numId w:val="3"/></w:numPr></w:pPr>"#;
    let body = format!(
        "<w:p><w:pPr><w:pStyle w:val=\"a2\"/></w:pPr><w:r><w:t>港 &amp; 海</w:t></w:r></w:p>\
         <w:p>{list}<w:r><w:t>灯台</w:t><w:tab/><w:t>3億円</w:t></w:r></w:p>\
         <w:p>{list}<w:r><w:rPr><w:b/></w:rPr><w:t>桟橋</w:t></w:r></w:p>\
         <w:p><w:del><w:r><w:delText>消した</w:delText></w:r></w:del></w:p>"
    );
    let bytes = docx(
        &body,
        &[("word/styles.xml", styles), ("word/numbering.xml", numbers)],
    );
    let seen: Vec<_> = read(&bytes)
        .blocks
        .into_iter()
        .filter_map(|b| {
            if let Block::Line(l) = b {
                Some(l)
            } else {
                None
            }
        })
        .map(|l| (l.number, l.text, l.hint.level, l.hint.item, l.hint.bold))
        .collect();
    assert_eq!(
        seen,
        [
            (1, "港 & 海".to_owned(), Some(2), false, false),
            (2, "(1) 灯台\t3億円".to_owned(), None, true, false),
            (3, "(2) 桟橋".to_owned(), None, true, true),
            (4, String::new(), None, false, false),
        ]
    );
}

#[test]
fn tables_keep_spans_as_marked_copies() {
    let cell = |properties: &str, text: &str| {
        format!("<w:tc><w:tcPr>{properties}</w:tcPr><w:p><w:r><w:t>{text}</w:t></w:r></w:p></w:tc>")
    };
    let body = format!(
        "<w:tbl><w:tr>{}{}</w:tr><w:tr>{}{}{}</w:tr><w:tr>{}{}{}</w:tr></w:tbl>",
        cell("", "課"),
        cell("<w:gridSpan w:val=\"2\"/>", "額"),
        cell("<w:vMerge w:val=\"restart\"/>", "港湾課"),
        cell("", "灯台"),
        cell("", "3"),
        cell("<w:vMerge/>", ""),
        cell("", "桟橋"),
        cell("", "4"),
    );
    let blocks = read(&docx(&body, &[])).blocks;
    let Some(Block::Grid(grid)) = blocks.first() else {
        unreachable!()
    };
    let rows: Vec<Vec<(&str, bool)>> = grid
        .rows
        .iter()
        .map(|r| r.iter().map(|c| (c.text.as_str(), c.copied)).collect())
        .collect();
    assert_eq!(
        rows,
        [
            [("課", false), ("額", false), ("額", true)],
            [("港湾課", false), ("灯台", false), ("3", false)],
            [("港湾課", true), ("桟橋", false), ("4", false)],
        ]
    );
}

#[test]
fn a_document_that_breaks_off_is_read_up_to_there() {
    let whole = docx(
        "<w:p><w:r><w:t>港</w:t></w:r></w:p><w:tbl><w:tr><w:tc><w:p><w:r><w:t>灯台",
        &[],
    );
    let source = read_as(Kind::Docx, &whole).unwrap();
    assert!(matches!(source.blocks.first(), Some(Block::Line(line)) if line.text == "港"));
    for end in (0..whole.len()).step_by(5) {
        let _ = read_as(Kind::Docx, whole.get(..end).unwrap());
    }
}

#[test]
fn text_behind_a_text_box_goes_on_in_its_paragraph_and_vanished_text_is_none() {
    let run = |text: &str| format!("<w:r><w:t>{text}</w:t></w:r>");
    let a_box = format!(
        "<w:r><w:pict><w:txbxContent><w:p>{}</w:p></w:txbxContent></w:pict></w:r>",
        run("箱の中")
    );
    let body = format!(
        "<w:p>{}{a_box}{}</w:p><w:p>{}<w:r><w:rPr><w:vanish/></w:rPr><w:t>旧案9億円</w:t></w:r>{}</w:p>",
        run("・架空桟橋"),
        run(" 7億円（6億円）"),
        run("港"),
        run("の橋")
    );
    let seen: Vec<_> = read(&docx(&body, &[]))
        .blocks
        .into_iter()
        .filter_map(|b| match b {
            Block::Line(l) => Some((l.number, l.text)),
            _ => None,
        })
        .collect();
    assert_eq!(
        seen,
        [
            (1, "・架空桟橋 7億円（6億円）".to_owned()),
            (2, "箱の中".to_owned()),
            (3, "港の橋".to_owned()),
        ]
    );
}
