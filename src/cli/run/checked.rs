//! What was noticed in a document, as `check` answers.

use std::io::{self, Write};

use super::opened::Opened;
use super::spoken;
use crate::cli::args::Format;
use crate::cli::door::warn;
use crate::error::Error;
use crate::model::Severity;
use crate::output::{check, json};
use crate::text::Harmless;

/// Writes the findings, and that there is no budget line where there is none; 1 where a finding is an error.
pub(super) fn check_document(
    out: &mut dyn Write,
    opened: &Opened,
    format: Format,
) -> Result<u8, Error> {
    let path = &opened.source.path;
    let findings = &opened.library.document_of(opened.root()).diagnostics;
    let mut lines = opened.library.budget_lines(opened.root());
    let is_empty = lines.next().is_none();
    match (format, opened.sentences) {
        (Format::Text, Some(sentences)) => {
            spoken::report(out, sentences, &opened.library, None, opened.look.lang)?;
        }
        (Format::Text, None) => {
            check::write_text(out, &opened.look, path, findings)?;
            let document = opened.library.document_of(opened.root());
            check::write_coverage(out, &opened.look, path, document)?;
            if is_empty {
                check::write_none(out, &opened.look, path)?;
            }
        }
        (Format::Json, _) => {
            json::write_value(out, &json::check(&opened.library, opened.root(), path))?;
        }
        (Format::Csv, _) => check::write_csv(out, path, findings)?,
    }
    out.flush()?;
    if io::IsTerminal::is_terminal(&io::stderr()) {
        // For people only, and apart from the findings; a closed standard error loses nothing.
        warn(&Harmless::line(&check::summary(&opened.look, findings)));
    }
    let wrong = findings.iter().any(|f| f.severity == Severity::Error);
    Ok(u8::from(wrong))
}
