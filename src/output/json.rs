//! The JSON of `export`: its exact keys in their order, both ways.
//!
//! The shapes stand apart from the model, so that the model can change without the format.
//! What is absent is `null`, never left out; amounts are decimal strings in 億円.

use std::io::{self, Write};

use serde::{Deserialize, Serialize};

use crate::ledger;
use crate::model::{Base, BudgetLine, Kind, Library, Node, NodeId, Part, Request};

/// Version of the shapes; raised when a key changes its meaning or goes away.
pub const FORMAT_VERSION: u32 = 1;

/// The whole document.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ExportJson {
    /// [`FORMAT_VERSION`].
    pub format_version: u32,
    /// What the document says of itself.
    pub document: DocumentJson,
    /// The tree.
    pub pillars: Vec<PillarJson>,
    /// Findings, by line.
    pub diagnostics: Vec<DiagnosticJson>,
}

/// What a document says of itself.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct DocumentJson {
    /// Title.
    pub title: String,
    /// Year of the requests.
    pub fiscal_year: Option<String>,
    /// Year of the base amounts.
    pub base_year: Option<String>,
    /// File name.
    pub source: String,
    /// Text before the first chapter; the key is there only if there is any.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub text: Vec<String>,
}

/// A pillar.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PillarJson {
    /// Address.
    pub id: String,
    /// Title.
    pub title: String,
    /// Its chapters.
    pub chapters: Vec<ChapterJson>,
    /// Text between its heading and the first chapter; the key is there only if there is any.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub text: Vec<String>,
}

/// A chapter.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ChapterJson {
    /// Address.
    pub id: String,
    /// Number as printed.
    pub number: u32,
    /// Title of the contents page.
    pub title: String,
    /// The body's wording where it differs.
    pub body_title: Option<String>,
    /// Its themes.
    pub themes: Vec<ThemeJson>,
    /// First and last source line.
    pub lines: Option<[u32; 2]>,
    /// Text of its own.
    pub text: Vec<String>,
}

/// A theme.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ThemeJson {
    /// Address.
    pub id: String,
    /// Title of the contents page.
    pub title: String,
    /// The body's wording where it differs.
    pub body_title: Option<String>,
    /// Printed page.
    pub page: Option<u32>,
    /// Whether it carries 再掲.
    pub relisted: bool,
    /// Its measures.
    pub measures: Vec<MeasureJson>,
    /// First and last source line.
    pub lines: Option<[u32; 2]>,
    /// Text of its own.
    pub text: Vec<String>,
}

/// A measure.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct MeasureJson {
    /// Address.
    pub id: String,
    /// Printed label.
    pub label: String,
    /// Title.
    pub title: String,
    /// Whether it carries 再掲.
    pub relisted: bool,
    /// First and last source line.
    pub lines: Option<[u32; 2]>,
    /// Text of its own.
    pub text: Vec<String>,
    /// Budget lines of its own.
    pub budget: Vec<BudgetJson>,
    /// Lettered sub-measures.
    pub subs: Vec<SubJson>,
}

/// A sub-measure.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SubJson {
    /// Address.
    pub id: String,
    /// Printed label.
    pub label: String,
    /// Title.
    pub title: String,
    /// Whether it carries 再掲.
    pub relisted: bool,
    /// First and last source line.
    pub lines: Option<[u32; 2]>,
    /// Text of its own.
    pub text: Vec<String>,
    /// Its budget lines.
    pub budget: Vec<BudgetJson>,
}

/// A budget line.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct BudgetJson {
    /// Address.
    pub id: String,
    /// The programme's name.
    pub name: String,
    /// The request.
    pub request: FigureJson,
    /// The base year's figure.
    pub base: FigureJson,
    /// Supplementary budget printed beside the base.
    pub supplementary: Option<PartJson>,
    /// `general` or `filp`.
    pub account: String,
    /// Whether it lists earlier or later money again.
    pub relisted: bool,
    /// What carries the mark: `none`, `budget`, `measure`, `theme`.
    pub relisted_on: String,
    /// Address of the original.
    pub original: Option<String>,
    /// Request − base, where both are plain.
    pub change: Option<ChangeJson>,
    /// Source line.
    pub line: u32,
}

/// A request or base.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct FigureJson {
    /// `amount`, `within`, `parts`; of a request `unspecified`, of a base `new`, `none`.
    pub kind: String,
    /// 億円.
    pub oku: Option<String>,
    /// Labelled parts.
    pub parts: Option<Vec<PartJson>>,
}

/// A labelled amount.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PartJson {
    /// What it is.
    pub label: String,
    /// 億円.
    pub oku: String,
}

/// A change with the interval that rounding leaves.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ChangeJson {
    /// 億円 by the printed figures.
    pub oku: String,
    /// Percent of the base, to one decimal.
    pub percent: Option<String>,
    /// 億円, the least that it can be.
    pub low_oku: String,
    /// 億円, the most that it can be.
    pub high_oku: String,
}

/// A finding.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct DiagnosticJson {
    /// `info`, `warning`, `error`.
    pub severity: String,
    /// Stable name.
    pub code: String,
    /// Source line.
    pub line: u32,
    /// Sentence for people.
    pub message: String,
}

/// Writes the document with that root as one line-broken JSON value.
///
/// # Errors
/// What `out` says.
pub fn write(out: &mut dyn Write, library: &Library, root: NodeId) -> io::Result<()> {
    write_value(out, &export(library, root))
}

/// Writes any value as indented JSON with a line end.
///
/// # Errors
/// What `out` says.
pub fn write_value(out: &mut dyn Write, value: &impl Serialize) -> io::Result<()> {
    serde_json::to_writer_pretty(&mut *out, value)?;
    writeln!(out)
}

/// The document with that root in the shapes of this module.
#[must_use]
pub fn export(library: &Library, root: NodeId) -> ExportJson {
    let info = library.document_of(root);
    ExportJson {
        format_version: FORMAT_VERSION,
        document: DocumentJson {
            title: info.meta.title.clone(),
            fiscal_year: info.meta.fiscal_year.clone(),
            base_year: info.meta.base_year.clone(),
            source: info.meta.source.clone(),
            text: text(library.node(info.root)),
        },
        pillars: library
            .children_of(info.root, Kind::Pillar)
            .map(|id| pillar(library, id))
            .collect(),
        diagnostics: diagnostics(library, root),
    }
}

/// The findings about the document with that root.
#[must_use]
pub fn diagnostics(library: &Library, root: NodeId) -> Vec<DiagnosticJson> {
    let findings = library.document_of(root).diagnostics.iter();
    findings
        .map(|finding| DiagnosticJson {
            severity: finding.severity.word().to_owned(),
            code: finding.code.to_owned(),
            line: finding.line,
            message: finding.message.clone(),
        })
        .collect()
}

fn pillar(library: &Library, id: NodeId) -> PillarJson {
    let node = library.node(id);
    PillarJson {
        id: address(library, id),
        title: node.title.clone(),
        chapters: library
            .children_of(id, Kind::Chapter)
            .map(|child| chapter(library, child))
            .collect(),
        text: text(node),
    }
}

fn chapter(library: &Library, id: NodeId) -> ChapterJson {
    let node = library.node(id);
    ChapterJson {
        id: address(library, id),
        number: node.ordinal,
        title: node.title.clone(),
        body_title: node.body_title.clone(),
        themes: library
            .children_of(id, Kind::Theme)
            .map(|child| theme(library, child))
            .collect(),
        lines: lines(node),
        text: text(node),
    }
}

fn theme(library: &Library, id: NodeId) -> ThemeJson {
    let node = library.node(id);
    ThemeJson {
        id: address(library, id),
        title: node.title.clone(),
        body_title: node.body_title.clone(),
        page: node.page,
        relisted: node.relisted,
        measures: library
            .children_of(id, Kind::Measure)
            .map(|child| measure(library, child))
            .collect(),
        lines: lines(node),
        text: text(node),
    }
}

fn measure(library: &Library, id: NodeId) -> MeasureJson {
    let node = library.node(id);
    MeasureJson {
        id: address(library, id),
        label: node.label.clone(),
        title: node.title.clone(),
        relisted: node.relisted,
        lines: lines(node),
        text: text(node),
        budget: budgets(library, id),
        subs: library
            .children_of(id, Kind::Sub)
            .map(|child| sub(library, child))
            .collect(),
    }
}

fn sub(library: &Library, id: NodeId) -> SubJson {
    let node = library.node(id);
    SubJson {
        id: address(library, id),
        label: node.label.clone(),
        title: node.title.clone(),
        relisted: node.relisted,
        lines: lines(node),
        text: text(node),
        budget: budgets(library, id),
    }
}

fn budgets(library: &Library, owner: NodeId) -> Vec<BudgetJson> {
    library
        .children_of(owner, Kind::Budget)
        .filter_map(|id| Some(budget(library, id, library.budget(id)?)))
        .collect()
}

/// One budget line.
#[must_use]
pub fn budget(library: &Library, id: NodeId, line: &BudgetLine) -> BudgetJson {
    let node = library.node(id);
    BudgetJson {
        id: address(library, id),
        name: node.title.clone(),
        request: request(&line.request),
        base: base(&line.base),
        supplementary: line.supplementary.as_ref().map(part),
        account: line.account.word().to_owned(),
        relisted: node.relisted,
        relisted_on: line.relisted_on.word().to_owned(),
        original: line.original.map(|original| address(library, original)),
        change: ledger::change(line).map(|change| ChangeJson {
            oku: change.oku.to_string(),
            percent: change.percent.map(|percent| percent.to_string()),
            low_oku: change.low.to_string(),
            high_oku: change.high.to_string(),
        }),
        line: line.line,
    }
}

fn request(request: &Request) -> FigureJson {
    match request {
        Request::Amount(amount) => figure("amount", Some(amount.oku.to_string()), None),
        Request::Within(amount) => figure("within", Some(amount.oku.to_string()), None),
        Request::Unspecified => figure("unspecified", None, None),
        Request::Parts(parts) => figure("parts", None, Some(parts)),
    }
}

fn base(base: &Base) -> FigureJson {
    match base {
        Base::Amount(amount) => figure("amount", Some(amount.oku.to_string()), None),
        Base::Within(amount) => figure("within", Some(amount.oku.to_string()), None),
        Base::New => figure("new", None, None),
        Base::Parts(parts) => figure("parts", None, Some(parts)),
        Base::None => figure("none", None, None),
    }
}

fn figure(kind: &str, oku: Option<String>, parts: Option<&Vec<Part>>) -> FigureJson {
    FigureJson {
        kind: kind.to_owned(),
        oku,
        parts: parts.map(|parts| parts.iter().map(part).collect()),
    }
}

/// A labelled amount.
#[must_use]
pub fn part(part: &Part) -> PartJson {
    PartJson {
        label: part.label.clone(),
        oku: part.amount.oku.to_string(),
    }
}

fn address(library: &Library, id: NodeId) -> String {
    library.address(id).to_string()
}

fn lines(node: &Node) -> Option<[u32; 2]> {
    node.lines.map(|range| [range.first, range.last])
}

fn text(node: &Node) -> Vec<String> {
    node.text.iter().map(|line| line.text.clone()).collect()
}
