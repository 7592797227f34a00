//! The comparison of two documents as text, JSON and csv.

use std::io::{self, Write};

use serde::{Deserialize, Serialize};

use super::json::{self, ChangeJson, FigureJson};
use super::{Align, Look, Table, rows, words};
use crate::diff::{DiffEntry, DiffKind, gap_note, same_note};
use crate::lang::{Lang, Text};
use crate::ledger;
use crate::model::{Library, NodeId};
use crate::text::shown;

/// A comparison, with the two documents that it is of.
#[derive(Clone, Copy, Debug)]
pub struct Compared<'a> {
    /// Both documents.
    pub library: &'a Library,
    /// Root of the earlier one.
    pub old: NodeId,
    /// Root of the later one.
    pub new: NodeId,
    /// What was found.
    pub entries: &'a [DiffEntry],
}

/// The JSON of `diff`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct DiffJson {
    /// The earlier document.
    pub old: SideJson,
    /// The later document.
    pub new: SideJson,
    /// How many entries of each kind.
    pub summary: SummaryJson,
    /// The later document's lines in their order, then the dropped ones.
    pub entries: Vec<EntryJson>,
}

/// One of the two documents.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SideJson {
    /// Title.
    pub title: String,
    /// Year of the requests.
    pub fiscal_year: Option<String>,
    /// Year of the base amounts.
    pub base_year: Option<String>,
    /// File name.
    pub source: String,
    /// 億円: plain requests, relisted lines left out.
    pub request_total_oku: String,
}

/// How many entries of each kind.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SummaryJson {
    /// Same name, another request.
    pub changed: usize,
    /// A similar name.
    pub renamed: usize,
    /// Only in the later document.
    pub new: usize,
    /// Only in the earlier document.
    pub dropped: usize,
    /// Same name, same request.
    pub unchanged: usize,
}

/// One programme.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct EntryJson {
    /// `changed`, `renamed`, `new`, `dropped`, `unchanged`.
    pub kind: String,
    /// Name in the later document; of a dropped one, in the earlier.
    pub name: String,
    /// Name in the earlier document.
    pub old_name: Option<String>,
    /// Address in the earlier document.
    pub old_id: Option<String>,
    /// Address in the later document.
    pub new_id: Option<String>,
    /// Request of the earlier document.
    pub old_request: Option<FigureJson>,
    /// Request of the later document.
    pub new_request: Option<FigureJson>,
    /// Later − earlier request, where both are plain.
    pub change: Option<ChangeJson>,
    /// Base printed in the later document.
    pub base: Option<FigureJson>,
    /// That base − the earlier request, where they disagree.
    pub base_gap: Option<ChangeJson>,
    /// `relisted` where only the later document lists it again, `counted` where only the earlier
    /// one does.
    pub mark: Option<String>,
    /// Why names that differ were joined.
    pub evidence: Option<EvidenceJson>,
}

/// Why names that differ were joined.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct EvidenceJson {
    /// Likeness of the names, 0 to 100.
    pub similarity: u32,
    /// Both stand in a chapter of the same title.
    pub same_chapter: bool,
    /// Both stand in a measure of the same title.
    pub same_measure: bool,
}

impl Compared<'_> {
    fn side(&self, root: NodeId) -> SideJson {
        let meta = &self.library.document_of(root).meta;
        SideJson {
            title: meta.title.clone(),
            fiscal_year: meta.fiscal_year.clone(),
            base_year: meta.base_year.clone(),
            source: meta.source.clone(),
            request_total_oku: ledger::totals(self.library, root).request_total.to_string(),
        }
    }

    fn summary(&self) -> SummaryJson {
        let count = |kind| self.entries.iter().filter(|e| e.kind == kind).count();
        SummaryJson {
            changed: count(DiffKind::Changed),
            renamed: count(DiffKind::Renamed),
            new: count(DiffKind::New),
            dropped: count(DiffKind::Dropped),
            unchanged: count(DiffKind::Unchanged),
        }
    }

    fn title(&self, id: Option<NodeId>) -> Option<String> {
        id.map(|id| self.library.node(id).title.clone())
    }

    fn address(&self, id: Option<NodeId>) -> Option<String> {
        id.map(|id| self.library.address(id).to_string())
    }

    fn entry(&self, entry: &DiffEntry) -> EntryJson {
        let line = |id: Option<NodeId>| id.and_then(|id| self.library.budget(id));
        let old_name = self.title(entry.old);
        EntryJson {
            kind: entry.kind.word().to_owned(),
            name: self
                .title(entry.new)
                .or_else(|| old_name.clone())
                .unwrap_or_default(),
            old_name,
            old_id: self.address(entry.old),
            new_id: self.address(entry.new),
            old_request: line(entry.old).map(|line| json::request(&line.request)),
            new_request: line(entry.new).map(|line| json::request(&line.request)),
            change: entry.change.as_ref().map(json::change),
            base: line(entry.new).map(|line| json::base(&line.base)),
            base_gap: entry.base_gap.as_ref().map(json::change),
            mark: entry.mark.map(|mark| mark.word().to_owned()),
            evidence: entry.evidence.map(|evidence| EvidenceJson {
                similarity: evidence.similarity,
                same_chapter: evidence.same_chapter,
                same_measure: evidence.same_measure,
            }),
        }
    }

    /// The comparison in the shapes of JSON.
    #[must_use]
    pub fn json(&self) -> DiffJson {
        DiffJson {
            old: self.side(self.old),
            new: self.side(self.new),
            summary: self.summary(),
            entries: self.entries.iter().map(|entry| self.entry(entry)).collect(),
        }
    }
}

/// Writes the comparison as JSON.
///
/// # Errors
/// What `out` says.
pub fn write_json(out: &mut dyn Write, compared: &Compared<'_>) -> io::Result<()> {
    json::write_value(out, &compared.json())
}

const HEADS: [&str; 19] = [
    "kind",
    "name",
    "old_name",
    "old_id",
    "new_id",
    "old_request_kind",
    "old_request_oku",
    "new_request_kind",
    "new_request_oku",
    "change_oku",
    "change_percent",
    "change_low_oku",
    "change_high_oku",
    "base_kind",
    "base_oku",
    "base_gap_oku",
    "similarity",
    "same",
    "mark",
];

/// Writes the comparison as csv.
///
/// # Errors
/// What `out` says.
pub fn write_csv(out: &mut dyn Write, compared: &Compared<'_>) -> io::Result<()> {
    let rows = compared.entries.iter().map(|entry| {
        let entry = compared.entry(entry);
        let figure = |figure: Option<FigureJson>| {
            let (kind, oku) = figure.map(|f| (f.kind, f.oku.unwrap_or_default())).unzip();
            (kind.unwrap_or_default(), oku.unwrap_or_default())
        };
        let (old_kind, old_oku) = figure(entry.old_request);
        let (new_kind, new_oku) = figure(entry.new_request);
        let (base_kind, base_oku) = figure(entry.base);
        let change = entry.change;
        let of =
            |get: fn(&ChangeJson) -> &str| change.as_ref().map(get).unwrap_or_default().to_owned();
        [
            entry.kind,
            entry.name,
            entry.old_name.unwrap_or_default(),
            entry.old_id.unwrap_or_default(),
            entry.new_id.unwrap_or_default(),
            old_kind,
            old_oku,
            new_kind,
            new_oku,
            of(|c| &c.oku),
            of(|c| c.percent.as_deref().unwrap_or_default()),
            of(|c| &c.low_oku),
            of(|c| &c.high_oku),
            base_kind,
            base_oku,
            entry.base_gap.map(|gap| gap.oku).unwrap_or_default(),
            entry
                .evidence
                .map(|e| e.similarity.to_string())
                .unwrap_or_default(),
            entry.evidence.map(same_word).unwrap_or_default().to_owned(),
            entry.mark.unwrap_or_default(),
        ]
    });
    rows::write_table(out, &HEADS, rows)
}

const fn same_word(evidence: EvidenceJson) -> &'static str {
    if evidence.same_measure {
        "measure"
    } else if evidence.same_chapter {
        "chapter"
    } else {
        ""
    }
}

const OLD: Text = Text::new("前", "Old");
const NEW: Text = Text::new("後", "New");
const OLD_REQUEST: Text = Text::new("前の要求", "Old request");
const NEW_REQUEST: Text = Text::new("後の要求", "New request");
const CHANGE: Text = Text::new("増減", "Change");
const PERCENT: Text = Text::new("率", "Percent");
const KIND: Text = Text::new("種別", "Kind");
const NAME: Text = Text::new("名称", "Name");
const NO_DIFFERENCE: Text = Text::new("違いはありません", "no difference");

/// Writes the comparison for people: the two documents, how many of each kind, then every
/// line that differs, in words what the join of differing names rests on.
///
/// # Errors
/// What `out` says.
pub fn write_text(out: &mut dyn Write, look: &Look, compared: &Compared<'_>) -> io::Result<()> {
    for (label, root) in [(OLD, compared.old), (NEW, compared.new)] {
        let meta = &compared.library.document_of(root).meta;
        let total = ledger::totals(compared.library, root).request_total;
        let line = format!(
            "{}: {} {} ({}) {}",
            look.text(label),
            shown(meta.fiscal_year.as_deref().unwrap_or_default()),
            shown(&meta.title),
            shown(&meta.source),
            look.oku(total)
        );
        writeln!(out, "{}", look.cut(&line))?;
    }
    let counts: Vec<_> = DiffKind::ALL
        .into_iter()
        .map(|kind| {
            let count = compared.entries.iter().filter(|e| e.kind == kind).count();
            format!("{} {count}", look.text(kind.text()))
        })
        .collect();
    let counts = counts.join(look.text(Text::new("、", ", ")));
    let note = same_note(compared.entries, look.lang);
    writeln!(out, "{counts}{note}")?;
    writeln!(out)?;
    let differing = compared.entries.iter().filter(|entry| entry.differs());
    let mut shown_entries: Vec<_> = differing.collect();
    if shown_entries.is_empty() {
        return writeln!(out, "{}", look.text(NO_DIFFERENCE));
    }
    shown_entries.sort_by_key(|entry| entry.kind);
    table(look, compared, &shown_entries).write(out, look)
}

fn table(look: &Look, compared: &Compared<'_>, entries: &[&DiffEntry]) -> Table<8> {
    let mut table = Table::new([
        (look.text(KIND), Align::Left),
        (look.text(OLD), Align::Left),
        (look.text(NEW), Align::Left),
        (look.text(OLD_REQUEST), Align::Right),
        (look.text(NEW_REQUEST), Align::Right),
        (look.text(CHANGE), Align::Right),
        (look.text(PERCENT), Align::Right),
        (look.text(NAME), Align::Left),
    ]);
    let request = |id: Option<NodeId>| {
        let line = id.and_then(|id| compared.library.budget(id));
        line.map(|line| words::request(look, &line.request))
            .unwrap_or_default()
    };
    for entry in entries {
        let percent = entry.change.and_then(|change| change.percent);
        table.push([
            look.text(entry.kind.text()).to_owned(),
            compared.address(entry.old).unwrap_or_default(),
            compared.address(entry.new).unwrap_or_default(),
            request(entry.old),
            request(entry.new),
            entry
                .change
                .map(|change| words::change_brief(look, &change))
                .unwrap_or_default(),
            percent.map(|p| look.percent(p)).unwrap_or_default(),
            name(look, compared, entry),
        ]);
    }
    table
}

/// The name with whatever has to be said about the join.
fn name(look: &Look, compared: &Compared<'_>, entry: &DiffEntry) -> String {
    let old = compared.title(entry.old).unwrap_or_default();
    let mut name = compared.title(entry.new).unwrap_or_else(|| old.clone());
    name = shown(&name).into_owned();
    let bracketed = |note: &str| match look.lang {
        Lang::Ja => format!("（{note}）"),
        Lang::En => format!(" ({note})"),
    };
    if let Some(evidence) = entry.evidence {
        name.push_str(&bracketed(&evidence.note(&shown(&old), look.lang)));
    }
    if let Some(gap) = &entry.base_gap {
        let gap = look.signed_oku(gap.oku);
        name.push_str(&bracketed(&gap_note(&gap, look.lang)));
    }
    if let Some(mark) = entry.mark {
        name.push_str(&bracketed(mark.note(look.lang)));
    }
    name
}
