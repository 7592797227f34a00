//! Live search and stepping through its hits.

use super::{arrange, go, jump, opening, say};
use crate::explorer::state::facets::MANY;
use crate::explorer::state::figures::FEW;
use crate::explorer::state::finder::{self, Found, PORTION};
use crate::explorer::state::layout::Pane;
use crate::explorer::state::listing::{ListKind, Listing};
use crate::explorer::state::working::{Adding, Narrowing};
use crate::explorer::state::{Overlay, SearchMemory, State};
use crate::explorer::words;
use crate::ledger::add_counted;
use crate::model::{Library, NodeId};
use crate::search::{MatchRule, PLACE_KEY, Place, Progress, Tier, Unwritten};
use crate::text::shown;

/// Fewest hits that are made ready at a time.
const FEWEST: usize = 48;
/// Most queries kept.
const MOST_QUERIES: usize = 50;

/// Opens the live search; Esc brings the last one back.
pub(super) fn open(state: &mut State) {
    // Lines that are being chosen would take turns with it.
    state.narrowing = None;
    state.search_before = Some(state.search.clone());
    forget_hits(state);
    state.overlay = Overlay::List(Box::new(Listing::new(ListKind::Search)));
}

/// Lets go of the hits; the query stays, so that `n` can bring them back.
pub(super) fn forget_hits(state: &mut State) {
    state.search.hits.clear();
    state.search.progress = Progress::NOTHING_TO_DO;
    state.search.is_below_due = false;
}

/// Looks for what has been typed; false if that is no query.
pub(super) fn run(library: &Library, state: &mut State, query: &str) -> bool {
    let (wanted, lang) = (first_rows(state), state.settings.lang);
    let found = state.finder.start(library, query, wanted, lang);
    state.search = SearchMemory {
        query: query.to_owned(),
        hits: found.hits,
        progress: found.progress,
        // Behind what is typed ahead: it takes longer than the answer itself.
        is_below_due: found.error.is_none(),
        lines: Vec::new(),
        sum: Adding::default(),
        at: 0,
        past: std::mem::take(&mut state.search.past),
    };
    count(library, state);
    let readable = found.error.is_none();
    state.message = None;
    let answer = found.answer.or(found.error);
    tell(state, answer, &found.unwritten, &found.idle);
    readable
}

/// Chooses the lines that the query is about, once everything has been looked at; of very many
/// documents in parts between key presses.
fn count(library: &Library, state: &mut State) {
    if !state.search.progress.complete {
        return;
    }
    if library.len() > MANY {
        state.search.lines.clear();
        state.search.sum = Adding::Choosing;
    } else {
        let query = state.search.query.clone();
        state.search.lines = state.finder.lines(library, &query, state.match_rule);
    }
}

/// Goes on with the lines that the query is about and their sum; true where there is more to say.
fn count_on(library: &Library, state: &mut State) -> bool {
    const PART: usize = 16_384;
    let (rule, query) = (state.match_rule, &state.search.query);
    match std::mem::take(&mut state.search.sum) {
        Adding::Done(_) => false,
        Adding::Choosing if !state.finder.lines_on(library, query, rule) => {
            state.search.sum = Adding::Choosing;
            false
        }
        Adding::Choosing => {
            state.search.lines = state.finder.lines(library, query, rule);
            state.search.sum = match state.search.lines.len() {
                0..=FEW => Adding::Done(None),
                _ => Adding::Lines(0, Box::default()),
            };
            true
        }
        Adding::Lines(seen, mut totals) => {
            let part = state.search.lines.iter().skip(seen).take(PART).copied();
            let kept = state
                .figures
                .scope()
                .kept(library, &part.collect::<Vec<_>>());
            add_counted(&mut totals, library, kept, state.settings.counting);
            let seen = seen + PART;
            let is_done = seen >= state.search.lines.len();
            state.search.sum = match is_done {
                true => Adding::Done(Some(totals)),
                false => Adding::Lines(seen, totals),
            };
            is_done
        }
    }
}

/// Takes the next wider rule for what is in the sum, while the hits are looked at.
pub(super) fn next_rule(library: &Library, state: &mut State) {
    arrange::next_match_rule(library, state);
    if state.searching().is_some() {
        count(library, state);
        opening::refill(library, state);
    }
}

/// Says what answers a question about money (the table of the hits holds the lines) or why nothing
/// does, or which words nothing has as typed; and before that which signs say nothing.
fn tell(state: &mut State, answer: Option<String>, unwritten: &[Unwritten], idle: &[String]) {
    let lang = state.settings.lang;
    let unwritten = || (!unwritten.is_empty()).then(|| finder::unwritten_text(unwritten, lang));
    let said = answer.or_else(unwritten);
    // What was said of the steps before stays where there is no more to say.
    if said.is_some() || state.message.is_none() {
        let all: Vec<String> = idle.iter().cloned().chain(said).collect();
        state.message = (!all.is_empty()).then(|| all.join("  "));
    }
}

/// Puts another query into the field and looks for it.
pub(super) fn type_anew(library: &Library, state: &mut State, query: &str) {
    if let Overlay::List(listing) = &mut state.overlay
        && let Some(field) = &mut listing.field
    {
        field.clear();
        field.insert(query);
    }
    run(library, state, query);
    opening::fill_from_top(library, state);
}

/// Goes on with the search until it has found something or nothing is left to look at.
fn until_found(library: &Library, state: &mut State) {
    while state.search.hits.is_empty() && !state.search.progress.complete {
        look_on(library, state);
    }
    if state.search.hits.is_empty() && state.search.is_below_due {
        look_below(library, state);
    }
}

/// Looks for what stands below the answer.
fn look_below(library: &Library, state: &mut State) {
    state.search.is_below_due = false;
    let query = state.search.query.clone();
    let below = state.finder.below(library, &query);
    state.search.hits.extend(below);
}

fn look_on(library: &Library, state: &mut State) {
    let wanted = state.search.hits.len().max(first_rows(state));
    let found = state.finder.step(library, wanted);
    state.search.hits = found.hits;
    state.search.progress = found.progress;
    count(library, state);
    tell(state, found.answer, &found.unwritten, &found.idle);
}

/// Does another step of a search that is still under way, or of what makes the first one quick;
/// true if there are other hits to show.
pub(super) fn work(library: &Library, state: &mut State) -> bool {
    if state.searching().is_none() {
        return false;
    }
    let search = &state.search;
    let is_first = !search.progress.complete || search.is_below_due;
    if !is_first && state.is_summing_hits() {
        return count_on(library, state);
    }
    if !search.progress.complete {
        look_on(library, state);
    } else if search.is_below_due {
        look_below(library, state);
    } else {
        state.finder.prepare(library);
    }
    is_first
}

/// How many hits are made ready while somebody types: those on the screen and a page more.
fn first_rows(state: &State) -> usize {
    (2 * usize::from(state.size.1)).clamp(FEWEST, PORTION)
}

/// Fetches the next portion of hits; true if there was one.
pub(super) fn fetch_more(library: &Library, state: &mut State) -> bool {
    fetch(library, state, PORTION)
}

/// Fetches the first portion whole: the tree highlights its hits, and `n` goes through them.
fn fetch_first(library: &Library, state: &mut State) {
    let missing = PORTION.saturating_sub(state.search.hits.len());
    if missing > 0 {
        fetch(library, state, missing);
    }
}

fn fetch(library: &Library, state: &mut State, count: usize) -> bool {
    let have = state.search.hits.len();
    if have >= state.search.progress.total || !state.search.progress.complete {
        return false;
    }
    let query = state.search.query.clone();
    let more = state.finder.more(library, &query, have, count);
    let some = !more.is_empty();
    state.search.hits.extend(more);
    some
}

/// Leaves the search without going anywhere: the search before it is in force again.
pub(super) fn cancel(state: &mut State) {
    if let Some(before) = state.search_before.take() {
        state.search = before;
    }
    state.overlay = Overlay::None;
}

/// Goes to the hit that was chosen.
pub(super) fn accept(library: &Library, state: &mut State, node: Option<NodeId>) {
    // Enter typed ahead of the answer waits for it.
    until_found(library, state);
    let node = node.or_else(|| state.search.hits.first().map(|found| found.node));
    let Some(node) = node else {
        if state.search.query.trim().is_empty() {
            cancel(state);
        } else {
            say(state, words::NO_HITS);
        }
        return;
    };
    state.search_before = None;
    fetch_first(library, state);
    let hits = &state.search.hits;
    state.search.at = hits.iter().position(|hit| hit.node == node).unwrap_or(0);
    let query = state.search.query.clone();
    remember(state, query);
    state.overlay = Overlay::None;
    jump(library, state, node);
}

/// Leaves the search for the lines that its query is about: the tree, or the flat table, of just
/// those. The search stays where no line is.
pub(super) fn narrow_to_query(library: &Library, state: &mut State, table: bool) {
    if state.searching().is_none() {
        return;
    }
    let query = state.search.query.clone();
    if query.trim().is_empty() {
        return say(state, words::NARROW_HINT);
    }
    // A query that cannot be read says so again instead of finding nothing.
    if !run(library, state, &query) {
        return;
    }
    if library.len() > MANY {
        return begin_narrowing(state, query, table);
    }
    if take_in(library, state, &query, table) || !arrange::narrow(library, state, query.clone()) {
        return;
    }
    order_as_answered(library, state);
    fetch_first(library, state);
    leave(state, query);
    state.focus = Pane::Left;
    go_to_lines(library, state, table);
}

/// Puts the lines in the order in which they answer the query, where it is a question that asks for one.
pub(super) fn order_as_answered(library: &Library, state: &mut State) {
    if let Some(order) = state.finder.order() {
        arrange::order_of_answer(library, state, order);
    }
}

/// Leaves the search for the tree, or the table, which is narrowed as soon as the lines are known
/// (`narrowing.rs`).
fn begin_narrowing(state: &mut State, query: String, table: bool) {
    leave(state, query.clone());
    state.focus = Pane::Left;
    state.narrowing = Some(Narrowing {
        query,
        table,
        is_touched: false,
        is_chosen: false,
    });
}

/// Leaves the search; its query is remembered.
fn leave(state: &mut State, query: String) {
    state.search_before = None;
    remember(state, query);
    state.overlay = Overlay::None;
}

/// Another step of the query's search, with so many hits; true when that was the last.
pub(super) fn fetch_on(library: &Library, state: &mut State, query: &str, count: usize) -> bool {
    if state.search.query != query {
        return true;
    }
    if !state.finder.is_about(query) {
        return !run(library, state, query);
    }
    let found = state.finder.step(library, count);
    state.search.hits = found.hits;
    state.search.progress = found.progress;
    state.search.is_below_due = false;
    state.search.sum = Adding::default();
    state.search.progress.complete
}

/// The table of the lines that pass, or the first of them in the tree.
pub(super) fn go_to_lines(library: &Library, state: &mut State, table: bool) {
    if table {
        arrange::open_table(library, state, None);
    } else if let Some(first) = state.passing.first().copied() {
        state.table = None;
        jump(library, state, first);
    }
}

/// Where no line has the query's words as typed, but other words were found for them: puts those
/// into the field, so that the same key again narrows to them; where only what stands farther
/// above has them, widens the rule likewise; and where nothing has every word, puts in the addresses
/// of what has less. True if it did, which is said.
pub(super) fn take_in(library: &Library, state: &mut State, query: &str, table: bool) -> bool {
    let rule = state.match_rule;
    if !state.finder.lines(library, query, rule).is_empty() {
        return false;
    }
    let lang = state.settings.lang;
    let unwritten = state.finder.unwritten(library);
    let instead = state.finder.taking_in(query, &unwritten);
    let said = match instead {
        Some(instead) if !unwritten.is_empty() && instead != query => {
            type_anew(library, state, &instead);
            finder::unwritten_text(&unwritten, lang)
        }
        _ => {
            let wider = MatchRule::ALL
                .into_iter()
                .skip_while(|other| *other != rule);
            let has_some = |rule: &MatchRule| !state.finder.lines(library, query, *rule).is_empty();
            if let Some(wider) = wider.skip(1).find(has_some) {
                state.match_rule = wider;
                let (label, rule) = (words::ONLY_IN, wider.text());
                format!("{}: {}", label.get(lang), rule.get(lang))
            } else {
                let Some((count, places)) = below_by_address(library, state, query) else {
                    return false;
                };
                type_anew(library, state, &places);
                format!("{}: {count}", words::TOOK_IN_BELOW.get(lang))
            }
        }
    };
    let again = match table {
        true => words::AGAIN_TABLE,
        false => words::AGAIN_TREE,
    };
    let again = state.keys.filled(again.get(lang));
    state.message = Some(format!("{said}  {again}"));
    true
}

/// What has less than every word, as a query for its addresses, and how many that are; none where no
/// budget line stands there.
fn below_by_address(library: &Library, state: &mut State, query: &str) -> Option<(usize, String)> {
    let key = PLACE_KEY.get(state.settings.lang);
    let below = state.finder.below(library, query).into_iter();
    let with_lines = |hit: &Found| library.budget_lines(hit.node).next().is_some();
    let found: Vec<NodeId> = below.filter(with_lines).map(|hit| hit.node).collect();
    let places: Vec<String> = found
        .iter()
        .filter_map(|node| Some(format!("{key}:{}", Place::of(library, *node)?)))
        .collect();
    (!places.is_empty()).then(|| (places.len(), places.join("|")))
}

fn remember(state: &mut State, query: String) {
    let past = &mut state.search.past;
    past.retain(|old| *old != query);
    past.push(query);
    let over = past.len().saturating_sub(MOST_QUERIES);
    past.drain(..over);
}

pub(super) fn step(library: &Library, state: &mut State, next: bool) {
    // After Esc the hits are gone but the query is not: `n` brings them back, from the first on.
    let is_anew = state.search.hits.is_empty() && !state.search.query.is_empty();
    if is_anew {
        let query = state.search.query.clone();
        run(library, state, &query);
        until_found(library, state);
        fetch_first(library, state);
        state.search.at = state.search.hits.len().saturating_sub(usize::from(next));
    } else if next && state.search.at + 1 >= state.search.hits.len() {
        fetch_more(library, state);
    }
    let count = state.search.hits.len();
    if count == 0 {
        say(state, words::NO_SEARCH);
        return;
    }
    let at = state.search.at;
    state.search.at = if next {
        (at + 1) % count
    } else {
        (at + count - 1) % count
    };
    let hit = state.search.hits.get(state.search.at);
    if let Some((node, tier)) = hit.map(|hit| (hit.node, hit.tier)) {
        go(library, state, node);
        state.message = Some(told_place(state, tier));
    }
}

/// Which hit this is, and of which tier where that is not the first: `2/5  消防`.
fn told_place(state: &State, tier: Tier) -> String {
    let search = &state.search;
    let query = shown(&search.query);
    let Some(heading) = tier.heading() else {
        return format!("{}/{}  {query}", search.at + 1, search.progress.total);
    };
    let before = search.hits.partition_point(|hit| hit.tier < tier);
    let until = search.hits.partition_point(|hit| hit.tier <= tier);
    let heading = heading.get(state.settings.lang);
    let (at, of) = (search.at + 1 - before, until - before);
    format!("{heading} {at}/{of}  {query}")
}
