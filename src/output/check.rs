//! Findings about a document, one a line, as compilers print them.

use std::io::{self, Write};

use super::{Look, rows};
use crate::lang::Lang;
use crate::model::{Coverage, Diagnostic, Severity};
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

/// What became of the amounts that the document prints, in one line.
///
/// # Errors
/// What `out` says.
pub fn write_coverage(
    out: &mut dyn Write,
    look: &Look,
    path: &str,
    coverage: Option<Coverage>,
) -> io::Result<()> {
    let Some(coverage) = coverage else {
        return Ok(());
    };
    let Coverage {
        programmes,
        subtotals,
        text,
        unread,
    } = coverage;
    let all = coverage.amounts();
    let line = match look.lang {
        Lang::Ja => format!(
            "金額{all}個: 事業{programmes}、小計・合計{subtotals}、文章の中{text}、読めなかったもの{unread}"
        ),
        Lang::En => format!(
            "{all} amounts: {programmes} of programmes, {subtotals} subtotals, {text} in running text, {unread} not read"
        ),
    };
    writeln!(out, "{}: {line}", shown(path))
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
