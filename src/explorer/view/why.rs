//! Why a total is what it is: the sum line by line, and what was left out and why.

use crate::explorer::line::{Line, Role};
use crate::explorer::state::State;
use crate::explorer::state::listing::Entry;
use crate::explorer::view::node_entry::node_entry;
use crate::explorer::view::panel::printed_text;
use crate::explorer::words;
use crate::lang::Text;
use crate::ledger::Counting;
use crate::model::{Account, Library, NodeId, Request};

/// Why a line is not in the total; none if it is.
#[must_use]
pub fn left_out(library: &Library, id: NodeId, counting: Counting) -> Option<Text> {
    let line = library.budget(id)?;
    if counting.request(library, id).is_some() {
        return None;
    }
    let relisted = counting.leaves_out(library, id);
    Some(match (&line.request, line.account) {
        _ if relisted => words::WHY_RELISTED,
        (Request::Within(_), _) => words::WHY_WITHIN,
        (Request::Unspecified, _) => words::WHY_UNSPECIFIED,
        (Request::Parts(_), _) | (_, Account::Filp) => words::WHY_FILP,
        (Request::Amount(_), Account::General) => words::INCOMPARABLE,
    })
}

/// The head: the total, how many lines it has, how many were left out.
#[must_use]
pub fn head(library: &Library, state: &State, id: NodeId) -> Vec<Line> {
    let settings = &state.settings;
    let lang = settings.lang;
    let totals = state.figures.totals(library, id, settings.counting);
    let node = library.node(id);
    let taken_out = state.figures.scope().taken_out(library, id);
    let out = totals.counts.lines - totals.counts.counted + taken_out;
    let unit = words::LINES.get(lang);
    let title = crate::text::shown(&node.title);
    let scope = crate::explorer::view::status::scope(library, state).into_iter();
    let mut head = vec![
        Line::of(format!("{} ", library.address(id)), Role::Label).with(title, Role::Strong),
        Line::of(
            format!(
                "{} {} = {} {}{unit}  ({})  {}: {out}{unit}",
                words::SUM.get(lang),
                settings.amount(totals.request_total),
                words::COUNTED.get(lang),
                totals.counts.counted,
                crate::explorer::view::rows::counting_word(settings),
                words::LEFT_OUT.get(lang),
            ),
            Role::Plain,
        ),
    ];
    if let Some(printed) = &node.printed {
        let text = printed_text(library, id, printed, settings);
        head.push(Line::of(
            text,
            if printed.agrees {
                Role::Plain
            } else {
                Role::Tag
            },
        ));
    }
    head.extend(scope.map(|text| Line::of(text, Role::Tag)));
    head
}

/// The lines that count, as the order of the tree has them, then those left out by reason.
#[must_use]
pub fn entries(library: &Library, state: &State, id: NodeId) -> Vec<Entry> {
    let settings = &state.settings;
    let mut counted: Vec<NodeId> = Vec::new();
    let mut out: Vec<(Text, NodeId)> = Vec::new();
    let scope = state.figures.scope();
    for line in scope.chosen(library, id) {
        if scope.taken_out_by(library, line).is_some() {
            out.push((words::WHY_TAKEN_OUT, line));
            continue;
        }
        match left_out(library, line, settings.counting) {
            None => counted.push(line),
            Some(reason) => out.push((reason, line)),
        }
    }
    let order = &state.tree.arrangement;
    let names = |id| state.figures.name_key(library, id);
    crate::ledger::sort_lines_turned(library, &mut counted, order.sort, order.turned, &names);
    out.sort_by_key(|(reason, line)| (reason.en, *line));
    let mut entries: Vec<Entry> = counted
        .into_iter()
        .map(|line| signed_entry(library, state, line, "+ ", ""))
        .collect();
    entries.extend(
        out.into_iter().map(|(reason, line)| {
            signed_entry(library, state, line, "  ", reason.get(settings.lang))
        }),
    );
    entries.extend(subtotals(library, state, id));
    entries
}

/// The sums that the issuer printed below a node, each with what the lines say to it.
fn subtotals(library: &Library, state: &State, id: NodeId) -> Vec<Entry> {
    let settings = &state.settings;
    let below = library.subtree(id).filter(|node| *node != id);
    below
        .filter_map(|node| {
            let printed = library.node(node).printed.as_ref()?;
            // One line of the document may be the sum of a node and of all that is around it: it is listed once.
            let mut around = library.ancestors(node);
            if around.any(|n| library.node(n).printed.as_ref() == Some(printed)) {
                return None;
            }
            let note = printed_text(library, node, printed, settings);
            Some(signed_entry(library, state, node, "= ", &note))
        })
        .collect()
}

/// Lines in the sum begin with `+`.
fn signed_entry(library: &Library, state: &State, id: NodeId, sign: &str, note: &str) -> Entry {
    let mut entry = node_entry(library, state, id, "");
    let mut line = Line::of(sign, Role::Strong);
    if !note.is_empty() {
        line.push(format!("[{note}] "), Role::Tag);
    }
    line.parts.append(&mut entry.line.parts);
    entry.line = line;
    entry
}
