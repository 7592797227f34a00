//! Pictures of a node as SVG: bars of its children, the change step by step, the map, two nodes
//! side by side, a card. Each says what it left out and cites the document.

mod card;
mod map;
mod pair;
mod paper;
mod png;
mod waterfall;

use std::io::{self, Write};

pub use self::png::{CANNOT, png};

use rust_decimal::Decimal;

use self::paper::Inks;
use super::labels::Labels;
use super::{Look, words};
use crate::cite;
use crate::lang::{Lang, Text};
use crate::ledger::{self, Totals};
use crate::model::{Base, Kind, Library, NodeId, Request};
use crate::text::shown;

/// Pixels of the whole picture's width.
const WIDTH: u32 = 960;
/// Pixels left of the bars, for the labels.
const LABELS: u32 = 370;
/// Pixels of the longest bar.
const BARS: u32 = 390;
/// Pixels from one row to the next.
const ROW: u32 = 42;
/// Pixels above the first row.
const TOP: u32 = 96;
/// Columns that a label may take at 13 pixels a full-width character.
const LABEL_COLUMNS: usize = 54;

/// Columns and pixels of a row of the note at the foot.
const NOTE_COLUMNS: usize = 140;
const NOTE_ROW: u32 = 18;
/// A bar so many times the next is cut: less than that can still be seen beside it.
const GIANT: u32 = 20;

const FONT: &str =
    "'Noto Sans CJK JP','Noto Sans JP','Hiragino Sans','Yu Gothic','Meiryo',sans-serif";

const REQUEST: Text = Text::new("要求", "Request");
const BASE: Text = Text::new("前年度（比べられるもの）", "Base year (where comparable)");
const COMPARED: Text = Text::new("（比べられるもの）", " (where comparable)");
const EMPTY: Text = Text::new(
    "金額の付いた項目がありません",
    "nothing below has an amount",
);

/// In place of a figure that there is not.
const NO_FIGURE: &str = "—";

/// What a picture shows.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Picture {
    /// Request and base of each child, on one printed scale.
    #[default]
    Bars,
    /// The change step by step.
    Waterfall,
    /// Three rows of blocks: width is the request, colour the change.
    Map,
    /// Beside another node.
    Beside(NodeId),
    /// One node, large.
    Card,
}

/// What a picture is drawn on.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Ground {
    /// Dark on light, as paper.
    #[default]
    Light,
    /// Light on dark.
    Dark,
}

/// The picture of the node as SVG.
///
/// # Errors
/// None while memory lasts.
pub fn svg(
    look: &Look,
    library: &Library,
    id: NodeId,
    picture: Picture,
    ground: Ground,
) -> io::Result<String> {
    Ok(match picture {
        Picture::Bars => {
            let mut out = Vec::new();
            write(&mut out, look, library, id, ground)?;
            String::from_utf8(out).map_err(io::Error::other)?
        }
        Picture::Waterfall => waterfall::svg(look, library, id, ground),
        Picture::Map => map::svg(look, library, id, ground),
        Picture::Beside(other) => pair::svg(look, library, (id, other), ground),
        Picture::Card => card::svg(look, library, id, ground),
    })
}

/// One row of the chart.
struct Row {
    label: String,
    request: Option<Decimal>,
    base: Option<Decimal>,
    /// What stands behind the request's bar.
    request_text: String,
    /// What stands behind the base's bar.
    base_text: String,
}

/// Writes the chart of what is directly below the node; of a budget line, its own.
///
/// # Errors
/// What `out` says.
fn write(
    out: &mut dyn Write,
    look: &Look,
    library: &Library,
    id: NodeId,
    ground: Ground,
) -> io::Result<()> {
    let inks = Inks::of(ground);
    let mut rows: Vec<Row> = library
        .children(id)
        .map(|child| row(look, library, child))
        .collect();
    if rows.is_empty() {
        rows.push(row(look, library, id));
    }
    let (longest, is_cut) = ruler_of(&rows);
    let note = note(look, library, id, (longest, is_cut));
    let notes = crate::text::wrap_with(&note, NOTE_COLUMNS, look.ruler);
    let count = u32::try_from(rows.len()).unwrap_or(u32::MAX);
    let more = u32::try_from(notes.len().saturating_sub(1)).unwrap_or_default();
    let height = count.saturating_mul(ROW).saturating_add(TOP + 44);
    let height = height.saturating_add(more.saturating_mul(NOTE_ROW));
    writeln!(
        out,
        r#"<svg xmlns="http://www.w3.org/2000/svg" width="{WIDTH}" height="{height}" viewBox="0 0 {WIDTH} {height}" role="img" font-family="{FONT}" font-size="13">"#
    )?;
    head(out, look, library, id, inks)?;
    legend(out, look, library, id, inks)?;
    let tops = (0..count).map(|n| n.saturating_mul(ROW).saturating_add(TOP));
    for (row, top) in rows.iter().zip(tops) {
        bars(out, row, longest, top, inks)?;
    }
    let foot = height.saturating_sub(16 + more.saturating_mul(NOTE_ROW));
    for (n, line) in (0..).zip(&notes) {
        text(out, 16, foot + n * NOTE_ROW, inks.dim, line)?;
    }
    writeln!(out, "</svg>")
}

/// The amount of the longest bar, and whether bars beyond it are cut: one many times
/// the next would leave nothing of the others.
fn ruler_of(rows: &[Row]) -> (Decimal, bool) {
    // What is less than nothing has no bar.
    let largest = |row: &Row| {
        row.request
            .max(row.base)
            .unwrap_or_default()
            .max(Decimal::ZERO)
    };
    let mut amounts: Vec<Decimal> = rows.iter().map(largest).collect();
    amounts.sort_unstable_by(|a, b| b.cmp(a));
    match amounts.as_slice() {
        [first, second, ..]
            if !second.is_zero() && *first > second.saturating_mul(Decimal::from(GIANT)) =>
        {
            (*second, true)
        }
        [first, ..] => (*first, false),
        [] => (Decimal::ZERO, false),
    }
}

/// What stands below the bars: their ruler, what is in no sum, the source.
fn note(look: &Look, library: &Library, id: NodeId, ruler: (Decimal, bool)) -> String {
    let foot = foot_note(look, library, id);
    let (longest, is_cut) = ruler;
    if longest.is_zero() {
        let stop = match look.lang {
            Lang::Ja => "。",
            Lang::En => ". ",
        };
        return format!("{}{stop}{foot}", look.text(EMPTY));
    }
    let longest = look.oku(longest);
    let ruler = match (look.lang, is_cut) {
        (Lang::Ja, false) => format!("最長の棒は {longest}。"),
        (Lang::Ja, true) => format!("棒の目盛は 0 から {longest}。// の棒は縮めてあります。"),
        (Lang::En, false) => format!("The longest bar is {longest}. "),
        (Lang::En, true) => format!("Bars from 0 to {longest}; those with // are cut short. "),
    };
    format!("{ruler}{foot}")
}

fn row(look: &Look, library: &Library, id: NodeId) -> Row {
    let marks = words::bracketed(look, &words::node_marks(look, library, id));
    let label = format!("{} {}", library.address(id), words::heading(library, id));
    let taken = look.ruler.width(&marks);
    let label = look.ruler.cut(&label, LABEL_COLUMNS.saturating_sub(taken));
    let label = format!("{label}{marks}");
    if let Some(line) = library.budget(id) {
        let change = ledger::change(line).map(|c| words::change_brief(look, &c));
        return Row {
            label,
            request: match &line.request {
                Request::Amount(amount) => Some(amount.oku),
                // An upper bound is no amount, and parts are of several sorts.
                Request::Within(_) | Request::Unspecified | Request::Parts(_) => None,
            },
            base: match &line.base {
                Base::Amount(amount) => Some(amount.oku),
                Base::Within(_) | Base::New | Base::Parts(_) | Base::None => None,
            },
            request_text: joined(words::request(look, &line.request), change),
            base_text: words::base(look, &line.base).unwrap_or_default(),
        };
    }
    let totals = ledger::totals(library, id);
    let comparable = totals.comparable.lines > 0;
    let change = comparable.then(|| words::change_brief(look, &totals.comparable.change()));
    let counted = totals.counts.counted > 0;
    Row {
        label,
        request: counted.then_some(totals.request_total),
        base: comparable.then_some(totals.comparable.base),
        request_text: if counted {
            joined(look.oku(totals.request_total), change)
        } else {
            NO_FIGURE.to_owned()
        },
        base_text: if comparable {
            look.oku(totals.comparable.base)
        } else {
            String::new()
        },
    }
}

/// The total; of nothing that can be added up there is none, which is not 0.
fn total_of(look: &Look, totals: &Totals) -> String {
    match totals.counts.counted {
        0 => NO_FIGURE.to_owned(),
        _ => look.oku(totals.request_total),
    }
}

fn joined(figure: String, change: Option<String>) -> String {
    match change {
        Some(change) => format!("{figure} {change}"),
        None => figure,
    }
}

/// Address and title; of a document its title alone.
fn titled(library: &Library, id: NodeId) -> String {
    match library.node(id).kind {
        Kind::Document => words::heading(library, id),
        _ => format!("{} {}", library.address(id), words::heading(library, id)),
    }
}

/// The picture in words, for those who do not see it.
fn described(look: &Look, library: &Library, id: NodeId) -> String {
    let title = titled(library, id);
    let total = total_of(look, &ledger::totals(library, id));
    let labels = Labels::of(look.lang, library, id);
    let what = labels.total(look.text(Text::new("要求額の合計", "Total request")));
    match look.lang {
        Lang::Ja => format!("{title}。{what} {total}"),
        Lang::En => format!("{title}. {what} {total}"),
    }
}

fn head(
    out: &mut dyn Write,
    look: &Look,
    library: &Library,
    id: NodeId,
    inks: &Inks,
) -> io::Result<()> {
    let title = titled(library, id);
    let described = described(look, library, id);
    writeln!(out, "<title>{}</title>", escaped(&title))?;
    writeln!(out, "<desc>{}</desc>", escaped(&described))?;
    writeln!(
        out,
        r#"<rect width="100%" height="100%" fill="{}"/>"#,
        inks.paper
    )?;
    let title = escaped(&look.ruler.cut(&title, 100));
    writeln!(
        out,
        r#"<text x="16" y="32" font-size="18" font-weight="bold" fill="{}">{title}</text>"#,
        inks.ink
    )
}

fn legend(
    out: &mut dyn Write,
    look: &Look,
    library: &Library,
    id: NodeId,
    inks: &Inks,
) -> io::Result<()> {
    let meta = &library.document_of(id).meta;
    let with_year = |label: Text, year: &Option<String>| match year {
        Some(year) => format!("{year} {}", look.text(label)),
        None => look.text(label).to_owned(),
    };
    let labels = Labels::of(look.lang, library, id);
    rect(out, 16, 50, "14", inks.rise)?;
    text(
        out,
        36,
        62,
        inks.ink,
        &labels.request(&with_year(REQUEST, &meta.fiscal_year)),
    )?;
    rect(out, 216, 50, "14", inks.stock)?;
    let base = match labels.is_of_sheets() {
        true => format!("{}{}", labels.base(""), look.text(COMPARED)),
        false => with_year(BASE, &meta.base_year),
    };
    text(out, 236, 62, inks.ink, &base)
}

fn bars(out: &mut dyn Write, row: &Row, longest: Decimal, top: u32, inks: &Inks) -> io::Result<()> {
    text(out, 16, top + 19, inks.ink, &row.label)?;
    let pairs = [
        (row.request, &row.request_text, top, inks.rise, inks.ink),
        (row.base, &row.base_text, top + 16, inks.stock, inks.dim),
    ];
    for (amount, words, top, fill, color) in pairs {
        let length = amount.map_or(Decimal::ZERO, |amount| pixels(amount.min(longest), longest));
        if !length.is_zero() {
            rect(out, LABELS, top, &length.to_string(), fill)?;
        }
        if amount.is_some_and(|amount| amount > longest) {
            cut(out, top, inks)?;
        }
        let x = (Decimal::from(LABELS + 6) + length).to_string();
        text(out, x, top + 12, color, words)?;
    }
    Ok(())
}

/// Two strokes of the ground across a bar that is cut short.
fn cut(out: &mut dyn Write, top: u32, inks: &Inks) -> io::Result<()> {
    let bottom = top + 14;
    for x in [LABELS + BARS * 3 / 4, LABELS + BARS * 3 / 4 + 9] {
        writeln!(
            out,
            r#"<path d="M{x} {bottom}l6 -14h4l-6 14z" fill="{}"/>"#,
            inks.paper
        )?;
    }
    Ok(())
}

/// Pixels of a bar to one decimal; what is more than nothing is seen.
fn pixels(amount: Decimal, longest: Decimal) -> Decimal {
    let share = amount.checked_div(longest).unwrap_or_default();
    let length = (share.min(Decimal::ONE) * Decimal::from(BARS)).round_dp(1);
    // What is less than nothing has no length; its figure stands beside.
    if amount <= Decimal::ZERO || longest <= Decimal::ZERO {
        Decimal::ZERO
    } else {
        length.max(Decimal::ONE)
    }
}

fn rect(out: &mut dyn Write, x: u32, y: u32, width: &str, fill: &str) -> io::Result<()> {
    writeln!(
        out,
        r#"<rect x="{x}" y="{y}" width="{width}" height="14" fill="{fill}"/>"#
    )
}

fn text(
    out: &mut dyn Write,
    x: impl std::fmt::Display,
    y: u32,
    fill: &str,
    words: &str,
) -> io::Result<()> {
    writeln!(
        out,
        r#"<text x="{x}" y="{y}" fill="{fill}">{}</text>"#,
        escaped(words)
    )
}

/// How many lines at or below the node are in no sum.
fn left_out(library: &Library, id: NodeId) -> usize {
    let counts = ledger::totals(library, id).counts;
    counts.relisted + counts.within + counts.unspecified + counts.filp
}

/// What no picture shows, and where it is from.
fn foot_note(look: &Look, library: &Library, id: NodeId) -> String {
    let source = cite::document(library, id, look.lang);
    let left_out = left_out(library, id);
    // A line alone leaves nothing out; it is in no sum itself, or is.
    if library.budget(id).is_some() {
        let marks = words::node_marks(look, library, id).join("、");
        return match look.lang {
            _ if left_out == 0 || marks.is_empty() => match look.lang {
                Lang::Ja => format!("出典: {source}"),
                Lang::En => format!("Source: {source}"),
            },
            Lang::Ja => format!("この額は合計に入りません（{marks}）。出典: {source}"),
            Lang::En => format!("In no total ({marks}). Source: {source}"),
        };
    }
    sums_note(look, left_out, &source)
}

/// The note under sums.
fn sums_note(look: &Look, left_out: usize, source: &str) -> String {
    match look.lang {
        Lang::Ja => {
            format!("合計に入れない行 {left_out}件（再掲・内数・事項要求・財投）。出典: {source}")
        }
        Lang::En => format!(
            "Left out of totals: {left_out} (relisted, within, unspecified, fiscal loans). Source: {source}"
        ),
    }
}

/// Text for XML: no markup and no control characters, which XML does not allow at all.
fn escaped(text: &str) -> String {
    let text = shown(text).replace(['\u{fffe}', '\u{ffff}'], "\u{fffd}");
    html_escape::encode_double_quoted_attribute(&text).into_owned()
}

#[cfg(test)]
mod tests;
