//! Findings about a document, one a line, as compilers print them.

use std::io::{self, Write};

use super::{Look, rows};
use crate::lang::Lang;
use crate::model::{Diagnostic, Severity};
use crate::text::shown;

/// `file:line: severity: code: message`, one finding a line.
///
/// # Errors
/// What `out` says.
pub fn write_text(out: &mut dyn Write, path: &str, findings: &[Diagnostic]) -> io::Result<()> {
    for finding in findings {
        writeln!(
            out,
            "{}:{}: {}: {}: {}",
            shown(path),
            finding.line,
            finding.severity.word(),
            finding.code,
            shown(&finding.message)
        )?;
    }
    Ok(())
}

/// The findings as csv.
///
/// # Errors
/// What `out` says.
pub fn write_csv(out: &mut dyn Write, path: &str, findings: &[Diagnostic]) -> io::Result<()> {
    let heads = ["file", "line", "severity", "code", "message"];
    let rows = findings.iter().map(|finding| {
        [
            path.to_owned(),
            finding.line.to_string(),
            finding.severity.word().to_owned(),
            finding.code.to_owned(),
            finding.message.clone(),
        ]
    });
    rows::write_table(out, &heads, rows)
}

/// How many findings of each severity there are, in one sentence.
#[must_use]
pub fn summary(look: &Look, findings: &[Diagnostic]) -> String {
    let count = |severity| findings.iter().filter(|f| f.severity == severity).count();
    let (errors, warnings, infos) = (
        count(Severity::Error),
        count(Severity::Warning),
        count(Severity::Info),
    );
    match look.lang {
        Lang::Ja => format!("誤り{errors}件、注意{warnings}件、参考{infos}件"),
        Lang::En => format!("errors: {errors}, warnings: {warnings}, notes: {infos}"),
    }
}
