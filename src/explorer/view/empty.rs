//! What stands where nothing is to be shown: why, and the key that shows more.

use crate::explorer::line::{Line, Role};
use crate::explorer::state::State;
use crate::explorer::state::listing::{ListKind, Listing};
use crate::explorer::view::status::filters;
use crate::explorer::words::{self, empty};
use crate::lang::{Lang, Text};
use crate::model::{Kind, Library};
use crate::text::{shown, wrap_with};

/// Why no budget line is there: what was asked for hides them all, or the documents have none.
#[must_use]
pub fn no_lines(library: &Library) -> Text {
    match has_money(library) {
        true => words::NOTHING_PASSES,
        false => empty::NO_MONEY,
    }
}

/// Below the tree: that a filter leaves nothing, or that the documents have no amounts. Empty
/// where there is something.
#[must_use]
pub fn left_pane(library: &Library, state: &State) -> Vec<Line> {
    let lang = state.settings.lang;
    if state.is_filtered() && state.passing.is_empty() {
        let what = filters(state);
        let why = match lang {
            Lang::Ja => format!("「{what}」に当たる予算の行はありません"),
            Lang::En => format!("No budget line is {what}"),
        };
        return vec![Line::of(why, Role::Strong), hint(state, empty::FILTER_KEYS)];
    }
    if !has_money(library) {
        return vec![
            Line::of(empty::NO_MONEY_HERE.get(lang), Role::Strong),
            hint(state, empty::NO_MONEY_KEYS),
        ];
    }
    Vec::new()
}

/// In a list without a row.
#[must_use]
pub fn listing(state: &State, listing: &Listing) -> Vec<Line> {
    let lang = state.settings.lang;
    let typed = shown(listing.typed().trim());
    match listing.kind {
        _ if listing.is_field_only() => Vec::new(),
        ListKind::Search if typed.is_empty() => vec![hint(state, words::SEARCH_HINT)],
        ListKind::Search if state.is_searching() => vec![hint(state, words::LOOKING)],
        ListKind::Search | ListKind::Help | ListKind::Palette => {
            let why = match lang {
                Lang::Ja => format!("「{typed}」は見つかりません"),
                Lang::En => format!("Nothing found for {typed}"),
            };
            let mut out = vec![Line::of(why, Role::Strong)];
            if listing.kind == ListKind::Search {
                let text = empty::OTHER_WORDS.get(lang);
                let columns = state.listing_area().map_or(80, |area| area.width);
                let columns = usize::from(columns.saturating_sub(2));
                let rows = wrap_with(text, columns, state.settings.ruler);
                out.extend(rows.into_iter().map(|row| Line::of(row, Role::Dim)));
            }
            out.push(hint(state, empty::FIELD_KEYS));
            out
        }
        ListKind::Compare => vec![
            Line::of(empty::NO_DIFFERENCE.get(lang), Role::Strong),
            hint(state, empty::CLOSE),
        ],
        _ => vec![hint(state, empty::NOTHING), hint(state, empty::CLOSE)],
    }
}

fn hint(state: &State, text: Text) -> Line {
    let text = text.get(state.settings.lang);
    Line::of(state.keys.filled(text), Role::Dim)
}

fn has_money(library: &Library) -> bool {
    let mut nodes = library.nodes().iter();
    nodes.any(|node| node.kind == Kind::Budget)
}
