//! The shapes of the JSON, key by key in their order.

use serde::{Deserialize, Serialize};

/// The whole document.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ExportJson {
    /// [`FORMAT_VERSION`](super::FORMAT_VERSION).
    pub format_version: u32,
    /// Addresses of what was taken out of the sums and is not among the nodes; left out where
    /// nothing was.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub without: Vec<String>,
    /// What the document says of itself.
    pub document: DocumentJson,
    /// What was asked for, where it is not the whole document.
    pub part: Option<PartOfJson>,
    /// The tree.
    pub pillars: Vec<PillarJson>,
    /// Findings, by line.
    pub diagnostics: Vec<DiagnosticJson>,
}

/// The part of a document that an export holds.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PartOfJson {
    /// Address of the node that it is confined to; `.` for the whole document.
    pub id: String,
    /// Its title.
    pub title: String,
    /// The query that its lines answer.
    pub query: Option<String>,
    /// What must have the query's words, as `--match` names it.
    #[serde(rename = "match")]
    pub rule: Option<String>,
    /// The sorts of lines asked for, as `--only` names them; empty for all.
    pub only: Vec<String>,
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
    /// The document lacks this level here; its children stand in its place.
    #[serde(default)]
    pub implied: bool,
    /// The sum that the issuer printed for it.
    #[serde(default)]
    pub printed: Option<PrintedJson>,
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
    /// The document lacks this level here; its children stand in its place.
    #[serde(default)]
    pub implied: bool,
    /// The sum that the issuer printed for it.
    #[serde(default)]
    pub printed: Option<PrintedJson>,
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
    /// The document lacks this level here; its children stand in its place.
    #[serde(default)]
    pub implied: bool,
    /// The sum that the issuer printed for it.
    #[serde(default)]
    pub printed: Option<PrintedJson>,
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
    /// The document lacks this level here; its children stand in its place.
    #[serde(default)]
    pub implied: bool,
    /// The sum that the issuer printed for it.
    #[serde(default)]
    pub printed: Option<PrintedJson>,
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
    /// The document lacks this level here; its children stand in its place.
    #[serde(default)]
    pub implied: bool,
    /// The sum that the issuer printed for it.
    #[serde(default)]
    pub printed: Option<PrintedJson>,
    /// Whether it carries 再掲.
    pub relisted: bool,
    /// First and last source line.
    pub lines: Option<[u32; 2]>,
    /// Text of its own.
    pub text: Vec<String>,
    /// Its budget lines.
    pub budget: Vec<BudgetJson>,
}

/// A sum that the issuer printed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PrintedJson {
    /// 億円.
    pub oku: String,
    /// Whether the lines below add up to it within rounding.
    pub agrees: bool,
}

/// What became of the amounts of a document.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CoverageJson {
    /// All.
    pub amounts: usize,
    /// Parts of programmes.
    pub programmes: usize,
    /// Printed sums.
    pub subtotals: usize,
    /// Running text.
    pub text: usize,
    /// Not understood.
    pub unread: usize,
}

/// The answer of `check`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CheckJson {
    /// Path as typed.
    pub file: String,
    /// What became of the amounts.
    pub coverage: Option<CoverageJson>,
    /// Findings, by line.
    pub diagnostics: Vec<DiagnosticJson>,
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
    /// What review sheets say of the budget year that the line is of.
    #[serde(default, flatten)]
    pub sheet: Option<SheetYearJson>,
}

/// A budget year of a programme of the review sheets. What is not known is null.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SheetYearJson {
    /// `JUDGIT` or `RS`.
    #[serde(rename = "source")]
    pub origin: String,
    /// Year of the sheet that the figures are from.
    pub sheet_year: u16,
    /// 予算事業ID of the RS system.
    pub programme_id: Option<u32>,
    /// JUDGIT's number, of that sheet's year alone.
    pub number: String,
    /// Ministry of policy, of the year.
    pub ministry: String,
    /// The finer body.
    pub body: String,
    /// 局・庁.
    pub bureau: String,
    /// 部, 課, 室.
    pub office: String,
    /// First year of the programme.
    pub start: Option<u16>,
    /// Its planned last year.
    pub end: Option<u16>,
    /// Budget year.
    pub year: u16,
    /// 当初予算, 億円.
    pub initial_oku: Option<String>,
    /// 補正予算, 億円.
    pub supplementary_oku: Option<String>,
    /// 前年度から繰越し, 億円.
    pub carried_oku: Option<String>,
    /// 予備費等, 億円.
    pub reserve_oku: Option<String>,
    /// 歳出予算現額, 億円.
    pub total_oku: Option<String>,
    /// 執行額, 億円.
    pub executed_oku: Option<String>,
    /// 執行率, percent.
    pub rate_percent: Option<String>,
    /// 翌年度要求額, 億円.
    pub next_request_oku: Option<String>,
    /// 作成責任者 of the newest sheet, where that was asked for.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub responsible: Option<String>,
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
    /// Page, where the document has pages.
    #[serde(default)]
    pub page: Option<u32>,
    /// Sentence for people.
    pub message: String,
}

/// Leaves out whatever has an address that is not kept.
pub(super) fn retain(export: &mut ExportJson, kept: &dyn Fn(&str) -> bool) {
    export.pillars.retain(|pillar| kept(&pillar.id));
    let chapters = export.pillars.iter_mut().flat_map(|pillar| {
        pillar.chapters.retain(|chapter| kept(&chapter.id));
        &mut pillar.chapters
    });
    let themes = chapters.flat_map(|chapter| {
        chapter.themes.retain(|theme| kept(&theme.id));
        &mut chapter.themes
    });
    for theme in themes {
        theme.measures.retain(|measure| kept(&measure.id));
        for measure in &mut theme.measures {
            measure.budget.retain(|line| kept(&line.id));
            measure.subs.retain(|sub| kept(&sub.id));
            for sub in &mut measure.subs {
                sub.budget.retain(|line| kept(&line.id));
            }
        }
    }
}
