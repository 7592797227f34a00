//! Markdown to hand on: a table of chosen budget lines, and a report of marks with notes.

use std::io::{self, Write};

use super::labels::Labels;
use super::markdown::escaped;
use super::{About, Look, totals, words};
use crate::cite;
use crate::lang::{Lang, Text};
use crate::ledger::{self, Scope, Totals};
use crate::model::{Base, BudgetLine, Kind, Library, NodeId};
use crate::text::shown;

const LINES: Text = Text::new("予算の行", "Budget lines");
const MARKS: Text = Text::new("印の報告書", "Report of marks");
const CHOSEN: Text = Text::new("選び方", "Chosen by");
const SUM: Text = Text::new("要求額の合計", "Total requested");
const CHANGE: Text = Text::new("増減", "Change");
const COMPARABLE: Text = Text::new("前年度と比べられる分", "Comparable with base year");
const REQUEST: Text = Text::new("要求", "Request");
const BASE: Text = Text::new("前年度", "Base year");
const STATE: Text = Text::new("印", "State");
const NOTE: Text = Text::new("覚え書き", "Note");
const PLACE: Text = Text::new("位置", "Place");
const SOURCE: Text = Text::new("原文", "Source");
const ORIGINAL: Text = Text::new("再掲元", "Original");
const RELISTINGS: Text = Text::new("再掲先", "Listed again at");
const SUPPLEMENTARY: Text = Text::new("補正", "Supplementary");
const CITATION: Text = Text::new("出典", "Citation");
const HEADS: Text = Text::new(
    "| 番地 | 事業名 | 要求 | 前年度 | 増減 | 率 | 印 | 施策 | 頁 |",
    "| Address | Programme | Request | Base year | Change | Percent | State | Measure | Page |",
);

/// Writes these lines as a table in their order, under what they are of and add up to.
///
/// # Errors
/// What `out` says.
pub fn write_lines(
    out: &mut dyn Write,
    look: &Look,
    library: &Library,
    lines: &[NodeId],
    about: &About,
) -> io::Result<()> {
    writeln!(out, "# {}", look.text(LINES))?;
    writeln!(out)?;
    for (name, what) in about.head(look, library) {
        writeln!(out, "- {name}: {}", escaped(&what))?;
    }
    let totals = ledger::totals_of(library, lines.iter().copied());
    let labels = lines
        .first()
        .map(|first| Labels::of(look.lang, library, *first));
    sums(out, look, &totals, labels.as_ref())?;
    writeln!(out)?;
    table_head(out, look, labels.as_ref())?;
    for id in lines {
        let Some(line) = library.budget(*id) else {
            continue;
        };
        let change = ledger::change(line);
        let measure = library.enclosing(*id, Kind::Measure);
        let cells = [
            Some(format!("`{}`", library.address(*id))),
            Some(escaped(&shown(&library.node(*id).title))),
            Some(words::request(look, &line.request)),
            Some(words::base(look, &line.base).unwrap_or_default()),
            Some(change.map_or_else(String::new, |c| words::change_brief(look, &c))),
            Some(
                change
                    .and_then(|c| c.percent)
                    .map_or_else(String::new, |p| look.percent(p)),
            ),
            rate_cell(labels.as_ref(), line),
            Some(words::node_marks(look, library, *id).join(look.text(Text::new("・", ", ")))),
            Some(measure.map_or_else(String::new, |m| escaped(&words::heading(library, m)))),
            Some(cite::page(library, *id).map_or_else(String::new, |page| page.to_string())),
        ];
        let cells = cells.into_iter().flatten().collect::<Vec<_>>();
        writeln!(out, "| {} |", cells.join(" | "))?;
    }
    Ok(())
}

fn table_head(out: &mut dyn Write, look: &Look, labels: Option<&Labels>) -> io::Result<()> {
    let Some(labels) = labels.filter(|labels| labels.is_of_sheets()) else {
        writeln!(out, "{}", look.text(HEADS))?;
        return writeln!(out, "|---|---|---:|---:|---:|---:|---|---|---:|");
    };
    let (request, base) = (labels.request(""), labels.base(""));
    match look.lang {
        Lang::Ja => writeln!(
            out,
            "| 番地 | 事業名 | {request} | {base} | 増減 | 率 | 執行率 | 印 | 施策 | 頁 |"
        )?,
        Lang::En => writeln!(
            out,
            "| Address | Programme | {request} | {base} | Change | Percent | Execution rate | State | Measure | Page |"
        )?,
    }
    writeln!(out, "|---|---|---:|---:|---:|---:|---:|---|---|---:|")
}

/// The rate of execution, where lines are of review sheets.
fn rate_cell(labels: Option<&Labels>, line: &BudgetLine) -> Option<String> {
    labels.filter(|labels| labels.is_of_sheets())?;
    let rate = line.spending.as_deref().and_then(|s| s.now.rate());
    Some(rate.map_or_else(String::new, |rate| format!("{rate}%")))
}

/// Writes a section for each marked node, with the user's note, where it stands, its money, and
/// a line to cite. The sums of groups are those of the scope given, and are followed by what that
/// is in words, which are empty where it is everything.
///
/// # Errors
/// What `out` says.
pub fn write_marks(
    out: &mut dyn Write,
    look: &Look,
    library: &Library,
    marks: &[(NodeId, String)],
    sums: (&Scope, &str),
) -> io::Result<()> {
    heading(out, look, library, MARKS)?;
    for (id, note) in marks {
        writeln!(out)?;
        let title = escaped(&words::heading(library, *id));
        writeln!(out, "## `{}` {title}", library.address(*id))?;
        writeln!(out)?;
        if !note.is_empty() {
            item(out, look, NOTE, &escaped(&shown(note)))?;
        }
        mark(out, look, library, *id, sums)?;
    }
    Ok(())
}

fn heading(out: &mut dyn Write, look: &Look, library: &Library, what: Text) -> io::Result<()> {
    let titles: Vec<String> = library
        .documents()
        .iter()
        .map(|document| escaped(&shown(&document.meta.title)))
        .collect();
    writeln!(out, "# {}: {}", look.text(what), titles.join(" / "))?;
    writeln!(out)
}

fn mark(
    out: &mut dyn Write,
    look: &Look,
    library: &Library,
    id: NodeId,
    (scope, about): (&Scope, &str),
) -> io::Result<()> {
    let mut path = library.path(id);
    path.pop();
    let steps: Vec<String> = path
        .into_iter()
        .filter(|step| library.node(*step).kind != Kind::Document)
        .map(|step| escaped(&words::heading(library, step)))
        .collect();
    if !steps.is_empty() {
        item(out, look, PLACE, &steps.join(look.step()))?;
    }
    let page = cite::page(library, id).map(|page| cite::page_text(page, look.lang));
    let lines = cite::source_lines(library, id).map(|(first, last)| match look.lang {
        Lang::Ja if first == last => format!("{first}行"),
        Lang::Ja => format!("{first}-{last}行"),
        Lang::En if first == last => format!("line {first}"),
        Lang::En => format!("lines {first}-{last}"),
    });
    let name = escaped(&shown(&library.document_of(id).meta.source));
    let place: Vec<String> = page.into_iter().chain([name]).chain(lines).collect();
    item(out, look, SOURCE, &place.join(" "))?;
    let figures = match library.budget(id) {
        Some(line) => cite::Figures {
            money: line_money(out, look, library, id)?,
            change: ledger::change(line)
                .filter(|_| line.base != Base::New)
                .map_or_else(String::new, |change| words::change_full(look, &change)),
            rules: line_rules(look, library, id),
        },
        None => {
            let totals = scope.totals(library, id);
            if !about.is_empty() {
                item(out, look, CHOSEN, &escaped(&shown(about)))?;
            }
            sums(
                out,
                look,
                &totals,
                Some(&Labels::of(look.lang, library, id)),
            )?;
            let mut figures = sum_figures(look, &totals, about);
            figures.rules.extend(cite::unread(library, id, look.lang));
            figures
        }
    };
    let citation = cite::citation(library, id, look.lang, &figures);
    item(out, look, CITATION, &escaped(&citation))
}

/// A sum for its citation, with what it is of and the rule by which it counts.
fn sum_figures(look: &Look, totals: &Totals, about: &str) -> cite::Figures {
    let mut rules = vec![about.to_owned()];
    rules.retain(|rule| !rule.is_empty());
    if totals.counts.counted == 0 {
        return cite::Figures {
            rules,
            ..cite::Figures::default()
        };
    }
    rules.push(look.text(cite::COUNTED_ONCE).to_owned());
    let compared = totals.comparable.lines > 0;
    let change = compared.then(|| words::change_full(look, &totals.comparable.change()));
    cite::Figures {
        money: look.oku(totals.request_total),
        change: cite::change_of_sum(
            &change.unwrap_or_default(),
            totals.comparable.lines,
            totals.counts.counted,
            look.lang,
        ),
        rules,
    }
}

/// That a line is the money of another one.
fn line_rules(look: &Look, library: &Library, id: NodeId) -> Vec<String> {
    let original = library.budget(id).and_then(|line| line.original);
    let address = original.map(|original| library.address(original).to_string());
    cite::relisted_rule(library.node(id).relisted, address.as_deref(), look.lang)
}

/// The money of a budget line, and in short for its citation.
fn line_money(
    out: &mut dyn Write,
    look: &Look,
    library: &Library,
    id: NodeId,
) -> io::Result<String> {
    let Some(line) = library.budget(id) else {
        return Ok(String::new());
    };
    let labels = Labels::of(look.lang, library, id);
    let request = words::request(look, &line.request);
    named_item(out, &labels.request(look.text(REQUEST)), &request)?;
    let base_name = labels.base(look.text(BASE));
    let base = words::base(look, &line.base);
    if let Some(base) = &base {
        named_item(out, &base_name, base)?;
    }
    if let Some(part) = &line.supplementary {
        let text = format!("{} {}", shown(&part.label), look.oku(part.amount.oku));
        item(out, look, SUPPLEMENTARY, &escaped(&text))?;
    }
    if let Some(change) = ledger::change(line) {
        item(out, look, CHANGE, &words::change_full(look, &change))?;
    }
    let marks = words::node_marks(look, library, id);
    if !marks.is_empty() {
        item(out, look, STATE, &words::bracketed(look, &marks))?;
    }
    let address = |id: &NodeId| format!("`{}`", library.address(*id));
    if let Some(original) = &line.original {
        item(out, look, ORIGINAL, &address(original))?;
    }
    let again: Vec<String> = library.relistings(id).iter().map(address).collect();
    if !again.is_empty() {
        item(out, look, RELISTINGS, &again.join(" "))?;
    }
    Ok(match (base, look.lang) {
        (Some(base), Lang::Ja) => format!("{request}（{base_name} {base}）"),
        (Some(base), Lang::En) => format!("{request} ({base_name} {base})"),
        (None, _) => request,
    })
}

/// What lines add up to, and what was left out of it.
fn sums(
    out: &mut dyn Write,
    look: &Look,
    totals: &Totals,
    labels: Option<&Labels>,
) -> io::Result<()> {
    let named = |plain: Text, named: fn(&Labels, &str) -> String| {
        let plain = look.text(plain);
        labels.map_or_else(|| plain.to_owned(), |labels| named(labels, plain))
    };
    let counts = totals.counts;
    if counts.lines == 0 {
        return Ok(());
    }
    let counted = words::lines(look, counts.counted);
    let sum = format!("{} ({counted})", look.oku(totals.request_total));
    named_item(out, &named(SUM, Labels::total), &sum)?;
    let left_out = totals::left_out(look, totals);
    if !left_out.is_empty() {
        item(out, look, totals::LEFT_OUT, &left_out)?;
    }
    if !totals.filp_parts.is_empty() {
        let parts = words::parts(look, &totals.filp_parts);
        item(out, look, totals::LOANS, &escaped(&parts))?;
    }
    if totals.comparable.lines > 0 {
        let (base, request) = (totals.comparable.base, totals.comparable.request);
        let lines = words::lines(look, totals.comparable.lines);
        let arrow = look.arrow();
        let text = format!("{} {arrow} {} ({lines})", look.oku(base), look.oku(request));
        let plain = look.text(COMPARABLE);
        let label = match labels {
            Some(labels) => labels.comparable(plain, totals),
            None => plain.to_owned(),
        };
        named_item(out, &label, &text)?;
        let change = words::change_full(look, &totals.comparable.change());
        item(out, look, CHANGE, &change)?;
    }
    Ok(())
}

fn item(out: &mut dyn Write, look: &Look, label: Text, text: &str) -> io::Result<()> {
    named_item(out, look.text(label), text)
}

fn named_item(out: &mut dyn Write, label: &str, text: &str) -> io::Result<()> {
    writeln!(out, "- {label}: {text}")
}
