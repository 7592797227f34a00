//! Review sheets of which more have been read: the document of what there is now takes its place, and the
//! explorer goes on where it was.
//!
//! Each time all that has been read so far comes anew, as one sheet more may be the newest of a programme.
//! Work grows with the nodes of the sheets' document.

use std::sync::Arc;

use super::{arrivals, refound, reread};
use crate::explorer::state::State;
use crate::explorer::state::forest::Forest;
use crate::explorer::state::sheets::{Data, Sheets};
use crate::model::Library;
use crate::review::View;
use crate::review::tree::Tree;

/// Sheets that have been read so far.
#[derive(Debug)]
pub struct Poured {
    /// All of them.
    pub data: Arc<Data>,
    /// The document of them.
    pub tree: Tree,
    /// The view of the document that came before: where the user has another one, that stays.
    pub before: View,
    /// Whether they are all that there are.
    pub is_whole: bool,
}

/// The text of the sheets' document.
#[derive(Debug)]
pub struct Fresh {
    /// Name of the document.
    pub source: String,
    /// Its text.
    pub text: String,
}

/// Takes the sheets into their place. The name of their document and its text, for the editor; none where no
/// sheets are open.
pub fn pour(library: &mut Library, state: &mut State, poured: Poured) -> Option<Fresh> {
    let earlier = state.sheets.take()?;
    let at = earlier.document;
    let source = library.documents().get(at)?.meta.source.clone();
    let view = earlier.view();
    let is_chosen = view != poured.before && view != poured.tree.places.view;
    let data = poured.data;
    let tree = if is_chosen && data.years.contains(&view.year) {
        crate::review::tree::tree(&data.reviews, &data.programmes, view, &source)
    } else {
        poured.tree
    };
    let mut sheets = Sheets::new(data, at, tree.places);
    sheets.is_whole = poured.is_whole;
    let (said, overview) = (state.message.take(), is_overview(state));
    let told = earlier.counterparts(&sheets);
    state.sheets = Some(sheets);
    reread::reread_one_by(library, state, (at, tree.document), &told);
    if !poured.is_whole {
        library.more_comes(at);
    }
    refound::find_lost(library, state);
    if overview {
        let rows = state.left_rows();
        state.tree = Forest::new(library, &state.figures);
        state.tree.open_as_fits(library, &state.figures, rows);
    }
    if poured.is_whole {
        arrivals::take_up(library, state, &[at]);
        arrivals::end_if_all_are_there(library, state);
    }
    state.message = said;
    super::settle(library, state);
    Some(Fresh {
        source,
        text: tree.text,
    })
}

/// That no more can be read: what is there stays, and is said not to be whole.
pub fn break_off(library: &mut Library, state: &mut State) {
    if let Some(sheets) = &state.sheets {
        library.take_in(vec![(sheets.document, None)]);
        arrivals::end_if_all_are_there(library, state);
    }
}

/// Whether nobody has gone anywhere yet, so that the tree opens as deep as fits.
fn is_overview(state: &State) -> bool {
    let loading = state.loading.as_ref();
    loading.is_some_and(|loading| loading.is_untouched && loading.fits)
}
