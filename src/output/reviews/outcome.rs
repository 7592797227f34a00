//! What became of budget lines, in words.

use std::io::{self, Write};

use super::super::{Look, words};
use super::shown_oku;
use super::traced::{Traced, code};
use crate::lang::{Lang, Text};
use crate::ledger::Counting;
use crate::review::trace::{Evidence, Grade, Link, Outcome, Relation, Trace};
use crate::review::{Column, Yen};
use crate::text::shown;

fn evidence_text(evidence: &Evidence, lang: Lang) -> String {
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

const NO_SHEET: Text = Text::new("当たるシートは見つかりません", "no sheet found");

/// Writes the lines for people.
///
/// # Errors
/// What `out` says.
pub(super) fn text(out: &mut dyn Write, look: &Look, traced: &Traced<'_>) -> io::Result<()> {
    for trace in traced.traces {
        let row = traced.row(trace);
        let budget = traced.library.budget(trace.line);
        let asked = budget
            .map(|b| words::request(look, &b.request))
            .unwrap_or_default();
        let head = format!("{} {}  {asked}", row.id, shown(&row.name));
        writeln!(out, "{}", look.bold(&look.cut(&head)))?;
        for line in outcome_lines(traced, trace, look) {
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

fn outcome_lines(traced: &Traced<'_>, trace: &Trace, look: &Look) -> Vec<String> {
    let Some(link) = &trace.link else {
        return vec![look.text(NO_SHEET).to_owned()];
    };
    let mut lines = vec![linked(traced, trace, link, look)];
    let Some(outcome) = traced.outcome(trace) else {
        return lines;
    };
    lines.push(money(trace, &outcome, look));
    let years: Vec<String> = outcome
        .years
        .iter()
        .map(|(year, sums)| {
            let initial = sums
                .get(Column::Initial)
                .map(|yen| shown_oku(yen).to_string());
            let spent = sums
                .get(Column::Executed)
                .map(|yen| shown_oku(yen).to_string());
            format!(
                "{year}: {}/{}",
                initial.unwrap_or("–".into()),
                spent.unwrap_or("–".into())
            )
        })
        .collect();
    lines.push(match look.lang {
        Lang::Ja => format!("年度: 当初予算/執行（億円） {}", years.join("  ")),
        Lang::En => format!("year: initial/spent (100M yen) {}", years.join("  ")),
    });
    if let Some(last) = outcome.last.filter(|_| outcome.ended) {
        lines.push(match look.lang {
            Lang::Ja => format!("{last}年のシートが最後"),
            Lang::En => format!("last sheet: {last}"),
        });
    }
    if !outcome.payees.is_empty() {
        let payees: Vec<String> = outcome
            .payees
            .iter()
            .map(|(name, paid)| match paid {
                Some(paid) => format!("{} {}", shown(name), look.oku(shown_oku(*paid))),
                None => shown(name).into_owned(),
            })
            .collect();
        lines.push(format!(
            "{}: {}",
            look.text(Text::new("支出先", "paid to")),
            payees.join("、")
        ));
    }
    lines
}

fn linked(traced: &Traced<'_>, trace: &Trace, link: &Link, look: &Look) -> String {
    let sheets = traced.sheets(trace, link);
    let named: Vec<String> = sheets
        .iter()
        .map(|(sheet, programme)| {
            let name = shown(&sheet.name);
            if link.relation != Relation::Part {
                return format!(
                    "{name}（{} {}）",
                    shown(&sheet.ministry),
                    shown(&sheet.mark())
                );
            }
            let before = trace.year.checked_sub(1);
            let whole = before.and_then(|year| programme.get(year, Column::NextRequest));
            match (whole, look.lang) {
                (Some(yen), Lang::Ja) => format!("{name}（{}億円）の一部", shown_oku(yen)),
                (None, Lang::Ja) => format!("{name}の一部"),
                (Some(yen), Lang::En) => format!("part of {name} ({})", look.oku(shown_oku(yen))),
                (None, Lang::En) => format!("part of {name}"),
            }
        })
        .collect();
    let evidence: Vec<String> = link
        .evidence
        .iter()
        .map(|e| evidence_text(e, look.lang))
        .collect();
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
    let amount =
        |yen: Option<Yen>| yen.map_or_else(|| unknown.to_owned(), |yen| look.oku(shown_oku(yen)));
    let nonzero = |yen: Option<Yen>| yen.filter(|yen| *yen != Yen(0));
    let year = trace.year;
    let mut parts = vec![match look.lang {
        Lang::Ja => format!("{year}年度 当初予算 {}", amount(outcome.granted)),
        Lang::En => format!("{year}: initial {}", amount(outcome.granted)),
    }];
    for (yen, name) in [
        (outcome.supplementary, Text::new("補正", "supplementary")),
        (
            outcome.carried,
            Text::new("前年度から繰越し", "carried over"),
        ),
        (
            outcome.before,
            Text::new("前年度の補正", "supplementary of the year before"),
        ),
    ] {
        if let Some(yen) = nonzero(yen) {
            parts.push(format!("{} {}", look.text(name), look.oku(shown_oku(yen))));
        }
    }
    parts.push(format!(
        "{} {}",
        look.text(Text::new("執行", "spent")),
        amount(outcome.executed)
    ));
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
        let plain = Counting::Once.request(traced.library, trace.line);
        let (Some(request), Some(grant), true) =
            (plain, outcome.granted, seen.insert(link.programmes.clone()))
        else {
            continue;
        };
        let sums = (asked.checked_add(request), granted.plus(grant));
        if let (Some(a), Some(g)) = sums {
            (asked, granted, lines) = (a, g, lines + 1);
            spent = outcome
                .executed
                .and_then(|yen| spent.plus(yen))
                .unwrap_or(spent);
        }
    }
    let [sure, probable, possible, none] = grades;
    let (granted, spent) = (look.oku(shown_oku(granted)), look.oku(shown_oku(spent)));
    let asked = look.oku(asked.normalize());
    match look.lang {
        Lang::Ja => vec![
            format!("確実{sure}行、おそらく{probable}行、かもしれない{possible}行、なし{none}行"),
            format!(
                "確実で一部でなく再掲でもない{lines}行: 要求 {asked}、当初予算 {granted}、執行 {spent}"
            ),
        ],
        Lang::En => vec![
            format!("{sure} sure, {probable} probable, {possible} possible, {none} without"),
            format!(
                "{lines} lines that are sure, no part and no relisting: asked {asked}, granted {granted}, spent {spent}"
            ),
        ],
    }
}
