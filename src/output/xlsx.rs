//! A spreadsheet of the budget lines and one of the totals, amounts as numbers.
//!
//! Spreadsheets count in binary floating point; here alone an amount becomes one, nothing is
//! computed with it, and its cell shows as many decimals as were printed.

use std::collections::BTreeMap;
use std::io::{self, Write};

use rust_decimal::Decimal;
use rust_xlsxwriter::{Format, FormatBorder, Workbook, Worksheet, XlsxError};

use super::rows::{self, Row};
use super::{Look, totals, words};
use crate::cite;
use crate::lang::Text;
use crate::model::{Kind, Library, NodeId};

/// Most characters that a cell can hold.
const LONGEST_CELL: usize = 32_767;

const LINES_SHEET: Text = Text::new("予算", "Budget lines");
const TOTALS_SHEET: Text = Text::new("合計", "Totals");

/// One column: head and width in characters.
type Column = (Text, u32);

const LINE_COLUMNS: [Column; 24] = [
    (Text::new("番地", "Address"), 12),
    (Text::new("柱", "Pillar"), 6),
    (Text::new("章", "Chapter"), 6),
    (Text::new("章名", "Chapter title"), 30),
    (Text::new("テーマ", "Theme"), 8),
    (Text::new("テーマ名", "Theme title"), 36),
    (Text::new("施策", "Measure"), 10),
    (Text::new("施策名", "Measure title"), 36),
    (Text::new("細施策名", "Sub-measure title"), 24),
    (Text::new("事業名", "Programme"), 48),
    (Text::new("要求の種類", "Request kind"), 12),
    (Text::new("要求（億円）", "Request (100M yen)"), 14),
    (Text::new("要求の内訳", "Request parts"), 24),
    (Text::new("前年度の種類", "Base kind"), 12),
    (Text::new("前年度（億円）", "Base (100M yen)"), 14),
    (Text::new("前年度の内訳", "Base parts"), 24),
    (Text::new("補正", "Supplementary"), 16),
    (Text::new("補正（億円）", "Supplementary (100M yen)"), 12),
    (Text::new("増減（億円）", "Change (100M yen)"), 12),
    (Text::new("増減率（%）", "Change (%)"), 12),
    (Text::new("会計", "Account"), 10),
    (Text::new("再掲", "Relisted"), 8),
    (Text::new("再掲元", "Original"), 12),
    (Text::new("原文の行", "Source line"), 10),
];

const TOTAL_COLUMNS: [Column; 14] = [
    (Text::new("番地", "Address"), 8),
    (Text::new("名称", "Title"), 48),
    (
        Text::new("要求の合計（億円）", "Total request (100M yen)"),
        18,
    ),
    (Text::new("比べられる行", "Comparable lines"), 12),
    (
        Text::new("その要求（億円）", "Their request (100M yen)"),
        16,
    ),
    (Text::new("その前年度（億円）", "Their base (100M yen)"), 18),
    (Text::new("増減（億円）", "Change (100M yen)"), 12),
    (Text::new("増減率（%）", "Change (%)"), 12),
    (Text::new("予算の行", "Lines"), 10),
    (Text::new("再掲", "Relisted"), 8),
    (Text::new("内数", "Within"), 8),
    (Text::new("事項要求", "Unspecified"), 10),
    (Text::new("新規", "New"), 8),
    (Text::new("財投", "Fiscal loans"), 8),
];

/// What stands in a cell.
enum Cell {
    Words(String),
    Number(Option<String>),
}

/// Writes the workbook of these budget lines, in this order, with the totals of just these for
/// each chapter and what is above it that holds one of them. Under each table stands what was
/// taken out of the sums.
///
/// # Errors
/// What `out` says, or that the workbook could not be made.
pub fn write(
    out: &mut dyn Write,
    look: &Look,
    library: &Library,
    lines: &[NodeId],
    without: &[NodeId],
) -> io::Result<()> {
    let bytes =
        workbook(look, library, lines, without).map_err(|why| io::Error::other(why.to_string()))?;
    out.write_all(&bytes)
}

fn workbook(
    look: &Look,
    library: &Library,
    lines: &[NodeId],
    without: &[NodeId],
) -> Result<Vec<u8>, XlsxError> {
    let mut workbook = Workbook::new();
    let rows = rows::rows(library, lines, without);
    let note = cite::without(library, without, look.lang);
    let sheet = workbook.add_worksheet();
    sheet.set_name(look.text(LINES_SHEET))?;
    let cells = rows.iter().map(line_cells);
    fill(sheet, look, &LINE_COLUMNS, cells, &note)?;
    let sheet = workbook.add_worksheet();
    sheet.set_name(look.text(TOTALS_SHEET))?;
    let totals = groups(library, lines).into_iter();
    let cells = totals.map(|(id, lines)| total_cells(library, id, &lines));
    fill(sheet, look, &TOTAL_COLUMNS, cells, &note)?;
    workbook.save_to_buffer()
}

/// Documents, pillars and chapters that hold any of these lines, in document order, each with
/// those that it holds.
fn groups(library: &Library, lines: &[NodeId]) -> BTreeMap<NodeId, Vec<NodeId>> {
    let mut groups: BTreeMap<NodeId, Vec<NodeId>> = BTreeMap::new();
    for line in lines {
        for above in library.ancestors(*line) {
            if library.node(above).kind <= Kind::Chapter {
                groups.entry(above).or_default().push(*line);
            }
        }
    }
    groups
}

fn fill<const N: usize>(
    sheet: &mut Worksheet,
    look: &Look,
    columns: &[Column; N],
    rows: impl Iterator<Item = [Cell; N]>,
    note: &str,
) -> Result<(), XlsxError> {
    let bold = Format::new()
        .set_bold()
        .set_border_bottom(FormatBorder::Thin);
    for (column, (head, width)) in (0..).zip(columns) {
        sheet.write_string_with_format(0, column, look.text(*head), &bold)?;
        sheet.set_column_width(column, *width)?;
    }
    let mut last = 0;
    for (row, cells) in (1..).zip(rows) {
        for (column, cell) in (0..).zip(cells) {
            put(sheet, row, column, cell)?;
        }
        last = row;
    }
    let columns = u16::try_from(N).unwrap_or(u16::MAX);
    sheet.autofilter(0, 0, last, columns.saturating_sub(1))?;
    sheet.set_freeze_panes(1, 0)?;
    // One row of air, so that the note is no row of the table.
    put(sheet, last + 2, 0, Cell::Words(note.to_owned()))?;
    Ok(())
}

fn put(sheet: &mut Worksheet, row: u32, column: u16, cell: Cell) -> Result<(), XlsxError> {
    match cell {
        Cell::Words(words) if words.is_empty() => {}
        Cell::Words(words) => {
            let words: String = words.chars().take(LONGEST_CELL).collect();
            sheet.write_string(row, column, words)?;
        }
        Cell::Number(figure) => {
            let Some((number, format)) = figure.and_then(|text| numeric(&text)) else {
                return Ok(());
            };
            sheet.write_number_with_format(row, column, number, &format)?;
        }
    }
    Ok(())
}

/// The number nearest to the decimal, with a format of as many places.
fn numeric(text: &str) -> Option<(f64, Format)> {
    let places = text.parse::<Decimal>().ok()?.scale();
    let number = text.parse::<f64>().ok()?;
    let zeros = "0".repeat(usize::try_from(places).ok()?);
    let shape = if places == 0 {
        "#,##0".to_owned()
    } else {
        format!("#,##0.{zeros}")
    };
    Some((number, Format::new().set_num_format(shape)))
}

fn line_cells(row: &Row) -> [Cell; 24] {
    let words = |text: &str| Cell::Words(text.to_owned());
    let maybe = |text: &Option<String>| Cell::Words(text.clone().unwrap_or_default());
    let number = |text: &Option<String>| Cell::Number(text.clone());
    [
        words(&row.id),
        words(&row.pillar),
        words(&row.chapter),
        words(&row.chapter_title),
        words(&row.theme),
        words(&row.theme_title),
        words(&row.measure),
        words(&row.measure_title),
        maybe(&row.sub_title),
        words(&row.name),
        words(&row.request_kind),
        number(&row.request_oku),
        Cell::Words(rows::parts_field(row.request_parts.as_deref())),
        words(&row.base_kind),
        number(&row.base_oku),
        Cell::Words(rows::parts_field(row.base_parts.as_deref())),
        maybe(&row.supplementary_label),
        number(&row.supplementary_oku),
        number(&row.change_oku),
        number(&row.change_percent),
        words(&row.account),
        words(if row.relisted { &row.relisted_on } else { "" }),
        maybe(&row.original),
        Cell::Number(Some(row.line.to_string())),
    ]
}

fn total_cells(library: &Library, id: NodeId, lines: &[NodeId]) -> [Cell; 14] {
    let totals = crate::ledger::totals_of(library, lines.iter().copied());
    let figures = totals::figures(&totals);
    let (comparable, counts) = (figures.comparable, figures.counts);
    let number = |text: String| Cell::Number(Some(text));
    let count = |count: usize| Cell::Number(Some(count.to_string()));
    [
        Cell::Words(library.address(id).to_string()),
        Cell::Words(words::heading(library, id)),
        number(figures.request_total_oku),
        count(comparable.lines),
        number(comparable.request_oku),
        number(comparable.base_oku),
        number(comparable.change_oku),
        Cell::Number(comparable.percent),
        count(counts.lines),
        count(counts.relisted),
        count(counts.within),
        count(counts.unspecified),
        count(counts.new),
        count(counts.filp),
    ]
}
