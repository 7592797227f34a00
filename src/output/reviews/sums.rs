//! Sums by ministry of a budget year.

use std::io::{self, Write};

use serde::Serialize;

use super::super::json::write_value;
use super::super::rows::write_table;
use super::super::{Align, Look, Table};
use super::{Shape, cell, oku, shown_oku};
use crate::lang::Text;
use crate::review::{Column, Programmes, Reviews, Sums};
use crate::text::{share_text, shown};

/// The figures of a budget year, in the order of every answer.
#[derive(Serialize)]
struct FiguresJson {
    initial_oku: Option<String>,
    supplementary_oku: Option<String>,
    carried_oku: Option<String>,
    reserve_oku: Option<String>,
    total_oku: Option<String>,
    executed_oku: Option<String>,
    rate_percent: Option<String>,
    next_request_oku: Option<String>,
}

impl FiguresJson {
    fn of(sums: &Sums) -> Self {
        let get = |column| oku(sums.get(column));
        Self {
            initial_oku: get(Column::Initial),
            supplementary_oku: get(Column::Supplementary),
            carried_oku: get(Column::Carried),
            reserve_oku: get(Column::Reserve),
            total_oku: get(Column::Total),
            executed_oku: get(Column::Executed),
            rate_percent: sums.rate().map(|rate| rate.to_string()),
            next_request_oku: get(Column::NextRequest),
        }
    }
}

#[derive(Serialize)]
struct SumJson {
    ministry: String,
    programmes: usize,
    #[serde(flatten)]
    figures: FiguresJson,
}

impl SumJson {
    fn of(ministry: &str, sums: &Sums) -> Self {
        Self {
            ministry: ministry.to_owned(),
            programmes: sums.programmes,
            figures: FiguresJson::of(sums),
        }
    }
}

#[derive(Serialize)]
struct TotalsJson {
    year: u16,
    total: SumJson,
    pillars: Vec<SumJson>,
}

/// The sums of a budget year, in all and by ministry in the order of the sheets.
///
/// # Errors
/// What `out` says.
pub fn totals(
    out: &mut dyn Write,
    look: &Look,
    (reviews, programmes): (&Reviews, &Programmes),
    year: u16,
    shape: Shape,
) -> io::Result<()> {
    let mut ministries: Vec<(&str, Sums)> = Vec::new();
    let mut all = Sums::default();
    for programme in &programmes.all {
        let Some(figures) = programme.counted(year) else {
            continue;
        };
        let Some(sheet) = programme.sheet_of(reviews, year) else {
            continue;
        };
        all.add(figures);
        let at = ministries
            .iter()
            .position(|(name, _)| *name == &*sheet.ministry);
        let at = at.unwrap_or_else(|| {
            ministries.push((&sheet.ministry, Sums::default()));
            ministries.len() - 1
        });
        if let Some((_, sums)) = ministries.get_mut(at) {
            sums.add(figures);
        }
    }
    let total = look.text(Text::new("合計", "total"));
    match shape {
        Shape::Json | Shape::Jsonl => write_value(
            out,
            &TotalsJson {
                year,
                total: SumJson::of(total, &all),
                pillars: ministries
                    .iter()
                    .map(|(name, sums)| SumJson::of(name, sums))
                    .collect(),
            },
        ),
        Shape::Csv => {
            let heads = [
                "year",
                "ministry",
                "programmes",
                "initial_oku",
                "supplementary_oku",
                "carried_oku",
                "reserve_oku",
                "total_oku",
                "executed_oku",
                "rate_percent",
                "next_request_oku",
            ];
            let rows = ministries.iter().map(|(name, sums)| {
                let get = |column| cell(sums.get(column));
                [
                    year.to_string(),
                    (*name).to_owned(),
                    sums.programmes.to_string(),
                    get(Column::Initial),
                    get(Column::Supplementary),
                    get(Column::Carried),
                    get(Column::Reserve),
                    get(Column::Total),
                    get(Column::Executed),
                    sums.rate().map(|rate| rate.to_string()).unwrap_or_default(),
                    get(Column::NextRequest),
                ]
            });
            write_table(out, &heads, rows)
        }
        Shape::Text => {
            ministries.push((total, all));
            let mut table = Table::new([
                (look.text(Text::new("事業", "programmes")), Align::Right),
                (
                    look.text(Text::new("当初 億円", "initial, 100M yen")),
                    Align::Right,
                ),
                (look.text(Text::new("補正", "supplementary")), Align::Right),
                (look.text(Text::new("現額", "total")), Align::Right),
                (look.text(Text::new("執行", "spent")), Align::Right),
                (look.text(Text::new("執行率", "rate")), Align::Right),
                (
                    look.text(Text::new("翌年度要求", "next request")),
                    Align::Right,
                ),
                (look.text(Text::new("府省庁", "ministry")), Align::Left),
            ]);
            for (name, sums) in &ministries {
                let get = |column| {
                    sums.get(column)
                        .map_or_else(|| "–".into(), |yen| shown_oku(yen).to_string())
                };
                table.push([
                    sums.programmes.to_string(),
                    get(Column::Initial),
                    get(Column::Supplementary),
                    get(Column::Total),
                    get(Column::Executed),
                    sums.rate().map_or_else(|| "–".into(), share_text),
                    get(Column::NextRequest),
                    shown(name).into_owned(),
                ]);
            }
            table.write(out, look)
        }
    }
}
