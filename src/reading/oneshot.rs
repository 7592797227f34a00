//! Answers to one question, without a visit: what a plain command prints where it is to be
//! heard. Sentences instead of tables; every line tells its place in words.

use super::announced::{Position, Telling};
use super::command::Command;
use super::line::Line;
use super::operand::{Part, Verbosity};
use super::session::Session;
use super::state::ReadingState;
use crate::lang::Lang;
use crate::model::{Kind, NodeId, Severity, TOTAL_NOT_READ};
use crate::names;

/// The tree at and below a node, one node a line, `depth` levels at most. Blanks before a line
/// are decoration: its address says the level.
#[must_use]
pub fn outline(reading: &ReadingState<'_>, top: NodeId, depth: Option<usize>) -> Vec<Line> {
    let telling = Telling::of(Verbosity::Normal);
    let level = |id: NodeId| reading.library.ancestors(id).count();
    let is_document = reading.library.node(top).kind == Kind::Document;
    let first = level(top) + usize::from(is_document);
    reading
        .library
        .subtree(top)
        .filter(|id| !is_document || *id != top)
        .map(|id| (id, level(id).saturating_sub(first)))
        .filter(|(_, level)| depth.is_none_or(|depth| *level < depth))
        .map(|(id, level)| {
            let item = reading.item(reading.address(id), id, None, false, telling);
            Line::Ear(format!("{}{item}", "  ".repeat(level)))
        })
        .collect()
}

/// One node: where it is, its figures, its text or its source lines.
#[must_use]
pub fn place(reading: &ReadingState<'_>, id: NodeId, part: Part) -> Vec<Line> {
    let mut session = Session::new(id, Vec::new(), Verbosity::Full);
    let mut out = session.answer(reading, &Command::Read(part));
    if part == Part::All && reading.library.budget(id).is_none() {
        let telling = Telling::of(Verbosity::Normal);
        let own: Vec<NodeId> = reading.library.own_lines(id).collect();
        let items = own.iter().map(|line| {
            let address = reading.address(*line);
            Line::Ear(reading.item(address, *line, None, false, telling))
        });
        out.extend(items);
    }
    out
}

/// A head and numbered items with their addresses.
#[must_use]
pub fn list(reading: &ReadingState<'_>, head: String, ids: &[NodeId]) -> Vec<Line> {
    let noted: Vec<(NodeId, String)> = ids.iter().map(|id| (*id, String::new())).collect();
    self::noted(reading, head, &noted)
}

/// The same with a note behind each item.
#[must_use]
pub fn noted(reading: &ReadingState<'_>, head: String, items: &[(NodeId, String)]) -> Vec<Line> {
    let of = items.len();
    let mut years = true;
    let items = items.iter().enumerate().map(|(at, (id, note))| {
        let position = Position {
            place: at + 1,
            of,
            kind: None,
        };
        let telling = Telling {
            years,
            ..Telling::of(Verbosity::Normal)
        };
        years = years && !reading.says_year(*id);
        let label = reading.join(&[(at + 1).to_string(), reading.address(*id)]);
        let mut state = reading.state(*id, false, telling);
        state.push(note.clone());
        Line::Ear(reading.item_with(label, *id, state, Some(position), telling))
    });
    std::iter::once(Line::Ear(head)).chain(items).collect()
}

/// How many budget lines follow.
#[must_use]
pub fn lines_head(reading: &ReadingState<'_>, scope: NodeId, count: usize) -> String {
    let address = reading.address(scope);
    match reading.lang {
        Lang::Ja => format!("{address}の予算、{count}件。"),
        Lang::En => format!("{address}, budget lines: {count}."),
    }
}

/// The totals of a node, then of each of `groups`, the name of each first.
#[must_use]
pub fn totals(reading: &ReadingState<'_>, scope: NodeId, groups: &[NodeId]) -> Vec<Line> {
    let mut out = Vec::new();
    for id in std::iter::once(&scope).chain(groups) {
        let name = reading.join(&[reading.address(*id), reading.name(*id)]);
        out.push(Line::Ear(format!("{name}{}", reading.say("。", "."))));
        let figures = reading.figures(*id, Verbosity::Normal).into_iter();
        out.extend(figures.map(Line::Ear));
    }
    out
}

/// The comparison of the reading's two documents; none where it has none.
#[must_use]
pub fn compared(reading: &ReadingState<'_>) -> Option<Vec<Line>> {
    let (head, items) = reading.compared(None)?;
    let of = items.len();
    let telling = Telling::of(Verbosity::Normal);
    let items = items.into_iter().enumerate().map(|(at, (id, state))| {
        let position = Position {
            place: at + 1,
            of,
            kind: None,
        };
        let label = reading.join(&[(at + 1).to_string(), reading.address(id)]);
        Line::Ear(reading.item_with(label, id, state, Some(position), telling))
    });
    Some(head.into_iter().map(Line::Ear).chain(items).collect())
}

/// What a document has that no rule explains, and what became of its amounts.
#[must_use]
pub fn findings(reading: &ReadingState<'_>, root: NodeId) -> Vec<Line> {
    let document = reading.library.document_of(root);
    let findings = &document.diagnostics;
    let count = findings.len();
    let mut out = vec![Line::Ear(match (reading.lang, count) {
        (Lang::Ja, 0) => "確かめて、気づいたことはありません。".to_owned(),
        (Lang::En, 0) => "Nothing was found.".to_owned(),
        (Lang::Ja, _) => format!("気づいたことは{count}件です。"),
        (Lang::En, _) => format!("Findings: {count}."),
    })];
    out.extend(findings.iter().map(|finding| {
        let what = match finding.severity {
            Severity::Error => reading.say("誤り", "error"),
            Severity::Warning => reading.say("注意", "warning"),
            Severity::Info => reading.say("参考", "note"),
        };
        let line = match reading.lang {
            Lang::Ja => format!("{}行", finding.line),
            Lang::En => format!("line {}", finding.line),
        };
        let message = reading.heard(&names::finding(
            finding.code,
            &finding.message,
            reading.lang,
        ));
        let message = message.trim_end_matches(['。', '.']).to_owned();
        let sentence = reading.join(&[line, what.to_owned(), message]);
        Line::Ear(format!("{sentence}{}", reading.say("。", ".")))
    }));
    out.extend(document.coverage.map(|coverage| {
        let all = coverage.amounts();
        let (programmes, subtotals) = (coverage.programmes, coverage.subtotals);
        let (text, unread) = (coverage.text, coverage.unread);
        let of_totals = findings.iter().filter(|f| f.code == TOTAL_NOT_READ).count();
        Line::Ear(match (reading.lang, of_totals) {
            (Lang::Ja, 0) => format!(
                "金額は{all}個。事業{programmes}、小計と合計{subtotals}、文章の中{text}、読めなかったもの{unread}。"
            ),
            (Lang::Ja, _) => format!(
                "金額は{all}個。事業{programmes}、小計と合計{subtotals}、文章の中{text}、読めなかったもの{unread}、うち小計と合計の行に{of_totals}。"
            ),
            (Lang::En, 0) => format!(
                "{all} amounts: {programmes} of programmes, {subtotals} subtotals, {text} in running text, {unread} not read."
            ),
            (Lang::En, _) => format!(
                "{all} amounts: {programmes} of programmes, {subtotals} subtotals, {text} in running text, {unread} not read, {of_totals} of them totals."
            ),
        })
    }));
    out
}
