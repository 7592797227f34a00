//! Marks that were kept and marks that wait, on the nodes that answer for them now: in the list as it is, and in each
//! earlier one that undoing goes back to, so that undoing takes no other mark off.
//!
//! A mark leaves these lists only where the user takes it off: what no free node answers for waits.

use std::collections::HashSet;

use crate::explorer::state::State;
use crate::marks::{self, Entry, Found, Known, Mark, split_document};
use crate::model::{Library, NodeId};

/// Marks, and those whose nodes the documents do not have now.
type Lists<'a> = (&'a mut Vec<Mark>, &'a mut Vec<Entry>);

/// The lists as they are, then the earlier ones.
fn lists(state: &mut State) -> impl Iterator<Item = Lists<'_>> {
    let now = std::iter::once((&mut state.marks, &mut state.lost));
    now.chain(
        state
            .marks_before
            .iter_mut()
            .map(|(marks, lost)| (marks, lost)),
    )
}

fn nodes(marks: &[Mark]) -> HashSet<NodeId> {
    marks.iter().map(|mark| mark.node).collect()
}

/// Puts the marks on the nodes that are theirs now. Those whose node is gone wait until it is back.
pub(super) fn move_marks(
    library: &Library,
    state: &mut State,
    to: impl Fn(NodeId) -> Option<NodeId>,
) {
    let exact = state.exact_titles();
    for (marks, lost) in lists(state) {
        let mut taken = HashSet::new();
        let mut gone = Vec::new();
        let mut moved = Vec::new();
        for mark in std::mem::take(marks) {
            match to(mark.node).filter(|node| taken.insert(*node)) {
                Some(node) => moved.push(Mark { node, ..mark }),
                None => gone.push(mark.entry()),
            }
        }
        let found = marks::find_beside(library, lost, Known { taken, exact });
        *marks = moved;
        marks.extend(found.marks);
        *lost = found.lost;
        lost.extend(gone);
    }
}

/// Marks whose nodes stand elsewhere now go with them.
pub(super) fn find_lost(library: &Library, state: &mut State) {
    let exact = state.exact_titles();
    for (marks, lost) in lists(state) {
        let taken = nodes(marks);
        let found = marks::find_beside(library, lost, Known { taken, exact });
        marks.extend(found.marks);
        *lost = found.lost;
    }
}

/// What was found last, for which marks: most earlier lists have the same of the documents that come.
type Last = Option<(HashSet<NodeId>, Vec<Entry>, Found)>;

/// Takes in the marks of the documents that have come to these places: those kept of them, and those that waited.
pub(super) fn take_kept(library: &Library, state: &mut State, places: &[usize], kept: &[Entry]) {
    let exact = state.exact_titles();
    let is_of_these = |entry: &Entry| {
        let document = split_document(&entry.name.address).map(|(document, _)| document);
        document.is_some_and(|document| places.contains(&document))
    };
    let mut last: Last = None;
    for (marks, lost) in lists(state) {
        let (mut wanted, waiting): (Vec<Entry>, Vec<Entry>) =
            std::mem::take(lost).into_iter().partition(is_of_these);
        *lost = waiting;
        wanted.extend_from_slice(kept);
        let own = |mark: &&Mark| places.contains(&library.document_index(mark.node));
        // A mark that was set before the document had a title keeps nobody else's from its place.
        let named = marks.iter().filter(own).filter(|mark| !is_bare(mark));
        let taken: HashSet<NodeId> = named.map(|mark| mark.node).collect();
        let is_same =
            |(t, w, _): &(HashSet<NodeId>, Vec<Entry>, Found)| *t == taken && *w == wanted;
        let found = match last.take().filter(is_same) {
            Some((.., found)) => found,
            None => {
                let taken = taken.clone();
                marks::find_beside(library, &wanted, Known { taken, exact })
            }
        };
        for mark in &found.marks {
            put(marks, mark);
        }
        let bare = marks.iter_mut().filter(|mark| is_bare(mark));
        for mark in bare.filter(|mark| places.contains(&library.document_index(mark.node))) {
            mark.name = Mark::new(library, mark.node).name;
        }
        lost.extend(found.lost.iter().cloned());
        last = Some((taken, wanted, found));
    }
}

/// Whether it was set when its node had no title yet.
fn is_bare(mark: &Mark) -> bool {
    mark.name.title.is_empty()
}

/// Puts a kept mark among the others. Where the node was marked meanwhile, the kept one takes that place, with both
/// notes.
fn put(marks: &mut Vec<Mark>, kept: &Mark) {
    match marks.iter_mut().find(|mark| mark.node == kept.node) {
        Some(mark) => {
            mark.note = marks::both_notes(&kept.note, &mark.note);
            mark.name.clone_from(&kept.name);
        }
        None => marks.push(kept.clone()),
    }
}
