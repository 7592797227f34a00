//! The programmes that a document's lines may belong to, with what is compared.

use std::collections::{BTreeMap, HashMap, HashSet};
use std::sync::Arc;

use super::super::name::{add_quoted, key, pairs};
use super::super::sheet::{Column, Reviews};
use super::super::{Programme, Programmes, Yen};
use super::likeness::{Form, forms, same};
use super::line::{Had, Line};
use crate::model::Amount;

/// A programme as it is compared.
#[derive(Debug)]
pub(super) struct Candidate {
    /// Place in [`Programmes::all`].
    pub(super) programme: usize,
    pub(super) bureau: Arc<str>,
    pub(super) office: Arc<str>,
    /// Its names of those years.
    pub(super) forms: Vec<HashMap<String, Form>>,
    pub(super) letters: Vec<Vec<char>>,
    /// Requested for the document's year, by the sheet of the year before.
    pub(super) request: Option<Yen>,
    /// Initial budget of the year before.
    pub(super) base: Option<Yen>,
    /// Year of its first sheet.
    pub(super) first: u16,
    /// Pairs of letters of what the sheets say, from two years before to two years after the request.
    pub(super) pairs: HashSet<(char, char)>,
    /// Names in corner brackets in the same.
    pub(super) quoted: HashSet<String>,
    /// The ministry is the document's own.
    pub(super) own: bool,
}

impl Candidate {
    /// How near the line's name comes.
    pub(super) fn named(&self, line: &HashMap<String, Form>) -> Option<Form> {
        self.forms.iter().filter_map(|own| same(line, own)).min()
    }

    /// Whether the request agrees.
    pub(super) fn asks(&self, request: Option<Amount>) -> bool {
        request.zip(self.request).is_some_and(|(a, b)| agrees(a, b))
    }

    /// Whether the base agrees; a new line had nothing.
    pub(super) fn had(&self, had: Had) -> Option<bool> {
        match (had, self.base) {
            (Had::Amount(amount), Some(base)) => Some(agrees(amount, base)),
            (Had::Nothing, Some(base)) => Some(base == Yen(0)),
            _ => None,
        }
    }
}

/// Whether a printed figure is the exact one, rounded or cut down to the printed place.
pub(super) fn agrees(printed: Amount, exact: Yen) -> bool {
    let Some(over) = exact.oku().checked_sub(printed.oku) else {
        return false;
    };
    let unit = printed.half_unit + printed.half_unit;
    over.abs() <= printed.half_unit || (over.is_sign_positive() && over < unit)
}

/// The ministries that the document is of: the one that has most of its names, and those that have two or
/// more of its names with the amounts.
pub(super) fn ministries(
    lines: &[Line],
    reviews: &Reviews,
    programmes: &Programmes,
    year: u16,
) -> Vec<Arc<str>> {
    let wanted: HashMap<String, Vec<(usize, Form)>> = lines
        .iter()
        .enumerate()
        .filter(|(_, line)| line.original.is_none())
        .flat_map(|(at, line)| forms(&line.name).into_iter().map(move |f| (f, at)))
        .fold(HashMap::new(), |mut map, ((form, how), at)| {
            map.entry(form).or_insert_with(Vec::new).push((at, how));
            map
        });
    let mut named: BTreeMap<Arc<str>, usize> = BTreeMap::new();
    let mut proven: BTreeMap<Arc<str>, usize> = BTreeMap::new();
    for programme in &programmes.all {
        let Some((ministry, request, _)) = asked(reviews, programme, year) else {
            continue;
        };
        let found = forms(&programme_name(reviews, programme, year));
        let hits: HashSet<usize> = found
            .keys()
            .filter_map(|form| wanted.get(form))
            .flatten()
            .map(|(at, _)| *at)
            .collect();
        if hits.is_empty() {
            continue;
        }
        *named.entry(Arc::clone(&ministry)).or_default() += 1;
        let agrees = hits
            .iter()
            .filter_map(|at| lines.get(*at)?.request.zip(request))
            .any(|(printed, exact)| agrees(printed, exact));
        *proven.entry(ministry).or_default() += usize::from(agrees);
    }
    let main = named.iter().max_by_key(|(_, count)| **count);
    let mut all: Vec<Arc<str>> = main.map(|(m, _)| Arc::clone(m)).into_iter().collect();
    for (ministry, count) in &proven {
        if *count >= 2 && !all.contains(ministry) {
            all.push(Arc::clone(ministry));
        }
    }
    all
}

/// The name on the sheet of the year before, else on the newest.
fn programme_name(reviews: &Reviews, programme: &Programme, year: u16) -> String {
    let mut sheets = programme
        .sheets
        .iter()
        .filter_map(|at| reviews.sheets.get(*at));
    let newest = sheets.clone().next();
    let before = sheets.find(|sheet| sheet.year + 1 == year);
    before
        .or(newest)
        .map(|s| s.name.to_string())
        .unwrap_or_default()
}

/// Ministry, request and base, by the sheet of the year before where there is one. None of a programme that had
/// ended before.
fn asked(
    reviews: &Reviews,
    programme: &Programme,
    year: u16,
) -> Option<(Arc<str>, Option<Yen>, Option<Yen>)> {
    let before = year.checked_sub(1)?;
    let sheets = || {
        programme
            .sheets
            .iter()
            .filter_map(|at| reviews.sheets.get(*at))
    };
    if sheets().all(|sheet| sheet.year < before) {
        return None;
    }
    if let Some(sheet) = sheets().find(|sheet| sheet.year == before) {
        let request = sheet.get(before, Column::NextRequest);
        return Some((
            Arc::clone(&sheet.ministry),
            request,
            sheet.get(before, Column::Initial),
        ));
    }
    let nearest = sheets().rfind(|sheet| sheet.year > before)?;
    let ministry = Arc::clone(&nearest.ministry);
    let request = programme.get(before, Column::NextRequest);
    Some((ministry, request, programme.get(before, Column::Initial)))
}

/// The candidates of those ministries, the first being the document's own.
pub(super) fn candidates(
    reviews: &Reviews,
    programmes: &Programmes,
    year: u16,
    ministries: &[Arc<str>],
) -> Vec<Candidate> {
    let all = programmes.all.iter().enumerate();
    all.filter_map(|(at, programme)| {
        let (ministry, request, base) = asked(reviews, programme, year)?;
        let place = ministries.iter().position(|known| *known == ministry)?;
        let near = || {
            let sheets = programme
                .sheets
                .iter()
                .filter_map(|at| reviews.sheets.get(*at));
            sheets.filter(|sheet| sheet.year + 5 > year)
        };
        let mut names: Vec<&str> = near().map(|sheet| &*sheet.name).collect();
        names.sort_unstable();
        names.dedup();
        let mut timely = near().filter(|sheet| sheet.year + 2 >= year && sheet.year <= year + 2);
        let (mut said, mut quoted) = (HashSet::new(), HashSet::new());
        for sheet in timely.clone() {
            add_quoted(&sheet.purpose, &mut quoted);
            add_quoted(&sheet.outline, &mut quoted);
            for text in [&sheet.name, &sheet.purpose, &sheet.outline, &sheet.works] {
                said.extend(pairs(text));
            }
        }
        let sheet = timely.next_back().or_else(|| near().next_back())?;
        Some(Candidate {
            programme: at,
            bureau: Arc::clone(&sheet.bureau),
            office: Arc::clone(&sheet.office),
            forms: names.iter().map(|name| forms(name)).collect(),
            letters: names
                .iter()
                .map(|name| key(name).chars().collect())
                .collect(),
            request,
            base,
            first: near().map(|s| s.year).min()?,
            pairs: said,
            quoted,
            own: place == 0,
        })
    })
    .collect()
}
