//! Review sheets shown otherwise: the document is made anew, and the state put on it as on one that was read anew.

use std::sync::Arc;

use super::refound;
use super::reread::{self, Counterparts};
use crate::explorer::state::State;
use crate::explorer::state::sheets::Sheets;
use crate::lang::Lang;
use crate::model::{Library, NodeId, Presence};
use crate::review::View;

/// What a year, figure and arrangement of review sheets makes of the open documents.
#[derive(Debug)]
pub struct Rearranged {
    /// The documents.
    pub library: Library,
    /// Name of the sheets' document.
    pub source: String,
    /// Its text.
    pub text: String,
}

/// Makes the document of the sheets anew and puts the state on it: on the same programme, or where the other
/// year has none on what stands above it. None where no sheets are open. Work grows with the programmes and
/// with the nodes of the other documents.
pub fn rearrange(library: &Library, state: &mut State, view: View) -> Option<Rearranged> {
    let sheets = state.sheets.take()?;
    let source = library
        .documents()
        .get(sheets.document)?
        .meta
        .source
        .clone();
    let tree = sheets.tree(view, &source);
    let mut fresh = library.replaced(sheets.document, tree.document);
    if library.documents().get(sheets.document)?.presence == Presence::Coming {
        fresh.more_comes(sheets.document);
    }
    let is_whole = sheets.is_whole;
    let earlier = sheets;
    let data = Arc::clone(&earlier.data);
    let mut sheets = Sheets::new(data, earlier.document, tree.places);
    sheets.is_whole = is_whole;
    let first = library.documents().get(sheets.document)?.root;
    let now = fresh.documents().get(sheets.document)?.root;
    let told = earlier.counterparts(&sheets).into_iter();
    let told = told.map(|id| id.map(|id| NodeId(now.0.saturating_add(id.0))));
    let told: Vec<Option<NodeId>> = told.collect();
    let to = Counterparts::told(library, &fresh, (first, &told));
    state.sheets = Some(sheets);
    reread::reread_by(to, library, &fresh, state);
    refound::find_lost(&fresh, state);
    let lang = state.settings.lang;
    let name = view.column.name().get(lang);
    state.message = Some(match lang {
        Lang::Ja => format!("{}年度 {name}（{}）", view.year, view.by.name().ja),
        Lang::En => format!("{} {name} ({})", view.year, view.by.name().en),
    });
    super::settle(&fresh, state);
    Some(Rearranged {
        library: fresh,
        source,
        text: tree.text,
    })
}

/// Documents that were read anew, with the review sheets as they are shown now: what reads them has the sheets as
/// they were at the start. None where no sheets are open. Work grows with the programmes and with the nodes of the
/// other documents.
#[must_use]
pub fn as_shown(old: &Library, fresh: &Library, state: &State) -> Option<Rearranged> {
    let sheets = state.sheets.as_ref()?;
    let at = sheets.document;
    let shown = old.documents().get(at)?;
    let source = shown.meta.source.clone();
    let tree = sheets.tree(sheets.view(), &source);
    let mut library = fresh.replaced(at, tree.document);
    if shown.presence != Presence::Here {
        library.more_comes(at);
    }
    if shown.presence == Presence::Unreadable {
        library.take_in(vec![(at, None)]);
    }
    Some(Rearranged {
        library,
        source,
        text: tree.text,
    })
}
