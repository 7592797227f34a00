//! What became of budget lines.

use std::io::{self, Write};

use serde::Serialize;

use super::super::json::{self, harmless, write_value};
use super::super::rows::write_table;
use super::{Shape, oku};
use crate::model::{Library, Request};
use crate::review::trace::{Became, Outcome, Shown, Trace, code, outcome, sheets};
use crate::review::{Column, Programmes, Reviews, Yen};

/// Lines and what they were joined to.
#[derive(Clone, Copy, Debug)]
pub struct Traced<'a> {
    /// The documents.
    pub library: &'a Library,
    /// The sheets.
    pub reviews: &'a Reviews,
    /// The programmes.
    pub programmes: &'a Programmes,
    /// The lines, in document order.
    pub traces: &'a [Trace],
}

/// A sheet that a line was joined to.
#[derive(Clone, Debug, Serialize)]
pub(super) struct SheetJson {
    year: u16,
    ministry: String,
    number: String,
    name: String,
    request_oku: Option<String>,
    granted_oku: Option<String>,
    executed_oku: Option<String>,
}

#[derive(Clone, Debug, Serialize)]
pub(super) struct YearJson {
    year: u16,
    initial_oku: Option<String>,
    executed_oku: Option<String>,
    next_request_oku: Option<String>,
}

/// One line.
#[derive(Clone, Debug, Serialize)]
pub(super) struct RowJson {
    pub(super) id: String,
    pub(super) name: String,
    request_oku: Option<String>,
    /// Whether it is an amount or the bound of one (`within`).
    request_kind: Option<String>,
    relisted: bool,
    sheet: Option<SheetJson>,
    sheets: Vec<SheetJson>,
    relation: Option<&'static str>,
    grade: Option<&'static str>,
    evidence: Vec<String>,
    granted_oku: Option<String>,
    supplementary_oku: Option<String>,
    supplementary_before_oku: Option<String>,
    carried_oku: Option<String>,
    executed_oku: Option<String>,
    years: Vec<YearJson>,
    ended: Option<bool>,
    became: Option<BecameJson>,
    payees: Vec<String>,
    /// The year in which they were paid.
    payees_year: Option<u16>,
}

/// Whether it was split or merged.
#[derive(Clone, Debug, Serialize)]
pub(super) struct BecameJson {
    turn: &'static str,
    /// Year of the first sheets of what it became; null where it was so when it was asked for.
    since: Option<u16>,
    sheets: Vec<String>,
    evidence: String,
}

impl Traced<'_> {
    pub(super) fn outcome(&self, trace: &Trace) -> Option<Outcome> {
        outcome(
            trace.link.as_ref()?,
            trace.year,
            self.reviews,
            self.programmes,
        )
    }

    pub(super) fn row(&self, trace: &Trace) -> RowJson {
        let node = self.library.node(trace.line);
        let outcome = self.outcome(trace);
        let link = trace.link.as_ref();
        let sheets: Vec<SheetJson> = link
            .map(|link| sheets(link, trace.year, self.reviews, self.programmes))
            .unwrap_or_default()
            .into_iter()
            .map(|(sheet, programme)| SheetJson {
                year: sheet.year,
                ministry: sheet.ministry.to_string(),
                number: sheet.mark(),
                name: sheet.name.to_string(),
                request_oku: oku(trace
                    .year
                    .checked_sub(1)
                    .and_then(|year| programme.get(year, Column::NextRequest))),
                granted_oku: oku(programme.get(trace.year, Column::Initial)),
                executed_oku: oku(programme.get(trace.year, Column::Executed)),
            })
            .collect();
        let get = |of: fn(&Outcome) -> Option<Yen>| oku(outcome.as_ref().and_then(of));
        RowJson {
            id: self.library.address(trace.line).to_string(),
            name: node.title.clone(),
            request_oku: node.budget.as_ref().and_then(|b| match &b.request {
                Request::Amount(a) | Request::Within(a) => Some(a.oku.to_string()),
                Request::Unspecified | Request::Parts(_) => None,
            }),
            request_kind: node.budget.as_ref().map(|b| json::request(&b.request).kind),
            relisted: node.relisted,
            sheet: sheets.first().cloned(),
            sheets,
            relation: link.map(|link| link.relation.word()),
            grade: link.map(|link| link.grade.word()),
            evidence: link.map_or_else(Vec::new, |l| l.evidence.iter().map(code).collect()),
            granted_oku: get(|o| o.granted),
            supplementary_oku: get(|o| o.supplementary),
            supplementary_before_oku: get(|o| o.before),
            carried_oku: get(|o| o.carried),
            executed_oku: get(|o| o.executed),
            years: outcome.as_ref().map_or_else(Vec::new, years),
            ended: outcome.as_ref().map(|o| o.ended),
            became: trace.became.as_ref().map(|became| self.became(became)),
            payees_year: outcome.as_ref().and_then(|o| o.paid_in),
            payees: outcome.map_or_else(Vec::new, |o| {
                o.payees.iter().map(|(name, _)| name.to_string()).collect()
            }),
        }
    }
}

impl Traced<'_> {
    fn became(&self, became: &Became) -> BecameJson {
        let into = became.into.iter();
        let into = into.filter_map(|at| self.programmes.all.get(*at));
        BecameJson {
            turn: became.turn.word(),
            since: became.since,
            sheets: into.map(|programme| programme.name.to_string()).collect(),
            evidence: match became.shown {
                Shown::AddsUp(year) => format!("adds up to request {year}"),
                Shown::Named => "later names tell the earlier one".to_owned(),
                Shown::Budgets(year) => {
                    format!(
                        "initial budgets of {} and {year} add up",
                        year.saturating_sub(1)
                    )
                }
            },
        }
    }
}

fn years(outcome: &Outcome) -> Vec<YearJson> {
    let years = outcome.years.iter().map(|(year, sums)| YearJson {
        year: *year,
        initial_oku: oku(sums.get(Column::Initial)),
        executed_oku: oku(sums.get(Column::Executed)),
        next_request_oku: oku(sums.get(Column::NextRequest)),
    });
    years.collect()
}

/// Writes the lines as data: csv, one JSON value a line, or one for all.
///
/// # Errors
/// What `out` says.
pub(super) fn data(out: &mut dyn Write, traced: &Traced<'_>, shape: Shape) -> io::Result<()> {
    match shape {
        Shape::Csv => csv(out, traced),
        Shape::Jsonl => {
            for trace in traced.traces {
                let row = serde_json::to_string(&traced.row(trace))?;
                writeln!(out, "{}", harmless(&row))?;
            }
            Ok(())
        }
        Shape::Text | Shape::Json => {
            let rows: Vec<RowJson> = traced.traces.iter().map(|t| traced.row(t)).collect();
            write_value(out, &rows)
        }
    }
}

const HEADS: [&str; 24] = [
    "id",
    "name",
    "request_oku",
    "relisted",
    "relation",
    "grade",
    "evidence",
    "sheet_year",
    "sheet_ministry",
    "sheet_number",
    "sheet_name",
    "sheet_request_oku",
    "granted_oku",
    "supplementary_oku",
    "supplementary_before_oku",
    "carried_oku",
    "executed_oku",
    "ended",
    "payees",
    "became",
    "became_sheets",
    "became_evidence",
    "payees_year",
    "request_kind",
];

fn csv(out: &mut dyn Write, traced: &Traced<'_>) -> io::Result<()> {
    let rows = traced.traces.iter().map(|trace| {
        let row = traced.row(trace);
        let joined = |of: &dyn Fn(&SheetJson) -> String| {
            row.sheets.iter().map(of).collect::<Vec<_>>().join(" + ")
        };
        let cell = |value: &Option<String>| value.clone().unwrap_or_default();
        let became =
            |of: fn(&BecameJson) -> String| row.became.as_ref().map(of).unwrap_or_default();
        vec![
            row.id.clone(),
            row.name.clone(),
            cell(&row.request_oku),
            row.relisted.to_string(),
            row.relation.unwrap_or_default().to_owned(),
            row.grade.unwrap_or_default().to_owned(),
            row.evidence.join("; "),
            joined(&|s| s.year.to_string()),
            joined(&|s| s.ministry.clone()),
            joined(&|s| s.number.clone()),
            joined(&|s| s.name.clone()),
            joined(&|s| cell(&s.request_oku)),
            cell(&row.granted_oku),
            cell(&row.supplementary_oku),
            cell(&row.supplementary_before_oku),
            cell(&row.carried_oku),
            cell(&row.executed_oku),
            row.ended.map(|ended| ended.to_string()).unwrap_or_default(),
            row.payees.join("; "),
            became(|b| b.turn.to_owned()),
            became(|b| b.sheets.join(" + ")),
            became(|b| b.evidence.clone()),
            row.payees_year.map(|y| y.to_string()).unwrap_or_default(),
            cell(&row.request_kind),
        ]
    });
    write_table(out, &HEADS, rows)
}
