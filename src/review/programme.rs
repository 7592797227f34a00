//! The sheets of one programme over the years as one.
//!
//! Sheets of the RS system belong together by 予算事業ID; those of JUDGIT, whose numbers say nothing over the
//! years, by ministry and name, and by first year, office and figures where a name stands twice. Then a name that says what
//! it was called before leads to that one, and a name that stands in one other ministry alone has moved.

use std::collections::{BTreeMap, HashMap, HashSet};
use std::sync::Arc;

use super::Yen;
use super::doubled::untangled;
use super::heir::goes_on_as;
use super::name::{former_names, key};
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
    /// Figures by budget year, the earliest first; of each figure the newest sheet that knows it.
    pub years: Vec<Figures>,
}

impl Programme {
    /// One figure of a budget year.
    #[must_use]
    pub fn get(&self, year: u16, column: Column) -> Option<Yen> {
        self.figures(year)?.get(column)
    }

    /// The figures of a budget year.
    #[must_use]
    pub fn figures(&self, year: u16) -> Option<&Figures> {
        self.years.iter().find(|figures| figures.year == year)
    }

    /// The sheet of that year, or else the newest: who answered for the programme then.
    #[must_use]
    pub fn sheet_of<'a>(&self, reviews: &'a Reviews, year: u16) -> Option<&'a Sheet> {
        let mut sheets = self.sheets.iter().filter_map(|at| reviews.sheets.get(*at));
        let own = sheets.clone().find(|sheet| sheet.year == year);
        own.or_else(|| sheets.next())
    }

    /// Whether it has come to an end, seen from the year of the newest sheets of all: no sheet of that year is of it, or
    /// neither an initial budget of that year nor a request for the next is more than nothing.
    #[must_use]
    pub fn has_ended(&self, reviews: &Reviews, newest: u16) -> bool {
        let nothing = |column| self.get(newest, column).is_none_or(|yen| yen == Yen(0));
        let is_current = self.newest(reviews).is_some_and(|s| s.year == newest);
        !is_current || nothing(Column::Initial) && nothing(Column::NextRequest)
    }

    /// Its newest sheet.
    #[must_use]
    pub fn newest<'a>(&self, reviews: &'a Reviews) -> Option<&'a Sheet> {
        reviews.sheets.get(*self.sheets.first()?)
    }
}

/// All programmes, in the order of their newest sheets.
#[derive(Clone, Debug, Default)]
pub struct Programmes {
    /// The programmes.
    pub all: Vec<Programme>,
    /// The year of the newest sheets.
    pub newest: u16,
}

/// What JUDGIT's sheets of one programme share.
type Mark = (Arc<str>, String, Option<u16>, Option<Arc<str>>);

impl Programmes {
    /// Joins the sheets. Work in proportion to their number.
    #[must_use]
    pub fn of(reviews: &Reviews) -> Self {
        let mut groups = Groups::default();
        groups.gather(reviews);
        groups.join_names(reviews);
        let newest = reviews
            .sheets
            .iter()
            .map(|s| s.year)
            .max()
            .unwrap_or_default();
        let mut all: Vec<Programme> = groups
            .sheets
            .into_iter()
            .filter(|sheets| !sheets.is_empty())
            .filter_map(|sheets| programme(reviews, sheets))
            .collect();
        all.sort_by_key(|programme| programme.sheets.first().copied());
        Self { all, newest }
    }
}

fn programme(reviews: &Reviews, mut sheets: Vec<usize>) -> Option<Programme> {
    let order = |at: &usize| reviews.sheets.get(*at).map(|s| (s.origin, s.year));
    sheets.sort_by_key(|at| std::cmp::Reverse(order(at)));
    let newest = reviews.sheets.get(*sheets.first()?)?;
    let mut years: BTreeMap<u16, Figures> = BTreeMap::new();
    for sheet in sheets.iter().filter_map(|at| reviews.sheets.get(*at)) {
        for figures in &sheet.years {
            let kept = years
                .entry(figures.year)
                .or_insert_with(|| Figures::new(figures.year));
            // Budgets of two sources are cut by two rules: those of one year come from one sheet.
            if !kept.has_budget() {
                let request = kept.get(Column::NextRequest);
                *kept = *figures;
                let request = request.or(figures.get(Column::NextRequest));
                kept.set(Column::NextRequest, request);
            } else if kept.get(Column::NextRequest).is_none() {
                kept.set(Column::NextRequest, figures.get(Column::NextRequest));
            }
        }
    }
    Some(Programme {
        id: sheets.iter().find_map(|at| reviews.sheets.get(*at)?.id),
        name: newest.name.clone(),
        ministry: Arc::clone(&newest.ministry),
        body: Arc::clone(&newest.body),
        years: years.into_values().filter(Figures::is_known).collect(),
        sheets,
    })
}

/// The things that stand twice in one year.
fn twice<T: std::hash::Hash + Eq + Copy>(all: impl Iterator<Item = (u16, T)>) -> HashSet<T> {
    let mut seen = HashSet::new();
    all.filter(|one| !seen.insert(*one))
        .map(|(_, thing)| thing)
        .collect()
}

/// Groups of sheets, some empty after they went into another.
#[derive(Default)]
struct Groups {
    sheets: Vec<Vec<usize>>,
}

impl Groups {
    fn gather(&mut self, reviews: &Reviews) {
        let names: Vec<String> = reviews.sheets.iter().map(|s| key(&s.name)).collect();
        let judgit = |(sheet, _): &(&Sheet, &String)| sheet.origin == Origin::Judgit;
        let named = || reviews.sheets.iter().zip(&names).filter(judgit);
        // A name that stands twice in a year is told by the first year, and where that is the same by the office.
        let by_name = twice(named().map(|(s, name)| (s.year, (&*s.ministry, name.as_str()))));
        let by_start =
            twice(named().map(|(s, name)| (s.year, (&*s.ministry, name.as_str(), s.start))));
        let (mut ids, mut marks) = (HashMap::new(), HashMap::<Mark, usize>::new());
        for (at, sheet) in reviews.sheets.iter().enumerate() {
            let fresh = self.sheets.len();
            let group = if let Some(id) = sheet.id {
                *ids.entry(id).or_insert(fresh)
            } else {
                let name = names.get(at).cloned().unwrap_or_default();
                let doubled = by_name.contains(&(&*sheet.ministry, name.as_str()));
                let start = sheet.start.filter(|_| doubled);
                let alike = by_start.contains(&(&*sheet.ministry, name.as_str(), sheet.start));
                let office = alike.then(|| Arc::clone(&sheet.office));
                let mark = (Arc::clone(&sheet.ministry), name, start, office);
                *marks.entry(mark).or_insert(fresh)
            };
            if group == fresh {
                self.sheets.push(Vec::new());
            }
            if let Some(sheets) = self.sheets.get_mut(group) {
                sheets.push(at);
            }
        }
        // Each sheet with a number of its own counts, also where nothing but the number tells it apart.
        let tangled = std::mem::take(&mut self.sheets).into_iter();
        self.sheets = tangled
            .flat_map(|sheets| untangled(reviews, sheets))
            .collect();
    }

    /// Joins what names lead to: first the same name in the same ministry (of the other source), then the
    /// earlier name that a name tells, then the one other ministry that has the name; last what the
    /// figures alone tell.
    fn join_names(&mut self, reviews: &Reviews) {
        for rule in [Rule::Same, Rule::Former, Rule::Moved] {
            let heads = self.heads(reviews);
            let mut by_name: HashMap<String, Vec<usize>> = HashMap::new();
            for head in &heads {
                for name in &head.names {
                    let known = by_name.entry(name.clone()).or_default();
                    if known.last() != Some(&head.group) {
                        known.push(head.group);
                    }
                }
            }
            let of: HashMap<usize, &Head> = heads.iter().map(|head| (head.group, head)).collect();
            let mut joined = Vec::new();
            for head in &heads {
                let wanted = rule.wanted(head);
                let earlier = wanted
                    .iter()
                    .flat_map(|name| by_name.get(name).into_iter().flatten());
                let mut fitting: Vec<usize> = earlier
                    .copied()
                    .filter(|other| of.get(other).is_some_and(|other| rule.fits(head, other)))
                    .collect();
                fitting.sort_unstable();
                fitting.dedup();
                if let [one] = fitting[..] {
                    joined.push((head.group, one));
                }
            }
            self.join(&joined);
        }
        let heads = self.heads(reviews);
        self.join(&heirs(reviews, &heads));
    }

    fn join(&mut self, joined: &[(usize, usize)]) {
        let mut taken: HashMap<usize, usize> = HashMap::new();
        for (_, earlier) in joined {
            *taken.entry(*earlier).or_default() += 1;
        }
        for (later, earlier) in joined {
            // Two that lead to one earlier programme were cut out of it: its figures are neither's.
            if taken.get(earlier) != Some(&1) || later == earlier {
                continue;
            }
            let moved = self.sheets.get_mut(*earlier).map(std::mem::take);
            if let (Some(sheets), Some(moved)) = (self.sheets.get_mut(*later), moved) {
                sheets.extend(moved);
            }
        }
    }

    fn heads(&self, reviews: &Reviews) -> Vec<Head> {
        let groups = self.sheets.iter().enumerate();
        groups
            .filter(|(_, sheets)| !sheets.is_empty())
            .map(|(group, sheets)| Head::of(group, sheets, reviews))
            .collect()
    }
}

/// What names say of a group.
struct Head {
    group: usize,
    names: Vec<String>,
    former: Vec<String>,
    ministries: Vec<Arc<str>>,
    origins: (bool, bool),
    start: Option<u16>,
    first: u16,
    last: u16,
    /// The sheet of the first year, as a place.
    oldest: usize,
    /// That of the last.
    newest: usize,
}

impl Head {
    fn of(group: usize, sheets: &[usize], reviews: &Reviews) -> Self {
        let mut head = Self {
            group,
            names: Vec::new(),
            former: Vec::new(),
            ministries: Vec::new(),
            origins: (false, false),
            start: None,
            first: u16::MAX,
            last: 0,
            oldest: 0,
            newest: 0,
        };
        for (at, sheet) in sheets
            .iter()
            .filter_map(|at| Some((*at, reviews.sheets.get(*at)?)))
        {
            if sheet.year < head.first {
                head.oldest = at;
            }
            if sheet.year > head.last {
                head.newest = at;
            }
            head.names.push(key(&sheet.name));
            head.former
                .extend(former_names(&sheet.name).iter().map(|name| key(name)));
            if !head.ministries.contains(&sheet.ministry) {
                head.ministries.push(Arc::clone(&sheet.ministry));
            }
            match sheet.origin {
                Origin::Judgit => head.origins.0 = true,
                Origin::Rs => head.origins.1 = true,
            }
            head.start = head.start.or(sheet.start);
            head.first = head.first.min(sheet.year);
            head.last = head.last.max(sheet.year);
        }
        head.names.sort_unstable();
        head.names.dedup();
        head
    }
}

#[derive(Clone, Copy)]
enum Rule {
    Same,
    Former,
    Moved,
}

/// Pairs of a later and an earlier group that are one programme by ministry, first year and figures.
fn heirs(reviews: &Reviews, heads: &[Head]) -> Vec<(usize, usize)> {
    let begun =
        |head: &Head, first: u16| Some((Arc::clone(head.ministries.last()?), head.start?, first));
    let mut ended: HashMap<_, Vec<&Head>> = HashMap::new();
    for head in heads.iter().filter(|head| head.origins == (true, false)) {
        if let Some(mark) = begun(head, head.last.saturating_add(1)) {
            ended.entry(mark).or_default().push(head);
        }
    }
    let mut joined = Vec::new();
    for later in heads {
        let mark = begun(later, later.first);
        let known = mark.and_then(|mark| ended.get(&mark)).into_iter().flatten();
        let fitting = known.filter(|earlier| {
            let sheets = reviews
                .sheets
                .get(earlier.newest)
                .zip(reviews.sheets.get(later.oldest));
            sheets.is_some_and(|(old, new)| goes_on_as(old, new))
        });
        if let [one] = fitting.collect::<Vec<_>>()[..] {
            joined.push((later.group, one.group));
        }
    }
    joined
}

impl Rule {
    fn wanted(self, head: &Head) -> &[String] {
        match self {
            Self::Same | Self::Moved => &head.names,
            Self::Former => &head.former,
        }
    }

    /// Whether the other may be the earlier part of this one.
    fn fits(self, later: &Head, earlier: &Head) -> bool {
        if later.group == earlier.group {
            return false;
        }
        let share = later
            .ministries
            .iter()
            .any(|m| earlier.ministries.contains(m));
        let starts = later.start.zip(earlier.start).is_none_or(|(a, b)| a == b);
        let other_source = later.origins.1 && !later.origins.0 && !earlier.origins.1;
        match self {
            Self::Same => share && other_source && starts,
            Self::Former => share && earlier.last <= later.first + u16::from(other_source) * 10,
            Self::Moved => !share && starts && (other_source || earlier.last < later.first),
        }
    }
}
