//! Totals as text, JSON and csv.

use std::io::{self, Write};

use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

use super::json::{self, PartJson, PrintedJson};
use super::labels::Labels;
use super::{Align, Look, Table, rows, words};
use crate::cite;
use crate::lang::{Lang, Text};
use crate::ledger::{Scope, Totals, in_no_change};
use crate::model::{Kind, Library, NodeId};
use crate::text::{Unit, number, shown};

/// The JSON of `totals`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct TotalsJson {
    /// `document`, or the address asked for.
    pub scope: String,
    /// Addresses of what was taken out of the sums; left out where nothing was.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub without: Vec<String>,
    /// The figures.
    #[serde(flatten)]
    pub figures: FiguresJson,
    /// The same for each node of the level asked for.
    pub groups: Vec<GroupJson>,
}

/// The figures of one node.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct GroupJson {
    /// Address.
    pub id: String,
    /// Title.
    pub title: String,
    /// The figures.
    #[serde(flatten)]
    pub figures: FiguresJson,
}

/// What a node's budget lines add up to.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct FiguresJson {
    /// 億円: plain requests, relisted lines left out.
    pub request_total_oku: String,
    /// The part that can be compared.
    pub comparable: ComparableJson,
    /// Numbers of lines.
    pub counts: CountsJson,
    /// Requested fiscal loans, never summed.
    pub filp_parts: Vec<PartJson>,
    /// The sum that the issuer printed for the node.
    #[serde(default)]
    pub printed: Option<PrintedJson>,
    /// Its amount in 億円.
    #[serde(default)]
    pub printed_oku: Option<String>,
    /// Whether our sum agrees with it within rounding.
    #[serde(default)]
    pub agrees: Option<bool>,
}

/// Lines with a plain request and a plain base, or new.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ComparableJson {
    /// How many.
    pub lines: usize,
    /// 億円.
    pub request_oku: String,
    /// 億円.
    pub base_oku: String,
    /// 億円.
    pub change_oku: String,
    /// Percent of the base, to one decimal.
    pub percent: Option<String>,
}

/// Numbers of lines.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CountsJson {
    /// All.
    pub lines: usize,
    /// In the total.
    pub counted: usize,
    /// Listed again.
    pub relisted: usize,
    /// Inside a larger sum, not relisted.
    pub within: usize,
    /// Without an amount, not relisted.
    pub unspecified: usize,
    /// New, not relisted.
    pub new: usize,
    /// Fiscal loans, not relisted.
    pub filp: usize,
}

/// The totals in the shapes of JSON.
#[must_use]
pub fn figures(totals: &Totals) -> FiguresJson {
    let change = totals.comparable.change();
    let counts = totals.counts;
    FiguresJson {
        request_total_oku: totals.request_total.to_string(),
        comparable: ComparableJson {
            lines: totals.comparable.lines,
            request_oku: totals.comparable.request.to_string(),
            base_oku: totals.comparable.base.to_string(),
            change_oku: change.oku.to_string(),
            percent: change.percent.map(|percent| percent.to_string()),
        },
        counts: CountsJson {
            lines: counts.lines,
            counted: counts.counted,
            relisted: counts.relisted,
            within: counts.within,
            unspecified: counts.unspecified,
            new: counts.new,
            filp: counts.filp,
        },
        filp_parts: totals.filp_parts.iter().map(json::part).collect(),
        printed: None,
        printed_oku: None,
        agrees: None,
    }
}

/// The figures of a node, with the sum that is printed for it where they are of all its lines: a
/// sum of some of them neither agrees with it nor differs.
fn figures_of(library: &Library, sums: &Scope, id: NodeId) -> FiguresJson {
    let is_whole = sums.is_whole(library, id);
    let printed = json::printed(library.node(id)).filter(|_| is_whole);
    FiguresJson {
        printed_oku: printed.as_ref().map(|p| p.oku.clone()),
        agrees: printed.as_ref().map(|p| p.agrees),
        printed,
        ..figures(&sums.totals(library, id))
    }
}

/// The totals of a node and of each node of that kind below it, of the lines that `sums` are of.
#[must_use]
pub fn totals_json(library: &Library, sums: &Scope, scope: NodeId, by: Option<Kind>) -> TotalsJson {
    let is_document = library.node(scope).kind == Kind::Document;
    TotalsJson {
        scope: if is_document {
            "document".to_owned()
        } else {
            library.address(scope).to_string()
        },
        without: json::addresses(library, sums.without()),
        figures: figures_of(library, sums, scope),
        groups: group_ids(library, scope, by)
            .map(|id| GroupJson {
                id: library.address(id).to_string(),
                title: library.node(id).title.clone(),
                figures: figures_of(library, sums, id),
            })
            .collect(),
    }
}

fn group_ids(
    library: &Library,
    scope: NodeId,
    by: Option<Kind>,
) -> impl Iterator<Item = NodeId> + '_ {
    library
        .subtree(scope)
        .filter(move |id| by == Some(library.node(*id).kind))
}

/// Writes the totals as JSON.
///
/// # Errors
/// What `out` says.
pub fn write_json(
    out: &mut dyn Write,
    library: &Library,
    sums: &Scope,
    scope: NodeId,
    by: Option<Kind>,
) -> io::Result<()> {
    json::write_value(out, &totals_json(library, sums, scope, by))
}

const HEADS: [&str; 16] = [
    "id",
    "title",
    "request_total_oku",
    "comparable_lines",
    "comparable_request_oku",
    "comparable_base_oku",
    "comparable_change_oku",
    "comparable_percent",
    "lines",
    "counted",
    "relisted",
    "within",
    "unspecified",
    "new",
    "filp",
    "filp_parts",
];

/// Writes the totals as csv: the groups, or without them the scope alone.
///
/// # Errors
/// What `out` says.
pub fn write_csv(
    out: &mut dyn Write,
    library: &Library,
    sums: &Scope,
    scope: NodeId,
    by: Option<Kind>,
) -> io::Result<()> {
    let totals = totals_json(library, sums, scope, by);
    let rows: Vec<_> = if by.is_some() {
        let groups = totals.groups.iter();
        groups
            .map(|g| record(&g.id, &g.title, &g.figures))
            .collect()
    } else {
        let title = &library.node(scope).title;
        vec![record(&totals.scope, title, &totals.figures)]
    };
    let (heads, records) = rows::with_without(library, &HEADS, rows.into_iter(), sums.without());
    rows::write_table(out, &heads, records.into_iter())
}

fn record(id: &str, title: &str, figures: &FiguresJson) -> [String; 16] {
    let (comparable, counts) = (&figures.comparable, &figures.counts);
    [
        id.to_owned(),
        title.to_owned(),
        figures.request_total_oku.clone(),
        comparable.lines.to_string(),
        comparable.request_oku.clone(),
        comparable.base_oku.clone(),
        comparable.change_oku.clone(),
        comparable.percent.clone().unwrap_or_default(),
        counts.lines.to_string(),
        counts.counted.to_string(),
        counts.relisted.to_string(),
        counts.within.to_string(),
        counts.unspecified.to_string(),
        counts.new.to_string(),
        counts.filp.to_string(),
        rows::parts_field(Some(&figures.filp_parts)),
    ]
}

const WHOLE: Text = Text::new("文書全体", "Whole document");
const TOTAL: Text = Text::new("要求額の合計", "Total request");
const COMPARABLE: Text = Text::new("前年度と比べられる", "Comparable with the base year");
pub(super) const LEFT_OUT: Text = Text::new("合計に入れないもの", "Left out of the total");
pub(super) const LOANS: Text =
    Text::new("財政投融資（合計の外）", "Fiscal loans (outside the total)");
const ADDRESS: Text = Text::new("番地", "Address");
const REQUEST: Text = Text::new("要求 億円", "Request, ¥ billion");
const UNIT: Text = Text::new("億円", "¥ billion");
const COMPARED: Text = Text::new("比較 億円", "Compared");
const BASE: Text = Text::new("前年度", "Base year");
const CHANGE: Text = Text::new("増減", "Change");
const PERCENT: Text = Text::new("率", "Percent");
const LINES: Text = Text::new("件数", "Lines");
const TITLE: Text = Text::new("名称", "Title");

/// Writes the totals for people.
///
/// # Errors
/// What `out` says.
pub fn write_text(
    out: &mut dyn Write,
    look: &Look,
    library: &Library,
    sums: &Scope,
    scope: NodeId,
    by: Option<Kind>,
) -> io::Result<()> {
    let node = library.node(scope);
    let name = if node.kind == Kind::Document {
        look.text(WHOLE).to_owned()
    } else {
        library.address(scope).to_string()
    };
    let title = format!("{name} {}", words::heading(library, scope));
    writeln!(out, "{}", look.bold(&look.cut(&title)))?;
    write_summary(out, look, library, sums, scope)?;
    if by.is_some() {
        writeln!(out)?;
        group_table(look, library, sums, scope, by).write(out, look)?;
    }
    Ok(())
}

/// Writes what a node adds up to, in a few lines, of the lines that `sums` are of.
///
/// # Errors
/// What `out` says.
pub fn write_summary(
    out: &mut dyn Write,
    look: &Look,
    library: &Library,
    sums: &Scope,
    id: NodeId,
) -> io::Result<()> {
    let totals = sums.totals(library, id);
    let labels = Labels::of(look.lang, library, id);
    let plain = |label: Text| look.text(label).to_owned();
    let mut lines = vec![(labels.total(look.text(TOTAL)), total(look, &totals))];
    if !sums.without().is_empty() {
        lines.push((
            plain(words::TAKEN_OUT),
            cite::without(library, sums.without(), look.lang),
        ));
    }
    if totals.comparable.lines > 0 {
        let label = labels.comparable(look.text(COMPARABLE), &totals);
        lines.push((label, comparable(look, &totals, &labels)));
    }
    if sums.is_all()
        && let Some(left) = in_no_change(library, id, totals.comparable.base)
    {
        lines.push(no_change(look, left, &labels));
    }
    let left_out = left_out(look, &totals);
    if !left_out.is_empty() {
        lines.push((plain(LEFT_OUT), left_out));
    }
    if !totals.filp_parts.is_empty() {
        lines.push((plain(LOANS), words::parts(look, &totals.filp_parts)));
    }
    for (label, value) in lines {
        for line in look.wrapped(&format!("{label}: {value}"), 0) {
            writeln!(out, "{line}")?;
        }
    }
    Ok(())
}

/// Of review sheets what of the year before is the base of no line.
fn no_change(look: &Look, left: Decimal, labels: &Labels) -> (String, String) {
    let (name, left) = (labels.base(""), look.oku(left));
    match look.lang {
        Lang::Ja => (
            "比べられないもの".to_owned(),
            format!("{name}だけが分かる事業の{left}（増減に入れない）"),
        ),
        Lang::En => (
            "Not comparable".to_owned(),
            format!("{left} of programmes of which {name} alone is known (in no change)"),
        ),
    }
}

fn total(look: &Look, totals: &Totals) -> String {
    let counted = words::lines(look, totals.counts.counted);
    let all = words::lines(look, totals.counts.lines);
    let sum = look.oku(totals.request_total);
    match look.lang {
        Lang::Ja => format!("{sum}（予算{all}のうち{counted}）"),
        Lang::En => format!("{sum} ({counted} of {all})"),
    }
}

fn comparable(look: &Look, totals: &Totals, labels: &Labels) -> String {
    let comparable = &totals.comparable;
    let (lines, request, base) = (
        words::lines(look, comparable.lines),
        look.oku(comparable.request),
        look.oku(comparable.base),
    );
    let change = words::change_full(look, &comparable.change());
    let (now, before) = (
        labels.request(look.text(Text::new("要求", "request"))),
        labels.base(look.text(Text::new("前年度", "base"))),
    );
    match look.lang {
        Lang::Ja => format!("{lines}、{now} {request}、{before} {base}、増減 {change}"),
        Lang::En => format!("{lines}, {now} {request}, {before} {base}, change {change}"),
    }
}

pub(super) fn left_out(look: &Look, totals: &Totals) -> String {
    let counts = totals.counts;
    let sorts = [
        (words::RELISTED, counts.relisted),
        (words::WITHIN_TAG, counts.within),
        (words::UNSPECIFIED, counts.unspecified),
        (words::FILP, counts.filp),
    ];
    let words: Vec<_> = sorts
        .into_iter()
        .filter(|(_, count)| *count > 0)
        .map(|(sort, count)| match look.lang {
            Lang::Ja => format!("{}{count}件", look.text(sort)),
            Lang::En => format!("{} {count}", look.text(sort)),
        })
        .collect();
    words.join(look.text(Text::new("、", ", ")))
}

fn group_table(
    look: &Look,
    library: &Library,
    sums: &Scope,
    scope: NodeId,
    by: Option<Kind>,
) -> Table<8> {
    let labels = Labels::of(look.lang, library, scope);
    let (request, base) = match labels.is_of_sheets() {
        true => (
            format!("{} {}", labels.request(""), look.text(UNIT)),
            labels.base(""),
        ),
        false => (look.text(REQUEST).to_owned(), look.text(BASE).to_owned()),
    };
    let mut table = Table::new([
        (look.text(ADDRESS), Align::Left),
        (request.as_str(), Align::Right),
        (look.text(COMPARED), Align::Right),
        (base.as_str(), Align::Right),
        (look.text(CHANGE), Align::Right),
        (look.text(PERCENT), Align::Right),
        (look.text(LINES), Align::Right),
        (look.text(TITLE), Align::Left),
    ]);
    let bare = |oku| number::bare(oku, look.lang, Unit::Oku);
    for id in group_ids(library, scope, by) {
        let totals = sums.totals(library, id);
        let change = totals.comparable.change();
        let compared = totals.comparable.lines > 0;
        let if_compared = |text: String| if compared { text } else { String::new() };
        table.push([
            library.address(id).to_string(),
            bare(totals.request_total),
            if_compared(bare(totals.comparable.request)),
            if_compared(bare(totals.comparable.base)),
            if_compared(words::change_brief(look, &change)),
            change.percent.map(|p| look.percent(p)).unwrap_or_default(),
            totals.counts.lines.to_string(),
            shown(&library.node(id).title).into_owned(),
        ]);
    }
    table
}
