//! What the last row says can be done next: the keys of the mode, or of the list that is open, and
//! none that does nothing there.

use crate::explorer::state::layout::Pane;
use crate::explorer::state::listing::{ListKind, Listing, Target};
use crate::explorer::state::{Overlay, State};
use crate::explorer::words::{self, footer};
use crate::lang::Text;
use crate::model::{Kind, Library};

/// A hint with its turn: where there is no room the highest goes first.
pub type Hint = (u8, &'static str);

/// The mode's own two keys, which stay longest.
pub const OWN: u8 = 2;

/// Where all the keys are; its word goes before it does.
pub const HELP: u8 = 3;
/// The same without its word.
pub const BARE_HELP: Hint = (HELP, "{help}");

/// What to do next, for this node in this mode. In a field no hint names a key that would be typed
/// as text.
#[must_use]
pub fn hints(library: &Library, state: &State) -> Vec<Hint> {
    let lang = state.settings.lang;
    if let Some(listing) = state.listing() {
        let parts = in_list(state, listing).into_iter();
        return parts.map(|(turn, text)| (turn, text.get(lang))).collect();
    }
    let is_line = state
        .selected()
        .is_some_and(|id| library.node(id).kind == Kind::Budget);
    let text = match state.overlay {
        Overlay::Copying => return Vec::new(),
        _ if state.is_full_map() => words::HINT_MAP,
        _ if state.focus == Pane::Right => words::HINT_PANEL,
        _ if state.table.is_some() => words::HINT_TABLE,
        _ if is_line => words::HINT_LINE,
        _ => words::HINT_TREE,
    };
    let parts = text.get(lang).split("  ").enumerate();
    let turned = parts.map(|(at, part)| {
        let turn = match part {
            _ if at < usize::from(OWN) => u8::try_from(at + 1).unwrap_or(OWN),
            _ if part.starts_with("{help}") => HELP,
            _ if part.starts_with("{search}") => 5,
            _ if part.starts_with("{quit}") => 6,
            _ => 4,
        };
        (turn, part)
    });
    turned.collect()
}

/// The same in a list: what its row leads to, its own keys, more rows, out of it.
fn in_list(state: &State, listing: &Listing) -> Vec<(u8, Text)> {
    let is_field = listing.field.is_some();
    let rows = listing.count(listing.entries.len());
    let target = listing.target();
    let mut out = Vec::new();
    let taken = match (listing.kind, target) {
        (ListKind::Note(_), _) => Some(footer::FIELD_NOTE),
        (ListKind::Export | ListKind::Report | ListKind::Card(_), _) => Some(footer::FIELD_WRITE),
        (_, Target::None | Target::Lost(_)) => None,
        (_, Target::Facet(_) | Target::OnlyHits | Target::TakenOut(_)) => Some(footer::PICK),
        (_, Target::Node(_) | Target::Line { .. }) if is_field => Some(footer::FIELD_GO),
        (_, Target::Node(_) | Target::Line { .. }) => Some(footer::GO),
        (_, Target::Question(_)) if is_field => Some(footer::FIELD_ANSWER),
        (_, Target::Question(_)) => Some(footer::ANSWER),
        (_, Target::Command(_)) if is_field => Some(footer::FIELD_DO),
        (_, Target::Command(_)) => Some(footer::DO),
    };
    out.extend(taken.map(|text| (1, text)));
    match listing.kind {
        ListKind::Search if !state.search.lines.is_empty() => {
            out.extend([(3, footer::HITS_TREE), (4, footer::HITS_TABLE)]);
        }
        ListKind::Marks if rows > 0 => {
            if matches!(target, Target::Node(_)) {
                out.push((3, footer::MARK_NOTE));
            }
            out.extend([(4, footer::MARK_DELETE), (5, footer::MARK_REPORT)]);
        }
        ListKind::Findings if matches!(target, Target::Line { .. }) => {
            out.push((3, footer::FINDING_EDIT));
        }
        ListKind::Pair(..) if rows > 0 && listing.on_right => out.push((3, footer::LEFT_SIDE)),
        ListKind::Pair(..) if rows > 0 => out.push((3, footer::RIGHT_SIDE)),
        _ => {}
    }
    if rows > 1 {
        let next = if is_field {
            footer::FIELD_NEXT
        } else {
            footer::NEXT
        };
        out.push((6, next));
    }
    let leave = match listing.kind {
        ListKind::Search => footer::BACK,
        _ if listing.is_field_only() => footer::FIELD_CANCEL,
        _ if is_field => footer::FIELD_CLOSE,
        _ => footer::CLOSE,
    };
    out.push((OWN, leave));
    out
}
