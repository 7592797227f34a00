//! Every budget line as one flat row: jsonl, csv, and `lines` as json and csv.

mod cells;

use std::io::{self, Write};

use serde::{Deserialize, Serialize};

pub(super) use cells::table;
pub use cells::{Cells, write_table};

use super::json::{self, BudgetJson, PartJson};
use super::parquet;
use crate::cite;
use crate::model::{Kind, Library, NodeId};

/// Titles of levels that a document lacks: null in JSON, empty here.
mod untitled {
    use serde::{Deserialize, Deserializer, Serializer};

    #[allow(clippy::ptr_arg, reason = "serde gives the field as it is")]
    pub fn serialize<S: Serializer>(title: &String, serializer: S) -> Result<S::Ok, S::Error> {
        if title.is_empty() {
            serializer.serialize_none()
        } else {
            serializer.serialize_some(title)
        }
    }

    pub fn deserialize<'de, D: Deserializer<'de>>(deserializer: D) -> Result<String, D::Error> {
        Option::<String>::deserialize(deserializer).map(Option::unwrap_or_default)
    }
}

/// A budget line with the nodes that it stands in.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Row {
    /// Address of the pillar.
    pub pillar: String,
    /// Address of the chapter.
    pub chapter: String,
    /// Its title; null in JSON where the level is implied and has none.
    #[serde(with = "untitled")]
    pub chapter_title: String,
    /// Address of the theme.
    pub theme: String,
    /// Its title; null in JSON where the level is implied and has none.
    #[serde(with = "untitled")]
    pub theme_title: String,
    /// Address of the measure.
    pub measure: String,
    /// Its title; null in JSON where the level is implied and has none.
    #[serde(with = "untitled")]
    pub measure_title: String,
    /// Address of the sub-measure, if there is one.
    pub sub: Option<String>,
    /// Its title.
    pub sub_title: Option<String>,
    /// Address of the line itself.
    pub id: String,
    /// The programme's name.
    pub name: String,
    /// `amount`, `within`, `unspecified`, `parts`.
    pub request_kind: String,
    /// 億円.
    pub request_oku: Option<String>,
    /// Labelled parts.
    pub request_parts: Option<Vec<PartJson>>,
    /// `amount`, `within`, `new`, `parts`, `none`.
    pub base_kind: String,
    /// 億円.
    pub base_oku: Option<String>,
    /// Labelled parts.
    pub base_parts: Option<Vec<PartJson>>,
    /// Label of a supplementary budget.
    pub supplementary_label: Option<String>,
    /// 億円.
    pub supplementary_oku: Option<String>,
    /// `general` or `filp`.
    pub account: String,
    /// Whether it lists other money again.
    pub relisted: bool,
    /// What carries the mark.
    pub relisted_on: String,
    /// Address of the original.
    pub original: Option<String>,
    /// 億円 by the printed figures.
    pub change_oku: Option<String>,
    /// Percent of the base.
    pub change_percent: Option<String>,
    /// 億円, the least that the change can be.
    pub change_low_oku: Option<String>,
    /// 億円, the most that the change can be.
    pub change_high_oku: Option<String>,
    /// Of review sheets, 執行率 in percent, where it is known.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub rate_percent: Option<String>,
    /// Source line.
    pub line: u32,
    /// Printed page, of the theme that the line stands in.
    pub page: Option<u32>,
    /// The addresses once more, each with a letter before it, so that no program takes `1.10`
    /// for the number 1.1.
    #[serde(flatten)]
    pub ids: Ids,
    /// Addresses of what was taken out of the sums, where anything was: a sum of these rows is
    /// less that.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub without: Option<Vec<String>>,
}

/// Addresses that no program takes for numbers: `PI`, `C14`, `T1.10`, `M1.10.2`, `S1.10.2.1`,
/// `B1.10.2#1`.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Ids {
    /// Of the pillar.
    pub pillar_id: String,
    /// Of the chapter.
    pub chapter_id: String,
    /// Of the theme.
    pub theme_id: String,
    /// Of the measure.
    pub measure_id: String,
    /// Of the sub-measure, if there is one.
    pub sub_id: Option<String>,
    /// Of the line itself.
    pub line_id: String,
    /// Of the original of a relisted line.
    pub original_id: Option<String>,
}

impl Ids {
    fn of(row: &Row) -> Self {
        let id = |letter: char, address: &str| match address {
            "" => String::new(),
            _ => format!("{letter}{address}"),
        };
        Self {
            pillar_id: id('P', &row.pillar),
            chapter_id: id('C', &row.chapter),
            theme_id: id('T', &row.theme),
            measure_id: id('M', &row.measure),
            sub_id: row.sub.as_ref().map(|sub| id('S', sub)),
            line_id: id('B', &row.id),
            original_id: row.original.as_ref().map(|original| id('B', original)),
        }
    }
}

/// The head of a last column that stands only where something was taken out of the sums.
pub const WITHOUT: &str = "without";

/// The head of a column behind the others that stands only where the lines are those of review sheets.
pub const RATE: &str = "rate_percent";

/// Whether the lines have a rate of execution.
fn has_rates(library: &Library, lines: &[NodeId]) -> bool {
    let mut lines = lines.iter().filter_map(|id| library.budget(*id));
    lines.any(|line| line.spending.is_some())
}

/// The heads of a csv file, in order.
pub const HEADS: [&str; 36] = [
    "pillar",
    "chapter",
    "chapter_title",
    "theme",
    "theme_title",
    "measure",
    "measure_title",
    "sub",
    "sub_title",
    "id",
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
    "relisted_on",
    "original",
    "change_oku",
    "change_percent",
    "change_low_oku",
    "change_high_oku",
    "line",
    "page",
    "pillar_id",
    "chapter_id",
    "theme_id",
    "measure_id",
    "sub_id",
    "line_id",
    "original_id",
];

/// The row of a budget line; none for other nodes.
#[must_use]
pub fn row(library: &Library, id: NodeId) -> Option<Row> {
    let budget = json::budget(library, id, library.budget(id)?);
    let address = |kind| {
        let found = library.stored_enclosing(id, kind)?;
        Some(library.address(found).to_string())
    };
    let title = |kind| {
        let found = library.stored_enclosing(id, kind)?;
        Some(library.node(found).title.clone())
    };
    let places = Places {
        pillar: address(Kind::Pillar),
        chapter: address(Kind::Chapter),
        chapter_title: title(Kind::Chapter),
        theme: address(Kind::Theme),
        theme_title: title(Kind::Theme),
        measure: address(Kind::Measure),
        measure_title: title(Kind::Measure),
        sub: address(Kind::Sub),
        sub_title: title(Kind::Sub),
    };
    let mut row = places.with(budget);
    row.page = cite::page(library, id);
    let rate = library
        .budget(id)
        .and_then(|line| line.spending.as_deref()?.now.rate());
    row.rate_percent = rate.map(|rate| rate.to_string());
    row.ids = Ids::of(&row);
    Some(row)
}

/// Where a budget line stands.
struct Places {
    pillar: Option<String>,
    chapter: Option<String>,
    chapter_title: Option<String>,
    theme: Option<String>,
    theme_title: Option<String>,
    measure: Option<String>,
    measure_title: Option<String>,
    sub: Option<String>,
    sub_title: Option<String>,
}

impl Places {
    fn with(self, budget: BudgetJson) -> Row {
        let (supplementary_label, supplementary_oku) =
            budget.supplementary.map(|s| (s.label, s.oku)).unzip();
        let change = budget.change;
        Row {
            pillar: self.pillar.unwrap_or_default(),
            chapter: self.chapter.unwrap_or_default(),
            chapter_title: self.chapter_title.unwrap_or_default(),
            theme: self.theme.unwrap_or_default(),
            theme_title: self.theme_title.unwrap_or_default(),
            measure: self.measure.unwrap_or_default(),
            measure_title: self.measure_title.unwrap_or_default(),
            sub: self.sub,
            sub_title: self.sub_title,
            id: budget.id,
            name: budget.name,
            request_kind: budget.request.kind,
            request_oku: budget.request.oku,
            request_parts: budget.request.parts,
            base_kind: budget.base.kind,
            base_oku: budget.base.oku,
            base_parts: budget.base.parts,
            supplementary_label,
            supplementary_oku,
            account: budget.account,
            relisted: budget.relisted,
            relisted_on: budget.relisted_on,
            original: budget.original,
            change_oku: change.as_ref().map(|c| c.oku.clone()),
            change_percent: change.as_ref().and_then(|c| c.percent.clone()),
            change_low_oku: change.as_ref().map(|c| c.low_oku.clone()),
            change_high_oku: change.map(|c| c.high_oku),
            rate_percent: None,
            line: budget.line,
            page: None,
            ids: Ids::default(),
            without: None,
        }
    }
}

impl Row {
    /// The row's fields in the order of [`HEADS`]; what is absent is empty.
    #[must_use]
    pub fn fields(&self) -> [String; 36] {
        let absent = |field: &Option<String>| field.clone().unwrap_or_default();
        [
            self.pillar.clone(),
            self.chapter.clone(),
            self.chapter_title.clone(),
            self.theme.clone(),
            self.theme_title.clone(),
            self.measure.clone(),
            self.measure_title.clone(),
            absent(&self.sub),
            absent(&self.sub_title),
            self.id.clone(),
            self.name.clone(),
            self.request_kind.clone(),
            absent(&self.request_oku),
            parts_field(self.request_parts.as_deref()),
            self.base_kind.clone(),
            absent(&self.base_oku),
            parts_field(self.base_parts.as_deref()),
            absent(&self.supplementary_label),
            absent(&self.supplementary_oku),
            self.account.clone(),
            self.relisted.to_string(),
            self.relisted_on.clone(),
            absent(&self.original),
            absent(&self.change_oku),
            absent(&self.change_percent),
            absent(&self.change_low_oku),
            absent(&self.change_high_oku),
            self.line.to_string(),
            self.page.map_or_else(String::new, |page| page.to_string()),
            self.ids.pillar_id.clone(),
            self.ids.chapter_id.clone(),
            self.ids.theme_id.clone(),
            self.ids.measure_id.clone(),
            absent(&self.ids.sub_id),
            self.ids.line_id.clone(),
            absent(&self.ids.original_id),
        ]
    }
}

/// `産業投資=450;政府保証=270`.
#[must_use]
pub fn parts_field(parts: Option<&[PartJson]>) -> String {
    let parts = parts.unwrap_or_default().iter();
    let fields: Vec<_> = parts
        .map(|part| format!("{}={}", part.label, part.oku))
        .collect();
    fields.join(";")
}

/// The rows of these budget lines; each says what was taken out of the sums, if anything was.
#[must_use]
pub fn rows(library: &Library, lines: &[NodeId], without: &[NodeId]) -> Vec<Row> {
    let out = (!without.is_empty()).then(|| json::addresses(library, without));
    let rows = lines.iter().filter_map(|id| row(library, *id));
    rows.map(|row| Row {
        without: out.clone(),
        ..row
    })
    .collect()
}

/// The heads and records of a csv table, with a last column for what was taken out of the sums
/// where anything was.
pub(super) fn with_without<const N: usize>(
    library: &Library,
    heads: &[&'static str],
    records: impl Iterator<Item = [String; N]>,
    without: &[NodeId],
) -> (Vec<&'static str>, Vec<Vec<String>>) {
    let out = (!without.is_empty()).then(|| json::addresses(library, without).join(";"));
    let heads = heads
        .iter()
        .copied()
        .chain(out.is_some().then_some(WITHOUT));
    let record = |record: [String; N]| record.into_iter().chain(out.clone()).collect();
    (heads.collect(), records.map(record).collect())
}

/// Heads and records of those lines.
fn cells_of(
    library: &Library,
    lines: &[NodeId],
    without: &[NodeId],
) -> (Vec<&'static str>, Vec<Vec<String>>) {
    let rows = rows(library, lines, &[]);
    let fields = rows.iter().map(Row::fields);
    let (mut heads, mut records) = with_without(library, &HEADS, fields, without);
    if has_rates(library, lines) {
        heads.push(RATE);
        for (record, row) in records.iter_mut().zip(&rows) {
            record.push(row.rate_percent.clone().unwrap_or_default());
        }
    }
    (heads, records)
}

/// One JSON object a line.
///
/// # Errors
/// What `out` says.
pub fn write_jsonl(
    out: &mut dyn Write,
    library: &Library,
    lines: &[NodeId],
    without: &[NodeId],
) -> io::Result<()> {
    for row in rows(library, lines, without) {
        let text = serde_json::to_string(&row)?;
        writeln!(out, "{}", super::json::harmless(&text))?;
    }
    Ok(())
}

/// A head line and one row a line, as csv with cells that no spreadsheet runs.
///
/// # Errors
/// What `out` says.
pub fn write_csv(
    out: &mut dyn Write,
    library: &Library,
    lines: &[NodeId],
    without: &[NodeId],
) -> io::Result<()> {
    write_cells(out, library, lines, without, Cells::default())
}

/// The same rows as parquet.
///
/// # Errors
/// What `out` says, and for an amount that does not fit.
pub fn write_parquet(
    out: &mut dyn Write,
    library: &Library,
    lines: &[NodeId],
    without: &[NodeId],
) -> io::Result<()> {
    let (heads, records) = cells_of(library, lines, without);
    parquet::write(out, &heads, records.into_iter())
}

/// A head line and one row a line.
///
/// # Errors
/// What `out` says.
pub fn write_cells(
    out: &mut dyn Write,
    library: &Library,
    lines: &[NodeId],
    without: &[NodeId],
    cells: Cells,
) -> io::Result<()> {
    let (heads, records) = cells_of(library, lines, without);
    table(out, &heads, records.into_iter(), cells)
}
