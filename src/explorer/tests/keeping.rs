//! What is kept from one start to the next.

use super::support::{Bench, SEED};
use crate::explorer::{Action, Effect, Saved, Settings, State};

#[test]
fn a_kept_state_comes_back() {
    let bench = Bench::new().keys("jlljm'e覚え<enter><esc>/量子暗号<enter>:14.1<enter>");
    let saved = bench.state.saved(bench.library);
    let json = serde_json::to_string(&saved).unwrap();
    let read: Saved = serde_json::from_str(&json).unwrap();
    assert_eq!(read, saved);
    let mut state = State::new(&SEED, Settings::default());
    state.restore(&SEED, &read);
    assert_eq!(state.saved(&SEED), saved);
    assert_eq!(state.selected(), bench.state.selected());
    assert_eq!(state.marks, bench.state.marks);
}

#[test]
fn what_the_document_no_longer_has_is_passed_over() {
    let json = r#"{"place":"99.1","open":["1","x","0"],"marks":[{"address":"77"},
        {"address":"1","title":"another"}],"history":["5","3:1"],"unknown":1}"#;
    let saved: Saved = serde_json::from_str(json).unwrap();
    let mut state = State::new(&SEED, Settings::default());
    state.restore(&SEED, &saved);
    assert!(state.marks.is_empty());
    assert_eq!(state.history.back.len(), 1);
    assert!(state.selected().is_some());
}

#[test]
fn another_front_end_is_taken_over_from() {
    let mut bench = Bench::new().keys("jm'e覚え<enter><esc>lljmr");
    assert_eq!(bench.effects.last(), Some(&Effect::ReadAloud));
    let (kept, left, new) = (bench.node("I"), bench.place(), bench.node("14.2"));
    bench.act(Action::TakeOver {
        place: bench.node("13.3.1"),
        marks: vec![new, kept],
    });
    assert_eq!(bench.place(), "13.3.1");
    let marks: Vec<_> = bench
        .state
        .marks
        .iter()
        .map(|m| (m.node, &*m.note))
        .collect();
    assert_eq!(marks, [(new, ""), (kept, "覚え")]);
    let bench = bench.keys("[");
    assert_eq!(bench.place(), left);
}

#[test]
fn what_a_filter_opened_is_not_kept() {
    let bench = Bench::new().keys(":14.1<enter>l");
    let own = bench.state.saved(bench.library).open;
    let bench = bench.keys("f <enter>");
    assert!(bench.state.tree.open_nodes().count() > own.len());
    assert_eq!(bench.state.saved(bench.library).open, own);
    // A mark is kept at once, and no more with it.
    let bench = bench.keys("m");
    assert_eq!(bench.effects.last(), Some(&Effect::Save));
    assert_eq!(bench.state.saved(bench.library).open, own);
}
