//! Any text is read or refused in one clear way, and what is read is one whole tree.
#![no_main]

use libfuzzer_sys::fuzz_target;
use shisaku::model::{Library, NodeId};
use shisaku::output::json;
use shisaku::{ledger, parse};

fuzz_target!(|text: &str| {
    let Ok(document) = parse::parse("fuzz", text) else {
        return;
    };
    let library = Library::new(vec![document]);
    for n in 0..library.len() {
        let id = NodeId(u32::try_from(n).unwrap_or(u32::MAX));
        assert_eq!(library.find(&library.address(id)), Some(id));
    }
    let _ = ledger::totals(&library, NodeId(0));
    let mut out = Vec::new();
    json::write(&mut out, &library, NodeId(0)).expect("written to memory");
});
