//! Whether a line's money was split over several sheets or merged into one, and what shows it.
//!
//! A line that is several sheets together was split, lines that add up to one sheet are merged in it. A sheet that
//! came to an end was split into those that say it in their names, or merged into the one that does; and, where the
//! names are alike, into those that began in the year after and whose earlier budgets add up to its own, in two
//! years.

use super::{Evidence, Link, Relation};
use crate::review::name::{former_names, key};
use crate::review::sheet::Reviews;
use crate::review::{Parted, Programme, Programmes};

/// What happened.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Turn {
    /// One became several.
    Split,
    /// Several became one.
    Merged,
}

impl Turn {
    /// The word used in JSON.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Split => "split",
            Self::Merged => "merged",
        }
    }
}

/// What shows it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Shown {
    /// The requests for that year add up.
    AddsUp(u16),
    /// Later names say what they were called before.
    Named,
    /// The initial budgets of that year, and of the one before, add up.
    Budgets(u16),
}

/// What became of a line or of its sheet.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Became {
    /// What happened.
    pub turn: Turn,
    /// The sheets that it was split into, or the one that it was merged into, as places in
    /// [`Programmes::all`].
    pub into: Vec<usize>,
    /// Year of the first sheet of them; none where it was so in the year that the line asks for.
    pub since: Option<u16>,
    /// What shows it.
    pub shown: Shown,
}

/// Whether it was split or merged. Work grows with the programmes.
#[must_use]
pub fn became(
    link: &Link,
    year: u16,
    reviews: &Reviews,
    programmes: &Programmes,
) -> Option<Became> {
    let now = |turn| Became {
        turn,
        into: link.programmes.clone(),
        since: None,
        shown: Shown::AddsUp(year),
    };
    match link.relation {
        Relation::Sum => return Some(now(Turn::Split)),
        Relation::Part if link.evidence.contains(&Evidence::AddsUp(year)) => {
            return Some(now(Turn::Merged));
        }
        Relation::Same | Relation::Renamed | Relation::Part => {}
    }
    let [at] = link.programmes[..] else {
        return None;
    };
    let search = Search::new(at, reviews, programmes)?;
    let found = search.named().or_else(|| search.by_budgets())?;
    // What was before the line was asked for is not what became of it.
    found
        .since
        .is_none_or(|since| since > year)
        .then_some(found)
}

struct Search<'a> {
    reviews: &'a Reviews,
    at: usize,
    own: &'a Programme,
    parted: &'a [Parted],
    /// The programmes of its ministry that began after it ended, with the year in which they did.
    later: Vec<(usize, &'a Programme, u16)>,
    /// Those that ended with it.
    beside: Vec<&'a Programme>,
}

impl<'a> Search<'a> {
    /// None for a programme that goes on.
    fn new(at: usize, reviews: &'a Reviews, programmes: &'a Programmes) -> Option<Self> {
        let own = programmes.all.get(at)?;
        let last = own.newest(reviews)?.year;
        if last >= programmes.newest {
            return None;
        }
        let others = programmes.all.iter().enumerate();
        let others = others.filter(|(other, p)| *other != at && p.ministry == own.ministry);
        let (mut later, mut beside) = (Vec::new(), Vec::new());
        for (at, other) in others {
            let years = other.sheets.iter().filter_map(|at| reviews.sheets.get(*at));
            let years = years.map(|sheet| sheet.year);
            let (Some(first), Some(end)) = (years.clone().min(), years.max()) else {
                continue;
            };
            if first > last {
                later.push((at, other, first));
            } else if end == last {
                beside.push(other);
            }
        }
        Some(Self {
            reviews,
            at,
            own,
            parted: &programmes.parted,
            later,
            beside,
        })
    }

    /// By what later names say of earlier ones.
    fn named(&self) -> Option<Became> {
        let called = |programme: &Programme| -> Vec<String> {
            let sheets = programme.sheets.iter();
            let sheets = sheets.filter_map(|at| self.reviews.sheets.get(*at));
            sheets.map(|sheet| key(&sheet.name)).collect()
        };
        let own = called(self.own);
        let former = |programme: &Programme| -> Vec<String> {
            let sheets = programme.sheets.iter();
            let sheets = sheets.filter_map(|at| self.reviews.sheets.get(*at));
            let names = sheets.flat_map(|sheet| former_names(&sheet.name));
            names.map(|name| key(&name)).collect()
        };
        let heirs = self.later.iter().filter(|(_, later, _)| {
            let former = former(later);
            former.iter().any(|name| own.contains(name))
        });
        let heirs: Vec<_> = heirs.collect();
        let since = heirs.iter().map(|(.., first)| *first).min();
        let turn = match heirs[..] {
            [] => return None,
            [(_, heir, _)] => {
                let former = former(heir);
                let shares =
                    |other: &&Programme| called(other).iter().any(|name| former.contains(name));
                self.beside.iter().copied().find(|other| shares(other))?;
                Turn::Merged
            }
            _ => Turn::Split,
        };
        Some(Became {
            turn,
            into: heirs.iter().map(|(at, ..)| *at).collect(),
            since,
            shown: Shown::Named,
        })
    }

    /// By budgets that add up, of names that are alike.
    fn by_budgets(&self) -> Option<Became> {
        let mut parted = self.parted.iter();
        let found = parted.find(|parted| parted.earlier.contains(&self.at))?;
        let turn = match found.later[..] {
            [_] => Turn::Merged,
            _ => Turn::Split,
        };
        Some(Became {
            turn,
            into: found.later.clone(),
            since: Some(found.since),
            shown: Shown::Budgets(found.last),
        })
    }
}

#[cfg(test)]
mod tests {
    use std::io::{BufReader, Cursor};

    use super::*;
    use crate::review::trace::Grade;
    use crate::review::{Gathered, Recognised, read};

    fn sheet(year: u16, name: &str, initial: [f64; 3]) -> String {
        let money: Vec<String> = (0..)
            .zip(initial)
            .map(|(n, yen)| format!(r#"{{"年度":{},"当初予算":{yen}}}"#, year - 2 + n))
            .collect();
        format!(
            r#"{{"公開年度":{year},"府省庁":"灯台省","事業番号":"{year}-{name}","事業名":"{name}","予算":[{}]}}"#,
            money.join(",")
        )
    }

    fn told(sheets: &[String], name: &str) -> Option<(Turn, Vec<String>, Option<u16>, Shown)> {
        let mut gathered = Gathered::default();
        let text = BufReader::new(Cursor::new(sheets.join("\n").into_bytes()));
        read(&mut gathered, "a", text, Recognised::Judgit).unwrap();
        let reviews = gathered.finish();
        let programmes = Programmes::of(&reviews);
        let at = programmes.all.iter().position(|p| &*p.name == name);
        let link = Link {
            programmes: vec![at.unwrap()],
            relation: Relation::Same,
            grade: Grade::Sure,
            evidence: Vec::new(),
        };
        let found = became(&link, 2020, &reviews, &programmes)?;
        let into = found.into.iter().filter_map(|at| programmes.all.get(*at));
        let into = into.map(|p| p.name.to_string()).collect();
        Some((found.turn, into, found.since, found.shown))
    }

    #[test]
    fn sheets_that_say_so_in_their_names_or_by_their_budgets_were_split_or_merged() {
        let old = [2019, 2020, 2021].map(|year| sheet(year, "灯台の維持", [30.0, 40.0, 50.0]));
        let split = [
            sheet(2022, "北の灯台の維持（旧：灯台の維持）", [0.0, 0.0, 9.0]),
            sheet(2022, "南の灯台の維持（旧：灯台の維持）", [0.0, 0.0, 9.0]),
        ];
        let names = split.len();
        let (turn, into, since, shown) =
            told(&[&old[..], &split[..]].concat(), "灯台の維持").unwrap();
        assert_eq!(
            (turn, into.len(), since, shown),
            (Turn::Split, names, Some(2022), Shown::Named)
        );
        // By budgets: 40 + 10 of 2021 and 30 + 10 of 2020.
        let parts = |b: &str| {
            [
                sheet(2022, "灯台の維持（北）", [30.0, 40.0, 9.0]),
                sheet(2022, b, [10.0, 10.0, 9.0]),
            ]
        };
        let all = [&old[..], &parts("灯台の維持（南）")[..]].concat();
        let (turn, into, since, shown) = told(&all, "灯台の維持").unwrap();
        assert_eq!(
            (turn, since, shown),
            (Turn::Split, Some(2022), Shown::Budgets(2021))
        );
        assert_eq!(into, ["灯台の維持（北）", "灯台の維持（南）"]);
        // A sum that comes about by chance, under another name, shows nothing.
        assert_eq!(
            told(&[&old[..], &parts("霧の研究")[..]].concat(), "灯台の維持"),
            None
        );
        // Two that became one.
        let mut both = old.to_vec();
        both.push(sheet(2021, "灯台の維持（離島）", [5.0, 5.0, 6.0]));
        both.push(sheet(2022, "灯台の維持等", [45.0, 56.0, 60.0]));
        let (turn, into, ..) = told(&both, "灯台の維持").unwrap();
        assert_eq!(
            (turn, into),
            (Turn::Merged, vec!["灯台の維持等".to_owned()])
        );
        // What goes on did not become anything else.
        let mut on = all.clone();
        on.push(sheet(2022, "灯台の維持", [40.0, 50.0, 50.0]));
        assert_eq!(told(&on, "灯台の維持"), None);
    }
}
