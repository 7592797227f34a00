//! Looks through all fields for one word, portion by portion, on as many threads as there are.
//!
//! A portion is always looked through to its end, so what was found after any number of them
//! does not depend on the threads. Only hits that change nothing, lines of text below a better
//! hit of the same node, may be left out, more of them or fewer.

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use crate::search::FieldKind;
use crate::search::bests::Bests;
use crate::search::gathered::{GATHERING, Gathered};
use crate::search::index::Index;
use crate::search::matched::Match;
use crate::search::matcher::ANY;
use crate::search::patterns::Patterns;
use crate::search::postings::{Resolved, Wanted};
use crate::search::rank::{CHANCE, EXACT, Judge, READ, SCATTERED};
use crate::search::scatter::Scatter;
use crate::search::threads::side_by_side;
use crate::search::within::Within;

/// A field that matches.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct TermHit {
    pub(crate) field: u32,
    /// Points, the field's own included.
    pub(crate) score: i32,
}

/// What is looked for: spellings and abbreviations.
#[derive(Clone, Debug, Default)]
pub(crate) struct Sought {
    pub(crate) patterns: Patterns,
    pub(crate) scatters: Vec<Scatter>,
}

/// How many fields are asked for ahead of their use.
const AHEAD: usize = 16;
/// A hit by reading with at least these points for the spelling is sure.
const SURE: i32 = READ - 120;
/// An abbreviation of a title with at least these points is as good as a sure hit.
const GOOD_ABBREVIATION: i32 = SCATTERED + 80;
/// With more fields to look at than one for so many, it is kept in mind what is found.
const MANY: usize = 16;

/// How far the fields were looked through.
#[derive(Default)]
pub(crate) struct Sweep {
    /// What fields must have to be looked at for spellings.
    spelled: Vec<Resolved>,
    /// And for abbreviations.
    torn: Vec<Resolved>,
    /// The next portion.
    next: usize,
    /// How many of the hits are beyond doubt.
    sure: usize,
    /// What each thread remembers.
    judges: Vec<Judge>,
    /// The best sure hit of each node, where there are many.
    bests: Option<Bests>,
    /// Whether hits were left out.
    left_out: bool,
    /// Fields of other nodes are not looked at.
    within: Option<Arc<Within>>,
}

/// What was found in a portion.
struct Portion {
    number: usize,
    hits: Vec<TermHit>,
    sure: usize,
    left_out: bool,
}

impl Sweep {
    /// Begins with the first field, of those nodes if any are given.
    pub(crate) fn new(index: &Index, sought: &Sought, within: Option<Arc<Within>>) -> Self {
        let spelled = sought.patterns.wanted();
        let torn: Vec<Wanted> = sought.scatters.iter().map(Scatter::wanted).collect();
        let all = spelled.iter().chain(&torn);
        let fields = all.map(|w| index.postings.at_most(&w.letters));
        let many = fields.sum::<usize>() > index.len() / MANY;
        let resolve = |wanted: Vec<Wanted>| {
            let each = wanted.iter();
            each.filter_map(|wanted| index.postings.resolve(wanted))
                .collect()
        };
        Self {
            spelled: resolve(spelled),
            torn: resolve(torn),
            bests: many.then(|| Bests::new(index.facts.len())),
            within,
            ..Self::default()
        }
    }

    /// Whether every field was looked at.
    pub(crate) fn done(&self, index: &Index) -> bool {
        self.spelled.is_empty() && self.torn.is_empty() || self.next >= index.postings.blocks()
    }

    /// Whether lines of text were left out that may match, but no better than another field of
    /// their node.
    pub(crate) fn left_out(&self) -> bool {
        self.left_out
    }

    /// How many of the hits so far are beyond doubt.
    pub(crate) fn sure(&self) -> usize {
        self.sure
    }

    /// Looks at some `quota` fields on up to that many threads and adds the hits, fields in
    /// order. Gives how many fields that was worth in time.
    pub(crate) fn step(
        &mut self,
        index: &Index,
        sought: &Sought,
        quota: usize,
        threads: usize,
        hits: &mut Vec<TermHit>,
    ) -> usize {
        if self.done(index) {
            return 0;
        }
        let left = index.postings.blocks() - self.next;
        let threads = threads.clamp(1, left);
        if self.judges.len() < threads {
            self.judges.resize_with(threads, Judge::default);
        }
        let shift = Shift {
            index,
            sought,
            spelled: &self.spelled,
            torn: &self.torn,
            bests: self.bests.as_ref(),
            most: sought.most(),
            within: self.within.as_deref(),
            next: AtomicUsize::new(self.next),
            spent: AtomicUsize::new(0),
            quota,
        };
        let judges = self.judges.get_mut(..threads).unwrap_or_default();
        let mut portions = side_by_side(judges, |judge| shift.work(judge));
        portions.sort_unstable_by_key(|portion| portion.number);
        for portion in &portions {
            hits.extend(&portion.hits);
            self.sure += portion.sure;
            self.left_out |= portion.left_out;
        }
        self.next += portions.len();
        shift.spent.into_inner()
    }
}

/// A field to look at.
#[derive(Clone, Copy, Debug)]
struct Candidate {
    field: u32,
    /// It may have one of the spellings.
    spelled: bool,
    /// It may have one of the abbreviations.
    torn: bool,
}

/// The work of one step, shared by threads.
struct Shift<'a> {
    index: &'a Index,
    sought: &'a Sought,
    spelled: &'a [Resolved],
    torn: &'a [Resolved],
    bests: Option<&'a Bests>,
    /// The most points of a match in a line of text, those of the line not counted.
    most: i32,
    within: Option<&'a Within>,
    next: AtomicUsize,
    spent: AtomicUsize,
    quota: usize,
}

impl Shift<'_> {
    /// Takes one portion after another until all are taken or the quota is spent.
    fn work(&self, judge: &mut Judge) -> Vec<Portion> {
        let mut portions = Vec::new();
        let mut fields = Vec::new();
        while self.spent.load(Ordering::Relaxed) < self.quota {
            let number = self.next.fetch_add(1, Ordering::Relaxed);
            if number >= self.index.postings.blocks() {
                break;
            }
            let gathering = self.gather(number, &mut fields);
            let gathered = fields.len();
            fields.retain(|candidate| self.worth_it(candidate.field));
            let mut portion = self.look(judge, number, &fields);
            portion.left_out |= fields.len() < gathered;
            portions.push(portion);
            self.spent
                .fetch_add(fields.len() + gathering, Ordering::Relaxed);
        }
        portions
    }

    /// The fields of a portion to look at. Gives how many fields that was worth in time.
    fn gather(&self, number: usize, fields: &mut Vec<Candidate>) -> usize {
        let postings = &self.index.postings;
        let conditions = self.spelled.iter().chain(self.torn);
        let gathering = conditions.map(Resolved::count).sum::<usize>() * GATHERING;
        fields.clear();
        let within = self.within.map(|within| within.portion(number));
        let first = postings.first_of(number);
        if let Some(few) = within
            .map(Gathered::of)
            .filter(|few| few.len() <= gathering)
        {
            let both = few.fields(&few, first);
            fields.extend(both.map(|(field, _)| Candidate {
                field,
                spelled: true,
                torn: true,
            }));
            return 1;
        }
        let mut gathered = [self.spelled, self.torn].map(|wanted| postings.gather(wanted, number));
        if let Some(within) = within {
            gathered
                .iter_mut()
                .for_each(|gathered| gathered.keep(within));
        }
        let [spelled, torn] = gathered;
        fields.extend(
            spelled
                .fields(&torn, first)
                .map(|(field, [spelled, torn])| Candidate {
                    field,
                    spelled,
                    torn,
                }),
        );
        gathering
    }

    fn look(&self, judge: &mut Judge, number: usize, fields: &[Candidate]) -> Portion {
        let mut portion = Portion {
            number,
            hits: Vec::new(),
            sure: 0,
            left_out: false,
        };
        for (at, candidate) in fields.iter().enumerate() {
            if at % AHEAD == 0 {
                let next = at + AHEAD..(at + 2 * AHEAD).min(fields.len());
                let next = fields.get(next).unwrap_or_default();
                self.index
                    .touch(next.iter().map(|candidate| candidate.field));
            }
            let field = candidate.field;
            if !self.worth_it(field) {
                portion.left_out = true;
                continue;
            }
            let weight = self.index.weight(field);
            let floor = self.best_of(field).map_or(ANY, |best| best - weight);
            portion.left_out |= floor > CHANCE;
            let Some((points, sure)) = self.sought.points(self.index, judge, candidate, floor)
            else {
                continue;
            };
            let score = points + weight;
            portion.hits.push(TermHit { field, score });
            if sure {
                portion.sure += 1;
                if let Some(bests) = self.bests {
                    bests.raise(self.index.owner(field), score);
                }
            }
        }
        portion
    }

    /// Whether a field may be a better hit than those of its node so far.
    fn worth_it(&self, field: u32) -> bool {
        self.index.kind(field) != FieldKind::Body
            || self
                .best_of(field)
                .is_none_or(|best| self.most + self.index.weight(field) > best)
    }

    /// The score of the best hit of a field's node so far. Another than a sure one does not
    /// count: it does not make a search for typing errors needless.
    fn best_of(&self, field: u32) -> Option<i32> {
        self.bests?.of(self.index.owner(field))
    }
}

impl Sought {
    /// The most points of a match in a line of text, those of the line not counted.
    fn most(&self) -> i32 {
        let spelled = i32::from(self.patterns.highest());
        let torn = self.scatters.iter().map(|_| Scatter::MOST_POINTS);
        torn.fold(spelled, i32::max)
    }

    /// The points of a field without its own, if they are more than `floor`, and whether it is
    /// meant beyond doubt.
    fn points(
        &self,
        index: &Index,
        judge: &mut Judge,
        candidate: &Candidate,
        floor: i32,
    ) -> Option<(i32, bool)> {
        let field = candidate.field;
        let spelled = candidate.spelled.then(|| {
            let found = self.patterns.best(index, judge, field, floor)?;
            let spelled = self.patterns.list()[found.pattern].points;
            let sure = spelled >= SURE || spelled == EXACT;
            (found.points >= CHANCE).then_some((found.points, sure))
        });
        let best = spelled.flatten();
        let least = best.map_or(floor, |(points, _)| points);
        if !candidate.torn || least >= Scatter::MOST_POINTS {
            return best;
        }
        self.scatters
            .iter()
            .filter_map(|s| s.best(index, judge, field))
            .map(|torn| torn.points)
            .max()
            .filter(|points| *points > least)
            .map(|points| (points, points >= GOOD_ABBREVIATION))
            .or(best)
    }

    /// The points of a field without its own, found by looking at it.
    pub(crate) fn points_of(&self, index: &Index, judge: &mut Judge, field: u32) -> Option<i32> {
        let candidate = Candidate {
            field,
            spelled: true,
            torn: true,
        };
        let found = self.points(index, judge, &candidate, ANY);
        found.map(|(points, _)| points)
    }

    /// How a field matches and its matched units, in order; none where it does not.
    pub(crate) fn seen(&self, index: &Index, judge: &mut Judge, field: u32) -> Option<Seen> {
        let found = self
            .patterns
            .best(index, judge, field, ANY)
            .filter(|found| found.points >= CHANCE);
        let torn = self
            .scatters
            .iter()
            .filter_map(|s| s.best(index, judge, field))
            .max_by_key(|torn| torn.points)
            // A typing error may have found less than an abbreviation.
            .filter(|torn| found.is_none_or(|f| torn.points > f.points));
        match (torn, found) {
            (Some(torn), _) => Some(Seen {
                how: Match::Abbreviation,
                sounded: false,
                sure: true,
                units: torn.places,
            }),
            (None, Some(found)) => {
                let pattern = &self.patterns.list()[found.pattern];
                let lit = crate::search::alignment::lit(index, pattern).min(found.length);
                Some(Seen {
                    how: pattern.how(),
                    sounded: pattern.sounded,
                    sure: pattern.tail.is_none()
                        && (pattern.points >= SURE || pattern.error || pattern.sounded),
                    units: (found.start..found.start + lit).collect(),
                })
            }
            (None, None) => None,
        }
    }

    /// Whether a field has a spelling that is meant beyond doubt, and that nothing was guessed
    /// for.
    pub(crate) fn has(&self, index: &Index, judge: &mut Judge, field: u32) -> bool {
        self.patterns
            .best(index, judge, field, ANY)
            .is_some_and(|found| {
                let pattern = &self.patterns.list()[found.pattern];
                let sure = pattern.points >= SURE && found.points >= CHANCE;
                sure && !pattern.error && !pattern.sounded
            })
    }
}

/// How a field matches.
#[derive(Clone, Debug)]
pub(crate) struct Seen {
    pub(crate) how: Match,
    /// It was guessed from the sound of what was typed.
    pub(crate) sounded: bool,
    /// It is whole words, and no far-fetched reading of what was typed.
    pub(crate) sure: bool,
    /// The matched units, in order.
    pub(crate) units: Vec<usize>,
}
