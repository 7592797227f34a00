//! The JSON of `export`: its exact keys in their order, both ways.
//!
//! The shapes stand apart from the model, so that the model can change without the format.
//! What is absent is `null`, never left out; amounts are decimal strings in 億円.

mod shapes;

use std::borrow::Cow;
use std::collections::HashSet;
use std::io::{self, Write};

use serde::Serialize;

use super::{About, Selection};

pub use shapes::{
    BudgetJson, ChangeJson, ChapterJson, CheckJson, CoverageJson, DiagnosticJson, DocumentJson,
    ExportJson, FigureJson, MeasureJson, PartJson, PartOfJson, PillarJson, PrintedJson,
    SheetYearJson, SubJson, ThemeJson,
};

use crate::ledger::{self, Change};
use crate::model::{Base, BudgetLine, Kind, Library, Node, NodeId, Part, Request};
use crate::text::escape::is_unsafe;

/// Version of the shapes; raised when a key changes its meaning or goes away.
pub const FORMAT_VERSION: u32 = 1;

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
    let text = serde_json::to_string_pretty(value)?;
    writeln!(out, "{}", harmless(&text))
}

/// The same JSON with every character that a terminal would obey or hide written as `\u202e`:
/// the same data to programs, and no harm on a screen.
#[must_use]
pub fn harmless(json: &str) -> Cow<'_, str> {
    // Line feeds stand only between values; those of strings are escaped already.
    let is_unsafe = |c: char| c != '\n' && is_unsafe(c);
    if !json.contains(is_unsafe) {
        return Cow::Borrowed(json);
    }
    let mut out = String::with_capacity(json.len() + 16);
    for c in json.chars() {
        if is_unsafe(c) {
            for unit in c.encode_utf16(&mut [0; 2]) {
                out.push_str(&format!("\\u{unit:04x}"));
            }
        } else {
            out.push(c);
        }
    }
    Cow::Owned(out)
}

/// Writes a part of a document in the same shapes: nodes that do not belong to it are left out.
///
/// # Errors
/// What `out` says.
pub fn write_selection(
    out: &mut dyn Write,
    library: &Library,
    selection: &Selection,
    about: &About,
) -> io::Result<()> {
    let root = library.document_of(selection.scope).root;
    let kept: HashSet<String> = library
        .stored_subtree(root)
        .filter(|id| selection.keeps(library, *id))
        .map(|id| address(library, id))
        .collect();
    let mut whole = export(library, root);
    shapes::retain(&mut whole, &|id| kept.contains(id));
    whole.without = addresses(library, &about.without);
    if about.is_part(library) {
        let (query, rule) = about.query.clone().unzip();
        whole.part = Some(PartOfJson {
            id: address(library, selection.scope),
            title: library.node(selection.scope).title.clone(),
            query,
            rule: rule.map(|rule| rule.word().to_owned()),
            only: about.only.iter().map(|s| s.word().to_owned()).collect(),
        });
    }
    write_value(out, &whole)
}

/// The document with that root in the shapes of this module.
#[must_use]
pub fn export(library: &Library, root: NodeId) -> ExportJson {
    let info = library.document_of(root);
    ExportJson {
        format_version: FORMAT_VERSION,
        without: Vec::new(),
        document: DocumentJson {
            title: info.meta.title.clone(),
            fiscal_year: info.meta.fiscal_year.clone(),
            base_year: info.meta.base_year.clone(),
            source: info.meta.source.clone(),
            text: text(library.node(info.root)),
        },
        part: None,
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
            page: finding.page,
            message: finding.message.clone(),
        })
        .collect()
}

fn pillar(library: &Library, id: NodeId) -> PillarJson {
    let node = library.node(id);
    PillarJson {
        id: address(library, id),
        title: node.title.clone(),
        implied: node.implied,
        printed: printed(node),
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
        implied: node.implied,
        printed: printed(node),
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
        implied: node.implied,
        printed: printed(node),
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
        implied: node.implied,
        printed: printed(node),
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
        implied: node.implied,
        printed: printed(node),
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
        supplementary: line.supplementary.as_deref().map(part),
        account: line.account.word().to_owned(),
        relisted: node.relisted,
        relisted_on: line.relisted_on.word().to_owned(),
        original: line.original.map(|original| address(library, original)),
        change: ledger::change(line).as_ref().map(change),
        line: line.line,
        sheet: None,
    }
}

/// The sum that the issuer printed for a node.
#[must_use]
pub fn printed(node: &Node) -> Option<PrintedJson> {
    node.printed.as_ref().map(|printed| PrintedJson {
        oku: printed.amount.oku.to_string(),
        agrees: printed.agrees,
    })
}

/// What `check` says of the document with that root; `file` is its path as typed.
#[must_use]
pub fn check(library: &Library, root: NodeId, file: &str) -> CheckJson {
    let coverage = library.document_of(root).coverage;
    CheckJson {
        file: file.to_owned(),
        coverage: coverage.map(|coverage| CoverageJson {
            amounts: coverage.amounts(),
            programmes: coverage.programmes,
            subtotals: coverage.subtotals,
            text: coverage.text,
            unread: coverage.unread,
        }),
        diagnostics: diagnostics(library, root),
    }
}

/// The addresses of these nodes.
#[must_use]
pub fn addresses(library: &Library, nodes: &[NodeId]) -> Vec<String> {
    let address = |id: &NodeId| library.address(*id).to_string();
    nodes.iter().map(address).collect()
}

/// A change.
#[must_use]
pub fn change(change: &Change) -> ChangeJson {
    ChangeJson {
        oku: change.oku.to_string(),
        percent: change.percent.map(|percent| percent.to_string()),
        low_oku: change.low.to_string(),
        high_oku: change.high.to_string(),
    }
}

/// A request.
#[must_use]
pub fn request(request: &Request) -> FigureJson {
    match request {
        Request::Amount(amount) => figure("amount", Some(amount.oku.to_string()), None),
        Request::Within(amount) => figure("within", Some(amount.oku.to_string()), None),
        Request::Unspecified => figure("unspecified", None, None),
        Request::Parts(parts) => figure("parts", None, Some(parts)),
    }
}

/// A base year's figure.
#[must_use]
pub fn base(base: &Base) -> FigureJson {
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
    node.text.iter().map(|line| line.text.to_string()).collect()
}
