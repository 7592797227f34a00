//! Lines that are wholly one sheet or several: by name, by name and amounts, by heading and amounts.

use std::collections::HashMap;

use super::candidate::{Candidate, agrees};
use super::likeness::{Form, at_most, forms, likeness, shortened};
use super::line::{Had, Line};
use super::{Evidence, Grade, Link, Relation};
use crate::model::NodeId;
use crate::review::Yen;
use crate::review::name::key;

/// Names this alike are the same where the request agrees: measured, none of 71 wrong.
const ALIKE: u32 = 60;

/// Names this alike need the base to agree too.
const NEARLY: u32 = 45;

/// The least request, in tenths of 億円, that proves anything of a name that is only nearly alike.
const TENTHS: i64 = 3;

/// The least of a name in a sum of two sheets.
const OF_A_SUM: u32 = 35;

/// Most sums of two sheets that agree with a line; where there are more they agree by chance.
const MOST_SUMS: usize = 5;

/// The links of the lines that are no relistings.
pub(super) fn links(lines: &[Line], candidates: &[Candidate], year: u16) -> HashMap<NodeId, Link> {
    let mut links = HashMap::new();
    for line in lines.iter().filter(|line| line.original.is_none()) {
        let look = Look::at(line, candidates, year);
        if let Some(link) = look.link() {
            links.insert(line.node, link);
        }
    }
    links
}

/// One line looked at.
struct Look<'a> {
    line: &'a Line,
    candidates: &'a [Candidate],
    year: u16,
    /// The candidates that bear its name in some form.
    named: Vec<(Form, &'a Candidate)>,
}

impl<'a> Look<'a> {
    fn at(line: &'a Line, candidates: &'a [Candidate], year: u16) -> Self {
        let name = forms(&line.name);
        let mut named: Vec<(Form, &Candidate)> = candidates
            .iter()
            .filter_map(|candidate| Some((candidate.named(&name)?, candidate)))
            .collect();
        named.sort_by_key(|(form, candidate)| (*form, !candidate.own));
        Self {
            line,
            candidates,
            year,
            named,
        }
    }

    fn before(&self) -> u16 {
        self.year.saturating_sub(1)
    }

    fn link(&self) -> Option<Link> {
        self.by_name()
            .or_else(|| self.names_together())
            .or_else(|| self.by_likeness())
            .or_else(|| self.by_name_alone())
            .or_else(|| self.two_together())
    }

    fn amounts(&self, candidate: &Candidate) -> Vec<Evidence> {
        let mut evidence = Vec::new();
        if candidate.asks(self.line.request) {
            evidence.push(Evidence::Request(self.year));
        }
        if candidate.had(self.line.base) == Some(true) {
            evidence.push(Evidence::Base(self.before()));
        }
        evidence
    }

    fn one(
        candidate: &Candidate,
        relation: Relation,
        grade: Grade,
        evidence: Vec<Evidence>,
    ) -> Link {
        Link {
            programmes: vec![candidate.programme],
            relation,
            grade,
            evidence,
        }
    }

    /// The name, and an amount that agrees: the request, or where none is printed a base above zero.
    fn by_name(&self) -> Option<Link> {
        let unpriced = self.line.request.is_none();
        let had = |candidate: &Candidate| {
            let above = matches!(self.line.base, Had::Amount(amount) if !amount.oku.is_zero());
            unpriced && above && candidate.had(self.line.base) == Some(true)
        };
        let mut agreeing = self
            .named
            .iter()
            .filter(|(_, candidate)| candidate.asks(self.line.request) || had(candidate));
        let (form, candidate) = agreeing.next()?;
        // Of two that agree alike neither is surely it.
        let alone = agreeing.all(|(other, _)| other > form);
        let grade = if alone { Grade::Sure } else { Grade::Possible };
        let mut evidence = vec![Evidence::Name(100)];
        evidence.extend(self.amounts(candidate));
        Some(Self::one(candidate, Relation::Same, grade, evidence))
    }

    /// All that bear the name add up to the request.
    fn names_together(&self) -> Option<Link> {
        let asking: Vec<&Candidate> = self
            .named
            .iter()
            .map(|(_, candidate)| *candidate)
            .filter(|candidate| candidate.request.is_some_and(|yen| yen > Yen(0)))
            .collect();
        let sum = asking
            .iter()
            .try_fold(Yen(0), |sum, c| sum.plus(c.request?))?;
        let agree = asking.len() > 1
            && self
                .line
                .request
                .is_some_and(|printed| agrees(printed, sum));
        agree.then(|| Link {
            programmes: asking.iter().map(|candidate| candidate.programme).collect(),
            relation: Relation::Sum,
            grade: Grade::Sure,
            evidence: vec![Evidence::Name(100), Evidence::AddsUp(self.year)],
        })
    }

    /// How alike the name, or the heading, and the best of the candidate's names are.
    fn alike(&self, candidate: &Candidate) -> (u32, u32) {
        let letters = |text: &str| key(text).chars().collect::<Vec<char>>();
        let short = |text: &str| shortened(&key(text)).chars().collect::<Vec<char>>();
        let (name, plain) = (letters(&self.line.name), short(&self.line.name));
        let heading = letters(&self.line.heading);
        let quoted: Vec<Vec<char>> = forms(&self.line.name)
            .into_iter()
            .filter(|(_, form)| *form == Form::Opened)
            .map(|(text, _)| text.chars().collect())
            .collect();
        let (mut by_name, mut by_heading) = (0, 0);
        for own in &candidate.letters {
            let bare: Vec<char> = shortened(&own.iter().collect::<String>()).chars().collect();
            let mut best = likeness(&name, own).max(likeness(&plain, &bare));
            for text in &quoted {
                best = best.max(likeness(text, own));
            }
            by_name = by_name.max(best);
            let within = bare.len() >= 8 && heading.windows(bare.len()).any(|part| part == bare);
            let titled = if within { 90 } else { likeness(&heading, own) };
            by_heading = by_heading.max(titled);
        }
        (by_name, by_heading)
    }

    /// Whether the request is large enough to prove something.
    fn weighs(&self) -> bool {
        let least = rust_decimal::Decimal::new(TENTHS, 1);
        self.line.request.is_some_and(|amount| amount.oku >= least)
    }

    /// A name that is alike, or the heading's, and the request.
    fn by_likeness(&self) -> Option<Link> {
        let mut found: Vec<(u32, u32, &Candidate)> = self
            .candidates
            .iter()
            .filter(|candidate| candidate.asks(self.line.request))
            .filter(|candidate| candidate.had(self.line.base) != Some(false) || candidate.own)
            .map(|candidate| {
                let (name, heading) = self.alike(candidate);
                (name, heading, candidate)
            })
            .collect();
        found.sort_by_key(|(name, heading, _)| std::cmp::Reverse(*name.max(heading)));
        let (name, heading, candidate) = *found.first()?;
        let had = candidate.had(self.line.base);
        let grade = match (name, heading) {
            (name, _) if name >= ALIKE && had != Some(false) => Grade::Sure,
            (_, heading) if heading >= 90 && had == Some(true) => Grade::Sure,
            (name, _) if name >= ALIKE => Grade::Probable,
            (name, heading)
                if name.max(heading) >= NEARLY && had == Some(true) && self.weighs() =>
            {
                Grade::Probable
            }
            _ => return None,
        };
        let mut evidence = vec![if name >= heading {
            Evidence::Name(name)
        } else {
            Evidence::Heading(heading)
        }];
        evidence.extend(self.amounts(candidate));
        let relation = if name >= 85 {
            Relation::Same
        } else {
            Relation::Renamed
        };
        Some(Self::one(candidate, relation, grade, evidence))
    }

    /// The name alone, of a sheet of the time that says no other amount.
    fn by_name_alone(&self) -> Option<Link> {
        let fits = |candidate: &&Candidate| {
            let in_time = candidate.first <= self.year + 1;
            let other = candidate.request.is_some() && self.line.request.is_some();
            in_time && !other && candidate.had(self.line.base) != Some(false)
        };
        let mut fitting = self.named.iter().filter(|(_, candidate)| fits(candidate));
        let (form, candidate) = fitting.next()?;
        if fitting.next().is_some() {
            return None;
        }
        let agrees = candidate.had(self.line.base) == Some(true);
        let grade = match form {
            Form::Whole | Form::Opened if agrees => Grade::Sure,
            Form::Whole | Form::Opened => Grade::Probable,
            Form::Shortened => Grade::Possible,
        };
        let mut evidence = vec![Evidence::Name(100)];
        evidence.extend(self.amounts(candidate));
        Some(Self::one(candidate, Relation::Same, grade, evidence))
    }

    /// Two sheets of like names that add up in request and base.
    fn two_together(&self) -> Option<Link> {
        let request = self
            .line
            .request
            .filter(|a| a.oku >= rust_decimal::Decimal::ONE)?;
        let asking: Vec<(&Candidate, Yen, Yen)> = self
            .candidates
            .iter()
            .filter(|candidate| candidate.own)
            .filter_map(|c| Some((c, c.request.filter(|yen| *yen > Yen(0))?, c.base?)))
            .collect();
        let mut sums = Vec::new();
        for (at, (one, asks, had)) in asking.iter().enumerate() {
            for (two, more, other) in asking.iter().skip(at + 1) {
                let agree = asks.plus(*more).is_some_and(|sum| agrees(request, sum))
                    && self.based(had.plus(*other));
                if agree {
                    sums.push((self.alike(one).0.min(self.alike(two).0), *one, *two));
                }
            }
        }
        if sums.len() > MOST_SUMS {
            return None;
        }
        let (least, one, two) = sums.into_iter().max_by_key(|(least, _, _)| *least)?;
        (least >= OF_A_SUM && kin(one, two)).then(|| Link {
            programmes: vec![one.programme, two.programme],
            relation: Relation::Sum,
            grade: if least >= ALIKE {
                Grade::Sure
            } else {
                Grade::Probable
            },
            evidence: vec![
                Evidence::Name(least),
                Evidence::AddsUp(self.year),
                Evidence::Base(self.before()),
            ],
        })
    }

    fn based(&self, sum: Option<Yen>) -> bool {
        match (self.line.base, sum) {
            (Had::Amount(amount), Some(sum)) => agrees(amount, sum),
            (Had::Nothing, Some(sum)) => sum == Yen(0),
            _ => false,
        }
    }
}

/// Two sheets whose names begin alike or are alike.
fn kin(one: &Candidate, two: &Candidate) -> bool {
    one.letters.iter().any(|a| {
        two.letters.iter().any(|b| {
            let run = a.iter().zip(b).take_while(|(x, y)| x == y).count();
            run >= 4 || at_most(a, b) >= ALIKE && likeness(a, b) >= 50
        })
    })
}
