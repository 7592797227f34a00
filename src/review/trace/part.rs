//! Lines that are a part of a larger sheet.
//!
//! A sheet that some line is wholly has no money left for another. Of the others those are looked at that
//! asked for more than the line, and had as much in the base year; the one that says most of the line's words
//! is it, where it stands clear of the next. Lines that stand together mostly stand in one sheet, so that
//! neighbours vote; and a sheet of the line's own in later years tells the office.

use std::collections::{HashMap, HashSet};

use super::candidate::{Candidate, agrees};
use super::homes::{Homes, at_home, head, homes, vote};
use super::later::{Later, own_sheet};
use super::line::{Had, Line};
use super::{Evidence, Grade, Link, Relation, beside, quoted, room};
use crate::model::{Amount, NodeId};
use crate::review::Yen;
use crate::review::name::{key, pairs};

/// Least share of the words, with the neighbours' vote, that is shown.
const SHOWN: f64 = 0.30;

/// How far the best must stand before the next.
const CLEAR: f64 = 1.12;

/// Least share of the name's words, where no later sheet of the line's own is of the same office.
const SOME: f64 = 0.2;

/// Share of the name's words from which the sheet need not say what the name begins with.
const MOST: f64 = 0.6;

/// Share from which a part is probable.
const PROBABLE: f64 = 0.45;

/// Share of the words that a sheet says which stands before all others, and how far it does.
const OUTSPOKEN: f64 = 0.5;
const FAR: f64 = 1.4;

/// Letters of a name that does not stand in a heading by chance.
const LONG: usize = 8;

/// Weight of the sheet's own name standing in the line or its heading: a long sheet has many words by chance.
const CALLED: f64 = 0.3;

/// Share of the name's words that a sheet of another ministry must have.
const ELSEWHERE: f64 = 0.6;

/// Adds links of the lines that have none.
pub(super) fn links(
    lines: &[Line],
    candidates: &[Candidate],
    year: u16,
    links: &mut HashMap<NodeId, Link>,
) {
    let taken: HashSet<usize> = links
        .values()
        .filter(|link| link.grade >= Grade::Probable)
        .flat_map(|link| link.programmes.iter().copied())
        .collect();
    let rest: Vec<&Line> = lines
        .iter()
        .filter(|line| line.original.is_none())
        .filter(|line| {
            links
                .get(&line.node)
                .is_none_or(|l| l.grade == Grade::Possible)
        })
        .collect();
    let sheets: Vec<&Candidate> = candidates
        .iter()
        .filter(|c| !taken.contains(&c.programme))
        .filter(|c| c.request.is_some_and(|yen| yen > Yen(0)))
        .collect();
    let mut search = Search::new(&rest, &sheets, candidates, year);
    search.adding_up(links);
    let homes = homes(lines, candidates, links);
    let first = search.pass(&homes);
    let votes = search.with_votes(homes, &first);
    for (at, link) in search.pass(&votes) {
        if let Some(line) = rest.get(at) {
            links.entry(line.node).or_insert(link);
        }
    }
    let may_hold = |at: usize, sheet: usize| {
        let line = rest.get(at);
        line.is_some_and(|line| search.may_hold(at, line, sheet))
    };
    quoted::links((&rest, &sheets), may_hold, links);
    beside::links(lines, (&rest, &sheets), may_hold, links);
    room::doubt(&rest, &sheets, links);
}

struct Search<'a> {
    lines: &'a [&'a Line],
    sheets: &'a [&'a Candidate],
    year: u16,
    weights: HashMap<(char, char), f64>,
    /// Weight of a pair that no sheet has.
    rarest: f64,
    /// Share of the words by line and sheet: of the name, and of name and headings.
    said: Vec<Vec<(f64, f64)>>,
    /// Bureau and office of the sheet that the line has of its own later, and its year.
    own: Vec<Option<Later>>,
    /// Sheets that lines below one heading add up to: they have no money left.
    full: HashSet<usize>,
}

impl<'a> Search<'a> {
    fn new(
        lines: &'a [&'a Line],
        sheets: &'a [&'a Candidate],
        candidates: &'a [Candidate],
        year: u16,
    ) -> Self {
        let weights = weights(candidates);
        let mut search = Self {
            lines,
            sheets,
            year,
            rarest: weights.values().copied().fold(1.0, f64::max),
            weights,
            said: Vec::new(),
            own: lines
                .iter()
                .map(|line| own_sheet(line, candidates, year))
                .collect(),
            full: HashSet::new(),
        };
        search.said = lines.iter().map(|line| search.shares(line)).collect();
        search
    }

    fn shares(&self, line: &Line) -> Vec<(f64, f64)> {
        // In order, so that the sums are the same each time.
        let sorted = |text: &str| {
            let mut all: Vec<(char, char)> = pairs(text).into_iter().collect();
            all.sort_unstable();
            all
        };
        let parts = [
            (0.7, sorted(&line.name)),
            (0.2, sorted(&line.heading)),
            (0.1, sorted(&line.section)),
        ];
        let mut here = pairs(&line.name);
        here.extend(pairs(&line.heading));
        let share = |sheet: &Candidate| {
            let name = self.covered(&parts[0].1, sheet);
            let all = parts
                .iter()
                .map(|(weight, of)| weight * self.covered(of, sheet));
            let all: f64 = all.sum();
            (name, all + CALLED * self.called(&here, sheet))
        };
        self.sheets.iter().map(|sheet| share(sheet)).collect()
    }

    /// How much of the pairs the sheet has, rare pairs weighing more.
    fn covered(&self, sorted: &[(char, char)], sheet: &Candidate) -> f64 {
        let weight = |pair: &(char, char)| self.weights.get(pair).copied().unwrap_or(self.rarest);
        let all: f64 = sorted.iter().map(&weight).sum();
        let has = sorted.iter().filter(|pair| sheet.pairs.contains(pair));
        let has: f64 = has.map(weight).sum();
        if all > 0.0 { has / all } else { 0.0 }
    }

    /// How much of the sheet's own name stands in the line or its heading.
    fn called(&self, here: &HashSet<(char, char)>, sheet: &Candidate) -> f64 {
        let weight = |pair: &(char, char)| self.weights.get(pair).copied().unwrap_or(self.rarest);
        let shares = sheet.letters.iter().map(|letters| {
            let name = letters.windows(2).filter_map(|pair| match pair {
                [a, b] => Some((*a, *b)),
                _ => None,
            });
            let (mut all, mut has) = (0.0, 0.0);
            for pair in name {
                all += weight(&pair);
                has += if here.contains(&pair) {
                    weight(&pair)
                } else {
                    0.0
                };
            }
            if all > 0.0 { has / all } else { 0.0 }
        });
        shares.fold(0.0, f64::max)
    }

    fn with_votes(&self, mut homes: Homes, found: &[(usize, Link)]) -> Homes {
        let bureau: HashMap<usize, &&Candidate> =
            self.sheets.iter().map(|c| (c.programme, c)).collect();
        for (at, link) in found {
            let sheet = link.programmes.first().and_then(|p| bureau.get(p));
            if let (Some(line), Some(sheet)) = (self.lines.get(*at), sheet) {
                vote(&mut homes, line, &sheet.bureau, 0.7);
            }
        }
        homes
    }

    /// The best sheet of each line that stands clear.
    fn pass(&self, homes: &Homes) -> Vec<(usize, Link)> {
        let links = self.lines.iter().enumerate();
        links
            .filter_map(|(at, line)| Some((at, self.best(at, line, homes)?)))
            .collect()
    }

    fn best(&self, at: usize, line: &Line, homes: &Homes) -> Option<Link> {
        let mut scored: Vec<(f64, usize)> = (0..self.sheets.len())
            .filter(|sheet| self.may_hold(at, line, *sheet))
            .map(|sheet| (self.score(at, line, sheet, homes), sheet))
            .collect();
        scored.sort_by(|a, b| b.0.total_cmp(&a.0));
        let (score, sheet) = match self.outspoken(at, &scored) {
            Some(found) => found,
            None => {
                let (score, sheet) = *scored.first()?;
                let next = scored.get(1).map_or(0.0, |(score, _)| *score);
                if score < SHOWN || score < next * CLEAR {
                    return None;
                }
                (score, sheet)
            }
        };
        let words = self.said.get(at)?.get(sheet)?.0;
        let candidate = self.sheets.get(sheet)?;
        let own = self.own.get(at)?.as_ref();
        let at_office = own.is_some_and(|(_, office, _)| *office == candidate.office);
        let is_off = words < MOST && begins_elsewhere(line, candidate);
        if words < SOME && !at_office || is_off {
            return None;
        }
        // Where the heading names a sheet that cannot hold the line, another one must say more of it.
        if words < PROBABLE && self.is_misplaced(at, line) {
            return None;
        }
        let mut evidence = vec![Evidence::Words(percent(words))];
        let office = own.filter(|(_, office, _)| *office == candidate.office);
        evidence.extend(office.map(|(_, _, year)| Evidence::OwnSheet(*year)));
        let probable = score >= PROBABLE && words >= PROBABLE;
        Some(Link {
            programmes: vec![candidate.programme],
            relation: Relation::Part,
            grade: if probable {
                Grade::Probable
            } else {
                Grade::Possible
            },
            evidence,
        })
    }

    /// The sheet that says most of the line's own words and far more of them than any other, wherever its
    /// neighbours stand.
    fn outspoken(&self, at: usize, scored: &[(f64, usize)]) -> Option<(f64, usize)> {
        let said = self.said.get(at)?;
        let words = |sheet: usize| said.get(sheet).map_or(0.0, |(name, _)| *name);
        let best = scored
            .iter()
            .max_by(|a, b| words(a.1).total_cmp(&words(b.1)))?;
        let others = scored.iter().filter(|other| other.1 != best.1);
        let next = others.map(|other| words(other.1)).fold(0.0, f64::max);
        let far = words(best.1) >= OUTSPOKEN && words(best.1) >= next * FAR;
        (far && best.0 >= SHOWN).then_some(*best)
    }

    /// Whether a heading bears the name of a sheet that cannot hold the line.
    fn is_misplaced(&self, at: usize, line: &Line) -> bool {
        let titles = std::iter::once(&*line.heading).chain(line.section.split(' '));
        let above: Vec<String> = titles.map(key).collect();
        let named = |sheet: &Candidate| {
            let names = sheet.letters.iter().filter(|name| name.len() >= LONG);
            let mut names = names.map(|name| name.iter().collect::<String>());
            names.any(|name| above.contains(&name))
        };
        let sheets = self.sheets.iter().enumerate();
        let mut named = sheets.filter(|(_, c)| c.own && named(c)).peekable();
        named.peek().is_some() && named.all(|(sheet, _)| !self.may_hold(at, line, sheet))
    }

    /// Whether the sheet asked for more, had as much, and may be the line's at all.
    fn may_hold(&self, at: usize, line: &Line, sheet: usize) -> bool {
        let is_full = self.full.contains(&sheet);
        let Some(candidate) = self.sheets.get(sheet).filter(|_| !is_full) else {
            return false;
        };
        let holds = |printed: Amount, yen: Yen| yen.oku() + printed.half_unit >= printed.oku;
        let asks = match (line.request, candidate.request) {
            (Some(printed), Some(yen)) => holds(printed, yen) && !agrees(printed, yen),
            _ => false,
        };
        let had = match (line.base, candidate.base) {
            // A 0 of the sheets may be what was not filled in.
            (Had::Amount(printed), Some(yen)) => yen == Yen(0) || holds(printed, yen),
            _ => true,
        };
        let said = self.said.get(at).and_then(|s| s.get(sheet));
        asks && had && (candidate.own || said.is_some_and(|(name, _)| *name >= ELSEWHERE))
    }

    fn score(&self, at: usize, line: &Line, sheet: usize, homes: &Homes) -> f64 {
        let own = self.share(at, sheet);
        let (mut sum, mut weight) = (0.0, 0.0);
        for (other, neighbour) in self.lines.iter().enumerate() {
            let near = nearness(line, neighbour);
            if other != at && near > 0.0 {
                sum += near * self.share(other, sheet);
                weight += near;
            }
        }
        let mut score = if weight > 0.0 {
            0.65 * own + 0.35 * sum / weight
        } else {
            own
        };
        let Some(candidate) = self.sheets.get(sheet) else {
            return score;
        };
        if let Some(share) = at_home(homes, line, &candidate.bureau) {
            score *= 0.7 + 0.6 * share;
        }
        if let Some(Some((bureau, office, _))) = self.own.get(at) {
            if *office == candidate.office {
                score += 0.25;
            } else if head(bureau) == head(&candidate.bureau) {
                score += 0.05;
            }
        }
        score
    }

    fn share(&self, at: usize, sheet: usize) -> f64 {
        let of = self.said.get(at).and_then(|said| said.get(sheet));
        of.map_or(0.0, |(_, all)| *all)
    }

    /// Lines directly below one heading that add up to one sheet, in request and base, are its parts.
    fn adding_up(&mut self, links: &mut HashMap<NodeId, Link>) {
        let mut groups: HashMap<NodeId, Vec<usize>> = HashMap::new();
        for (at, line) in self.lines.iter().enumerate() {
            if let Some(heading) = line.above.first() {
                groups.entry(*heading).or_default().push(at);
            }
        }
        let mut full = HashSet::new();
        for group in groups.values().filter(|group| group.len() > 1) {
            let of = || group.iter().filter_map(|at| self.lines.get(*at));
            let request = of().map(|line| line.request).reduce(added).flatten();
            let base = of()
                .map(|line| match line.base {
                    Had::Amount(amount) => Some(amount),
                    Had::Nothing | Had::Unknown => None,
                })
                .reduce(added)
                .flatten();
            let (Some(request), Some(base)) = (request, base) else {
                continue;
            };
            let whole = self.sheets.iter().enumerate().filter(|(_, candidate)| {
                candidate.request.is_some_and(|yen| agrees(request, yen))
                    && candidate.base.is_some_and(|yen| agrees(base, yen))
            });
            for (sheet, candidate) in whole {
                let words: f64 = group.iter().map(|at| self.share(*at, sheet)).sum();
                if words < SHOWN * f64::from(u32::try_from(group.len()).unwrap_or(1)) {
                    continue;
                }
                full.insert(sheet);
                for line in of() {
                    links.insert(
                        line.node,
                        Link {
                            programmes: vec![candidate.programme],
                            relation: Relation::Part,
                            grade: Grade::Probable,
                            evidence: vec![Evidence::AddsUp(self.year)],
                        },
                    );
                }
            }
        }
        self.full = full;
    }
}

/// Whether the sheet says nothing of what the line's name begins with.
fn begins_elsewhere(line: &Line, sheet: &Candidate) -> bool {
    let said = pairs(&beginning(&line.name));
    said.len() > 1 && said.is_disjoint(&sheet.pairs)
}

/// What a name is about: it up to the first hiragana.
fn beginning(name: &str) -> String {
    name.chars()
        .take_while(|c| !('ぁ'..='ん').contains(c))
        .collect()
}

fn added(a: Option<Amount>, b: Option<Amount>) -> Option<Amount> {
    let (a, b) = (a?, b?);
    Some(Amount {
        oku: a.oku.checked_add(b.oku)?,
        half_unit: a.half_unit.checked_add(b.half_unit)?,
    })
}

/// How near two lines stand: below one heading, below one further up.
fn nearness(a: &Line, b: &Line) -> f64 {
    let shared = a.above.iter().position(|node| b.above.contains(node));
    match shared {
        Some(0) => 1.0,
        Some(1) => 0.6,
        Some(2) => 0.3,
        _ => 0.0,
    }
}

/// How rare each pair of letters is among the sheets.
fn weights(candidates: &[Candidate]) -> HashMap<(char, char), f64> {
    let mut counts: HashMap<(char, char), u32> = HashMap::new();
    for pair in candidates.iter().flat_map(|c| &c.pairs) {
        *counts.entry(*pair).or_default() += 1;
    }
    let all = f64::from(u32::try_from(candidates.len()).unwrap_or(u32::MAX));
    let weight = |count: u32| ((all + 1.0) / (f64::from(count) + 0.5)).ln();
    counts
        .into_iter()
        .map(|(pair, count)| (pair, weight(count)))
        .collect()
}

fn percent(share: f64) -> u32 {
    // Between 0 and 1 by how it is made.
    #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)]
    let percent = (share.clamp(0.0, 1.0) * 100.0).round() as u32;
    percent
}

#[cfg(test)]
mod tests {
    use super::beginning;

    #[test]
    fn a_name_begins_with_what_it_is_about() {
        assert_eq!(beginning("公的統計における技術の展開"), "公的統計");
        assert_eq!(beginning("テロ対策資機材の整備等"), "テロ対策資機材");
        assert_eq!(beginning("みどりの整備"), "");
    }
}
