//! Looks through all fields for one word, portion by portion, on as many threads as there are.
//!
//! A portion is always looked through to its end, so what was found after any number of them
//! does not depend on the threads.

use std::sync::OnceLock;
use std::sync::atomic::{AtomicUsize, Ordering};

use super::cover::GATHERING;
use super::index::Index;
use super::patterns::Patterns;
use super::postings::Resolved;
use super::rank::{EXACT, Judge, READ, SCATTERED};
use super::scatter::Scatter;

/// A field that matches.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct TermHit {
    pub(super) field: u32,
    /// Points, the field's own included.
    pub(super) score: i32,
}

/// What is looked for: spellings and abbreviations.
#[derive(Clone, Debug, Default)]
pub(super) struct Sought {
    pub(super) patterns: Patterns,
    pub(super) scatters: Vec<Scatter>,
}

/// How many fields are asked for ahead of their use.
const AHEAD: usize = 16;
/// A hit by reading with at least these points for the spelling is sure.
const SURE: i32 = READ - 120;
/// An abbreviation of a title with at least these points is as good as a sure hit.
const GOOD_ABBREVIATION: i32 = SCATTERED + 80;
/// A spelling with fewer points for itself and its place is there by chance.
const CHANCE: i32 = 500;
/// More threads than that are not worth their start.
const MOST_THREADS: usize = 8;

/// How far the fields were looked through.
#[derive(Default)]
pub(super) struct Sweep {
    /// What the fields to look at must have.
    wanted: Vec<Resolved>,
    /// The next portion.
    next: usize,
    /// How many of the hits are beyond doubt.
    sure: usize,
    /// What each thread remembers.
    judges: Vec<Judge>,
}

/// What was found in a portion.
struct Portion {
    number: usize,
    hits: Vec<TermHit>,
    sure: usize,
}

impl Sweep {
    /// Begins with the first field.
    pub(super) fn new(index: &Index, sought: &Sought) -> Self {
        let torn = sought.scatters.iter().map(Scatter::wanted);
        Self {
            wanted: torn
                .chain(sought.patterns.wanted(&index.postings))
                .filter_map(|wanted| index.postings.resolve(&wanted))
                .collect(),
            ..Self::default()
        }
    }

    /// A memory for the matches of the same spellings.
    pub(super) fn judge(&mut self) -> &mut Judge {
        if self.judges.is_empty() {
            self.judges.push(Judge::default());
        }
        &mut self.judges[0]
    }

    /// Whether every field was looked at.
    pub(super) fn done(&self, index: &Index) -> bool {
        self.wanted.is_empty() || self.next >= index.postings.blocks()
    }

    /// How many of the hits so far are beyond doubt.
    pub(super) fn sure(&self) -> usize {
        self.sure
    }

    /// Looks at some `quota` fields on up to that many threads and adds the hits, fields in
    /// order. Gives how many fields that was worth in time.
    pub(super) fn step(
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
            wanted: &self.wanted,
            next: AtomicUsize::new(self.next),
            spent: AtomicUsize::new(0),
            quota,
        };
        let mut portions = match self.judges.get_mut(..threads).unwrap_or_default() {
            [first, others @ ..] => std::thread::scope(|scope| {
                // Where the system gives no more threads, one does the work.
                let helpers: Vec<_> = others
                    .iter_mut()
                    .filter_map(|judge| {
                        let work = || shift.work(judge);
                        std::thread::Builder::new().spawn_scoped(scope, work).ok()
                    })
                    .collect();
                let mut portions = shift.work(first);
                for helper in helpers {
                    match helper.join() {
                        Ok(more) => portions.extend(more),
                        Err(panic) => std::panic::resume_unwind(panic),
                    }
                }
                portions
            }),
            [] => Vec::new(),
        };
        portions.sort_unstable_by_key(|portion| portion.number);
        for portion in &portions {
            hits.extend(&portion.hits);
            self.sure += portion.sure;
        }
        self.next += portions.len();
        shift.spent.into_inner()
    }
}

/// The work of one step, shared by threads.
struct Shift<'a> {
    index: &'a Index,
    sought: &'a Sought,
    wanted: &'a [Resolved],
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
            fields.clear();
            self.index.postings.gather(self.wanted, number, &mut fields);
            portions.push(self.look(judge, number, &fields));
            let cost = fields.len() + self.wanted.len() * GATHERING;
            self.spent.fetch_add(cost, Ordering::Relaxed);
        }
        portions
    }

    fn look(&self, judge: &mut Judge, number: usize, fields: &[u32]) -> Portion {
        let mut portion = Portion {
            number,
            hits: Vec::new(),
            sure: 0,
        };
        for (at, field) in fields.iter().enumerate() {
            if at % AHEAD == 0 {
                let next = at + AHEAD..(at + 2 * AHEAD).min(fields.len());
                self.index.touch(fields.get(next).unwrap_or_default());
            }
            if let Some((points, sure)) = self.sought.points(self.index, judge, *field) {
                portion.sure += usize::from(sure);
                portion.hits.push(TermHit {
                    field: *field,
                    score: points + self.index.weight(*field),
                });
            }
        }
        portion
    }
}

impl Sought {
    /// The points of a field without its own, and whether it is meant beyond doubt.
    fn points(&self, index: &Index, judge: &mut Judge, field: u32) -> Option<(i32, bool)> {
        let found = self.patterns.best(index, judge, field);
        if let Some(found) = found.filter(|found| found.points >= CHANCE) {
            let spelled = self.patterns.list()[found.pattern].points;
            let sure = spelled >= SURE || spelled == EXACT;
            return Some((found.points, sure));
        }
        self.scatters
            .iter()
            .filter_map(|s| s.best(index, judge, field))
            .map(|torn| torn.points)
            .max()
            .map(|points| (points, points >= GOOD_ABBREVIATION))
    }

    /// The matched units of a field, in order.
    pub(super) fn lit(&self, index: &Index, judge: &mut Judge, field: u32) -> Vec<usize> {
        let found = self
            .patterns
            .best(index, judge, field)
            .filter(|found| found.points >= CHANCE);
        let torn = self
            .scatters
            .iter()
            .filter_map(|s| s.best(index, judge, field))
            .max_by_key(|torn| torn.points)
            // A typing error may have found less than an abbreviation.
            .filter(|torn| found.is_none_or(|f| torn.points > f.points));
        match (torn, found) {
            (Some(torn), _) => torn.places,
            (None, Some(found)) => {
                let pattern = &self.patterns.list()[found.pattern];
                let lit = super::alignment::lit(index, pattern).min(found.length);
                (found.start..found.start + lit).collect()
            }
            (None, None) => Vec::new(),
        }
    }
}

/// How many threads a search may use here.
pub(super) fn threads() -> usize {
    static THREADS: OnceLock<usize> = OnceLock::new();
    *THREADS.get_or_init(|| {
        std::thread::available_parallelism().map_or(1, |n| n.get().min(MOST_THREADS))
    })
}
