//! All searchable fields in normal form, with postings.
//!
//! Characters become numbers of an alphabet of their own (15 bits); the 16th bit of each unit
//! says that a word may start there. Titles come first, then programme names, then text, so
//! that what is found first is what ranks first.

use std::ops::Range;

use super::alphabet::{Alphabet, UNKNOWN};
use crate::model::{Library, NodeId};
use crate::search::answer::FieldKind;
use crate::search::index::attributes::Attributes;
use crate::search::index::ngram_filter::NgramFilter;
use crate::search::index::postings::Postings;

/// Which text of a node a field is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Slot {
    /// The title, or a budget line's name.
    Title,
    /// The body's wording of the title.
    BodyTitle,
    /// A line of the node's own text.
    Line(u32),
}

impl Slot {
    /// The number that it is kept as.
    pub(crate) const fn code(self) -> u32 {
        match self {
            Self::Title => u32::MAX,
            Self::BodyTitle => u32::MAX - 1,
            Self::Line(n) => n,
        }
    }

    const fn from_code(code: u32) -> Self {
        match code {
            u32::MAX => Self::Title,
            0xffff_fffe => Self::BodyTitle,
            n => Self::Line(n),
        }
    }

    /// The original text.
    pub(crate) fn text(self, library: &Library, id: NodeId) -> &str {
        let Some(node) = library.get(id) else {
            return "";
        };
        match self {
            Self::Title => &node.title,
            Self::BodyTitle => node.body_title.as_deref().unwrap_or_default(),
            Self::Line(n) => node.text.get(n as usize).map_or("", |line| &line.text),
        }
    }
}

/// The fields of a library.
#[derive(Debug)]
pub(crate) struct Index {
    pub(crate) alphabet: Alphabet,
    pub(crate) ngrams: NgramFilter,
    pub(crate) postings: Postings,
    pub(crate) attributes: Attributes,
    pub(crate) units: Vec<u16>,
    /// Where each field's units begin; one more than there are fields.
    pub(crate) starts: Vec<u32>,
    pub(crate) owners: Vec<u32>,
    pub(crate) slots: Vec<u32>,
    /// What a field is worth before anything is matched, in points of the ranking.
    pub(crate) weights: Vec<i16>,
    pub(crate) first_name: u32,
    pub(crate) first_body: u32,
}

impl Index {
    /// The numbers of the characters of a text in normal form.
    pub(crate) fn ids(&self, text: &str) -> Vec<u16> {
        text.chars().map(|c| self.alphabet.id(c)).collect()
    }

    /// Whether some field may have the characters of a text in normal form one after another:
    /// no only where none has.
    pub(crate) fn may_have(&self, text: &str) -> bool {
        let ids = self.ids(text);
        ids.iter().all(|id| *id != UNKNOWN)
            && ids.windows(2).all(|pair| match pair {
                [a, b] => self.ngrams.has(*a, *b),
                _ => true,
            })
    }

    /// How many fields there are.
    pub(crate) fn len(&self) -> usize {
        self.owners.len()
    }

    /// The units of a field.
    pub(crate) fn units(&self, field: u32) -> &[u16] {
        let at = field as usize;
        let range = self.starts[at] as usize..self.starts[at + 1] as usize;
        &self.units[range]
    }

    /// Asks for the text of some fields ahead of their use, so that the waits for memory overlap.
    pub(crate) fn touch(&self, fields: impl Iterator<Item = u32>) {
        let sum = fields
            .map(|field| self.starts[field as usize] as usize)
            .flat_map(|start| [start, start + 32])
            .filter_map(|at| self.units.get(at))
            .fold(0u16, |sum, unit| sum ^ unit);
        std::hint::black_box(sum);
    }

    /// The node that a field belongs to.
    pub(crate) fn owner(&self, field: u32) -> NodeId {
        NodeId(self.owners[field as usize])
    }

    /// Which text of its node a field is.
    pub(crate) fn slot(&self, field: u32) -> Slot {
        Slot::from_code(self.slots[field as usize])
    }

    /// Title, name or body.
    pub(crate) fn kind(&self, field: u32) -> FieldKind {
        if field < self.first_name {
            FieldKind::Title
        } else if field < self.first_body {
            FieldKind::Name
        } else {
            FieldKind::Body
        }
    }

    /// What the field is worth before anything is matched.
    pub(crate) fn weight(&self, field: u32) -> i32 {
        i32::from(self.weights[field as usize])
    }

    /// The fields of a node, titles first.
    pub(crate) fn fields_of(&self, node: NodeId) -> impl Iterator<Item = u32> + use<> {
        let found = self.sections().map(|section| {
            let owners = &self.owners[section.clone()];
            let at = owners.partition_point(|owner| *owner < node.0);
            let of_it = owners[at..].iter().take_while(|owner| **owner == node.0);
            let (from, count) = (section.start + at, of_it.count());
            let number = |at: usize| u32::try_from(at).unwrap_or(u32::MAX);
            number(from)..number(from + count)
        });
        found.into_iter().flatten()
    }

    /// The number of the node of each field.
    pub(crate) fn owners(&self) -> &[u32] {
        &self.owners
    }

    /// Titles, names and lines of text; in each the owners come in order.
    fn sections(&self) -> [Range<usize>; 3] {
        let (name, body) = (self.first_name as usize, self.first_body as usize);
        [0..name, name..body, body..self.owners.len()]
    }

    /// Bytes of memory held by the index, readings not counted.
    pub(crate) fn bytes(&self) -> usize {
        self.units.capacity() * 2
            + (self.starts.capacity() + self.owners.capacity() + self.slots.capacity()) * 4
            + self.weights.capacity() * 2
            + self.ngrams.bytes()
            + self.attributes.bytes()
            + self.postings.bytes()
            + self.alphabet.bytes()
    }
}
