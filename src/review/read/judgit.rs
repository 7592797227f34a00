//! JUDGIT's sheets: one JSON a line, money in million yen.

use std::io::{BufRead, Read};

use serde::Deserialize;
use serde_json::value::RawValue;

use super::super::Yen;
use super::super::sheet::{Column, Origin, Sheet};
use super::line::{one_line, prose};
use super::payees::payee;
use super::{Gathered, ReadError, YEARS};

/// Most bytes of a line.
const LONGEST: u64 = 64 * 1024 * 1024;

#[derive(Deserialize)]
struct Line<'a> {
    #[serde(rename = "公開年度")]
    year: u16,
    #[serde(rename = "府省庁")]
    ministry: String,
    #[serde(rename = "事業番号", default)]
    number: Option<String>,
    #[serde(rename = "事業名")]
    name: String,
    #[serde(rename = "担当部局庁", default)]
    bureau: Option<String>,
    #[serde(rename = "担当課室", default)]
    office: Option<String>,
    #[serde(rename = "作成責任者", default)]
    responsible: Option<String>,
    #[serde(rename = "開始年度", default)]
    start: Option<u16>,
    #[serde(rename = "終了年度", default)]
    end: Option<u16>,
    #[serde(rename = "事業目的", default)]
    purpose: Option<String>,
    #[serde(rename = "事業概要", default)]
    outline: Option<String>,
    #[serde(rename = "会計区分", default)]
    accounts: Option<Vec<String>>,
    #[serde(rename = "主要施策", default)]
    policies: Option<Vec<String>>,
    #[serde(rename = "予算", default, borrow)]
    money: Option<Vec<Money<'a>>>,
    #[serde(rename = "支出先", default, borrow)]
    payees: Option<Vec<Paid<'a>>>,
}

#[derive(Deserialize)]
struct Money<'a> {
    #[serde(rename = "年度")]
    year: u16,
    #[serde(rename = "当初予算", default, borrow)]
    initial: Option<&'a RawValue>,
    #[serde(rename = "補正予算", default, borrow)]
    supplementary: Option<&'a RawValue>,
    #[serde(rename = "前年度から繰越し", default, borrow)]
    carried: Option<&'a RawValue>,
    #[serde(rename = "翌年度へ繰越し", default, borrow)]
    carried_on: Option<&'a RawValue>,
    #[serde(rename = "予備費等", default, borrow)]
    reserve: Option<&'a RawValue>,
    #[serde(rename = "予算計", default, borrow)]
    total: Option<&'a RawValue>,
    #[serde(rename = "執行額", default, borrow)]
    executed: Option<&'a RawValue>,
    #[serde(rename = "要求額", default, borrow)]
    request: Option<&'a RawValue>,
}

#[derive(Deserialize)]
struct Paid<'a> {
    #[serde(rename = "グループ", default)]
    block: Option<String>,
    #[serde(rename = "支出先名", default)]
    name: Option<String>,
    #[serde(rename = "法人番号", default)]
    number: Option<String>,
    #[serde(rename = "業務概要", default)]
    work: Option<String>,
    #[serde(rename = "支出額", default, borrow)]
    paid: Option<&'a RawValue>,
}

/// Adds every line.
pub(super) fn read<R: BufRead>(
    gathered: &mut Gathered,
    file: &str,
    mut text: R,
) -> Result<(), ReadError> {
    let (mut line, mut at) = (Vec::new(), 0_u64);
    loop {
        line.clear();
        at += 1;
        let got = text
            .by_ref()
            .take(LONGEST)
            .read_until(b'\n', &mut line)
            .map_err(|why| ReadError::unread(at, &why))?;
        if got == 0 {
            return Ok(());
        }
        let bare = line.strip_prefix(b"\xef\xbb\xbf").unwrap_or(&line);
        if bare.trim_ascii().is_empty() {
            continue;
        }
        match serde_json::from_slice::<Line<'_>>(bare) {
            Ok(parsed) => add(gathered, file, at, parsed),
            Err(why) => {
                let notice = (
                    format!("読めない行です（{why}）。この事業を除いて続けます"),
                    format!("line cannot be read ({why}); left out"),
                );
                // The last line without an end is a file that broke off.
                if why.is_eof() && !line.ends_with(b"\n") {
                    return Err(ReadError::cut_off(at));
                }
                gathered.notice(file, at, true, notice);
            }
        }
        gathered.row_read();
    }
}

fn add(gathered: &mut Gathered, file: &str, at: u64, line: Line<'_>) {
    if !YEARS.contains(&line.year) {
        let notice = (
            format!("公開年度が{}です。この事業を除いて続けます", line.year),
            format!("its year is {}; left out", line.year),
        );
        gathered.notice(file, at, true, notice);
        return;
    }
    let number = line.number.unwrap_or_default();
    let ministry = gathered.shared(&one_line(&line.ministry));
    let place = (line.year, ministry.clone(), number.as_str().into());
    let bureau = gathered.shared(&one_line(line.bureau.as_deref().unwrap_or_default()));
    let office = gathered.shared(&one_line(line.office.as_deref().unwrap_or_default()));
    let policies: Vec<String> = line
        .policies
        .iter()
        .flatten()
        .map(|p| one_line(p))
        .collect();
    let policy = gathered.shared(&policies.join("・"));
    let none = gathered.shared("");
    let mut accounts: Vec<[std::sync::Arc<str>; 3]> = Vec::new();
    for name in line.accounts.iter().flatten() {
        let names = [gathered.shared(&one_line(name)), none.clone(), none.clone()];
        if !accounts.contains(&names) {
            accounts.push(names);
        }
    }
    let mut sheet = Sheet {
        origin: Origin::Judgit,
        year: line.year,
        id: None,
        number: number.into(),
        name: one_line(&line.name).into(),
        body: ministry.clone(),
        ministry,
        bureau,
        office,
        policy,
        measure: none,
        accounts,
        start: line.start,
        end: line.end,
        division: "".into(),
        purpose: prose(line.purpose.as_deref().unwrap_or_default()).into(),
        outline: prose(line.outline.as_deref().unwrap_or_default()).into(),
        years: Vec::new(),
        payees: Vec::new(),
        works: works(line.payees.as_deref().unwrap_or_default()).into(),
        responsible: one_line(line.responsible.as_deref().unwrap_or_default()).into(),
    };
    let mut wrong = 0;
    for money in line.money.iter().flatten() {
        fill(&mut sheet, money, &mut wrong);
    }
    if let Some(known) = gathered.judgit.get(&place).copied() {
        again(gathered, (file, at), known, &sheet);
        return;
    }
    sheet.payees = line.payees.iter().flatten().map(paid).collect();
    if wrong > 0 {
        let notice = (
            format!(
                "「{}」に金額として読めない値が{wrong}件あります",
                sheet.name
            ),
            format!("{wrong} values of '{}' are no amounts", sheet.name),
        );
        gathered.notice(file, at, true, notice);
    }
    gathered.judgit.insert(place, gathered.reviews.sheets.len());
    gathered.reviews.sheets.push(sheet);
}

/// A sheet of a ministry, year and number that another one has already. With the same name and figures it is the same;
/// of figures that differ nobody knows which are right: neither counts.
fn again(gathered: &mut Gathered, (file, at): (&str, u64), known: usize, sheet: &Sheet) {
    let (number, year) = (&sheet.number, sheet.year);
    let Some(kept) = gathered.reviews.sheets.get(known) else {
        return;
    };
    if kept.name != sheet.name {
        let ministry = &sheet.ministry;
        let notice = (
            format!(
                "事業番号「{number}」が{year}年度の{ministry}に2度あります。先の行だけを数えます"
            ),
            format!("number {number} stands twice in {year} of {ministry}; the first counts"),
        );
        gathered.notice(file, at, true, notice);
        return;
    }
    if kept.years == sheet.years {
        return;
    }
    let years = kept
        .years
        .iter()
        .chain(&sheet.years)
        .map(|figures| figures.year);
    let mut differ: Vec<u16> = years
        .filter(|year| {
            kept.figures(*year) != sheet.figures(*year)
                && !gathered.contested.contains(&(known, *year))
        })
        .collect();
    differ.sort_unstable();
    differ.dedup();
    if differ.is_empty() {
        return;
    }
    let told: Vec<String> = differ.iter().map(u16::to_string).collect();
    let notice = (
        format!(
            "「{}」（事業番号 {number}）の{year}年のシートが2つあり、{}年度の額が違います。どちらも数えません",
            sheet.name,
            told.join("・")
        ),
        format!(
            "'{}' (number {number}) has two sheets of {year} with different figures of {}; neither counts",
            sheet.name,
            told.join(", ")
        ),
    );
    if let Some(kept) = gathered.reviews.sheets.get_mut(known) {
        kept.years.retain(|figures| !differ.contains(&figures.year));
    }
    let contested = differ.into_iter().map(|year| (known, year));
    gathered.contested.extend(contested);
    gathered.notice(file, at, true, notice);
}

fn paid(paid: &Paid<'_>) -> super::super::Payee {
    let amount = paid.paid.and_then(|raw| Yen::from_million(raw.get()));
    let name = one_line(paid.name.as_deref().unwrap_or_default());
    let block = paid.block.as_deref().unwrap_or_default();
    payee(block, &name, paid.number.as_deref(), false, amount)
}

/// Most bytes kept of what payees did.
const MOST_WORKS: usize = 6000;

fn works(payees: &[Paid<'_>]) -> String {
    let mut works: Vec<String> = Vec::new();
    let mut length = 0;
    for work in payees.iter().filter_map(|paid| paid.work.as_deref()) {
        let work = one_line(work);
        if !work.is_empty() && !works.contains(&work) && length < MOST_WORKS {
            length += work.len();
            works.push(work);
        }
    }
    works.join("／")
}

/// What the year has. Where a key is left out, or null, nothing is known; of the sheet's own year nothing is executed yet.
fn fill(sheet: &mut Sheet, money: &Money<'_>, wrong: &mut usize) {
    if !YEARS.contains(&money.year) {
        *wrong += 1;
        return;
    }
    let own = sheet.year;
    let mut amount = |raw: Option<&RawValue>| {
        let raw = raw.map(RawValue::get).filter(|raw| *raw != "null")?;
        let figure = Yen::from_million(raw.trim_matches('"'));
        *wrong += usize::from(figure.is_none());
        figure
    };
    let figures = [
        (Column::Initial, amount(money.initial)),
        (Column::Supplementary, amount(money.supplementary)),
        (Column::Carried, amount(money.carried)),
        (Column::Reserve, amount(money.reserve)),
        (Column::Total, amount(money.total)),
        (
            Column::Executed,
            amount(money.executed).filter(|_| money.year < own),
        ),
        (Column::CarriedOn, amount(money.carried_on)),
    ];
    let request = amount(money.request);
    if figures.iter().any(|(_, figure)| figure.is_some())
        && let Some(year) = sheet.figures_mut(money.year)
    {
        for (column, figure) in figures {
            year.set(column, figure);
        }
    }
    // What is asked for a year stands with the year in which it is asked.
    if let (Some(request), Some(before)) = (request, money.year.checked_sub(1))
        && let Some(year) = sheet.figures_mut(before)
    {
        year.set(Column::NextRequest, Some(request));
    }
}
