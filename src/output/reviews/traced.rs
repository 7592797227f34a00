//! What became of budget lines.

use std::io::{self, Write};

use serde::Serialize;

use super::super::json::{harmless, write_value};
use super::super::rows::write_table;
use super::super::{Look, words};
use super::{Shape, oku, shown_oku};
use crate::lang::{Lang, Text};
use crate::ledger::plain_request;
use crate::model::{Library, Request};
use crate::review::trace::{Evidence, Grade, Link, Outcome, Relation, Trace, outcome};
use crate::review::{Column, Programmes, Reviews, Sheet, Yen};
use crate::text::shown;

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
struct SheetJson {
    year: u16,
    ministry: String,
    number: String,
    name: String,
    request_oku: Option<String>,
    granted_oku: Option<String>,
    executed_oku: Option<String>,
}

#[derive(Clone, Debug, Serialize)]
struct YearJson {
    year: u16,
    initial_oku: Option<String>,
    executed_oku: Option<String>,
    next_request_oku: Option<String>,
}

/// One line.
#[derive(Clone, Debug, Serialize)]
struct RowJson {
    id: String,
    name: String,
    request_oku: Option<String>,
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
    payees: Vec<String>,
}

impl Traced<'_> {
    fn outcome(&self, trace: &Trace) -> Option<Outcome> {
        outcome(trace.link.as_ref()?, trace.year, self.reviews, self.programmes)
    }

    /// The sheets of the year asked for, or else the nearest.
    fn sheets(&self, trace: &Trace, link: &Link) -> Vec<(&Sheet, &crate::review::Programme)> {
        let of = link.programmes.iter().filter_map(|at| self.programmes.all.get(*at));
        of.filter_map(|programme| {
            let sheets = || programme.sheets.iter().filter_map(|at| self.reviews.sheets.get(*at));
            // The one that first tells the year's budget.
            let own = sheets().find(|sheet| sheet.year == trace.year);
            let own = own.or_else(|| sheets().filter(|s| s.year > trace.year).last());
            Some((own.or_else(|| sheets().next())?, programme))
        })
        .collect()
    }

    fn row(&self, trace: &Trace) -> RowJson {
        let node = self.library.node(trace.line);
        let outcome = self.outcome(trace);
        let link = trace.link.as_ref();
        let sheets: Vec<SheetJson> = link
            .map(|link| self.sheets(trace, link))
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
            payees: outcome.map_or_else(Vec::new, |o| {
                o.payees.iter().map(|(name, _)| name.to_string()).collect()
            }),
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

/// The evidence in data: always in English, as keys are.
fn code(evidence: &Evidence) -> String {
    let share = |percent: &u32| format!("{}.{:02}", percent / 100, percent % 100);
    match evidence {
        Evidence::Name(percent) => format!("name {}", share(percent)),
        Evidence::Heading(percent) => format!("heading {}", share(percent)),
        Evidence::Request(year) => format!("request {year} agrees"),
        Evidence::Base(year) => format!("base {year} agrees"),
        Evidence::Words(percent) => format!("words {}", share(percent)),
        Evidence::AddsUp(year) => format!("adds up to request {year}"),
        Evidence::OwnSheet(year) => format!("own sheet since {year}"),
        Evidence::Relists => "relists".to_owned(),
    }
}

fn told(evidence: &Evidence, lang: Lang) -> String {
    match (evidence, lang) {
        (Evidence::Name(100), Lang::Ja) => "事業名が一致".to_owned(),
        (Evidence::Name(p), Lang::Ja) => format!("事業名の類似{p}%"),
        (Evidence::Heading(p), Lang::Ja) => format!("見出しの類似{p}%"),
        (Evidence::Request(year), Lang::Ja) => format!("{year}年度要求額が一致"),
        (Evidence::Base(year), Lang::Ja) => format!("{year}年度当初予算が一致"),
        (Evidence::Words(p), Lang::Ja) => format!("事業名の語の{p}%がシートにある"),
        (Evidence::AddsUp(year), Lang::Ja) => format!("合計が{year}年度要求額と一致"),
        (Evidence::OwnSheet(year), Lang::Ja) => format!("{year}年から同じ課に単独のシートがある"),
        (Evidence::Relists, Lang::Ja) => "再掲".to_owned(),
        (_, Lang::En) => code(evidence),
    }
}

/// Writes the lines in that form.
///
/// # Errors
/// What `out` says.
pub fn trace(out: &mut dyn Write, look: &Look, traced: &Traced<'_>, shape: Shape) -> io::Result<()> {
    match shape {
        Shape::Text => text(out, look, traced),
        Shape::Json => {
            let rows: Vec<RowJson> = traced.traces.iter().map(|t| traced.row(t)).collect();
            write_value(out, &rows)
        }
        Shape::Jsonl => {
            for trace in traced.traces {
                let row = serde_json::to_string(&traced.row(trace))?;
                writeln!(out, "{}", harmless(&row))?;
            }
            Ok(())
        }
        Shape::Csv => csv(out, traced),
    }
}

const HEADS: [&str; 19] = [
    "id", "name", "request_oku", "relisted", "relation", "grade", "evidence", "sheet_year", "sheet_ministry",
    "sheet_number", "sheet_name", "sheet_request_oku", "granted_oku", "supplementary_oku",
    "supplementary_before_oku", "carried_oku", "executed_oku", "ended", "payees",
];

fn csv(out: &mut dyn Write, traced: &Traced<'_>) -> io::Result<()> {
    let rows = traced.traces.iter().map(|trace| {
        let row = traced.row(trace);
        let joined = |of: &dyn Fn(&SheetJson) -> String| {
            row.sheets.iter().map(of).collect::<Vec<_>>().join(" + ")
        };
        let cell = |value: &Option<String>| value.clone().unwrap_or_default();
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
        ]
    });
    write_table(out, &HEADS, rows)
}

const NO_SHEET: Text = Text::new("当たるシートは見つかりません", "no sheet found");

fn text(out: &mut dyn Write, look: &Look, traced: &Traced<'_>) -> io::Result<()> {
    for trace in traced.traces {
        let row = traced.row(trace);
        let budget = traced.library.budget(trace.line);
        let asked = budget.map(|b| words::request(look, &b.request)).unwrap_or_default();
        let head = format!("{} {}  {asked}", row.id, shown(&row.name));
        writeln!(out, "{}", look.bold(&look.cut(&head)))?;
        for line in told_of(traced, trace, look) {
            for line in look.wrapped(&line, 2) {
                writeln!(out, "{line}")?;
            }
        }
    }
    if traced.traces.len() > 1 {
        writeln!(out)?;
        for line in totals(traced, look) {
            writeln!(out, "{line}")?;
        }
    }
    Ok(())
}

fn told_of(traced: &Traced<'_>, trace: &Trace, look: &Look) -> Vec<String> {
    let Some(link) = &trace.link else {
        return vec![look.text(NO_SHEET).to_owned()];
    };
    let mut told = vec![linked(traced, trace, link, look)];
    let Some(outcome) = traced.outcome(trace) else {
        return told;
    };
    told.push(money(trace, &outcome, look));
    let years: Vec<String> = outcome.years.iter().map(|(year, sums)| {
        let initial = sums.get(Column::Initial).map(|yen| shown_oku(yen).to_string());
        let spent = sums.get(Column::Executed).map(|yen| shown_oku(yen).to_string());
        format!("{year}: {}/{}", initial.unwrap_or("–".into()), spent.unwrap_or("–".into()))
    }).collect();
    told.push(match look.lang {
        Lang::Ja => format!("年度: 当初予算/執行（億円） {}", years.join("  ")),
        Lang::En => format!("year: initial/spent (100M yen) {}", years.join("  ")),
    });
    if let Some(last) = outcome.last.filter(|_| outcome.ended) {
        told.push(match look.lang {
            Lang::Ja => format!("{last}年のシートが最後"),
            Lang::En => format!("last sheet: {last}"),
        });
    }
    if !outcome.payees.is_empty() {
        let payees: Vec<String> = outcome.payees.iter().map(|(name, paid)| match paid {
            Some(paid) => format!("{} {}", shown(name), look.oku(shown_oku(*paid))),
            None => shown(name).into_owned(),
        }).collect();
        told.push(format!("{}: {}", look.text(Text::new("支出先", "paid to")), payees.join("、")));
    }
    told
}

fn linked(traced: &Traced<'_>, trace: &Trace, link: &Link, look: &Look) -> String {
    let sheets = traced.sheets(trace, link);
    let named: Vec<String> = sheets.iter().map(|(sheet, programme)| {
        let name = shown(&sheet.name);
        if link.relation != Relation::Part {
            return format!("{name}（{} {}）", shown(&sheet.ministry), shown(&sheet.mark()));
        }
        let before = trace.year.checked_sub(1);
        let whole = before.and_then(|year| programme.get(year, Column::NextRequest));
        match (whole, look.lang) {
            (Some(yen), Lang::Ja) => format!("{name}（{}億円）の一部", shown_oku(yen)),
            (None, Lang::Ja) => format!("{name}の一部"),
            (Some(yen), Lang::En) => format!("part of {name} ({})", look.oku(shown_oku(yen))),
            (None, Lang::En) => format!("part of {name}"),
        }
    }).collect();
    let evidence: Vec<String> = link.evidence.iter().map(|e| told(e, look.lang)).collect();
    let grade = match link.grade {
        Grade::Sure => Text::new("確実", "sure"),
        Grade::Probable => Text::new("おそらく", "probably"),
        Grade::Possible => Text::new("かもしれない", "possibly"),
    };
    let relation = match link.relation {
        Relation::Same => Text::new("同じ事業", "same"),
        Relation::Renamed => Text::new("名称変更", "renamed"),
        Relation::Sum => Text::new("複数シートの合計", "sum of sheets"),
        Relation::Part => Text::new("一部", "part"),
    };
    format!(
        "{}［{}・{}］ {}: {}",
        look.text(Text::new("シート", "sheet")),
        look.text(grade),
        look.text(relation),
        named.join(" + "),
        evidence.join(look.text(Text::new("、", ", ")))
    )
}

fn money(trace: &Trace, outcome: &Outcome, look: &Look) -> String {
    let unknown = look.text(Text::new("不明", "not known"));
    let amount = |yen: Option<Yen>| {
        yen.map_or_else(|| unknown.to_owned(), |yen| look.oku(shown_oku(yen)))
    };
    let nonzero = |yen: Option<Yen>| yen.filter(|yen| *yen != Yen(0));
    let year = trace.year;
    let mut parts = vec![match look.lang {
        Lang::Ja => format!("{year}年度 当初予算 {}", amount(outcome.granted)),
        Lang::En => format!("{year}: initial {}", amount(outcome.granted)),
    }];
    for (yen, name) in [
        (outcome.supplementary, Text::new("補正", "supplementary")),
        (outcome.carried, Text::new("前年度から繰越し", "carried over")),
        (outcome.before, Text::new("前年度の補正", "supplementary of the year before")),
    ] {
        if let Some(yen) = nonzero(yen) {
            parts.push(format!("{} {}", look.text(name), look.oku(shown_oku(yen))));
        }
    }
    parts.push(format!("{} {}", look.text(Text::new("執行", "spent")), amount(outcome.executed)));
    parts.join(look.text(Text::new("、", ", ")))
}

/// Sums of the lines that are surely one sheet or several: each programme's money once, relistings and parts in none.
fn totals(traced: &Traced<'_>, look: &Look) -> Vec<String> {
    let mut asked = rust_decimal::Decimal::ZERO;
    let (mut granted, mut spent, mut lines) = (Yen(0), Yen(0), 0);
    let mut seen = std::collections::HashSet::new();
    let mut grades = [0_usize; 4];
    for trace in traced.traces {
        let at = trace.link.as_ref().map_or(3, |link| match link.grade {
            Grade::Sure => 0,
            Grade::Probable => 1,
            Grade::Possible => 2,
        });
        if let Some(count) = grades.get_mut(at) {
            *count += 1;
        }
        let sure = trace.link.as_ref().filter(|link| link.grade == Grade::Sure);
        let (Some(link), Some(outcome)) = (sure, traced.outcome(trace)) else {
            continue;
        };
        let node = traced.library.node(trace.line);
        let plain = node.budget.as_ref().and_then(|b| plain_request(b, node.relisted));
        let (Some(request), Some(grant), true) =
            (plain, outcome.granted, seen.insert(link.programmes.clone()))
        else {
            continue;
        };
        let sums = (asked.checked_add(request.oku), granted.plus(grant));
        if let (Some(a), Some(g)) = sums {
            (asked, granted, lines) = (a, g, lines + 1);
            spent = outcome.executed.and_then(|yen| spent.plus(yen)).unwrap_or(spent);
        }
    }
    let [sure, probable, possible, none] = grades;
    let (granted, spent) = (look.oku(shown_oku(granted)), look.oku(shown_oku(spent)));
    let asked = look.oku(asked.normalize());
    match look.lang {
        Lang::Ja => vec![
            format!("確実{sure}行、おそらく{probable}行、かもしれない{possible}行、なし{none}行"),
            format!("確実で一部でなく再掲でもない{lines}行: 要求 {asked}、当初予算 {granted}、執行 {spent}"),
        ],
        Lang::En => vec![
            format!("{sure} sure, {probable} probable, {possible} possible, {none} without"),
            format!("{lines} lines that are sure, no part and no relisting: asked {asked}, granted {granted}, spent {spent}"),
        ],
    }
}
