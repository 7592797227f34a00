//! Documents that come, or that are others now, for the ear.

use std::borrow::Cow;

use crate::explorer::{State, arrive, changed_totals};
use crate::lang::Lang;
use crate::model::{Library, NodeId, Presence};
use crate::reading::came_words;
use crate::reading::speech::amount_words;
use crate::tui::Host;
use crate::tui::arrivals::Arrival;

/// That the documents were read anew, and what became of their totals, for the ear.
pub(super) fn heard(old: &Library, new: &Library, lang: Lang) -> String {
    let totals = changed_totals(old, new);
    let mut said = vec![match (lang, totals.is_empty()) {
        (Lang::Ja, false) => "読み直しました。".to_owned(),
        (Lang::Ja, true) => "読み直しました。合計は変わりません。".to_owned(),
        (Lang::En, false) => "Read anew.".to_owned(),
        (Lang::En, true) => "Read anew; the total is the same.".to_owned(),
    }];
    said.extend(totals.into_iter().map(|(before, after)| {
        let (before, after) = (amount_words(before, lang), amount_words(after, lang));
        match lang {
            Lang::Ja => format!("合計は{before}から{after}になりました。"),
            Lang::En => format!("Total from {before} to {after}."),
        }
    }));
    said.join(match lang {
        Lang::Ja => "",
        Lang::En => " ",
    })
}

/// Takes in all that have come; what is to be said of it.
pub(super) fn take(
    library: &mut Cow<'_, Library>,
    state: &mut State,
    batch: Vec<Arrival>,
    host: &mut dyn Host,
) -> Option<String> {
    let lang = state.settings.lang;
    let (arrived, unreadable) = host.hand_over(batch, lang);
    arrive(library.to_mut(), state, arrived);
    let said = came_words(library, lang);
    Some(unreadable.map_or(said.clone(), |unreadable| said + " " + &unreadable))
}

/// Where to begin: the place of the last time, or the first document that is there.
pub(super) fn first_here(library: &Library, state: &State) -> Option<NodeId> {
    let selected = state.selected()?;
    if library.document_of(selected).presence == Presence::Here {
        return Some(selected);
    }
    let mut documents = library.documents().iter();
    let here = documents.find(|document| document.presence == Presence::Here);
    Some(here.map_or(selected, |document| document.root))
}

/// The roots of the earlier document, opened last but for review sheets, and of the later one.
pub(super) fn compared(library: &Library, has_sheets: bool) -> Option<(NodeId, NodeId)> {
    let documents = library.documents();
    let old = documents.iter().rev().nth(usize::from(has_sheets))?;
    Some((old.root, documents.first()?.root))
}
