#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    reason = "a test stops at what it did not expect"
)]

use std::io::Write;

use rust_xlsxwriter::{Format, Formula, Workbook};

use super::*;
use crate::source::{Kind, kind, read_as};

fn grid(source: &Source, n: usize) -> &Grid {
    let grids = source.blocks.iter().filter_map(|b| {
        if let Block::Grid(g) = b {
            Some(g)
        } else {
            None
        }
    });
    grids.into_iter().nth(n).unwrap()
}

fn texts(grid: &Grid) -> Vec<Vec<&str>> {
    grid.rows
        .iter()
        .map(|row| row.iter().map(|c| c.text.as_str()).collect())
        .collect()
}

fn zip(parts: &[(&str, &str)]) -> Vec<u8> {
    let mut zip = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for (name, text) in parts {
        zip.start_file(*name, zip::write::SimpleFileOptions::default())
            .unwrap();
        zip.write_all(text.as_bytes()).unwrap();
    }
    zip.finish().unwrap().into_inner()
}

#[test]
fn a_workbook_becomes_a_table_a_sheet() {
    let mut book = Workbook::new();
    let sheet = book.add_worksheet().set_name("港").unwrap();
    let percent = Format::new().set_num_format("0.0%");
    sheet
        .merge_range(2, 1, 3, 1, "港湾課", &Format::new())
        .unwrap();
    sheet.write(2, 2, "架空灯台").unwrap();
    sheet.write(2, 3, 0.1 + 0.2).unwrap();
    sheet.write(3, 2, "架空桟橋").unwrap();
    sheet.write(3, 3, 1_234_567.5).unwrap();
    sheet.write_with_format(3, 4, 0.125, &percent).unwrap();
    sheet
        .write_formula(6, 3, Formula::new("=SUM(D3:D4)").set_result("1234567.8"))
        .unwrap();
    book.add_worksheet().set_name("空").unwrap();
    let bytes = book.save_to_buffer().unwrap();
    assert_eq!(kind(&bytes), Ok(Kind::Xlsx));
    let source = read_as(Kind::Xlsx, &bytes).unwrap();
    assert_eq!(source.blocks.first(), Some(&Block::Sheet("港".to_owned())));
    assert_eq!(source.blocks.len(), 2);
    let grid = grid(&source, 0);
    assert_eq!(
        texts(grid),
        [
            vec!["港湾課", "架空灯台", "0.3", ""],
            vec!["港湾課", "架空桟橋", "1234567.5", "12.5%"],
            vec!["", "", "", ""],
            vec!["", "", "1234567.8", ""],
        ]
    );
    let copied: Vec<bool> = grid
        .rows
        .iter()
        .map(|row| row.first().unwrap().copied)
        .collect();
    assert_eq!(copied, [false, true, false, false]);
}

#[test]
fn an_ods_workbook_is_read_with_spans_and_repeats() {
    let content = r#"<office:document-content xmlns:office="o" xmlns:table="t" xmlns:text="x"><office:body>
        <table:table table:name="道路"><table:table-row>
        <table:table-cell table:number-rows-spanned="2"><text:p>国道</text:p></table:table-cell>
        <table:table-cell><text:p>橋 &amp; 路</text:p></table:table-cell>
        <table:table-cell office:value-type="float" office:value="12345"><text:p>12,345</text:p></table:table-cell>
        </table:table-row><table:table-row><table:covered-table-cell/>
        <table:table-cell><text:p>舗装</text:p></table:table-cell>
        <table:table-cell office:value-type="float" office:value="7"><text:p>7</text:p></table:table-cell>
        <table:table-cell table:number-columns-repeated="16000"/></table:table-row>
        <table:table-row table:number-rows-repeated="1048576"><table:table-cell table:number-columns-repeated="16384"
        office:value-type="string"><text:p>あ</text:p></table:table-cell></table:table-row>
        </table:table></office:body></office:document-content>"#;
    let bytes = zip(&[("content.xml", content)]);
    assert_eq!(kind(&bytes), Ok(Kind::Ods));
    let source = read_as(Kind::Ods, &bytes).unwrap();
    let rows = texts(grid(&source, 0));
    let start = |n: usize| rows.get(n).unwrap().get(..3).unwrap().to_vec();
    assert_eq!(start(0), ["国道", "橋 & 路", "12345"]);
    assert_eq!(start(1), ["国道", "舗装", "7"]);
    assert!(rows.len() < 100);
}

#[test]
fn cells_far_apart_and_a_million_cells_stay_bounded() {
    let far = r#"<worksheet><sheetData><row r="1"><c r="A1"><v>1</v></c></row>
        <row r="1048576"><c r="B1048576"><v>2</v></c><c r="XFD1048576"><v>3</v></c></row></sheetData>
        <mergeCells count="1"><mergeCell ref="A1:XFD1048576"/></mergeCells></worksheet>"#;
    let source = read_as(Kind::Xlsx, &workbook(far)).unwrap();
    assert_eq!(grid(&source, 0).rows.len(), 3);
}

#[test]
fn workbooks_that_are_cut_off_end() {
    let bytes = workbook(
        "<worksheet><sheetData><row r=\"1\"><c r=\"A1\"><v>1</v></c></row></sheetData></worksheet>",
    );
    for end in (0..bytes.len()).step_by(7) {
        let cut = bytes.get(..end).unwrap();
        let _ = read_as(Kind::Xlsx, cut);
        let _ = read_as(Kind::Ods, cut);
    }
}

fn workbook(sheet: &str) -> Vec<u8> {
    zip(&[
        ("[Content_Types].xml", "<Types/>"),
        (
            "_rels/.rels",
            r#"<Relationships><Relationship Id="r1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="xl/workbook.xml"/></Relationships>"#,
        ),
        (
            "xl/_rels/workbook.xml.rels",
            r#"<Relationships><Relationship Id="r1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet" Target="worksheets/sheet1.xml"/></Relationships>"#,
        ),
        (
            "xl/workbook.xml",
            r#"<workbook xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><sheets><sheet name="a" sheetId="1" r:id="r1"/></sheets></workbook>"#,
        ),
        ("xl/worksheets/sheet1.xml", sheet),
    ])
}

#[test]
fn a_hidden_sheet_of_an_ods_is_left_out_as_that_of_an_xlsx() {
    let sheet = |style: &str, name: &str, text: &str| {
        format!(
            "<table:table table:name=\"{name}\" table:style-name=\"{style}\"><table:table-row><table:table-cell>\
             <text:p>{text}</text:p></table:table-cell></table:table-row></table:table>"
        )
    };
    let styles = "<style:style style:name=\"ta1\" style:family=\"table\"><style:table-properties table:display=\"true\"/></style:style>\
         <style:style style:name=\"ta2\" style:family=\"table\"><style:table-properties table:display=\"false\"/></style:style>";
    let content = format!(
        "<office:document-content>{styles}{}{}{}</office:document-content>",
        sheet("ta1", "港", "灯台"),
        sheet("ta2", "旧案", "旧灯台"),
        sheet("ta1", "橋", "桟橋")
    );
    let bytes = zip(&[
        ("mimetype", "application/vnd.oasis.opendocument.spreadsheet"),
        ("content.xml", &content),
    ]);
    let source = read_as(Kind::Ods, &bytes).unwrap();
    assert_eq!(texts(grid(&source, 0)), [["灯台"]]);
    assert_eq!(texts(grid(&source, 1)), [["桟橋"]]);
    assert_eq!(
        source
            .blocks
            .iter()
            .filter(|b| matches!(b, Block::Grid(_)))
            .count(),
        2
    );
}
