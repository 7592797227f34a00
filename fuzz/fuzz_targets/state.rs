//! Any bytes of a state file are refused or taken up; what is written back is whole and has lost
//! nothing that the user had not taken off.
#![no_main]

use std::sync::LazyLock;

use libfuzzer_sys::fuzz_target;
use serde_json::Value;
use shisaku::explorer::{Action, Key, Settings, State, update};
use shisaku::marks::Entry;
use shisaku::model::Library;
use shisaku::parse;
use shisaku::store::Kept;
use shisaku::store::kept::Content;

static LIBRARY: LazyLock<Library> = LazyLock::new(|| {
    let text = include_str!("../../seeds/000_3bd7bf674129a828.txt");
    Library::new(vec![parse::parse("seed", text).expect("the seed is read")])
});

/// What the program does not know itself: it is none of its own and must stay.
fn foreign(bytes: &[u8]) -> Vec<(String, Value)> {
    let own = [
        "version",
        "place",
        "open",
        "marks",
        "history",
        "queries",
        "verbosity",
    ];
    match serde_json::from_slice(bytes) {
        Ok(Value::Object(fields)) => fields
            .into_iter()
            .filter(|(name, _)| !own.contains(&name.as_str()))
            .collect(),
        _ => Vec::new(),
    }
}

fuzz_target!(|bytes: &[u8]| {
    let Some(mut content) = Content::read(bytes) else {
        return;
    };
    let before = content.marks();
    let mut kept = content.kept();
    kept.saved.marks = before.clone();
    let mut state = State::new(&LIBRARY, Settings::default());
    update(&LIBRARY, &mut state, Action::Resize(100, 30));
    state.restore(&LIBRARY, &kept.saved);
    for key in ['j', 'm', 'k'] {
        update(&LIBRARY, &mut state, Action::Key(Key::char(key)));
    }
    let saved = state.saved(&LIBRARY);
    let now: Vec<Entry> = saved.marks.clone();
    let verbosity = kept.verbosity;
    content.take(&Kept { saved, verbosity });
    content.merge(&before, &now, &mut Vec::new());
    let written = content.bytes().expect("written to memory");
    let again = Content::read(&written).expect("what was written is whole");
    assert!(!again.strange);
    assert_eq!(foreign(bytes), foreign(&written));
    // `m` takes one mark off at most, and none that has a note.
    let marks = again.marks();
    let is_lost = |entry: &&Entry| !marks.iter().any(|mark| mark.name == entry.name);
    let lost: Vec<&Entry> = before.iter().filter(is_lost).collect();
    assert!(lost.iter().all(|entry| entry.name == lost[0].name));
    assert!(lost.iter().all(|entry| entry.note.is_empty()));
});
