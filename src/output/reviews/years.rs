//! Every programme's every budget year: as rows, and as the budget lines of one document.

use std::io::{self, Write};

use serde_json::Value;

use super::super::json::{self, SheetYearJson, harmless, write_value};
use super::super::parquet;
use super::super::rows::{HEADS, Row, WITHOUT, row, table};
use super::{RowShape, oku};
use crate::model::{Library, NodeId};
use crate::review::tree::Whole;
use crate::review::{Column, Programmes, Reviews};

/// Budget lines of a document of sheets, and what the sheets say of each.
pub struct SheetLines<'a> {
    /// The document.
    pub library: &'a Library,
    /// Each line with the place of its programme in [`Programmes::all`] and its year.
    pub of: Vec<(NodeId, usize, u16)>,
    /// Whether the officials who signed the sheets are named.
    pub persons: bool,
    /// All sheets.
    pub reviews: &'a Reviews,
    /// The same as programmes.
    pub programmes: &'a Programmes,
}

impl<'a> SheetLines<'a> {
    /// The lines of every year.
    #[must_use]
    pub fn of_every_year(
        library: &'a Library,
        lines: &[(usize, u16)],
        persons: bool,
        (reviews, programmes): (&'a Reviews, &'a Programmes),
    ) -> Self {
        let own = library.budget_lines(NodeId(0)).zip(lines);
        Self {
            library,
            of: own.map(|(id, (at, year))| (id, *at, *year)).collect(),
            persons,
            reviews,
            programmes,
        }
    }

    fn sheet(&self, (programme, year): (usize, u16)) -> Option<SheetYearJson> {
        let programme = self.programmes.all.get(programme)?;
        let newest = programme.newest(self.reviews)?;
        let sheet = programme.told_by(self.reviews, year)?;
        let answering = programme.sheet_of(self.reviews, year)?;
        // What others count of that year is in their rows.
        let counted = programme.counted(year)?;
        let get = |column| oku(counted.get(column));
        Some(SheetYearJson {
            origin: sheet.origin.word().to_owned(),
            sheet_year: sheet.year,
            programme_id: programme.id,
            number: sheet.number.to_string(),
            ministry: answering.ministry.to_string(),
            body: answering.body.to_string(),
            bureau: answering.bureau.to_string(),
            office: answering.office.to_string(),
            start: newest.start,
            end: newest.end,
            year,
            initial_oku: get(Column::Initial),
            supplementary_oku: get(Column::Supplementary),
            carried_oku: get(Column::Carried),
            reserve_oku: get(Column::Reserve),
            total_oku: get(Column::Total),
            executed_oku: get(Column::Executed),
            rate_percent: counted
                .spent()
                .and_then(|spent| spent.rate())
                .map(|rate| rate.to_string()),
            next_request_oku: get(Column::NextRequest),
            responsible: self.persons.then(|| newest.responsible.to_string()),
        })
    }

    fn rows(&self) -> impl Iterator<Item = (SheetYearJson, Row)> + '_ {
        let lines = self.of.iter();
        lines.filter_map(|(id, programme, year)| {
            let sheet = self.sheet((*programme, *year))?;
            Some((sheet, row(self.library, *id)?))
        })
    }
}

/// Everything as one document in the shapes of every export: a measure has one budget line for each budget year.
///
/// # Errors
/// What `out` says.
pub fn whole(
    out: &mut dyn Write,
    whole: Whole,
    reviews: &Reviews,
    programmes: &Programmes,
) -> io::Result<()> {
    let library = Library::new(vec![whole.document]);
    let (of, persons) = (&whole.lines, whole.persons);
    let lines = SheetLines::of_every_year(&library, of, persons, (reviews, programmes));
    let mut export = json::export(&library, NodeId(0));
    let chapters = export.pillars.iter_mut().flat_map(|p| &mut p.chapters);
    let measures = chapters
        .flat_map(|chapter| &mut chapter.themes)
        .flat_map(|theme| &mut theme.measures);
    let budgets = measures.flat_map(|m| &mut m.budget);
    for (budget, (_, programme, year)) in budgets.zip(&lines.of) {
        budget.sheet = lines.sheet((*programme, *year));
    }
    write_value(out, &export)
}

/// Heads of a row before those that every export has.
const OWN: [&str; 19] = [
    "source",
    "sheet_year",
    "programme_id",
    "number",
    "ministry",
    "body",
    "bureau",
    "office",
    "start",
    "end",
    "year",
    "initial_oku",
    "supplementary_oku",
    "carried_oku",
    "reserve_oku",
    "total_oku",
    "executed_oku",
    "rate_percent",
    "next_request_oku",
];

/// Behind those, where it was asked for.
const RESPONSIBLE: &str = "responsible";

/// What a request document prints beside a line, in whose place the sheets' figure stands.
const REPLACED: &str = "supplementary_oku";

/// One row for each of the lines: what the sheets say and the fields of every export; each says what was
/// taken out of the sums, if anything was.
///
/// # Errors
/// What `out` says.
pub fn rows(
    out: &mut dyn Write,
    lines: &SheetLines<'_>,
    without: &[NodeId],
    shape: RowShape,
) -> io::Result<()> {
    let without = (!without.is_empty()).then(|| json::addresses(lines.library, without));
    if shape == RowShape::Jsonl {
        for (sheet, mut row) in lines.rows() {
            row.without.clone_from(&without);
            let mut value = serde_json::to_value(row)?;
            if let (Value::Object(all), Value::Object(own)) =
                (&mut value, serde_json::to_value(sheet)?)
            {
                all.extend(own);
            }
            writeln!(out, "{}", harmless(&value.to_string()))?;
        }
        return Ok(());
    }
    let out_of_sums = without.map(|without| without.join(";"));
    let is_kept = |head: &&&str| **head != REPLACED;
    let usual: Vec<&str> = HEADS.iter().filter(is_kept).copied().collect();
    let named = lines.persons.then_some(RESPONSIBLE);
    let heads = OWN.iter().copied().chain(named).chain(usual);
    let heads: Vec<&str> = heads
        .chain(out_of_sums.is_some().then_some(WITHOUT))
        .collect();
    let cells = lines.rows().map(|(sheet, row)| {
        let usual = HEADS.iter().zip(row.fields());
        let usual = usual.filter(|(head, _)| **head != REPLACED);
        let usual = usual.map(|(_, field)| field);
        let all = own(sheet).chain(usual).chain(out_of_sums.clone());
        all.collect::<Vec<String>>()
    });
    match shape {
        RowShape::Table(how) => table(out, &heads, cells, how),
        _ => parquet::write(out, &heads, cells),
    }
}

fn own(sheet: SheetYearJson) -> impl Iterator<Item = String> {
    let number = |number: Option<u16>| number.map(|n| n.to_string()).unwrap_or_default();
    let id = sheet.programme_id.map(|id| id.to_string());
    let cells = [
        sheet.origin,
        sheet.sheet_year.to_string(),
        id.unwrap_or_default(),
        sheet.number,
        sheet.ministry,
        sheet.body,
        sheet.bureau,
        sheet.office,
        number(sheet.start),
        number(sheet.end),
        sheet.year.to_string(),
        sheet.initial_oku.unwrap_or_default(),
        sheet.supplementary_oku.unwrap_or_default(),
        sheet.carried_oku.unwrap_or_default(),
        sheet.reserve_oku.unwrap_or_default(),
        sheet.total_oku.unwrap_or_default(),
        sheet.executed_oku.unwrap_or_default(),
        sheet.rate_percent.unwrap_or_default(),
        sheet.next_request_oku.unwrap_or_default(),
    ];
    cells.into_iter().chain(sheet.responsible)
}
