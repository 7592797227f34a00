//! Order, filter, counting and the flat table.

use super::{opening, say};
use crate::explorer::state::State;
use crate::explorer::state::finder::unwritten_text;
use crate::explorer::state::nodeset::NodeSet;
use crate::explorer::state::table::TableView;
use crate::explorer::view::rows::FigureColumns;
use crate::explorer::view::{empty, spread};
use crate::explorer::words;
use crate::ledger::{Counting, LineFilter, LineSort, Scope};
use crate::model::{Kind, Library, NodeId};
use crate::search::MatchRule;

/// Up to this many shown nodes a filter opens the tree down to its lines.
const OPEN_ALL_SHOWN: usize = 3000;

/// The next order of siblings and of the table.
pub(super) fn next_order(library: &Library, state: &mut State) {
    let sort = state.tree.arrangement.sort;
    let has_rates = state.sheets.is_some();
    let all = LineSort::ALL.into_iter();
    let all: Vec<LineSort> = all.filter(|s| *s != LineSort::Rate || has_rates).collect();
    let at = all.iter().position(|s| *s == sort).unwrap_or(0);
    state.tree.arrangement.sort = all.get(at + 1).copied().unwrap_or_default();
    state.tree.arrangement.turned = false;
    reorder(library, state);
}

/// That order of siblings and of the table; the one that is on already is turned round.
pub(super) fn order_by(library: &Library, state: &mut State, sort: LineSort) {
    let arrangement = &mut state.tree.arrangement;
    arrangement.turned = arrangement.sort == sort && !arrangement.turned;
    arrangement.sort = sort;
    reorder(library, state);
}

/// The order in which lines answer a question.
pub(super) fn order_of_answer(
    library: &Library,
    state: &mut State,
    (sort, turned): (LineSort, bool),
) {
    let arrangement = &mut state.tree.arrangement;
    (arrangement.sort, arrangement.turned) = (sort, turned);
    rearrange(library, state);
}

/// The order the other way round.
pub(super) fn turn(library: &Library, state: &mut State) {
    state.tree.arrangement.turned = !state.tree.arrangement.turned;
    reorder(library, state);
}

/// Takes the current node out of all sums, or puts it back.
pub(super) fn take_out(library: &Library, state: &mut State) {
    if let Some(node) = state.current() {
        toggle_out(library, state, node);
    }
}

/// Puts back all that was taken out.
pub(super) fn put_back(library: &Library, state: &mut State) {
    if state.taken_out.is_empty() {
        return say(state, words::NOTHING_OUT);
    }
    state.taken_out.clear();
    rescope(library, state);
    rearrange(library, state);
    say(state, words::IN_AGAIN);
}

/// Relisted money counted once, or as printed.
pub(super) fn next_counting(library: &Library, state: &mut State) {
    let (counting, word) = match state.settings.counting {
        Counting::Once => (Counting::AsPrinted, words::AS_PRINTED),
        Counting::AsPrinted => (Counting::Once, words::ONCE),
    };
    state.settings.counting = counting;
    state.tree.arrangement.counting = counting;
    if !state.tree.arrangement.is_document_order() {
        rearrange(library, state);
    }
    say(state, word);
}

/// The flat table, or the tree again.
pub(super) fn toggle_table(library: &Library, state: &mut State) {
    if state.table.is_some() {
        leave_table(library, state);
    } else {
        let stay = state.tree.selected();
        open_table(library, state, stay);
    }
}

/// Takes the node out of all sums or puts it back.
pub(super) fn toggle_out(library: &Library, state: &mut State, node: NodeId) {
    let holder = state.figures.scope().taken_out_by(library, node);
    if holder.is_some_and(|holder| holder != node) {
        let lang = state.settings.lang;
        let address = holder.map(|holder| library.address(holder).to_string());
        let (said, address) = (words::OUT_WITH.get(lang), address.unwrap_or_default());
        state.message = Some(format!("{said}: {address}"));
        return;
    }
    if library.node(node).kind == Kind::Document {
        return say(state, words::WHOLE_STAYS);
    }
    let word = if holder.is_some() {
        state.taken_out.retain(|other| *other != node);
        words::IN_AGAIN
    } else {
        // What stands below goes with it, and comes back with it.
        let own = node..library.node(node).end;
        state.taken_out.retain(|other| !own.contains(other));
        state.taken_out.push(node);
        words::OUT_NOW
    };
    rescope(library, state);
    rearrange(library, state);
    say(state, word);
}

/// Makes every sum be of what is shown, less what was taken out.
fn rescope(library: &Library, state: &mut State) {
    let scope = scope(library, state);
    state.figures.set_scope(scope);
}

/// What every sum is of: what is shown, less what was taken out.
pub(super) fn scope(library: &Library, state: &State) -> Scope {
    let only = state.is_filtered().then(|| state.passing.clone());
    Scope::new(library, only, &state.taken_out)
}

/// A new order: built, and told where the status line does not tell it anyway.
fn reorder(library: &Library, state: &mut State) {
    rearrange(library, state);
    // Who asks for the largest wants to see the largest.
    if let Some(table) = &mut state.table {
        table.to_top();
    }
    if state.tree.arrangement.is_document_order() {
        let lang = state.settings.lang;
        let (label, name) = (words::ORDER, words::sort(LineSort::Document));
        state.message = Some(format!("{}: {}", label.get(lang), name.get(lang)));
    }
}

/// Builds tree and table anew in the present order.
fn rearrange(library: &Library, state: &mut State) {
    state.tree.rebuild(library, &state.figures);
    if state.table.is_some() {
        let stay = state.selected();
        open_table(library, state, stay);
    }
}

pub(super) fn open_table(library: &Library, state: &mut State, stay: Option<NodeId>) {
    let order = (state.tree.arrangement.sort, state.tree.arrangement.turned);
    let passing = state.is_filtered().then_some(&state.passing[..]);
    let table = TableView::new(library, passing, &state.figures, order, stay);
    if table.rows.is_empty() {
        say(state, empty::no_lines(library));
        state.table = None;
    } else {
        state.table = Some(table);
    }
}

/// Back to the tree, at the table's line.
pub(super) fn leave_table(library: &Library, state: &mut State) {
    let node = state.selected();
    state.table = None;
    if let Some(node) = node {
        super::jump(library, state, node);
    }
}

/// Switches one filter.
pub(super) fn toggle_facet(library: &Library, state: &mut State, facet: LineFilter) {
    if state.facets.contains(&facet) {
        state.facets.retain(|f| *f != facet);
    } else {
        state.facets.push(facet);
    }
    apply_filter(library, state);
}

/// Narrows to the last search, or takes that off.
pub(super) fn toggle_only_hits(library: &Library, state: &mut State) {
    if state.narrowed.is_some() {
        state.narrowed = None;
        apply_filter(library, state);
    } else if state.search.query.trim().is_empty() {
        say(state, words::NO_SEARCH);
    } else {
        let query = state.search.query.clone();
        narrow(library, state, query);
    }
}

/// Shows only the lines that the query is about; false where there are none, so that nothing
/// changes.
pub(super) fn narrow(library: &Library, state: &mut State, query: String) -> bool {
    if state
        .finder
        .lines(library, &query, state.match_rule)
        .is_empty()
    {
        say_none(library, state, &query);
        return false;
    }
    state.narrowed = Some(query);
    apply_filter(library, state);
    true
}

/// Says why no line answers the query: nothing has its words as typed, or only what stands
/// farther above than the rule goes.
fn say_none(library: &Library, state: &mut State, query: &str) {
    let unwritten = state.finder.unwritten(library);
    let all = MatchRule::All;
    if !unwritten.is_empty() {
        let lang = state.settings.lang;
        state.message = Some(unwritten_text(&unwritten, lang));
    } else if state.finder.lines(library, query, all).is_empty() {
        say(state, words::NOTHING_PASSES);
    } else {
        say(state, words::ONLY_ABOVE);
    }
}

/// The next rule of what must have the query's words; one by which no line would be left is
/// passed over.
pub(super) fn next_match_rule(library: &Library, state: &mut State) {
    let mut rule = state.match_rule.next();
    if let Some(query) = state.narrowed.clone() {
        while rule != state.match_rule && state.finder.lines(library, &query, rule).is_empty() {
            rule = rule.next();
        }
    }
    state.match_rule = rule;
    if state.narrowed.is_some() {
        apply_filter(library, state);
    }
    let lang = state.settings.lang;
    let (label, rule) = (words::MATCHED.get(lang), rule.text().get(lang));
    state.message = Some(format!("{label}: {rule}"));
}

/// Takes every filter off; the tree opens as it was before.
pub(super) fn clear_filter(library: &Library, state: &mut State) {
    state.facets.clear();
    state.narrowed = None;
    apply_filter(library, state);
}

/// Whether a budget line passes the filters in force.
fn passes(library: &Library, state: &State, hits: Option<&NodeSet>, id: NodeId) -> bool {
    let by_facet = state.facets.is_empty() || state.facets.iter().any(|f| f.matches(library, id));
    by_facet && hits.is_none_or(|hits| hits.contains(id))
}

fn apply_filter(library: &Library, state: &mut State) {
    let here = state.selected();
    if !state.is_filtered() {
        state.tree.arrangement.shown = None;
        state.passing.clear();
        rescope(library, state);
        if let Some(open) = state.open_before_filter.take() {
            state.tree.restore(library, &state.figures, open);
        } else {
            state.tree.rebuild(library, &state.figures);
        }
        if let Some(node) = here {
            state.tree.reveal(library, &state.figures, node);
        }
        refresh_table(library, state, here);
        return;
    }
    if state.open_before_filter.is_none() {
        state.open_before_filter = Some(state.tree.open_nodes().collect());
    }
    let (passing, shown, count) = shown_nodes(library, state);
    if passing.is_empty() {
        say(state, empty::no_lines(library));
    }
    state.passing = passing;
    rescope(library, state);
    let open: Option<Vec<NodeId>> = (count <= OPEN_ALL_SHOWN).then(|| shown.iter().collect());
    state.tree.arrangement.shown = Some(shown);
    match open {
        Some(open) => state.tree.restore(library, &state.figures, open),
        None => state.tree.rebuild(library, &state.figures),
    }
    refresh_table(library, state, here);
}

/// Narrows and orders documents that were read anew as the old ones were: these nodes open, the
/// cursor on `here`, in the flat table if `table`.
pub(super) fn anew(
    library: &Library,
    state: &mut State,
    open: &[NodeId],
    here: Option<NodeId>,
    table: bool,
) {
    if state.is_filtered() {
        apply_filter(library, state);
        // What the user closed of the narrowed tree stays closed.
        state
            .tree
            .restore(library, &state.figures, open.iter().copied());
    } else {
        // What is taken out of the sums stays out.
        rescope(library, state);
    }
    let above = here
        .into_iter()
        .flat_map(|id| library.path(id).into_iter().rev());
    for node in above {
        if state.tree.reveal(library, &state.figures, node) {
            break;
        }
    }
    if table {
        open_table(library, state, here);
    }
}

/// The lines that pass, and these with everything above them.
fn shown_nodes(library: &Library, state: &mut State) -> (Vec<NodeId>, NodeSet, usize) {
    let hits = state.narrowed.clone().map(|query| {
        let mut set = NodeSet::default();
        for line in state.finder.lines(library, &query, state.match_rule) {
            set.insert(line);
        }
        set
    });
    let known = state.facets_of_lines.as_ref();
    let passing: Vec<NodeId> = match known.filter(|facets| facets.is_complete()) {
        Some(facets) => {
            let is_hit = |id: &NodeId| hits.as_ref().is_none_or(|hits| hits.contains(*id));
            facets.passing(&state.facets).filter(is_hit).collect()
        }
        None => {
            let documents = library.documents().iter();
            let lines = documents.flat_map(|document| library.budget_lines(document.root));
            let passes = |id: &NodeId| passes(library, state, hits.as_ref(), *id);
            lines.filter(passes).collect()
        }
    };
    let (shown, count) = with_above(library, &passing);
    (passing, shown, count)
}

/// Nodes in document order with everything above them and all documents; how many that are without
/// the documents. One walk, which reads of each node only where it ends, and passes over what
/// stands below nodes that hold none of them.
fn with_above(library: &Library, nodes: &[NodeId]) -> (NodeSet, usize) {
    let (mut shown, mut count) = (NodeSet::default(), 0);
    // What the walk is in, outermost first: node, end, and whether it is in the set already.
    let mut within: Vec<(NodeId, NodeId, bool)> = Vec::new();
    let mut waiting = nodes.iter().copied().peekable();
    let mut id = NodeId(0);
    while let Some(span) = library.spans().get(id.index()) {
        while within.last().is_some_and(|(_, end, _)| *end <= id) {
            within.pop();
        }
        let is_document = within.is_empty();
        if is_document {
            shown.insert(id);
        }
        if waiting.peek().is_none_or(|next| *next >= span.end) {
            id = span.end;
            continue;
        }
        if !span.implied {
            within.push((id, span.end, is_document));
        }
        if waiting.next_if_eq(&id).is_some() {
            for (node, _, is_in) in within.iter_mut().rev().take_while(|(_, _, is_in)| !is_in) {
                shown.insert(*node);
                count += 1;
                *is_in = true;
            }
        }
        id = NodeId(id.0.saturating_add(1));
    }
    (shown, count)
}

/// Works on for a few milliseconds at what is asked of very many lines; true where the list on top
/// says something else now.
pub(super) fn survey(library: &Library, state: &mut State) -> bool {
    if opening::list_on(library, state) {
        return false;
    }
    let is_moving = |table: &TableView| table.is_being_ordered();
    if state.is_strip_due() && !state.table.as_ref().is_some_and(is_moving) {
        spread::look_on(library, state);
        return false;
    }
    if let Some(table) = state.table.as_mut().filter(|table| table.is_working()) {
        table.work(library, &state.figures);
        return false;
    }
    if state.is_adding_up() {
        state.figures.add_up(library, &state.passing);
        return false;
    }
    if state.figures.widths().borrow().is_due {
        FigureColumns::look_on(library, state);
        return false;
    }
    let facets = state.facets_of_lines.as_mut();
    facets.is_some_and(|facets| !facets.is_complete() && facets.work(library))
}

fn refresh_table(library: &Library, state: &mut State, stay: Option<NodeId>) {
    if state.table.is_some() {
        open_table(library, state, stay);
    }
}
