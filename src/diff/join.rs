//! Which lines of two documents are one programme.

use std::collections::{BTreeMap, HashMap, HashSet, VecDeque};

use super::Evidence;
use crate::japanese::fold::{Sketch, contains_either, wording};
use crate::model::{Kind, Library, NodeId};

/// From this likeness on, two names are one programme wherever they stand.
const ALIKE: u32 = 70;

/// From this likeness on, two names in the same chapter or measure are one programme.
const ALIKE_AT_HOME: u32 = 50;

/// Most pairs of names compared. Beyond, only lines of the same chapter are.
const MOST_PAIRS: usize = 4_000_000;

/// Most names of one chapter that a name is compared with, then.
const MOST_CANDIDATES: usize = 512;

/// What a line is joined by, in the form in which texts are compared.
struct Titles {
    name: String,
    measure: Option<String>,
    chapter: Option<String>,
}

impl Titles {
    fn of(library: &Library, id: NodeId) -> Self {
        let above = |kind| {
            let above = library.enclosing(id, kind)?;
            Some(wording(&library.node(above).title))
        };
        Self {
            name: wording(&library.node(id).title),
            measure: above(Kind::Measure),
            chapter: above(Kind::Chapter),
        }
    }

    /// The name with the place that it must stand in, the closest first; none where there is no
    /// such place.
    fn key(&self, closeness: Closeness) -> Option<(&str, Option<&str>)> {
        let place = match closeness {
            Closeness::Measure => Some(self.measure.as_deref()?),
            Closeness::Chapter => Some(self.chapter.as_deref()?),
            Closeness::Document => None,
        };
        Some((&self.name, place))
    }
}

#[derive(Clone, Copy)]
enum Closeness {
    Measure,
    Chapter,
    Document,
}

/// The later lines with their earlier partners.
pub(super) struct Join<'a> {
    library: &'a Library,
    titles: HashMap<NodeId, Titles>,
    pub(super) partner: BTreeMap<NodeId, (NodeId, Option<Evidence>)>,
}

impl<'a> Join<'a> {
    /// The earlier and the later lines, and of each document those that it lists again.
    pub(super) fn of(
        library: &'a Library,
        [old, new]: [&[NodeId]; 2],
        [old_again, new_again]: [&[NodeId]; 2],
    ) -> Self {
        let all = [old, new, old_again, new_again].into_iter().flatten();
        let mut join = Self {
            library,
            titles: all.map(|id| (*id, Titles::of(library, *id))).collect(),
            partner: BTreeMap::new(),
        };
        join.by_equal_name(old, new);
        // The mark alone may have moved: to a line that is no second print of one already joined.
        let again = |lines: &[NodeId], is_joined: &dyn Fn(&NodeId) -> bool| -> Vec<NodeId> {
            let original = |id: &NodeId| library.budget(*id).and_then(|line| line.original);
            let lines = lines.iter().copied();
            lines
                .filter(|id| !original(id).as_ref().is_some_and(is_joined))
                .collect()
        };
        let joined = join.joined();
        let old_again = again(old_again, &|id| joined.contains(id));
        let new_again = again(new_again, &|id| join.partner.contains_key(id));
        join.by_equal_name(old, &new_again);
        join.by_equal_name(&old_again, new);
        let joined = join.joined();
        let left = |lines: &[NodeId], is_joined: &dyn Fn(&NodeId) -> bool| -> Vec<NodeId> {
            lines.iter().copied().filter(|id| !is_joined(id)).collect()
        };
        let old_left = left(old, &|id| joined.contains(id));
        let new_left = left(new, &|id| join.partner.contains_key(id));
        join.by_similar_name(&old_left, &new_left);
        join
    }

    /// The earlier lines that have a later one.
    fn joined(&self) -> HashSet<NodeId> {
        self.partner.values().map(|(old, _)| *old).collect()
    }

    /// Where a name occurs several times, lines of the same measure are joined first, then of
    /// the same chapter, then in document order.
    fn by_equal_name(&mut self, old: &[NodeId], new: &[NodeId]) {
        let mut taken = self.joined();
        for closeness in [Closeness::Measure, Closeness::Chapter, Closeness::Document] {
            let key = |id: &NodeId| self.titles.get(id)?.key(closeness);
            let mut free: HashMap<_, VecDeque<NodeId>> = HashMap::new();
            for id in old.iter().filter(|id| !taken.contains(id)) {
                if let Some(key) = key(id) {
                    free.entry(key).or_default().push_back(*id);
                }
            }
            let mut found = Vec::new();
            for id in new.iter().filter(|id| !self.partner.contains_key(id)) {
                let other = key(id).and_then(|key| free.get_mut(&key)?.pop_front());
                found.extend(other.map(|other| (*id, other)));
            }
            for (id, other) in found {
                taken.insert(other);
                self.partner.insert(id, (other, None));
            }
        }
    }

    /// Best pairs first, each line once.
    fn by_similar_name(&mut self, old: &[NodeId], new: &[NodeId]) {
        let few = old.len().saturating_mul(new.len()) <= MOST_PAIRS;
        let sketch = |id: &NodeId| Sketch::new(&self.library.node(*id).title);
        let sketches: HashMap<NodeId, Sketch> =
            old.iter().chain(new).map(|id| (*id, sketch(id))).collect();
        let mut by_chapter: HashMap<&str, Vec<NodeId>> = HashMap::new();
        if !few {
            for id in old {
                let chapter = self.chapter(*id).unwrap_or_default();
                by_chapter.entry(chapter).or_default().push(*id);
            }
        }
        let mut pairs = Vec::new();
        for id in new {
            let candidates = if few {
                old
            } else {
                let chapter = self.chapter(*id).unwrap_or_default();
                let near = by_chapter.get(chapter).map_or(&[][..], Vec::as_slice);
                near.get(..MOST_CANDIDATES).unwrap_or(near)
            };
            for other in candidates {
                if let Some(evidence) = self.evidence(&sketches, *other, *id) {
                    pairs.push((*other, *id, evidence));
                }
            }
        }
        pairs.sort_by_key(|(old, new, evidence)| {
            let home = u8::from(evidence.same_chapter) + u8::from(evidence.same_measure);
            (std::cmp::Reverse((evidence.similarity, home)), *new, *old)
        });
        let mut taken = HashSet::new();
        for (old, new, evidence) in pairs {
            if !self.partner.contains_key(&new) && taken.insert(old) {
                self.partner.insert(new, (old, Some(evidence)));
            }
        }
    }

    fn evidence(
        &self,
        sketches: &HashMap<NodeId, Sketch>,
        old: NodeId,
        new: NodeId,
    ) -> Option<Evidence> {
        let mut similarity = sketches.get(&old)?.similarity(sketches.get(&new)?);
        if similarity < 30 {
            return None;
        }
        let (a, b) = (&self.library.node(old).title, &self.library.node(new).title);
        // A name with a subtitle added is likelier the same than its pairs of letters tell.
        if similarity < ALIKE && contains_either(a, b) {
            similarity = ALIKE;
        }
        let (same_chapter, same_measure) = self.same_above(old, new);
        let is_home = same_chapter || same_measure;
        let least = if is_home { ALIKE_AT_HOME } else { ALIKE };
        (similarity >= least).then_some(Evidence {
            similarity,
            same_chapter,
            same_measure,
        })
    }

    fn chapter(&self, id: NodeId) -> Option<&str> {
        self.titles.get(&id)?.chapter.as_deref()
    }

    /// Whether both stand in a chapter, and in a measure, of the same title.
    fn same_above(&self, old: NodeId, new: NodeId) -> (bool, bool) {
        let (Some(old), Some(new)) = (self.titles.get(&old), self.titles.get(&new)) else {
            return (false, false);
        };
        let same = |a: &Option<String>, b: &Option<String>| a.is_some() && a == b;
        (
            same(&old.chapter, &new.chapter),
            same(&old.measure, &new.measure),
        )
    }
}
