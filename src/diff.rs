//! What changed between two documents, line by line, joined by programme name.
//!
//! Lines that are not relisted are joined by equal names (width, blanks and letter case do not
//! count); what is left, by similar names. A join by similarity is a judgement: it is always
//! marked as [`DiffKind::Renamed`] and carries its evidence.

use std::collections::{BTreeMap, HashMap};

use crate::japanese::fold::{Sketch, contains_either, wording};
use crate::lang::{Lang, Text};
use crate::ledger::Change;
use crate::model::{Amount, Base, Kind, Library, NodeId, Request};

/// From this likeness on, two names are one programme wherever they stand.
const ALIKE: u32 = 70;

/// From this likeness on, two names in the same chapter or measure are one programme.
const ALIKE_AT_HOME: u32 = 50;

/// Most pairs of names compared. Beyond, only lines of the same chapter are.
const MOST_PAIRS: usize = 4_000_000;

/// Most names of one chapter that a name is compared with, then.
const MOST_CANDIDATES: usize = 512;

/// What happened to a line.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum DiffKind {
    /// Same name, another request.
    Changed,
    /// A similar name; the request may be another or not.
    Renamed,
    /// Only in the later document.
    New,
    /// Only in the earlier document.
    Dropped,
    /// Same name, same request.
    Unchanged,
}

impl DiffKind {
    /// All of them, in the order that they are listed in.
    pub const ALL: [Self; 5] = [
        Self::Changed,
        Self::Renamed,
        Self::New,
        Self::Dropped,
        Self::Unchanged,
    ];

    /// The word used in JSON and csv.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Changed => "changed",
            Self::Renamed => "renamed",
            Self::New => "new",
            Self::Dropped => "dropped",
            Self::Unchanged => "unchanged",
        }
    }

    /// The word for people.
    #[must_use]
    pub const fn text(self) -> Text {
        match self {
            Self::Changed => Text::new("増減", "changed"),
            Self::Renamed => Text::new("改称", "renamed"),
            Self::New => Text::new("新設", "new"),
            Self::Dropped => Text::new("廃止", "dropped"),
            Self::Unchanged => Text::new("同じ", "unchanged"),
        }
    }
}

/// Why two lines of different names were taken for one programme.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Evidence {
    /// Likeness of the names, 0 to 100.
    pub similarity: u32,
    /// Both stand in a chapter of the same title.
    pub same_chapter: bool,
    /// Both stand in a measure of the same title.
    pub same_measure: bool,
}

impl Evidence {
    /// What is to be said beside a name that was joined to the earlier name `old`.
    #[must_use]
    pub fn note(&self, old: &str, lang: Lang) -> String {
        let similarity = self.similarity;
        let place = match (self.same_measure, self.same_chapter) {
            (true, _) => Text::new("、同じ施策", ", same measure"),
            (false, true) => Text::new("、同じ章", ", same chapter"),
            (false, false) => Text::new("", ""),
        };
        let place = place.get(lang);
        match lang {
            Lang::Ja => format!("前は「{old}」、名称の類似{similarity}%{place}"),
            Lang::En => format!("was '{old}', names {similarity}% alike{place}"),
        }
    }
}

/// What is to be said of a [base gap](DiffEntry::base_gap), which is told as `gap`.
#[must_use]
pub fn gap_note(gap: &str, lang: Lang) -> String {
    match lang {
        Lang::Ja => format!("前年度の額は、前の文書の要求より{gap}"),
        Lang::En => format!("base differs from the old request: {gap}"),
    }
}

/// One programme in the two documents.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DiffEntry {
    /// What happened to it.
    pub kind: DiffKind,
    /// The earlier document's line.
    pub old: Option<NodeId>,
    /// The later document's line.
    pub new: Option<NodeId>,
    /// For a renamed line.
    pub evidence: Option<Evidence>,
    /// The later request − the earlier request, where both are plain amounts. 億円.
    pub change: Option<Change>,
    /// The base printed in the later document − the request of the earlier one, where both are
    /// plain, of the same year, and not equal. 億円.
    pub base_gap: Option<Change>,
}

/// Compares the document with the root `old` with the one with the root `new`. Joined and new
/// lines come in the order of the later document, then the dropped ones in their own.
///
/// ```
/// use shisaku::diff::{DiffKind, diff};
/// use shisaku::{model::Library, parse::parse};
///
/// let of = |line: &str| format!("# 施策\n\n## 1 安全\n\n消防\n\n## (1) 消防団\n\n【予算】{line}\n");
/// let old = parse("old.txt", &of("消防車 1.5億円（元年度 1.0億円）"))?;
/// let new = parse("new.txt", &of("消防車 2.0億円（2年度 1.5億円）"))?;
/// let library = Library::new(vec![old, new]);
/// let roots: Vec<_> = library.documents().iter().map(|document| document.root).collect();
/// let entries = diff(&library, roots[0], roots[1]);
/// assert_eq!(entries[0].kind, DiffKind::Changed);
/// # Ok::<(), shisaku::parse::ParseError>(())
/// ```
#[must_use]
pub fn diff(library: &Library, old: NodeId, new: NodeId) -> Vec<DiffEntry> {
    let originals = |root| -> Vec<NodeId> {
        let lines = library.budget_lines(root);
        lines.filter(|id| !library.node(*id).relisted).collect()
    };
    let mut join = Join {
        library,
        partner: BTreeMap::new(),
    };
    let (mut old_left, mut new_left) = (originals(old), originals(new));
    let old_order = old_left.clone();
    let new_order = new_left.clone();
    join.by_equal_name(&old_left, &new_left);
    let joined_old: std::collections::HashSet<_> =
        join.partner.values().map(|(old, _)| *old).collect();
    old_left.retain(|id| !joined_old.contains(id));
    new_left.retain(|id| !join.partner.contains_key(id));
    join.by_similar_name(&old_left, &new_left);
    let same_year = same_year(library, old, new);
    let mut entries: Vec<_> = new_order
        .into_iter()
        .map(|id| match join.partner.get(&id) {
            Some((partner, evidence)) => joined_entry(library, *partner, id, *evidence, same_year),
            None => single_entry(DiffKind::New, None, Some(id)),
        })
        .collect();
    let kept: std::collections::HashSet<_> = entries.iter().filter_map(|e| e.old).collect();
    let dropped = old_order.into_iter().filter(|id| !kept.contains(id));
    entries.extend(dropped.map(|id| single_entry(DiffKind::Dropped, Some(id), None)));
    entries
}

/// The later lines with their earlier partners.
struct Join<'a> {
    library: &'a Library,
    partner: BTreeMap<NodeId, (NodeId, Option<Evidence>)>,
}

impl Join<'_> {
    /// Where a name occurs several times, lines of the same measure are joined first, then of
    /// the same chapter, then in document order.
    fn by_equal_name(&mut self, old: &[NodeId], new: &[NodeId]) {
        let mut by_name: HashMap<String, Vec<NodeId>> = HashMap::new();
        for id in old {
            let name = wording(&self.library.node(*id).title);
            by_name.entry(name).or_default().push(*id);
        }
        for closeness in [2, 1, 0] {
            for id in new {
                if self.partner.contains_key(id) {
                    continue;
                }
                let name = wording(&self.library.node(*id).title);
                let Some(left) = by_name.get_mut(&name) else {
                    continue;
                };
                let found = left
                    .iter()
                    .position(|other| self.closeness(*other, *id) >= closeness);
                if let Some(found) = found {
                    self.partner.insert(*id, (left.remove(found), None));
                }
            }
        }
    }

    /// Best pairs first, each line once.
    fn by_similar_name(&mut self, old: &[NodeId], new: &[NodeId]) {
        let few = old.len().saturating_mul(new.len()) <= MOST_PAIRS;
        let sketch = |id: &NodeId| Sketch::new(&self.library.node(*id).title);
        let sketches: HashMap<NodeId, Sketch> =
            old.iter().chain(new).map(|id| (*id, sketch(id))).collect();
        let mut by_chapter: HashMap<String, Vec<NodeId>> = HashMap::new();
        if !few {
            for id in old {
                let chapter = self.title_above(*id, Kind::Chapter);
                by_chapter
                    .entry(chapter.unwrap_or_default())
                    .or_default()
                    .push(*id);
            }
        }
        let mut pairs = Vec::new();
        for id in new {
            let candidates = if few {
                old
            } else {
                let chapter = self.title_above(*id, Kind::Chapter).unwrap_or_default();
                let near = by_chapter.get(&chapter).map_or(&[][..], Vec::as_slice);
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
        let mut taken = std::collections::HashSet::new();
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
        let closeness = self.closeness(old, new);
        let least = if closeness > 0 { ALIKE_AT_HOME } else { ALIKE };
        (similarity >= least).then(|| Evidence {
            similarity,
            same_chapter: self.same_above(old, new, Kind::Chapter),
            same_measure: self.same_above(old, new, Kind::Measure),
        })
    }

    /// 2 in a measure of the same title, 1 in a chapter of the same title, else 0.
    fn closeness(&self, a: NodeId, b: NodeId) -> u8 {
        if self.same_above(a, b, Kind::Measure) {
            2
        } else {
            u8::from(self.same_above(a, b, Kind::Chapter))
        }
    }

    fn same_above(&self, a: NodeId, b: NodeId, kind: Kind) -> bool {
        let title = self.title_above(a, kind);
        title.is_some() && title == self.title_above(b, kind)
    }

    fn title_above(&self, id: NodeId, kind: Kind) -> Option<String> {
        let above = self.library.enclosing(id, kind)?;
        Some(wording(&self.library.node(above).title))
    }
}

const fn single_entry(kind: DiffKind, old: Option<NodeId>, new: Option<NodeId>) -> DiffEntry {
    DiffEntry {
        kind,
        old,
        new,
        evidence: None,
        change: None,
        base_gap: None,
    }
}

fn joined_entry(
    library: &Library,
    old: NodeId,
    new: NodeId,
    evidence: Option<Evidence>,
    same_year: bool,
) -> DiffEntry {
    let mut entry = single_entry(DiffKind::Unchanged, Some(old), Some(new));
    entry.evidence = evidence;
    let (Some(before), Some(after)) = (library.budget(old), library.budget(new)) else {
        return entry;
    };
    entry.change = match (&before.request, &after.request) {
        (Request::Amount(base), Request::Amount(request)) => Some(between(request, base)),
        _ => None,
    };
    entry.base_gap = match (&before.request, &after.base) {
        (Request::Amount(request), Base::Amount(base)) if same_year && request.oku != base.oku => {
            Some(between(base, request))
        }
        _ => None,
    };
    entry.kind = if evidence.is_some() {
        DiffKind::Renamed
    } else if same_money(&before.request, &after.request) {
        DiffKind::Unchanged
    } else {
        DiffKind::Changed
    };
    entry
}

fn between(to: &Amount, from: &Amount) -> Change {
    Change::between(
        to.oku,
        from.oku,
        to.half_unit.saturating_add(from.half_unit),
    )
}

/// Whether two requests ask for the same, whatever the printed scale.
fn same_money(a: &Request, b: &Request) -> bool {
    match (a, b) {
        (Request::Amount(a), Request::Amount(b)) | (Request::Within(a), Request::Within(b)) => {
            a.oku == b.oku
        }
        (Request::Parts(a), Request::Parts(b)) => {
            a.len() == b.len()
                && a.iter()
                    .zip(b)
                    .all(|(a, b)| a.label == b.label && a.amount.oku == b.amount.oku)
        }
        _ => a == b,
    }
}

/// Whether the later document's base year is the earlier one's year of request, as far as the
/// two say: `元年度` is the year of a document of `令和元年度`.
fn same_year(library: &Library, old: NodeId, new: NodeId) -> bool {
    let requested = &library.document_of(old).meta.fiscal_year;
    let base = &library.document_of(new).meta.base_year;
    match (requested, base) {
        (Some(requested), Some(base)) => {
            // 元年 is the first year; the base year is often written without its era.
            let [requested, base] = [requested, base].map(|y| wording(y).replace("元年", "1年"));
            requested
                .strip_suffix(&base)
                .is_some_and(|era| !era.ends_with(|c: char| c.is_ascii_digit()))
        }
        _ => true,
    }
}

#[cfg(test)]
mod tests;
