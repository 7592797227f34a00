//! The documents read anew while they are open: the state as it was, on the new nodes.
//!
//! Nodes are numbered by their place, so that a line put in shifts all that follow. Each old node
//! gets its counterpart level by level, by label and title first, then by place.

use rust_decimal::Decimal;

pub use super::counterparts::Counterparts;
use super::refound;
use crate::explorer::Settings;
use crate::explorer::state::figures::Figures;
use crate::explorer::state::finder::{Finder, Found};
use crate::explorer::state::forest::Forest;
use crate::explorer::state::listing::{ListKind, Listing, Target};
use crate::explorer::state::saved::{Saved, Strayed};
use crate::explorer::state::{Overlay, State};
use crate::explorer::words;
use crate::ledger::{Scope, totals};
use crate::marks::node_at;
use crate::model::{Document, Library, NodeId, Shift};
use crate::text::grouped;

/// Where the nodes of the old documents are in the new ones.
#[derive(Clone, Debug)]
pub enum Moves<'a> {
    /// All documents were read anew.
    All(Counterparts<'a>),
    /// One of them was; the others have moved as they are.
    One(Exchanged),
}

/// Where the nodes are after one document was read anew.
#[derive(Clone, Debug)]
pub struct Exchanged {
    /// The first node of the old reading.
    first: NodeId,
    /// Of each node of the old reading its counterpart, and the nearest one at or above it.
    inside: Vec<(Option<NodeId>, Option<NodeId>)>,
    /// Of all others.
    shift: Shift,
}

impl Exchanged {
    fn inside(&self, id: NodeId) -> Option<(Option<NodeId>, Option<NodeId>)> {
        let at = id.index().checked_sub(self.first.index())?;
        self.inside.get(at).copied()
    }
}

impl Moves<'_> {
    /// The counterpart itself; none where the node is gone.
    #[must_use]
    pub fn of(&self, id: NodeId) -> Option<NodeId> {
        match self {
            Self::All(to) => to.of(id),
            Self::One(to) => match to.inside(id) {
                Some((itself, _)) => itself,
                None => Some(to.shift.of(id)),
            },
        }
    }

    /// The counterpart of the node, or of the nearest one above it that has one.
    #[must_use]
    pub fn near(&self, id: NodeId) -> Option<NodeId> {
        match self {
            Self::All(to) => to.near(id),
            Self::One(to) => match to.inside(id) {
                Some((_, near)) => near,
                None => Some(to.shift.of(id)),
            },
        }
    }
}

/// Puts the state on the documents as they are now. Place, open nodes, marks, history, order,
/// narrowing and what is being typed stay; what became of the total is said.
///
/// Marks whose node is gone are kept aside and come back with it.
pub fn reread(old: &Library, new: &Library, state: &mut State) {
    let to = Counterparts::new(old, new);
    reread_by(to, old, new, state);
}

/// The same with counterparts that are known.
pub(super) fn reread_by(to: Counterparts<'_>, old: &Library, new: &Library, state: &mut State) {
    let to = Moves::All(to);
    let said = announcement(&changed_totals(old, new), &state.settings);
    let before = state.saved_as_shown(old);
    let lost = state.selected().is_some_and(|id| to.of(id).is_none());
    state.figures = Figures::default();
    put_on(&to, (before, lost), new, state);
    state.message = Some(said);
}

/// Puts another reading of one document into its place among the others, and the state on it.
/// Work grows with that document and with what stands behind it.
pub fn reread_one(library: &mut Library, state: &mut State, document: usize, with: Document) {
    reread_one_by(library, state, (document, with), &[]);
}

/// The same with counterparts that are known: of each node of the old reading, by their places in it and in the
/// new one; none are known where the list is empty.
pub(super) fn reread_one_by(
    library: &mut Library,
    state: &mut State,
    (document, with): (usize, Document),
    told: &[Option<NodeId>],
) {
    let Some(info) = library.documents().get(document) else {
        return;
    };
    let first = info.root;
    let old = Library::new(library.copied(document).into_iter().collect());
    let new = Library::new(vec![with.clone()]);
    let said = announcement(&changed_totals(&old, &new), &state.settings);
    let to = Counterparts::told(&old, &new, (NodeId(0), told));
    let moved = |id: Option<NodeId>| id.map(|id| NodeId(first.0.saturating_add(id.0)));
    let inside = (0..old.len()).map(|n| {
        let id = NodeId(u32::try_from(n).unwrap_or(u32::MAX));
        (moved(to.of(id)), moved(to.near(id)))
    });
    let inside: Vec<_> = inside.collect();
    let before = state.saved_as_shown(library);
    let shift = library.exchange(document, with);
    let to = Moves::One(Exchanged {
        first,
        inside,
        shift: shift.clone(),
    });
    let lost = state.selected().is_some_and(|id| to.of(id).is_none());
    // The sums of the other documents are what they were.
    state.figures.forget(document, first, old.len());
    state.figures.moved(&shift, Scope::all());
    put_on(&to, (before, lost), library, state);
    state.message = Some(said);
}

/// Puts the state on the new nodes: what it was on the old ones, and whether its place is gone.
fn put_on(to: &Moves<'_>, (before, lost): (Saved, bool), new: &Library, state: &mut State) {
    every_field_is_seen_to(state);
    let here = state.selected().and_then(|id| to.near(id));
    let row = state.tree.place.row_on_screen();
    let at = state.selected();
    let strayed = state.strayed.take().filter(|strayed| strayed.at == at);
    let open: Vec<NodeId> = state.tree.open_nodes().filter_map(|id| to.of(id)).collect();
    let arrangement = state.tree.arrangement.clone();
    move_marks(to, new, state);
    move_memory(to, state);
    forget_worked_out(state);
    state.passing.clear();
    state.unread = crate::explorer::state::unread(new);
    state.tree = Forest::new(new, &state.figures);
    state.tree.arrangement = crate::explorer::state::forest::Arrangement {
        shown: None,
        ..arrangement
    };
    state
        .tree
        .restore(new, &state.figures, open.iter().copied());
    let table = state.table.take().is_some();
    if let Some(compared) = &state.comparison {
        let roots = (to.of(compared.old), to.of(compared.new));
        state.comparison = None;
        if let (Some(old), Some(new_root)) = roots {
            state.compare(new, old, new_root);
        }
    }
    let offset = state.panel_offset;
    super::arrange::anew(new, state, &open, here, table);
    state.tree.place.offset = state.tree.cursor().saturating_sub(row);
    state.panel_offset = offset;
    let back = strayed
        .as_ref()
        .is_some_and(|s| come_back(new, state, &s.saved));
    if !back && (lost || strayed.is_some()) {
        state.strayed = Some(Strayed {
            saved: strayed.map_or(before, |strayed| strayed.saved),
            at: state.selected(),
        });
    }
    move_overlay(to, new, state);
    super::settle(new, state);
}

/// What was worked out for the old nodes is worked out anew when it is asked for.
pub(super) fn forget_worked_out(state: &mut State) {
    state.finder = Finder::default();
    *state.map_cache.borrow_mut() = None;
    state.traces.borrow_mut().clear();
    // Counted behind again, not at once, where there are so many lines.
    state.facets_of_lines = state.facets_of_lines.take().map(|_| <_>::default());
}

/// Names every field of the state, so that one that is added and knows nodes is not forgotten
/// here: they are numbers of the old library.
const fn every_field_is_seen_to(state: &State) {
    let State {
        // Know no node.
        settings: _,
        keys: _,
        size: _,
        focus: _,
        panel_on: _,
        map: _,
        panel_offset: _,
        panel_cursor: _,
        panel_mode: _,
        facets: _,
        narrowed: _,
        narrowing: _,
        match_rule: _,
        message: _,
        // Of the sheets only their document knows nodes, and it stays in its place.
        sheets: _,
        // Knows names.
        verdicts: _,
        hint: _,
        loading: _,
        // Moved to their counterparts.
        tree: _,
        overlay: _,
        history: _,
        marks: _,
        lost: _,
        marks_before: _,
        asked: _,
        taken_out: _,
        map_of: _,
        paired: _,
        open_before_filter: _,
        strayed: _,
        // Worked out anew.
        table: _,
        comparison: _,
        search: _,
        search_before: _,
        unread: _,
        figures: _,
        passing: _,
        finder: _,
        map_cache: _,
        facets_of_lines: _,
        traces: _,
        panel_lines: _,
    } = state;
}

/// Puts the marks on the new nodes. Those whose node is gone wait until it is back.
fn move_marks(to: &Moves<'_>, new: &Library, state: &mut State) {
    refound::move_marks(new, state, |id| to.of(id));
    state.asked = state.asked.and_then(|node| to.of(node));
    state.paired = state.paired.and_then(|node| to.of(node));
    state.map_of = state.map_of.and_then(|node| to.of(node));
    let taken_out = state.taken_out.iter();
    state.taken_out = taken_out.filter_map(|node| to.of(*node)).collect();
}

/// Puts history and search on the new nodes.
fn move_memory(to: &Moves<'_>, state: &mut State) {
    let moved =
        |places: &mut Vec<NodeId>| *places = places.iter().filter_map(|id| to.near(*id)).collect();
    moved(&mut state.history.back);
    moved(&mut state.history.forward);
    if let Some(open) = &mut state.open_before_filter {
        *open = open.iter().filter_map(|id| to.of(*id)).collect();
    }
    let memories = [Some(&mut state.search), state.search_before.as_mut()];
    for memory in memories.into_iter().flatten() {
        let before = memory.hits.len();
        let gone = |hits: &[Found]| hits.iter().filter(|hit| to.of(hit.node).is_none()).count();
        memory.at -= gone(memory.hits.get(..memory.at).unwrap_or_default());
        memory.hits.retain_mut(|hit| {
            let node = to.of(hit.node);
            hit.node = node.unwrap_or(hit.node);
            node.is_some()
        });
        memory.progress.total = memory
            .progress
            .total
            .saturating_sub(before - memory.hits.len());
        memory.at = memory.at.min(memory.hits.len().saturating_sub(1));
        memory.keep_hits_alone();
    }
}

/// Goes back to a place that was lost, once it is there again and the user has gone nowhere else.
/// True if the place is there.
fn come_back(new: &Library, state: &mut State, saved: &Saved) -> bool {
    let place = saved.place.as_deref();
    let Some(place) = place.and_then(|text| node_at(new, text)) else {
        return false;
    };
    let open = saved.open.iter().filter_map(|text| node_at(new, text));
    let open: Vec<NodeId> = open.chain(state.tree.open_nodes()).collect();
    state.tree.restore(new, &state.figures, open);
    state.tree.reveal(new, &state.figures, place)
}

/// Fills the list that is open from the documents as they are now; what is typed stays.
fn move_overlay(to: &Moves<'_>, new: &Library, state: &mut State) {
    let Overlay::List(listing) = &mut state.overlay else {
        return;
    };
    let kind = match listing.kind {
        ListKind::Why(id) => to.near(id).map(ListKind::Why),
        ListKind::Places(id) => to.near(id).map(ListKind::Places),
        ListKind::Years(root) => to.near(root).map(ListKind::Years),
        ListKind::Note(id) => to.of(id).map(ListKind::Note),
        ListKind::Card(id) => to.of(id).map(ListKind::Card),
        ListKind::Pair(a, b) => to
            .near(a)
            .zip(to.near(b))
            .map(|(a, b)| ListKind::Pair(a, b)),
        other => Some(other),
    };
    let Some(kind) = kind else {
        state.overlay = Overlay::None;
        return;
    };
    listing.kind = kind;
    let at = listing.node().and_then(|id| to.of(id));
    super::lists::anew(new, state);
    let Overlay::List(listing) = &mut state.overlay else {
        return;
    };
    let is_at = |listing: &Listing, n: usize| {
        let target = listing.entries.get(n).map(|entry| entry.target);
        matches!((target, at), (Some(Target::Node(id)), Some(at)) if id == at)
    };
    if let Some(row) = (0..listing.entries.len()).find(|n| is_at(listing, *n)) {
        listing.place.cursor = row;
    }
}

/// The totals that are others now: 億円 before and after, of each document in turn.
#[must_use]
pub fn changed_totals(old: &Library, new: &Library) -> Vec<(Decimal, Decimal)> {
    let both = old.documents().iter().zip(new.documents());
    both.map(|(a, b)| {
        let total = |library: &Library, root| totals(library, root).request_total;
        (total(old, a.root), total(new, b.root))
    })
    .filter(|(before, after)| before != after)
    .collect()
}

/// That the documents were read anew, and what became of their totals.
fn announcement(changed: &[(Decimal, Decimal)], settings: &Settings) -> String {
    let (lang, arrow) = (settings.lang, settings.glyphs().arrow());
    let sum = words::SUM.get(lang);
    let mut said = vec![words::REREAD.get(lang).to_owned()];
    for (before, after) in changed {
        let (before, after) = (grouped(*before), grouped(*after));
        said.push(format!("{sum} {before} {arrow} {after}"));
    }
    if said.len() == 1 {
        said.push(words::SAME_TOTAL.get(lang).to_owned());
    }
    said.join("  ")
}
