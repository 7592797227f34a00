//! Beside the list of findings: the lines around the one under the cursor as they were read, what
//! was made of it, and what became of every amount.

use crate::cite;
use crate::explorer::line::{Line, Role};
use crate::explorer::state::State;
use crate::explorer::state::listing::{ListKind, Target};
use crate::explorer::view::columns::GUTTER;
use crate::explorer::view::tooth::{self, Bar};
use crate::explorer::words;
use crate::lang::Lang;
use crate::model::{Coverage, Library, Node, NodeId};
use crate::text::{shown, wrap_with};

/// Lines that are shown before and after that of the finding.
const AROUND: u32 = 6;
/// Columns of a line's number.
const NUMBER: usize = 7;
/// Columns of a count.
const COUNT: usize = 9;

/// The rows beside the list, each at most so many columns; none where no finding is selected.
/// Walks the document once.
#[must_use]
pub fn lines(library: &Library, state: &State, columns: usize) -> Vec<Line> {
    let listing = state
        .listing()
        .filter(|listing| listing.kind == ListKind::Findings);
    let entry = listing.and_then(|listing| listing.entries.get(listing.place.cursor));
    let Some(Target::Line { document, line }) = entry.map(|entry| entry.target) else {
        return Vec::new();
    };
    let Some(info) = library.documents().get(document) else {
        return Vec::new();
    };
    let (lang, ruler) = (state.settings.lang, state.settings.ruler);
    let owner = library.node_at_line(document, line);
    let mut out = vec![head(library, state, line, owner, columns)];
    let around = around(library, info.root, line);
    if !around.is_empty() {
        out.push(Line::new());
    }
    for (at, text) in around {
        let role = if at == line {
            Role::Strong
        } else {
            Role::Plain
        };
        let number = ruler.pad_left(&at.to_string(), NUMBER);
        let row = Line::of(format!("{number}  "), Role::Label).with(shown(&text), role);
        out.push(row.cut(columns, ruler));
    }
    out.push(Line::new());
    out.push(Line::of(words::HOW_READ.get(lang), Role::Strong));
    for found in info.diagnostics.iter().filter(|found| found.line == line) {
        let pieces = wrap_with(&shown(&found.message), columns, ruler);
        out.extend(pieces.into_iter().map(|piece| Line::of(piece, Role::Plain)));
    }
    if let Some(coverage) = info.coverage {
        out.push(Line::new());
        out.extend(accounts(state, coverage, columns));
    }
    out
}

/// The line, and where in the document that is.
fn head(
    library: &Library,
    state: &State,
    line: u32,
    owner: Option<NodeId>,
    columns: usize,
) -> Line {
    let (lang, ruler) = (state.settings.lang, state.settings.ruler);
    let source = words::SOURCE_LINES.get(lang);
    let text = match lang {
        Lang::Ja => format!("{source} {line}行"),
        Lang::En => format!("{source} line {line}"),
    };
    let owner = owner.filter(|id| library.parent(*id).is_some());
    let mut right = Line::new();
    if let Some(id) = owner {
        let kind = words::kind(library.node(id).kind).get(lang);
        right.push(format!("{kind} {}", library.address(id)), Role::Label);
        if let Some(page) = cite::page(library, id) {
            right.push(format!("  {}", cite::page_text(page, lang)), Role::Dim);
        }
    }
    Line::of(text, Role::Strong).with_right(right, columns, ruler)
}

/// The lines of the body around that one, as the nodes have them; a heading by its number and
/// wording, a budget line by its name.
fn around(library: &Library, root: NodeId, line: u32) -> Vec<(u32, String)> {
    let near = line.saturating_sub(AROUND)..=line.saturating_add(AROUND);
    let mut out: Vec<(u32, String)> = Vec::new();
    for id in library.subtree(root) {
        let node = library.node(id);
        let headings = node.heading_lines.iter().copied();
        let named = headings.chain(node.budget.iter().map(|budget| budget.line));
        out.extend(
            named
                .filter(|at| near.contains(at))
                .map(|at| (at, name(node))),
        );
        let text = node.text.iter().filter(|text| near.contains(&text.line));
        out.extend(text.map(|text| (text.line, text.text.to_string())));
    }
    out.sort_by_key(|(at, _)| *at);
    out
}

fn name(node: &Node) -> String {
    let wording = node.body_title.as_ref().unwrap_or(&node.title);
    format!("{} {wording}", node.label).trim().to_owned()
}

/// How every amount of the document was accounted for.
fn accounts(state: &State, coverage: Coverage, columns: usize) -> Vec<Line> {
    let (lang, settings) = (state.settings.lang, &state.settings);
    let ruler = settings.ruler;
    let rows = [
        (words::AMOUNTS_COUNTED, coverage.programmes, Role::BaseBar),
        (
            words::AMOUNTS_IN_TEXT,
            coverage.text + coverage.subtotals,
            Role::BaseBar,
        ),
        (words::AMOUNTS_UNREAD, coverage.unread, Role::Fall),
    ];
    let all = coverage.amounts().max(1);
    let name = rows.iter().map(|(text, ..)| ruler.width(text.get(lang)));
    let name = name.max().unwrap_or_default();
    let room = columns.saturating_sub(name + COUNT + GUTTER + 1);
    let title = Line::of(words::AMOUNTS_READ.get(lang), Role::Strong);
    let rows = rows.into_iter().map(|(text, count, role)| {
        let bar = Bar {
            request: count as f64 / all as f64,
            whole: Some(role),
            ..Bar::default()
        };
        let mut line = Line::of(ruler.field(text.get(lang), name), Role::Plain);
        line.push(ruler.pad_left(&count.to_string(), COUNT), Role::Amount);
        line.push("  ", Role::Plain);
        line.parts.extend(tooth::draw(bar, room, settings).parts);
        line
    });
    std::iter::once(title).chain(rows).collect()
}
