//! Findings about a document, one a line, as compilers print them.

use std::io::{self, Write};

use super::{Look, rows};
use crate::lang::{Lang, Text};
use crate::model::{Coverage, Diagnostic, DocumentInfo, Severity, TOTAL_NOT_READ};
use crate::names;
use crate::text::shown;

/// `file:line: severity: code: message`, one finding a line.
///
/// # Errors
/// What `out` says.
pub fn write_text(
    out: &mut dyn Write,
    look: &Look,
    path: &str,
    findings: &[Diagnostic],
) -> io::Result<()> {
    for finding in findings {
        writeln!(
            out,
            "{}:{}: {}: {}: {}",
            shown(path),
            finding.line,
            finding.severity.word(),
            finding.code,
            shown(&names::finding(finding.code, &finding.message, look.lang))
        )?;
    }
    Ok(())
}

/// What became of the amounts that the document prints, in one line: of those not read how many are of
/// printed totals, and on how many lines stands what is in no sum, as every warning of it says.
///
/// # Errors
/// What `out` says.
pub fn write_coverage(
    out: &mut dyn Write,
    look: &Look,
    path: &str,
    document: &DocumentInfo,
) -> io::Result<()> {
    let Some(coverage) = document.coverage else {
        return Ok(());
    };
    let Coverage {
        programmes,
        subtotals,
        text,
        unread,
    } = coverage;
    let all = coverage.amounts();
    let findings = document.diagnostics.iter();
    let of_totals = findings.filter(|f| f.code == TOTAL_NOT_READ).count();
    let lines = document.unread_lines().len();
    let mut line = match look.lang {
        Lang::Ja => format!(
            "金額{all}個: 事業{programmes}、小計・合計{subtotals}、文章の中{text}、読めなかったもの{unread}"
        ),
        Lang::En => format!(
            "{all} amounts: {programmes} of programmes, {subtotals} subtotals, {text} in running text, {unread} not read"
        ),
    };
    if of_totals > 0 {
        line.push_str(&match look.lang {
            Lang::Ja => format!("（うち小計・合計の行に{of_totals}）"),
            Lang::En => format!(" ({of_totals} of printed totals)"),
        });
    }
    if lines > 0 {
        line.push_str(&match look.lang {
            Lang::Ja => format!("。読み取れず合計に入っていない行: {lines}行"),
            Lang::En => format!("; money on {lines} line(s) is in no sum"),
        });
    }
    writeln!(out, "{}: {line}", shown(path))
}

/// That the document has no budget line at all.
///
/// # Errors
/// What `out` says.
pub fn write_none(out: &mut dyn Write, look: &Look, path: &str) -> io::Result<()> {
    const NONE: Text = Text::new("予算の行が見つかりませんでした", "no budget line was found");
    writeln!(out, "{}: {}", shown(path), look.text(NONE))
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
