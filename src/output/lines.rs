//! Budget lines as a table for people.

use std::io::{self, Write};

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
const MARKS: Text = Text::new("印", "Marks");
const NAME: Text = Text::new("名称", "Name");

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
    let mut table = Table::new([
        (look.text(ADDRESS), Align::Left),
        (look.text(REQUEST), Align::Right),
        (look.text(BASE), Align::Right),
        (look.text(CHANGE), Align::Right),
        (look.text(PERCENT), Align::Right),
        (look.text(MARKS), Align::Left),
        (look.text(NAME), Align::Left),
    ]);
    for id in lines {
        let Some(line) = library.budget(*id) else {
            continue;
        };
        let change = ledger::change(line);
        let percent = change.and_then(|change| change.percent);
        let marks = words::node_marks(look, library, *id);
        table.push([
            library.address(*id).to_string(),
            words::request(look, &line.request),
            words::base(look, &line.base).unwrap_or_default(),
            change
                .map(|change| words::change_brief(look, &change))
                .unwrap_or_default(),
            percent.map(|p| look.percent(p)).unwrap_or_default(),
            marks.join(look.text(Text::new("・", ", "))),
            shown(&library.node(*id).title).into_owned(),
        ]);
    }
    table.write(out, look)?;
    write_without(out, look, library, without)
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
