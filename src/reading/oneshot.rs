//! Answers to one question, without a visit: what a plain command prints where it is to be
//! heard. Sentences instead of tables; every line tells its place in words.

use super::announced::{Position, Telling};
use super::command::Command;
use super::line::Line;
use super::operand::{Part, Verbosity};
use super::session::Session;
use super::state::ReadingState;
use crate::lang::Lang;
use crate::model::{Kind, NodeId};

/// The tree at and below a node, one node a line, `depth` levels at most. Blanks before a line
/// are decoration: its address says the level.
#[must_use]
pub fn outline(desk: &ReadingState<'_>, top: NodeId, depth: Option<usize>) -> Vec<Line> {
    let telling = Telling::of(Verbosity::Normal);
    let level = |id: NodeId| desk.library.ancestors(id).count();
    let is_document = desk.library.node(top).kind == Kind::Document;
    let first = level(top) + usize::from(is_document);
    desk.library
        .subtree(top)
        .filter(|id| !is_document || *id != top)
        .map(|id| (id, level(id).saturating_sub(first)))
        .filter(|(_, level)| depth.is_none_or(|depth| *level < depth))
        .map(|(id, level)| {
            let item = desk.item(desk.address(id), id, None, false, telling);
            Line::Ear(format!("{}{item}", "  ".repeat(level)))
        })
        .collect()
}

/// One node: where it is, its figures, its text or its source lines.
#[must_use]
pub fn place(desk: &ReadingState<'_>, id: NodeId, part: Part) -> Vec<Line> {
    let mut session = Session::new(id, Vec::new(), Verbosity::Full);
    let mut out = session.answer(desk, &Command::Read(part));
    if part == Part::All && desk.library.budget(id).is_none() {
        let telling = Telling::of(Verbosity::Normal);
        let own: Vec<NodeId> = desk.library.own_lines(id).collect();
        let items = own.iter().map(|line| {
            let address = desk.address(*line);
            Line::Ear(desk.item(address, *line, None, false, telling))
        });
        out.extend(items);
    }
    out
}

/// A head and numbered items with their addresses.
#[must_use]
pub fn list(desk: &ReadingState<'_>, head: String, ids: &[NodeId]) -> Vec<Line> {
    let noted: Vec<(NodeId, String)> = ids.iter().map(|id| (*id, String::new())).collect();
    self::noted(desk, head, &noted)
}

/// The same with a note behind each item.
#[must_use]
pub fn noted(desk: &ReadingState<'_>, head: String, items: &[(NodeId, String)]) -> Vec<Line> {
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
        years = years && !desk.says_year(*id);
        let label = desk.join(&[(at + 1).to_string(), desk.address(*id)]);
        let mut state = desk.state(*id, false, telling);
        state.push(note.clone());
        Line::Ear(desk.item_with(label, *id, state, Some(position), telling))
    });
    std::iter::once(Line::Ear(head)).chain(items).collect()
}

/// How many budget lines follow.
#[must_use]
pub fn lines_head(desk: &ReadingState<'_>, scope: NodeId, count: usize) -> String {
    let address = desk.address(scope);
    match desk.lang {
        Lang::Ja => format!("{address}の予算、{count}件。"),
        Lang::En => format!("{address}, budget lines: {count}."),
    }
}

/// The totals of a node, then of each of `groups`, the name of each first.
#[must_use]
pub fn totals(desk: &ReadingState<'_>, scope: NodeId, groups: &[NodeId]) -> Vec<Line> {
    let mut out = Vec::new();
    for id in std::iter::once(&scope).chain(groups) {
        let name = desk.join(&[desk.address(*id), desk.name(*id)]);
        out.push(Line::Ear(format!("{name}{}", desk.say("。", "."))));
        let figures = desk.figures(*id, Verbosity::Normal).into_iter();
        out.extend(figures.map(Line::Ear));
    }
    out
}
