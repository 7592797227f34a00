//! What changed between two documents, line by line, joined by programme name.
//!
//! Lines that are not relisted are joined by equal names (width, blanks and letter case do not
//! count); what is left, by similar names. A join by similarity is a judgement: it is always
//! marked as [`DiffKind::Renamed`] and carries its evidence.

mod join;

use self::join::Join;
use crate::japanese::fold::wording;
use crate::japanese::western_year;
use crate::lang::{Lang, Text};
use crate::ledger::Change;
use crate::model::{Amount, Base, Library, NodeId, Request};

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

/// What is to be said behind the number of programmes that are the same, where some of them are listed for
/// what else differs; nothing where none is.
#[must_use]
pub fn same_note(entries: &[DiffEntry], lang: Lang) -> String {
    let same = entries.iter().filter(|e| e.kind == DiffKind::Unchanged);
    match (same.filter(|entry| entry.differs()).count(), lang) {
        (0, _) => String::new(),
        (count, Lang::Ja) => format!("、うち{count}件は前年度の額か再掲の印が違う"),
        (count, Lang::En) => format!(", {count} of these with another base or mark"),
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
    /// One of the two is listed again, the other is not.
    pub mark: Option<Mark>,
}

impl DiffEntry {
    /// Whether there is anything to say of it.
    #[must_use]
    pub fn differs(&self) -> bool {
        self.kind != DiffKind::Unchanged || self.base_gap.is_some() || self.mark.is_some()
    }
}

/// Which way the mark of a line that is listed again went.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Mark {
    /// The later document lists again what counted in the earlier one.
    Relisted,
    /// It counts in the later document.
    Counted,
}

impl Mark {
    /// The word used in JSON and csv.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Relisted => "relisted",
            Self::Counted => "counted",
        }
    }

    /// What is to be said of it.
    #[must_use]
    pub const fn note(self, lang: Lang) -> &'static str {
        match self {
            Self::Relisted => Text::new("前は再掲でなく、今は再掲", "listed again now, not before"),
            Self::Counted => Text::new("前は再掲、今は再掲でない", "listed again before, not now"),
        }
        .get(lang)
    }
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
    let (old_order, mut new_order) = (originals(old), originals(new));
    let again = |root| -> Vec<NodeId> {
        let lines = library.budget_lines(root);
        lines.filter(|id| library.node(*id).relisted).collect()
    };
    let join = Join::of(
        library,
        [&old_order, &new_order],
        [&again(old), &again(new)],
    );
    // What was an original before and is listed again now is there as well.
    let moved = join.partner.keys().filter(|id| library.node(**id).relisted);
    new_order.extend(moved);
    new_order.sort_unstable();
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

const fn single_entry(kind: DiffKind, old: Option<NodeId>, new: Option<NodeId>) -> DiffEntry {
    DiffEntry {
        kind,
        old,
        new,
        evidence: None,
        change: None,
        base_gap: None,
        mark: None,
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
    let is_again = |id| library.node(id).relisted;
    entry.mark = match (is_again(old), is_again(new)) {
        (false, true) => Some(Mark::Relisted),
        (true, false) => Some(Mark::Counted),
        _ => None,
    };
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
/// two say: `元年度` of a document of `令和2年度` is the year of one of `平成31年度`.
fn same_year(library: &Library, old: NodeId, new: NodeId) -> bool {
    let [old, new] = [old, new].map(|root| &library.document_of(root).meta);
    let (Some(requested), Some(base)) = (&old.fiscal_year, &new.base_year) else {
        return true;
    };
    let beside = new.fiscal_year.as_deref().map(wording);
    let [requested, base] = [requested, base].map(|year| wording(year));
    let western = |year: &str| western_year(year, beside.as_deref());
    if let (Some(requested), Some(base)) = (western(&requested), western(&base)) {
        return requested == base;
    }
    // Of a year without its era nobody knows more than its number.
    let [requested, base] = [requested, base].map(|year| year.replace("元年", "1年"));
    let ends = |long: &str, short: &str| {
        let era = long.strip_suffix(short);
        era.is_some_and(|era| !era.ends_with(|c: char| c.is_ascii_digit()))
    };
    ends(&requested, &base) || ends(&base, &requested)
}

#[cfg(test)]
mod tests;
