//! What is worked out of very many lines in parts between key presses is in the end what it is where
//! there are few, and no key waits for it.

use std::rc::Rc;

use super::support::{times, type_in, work_off};
use crate::explorer::State;
use crate::explorer::state::listing::{ListKind, Stand};
use crate::explorer::view::rows::FigureColumns;
use crate::explorer::view::{findings, spread, status};
use crate::ledger::{Counting, counted};
use crate::model::{Library, NodeId};
use crate::search::{Engine, MatchRule, Query};

const SIZE: (u16, u16) = (120, 40);

fn said(library: &Library, state: &State) -> String {
    status::status_line(library, state, 120).text()
}

fn lines(library: &Library, query: &str, rule: MatchRule) -> Vec<NodeId> {
    Engine::new().lines(library, &Query::parse(query).unwrap(), rule)
}

#[test]
fn a_large_library_is_narrowed_between_keys() {
    let (library, mut state) = times(140, SIZE);
    assert!(library.len() > 60_000);
    let wanted = lines(&library, "消防", MatchRule::default());
    type_in(&library, &mut state, "/消防<tab>");
    // The search is left at once, nothing is chosen yet, and that is said.
    assert!(state.listing().is_none() && !state.is_filtered());
    assert!(said(&library, &state).contains("絞り込んでいます… 消防"));
    assert!(work_off(&library, &mut state) > 3);
    assert_eq!(state.passing, wanted);
    assert_eq!(state.selected(), wanted.first().copied());
    assert!(!said(&library, &state).contains("絞り込んでいます"));
    assert!(state.search.hits.len() > 100 && state.search.progress.complete);
    // Whoever goes elsewhere meanwhile stays there.
    type_in(&library, &mut state, "<esc>6g/団<tab>jj");
    let here = state.selected();
    work_off(&library, &mut state);
    let above = state.selected();
    assert!(state.is_filtered());
    let near = here
        .is_some_and(|here| above == Some(here) || library.path(here).contains(&above.unwrap()));
    assert!(near, "{here:?} {above:?}");
    // The table of the lines.
    type_in(&library, &mut state, "<esc>/消防<c-t>");
    work_off(&library, &mut state);
    assert_eq!(*state.table.as_ref().unwrap().rows, wanted);
}

#[test]
fn narrowing_that_is_put_away_or_finds_nothing() {
    let (library, mut state) = times(140, SIZE);
    type_in(&library, &mut state, "/消防<tab><esc>");
    assert!(state.narrowing.is_none());
    work_off(&library, &mut state);
    assert!(!state.is_filtered());
    // Another search takes its place.
    type_in(&library, &mut state, "/消防<tab>/団");
    assert!(state.narrowing.is_none());
    work_off(&library, &mut state);
    assert_eq!(state.search.query, "団");
    type_in(&library, &mut state, "<esc>");
    // Where no line is, the search is there again.
    type_in(&library, &mut state, "/ぬぬぬぬ<tab>");
    work_off(&library, &mut state);
    assert!(!state.is_filtered());
    assert_eq!(state.listing().map(|l| l.kind), Some(ListKind::Search));
    assert!(state.message.is_some());
}

#[test]
fn the_lines_of_a_search_are_added_up_between_keys() {
    let (library, mut state) = times(140, SIZE);
    let query = "の|推進|事業|経費|調査";
    type_in(&library, &mut state, &format!("/{query}"));
    work_off(&library, &mut state);
    let wanted = lines(&library, query, MatchRule::default());
    assert!(wanted.len() > 20_000, "{}", wanted.len());
    assert_eq!(state.search.lines, wanted);
    let totals = counted(&library, wanted, Counting::Once);
    let sum = crate::explorer::view::table::sum_text(&totals, &state.settings);
    let listing = state.listing().unwrap();
    let heads = listing.entries.iter().map(|entry| entry.line.text());
    assert!(heads.clone().any(|head| head.contains(&sum)), "{sum}");
}

#[test]
fn what_is_known_of_all_lines_is_kept_while_a_filter_is_on() {
    let (library, mut state) = times(60, SIZE);
    let root = library.documents()[7].root;
    let totals = |state: &State| state.figures.totals(&library, root, Counting::Once);
    let before = totals(&state);
    let revision = state.figures.revision();
    type_in(&library, &mut state, "f <esc>");
    assert!(state.is_filtered());
    assert_ne!(totals(&state), before);
    type_in(&library, &mut state, "f<down> <esc>");
    type_in(&library, &mut state, "<esc>");
    assert!(!state.is_filtered());
    assert!(Rc::ptr_eq(&totals(&state), &before));
    // What is drawn of them is drawn anew.
    assert!(state.figures.revision() > revision);
}

#[test]
fn figures_of_documents_off_the_screen_are_measured_between_keys() {
    let (library, mut state) = times(60, SIZE);
    assert!(library.len() > 20_000);
    let first = FigureColumns::of(&library, &state);
    assert!(state.is_working());
    work_off(&library, &mut state);
    // All documents are the same.
    assert_eq!(FigureColumns::of(&library, &state), first);
    assert!(!state.is_working());
    let (few, alone) = times(1, SIZE);
    assert_eq!(FigureColumns::of(&few, &alone), first);
}

#[test]
fn the_strip_over_a_large_table_comes_after_the_table() {
    let (library, mut state) = times(120, SIZE);
    type_in(&library, &mut state, "T");
    let strip = |state: &State| spread::rows(&library, state, 120);
    let first = strip(&state);
    assert!(first[0].text().contains("集計中"));
    work_off(&library, &mut state);
    let whole = strip(&state);
    assert_eq!(whole.len(), first.len());
    assert!(!whole[0].text().contains("集計中"));
    // The same table again is there with all that was worked out of it.
    type_in(&library, &mut state, "TT");
    assert!(!state.is_working());
    assert_eq!(strip(&state), whole);
}

#[test]
fn findings_of_many_documents_are_listed_between_keys() {
    let (library, mut state) = times(150, SIZE);
    type_in(&library, &mut state, "!");
    let listed = |state: &State| state.listing().unwrap().entries.clone();
    let (first, all) = (listed(&state), findings::entries(&library, &state));
    assert!(
        !first.is_empty() && first.len() < all.len(),
        "{}",
        all.len()
    );
    assert!(state.is_working());
    type_in(&library, &mut state, "jj");
    let at = |state: &State| state.listing().unwrap().place.cursor;
    let here = at(&state);
    work_off(&library, &mut state);
    assert_eq!((listed(&state), at(&state)), (all.clone(), here));
    // Each kind has one heading, with the number of all of its findings.
    let headings = all.iter().filter(|entry| entry.stand == Stand::Heading);
    let diagnostics = library.documents().iter().flat_map(|d| &d.diagnostics);
    let mut kinds: Vec<&str> = diagnostics.map(|found| found.code).collect();
    kinds.sort_unstable();
    kinds.dedup();
    assert_eq!(headings.count(), kinds.len());
}
