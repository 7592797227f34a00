//! The line at the bottom: how things stand, and what to do next.

use crate::cite;
use crate::explorer::line::{Line, Role};
use crate::explorer::settings::Scale;
use crate::explorer::state::layout::Pane;
use crate::explorer::state::listing::{ListKind, Listing};
use crate::explorer::state::{Overlay, State};
use crate::explorer::view::arriving::{self, Unread};
use crate::explorer::view::hints::{self, BARE_HELP, HELP, Hint, OWN};
use crate::explorer::view::table;
use crate::explorer::words::{self, hits as found};
use crate::lang::Lang;
use crate::ledger::Counting;
use crate::model::{Library, NodeId};
use crate::search::{Query, Tier};
use crate::text::shown;

/// The status line: how things stand at the left, what to do next at the right.
#[must_use]
pub fn status_line(library: &Library, state: &State, columns: usize) -> Line {
    let ruler = state.settings.ruler;
    let (left, parts) = ends(library, state, columns);
    left.with_right(hint_line(state, &parts), columns, ruler)
}

fn left(library: &Library, state: &State, with_sums: bool, unread: Unread) -> Line {
    let lang = state.settings.lang;
    let mut left = arriving::signs(library, state, unread);
    let rest = if matches!(state.overlay, Overlay::Copying) {
        Line::of(
            format!(" {}", state.keys.filled(words::COPYING.get(lang))),
            Role::Strong,
        )
    } else if let Some(message) = &state.message {
        Line::of(format!(" {}", shown(message)), Role::Strong)
    } else {
        standing(library, state, with_sums)
    };
    left.parts.extend(rest.parts);
    left
}

/// The mode in a word, before the place.
fn mode(state: &State) -> &'static str {
    let word = match state.listing() {
        Some(listing) if listing.kind == ListKind::Search => words::MODE_SEARCH,
        Some(_) => words::MODE_LIST,
        None if state.is_full_map() => words::MODE_MAP,
        None if state.focus == Pane::Right => words::MODE_PANEL,
        None if state.table.is_some() => words::MODE_TABLE,
        None => words::MODE_TREE,
    };
    word.get(state.settings.lang)
}

/// The left end and as many whole hints as there is room for beside it. Where not even the mode's
/// own two have room, the signs at the left become brief and the sums there give way.
fn ends(library: &Library, state: &State, columns: usize) -> (Line, Vec<&'static str>) {
    let ruler = state.settings.ruler;
    let mut parts = hints::hints(library, state);
    let is_help = |parts: &[Hint]| parts.iter().any(|(turn, _)| *turn == HELP);
    let has_help = state.listing().is_none() && is_help(&parts);
    let width = |parts: &[Hint]| hint_line(state, &texts(parts)).width(ruler);
    // In a list, as in that of the filters, what the lines add up to is what is looked for.
    let most = if state.listing().is_some() { 1 } else { OWN };
    let least = |most: u8| {
        let own = |(turn, _): &&Hint| *turn <= most;
        let mut least: Vec<Hint> = parts.iter().filter(own).copied().collect();
        if state.listing().is_none() {
            least.push(BARE_HELP);
        }
        width(&least)
    };
    let (for_signs, for_sums) = (least(OWN), least(most));
    let mut unread = Unread::Whole;
    let mut left = self::left(library, state, true, unread);
    let shorter: &[Unread] = match state.listing() {
        Some(_) => &[Unread::Brief, Unread::Nothing],
        None => &[Unread::Brief],
    };
    for next in shorter {
        if left.width(ruler) + for_signs > columns {
            unread = *next;
            left = self::left(library, state, true, unread);
        }
    }
    if left.width(ruler) + for_sums > columns {
        left = self::left(library, state, false, unread);
    }
    let room = columns.saturating_sub(left.width(ruler));
    while width(&parts) > room {
        let last = parts.iter().map(|(turn, _)| *turn).max();
        let help = parts
            .iter_mut()
            .find(|part| part.0 == HELP && **part != BARE_HELP);
        match help.filter(|_| last == Some(HELP) && state.listing().is_none()) {
            Some(help) => *help = BARE_HELP,
            None => parts.retain(|(turn, _)| Some(*turn) != last),
        }
    }
    // Where a longer hint has gone there may be room for it again.
    if has_help && !is_help(&parts) {
        parts.push(BARE_HELP);
        if width(&parts) > room {
            parts.pop();
        }
    }
    (left, texts(&parts))
}

fn texts(parts: &[Hint]) -> Vec<&'static str> {
    parts.iter().map(|(_, text)| *text).collect()
}

fn hint_line(state: &State, parts: &[&'static str]) -> Line {
    let mut line = Line::new();
    for part in parts {
        let (key, word) = hint(state, part);
        line.push(key, Role::Strong);
        line.push(word, Role::Dim);
    }
    if !parts.is_empty() {
        line.push(" ", Role::Dim);
    }
    line
}

/// A hint's key and what it does.
fn hint(state: &State, part: &str) -> (String, String) {
    let filled = state.keys.filled(part);
    let (key, word) = filled.split_once(' ').unwrap_or((&filled, ""));
    let word = if word.is_empty() {
        String::new()
    } else {
        format!(" {word}")
    };
    (format!("  {key}"), word)
}

/// The word of the action whose hint stands in that column of the status line.
#[must_use]
pub fn hint_at(
    library: &Library,
    state: &State,
    columns: usize,
    column: usize,
) -> Option<&'static str> {
    let ruler = state.settings.ruler;
    let (_, parts) = ends(library, state, columns);
    let mut end = columns.saturating_sub(1);
    for part in parts.iter().rev() {
        let (key, word) = hint(state, part);
        let width = ruler.width(&key) + ruler.width(&word);
        let start = end.saturating_sub(width);
        // The two blanks before it part it from the one before.
        if (start + 2..end).contains(&column) {
            return part.strip_prefix('{')?.split('}').next();
        }
        end = start;
    }
    None
}

/// The filters in force in words, with what must have those of the search:
/// `新規・減・消防[名・施策の題]`.
#[must_use]
pub fn filters(state: &State) -> String {
    let lang = state.settings.lang;
    let facets = state.facets.iter().map(|f| words::filter(*f).get(lang));
    let names: Vec<&str> = facets.chain(state.narrowed.as_deref()).collect();
    let mut text = shown(&names.join("・")).into_owned();
    let query = state.narrowed.as_deref().map(Query::parse);
    if matches!(query, Some(Ok(query)) if query.has_words()) {
        text.push_str(&format!("[{}]", state.match_rule.text().get(lang)));
    }
    text
}

/// What the sums are of, in sentences to stand beside them, where that is not everything:
/// `絞り込み中: 消防`, `「地方交付税」（番地 11.2.1#1）を除く`.
#[must_use]
pub fn scope(library: &Library, state: &State) -> Vec<String> {
    let lang = state.settings.lang;
    let narrowed = state
        .is_filtered()
        .then(|| format!("{}: {}", words::FILTERED.get(lang), filters(state)));
    let without = cite::without(library, state.figures.scope().without(), lang);
    let so_far = arriving::sentence(library, state);
    let said = narrowed.into_iter().chain([without]).chain(so_far);
    said.filter(|text| !text.is_empty()).collect()
}

/// Most taken-out nodes that the status line names.
const MOST_NAMES: usize = 3;
/// Columns of the name of one of them, and of one among several.
const NAME_ALONE: usize = 24;
const NAME_AMONG: usize = 12;

/// What was taken out, short: `地方交付税を除く`; none where nothing was.
fn taken_out(library: &Library, state: &State) -> Option<String> {
    let (lang, ruler) = (state.settings.lang, state.settings.ruler);
    let nodes = state.figures.scope().without();
    // On a narrow screen names leave room for the sum.
    let room = usize::from(state.size.0) / if nodes.len() == 1 { 4 } else { 8 };
    let columns = match nodes.len() {
        1 => room.min(NAME_ALONE),
        _ => room.min(NAME_AMONG),
    };
    let name = |id: &NodeId| ruler.cut(&shown(&library.node(*id).title), columns);
    let mut names: Vec<String> = nodes.iter().take(MOST_NAMES).map(name).collect();
    let more = nodes.len().saturating_sub(MOST_NAMES);
    if more > 0 {
        let unit = words::LINES.get(lang);
        names.push(format!("{}{more}{unit}", words::AND_OTHERS.get(lang)));
    }
    match lang {
        _ if names.is_empty() => None,
        Lang::Ja => Some(format!("{}を除く", names.join("、"))),
        Lang::En => Some(format!("without {}", names.join(", "))),
    }
}

/// Which hit the cursor is on: `2/16`; below those that have every word, `0件  その下 3/9`.
fn hit_place(state: &State, listing: &Listing) -> String {
    let search = &state.search;
    if search.query.trim().is_empty() {
        return String::new();
    }
    let lang = state.settings.lang;
    let total = search.progress.total;
    let at = listing.count(listing.place.cursor) + 1;
    let every = search.hits.partition_point(|hit| hit.tier == Tier::All);
    if at <= every {
        return format!(" {at}/{total}");
    }
    let count = match lang {
        Lang::Ja => format!(" {total}件"),
        Lang::En => format!(" {total} hits"),
    };
    let below = listing.count(listing.entries.len()) - every;
    match below {
        0 => count,
        _ => format!("{count}  {} {}/{below}", found::BELOW.get(lang), at - every),
    }
}

/// Which row of a list the cursor is on; nothing where there is none.
fn list_place(listing: &Listing) -> String {
    let (at, of) = (
        listing.count(listing.place.cursor) + 1,
        listing.count(listing.entries.len()),
    );
    match of {
        0 => String::new(),
        _ => format!(" {at}/{of}"),
    }
}

/// Place, order, filter, counting and the table's sum, as far as they are not the usual.
fn standing(library: &Library, state: &State, with_sums: bool) -> Line {
    let settings = &state.settings;
    let lang = settings.lang;
    let (at, of) = match &state.table {
        Some(table) => (table.place.cursor, table.rows.len()),
        None => (state.tree.cursor(), state.tree.rows().len()),
    };
    let mut line = Line::of(format!(" {} ", mode(state)), Role::Mode);
    if let Some(listing) = state.searching() {
        line.push(hit_place(state, listing), Role::Plain);
        return line;
    }
    let place = match state.listing() {
        Some(listing) => list_place(listing),
        None => format!(" {}/{of}", (at + 1).min(of)),
    };
    line.push(place, Role::Plain);
    let mut part = |text: String| line.push(format!("  {text}"), Role::Plain);
    if let Some(narrowing) = state.narrowing.as_ref().filter(|one| !one.is_chosen) {
        let (said, query) = (words::NARROWING.get(lang), shown(&narrowing.query));
        part(format!("{said} {query}"));
    }
    // Before the sums, which at the edge of a narrow screen are cut off rather than this.
    if let Some(text) = taken_out(library, state) {
        part(text);
        if state.table.is_none()
            && with_sums
            && !state.is_filtered()
            && let Some(here) = state.selected()
        {
            let root = library.document_of(here).root;
            let totals = state.figures.totals(library, root, settings.counting);
            part(table::sum_text(&totals, settings));
        }
    }
    let shown = state.table.as_ref();
    if let Some(table) = shown.filter(|_| with_sums && !table::tells_sum(state)) {
        part(table::shown_sum(library, state, &table.rows));
    }
    if state.is_filtered() {
        part(format!("{}:{}", words::FILTERED.get(lang), filters(state)));
        if state.table.is_none() && with_sums {
            part(table::shown_sum(library, state, &state.passing));
        }
    }
    let sort = state.tree.arrangement.sort;
    if !state.tree.arrangement.is_document_order() && !table::has_title(state) {
        let name = words::sort(sort).get(lang);
        let turned = match state.tree.arrangement.turned {
            true => words::TURNED.get(lang),
            false => "",
        };
        part(format!("{}:{name}{turned}", words::ORDER.get(lang)));
    }
    if settings.scale != Scale::Linear {
        let name = match settings.scale {
            Scale::Linear => words::LINEAR,
            Scale::Logarithmic => words::LOGARITHMIC,
            Scale::Share => words::SHARE,
        };
        part(format!("{}:{}", words::SCALE.get(lang), name.get(lang)));
    }
    if settings.counting == Counting::AsPrinted {
        part(words::AS_PRINTED_SHORT.get(lang).to_owned());
    }
    line
}
