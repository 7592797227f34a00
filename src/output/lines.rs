//! Budget lines as a table for people.

use std::io::{self, Write};

use super::labels::Labels;
use super::words::TAKEN_OUT;
use super::{Align, Look, Table, words};
use crate::cite;
use crate::lang::Text;
use crate::ledger;
use crate::model::{Library, NodeId};
use crate::text::shown;

const ADDRESS: Text = Text::new("番地", "Address");
const REQUEST: Text = Text::new("要求", "Request");
const BASE: Text = Text::new("前年度", "Base year");
const CHANGE: Text = Text::new("増減", "Change");
const PERCENT: Text = Text::new("率", "Percent");
const RATE: Text = Text::new("執行率", "Execution rate");
const MARKS: Text = Text::new("印", "Marks");
const NAME: Text = Text::new("名称", "Name");

const HEADS: [(Text, Align); 7] = [
    (ADDRESS, Align::Left),
    (REQUEST, Align::Right),
    (BASE, Align::Right),
    (CHANGE, Align::Right),
    (PERCENT, Align::Right),
    (MARKS, Align::Left),
    (NAME, Align::Left),
];

/// Writes those lines as aligned columns, the name last; below them what was taken out of the
/// sums, if anything was.
///
/// # Errors
/// What `out` says.
pub fn write(
    out: &mut dyn Write,
    look: &Look,
    library: &Library,
    lines: &[NodeId],
    without: &[NodeId],
) -> io::Result<()> {
    let mut of_sheets = lines.iter().filter_map(|id| library.budget(*id));
    let rows = lines.iter().filter_map(|id| cells(look, library, *id));
    let mut heads = HEADS.map(|(head, align)| (look.text(head).to_owned(), align));
    if let Some(first) = lines.first() {
        let labels = Labels::of(look.lang, library, *first);
        let [_, (request, _), (base, _), ..] = &mut heads;
        (*request, *base) = (labels.request(request), labels.base(base));
    }
    if of_sheets.any(|line| line.spending.is_some()) {
        let [address, request, base, change, percent, marks, name] = heads;
        let rate = (look.text(RATE).to_owned(), Align::Right);
        let heads = [address, request, base, change, percent, rate, marks, name];
        let mut table = Table::new(heads);
        for (rate, [address, request, base, change, percent, marks, name]) in rows {
            table.push([address, request, base, change, percent, rate, marks, name]);
        }
        table.write(out, look)?;
    } else {
        let mut table = Table::new(heads);
        rows.for_each(|(_, cells)| table.push(cells));
        table.write(out, look)?;
    }
    write_without(out, look, library, without)
}

/// The rate of execution of a line, if it has one, and what every line has.
fn cells(look: &Look, library: &Library, id: NodeId) -> Option<(String, [String; 7])> {
    let line = library.budget(id)?;
    let change = ledger::change(line);
    let percent = change.and_then(|change| change.percent);
    let rate = line.spending.as_deref().and_then(|s| s.now.rate());
    let marks = words::node_marks(look, library, id);
    let cells = [
        library.address(id).to_string(),
        words::request(look, &line.request),
        words::base(look, &line.base).unwrap_or_default(),
        change
            .map(|change| words::change_brief(look, &change))
            .unwrap_or_default(),
        percent.map(|p| look.percent(p)).unwrap_or_default(),
        marks.join(look.text(Text::new("・", ", "))),
        shown(&library.node(id).title).into_owned(),
    ];
    Some((
        rate.map(|rate| format!("{rate}%")).unwrap_or_default(),
        cells,
    ))
}

/// Says what was taken out of the sums, in a line of its own; nothing where nothing was.
///
/// # Errors
/// What `out` says.
pub(super) fn write_without(
    out: &mut dyn Write,
    look: &Look,
    library: &Library,
    without: &[NodeId],
) -> io::Result<()> {
    if without.is_empty() {
        return Ok(());
    }
    let said = cite::without(library, without, look.lang);
    for line in look.wrapped(&format!("{}: {said}", look.text(TAKEN_OUT)), 0) {
        writeln!(out, "{line}")?;
    }
    Ok(())
}
