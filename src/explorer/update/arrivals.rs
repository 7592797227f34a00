//! Documents that have been read while the others are looked at: each into its place, the user
//! left where they are.
//!
//! No node goes and none is new but those of the documents that come, so that everything that
//! knows nodes is moved by one [`Shift`]. Work grows with what stands behind the first of the
//! documents that come and with what is open; where the whole library would have to be gone
//! through for each batch, documents wait ([`State::takes_in`]).

use std::rc::Rc;

use super::{arrange, refound, reread, settle};
use crate::explorer::state::loading::{Loading, Progress};
use crate::explorer::state::saved::Saved;
use crate::explorer::state::{Overlay, State};
use crate::marks::{Entry, node_at, split_document};
use crate::model::{Document, Library, NodeId, Refusal, Shift};

/// A document that has been read, or could not be.
#[derive(Clone, Debug, Default)]
pub struct Arrived {
    /// Its place in the library.
    pub document: usize,
    /// The document; none where it could not be read.
    pub read: Option<Document>,
    /// Why not.
    pub why: Option<Refusal>,
    /// The marks that were kept of it, by their addresses within the library.
    pub marks: Vec<Entry>,
}

/// Up to so many nodes a filter or an order of the whole library is made anew for each batch.
const FEW: usize = 60_000;

impl State {
    /// Whether documents may come now. Under a search and other lists nothing moves; and where a
    /// filter, the flat table or another order is on, a large library is not gone through again
    /// for each batch, but once, when `all` that will come is there.
    #[must_use]
    pub fn takes_in(&self, library: &Library, all: bool) -> bool {
        let is_plain = self.table.is_none()
            && !self.is_filtered()
            && self.narrowing.is_none()
            && self.tree.arrangement.is_document_order();
        matches!(self.overlay, Overlay::None) && (is_plain || all || library.len() < FEW)
    }

    /// From now on documents come; what was kept from the last time is taken up as they do.
    pub fn await_documents(&mut self, library: &Library, saved: Option<&Saved>) {
        let mut loading = Loading::new(saved);
        self.history.back.clear();
        let is_here = |address: &String| node_at(library, address).is_some();
        let is_coming = |document: usize| {
            let info = library.documents().get(document);
            info.is_some_and(|info| info.presence == crate::model::Presence::Coming)
        };
        loading.open.retain(|document, _| is_coming(*document));
        loading.place = loading.place.filter(|place| {
            let document = split_document(place).map(|(document, _)| document);
            document.is_some_and(is_coming) || !is_here(place)
        });
        self.loading = Some(loading);
    }

    /// How far the reading is.
    pub fn read_so_far(&mut self, progress: Progress) {
        if let Some(loading) = &mut self.loading {
            loading.progress = progress;
            self.changed();
        }
    }
}

/// Takes documents into the library, and puts the state on the nodes as they are then. Where these
/// are now is for whoever else knows nodes.
pub fn arrive(library: &mut Library, state: &mut State, arrived: Vec<Arrived>) -> Shift {
    every_field_is_seen_to(state);
    let places: Vec<usize> = arrived.iter().map(|one| one.document).collect();
    let (mut kept, mut refusals) = (Vec::new(), Vec::new());
    let documents = arrived.into_iter().map(|one| {
        kept.extend(one.marks);
        refusals.extend(one.why.map(|why| (one.document, why)));
        (one.document, one.read)
    });
    let documents = documents.collect();
    let shift = library.take_in(documents);
    for (document, why) in refusals {
        library.refused(document, why);
    }
    let library = &*library;
    let row = state.tree.place.row_on_screen();
    move_state(&shift, library, state);
    let came = places
        .iter()
        .filter_map(|place| library.documents().get(*place));
    state.unread += came.map(|info| info.unread_lines().len()).sum::<usize>();
    refound::take_kept(library, state, &places, &kept);
    put_in_order(library, state);
    take_up(library, state, &places);
    state.tree.place.offset = state.tree.cursor().saturating_sub(row);
    end_if_all_are_there(library, state);
    settle(library, state);
    shift
}

/// Where no document is still to come, the places of the last time are gone back to like those of
/// this one.
pub(super) fn end_if_all_are_there(library: &Library, state: &mut State) {
    if library.coming() == 0
        && let Some(loading) = state.loading.take()
    {
        let back = loading.history.iter().filter_map(|at| node_at(library, at));
        state.history.back.splice(0..0, back);
    }
}

/// Names every field of the state, so that one that is added and knows nodes is not forgotten.
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
        verdicts: _,
        hint: _,
        loading: _,
        // Nothing is open where documents come.
        overlay: _,
        // Are not there where documents come.
        sheets: _,
        comparison: _,
        // Moved.
        tree: _,
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
        search: _,
        search_before: _,
        passing: _,
        figures: _,
        unread: _,
        // Worked out anew.
        table: _,
        finder: _,
        map_cache: _,
        facets_of_lines: _,
        traces: _,
        panel_lines: _,
    } = state;
}

fn move_state(shift: &Shift, library: &Library, state: &mut State) {
    let moved = |id: &mut NodeId| *id = shift.of(*id);
    state.tree.moved(shift);
    if let Some(table) = &mut state.table {
        Rc::make_mut(&mut table.rows).iter_mut().for_each(moved);
    }
    let marks = state.marks.iter_mut();
    let before = state.marks_before.iter_mut().flat_map(|(marks, _)| marks);
    marks
        .chain(before)
        .for_each(|mark| mark.node = shift.of(mark.node));
    let lists = [
        &mut state.history.back,
        &mut state.history.forward,
        &mut state.taken_out,
        &mut state.passing,
    ];
    for list in lists.into_iter().chain(&mut state.open_before_filter) {
        list.iter_mut().for_each(moved);
    }
    let strayed = state.strayed.as_mut().and_then(|s| s.at.as_mut());
    let single = [&mut state.asked, &mut state.map_of, &mut state.paired];
    let single = single.into_iter().filter_map(Option::as_mut);
    single.chain(strayed).for_each(moved);
    let memories = [Some(&mut state.search), state.search_before.as_mut()];
    for memory in memories.into_iter().flatten() {
        for hit in &mut memory.hits {
            hit.node = shift.of(hit.node);
        }
        memory.keep_hits_alone();
    }
    reread::forget_worked_out(state);
    let scope = arrange::scope(library, state);
    state.figures.moved(shift, scope);
}

/// Filter, order and table over the documents as they are now.
fn put_in_order(library: &Library, state: &mut State) {
    let here = state.selected();
    let has_table = state.table.is_some();
    if state.is_filtered() || has_table {
        let open: Vec<NodeId> = state.tree.open_nodes().collect();
        let said = state.message.take();
        arrange::anew(library, state, &open, here, has_table);
        state.message = said;
    } else {
        // The root of a document that comes may be open already.
        state.tree.rebuild(library, &state.figures);
    }
}

/// What was kept from the last time, as far as it is of the documents that have come.
pub(super) fn take_up(library: &Library, state: &mut State, places: &[usize]) {
    let Some(mut loading) = state.loading.take() else {
        return;
    };
    let open = places.iter().filter_map(|place| loading.open.remove(place));
    let open: Vec<NodeId> = open
        .flatten()
        .filter_map(|address| node_at(library, &address))
        .collect();
    for node in open {
        state.tree.open(library, &state.figures, node);
    }
    if loading.is_untouched {
        let place = loading.place.as_deref();
        let place = place.and_then(|place| node_at(library, place));
        let is_new = |id: NodeId| places.contains(&library.document_index(id));
        if let Some(node) = place.filter(|node| is_new(*node)) {
            state.tree.reveal(library, &state.figures, node);
            loading.place = None;
        } else if loading.fits && library.documents().len() <= state.left_rows() {
            let rows = state.left_rows();
            state.tree.open_as_fits(library, &state.figures, rows);
        }
    }
    state.loading = Some(loading);
}
