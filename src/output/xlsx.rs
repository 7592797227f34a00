//! A spreadsheet of the budget lines and one of the totals, amounts as numbers.
//!
//! Spreadsheets count in binary floating point; here alone an amount becomes one, nothing is
//! computed with it, and its cell shows as many decimals as were printed.

use std::collections::BTreeMap;
use std::io::{self, Write};

use rust_decimal::Decimal;
use rust_xlsxwriter::{Format, FormatBorder, Workbook, Worksheet, XlsxError};

use super::labels::Labels;
use super::rows::{self, Row};
use super::{About, Look, totals, words};
use crate::lang::{Lang, Text};
use crate::model::{Kind, Library, NodeId, Spent};

/// Most characters that a cell can hold.
const LONGEST_CELL: usize = 32_767;

const LINES_SHEET: Text = Text::new("予算", "Budget lines");
const TOTALS_SHEET: Text = Text::new("合計", "Totals");

/// One column: head and width in characters.
type Column = (Text, u32);

const LINE_COLUMNS: [Column; 25] = [
    (Text::new("番地", "Address"), 12),
    (Text::new("柱", "Pillar"), 6),
    (Text::new("章", "Chapter"), 6),
    (Text::new("章名", "Chapter title"), 30),
    (Text::new("テーマ", "Theme"), 8),
    (Text::new("テーマ名", "Theme title"), 36),
    (Text::new("施策", "Measure"), 10),
    (Text::new("施策名", "Measure title"), 36),
    (Text::new("小施策名", "Sub-measure title"), 24),
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
    (Text::new("頁", "Page"), 6),
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

/// Behind the other columns where lines are of review sheets.
const RATE: Column = (Text::new("執行率（%）", "Execution rate (%)"), 10);

/// The heads of a table; those at `request` and `base` are called what the document's amounts are.
fn heads(
    look: &Look,
    columns: &[Column],
    labels: Option<&Labels>,
    (request, base): (&[usize], &[usize]),
) -> Vec<(String, u32)> {
    let plain = columns
        .iter()
        .map(|(head, width)| (look.text(*head).to_owned(), *width));
    let mut heads: Vec<(String, u32)> = plain.collect();
    let Some(labels) = labels.filter(|labels| labels.is_of_sheets()) else {
        return heads;
    };
    let unit = look.text(Text::new("（億円）", " (100M yen)"));
    for (at, (head, _)) in heads.iter_mut().enumerate() {
        if request.contains(&at) {
            *head = format!("{}{unit}", labels.request(head));
        } else if base.contains(&at) {
            *head = format!("{}{unit}", labels.base(head));
        }
    }
    heads.push((look.text(RATE.0).to_owned(), RATE.1));
    heads
}

/// What stands in a cell.
enum Cell {
    Words(String),
    Number(Option<String>),
}

/// Writes the workbook of these budget lines, in this order, with the totals of just these: of
/// the part that they are of, and of each pillar, chapter or what is next below the part. The
/// head of the totals, and of each printed page, says what it is of; under each table stands
/// what was taken out of the sums.
///
/// # Errors
/// What `out` says, or that the workbook could not be made.
pub fn write(
    out: &mut dyn Write,
    look: &Look,
    library: &Library,
    lines: &[NodeId],
    about: &About,
) -> io::Result<()> {
    let bytes =
        workbook(look, library, lines, about).map_err(|why| io::Error::other(why.to_string()))?;
    out.write_all(&bytes)
}

fn workbook(
    look: &Look,
    library: &Library,
    lines: &[NodeId],
    about: &About,
) -> Result<Vec<u8>, XlsxError> {
    let mut workbook = Workbook::new();
    let head = about.head(look, library);
    let note = about.without_text(look, library).unwrap_or_default();
    let rows = rows::rows(library, lines, &about.without);
    let sheet = workbook.add_worksheet();
    sheet.set_name(look.text(LINES_SHEET))?;
    let labels = lines
        .first()
        .map(|first| Labels::of(look.lang, library, *first));
    let with_rate = labels.as_ref().is_some_and(Labels::is_of_sheets);
    let cells = rows.iter().map(|row| {
        let rate = with_rate.then(|| Cell::Number(row.rate_percent.clone()));
        line_cells(look, row).into_iter().chain(rate).collect()
    });
    // Places of the request and of the base.
    let columns = heads(look, &LINE_COLUMNS, labels.as_ref(), (&[11], &[14]));
    let last = fill(sheet, &columns, 0, cells)?;
    put_note(sheet, last, &note)?;
    print_setup(sheet, &head, 0)?;
    let sheet = workbook.add_worksheet();
    sheet.set_name(look.text(TOTALS_SHEET))?;
    let mut top = 0;
    for (name, what) in &head {
        put(sheet, top, 0, Cell::Words((*name).to_owned()))?;
        put(sheet, top, 1, Cell::Words(what.clone()))?;
        top += 1;
    }
    // A blank row parts the head from the table.
    top += 1;
    let totals = groups(library, lines, about).into_iter();
    let cells = totals.map(|(id, lines)| {
        let name = group_name(look, library, id, about);
        let rate = with_rate.then(|| Cell::Number(rate_of(library, &lines)));
        let cells = total_cells(library, id, name, &lines);
        cells.into_iter().chain(rate).collect()
    });
    let columns = heads(look, &TOTAL_COLUMNS, labels.as_ref(), (&[2, 4], &[5]));
    let last = fill(sheet, &columns, top, cells)?;
    put_note(sheet, last, &note)?;
    print_setup(sheet, &head, top)?;
    workbook.save_to_buffer()
}

/// What a row of the totals is called: the whole by its title, and where only some lines of it
/// were chosen, as that.
fn group_name(look: &Look, library: &Library, id: NodeId, about: &About) -> String {
    let heading = words::heading(library, id);
    match (about.is_chosen(), look.lang) {
        (false, _) => heading,
        (true, Lang::Ja) => format!("{heading}（うち選んだ行）"),
        (true, Lang::En) => format!("{heading} (chosen lines only)"),
    }
}

/// Landscape, one page wide, the head row on every page, and above it what the sheet is of.
fn print_setup(
    sheet: &mut Worksheet,
    head: &[(&'static str, String)],
    top: u32,
) -> Result<(), XlsxError> {
    /// ISO A4.
    const A4: u8 = 9;
    /// Characters of a printed page's head; a spreadsheet takes 255 with its own signs.
    const LONGEST_HEAD: usize = 120;
    sheet.set_landscape();
    sheet.set_paper_size(A4);
    sheet.set_print_fit_to_pages(1, 0);
    sheet.set_repeat_rows(top, top)?;
    // The rule of the sums, last, stands in the sheet; the page says what it is of.
    let of = head.iter().rev().skip(1).rev();
    let words: Vec<&str> = of.map(|(_, what)| what.as_str()).collect();
    let words: String = words.join(" / ").chars().take(LONGEST_HEAD).collect();
    sheet.set_header(format!("&L{}", words.replace('&', "&&")));
    sheet.set_footer("&C&P / &N");
    Ok(())
}

/// The part that the lines are of, and the pillars and chapters below it, or else what is next
/// below it, that hold any of them; in document order, each with those that it holds.
fn groups(library: &Library, lines: &[NodeId], about: &About) -> BTreeMap<NodeId, Vec<NodeId>> {
    let part = about.scope.map(|scope| (scope, library.node(scope).end));
    let deepest = about.scope.map_or(Kind::Chapter, |scope| {
        let below = library
            .children(scope)
            .map(|child| library.node(child).kind);
        below
            .filter(|kind| *kind < Kind::Budget)
            .min()
            .unwrap_or(Kind::Chapter)
            .max(Kind::Chapter)
    });
    let mut groups: BTreeMap<NodeId, Vec<NodeId>> = BTreeMap::new();
    for line in lines {
        for above in std::iter::once(*line).chain(library.ancestors(*line)) {
            let wanted = match part {
                Some((scope, end)) => {
                    above == scope
                        || ((scope..end).contains(&above) && library.node(above).kind <= deepest)
                }
                None => library.node(above).kind <= deepest,
            };
            if wanted {
                groups.entry(above).or_default().push(*line);
            }
        }
    }
    groups
}

/// Fills the table whose head is in the row `top`, and says its last row.
fn fill(
    sheet: &mut Worksheet,
    columns: &[(String, u32)],
    top: u32,
    rows: impl Iterator<Item = Vec<Cell>>,
) -> Result<u32, XlsxError> {
    let bold = Format::new()
        .set_bold()
        .set_border_bottom(FormatBorder::Thin);
    for (column, (head, width)) in (0..).zip(columns) {
        sheet.write_string_with_format(top, column, head, &bold)?;
        sheet.set_column_width(column, *width)?;
    }
    let mut last = top;
    for (row, cells) in (top + 1..).zip(rows) {
        for (column, cell) in (0..).zip(cells) {
            put(sheet, row, column, cell)?;
        }
        last = row;
    }
    let columns = u16::try_from(columns.len()).unwrap_or(u16::MAX);
    sheet.autofilter(top, 0, last, columns.saturating_sub(1))?;
    sheet.set_freeze_panes(top + 1, 0)?;
    Ok(last)
}

/// Writes what was taken out under a table that ends in that row, with one row of air between,
/// so that it is no row of the table.
fn put_note(sheet: &mut Worksheet, last: u32, note: &str) -> Result<(), XlsxError> {
    put(sheet, last + 2, 0, Cell::Words(note.to_owned()))
}

fn put(sheet: &mut Worksheet, row: u32, column: u16, cell: Cell) -> Result<(), XlsxError> {
    match cell {
        Cell::Words(words) if words.is_empty() => {}
        Cell::Words(words) => {
            let words: String = words.chars().take(LONGEST_CELL).collect();
            sheet.write_string(row, column, words)?;
        }
        Cell::Number(figure) => {
            let Some(text) = figure else {
                return Ok(());
            };
            match numeric(&text) {
                Some((number, format)) => {
                    sheet.write_number_with_format(row, column, number, &format)?;
                }
                // A spreadsheet would round it.
                None => drop(sheet.write_string(row, column, text)?),
            }
        }
    }
    Ok(())
}

/// The number nearest to the decimal, with a format of as many places; none where a spreadsheet
/// would not show all of its digits.
fn numeric(text: &str) -> Option<(f64, Format)> {
    /// Digits that a spreadsheet keeps.
    const DIGITS: usize = 15;
    let digits = text.chars().filter(char::is_ascii_digit).count();
    if digits > DIGITS {
        return None;
    }
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

fn line_cells(look: &Look, row: &Row) -> [Cell; 25] {
    let code = |code: &str| Cell::Words(words::code(look, code));
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
        code(&row.request_kind),
        number(&row.request_oku),
        Cell::Words(rows::parts_field(row.request_parts.as_deref())),
        code(&row.base_kind),
        number(&row.base_oku),
        Cell::Words(rows::parts_field(row.base_parts.as_deref())),
        maybe(&row.supplementary_label),
        number(&row.supplementary_oku),
        number(&row.change_oku),
        number(&row.change_percent),
        code(&row.account),
        code(if row.relisted { &row.relisted_on } else { "" }),
        maybe(&row.original),
        Cell::Number(row.page.map(|page| page.to_string())),
        Cell::Number(Some(row.line.to_string())),
    ]
}

/// The rate of execution of lines together.
fn rate_of(library: &Library, lines: &[NodeId]) -> Option<String> {
    let spending = lines
        .iter()
        .filter_map(|id| library.budget(*id)?.spending.as_deref());
    let spent = spending.fold(Spent::default(), |sum, one| sum.with(one.now));
    spent.rate().map(|rate| rate.to_string())
}

fn total_cells(library: &Library, id: NodeId, name: String, lines: &[NodeId]) -> [Cell; 14] {
    let totals = crate::ledger::totals_of(library, lines.iter().copied());
    let figures = totals::figures(&totals);
    let (comparable, counts) = (figures.comparable, figures.counts);
    let number = |text: String| Cell::Number(Some(text));
    let count = |count: usize| Cell::Number(Some(count.to_string()));
    [
        Cell::Words(library.address(id).to_string()),
        Cell::Words(name),
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
