//! What became of budget lines, in words.

use std::io::{self, Write};

use super::super::{Look, words};
use super::traced::Traced;
use crate::review::trace::Told;
use crate::text::shown;

/// Writes the lines for people.
///
/// # Errors
/// What `out` says.
pub(super) fn text(out: &mut dyn Write, look: &Look, traced: &Traced<'_>) -> io::Result<()> {
    let amount = |oku| look.oku(oku);
    let told = Told {
        reviews: traced.reviews,
        programmes: traced.programmes,
        lang: look.lang,
        amount: &amount,
    };
    for trace in traced.traces {
        let row = traced.row(trace);
        let budget = traced.library.budget(trace.line);
        let asked = budget
            .map(|b| words::request(look, &b.request))
            .unwrap_or_default();
        let head = format!("{} {}  {asked}", row.id, shown(&row.name));
        writeln!(out, "{}", look.bold(&look.cut(&head)))?;
        for line in told.lines(trace) {
            for line in look.wrapped(&shown(&line), 2) {
                writeln!(out, "{line}")?;
            }
        }
    }
    if traced.traces.len() > 1 {
        writeln!(out)?;
        for line in super::tally::told(traced, look) {
            writeln!(out, "{line}")?;
        }
    }
    Ok(())
}
