//! The sheets of one programme over the years as one: its figures by budget year, of each year from one sheet.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::Yen;
use super::sheet::{Column, Figures, Origin, Reviews, Sheet};

/// One programme.
#[derive(Clone, Debug)]
pub struct Programme {
    /// Its sheets as places in [`Reviews::sheets`], the newest first.
    pub sheets: Vec<usize>,
    /// 予算事業ID, where the RS system has it.
    pub id: Option<u32>,
    /// Name of the newest sheet.
    pub name: Box<str>,
    /// Ministry of the newest sheet.
    pub ministry: Arc<str>,
    /// The finer body of the newest sheet.
    pub body: Arc<str>,
    /// Figures by budget year, the earliest first, of the newest sheet that knows them.
    pub years: Vec<Figures>,
    /// What its sheets tell of years whose money is counted in other programmes, so that it is in no sum, list or row:
    /// later years in those that it was split into or went into, or that are the same in the newer source, and years
    /// before its first sheet in those out of which it was cut. The earliest first. Of such a year [`Self::years`] may
    /// still have what only this one tells.
    pub elsewhere: Vec<Figures>,
    /// The sheet that each year's figures are from, as places in [`Reviews::sheets`].
    told_by: BTreeMap<u16, usize>,
}

impl Programme {
    /// One figure of a budget year.
    #[must_use]
    pub fn get(&self, year: u16, column: Column) -> Option<Yen> {
        self.figures(year)?.get(column)
    }

    /// The figures of a budget year, wherever they are counted.
    #[must_use]
    pub fn figures(&self, year: u16) -> Option<&Figures> {
        let is_of = |figures: &&Figures| figures.year == year;
        let elsewhere = self.elsewhere.iter().find(is_of);
        elsewhere.or_else(|| self.years.iter().find(is_of))
    }

    /// The figures of a budget year that are counted here.
    #[must_use]
    pub fn counted(&self, year: u16) -> Option<&Figures> {
        self.years.iter().find(|figures| figures.year == year)
    }

    /// Every year that its sheets tell, the earliest first, wherever it is counted.
    pub fn all_years(&self) -> impl DoubleEndedIterator<Item = &Figures> {
        let is_elsewhere = |year: u16| self.elsewhere.iter().any(|figures| figures.year == year);
        let own = self
            .years
            .iter()
            .filter(|figures| !is_elsewhere(figures.year));
        let mut all: Vec<&Figures> = own.chain(&self.elsewhere).collect();
        all.sort_by_key(|figures| figures.year);
        all.into_iter()
    }

    /// The sheet that the figures of a budget year are from.
    #[must_use]
    pub fn told_by<'a>(&self, reviews: &'a Reviews, year: u16) -> Option<&'a Sheet> {
        reviews.sheets.get(*self.told_by.get(&year)?)
    }

    /// Who answered for the programme in a budget year: its sheet of that year, where the source is the one that the
    /// figures are from, else the sheet that they are from; of a year without figures the newest.
    #[must_use]
    pub fn sheet_of<'a>(&self, reviews: &'a Reviews, year: u16) -> Option<&'a Sheet> {
        let told_by = self.told_by(reviews, year);
        let mut sheets = self.sheets.iter().filter_map(|at| reviews.sheets.get(*at));
        let is_own = |sheet: &&Sheet| {
            sheet.year == year && told_by.is_none_or(|by| by.origin == sheet.origin)
        };
        let own = sheets.clone().find(is_own);
        own.or(told_by).or_else(|| sheets.next())
    }

    /// Whether it has come to an end, seen from a year, mostly that of the newest sheets of all: no sheet of that year or
    /// a later one is of it, or neither an initial budget of that year nor a request for the next is more than nothing.
    #[must_use]
    pub fn has_ended(&self, reviews: &Reviews, year: u16) -> bool {
        let nothing = |column| self.get(year, column).is_none_or(|yen| yen == Yen(0));
        let is_current = self.newest(reviews).is_some_and(|s| s.year >= year);
        !is_current || nothing(Column::Initial) && nothing(Column::NextRequest)
    }

    /// Its newest sheet.
    #[must_use]
    pub fn newest<'a>(&self, reviews: &'a Reviews) -> Option<&'a Sheet> {
        reviews.sheets.get(*self.sheets.first()?)
    }
}

impl Programme {
    /// From that budget year on its figures are counted elsewhere.
    pub(super) fn count_until(&mut self, from: u16) {
        let years = std::mem::take(&mut self.years);
        let (own, mut other): (Vec<Figures>, Vec<Figures>) =
            years.into_iter().partition(|figures| figures.year < from);
        self.years = own;
        other.append(&mut self.elsewhere);
        self.elsewhere = other;
    }

    /// Years before its first sheet are counted elsewhere, up to the year `told` of the last sheets before that: of that
    /// year what those could not tell counts here.
    pub(super) fn count_from(&mut self, told: u16) {
        let (retold, own): (Vec<Figures>, Vec<Figures>) = std::mem::take(&mut self.years)
            .into_iter()
            .partition(|figures| figures.year <= told);
        for figures in retold {
            let counted = match figures.year == told {
                _ if !figures.has_money() => Some(figures),
                true => figures.told_later(),
                false => None,
            };
            if counted != Some(figures) {
                self.elsewhere.push(figures);
            }
            self.years.extend(counted);
        }
        self.years.extend(own);
        self.elsewhere.sort_by_key(|figures| figures.year);
    }
}

/// The programme of those sheets, given as places; none where there is none.
pub(super) fn programme(reviews: &Reviews, mut sheets: Vec<usize>) -> Option<Programme> {
    let order = |at: &usize| reviews.sheets.get(*at).map(|s| (s.origin, s.year));
    sheets.sort_by_key(|at| std::cmp::Reverse(order(at)));
    let newest = reviews.sheets.get(*sheets.first()?)?;
    let mut years: BTreeMap<u16, (Figures, usize)> = BTreeMap::new();
    let known = sheets
        .iter()
        .filter_map(|at| Some((*at, reviews.sheets.get(*at)?)));
    for (at, sheet) in known {
        for figures in &sheet.years {
            let (kept, by) = years
                .entry(figures.year)
                .or_insert_with(|| (Figures::new(figures.year), at));
            // Budgets of two sources are cut by two rules: those of one year come from one sheet. JUDGIT prints 0
            // where its source was empty: what an older sheet of its own has of that year stands.
            let is_blank = || {
                let teller = reviews.sheets.get(*by).map(|sheet| sheet.origin);
                teller == Some(Origin::Judgit) && !kept.has_budget_money()
            };
            if !kept.has_budget() || figures.has_budget_money() && is_blank() {
                let request = kept.get(Column::NextRequest);
                if figures.has_budget() || !kept.is_known() {
                    *by = at;
                }
                *kept = *figures;
                let request = request.or(figures.get(Column::NextRequest));
                kept.set(Column::NextRequest, request);
            } else if kept.get(Column::NextRequest).is_none() {
                kept.set(Column::NextRequest, figures.get(Column::NextRequest));
            }
        }
    }
    years.retain(|_, (figures, _)| figures.is_known());
    Some(Programme {
        id: sheets.iter().find_map(|at| reviews.sheets.get(*at)?.id),
        name: newest.name.clone(),
        ministry: Arc::clone(&newest.ministry),
        body: Arc::clone(&newest.body),
        told_by: years.iter().map(|(year, (_, by))| (*year, *by)).collect(),
        years: years.into_values().map(|(figures, _)| figures).collect(),
        elsewhere: Vec::new(),
        sheets,
    })
}
