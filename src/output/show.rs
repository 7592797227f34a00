//! One node for people: where it stands, its text, its money.

use std::io::{self, Write};

use super::labels::Labels;
use super::{Look, totals, words};
use crate::cite;
use crate::lang::{Lang, Text};
use crate::ledger::{self, EVERYTHING};
use crate::model::{BudgetLine, Kind, Library, NodeId};
use crate::names;
use crate::text::{escape::plain_line, shown};

const PLACE: Text = Text::new("位置", "Place");
const PAGE: Text = Text::new("ページ", "Page");
const SOURCE: Text = Text::new("出典", "Source");
const BODY_TITLE: Text = Text::new("本文での表記", "Worded in the body");
const REQUEST: Text = Text::new("要求", "Request");
const BASE: Text = Text::new("前年度", "Base year");
const SUPPLEMENTARY: Text = Text::new("補正", "Supplementary");
const CHANGE: Text = Text::new("増減", "Change");
const ORIGINAL: Text = Text::new("再掲元", "Original");
const RELISTINGS: Text = Text::new("再掲先", "Listed again at");
const BELOW: Text = Text::new("下位の項目", "Below");
const UNKNOWN_ORIGINAL: Text = Text::new("見当たりません", "not found");

/// Writes the node.
///
/// # Errors
/// What `out` says.
pub fn write(out: &mut dyn Write, look: &Look, library: &Library, id: NodeId) -> io::Result<()> {
    let node = library.node(id);
    let address = library.address(id);
    let marks = words::bracketed(look, &words::node_marks(look, library, id));
    let title = format!("{address} {} {marks}", words::heading(library, id));
    for line in look.wrapped(title.trim_end(), 0) {
        writeln!(out, "{}", look.bold(&line))?;
    }
    place(out, look, library, id)?;
    if let Some(body_title) = &node.body_title {
        field(out, look, look.text(BODY_TITLE), &shown(body_title))?;
    }
    if let Some(line) = library.budget(id) {
        writeln!(out)?;
        money(out, look, library, id, line, 0)?;
        return Ok(());
    }
    own_text(out, look, library, id)?;
    budget_lines(out, look, library, id)?;
    below(out, look, library, id)?;
    writeln!(out)?;
    totals::write_summary(out, look, library, &EVERYTHING, id)
}

fn place(out: &mut dyn Write, look: &Look, library: &Library, id: NodeId) -> io::Result<()> {
    let mut steps: Vec<String> = library
        .ancestors(id)
        .filter(|above| library.node(*above).kind != Kind::Document)
        .map(|above| {
            format!(
                "{} {}",
                library.address(above),
                words::heading(library, above)
            )
        })
        .collect();
    steps.reverse();
    if !steps.is_empty() {
        field(out, look, look.text(PLACE), &steps.join(look.step()))?;
    }
    let theme = library.enclosing(id, Kind::Theme);
    if let Some(page) = theme.and_then(|theme| library.node(theme).page) {
        field(out, look, look.text(PAGE), &page.to_string())?;
    }
    if let Some(lines) = library.node(id).lines {
        let meta = &library.document_of(id).meta;
        let source = format!(
            "{} ({})",
            cite::document(library, id, look.lang),
            shown(&meta.source)
        );
        let place = match (look.lang, lines.first == lines.last) {
            (Lang::Ja, true) => format!("{source} {}行", lines.first),
            (Lang::Ja, false) => format!("{source} {}-{}行", lines.first, lines.last),
            (Lang::En, true) => format!("{source}, line {}", lines.first),
            (Lang::En, false) => format!("{source}, lines {}-{}", lines.first, lines.last),
        };
        field(out, look, look.text(SOURCE), &place)?;
    }
    Ok(())
}

fn field(out: &mut dyn Write, look: &Look, label: &str, value: &str) -> io::Result<()> {
    indented_field(out, look, label, value, 0)
}

fn indented_field(
    out: &mut dyn Write,
    look: &Look,
    label: &str,
    value: &str,
    indent: usize,
) -> io::Result<()> {
    for line in look.wrapped(&format!("{label}: {value}"), indent) {
        writeln!(out, "{line}")?;
    }
    Ok(())
}

fn own_text(out: &mut dyn Write, look: &Look, library: &Library, id: NodeId) -> io::Result<()> {
    let text = &library.node(id).text;
    if !text.is_empty() {
        writeln!(out)?;
    }
    for line in text {
        for part in look.wrapped(&plain_line(&line.text), 0) {
            writeln!(out, "{part}")?;
        }
    }
    Ok(())
}

fn budget_lines(out: &mut dyn Write, look: &Look, library: &Library, id: NodeId) -> io::Result<()> {
    for line_id in library.own_lines(id) {
        let Some(line) = library.budget(line_id) else {
            continue;
        };
        let marks = words::bracketed(look, &words::node_marks(look, library, line_id));
        writeln!(out)?;
        let title = format!(
            "{} {} {marks}",
            library.address(line_id),
            shown(&library.node(line_id).title)
        );
        for part in look.wrapped(title.trim_end(), 0) {
            writeln!(out, "{}", look.bold(&part))?;
        }
        money(out, look, library, line_id, line, 2)?;
    }
    Ok(())
}

/// The figures of one budget line, each on a line.
fn money(
    out: &mut dyn Write,
    look: &Look,
    library: &Library,
    id: NodeId,
    line: &BudgetLine,
    indent: usize,
) -> io::Result<()> {
    let meta = &library.document_of(id).meta;
    let with_year = |label: Text, year: Option<&String>| match (year, look.lang) {
        (Some(year), Lang::Ja) => format!("{}（{}）", look.text(label), shown(year)),
        (Some(year), Lang::En) => format!("{} ({})", look.text(label), shown(year)),
        (None, _) => look.text(label).to_owned(),
    };
    let labels = Labels::of(look.lang, library, id);
    let mut fields = vec![(
        labels.request(&with_year(REQUEST, meta.fiscal_year.as_ref())),
        words::request(look, &line.request),
    )];
    if let Some(base) = words::base(look, &line.base) {
        let label = labels.base(&with_year(BASE, meta.base_year.as_ref()));
        fields.push((label, base));
    }
    if let Some(part) = &line.supplementary {
        let value = format!("{} {}", shown(&part.label), look.oku(part.amount.oku));
        fields.push((look.text(SUPPLEMENTARY).to_owned(), value));
    }
    let change = ledger::change(line).map_or_else(
        || look.text(names::INCOMPARABLE).to_owned(),
        |change| words::change_full(look, &change),
    );
    fields.push((look.text(CHANGE).to_owned(), change));
    let named = |id: NodeId| format!("{} {}", library.address(id), shown(&library.node(id).title));
    if library.node(id).relisted {
        let original = line.original.map(named);
        let original = original.unwrap_or_else(|| look.text(UNKNOWN_ORIGINAL).to_owned());
        fields.push((look.text(ORIGINAL).to_owned(), original));
    }
    for again in library.relistings(id) {
        fields.push((look.text(RELISTINGS).to_owned(), named(*again)));
    }
    for (label, value) in fields {
        indented_field(out, look, &label, &value, indent)?;
    }
    Ok(())
}

fn below(out: &mut dyn Write, look: &Look, library: &Library, id: NodeId) -> io::Result<()> {
    let mut children = library
        .children(id)
        .filter(|child| library.node(*child).kind != Kind::Budget)
        .peekable();
    if children.peek().is_some() {
        writeln!(out)?;
        writeln!(out, "{}", look.bold(look.text(BELOW)))?;
    }
    for child in children {
        let line = format!(
            "{} {}",
            library.address(child),
            words::heading(library, child)
        );
        writeln!(out, "{}", look.cut(&format!("  {line}")))?;
    }
    Ok(())
}

/// Writes the node's source lines, `text` being the whole document, each after its number.
///
/// # Errors
/// What `out` says.
pub fn write_source(
    out: &mut dyn Write,
    look: &Look,
    library: &Library,
    id: NodeId,
    text: &str,
) -> io::Result<()> {
    let Some(range) = library.node(id).lines else {
        return Ok(());
    };
    let digits = range.last.to_string().len();
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    for (number, line) in (1..).zip(text.lines()) {
        if number > range.last {
            break;
        }
        if number >= range.first {
            let number = look.dim(&format!("{number:>digits$}"));
            writeln!(out, "{number}  {}", shown(line).trim_end())?;
        }
    }
    Ok(())
}
