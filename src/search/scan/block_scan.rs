//! Looks through all fields for one word, block by block, on as many threads as there are.
//!
//! A block is always looked through to its end, so what was found after any number of them
//! does not depend on the threads. Only hits that change nothing, lines of text below a better
//! hit of the same node, may be left out, more of them or fewer.

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use super::candidate_mask::CandidateMask;
use super::hit::TermHit;
use super::node_threshold::NodeThresholds;
use super::workers::side_by_side;
use crate::search::answer::FieldKind;
use crate::search::index::block::Block;
use crate::search::index::candidates::CONDITION_COST;
use crate::search::index::fields::Index;
use crate::search::index::postings::{Condition, ConditionPlan};
use crate::search::matching::abbreviation::Abbreviation;
use crate::search::matching::score::{CHANCE, Scorer};
use crate::search::matching::targets::{Candidate, Targets};
use crate::search::matching::verify::ANY;

/// How many fields are asked for ahead of their use.
const AHEAD: usize = 16;
/// With more candidates than one field in so many, the best score of each node is remembered.
const MANY: usize = 16;

/// How far the fields were looked through.
#[derive(Default)]
pub(crate) struct BlockScan {
    /// What fields must have to be looked at for spellings.
    spelled: Vec<ConditionPlan>,
    /// And for abbreviations.
    abbreviated: Vec<ConditionPlan>,
    /// The next block.
    next: usize,
    /// How many of the hits are beyond doubt.
    sure: usize,
    /// What each thread remembers.
    scorers: Vec<Scorer>,
    /// The best sure hit of each node, where there are many.
    thresholds: Option<NodeThresholds>,
    /// Whether hits were left out.
    left_out: bool,
    /// Fields of other nodes are not looked at.
    mask: Option<Arc<CandidateMask>>,
}

/// What was found in a block.
struct ScannedBlock {
    number: usize,
    hits: Vec<TermHit>,
    sure: usize,
    left_out: bool,
}

impl BlockScan {
    /// Begins with the first field, of those nodes if any are given.
    pub(crate) fn new(index: &Index, targets: &Targets, mask: Option<Arc<CandidateMask>>) -> Self {
        let spelled = targets.trie.conditions();
        let abbreviated: Vec<Condition> = targets
            .abbreviations
            .iter()
            .map(Abbreviation::condition)
            .collect();
        let all = spelled.iter().chain(&abbreviated);
        let fields = all.map(|w| index.postings.at_most(&w.letters));
        let many = fields.sum::<usize>() > index.len() / MANY;
        let plan = |conditions: Vec<Condition>| {
            let each = conditions.iter();
            each.filter_map(|condition| index.postings.plan(condition))
                .collect()
        };
        Self {
            spelled: plan(spelled),
            abbreviated: plan(abbreviated),
            thresholds: many.then(|| NodeThresholds::new(index.attributes.len())),
            mask,
            ..Self::default()
        }
    }

    /// Whether every field was looked at.
    pub(crate) fn done(&self, index: &Index) -> bool {
        self.spelled.is_empty() && self.abbreviated.is_empty()
            || self.next >= index.postings.blocks()
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

    /// Looks at about `quota` fields, on up to `threads` threads, and appends the hits in the order
    /// of the fields. Returns how many fields could have been looked at in the time it took.
    pub(crate) fn step(
        &mut self,
        index: &Index,
        targets: &Targets,
        quota: usize,
        threads: usize,
        hits: &mut Vec<TermHit>,
    ) -> usize {
        if self.done(index) {
            return 0;
        }
        let left = index.postings.blocks() - self.next;
        let threads = threads.clamp(1, left);
        if self.scorers.len() < threads {
            self.scorers.resize_with(threads, Scorer::default);
        }
        let step = Step {
            index,
            targets,
            spelled: &self.spelled,
            abbreviated: &self.abbreviated,
            thresholds: self.thresholds.as_ref(),
            most: targets.most(),
            mask: self.mask.as_deref(),
            next: AtomicUsize::new(self.next),
            spent: AtomicUsize::new(0),
            quota,
        };
        let scorers = self.scorers.get_mut(..threads).unwrap_or_default();
        let mut blocks = side_by_side(scorers, |scorer| step.work(scorer));
        blocks.sort_unstable_by_key(|block| block.number);
        for block in &blocks {
            hits.extend(&block.hits);
            self.sure += block.sure;
            self.left_out |= block.left_out;
        }
        self.next += blocks.len();
        step.spent.into_inner()
    }
}

/// The work of one step, shared by threads.
struct Step<'a> {
    index: &'a Index,
    targets: &'a Targets,
    spelled: &'a [ConditionPlan],
    abbreviated: &'a [ConditionPlan],
    thresholds: Option<&'a NodeThresholds>,
    /// The most points of a match in a line of text, those of the line not counted.
    most: i32,
    mask: Option<&'a CandidateMask>,
    next: AtomicUsize,
    spent: AtomicUsize,
    quota: usize,
}

impl Step<'_> {
    /// Takes one block after another until all are taken or the quota is spent.
    fn work(&self, scorer: &mut Scorer) -> Vec<ScannedBlock> {
        let mut blocks = Vec::new();
        let mut fields = Vec::new();
        while self.spent.load(Ordering::Relaxed) < self.quota {
            let number = self.next.fetch_add(1, Ordering::Relaxed);
            if number >= self.index.postings.blocks() {
                break;
            }
            let cost = self.candidates(number, &mut fields);
            let candidates = fields.len();
            fields.retain(|candidate| self.worth_it(candidate.field));
            let mut block = self.look(scorer, number, &fields);
            block.left_out |= fields.len() < candidates;
            blocks.push(block);
            self.spent.fetch_add(fields.len() + cost, Ordering::Relaxed);
        }
        blocks
    }

    /// Puts the fields of a block that are to be looked at into `fields`. Returns how many fields
    /// could have been looked at in the time it took.
    fn candidates(&self, number: usize, fields: &mut Vec<Candidate>) -> usize {
        let postings = &self.index.postings;
        let conditions = self.spelled.iter().chain(self.abbreviated);
        let cost = conditions.map(ConditionPlan::count).sum::<usize>() * CONDITION_COST;
        fields.clear();
        let mask = self.mask.map(|mask| mask.block(number));
        let first = postings.first_of(number);
        if let Some(few) = mask.map(Block::of).filter(|few| few.len() <= cost) {
            let both = few.fields(&few, first);
            fields.extend(both.map(|(field, _)| Candidate {
                field,
                spelled: true,
                abbreviated: true,
            }));
            return 1;
        }
        let mut candidates =
            [self.spelled, self.abbreviated].map(|plans| postings.candidates(plans, number));
        if let Some(mask) = mask {
            candidates
                .iter_mut()
                .for_each(|candidates| candidates.keep(mask));
        }
        let [spelled, abbreviated] = candidates;
        fields.extend(spelled.fields(&abbreviated, first).map(
            |(field, [spelled, abbreviated])| Candidate {
                field,
                spelled,
                abbreviated,
            },
        ));
        cost
    }

    fn look(&self, scorer: &mut Scorer, number: usize, fields: &[Candidate]) -> ScannedBlock {
        let mut block = ScannedBlock {
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
                block.left_out = true;
                continue;
            }
            let weight = self.index.weight(field);
            let floor = self.best_of(field).map_or(ANY, |best| best - weight);
            block.left_out |= floor > CHANCE;
            let Some((points, sure)) = self.targets.points(self.index, scorer, candidate, floor)
            else {
                continue;
            };
            let score = points + weight;
            block.hits.push(TermHit { field, score });
            if sure {
                block.sure += 1;
                if let Some(thresholds) = self.thresholds {
                    thresholds.raise(self.index.owner(field), score);
                }
            }
        }
        block
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
        self.thresholds?.of(self.index.owner(field))
    }
}
