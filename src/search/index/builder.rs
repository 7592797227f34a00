//! Makes an index in parts, so that keys can be handled meanwhile.
//!
//! In: a library. Out: an [`Index`]. Cost: six passes, over nodes, then over fields; a step does as
//! much of them as it is told to. Invariant: the index does not depend on the size of the steps.

use crate::model::{Kind, Library, NodeId};
use crate::search::index::alphabet::Alphabet;
use crate::search::index::attributes::Attributes;
use crate::search::index::field_weight;
use crate::search::index::fields::{Index, Slot};
use crate::search::index::ngram_filter::NgramFilter;
use crate::search::index::postings::{LetterMarks, Postings};
use crate::search::index::tokenize::Tokenizer;

/// An index in the making.
pub(crate) struct Builder {
    stage: Stage,
    /// The next node or field of the stage.
    next: usize,
    alphabet: Alphabet,
    tokenizer: Tokenizer,
    attributes: Attributes,
    units: Vec<u16>,
    starts: Vec<u32>,
    owners: Vec<u32>,
    slots: Vec<u32>,
    weights: Vec<i16>,
    first_name: u32,
    first_body: u32,
    counts: Vec<usize>,
    seen: LetterMarks,
    ngrams: NgramFilter,
    postings: Postings,
}

/// What is done with each node, then with each field.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Stage {
    Titles,
    Names,
    Lines,
    Counting,
    Filling,
    Marking,
}

impl std::fmt::Debug for Builder {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Builder")
            .field("stage", &self.stage)
            .field("next", &self.next)
            .finish_non_exhaustive()
    }
}

impl Builder {
    /// Begins with the first node.
    pub(crate) fn new(library: &Library) -> Self {
        let nodes = library.len();
        Self {
            stage: Stage::Titles,
            next: 0,
            alphabet: Alphabet::new(),
            tokenizer: Tokenizer::default(),
            attributes: Attributes::with_capacity(nodes),
            units: Vec::with_capacity(nodes * 40),
            starts: vec![0],
            owners: Vec::with_capacity(nodes * 4),
            slots: Vec::with_capacity(nodes * 4),
            weights: Vec::with_capacity(nodes * 4),
            first_name: 0,
            first_body: 0,
            counts: Vec::new(),
            seen: LetterMarks::new(0),
            ngrams: NgramFilter::new(0),
            postings: Postings::new(0, &[]),
        }
    }

    /// Reads up to `quota` more nodes or fields. Returns what is left of the quota: nothing as long
    /// as there is more to read.
    pub(crate) fn step(&mut self, library: &Library, quota: usize) -> usize {
        let mut left = quota;
        while left > 0 && self.stage != Stage::Marking {
            let all = match self.stage {
                Stage::Titles | Stage::Names | Stage::Lines => library.len(),
                Stage::Counting | Stage::Filling | Stage::Marking => self.owners.len(),
            };
            let to = all.min(self.next.saturating_add(left));
            left -= to - self.next;
            for at in self.next..to {
                left = left.saturating_sub(self.process(library, at));
            }
            self.next = to;
            if to == all {
                self.stage = self.next_stage();
                self.next = 0;
            }
        }
        left
    }

    /// Whether nothing is left but to [finish](Self::finish).
    pub(crate) fn done(&self) -> bool {
        self.stage == Stage::Marking
    }

    /// The index; whatever is left to do is done.
    pub(crate) fn finish(mut self, library: &Library) -> Index {
        while !self.done() {
            self.step(library, usize::MAX);
        }
        self.postings.mark();
        Index {
            alphabet: self.alphabet,
            ngrams: self.ngrams,
            postings: self.postings,
            attributes: self.attributes,
            units: self.units,
            starts: self.starts,
            owners: self.owners,
            slots: self.slots,
            weights: self.weights,
            first_name: self.first_name,
            first_body: self.first_body,
        }
    }

    /// Does with a node or field what the stage does. Returns how many more of the quota that
    /// costs.
    fn process(&mut self, library: &Library, at: usize) -> usize {
        let number = u32::try_from(at).unwrap_or(u32::MAX);
        let id = NodeId(number);
        match self.stage {
            Stage::Titles => {
                self.attributes.add(library, id);
                if library.node(id).kind != Kind::Budget {
                    self.field(library, id, Slot::Title);
                    if library.node(id).body_title.is_some() {
                        self.field(library, id, Slot::BodyTitle);
                    }
                }
                0
            }
            Stage::Names => {
                if library.node(id).kind == Kind::Budget {
                    self.field(library, id, Slot::Title);
                }
                0
            }
            Stage::Lines => {
                let lines = library.node(id).text.len();
                for n in 0..lines {
                    let line = u32::try_from(n).unwrap_or(u32::MAX);
                    self.field(library, id, Slot::Line(line));
                }
                lines
            }
            Stage::Counting => {
                let units = units_of(&self.units, &self.starts, at);
                self.ngrams.add(units, &self.alphabet);
                let counts = &mut self.counts;
                self.seen
                    .each_once(number, units, |letter| counts[letter] += 1);
                0
            }
            Stage::Filling => {
                let units = units_of(&self.units, &self.starts, at);
                self.postings.add(at, units, &mut self.seen);
                0
            }
            Stage::Marking => 0,
        }
    }

    /// What comes after the stage that is at its end.
    fn next_stage(&mut self) -> Stage {
        match self.stage {
            Stage::Titles => {
                self.first_name = self.count();
                Stage::Names
            }
            Stage::Names => {
                self.first_body = self.count();
                Stage::Lines
            }
            Stage::Lines => {
                self.units.shrink_to_fit();
                self.starts.shrink_to_fit();
                self.owners.shrink_to_fit();
                self.slots.shrink_to_fit();
                self.weights.shrink_to_fit();
                self.ngrams = NgramFilter::new(self.units.len());
                self.counts = vec![0; self.alphabet.len()];
                self.seen = LetterMarks::new(self.alphabet.len());
                Stage::Counting
            }
            Stage::Counting => {
                self.seen = LetterMarks::new(self.alphabet.len());
                self.postings = Postings::new(self.owners.len(), &self.counts);
                Stage::Filling
            }
            Stage::Filling | Stage::Marking => Stage::Marking,
        }
    }

    fn count(&self) -> u32 {
        u32::try_from(self.owners.len()).unwrap_or(u32::MAX)
    }

    fn field(&mut self, library: &Library, id: NodeId, slot: Slot) {
        let before = self.units.len();
        self.tokenizer
            .read(&mut self.alphabet, slot.text(library, id), &mut self.units);
        let length = self.units.len() - before;
        let Ok(end) = u32::try_from(self.units.len()) else {
            self.units.truncate(before);
            return;
        };
        if length == 0 {
            return;
        }
        self.starts.push(end);
        self.owners.push(id.0);
        self.slots.push(slot.code());
        let node = library.node(id);
        self.weights
            .push(field_weight::weight(node.kind, slot, node.relisted, length));
    }
}

/// The units of a field.
fn units_of<'a>(units: &'a [u16], starts: &[u32], field: usize) -> &'a [u16] {
    let range = starts[field] as usize..starts[field + 1] as usize;
    &units[range]
}

#[cfg(test)]
impl Index {
    /// Reads every field of the library.
    pub(crate) fn new(library: &Library) -> Self {
        Builder::new(library).finish(library)
    }
}
