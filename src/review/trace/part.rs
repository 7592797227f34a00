//! Lines that are a part of a larger sheet.
//!
//! A sheet that some line is wholly has no money left for another. Of the others those are looked at that
//! asked for more than the line, and had as much in the base year; the one that says most of the line's words
//! is it, where it stands clear of the next. Lines that stand together mostly stand in one sheet, so that
//! neighbours vote; and a sheet of the line's own in later years tells the office.

use std::collections::{HashMap, HashSet};
use std::sync::Arc;

use super::candidate::{Candidate, agrees, pairs};
use super::likeness::{Form, forms, likeness};
use super::line::{Had, Line};
use super::{Evidence, Grade, Link, Relation};
use crate::model::{Amount, NodeId};
use crate::review::Yen;
use crate::review::name::key;

/// Least share of the words, with the neighbours' vote, that is shown.
const SHOWN: f64 = 0.30;

/// How far the best must stand before the next.
const CLEAR: f64 = 1.12;

/// Least share of the name's words, where no sheet of the line's own tells the office.
const SOME: f64 = 0.15;

/// Share from which a part is probable.
const PROBABLE: f64 = 0.45;

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
    let search = Search::new(&rest, &sheets, candidates, year);
    let homes = search.homes(lines, candidates, links);
    let first = search.pass(&homes);
    let votes = search.with_votes(homes, &first);
    for (at, link) in search.pass(&votes) {
        if let Some(line) = rest.get(at) {
            links.entry(line.node).or_insert(link);
        }
    }
    search.adding_up(links);
}

/// Votes for bureaus by node of the document.
type Homes = HashMap<NodeId, HashMap<Arc<str>, f64>>;

/// Bureau, office and first year of a later sheet.
type Later = (Arc<str>, Arc<str>, u16);

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

    /// Bureaus by the lines that are joined already, for every node above them.
    fn homes(
        &self,
        lines: &[Line],
        candidates: &[Candidate],
        links: &HashMap<NodeId, Link>,
    ) -> Homes {
        let bureau: HashMap<usize, &Candidate> =
            candidates.iter().map(|c| (c.programme, c)).collect();
        let mut homes = Homes::new();
        for line in lines {
            let joined = links.get(&line.node).filter(|l| l.grade >= Grade::Probable);
            let of = joined.and_then(|link| bureau.get(link.programmes.first()?));
            if let Some(candidate) = of {
                vote(&mut homes, line, &candidate.bureau, 1.0);
            }
        }
        homes
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

    /// How much the bureau is at home where the line stands: 0 to 1, none where nothing is known.
    fn at_home(&self, homes: &Homes, line: &Line, bureau: &str) -> Option<f64> {
        line.above.iter().find_map(|node| {
            let votes = homes.get(node)?;
            let all: f64 = votes.values().sum();
            (all >= 1.4).then(|| {
                let own = votes.iter().filter(|(name, _)| head(name) == head(bureau));
                own.map(|(_, count)| count).sum::<f64>() / all
            })
        })
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
        let (score, sheet) = *scored.first()?;
        let next = scored.get(1).map_or(0.0, |(score, _)| *score);
        if score < SHOWN || score < next * CLEAR {
            return None;
        }
        let words = self.said.get(at)?.get(sheet)?.0;
        if words < SOME && self.own.get(at)?.is_none() {
            return None;
        }
        let mut evidence = vec![Evidence::Words(percent(words))];
        let own = self.own.get(at)?.as_ref();
        let candidate = self.sheets.get(sheet)?;
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

    /// Whether the sheet asked for more, had as much, and may be the line's at all.
    fn may_hold(&self, at: usize, line: &Line, sheet: usize) -> bool {
        let Some(candidate) = self.sheets.get(sheet) else {
            return false;
        };
        let holds = |printed: Amount, yen: Yen| yen.oku() + printed.half_unit >= printed.oku;
        let asks = match (line.request, candidate.request) {
            (Some(printed), Some(yen)) => holds(printed, yen) && !agrees(printed, yen),
            _ => false,
        };
        let had = match (line.base, candidate.base) {
            (Had::Amount(printed), Some(yen)) => holds(printed, yen),
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
        if let Some(share) = self.at_home(homes, line, &candidate.bureau) {
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
    fn adding_up(&self, links: &mut HashMap<NodeId, Link>) {
        let mut groups: HashMap<NodeId, Vec<usize>> = HashMap::new();
        for (at, line) in self.lines.iter().enumerate() {
            if let Some(heading) = line.above.first() {
                groups.entry(*heading).or_default().push(at);
            }
        }
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
    }
}

fn added(a: Option<Amount>, b: Option<Amount>) -> Option<Amount> {
    let (a, b) = (a?, b?);
    Some(Amount {
        oku: a.oku.checked_add(b.oku)?,
        half_unit: a.half_unit.checked_add(b.half_unit)?,
    })
}

fn vote(homes: &mut Homes, line: &Line, bureau: &Arc<str>, weight: f64) {
    for node in &line.above {
        *homes
            .entry(*node)
            .or_default()
            .entry(Arc::clone(bureau))
            .or_default() += weight;
    }
}

/// The first bureau of several, without the division after it.
fn head(bureau: &str) -> String {
    let first = bureau.split([' ', '　', '・']).next().unwrap_or_default();
    let end = first.find(['局', '庁', '房']).and_then(|at| {
        let c = first.get(at..)?.chars().next()?;
        first.get(..at + c.len_utf8())
    });
    key(end.unwrap_or(first))
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

/// The sheet that the line has of its own in later years: the same name or one much alike, begun after the
/// year that the document asks for.
fn own_sheet(line: &Line, candidates: &[Candidate], year: u16) -> Option<Later> {
    let name = forms(&line.name);
    let letters: Vec<char> = key(&line.name).chars().collect();
    let later = candidates.iter().filter(|c| c.own && c.first > year + 1);
    let alike = |candidate: &Candidate| {
        let named = candidate
            .named(&name)
            .is_some_and(|form| form <= Form::Shortened);
        let most = candidate
            .letters
            .iter()
            .map(|own| likeness(&letters, own))
            .max();
        if named { 100 } else { most.unwrap_or_default() }
    };
    let best = later.max_by_key(|candidate| alike(candidate))?;
    (alike(best) >= 75).then(|| {
        (
            Arc::clone(&best.bureau),
            Arc::clone(&best.office),
            best.first,
        )
    })
}

fn percent(share: f64) -> u32 {
    // Between 0 and 1 by how it is made.
    #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)]
    let percent = (share.clamp(0.0, 1.0) * 100.0).round() as u32;
    percent
}
